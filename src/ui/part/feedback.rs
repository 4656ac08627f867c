//! What is said at the end of a moment or of a story.

use leptos::prelude::*;

use super::answer::response_reason;
use super::story::story;
use super::svg::fit_word;
use crate::engine::answer::StepAnswer;
use crate::engine::mark::{Choice, keyed};
use crate::engine::pack::{Pack, Response, Scenario, Step};
use crate::engine::route::{FrameworkItem, Route};
use crate::ui::state::Site;
use crate::ui::words::{Key, t, tf};

/// The competency that a step calls for, in plain words, and where to read more.
pub fn competency_note(step: &Step, site: &Site) -> AnyView {
    let Some(id) = keyed(step) else {
        return ().into_any();
    };
    let href = Route::FrameworkItem(FrameworkItem::Competency(id.clone())).href();
    let wording = site.competency(id).map(|competency| competency.text.clone());
    view! {
        <div class="note">
            <h3>{site.label(id)}</h3>
            <p>{wording}</p>
            <p><a href=href>{t(Key::FeedbackReadMore)}</a></p>
        </div>
    }
    .into_any()
}

/// What to take along, what to think about, what depends on policy, and who keyed it.
pub fn closing(scenario: &Scenario, pack: &Pack) -> AnyView {
    let takeaway = (!scenario.takeaway.is_empty()).then(|| {
        view! {
            <p class="takeaway"><b>{t(Key::FeedbackTakeaway)}</b>" "{scenario.takeaway.clone()}</p>
        }
    });
    let reflect = (!scenario.reflect.is_empty()).then(|| {
        view! { <p><b>{t(Key::FeedbackReflect)}</b>" "{scenario.reflect.clone()}</p> }
    });
    let policy = (!scenario.policy_dependent.is_empty()).then(|| {
        view! { <p class="small">{scenario.policy_dependent.clone()}</p> }
    });
    let key = pack.key().note.clone();
    let key = (!key.is_empty()).then(|| view! { <p class="small">{key}</p> });
    view! { {takeaway} {reflect} {policy} {key} }.into_any()
}

/// The path that was taken through a story, step by step, and what the others would have taught.
pub fn path(scenario: &Scenario, answered: &[StepAnswer]) -> AnyView {
    let taken: Vec<_> = answered.iter().enumerate().map(|(index, answer)| {
        let chosen = chosen_response(scenario, answer);
        let chosen = chosen.map(|response| {
            view! {
                <details class="why" class:unsafe=response.fit.value() == 0>
                    <summary>
                        {fit_word(response.fit.value())} " "
                        <span class="option said">{response.text.clone()}</span>
                    </summary>
                    <p>{response.why.clone()}</p>
                </details>
            }
        });
        view! { <li><small>{step_number(index)}</small>{chosen}</li> }
    }).collect();
    let others: Vec<_> = answered.iter().enumerate().map(|(index, answer)| {
        let step = scenario.step(&answer.step);
        let reasons: Vec<_> = step.map(|step| {
            let others = step.responses.iter().filter(|r| Some(&r.id) != answer.choice.best.as_ref());
            others.map(|r| response_reason(r, &Choice::default())).collect()
        }).unwrap_or_default();
        view! {
            <h3>{step_number(index)}</h3>
            <ul class="reasons" role="list">{reasons}</ul>
        }
    }).collect();
    view! {
        <h2>{t(Key::StoryPathTaken)}</h2>
        <ol class="path" role="list">{taken}</ol>
        <details class="moment">
            <summary>{t(Key::StoryOtherPaths)}</summary>
            {others}
            {other_endings(scenario, answered)}
        </details>
    }
    .into_any()
}

/// The endings that this path did not come to, and what they would have taught.
fn other_endings(scenario: &Scenario, answered: &[StepAnswer]) -> AnyView {
    let last = answered.last().and_then(|answer| chosen_response(scenario, answer));
    let reached = last.and_then(|response| response.next.as_ref());
    let others = scenario.steps.iter().filter(|step| step.is_ending() && Some(&step.id) != reached);
    let endings: Vec<_> = others.map(|step| view! { <li>{step.outcome.clone()}</li> }).collect();
    if endings.is_empty() {
        return ().into_any();
    }
    view! { <h3>{t(Key::StoryOtherEndings)}</h3><ul>{endings}</ul> }.into_any()
}

/// The path so far, while a story is going on: what was chosen, without how well it fits.
pub fn path_so_far(scenario: &Scenario, answered: &[StepAnswer]) -> AnyView {
    if answered.is_empty() {
        return ().into_any();
    }
    let steps: Vec<_> = answered.iter().enumerate().map(|(index, answer)| {
        let told = scenario.step(&answer.step).map(story);
        let text = chosen_response(scenario, answer).map(|response| response.text.clone());
        view! { <li><small>{step_number(index)}</small>{told}<span class="said">{text}</span></li> }
    }).collect();
    view! {
        <details class="moment">
            <summary>{t(Key::StoryPathSoFar)}</summary>
            <ol class="path" role="list">{steps}</ol>
        </details>
    }
    .into_any()
}

fn chosen_response<'s>(scenario: &'s Scenario, answer: &StepAnswer) -> Option<&'s Response> {
    let step = scenario.step(&answer.step)?;
    let best = answer.choice.best.as_ref()?;
    step.responses.iter().find(|response| response.id == *best)
}

fn step_number(index: usize) -> String {
    tf(Key::StoryStep, &[("n", &(index + 1).to_string())])
}
