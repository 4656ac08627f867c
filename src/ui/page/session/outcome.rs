//! After an answer: its feedback, or the ending of a story.

use leptos::prelude::*;

use super::{At, Play, continue_button};
use crate::engine::id::ResponseId;
use crate::engine::pack::Step;
use crate::engine::practice::Mode;
use crate::engine::route::Route;
use crate::engine::session::Phase;
use crate::shell::{clock, page as browser, storage};
use crate::ui::dom::{View, dynamic, el, views};
use crate::ui::part::answer::Seen;
use crate::ui::part::{answer, feedback, story, svg, version};
use crate::ui::words::Key;

pub fn show(play: Play, at: &At<'_>) -> View {
    if at.session.phase() == Phase::Ending {
        ending(play, at)
    } else {
        feedback(play, at)
    }
}

/// Makes an attempt of the session, which is over, and shows it; home, if nothing was answered.
pub fn finish(play: Play) {
    let state = play.state;
    let Some(session) = play.session.try_get_untracked() else {
        return;
    };
    let records = state.records();
    let (attempt, kept) = records.finish(&session, clock::now());
    if attempt.is_some() && kept.is_ok() && records.is_worth_keeping() {
        storage::ask_to_persist();
    }
    state.note_storage(kept);
    state.replace(attempt.map_or(Route::Home, Route::Attempt));
    browser::focus_heading();
}

/// How well the answer fits is there at once; the reasons, which are long, when that is painted.
fn feedback(play: Play, at: &At<'_>) -> View {
    let Some(given) = at.session.answered().last() else {
        return View::none();
    };
    let is_painted = RwSignal::new(false);
    browser::after_painting(move || {
        let _ = is_painted.try_set(true);
    });
    el("section")
        .worded("aria-label", Key::FeedbackRegion)
        .add(el("h1").attr("tabindex", "-1").add(Key::FeedbackHeading))
        .add(answer::verdict(
            at.step,
            given,
            at.session.format(at.scenario),
        ))
        .add(dynamic(move || {
            let made = is_painted
                .get()
                .then(|| untrack(|| play.with_at(|at| rest(play, at))));
            made.flatten().unwrap_or_else(View::none)
        }))
        .view()
}

fn rest(play: Play, at: &At<'_>) -> View {
    let At {
        session,
        scenario,
        step,
        pack,
        site,
    } = *at;
    let Some(given) = session.answered().last() else {
        return View::none();
    };
    // Not before: until here the line is for what is waited for.
    version::keep_a_copy(play.state);
    let ends_here = !leads_on(step, given.choice.best.as_ref());
    let path =
        (scenario.is_story() && ends_here).then(|| feedback::path(scenario, session.answered()));
    let closing = ends_here.then(|| feedback::closing(scenario, pack));
    views![
        story::folding_story(step, false),
        answer::reasons(step, given, site, Seen::Now),
        feedback::competency_note(step, site, Seen::Now),
        path,
        closing,
        continue_button(play)
    ]
}

fn ending(play: Play, at: &At<'_>) -> View {
    let At {
        session,
        scenario,
        step,
        pack,
        ..
    } = *at;
    let is_learning = session.practice().mode() == Mode::Learn;
    let review = is_learning.then(|| {
        views![
            el("p").add(step.outcome.clone()),
            feedback::path(scenario, session.answered()),
            feedback::closing(scenario, pack)
        ]
    });
    views![
        svg::trail(),
        el("h1").attr("tabindex", "-1").add(Key::StoryEndHeading),
        story::story(step),
        review,
        continue_button(play)
    ]
}

/// Whether the chosen response leads to another step.
fn leads_on(step: &Step, chosen: Option<&ResponseId>) -> bool {
    let response = step.responses.iter().find(|r| Some(&r.id) == chosen);
    response.is_some_and(|response| response.next.is_some())
}
