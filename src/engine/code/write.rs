//! From an attempt to its code, and from a code to its bytes.

use super::bits::{BitWriter, chars_of};
use super::{
    CRC_BYTES, Code, CodedChoice, CodedMoment, CodedStep, ID_CHARS, LENGTH_BITS, Label,
    MAX_CODE_CHARS, PackAnswers, checksum,
};
use crate::engine::answer::{MomentAnswer, StepAnswer};
use crate::engine::attempt::Attempt;
use crate::engine::edition::Edition;
use crate::engine::id::{MomentName, PackId, ResponseId};
use crate::engine::mark::Choice;
use crate::engine::order;
use crate::engine::pack::{Pack, Step};
use crate::engine::practice::{Format, Mode};
use crate::engine::scenario::MAX_PATH;
use crate::engine::score::Certainty;
use crate::engine::session::format_of;
use crate::engine::shelf::Shelf;

/// Why an attempt can't be written as a code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// Nothing was answered.
    #[error("nothing was answered")]
    Empty,
    /// A pack is not at hand in the edition of the attempt.
    #[error("the pack {0} is not at hand in the edition {1}")]
    NotAtHand(PackId, Edition),
    /// An answer is not one that its pack offers, or there twice.
    #[error("the answers to {0} are not of its pack")]
    NotOfPack(MomentName),
    /// It would be longer than [`MAX_CODE_CHARS`] characters: a hundred long stories, say.
    #[error("the code would have more than {MAX_CODE_CHARS} characters")]
    TooLong,
}

impl Code {
    /// The code of an attempt. The shelf has to hold its packs, in the editions of the attempt.
    ///
    /// # Errors
    /// [`WriteError`] if a pack is not there, if the attempt says what its packs do not offer, and
    /// if the code would be too long.
    pub fn of(attempt: &Attempt, shelf: &Shelf, label: Option<Label>) -> Result<Self, WriteError> {
        let mut packs: Vec<PackAnswers> = Vec::new();
        for answer in &attempt.moments {
            let id = &answer.name.pack;
            let pack = shelf.pack(id, answer.edition);
            let pack = pack.ok_or_else(|| WriteError::NotAtHand(id.clone(), answer.edition))?;
            let moment = coded_moment(attempt, answer, pack);
            let moment = moment.ok_or_else(|| WriteError::NotOfPack(answer.name.clone()))?;
            let is_same =
                |pack: &&mut PackAnswers| pack.id == *id && pack.edition == answer.edition;
            match packs.iter_mut().find(is_same) {
                Some(pack) if pack.moments.iter().any(|m| m.ordinal == moment.ordinal) => {
                    return Err(WriteError::NotOfPack(answer.name.clone()));
                }
                Some(pack) => pack.moments.push(moment),
                None => packs.push(PackAnswers {
                    id: id.clone(),
                    edition: answer.edition,
                    moments: vec![moment],
                }),
            }
        }
        if packs.is_empty() {
            return Err(WriteError::Empty);
        }
        // One order for all: that of the session could tell what was left out of it.
        for pack in &mut packs {
            let moments = std::mem::take(&mut pack.moments);
            pack.moments = order::sorted(moments, |m| (m.ordinal.into(), String::new()));
        }
        let code = Self {
            mode: attempt.practice.mode(),
            format: attempt.practice.format(),
            token: attempt.token,
            finished: whole(attempt.finished),
            seconds: whole(attempt.seconds),
            label,
            packs: order::sorted(packs, |p| (0, format!("{} {}", p.id, p.edition))),
        };
        let chars = "1.".len() + chars_of(code.body().len() + CRC_BYTES);
        if chars > MAX_CODE_CHARS {
            return Err(WriteError::TooLong);
        }
        Ok(code)
    }

    /// All bytes of the code.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut bytes = self.body();
        // The length is known only now. It stands in the first eleven bits, which are zeros so far.
        let length = bytes.len() + CRC_BYTES;
        let [high, low] = u16::try_from(length << 5).unwrap_or(u16::MAX).to_be_bytes();
        if let [first, second, ..] = bytes.as_mut_slice() {
            *first |= high;
            *second |= low;
        }
        let crc = checksum(&bytes);
        bytes.extend(crc.to_be_bytes());
        bytes
    }

    fn body(&self) -> Vec<u8> {
        let asks_certainty = self.says_how_sure();
        let mut to = BitWriter::default();
        to.put(0, LENGTH_BITS);
        to.put(place(&Mode::ALL, &self.mode), 1);
        to.put(place(&Format::ALL, &self.format), 2);
        to.flag(asks_certainty);
        to.flag(self.label.is_some());
        to.put(self.token, 32);
        to.number(self.finished);
        to.number(self.seconds);
        if let Some(label) = &self.label {
            let bytes = label.as_str().as_bytes();
            to.put(bytes.len().try_into().unwrap_or(0), 7);
            bytes.iter().for_each(|byte| to.put((*byte).into(), 8));
        }
        to.gamma(count(self.packs.len()));
        for pack in &self.packs {
            write_pack(&mut to, pack, asks_certainty);
        }
        to.bytes()
    }

    /// Whether any answer says how sure the learner was.
    pub(super) fn says_how_sure(&self) -> bool {
        let moments = self.packs.iter().flat_map(|pack| &pack.moments);
        let mut steps = moments.flat_map(|moment| &moment.steps);
        steps.any(|step| step.competency_sure.is_some() || step.sure.is_some())
    }
}

