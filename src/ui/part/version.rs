//! A copy of the site for when there is no network, and the notice that a new one waits. The notice
//! stands where nobody is in the middle of anything: at home, and when a session is over.

use leptos::prelude::*;

use crate::shell::offline;
use crate::ui::dom::{View, dynamic, el};
use crate::ui::state::State;
use crate::ui::words::Key;

/// Asks for the copy, unless this device is to keep nothing or can't.
pub fn keep_a_copy(state: State) {
    let store = &state.records().store;
    if !store.keeps_nothing() && !store.is_blocked() {
        offline::begin();
    }
}

/// The notice, as soon as there is a new version.
pub fn notice(state: State) -> View {
    keep_a_copy(state);
    let is_new = RwSignal::new(false);
    let is_refused = RwSignal::new(false);
    // The page may have been left when the news come.
    offline::on_new_version(move || {
        let _ = is_new.try_set(true);
    });
    let take = move |_| {
        is_refused.set(false);
        offline::take_new_version(move || {
            let _ = is_refused.try_set(true);
        });
    };
    let says = move || {
        if is_refused.get() {
            Key::VersionOthersOpen
        } else {
            Key::VersionNew
        }
    };
    dynamic(move || {
        is_new.get().then(|| {
            el("div")
                .class("notice")
                .add(el("p").attr("role", "status").add(dynamic(says)))
                .add(
                    el("p").class("row").add(
                        el("button")
                            .attr("type", "button")
                            .on("click", take)
                            .add(Key::ActionReload),
                    ),
                )
        })
    })
}
