//! The diary: what a person writes for themselves, and nobody else gets with a result.

mod entry;
mod form;
mod list;
mod text;

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::engine::diary::{Entry, Field, Words};
use crate::engine::id::{EntryId, MomentName};
use crate::engine::keep::TAB_DRAFT;
use crate::engine::route::Route;
use crate::shell::storage::StorageError;
use crate::shell::{address, entropy, page as browser};
use crate::ui::dom::{View, dynamic, dynamic_on, el, views};
use crate::ui::part::kept;
use crate::ui::state::{Site, State};
use crate::ui::words::{Key, t, tf};

/// What is said of an action that is done.
const SAID: &str = "#diary-said";

/// The diary on the page. Cheap to copy: a handful of handles.
#[derive(Clone, Copy)]
struct Diary {
    state: State,
    mode: RwSignal<Mode>,
    /// What was done last.
    said: RwSignal<Option<Key>>,
    /// Counts the changes that were made here.
    changes: RwSignal<u32>,
    /// What moments and competencies are called, once that is known.
    site: RwSignal<Option<Rc<Site>>, LocalStorage>,
    /// The entries, and the changes after which they were read.
    read: StoredValue<Option<(Stamp, Entries)>, LocalStorage>,
}

type Stamp = (u32, u32);
type Entries = Rc<Vec<Entry>>;

#[derive(Clone, PartialEq)]
enum Mode {
    List,
    Write(Draft),
    /// Words of another moment are not saved yet: what was being written, and what is asked for.
    Asked(Draft, Draft),
}

/// An entry that is being written.
#[derive(Clone, PartialEq)]
struct Draft {
    id: EntryId,
    moment: Option<MomentName>,
    words: Words,
    is_new: bool,
}

/// The diary; with a moment, a new entry about it.
pub fn page(moment: Option<MomentName>) -> View {
    let state = State::get();
    super::title(&t(Key::DiaryHeading));
    let asked = moment.and_then(|moment| fresh(Some(moment)));
    let mode = match (form::left_over(state), asked) {
        (Some(left), Some(asked)) if left.moment != asked.moment => Mode::Asked(left, asked),
        (Some(draft), _) | (None, Some(draft)) => Mode::Write(draft),
        (None, None) => Mode::List,
    };
    let diary = Diary {
        state,
        mode: RwSignal::new(mode),
        said: RwSignal::new(None),
        changes: RwSignal::new(0),
        site: RwSignal::new_local(None),
        read: StoredValue::new_local(None),
    };
    spawn_local(async move {
        if let Ok(site) = state.site().await {
            let _ = diary.site.try_set(Some(site));
        }
    });
    views![
        el("h1").attr("tabindex", "-1").add(Key::DiaryHeading),
        kept::nothing_is_kept(state),
        el("p")
            .attr("id", SAID.trim_start_matches('#'))
            .class("screen")
            .attr("role", "status")
            .attr("tabindex", "-1")
            .add(dynamic(move || diary.said.get().map(t))),
        dynamic_on(
            move || diary.mode.get(),
            move |mode| match mode {
                Mode::List => list::show(diary),
                Mode::Write(draft) => form::show(diary, draft),
                Mode::Asked(left, asked) => asking(diary, left, asked),
            }
        )
    ]
}

impl Diary {
    /// The entries, read anew only when something changed here or in another tab. They are the
    /// same list as before if they say the same.
    fn entries(self) -> Entries {
        let stamp = (self.changes.get(), self.state.changes.get());
        let before = self.read.get_value();
        if let Some((of, entries)) = &before
            && *of == stamp
        {
            return entries.clone();
        }
        let (entries, trouble) = self.state.records().entries();
        self.state.note_trouble(trouble);
        if self.state.records().store.has_waiting() {
            self.state.note_storage(Err(StorageError::Full));
        }
        let same = before.map(|(_, before)| before);
        let same = same.filter(|before| **before == entries);
        let entries = same.unwrap_or_else(|| Rc::new(entries));
        self.read.set_value(Some((stamp, entries.clone())));
        entries
    }

    /// Opens the form.
    fn write(self, draft: Draft) {
        self.said.set(None);
        self.mode.set(Mode::Write(draft));
        browser::focus_soon(form::HEADING);
    }

    /// Closes the form, and says what became of it.
    fn close(self, said: Key) {
        // A reload is not to begin it once more.
        address::replace(&Route::Diary(None));
        self.changes.update(|count| *count += 1);
        self.say(said);
        self.mode.set(Mode::List);
    }

    fn say(self, said: Key) {
        self.said.set(Some(said));
        browser::focus_soon(SAID);
    }

    /// What an entry is about: the moment's title, or its name until that is known.
    fn about(self, moment: Option<&MomentName>) -> String {
        let Some(moment) = moment else {
            return t(Key::DiaryFree);
        };
        let title = self.site.with(|site| title(site.as_deref(), moment));
        tf(Key::DiaryAbout, &[("title", &title)])
    }
}

/// Which of two to write: what was begun before, or what the address asks for.
fn asking(diary: Diary, left: &Draft, asked: &Draft) -> View {
    let about = |moment: Option<MomentName>| dynamic(move || diary.about(moment.as_ref()));
    let (go_on, instead) = (left.clone(), asked.clone());
    let start = move |_| {
        diary.state.records().store.tab_remove(TAB_DRAFT);
        diary.write(instead.clone());
    };
    views![
        el("h2").add(Key::DiaryUnsaved),
        el("p")
            .add(Key::DiaryUnsavedOf)
            .add(" ")
            .add(el("b").add(about(left.moment.clone()))),
        el("p")
            .add(Key::DiaryUnsavedAsked)
            .add(" ")
            .add(el("b").add(about(asked.moment.clone()))),
        el("div")
            .class("row")
            .add(
                el("button")
                    .class("primary")
                    .attr("type", "button")
                    .on("click", move |_| diary.write(go_on.clone()))
                    .add(Key::DiaryUnsavedGoOn)
            )
            .add(
                el("button")
                    .attr("type", "button")
                    .on("click", start)
                    .add(Key::DiaryUnsavedLeave)
            )
    ]
}

/// A new entry.
fn fresh(moment: Option<MomentName>) -> Option<Draft> {
    Some(Draft {
        id: entropy::entry_id()?,
        moment,
        words: Words::default(),
        is_new: true,
    })
}

fn title(site: Option<&Site>, moment: &MomentName) -> String {
    let found = site.and_then(|site| site.index.scenario(moment));
    found.map_or_else(|| moment.to_string(), |scenario| scenario.title.clone())
}

fn caption(field: Field) -> Key {
    match field {
        Field::Happened => Key::DiaryHappened,
        Field::Did => Key::DiaryDid,
        Field::Taken => Key::DiaryTaken,
        Field::Noticed => Key::DiaryNoticed,
        Field::Next => Key::DiaryNext,
    }
}
