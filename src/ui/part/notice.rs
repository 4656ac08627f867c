//! What stands in the way, and what to do next.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::engine::practice::Note;
use crate::engine::route::Route;
use crate::shell::fetch::FetchError;
use crate::shell::page as browser;
use crate::ui::dom::{El, View, dynamic, el, views};
use crate::ui::page::{self, later};
use crate::ui::state::{State, Trouble};
use crate::ui::words::{Key, t, tf};

/// What a person should know of the storage, as long as it is so.
pub fn storage_notices() -> View {
    let state = State::get();
    dynamic(move || {
        let notice = state.storage.get();
        let standing = [
            (notice.blocked, Key::StorageBlocked),
            (notice.full, Key::StorageFull),
            (notice.damaged, Key::StorageDamaged),
            (notice.newer, Key::StorageNewer),
        ];
        let standing = standing.into_iter().filter(|(stands, _)| *stands);
        let notices = standing.map(|(_, key)| {
            el("div")
                .class("notice")
                .add(el("p").attr("role", "status").add(key))
                .add(dynamic(move || ways_on(state, key)))
        });
        notices.collect::<Vec<_>>()
    })
}

/// What can be done about it; nothing in the middle of a moment, which has its own.
fn ways_on(state: State, key: Key) -> Option<El> {
    let again = (key == Key::StorageFull).then(|| try_again(state));
    // What is in memory only, and what is put aside, can be taken along, in the settings.
    let is_elsewhere = state.route.get() != Route::Settings && !state.is_practising.get();
    let has_some = || key == Key::StorageFull || !state.records().store.names("").is_empty();
    let along = (is_elsewhere && key != Key::StorageNewer && has_some()).then(|| {
        el("a")
            .attr("href", &Route::Settings.href())
            .add(Key::StorageTakeAlong)
    });
    let some = again.is_some() || along.is_some();
    some.then(|| el("p").class("row").add(again).add(along))
}

fn try_again(state: State) -> El {
    el("button")
        .attr("type", "button")
        .on("click", move |_| {
            // What waits has to be read before it is kept: a matter of a part.
            spawn_local(async move {
                if let Ok(home) = later::home().await {
                    (home.try_again)(state);
                    browser::mend_focus();
                }
            });
        })
        .add(Key::ActionTryAgain)
}

/// A page in place of one that can't be shown. What is amiss with a file is explained at length by
/// a part of the program of its own; where that can't be had either, the connection is to blame.
pub fn trouble(trouble: &Trouble) -> View {
    match trouble {
        Trouble::Fetch(file, FetchError::Unreachable) => {
            let sentence = tf(Key::TroubleUnreachableText, &[("file", file)]);
            in_place(Key::TroubleUnreachable, sentence, View::none())
        }
        Trouble::Program => {
            let sentence = t(Key::TroubleProgramText);
            in_place(Key::TroubleUnreachable, sentence, View::none())
        }
        other => {
            let other = other.clone();
            page::waiting(later::explain(), move |explain| (explain.trouble)(&other))
        }
    }
}

/// The parts of a link that were left out.
pub fn link_notes(notes: Vec<Note>) -> View {
    if notes.is_empty() {
        return View::none();
    }
    page::waiting(later::explain(), move |explain| {
        (explain.link_notes)(&notes)
    })
}

/// A heading, a sentence and more of it, and what to do next.
pub fn in_place(heading: Key, sentence: String, more: View) -> View {
    views![
        el("h1").attr("tabindex", "-1").add(heading),
        el("p").add(sentence),
        more,
        el("p")
            .class("row")
            .add(
                el("button")
                    .class("primary")
                    .attr("type", "button")
                    .on("click", move |_| browser::reload())
                    .add(Key::ActionTryAgain)
            )
            .add(
                el("a")
                    .class("button")
                    .attr("href", &Route::Home.href())
                    .add(Key::NavHome)
            )
    ]
}

/// What stands in place of a page until its files are there.
pub fn loading() -> View {
    views![
        el("p").attr("role", "status").add(Key::Loading),
        el("progress").worded("aria-label", Key::Loading)
    ]
}
