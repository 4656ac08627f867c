//! Which slips a learner's chosen responses are examples of, over time; and the answers by which
//! someone could come to harm, the surest first.
//!
//! Every answer has a say here, those to moments seen before too: a slip is something one does.

use super::answer::Question;
use super::day::Day;
use super::edition::Edition;
use super::history::{History, Review, Slip, Step};
use super::id::{MomentName, ResponseId, SessionId, StepId};
use super::order;
use super::score::Certainty;
use super::topic::Drift;

/// How often one kind of slip was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slips {
    /// The slip.
    pub drift: Drift,
    /// In how many answers.
    pub count: usize,
    /// In how many answers of each week, in the order of [`weeks`].
    pub by_week: Vec<usize>,
    /// The latest of them.
    pub latest: Example,
}

impl Slips {
    /// How often it was made in some weeks, of which `weeks` says when they were: from the day on,
    /// and before the other.
    #[must_use]
    pub fn between(&self, weeks: &[Week], from: Day, before: Day) -> usize {
        let of = weeks.iter().zip(&self.by_week);
        let within = of.filter(|(week, _)| week.monday >= from && week.monday < before);
        within.map(|(_, count)| count).sum()
    }
}

/// A response that was chosen, and where it can be read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The attempt.
    pub attempt: SessionId,
    /// The day on which it was finished.
    pub day: Day,
    /// The moment.
    pub moment: MomentName,
    /// The edition of its pack.
    pub edition: Edition,
    /// The step.
    pub step: StepId,
    /// The response; `None` where an attempt of the first versions does not say which it was.
    pub response: Option<ResponseId>,
}

/// A week and how much was answered in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub monday: Day,
    /// How many response questions were answered.
    pub answers: usize,
}

/// An endorsed response by which someone could come to harm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Harm {
    /// Where it can be read again.
    pub example: Example,
    /// How sure the learner was, if asked.
    pub sure: Option<Certainty>,
    /// Whether the same moment was answered later without harm.
    pub is_mended: bool,
}

/// The weeks from the first answer to the last, those without an answer included, the earliest
/// first.
#[must_use]
pub fn weeks(history: &History) -> Vec<Week> {
    let days = || history.attempts().map(|past| past.day);
    let (Some(first), Some(last)) = (days().min(), days().max()) else {
        return Vec::new();
    };
    let count = week_of(first.monday(), last) + 1;
    let week = |n: usize| Week {
        monday: first.monday().plus(7 * i64::try_from(n).unwrap_or(0)),
        answers: 0,
    };
    let mut weeks: Vec<Week> = (0..count.min(MAX_WEEKS)).map(week).collect();
    for review in history.reviews() {
        if let Some(week) = weeks.get_mut(week_of(first.monday(), review.day)) {
            week.answers += review.steps().count();
        }
    }
    weeks
}

/// A clock that was wrong once must not make more weeks than anybody practises.
const MAX_WEEKS: usize = 2600;

fn week_of(monday: Day, day: Day) -> usize {
    usize::try_from(day.since(monday) / 7).unwrap_or(0)
}

/// The slips that were made, the most frequent first; `weeks` are those of the history.
#[must_use]
pub fn slips(history: &History, weeks: &[Week]) -> Vec<Slips> {
    let Some(first) = weeks.first().map(|week| week.monday) else {
        return Vec::new();
    };
    let mut found: Vec<Found> = Drift::ALL
        .iter()
        .map(|drift| Found {
            drift: *drift,
            count: 0,
            by_week: vec![0; weeks.len()],
            latest: None,
        })
        .collect();
    for review in history.reviews() {
        for step in review.steps().filter(|step| step.is_slip()) {
            let week = week_of(first, review.day);
            for found in found.iter_mut().filter(|found| step.has(found.drift)) {
                found.count += 1;
                found.latest = Some((review, step));
                if let Some(count) = found.by_week.get_mut(week) {
                    *count += 1;
                }
            }
        }
    }
    let made = found.into_iter().filter_map(|found| {
        let (review, step) = found.latest?;
        Some(Slips {
            drift: found.drift,
            count: found.count,
            by_week: found.by_week,
            latest: example(&review, step, |slip| slip.drift == Some(found.drift)),
        })
    });
    let most_first = |slips: &Slips| (u64::MAX - slips.count as u64, String::new());
    order::sorted(made.collect(), most_first)
}

/// A slip while the answers are gone through: its example is made of the latest only.
struct Found<'h> {
    drift: Drift,
    count: usize,
    by_week: Vec<usize>,
    latest: Option<(Review<'h>, Step<'h>)>,
}

/// The answers by which someone could come to harm: first those that were not mended since, and of
/// each kind the surest first, then the latest.
#[must_use]
pub fn harms(history: &History) -> Vec<Harm> {
    // Whether a moment's last answer is one without harm, by the moment's number.
    let mut ends_well = vec![None; history.moments()];
    let mut harms = Vec::new();
    for review in history.reviews().rev() {
        let is_unsafe = review.is_unsafe();
        let last = ends_well.get_mut(review.moment);
        let is_mended = last.is_some_and(|last| *last.get_or_insert(!is_unsafe));
        if !is_unsafe {
            continue;
        }
        for step in review.steps().filter(|step| step.is_unsafe()) {
            harms.push(Harm {
                example: example(&review, step, |slip| slip.is_unsafe),
                sure: step.sure(Question::Response),
                is_mended,
            });
        }
    }
    let rank = |harm: &Harm| {
        let sure = match harm.sure {
            Some(Certainty::Very) => 0,
            Some(Certainty::Fairly) => 1,
            Some(Certainty::NotVery) => 2,
            None => 3,
        };
        (4 * u64::from(harm.is_mended) + sure, String::new())
    };
    order::sorted(harms, rank)
}

fn example(review: &Review, step: Step, is: impl Fn(&Slip) -> bool) -> Example {
    let slip = step.slips().into_iter().find(is);
    Example {
        attempt: review.past.id().clone(),
        day: review.day,
        moment: review.name().clone(),
        edition: review.edition(),
        step: step.id().clone(),
        response: slip.and_then(|slip| slip.response.cloned()),
    }
}
