//! What a learner's own answers say of how it goes. Every figure is derived anew from them.
//!
//! Each section says in a sentence or two what there is to say; the figures behind it are folded, and
//! made when they are wanted.

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
use leptos::task::spawn_local;

use super::now::categories;
use crate::engine::history::History;
use crate::engine::id::{CategoryId, MomentName};
use crate::engine::mastery::by_category;
use crate::engine::practice::Practice;
use crate::engine::route::Route;
use crate::shell::pause::pause;
use crate::shell::{clock, page as browser};
use crate::ui::dom::{El, Part, View, dynamic, dynamic_on, el, views};
use crate::ui::part::svg;
use crate::ui::part::turns::Turns;
use crate::ui::state::{Site, State};
use crate::ui::words::{Key, t};

/// What the sections are made of. Cheap to clone.
#[derive(Clone)]
struct Own {
    state: State,
    site: Rc<Site>,
    history: Rc<History>,
    /// Whether the page is to be printed, so that all of it has to be there.
    paper: RwSignal<bool>,
}

/// What was read; nothing until it is.
type Known = RwSignal<Option<Shown>, LocalStorage>;

pub fn page() -> View {
    let state = State::get();
    super::title(&t(Key::NavProgress));
    let known: Known = RwSignal::new_local(None);
    let times = StoredValue::new(0);
    let is_empty = move || {
        known.with(|known| {
            known
                .as_ref()
                .is_some_and(|Shown(history)| history.is_empty())
        })
    };
    views![
        // Read anew when another tab does something; what that is, it does not say.
        dynamic(move || {
            state.changes.track();
            untrack(|| read(state, known, times));
            View::none()
        }),
        dynamic(move || is_empty().then(svg::trail)),
        el("h1")
            .attr("tabindex", "-1")
            .add(dynamic(move || t(if is_empty() {
                Key::ProgressEmptyHeading
            } else {
                Key::ProgressHeading
            }))),
        // Drawn anew when something was finished, and for nothing else: what was unfolded stays so,
        // and the focus where it is.
        dynamic_on(
            move || known.get(),
            move |known| match known {
                None => View::none(),
                Some(Shown(history)) if history.is_empty() => empty(),
                Some(Shown(history)) => drawn(state, history.clone()),
            }
        )
    ]
}

/// What the page shows. An attempt never changes: the same ones make the same page.
#[derive(Clone)]
struct Shown(Rc<History>);

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        let [one, other] = [self, other].map(|Self(history)| history.attempts());
        one.map(|past| past.id()).eq(other.map(|past| past.id()))
    }
}

/// Reads all that was finished: at once where it is little, else bundle by bundle, so that nothing
/// stands still meanwhile. `times` tells a reading whether a later one has begun.
fn read(state: State, known: Known, times: StoredValue<u32>) {
    let time = times.get_value() + 1;
    times.set_value(time);
    let records = state.records();
    let mut reading = records.begin_reading();
    let finish = move |reading| {
        let days = clock::Days::default();
        let records = state.records();
        let (history, trouble) = records.end_reading(reading, &|minute| days.of(minute));
        state.note_trouble(trouble);
        let _ = known.try_set(Some(Shown(Rc::new(history))));
    };
    if !records.read_on(&mut reading) {
        finish(reading);
        return;
    }
    spawn_local(async move {
        let mut has_more = true;
        while has_more {
            pause().await;
            has_more = records.read_on(&mut reading);
        }
        pause().await;
        // The page may have been left meanwhile.
        if times.try_get_value() == Some(time) {
            finish(reading);
        }
    });
}

fn empty() -> View {
    views![
        el("p").class("lead").add(Key::ProgressEmpty),
        practise_now().class("button primary start"),
        diary()
    ]
}

fn practise_now() -> El {
    let practice = Practice {
        n: Some(5),
        ..Practice::default()
    };
    el("a")
        .attr("href", &Route::Practice(practice.to_string()).href())
        .add(Key::HomePractiseNow)
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
    let paper = paper();
    views![
        el("p").class("small").add(Key::ProgressLead),
        el("p")
            .class("row")
            .add(practise_now().class("button primary")),
        super::when_loaded(state.site(), move |site: &Rc<Site>| {
            sections(&Own {
                state,
                site: site.clone(),
                history: history.clone(),
                paper,
            })
        })
    ]
}

/// Section by section, each when those before are painted: first what to do next, then what there is
/// to see.
fn sections(own: &Own) -> View {
    let turns = Turns::new(own.paper);
    let part = |draw: fn(&Own) -> View| {
        let own = own.clone();
        turns.next().part(move || draw(&own))
    };
    views![
        part(levels),
        part(harm::section),
        part(slips::section),
        part(calibration::section),
        part(confusion::section),
        part(week::section),
        part(past::section),
        part(end)
    ]
}

/// What is due, and how it goes: both by the level of each category.
fn levels(own: &Own) -> View {
    let categories = categories(&own.site);
    let ids: Vec<CategoryId> = categories.iter().map(|one| one.id.clone()).collect();
    let levels = by_category(&own.history, &ids);
    views![
        due::section(own, &categories, &ids, &levels),
        mastery::section(own, &categories, &levels)
    ]
}

fn end(own: &Own) -> View {
    let paper = own.paper;
    let print = move |_| {
        // What is folded is made first, and then opened.
        paper.set(true);
        browser::after_drawing(browser::print_unfolded);
    };
    views![
        diary(),
        el("div").class("row").add(
            el("button")
                .attr("type", "button")
                .on("click", print)
                .add(Key::ActionPrint)
        ),
        el("p").class("small").add(Key::AttemptSelfReported)
    ]
}

/// Set when the page is to be printed, here or by the browser.
fn paper() -> RwSignal<bool> {
    let paper = RwSignal::new(false);
    browser::before_print(Some(Rc::new(move || {
        let _ = paper.try_set(true);
    })));
    on_cleanup(|| browser::before_print(None));
    paper
}

/// A heading and a sentence that says what the figures under it are.
fn opening(heading: Key, explained: Key) -> View {
    views![el("h2").add(heading), el("p").class("small").add(explained)]
}

/// What is made when it is first unfolded, or when the page is printed.
fn fold(own: &Own, summary: impl Part, draw: impl Fn() -> View + 'static) -> El {
    let (is_wanted, paper) = (RwSignal::new(false), own.paper);
    el("details")
        .class("moment")
        .on("toggle", move |_| {
            if !is_wanted.get_untracked() {
                is_wanted.set(true);
            }
        })
        .add(el("summary").add(summary))
        .add(dynamic_on(
            move || is_wanted.get() || paper.get(),
            move |is_due| if *is_due { draw() } else { View::none() },
        ))
}

/// A table that is moved sideways by itself where it is too wide for the page.
fn sideways(name: Key, table: El) -> El {
    el("div")
        .class("sideways")
        .attr("role", "group")
        .attr("tabindex", "0")
        .worded("aria-label", name)
        .add(table)
}

fn list(items: Vec<El>) -> El {
    el("ul").class("list").attr("role", "list").add(items)
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
