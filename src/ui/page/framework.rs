//! The framework: its categories, competencies and principles.

use crate::engine::framework::{Category, Framework, Principle};
use crate::engine::route::{FrameworkItem, Route};
use crate::ui::dom::{El, View, el, view, views};
use crate::ui::state::State;
use crate::ui::words::{Key, t};

pub fn page() -> View {
    let state = State::get();
    super::title(&t(Key::FrameworkHeading));
    views![
        el("h1").attr("tabindex", "-1").add(Key::FrameworkHeading),
        el("p").add(Key::FrameworkText),
        super::when_loaded(state.site(), |site| {
            view(site.frameworks.iter().map(framework).collect::<Vec<_>>())
        })
    ]
}

fn framework(framework: &Framework) -> View {
    let categories: Vec<_> = framework.categories().iter().map(category).collect();
    let principles: Vec<_> = framework.principles().iter().map(principle).collect();
    views![
        categories,
        el("h2").add(Key::FrameworkPrinciples),
        el("ul")
            .class("list short")
            .attr("role", "list")
            .add(principles),
        el("p")
            .class("small")
            .add(framework.title().to_owned())
            .add(". ")
            .add(Key::FrameworkRestated)
    ]
}

/// A principle, as a link to its page.
pub fn principle(principle: &Principle) -> El {
    let href = Route::FrameworkItem(FrameworkItem::Principle(principle.id.clone())).href();
    let title = el("b").add(principle.title.clone());
    el("li").add(el("a").attr("href", &href).add(title))
}

fn category(category: &Category) -> El {
    let more = Route::FrameworkItem(FrameworkItem::Category(category.id.clone())).href();
    el("details")
        .class("moment")
        .add(
            el("summary")
                .add(el("b").add(category.label.clone()))
                .add(el("br"))
                .add(el("small").add(category.title.clone())),
        )
        .add(competencies(category))
        .add(el("p").add(el("a").attr("href", &more).add(Key::FrameworkCategoryMore)))
}

/// A category's competencies, each a link to its page: our label, and the framework's wording.
pub fn competencies(category: &Category) -> El {
    let items: Vec<_> = category
        .competencies
        .iter()
        .map(|competency| {
            let item = FrameworkItem::Competency(competency.id.clone());
            el("li").add(
                el("a")
                    .attr("href", &Route::FrameworkItem(item).href())
                    .add(el("b").add(competency.label.clone()))
                    .add(" ")
                    .add(el("small").add(competency.text.clone())),
            )
        })
        .collect();
    el("ul").class("list").attr("role", "list").add(items)
}
