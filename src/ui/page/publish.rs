//! Putting it online: one button makes a complete copy of this site with the chosen packs in it, as a
//! zip that any static host can serve.

mod choose;
mod look;
mod work;

use std::rc::Rc;

use leptos::prelude::*;

use crate::engine::publish::{FileList, Given, LIST};
use crate::shell::fetch::{self, FetchError};
use crate::shell::{address, page as browser};
use crate::ui::dom::{View, el, views};
use crate::ui::state::{Site, State, Trouble};
use crate::ui::words::{Key, t};
use choose::Own;
use work::Work;

/// The page. Cheap to copy.
#[derive(Clone, Copy)]
struct Desk {
    state: State,
    /// The places of the site's packs that go along.
    site_packs: RwSignal<Vec<usize>>,
    /// The places of the others that do.
    own_packs: RwSignal<Vec<usize>>,
    /// Counts how often all or none of them were chosen at once.
    redraws: RwSignal<u32>,
    given: RwSignal<Given>,
    work: RwSignal<Work>,
    /// Counts the copies that were begun and given up: what an earlier one still does is let go of.
    run: RwSignal<u32>,
    found: StoredValue<Rc<Found>, LocalStorage>,
}

/// What there is to make a copy of.
struct Found {
    site: Rc<Site>,
    /// `None` if this site does not know its own files.
    list: Option<FileList>,
    own: Vec<Own>,
    /// Drafts that have something to mend first: their titles and their pages.
    unready: Vec<(String, String)>,
}

pub fn page() -> View {
    let state = State::get();
    super::title(&t(Key::PublishHeading));
    let heading = views![
        el("h1").attr("tabindex", "-1").add(Key::PublishHeading),
        el("p").class("lead").add(Key::PublishLead)
    ];
    // One file that was opened from a device has no site around it.
    if !address::folder().starts_with("http") {
        return views![heading, no_site(Key::PublishOneFile)];
    }
    let load = async move {
        let site = state.site().await?;
        let list = match fetch::json(LIST).await {
            Ok(text) => FileList::read(&text),
            Err(FetchError::Missing | FetchError::NotAFile) => None,
            Err(error) => return Err(Trouble::Fetch(LIST.to_owned(), error)),
        };
        let (own, unready) = choose::own(state, &site);
        Ok(Rc::new(Found {
            site,
            list,
            own,
            unready,
        }))
    };
    views![
        heading,
        super::when_loaded(load, move |found: &Rc<Found>| match found.list {
            Some(_) => form(state, found.clone()),
            None => no_site(Key::PublishNoList),
        })
    ]
}

fn no_site(why: Key) -> View {
    el("div").class("notice").add(el("p").add(why)).view()
}

fn form(state: State, found: Rc<Found>) -> View {
    let given = browser::of_copy().map(|data| Given::read(&data));
    // Who comes from writing a pack has come for that one.
    let own = found.own.iter().enumerate();
    let own: Vec<usize> = own
        .filter(|(_, own)| own.is_open)
        .map(|(at, _)| at)
        .collect();
    let desk = Desk {
        state,
        site_packs: RwSignal::new((0..found.site.index.packs.len()).collect()),
        own_packs: RwSignal::new(own),
        redraws: RwSignal::new(0),
        given: RwSignal::new(given.unwrap_or_default()),
        work: RwSignal::new(Work::Nothing),
        run: RwSignal::new(0),
        found: StoredValue::new_local(found),
    };
    views![
        el("form")
            .on("submit", move |event| {
                event.prevent_default();
                work::begin(desk);
            })
            .add(choose::packs(desk))
            .add(look::fields(desk))
            .add(
                el("p").class("row").add(
                    el("button")
                        .class("primary")
                        .attr("type", "submit")
                        .add(Key::PublishMake)
                )
            ),
        work::view(desk)
    ]
}
