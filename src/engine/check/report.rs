//! All checks of a site, gathered: what `check` prints.

use super::figures::Figures;
use super::site::{INDEX_PATH, Located, Site};
use super::{library, quality_among};
use crate::engine::framework::Framework;
use crate::engine::pack::Pack;
use crate::engine::problem::Problem;

/// What is to be checked beside structure and quality.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Whether every competency and principle should have enough moments.
    pub coverage: bool,
    /// Whether the index should be up to date.
    pub index: IndexWanted,
}

/// How an index that is not up to date is taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum IndexWanted {
    /// Not looked at.
    #[default]
    Ignored,
    /// A warning.
    Advised,
    /// An error.
    Required,
}

/// Everything found, in the order of the files.
#[derive(Debug)]
pub struct Report {
    /// The problems.
    pub problems: Vec<Located>,
    /// The figures, by framework.
    pub figures: Vec<Figures>,
}

impl Report {
    /// Checks a site.
    #[must_use]
    pub fn of(site: &Site, wanted: Wanted) -> Self {
        let mut problems = site.problems().to_vec();
        let mut figures = Vec::new();
        for framework in site.frameworks() {
            figures.extend(of_framework(site, framework, wanted, &mut problems));
        }
        problems.extend(index(site, wanted.index));
        problems.sort_by(|a, b| a.file.cmp(&b.file));
        Self { problems, figures }
    }
}

/// The packs of one framework: each by itself, then side by side.
fn of_framework(
    site: &Site,
    framework: &Framework,
    wanted: Wanted,
    problems: &mut Vec<Located>,
) -> Option<Figures> {
    let filed: Vec<(&str, &Pack)> = site
        .packs()
        .filter(|(_, pack)| pack.framework() == framework.id())
        .collect();
    let packs: Vec<&Pack> = filed.iter().map(|(_, pack)| *pack).collect();
    for (path, pack) in &filed {
        let found = quality_among(pack, framework, &packs);
        problems.extend(found.into_iter().map(|problem| located(path, problem)));
    }
    if packs.is_empty() {
        return None;
    }
    let together = library(&packs, framework);
    for (pack, problem) in together.problems {
        let file = filed.iter().find(|(_, p)| Some(p.id()) == pack.as_ref());
        problems.push(located(file.map_or("", |(path, _)| path), problem));
    }
    if wanted.coverage {
        let found = together.figures.coverage.check();
        problems.extend(found.into_iter().map(|problem| located("", problem)));
    }
    Some(together.figures)
}

fn index(site: &Site, wanted: IndexWanted) -> Vec<Located> {
    if wanted == IndexWanted::Ignored {
        return Vec::new();
    }
    let mut problems = Vec::new();
    if site.new_index().is_some() {
        let sentence = "The index is not up to date, so the site does not show what is here. Write it anew with --write-index.";
        problems.push(located(
            INDEX_PATH,
            if wanted == IndexWanted::Required {
                Problem::error("index", "", sentence)
            } else {
                Problem::warning("index", "", sentence)
            },
        ));
    }
    for copy in site.new_copies() {
        let sentence = format!(
            "A pack's edition is not kept as {} yet: once the pack changes, results from it can't be read in full. Before it goes online, write the index with --write-index and without --draft.",
            copy.path
        );
        problems.push(located(
            INDEX_PATH,
            Problem::warning("not-kept", "", sentence),
        ));
    }
    problems
}

fn located(file: &str, problem: Problem) -> Located {
    Located {
        file: file.to_owned(),
        problem,
    }
}
