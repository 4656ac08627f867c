//! The check tool: what a careful second reader would say about packs, before learners meet them.
//!
//! Structure, ids, limits and keys are errors and are found by [`crate::engine::read`]. Everything
//! here is a warning: the pack works, and would be better with it mended. A scenario's `allow` lets
//! it off one check, with a reason; what is about a whole pack or library can't be let off.

pub mod allow;
pub mod coverage;
pub mod figures;
pub mod give_away;
pub mod guide;
pub mod index_file;
pub mod language;
pub mod language_list;
pub mod moment;
pub mod reading;
pub mod report;
pub mod site;
pub mod strategy;
pub mod text;
pub mod theme;
pub mod topics;
pub mod topics_list;
pub mod twice;

use super::framework::Framework;
use super::id::PackId;
use super::pack::Pack;
use super::problem::Problem;
use figures::Figures;

/// A problem of one scenario, or of the pack as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    /// Which scenario of the pack, by its place; `None` for the pack.
    pub scenario: Option<usize>,
    /// The problem.
    pub problem: Problem,
}

/// Every weakness of a pack that can be seen from the pack alone: all are warnings.
#[must_use]
pub fn quality(pack: &Pack, framework: &Framework) -> Vec<Problem> {
    quality_among(pack, framework, &[pack])
}

/// As [`quality`], of one of several packs. A scenario may be let off repeating a text of another
/// pack, so whether its `allow` is needed can only be told with all packs at hand.
#[must_use]
pub fn quality_among(pack: &Pack, framework: &Framework, packs: &[&Pack]) -> Vec<Problem> {
    allow::apply(pack, findings(pack, framework), &twice::scenarios(packs))
}

/// What is amiss within one pack, before its `allow` is heard.
fn findings(pack: &Pack, framework: &Framework) -> Vec<Finding> {
    let mut found = Vec::new();
    for (index, scenario) in pack.scenarios().iter().enumerate() {
        let at = format!("/scenarios/{index}");
        let mut problems = moment::check(scenario, &at, framework);
        if reading::is_english(pack.lang()) {
            let texts = text::texts(scenario, &at);
            problems.extend(reading::check(scenario, &at, &texts));
            problems.extend(language::check(&texts));
            problems.extend(topics::check(scenario, &at, &texts));
        }
        found.extend(problems.into_iter().map(|problem| Finding {
            scenario: Some(index),
            problem,
        }));
    }
    found.extend(twice::within(pack));
    let whole = reading::check_pack(pack)
        .into_iter()
        .chain(theme::check(pack))
        .chain(give_away::check_pack(pack, framework));
    found.extend(whole.map(|problem| Finding {
        scenario: None,
        problem,
    }));
    found
}

/// What can be said of several packs together.
#[derive(Debug)]
pub struct Library {
    /// What is amiss with them together, with the pack it is to be mended in; `None` for all.
    pub problems: Vec<(Option<PackId>, Problem)>,
    /// The figures behind the checks.
    pub figures: Figures,
}

/// Every weakness that only shows when packs are seen side by side, and the figures of all.
/// The packs are those of one framework; what [`quality`] says of each is not said again.
#[must_use]
pub fn library(packs: &[&Pack], framework: &Framework) -> Library {
    let for_all = |problem| (None, problem);
    let mut problems = twice::across(packs);
    problems.extend(
        give_away::check_library(packs, framework)
            .into_iter()
            .map(for_all),
    );
    Library {
        problems,
        figures: Figures::of(packs, framework),
    }
}
