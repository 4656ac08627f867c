//! When to come back to a category: FSRS-6 with its default parameters and a desired retention of
//! 0.9. The category is the card, and a moment of it that is new to the learner is the review.
//!
//! This carries a model of memory over to judgement, and the page says so.
//!
//! Formulas: open-spaced-repetition, “The Algorithm”, FSRS-6; expected values from py-fsrs 6.3.2.

use super::day::Day;
use super::history::{History, Newness};
use super::id::CategoryId;
use super::mastery::{self, Mastery};

/// The share of what was known that shall still be known when it is asked again.
pub const RETENTION: f64 = 0.9;

/// The level, in `0.0..=1.0`, below which a category that is not due is called weak: where a day's
/// review would be rated *again*.
pub const WEAK: f64 = HARD_FROM;

/// A day's credit from which on it is rated *good*.
const GOOD_FROM: f64 = 0.85;
/// A day's credit from which on it is rated *hard*; below, *again*.
const HARD_FROM: f64 = 0.6;

/// The default parameters w₀ … w₂₀ of FSRS-6.
const W: [f64; 21] = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835,
    0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];
/// The lowest stability, in days.
const LOWEST: f64 = 0.001;
/// The longest interval, in days.
const LONGEST: f64 = 36_500.0;

/// How a review went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rating {
    /// It was not known.
    Again = 1,
    /// It was known with trouble.
    Hard = 2,
    /// It was known.
    Good = 3,
    /// It was known without effort. A day's credit is never rated so.
    Easy = 4,
}

impl Rating {
    /// The rating of a day's mean credit, in `0.0..=1.0`.
    #[must_use]
    pub fn of(credit: f64) -> Self {
        if credit >= GOOD_FROM {
            Self::Good
        } else if credit >= HARD_FROM {
            Self::Hard
        } else {
            Self::Again
        }
    }

    fn number(self) -> f64 {
        f64::from(self as u8)
    }
}

/// What is remembered of a card.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    /// After so many days the chance of knowing it has fallen to 0.9.
    pub stability: f64,
    /// How hard it is, 1 to 10.
    pub difficulty: f64,
}

impl Memory {
    /// After the first review.
    #[must_use]
    pub fn first(rating: Rating) -> Self {
        Self {
            stability: W[rating as usize - 1].max(LOWEST),
            difficulty: first_difficulty(rating).clamp(1.0, 10.0),
        }
    }

    /// After another review, so many days later.
    #[must_use]
    pub fn after(self, rating: Rating, days: f64) -> Self {
        let stability = if days < 1.0 {
            self.same_day(rating)
        } else if rating == Rating::Again {
            self.forgotten(days)
        } else {
            self.recalled(rating, days)
        };
        let step = -W[6] * (rating.number() - 3.0) * (10.0 - self.difficulty) / 9.0;
        let towards = W[7] * first_difficulty(Rating::Easy);
        let difficulty = towards + (1.0 - W[7]) * (self.difficulty + step);
        Self {
            stability: stability.max(LOWEST),
            difficulty: difficulty.clamp(1.0, 10.0),
        }
    }

    /// The chance of knowing it after so many days: (1 + factor · days / stability)^−w₂₀.
    #[must_use]
    pub fn retrievability(self, days: f64) -> f64 {
        (1.0 + FACTOR * days.max(0.0) / self.stability).powf(-W[20])
    }

    fn same_day(self, rating: Rating) -> f64 {
        let raise = (W[17] * (rating.number() - 3.0 + W[18])).exp() * self.stability.powf(-W[19]);
        let raise = if rating >= Rating::Good {
            raise.max(1.0)
        } else {
            raise
        };
        self.stability * raise
    }

    fn recalled(self, rating: Rating, days: f64) -> f64 {
        let share = match rating {
            Rating::Hard => W[15],
            Rating::Easy => W[16],
            Rating::Again | Rating::Good => 1.0,
        };
        let lost = ((1.0 - self.retrievability(days)) * W[10]).exp() - 1.0;
        let ease = W[8].exp() * (11.0 - self.difficulty) * self.stability.powf(-W[9]);
        self.stability * (1.0 + ease * lost * share)
    }

    fn forgotten(self, days: f64) -> f64 {
        let lost = ((1.0 - self.retrievability(days)) * W[14]).exp();
        let kept = (self.stability + 1.0).powf(W[13]) - 1.0;
        let long = W[11] * self.difficulty.powf(-W[12]) * kept * lost;
        long.min(self.stability / (W[17] * W[18]).exp())
    }
}

/// After how many days the chance of knowing it falls to `retention`.
#[must_use]
pub fn interval(stability: f64, retention: f64) -> f64 {
    stability / FACTOR * (retention.powf(-1.0 / W[20]) - 1.0)
}

/// 0.9^(−1/w₂₀) − 1, which a test computes anew: years of answers ask for it ten thousand times.
pub const FACTOR: f64 = 0.9803464944134797;

fn first_difficulty(rating: Rating) -> f64 {
    W[4] - (W[5] * (rating.number() - 1.0)).exp() + 1.0
}

