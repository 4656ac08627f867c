//! Where a pack is handed over: chosen, dropped, pasted, or by its address on this host.

use leptos::prelude::*;

use super::Desk;
use crate::shell::files;
use crate::ui::dom::{El, el};
use crate::ui::words::Key;

pub fn form(desk: Desk) -> El {
    el("section")
        .class("intake")
        .worded("aria-label", Key::TryHandOver)
        .on("dragover", |event| event.prevent_default())
        .on("drop", move |event| {
            event.prevent_default();
            desk.take(files::dropped(&event));
        })
        .add(files(desk))
        .add(paste(desk))
        .add(address(desk))
}

fn files(desk: Desk) -> El {
    el("p")
        .class("drop")
        .add(
            el("label")
                .class("label")
                .attr("for", "files")
                .add(Key::TryFile),
        )
        .add(
            el("input")
                .attr("id", "files")
                .attr("type", "file")
                .attr("accept", ".json,application/json")
                .attr("aria-describedby", "files-more")
                .flag("multiple", true)
                .on("change", move |event| desk.take(files::chosen(&event))),
        )
        .add(el("small").attr("id", "files-more").add(Key::TryFileMore))
}

fn paste(desk: Desk) -> El {
    el("details")
        .class("moment fold")
        .add(el("summary").add(el("b").add(Key::TryPaste)))
        .add(
            el("form")
                .on("submit", move |event| {
                    event.prevent_default();
                    desk.take_pasted();
                })
                .add(
                    el("label")
                        .class("label")
                        .attr("for", "paste")
                        .add(Key::TryPasteLabel),
                )
                .add(
                    el("textarea")
                        .attr("id", "paste")
                        .attr("rows", "7")
                        .attr("spellcheck", "false")
                        .attr("autocomplete", "off")
                        .on("input", move |event| {
                            desk.pasted.set_value(event_target_value(&event));
                        }),
                )
                .add(submit(Key::TryLook)),
        )
}

fn address(desk: Desk) -> El {
    let given = desk.address.get_value();
    el("details")
        .class("moment fold")
        .flag("open", !given.is_empty())
        .add(el("summary").add(el("b").add(Key::TryAddress)))
        .add(
            el("form")
                .on("submit", move |event| {
                    event.prevent_default();
                    desk.fetch();
                })
                .add(
                    el("label")
                        .class("label")
                        .attr("for", "address")
                        .add(Key::TryAddressLabel),
                )
                .add(
                    el("input")
                        .attr("id", "address")
                        .attr("type", "text")
                        .attr("inputmode", "url")
                        .attr("spellcheck", "false")
                        .attr("autocapitalize", "off")
                        .attr("autocomplete", "off")
                        .attr("aria-describedby", "address-more")
                        .attr("value", &given)
                        .on("input", move |event| {
                            desk.address.set_value(event_target_value(&event));
                        }),
                )
                .add(
                    el("p")
                        .class("small")
                        .attr("id", "address-more")
                        .add(Key::TryAddressMore),
                )
                .add(submit(Key::TryLook)),
        )
}

fn submit(words: Key) -> El {
    el("p")
        .class("row tight")
        .add(el("button").attr("type", "submit").add(words))
}
