//! What came of a moment: each set of choices once, with what it earned.

use std::collections::BTreeMap;

use super::{Both, place};
use crate::engine::answer::{MomentAnswer, Question};
use crate::engine::code::{CodedMoment, CodedStep, moment_answer};
use crate::engine::edition::Edition;
use crate::engine::pack::Pack;
use crate::engine::practice::Format;
use crate::engine::topic::Drift;

/// One moment of one edition, with every outcome that there was.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// The place of its sheet.
    pub sheet: u32,
    /// Its place in its pack.
    pub ordinal: u16,
    pub outcomes: Vec<Outcome>,
    /// The outcomes' places by the choices, certainties left out.
    pub places: BTreeMap<(Asked, Vec<CodedStep>), u32>,
}

/// The format that a moment was asked in, by its place in [`Format::ALL`].
type Asked = u8;

/// What a set of choices earned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Outcome {
    /// The credits; `None` where the question was not scored.
    pub credit: Both<Option<f64>>,
    /// Whether a response by which someone could come to harm was endorsed.
    pub is_unsafe: bool,
    /// The slips that it is an example of, a bit for each place in [`Drift::ALL`].
    pub drifts: u16,
}

impl Item {
    pub fn new(sheet: u32, ordinal: u16) -> Self {
        Self {
            sheet,
            ordinal,
            outcomes: Vec::new(),
            places: BTreeMap::new(),
        }
    }

    /// The place of the outcome of those choices; `None` if the pack does not offer them.
    pub fn outcome(
        &mut self,
        moment: &CodedMoment,
        pack: &Pack,
        edition: Edition,
        format: Format,
    ) -> Option<u32> {
        let asked = Format::ALL.iter().position(|one| *one == format)?;
        let mut steps = moment.steps.clone();
        for step in &mut steps {
            (step.competency_sure, step.sure) = (None, None);
        }
        let key = (u8::try_from(asked).ok()?, steps);
        if let Some(known) = self.places.get(&key) {
            return Some(*known);
        }
        let answer = moment_answer(moment, pack, edition, format)?;
        let outcome = place(self.outcomes.len());
        self.outcomes.push(Outcome::of(&answer));
        self.places.insert(key, outcome);
        Some(outcome)
    }

    /// Its outcomes with the choices that led to each.
    pub fn choices(&self) -> impl Iterator<Item = (u32, Format, &[CodedStep])> {
        self.places.iter().filter_map(|((asked, steps), outcome)| {
            let format = *Format::ALL.get(usize::from(*asked))?;
            Some((*outcome, format, steps.as_slice()))
        })
    }
}

impl Outcome {
    fn of(answer: &MomentAnswer) -> Self {
        let slipped = |drift: &Drift| answer.steps.iter().any(|s| s.mark.drift.contains(drift));
        let bits = Drift::ALL.iter().enumerate();
        let bits = bits.filter(|(_, drift)| slipped(drift));
        Self {
            credit: Both {
                competency: answer.credit(Question::Competency),
                response: answer.credit(Question::Response),
            },
            is_unsafe: answer.is_unsafe(),
            drifts: bits.fold(0, |all, (place, _)| all | 1 << place),
        }
    }
}
