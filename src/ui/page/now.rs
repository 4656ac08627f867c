//! What a learner's history says of what to practise now.

use leptos::prelude::*;

use crate::engine::framework::Category;
use crate::engine::history::History;
use crate::engine::id::{CategoryId, Seed};
use crate::engine::plan::now::{Why, draw};
use crate::engine::plan::{Candidate, Place};
use crate::engine::practice::Practice;
use crate::engine::route::Route;
use crate::engine::spacing::{Standing, due};
use crate::shell::{clock, entropy};
use crate::ui::dom::{View, el, views};
use crate::ui::state::{Site, State};
use crate::ui::words::{Key, t, tf, tn};

/// All that was finished on this device.
pub fn history(state: State) -> History {
    let (history, trouble) = state.records().history(&clock::local_day);
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

/// What is due today, and why five moments that were drawn now would be these.
pub fn lines(state: State, candidates: &[Candidate]) -> View {
    let history = history(state);
    let avoided = state.settings.get_untracked().avoided;
    let (seed, today) = (entropy::seed(), clock::today());
    let drawn = draw(candidates, &history, avoided, seed, today, 5);
    let mut ids: Vec<CategoryId> = Vec::new();
    let of_categories = candidates.iter().filter_map(|c| c.competency.as_ref());
    for id in of_categories.map(|competency| competency.category()) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let cards = due(&history, &ids, today);
    let due = cards.iter().filter(|card| card.standing == Standing::Due);
    let due = match due.count() {
        0 => t(Key::HomeDueNone),
        count => tn(Key::HomeDue, count),
    };
    views![
        el("p").class("small").add(why(drawn.why())),
        el("p").class("small").add(due).add(" ").add(
            el("a")
                .attr("href", &Route::Progress.href())
                .add(Key::HomeDueMore)
        )
    ]
}

/// Why these, in one line.
fn why(why: Why) -> String {
    let reasons = [
        (Key::HomeWhyDue, why.due),
        (Key::HomeWhyWeak, why.weak),
        (Key::HomeWhyNew, why.new),
        (Key::HomeWhyResting, why.resting),
    ];
    let reasons = reasons.into_iter().filter(|(_, count)| *count > 0);
    let reasons: Vec<String> = reasons.map(|(key, count)| tn(key, count)).collect();
    if reasons.is_empty() {
        return String::new();
    }
    let line = tf(Key::HomeWhy, &[("reasons", &reasons.join(", "))]);
    match why.unseen {
        0 => line,
        unseen => [line, tn(Key::HomeWhyUnseen, unseen)].join(" "),
    }
}
