//! “Keep nothing on this device”: what was kept goes with the tick, so it is asked first.

use leptos::prelude::*;

use crate::shell::{offline, page as browser};
use crate::ui::dom::{View, dynamic_on, el, views};
use crate::ui::part::ask::Ask;
use crate::ui::part::version;
use crate::ui::state::State;
use crate::ui::words::Key;

const BOX: &str = "#keep-nothing";
const DIALOG: &str = "delete-what-is-kept";

pub fn show(state: State) -> View {
    let keeps_nothing = move || {
        state.changes.track();
        state.records().store.keeps_nothing()
    };
    views![
        dynamic_on(keeps_nothing, move |is_on| tick(state, *is_on)),
        dialog(state)
    ]
}

fn tick(state: State, is_on: bool) -> View {
    let click = move |event: leptos::ev::Event| {
        if is_on {
            state.note_storage(state.records().store.keep_again());
            version::keep_a_copy(state);
            changed(state);
        } else if state.records().holds_something() {
            // The tick comes when the answer does.
            event.prevent_default();
            browser::open_dialog(DIALOG);
        } else {
            keep_nothing(state);
        }
    };
    el("label")
        .class("choice")
        .add(
            el("input")
                .attr("type", "checkbox")
                .attr("id", BOX.trim_start_matches('#'))
                .flag("checked", is_on)
                .on("click", click),
        )
        .add(
            el("span")
                .add(el("b").add(Key::SettingsNothing))
                .add(" ")
                .add(el("small").add(Key::SettingsNothingMore)),
        )
        .view()
}

fn keep_nothing(state: State) {
    let records = state.records();
    records.store.keep_nothing();
    records.forget_in_tab();
    offline::forget();
    changed(state);
}

/// The box is drawn anew, and has the focus as before.
fn changed(state: State) {
    state.changes.update(|count| *count += 1);
    browser::focus_soon(BOX);
}

fn dialog(state: State) -> View {
    Ask {
        id: DIALOG,
        heading: Key::NothingHeading,
        text: Key::NothingText,
        no: Key::NothingNo,
        yes: Key::NothingYes,
    }
    .dialog(move || keep_nothing(state))
    .view()
}
