//! Where results are handed in: pasted, chosen as files, or dropped.

use leptos::prelude::*;

use super::Desk;
use crate::shell::files;
use crate::ui::dom::{El, View, el, view};
use crate::ui::state::State;
use crate::ui::words::Key;

pub fn form(state: State, desk: Desk) -> View {
    view(
        el("section")
            .class("intake")
            .worded("aria-label", Key::GroupHandIn)
            .on("dragover", |event| event.prevent_default())
            .on("drop", move |event| {
                event.prevent_default();
                desk.take(state, files::dropped(&event));
            })
            .add(paste(state, desk))
            .add(files(state, desk)),
    )
}

fn paste(state: State, desk: Desk) -> El {
    el("form")
        .on("submit", move |event| {
            event.prevent_default();
            desk.take_pasted(state);
        })
        .add(
            el("label")
                .class("label")
                .attr("for", "paste")
                .add(Key::GroupPaste),
        )
        .add(
            el("p")
                .class("small")
                .attr("id", "paste-more")
                .add(Key::GroupPasteMore),
        )
        .add(
            el("textarea")
                .attr("id", "paste")
                .attr("rows", "7")
                .attr("spellcheck", "false")
                .attr("autocomplete", "off")
                .attr("aria-describedby", "paste-more")
                .on("input", move |event| {
                    desk.pasted.set_value(event_target_value(&event));
                })
                .add(desk.pasted.get_value()),
        )
        .add(
            el("p").class("row tight").add(
                el("button")
                    .class("primary")
                    .attr("type", "submit")
                    .add(Key::GroupRead),
            ),
        )
}

fn files(state: State, desk: Desk) -> El {
    el("p")
        .class("drop")
        .add(
            el("label")
                .class("label")
                .attr("for", "files")
                .add(Key::GroupFiles),
        )
        .add(
            el("input")
                .attr("id", "files")
                .attr("type", "file")
                .flag("multiple", true)
                .on("change", move |event| {
                    desk.take(state, files::chosen(&event));
                }),
        )
        .add(el("small").add(Key::GroupFilesMore))
}
