//! The pages that the first question does not wait for. Each group is a part of the program of its
//! own, which the build cuts out of it (tools/finish.mjs) and the browser fetches when it is wanted.
//!
//! A part hands over a function and not a page: what a page is made of has to belong to the place
//! where it stands, which is known only when it is drawn.

#[cfg(feature = "parts")]
use leptos::wasm_split::wasm_split;

use super::session::{self, At, Play};
use crate::engine::framework::Framework;
use crate::engine::problem::Problem;
use crate::engine::read::read_pack;
use crate::engine::route::Route;
use crate::ui::dom::View;
use crate::ui::state::Trouble;

/// A part of the program and the function that fetches it. Without the feature `parts` it is there
/// from the start: tests and a page in one file have nothing to fetch it from.
macro_rules! part {
    ($(#[$doc:meta])* $part:ident: fn $name:ident() -> $thing:ty $body:block) => {
        $(#[$doc])*
        #[cfg(feature = "parts")]
        #[wasm_split($part, wasm_split_path = leptos::wasm_split, fallible)]
        pub fn $name() -> Result<$thing, Trouble> $body

        $(#[$doc])*
        #[cfg(not(feature = "parts"))]
        pub async fn $name() -> Result<$thing, Trouble> $body
    };
}

/// Draws the page of a route.
pub type Draw = fn(Route) -> View;

part!(
/// Looking around: the library, the framework, settings, about.
look: fn look() -> Draw {
    Ok(|route| match route {
        Route::Library => super::library::page(),
        Route::Scenario(name) => super::scenario::page(name),
        Route::Framework => super::framework::page(),
        Route::FrameworkItem(item) => super::framework_item::page(item),
        Route::Settings => super::settings::page(),
        Route::About => super::about::page(),
        _ => super::not_found::page(),
    })
});

/// What a session shows once something was answered.
#[derive(Clone, Copy)]
pub struct Review {
    /// After an answer: its feedback, or the ending of a story.
    pub outcome: fn(Play, &At<'_>) -> View,
    /// Beside a question: what came before it.
    pub before: fn(Play, &At<'_>) -> View,
    /// The timer, where a trainer set one.
    pub timer: fn(Play) -> View,
}

part!(
/// Feedback and endings. Fetched while the first question is read.
review: fn review() -> Review {
    Ok(Review {
        outcome: session::outcome::show,
        before: session::earlier::show,
        timer: session::timer::show,
    })
});

part!(
/// How a session went.
review: fn result() -> Draw {
    Ok(|route| match route {
        Route::Attempt(id) => super::attempt::page(id),
        _ => super::not_found::page(),
    })
});

/// Says what is amiss with a pack (if frameworks are given) or with a framework.
pub type Explain = fn(&str, Option<&[&Framework]>) -> Vec<Problem>;

part!(
/// The sentences about files that can't be used.
explain: fn explain() -> Explain {
    Ok(|text, frameworks| match frameworks {
        Some(frameworks) => read_pack(text, frameworks).problems,
        None => Framework::read(text).problems,
    })
});
