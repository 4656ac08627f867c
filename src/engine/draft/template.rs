//! What is there when something is begun: the places to write in, and no words.

use super::{CompetencyOption, Draft, DraftScenario, DraftStep, Line, Response};
use crate::engine::pack::Credit;

/// How many options a question has at first.
const OPTIONS: usize = 3;

impl Draft {
    /// A pack that is begun, in a language, on a framework.
    #[must_use]
    pub fn begun(lang: &str, framework: &str) -> Self {
        Self {
            id: "pack".to_owned(),
            lang: lang.to_owned(),
            version: "1.0.0".to_owned(),
            framework: framework.to_owned(),
            key_status: "author".to_owned(),
            ..Self::default()
        }
    }
}

impl DraftScenario {
    /// A moment that is begun.
    pub(super) fn moment() -> Self {
        Self {
            id: "moment".to_owned(),
            steps: vec![DraftStep {
                competency: options(),
                responses: responses(OPTIONS),
                ..DraftStep::ending("start")
            }],
            ..Self::default()
        }
    }

    /// A story that is begun: one decision, and the two endings that it leads to.
    pub(super) fn story() -> Self {
        let endings = ["ending-a", "ending-b"];
        let mut responses = responses(endings.len());
        for (response, ending) in responses.iter_mut().zip(endings) {
            ending.clone_into(&mut response.next);
        }
        let start = DraftStep {
            competency: options(),
            responses,
            ..DraftStep::ending("start")
        };
        let endings = endings.map(DraftStep::ending);
        Self {
            id: "story".to_owned(),
            steps: std::iter::once(start).chain(endings).collect(),
            ..Self::default()
        }
    }
}

impl DraftStep {
    /// A step that asks for a response.
    pub(super) fn decision(id: &str) -> Self {
        Self {
            responses: responses(2),
            ..Self::ending(id)
        }
    }

    /// A step at which a story ends.
    pub(super) fn ending(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            story: vec![Line::default()],
            ..Self::default()
        }
    }
}

/// The first is the one that the moment calls for, as far as it is known.
fn options() -> Vec<CompetencyOption> {
    let credits = [Credit::Full, Credit::Half, Credit::None];
    let option = |credit| CompetencyOption {
        credit: Some(credit),
        ..CompetencyOption::default()
    };
    credits.into_iter().take(OPTIONS).map(option).collect()
}

fn responses(count: usize) -> Vec<Response> {
    let response = |n| Response {
        id: format!("r{n}"),
        ..Response::default()
    };
    (1..=count).map(response).collect()
}
