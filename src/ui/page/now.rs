//! What a learner's history says of what to practise now.

use leptos::prelude::*;

use crate::engine::framework::Category;
use crate::engine::history::History;
use crate::engine::id::Seed;
use crate::engine::plan::now::{Why, draw};
use crate::engine::plan::{Candidate, Place};
use crate::engine::practice::Practice;
use crate::engine::route::Route;
use crate::shell::{clock, entropy};
use crate::ui::dom::{View, el};
use crate::ui::state::{Site, State};
use crate::ui::words::{Key, t, tf, tn};

/// All that was finished on this device.
pub fn history(state: State) -> History {
    let days = clock::Days::default();
    let (history, trouble) = state.records().history(&|minute| days.of(minute));
    state.note_trouble(trouble);
    history
}

/// The categories of all frameworks, in their order.
pub fn categories(site: &Site) -> Vec<&Category> {
    let categories = site.frameworks.iter().flat_map(|f| f.categories());
    categories.collect()
}

/// The moments of *Practise now*.
pub fn form(state: State, practice: &Practice, seed: Seed, candidates: &[Candidate]) -> Vec<Place> {
    state.take_up_settings();
    let avoided = state.settings.get_untracked().avoided;
    let today = clock::today();
    let count = practice.count();
    draw(candidates, &history(state), avoided, seed, today, count).form()
}

/// Why five moments that were drawn now would be these, and where to read more.
pub fn lines(state: State, candidates: &[Candidate]) -> View {
    let history = history(state);
    let avoided = state.settings.get_untracked().avoided;
    let (seed, today) = (entropy::seed(), clock::today());
    let drawn = draw(candidates, &history, avoided, seed, today, 5);
    el("p")
        .class("small")
        .add(why(drawn.why()))
        .add(" ")
        .add(
            el("a")
                .attr("href", &Route::Progress.href())
                .add(Key::HomeDueMore),
        )
        .view()
}

/// Why these, in one line.
fn why(why: Why) -> String {
    let reasons = [
        (Key::HomeWhyDue, why.due),
        (Key::HomeWhyWeak, why.weak),
        (Key::HomeWhyNew, why.new),
        (Key::HomeWhyResting, why.resting),
    ];
    let all: usize = reasons.iter().map(|(_, count)| count).sum();
    let reasons = reasons.into_iter().filter(|(_, count)| *count > 0);
    let reasons: Vec<String> = reasons.map(|(key, count)| tn(key, count)).collect();
    if reasons.is_empty() {
        return String::new();
    }
    let line = tf(Key::HomeWhy, &[("reasons", &reasons.join(", "))]);
    match why.unseen {
        0 => line,
        unseen if unseen == all => [line, t(Key::HomeWhyAllUnseen)].join(" "),
        unseen => [line, tn(Key::HomeWhyUnseen, unseen)].join(" "),
    }
}
