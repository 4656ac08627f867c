//! The report on a group, made in steps.

use super::category::Confusion;
use super::correlation::Pairs;
use super::form::{Form, Reliability};
use super::item::{self, ItemReport};
use super::outcome::Item;
use super::rows::{Cell, Row};
use super::slips::{Slip, Slips};
use super::talk::{Talk, talk};
use super::who::{Firsts, Scope, Standing, Who};
use super::{Both, Cohort, NO_LABEL, QUESTIONS, place};
use crate::engine::answer::Question;

/// What a group's results come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What it is on.
    pub scope: Scope,
    /// Who counts.
    pub who: Who,
    /// The results that count, in the order in which they were handed in, for [`Cohort::person`].
    pub people: Vec<u32>,
    /// The moments that someone answered, in the order of packs and their moments.
    pub items: Vec<ItemReport>,
    /// The places in `items` of the set of moments that most people answered just so.
    pub form: Vec<usize>,
    /// How many people answered just these.
    pub form_people: u32,
    /// How reliable that form is.
    pub reliability: Both<Reliability>,
    /// Which category was taken for which.
    pub confusion: Confusion,
    /// The slips that were made, those of most people first.
    pub slips: Vec<Slip>,
    /// How many people endorsed, anywhere, a response by which someone could come to harm.
    pub unsafe_people: u32,
    /// What to talk about first.
    pub talk: Vec<Talk>,
}

impl Report {
    /// The places of moments in which someone endorsed a response by which someone could come to
    /// harm, those of most people first. They are listed before all else.
    #[must_use]
    pub fn unsafe_items(&self) -> Vec<usize> {
        let mut items: Vec<usize> = (0..self.items.len()).collect();
        let people = |place: &usize| self.items[*place].unsafe_people;
        items.retain(|place| people(place) > 0);
        items.sort_by_key(|place| std::cmp::Reverse(people(place)));
        items
    }

    /// The places of moments whose key may be wrong, each with the question.
    #[must_use]
    pub fn keys_to_check(&self) -> Vec<(usize, Question)> {
        let items = self.items.iter().enumerate();
        let both = items.flat_map(|(place, item)| QUESTIONS.map(|of| (place, item, of)));
        let doubtful = both.filter(|(_, item, of)| item.may_be_miskeyed(*of));
        doubtful.map(|(place, _, of)| (place, of)).collect()
    }
}

/// Where the making of a report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Finding the first result of each label.
    Who,
    /// Counting what came of each moment.
    Sums,
    /// Summing up the rows of the commonest set of moments.
    Form,
    /// Working out one moment after the other.
    Items,
    Done,
}

/// Makes a report, step by step, so that a page can draw in between. The cohort is lent for each
/// step and must be the same each time; what is added to it meanwhile is left out.
#[derive(Debug, Clone)]
pub struct Reporter {
    scope: Scope,
    /// What each basis of the cohort is to the scope.
    standings: Vec<Standing>,
    phase: Phase,
    /// The row, or in [`Phase::Items`] the item, that comes next.
    at: usize,
    rows: usize,
    who: Who,
    firsts: Firsts,
    people: Vec<u32>,
    /// For each item, how many people had each of its outcomes.
    counts: Vec<Vec<u32>>,
    /// For each item, its credit beside the mean of a person's others.
    pairs: Vec<Both<Pairs>>,
    /// For each set of items, how many people answered just these.
    sets: Vec<u32>,
    form: Form,
    slips: Slips,
    confusion: Confusion,
    unsafe_people: u32,
    /// The items that someone answered, in the order of the report.
    order: Vec<u32>,
    items: Vec<ItemReport>,
}

