//! Reading the line of one attempt.

use super::{FULL, Lists, MILLION, MOMENTS_ANSWERED, PLAIN, SEED_OF_ATTEMPT, SLIPPED, names};
use crate::engine::answer::{CompetencyAnswer, MomentAnswer, StepAnswer};
use crate::engine::attempt::Attempt;
use crate::engine::id::SessionId;
use crate::engine::mark::{Choice, ResponseMark, Slip};
use crate::engine::pack::Fit;
use crate::engine::score::Certainty;

impl Lists {
    /// The attempt of a line; `None` if the line says what the lists don't bear out.
    pub(super) fn read(&self, line: &str) -> Option<Attempt> {
        let (head, mut reading) = Reading::of(line)?;
        let told = reading.number()?;
        let mut practice = reading.one(&self.plans)?.clone();
        let mut moments = Vec::new();
        for _ in 0..reading.number()? {
            let head = reading.one(&self.moments)?;
            let mut steps = Vec::new();
            for _ in 0..reading.number()? {
                steps.push(self.answer(&mut reading)?);
            }
            moments.push(MomentAnswer {
                name: head.name.clone(),
                edition: head.edition,
                principles: head.principles.clone(),
                steps,
            });
        }
        let seed = head.seed.parse().ok()?;
        if told & MOMENTS_ANSWERED != 0 {
            practice.moments = names(&moments).cloned().collect();
        }
        if told & SEED_OF_ATTEMPT != 0 {
            practice.seed = Some(seed);
        }
        reading.is_done().then_some(Attempt {
            id: head.id,
            token: head.token,
            finished: head.finished,
            seconds: head.seconds,
            practice,
            seed,
            moments,
        })
    }

    fn answer(&self, reading: &mut Reading) -> Option<StepAnswer> {
        let line = StepLine::read(self, reading)?;
        let response = |place: usize| Some(self.responses.get(place)?.clone());
        let mut choice = Choice {
            best: line.best.and_then(response),
            worst: line.worst.and_then(response),
            ..Choice::default()
        };
        for (place, fit) in &line.ratings {
            choice.ratings.insert(response(*place)?, *fit);
        }
        let mut slips = Vec::new();
        for (place, drift, is_unsafe) in &line.slips {
            slips.push(Slip {
                response: response(*place)?,
                drift: drift.and_then(|drift| self.drifts.get(drift).copied()),
                is_unsafe: *is_unsafe,
            });
        }
        let drift = line
            .drift
            .iter()
            .filter_map(|drift| self.drifts.get(*drift).copied());
        let competency = match line.competency {
            None => None,
            Some((keyed, chosen)) => Some(CompetencyAnswer {
                keyed: self.competencies.get(keyed)?.clone(),
                chosen: self.competencies.get(chosen)?.clone(),
                credit: line.competency_credit,
                sure: line.competency_sure,
            }),
        };
        Some(StepAnswer {
            step: self.steps.get(line.step)?.clone(),
            competency,
            choice,
            mark: ResponseMark {
                credit: line.credit,
                over_chance: line.over_chance,
                drift: drift.collect(),
                is_unsafe: line.is_unsafe,
                slips,
            },
            sure: line.sure,
        })
    }
}

/// What a line says of its attempt as a whole.
pub(in crate::engine) struct Head<'l> {
    pub(in crate::engine) id: SessionId,
    pub(in crate::engine) token: u32,
    pub(in crate::engine) finished: u64,
    pub(in crate::engine) seconds: u64,
    seed: &'l str,
}

/// A step as it stands in a line: by places in the lists, each of which is there.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::engine) struct StepLine {
    pub(in crate::engine) step: usize,
    pub(in crate::engine) competency: Option<(usize, usize)>,
    pub(in crate::engine) competency_credit: Option<f64>,
    pub(in crate::engine) competency_sure: Option<Certainty>,
    pub(in crate::engine) best: Option<usize>,
    worst: Option<usize>,
    ratings: Vec<(usize, Fit)>,
    pub(in crate::engine) credit: Option<f64>,
    pub(in crate::engine) over_chance: Option<f64>,
    pub(in crate::engine) sure: Option<Certainty>,
    pub(in crate::engine) is_unsafe: bool,
    pub(in crate::engine) drift: Vec<usize>,
    pub(in crate::engine) slips: Vec<(usize, Option<usize>, bool)>,
}

