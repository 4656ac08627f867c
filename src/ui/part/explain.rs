//! What is amiss with a link or a file, at length.

use crate::engine::index::IndexError;
use crate::engine::practice::{Note, NoteKind};
use crate::engine::problem::Problem;
use crate::engine::route::Route;
use crate::shell::fetch::FetchError;
use crate::ui::dom::{View, el, views};
use crate::ui::part::notice;
use crate::ui::state::Trouble;
use crate::ui::words::{Key, t, tf};

/// The parts of a link that were left out.
pub fn link_notes(notes: &[Note]) -> View {
    if notes.is_empty() {
        return View::none();
    }
    let line = |note: &Note| {
        let key = match note.why {
            NoteKind::UnknownKey => Key::LinkUnknownKey,
            NoteKind::BadValue => Key::LinkBadValue,
            NoteKind::Repeated => Key::LinkRepeated,
        };
        let line = tf(key, &[("key", &note.key), ("value", &note.value)]);
        el("li").add(line)
    };
    let lines: Vec<_> = notes.iter().take(10).map(line).collect();
    el("div")
        .class("notice")
        .attr("role", "status")
        .add(el("p").add(Key::LinkNotes))
        .add(el("ul").add(lines))
        .view()
}

/// A page in place of one that can't be shown.
pub fn trouble(trouble: &Trouble) -> View {
    let (heading, sentence) = match trouble {
        Trouble::Fetch(_, FetchError::Unreachable) | Trouble::Program => {
            return notice::trouble(trouble);
        }
        Trouble::Fetch(file, FetchError::Missing) => (
            Key::TroubleMissing,
            tf(Key::TroubleMissingText, &[("file", file)]),
        ),
        Trouble::Fetch(file, FetchError::NotAFile) => (
            Key::TroubleMissing,
            tf(Key::TroubleNotAFileText, &[("file", file)]),
        ),
        Trouble::Fetch(file, FetchError::Status(status)) => {
            let values = [("file", file.as_str()), ("status", &status.to_string())];
            (Key::TroubleStatus, tf(Key::TroubleStatusText, &values))
        }
        Trouble::Index(IndexError::Newer) => (Key::TroubleFile, t(Key::TroubleIndexNewer)),
        Trouble::Index(IndexError::Unreadable) => (Key::TroubleFile, t(Key::TroubleIndexText)),
        Trouble::File(file, _) => (
            Key::TroubleFile,
            tf(Key::TroubleFileText, &[("file", file)]),
        ),
        Trouble::NoPack(id) => (
            Key::TroubleNoMoment,
            tf(Key::TroubleNoPackText, &[("pack", id.as_str())]),
        ),
        Trouble::NoEdition(id) => (
            Key::TroubleNoMoment,
            tf(Key::TroubleNoEditionText, &[("pack", id.as_str())]),
        ),
        Trouble::NoMoment(name) => {
            let name = name.to_string();
            (
                Key::TroubleNoMoment,
                tf(Key::TroubleNoMomentText, &[("name", &name)]),
            )
        }
    };
    let problems = match trouble {
        Trouble::File(_, problems) => problem_list(problems),
        _ => View::none(),
    };
    if heading == Key::TroubleNoMoment {
        return not_here(heading, sentence);
    }
    notice::in_place(heading, sentence, problems)
}

/// What is not there does not come by trying again.
fn not_here(heading: Key, sentence: String) -> View {
    views![
        el("h1").attr("tabindex", "-1").add(heading),
        el("p").add(sentence),
        el("p")
            .class("row")
            .add(
                el("a")
                    .class("button primary")
                    .attr("href", &Route::Library.href())
                    .add(Key::NavLibrary)
            )
            .add(
                el("a")
                    .class("button")
                    .attr("href", &Route::Home.href())
                    .add(Key::NavHome)
            )
    ]
}

/// The checker's words are for whoever wrote the file, and stay in English.
fn problem_list(problems: &[Problem]) -> View {
    if problems.is_empty() {
        return View::none();
    }
    let item = |problem: &Problem| {
        el("li").add(
            el("p")
                .add(el("b").add(problem.pointer.clone()))
                .add(" ")
                .add(problem.sentence.clone()),
        )
    };
    let errors = problems.iter().filter(|problem| problem.is_error());
    let items: Vec<_> = errors.take(20).map(item).collect();
    views![
        el("h2").add(Key::TroubleForTheAuthor),
        el("ol").class("problems").attr("lang", "en").add(items)
    ]
}