/// Where a category stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It has not been practised.
    New,
    /// It is time to come back to it.
    Due,
    /// It is not due, and its level is below [`WEAK`].
    Weak,
    /// It can wait.
    Resting,
}

/// What is known of one category on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Card {
    /// Where it stands.
    pub standing: Standing,
    /// The day on which it was last practised, as far as that counts; `None` if it is new.
    pub last: Option<Day>,
    /// The day it falls due; `None` if it is new.
    pub due: Option<Day>,
    /// The predicted chance of still knowing it today, in `0.0..=1.0`; `None` if it is new.
    pub retrievability: Option<f64>,
    /// The lower of its two levels, in `0.0..=1.0`, to plan by; `None` without an answer.
    pub level: Option<f64>,
}

/// The card of each category on a day, in the order given.
#[must_use]
pub fn due(history: &History, categories: &[CategoryId], today: Day) -> Vec<Card> {
    due_with(
        history,
        categories,
        &mastery::by_category(history, categories),
        today,
    )
}

/// As [`due`], where the mastery of each category is known already.
#[must_use]
pub fn due_with(
    history: &History,
    categories: &[CategoryId],
    levels: &[Mastery],
    today: Day,
) -> Vec<Card> {
    let days = days(history, categories);
    let cards = days.iter().zip(levels).map(|(days, level)| {
        let level = level.lower_so_far();
        let is_weak = level.is_some_and(|level| level < WEAK);
        let Some((memory, last)) = remembered(days) else {
            return Card {
                standing: Standing::New,
                last: None,
                due: None,
                retrievability: None,
                level,
            };
        };
        let due = last.plus(wait(memory));
        let standing = match (today >= due, is_weak) {
            (true, _) => Standing::Due,
            (false, true) => Standing::Weak,
            (false, false) => Standing::Resting,
        };
        Card {
            standing,
            last: Some(last),
            due: Some(due),
            retrievability: Some(memory.retrievability(apart(last, today))),
            level,
        }
    });
    cards.collect()
}

/// The whole days to wait: at least one.
#[allow(clippy::cast_possible_truncation)] // between 1 and the longest
fn wait(memory: Memory) -> i64 {
    interval(memory.stability, RETENTION)
        .round()
        .clamp(1.0, LONGEST) as i64
}

#[allow(clippy::cast_precision_loss)] // days of a life are few
fn apart(earlier: Day, later: Day) -> f64 {
    later.since(earlier).max(0) as f64
}

/// How well a card can wait: what is least likely to be known still, or lowest, can least.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a share of 0 to 1
pub fn patience(card: &Card) -> u64 {
    let share = match card.standing {
        Standing::Weak => card.level,
        _ => card.retrievability,
    };
    (share.unwrap_or(0.0).clamp(0.0, 1.0) * 1_000_000.0) as u64
}

/// The credits of a day: their sum and how many they are, of moments that count and of others.
#[derive(Clone, Copy)]
struct Credits {
    day: Day,
    fresh: (f64, u32),
    again: (f64, u32),
}

/// The reviews of each category: one to a day, with its mean credit, the earliest first.
///
/// A day's review is made of the moments that count. A day that has none of these goes by those
/// that were seen some days before: else a category whose moments are all known would be due for
/// ever. What is seen twice on one day counts once.
fn days(history: &History, categories: &[CategoryId]) -> Vec<Vec<(Day, f64)>> {
    let places = history.places(categories);
    let mut days: Vec<Vec<Credits>> = vec![Vec::new(); categories.len()];
    for review in history.reviews() {
        let place = review.category.and_then(|number| places.get(number));
        let Some(days) = place.and_then(|place| days.get_mut((*place)?)) else {
            continue;
        };
        let credit = match (review.competency, review.response) {
            (Some(one), Some(other)) => one.min(other),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => continue,
        };
        if days.last().is_none_or(|last| last.day < review.day) {
            days.push(Credits {
                day: review.day,
                fresh: (0.0, 0),
                again: (0.0, 0),
            });
        }
        // A clock that was set back makes no new day: it counts for the last one.
        let Some(last) = days.last_mut() else {
            continue;
        };
        let (sum, count) = match review.newness {
            Newness::Fresh => &mut last.fresh,
            Newness::Again => &mut last.again,
            Newness::SameDay => continue,
        };
        *sum += credit;
        *count += 1;
    }
    let rated = |credits: &Credits| {
        let (sum, count) = match credits.fresh {
            (_, 0) => credits.again,
            fresh => fresh,
        };
        (count > 0).then(|| (credits.day, sum / f64::from(count)))
    };
    let rated = days.iter().map(|days| days.iter().filter_map(rated));
    rated.map(Iterator::collect).collect()
}

/// What is remembered after those reviews, and the day of the last one.
fn remembered(days: &[(Day, f64)]) -> Option<(Memory, Day)> {
    let (first, others) = days.split_first()?;
    let start = (Memory::first(Rating::of(first.1)), first.0);
    Some(others.iter().fold(start, |(memory, last), (day, credit)| {
        (memory.after(Rating::of(*credit), apart(last, *day)), *day)
    }))
}
