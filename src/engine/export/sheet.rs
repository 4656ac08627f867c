//! Attempts as a table: one row to each step answered.

use crate::engine::answer::{MomentAnswer, StepAnswer};
use crate::engine::attempt::Attempt;
use crate::engine::csv::Table;
use crate::engine::score::Certainty;
use crate::engine::topic::Drift;

/// The columns. Their names are for programs as well, and the same in every language.
const COLUMNS: [&str; 20] = [
    "attempt",
    "finished",
    "seconds",
    "pack",
    "edition",
    "moment",
    "principles",
    "step",
    "called_for",
    "chosen",
    "competency_credit",
    "competency_sure",
    "best",
    "worst",
    "ratings",
    "response_credit",
    "response_over_chance",
    "response_sure",
    "slips",
    "harmful",
];

/// The attempts as CSV, in the order given. `time` writes minutes since 1970 as the learner's clock
/// shows them: [`crate::engine::day::stamp`].
#[must_use]
pub fn attempts_csv(attempts: &[Attempt], time: &dyn Fn(u64) -> String) -> String {
    let mut table = Table::new(&COLUMNS);
    for attempt in attempts {
        let finished = time(attempt.finished);
        for moment in &attempt.moments {
            for step in &moment.steps {
                let row = row(attempt, &finished, moment, step);
                table.row(row.iter().map(String::as_str));
            }
        }
    }
    table.done()
}

/// Whether a text is such a table, also as a spreadsheet saved it.
#[must_use]
pub fn is_attempts_csv(text: &str) -> bool {
    let head = text.lines().next().unwrap_or_default();
    let names = head.split([',', ';', '\t']);
    names.map(|name| name.trim_matches('"')).eq(COLUMNS)
}

fn row(
    attempt: &Attempt,
    finished: &str,
    moment: &MomentAnswer,
    step: &StepAnswer,
) -> [String; COLUMNS.len()] {
    let competency = step.competency.as_ref();
    let sure = |sure: Option<Certainty>| sure.map_or("", Certainty::slug).to_owned();
    let text = |id: Option<&dyn ToString>| id.map(ToString::to_string).unwrap_or_default();
    let ratings = step.choice.ratings.iter();
    let ratings: Vec<String> = ratings
        .map(|(id, fit)| format!("{id}={}", fit.value()))
        .collect();
    let principles: Vec<&str> = moment.principles.iter().map(|id| id.as_str()).collect();
    let slips: Vec<&str> = step
        .mark
        .drift
        .iter()
        .map(|drift| Drift::slug(*drift))
        .collect();
    [
        attempt.id.to_string(),
        finished.to_owned(),
        attempt.seconds.to_string(),
        moment.name.pack.to_string(),
        moment.edition.to_string(),
        moment.name.scenario.to_string(),
        principles.join(" "),
        step.step.to_string(),
        text(competency.map(|answer| &answer.keyed as &dyn ToString)),
        text(competency.map(|answer| &answer.chosen as &dyn ToString)),
        decimal(competency.and_then(|answer| answer.credit)),
        sure(competency.and_then(|answer| answer.sure)),
        text(step.choice.best.as_ref().map(|id| id as &dyn ToString)),
        text(step.choice.worst.as_ref().map(|id| id as &dyn ToString)),
        ratings.join(" "),
        decimal(step.mark.credit),
        decimal(step.mark.over_chance),
        sure(step.sure),
        slips.join(" "),
        if step.mark.is_unsafe { "yes" } else { "" }.to_owned(),
    ]
}

/// A credit as a decimal number, exact to the millionth; nothing where it was not scored.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // credits are 0 to 1
fn decimal(credit: Option<f64>) -> String {
    let Some(credit) = credit else {
        return String::new();
    };
    let millionths = (credit.clamp(0.0, 1.0) * 1_000_000.0).round() as u64;
    let digits = format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000);
    digits
        .trim_end_matches('0')
        .trim_end_matches('.')
        .to_owned()
}
