//! The framework: its categories, competencies and principles.

use leptos::prelude::*;

use crate::engine::framework::{Category, Framework};
use crate::engine::route::{FrameworkItem, Route};
use crate::ui::state::State;
use crate::ui::words::{Key, t};

pub fn page() -> impl IntoView {
    let state = State::get();
    super::title(&t(Key::FrameworkHeading));
    view! {
        <h1 tabindex="-1">{t(Key::FrameworkHeading)}</h1>
        <p>{t(Key::FrameworkText)}</p>
        {super::when_loaded(state.site(), |site| {
            site.frameworks.iter().map(framework).collect_view().into_any()
        })}
    }
}

fn framework(framework: &Framework) -> impl IntoView + use<> {
    let categories: Vec<_> = framework.categories().iter().map(category).collect();
    let principles: Vec<_> = framework
        .principles()
        .iter()
        .map(|principle| {
            let href = Route::FrameworkItem(FrameworkItem::Principle(principle.id.clone())).href();
            view! { <li><a href=href>{principle.title.clone()}</a></li> }
        })
        .collect();
    view! {
        {categories}
        <h2>{t(Key::FrameworkPrinciples)}</h2>
        <ul role="list" class="list short">{principles}</ul>
        <p class="small">{framework.title().to_owned()} ". " {t(Key::FrameworkRestated)}</p>
    }
}

fn category(category: &Category) -> impl IntoView + use<> {
    let items: Vec<_> = category
        .competencies
        .iter()
        .map(|competency| {
            let item = FrameworkItem::Competency(competency.id.clone());
            view! {
                <li>
                    <a href=Route::FrameworkItem(item).href()>
                        <b>{competency.label.clone()}</b> " "
                        <small>{competency.text.clone()}</small>
                    </a>
                </li>
            }
        })
        .collect();
    let more = Route::FrameworkItem(FrameworkItem::Category(category.id.clone())).href();
    view! {
        <details class="moment">
            <summary>
                <b>{category.label.clone()}</b> <br /> <small>{category.title.clone()}</small>
            </summary>
            <ul role="list" class="list">{items}</ul>
            <p><a href=more>{t(Key::FrameworkCategoryMore)}</a></p>
        </details>
    }
}
