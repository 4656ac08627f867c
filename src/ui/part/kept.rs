//! Whether what a person does is kept, where they would count on it.

use crate::engine::route::Route;
use crate::ui::dom::{View, el};
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

/// What becomes of the answers; where nothing can be kept, the notice above has said it.
pub fn where_kept(state: State) -> View {
    let records = state.records();
    if records.store.keeps_nothing() {
        return nothing_is_kept(state);
    }
    if records.store.is_blocked() {
        return View::none();
    }
    el("p")
        .class("small")
        .add(Key::HomeKept)
        .add(" ")
        .add(
            el("a")
                .attr("href", &Route::Settings.href())
                .add(Key::HomeKeepNothing),
        )
        .view()
}
