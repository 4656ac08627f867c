//! What a learner's own answers say of how it goes. Every figure is derived anew from them.

mod calibration;
mod confusion;
mod due;
mod harm;
mod mastery;
mod past;
mod slips;
mod week;

use std::rc::Rc;

use leptos::prelude::*;

use super::now::history;
use crate::engine::history::History;
use crate::engine::id::{MomentName, SessionId};
use crate::engine::practice::Practice;
use crate::engine::route::Route;
use crate::shell::page as browser;
use crate::ui::dom::{El, View, dynamic_on, el, views};
use crate::ui::part::svg;
use crate::ui::state::{Site, State};
use crate::ui::words::{Key, t};

pub fn page() -> View {
    let state = State::get();
    super::title(&t(Key::NavProgress));
    // Drawn anew when another tab finishes something, and for nothing else that it does: what was
    // unfolded stays so, and the focus where it is.
    dynamic_on(
        move || {
            state.changes.track();
            Shown(Rc::new(untrack(|| history(state))))
        },
        move |Shown(history)| {
            if history.is_empty() {
                empty()
            } else {
                drawn(state, history.clone())
            }
        },
    )
}

/// What the page shows. An attempt never changes: the same ones make the same page.
struct Shown(Rc<History>);

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        let ids = |Self(history): &Self| history.attempts().map(|past| past.id().clone()).collect();
        let [one, other]: [Vec<SessionId>; 2] = [self, other].map(ids);
        one == other
    }
}

fn empty() -> View {
    let practice = Practice {
        n: Some(5),
        ..Practice::default()
    };
    views![
        svg::trail(),
        el("h1")
            .attr("tabindex", "-1")
            .add(Key::ProgressEmptyHeading),
        el("p").class("lead").add(Key::ProgressEmpty),
        el("a")
            .class("button primary start")
            .attr("href", &Route::Practice(practice.to_string()).href())
            .add(Key::HomePractiseNow),
        diary()
    ]
}

/// The diary is there whether or not anything was practised.
fn diary() -> El {
    el("p").add(
        el("a")
            .attr("href", &Route::Diary(None).href())
            .add(Key::ProgressDiary),
    )
}

fn drawn(state: State, history: Rc<History>) -> View {
    let days = week::section(&history);
    views![
        el("h1").attr("tabindex", "-1").add(Key::ProgressHeading),
        el("p").class("small").add(Key::ProgressLead),
        days,
        super::when_loaded(state.site(), move |site: &Rc<Site>| views![
            harm::section(site, &history),
            due::section(site, &history),
            mastery::section(site, &history),
            calibration::section(&history, state.settings.get_untracked().marks),
            slips::section(state, site, &history),
            confusion::section(site, &history),
            past::section(&history),
            diary(),
            el("div").class("row").add(
                el("button")
                    .attr("type", "button")
                    .on("click", move |_| browser::print_unfolded())
                    .add(Key::ActionPrint)
            ),
            el("p").class("small").add(Key::AttemptSelfReported)
        ])
    ]
}

/// A heading and a sentence that says what the figures under it are.
fn opening(heading: Key, explained: Key) -> View {
    views![el("h2").add(heading), el("p").class("small").add(explained)]
}

/// The figures of a picture as a table, folded beneath it; it is moved sideways by itself where it
/// is too wide for the page.
fn figures(summary: Key, table: El) -> El {
    el("details")
        .class("moment")
        .add(el("summary").add(summary))
        .add(
            el("div")
                .class("sideways")
                .attr("role", "group")
                .attr("tabindex", "0")
                .worded("aria-label", summary)
                .add(table),
        )
}

/// A moment's title; its name where the site has it no more.
fn title_of(site: &Site, name: &MomentName) -> String {
    let entry = site.index.scenario(name);
    entry.map_or_else(|| name.to_string(), |entry| entry.title.clone())
}

/// The head of a table.
fn head(names: &[Key]) -> View {
    let cells: Vec<_> = names
        .iter()
        .map(|name| el("th").attr("scope", "col").add(*name))
        .collect();
    el("thead").add(el("tr").add(cells)).view()
}
