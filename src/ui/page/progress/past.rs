//! Everything that was finished: to open, to do again, and to practise what was missed.

use leptos::prelude::*;

use super::{Own, opening};
use crate::engine::history::Past;
use crate::engine::practice::Practice;
use crate::engine::route::Route;
use crate::shell::page as browser;
use crate::ui::dom::{El, View, dynamic, el, views};
use crate::ui::part::figures;
use crate::ui::words::{self, Key, t, tf, tn};

/// How many stand there at first, and come with each asking.
const FIRST: usize = 3;
const MORE: usize = 20;

pub fn section(own: &Own) -> View {
    let history = own.history.clone();
    let count = history.attempts().count();
    let shown = RwSignal::new(FIRST);
    views![
        opening(Key::ProgressHistory, Key::ProgressHistoryText),
        dynamic(move || {
            let shown_now = shown.get();
            let latest = history.attempts().rev().take(shown_now);
            let items: Vec<_> = latest.map(item).collect();
            let left = count.saturating_sub(shown_now).min(MORE);
            let more = (left > 0).then(|| {
                el("p").class("row").add(
                    el("button")
                        .attr("type", "button")
                        .on("click", move |_| {
                            shown.set(shown_now + MORE);
                            // The button is another one now, or gone.
                            let first = format!(".past > :nth-child({}) a", shown_now + 1);
                            browser::after_drawing(move || browser::focus(&first));
                        })
                        .add(tn(Key::ProgressHistoryMore, left)),
                )
            });
            views![
                el("ul").class("list past").attr("role", "list").add(items),
                more
            ]
        })
    ]
}

fn item(past: Past<'_>) -> El {
    let day = words::short_day(past.finished);
    let figures = past.figures();
    let count = tn(Key::CountMoments, figures.count);
    let names = past.reviews().map(|review| review.name().clone());
    // A fresh seed shuffles the options anew.
    let same = Practice {
        moments: names.collect(),
        format: past.format(),
        mode: past.mode(),
        sure: past.sure(),
        ..Practice::default()
    };
    let missed = Practice {
        moments: past.missed(),
        format: past.format(),
        ..Practice::default()
    };
    let missed = (!missed.moments.is_empty()).then_some(missed);
    let missed = missed.map(|missed| again(Key::ProgressHistoryMissed, &missed, &day));
    el("li")
        .add(
            el("a")
                .attr("href", &Route::Attempt(past.id().clone()).href())
                .add(el("b").add(day.clone()))
                .add(" ")
                .add(el("small").add(count).add(". ").add(figures::line(figures))),
        )
        .add(
            el("div")
                .class("again")
                .add(again(Key::ProgressHistorySame, &same, &day))
                .add(missed),
        )
}

/// A link of which many stand there: its name says of which day it is.
fn again(action: Key, practice: &Practice, day: &str) -> El {
    let name = tf(
        Key::ProgressHistoryOf,
        &[("action", &t(action)), ("day", day)],
    );
    el("a")
        .attr("href", &Route::Practice(practice.to_string()).href())
        .attr("aria-label", &name)
        .add(action)
}
