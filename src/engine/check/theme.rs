//! Does a pack's theme give its key away? Whoever opens a pack on one category must not be able to
//! choose that category each time and be right.

use std::collections::BTreeMap;

use crate::engine::mark;
use crate::engine::pack::{Pack, Scenario};
use crate::engine::problem::Problem;

/// Fewer scenarios than this have no theme.
const FEWEST: usize = 8;

/// A pack is on a category if more than half of its scenarios are keyed to it.
pub(super) fn check(pack: &Pack) -> Vec<Problem> {
    let mut problems = Vec::new();
    let keyed = pack.scenarios().iter().filter_map(category);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    keyed.for_each(|category| *counts.entry(category).or_default() += 1);
    let all = pack.scenarios().len();
    let Some((theme, count)) = counts.into_iter().max_by_key(|(_, count)| *count) else {
        return problems;
    };
    if all < FEWEST || count * 2 <= all {
        return problems;
    }
    let mut warn = |sentence| problems.push(Problem::warning("pack-theme", "", sentence));
    if count * 4 > all * 3 {
        warn(format!(
            "{count} of {all} scenarios are keyed to category {theme}, so that always choosing it is nearly always right. Key at least a quarter to others."
        ));
    }
    let wide = pack
        .scenarios()
        .iter()
        .filter(|s| options_of(s, theme) >= 2)
        .count();
    if wide * 2 < all {
        warn(format!(
            "The pack is on category {theme}, but only {wide} of {all} scenarios offer two or more of its competencies, so that the category gives the key away. Offer a second one in at least half."
        ));
    }
    problems
}

/// The category that a scenario's first step is keyed to.
fn category(scenario: &Scenario) -> Option<&str> {
    Some(mark::keyed(scenario.first()?)?.category_str())
}

/// How many options of the first step's competency question are of the category.
fn options_of(scenario: &Scenario, category: &str) -> usize {
    let questions = scenario
        .first()
        .into_iter()
        .filter_map(|step| step.competency.as_ref());
    let options = questions.flat_map(|question| &question.options);
    options
        .filter(|option| option.id.category_str() == category)
        .count()
}
