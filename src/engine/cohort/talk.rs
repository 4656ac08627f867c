//! What a trainer may want to talk about first.

use super::item::ItemReport;
use crate::engine::answer::Question;

/// How many moments are suggested.
const HOW_MANY: usize = 3;

/// One moment to talk about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Talk {
    /// Its place in the report's items.
    pub item: usize,
    /// Why.
    pub why: Why,
}

/// Why a moment is worth talking about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// So many people endorsed a response by which someone could come to harm.
    Unsafe {
        /// How many people.
        people: u32,
    },
    /// So many people earned less than full credit, of those who were scored.
    Short {
        /// In which of the two questions: the one in which less was earned.
        question: Question,
        /// How many people.
        people: u32,
        /// Of how many.
        of: u32,
    },
}

/// “Talk about these three moments”: first those in which most people endorsed what could do harm,
/// then those in which least was earned, by the lower of the two mean credits. Moments that fewer
/// than half as many people answered as the commonest one come last, since of few people little can
/// be told.
#[must_use]
pub fn talk(items: &[ItemReport]) -> Vec<Talk> {
    let most = items.iter().map(|item| item.answered).max().unwrap_or(0);
    let mut found = Vec::new();
    for (place, item) in items.iter().enumerate() {
        let is_rare = item.answered.saturating_mul(2) < most;
        let (rank, why) = if item.unsafe_people > 0 {
            let people = item.unsafe_people;
            (1.0 - share(people, most), Why::Unsafe { people })
        } else {
            let Some((question, mean)) = lower(item) else {
                continue;
            };
            let credits = item.credits.of(question);
            let people = credits.count - credits.full;
            if people == 0 {
                continue;
            }
            let of = credits.count;
            (
                2.0 + mean,
                Why::Short {
                    question,
                    people,
                    of,
                },
            )
        };
        let rank = rank + if is_rare { 10.0 } else { 0.0 };
        found.push((millionths(rank), Talk { item: place, why }));
    }
    found.sort_by_key(|(rank, _)| *rank);
    found
        .into_iter()
        .take(HOW_MANY)
        .map(|(_, talk)| talk)
        .collect()
}

/// The question in which less was earned, and its mean credit.
fn lower(item: &ItemReport) -> Option<(Question, f64)> {
    let mean = |question| Some((question, item.credits.of(question).mean()?));
    match (mean(Question::Competency), mean(Question::Response)) {
        (Some(one), Some(other)) if one.1 < other.1 => Some(one),
        (one, other) => other.or(one),
    }
}

fn share(of: u32, all: u32) -> f64 {
    f64::from(of) / f64::from(all.max(1))
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between 0 and 13
fn millionths(value: f64) -> u64 {
    (value.max(0.0) * 1_000_000.0).round() as u64
}
