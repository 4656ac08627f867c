//! Coverage: how many moments are keyed to each competency, and show each principle.

use std::collections::BTreeSet;

use crate::engine::framework::Framework;
use crate::engine::id::{CompetencyId, PrincipleId};
use crate::engine::mark;
use crate::engine::pack::{Pack, Scenario};
use crate::engine::problem::Problem;

/// Too few moments for a competency or principle.
pub const COVERAGE: &str = "coverage";

/// The fewest moments that a competency is the keyed one of.
const FEWEST_KEYED: usize = 2;
/// The fewest moments that show a principle.
const FEWEST_SHOWN: usize = 8;

/// How many moments and stories there are for each part of a framework, in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// For each competency, in how many it is keyed in some step.
    pub competencies: Vec<(CompetencyId, usize)>,
    /// For each principle, how many name it.
    pub principles: Vec<(PrincipleId, usize)>,
}

impl Coverage {
    /// Counts over the packs.
    #[must_use]
    pub fn of(packs: &[&Pack], framework: &Framework) -> Self {
        let scenarios: Vec<&Scenario> = packs.iter().flat_map(|pack| pack.scenarios()).collect();
        let keyed: Vec<BTreeSet<&CompetencyId>> = scenarios
            .iter()
            .map(|scenario| scenario.steps.iter().filter_map(mark::keyed).collect())
            .collect();
        let competencies = framework.categories().iter().flat_map(|c| &c.competencies);
        let principles = framework.principles().iter();
        Self {
            competencies: competencies
                .map(|c| {
                    (
                        c.id.clone(),
                        keyed.iter().filter(|ids| ids.contains(&c.id)).count(),
                    )
                })
                .collect(),
            principles: principles
                .map(|p| {
                    let count = scenarios
                        .iter()
                        .filter(|s| s.principles.contains(&p.id))
                        .count();
                    (p.id.clone(), count)
                })
                .collect(),
        }
    }

    /// What has too few, for a library that means to cover the whole framework.
    #[must_use]
    pub fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (id, count) in self.competencies.iter().filter(|(_, n)| *n < FEWEST_KEYED) {
            let sentence = format!(
                "{id} is the keyed competency of {count} moments, and {FEWEST_KEYED} are the fewest. Write one for it."
            );
            problems.push(Problem::warning(COVERAGE, "", sentence));
        }
        for (id, count) in self.principles.iter().filter(|(_, n)| *n < FEWEST_SHOWN) {
            let sentence = format!(
                "The principle {id} is shown by {count} moments, and {FEWEST_SHOWN} are the fewest. Write one for it, or name it where it is shown already."
            );
            problems.push(Problem::warning(COVERAGE, "", sentence));
        }
        problems
    }
}
