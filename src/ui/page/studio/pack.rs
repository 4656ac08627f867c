//! A draft's page: what it is, its moments, what the checker says, and what can be done with it.

use leptos::prelude::*;

use super::desk::Desk;
use super::{details, field, figures, out, titled, toolbar, tools};
use crate::engine::draft::{Draft, DraftScenario, List, Name, New, Place, Spot};
use crate::engine::route::StudioPage;
use crate::ui::dom::{El, View, dynamic, dynamic_on, el, views};
use crate::ui::words::{Key, t, tn};

pub fn page(desk: Desk) -> View {
    let title = Spot::Pack.field(Name::Title);
    super::super::title(&titled(&desk.get(title), Key::StudioUntitledPack));
    views![
        el("p").class("small").add(
            el("a")
                .attr("href", &StudioPage::Drafts.href())
                .add(Key::StudioAllDrafts)
        ),
        super::keys(desk)
            .add(dynamic(move || {
                desk.shape.track();
                untrack(|| {
                    el("h1")
                        .attr("id", "pack-at")
                        .attr("tabindex", "-1")
                        .add(titled(&desk.get(title), Key::StudioUntitledPack))
                })
            }))
            .add(toolbar(desk))
            .add(dynamic(move || {
                desk.shape.track();
                untrack(|| desk.read(Draft::clone).map(|draft| body(desk, &draft)))
            }))
    ]
}

fn body(desk: Desk, draft: &Draft) -> View {
    let count = draft.scenarios.len();
    let moments = draft.scenarios.iter().enumerate();
    let moments: Vec<_> = moments.map(|(m, one)| item(desk, m, one, count)).collect();
    let is_empty = moments.is_empty();
    let none = is_empty.then(|| el("p").add(Key::StudioNoMoments));
    // That there is none is said already.
    let told = (!is_empty).then(|| {
        let of = vec![Place::List(Spot::Pack, List::Moments)];
        field::problems(desk, "moments-told", of)
    });
    views![
        details::fold(desk, draft),
        el("h2").add(Key::StudioMoments),
        none,
        el("ol")
            .class("list drafts")
            .attr("role", "list")
            .add(moments),
        told,
        el("div")
            .class("row")
            .add(tools::add(desk, New::Moment, Key::StudioAddMoment))
            .add(tools::add(desk, New::Story, Key::StudioAddStory)),
        figures::section(desk),
        out::section(desk)
    ]
}

fn item(desk: Desk, m: usize, moment: &DraftScenario, count: usize) -> El {
    let spot = Spot::Moment(m);
    let none = if moment.is_story() {
        Key::StudioUntitledStory
    } else {
        Key::StudioUntitledMoment
    };
    let name = titled(&moment.title, none);
    let kind = if moment.is_story() {
        tn(Key::CountSteps, moment.steps.len())
    } else {
        t(Key::LengthMoment)
    };
    el("li")
        .add(
            el("a")
                .attr("id", &format!("{}-at", spot.slug()))
                .attr("href", &StudioPage::Moment(desk.id(), m + 1).href())
                .add(el("b").add(name.as_str()))
                .add(" ")
                .add(el("small").add(kind).add(" · ").add(dynamic_on(
                    move || desk.checked.with(|checked| checked.count(Some(m))),
                    |count| state(*count),
                ))),
        )
        .add(tools::row(desk, spot, &name, count, 0))
}

/// How a moment is doing, in words.
pub fn state((errors, advice): (usize, usize)) -> View {
    let parts = [
        (errors > 0).then(|| tn(Key::StudioCountErrors, errors)),
        (advice > 0).then(|| tn(Key::StudioCountAdvice, advice)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        return views![Key::StudioCountNone];
    }
    views![parts.join(", ")]
}
