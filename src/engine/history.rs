//! All attempts of a learner, put together, and what in them is a review. Every figure of progress
//! is a function of this and is derived anew: nothing is counted on the side.
//!
//! A history holds numbers and places in lists, not attempts: years of practice are read and
//! reckoned with in the time of a few of them.

mod gather;
mod view;

pub use gather::Gathering;
pub use view::{Past, Review, Slip, Step};

use litemap::LiteMap;

use super::attempt::Attempt;
use super::bundle::Moment;
use super::day::Day;
use super::id::{CategoryId, CompetencyId, MomentName, PrincipleId, ResponseId, SessionId, StepId};
use super::practice::Practice;
use super::score::Certainty;

/// How many days a moment must not have been seen, for its answer to count anew.
pub const FRESH_DAYS: i64 = 21;

/// Attempts, the earliest first, and their answers in the order in which they were given.
#[derive(Debug, Default)]
pub struct History {
    attempts: Vec<Done>,
    answers: Vec<Answer>,
    steps: Vec<Row>,
    slips: Vec<SlipRow>,
    names: Names,
    /// When each moment was last finished, by its number: the day and the minute.
    last: Vec<Option<(Day, u64)>>,
}

/// Whether a moment was met before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Newness {
    /// Never, or not in the [`FRESH_DAYS`] days before: the answer counts.
    Fresh,
    /// In the days before: its answer may be remembered, and does not count.
    Again,
    /// Earlier on the same day: nothing new is learned from its answer.
    SameDay,
}

/// What rows refer to.
#[derive(Debug, Default)]
struct Names {
    /// Each with the number of its moment: that of its name, whatever the edition.
    heads: Vec<(Moment, usize)>,
    /// Each with its number.
    moments: LiteMap<MomentName, usize>,
    categories: Vec<CategoryId>,
    /// Each with the number of its category.
    competencies: Vec<(CompetencyId, usize)>,
    responses: Vec<ResponseId>,
    steps: Vec<StepId>,
    plans: Vec<Practice>,
}

/// A finished attempt.
#[derive(Debug, Clone)]
struct Done {
    id: SessionId,
    /// The number of its session.
    token: u32,
    finished: u64,
    seconds: u64,
    day: Day,
    /// The place of its plan, without the moments and the seed that the attempt tells itself.
    plan: usize,
    /// From and to which of the answers.
    answers: (usize, usize),
}

/// An answer to a moment or story.
#[derive(Debug, Clone, Copy)]
struct Answer {
    head: usize,
    newness: Newness,
    category: Option<usize>,
    /// Over chance.
    competency: Option<f64>,
    /// Over chance.
    response: Option<f64>,
    /// From and to which of the steps.
    steps: (usize, usize),
}

/// An answer to a step.
#[derive(Debug, Clone, Copy)]
struct Row {
    step: usize,
    /// Keyed and chosen.
    competency: Option<(usize, usize)>,
    competency_credit: Option<f64>,
    competency_sure: Option<Certainty>,
    best: Option<usize>,
    credit: Option<f64>,
    over_chance: Option<f64>,
    sure: Option<Certainty>,
    is_unsafe: bool,
    /// A bit to each drift.
    drifts: u16,
    /// From and to which of the slips.
    slips: (usize, usize),
}

/// An endorsed response that is a slip or could do harm, in *rate each*.
#[derive(Debug, Clone, Copy)]
struct SlipRow {
    response: usize,
    drift: Option<super::topic::Drift>,
    is_unsafe: bool,
}

impl History {
    /// Puts attempts together: each once, however often it is there. `local_day` is the day that a
    /// minute since 1970 falls on where the learner is.
    #[must_use]
    pub fn of(attempts: &[Attempt], local_day: &dyn Fn(u64) -> Day) -> Self {
        let mut gathering = Gathering::default();
        gathering.attempts(attempts);
        gathering.done(local_day)
    }

    /// Whether nothing was finished yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.attempts.is_empty()
    }

    /// All attempts, the earliest first.
    pub fn attempts(&self) -> impl DoubleEndedIterator<Item = Past<'_>> {
        self.attempts.iter().map(|done| self.past(done))
    }

    /// All answers, the earliest first.
    pub fn reviews(&self) -> impl DoubleEndedIterator<Item = Review<'_>> {
        self.attempts().flat_map(|past| past.reviews())
    }

    /// The answers that count: to moments that were not seen in the days before.
    pub fn counted(&self) -> impl DoubleEndedIterator<Item = Review<'_>> {
        self.reviews().filter(Review::counts)
    }

    /// The number of a category, as [`Review::category`] has it; `None` if it was not practised.
    #[must_use]
    pub fn category(&self, id: &CategoryId) -> Option<usize> {
        self.names.categories.iter().position(|one| one == id)
    }

    /// The place of each category in a list, by the category's number; `None` for those that the
    /// list does not have.
    #[must_use]
    pub fn places(&self, categories: &[CategoryId]) -> Vec<Option<usize>> {
        let numbered = self.names.categories.iter();
        let place = |id: &CategoryId| categories.iter().position(|one| one == id);
        numbered.map(place).collect()
    }

    /// For each moment in each of its editions, by [`Review::head`], which of some principles it
    /// shows, as places in their list.
    pub(super) fn principles_shown(&self, principles: &[PrincipleId]) -> Vec<Vec<usize>> {
        let place = |id: &PrincipleId| principles.iter().position(|one| one == id);
        let shown = self.names.heads.iter();
        let shown = shown.map(|(moment, _)| moment.principles.iter().filter_map(place).collect());
        shown.collect()
    }

    /// How many moments were met, whatever their editions: the numbers of moments are below this.
    #[must_use]
    pub fn moments(&self) -> usize {
        self.names.moments.len()
    }

    /// The moments that were finished, and when each last was, in minutes since 1970.
    pub fn seen(&self) -> impl Iterator<Item = (&MomentName, u64)> {
        let seen = self.names.moments.iter();
        seen.filter_map(|(name, number)| Some((name, self.last_of(*number)?)))
    }

    /// When a moment was last finished, in minutes since 1970.
    #[must_use]
    pub fn last_seen(&self, name: &MomentName) -> Option<u64> {
        self.last_of(*self.names.moments.get(name)?)
    }

    fn last_of(&self, moment: usize) -> Option<u64> {
        self.last.get(moment)?.map(|(_, minute)| minute)
    }
}
