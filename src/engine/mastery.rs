//! Mastery: how the answers of late went, by category and by principle; for competency and for
//! response side by side, and never added up.
//!
//! The level is the exponential mean m ← m + 0.2 (credit − m), oldest credit first (Pelánek &
//! Řihák 2018), shown as m / (1 − 0.8ⁿ). Only answers that count enter it ([`History::counted`]).

use super::answer::Question;
use super::history::{History, Review};
use super::id::{CategoryId, PrincipleId};
use super::score::exponential_mean;

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
    let of = |id: &CategoryId| match history.category(id) {
        Some(category) => mastery(history, &|review| review.category == Some(category)),
        None => Mastery::default(),
    };
    categories.iter().map(of).collect()
}

/// Mastery of each principle, in the order given. A moment counts for all that it shows.
#[must_use]
pub fn by_principle(history: &History, principles: &[PrincipleId]) -> Vec<Mastery> {
    let of = |id: &PrincipleId| mastery(history, &|review| review.principles().contains(id));
    principles.iter().map(of).collect()
}

fn mastery(history: &History, belongs: &dyn Fn(&Review) -> bool) -> Mastery {
    let progress = |question| {
        let mut credits = Vec::new();
        let mut moments: Vec<usize> = Vec::new();
        for review in history.counted().filter(|review| belongs(review)) {
            if let Some(credit) = review.credit(question) {
                credits.push(credit);
                if !moments.contains(&review.moment) {
                    moments.push(review.moment);
                }
            }
        }
        Progress {
            answers: credits.len(),
            moments: moments.len(),
            level: exponential_mean(&credits).map_or(0.0, |mean| mean.shown),
        }
    };
    Mastery {
        competency: progress(Question::Competency),
        response: progress(Question::Response),
    }
}
