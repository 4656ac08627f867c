//! What a learner answered, with what it earned: the same in a session and in the attempt that it
//! becomes. Figures are kept with the answers, so that history never changes when a pack does.

use super::edition::Edition;
use super::id::{CategoryId, CompetencyId, MomentName, PrincipleId, StepId};
use super::mark::{self, Choice, ResponseMark, Slip};
use super::pack::Step;
use super::practice::Format;
use super::score::{Certainty, mean};

/// The answers to one moment or story.
#[derive(Debug, Clone, PartialEq)]
pub struct MomentAnswer {
    /// Which one.
    pub name: MomentName,
    /// The edition of its pack.
    pub edition: Edition,
    /// The framework's principles that it shows. Attempts of the first versions have none.
    pub principles: Vec<PrincipleId>,
    /// The steps visited and answered, in order: at least one.
    pub steps: Vec<StepAnswer>,
}

/// The answers to one step.
#[derive(Debug, Clone, PartialEq)]
pub struct StepAnswer {
    /// Which step.
    pub step: StepId,
    /// The answer to the competency question, where the step asked it.
    pub competency: Option<CompetencyAnswer>,
    /// The choice of responses.
    pub choice: Choice,
    /// What the choice earned.
    pub mark: ResponseMark,
    /// How sure the learner was of the choice, if asked.
    pub sure: Option<Certainty>,
}

/// The answer to a competency question.
#[derive(Debug, Clone, PartialEq)]
pub struct CompetencyAnswer {
    /// The competency chosen.
    pub chosen: CompetencyId,
    /// The competency that the step calls for most.
    pub keyed: CompetencyId,
    /// Its credit in `0.0..=1.0`; `None` where the question is for discussion.
    pub credit: Option<f64>,
    /// How sure the learner was, if asked.
    pub sure: Option<Certainty>,
}

/// Which of the two questions a figure is of. The two are never added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// “Which competency does this moment call for most?”
    Competency,
    /// “Which response fits?”
    Response,
}

impl StepAnswer {
    /// The answer that a step was given, marked by its key: the competency chosen with how sure the
    /// learner was, the choice of responses, and how sure they were of that. `None` where the choice
    /// is not complete in that format.
    #[must_use]
    pub fn marked(
        step: &Step,
        format: Format,
        chosen: Option<(CompetencyId, Option<Certainty>)>,
        choice: Choice,
        sure: Option<Certainty>,
    ) -> Option<Self> {
        let mark = mark::responses(step, format, &choice)?;
        let competency = match (chosen, mark::keyed(step)) {
            (Some((chosen, sure)), Some(keyed)) => Some(CompetencyAnswer {
                credit: mark::competency(step, &chosen),
                chosen,
                keyed: keyed.clone(),
                sure,
            }),
            _ => None,
        };
        Some(Self {
            step: step.id.clone(),
            competency,
            choice,
            mark,
            sure,
        })
    }
}

impl MomentAnswer {
    /// The mean credit over the steps that were scored; `None` if none was.
    #[must_use]
    pub fn credit(&self, question: Question) -> Option<f64> {
        self.mean_of(|step| match question {
            Question::Competency => step.competency.as_ref()?.credit,
            Question::Response => step.mark.credit,
        })
    }

    /// As [`Self::credit`], but over chance where the format has a chance: what enters mastery,
    /// spacing and calibration. In *rate each* a constant rating would else earn up to 0.75.
    #[must_use]
    pub fn credit_over_chance(&self, question: Question) -> Option<f64> {
        self.mean_of(|step| step.credit_over_chance(question))
    }

    fn mean_of(&self, credit: impl Fn(&StepAnswer) -> Option<f64>) -> Option<f64> {
        let credits: Vec<f64> = self.steps.iter().filter_map(credit).collect();
        (!credits.is_empty()).then(|| mean(credits.into_iter()))
    }

    /// The category that its first step is keyed to: the one it counts for.
    #[must_use]
    pub fn category(&self) -> Option<CategoryId> {
        let first = self.steps.first()?.competency.as_ref()?;
        Some(first.keyed.category())
    }

    /// As [`Self::category`], borrowed.
    #[must_use]
    pub fn category_str(&self) -> Option<&str> {
        let first = self.steps.first()?.competency.as_ref()?;
        Some(first.keyed.category_str())
    }

    /// Whether a response by which someone could come to harm was endorsed.
    #[must_use]
    pub fn is_unsafe(&self) -> bool {
        self.steps.iter().any(|step| step.mark.is_unsafe)
    }

    /// Whether there is something left to learn: either credit is short of full.
    #[must_use]
    pub fn is_missed(&self) -> bool {
        let short = |question| self.credit(question).is_some_and(|credit| credit < 1.0);
        short(Question::Competency) || short(Question::Response)
    }
}

impl StepAnswer {
    /// Its credit, over chance where the format has a chance; `None` where it was not scored.
    #[must_use]
    pub fn credit_over_chance(&self, question: Question) -> Option<f64> {
        match question {
            Question::Competency => self.competency.as_ref()?.credit,
            Question::Response => self.mark.over_chance.or(self.mark.credit),
        }
    }

    /// Which of the endorsed responses are slips or could do harm.
    #[must_use]
    pub fn slips(&self) -> Vec<Slip> {
        let best = self.choice.best.as_ref();
        match best {
            // Of one endorsed response the mark says everything.
            Some(best) if self.mark.is_unsafe || !self.mark.drift.is_empty() => vec![Slip {
                response: best.clone(),
                drift: self.mark.drift.first().copied(),
                is_unsafe: self.mark.is_unsafe,
            }],
            _ => self.mark.slips.clone(),
        }
    }
}
