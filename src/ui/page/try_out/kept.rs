//! The packs that are kept on the device, and removing them.

use std::rc::Rc;

use leptos::prelude::*;

use super::{Desk, preview};
use crate::engine::attempt::Attempt;
use crate::engine::framework::Framework;
use crate::engine::guest::{Summary, needed_by};
use crate::engine::keep::KeptGuest;
use crate::engine::pack::Pack;
use crate::engine::read::read_pack_quietly;
use crate::shell::page as browser;
use crate::ui::dom::{El, View, dynamic, el, views};
use crate::ui::page::guest::link;
use crate::ui::state::Site;
use crate::ui::words::{self, Key, t, tf, tn};

pub fn list(desk: Desk) -> View {
    let records = desk.state.records();
    let (kept, trouble) = records.guests();
    desk.state.note_trouble(trouble);
    if kept.is_empty() {
        return View::none();
    }
    let (attempts, trouble) = records.attempts();
    desk.state.note_trouble(trouble);
    let kept = Rc::new(kept);
    views![
        el("h2")
            .attr("id", "kept")
            .attr("tabindex", "-1")
            .add(Key::TryKeptHeading),
        el("p").class("small").add(Key::TryKeptText),
        super::super::when_loaded(desk.state.site(), move |site| {
            let items: Vec<_> = kept
                .iter()
                .map(|kept| item(desk, site, kept, &attempts))
                .collect();
            el("ul")
                .class("cards")
                .attr("role", "list")
                .add(items)
                .view()
        })
    ]
}

fn item(desk: Desk, site: &Site, kept: &KeptGuest, attempts: &[Attempt]) -> El {
    let pack = read(site, kept);
    let title = pack
        .as_ref()
        .map_or_else(|| kept.id.to_string(), |pack| pack.title().to_owned());
    let digits = &kept.edition.to_string()[..8];
    let day = words::date(kept.guest.added);
    let mut about = vec![
        preview::origin(&kept.guest.origin),
        tf(Key::TryKeptOn, &[("day", &day), ("edition", digits)]),
    ];
    if let Some(pack) = &pack {
        let summary = Summary::of(pack);
        about.insert(0, preview::counts(summary.moments, summary.stories));
    }
    let needed = needed_by(attempts, &kept.id, kept.edition);
    if needed > 0 {
        about.push(tn(Key::TryNeeded, needed));
    }
    let unkept = kept
        .is_unkept
        .then(|| el("p").class("problem").add(Key::TryUnkept));
    let heading = format!("kept-{}-{digits}", kept.id);
    let practise = pack.is_some().then(|| {
        el("a")
            .class("button")
            .attr("href", &link(&kept.id, kept.edition, None).href())
            .attr("aria-describedby", &heading)
            .add(Key::TryPractise)
    });
    el("li")
        .class("card")
        .add(el("h3").attr("id", &heading).add(title))
        .add(el("p").class("small").add(about.join(". ")).add("."))
        .add(unkept)
        .add(pack.as_ref().map(|pack| contents(kept, pack)))
        .add(remove(desk, kept, needed, heading, practise))
}

fn read(site: &Site, kept: &KeptGuest) -> Option<Pack> {
    let own = kept.guest.framework.as_deref();
    let own = own.and_then(Framework::read_quietly);
    let frameworks: Vec<&Framework> = site.frameworks.iter().chain(&own).collect();
    read_pack_quietly(&kept.guest.text, &frameworks)
}

/// Each moment and story, to practise by itself: stories are in no form that is drawn.
fn contents(kept: &KeptGuest, pack: &Pack) -> El {
    let items: Vec<_> = pack
        .scenarios()
        .iter()
        .map(|scenario| {
            let to = link(&kept.id, kept.edition, Some(scenario.id.clone()));
            let length = if scenario.is_story() {
                tn(Key::CountSteps, scenario.steps.len())
            } else {
                tn(Key::CountWords, scenario.words())
            };
            el("li").add(
                el("a")
                    .attr("href", &to.href())
                    .add(el("b").add(scenario.title.clone()))
                    .add(" ")
                    .add(el("small").add(length)),
            )
        })
        .collect();
    el("details")
        .class("moment fold")
        .add(el("summary").add(Key::TryContents))
        .add(el("ul").class("list").attr("role", "list").add(items))
}

/// Practising and removing. A pack that results need is removed only when that was said.
fn remove(
    desk: Desk,
    kept: &KeptGuest,
    needed: usize,
    described_by: String,
    practise: Option<El>,
) -> El {
    let asks = RwSignal::new(false);
    let (id, edition) = (kept.id.clone(), kept.edition);
    let question = format!("{described_by}-question");
    let focused = question.clone();
    let drop = Rc::new(move || {
        desk.state.records().drop_guest(&id, edition);
        desk.changes.update(|count| *count += 1);
        desk.said.set(t(Key::TryRemoved));
        browser::focus_soon("h1");
    });
    let first = drop.clone();
    let begin = move |_| {
        if needed == 0 {
            first();
        } else {
            asks.set(true);
            browser::focus_soon(format!("#{focused}"));
        }
    };
    let button = el("button")
        .class("quiet")
        .attr("type", "button")
        .attr("aria-describedby", &described_by)
        .on("click", begin)
        .add(Key::TryRemove);
    el("div")
        .add(el("div").class("row close").add(practise).add(button))
        .add(dynamic(move || {
            let drop = drop.clone();
            asks.get().then(|| {
                el("div")
                    .class("notice")
                    .attr("id", &question)
                    .attr("tabindex", "-1")
                    .add(el("p").add(tn(Key::TryRemoveNeeded, needed)))
                    .add(
                        el("div")
                            .class("row")
                            .add(
                                el("button")
                                    .attr("type", "button")
                                    .on("click", move |_| drop())
                                    .add(Key::TryRemoveYes),
                            )
                            .add(
                                el("button")
                                    .class("quiet")
                                    .attr("type", "button")
                                    .on("click", move |_| {
                                        asks.set(false);
                                        browser::focus_soon("#kept");
                                    })
                                    .add(Key::TryRemoveNo),
                            ),
                    )
            })
        }))
}
