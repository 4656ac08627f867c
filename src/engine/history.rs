//! All attempts of a learner, put together, and what in them is a review. Every figure of progress
//! is a function of this and is derived anew: nothing is counted on the side.

use std::collections::BTreeMap;

use super::answer::{MomentAnswer, Question};
use super::attempt::Attempt;
use super::day::Day;
use super::id::{CategoryId, MomentName};
use super::order;

/// How many days a moment must not have been seen, for its answer to count anew.
pub const FRESH_DAYS: i64 = 21;

/// Attempts, the earliest first, and their answers in the order in which they were given.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    attempts: Vec<Attempt>,
    seen: Vec<Seen>,
    moments: BTreeMap<MomentName, Known>,
    categories: Vec<CategoryId>,
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

/// One answer, with what is asked of it again and again.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Seen {
    /// The places of the attempt in the history, and of the moment in the attempt.
    at: (usize, usize),
    day: Day,
    newness: Newness,
    moment: usize,
    category: Option<usize>,
    competency: Option<f64>,
    response: Option<f64>,
}

/// A moment that was seen.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Known {
    number: usize,
    day: Day,
    minute: u64,
}

/// One moment or story, answered on one day.
#[derive(Debug, Clone, Copy)]
pub struct Review<'h> {
    /// The attempt that it is part of.
    pub attempt: &'h Attempt,
    /// The answer.
    pub answer: &'h MomentAnswer,
    /// The local day on which the attempt was finished.
    pub day: Day,
    /// Whether the moment was met before.
    pub newness: Newness,
    /// The number of its moment: the same for each answer to it.
    pub moment: usize,
    /// The number of its category: [`History::category`].
    pub category: Option<usize>,
    /// Its credit for competency, over chance; `None` where it was not scored.
    pub competency: Option<f64>,
    /// Its credit for response, over chance; `None` where it was not scored.
    pub response: Option<f64>,
}

impl Review<'_> {
    /// Its credit for a question, over chance.
    #[must_use]
    pub fn credit(&self, question: Question) -> Option<f64> {
        match question {
            Question::Competency => self.competency,
            Question::Response => self.response,
        }
    }

    /// Whether it counts: its moment was not seen in the days before.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.newness == Newness::Fresh
    }
}

impl History {
    /// Puts attempts together: each once, however often it is there. `local_day` is the day that a
    /// minute since 1970 falls on where the learner is.
    #[must_use]
    pub fn of(attempts: Vec<Attempt>, local_day: &dyn Fn(u64) -> Day) -> Self {
        let mut attempts = order::sorted(attempts, |one| (0, one.id.to_string()));
        attempts.dedup_by(|one, other| one.id == other.id);
        let mut history = Self {
            attempts: order::sorted(attempts, |one| (one.finished, String::new())),
            ..Self::default()
        };
        for at in 0..history.attempts.len() {
            let minute = history.attempts[at].finished;
            let day = local_day(minute);
            for moment in 0..history.attempts[at].moments.len() {
                history.note((at, moment), minute, day);
            }
        }
        history
    }

    fn note(&mut self, at: (usize, usize), minute: u64, day: Day) {
        let answer = &self.attempts[at.0].moments[at.1];
        let (newness, moment) = match self.moments.get_mut(&answer.name) {
            Some(known) => {
                let newness = newness(day.since(known.day));
                (known.day, known.minute) = (day, minute);
                (newness, known.number)
            }
            None => {
                let number = self.moments.len();
                let known = Known {
                    number,
                    day,
                    minute,
                };
                self.moments.insert(answer.name.clone(), known);
                (Newness::Fresh, number)
            }
        };
        let category = answer.category_str().map(|id| {
            let known = self.categories.iter().position(|one| one.as_str() == id);
            known.unwrap_or(self.categories.len())
        });
        if category == Some(self.categories.len()) {
            self.categories.extend(answer.category());
        }
        self.seen.push(Seen {
            at,
            day,
            newness,
            moment,
            category,
            competency: answer.credit_over_chance(Question::Competency),
            response: answer.credit_over_chance(Question::Response),
        });
    }

    /// All attempts, the earliest first.
    #[must_use]
    pub fn attempts(&self) -> &[Attempt] {
        &self.attempts
    }

    /// All answers, the earliest first.
    pub fn reviews(&self) -> impl DoubleEndedIterator<Item = Review<'_>> {
        self.seen.iter().map(|seen| {
            let attempt = &self.attempts[seen.at.0];
            Review {
                attempt,
                answer: &attempt.moments[seen.at.1],
                day: seen.day,
                newness: seen.newness,
                moment: seen.moment,
                category: seen.category,
                competency: seen.competency,
                response: seen.response,
            }
        })
    }

    /// The answers that count: to moments that were not seen in the days before.
    pub fn counted(&self) -> impl DoubleEndedIterator<Item = Review<'_>> {
        self.reviews().filter(Review::counts)
    }

    /// The number of a category, as [`Review::category`] has it; `None` if it was not practised.
    #[must_use]
    pub fn category(&self, id: &CategoryId) -> Option<usize> {
        self.categories.iter().position(|one| one == id)
    }

    /// When a moment was last finished, in minutes since 1970.
    #[must_use]
    pub fn last_seen(&self, name: &MomentName) -> Option<u64> {
        self.moments.get(name).map(|known| known.minute)
    }
}

fn newness(days: i64) -> Newness {
    match days {
        FRESH_DAYS.. => Newness::Fresh,
        1.. => Newness::Again,
        // A clock that was set back, or a journey to the west, is no new day.
        _ => Newness::SameDay,
    }
}