impl Reporter {
    /// A report that is still to be made.
    #[must_use]
    pub fn new(cohort: &Cohort, scope: Scope) -> Self {
        let taken = cohort.taken();
        Self {
            standings: cohort.standings(&scope),
            scope,
            phase: Phase::Who,
            at: 0,
            rows: cohort.results(),
            who: Who {
                given: taken.given,
                duplicates: taken.duplicates,
                not_at_hand: taken.not_at_hand,
                not_of_pack: taken.not_of_pack,
                ..Who::default()
            },
            firsts: Firsts::default(),
            people: Vec::new(),
            counts: cohort
                .items
                .iter()
                .map(|item| vec![0; item.outcomes.len()])
                .collect(),
            pairs: vec![Both::default(); cohort.items.len()],
            sets: vec![0; cohort.rows.sets()],
            form: Form::default(),
            slips: Slips::default(),
            confusion: Confusion::default(),
            unsafe_people: 0,
            order: Vec::new(),
            items: Vec::new(),
        }
    }

    /// Goes on by about so many results; whether something is left to do.
    pub fn step(&mut self, cohort: &Cohort, results: usize) -> bool {
        let mut left = results.max(1);
        while left > 0 && self.phase != Phase::Done {
            left = left.saturating_sub(self.one(cohort));
        }
        self.phase != Phase::Done
    }

    /// How far it is, between 0 and 1.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // for a bar on a page
    pub fn progress(&self) -> f64 {
        let before = match self.phase {
            Phase::Who => 0,
            Phase::Sums => 1,
            Phase::Form => 2,
            Phase::Items | Phase::Done => 3,
        };
        let all = 3 * self.rows + self.pairs.len() + 1;
        let done = if self.phase == Phase::Done {
            all
        } else {
            before * self.rows + self.at
        };
        done as f64 / all as f64
    }

    /// The report; what was not gone through yet is done now.
    #[must_use]
    pub fn finish(mut self, cohort: &Cohort) -> Report {
        while self.step(cohort, usize::MAX) {}
        let order = &self.order;
        let place_of = |item: u32| order.iter().position(|one| *one == item);
        let counted = self.who.counted;
        let reliability = |question| self.form.reliability(question, counted, place_of);
        Report {
            who: self.who,
            form: self.form.places(place_of),
            form_people: self.form.rows(),
            reliability: Both::made(reliability),
            talk: talk(&self.items),
            scope: self.scope,
            people: self.people,
            items: self.items,
            confusion: self.confusion,
            slips: self.slips.all(),
            unsafe_people: self.unsafe_people,
        }
    }

    /// Does one row or item; gives about how many rows it is worth.
    fn one(&mut self, cohort: &Cohort) -> usize {
        let end = if self.phase == Phase::Items {
            self.order.len()
        } else {
            self.rows
        };
        if self.at >= end {
            self.at = 0;
            self.phase = self.next(cohort);
            return 1;
        }
        let at = self.at;
        self.at += 1;
        if self.phase == Phase::Items {
            return self.item(cohort, at);
        }
        if let Some(row) = cohort.rows.all.get(at) {
            self.row(cohort, place(at), row);
        }
        1
    }

    fn next(&mut self, cohort: &Cohort) -> Phase {
        match self.phase {
            Phase::Who => Phase::Sums,
            Phase::Sums => {
                let is_scored = |item: u32, question| self.is_scored(cohort, item, question);
                self.form = Form::commonest(&self.sets, cohort, is_scored);
                self.order = self.ordered(cohort);
                Phase::Form
            }
            Phase::Form => Phase::Items,
            Phase::Items | Phase::Done => Phase::Done,
        }
    }

    fn row(&mut self, cohort: &Cohort, place: u32, row: &Row) {
        let standing = self.standings.get(row.basis as usize).copied();
        let standing = standing.unwrap_or(Standing::OtherEdition);
        if self.phase == Phase::Who {
            match standing {
                Standing::Within => self.firsts.add(place, row),
                Standing::OtherEdition => self.who.other_edition += 1,
                Standing::OtherFormat => self.who.other_format += 1,
            }
            return;
        }
        if standing != Standing::Within {
            return;
        }
        match (self.phase, self.firsts.counts(place, row)) {
            (Phase::Sums, true) => self.sum(cohort, place, row),
            (Phase::Sums, false) => self.who.later += 1,
            (_, true) => self.form.add(cohort, row),
            (_, false) => {}
        }
    }

