//! The entries by day, and what can be done with all of them.

use std::rc::Rc;

use leptos::prelude::*;

use super::{Diary, Entries, entry, fresh, text};
use crate::engine::diary::Entry;
use crate::engine::id::EntryId;
use crate::engine::route::Route;
use crate::shell::{intl, page as browser};
use crate::ui::dom::{El, View, dynamic_on, el, views};
use crate::ui::part::ask::Ask;
use crate::ui::words::{self, Key, tf, tn};

pub const DIALOG: &str = "delete-entry";

/// How many entries are shown at first, and how many more at a time.
const PAGE: usize = 10;

/// What of the list is shown.
#[derive(Clone, Copy)]
struct Shown {
    search: RwSignal<String>,
    most: RwSignal<usize>,
    /// The entry that may be deleted.
    doomed: RwSignal<Option<EntryId>>,
}

pub fn show(diary: Diary) -> View {
    let shown = Shown {
        search: RwSignal::new(String::new()),
        most: RwSignal::new(PAGE),
        doomed: RwSignal::new(None),
    };
    views![
        el("p").class("small screen").add(Key::DiaryReminderShort),
        el("p")
            .class("row")
            .add(
                el("button")
                    .class("primary")
                    .attr("type", "button")
                    .on("click", move |_| {
                        if let Some(draft) = fresh(None) {
                            diary.write(draft);
                        }
                    })
                    .add(Key::DiaryNew)
            )
            .add(go_on(diary)),
        dynamic_on(
            move || diary.entries().is_empty(),
            move |is_empty| if *is_empty {
                views![
                    el("p").class("lead").add(Key::DiaryEmpty),
                    el("p").add(Key::DiaryEmptyMore)
                ]
            } else {
                all(diary, shown)
            }
        ),
        dialog(diary, shown)
    ]
}

/// Back to the session that this tab is at.
fn go_on(diary: Diary) -> Option<El> {
    let (session, trouble) = diary.state.records().tab_session();
    diary.state.note_trouble(trouble);
    let practice = session?.practice().to_string();
    let link = el("a").class("button");
    Some(
        link.attr("href", &Route::Practice(practice).href())
            .add(Key::HomeContinue),
    )
}

fn all(diary: Diary, shown: Shown) -> View {
    let search = move |event| {
        shown.most.set(PAGE);
        shown.search.set(event_target_value(&event));
    };
    views![
        el("form")
            .attr("role", "search")
            .on("submit", |submitted| submitted.prevent_default())
            .add(
                el("label")
                    .class("label")
                    .attr("for", "search")
                    .add(Key::LibrarySearch)
            )
            .add(
                el("input")
                    .attr("id", "search")
                    .attr("type", "search")
                    .attr("autocomplete", "off")
                    .on("input", search)
            ),
        // What another tab does elsewhere folds nothing up here.
        dynamic_on(
            move || Found {
                entries: diary.entries(),
                query: shown.search.get(),
                most: shown.most.get(),
                has_titles: diary.site.with(|site| site.is_some()),
                has_room: diary.state.storage.with(|notice| !notice.full),
            },
            move |found| list(diary, shown, found)
        )
    ]
}

/// What can be done with all that was found, and not with the first of it only.
fn take_along(diary: Diary, shown: Shown, entries: Entries, query: String, count: usize) -> El {
    let print = move |_| {
        shown.most.set(usize::MAX);
        // What is folded among them is unfolded when they are there.
        browser::after_drawing(browser::print_unfolded);
    };
    let save = move |_| {
        let fits = |entry: &&Entry| entry.matches(&query, &intl::lower_case);
        let found: Vec<&Entry> = entries.iter().filter(fits).collect();
        let site = diary.site.get_untracked();
        let is_saved = text::save(&found, site.as_deref());
        diary.say(if is_saved {
            Key::DataSaved
        } else {
            Key::DataNotSaved
        });
    };
    el("div")
        .class("row")
        .add(
            el("button")
                .attr("type", "button")
                .on("click", print)
                .add(Key::ActionPrint),
        )
        .add(
            el("button")
                .attr("type", "button")
                .on("click", save)
                .add(tn(Key::DiarySave, count)),
        )
}

/// What the list is made of.
struct Found {
    entries: Entries,
    query: String,
    most: usize,
    /// Whether it is known what moments and competencies are called.
    has_titles: bool,
    /// Whether what was written could be kept: an entry that could not says so.
    has_room: bool,
}

impl PartialEq for Found {
    fn eq(&self, other: &Self) -> bool {
        let of = |found: &Self| (found.most, found.has_titles, found.has_room);
        of(self) == of(other)
            && self.query == other.query
            && Rc::ptr_eq(&self.entries, &other.entries)
    }
}

fn list(diary: Diary, shown: Shown, found: &Found) -> View {
    let Found {
        entries,
        query,
        most,
        ..
    } = found;
    let fits = |entry: &&Entry| entry.matches(query, &intl::lower_case);
    let found: Vec<&Entry> = entries.iter().filter(fits).collect();
    let values = [
        ("n", &*found.len().to_string()),
        ("total", &*entries.len().to_string()),
    ];
    let mut days: Vec<View> = Vec::new();
    let mut day = String::new();
    for entry in found.iter().take(*most) {
        let date = words::date(entry.created);
        if date != day {
            days.push(el("h2").add(date.clone()).view());
            day = date;
        }
        let id = entry.id.clone();
        let forget = move || shown.doomed.set(Some(id.clone()));
        days.push(entry::show(diary, entry, forget).view());
    }
    let more = found.get(*most).map(|next| {
        let next = next.id.clone();
        el("p").class("row").add(
            el("button")
                .attr("type", "button")
                .on("click", move |_| {
                    shown.most.update(|most| *most += PAGE);
                    browser::focus_soon(format!("#entry-{next}"));
                })
                .add(Key::DiaryMore),
        )
    });
    let along = (!found.is_empty())
        .then(|| take_along(diary, shown, entries.clone(), query.clone(), found.len()));
    let nothing = found.is_empty().then(|| el("p").add(Key::DiaryNothing));
    views![
        el("p")
            .class("small")
            .attr("role", "status")
            .add(tf(Key::LibraryFound, &values)),
        nothing,
        days,
        more,
        along
    ]
}

fn dialog(diary: Diary, shown: Shown) -> El {
    Ask {
        id: DIALOG,
        heading: Key::DiaryDeleteHeading,
        text: Key::DiaryDeleteText,
        no: Key::DeleteNo,
        yes: Key::DiaryDeleteYes,
    }
    .dialog(move || {
        if let Some(id) = shown.doomed.get_untracked() {
            diary.state.records().drop_entry(&id);
            diary.changes.update(|count| *count += 1);
            diary.say(Key::DiaryDeleted);
        }
    })
}
