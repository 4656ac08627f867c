//! How sure a learner was against how right they were.

use leptos::prelude::*;

use super::{Own, fold, head, opening};
use crate::engine::answer::Question;
use crate::engine::calibration::{Level, levels, marks};
use crate::engine::route::Route;
use crate::ui::dom::{El, View, el, svg_el, views};
use crate::ui::words::{self, Key, n, t, tf};

/// The plot's measures: where the three levels stand, and the heights of 100 % and 0 %.
const AT: [f64; 3] = [70.0, 160.0, 250.0];
const TOP: f64 = 12.0;
const BOTTOM: f64 = 132.0;

/// From how many answers on something is said of them.
const ENOUGH: usize = 5;

/// How sure and how right, said of the level that was said most surely.
pub fn section(own: &Own) -> View {
    let competency = levels(&own.history, Question::Competency);
    let response = levels(&own.history, Question::Response);
    let both = || competency.iter().zip(&response);
    if both().all(|(one, other)| one.count + other.count == 0) {
        return views![
            opening(Key::ProgressCalibration, Key::ProgressCalibrationText),
            el("p").add(Key::ProgressCalibrationNone).add(" ").add(
                el("a")
                    .attr("href", &Route::Settings.href())
                    .add(Key::ProgressCalibrationSettings)
            )
        ];
    }
    let said = both().rev().find_map(|(one, other)| said(one, other));
    let said = said.unwrap_or_else(|| t(Key::ProgressCalibrationFew));
    views![
        opening(Key::ProgressCalibration, Key::ProgressCalibrationText),
        el("p").add(said),
        fold(own, Key::ProgressCalibrationFigures, move || views![
            plot(&competency, &response),
            table(&competency, &response)
        ]),
        marked(own)
    ]
}

/// How the answers of one level went, if there are enough of them to say so.
fn said(competency: &Level, response: &Level) -> Option<String> {
    let share = |level: &Level| level.credit.filter(|_| level.count >= ENOUGH);
    let sure = words::certainty(competency.sure);
    match [competency, response].map(|level| share(level).map(words::percent)) {
        [Some(competency), Some(response)] => Some(tf(
            Key::ProgressCalibrationBoth,
            &[
                ("sure", &sure),
                ("competency", &competency),
                ("response", &response),
            ],
        )),
        [Some(share), None] => Some(tf(
            Key::ProgressCalibrationCompetency,
            &[("sure", &sure), ("share", &share)],
        )),
        [None, Some(share)] => Some(tf(
            Key::ProgressCalibrationResponse,
            &[("sure", &sure), ("share", &share)],
        )),
        [None, None] => None,
    }
}

/// The marks for certainty, where the learner wants them. What was lost by it has a floor: how much
/// it was is of no use to anybody.
fn marked(own: &Own) -> Option<El> {
    let marks = marks(&own.history);
    let is_shown = own.state.settings.get_untracked().marks && marks.count > 0;
    is_shown.then(|| {
        fold(own, Key::ProgressCalibrationMarks, move || {
            let said = if marks.sum < 0.0 {
                t(Key::ProgressMarksCost)
            } else {
                let values = [("sum", &*n(marks.sum)), ("most", &*n(marks.most))];
                tf(Key::ProgressMarks, &values)
            };
            el("p").class("small").add(said).view()
        })
    })
}

fn table(competency: &[Level; 3], response: &[Level; 3]) -> El {
    let rows: Vec<_> = competency
        .iter()
        .zip(response)
        .map(|(competency, response)| {
            el("tr")
                .add(
                    el("th")
                        .attr("scope", "row")
                        .add(words::certainty(competency.sure)),
                )
                .add(el("td").add(share(competency)))
                .add(el("td").add(share(response)))
        })
        .collect();
    el("table")
        .add(el("caption").add(Key::ProgressCalibrationCaption))
        .add(head(&[
            Key::ProgressCalibrationSure,
            Key::WordCompetency,
            Key::WordResponse,
        ]))
        .add(el("tbody").add(rows))
}

/// “64% of 12”: the mean of so many answers.
#[allow(clippy::cast_precision_loss)] // counts are small
fn share(level: &Level) -> String {
    match level.credit {
        Some(credit) => tf(
            Key::ProgressCalibrationCell,
            &[
                ("share", &words::percent(credit)),
                ("n", &n(level.count as f64)),
            ],
        ),
        None => t(Key::ProgressCalibrationNoAnswers),
    }
}

fn plot(competency: &[Level; 3], response: &[Level; 3]) -> El {
    let line = |y: f64| {
        svg_el("path")
            .class("grid")
            .attr("d", &format!("M40 {y}H290"))
    };
    let label = |x: f64, y: f64, class: &str, said: String| {
        svg_el("text")
            .class(class)
            .attr("x", &x.to_string())
            .attr("y", &y.to_string())
            .add(said)
    };
    let shares = [0.0, 0.5, 1.0].map(|share| {
        let y = height(share);
        views![line(y), label(34.0, y + 4.0, "end", words::percent(share))]
    });
    let sures: Vec<_> = competency
        .iter()
        .zip(AT)
        .map(|(level, x)| label(x, 152.0, "middle", words::certainty(level.sure)))
        .collect();
    let legend = views![
        svg_el("path")
            .class("one full")
            .attr("d", &dot(48.0, 172.0)),
        label(58.0, 176.0, "start", t(Key::WordCompetency)),
        svg_el("path")
            .class("two full")
            .attr("d", &diamond(178.0, 172.0)),
        label(188.0, 176.0, "start", t(Key::WordResponse))
    ];
    svg_el("svg")
        .class("plot")
        .attr("viewBox", "0 0 300 184")
        .attr("aria-hidden", "true")
        .add(Vec::from(shares))
        .add(sures)
        .add(series(competency, "one", dot))
        .add(series(response, "two", diamond))
        .add(legend)
}

fn height(share: f64) -> f64 {
    BOTTOM + share * (TOP - BOTTOM)
}

/// The points of one question, joined by a line, each with the shape of the question.
fn series(levels: &[Level; 3], class: &str, shape: fn(f64, f64) -> String) -> View {
    let points = levels.iter().zip(AT);
    let points: Vec<(f64, f64)> = points
        .filter_map(|(level, x)| Some((x, height(level.credit?))))
        .collect();
    let joined: Vec<String> = points.iter().map(|(x, y)| format!("{x} {y:.1}")).collect();
    let shapes: String = points.iter().map(|(x, y)| shape(*x, *y)).collect();
    views![
        svg_el("path")
            .class(class)
            .attr("d", &format!("M{}", joined.join("L"))),
        svg_el("path")
            .class(&format!("{class} full"))
            .attr("d", &shapes)
    ]
}

fn dot(x: f64, y: f64) -> String {
    let left = x - 4.5;
    format!("M{left} {y:.1}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z")
}

fn diamond(x: f64, y: f64) -> String {
    let top = y - 6.0;
    format!("M{x} {top:.1}l6 6l-6 6l-6-6z")
}
