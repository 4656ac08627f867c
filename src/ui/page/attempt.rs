//! How it went: one attempt, with both scores, by category, and answer by answer.

use std::rc::Rc;

use crate::engine::attempt::Attempt;
use crate::engine::calibration::marks_of;
use crate::engine::id::SessionId;
use crate::engine::practice::Practice;
use crate::engine::route::Route;
use crate::engine::shelf::Shelf;
use leptos::prelude::*;

use crate::ui::dom::{El, View, el, views};
use crate::ui::page::later;
use crate::ui::part::answer::Seen;
use crate::ui::part::reviewed::print_buttons;
use crate::ui::part::svg::trail;
use crate::ui::part::{figures, reviewed, version};
use crate::ui::state::{Site, State, Trouble};
use crate::ui::words::{self, Key, n, t, tf};

pub fn page(id: SessionId) -> View {
    let state = State::get();
    let (attempt, trouble) = state.records().attempt(&id);
    state.note_trouble(trouble);
    let Some(attempt) = attempt else {
        super::title(&t(Key::AttemptNone));
        return views![
            el("h1").attr("tabindex", "-1").add(Key::AttemptNone),
            el("p").add(Key::AttemptNoneText),
            el("p").class("row").add(
                el("a")
                    .class("button primary")
                    .attr("href", &Route::Home.href())
                    .add(Key::NavHome)
            )
        ];
    };
    super::title(&t(Key::AttemptHeading));
    let mut about = vec![
        words::date(attempt.finished),
        words::practised(attempt.moments.len(), attempt.practice.mode()),
    ];
    about.extend(figures::format_line(&attempt.practice));
    let attempt = Rc::new(attempt);
    let answers = answers(state, attempt.clone());
    views![
        version::notice(state),
        trail(),
        el("h1").attr("tabindex", "-1").add(Key::AttemptHeading),
        el("p").class("small").add(about.join(". ")).add("."),
        figures::pair(attempt.figures()),
        el("p").class("small").add(Key::AttemptTwoScores),
        figures::over_chance(&attempt),
        marks(state, &attempt),
        answers,
        actions(&attempt),
        el("p").class("small").add(Key::AttemptSelfReported)
    ]
}

/// The marks for how sure the learner was, where they want them.
fn marks(state: State, attempt: &Attempt) -> Option<El> {
    let marks = marks_of(attempt);
    let is_shown = marks.count > 0 && state.settings.get_untracked().marks;
    is_shown.then(|| {
        let values = [("sum", &*n(marks.sum)), ("most", &*n(marks.most))];
        el("p").class("small").add(tf(Key::AttemptMarks, &values))
    })
}

fn actions(attempt: &Attempt) -> View {
    let missed = attempt.missed();
    // Where the editions were named, they are again: the site may have others, or no such pack.
    let named = !attempt.practice.editions.is_empty();
    let again = Practice {
        moments: missed,
        format: attempt.practice.format,
        packs: attempt
            .practice
            .packs
            .iter()
            .filter(|_| named)
            .cloned()
            .collect(),
        editions: attempt.practice.editions.clone(),
        ..Practice::default()
    };
    let again = (!again.moments.is_empty()).then(|| {
        el("a")
            .class("button primary")
            .attr("href", &Route::Practice(again.to_string()).href())
            .add(Key::ActionPractiseMissed)
    });
    let new = Practice {
        n: Some(5),
        ..Practice::default()
    };
    el("div")
        .class("row")
        .add(again)
        .add(
            el("a")
                .class("button")
                .attr("href", &Route::Practice(new.to_string()).href())
                .add(Key::ActionPractiseNew),
        )
        .add(print_buttons())
        .add(
            el("a")
                .class("button quiet")
                .attr("href", &Route::Home.href())
                .add(Key::NavHome),
        )
        .view()
}

struct Reviewed {
    site: Rc<Site>,
    /// The packs that the answers are about, where these can still be had.
    shelf: Rc<Shelf>,
}

fn answers(state: State, attempt: Rc<Attempt>) -> View {
    let wanted: Vec<_> = attempt
        .moments
        .iter()
        .map(|moment| (moment.name.pack.clone(), moment.edition))
        .collect();
    let load = async move {
        Ok::<_, Trouble>(Reviewed {
            // A pack that is not of this site may bring its framework along.
            shelf: state.shelf(wanted).await?,
            site: state.site().await?,
        })
    };
    super::when_loaded(load, move |Reviewed { site, shelf }| {
        views![
            reviewed::by_category(&attempt, site, Seen::Later),
            sharing(attempt.clone(), shelf.clone()),
            reviewed::answers(&attempt, shelf, site, Seen::Later)
        ]
    })
}

/// How to share it: a part of the program of its own, without which the rest is there all the same.
fn sharing(attempt: Rc<Attempt>, shelf: Rc<Shelf>) -> View {
    let load = async { Ok(later::share().await.ok()) };
    super::when_loaded(load, move |share| match share {
        Some(share) => (share.section)(&attempt, shelf.clone()),
        None => el("p").class("small").add(Key::ShareCannotPart).view(),
    })
}
