//! One step: what happens, the two questions, or what an ending taught.

use leptos::prelude::*;

use super::desk::Desk;
use super::{field, option, response, tools};
use crate::engine::draft::{DraftScenario, DraftStep, List, Name, New, Place, Spot};
use crate::engine::read::OPTIONS;
use crate::ui::dom::{El, View, dynamic_on, el, view, views};
use crate::ui::words::{Key, t, tf};

/// The one step of a moment.
pub fn only(desk: Desk, moment: &DraftScenario, m: usize) -> View {
    let step = moment.steps.first();
    step.map_or_else(View::none, |step| {
        views![
            field::problems(desk, "step-told", vec![Place::Spot(Spot::Step(m, 0))]),
            parts(desk, moment, step, m, 0)
        ]
    })
}

/// One of a story's steps, folded.
pub fn folded(desk: Desk, moment: &DraftScenario, m: usize, s: usize) -> View {
    let Some(step) = moment.steps.get(s) else {
        return View::none();
    };
    let spot = Spot::Step(m, s);
    let name = caption(s, step);
    let count = moment.steps.len();
    let summary = views![
        el("h3").add(name.as_str()),
        dynamic_on(
            move || {
                let of = move |place: &Place| place.spot().step() == Some((m, s));
                desk.checked.with(|checked| checked.count_where(of))
            },
            |count| el("small").add(super::pack::state(*count)).view(),
        )
    ];
    field::fold(desk, &spot.slug(), "share step", s == 0, summary)
        .add(field::problems(
            desk,
            &format!("{}-told", spot.slug()),
            vec![Place::Spot(spot)],
        ))
        .add(field::name(
            desk,
            spot.field(Name::Id),
            Key::StudioStepName,
            Key::StudioStepNameMore,
        ))
        .add(parts(desk, moment, step, m, s))
        .add(tools::row(desk, spot, &name, count, 1))
        .view()
}

/// What a step is called: its place and its name.
pub fn caption(s: usize, step: &DraftStep) -> String {
    let key = if step.responses.is_empty() && s > 0 {
        Key::StudioEndingCaption
    } else {
        Key::StudioStepCaption
    };
    let n = (s + 1).to_string();
    tf(key, &[("n", &n), ("name", &step.id)])
}

fn parts(desk: Desk, moment: &DraftScenario, step: &DraftStep, m: usize, s: usize) -> View {
    let spot = Spot::Step(m, s);
    let is_ending = step.responses.is_empty();
    let outcome = (moment.is_story() && (is_ending || !step.outcome.is_empty())).then(|| {
        field::text(
            desk,
            spot.field(Name::Outcome),
            Key::StudioOutcome,
            Some(Key::StudioOutcomeMore),
            2,
        )
    });
    let panel = step
        .panel
        .is_some()
        .then(|| el("p").class("small").add(Key::StudioPanelKept));
    views![
        lines(desk, step, m, s),
        (!is_ending || !step.competency.is_empty() || s == 0).then(|| options(desk, step, m, s)),
        responses(desk, moment, step, m, s),
        outcome,
        panel
    ]
}

fn group(spot: Spot, of: &str, legend: Key, help: Key) -> El {
    let id = format!("{}-{of}", spot.slug());
    el("fieldset")
        .class("block")
        .attr("id", &id)
        .attr("aria-describedby", &format!("{id}-help {id}-told"))
        .add(el("legend").add(legend))
        .add(
            el("p")
                .class("small")
                .attr("id", &format!("{id}-help"))
                .add(help),
        )
}

fn told(desk: Desk, spot: Spot, of: &str, list: List) -> El {
    field::problems(
        desk,
        &format!("{}-{of}-told", spot.slug()),
        vec![Place::List(spot, list)],
    )
}

