//! What can be done with a draft: practise it, save it, print it.

use leptos::prelude::*;

use super::desk::Desk;
use crate::engine::route::StudioPage;
use crate::shell::files;
use crate::ui::dom::{El, dynamic, el};
use crate::ui::words::{Key, t, tf};

pub fn section(desk: Desk) -> El {
    let said: RwSignal<String> = RwSignal::new(String::new());
    el("section")
        .attr("aria-labelledby", "out-heading")
        .add(el("h2").attr("id", "out-heading").add(Key::StudioOut))
        .add(el("p").class("small").add(Key::StudioOutMore))
        .add(
            el("div")
                .class("row")
                .add(
                    el("button")
                        .attr("type", "button")
                        .on("click", move |_| save(desk, said))
                        .add(Key::StudioSaveJson),
                )
                .add(
                    el("a")
                        .class("button")
                        .attr("href", &StudioPage::Print(desk.id()).href())
                        .add(Key::StudioPrint),
                ),
        )
        .add(
            el("p")
                .class("small")
                .attr("role", "status")
                .add(dynamic(move || said.get())),
        )
}

/// The pack's file, as it is put on a site. A draft with errors is saved as well: it can be brought
/// in again.
fn save(desk: Desk, said: RwSignal<String>) {
    desk.settle();
    let Some((name, text)) = desk.read(|draft| (draft.id.clone(), draft.to_text())) else {
        return;
    };
    let name = format!("{name}.json");
    if files::save(&name, "application/json", &text) {
        desk.hand_out();
        said.set(tf(Key::StudioSavedAs, &[("file", &name)]));
    } else {
        said.set(t(Key::StudioNotSavedAs));
    }
}
