//! One moment in a group's report: how many did how well, and which option was chosen how often.

use super::correlation::Pairs;
use super::estimate::{Credits, Estimate};
use super::outcome::Item;
use super::{Both, Cohort, DISTRACTOR_SHARE, MIN_DISCRIMINATION, MIN_DISTRACTOR, MIN_FACILITY};
use crate::engine::answer::{MomentAnswer, Question, StepAnswer};
use crate::engine::code::{CodedMoment, moment_answer};
use crate::engine::edition::Edition;
use crate::engine::id::{CategoryId, CompetencyId, MomentName, ResponseId, StepId};
use crate::engine::mark;
use crate::engine::pack::{Credit, Fit, Scenario, Step};

/// One moment or story.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemReport {
    /// Which one.
    pub name: MomentName,
    /// The edition of its pack.
    pub edition: Edition,
    /// Its title.
    pub title: String,
    /// The category that its first step is keyed to.
    pub category: Option<CategoryId>,
    /// How many people answered it.
    pub answered: u32,
    /// What they earned, summed up: counts are shown of any number of people.
    pub credits: Both<Credits>,
    /// The mean credit with its interval, from [`MIN_FACILITY`] on.
    pub facility: Both<Option<Estimate>>,
    /// The correlation of its credit with the mean of the other moments that a person answered, from
    /// [`MIN_DISCRIMINATION`] people on who answered another; `None` also where one does not vary.
    pub discrimination: Both<Option<Estimate>>,
    /// How many endorsed a response by which someone could come to harm.
    pub unsafe_people: u32,
    /// The steps that people came to, in the author's order.
    pub steps: Vec<StepReport>,
}

/// One step of a moment or story.
#[derive(Debug, Clone, PartialEq)]
pub struct StepReport {
    /// Which one.
    pub step: StepId,
    /// How often it was answered. In a story one person may come to a step twice.
    pub answered: u32,
    /// The competencies, in the author's order; none where it does not ask.
    pub competencies: Vec<CompetencyReport>,
    /// The responses, in the author's order.
    pub responses: Vec<ResponseReport>,
}

/// One competency that could be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct CompetencyReport {
    /// Which one.
    pub id: CompetencyId,
    /// What it earns by its key.
    pub credit: Credit,
    /// How often it was chosen.
    pub chosen: u32,
    /// Whether it works as a distractor, from [`MIN_DISTRACTOR`] answers on; `None` of what earns
    /// something.
    pub works: Option<bool>,
}

/// One response that could be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseReport {
    /// Which one.
    pub id: ResponseId,
    /// How well it fits by its key.
    pub fit: Fit,
    /// Whether someone could come to harm by it.
    pub is_unsafe: bool,
    /// How often it was chosen as the one that fits best.
    pub best: u32,
    /// How often it was chosen as the one that fits worst.
    pub worst: u32,
    /// How often it was given each rating, 0 to 3.
    pub ratings: [u32; 4],
    /// Whether it works as a distractor where one response is chosen as best, from
    /// [`MIN_DISTRACTOR`] answers on; `None` of one that fits, be it partly, and of the best there is.
    pub works: Option<bool>,
}

impl ItemReport {
    /// Whether those who do better elsewhere do worse here, so that the key may be wrong.
    #[must_use]
    pub fn may_be_miskeyed(&self, question: Question) -> bool {
        let discrimination = self.discrimination.of(question);
        discrimination.is_some_and(|found| found.value < 0.0)
    }

    /// The report of an item, before any answer is counted; `None` if its pack is gone.
    pub(super) fn of(cohort: &Cohort, item: &Item, pairs: &Both<Pairs>) -> Option<Self> {
        let (pack, edition, scenario) = cohort.scenario_of(item)?;
        let keyed = scenario.first().and_then(mark::keyed);
        let discrimination = |question| {
            let pairs = pairs.of(question);
            let enough = pairs.count() >= MIN_DISCRIMINATION;
            pairs.correlation().filter(|_| enough)
        };
        Some(Self {
            name: MomentName {
                pack: pack.id().clone(),
                scenario: scenario.id.clone(),
            },
            edition,
            title: scenario.title.clone(),
            category: keyed.map(CompetencyId::category),
            answered: 0,
            credits: Both::default(),
            facility: Both::default(),
            discrimination: Both::made(discrimination),
            unsafe_people: 0,
            steps: scenario.steps.iter().map(StepReport::of).collect(),
        })
    }

