//! That nothing is kept, where a person would count on it.

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
