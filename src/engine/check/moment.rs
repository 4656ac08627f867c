//! Checks of one moment or story by itself: length, reasons, keys.

use crate::engine::framework::Framework;
use crate::engine::pack::{CompetencyQuestion, Credit, Fit, Response, Scenario, Step};
use crate::engine::problem::Problem;

/// A story's words are too few or too many.
pub const WORD_COUNT: &str = "word-count";
/// An option has no reason.
pub const MISSING_WHY: &str = "missing-why";
/// No response fits well, or none misses.
pub const FIT_SPREAD: &str = "fit-spread";
/// The best response is the only one that asks.
pub const ONLY_QUESTION: &str = "only-question";
/// Two competencies that overlap are keyed right and wrong.
pub const OVERLAP: &str = "overlap";

/// The fewest and the most words of a moment's vignette.
const MOMENT_WORDS: std::ops::RangeInclusive<usize> = 60..=150;
/// As [`MOMENT_WORDS`], of the first step of a story, which has more steps to tell the rest.
const STORY_WORDS: std::ops::RangeInclusive<usize> = 40..=150;

/// All of them for one scenario.
#[must_use]
pub fn check(scenario: &Scenario, at: &str, framework: &Framework) -> Vec<Problem> {
    let mut problems: Vec<Problem> = words(scenario, at).into_iter().collect();
    for (index, step) in scenario.steps.iter().enumerate() {
        let at = format!("{at}/steps/{index}");
        problems.extend(missing_why(step, &at));
        if !step.is_ending() {
            problems.extend(fit_spread(step, &at));
            problems.extend(only_question(step, &at));
        }
        if let Some(question) = &step.competency {
            problems.extend(overlaps(question, &at, framework));
        }
    }
    problems
}

fn words(scenario: &Scenario, at: &str) -> Option<Problem> {
    let (range, what) = if scenario.is_story() {
        (STORY_WORDS, "A story's first step")
    } else {
        (MOMENT_WORDS, "A moment")
    };
    let count = scenario.words();
    if range.contains(&count) {
        return None;
    }
    let advice = if count < *range.start() {
        "Add what a person would see and hear there."
    } else {
        "Take out what the decision does not need."
    };
    let sentence = format!(
        "{what} has {} to {} words, and this has {count}. {advice}",
        range.start(),
        range.end()
    );
    Some(Problem::warning(
        WORD_COUNT,
        &format!("{at}/steps/0/story"),
        sentence,
    ))
}

fn missing_why(step: &Step, at: &str) -> Vec<Problem> {
    let competencies = step
        .competency
        .iter()
        .flat_map(|question| &question.options);
    let competencies = competencies
        .enumerate()
        .map(|(o, option)| (format!("{at}/competency/options/{o}"), &option.why));
    let responses = step.responses.iter().enumerate();
    let responses = responses.map(|(r, response)| (format!("{at}/responses/{r}"), &response.why));
    competencies
        .chain(responses)
        .filter(|(_, why)| why.trim().is_empty())
        .map(|(at, _)| {
            let sentence = "This option has no `why`, and it is the reasons that teach. Write what choosing it does to the person.";
            Problem::warning(MISSING_WHY, &at, sentence)
        })
        .collect()
}

fn fit_spread(step: &Step, at: &str) -> Option<Problem> {
    let fits = || step.responses.iter().map(|response| response.fit);
    let sentence = if fits().all(|fit| fit < Fit::MAX) {
        "No response fits well (fit 3), so a learner who knows the answer can't give it. Add one, or let the best one fit well."
    } else if fits().all(|fit| fit.value() > 1) {
        "Every response fits at least partly, so there is nothing to tell apart. Add one that misses (fit 1) or would do harm (fit 0)."
    } else {
        return None;
    };
    Some(Problem::warning(
        FIT_SPREAD,
        &format!("{at}/responses"),
        sentence,
    ))
}

fn only_question(step: &Step, at: &str) -> Option<Problem> {
    let best = step.responses.iter().map(|response| response.fit).max()?;
    let asks = |response: &&Response| response.text.contains('?');
    let mut asking = step.responses.iter().filter(asks);
    let only = asking.next()?;
    let is_amiss = only.fit == best && asking.next().is_none();
    let sentence = "The best response is the only one with a question in it, so that a learner can find it without reading. Let another one ask something, or let this one not ask.";
    is_amiss.then(|| Problem::warning(ONLY_QUESTION, &format!("{at}/responses"), sentence))
}

fn overlaps(question: &CompetencyQuestion, at: &str, framework: &Framework) -> Vec<Problem> {
    let Some(keyed) = question.options.iter().find(|o| o.credit == Credit::Full) else {
        return Vec::new();
    };
    let overlap = |other| {
        framework.overlaps().iter().any(|(one, two)| {
            (one == &keyed.id && two == other) || (two == &keyed.id && one == other)
        })
    };
    let wrong = question.options.iter().enumerate();
    wrong
        .filter(|(_, option)| option.credit == Credit::None && overlap(&option.id))
        .map(|(o, option)| {
            let sentence = format!(
                "{} and {} overlap, so that a careful reader may take one for the other, but one fits most (credit 1) and the other does not (credit 0). Let {} be one that can be defended (credit 0.5), or offer another competency.",
                keyed.id, option.id, option.id
            );
            Problem::warning(OVERLAP, &format!("{at}/competency/options/{o}"), sentence)
        })
        .collect()
}
