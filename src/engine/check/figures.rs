//! The figures behind the checks, as tables for a terminal.

use std::fmt;

use super::coverage::Coverage;
use super::give_away::{BestIsLongest, GiveAway, give_aways};
use super::reading;
use crate::engine::framework::Framework;
use crate::engine::id::PackId;
use crate::engine::pack::Pack;

/// The figures of a library whose packs share a framework.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// Each pack's.
    pub packs: Vec<PackFigures>,
    /// What strategies that don't read earn over all packs.
    pub give_aways: Vec<GiveAway>,
    /// How often the longest response is a best one.
    pub best_is_longest: BestIsLongest,
    /// How many moments there are for each part of the framework.
    pub coverage: Coverage,
}

/// The figures of one pack.
#[derive(Debug, Clone, PartialEq)]
pub struct PackFigures {
    /// The pack.
    pub id: PackId,
    /// Its reading grade; `None` if its language is not English.
    pub grade: Option<f64>,
    /// Its hardest scenarios with their grades, the hardest first.
    pub hardest: Vec<(String, f64)>,
    /// What strategies that don't read earn in it.
    pub give_aways: Vec<GiveAway>,
    /// How often the longest response is a best one.
    pub best_is_longest: BestIsLongest,
}

impl Figures {
    /// The figures of the packs.
    #[must_use]
    pub fn of(packs: &[&Pack], framework: &Framework) -> Self {
        Self {
            packs: packs
                .iter()
                .map(|pack| PackFigures::of(pack, framework))
                .collect(),
            give_aways: give_aways(packs, framework),
            best_is_longest: BestIsLongest::of(packs),
            coverage: Coverage::of(packs, framework),
        }
    }
}

impl PackFigures {
    fn of(pack: &Pack, framework: &Framework) -> Self {
        let is_english = reading::is_english(pack.lang());
        let grades = pack.scenarios().iter().filter(|_| is_english);
        let mut hardest: Vec<(String, f64)> = grades
            .filter_map(|scenario| Some((scenario.id.to_string(), reading::grade(scenario)?)))
            .collect();
        hardest.sort_by(|a, b| b.1.total_cmp(&a.1));
        hardest.truncate(3);
        Self {
            id: pack.id().clone(),
            grade: reading::pack_grade(pack).filter(|_| is_english),
            hardest,
            give_aways: give_aways(&[pack], framework),
            best_is_longest: BestIsLongest::of(&[pack]),
        }
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "Reading grade (8 is the most for a pack, 9 for a moment)"
        )?;
        for pack in &self.packs {
            let Some(grade) = pack.grade else {
                writeln!(f, "  {:<24}    –  not in English", pack.id.as_str())?;
                continue;
            };
            write!(f, "  {:<24} {grade:>4.1}  hardest:", pack.id.as_str())?;
            for (id, grade) in &pack.hardest {
                write!(f, " {id} {grade:.1}")?;
            }
            writeln!(f)?;
        }
        writeln!(
            f,
            "\nWithout reading: points over a blind guess (20 is the most in a pack, 10 over all)"
        )?;
        for pack in &self.packs {
            write_give_aways(f, pack.id.as_str(), &pack.give_aways, pack.best_is_longest)?;
        }
        write_give_aways(f, "all packs", &self.give_aways, self.best_is_longest)?;
        writeln!(f, "\nMoments keyed to each competency")?;
        let mut category = "";
        for (id, count) in &self.coverage.competencies {
            if id.category_str() != category {
                let line = if category.is_empty() { "" } else { "\n" };
                category = id.category_str();
                write!(f, "{line}  {category:<5}")?;
            }
            let number = id.as_str().rsplit('.').next().unwrap_or_default();
            write!(f, " .{number} {count:<3}")?;
        }
        writeln!(f, "\n\nMoments that show each principle")?;
        for (id, count) in &self.coverage.principles {
            writeln!(f, "  {:<24} {count:>4}", id.as_str())?;
        }
        Ok(())
    }
}

fn write_give_aways(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    rows: &[GiveAway],
    longest: BestIsLongest,
) -> fmt::Result {
    writeln!(f, "  {name}")?;
    for row in rows {
        writeln!(
            f,
            "    {:+6.1}  {:>5.1} against {:>5.1} on {} questions: {}",
            row.points(),
            row.credit,
            row.chance,
            row.questions,
            row.strategy.says()
        )?;
    }
    writeln!(
        f,
        "    {:>5.1} % of {} questions have a best response that is the longest",
        longest.share(),
        longest.questions
    )
}
