//! Checks of a guide: is every part of the framework explained?

use crate::engine::framework::{Framework, MAX_FRAMEWORK_BYTES};
use crate::engine::guide::{Explanation, Guide};
use crate::engine::json::Value;
use crate::engine::problem::Problem;
use crate::engine::reader::parse_json;

/// A guide's JSON.
///
/// # Errors
/// A problem, if the text is not JSON.
pub fn parse(text: &str) -> Result<Value, Problem> {
    parse_json(text, MAX_FRAMEWORK_BYTES)
}

/// Said of a guide that does not name a framework of the site.
#[must_use]
pub fn no_framework() -> Problem {
    Problem::error(
        "guide",
        "",
        "The field `framework` does not name a framework that is here. Write the id of the framework that this guide explains.",
    )
}

/// Said of JSON that is not a guide.
#[must_use]
pub fn unreadable() -> Problem {
    Problem::error(
        "guide",
        "",
        "This is not a guide. `categories` holds an `about` for each id; `competencies` and `principles` hold `means`, `looks_like` and `is_not` for each.",
    )
}

/// What a guide leaves out, and what it explains that is not there.
#[must_use]
pub fn check(guide: &Guide, framework: &Framework) -> Vec<Problem> {
    let categories = framework.categories().iter();
    let competencies = categories.clone().flat_map(|c| &c.competencies);
    let principles = framework.principles().iter();
    let written = |all: [&String; 3]| all.iter().all(|text| !text.trim().is_empty());
    let explained = |e: &Explanation| written([&e.means, &e.looks_like, &e.is_not]);
    let mut problems = compare(
        "categories",
        categories.map(|c| c.id.as_str()).collect(),
        guide
            .categories
            .iter()
            .map(|(id, a)| (id.as_str(), !a.about.trim().is_empty()))
            .collect(),
    );
    problems.extend(compare(
        "competencies",
        competencies.map(|c| c.id.as_str()).collect(),
        guide
            .competencies
            .iter()
            .map(|(id, e)| (id.as_str(), explained(e)))
            .collect(),
    ));
    problems.extend(compare(
        "principles",
        principles.map(|p| p.id.as_str()).collect(),
        guide
            .principles
            .iter()
            .map(|(id, e)| (id.as_str(), explained(e)))
            .collect(),
    ));
    problems
}

fn compare(field: &str, wanted: Vec<&str>, found: Vec<(&str, bool)>) -> Vec<Problem> {
    let missing = wanted
        .iter()
        .filter(|id| !found.contains(&(**id, true)))
        .map(|id| {
            let sentence = format!("{id} is not explained. Write it in {field} of the guide.");
            let is_there = found.contains(&(*id, false));
            let at = if is_there {
                format!("/{field}/{id}")
            } else {
                String::new()
            };
            Problem::warning("guide", &at, sentence)
        });
    let strange = found.iter().filter(|(id, _)| !wanted.contains(id)).map(|(id, _)| {
        let at = format!("/{field}/{}", id.replace('~', "~0").replace('/', "~1"));
        let sentence = "The framework has nothing of this id, so nobody is shown this. Check the id, or take this out.";
        Problem::warning("guide", &at, sentence)
    });
    missing.chain(strange).collect()
}
