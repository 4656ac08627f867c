//! Writing the line of one attempt.
//!
//! After id, token, minute, seconds and seed: what is told of the plan by the attempt itself, the
//! plan, how many moments, and of each its place, how many steps, and the steps. A step begins with
//! its kind. Of nearly all no more is said than step, keyed and chosen competency, credit, how sure,
//! response, credit, how sure ([`PLAIN`]), or drift and harm in addition ([`SLIPPED`]).

use super::{
    FULL, Lists, MILLION, MOMENTS_ANSWERED, Moment, PLAIN, SEED_OF_ATTEMPT, SLIPPED, names,
};
use crate::engine::answer::{CompetencyAnswer, StepAnswer};
use crate::engine::attempt::Attempt;
use crate::engine::score::Certainty;

impl Lists {
    /// The line of an attempt, whose names come into the lists.
    pub(in crate::engine) fn write(&mut self, attempt: &Attempt) -> String {
        let mut numbers = Vec::new();
        self.plan(attempt, &mut numbers);
        numbers.push(attempt.moments.len());
        for moment in &attempt.moments {
            let head = Moment {
                name: moment.name.clone(),
                edition: moment.edition,
                principles: moment.principles.clone(),
            };
            numbers.extend([place(&mut self.moments, &head), moment.steps.len()]);
            for step in &moment.steps {
                self.step(step, &mut numbers);
            }
        }
        let mut line = format!(
            "{} {} {} {} {}",
            attempt.id, attempt.token, attempt.finished, attempt.seconds, attempt.seed
        );
        for number in numbers {
            line.push(' ');
            line.push_str(&number.to_string());
        }
        line
    }

    fn plan(&mut self, attempt: &Attempt, out: &mut Vec<usize>) {
        let mut plan = attempt.practice.clone();
        let mut told = 0;
        if names(&attempt.moments).eq(plan.moments.iter()) {
            told |= MOMENTS_ANSWERED;
            plan.moments = Vec::new();
        }
        if plan.seed == Some(attempt.seed) {
            told |= SEED_OF_ATTEMPT;
            plan.seed = None;
        }
        out.extend([told, place(&mut self.plans, &plan)]);
    }

    fn step(&mut self, step: &StepAnswer, out: &mut Vec<usize>) {
        let (choice, mark) = (&step.choice, &step.mark);
        let is_best = choice.worst.is_none() && choice.ratings.is_empty();
        let is_brief = mark.over_chance.is_none() && mark.slips.is_empty() && mark.drift.len() < 2;
        match (&step.competency, &choice.best) {
            (Some(answer), Some(best)) if is_best && is_brief => {
                let slipped = mark.is_unsafe || !mark.drift.is_empty();
                out.push(if slipped { SLIPPED } else { PLAIN });
                out.push(place(&mut self.steps, &step.step));
                self.competency(answer, out);
                out.extend([
                    place(&mut self.responses, best),
                    self.credit(mark.credit),
                    sure(step.sure),
                ]);
                if slipped {
                    let drift = maybe_place(&mut self.drifts, mark.drift.first());
                    out.extend([drift, mark.is_unsafe.into()]);
                }
            }
            _ => self.full(step, out),
        }
    }

    fn competency(&mut self, answer: &CompetencyAnswer, out: &mut Vec<usize>) {
        out.extend([
            place(&mut self.competencies, &answer.keyed),
            place(&mut self.competencies, &answer.chosen),
            self.credit(answer.credit),
            sure(answer.sure),
        ]);
    }

    fn full(&mut self, step: &StepAnswer, out: &mut Vec<usize>) {
        out.extend([FULL, place(&mut self.steps, &step.step)]);
        out.push(step.competency.is_some().into());
        if let Some(answer) = &step.competency {
            self.competency(answer, out);
        }
        for one in [&step.choice.best, &step.choice.worst] {
            out.push(maybe_place(&mut self.responses, one.as_ref()));
        }
        out.push(step.choice.ratings.len());
        for (response, fit) in &step.choice.ratings {
            out.extend([place(&mut self.responses, response), fit.value().into()]);
        }
        let mark = &step.mark;
        out.extend([
            self.credit(mark.credit),
            self.credit(mark.over_chance),
            sure(step.sure),
            mark.is_unsafe.into(),
            mark.drift.len(),
        ]);
        for drift in &mark.drift {
            out.push(place(&mut self.drifts, drift));
        }
        out.push(mark.slips.len());
        for slip in &mark.slips {
            out.extend([
                place(&mut self.responses, &slip.response),
                maybe_place(&mut self.drifts, slip.drift.as_ref()),
                slip.is_unsafe.into(),
            ]);
        }
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // credits are 0 to 1
    fn credit(&mut self, credit: Option<f64>) -> usize {
        let millionths = credit.map(|credit| (credit.clamp(0.0, 1.0) * MILLION).round() as u32);
        maybe_place(&mut self.credits, millionths.as_ref())
    }
}

/// The place of a thing in its list, where it comes if it is not there.
fn place<T: Clone + PartialEq>(list: &mut Vec<T>, thing: &T) -> usize {
    let known = list.iter().position(|one| one == thing);
    known.unwrap_or_else(|| {
        list.push(thing.clone());
        list.len() - 1
    })
}

fn maybe_place<T: Clone + PartialEq>(list: &mut Vec<T>, thing: Option<&T>) -> usize {
    thing.map_or(0, |thing| 1 + place(list, thing))
}

fn sure(sure: Option<Certainty>) -> usize {
    sure.map_or(0, |sure| 1 + sure as usize)
}
