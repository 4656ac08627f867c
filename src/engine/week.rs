//! On which of the last days something was practised. There is no streak: a day without practice
//! breaks nothing.

use super::day::Day;
use super::history::History;

/// A day and what was practised on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PracticeDay {
    /// The day.
    pub day: Day,
    /// How many moments were answered.
    pub moments: usize,
}

impl PracticeDay {
    /// Whether anything was practised.
    #[must_use]
    pub fn is_practised(&self) -> bool {
        self.moments > 0
    }
}

/// The last `count` days, today as the last one.
#[must_use]
pub fn last_days(history: &History, today: Day, count: u16) -> Vec<PracticeDay> {
    let first = today.plus(1 - i64::from(count));
    let mut days: Vec<PracticeDay> = (0..i64::from(count))
        .map(|n| PracticeDay {
            day: first.plus(n),
            moments: 0,
        })
        .collect();
    for past in history.attempts() {
        let at = usize::try_from(past.day.since(first));
        if let Some(day) = at.ok().and_then(|at| days.get_mut(at)) {
            day.moments += past.reviews().count();
        }
    }
    days
}
