//! Bringing a file back: what it would add is shown before anything is written.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Data;
use crate::engine::export::{Export, ImportError, MAX_BYTES, Merge, merge, read, salvage};
use crate::engine::keep::StorageError;
use crate::shell::{files, page as browser};
use crate::ui::dom::{El, View, dynamic, el, views};
use crate::ui::words::{self, Key, t, tf, tn};

const PREVIEW: &str = "#import-preview";

/// How far an import has come.
#[derive(Clone)]
enum Step {
    Nothing,
    /// The file can't be taken in, and why. What is whole of it can be looked at, if anything is.
    Refused(String, Option<String>),
    /// What it would add, and when it was made.
    Offered(u64, Merge),
}

pub fn show(data: Data) -> View {
    let step = RwSignal::new(Step::Nothing);
    let choose = move |event| {
        let Some(file) = files::chosen(&event).first() else {
            return;
        };
        data.said.set(None);
        spawn_local(async move {
            let next = if file.bytes() > MAX_BYTES {
                Step::Refused(refusal(&ImportError::TooLarge), None)
            } else {
                match file.text().await {
                    Some(text) => look(data, text),
                    None => Step::Refused(t(Key::ImportUnreadable), None),
                }
            };
            // The page may have been left meanwhile.
            if step.try_set(next).is_none() {
                browser::focus_soon(PREVIEW);
            }
        });
    };
    views![
        el("h3").add(Key::ImportHeading),
        el("p").class("small").add(Key::ImportText),
        el("p")
            .add(
                el("label")
                    .class("label")
                    .attr("for", "import")
                    .add(Key::ImportChoose)
            )
            .add(
                el("input")
                    .attr("id", "import")
                    .attr("type", "file")
                    .attr("accept", ".json,application/json")
                    .on("change", choose)
            ),
        dynamic(move || preview(data, step))
    ]
}

/// What becomes of a file's text.
fn look(data: Data, text: String) -> Step {
    match read(&text) {
        Ok(export) => offer(data, export),
        Err(error @ ImportError::PartDamaged { .. }) => Step::Refused(refusal(&error), Some(text)),
        Err(error) => Step::Refused(refusal(&error), None),
    }
}

fn offer(data: Data, export: Export) -> Step {
    let made = export.made;
    Step::Offered(made, merge(&data.state.records().here(), export))
}

fn preview(data: Data, step: RwSignal<Step>) -> View {
    let section = |class: &str, heading: Key, inside: View| {
        el("section")
            .class(class)
            .attr("id", PREVIEW.trim_start_matches('#'))
            .attr("tabindex", "-1")
            .attr("aria-labelledby", "import-preview-heading")
            .add(el("h4").attr("id", "import-preview-heading").add(heading))
            .add(inside)
            .view()
    };
    let cancel = move |_| {
        step.set(Step::Nothing);
        data.say(t(Key::ImportNothingDone));
    };
    let close = |name: Key| {
        el("button")
            .attr("type", "button")
            .on("click", cancel)
            .add(name)
    };
    match step.get() {
        Step::Nothing => View::none(),
        Step::Refused(why, rest) => {
            let rest = rest.map(|text| salvage_button(data, step, text));
            let inside = views![
                el("p").add(why),
                el("div")
                    .class("row")
                    .add(rest)
                    .add(close(Key::ImportClose))
            ];
            section("notice", Key::ImportRefused, inside)
        }
        Step::Offered(made, merge) => {
            let made = tf(Key::ImportMade, &[("day", &words::date(made))]);
            let lines: Vec<_> = lines(&merge)
                .into_iter()
                .map(|line| el("li").add(line))
                .collect();
            let add = (!merge.is_empty()).then(|| add_button(data, step, merge));
            let inside = views![
                el("p").add(made),
                el("ul").add(lines),
                el("div")
                    .class("row")
                    .add(add)
                    .add(close(Key::ImportCancel))
            ];
            section("note", Key::ImportPreview, inside)
        }
    }
}

fn salvage_button(data: Data, step: RwSignal<Step>, text: String) -> El {
    let rest = move |_| {
        if let Ok((export, _)) = salvage(&text) {
            step.set(offer(data, export));
            browser::focus_soon(PREVIEW);
        }
    };
    el("button")
        .attr("type", "button")
        .on("click", rest)
        .add(Key::ImportRest)
}

fn add_button(data: Data, step: RwSignal<Step>, merge: Merge) -> El {
    let add = move |_| {
        let records = data.state.records();
        let taken = records.import(&merge);
        step.set(Step::Nothing);
        let said = match taken {
            Ok(()) => Key::ImportDone,
            Err(StorageError::Blocked) => Key::ImportBlocked,
            Err(StorageError::Full) => Key::ImportFull,
        };
        if taken.is_ok() && merge.settings.is_some() {
            data.state.take_up_settings();
        }
        data.say(t(said));
    };
    el("button")
        .class("primary")
        .attr("type", "button")
        .on("click", add)
        .add(Key::ImportAdd)
}

/// What an import adds, and what is here already.
fn lines(merge: &Merge) -> Vec<String> {
    let counts = [
        (Key::ImportNewResults, merge.new_attempts.len()),
        (Key::ImportNewEntries, merge.new_entries.len()),
        (Key::ImportChangedEntries, merge.changed_entries.len()),
        (Key::ImportNewDrafts, merge.new_drafts.len()),
        (Key::ImportNewPacks, merge.new_packs.len()),
        (Key::ImportKnownResults, merge.known_attempts),
        (Key::ImportKnownEntries, merge.known_entries),
        (Key::ImportKnownDrafts, merge.known_drafts),
        (Key::ImportKnownPacks, merge.known_packs),
    ];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    let mut lines: Vec<String> = counts.map(|(key, count)| tn(key, count)).collect();
    if merge.settings.is_some() {
        lines.push(t(Key::ImportSettings));
    }
    if merge.is_empty() {
        lines.push(t(Key::ImportNothingNew));
    }
    lines
}

fn refusal(error: &ImportError) -> String {
    match error {
        ImportError::TooLarge => t(Key::ImportTooLarge),
        ImportError::NotJson => t(Key::ImportNotJson),
        ImportError::NotOurs => t(Key::ImportNotOurs),
        ImportError::Newer(_) => t(Key::ImportNewer),
        ImportError::Damaged => t(Key::ImportDamaged),
        ImportError::PartDamaged { whole, lost } => {
            let values = [("whole", &*whole.to_string()), ("lost", &*lost.to_string())];
            tf(Key::ImportPartDamaged, &values)
        }
    }
}
