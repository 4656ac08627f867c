//! Many attempts in one text. By itself an attempt takes some two thousand characters, most of them
//! names that others have as well, and reading it makes a value of each. In a bundle it takes an
//! eighth of that, and reading is counting along a line.
//!
//! A line begins with a letter that says what it is. First come the lists of all that the attempts
//! name: plans `p`, moments `m` with edition and principles, steps `s`, competencies `c`, responses
//! `r`, drifts `d`, credits `v` in millionths. Then a line `a` to each attempt: id, token, minute
//! finished, seconds, seed, and numbers. These are places in the lists, counts, or flags; what may
//! be absent is 0, or one more than its place. [`line`] has their order.

mod line;
mod reading;

pub(super) use reading::{Reading, StepLine};

use std::fmt::Write as _;
use std::str::FromStr;

use super::answer::MomentAnswer;
use super::attempt::Attempt;
use super::edition::Edition;
use super::id::{CompetencyId, MomentName, PrincipleId, ResponseId, StepId};
use super::practice::Practice;
use super::record::Record;
use super::topic::Drift;

/// A step of which everything is said.
const FULL: usize = 0;
/// A step with a competency and one response, that is no slip.
const PLAIN: usize = 1;
/// As [`PLAIN`], of a response that is a slip or could do harm.
const SLIPPED: usize = 2;

/// Told of a plan: its moments are those that were answered.
const MOMENTS_ANSWERED: usize = 1;
/// Told of a plan: its seed is the attempt's.
const SEED_OF_ATTEMPT: usize = 2;

const MILLION: f64 = 1_000_000.0;

/// What the lines of a bundle draw on.
#[derive(Debug, Default)]
pub(super) struct Lists {
    pub(super) plans: Vec<Practice>,
    pub(super) moments: Vec<Moment>,
    pub(super) steps: Vec<StepId>,
    pub(super) competencies: Vec<CompetencyId>,
    pub(super) responses: Vec<ResponseId>,
    pub(super) drifts: Vec<Drift>,
    /// In millionths, as all credits are kept.
    pub(super) credits: Vec<u32>,
}

/// What is the same in each answer to a moment.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Moment {
    pub(super) name: MomentName,
    pub(super) edition: Edition,
    pub(super) principles: Vec<PrincipleId>,
}

/// The text of attempts, in the order given.
#[must_use]
pub fn write(attempts: &[Attempt]) -> String {
    let mut lists = Lists::default();
    let lines: Vec<String> = attempts
        .iter()
        .map(|attempt| lists.write(attempt))
        .collect();
    let mut out = String::new();
    lines_of(&mut out, 'p', &lists.plans);
    lines_of(&mut out, 'm', &lists.moments);
    lines_of(&mut out, 's', &lists.steps);
    lines_of(&mut out, 'c', &lists.competencies);
    lines_of(&mut out, 'r', &lists.responses);
    let drifts: Vec<&str> = lists.drifts.iter().map(|drift| drift.slug()).collect();
    lines_of(&mut out, 'd', &drifts);
    lines_of(&mut out, 'v', &lists.credits);
    lines_of(&mut out, 'a', &lines);
    out
}

/// The attempts of a text; `None` if any of it is not as it was written.
#[must_use]
pub fn read(text: &str) -> Option<Vec<Attempt>> {
    let (lists, lines) = split(text)?;
    let attempts = lines.into_iter().map(|line| lists.read(line));
    let attempts: Option<Vec<Attempt>> = attempts.collect();
    attempts.filter(|attempts| attempts.iter().all(Attempt::is_sound))
}

/// The minute in which each attempt of a text was finished, and its seed as it is written, without
/// a look at the rest.
pub(super) fn heads(text: &str) -> impl Iterator<Item = (u64, &str)> {
    let lines = text.lines().filter_map(|line| line.strip_prefix("a "));
    lines.filter_map(|line| {
        let mut parts = line.split(' ').skip(2);
        let finished = parts.next()?.parse().ok()?;
        Some((finished, parts.nth(1)?))
    })
}

/// The lists of a text, and the lines of its attempts.
pub(super) fn split(text: &str) -> Option<(Lists, Vec<&str>)> {
    let mut lists = Lists::default();
    let mut lines = Vec::new();
    for line in text.lines() {
        let (kind, rest) = line.split_once(' ')?;
        match kind {
            "p" => lists.plans.push(Practice::from_json(&rest.into())?),
            "m" => lists.moments.push(rest.parse().ok()?),
            "s" => lists.steps.push(rest.parse().ok()?),
            "c" => lists.competencies.push(rest.parse().ok()?),
            "r" => lists.responses.push(rest.parse().ok()?),
            "d" => lists.drifts.push(Drift::from_slug(rest)?),
            "v" => lists
                .credits
                .push(rest.parse().ok().filter(|v| *v <= 1_000_000)?),
            "a" => lines.push(rest),
            _ => return None,
        }
    }
    Some((lists, lines))
}

fn lines_of<T: std::fmt::Display>(out: &mut String, kind: char, things: &[T]) {
    for thing in things {
        // Writing to a string can't fail.
        let _ = writeln!(out, "{kind} {thing}");
    }
}

/// Name, edition and principles, with spaces between.
impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.name, self.edition)?;
        self.principles.iter().try_for_each(|id| write!(f, " {id}"))
    }
}

impl FromStr for Moment {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.split(' ');
        let mut next = || parts.next().ok_or(());
        let name = next()?.parse().map_err(|_| ())?;
        let edition = next()?.parse().map_err(|_| ())?;
        let principles = parts.map(|part| part.parse().map_err(|_| ()));
        Ok(Self {
            name,
            edition,
            principles: principles.collect::<Result<_, ()>>()?,
        })
    }
}

fn names(moments: &[MomentAnswer]) -> impl Iterator<Item = &MomentName> {
    moments.iter().map(|moment| &moment.name)
}
