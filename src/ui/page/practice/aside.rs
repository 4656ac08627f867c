//! A link that was opened before, or that leaves nothing to practise.

use super::Choice;
use crate::engine::id::SessionId;
use crate::engine::route::Route;
use crate::ui::dom::{View, el, views};
use crate::ui::state::State;
use crate::ui::words::{Key, tf};

pub fn begun(choice: Choice<'_>) -> View {
    let Choice {
        session,
        go_on,
        again,
    } = choice;
    let state = State::get();
    let at = (session.done().len() + 1).to_string();
    let total = session.form().len().to_string();
    let id = session.id().clone();
    views![
        el("h1").attr("tabindex", "-1").add(Key::BegunHeading),
        el("p").add(tf(Key::BegunText, &[("n", &at), ("total", &total)])),
        el("div")
            .class("row")
            .add(
                el("button")
                    .class("primary")
                    .attr("type", "button")
                    .on("click", move |_| go_on())
                    .add(Key::ActionContinue)
            )
            .add(
                el("button")
                    .attr("type", "button")
                    .on("click", move |_| {
                        state.records().drop_session(&id);
                        again();
                    })
                    .add(Key::ActionStartAgain)
            )
    ]
}

pub fn done(id: &SessionId, again: Box<dyn Fn()>) -> View {
    views![
        el("h1").attr("tabindex", "-1").add(Key::DoneHeading),
        el("p").add(Key::DoneText),
        el("div")
            .class("row")
            .add(
                el("a")
                    .class("button primary")
                    .attr("href", &Route::Attempt(id.clone()).href())
                    .add(Key::ActionSeeResult)
            )
            .add(
                el("button")
                    .attr("type", "button")
                    .on("click", move |_| again())
                    .add(Key::ActionPractiseAgain)
            )
    ]
}

pub fn nothing_left() -> View {
    views![
        el("h1").attr("tabindex", "-1").add(Key::EmptyHeading),
        el("p").add(Key::EmptyText),
        el("p")
            .class("row")
            .add(
                el("a")
                    .class("button primary")
                    .attr("href", &Route::Settings.href())
                    .add(Key::NavSettings)
            )
            .add(
                el("a")
                    .class("button")
                    .attr("href", &Route::Home.href())
                    .add(Key::NavHome)
            )
    ]
}
