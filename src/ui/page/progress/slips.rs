//! Which slips the chosen responses are examples of, over time, and what to try instead.

use std::rc::Rc;

use super::{Own, fold, list, opening, sideways, title_of};
use crate::engine::day::Day;
use crate::engine::mark::best_there;
use crate::engine::pack::{Pack, Response};
use crate::engine::route::Route;
use crate::engine::slips::{Example, Slips, Week, slips, weeks};
use crate::shell::clock;
use crate::ui::dom::{El, View, el, svg_el, views};
use crate::ui::page::when_loaded;
use crate::ui::words::{self, Key, n, t, tf};

/// How many weeks the picture shows, and how many the table takes together.
const SHOWN: i64 = 12;
const TOGETHER: i64 = 4;

pub fn section(own: &Own) -> View {
    let weeks = weeks(&own.history);
    let slips = slips(&own.history, &weeks);
    if slips.is_empty() {
        return views![
            el("h2").add(Key::ProgressSlips),
            el("p").add(Key::ProgressSlipsNone)
        ];
    }
    let next = clock::today().monday().plus(7);
    let (late, earlier): (Vec<Slips>, Vec<Slips>) = slips
        .iter()
        .cloned()
        .partition(|one| one.between(&weeks, next.plus(-14 * TOGETHER), next) > 0);
    let rows = move |own: &Own, some: &[Slips], weeks: &[Week]| -> Vec<El> {
        some.iter().map(|one| row(own, one, weeks, next)).collect()
    };
    let late = rows(own, &late, &weeks);
    let earlier = (!earlier.is_empty()).then(|| {
        let (of, weeks) = (own.clone(), weeks.clone());
        fold(own, Key::ProgressSlipsEarlier, move || {
            list(rows(&of, &earlier, &weeks)).view()
        })
    });
    views![
        opening(Key::ProgressSlips, Key::ProgressSlipsText),
        (!late.is_empty()).then(|| views![
            el("p").class("small").add(Key::ProgressSlipsCaption),
            list(late)
        ]),
        earlier,
        fold(own, Key::ProgressSlipsWeekly, move || by_week(
            &slips, &weeks, next
        ))
    ]
}

/// A slip with how often it came up; folded, an example and what to try instead.
#[allow(clippy::cast_precision_loss)] // counts are small
fn row(own: &Own, slips: &Slips, weeks: &[Week], next: Day) -> El {
    let ago = |weeks: i64| next.plus(-7 * weeks);
    let late = slips.between(weeks, ago(TOGETHER), next);
    let before = slips.between(weeks, ago(2 * TOGETHER), ago(TOGETHER));
    let [late, before, all] = [late, before, slips.count].map(|count| n(count as f64));
    let values = [("late", &*late), ("before", &*before), ("all", &*all)];
    let summary = views![
        el("b").add(words::drift(slips.drift)),
        " ",
        el("small").add(tf(Key::ProgressSlipsCounts, &values)),
        picture(slips, weeks, next)
    ];
    let (own_too, example) = (own.clone(), slips.latest.clone());
    let row = fold(own, summary, move || unfolded(&own_too, &example));
    el("li").add(row.class("moment slip"))
}

/// How often in each of the last weeks, the earliest first: what the bars show.
fn counts(slips: &Slips, weeks: &[Week], next: Day) -> Vec<usize> {
    let week = |ago: i64| slips.between(weeks, next.plus(-7 * ago), next.plus(7 - 7 * ago));
    (1..=SHOWN).rev().map(week).collect()
}

/// The figures of all bars, a row to each week, the latest first.
#[allow(clippy::cast_precision_loss)] // counts are small
fn by_week(slips: &[Slips], weeks: &[Week], next: Day) -> View {
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
            let cells: Vec<_> = cells.map(|times| el("td").add(n(*times as f64))).collect();
            el("tr")
                .add(el("th").attr("scope", "row").add(monday))
                .add(cells)
        })
        .collect();
    let week = el("th").attr("scope", "col").add(Key::ProgressSlipsWeek);
    let table = el("table")
        .class("wide figures")
        .add(el("caption").add(Key::ProgressSlipsWeeks))
        .add(el("thead").add(el("tr").add(week).add(names)))
        .add(el("tbody").add(rows));
    sideways(Key::ProgressSlipsWeekly, table).view()
}

/// A bar to each of the last weeks, all in one stroke of the pen.
fn picture(slips: &Slips, weeks: &[Week], next: Day) -> El {
    let counts = counts(slips, weeks, next);
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    let bars = counts.iter().enumerate().map(|(at, count)| {
        let (x, height) = (at * 8, 1 + 15 * count / most);
        format!("M{x} 16v-{height}h6v{height}z")
    });
    svg_el("svg")
        .class("weeks")
        .attr("viewBox", "0 0 96 16")
        .attr("aria-hidden", "true")
        .add(svg_el("path").attr("d", &bars.collect::<String>()))
}

/// The words of an example: its pack is fetched for them.
fn unfolded(own: &Own, example: &Example) -> View {
    let (state, example) = (own.state, example.clone());
    let title = title_of(&own.site, &example.moment);
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
