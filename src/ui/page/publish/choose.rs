//! Which packs go along: those of the site, those that are kept on the device, drafts.

use std::rc::Rc;

use leptos::prelude::*;

use super::Desk;
use crate::engine::edition::Edition;
use crate::engine::framework::Framework;
use crate::engine::guest::{Origin, Summary};
use crate::engine::id::DraftId;
use crate::engine::index::PackEntry;
use crate::engine::keep::KeptGuest;
use crate::engine::publish::{Brought, Chosen};
use crate::engine::read::read_pack_quietly;
use crate::engine::route::StudioPage;
use crate::ui::dom::{El, View, dynamic, el, views};
use crate::ui::page::{studio, try_out};
use crate::ui::state::{Site, State};
use crate::ui::words::{self, Key, t, tf, tn};

/// A pack that is not of the site.
pub struct Own {
    title: String,
    /// What it holds and where it comes from.
    more: String,
    brought: Brought,
    /// The draft that it is.
    draft: Option<DraftId>,
    /// Whether it is the one that was worked at last.
    pub is_open: bool,
}

/// A pack's file, and that of a framework of its own.
type File = (String, Option<String>);

/// All that could be brought, and the drafts that have something to mend first. What is kept and
/// can't be read is left out: the page of packs to try says why.
pub fn own(state: State, site: &Site) -> (Vec<Own>, Vec<(String, String)>) {
    let (mut own, mut unready): (Vec<Own>, _) = (Vec::new(), Vec::new());
    let mut ids = Vec::new();
    for draft in studio::for_publishing(state) {
        match read(site, t(Key::PublishDraft), (draft.text, draft.framework)) {
            Some(read) => {
                ids.push(read.brought.pack.id().clone());
                own.push(Own {
                    draft: Some(draft.id),
                    is_open: draft.is_open,
                    ..read
                });
            }
            None => unready.push((draft.title, StudioPage::Pack(draft.id).href())),
        }
    }
    let (kept, trouble) = state.records().guests();
    state.note_trouble(trouble);
    // A draft that was practised is kept as it was then; it is offered as it is now.
    let is_former = |kept: &KeptGuest| {
        let is_draft = ids.contains(&kept.id);
        let is_same = own.iter().any(|one| one.brought.edition == kept.edition);
        is_draft && (is_same || kept.guest.origin == Origin::Studio)
    };
    let kept = kept.into_iter().filter(|kept| !is_former(kept));
    let kept: Vec<Own> = kept
        .filter_map(|kept| {
            let day = words::date(kept.guest.added);
            let more = tf(Key::PublishKept, &[("day", &day)]);
            read(site, more, (kept.guest.text, kept.guest.framework))
        })
        .collect();
    own.extend(kept);
    (own, unready)
}

fn read(site: &Site, more: String, (text, framework): File) -> Option<Own> {
    let brought = framework.as_deref().and_then(Framework::read_quietly);
    let is_known = |own: &Framework| site.frameworks.iter().any(|known| known.id() == own.id());
    let brought = brought.filter(|own| !is_known(own));
    let frameworks: Vec<&Framework> = site.frameworks.iter().chain(&brought).collect();
    let pack = read_pack_quietly(&text, &frameworks)?;
    let summary = Summary::of(&pack);
    let holds = try_out::counts(summary.moments, summary.stories);
    let framework = brought.as_ref().map(|own| own.id().clone()).zip(framework);
    Some(Own {
        title: summary.title,
        more: format!("{holds}. {more}"),
        brought: Brought {
            edition: Edition::of(&pack),
            framework: framework.filter(|(id, _)| id == pack.framework()),
            pack: Rc::new(pack),
            text,
        },
        draft: None,
        is_open: false,
    })
}

/// The drafts among what is chosen now, to be settled when the copy is made.
pub fn drafts(desk: Desk) -> Vec<DraftId> {
    let own = desk.own_packs.get_untracked();
    desk.found.with_value(|found| {
        let chosen = own.iter().filter_map(|at| found.own.get(*at));
        chosen.filter_map(|own| own.draft.clone()).collect()
    })
}

