//! Marking a step: a learner's choices against the step's key or its panel's votes.

use litemap::LiteMap;

use super::id::{CompetencyId, ResponseId};
use super::pack::{Fit, Response, Step};
use super::practice::Format;
use super::score;
use super::topic::Drift;

/// What a learner chose of a step's responses, in whichever format it was asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// The response that fits best, in *best* and *best and worst*.
    pub best: Option<ResponseId>,
    /// The response that fits worst, in *best and worst*.
    pub worst: Option<ResponseId>,
    /// A rating of each response, in *rate each*.
    pub ratings: LiteMap<ResponseId, Fit>,
}

/// What a choice of responses earned.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseMark {
    /// Credit in `0.0..=1.0`; `None` where the panel did not agree and the question is for discussion.
    pub credit: Option<f64>,
    /// In *rate each*, the credit over chance, which enters mastery and spacing.
    pub over_chance: Option<f64>,
    /// The slips that the endorsed responses are examples of.
    pub drift: Vec<Drift>,
    /// Whether a response by which someone could come to harm was endorsed.
    pub is_unsafe: bool,
    /// In *rate each*, which of the endorsed responses are slips or could do harm; in the other
    /// formats it is the one chosen as best. Attempts of the first versions say it of none.
    pub slips: Vec<Slip>,
}

/// An endorsed response that is an example of a slip, or by which someone could come to harm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Which one.
    pub response: ResponseId,
    /// The slip that it is an example of.
    pub drift: Option<Drift>,
    /// Whether someone could come to harm by it.
    pub is_unsafe: bool,
}

/// Whether a panel's raters agree too little on the competency for it to be scored.
#[must_use]
pub fn competency_is_for_discussion(step: &Step) -> bool {
    split(step, |group| group.competency.values().copied().collect())
}

/// Whether a panel's raters agree too little on the responses for them to be scored.
#[must_use]
pub fn responses_are_for_discussion(step: &Step) -> bool {
    split(step, |group| group.responses.values().copied().collect())
}

/// The credit of a chosen competency; `None` for one that was not offered, and for discussion.
#[must_use]
pub fn competency(step: &Step, chosen: &CompetencyId) -> Option<f64> {
    if competency_is_for_discussion(step) {
        return None;
    }
    let options = &step.competency.as_ref()?.options;
    let option = options.iter().find(|option| option.id == *chosen)?;
    Some(option.credit.value())
}

/// The competency that a step calls for most.
#[must_use]
pub fn keyed(step: &Step) -> Option<&CompetencyId> {
    let options = &step.competency.as_ref()?.options;
    let best = options.iter().max_by_key(|option| option.credit)?;
    Some(&best.id)
}

/// The responses that fit best of those that a step has, whether or not they fit well.
#[must_use]
pub fn best_there(step: &Step) -> Vec<&Response> {
    let most = step.responses.iter().map(|response| response.fit).max();
    let best = step.responses.iter().filter(|one| Some(one.fit) == most);
    best.collect()
}

/// Marks a choice of responses; `None` where the choice is not complete in that format.
#[must_use]
pub fn responses(step: &Step, format: Format, choice: &Choice) -> Option<ResponseMark> {
    let raw = credit(step, format, choice)?;
    let endorsed: Vec<&Response> = step
        .responses
        .iter()
        .filter(|response| is_endorsed(response, format, choice))
        .collect();
    let is_unsafe = endorsed.iter().any(|response| response.is_unsafe);
    // Endorsing what could do harm earns nothing for this step, whatever else was chosen well.
    let earned = if is_unsafe { 0.0 } else { raw };
    let scored = !responses_are_for_discussion(step);
    let over_chance = (format == Format::Rate && scored).then(|| {
        score::kept(score::over_chance(
            earned,
            score::rate_each_chance(&fits(step)),
        ))
    });
    let slipped = |drift: &&Drift| endorsed.iter().any(|r| r.drift == Some(**drift));
    let telling = |r: &&&Response| format == Format::Rate && (r.drift.is_some() || r.is_unsafe);
    let slips = endorsed.iter().filter(telling).map(|response| Slip {
        response: response.id.clone(),
        drift: response.drift,
        is_unsafe: response.is_unsafe,
    });
    Some(ResponseMark {
        // Rounded last: rounding before the subtraction above would be tripled by it.
        credit: scored.then(|| score::kept(earned)),
        over_chance,
        drift: Drift::ALL.iter().filter(slipped).copied().collect(),
        is_unsafe,
        slips: slips.collect(),
    })
}

/// Whether a choice endorses a response: as best, or rated 2 or more.
fn is_endorsed(response: &Response, format: Format, choice: &Choice) -> bool {
    match format {
        Format::Best | Format::BestWorst => choice.best.as_ref() == Some(&response.id),
        Format::Rate => choice
            .ratings
            .get(&response.id)
            .is_some_and(|fit| fit.value() >= 2),
    }
}

fn credit(step: &Step, format: Format, choice: &Choice) -> Option<f64> {
    let fits = fits(step);
    match format {
        Format::Best => {
            let chosen = position(step, choice.best.as_ref()?)?;
            match votes(step) {
                Some(votes) => score::panel(&votes).get(chosen).copied(),
                None => score::best(&fits, chosen),
            }
        }
        Format::BestWorst => {
            let best = position(step, choice.best.as_ref()?)?;
            score::best_and_worst(&fits, best, position(step, choice.worst.as_ref()?)?)
        }
        Format::Rate => {
            let rating = |response: &Response| Some(choice.ratings.get(&response.id)?.value());
            let given: Option<Vec<u8>> = step.responses.iter().map(rating).collect();
            score::rate_each(&fits, &given?)
        }
    }
}

fn fits(step: &Step) -> Vec<u8> {
    step.responses.iter().map(|r| r.fit.value()).collect()
}

fn position(step: &Step, id: &ResponseId) -> Option<usize> {
    step.responses.iter().position(|r| r.id == *id)
}

/// The panel's votes for each response, all groups together; `None` where no panel voted on them.
fn votes(step: &Step) -> Option<Vec<u64>> {
    let groups = &step.panel.as_ref()?.groups;
    let count = |id: &ResponseId| -> u64 {
        let votes = groups.iter().filter_map(|group| group.responses.get(id));
        votes.fold(0, |sum, n| sum.saturating_add(*n))
    };
    let votes: Vec<u64> = step.responses.iter().map(|r| count(&r.id)).collect();
    votes.iter().any(|n| *n > 0).then_some(votes)
}

/// Whether the modal answer of any group has under half of its votes.
fn split(step: &Step, of: impl Fn(&super::pack::PanelGroup) -> Vec<u64>) -> bool {
    let Some(panel) = &step.panel else {
        return false;
    };
    panel.groups.iter().any(|group| {
        let votes = of(group);
        let sum = votes.iter().fold(0u64, |sum, n| sum.saturating_add(*n));
        votes
            .iter()
            .max()
            .is_some_and(|modal| sum > 0 && modal.saturating_mul(2) < sum)
    })
}