fn write_pack(to: &mut BitWriter, pack: &PackAnswers, asks_certainty: bool) {
    let id = pack.id.as_str().as_bytes();
    to.put(count(id.len()).saturating_sub(1), 6);
    for byte in id {
        to.put(place(ID_CHARS, byte), 6);
    }
    for byte in pack.edition.bytes() {
        to.put(byte.into(), 8);
    }
    to.gamma(count(pack.moments.len()));
    // One more than the place of the moment before, which there is none of at first.
    let mut next = 0;
    for moment in &pack.moments {
        let ordinal = u32::from(moment.ordinal);
        to.gamma((ordinal + 1).saturating_sub(next));
        next = ordinal + 1;
        to.flag(moment.is_story);
        if moment.is_story {
            to.gamma(count(moment.steps.len()));
        }
        for (index, step) in moment.steps.iter().enumerate() {
            write_step(to, step, index == 0, asks_certainty);
        }
    }
}

fn write_step(to: &mut BitWriter, step: &CodedStep, is_first: bool, asks_certainty: bool) {
    let sure = |to: &mut BitWriter, sure: Option<Certainty>| {
        if asks_certainty {
            let said = sure.map_or(0, |sure| place(&Certainty::ALL, &sure) + 1);
            to.put(said, 2);
        }
    };
    if !is_first {
        to.flag(step.competency.is_some());
    }
    if let Some(competency) = step.competency {
        to.put(competency.into(), 3);
        sure(to, step.competency_sure);
    }
    match &step.choice {
        CodedChoice::Best(best) => to.put((*best).into(), 3),
        CodedChoice::BestWorst(best, worst) => {
            to.put((*best).into(), 3);
            to.put((*worst).into(), 3);
        }
        CodedChoice::Rate(ratings) => {
            to.put(count(ratings.len()).saturating_sub(1), 3);
            ratings.iter().for_each(|fit| to.put((*fit).into(), 2));
        }
    }
    sure(to, step.sure);
}

/// An answer as places among the pack's options; `None` if it is not one that the pack offers.
fn coded_moment(attempt: &Attempt, answer: &MomentAnswer, pack: &Pack) -> Option<CodedMoment> {
    let scenarios = pack.scenarios();
    let ordinal = scenarios
        .iter()
        .position(|s| s.id == answer.name.scenario)?;
    let scenario = scenarios.get(ordinal)?;
    let format = format_of(&attempt.practice, scenario);
    let mut steps = Vec::new();
    let mut step = scenario.first();
    for answered in &answer.steps {
        // The steps of a story are those that its choices lead to, and need not be written.
        let this = step.filter(|step| step.id == answered.step)?;
        let coded = coded_step(this, answered, format)?;
        step = scenario.following(this, answered.choice.best.as_ref());
        steps.push(coded);
    }
    let most = if scenario.is_story() { MAX_PATH } else { 1 };
    let is_whole = !steps.is_empty() && steps.len() <= most;
    is_whole.then_some(CodedMoment {
        ordinal: ordinal.try_into().ok()?,
        is_story: scenario.is_story(),
        steps,
    })
}

fn coded_step(step: &Step, answer: &StepAnswer, format: Format) -> Option<CodedStep> {
    let competency = match (&step.competency, &answer.competency) {
        (Some(question), Some(answer)) => {
            let mut options = question.options.iter();
            Some(options.position(|option| option.id == answer.chosen)?)
        }
        (None, None) => None,
        _ => return None,
    };
    Some(CodedStep {
        competency: match competency {
            Some(place) => Some(place.try_into().ok()?),
            None => None,
        },
        competency_sure: answer.competency.as_ref().and_then(|answer| answer.sure),
        choice: coded_choice(step, &answer.choice, format)?,
        sure: answer.sure,
    })
}

fn coded_choice(step: &Step, choice: &Choice, format: Format) -> Option<CodedChoice> {
    let place = |id: &ResponseId| -> Option<u8> {
        let place = step.responses.iter().position(|r| r.id == *id)?;
        place.try_into().ok()
    };
    let best = || place(choice.best.as_ref()?);
    Some(match format {
        Format::Best => CodedChoice::Best(best()?),
        Format::BestWorst => {
            let (best, worst) = (best()?, place(choice.worst.as_ref()?)?);
            if best == worst {
                return None;
            }
            CodedChoice::BestWorst(best, worst)
        }
        Format::Rate => {
            let rating = |id| Some(choice.ratings.get(id)?.value());
            let ratings = step.responses.iter().map(|r| rating(&r.id));
            CodedChoice::Rate(ratings.collect::<Option<_>>()?)
        }
    })
}

/// The place of a thing in a list that has it.
fn place<T: PartialEq>(all: &[T], one: &T) -> u32 {
    count(all.iter().position(|other| other == one).unwrap_or(0))
}

/// A number of things, of which there are far fewer than this can hold.
fn count(number: usize) -> u32 {
    number.try_into().unwrap_or(u32::MAX)
}

/// A time as it can be written: until the year 10,000, and for as long.
fn whole(time: u64) -> u32 {
    u32::try_from(time).unwrap_or(u32::MAX).min(u32::MAX - 1)
}
