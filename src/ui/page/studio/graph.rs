//! A story drawn: its steps row by row, what leads from one to another, and the same in words.

use leptos::prelude::*;

use super::desk::Desk;
use crate::engine::draft::{Edge, Graph, Node};
use crate::ui::dom::{El, View, classes, dynamic_on, el, svg_el, views};
use crate::ui::words::{Key, t, tf};

/// A step's width and height, and those of the place that it stands in.
const STEP: (usize, usize) = (112, 36);
const PLACE: (usize, usize) = (128, 84);
/// The most letters of a name that a step has room for.
const LETTERS: usize = 14;

/// The picture of the story at a place. It is drawn anew when the story's steps change.
pub fn picture(desk: Desk, m: usize) -> View {
    let story = move || {
        // What is checked is what was written last.
        desk.checked.track();
        desk.read(|draft| {
            let moment = draft.moment(m)?;
            let names = moment.steps.iter().map(|step| step.id.clone());
            Some((Graph::of(moment), names.collect::<Vec<String>>()))
        })
    };
    dynamic_on(story, |story| match story {
        Some(Some((graph, names))) => views![
            el("div")
                .class("sideways")
                .attr("tabindex", "0")
                .attr("role", "group")
                .worded("aria-label", Key::StudioGraph)
                .add(drawing(graph, names)),
            in_words(graph, names)
        ],
        _ => View::none(),
    })
}

fn drawing(graph: &Graph, names: &[String]) -> El {
    let (width, height) = (graph.widest * PLACE.0, graph.rows * PLACE.1);
    let box_ = format!("0 0 {width} {height}");
    let edges: Vec<_> = graph.edges.iter().filter_map(|e| edge(graph, *e)).collect();
    let nodes: Vec<_> = graph
        .nodes
        .iter()
        .zip(names)
        .map(|(node, name)| step(graph, *node, name))
        .collect();
    svg_el("svg")
        .class("graph")
        .attr("viewBox", &box_)
        .attr("width", &width.to_string())
        .attr("height", &height.to_string())
        .attr("aria-hidden", "true")
        .add(edges)
        .add(nodes)
}

/// The middle of a step.
fn middle(graph: &Graph, node: Node) -> (usize, usize) {
    // Each row stands in the middle of the widest.
    let left = (graph.widest - node.of.min(graph.widest)) * PLACE.0 / 2;
    (
        left + node.place * PLACE.0 + PLACE.0 / 2,
        node.row * PLACE.1 + PLACE.1 / 2,
    )
}

fn step(graph: &Graph, node: Node, name: &str) -> El {
    let (x, y) = middle(graph, node);
    let short: String = name.chars().take(LETTERS).collect();
    let more = if name.chars().nth(LETTERS).is_some() {
        "…"
    } else {
        ""
    };
    let radius = if node.is_ending { STEP.1 / 2 } else { 6 };
    svg_el("g")
        .class(&classes(
            "node",
            &[("ending", node.is_ending), ("lost", !node.is_reached)],
        ))
        .add(
            svg_el("rect")
                .attr("x", &(x - STEP.0 / 2).to_string())
                .attr("y", &(y - STEP.1 / 2).to_string())
                .attr("width", &STEP.0.to_string())
                .attr("height", &STEP.1.to_string())
                .attr("rx", &radius.to_string()),
        )
        .add(
            svg_el("text")
                .attr("x", &x.to_string())
                .attr("y", &(y + 4).to_string())
                .add(format!("{short}{more}")),
        )
}

/// A line from step to step, with its head at the end: downwards from edge to edge, and around the
/// side where it leads back or along the row.
fn edge(graph: &Graph, edge: Edge) -> Option<El> {
    let from = *graph.nodes.get(edge.from)?;
    let to = *graph.nodes.get(edge.to?)?;
    let ((x1, y1), (x2, y2)) = (middle(graph, from), middle(graph, to));
    let half = STEP.1 / 2;
    let path = if to.row > from.row {
        let (y1, y2) = (y1 + half, y2 - half);
        let bend = (y1 + y2) / 2;
        format!(
            "M{x1} {y1}C{x1} {bend} {x2} {bend} {x2} {y2}M{} {}L{x2} {y2}L{} {}",
            x2 - 5,
            y2 - 7,
            x2 + 5,
            y2 - 7
        )
    } else if to.row == from.row {
        // Below the row, and up to the other.
        let y = y1 + half;
        let bend = y + 28;
        format!(
            "M{x1} {y}C{x1} {bend} {x2} {bend} {x2} {y}M{} {}L{x2} {y}L{} {}",
            x2.saturating_sub(5),
            y + 7,
            x2 + 5,
            y + 7
        )
    } else {
        // Back up: out at the side, and in at the side.
        let side = STEP.0 / 2;
        let (x1, x2) = (x1 + side, x2 + side);
        let bend = x1.max(x2) + 28;
        format!(
            "M{x1} {y1}C{bend} {y1} {bend} {y2} {x2} {y2}M{} {}L{x2} {y2}L{} {}",
            x2 + 7,
            y2.saturating_sub(5),
            x2 + 7,
            y2 + 5
        )
    };
    Some(
        svg_el("path")
            .class(&classes("edge", &[("back", to.row <= from.row)]))
            .attr("d", &path),
    )
}

/// What the picture shows, step by step.
fn in_words(graph: &Graph, names: &[String]) -> El {
    let name = |at: usize| names.get(at).map_or("", String::as_str);
    let line = |at: usize| {
        let node = graph.nodes.get(at)?;
        let led: Vec<String> = graph
            .edges
            .iter()
            .filter(|edge| edge.from == at)
            .map(|edge| match (edge.to, edge.is_broken) {
                (Some(to), _) => name(to).to_owned(),
                (None, true) => t(Key::StudioGraphBroken),
                (None, false) => t(Key::StudioGraphEnd),
            })
            .collect();
        let values = [("step", name(at)), ("steps", &*led.join(", "))];
        let words = if node.is_ending && at > 0 {
            tf(Key::StudioGraphEnding, &values)
        } else {
            tf(Key::StudioGraphLeads, &values)
        };
        let lost = (!node.is_reached).then(|| t(Key::StudioGraphLost));
        let line = match lost {
            Some(lost) => format!("{words} {lost}"),
            None => words,
        };
        Some(el("li").add(line))
    };
    let lines: Vec<_> = (0..names.len()).filter_map(line).collect();
    el("details")
        .class("fold")
        .add(el("summary").add(Key::StudioGraphWords))
        .add(el("ul").add(lines))
}
