//! Whether what a person does is kept, where they would count on it.

use crate::engine::route::Route;
use crate::ui::dom::{El, View, el};
use crate::ui::state::State;
use crate::ui::words::Key;

/// A quiet line, where the person asked that nothing be kept: a week later they may not remember.
pub fn nothing_is_kept(state: State) -> View {
    if !state.records().store.keeps_nothing() {
        return View::none();
    }
    el("p")
        .class("small")
        .add(Key::NothingIsKept)
        .add(" ")
        .add(
            el("a")
                .attr("href", &Route::Settings.href())
                .add(Key::NothingChange),
        )
        .view()
}

/// What becomes of the answers.
pub fn where_kept(state: State) -> View {
    if_kept(state, || {
        el("p").class("small").add(Key::HomeKept).add(" ").add(
            el("a")
                .attr("href", &Route::Settings.href())
                .add(Key::HomeKeepNothing),
        )
    })
}

/// What becomes of the packs that somebody writes.
pub fn where_packs_are_kept(state: State) -> View {
    if_kept(state, || el("p").class("small").add(Key::StudioPrivate))
}

/// Where nothing is to be kept, a line says so; where nothing can be, the notice above has said it.
fn if_kept(state: State, line: impl FnOnce() -> El) -> View {
    let store = &state.records().store;
    if store.keeps_nothing() {
        nothing_is_kept(state)
    } else if store.is_blocked() {
        View::none()
    } else {
        line().view()
    }
}
