//! The days on which something was practised, without a streak.

use super::{Own, fold, head, opening};
use crate::engine::week::{PracticeDay, last_days};
use crate::shell::clock;
use crate::ui::dom::{El, View, classes, el, svg_el, views};
use crate::ui::words::{self, Key, n, t, tn};

/// A side of a day's square, and the way to the next one, in the picture's units.
const SQUARE: usize = 8;
const STEP: usize = 11;

pub fn section(own: &Own) -> View {
    let month = last_days(&own.history, clock::today(), 28);
    let practised = |days: &[PracticeDay]| days.iter().filter(|day| day.is_practised()).count();
    let week = month.get(21..).unwrap_or_default();
    let days: Vec<_> = week.iter().map(day).collect();
    views![
        opening(Key::ProgressWeek, Key::ProgressWeekText),
        el("ol").class("days").attr("role", "list").add(days),
        el("p")
            .class("small")
            .add(tn(Key::ProgressWeekSeven, practised(week)))
            .add(" ")
            .add(tn(Key::ProgressWeekMonth, practised(&month))),
        fold(own, Key::ProgressWeekFigures, move || views![
            picture(&month),
            by_day(&month)
        ])
    ]
}

/// The day's name and how many moments; what is short for the eye is said in words beside it.
#[allow(clippy::cast_precision_loss)] // counts are small
fn day(of: &PracticeDay) -> El {
    let (short, said) = if of.is_practised() {
        (n(of.moments as f64), tn(Key::CountMoments, of.moments))
    } else {
        ("–".to_owned(), t(Key::ProgressWeekOff))
    };
    let name = words::weekday(clock::midday(of.day));
    el("li")
        .class(&classes("day", &[("on", of.is_practised())]))
        .add(el("span").add(name))
        .add(el("small").attr("aria-hidden", "true").add(short))
        .add(el("span").class("hidden").add(said))
}

/// What the picture shows, the latest day first.
#[allow(clippy::cast_precision_loss)] // counts are small
fn by_day(days: &[PracticeDay]) -> El {
    let row = |day: &PracticeDay| {
        let name = words::short_day(clock::midday(day.day));
        el("tr")
            .add(el("th").attr("scope", "row").add(name))
            .add(el("td").add(n(day.moments as f64)))
    };
    let rows: Vec<_> = days.iter().rev().map(row).collect();
    el("table")
        .class("figures")
        .add(el("caption").add(Key::ProgressWeekCaption))
        .add(head(&[Key::ProgressWeekDay, Key::ProgressWeekMoments]))
        .add(el("tbody").add(rows))
}

/// Four weeks, a square to a day.
fn picture(days: &[PracticeDay]) -> El {
    let squares: Vec<_> = days
        .iter()
        .enumerate()
        .map(|(at, day)| {
            svg_el("rect")
                .class(&classes("square", &[("on", day.is_practised())]))
                .attr("x", &(at * STEP + 1).to_string())
                .attr("y", "1")
                .attr("rx", "2")
                .attr("width", &SQUARE.to_string())
                .attr("height", &SQUARE.to_string())
        })
        .collect();
    svg_el("svg")
        .class("month")
        .attr("viewBox", "0 0 307 10")
        .attr("aria-hidden", "true")
        .add(squares)
}