    /// Counts an answer that so many people gave.
    pub(super) fn count(&mut self, answer: &MomentAnswer, people: u32) {
        self.answered += people;
        if answer.is_unsafe() {
            self.unsafe_people += people;
        }
        for question in super::QUESTIONS {
            if let Some(credit) = answer.credit(question) {
                self.credits.of_mut(question).add(credit, people);
            }
        }
        for step in &answer.steps {
            let report = self.steps.iter_mut().find(|one| one.step == step.step);
            if let Some(report) = report {
                report.count(step, people);
            }
        }
    }

    /// Works out what needs all answers.
    pub(super) fn finish(&mut self) {
        let credits = self.credits;
        let facility = |question| {
            let credits = credits.of(question);
            let enough = credits.count >= MIN_FACILITY;
            credits.estimate().filter(|_| enough)
        };
        self.facility = Both::made(facility);
        self.steps.retain(|step| step.answered > 0);
        self.steps.iter_mut().for_each(StepReport::finish);
    }
}

impl StepReport {
    fn of(step: &Step) -> Self {
        let question = step.competency.as_ref();
        let competencies = question.map(|question| {
            let options = question.options.iter();
            let report = options.map(|option| CompetencyReport {
                id: option.id.clone(),
                credit: option.credit,
                chosen: 0,
                works: None,
            });
            report.collect()
        });
        let responses = step.responses.iter().map(|response| ResponseReport {
            id: response.id.clone(),
            fit: response.fit,
            is_unsafe: response.is_unsafe,
            best: 0,
            worst: 0,
            ratings: [0; 4],
            works: None,
        });
        Self {
            step: step.id.clone(),
            answered: 0,
            competencies: competencies.unwrap_or_default(),
            responses: responses.collect(),
        }
    }

    fn count(&mut self, answer: &StepAnswer, people: u32) {
        self.answered += people;
        let chosen = answer.competency.as_ref().map(|answer| &answer.chosen);
        for option in &mut self.competencies {
            if Some(&option.id) == chosen {
                option.chosen += people;
            }
        }
        let choice = &answer.choice;
        for response in &mut self.responses {
            if choice.best.as_ref() == Some(&response.id) {
                response.best += people;
            }
            if choice.worst.as_ref() == Some(&response.id) {
                response.worst += people;
            }
            let rating = choice.ratings.get(&response.id);
            let rating = rating.and_then(|fit| response.ratings.get_mut(usize::from(fit.value())));
            if let Some(rating) = rating {
                *rating += people;
            }
        }
    }

    fn finish(&mut self) {
        let chosen: u32 = self.competencies.iter().map(|option| option.chosen).sum();
        for option in &mut self.competencies {
            if option.credit == Credit::None {
                option.works = works(option.chosen, chosen);
            }
        }
        let chosen: u32 = self.responses.iter().map(|response| response.best).sum();
        let highest = self.responses.iter().map(|response| response.fit).max();
        for response in &mut self.responses {
            // What fits partly is no wrong answer that should have tempted somebody.
            let is_wrong = response.fit.value() < 2;
            if is_wrong && Some(response.fit) != highest {
                response.works = works(response.best, chosen);
            }
        }
    }
}

fn works(chosen: u32, of: u32) -> Option<bool> {
    let share = f64::from(chosen) / f64::from(of.max(1));
    (of >= MIN_DISTRACTOR).then_some(share >= DISTRACTOR_SHARE)
}

/// The answers that there are to an item, each with how many people gave it, by the counts of its
/// outcomes.
pub(super) fn answers(cohort: &Cohort, item: &Item, counts: &[u32]) -> Vec<(MomentAnswer, u32)> {
    let Some((pack, edition, scenario)) = cohort.scenario_of(item) else {
        return Vec::new();
    };
    let is_story = Scenario::is_story(scenario);
    let given = item.choices().filter_map(|(outcome, format, steps)| {
        let people = counts.get(outcome as usize).copied();
        let people = people.filter(|people| *people > 0)?;
        let moment = CodedMoment {
            ordinal: item.ordinal,
            is_story,
            steps: steps.to_vec(),
        };
        let answer = moment_answer(&moment, pack, edition, format)?;
        Some((answer, people))
    });
    given.collect()
}
