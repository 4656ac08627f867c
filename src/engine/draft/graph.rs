//! A story as a picture: which steps stand in which row, and what leads from one to another.

use super::DraftScenario;

/// The picture of a story.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Graph {
    /// The steps, in the author's order.
    pub nodes: Vec<Node>,
    /// What leads from step to step, in the author's order.
    pub edges: Vec<Edge>,
    /// How many rows there are.
    pub rows: usize,
    /// How many steps the widest row has.
    pub widest: usize,
}

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    /// After how many responses it can be reached at the earliest. Steps that no path leads to
    /// stand in a row of their own, the last.
    pub row: usize,
    /// Its place in its row.
    pub place: usize,
    /// How many stand in its row.
    pub of: usize,
    /// Whether a path leads to it.
    pub is_reached: bool,
    /// Whether nothing is asked there.
    pub is_ending: bool,
}

/// A response that leads to a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// The step of the response.
    pub from: usize,
    /// Its place there.
    pub response: usize,
    /// The step that follows; `None` if the story ends here, or the step is not there.
    pub to: Option<usize>,
    /// Whether it names a step that is not there.
    pub is_broken: bool,
}

impl Graph {
    /// The picture of a moment or story.
    #[must_use]
    pub fn of(scenario: &DraftScenario) -> Self {
        let edges = edges(scenario);
        let rows = rows(scenario.steps.len(), &edges);
        let last = rows.iter().flatten().max().map_or(0, |row| row + 1);
        let is_short = rows.contains(&None);
        let row_of = |step: usize| rows.get(step).copied().flatten();
        let count = |row: usize| {
            let all = 0..rows.len();
            all.filter(|step| row_of(*step).unwrap_or(last) == row)
                .count()
        };
        let nodes: Vec<Node> = scenario
            .steps
            .iter()
            .enumerate()
            .map(|(at, step)| {
                let row = row_of(at).unwrap_or(last);
                let earlier = (0..at).filter(|step| row_of(*step).unwrap_or(last) == row);
                Node {
                    row,
                    place: earlier.count(),
                    of: count(row),
                    is_reached: row_of(at).is_some(),
                    is_ending: step.responses.is_empty(),
                }
            })
            .collect();
        Self {
            rows: last + usize::from(is_short),
            widest: nodes.iter().map(|node| node.of).max().unwrap_or(0),
            nodes,
            edges,
        }
    }
}

fn edges(scenario: &DraftScenario) -> Vec<Edge> {
    let steps = scenario.steps.iter().enumerate();
    let edges = steps.flat_map(|(from, step)| {
        let responses = step.responses.iter().enumerate();
        responses.map(move |(response, one)| {
            let mut steps = scenario.steps.iter();
            let to = steps.position(|step| step.id == one.next);
            let to = to.filter(|_| !one.next.is_empty());
            Edge {
                from,
                response,
                to,
                is_broken: to.is_none() && !one.next.is_empty(),
            }
        })
    });
    edges.collect()
}

/// After how many responses each step can be reached; `None` if it can't.
fn rows(count: usize, edges: &[Edge]) -> Vec<Option<usize>> {
    let mut rows = vec![None; count];
    let mut open = vec![0];
    let mut row = 0;
    while !open.is_empty() {
        let mut next = Vec::new();
        for step in open {
            if let Some(slot @ None) = rows.get_mut(step) {
                *slot = Some(row);
                let led = edges.iter().filter(|edge| edge.from == step);
                next.extend(led.filter_map(|edge| edge.to));
            }
        }
        open = next;
        row += 1;
    }
    rows
}