impl StepLine {
    pub(in crate::engine) fn read(lists: &Lists, reading: &mut Reading) -> Option<Self> {
        let kind = reading.number()?;
        let mut line = Self {
            step: reading.place(&lists.steps)?,
            ..Self::default()
        };
        if kind == FULL {
            line.full(lists, reading)?;
            return Some(line);
        }
        line.competency(lists, reading)?;
        line.best = Some(reading.place(&lists.responses)?);
        line.credit = reading.credit(lists)?;
        line.sure = reading.sure()?;
        match kind {
            PLAIN => {}
            SLIPPED => {
                line.drift.extend(reading.maybe(&lists.drifts)?);
                line.is_unsafe = reading.flag()?;
            }
            _ => return None,
        }
        Some(line)
    }

    fn competency(&mut self, lists: &Lists, reading: &mut Reading) -> Option<()> {
        let keyed = reading.place(&lists.competencies)?;
        self.competency = Some((keyed, reading.place(&lists.competencies)?));
        self.competency_credit = reading.credit(lists)?;
        self.competency_sure = reading.sure()?;
        Some(())
    }

    fn full(&mut self, lists: &Lists, reading: &mut Reading) -> Option<()> {
        if reading.flag()? {
            self.competency(lists, reading)?;
        }
        self.best = reading.maybe(&lists.responses)?;
        self.worst = reading.maybe(&lists.responses)?;
        for _ in 0..reading.number()? {
            let response = reading.place(&lists.responses)?;
            self.ratings
                .push((response, Fit::new(reading.number()? as u64)?));
        }
        self.credit = reading.credit(lists)?;
        self.over_chance = reading.credit(lists)?;
        self.sure = reading.sure()?;
        self.is_unsafe = reading.flag()?;
        for _ in 0..reading.number()? {
            self.drift.push(reading.place(&lists.drifts)?);
        }
        for _ in 0..reading.number()? {
            let response = reading.place(&lists.responses)?;
            let drift = reading.maybe(&lists.drifts)?;
            self.slips.push((response, drift, reading.flag()?));
        }
        Some(())
    }
}

/// What of a line is still to be read. A count that the line does not bear out ends with the line.
pub(in crate::engine) struct Reading<'l>(&'l [u8]);

impl<'l> Reading<'l> {
    /// The beginning of a line, and the numbers after it.
    pub(in crate::engine) fn of(line: &'l str) -> Option<(Head<'l>, Self)> {
        let mut parts = line.splitn(6, ' ');
        let head = Head {
            id: parts.next()?.parse().ok()?,
            token: parts.next()?.parse().ok()?,
            finished: parts.next()?.parse().ok()?,
            seconds: parts.next()?.parse().ok()?,
            seed: parts.next()?,
        };
        Some((head, Self(parts.next()?.as_bytes())))
    }

    /// Whether there is nothing left.
    pub(in crate::engine) fn is_done(&self) -> bool {
        self.0.is_empty()
    }

    /// The next number, with the space behind it.
    pub(in crate::engine) fn number(&mut self) -> Option<usize> {
        let mut number: Option<usize> = None;
        while let Some((byte, rest)) = self.0.split_first() {
            self.0 = rest;
            match byte {
                b'0'..=b'9' => {
                    let digit = usize::from(byte - b'0');
                    number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(digit)?);
                }
                b' ' => break,
                _ => return None,
            }
        }
        number
    }

    /// The place of something that is there.
    pub(in crate::engine) fn place<T>(&mut self, list: &[T]) -> Option<usize> {
        self.number().filter(|place| *place < list.len())
    }

    fn one<'t, T>(&mut self, list: &'t [T]) -> Option<&'t T> {
        list.get(self.number()?)
    }

    /// The place of what may be absent.
    fn maybe<T>(&mut self, list: &[T]) -> Option<Option<usize>> {
        match self.number()? {
            0 => Some(None),
            n => (n <= list.len()).then_some(Some(n - 1)),
        }
    }

    fn credit(&mut self, lists: &Lists) -> Option<Option<f64>> {
        let place = self.maybe(&lists.credits)?;
        let millionths = place.and_then(|place| lists.credits.get(place));
        Some(millionths.map(|millionths| f64::from(*millionths) / MILLION))
    }

    fn sure(&mut self) -> Option<Option<Certainty>> {
        let place = self.maybe(&Certainty::ALL)?;
        Some(place.and_then(|place| Certainty::ALL.get(place).copied()))
    }

    fn flag(&mut self) -> Option<bool> {
        match self.number()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}
