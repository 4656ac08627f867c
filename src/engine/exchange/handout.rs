//! A pack on paper: the vignettes with lettered answers, and apart from them the key. The letters of
//! the two are the same, and their order gives nothing away: it is drawn, as for learners.

use crate::engine::draft::{CompetencyOption, Draft, DraftScenario, DraftStep, Response};
use crate::engine::id::Seed;
use crate::engine::order;

/// One moment or story on paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet<'d> {
    /// Its number, from 1.
    pub number: usize,
    /// What it is about, what to take away, what to talk about in supervision.
    pub scenario: &'d DraftScenario,
    /// Its steps.
    pub steps: Vec<Asked<'d>>,
}

/// One step on paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked<'d> {
    /// Its number in the story, from 1.
    pub number: usize,
    /// What happens, and how it ends.
    pub step: &'d DraftStep,
    /// The competencies to choose from.
    pub competencies: Vec<(char, &'d CompetencyOption)>,
    /// The responses to choose from.
    pub responses: Vec<Choice<'d>>,
}

/// One response on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice<'d> {
    /// Its letter.
    pub letter: char,
    /// The response.
    pub response: &'d Response,
    /// In a story, the number of the step that it leads to.
    pub next: Option<usize>,
}

/// The pack on paper. The same seed gives the same letters.
#[must_use]
pub fn sheets(draft: &Draft, seed: Seed) -> Vec<Sheet<'_>> {
    let sheet = |(at, scenario)| sheet(draft, at + 1, scenario, seed);
    draft.scenarios.iter().enumerate().map(sheet).collect()
}

impl<'d> Asked<'d> {
    /// The responses, the best first, as the key lists them.
    #[must_use]
    pub fn best_first(&self) -> Vec<Choice<'d>> {
        order::sorted(self.responses.clone(), |choice| {
            let fit = choice.response.fit.map_or(256, |fit| 255 - u64::from(fit));
            (fit, String::new())
        })
    }
}

fn sheet<'d>(draft: &Draft, number: usize, scenario: &'d DraftScenario, seed: Seed) -> Sheet<'d> {
    let name = format!("{}/{}", draft.id, scenario.id);
    let steps = scenario.steps.iter().enumerate();
    let steps = steps.map(|(at, step)| asked(scenario, at + 1, step, &name, seed));
    Sheet {
        number,
        scenario,
        steps: steps.collect(),
    }
}

fn asked<'d>(
    scenario: &'d DraftScenario,
    number: usize,
    step: &'d DraftStep,
    name: &str,
    seed: Seed,
) -> Asked<'d> {
    let key = |id: &str| format!("{name}/{}/{id}", step.id);
    let competencies = order::by_key(seed, step.competency.iter().collect(), |o| key(&o.id));
    let responses = order::by_key(seed, step.responses.iter().collect(), |r| key(&r.id));
    let place = |id: &str| scenario.steps.iter().position(|step| step.id == id);
    Asked {
        number,
        step,
        competencies: letters().zip(competencies).collect(),
        responses: letters()
            .zip(responses)
            .map(|(letter, response)| Choice {
                letter,
                response,
                next: Some(response.next.as_str())
                    .filter(|next| !next.is_empty())
                    .and_then(place)
                    .map(|at| at + 1),
            })
            .collect(),
    }
}

/// A to Z and again.
fn letters() -> impl Iterator<Item = char> {
    ('A'..='Z').cycle()
}
