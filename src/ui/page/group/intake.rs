//! Where results are handed in: pasted, chosen as files, or dropped.

use leptos::prelude::*;

use super::Desk;
use crate::shell::{files, page as browser};
use crate::ui::dom::{El, View, dynamic, el, view};
use crate::ui::state::State;
use crate::ui::words::Key;

pub fn form(state: State, desk: Desk) -> View {
    view(
        el("section")
            .class("intake")
            .worded("aria-label", Key::GroupHandIn)
            .add(paste(state, desk))
            .add(files(state, desk)),
    )
}

fn paste(state: State, desk: Desk) -> El {
    let is_missing = RwSignal::new(false);
    el("form")
        .on("submit", move |event| {
            event.prevent_default();
            if !desk.take_pasted(state) {
                is_missing.set(true);
                browser::focus_soon("#paste");
            }
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
                .attr("aria-describedby", "paste-missing paste-more")
                .attr_while("aria-invalid", "true", move || is_missing.get())
                .on("input", move |event| {
                    desk.pasted.set_value(event_target_value(&event));
                    if is_missing.get_untracked() {
                        is_missing.set(false);
                    }
                })
                .add(desk.pasted.get_value()),
        )
        .add(el("div").attr("id", "paste-missing").add(dynamic(move || {
            is_missing.get().then(|| {
                el("p")
                    .class("problem")
                    .attr("role", "alert")
                    .add(Key::GroupPasteNothing)
            })
        })))
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
                .attr("aria-describedby", "files-more")
                .flag("multiple", true)
                .on("change", move |event| {
                    desk.take(state, files::chosen(&event));
                }),
        )
        .add(
            el("small")
                .attr("id", "files-more")
                .add(Key::GroupFilesMore),
        )
}
