//! One category, competency or principle, explained, with the moments that train it.

use std::rc::Rc;

use leptos::prelude::*;

use crate::engine::guide::{Explanation, Guide};
use crate::engine::id::{CategoryId, CompetencyId, MomentName, PrincipleId};
use crate::engine::index::ScenarioEntry;
use crate::engine::practice::Practice;
use crate::engine::route::{FrameworkItem, Route};
use crate::ui::state::{Site, State, Trouble};
use crate::ui::words::{Key, t};

struct Loaded {
    site: Rc<Site>,
    guide: Rc<Guide>,
}

pub fn page(item: FrameworkItem) -> impl IntoView {
    let state = State::get();
    super::title(&t(Key::FrameworkHeading));
    let load = async move {
        let site = state.site().await?;
        let guide = state.guide().await?;
        Ok::<_, Trouble>(Loaded { site, guide })
    };
    super::when_loaded(load, move |loaded| {
        let shown = match &item {
            FrameworkItem::Competency(id) => competency(loaded, id),
            FrameworkItem::Category(id) => category(loaded, id),
            FrameworkItem::Principle(id) => principle(loaded, id),
        };
        shown.unwrap_or_else(|| super::not_found::page().into_any())
    })
}

fn competency(loaded: &Loaded, id: &CompetencyId) -> Option<AnyView> {
    let found = loaded.site.competency(id)?;
    let category = loaded.site.category(id.category_str())?;
    super::title(&found.label);
    let up = Route::FrameworkItem(FrameworkItem::Category(category.id.clone())).href();
    let note = (!found.note.is_empty()).then(|| view! { <p class="small">{found.note.clone()}</p> });
    let explanation = loaded.guide.competencies.get(id.as_str()).map(explanation);
    Some(
        view! {
            <p class="small">
                <a href=Route::Framework.href()>{t(Key::NavFramework)}</a> " / "
                <a href=up>{category.label.clone()}</a>
            </p>
            <h1 tabindex="-1">{found.label.clone()}</h1>
            <p class="small">{id.to_string()} " “" {found.text.clone()} "”"</p>
            {note}
            {explanation}
            {moments(&loaded.site, |scenario| scenario.competencies.contains(id))}
            {practise(category.id.clone())}
        }
        .into_any(),
    )
}

fn category(loaded: &Loaded, id: &CategoryId) -> Option<AnyView> {
    let found = loaded.site.category(id.as_str())?;
    super::title(&found.label);
    let about = loaded.guide.categories.get(id.as_str()).map(|about| about.about.clone());
    let items: Vec<_> = found
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
    Some(
        view! {
            <p class="small"><a href=Route::Framework.href()>{t(Key::NavFramework)}</a></p>
            <h1 tabindex="-1">{found.label.clone()}</h1>
            <p class="small">{id.to_string()} " “" {found.title.clone()} "”"</p>
            <p>{about}</p>
            <ul role="list" class="list">{items}</ul>
            {practise(id.clone())}
        }
        .into_any(),
    )
}

fn principle(loaded: &Loaded, id: &PrincipleId) -> Option<AnyView> {
    let found = loaded.site.frameworks.iter().find_map(|f| f.principle(id))?;
    super::title(&found.title);
    let explanation = loaded.guide.principles.get(id.as_str()).map(explanation);
    Some(
        view! {
            <p class="small"><a href=Route::Framework.href()>{t(Key::NavFramework)}</a></p>
            <h1 tabindex="-1">{found.title.clone()}</h1>
            {explanation}
        }
        .into_any(),
    )
}

fn explanation(explanation: &Explanation) -> impl IntoView + use<> {
    view! {
        <h2>{t(Key::GuideMeans)}</h2>
        <p>{explanation.means.clone()}</p>
        <h2>{t(Key::GuideLooksLike)}</h2>
        <p>{explanation.looks_like.clone()}</p>
        <h2>{t(Key::GuideIsNot)}</h2>
        <p>{explanation.is_not.clone()}</p>
    }
}

fn moments(site: &Site, trains: impl Fn(&ScenarioEntry) -> bool) -> AnyView {
    let items: Vec<_> = site
        .index
        .scenarios()
        .filter(|(_, scenario)| trains(scenario))
        .map(|(pack, scenario)| {
            let name = MomentName {
                pack: pack.id.clone(),
                scenario: scenario.id.clone(),
            };
            view! {
                <li>
                    <a href=Route::Scenario(name).href()>
                        <b>{scenario.title.clone()}</b> " " <small>{pack.title.clone()}</small>
                    </a>
                </li>
            }
        })
        .collect();
    if items.is_empty() {
        return view! { <p>{t(Key::GuideNoMoments)}</p> }.into_any();
    }
    view! {
        <h2>{t(Key::GuideMoments)}</h2>
        <ul role="list" class="list">{items}</ul>
    }
    .into_any()
}

fn practise(category: CategoryId) -> impl IntoView {
    let practice = Practice {
        categories: vec![category],
        n: Some(5),
        ..Practice::default()
    };
    view! {
        <p class="row">
            <a class="button primary" href=Route::Practice(practice.to_string()).href()>
                {t(Key::ActionPractiseCategory)}
            </a>
        </p>
    }
}
