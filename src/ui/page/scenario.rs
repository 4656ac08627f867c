//! One moment of the library: what to know before practising it, and nothing that gives it away.

use std::rc::Rc;

use leptos::prelude::*;

use crate::engine::id::MomentName;
use crate::engine::mark::keyed;
use crate::engine::pack::{Pack, Scenario};
use crate::engine::practice::Practice;
use crate::engine::route::{FrameworkItem, Route};
use crate::ui::state::{Site, State, Trouble};
use crate::ui::words::{self, Key, t, tf, tn};

struct Found {
    site: Rc<Site>,
    pack: Rc<Pack>,
    name: MomentName,
}

pub fn page(name: MomentName) -> impl IntoView {
    let state = State::get();
    super::title(&t(Key::LibraryHeading));
    let load = async move {
        let site = state.site().await?;
        let entry = site.index.pack(&name.pack);
        let entry = entry.ok_or_else(|| Trouble::NoPack(name.pack.clone()))?;
        let pack = state.pack(&name.pack, entry.edition).await?;
        if pack.scenario(&name.scenario).is_none() {
            return Err(Trouble::NoMoment(name));
        }
        Ok(Found { site, pack, name })
    };
    super::when_loaded(load, |found| {
        let scenario = found.pack.scenario(&found.name.scenario);
        scenario.map_or_else(|| ().into_any(), |scenario| show(found, scenario))
    })
}

fn show(found: &Found, scenario: &Scenario) -> AnyView {
    super::title(&scenario.title);
    let practice = Practice {
        moments: vec![found.name.clone()],
        ..Practice::default()
    };
    let length = if scenario.is_story() {
        tn(Key::CountSteps, scenario.steps.len())
    } else {
        tn(Key::CountWords, scenario.words())
    };
    let touches = (!scenario.topics.is_empty()).then(|| {
        let topics = words::topics(&scenario.topics);
        view! { <p>{tf(Key::ScenarioTouches, &[("topics", &topics)])}</p> }
    });
    let about = [
        (Key::ScenarioSetting, scenario.setting.clone()),
        (Key::ScenarioLength, length),
        (Key::ScenarioPack, found.pack.title().to_owned()),
        (Key::ScenarioKey, found.pack.key().note.clone()),
        (Key::ScenarioPolicy, scenario.policy_dependent.clone()),
        (Key::ScenarioSources, scenario.sources.join("; ")),
    ];
    let about: Vec<_> = about
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(key, text)| view! { <dt>{t(key)}</dt><dd>{text}</dd> })
        .collect();
    view! {
        <h1 tabindex="-1">{scenario.title.clone()}</h1>
        {touches}
        <p class="row">
            <a class="button primary" href=Route::Practice(practice.to_string()).href()>
                {t(Key::ScenarioPractise)}
            </a>
        </p>
        <dl class="plain">{about}</dl>
        {trains(&found.site, scenario)}
    }
    .into_any()
}

/// What it trains gives the first answer away, so it is folded.
fn trains(site: &Site, scenario: &Scenario) -> AnyView {
    let mut ids: Vec<_> = scenario.steps.iter().filter_map(keyed).collect();
    ids.dedup();
    let items: Vec<_> = ids
        .into_iter()
        .map(|id| {
            let href = Route::FrameworkItem(FrameworkItem::Competency(id.clone())).href();
            view! { <li><a href=href>{site.label(id)}</a></li> }
        })
        .collect();
    view! {
        <details class="moment">
            <summary>{t(Key::ScenarioTrains)}</summary>
            <p>{t(Key::ScenarioTrainsText)}</p>
            <ul role="list" class="list short">{items}</ul>
        </details>
    }
    .into_any()
}
