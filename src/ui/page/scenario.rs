//! One moment of the library: what to know before practising it, and nothing that gives it away.

use std::rc::Rc;

use crate::engine::guest;
use crate::engine::id::MomentName;
use crate::engine::mark::keyed;
use crate::engine::pack::{Pack, Scenario};
use crate::engine::practice::Practice;
use crate::engine::route::{FrameworkItem, Route};
use crate::ui::dom::{View, el, views};
use crate::ui::part::feedback;
use crate::ui::state::{Site, State, Trouble};
use crate::ui::words::{self, Key, t, tf, tn};

struct Found {
    site: Rc<Site>,
    pack: Rc<Pack>,
    name: MomentName,
    practice: Practice,
}

pub fn page(name: MomentName) -> View {
    let state = State::get();
    super::title(&t(Key::LibraryHeading));
    let load = async move {
        let site = state.site().await?;
        let (pack, practice) = match site.index.pack(&name.pack) {
            Some(entry) => {
                let pack = state.pack(&name.pack, entry.edition).await?;
                (pack, Practice::default())
            }
            None => {
                let (edition, pack) = state.guest(&name.pack, None).await?;
                (pack, guest::practice(&name.pack, edition))
            }
        };
        if pack.scenario(&name.scenario).is_none() {
            return Err(Trouble::NoMoment(name));
        }
        let practice = Practice {
            moments: vec![name.clone()],
            ..practice
        };
        Ok(Found {
            site: state.site().await?,
            pack,
            name,
            practice,
        })
    };
    super::when_loaded(load, |found| {
        let scenario = found.pack.scenario(&found.name.scenario);
        scenario.map_or_else(View::none, |scenario| show(found, scenario))
    })
}

fn show(found: &Found, scenario: &Scenario) -> View {
    super::title(&scenario.title);
    let length = if scenario.is_story() {
        tn(Key::CountSteps, scenario.steps.len())
    } else {
        tn(Key::CountWords, scenario.words())
    };
    let touches = (!scenario.topics.is_empty()).then(|| {
        let topics = words::topics(&scenario.topics);
        el("p").add(tf(Key::ScenarioTouches, &[("topics", &topics)]))
    });
    let about = [
        (Key::ScenarioSetting, scenario.setting.clone()),
        (Key::ScenarioLength, length),
        (Key::ScenarioPack, found.pack.title().to_owned()),
        (Key::ScenarioKey, feedback::who_decided(&found.pack)),
        (Key::ScenarioPolicy, scenario.policy_dependent.clone()),
        (Key::ScenarioSources, scenario.sources.join("; ")),
    ];
    let about: Vec<_> = about
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(key, text)| views![el("dt").add(key), el("dd").add(text)])
        .collect();
    views![
        el("h1").attr("tabindex", "-1").add(scenario.title.clone()),
        touches,
        el("p").class("row").add(
            el("a")
                .class("button primary")
                .attr("href", &Route::Practice(found.practice.to_string()).href())
                .add(Key::ScenarioPractise)
        ),
        el("dl").class("plain sentences").add(about),
        trains(&found.site, scenario)
    ]
}

/// What it trains gives the first answer away, so it is folded.
fn trains(site: &Site, scenario: &Scenario) -> View {
    let mut ids: Vec<_> = scenario.steps.iter().filter_map(keyed).collect();
    ids.dedup();
    let items: Vec<_> = ids
        .into_iter()
        .map(|id| {
            let href = Route::FrameworkItem(FrameworkItem::Competency(id.clone())).href();
            el("li").add(el("a").attr("href", &href).add(site.label(id)))
        })
        .collect();
    el("details")
        .class("moment")
        .add(el("summary").add(Key::ScenarioTrains))
        .add(el("p").add(Key::ScenarioTrainsText))
        .add(el("ul").class("list short").attr("role", "list").add(items))
        .view()
}
