//! One category, competency or principle, explained, with the moments that train it.

use std::rc::Rc;

use crate::engine::framework::Framework;
use crate::engine::guide::{Explanation, Guide};
use crate::engine::id::{CategoryId, CompetencyId, MomentName, PrincipleId};
use crate::engine::index::{PackEntry, ScenarioEntry};
use crate::engine::practice::Practice;
use crate::engine::route::{FrameworkItem, Route};
use crate::ui::dom::{El, View, el, views};
use crate::ui::state::{Site, State, Trouble};
use crate::ui::words::{Key, t, tn};

struct Loaded {
    site: Rc<Site>,
    guide: Rc<Guide>,
}

pub fn page(item: FrameworkItem) -> View {
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
        shown.unwrap_or_else(super::not_found::page)
    })
}

fn competency(loaded: &Loaded, id: &CompetencyId) -> Option<View> {
    let found = loaded.site.competency(id)?;
    let category = loaded.site.category(id.category_str())?;
    super::title(&found.label);
    let up = Route::FrameworkItem(FrameworkItem::Category(category.id.clone())).href();
    let note = (!found.note.is_empty()).then(|| el("p").class("small").add(found.note.clone()));
    let explanation = loaded.guide.competencies.get(id.as_str()).map(explanation);
    Some(views![
        el("p")
            .class("small crumb")
            .add(
                el("a")
                    .attr("href", &Route::Framework.href())
                    .add(Key::NavFramework)
            )
            .add(" / ")
            .add(el("a").attr("href", &up).add(category.label.clone())),
        el("h1").attr("tabindex", "-1").add(found.label.clone()),
        el("p")
            .class("small")
            .add(id.to_string())
            .add(" “")
            .add(found.text.clone())
            .add("”"),
        note,
        explanation,
        moments(&loaded.site, |scenario| scenario.competencies.contains(id)),
        practise(category.id.clone())
    ])
}

fn category(loaded: &Loaded, id: &CategoryId) -> Option<View> {
    let found = loaded.site.category(id.as_str())?;
    super::title(&found.label);
    let about = loaded
        .guide
        .categories
        .get(id.as_str())
        .map(|about| about.about.clone());
    Some(views![
        el("p").class("small crumb").add(
            el("a")
                .attr("href", &Route::Framework.href())
                .add(Key::NavFramework)
        ),
        el("h1").attr("tabindex", "-1").add(found.label.clone()),
        el("p")
            .class("small")
            .add(id.to_string())
            .add(" “")
            .add(found.title.clone())
            .add("”"),
        el("p").add(about),
        super::framework::competencies(found),
        practise(id.clone())
    ])
}

fn principle(loaded: &Loaded, id: &PrincipleId) -> Option<View> {
    let found = loaded
        .site
        .frameworks
        .iter()
        .find_map(|f| f.principle(id))?;
    super::title(&found.title);
    let explanation = loaded.guide.principles.get(id.as_str()).map(explanation);
    let others = loaded
        .site
        .frameworks
        .iter()
        .flat_map(Framework::principles);
    let others = others.filter(|other| other.id != *id);
    let others: Vec<_> = others.map(super::framework::principle).collect();
    Some(views![
        el("p").class("small crumb").add(
            el("a")
                .attr("href", &Route::Framework.href())
                .add(Key::NavFramework)
        ),
        el("h1").attr("tabindex", "-1").add(found.title.clone()),
        explanation,
        el("h2").add(Key::GuidePrinciples),
        el("ul")
            .class("list short")
            .attr("role", "list")
            .add(others)
    ])
}

fn explanation(explanation: &Explanation) -> View {
    views![
        el("h2").add(Key::GuideMeans),
        el("p").add(explanation.means.clone()),
        el("h2").add(Key::GuideLooksLike),
        el("p").add(explanation.looks_like.clone()),
        el("h2").add(Key::GuideIsNot),
        el("p").add(explanation.is_not.clone())
    ]
}

fn moments(site: &Site, trains: impl Fn(&ScenarioEntry) -> bool) -> View {
    let items: Vec<_> = site
        .index
        .scenarios()
        .filter(|(_, scenario)| trains(scenario))
        .map(|(pack, scenario)| {
            let name = MomentName {
                pack: pack.id.clone(),
                scenario: scenario.id.clone(),
            };
            el("li").add(
                el("a")
                    .attr("href", &Route::Scenario(name).href())
                    .add(el("b").add(scenario.title.clone()))
                    .add(" ")
                    .add(el("small").add(about(pack, scenario))),
            )
        })
        .collect();
    if items.is_empty() {
        return el("p").add(Key::GuideNoMoments).view();
    }
    views![
        el("h2").add(Key::GuideMoments),
        el("ul").class("list").attr("role", "list").add(items)
    ]
}

/// The pack; of a story that is a pack by itself, what it is.
fn about(pack: &PackEntry, scenario: &ScenarioEntry) -> String {
    if pack.title == scenario.title && scenario.is_story() {
        return tn(Key::CountSteps, scenario.steps);
    }
    pack.title.clone()
}

fn practise(category: CategoryId) -> El {
    let practice = Practice {
        categories: vec![category],
        n: Some(5),
        ..Practice::default()
    };
    el("p").class("row").add(
        el("a")
            .class("button primary")
            .attr("href", &Route::Practice(practice.to_string()).href())
            .add(Key::ActionPractiseCategory),
    )
}