/// The story, line by line.
fn lines(desk: Desk, step: &DraftStep, m: usize, s: usize) -> El {
    let spot = Spot::Step(m, s);
    let count = step.story.len();
    let line = |at: usize| {
        let spot = Spot::Line(m, s, at);
        let name = tf(Key::StudioLineNumber, &[("n", &(at + 1).to_string())]);
        el("fieldset")
            .class("part")
            .add(
                el("legend")
                    .attr("id", &format!("{}-at", spot.slug()))
                    .attr("tabindex", "-1")
                    .add(name.as_str()),
            )
            .add(field::line(
                desk,
                spot.field(Name::Who),
                Key::StudioWho,
                Some(Key::StudioWhoMore),
            ))
            .add(field::text(
                desk,
                spot.field(Name::Words),
                Key::StudioWords,
                None,
                3,
            ))
            .add(own_words(desk, spot))
            .add(field::problems(
                desk,
                &format!("{}-told", spot.slug()),
                vec![Place::Spot(spot)],
            ))
            .add(tools::row(desk, spot, &name, count, 1))
    };
    let help = if s == 0 {
        Key::StudioStoryMore
    } else {
        Key::StudioStoryLater
    };
    group(spot, "story", Key::StudioStory, help)
        .add((0..count).map(line).collect::<Vec<_>>())
        .add(told(desk, spot, "story", List::Story))
        .add(tools::add(desk, New::Line(m, s), Key::StudioAddLine))
}

/// Only a line that the language check finds fault with needs this, and one that has it.
fn own_words(desk: Desk, spot: Spot) -> El {
    let of = spot.field(Name::Voice);
    let (name, is_open) = (of.slug() + "-more", !desk.get(of).is_empty());
    field::fold(desk, &name, "fold", is_open, view(Key::StudioLineMore)).add(field::flag(
        desk,
        of,
        Key::StudioVoice,
        Some(Key::StudioVoiceMore),
    ))
}

fn options(desk: Desk, step: &DraftStep, m: usize, s: usize) -> El {
    let spot = Spot::Step(m, s);
    let count = step.competency.len();
    let fewest = if s == 0 { *OPTIONS.start() } else { 0 };
    let all: Vec<_> = (0..count)
        .map(|n| option::show(desk, step, Spot::Option(m, s, n), fewest))
        .collect();
    let help = if s == 0 {
        Key::StudioOptionsMore
    } else {
        Key::StudioOptionsLater
    };
    let add =
        (count < *OPTIONS.end()).then(|| tools::add(desk, New::Option(m, s), Key::StudioAddOption));
    group(spot, "options", Key::QuestionCompetency, help)
        .add(all)
        .add(told(desk, spot, "options", List::Options))
        .add(add)
}

fn responses(desk: Desk, moment: &DraftScenario, step: &DraftStep, m: usize, s: usize) -> El {
    let spot = Spot::Step(m, s);
    let count = step.responses.len();
    let all: Vec<_> = (0..count)
        .map(|n| response::show(desk, moment, step, Spot::Response(m, s, n)))
        .collect();
    let help = if count == 0 && s > 0 {
        Key::StudioResponsesNone
    } else {
        Key::StudioResponsesMore
    };
    let add = (count < *OPTIONS.end())
        .then(|| tools::add(desk, New::Response(m, s), Key::StudioAddResponse));
    group(spot, "responses", Key::QuestionResponse, help)
        .add(all)
        .add(told(desk, spot, "responses", List::Responses))
        .add(add)
}

/// What a step is called in a list of steps: its name, and how its story begins.
pub fn named(step: &DraftStep) -> String {
    const MOST: usize = 40;
    let begins = step.story.first().map_or("", |line| line.words.as_str());
    let short: String = begins.chars().take(MOST).collect();
    let more = if begins.chars().nth(MOST).is_some() {
        "…"
    } else {
        ""
    };
    if short.is_empty() {
        return step.id.clone();
    }
    let begins = format!("{short}{more}");
    tf(
        Key::StudioStepNamed,
        &[("name", &step.id), ("begins", &begins)],
    )
}

/// The heading of something in a list.
pub fn heading(spot: Spot, name: &str) -> El {
    el("legend")
        .attr("id", &format!("{}-at", spot.slug()))
        .attr("tabindex", "-1")
        .add(name)
}

/// The name of the nth of something.
pub fn number(key: Key, spot: Spot) -> String {
    let n = (spot.place() + 1).to_string();
    let name = tf(key, &[("n", &n)]);
    if name.is_empty() { t(key) } else { name }
}
