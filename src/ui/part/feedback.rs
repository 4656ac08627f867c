//! What is said at the end of a moment or of a story.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::answer::{Seen, response_reason};
use super::story::story;
use super::svg::fit_word;
use crate::engine::answer::StepAnswer;
use crate::engine::id::MomentName;
use crate::engine::mark::{Choice, keyed};
use crate::engine::pack::{Pack, Response, Scenario, Step};
use crate::engine::route::{FrameworkItem, Route};
use crate::ui::dom::{El, View, classes, dynamic, el, views};
use crate::ui::state::{Site, State};
use crate::ui::words::{Key, t, tf};

/// The competency that a step calls for, in plain words, and where to read more.
pub fn competency_note(step: &Step, site: &Site, seen: Seen) -> View {
    let Some(id) = keyed(step) else {
        return View::none();
    };
    let href = Route::FrameworkItem(FrameworkItem::Competency(id.clone())).href();
    let wording = site
        .competency(id)
        .map(|competency| competency.text.clone());
    // Our own words are in the guide, which comes while the reasons are read.
    let means = RwSignal::new(None);
    let (state, id_text) = (State::get(), id.to_string());
    spawn_local(async move {
        if let Ok(guide) = state.guide().await {
            let explanation = guide.competencies.get(&id_text);
            let _ = means.try_set(explanation.map(|explanation| explanation.means.clone()));
        }
    });
    el("div")
        .class("note")
        .add(seen.subheading().add(site.label(id)))
        .add(dynamic(move || means.get().map(|means| el("p").add(means))))
        .add(el("p").class("small").add(wording))
        .add(
            el("p")
                .class("unprinted")
                .add(el("a").attr("href", &href).add(Key::FeedbackReadMore)),
        )
        .view()
}

/// What to take along, what to think about and where to write it down, what depends on policy, and
/// who keyed it.
pub fn closing(scenario: &Scenario, pack: &Pack) -> View {
    let takeaway = (!scenario.takeaway.is_empty()).then(|| {
        el("p")
            .class("takeaway")
            .add(el("b").add(Key::FeedbackTakeaway))
            .add(" ")
            .add(scenario.takeaway.clone())
    });
    let reflect = (!scenario.reflect.is_empty()).then(|| {
        el("p")
            .add(el("b").add(Key::FeedbackReflect))
            .add(" ")
            .add(scenario.reflect.clone())
    });
    let name = MomentName {
        pack: pack.id().clone(),
        scenario: scenario.id.clone(),
    };
    let write = el("p").add(
        el("a")
            .class("button quiet")
            .attr("href", &Route::Diary(Some(name)).href())
            .add(Key::DiaryFromMoment),
    );
    let policy = (!scenario.policy_dependent.is_empty()).then(|| {
        el("p")
            .class("small")
            .add(el("b").add(Key::FeedbackPolicy))
            .add(" ")
            .add(scenario.policy_dependent.clone())
    });
    let key = who_decided(pack);
    let key = (!key.is_empty()).then(|| el("p").class("small").add(key));
    views![takeaway, reflect, write, policy, key]
}

/// Who decided what fits. Packs say it in the words of whoever made them; what nearly all say has
/// plainer words here.
pub fn who_decided(pack: &Pack) -> String {
    if pack.key().is_usual() {
        return t(Key::FeedbackByAuthors);
    }
    pack.key().note.clone()
}

/// The path that was taken through a story, step by step, and what the others would have taught.
pub fn path(scenario: &Scenario, answered: &[StepAnswer]) -> View {
    let taken: Vec<_> = answered
        .iter()
        .enumerate()
        .map(|(index, answer)| {
            let chosen = chosen_response(scenario, answer);
            let chosen = chosen.map(|response| {
                el("details")
                    .class(&classes("why", &[("unsafe", response.fit.value() == 0)]))
                    .add(
                        el("summary")
                            .add(fit_word(response.fit.value()))
                            .add(" ")
                            .add(el("span").class("option said").add(response.text.clone())),
                    )
                    .add(el("p").add(response.why.clone()))
            });
            el("li")
                .add(el("small").add(step_number(index)))
                .add(chosen)
        })
        .collect();
    views![
        Seen::Now.heading().add(Key::StoryPathTaken),
        el("ol").class("path").attr("role", "list").add(taken),
        other_paths(scenario, answered, Seen::Now)
    ]
}

/// What the responses that were not chosen, and the endings that they lead to, would have taught.
pub fn other_paths(scenario: &Scenario, answered: &[StepAnswer], seen: Seen) -> El {
    let others: Vec<_> = answered
        .iter()
        .enumerate()
        .map(|(index, answer)| {
            let step = scenario.step(&answer.step);
            let reasons: Vec<_> = step
                .map(|step| {
                    let others = step
                        .responses
                        .iter()
                        .filter(|r| Some(&r.id) != answer.choice.best.as_ref());
                    others
                        .map(|r| response_reason(r, &Choice::default(), seen))
                        .collect()
                })
                .unwrap_or_default();
            views![
                seen.subheading().add(step_number(index)),
                el("ul").class("reasons").attr("role", "list").add(reasons)
            ]
        })
        .collect();
    el("details")
        .class("moment")
        .add(el("summary").add(Key::StoryOtherPaths))
        .add(others)
        .add(other_endings(scenario, answered, seen))
}

/// The endings that this path did not come to, and what they would have taught.
fn other_endings(scenario: &Scenario, answered: &[StepAnswer], seen: Seen) -> View {
    let last = answered
        .last()
        .and_then(|answer| chosen_response(scenario, answer));
    let reached = last.and_then(|response| response.next.as_ref());
    let others = scenario
        .steps
        .iter()
        .filter(|step| step.is_ending() && Some(&step.id) != reached);
    let endings: Vec<_> = others
        .map(|step| el("li").add(step.outcome.clone()))
        .collect();
    if endings.is_empty() {
        return View::none();
    }
    views![
        seen.subheading().add(Key::StoryOtherEndings),
        el("ul").add(endings)
    ]
}

/// The path so far, while a story is going on: what was chosen, without how well it fits.
pub fn path_so_far(scenario: &Scenario, answered: &[StepAnswer]) -> View {
    if answered.is_empty() {
        return View::none();
    }
    let steps: Vec<_> = answered
        .iter()
        .enumerate()
        .map(|(index, answer)| {
            let told = scenario.step(&answer.step).map(story);
            let text = chosen_response(scenario, answer).map(|response| response.text.clone());
            el("li")
                .add(el("small").add(step_number(index)))
                .add(told)
                .add(el("span").class("said").add(text))
        })
        .collect();
    el("details")
        .class("moment")
        .add(el("summary").add(Key::StoryPathSoFar))
        .add(el("ol").class("path").attr("role", "list").add(steps))
        .view()
}

fn chosen_response<'s>(scenario: &'s Scenario, answer: &StepAnswer) -> Option<&'s Response> {
    let step = scenario.step(&answer.step)?;
    let best = answer.choice.best.as_ref()?;
    step.responses.iter().find(|response| response.id == *best)
}

pub fn step_number(index: usize) -> String {
    tf(Key::StoryStep, &[("n", &(index + 1).to_string())])
}
