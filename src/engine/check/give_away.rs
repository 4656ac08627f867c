//! Give-aways: what can be earned without reading. Whoever finds such a way stops reading.

use std::collections::BTreeSet;

use super::strategy::{Strategy, Try, tries};
use crate::engine::framework::Framework;
use crate::engine::pack::{Pack, Step};
use crate::engine::problem::Problem;
use crate::engine::score;

/// A strategy that does not read earns too much.
pub const GIVE_AWAY: &str = "give-away";
/// The best response is the longest too often, or too seldom.
pub const BEST_IS_LONGEST: &str = "best-is-longest";

/// With fewer questions than this a pack's figures are chance.
pub const PACK_QUESTIONS: usize = 8;
/// As [`PACK_QUESTIONS`], of a library.
pub const LIBRARY_QUESTIONS: usize = 20;
/// The most points over chance that a strategy may earn in a pack.
pub const PACK_POINTS: f64 = 20.0;
/// The most points over chance that a strategy may earn over a library.
pub const LIBRARY_POINTS: f64 = 10.0;
/// The share of questions, in per cent, whose longest response may be a best one.
pub const LONGEST_SHARE: std::ops::RangeInclusive<f64> = 15.0..=35.0;

/// What a strategy earns over a number of questions.
#[derive(Debug, Clone, PartialEq)]
pub struct GiveAway {
    /// The strategy.
    pub strategy: Strategy,
    /// How many questions it was tried on.
    pub questions: usize,
    /// Its mean credit, in points of 100.
    pub credit: f64,
    /// The mean credit of a blind guess, in points of 100.
    pub chance: f64,
    /// Scenarios where it earned most over chance, the most first.
    pub moments: Vec<String>,
}

impl GiveAway {
    /// The points that it earns over chance.
    #[must_use]
    pub fn points(&self) -> f64 {
        self.credit - self.chance
    }
}

/// What each strategy earns over all questions of the packs.
#[must_use]
pub fn give_aways(packs: &[&Pack], framework: &Framework) -> Vec<GiveAway> {
    let each = |strategy: &Strategy| {
        let all = packs
            .iter()
            .flat_map(|pack| tries(*strategy, pack, framework));
        summary(*strategy, all.collect(), packs.len() > 1)
    };
    Strategy::ALL.iter().map(each).collect()
}

fn summary(strategy: Strategy, mut tries: Vec<Try>, name_pack: bool) -> GiveAway {
    let hundred = |value: f64| value * 100.0;
    let credit = hundred(score::mean(tries.iter().map(|one| one.credit)));
    let chance = hundred(score::mean(tries.iter().map(|one| one.chance)));
    tries.sort_by(|a, b| (b.credit - b.chance).total_cmp(&(a.credit - a.chance)));
    let mut seen = BTreeSet::new();
    let telling = tries.iter().filter(|one| one.credit > one.chance);
    let moments = telling
        .filter(|one| seen.insert(&one.moment))
        .map(|one| {
            if name_pack {
                one.moment.to_string()
            } else {
                one.moment.scenario.to_string()
            }
        })
        .collect();
    GiveAway {
        strategy,
        questions: tries.len(),
        credit,
        chance,
        moments,
    }
}

/// The strategies that earn too much in one pack.
pub(super) fn check_pack(pack: &Pack, framework: &Framework) -> Vec<Problem> {
    let found = give_aways(&[pack], framework);
    warn(&found, PACK_QUESTIONS, PACK_POINTS, "In this pack")
}

/// The strategies that earn too much over all packs, and how often the best is the longest.
pub(super) fn check_library(packs: &[&Pack], framework: &Framework) -> Vec<Problem> {
    let found = give_aways(packs, framework);
    let mut problems = warn(&found, LIBRARY_QUESTIONS, LIBRARY_POINTS, "Over all packs");
    let longest = BestIsLongest::of(packs);
    if longest.questions >= LIBRARY_QUESTIONS && !LONGEST_SHARE.contains(&longest.share()) {
        let advice = if longest.share() > *LONGEST_SHARE.end() {
            "Shorten best responses or lengthen others"
        } else {
            "Let the best response be the longest now and then"
        };
        let sentence = format!(
            "The longest response is a best one in {:.0} % of the questions, and {} to {} % is what can't be used. {advice}.",
            longest.share(),
            LONGEST_SHARE.start(),
            LONGEST_SHARE.end()
        );
        problems.push(Problem::warning(BEST_IS_LONGEST, "", sentence));
    }
    problems
}

fn warn(found: &[GiveAway], questions: usize, points: f64, place: &str) -> Vec<Problem> {
    let amiss = found
        .iter()
        .filter(|one| one.questions >= questions && one.points() > points);
    let problem = |one: &GiveAway| {
        let first: Vec<&str> = one.moments.iter().take(6).map(String::as_str).collect();
        let sentence = format!(
            "{place}, always choosing {} earns {:.0} points of 100 where a blind guess earns {:.0}; {points} more is the most. Change some of {}.",
            one.strategy.says(),
            one.credit,
            one.chance,
            first.join(", ")
        );
        Problem::warning(GIVE_AWAY, "", sentence)
    };
    amiss.map(problem).collect()
}

/// How often the longest response is a best one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BestIsLongest {
    /// How many response questions there are.
    pub questions: usize,
    /// In how many of them the longest is a best one; a tie counts in part.
    pub longest: f64,
}

impl BestIsLongest {
    /// Counts over the packs.
    #[must_use]
    pub fn of(packs: &[&Pack]) -> Self {
        let scenarios = packs.iter().flat_map(|pack| pack.scenarios());
        let steps = scenarios.flat_map(|scenario| &scenario.steps);
        let each: Vec<f64> = steps
            .filter(|step| !step.is_ending())
            .map(longest_is_best)
            .collect();
        Self {
            questions: each.len(),
            longest: each.iter().sum(),
        }
    }

    /// The share in per cent.
    #[must_use]
    pub fn share(self) -> f64 {
        if self.questions == 0 {
            return 0.0;
        }
        100.0 * self.longest / self.questions as f64
    }
}

/// 1 if the longest response is a best one, 0 if not, in between if several are as long.
fn longest_is_best(step: &Step) -> f64 {
    let length = |text: &str| text.chars().count();
    let most = step.responses.iter().map(|r| length(&r.text)).max();
    let best = step.responses.iter().map(|r| r.fit).max();
    let longest = step
        .responses
        .iter()
        .filter(|r| Some(length(&r.text)) == most);
    score::mean(longest.map(|r| f64::from(u8::from(Some(r.fit) == best))))
}
