//! Mastery: how the answers of late went, by category and by principle; for competency and for
//! response side by side, and never added up.
//!
//! The level is the exponential mean m ← m + 0.2 (credit − m), oldest credit first (Pelánek &
//! Řihák 2018), shown as m / (1 − 0.8ⁿ). Only answers that count enter it ([`History::counted`]).

use super::answer::Question;
use super::history::{History, Review};
use super::id::{CategoryId, PrincipleId};
use super::score::ExponentialMean;

/// How many different moments it takes before a level is said.
pub const ENOUGH_MOMENTS: usize = 5;

/// The level, in `0.0..=1.0`, from which on something counts as mastered.
pub const MASTERED: f64 = 0.8;

/// How one category or principle goes, by question.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Mastery {
    /// For “which competency does this moment call for most?”
    pub competency: Progress,
    /// For “which response fits?”
    pub response: Progress,
}

/// How one question goes.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Progress {
    /// How many answers count.
    pub answers: usize,
    /// To how many different moments.
    pub moments: usize,
    /// The mean freed of its start, in `0.0..=1.0`; 0 without an answer.
    level: f64,
}

/// What is said of how a question goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Level {
    /// Too few moments for a level: so many more, 1 to [`ENOUGH_MOMENTS`].
    More(usize),
    /// The level, below [`MASTERED`].
    At(f64),
    /// The level, [`MASTERED`] or above.
    Mastered(f64),
}

impl Progress {
    /// What is said of it.
    #[must_use]
    pub fn level(&self) -> Level {
        match ENOUGH_MOMENTS.saturating_sub(self.moments) {
            0 if self.level >= MASTERED => Level::Mastered(self.level),
            0 => Level::At(self.level),
            more => Level::More(more),
        }
    }

    /// The level, however few answers it is made of: to plan by, and not to be shown. `None`
    /// without an answer.
    #[must_use]
    pub fn so_far(&self) -> Option<f64> {
        (self.answers > 0).then_some(self.level)
    }
}

impl Mastery {
    /// How a question goes.
    #[must_use]
    pub fn of(&self, question: Question) -> Progress {
        match question {
            Question::Competency => self.competency,
            Question::Response => self.response,
        }
    }

    /// The lower of the two levels, however few answers they are made of.
    #[must_use]
    pub fn lower_so_far(&self) -> Option<f64> {
        match (self.competency.so_far(), self.response.so_far()) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        }
    }
}

/// Mastery of each category, in the order given.
#[must_use]
pub fn by_category(history: &History, categories: &[CategoryId]) -> Vec<Mastery> {
    let places = history.places(categories);
    let place = |review: &Review| places.get(review.category?).copied().flatten();
    mastery(history, categories.len(), &|review, count| {
        if let Some(place) = place(review) {
            count(place);
        }
    })
}

/// Mastery of each principle, in the order given. A moment counts for all that it shows.
#[must_use]
pub fn by_principle(history: &History, principles: &[PrincipleId]) -> Vec<Mastery> {
    let shown = history.principles_shown(principles);
    mastery(history, principles.len(), &|review, count| {
        let places = shown.get(review.head());
        places.into_iter().flatten().for_each(|place| count(*place));
    })
}

/// How one question goes, while the answers are gone through.
#[derive(Clone)]
struct Running {
    answers: usize,
    mean: ExponentialMean,
    /// Whether a moment was met, by its number.
    met: Vec<bool>,
}

/// What is counted of a review: it is told how often, and for which place.
type Count<'c> = &'c mut dyn FnMut(usize);

/// Mastery at so many places, all in one go: years of answers are many. `belongs` says for which
/// of them a review counts.
fn mastery(history: &History, places: usize, belongs: &dyn Fn(&Review, Count)) -> Vec<Mastery> {
    let fresh = Running {
        answers: 0,
        mean: ExponentialMean::default(),
        met: vec![false; history.moments()],
    };
    let mut running = vec![[fresh.clone(), fresh]; places];
    for review in history.counted() {
        belongs(&review, &mut |place| {
            let credits = [review.competency, review.response];
            let running = running.get_mut(place).into_iter().flatten();
            for (running, credit) in running.zip(credits) {
                if let Some(credit) = credit {
                    running.answers += 1;
                    running.mean = running.mean.with(credit);
                    if let Some(met) = running.met.get_mut(review.moment) {
                        *met = true;
                    }
                }
            }
        });
    }
    let progress = |running: &Running| Progress {
        answers: running.answers,
        moments: running.met.iter().filter(|met| **met).count(),
        level: running.mean.shown(),
    };
    let both = running.iter().map(|[competency, response]| Mastery {
        competency: progress(competency),
        response: progress(response),
    });
    both.collect()
}
