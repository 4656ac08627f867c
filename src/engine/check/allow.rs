//! Hearing a scenario's `allow`: the checks that it is let off, each with its reason.

use std::collections::BTreeSet;

use super::{Finding, twice};
use crate::engine::id::MomentName;
use crate::engine::pack::Pack;
use crate::engine::problem::Problem;

/// The checks that a scenario can be let off.
pub const ALLOWABLE: [&str; 9] = [
    super::moment::FIT_SPREAD,
    super::moment::MISSING_WHY,
    super::moment::ONLY_QUESTION,
    super::moment::OVERLAP,
    super::moment::WORD_COUNT,
    super::language::LANGUAGE,
    super::reading::READING_GRADE,
    super::topics::MISSING_TOPIC,
    super::twice::DUPLICATE_TEXT,
];

/// Takes out what the scenarios are let off, and adds what is amiss with `allow` itself. `repeated`
/// are the scenarios that share a text with another, in this pack or elsewhere.
pub(super) fn apply(
    pack: &Pack,
    found: Vec<Finding>,
    repeated: &BTreeSet<MomentName>,
) -> Vec<Problem> {
    let mut problems = strange(pack, &found, repeated);
    let kept = found.into_iter().filter(|finding| {
        let scenario = finding
            .scenario
            .and_then(|index| pack.scenarios().get(index));
        scenario.is_none_or(|s| !s.allow.iter().any(|a| a.check == finding.problem.check))
    });
    problems.extend(kept.map(|finding| finding.problem));
    problems
}

/// Entries of `allow` that name no check, or let the scenario off nothing.
fn strange(pack: &Pack, found: &[Finding], repeated: &BTreeSet<MomentName>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (index, scenario) in pack.scenarios().iter().enumerate() {
        for (a, allow) in scenario.allow.iter().enumerate() {
            let at = format!("/scenarios/{index}/allow/{a}");
            let name = allow.check.as_str();
            if !ALLOWABLE.contains(&name) {
                let sentence = format!(
                    "“{}” is not a check that a scenario can be let off. Write one of {}, or take this entry out.",
                    crate::engine::reader::short(name),
                    ALLOWABLE.join(", ")
                );
                problems.push(Problem::warning(
                    "unknown-check",
                    &format!("{at}/check"),
                    sentence,
                ));
                continue;
            }
            let name_of = || twice::name(pack, scenario);
            let used = found
                .iter()
                .any(|f| f.scenario == Some(index) && f.problem.check == name)
                || (name == twice::DUPLICATE_TEXT && repeated.contains(&name_of()));
            if !used {
                let sentence = format!(
                    "The check {name} finds nothing here, so there is nothing to let it off. Take this entry out."
                );
                problems.push(Problem::warning("needless-allow", &at, sentence));
            }
        }
    }
    problems
}
