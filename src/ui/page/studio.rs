//! The studio: writing packs. A draft is kept on the device as it is written.

mod desk;
mod details;
mod drafts;
mod exceptions;
mod field;
mod figures;
mod graph;
mod intake;
mod losses;
mod moment;
mod open;
mod option;
mod out;
mod pack;
mod plain;
mod preview;
mod print;
mod response;
mod step;
mod tools;

use std::rc::Rc;

use leptos::prelude::*;

use self::desk::Desk;
use crate::engine::id::DraftId;
use crate::engine::keep::KeptDraft;
use crate::engine::route::StudioPage;
use crate::shell::page as browser;
use crate::ui::dom::{El, View, dynamic, el, views};
use crate::ui::state::{Site, State};
use crate::ui::words::{Key, t};

/// A page of the studio.
pub fn page(page: StudioPage) -> View {
    let state = State::get();
    // The heading is there at once; what it is about follows when the site's files have come.
    super::when_loaded(state.site(), move |site| {
        let page = page.clone();
        untrack(|| match page {
            StudioPage::Drafts => drafts::page(state, site),
            StudioPage::Pack(id) => opened(state, site, &id, pack::page),
            StudioPage::Moment(id, n) => {
                opened(state, site, &id, move |desk| moment::page(desk, n - 1))
            }
            StudioPage::Print(id) => opened(state, site, &id, print::page),
        })
    })
}

fn opened(
    state: State,
    site: &Rc<Site>,
    id: &DraftId,
    show: impl Fn(Desk) -> View + 'static,
) -> View {
    match Desk::open(state, site, id) {
        Some(desk) => show(desk),
        None => missing(),
    }
}

fn missing() -> View {
    super::title(&t(Key::StudioHeading));
    views![
        el("h1").attr("tabindex", "-1").add(Key::StudioMissing),
        el("p").add(Key::StudioMissingText),
        el("p").class("row").add(
            el("a")
                .class("button primary")
                .attr("href", &StudioPage::Drafts.href())
                .add(Key::StudioAllDrafts)
        )
    ]
}

/// The pack is there, and that moment of it is not.
fn missing_moment(desk: Desk) -> View {
    views![
        el("p").add(Key::StudioMissingMomentText),
        el("p")
            .class("row tight")
            .add(to_pack(desk).class("button primary"))
    ]
}

/// The way back to the pack, for whoever has come to the end of a page.
fn to_pack(desk: Desk) -> El {
    el("a")
        .class("button")
        .attr("href", &StudioPage::Pack(desk.id()).href())
        .add(Key::StudioBackToPack)
}

/// The part of a page in which the usual keys take back and do again.
fn keys(desk: Desk) -> El {
    el("div")
        .class("studio")
        .on("keydown", move |event| match browser::turns_back(&event) {
            Some(false) => desk.undo(),
            Some(true) => desk.redo(),
            None => {}
        })
}

/// What is on top of every page of a draft: taking back, doing again, and whether all is kept.
fn toolbar(desk: Desk) -> El {
    el("div")
        .class("toolbar")
        .add(
            el("div")
                .class("row tight")
                .add(button(Key::StudioUndo, move || desk.undo()))
                .add(button(Key::StudioRedo, move || desk.redo()))
                .add(el("p").class("small").add(dynamic(move || {
                    if desk.state.records().store.keeps_nothing() {
                        return Key::StudioSavedNothing;
                    }
                    match desk.saved.get() {
                        desk::Saved::Yes => Key::StudioSaved,
                        desk::Saved::Soon => Key::StudioSaving,
                        desk::Saved::No => Key::StudioNotSaved,
                    }
                }))),
        )
        .add(
            el("p")
                .class("small")
                .attr("role", "status")
                .add(dynamic(move || desk.news.get())),
        )
}

fn button(name: Key, then: impl Fn() + 'static) -> El {
    el("button")
        .attr("type", "button")
        .on("click", move |_| then())
        .add(name)
}

/// A draft that can be published.
pub struct Offered {
    pub id: DraftId,
    pub title: String,
    /// The pack's file.
    pub text: String,
    /// The file of a framework of its own.
    pub framework: Option<String>,
    /// Whether it is the one that was worked at last.
    pub is_open: bool,
}

/// The drafts, for whoever makes a copy of the site.
pub fn for_publishing(state: State) -> Vec<Offered> {
    let (drafts, trouble) = state.records().pack_drafts();
    state.note_trouble(trouble);
    let open = open::with_open(|open| open.id.clone());
    let offer = |(id, kept): (DraftId, KeptDraft)| Offered {
        is_open: open.as_ref() == Some(&id),
        id,
        title: titled(&kept.pack.title, Key::StudioUntitledPack),
        text: kept.pack.to_text(),
        framework: Some(kept.framework).filter(|text| !text.is_empty()),
    };
    drafts.into_iter().map(offer).collect()
}

/// A draft was published: results will name its ids, which stay as they are from now on.
pub fn settle(state: State, id: &DraftId) {
    open::settle(state, id);
}

/// A title, or what stands for one that is not written yet.
fn titled(title: &str, none: Key) -> String {
    let title = title.trim();
    if title.is_empty() {
        t(none)
    } else {
        title.to_owned()
    }
}
