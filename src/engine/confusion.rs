//! Which category is taken for which: counts of the category that was keyed against the one that
//! was chosen.

use super::answer::Question;
use super::history::History;
use super::id::{CategoryId, CompetencyId};
use super::order;

/// The counts, keyed × chosen, over one list of categories.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Confusion {
    categories: Vec<CategoryId>,
    /// Row by row: one row to each keyed category.
    counts: Vec<usize>,
    outside: usize,
}

/// One category taken for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair<'c> {
    /// The category that was called for.
    pub keyed: &'c CategoryId,
    /// The one that was chosen.
    pub chosen: &'c CategoryId,
    /// How often.
    pub count: usize,
    /// How often the keyed category was called for at all.
    pub of: usize,
}

impl Confusion {
    /// No answers yet, for those categories.
    #[must_use]
    pub fn new(categories: &[CategoryId]) -> Self {
        Self {
            categories: categories.to_vec(),
            counts: vec![0; categories.len() * categories.len()],
            outside: 0,
        }
    }

    /// The answers of a history that count, each step of a story by itself.
    #[must_use]
    pub fn of(history: &History, categories: &[CategoryId]) -> Self {
        let mut confusion = Self::new(categories);
        let places = history.places(categories);
        let place = |number: usize| places.get(number).copied().flatten();
        for step in history.counted().flat_map(|review| review.steps()) {
            // One that is for discussion has no key to be measured by.
            let is_scored = step.credit(Question::Competency).is_some();
            if let Some((keyed, chosen)) = step.categories().filter(|_| is_scored) {
                confusion.count(place(keyed), place(chosen));
            }
        }
        confusion
    }

    /// Adds an answer: the competency that was keyed, and the one that was chosen.
    pub fn add(&mut self, keyed: &CompetencyId, chosen: &CompetencyId) {
        self.count(self.place(keyed), self.place(chosen));
    }

    fn count(&mut self, keyed: Option<usize>, chosen: Option<usize>) {
        match (keyed, chosen) {
            (Some(keyed), Some(chosen)) => self.counts[keyed * self.categories.len() + chosen] += 1,
            _ => self.outside += 1,
        }
    }

    /// The categories, in the order of rows and columns.
    #[must_use]
    pub fn categories(&self) -> &[CategoryId] {
        &self.categories
    }

    /// The counts of a keyed category, by the chosen one; empty for a row that there is not.
    #[must_use]
    pub fn row(&self, keyed: usize) -> &[usize] {
        let width = self.categories.len();
        self.counts
            .get(keyed * width..(keyed + 1) * width)
            .unwrap_or_default()
    }

    /// How many answers are in none of the categories: of another framework.
    #[must_use]
    pub fn outside(&self) -> usize {
        self.outside
    }

    /// How many answers are counted.
    #[must_use]
    pub fn answers(&self) -> usize {
        self.counts.iter().sum()
    }

    /// What was taken for what, the most frequent first; among equals, what is taken so most often
    /// of the times that it was called for.
    #[must_use]
    pub fn pairs(&self) -> Vec<Pair<'_>> {
        let mut pairs = Vec::new();
        for (at, keyed) in self.categories.iter().enumerate() {
            let row = self.row(at);
            let of = row.iter().sum();
            for (to, count) in row.iter().enumerate() {
                if to != at && *count > 0 {
                    pairs.push(Pair {
                        keyed,
                        chosen: &self.categories[to],
                        count: *count,
                        of,
                    });
                }
            }
        }
        let rarer_first = order::sorted(pairs, |pair| (pair.of as u64, String::new()));
        order::sorted(rarer_first, |pair| {
            (u64::MAX - pair.count as u64, String::new())
        })
    }

    fn place(&self, competency: &CompetencyId) -> Option<usize> {
        let category = competency.category_str();
        self.categories
            .iter()
            .position(|id| id.as_str() == category)
    }
}