    fn sum(&mut self, cohort: &Cohort, place: u32, row: &Row) {
        self.who.counted += 1;
        self.who.labelled += u32::from(row.label != NO_LABEL);
        self.who.learn += u32::from(cohort.is_learn(row));
        self.people.push(place);
        if let Some(people) = self.sets.get_mut(row.set as usize) {
            *people += 1;
        }
        let with_outcome = |cell: Cell| Some((cell, cohort.outcome_of(cell)?));
        let outcomes = || cohort.rows.cells(row).filter_map(with_outcome);
        let total = |question| {
            let credits = outcomes().filter_map(|(_, outcome)| *outcome.credit.of(question));
            credits.fold((0.0, 0_u32), |(sum, count), credit| {
                (sum + credit, count + 1)
            })
        };
        let totals = Both::made(total);
        let (mut drifts, mut is_unsafe) = (0, false);
        for (cell, outcome) in outcomes() {
            drifts |= outcome.drifts;
            is_unsafe |= outcome.is_unsafe;
            let counts = self.counts.get_mut(cell.item as usize);
            if let Some(count) = counts.and_then(|of| of.get_mut(cell.outcome as usize)) {
                *count += 1;
            }
            let Some(pairs) = self.pairs.get_mut(cell.item as usize) else {
                continue;
            };
            for question in QUESTIONS {
                let (sum, count) = *totals.of(question);
                if let Some(credit) = outcome.credit.of(question)
                    && count > 1
                {
                    let others = (sum - credit) / f64::from(count - 1);
                    pairs.of_mut(question).add(*credit, others);
                }
            }
        }
        self.slips.person(drifts);
        self.unsafe_people += u32::from(is_unsafe);
    }

    /// Whether everyone who answered an item was scored in a question.
    fn is_scored(&self, cohort: &Cohort, item: u32, question: Question) -> bool {
        let known = cohort.items.get(item as usize);
        let outcomes = known
            .map(|item| item.outcomes.as_slice())
            .unwrap_or_default();
        let counts = self
            .counts
            .get(item as usize)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let mut both = outcomes.iter().zip(counts);
        both.all(|(outcome, count)| *count == 0 || outcome.credit.of(question).is_some())
    }

    /// The items that someone answered, by pack, as these were put on the shelf, and place in it.
    fn ordered(&self, cohort: &Cohort) -> Vec<u32> {
        let shelf = |item: &Item| {
            let sheet = cohort.sheets.get(item.sheet as usize)?;
            let is_it = |(edition, pack): (_, &crate::engine::pack::Pack)| {
                edition == sheet.edition && *pack.id() == sheet.pack
            };
            cohort.shelf.packs().position(is_it)
        };
        let answered = |item: &u32| {
            let counts = self.counts.get(*item as usize);
            counts.is_some_and(|counts| counts.iter().any(|count| *count > 0))
        };
        let mut items: Vec<u32> = (0..place(cohort.items.len())).filter(answered).collect();
        items.sort_by_key(|item| {
            let item = cohort.items.get(*item as usize);
            item.map(|item| (shelf(item), item.ordinal))
        });
        items
    }

    /// Works out one item; gives how many outcomes it had.
    fn item(&mut self, cohort: &Cohort, at: usize) -> usize {
        let found = self.order.get(at).map(|item| *item as usize);
        let Some((id, item)) = found.and_then(|id| Some((id, cohort.items.get(id)?))) else {
            return 1;
        };
        let (Some(pairs), Some(counts)) = (self.pairs.get(id), self.counts.get(id)) else {
            return 1;
        };
        let Some(mut report) = ItemReport::of(cohort, item, pairs) else {
            return 1;
        };
        for (answer, people) in item::answers(cohort, item, counts) {
            report.count(&answer, people);
            self.confusion.add(&answer, people);
            self.slips.answer(self.items.len(), &answer, people);
        }
        report.finish();
        self.items.push(report);
        item.outcomes.len().max(1)
    }
}

impl Cohort {
    /// The report on a scope, at once: for groups that are small enough.
    #[must_use]
    pub fn report(&self, scope: Scope) -> Report {
        Reporter::new(self, scope).finish(self)
    }
}
