//! The two scores, side by side and never added.

use super::svg::{Stroke, bar};
use crate::engine::attempt::{Attempt, Figures};
use crate::engine::practice::{Format, Practice};
use crate::ui::dom::{El, View, el, view, views};
use crate::ui::words::{self, Key, format, n, t, tf};

/// Both scores of an attempt.
pub fn pair(figures: Figures) -> View {
    let response = figure(figures.response, figures.count, Stroke::Response);
    el("dl")
        .class("pair")
        .add(
            el("div")
                .add(el("dt").add(Key::WordCompetency))
                .add(el("dd").add(figure(
                    figures.competency,
                    figures.count,
                    Stroke::Competency,
                ))),
        )
        .add(
            el("div")
                .class("two")
                .add(el("dt").add(Key::WordResponse))
                .add(el("dd").add(response)),
        )
        .view()
}

/// What of a response score is more than luck, where the format gives some of it away.
pub fn over_chance(attempt: &Attempt) -> Option<El> {
    let share = words::percent(attempt.over_chance()?);
    let said = tf(Key::ScoreOverChance, &[("share", &share)]);
    Some(el("p").class("small").add(said))
}

fn figure(mean: Option<f64>, count: usize, stroke: Stroke) -> View {
    match mean {
        Some(mean) => {
            views![
                el("span").class("figure").add(of(mean, count)),
                bar(mean, stroke)
            ]
        }
        None => view(Key::ScoreNone),
    }
}

/// A cell of a table: the score and its bar.
pub fn cell(mean: Option<f64>, count: usize, stroke: Stroke) -> View {
    match mean {
        Some(mean) => el("td").add(of(mean, count)).add(bar(mean, stroke)).view(),
        None => el("td").add(Key::ScoreNone).view(),
    }
}

/// “3.5 of 5”: the credit earned of the moments there were.
#[allow(clippy::cast_precision_loss)] // counts are small
pub fn of(mean: f64, count: usize) -> String {
    let count_said = n(count as f64);
    let values = [("earned", &*earned(mean, count)), ("count", &count_said)];
    tf(Key::ScoreOf, &values)
}

/// “3.5”: the credit earned of so many moments.
#[allow(clippy::cast_precision_loss)] // counts are small
pub fn earned(mean: f64, count: usize) -> String {
    n(mean * count as f64)
}

/// Both scores in one line.
pub fn line(figures: Figures) -> String {
    let figure =
        |mean: Option<f64>| mean.map_or_else(|| t(Key::ScoreNone), |m| of(m, figures.count));
    tf(
        Key::ScoreLine,
        &[
            ("competency", &figure(figures.competency)),
            ("response", &figure(figures.response)),
        ],
    )
}

/// How the responses were asked, where it was not in the usual way.
pub fn format_line(practice: &Practice) -> Option<String> {
    let asked = practice.format();
    (asked != Format::Best).then(|| format(asked))
}
