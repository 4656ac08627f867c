//! The page of one moment or story.

use leptos::prelude::*;

use super::desk::Desk;
use super::{exceptions, field, graph, preview, step, titled, toolbar, tools};
use crate::engine::draft::{Draft, DraftScenario, Field, List, Name, New, Place, Spot};
use crate::engine::framework::Framework;
use crate::engine::route::StudioPage;
use crate::engine::topic::Topic;
use crate::ui::dom::{El, View, dynamic, el, view, views};
use crate::ui::words::{self, Key, t};

pub fn page(desk: Desk, m: usize) -> View {
    let is_there = desk.read(|draft| draft.moment(m).is_some());
    if is_there != Some(true) {
        super::super::title(&t(Key::StudioMissingMoment));
        return views![
            el("h1")
                .attr("tabindex", "-1")
                .add(Key::StudioMissingMoment),
            super::missing_moment(desk)
        ];
    }
    let spot = Spot::Moment(m);
    let title = move || {
        let none = desk.read(|draft| draft.moment(m).is_some_and(DraftScenario::is_story));
        let none = if none == Some(true) {
            Key::StudioUntitledStory
        } else {
            Key::StudioUntitledMoment
        };
        titled(&desk.get(spot.field(Name::Title)), none)
    };
    super::super::title(&title());
    let of = titled(
        &desk.get(Spot::Pack.field(Name::Title)),
        Key::StudioUntitledPack,
    );
    views![
        el("p").class("small").add(
            el("a")
                .attr("href", &StudioPage::Pack(desk.id()).href())
                .add(of)
        ),
        super::keys(desk)
            .add(dynamic(move || {
                desk.shape.track();
                untrack(|| {
                    el("h1")
                        .attr("id", &format!("{}-at", spot.slug()))
                        .attr("tabindex", "-1")
                        .add(title())
                })
            }))
            .add(toolbar(desk))
            .add(dynamic(move || {
                desk.shape.track();
                untrack(|| desk.read(Draft::clone).map(|draft| body(desk, &draft, m)))
            }))
    ]
}

fn body(desk: Desk, draft: &Draft, m: usize) -> View {
    let Some(moment) = draft.moment(m) else {
        return super::missing_moment(desk);
    };
    let spot = Spot::Moment(m);
    let steps = if moment.is_story() {
        story(desk, moment, m)
    } else {
        step::only(desk, moment, m)
    };
    views![
        field::problems(desk, "moment-told", vec![Place::Spot(spot)]),
        field::line(
            desk,
            spot.field(Name::Title),
            Key::StudioTitle,
            Some(Key::StudioTitleMore)
        ),
        field::line(
            desk,
            spot.field(Name::Setting),
            Key::StudioSetting,
            Some(Key::StudioSettingMore)
        ),
        steps,
        field::problems(desk, "steps-told", vec![Place::List(spot, List::Steps)]),
        adders(desk, moment, m),
        after(desk, spot),
        more(desk, spot),
        exceptions::section(desk, moment, m),
        preview::section(desk, m),
        el("p").class("row").add(super::to_pack(desk)),
        neighbours(desk, draft, m)
    ]
}

fn story(desk: Desk, moment: &DraftScenario, m: usize) -> View {
    let steps = moment.steps.iter().enumerate();
    let steps: Vec<_> = steps
        .map(|(s, _)| step::folded(desk, moment, m, s))
        .collect();
    views![
        el("h2").add(Key::StudioSteps),
        el("p").class("small").add(Key::StudioStepsMore),
        graph::picture(desk, m),
        steps
    ]
}

fn adders(desk: Desk, moment: &DraftScenario, m: usize) -> View {
    let buttons = el("div")
        .class("row")
        .add(tools::add(desk, New::Decision(m), Key::StudioAddStep))
        .add(tools::add(desk, New::Ending(m), Key::StudioAddEnding));
    if moment.is_story() {
        return buttons.view();
    }
    field::fold(desk, "story", "fold", false, view(Key::StudioMakeStory))
        .add(el("p").class("small").add(Key::StudioMakeStoryMore))
        .add(buttons)
        .view()
}

fn after(desk: Desk, spot: Spot) -> View {
    views![
        el("h2").add(Key::StudioAfter),
        field::text(
            desk,
            spot.field(Name::Takeaway),
            Key::StudioTakeaway,
            Some(Key::StudioTakeawayMore),
            2
        ),
        field::text(
            desk,
            spot.field(Name::Reflect),
            Key::StudioReflect,
            Some(Key::StudioReflectMore),
            2
        )
    ]
}

fn more(desk: Desk, spot: Spot) -> View {
    let topics: Vec<(String, String)> = Topic::ALL
        .iter()
        .map(|one| (one.slug().to_owned(), words::topic(*one)))
        .collect();
    let principles = desk.framework(|framework: &Framework| {
        let all = framework.principles().iter();
        all.map(|one| (one.id.to_string(), one.title.clone()))
            .collect::<Vec<_>>()
    });
    views![
        el("h2").add(Key::StudioNotes),
        folded(
            desk,
            spot.field(Name::Topics),
            Key::StudioTopics,
            Key::StudioTopicsMore,
            &topics
        ),
        principles.map(|principles| folded(
            desk,
            spot.field(Name::Principles),
            Key::StudioPrinciples,
            Key::StudioPrinciplesMore,
            &principles
        )),
        field::text(
            desk,
            spot.field(Name::Policy),
            Key::StudioPolicy,
            Some(Key::StudioPolicyMore),
            2
        ),
        field::fold(desk, "more", "fold", false, view(Key::StudioMoreDetails))
            .add(field::text(
                desk,
                spot.field(Name::Sources),
                Key::StudioSources,
                Some(Key::StudioSourcesMore),
                2
            ))
            .add(field::name(
                desk,
                spot.field(Name::Id),
                Key::StudioMomentId,
                Key::StudioMomentIdMore
            ))
    ]
}

/// Many boxes, folded, with what is chosen among them.
fn folded(desk: Desk, of: Field, name: Key, help: Key, values: &[(String, String)]) -> El {
    let names = values.to_vec();
    let chosen = move || {
        desk.checked.track();
        let now = desk.get(of);
        let chosen = names
            .iter()
            .filter(|(value, _)| now.lines().any(|one| one == value));
        let chosen: Vec<&str> = chosen.map(|(_, name)| name.as_str()).collect();
        if chosen.is_empty() {
            t(Key::StudioNone)
        } else {
            chosen.join(", ")
        }
    };
    let is_told = !untrack(|| desk.told(&[Place::Field(of)])).is_empty();
    let summary = views![el("b").add(name), " ", dynamic(chosen)];
    field::fold(desk, &of.slug(), "moment fold", is_told, summary)
        .add(field::several(desk, of, name, help, values))
}

/// The moments before and after this one.
fn neighbours(desk: Desk, draft: &Draft, m: usize) -> El {
    let link = |m: usize, key: Key| {
        draft.moment(m).map(|one| {
            el("a")
                .attr("href", &StudioPage::Moment(desk.id(), m + 1).href())
                .add(t(key))
                .add(": ")
                .add(titled(&one.title, Key::StudioUntitledMoment))
        })
    };
    let before = m.checked_sub(1).and_then(|m| link(m, Key::StudioBefore));
    el("nav")
        .class("row between")
        .worded("aria-label", Key::StudioMoments)
        .add(before)
        .add(link(m + 1, Key::StudioNext))
}
