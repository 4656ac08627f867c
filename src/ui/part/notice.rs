//! What stands in the way, and what to do next.

use leptos::prelude::*;

use crate::engine::index::IndexError;
use crate::engine::practice::{Note, NoteKind};
use crate::engine::problem::Problem;
use crate::engine::route::Route;
use crate::shell::fetch::FetchError;
use crate::shell::page;
use crate::ui::state::{State, Trouble};
use crate::ui::words::{Key, t, tf};

/// What a person should know of the storage, as long as it is so.
#[component]
pub fn StorageNotices() -> impl IntoView {
    let state = State::get();
    move || {
        let notice = state.storage.get();
        [
            (notice.blocked, Key::StorageBlocked),
            (notice.full, Key::StorageFull),
            (notice.damaged, Key::StorageDamaged),
            (notice.newer, Key::StorageNewer),
        ]
        .into_iter()
        .filter(|(stands, _)| *stands)
        .map(|(_, key)| view! { <div class="notice" role="status"><p>{t(key)}</p></div> })
        .collect_view()
    }
}

/// The parts of a link that were left out.
pub fn link_notes(notes: &[Note]) -> AnyView {
    if notes.is_empty() {
        return ().into_any();
    }
    let line = |note: &Note| {
        let key = match note.why {
            NoteKind::UnknownKey => Key::LinkUnknownKey,
            NoteKind::BadValue => Key::LinkBadValue,
            NoteKind::Repeated => Key::LinkRepeated,
        };
        let line = tf(key, &[("key", &note.key), ("value", &note.value)]);
        view! { <li>{line}</li> }
    };
    let lines: Vec<_> = notes.iter().take(10).map(line).collect();
    view! {
        <div class="notice" role="status">
            <p>{t(Key::LinkNotes)}</p>
            <ul>{lines}</ul>
        </div>
    }
    .into_any()
}

/// A page in place of one that can't be shown.
pub fn trouble(trouble: &Trouble) -> AnyView {
    let (heading, sentence) = match trouble {
        Trouble::Fetch(file, FetchError::Unreachable) => {
            (Key::TroubleUnreachable, tf(Key::TroubleUnreachableText, &[("file", file)]))
        }
        Trouble::Fetch(file, FetchError::Missing) => {
            (Key::TroubleMissing, tf(Key::TroubleMissingText, &[("file", file)]))
        }
        Trouble::Fetch(file, FetchError::NotAFile) => {
            (Key::TroubleMissing, tf(Key::TroubleNotAFileText, &[("file", file)]))
        }
        Trouble::Fetch(file, FetchError::Status(status)) => {
            let values = [("file", file.as_str()), ("status", &status.to_string())];
            (Key::TroubleStatus, tf(Key::TroubleStatusText, &values))
        }
        Trouble::Index(IndexError::Newer) => (Key::TroubleFile, t(Key::TroubleIndexNewer)),
        Trouble::Index(IndexError::Unreadable) => (Key::TroubleFile, t(Key::TroubleIndexText)),
        Trouble::File(file, _) => (Key::TroubleFile, tf(Key::TroubleFileText, &[("file", file)])),
        Trouble::NoPack(id) => {
            (Key::TroubleNoMoment, tf(Key::TroubleNoPackText, &[("pack", id.as_str())]))
        }
        Trouble::NoEdition(id) => {
            (Key::TroubleNoMoment, tf(Key::TroubleNoEditionText, &[("pack", id.as_str())]))
        }
        Trouble::NoMoment(name) => {
            let name = name.to_string();
            (Key::TroubleNoMoment, tf(Key::TroubleNoMomentText, &[("name", &name)]))
        }
    };
    let problems = match trouble {
        Trouble::File(_, problems) => problem_list(problems),
        _ => ().into_any(),
    };
    view! {
        <h1 tabindex="-1">{t(heading)}</h1>
        <p>{sentence}</p>
        {problems}
        <p class="row">
            <button class="primary" type="button" on:click=move |_| page::reload()>
                {t(Key::ActionTryAgain)}
            </button>
            <a class="button" href=Route::Home.href()>{t(Key::NavHome)}</a>
        </p>
    }
    .into_any()
}

/// The checker's words are for whoever wrote the file, and stay in English.
fn problem_list(problems: &[Problem]) -> AnyView {
    if problems.is_empty() {
        return ().into_any();
    }
    let item = |problem: &Problem| {
        view! { <li><p><b>{problem.pointer.clone()}</b>" "{problem.sentence.clone()}</p></li> }
    };
    let errors = problems.iter().filter(|problem| problem.is_error());
    let items: Vec<_> = errors.take(20).map(item).collect();
    view! {
        <h2>{t(Key::TroubleForTheAuthor)}</h2>
        <ol class="problems" lang="en">{items}</ol>
    }
    .into_any()
}

/// What stands in place of a page until its files are there.
pub fn loading() -> AnyView {
    view! {
        <p role="status">{t(Key::Loading)}</p>
        <progress aria-label=t(Key::Loading)></progress>
    }
    .into_any()
}
