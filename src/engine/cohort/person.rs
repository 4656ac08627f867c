//! One person's result among those of a group: a row of the list and of the heat map.

use litemap::LiteMap;

use super::{Both, Cohort, QUESTIONS};
use crate::engine::attempt::Figures;
use crate::engine::id::{CategoryId, CompetencyId};
use crate::engine::mark;

/// One result that counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Person<'c> {
    /// The label, as it was first written; `None` without one.
    pub label: Option<&'c str>,
    /// When the result was finished, in minutes since 1970.
    pub finished: u32,
    /// Seconds spent, long pauses left out.
    pub seconds: u32,
    /// The figures over all moments; a story counts as one.
    pub figures: Figures,
    /// In how many moments a response by which someone could come to harm was endorsed.
    pub unsafe_moments: u32,
}

/// Credits of one person, summed up.
#[derive(Default)]
struct Sums {
    count: usize,
    credits: Both<(f64, u32)>,
}

impl Cohort {
    /// The result at a place of [`super::report::Report::people`].
    #[must_use]
    pub fn person(&self, place: u32) -> Option<Person<'_>> {
        let row = self.rows.all.get(place as usize)?;
        let mut all = Sums::default();
        let mut unsafe_moments = 0;
        for cell in self.rows.cells(row) {
            let outcome = self.outcome_of(cell)?;
            all.add(&outcome.credit);
            unsafe_moments += u32::from(outcome.is_unsafe);
        }
        Some(Person {
            label: self.labels.get(row.label as usize).map(|label| &**label),
            finished: row.finished,
            seconds: row.seconds,
            figures: all.figures(),
            unsafe_moments,
        })
    }

    /// The figures of the result at that place, by the category that each moment is keyed to. They
    /// are asked for by themselves: everybody is sorted by a report, and few rows of its map are seen.
    #[must_use]
    pub fn by_category(&self, place: u32) -> Option<LiteMap<CategoryId, Figures>> {
        let row = self.rows.all.get(place as usize)?;
        let mut groups: LiteMap<CategoryId, Sums> = LiteMap::new();
        for cell in self.rows.cells(row) {
            let outcome = self.outcome_of(cell)?;
            let (.., scenario) = self.scenario_of(self.items.get(cell.item as usize)?)?;
            let keyed = scenario.first().and_then(mark::keyed);
            if let Some(category) = keyed.map(CompetencyId::category) {
                groups.entry(category).or_default().add(&outcome.credit);
            }
        }
        let groups = groups.into_iter();
        Some(groups.map(|(id, sums)| (id, sums.figures())).collect())
    }
}

impl Sums {
    fn add(&mut self, credit: &Both<Option<f64>>) {
        self.count += 1;
        for question in QUESTIONS {
            if let Some(credit) = credit.of(question) {
                let (sum, count) = self.credits.of_mut(question);
                *sum += credit;
                *count += 1;
            }
        }
    }

    fn figures(&self) -> Figures {
        let mean = |(sum, count): (f64, u32)| (count > 0).then(|| sum / f64::from(count));
        Figures {
            count: self.count,
            competency: mean(self.credits.competency),
            response: mean(self.credits.response),
        }
    }
}
