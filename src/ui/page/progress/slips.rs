//! Which slips the chosen responses are examples of, over time, and what to try instead.

use std::rc::Rc;

use leptos::prelude::*;

use super::{figures, head, opening, title_of};
use crate::engine::day::Day;
use crate::engine::history::History;
use crate::engine::mark::best_there;
use crate::engine::pack::{Pack, Response};
use crate::engine::route::Route;
use crate::engine::slips::{Example, Slips, Week, slips, weeks};
use crate::shell::clock;
use crate::ui::dom::{El, View, dynamic, el, svg_el, views};
use crate::ui::page::when_loaded;
use crate::ui::state::{Site, State};
use crate::ui::words::{self, Key, n, t, tf};

/// How many weeks the picture shows, and how many the table takes together.
const SHOWN: i64 = 12;
const TOGETHER: i64 = 4;

pub fn section(state: State, site: &Rc<Site>, history: &History) -> View {
    let slips = slips(history);
    if slips.is_empty() {
        return views![
            el("h2").add(Key::ProgressSlips),
            el("p").add(Key::ProgressSlipsNone)
        ];
    }
    let weeks = weeks(history);
    let rows: Vec<_> = slips.iter().map(|one| row(one, &weeks)).collect();
    let by_week = by_week(&slips, &weeks);
    let examples = slips.into_iter().map(|one| example(state, site, one));
    let examples: Vec<_> = examples.collect();
    views![
        opening(Key::ProgressSlips, Key::ProgressSlipsText),
        el("table")
            .class("slips")
            .add(
                el("caption")
                    .add(Key::ProgressSlipsCaption)
                    .add(". ")
                    .add(Key::ProgressSlipsPicture)
            )
            .add(head(&[
                Key::ProgressSlipsKind,
                Key::ProgressSlipsLate,
                Key::ProgressSlipsBefore,
                Key::ProgressSlipsAll
            ]))
            .add(el("tbody").add(rows)),
        by_week,
        examples
    ]
}

fn row(slips: &Slips, weeks: &[Week]) -> El {
    let next = clock::today().monday().plus(7);
    let ago = |weeks: i64| next.plus(-7 * weeks);
    let late = slips.between(weeks, ago(TOGETHER), next);
    let before = slips.between(weeks, ago(2 * TOGETHER), ago(TOGETHER));
    el("tr")
        .add(
            el("th")
                .attr("scope", "row")
                .add(words::drift(slips.drift))
                .add(picture(slips, weeks, next)),
        )
        .add(count(late))
        .add(count(before))
        .add(count(slips.count))
}

#[allow(clippy::cast_precision_loss)] // counts are small
fn count(count: usize) -> El {
    el("td").add(n(count as f64))
}

/// How often in each of the last weeks, the earliest first: what the bars show.
fn counts(slips: &Slips, weeks: &[Week], next: Day) -> Vec<usize> {
    let week = |ago: i64| slips.between(weeks, next.plus(-7 * ago), next.plus(7 - 7 * ago));
    (1..=SHOWN).rev().map(week).collect()
}

/// The figures of all bars, a row to each week, the latest first; folded.
fn by_week(slips: &[Slips], weeks: &[Week]) -> El {
    let next = clock::today().monday().plus(7);
    let columns: Vec<Vec<usize>> = slips.iter().map(|one| counts(one, weeks, next)).collect();
    let names: Vec<_> = slips
        .iter()
        .map(|one| el("th").attr("scope", "col").add(words::drift(one.drift)))
        .collect();
    let rows: Vec<_> = (1..=SHOWN)
        .zip((0..columns.first().map_or(0, Vec::len)).rev())
        .map(|(ago, at)| {
            let monday = words::short_day(clock::midday(next.plus(-7 * ago)));
            let cells = columns.iter().filter_map(|column| column.get(at));
            let cells: Vec<_> = cells.map(|times| count(*times)).collect();
            el("tr")
                .add(el("th").attr("scope", "row").add(monday))
                .add(cells)
        })
        .collect();
    let table = el("table")
        .class("wide figures")
        .add(el("caption").add(Key::ProgressSlipsWeeks))
        .add(
            el("thead").add(
                el("tr")
                    .add(el("th").attr("scope", "col").add(Key::ProgressSlipsWeek))
                    .add(names),
            ),
        )
        .add(el("tbody").add(rows));
    figures(Key::ProgressSlipsWeekly, table)
}

/// A bar to each of the last weeks.
fn picture(slips: &Slips, weeks: &[Week], next: Day) -> El {
    let counts = counts(slips, weeks, next);
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    let bars = counts.iter().enumerate().map(|(at, count)| {
        let height = 1 + 15 * count / most;
        svg_el("rect")
            .attr("x", &(at * 8).to_string())
            .attr("y", &(16 - height).to_string())
            .attr("width", "6")
            .attr("height", &height.to_string())
    });
    svg_el("svg")
        .class("weeks")
        .attr("viewBox", "0 0 96 16")
        .attr("aria-hidden", "true")
        .add(bars.collect::<Vec<_>>())
}

/// Folded, until it is wanted: its pack is fetched then.
fn example(state: State, site: &Rc<Site>, slips: Slips) -> El {
    let is_wanted = RwSignal::new(false);
    let slip = words::drift(slips.drift);
    let title = title_of(site, &slips.latest.moment);
    let example = StoredValue::new_local(slips.latest);
    el("details")
        .class("moment")
        .on("toggle", move |_| {
            if !is_wanted.get_untracked() {
                is_wanted.set(true);
            }
        })
        .add(el("summary").add(tf(Key::ProgressSlipsExample, &[("slip", &slip)])))
        .add(dynamic(move || {
            is_wanted
                .get()
                .then(|| untrack(|| unfolded(state, example.get_value(), title.clone())))
        }))
}

fn unfolded(state: State, example: Example, title: String) -> View {
    let day = words::short_day(clock::midday(example.day));
    let open = el("p").add(
        el("a")
            .attr("href", &Route::Attempt(example.attempt.clone()).href())
            .add(Key::ProgressOpenAnswer),
    );
    let wanted = (example.moment.pack.clone(), example.edition);
    let load = async move { Ok(state.pack(&wanted.0, wanted.1).await.ok()) };
    let from = tf(Key::ProgressSlipsFrom, &[("moment", &title), ("day", &day)]);
    views![
        el("p").class("small").add(from),
        when_loaded(load, move |pack: &Option<Rc<Pack>>| {
            let said = pack.as_deref().and_then(|pack| said(pack, &example));
            said.unwrap_or_else(|| el("p").add(Key::ProgressSlipsGone).view())
        }),
        open
    ]
}

/// What was said, and what fits best there, each with its reason.
fn said(pack: &Pack, example: &Example) -> Option<View> {
    let step = pack.scenario(&example.moment.scenario)?;
    let step = step.step(&example.step)?;
    let chosen = example.response.as_ref();
    let chosen = step.responses.iter().find(|one| Some(&one.id) == chosen);
    let quoted = |heading: Key, response: &Response| {
        views![
            el("dt").add(t(heading)),
            el("dd")
                .add(el("p").class("said").add(response.text.clone()))
                .add(el("p").class("small").add(response.why.clone()))
        ]
    };
    let chosen = chosen.map(|one| quoted(Key::ProgressSlipsYou, one));
    let best = best_there(step).into_iter();
    let best: Vec<_> = best.map(|one| quoted(Key::ProgressSlipsTry, one)).collect();
    Some(el("dl").class("plain").add(chosen).add(best).view())
}
