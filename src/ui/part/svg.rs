//! The few drawings there are. All are decoration: what they say stands beside them in words.

use crate::ui::dom::{El, classes, el, svg_el};
use crate::ui::words;

/// The mark: two strokes that walk side by side.
pub fn mark() -> El {
    drawing("mark", "0 0 24 28")
        .add(path("one", "M6 20c-.8-6 .8-11 4-17"))
        .add(path("two", "M14 25c-.8-6 .8-11 4-17"))
}

/// Two lines that walk along, for the few pages that begin or end something.
pub fn trail() -> El {
    drawing("trail", "0 0 340 44")
        .add(path("one", "M2 30C40 8 78 6 118 20s82 18 126 2 66-14 94-6"))
        .add(path(
            "two",
            "M2 41C44 20 80 18 118 31s84 16 126 1 66-10 94-3",
        ))
}

/// Which of the two scores a bar is of: competency or response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stroke {
    /// The first stroke of the mark.
    Competency,
    /// The second.
    Response,
}

/// A bar filled to `share` of 1. The number stands beside it.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to 100
pub fn bar(share: f64, stroke: Stroke) -> El {
    let class = match stroke {
        Stroke::Competency => "bar",
        Stroke::Response => "bar two",
    };
    let percent = (share.clamp(0.0, 1.0) * 100.0).round() as u8;
    let filled = svg_el("rect")
        .attr("width", &format!("{percent}%"))
        .attr("height", "100%");
    svg_el("svg")
        .class(class)
        .attr("aria-hidden", "true")
        .add(filled)
}

/// How well something fits: a shape, without its word. As many strokes are filled as the fit has
/// points; harm has a shape of its own.
pub fn fit(value: u8) -> El {
    const STROKES: [&str; 3] = [
        "M4 15c-.5-4 .5-8 2-12",
        "M12 15c-.5-4 .5-8 2-12",
        "M20 15c-.5-4 .5-8 2-12",
    ];
    let shape = svg_el("svg")
        .attr("viewBox", "0 0 26 18")
        .attr("aria-hidden", "true");
    if value == 0 {
        return shape.add(path("not", "M13 2.5 23 15.5H3ZM13 7v4M13 13.3v.1"));
    }
    let (filled, open) = STROKES.split_at(usize::from(value).min(STROKES.len()));
    shape
        .add(path("", &filled.concat()))
        .add(path("not", &open.concat()))
}

/// How well something fits: the shape and the word.
pub fn fit_word(value: u8) -> El {
    el("span")
        .class(&classes("fit", &[("harm", value == 0)]))
        .add(fit(value))
        .add(words::fit(value))
}

fn drawing(class: &str, view_box: &str) -> El {
    svg_el("svg")
        .class(class)
        .attr("viewBox", view_box)
        .attr("aria-hidden", "true")
}

fn path(class: &str, line: &str) -> El {
    svg_el("path").class(class).attr("d", line)
}
