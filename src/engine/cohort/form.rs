//! Whether a group answered one fixed form, and how reliable that is.

use super::reliability::{Alpha, Rows};
use super::rows::Row;
use super::{Both, Cohort, MIN_MOMENTS, MIN_RELIABILITY, QUESTIONS, place};
use crate::engine::answer::Question;

/// What can be said of a form's reliability.
#[derive(Debug, Clone, PartialEq)]
pub enum Reliability {
    /// So much.
    Shown(FormAlpha),
    /// Nothing, of fewer than [`MIN_RELIABILITY`] people.
    FewPeople {
        /// How many people there are.
        people: u32,
    },
    /// Nothing: there are enough people, but too few of them answered the very same moments. So it
    /// is where each practised a choice of their own.
    NotOneForm {
        /// How many people answered the commonest set of moments.
        rows: u32,
        /// Of how many.
        of: u32,
    },
    /// Nothing, of fewer than [`MIN_MOMENTS`] moments that are scored.
    FewMoments {
        /// How many there are.
        moments: usize,
    },
    /// Nothing: everyone earned the same.
    NoSpread,
}

/// The reliability of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct FormAlpha {
    /// Its figures, those of moments in the order of [`Self::items`].
    pub alpha: Alpha,
    /// The form's moments that are scored, by their places in the report's items.
    pub items: Vec<usize>,
}

/// The rows of one set of moments, summed up.
#[derive(Debug, Clone, Default)]
pub(super) struct Form {
    /// The place of the set; `None` of nobody's.
    set: Option<u32>,
    items: Vec<u32>,
    /// How many people answered just these.
    rows: u32,
    sums: Both<Option<Scored>>,
}

/// Those of a form's moments that are scored in one of the questions.
#[derive(Debug, Clone)]
struct Scored {
    /// Their places in the form.
    places: Vec<usize>,
    sums: Rows,
}

impl Form {
    /// The commonest of the sets, by how many people answered each; of equally common ones, that
    /// which came first. `is_scored` says whether an item was scored for everyone.
    pub fn commonest(
        people: &[u32],
        cohort: &Cohort,
        is_scored: impl Fn(u32, Question) -> bool,
    ) -> Self {
        let most = people.iter().copied().max().filter(|most| *most > 0);
        let set = people.iter().position(|people| Some(*people) == most);
        let Some(set) = set.map(place) else {
            return Self::default();
        };
        let items = cohort.rows.set(set).to_vec();
        let scored = |question| {
            let places = items.iter().enumerate();
            let places = places.filter(|(_, item)| is_scored(**item, question));
            let places: Vec<usize> = places.map(|(place, _)| place).collect();
            let sums = Rows::of(places.len());
            Some(Scored { places, sums })
        };
        Self {
            sums: Both::made(scored),
            set: Some(set),
            items,
            rows: 0,
        }
    }

    /// Takes a row, if it is of these moments and of no other.
    pub fn add(&mut self, cohort: &Cohort, row: &Row) {
        if self.set != Some(row.set) {
            return;
        }
        self.rows += 1;
        for question in QUESTIONS {
            let Some(scored) = self.sums.of_mut(question) else {
                continue;
            };
            // Both are in the order of the form.
            let mut wanted = scored.places.iter().copied().peekable();
            let cells = cohort.rows.cells(row).enumerate();
            let cells = cells.filter(|(place, _)| wanted.next_if_eq(place).is_some());
            let credit = |(_, cell)| *cohort.outcome_of(cell)?.credit.of(question);
            let credits: Option<Vec<f64>> = cells.map(credit).collect();
            if let Some(credits) = credits {
                scored.sums.add(&credits);
            }
        }
    }

    /// How many people answered just these moments.
    pub fn rows(&self) -> u32 {
        self.rows
    }

    /// The moments, by their places in the report's items.
    pub fn places(&self, place_of: impl Fn(u32) -> Option<usize>) -> Vec<usize> {
        self.items
            .iter()
            .filter_map(|item| place_of(*item))
            .collect()
    }

    /// What can be said of the reliability in a question, of so many people.
    pub fn reliability(
        &self,
        question: Question,
        people: u32,
        place_of: impl Fn(u32) -> Option<usize>,
    ) -> Reliability {
        if people < MIN_RELIABILITY {
            return Reliability::FewPeople { people };
        }
        if self.rows < MIN_RELIABILITY {
            return Reliability::NotOneForm {
                rows: self.rows,
                of: people,
            };
        }
        let scored = self.sums.of(question).as_ref();
        let moments = scored.map_or(0, |scored| scored.places.len());
        if moments < MIN_MOMENTS {
            return Reliability::FewMoments { moments };
        }
        let shown = scored.and_then(|scored| {
            let items = scored
                .places
                .iter()
                .filter_map(|place| self.items.get(*place));
            Some(FormAlpha {
                alpha: scored.sums.alpha()?,
                items: items.filter_map(|item| place_of(*item)).collect(),
            })
        });
        shown.map_or(Reliability::NoSpread, Reliability::Shown)
    }
}
