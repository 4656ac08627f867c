//! Reading a scenario as a graph: its steps are nodes, the `next` of each response an edge.

use super::id::{ResponseId, StepId};
use super::pack::{Scenario, Step};

/// The most steps that a path through a story may have; a longer one is cut here.
pub const MAX_PATH: usize = 30;

impl Scenario {
    /// The step of that id.
    #[must_use]
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == *id)
    }

    /// The step where it begins.
    #[must_use]
    pub fn first(&self) -> Option<&Step> {
        self.steps.first()
    }

    /// The step that a response leads to: an ending, perhaps. `None` where the story ends at once.
    #[must_use]
    pub fn following(&self, step: &Step, chosen: Option<&ResponseId>) -> Option<&Step> {
        let response = step.responses.iter().find(|r| Some(&r.id) == chosen)?;
        self.step(response.next.as_ref()?)
    }

    /// Whether it has more than one step, so that a choice decides the next.
    #[must_use]
    pub fn is_story(&self) -> bool {
        self.steps.len() > 1
    }

    /// The most steps that can still be answered, `step` included; no answer makes it more. Where a
    /// story goes round it is cut at the number of its steps.
    #[must_use]
    pub fn most_left(&self, step: &Step) -> usize {
        let place = |id: &StepId| self.steps.iter().position(|step| step.id == *id);
        let mut left = vec![0; self.steps.len()];
        // Each round sees one step further ahead.
        for _ in 0..self.steps.len().min(MAX_PATH) {
            let further = self.steps.iter().map(|step| {
                let next = step.responses.iter().filter_map(|r| r.next.as_ref());
                let after = next.filter_map(&place).map(|at| left[at]).max();
                usize::from(!step.is_ending()) + after.unwrap_or(0)
            });
            left = further.collect();
        }
        place(&step.id).map_or(0, |at| left[at])
    }

    /// How many words the story of its first step has: what a learner reads before the question.
    #[must_use]
    pub fn words(&self) -> usize {
        self.first().map_or(0, Step::words)
    }

    /// The steps that no path from the first one leads to, in the author's order.
    #[must_use]
    pub fn unreachable(&self) -> Vec<&StepId> {
        let reached = self.reached();
        let ids = self.steps.iter().map(|step| &step.id);
        ids.filter(|id| !reached.contains(id)).collect()
    }

    /// The steps that can be reached but from which no ending can, in the author's order.
    #[must_use]
    pub fn endless(&self) -> Vec<&StepId> {
        let mut ending: Vec<&StepId> = Vec::new();
        // Grows by at least one step a round, so it ends after as many rounds as there are steps.
        loop {
            let more: Vec<&StepId> = self
                .steps
                .iter()
                .filter(|step| !ending.contains(&&step.id) && ends(step, &ending))
                .map(|step| &step.id)
                .collect();
            if more.is_empty() {
                break;
            }
            ending.extend(more);
        }
        let reached = self.reached();
        let ids = self.steps.iter().map(|step| &step.id);
        ids.filter(|id| reached.contains(id) && !ending.contains(id))
            .collect()
    }

    fn reached(&self) -> Vec<&StepId> {
        let mut reached = Vec::new();
        let mut open: Vec<&Step> = self.first().into_iter().collect();
        while let Some(step) = open.pop() {
            if !reached.contains(&&step.id) {
                reached.push(&step.id);
                let next = step.responses.iter().filter_map(|r| r.next.as_ref());
                open.extend(next.filter_map(|id| self.step(id)));
            }
        }
        reached
    }
}

impl Step {
    /// How many words its story has.
    #[must_use]
    pub fn words(&self) -> usize {
        self.story
            .iter()
            .map(|block| block.words().split_whitespace().count())
            .sum()
    }

    /// Whether a story ends here: nothing is asked.
    #[must_use]
    pub fn is_ending(&self) -> bool {
        self.responses.is_empty()
    }
}

fn ends(step: &Step, ending: &[&StepId]) -> bool {
    step.is_ending()
        || step
            .responses
            .iter()
            .any(|r| r.next.as_ref().is_none_or(|next| ending.contains(&next)))
}
