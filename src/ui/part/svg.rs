//! The few drawings there are. All are decoration: what they say stands beside them in words.

use leptos::prelude::*;

use crate::ui::words;

/// The mark: two strokes that walk side by side.
pub fn mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 24 28" aria-hidden="true">
            <path class="one" d="M6 20c-.8-6 .8-11 4-17"></path>
            <path class="two" d="M14 25c-.8-6 .8-11 4-17"></path>
        </svg>
    }
}

/// Two lines that walk along, for the few pages that begin or end something.
pub fn trail() -> impl IntoView {
    view! {
        <svg class="trail" viewBox="0 0 340 44" aria-hidden="true">
            <path class="one" d="M2 30C40 8 78 6 118 20s82 18 126 2 66-14 94-6"></path>
            <path class="two" d="M2 41C44 20 80 18 118 31s84 16 126 1 66-10 94-3"></path>
        </svg>
    }
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
pub fn bar(share: f64, stroke: Stroke) -> impl IntoView {
    let class = match stroke {
        Stroke::Competency => "bar",
        Stroke::Response => "bar two",
    };
    let width = format!("{:.0}%", share.clamp(0.0, 1.0) * 100.0);
    view! {
        <svg class=class aria-hidden="true">
            <rect width=width height="100%"></rect>
        </svg>
    }
}

/// How well something fits: a shape, without its word.
pub fn fit(value: u8) -> impl IntoView {
    let (filled, open) = match value {
        0 => ("", "M13 2.5 23 15.5H3ZM13 7v4M13 13.3v.1"),
        1 => (ONE, "M12 15c-.5-4 .5-8 2-12M20 15c-.5-4 .5-8 2-12"),
        2 => ("M4 15c-.5-4 .5-8 2-12M12 15c-.5-4 .5-8 2-12", "M20 15c-.5-4 .5-8 2-12"),
        _ => ("M4 15c-.5-4 .5-8 2-12M12 15c-.5-4 .5-8 2-12M20 15c-.5-4 .5-8 2-12", ""),
    };
    view! {
        <svg viewBox="0 0 26 18" aria-hidden="true">
            <path d=filled></path>
            <path class="not" d=open></path>
        </svg>
    }
}

const ONE: &str = "M4 15c-.5-4 .5-8 2-12";

/// How well something fits: the shape and the word.
pub fn fit_word(value: u8) -> AnyView {
    view! { <span class="fit" class:harm=value == 0>{fit(value)}{words::fit(value)}</span> }.into_any()
}
