//! From a code to an attempt: places become options again, and every credit is worked out anew by
//! the pack's key.

use super::{Code, CodedChoice, CodedMoment, CodedStep, Label};
use crate::engine::answer::{MomentAnswer, StepAnswer};
use crate::engine::attempt::Attempt;
use crate::engine::edition::Edition;
use crate::engine::id::{MomentName, PackId, ResponseId, Seed, SessionId};
use crate::engine::mark::Choice;
use crate::engine::pack::{Fit, Pack, Step};
use crate::engine::practice::{Format, Practice};
use crate::engine::shelf::Shelf;

/// How many hex digits of an edition a link names.
const EDITION_DIGITS: usize = 8;

/// A code that was opened.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// What was answered, as an attempt with its figures, in the order of packs and their moments.
    /// Its plan is the link by which the same moments can be practised, less a seed; its own seed
    /// says nothing of the learner's. Without any moment if no pack is at hand.
    pub attempt: Attempt,
    /// What the learner called it.
    pub label: Option<Label>,
    /// The packs that are not at hand in the edition that was answered.
    pub missing: Vec<Missing>,
}

/// A pack that is not at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Its id.
    pub pack: PackId,
    /// The edition that was answered.
    pub edition: Edition,
    /// How many of its moments were answered.
    pub answers: usize,
}

/// Why a code can't be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// It holds choices that the pack does not offer: it was not made from that edition.
    #[error("the code holds choices that the pack {0} does not offer")]
    NotOfPack(PackId),
}

impl Code {
    /// The result that the code holds, by the packs on the shelf.
    ///
    /// # Errors
    /// [`OpenError`] if a choice is none that its pack offers.
    pub fn open(&self, shelf: &Shelf) -> Result<Opened, OpenError> {
        let mut missing = Vec::new();
        let mut moments = Vec::new();
        let mut practice = Practice {
            mode: Some(self.mode),
            format: Some(self.format),
            sure: Some(self.says_how_sure()),
            ..Practice::default()
        };
        for answers in &self.packs {
            let Some(pack) = shelf.pack(&answers.id, answers.edition) else {
                missing.push(Missing {
                    pack: answers.id.clone(),
                    edition: answers.edition,
                    answers: answers.moments.len(),
                });
                continue;
            };
            for moment in &answers.moments {
                let answer = moment_answer(moment, pack, answers.edition, self.format)
                    .ok_or_else(|| OpenError::NotOfPack(answers.id.clone()))?;
                practice.moments.push(answer.name.clone());
                moments.push(answer);
            }
            let digits = &answers.edition.to_string()[..EDITION_DIGITS];
            practice.packs.push(answers.id.clone());
            practice.editions.extend(digits.parse().ok());
        }
        let attempt = Attempt {
            id: SessionId::of_result(self.token),
            token: self.token,
            finished: self.finished.into(),
            seconds: self.seconds.into(),
            practice,
            seed: Seed(self.token.into()),
            moments,
        };
        Ok(Opened {
            attempt,
            label: self.label.clone(),
            missing,
        })
    }
}

/// The answers to one moment, marked by its pack; `None` if a choice is none that the pack offers.
/// `format` is that of the code: a story's is *best* all the same.
#[must_use]
pub fn moment_answer(
    moment: &CodedMoment,
    pack: &Pack,
    edition: Edition,
    format: Format,
) -> Option<MomentAnswer> {
    let scenario = pack.scenarios().get(usize::from(moment.ordinal))?;
    if scenario.is_story() != moment.is_story {
        return None;
    }
    let format = if moment.is_story {
        Format::Best
    } else {
        format
    };
    let mut steps: Vec<StepAnswer> = Vec::new();
    let mut step = scenario.first();
    for coded in &moment.steps {
        // A step after an ending, too, is none that the pack offers: an ending has no responses.
        let this = step?;
        let answer = step_answer(coded, this, format)?;
        step = scenario.following(this, answer.choice.best.as_ref());
        steps.push(answer);
    }
    Some(MomentAnswer {
        name: MomentName {
            pack: pack.id().clone(),
            scenario: scenario.id.clone(),
        },
        edition,
        principles: scenario.principles.clone(),
        steps,
    })
}

fn step_answer(coded: &CodedStep, step: &Step, format: Format) -> Option<StepAnswer> {
    let competency = match (coded.competency, &step.competency) {
        (Some(place), Some(question)) => {
            let option = question.options.get(usize::from(place))?;
            Some((option.id.clone(), coded.competency_sure))
        }
        (None, None) => None,
        _ => return None,
    };
    let choice = choice(&coded.choice, step)?;
    StepAnswer::marked(step, format, competency, choice, coded.sure)
}

fn choice(coded: &CodedChoice, step: &Step) -> Option<Choice> {
    let id = |place: u8| -> Option<ResponseId> {
        let response = step.responses.get(usize::from(place))?;
        Some(response.id.clone())
    };
    let mut choice = Choice::default();
    match coded {
        CodedChoice::Best(best) => choice.best = Some(id(*best)?),
        CodedChoice::BestWorst(best, worst) => {
            choice.best = Some(id(*best)?);
            choice.worst = Some(id(*worst)?);
        }
        CodedChoice::Rate(ratings) => {
            if ratings.len() != step.responses.len() {
                return None;
            }
            for (response, rating) in step.responses.iter().zip(ratings) {
                let fit = Fit::new((*rating).into())?;
                choice.ratings.insert(response.id.clone(), fit);
            }
        }
    }
    Some(choice)
}
