//! The two scores, side by side and never added.

use leptos::prelude::*;

use super::svg::{Stroke, bar};
use crate::engine::attempt::Figures;
use crate::engine::practice::{Format, Practice};
use crate::ui::words::{Key, format, n, t, tf};

/// Both scores of an attempt.
pub fn pair(figures: Figures) -> AnyView {
    let response = figure(figures.response, figures.count, Stroke::Response);
    view! {
        <dl class="pair">
            <div>
                <dt>{t(Key::WordCompetency)}</dt>
                <dd>{figure(figures.competency, figures.count, Stroke::Competency)}</dd>
            </div>
            <div>
                <dt>{t(Key::WordResponse)}</dt>
                <dd>{response}</dd>
            </div>
        </dl>
    }
    .into_any()
}

fn figure(mean: Option<f64>, count: usize, stroke: Stroke) -> AnyView {
    match mean {
        Some(mean) => {
            view! { <span class="figure">{of(mean, count)}</span>{bar(mean, stroke)} }.into_any()
        }
        None => t(Key::ScoreNone).into_any(),
    }
}

/// A cell of a table: the score and its bar.
pub fn cell(mean: Option<f64>, count: usize, stroke: Stroke) -> AnyView {
    match mean {
        Some(mean) => view! { <td>{of(mean, count)}{bar(mean, stroke)}</td> }.into_any(),
        None => view! { <td>{t(Key::ScoreNone)}</td> }.into_any(),
    }
}

/// “3.5 of 5”: the credit earned of the moments there were.
#[allow(clippy::cast_precision_loss)] // counts are small
pub fn of(mean: f64, count: usize) -> String {
    let earned = n(mean * count as f64);
    tf(Key::ScoreOf, &[("earned", &earned), ("count", &n(count as f64))])
}

/// Both scores in one line.
pub fn line(figures: Figures) -> String {
    let figure = |mean: Option<f64>| mean.map_or_else(|| t(Key::ScoreNone), |m| of(m, figures.count));
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