/// What is chosen now.
pub fn chosen(desk: Desk) -> Chosen {
    let (site, own) = (
        desk.site_packs.get_untracked(),
        desk.own_packs.get_untracked(),
    );
    desk.found.with_value(|found| {
        let packs = &found.site.index.packs;
        let site = packs.iter().enumerate().filter(|(at, _)| site.contains(at));
        let brought = found
            .own
            .iter()
            .enumerate()
            .filter(|(at, _)| own.contains(at));
        Chosen {
            site: site.map(|(_, pack)| pack.id.clone()).collect(),
            brought: brought.map(|(_, own)| own.brought.clone()).collect(),
        }
    })
}

pub fn packs(desk: Desk) -> View {
    desk.found.with_value(|found| {
        let index = &found.site.index;
        let own = found.own.iter().enumerate().map(|(at, own)| {
            let is_of_site = index.pack(own.brought.pack.id()).is_some();
            let more = match is_of_site {
                true => format!("{}. {}", own.more, t(Key::PublishReplaces)),
                false => own.more.clone(),
            };
            checkbox(desk.own_packs, at, own.title.clone(), more)
        });
        let own: Vec<El> = own.collect();
        let unready = found.unready.iter().map(unready).collect::<Vec<_>>();
        let own = match own.is_empty() && unready.is_empty() {
            true => el("p").class("small").add(Key::PublishNoOwn).view(),
            false => views![own, unready],
        };
        let all = index.packs.len();
        views![
            el("fieldset")
                .add(el("legend").add(Key::PublishOwn))
                .add(own),
            el("fieldset").add(el("legend").add(Key::PublishSite)).add(
                el("details")
                    .class("moment fold")
                    .add(el("summary").add(dynamic(move || {
                        let count = desk.site_packs.with(Vec::len).to_string();
                        let values = [("n", &*count), ("total", &*all.to_string())];
                        tf(Key::PublishOfSite, &values)
                    })))
                    .add(all_or_none(desk, all))
                    .add(dynamic(move || site_packs(desk)))
            )
        ]
    })
}

/// A draft that can't go along yet, with the way to it.
fn unready((title, href): &(String, String)) -> El {
    el("p")
        .class("small")
        .add(Key::PublishUnready)
        .add(" ")
        .add(el("a").attr("href", href).add(title.as_str()))
}

/// The list is made anew when all are chosen at once, and not while a person chooses.
fn site_packs(desk: Desk) -> El {
    desk.redraws.track();
    let items = desk.found.with_value(|found| {
        let packs = found.site.index.packs.iter().enumerate();
        let items =
            packs.map(|(at, pack)| checkbox(desk.site_packs, at, pack.title.clone(), holds(pack)));
        items.collect::<Vec<El>>()
    });
    el("div").class("scale wide-scale").add(items)
}

fn holds(pack: &PackEntry) -> String {
    let stories = pack.scenarios.iter().filter(|one| one.is_story()).count();
    try_out::counts(pack.scenarios.len() - stories, stories)
}

fn all_or_none(desk: Desk, all: usize) -> El {
    let button = |key: Key, count: usize| {
        el("button")
            .class("quiet")
            .attr("type", "button")
            .on("click", move |_| {
                desk.site_packs.set((0..count).collect());
                desk.redraws.update(|count| *count += 1);
            })
            .add(key)
    };
    el("p")
        .class("row close")
        .add(button(Key::PublishAll, all))
        .add(button(Key::PublishNone, 0))
}

fn checkbox(chosen: RwSignal<Vec<usize>>, at: usize, title: String, more: String) -> El {
    let is_on = chosen.with_untracked(|chosen| chosen.contains(&at));
    el("label")
        .class("choice")
        .add(
            el("input")
                .attr("type", "checkbox")
                .flag("checked", is_on)
                .on("change", move |changed| {
                    let is_on = event_target_checked(&changed);
                    chosen.update(|chosen| {
                        chosen.retain(|other| *other != at);
                        if is_on {
                            chosen.push(at);
                        }
                    });
                }),
        )
        .add(el("span").add(title).add(el("small").add(more)))
}

/// How many packs are chosen, in words.
pub fn count(desk: Desk) -> String {
    tn(
        Key::CountPacks,
        desk.site_packs.with(Vec::len) + desk.own_packs.with(Vec::len),
    )
}
