//! All attempts of a learner, put together, and what in them is a review. Every figure of progress
//! is a function of this and is derived anew: nothing is counted on the side.

use super::answer::MomentAnswer;
use super::attempt::Attempt;
use super::day::Day;
use super::id::MomentName;
use super::order;

/// How many days a moment must not have been seen, for its answer to count anew.
pub const FRESH_DAYS: i64 = 21;

/// Attempts, the earliest first, and their answers in the order in which they were given.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    attempts: Vec<Attempt>,
    seen: Vec<Seen>,
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

#[derive(Debug, Clone, Copy, PartialEq)]
struct Seen {
    attempt: usize,
    moment: usize,
    day: Day,
    newness: Newness,
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
}

impl History {
    /// Puts attempts together: each once, however often it is there. `local_day` is the day that a
    /// minute since 1970 falls on where the learner is.
    #[must_use]
    pub fn of(attempts: Vec<Attempt>, local_day: &dyn Fn(u64) -> Day) -> Self {
        let mut attempts = order::sorted(attempts, |one| (0, one.id.to_string()));
        attempts.dedup_by(|one, other| one.id == other.id);
        let attempts = order::sorted(attempts, |one| (one.finished, String::new()));
        let mut history = Self::default();
        // The day on which each moment was last seen, by name.
        let mut last: Vec<(&MomentName, Day)> = Vec::new();
        for (at, attempt) in attempts.iter().enumerate() {
            let day = local_day(attempt.finished);
            for (moment, answer) in attempt.moments.iter().enumerate() {
                let place = last.binary_search_by(|(name, _)| (*name).cmp(&answer.name));
                let newness = match place {
                    Ok(at) => newness(day.since(last[at].1)),
                    Err(_) => Newness::Fresh,
                };
                match place {
                    Ok(at) => last[at].1 = day,
                    Err(at) => last.insert(at, (&answer.name, day)),
                }
                history.seen.push(Seen {
                    attempt: at,
                    moment,
                    day,
                    newness,
                });
            }
        }
        history.attempts = attempts;
        history
    }

    /// All attempts, the earliest first.
    #[must_use]
    pub fn attempts(&self) -> &[Attempt] {
        &self.attempts
    }

    /// All answers, the earliest first.
    pub fn reviews(&self) -> impl DoubleEndedIterator<Item = Review<'_>> {
        self.seen.iter().map(|seen| {
            let attempt = &self.attempts[seen.attempt];
            Review {
                attempt,
                answer: &attempt.moments[seen.moment],
                day: seen.day,
                newness: seen.newness,
            }
        })
    }

    /// The answers that count: to moments that were not seen in the days before.
    pub fn counted(&self) -> impl DoubleEndedIterator<Item = Review<'_>> {
        let fresh = |review: &Review| review.newness == Newness::Fresh;
        self.reviews().filter(fresh)
    }

    /// When a moment was last finished, in minutes since 1970.
    #[must_use]
    pub fn last_seen(&self, name: &MomentName) -> Option<u64> {
        let mut latest = self.reviews().rev();
        let review = latest.find(|review| review.answer.name == *name)?;
        Some(review.attempt.finished)
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
