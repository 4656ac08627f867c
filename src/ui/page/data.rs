//! In the settings: taking everything along, bringing it back, and what could not be read.

mod import;

use leptos::prelude::*;

use crate::engine::day::{self, Day};
use crate::engine::export::{attempts_csv, file_name, write};
use crate::engine::keep::LastExport;
use crate::engine::route::Route;
use crate::shell::{clock, files, page as browser};
use crate::ui::dom::{El, View, dynamic, dynamic_on, el, views};
use crate::ui::state::State;
use crate::ui::words::{self, Key, n, t, tf};

/// What is said of an action that is done.
const SAID: &str = "#data-said";

/// Characters that browsers allow to be kept, about.
const ROOM: usize = 5_000_000;

/// The section on the page. Cheap to copy.
#[derive(Clone, Copy)]
struct Data {
    state: State,
    /// What was done last.
    said: RwSignal<Option<String>>,
    /// Counts the changes that were made here.
    changes: RwSignal<u32>,
}

pub fn show(state: State) -> View {
    let data = Data {
        state,
        said: RwSignal::new(None),
        changes: RwSignal::new(0),
    };
    el("section")
        .add(views![
            el("h2").add(Key::DataHeading),
            el("p").class("small").add(Key::DataText),
            dynamic(move || data.figures()),
            el("div")
                .class("row")
                .add(
                    el("button")
                        .attr("type", "button")
                        .on("click", move |_| data.export())
                        .add(Key::DataExport)
                )
                .add(
                    el("button")
                        .attr("type", "button")
                        .on("click", move |_| data.table())
                        .add(Key::DataTable)
                ),
            el("p")
                .attr("id", SAID.trim_start_matches('#'))
                .attr("role", "status")
                .attr("tabindex", "-1")
                .add(dynamic(move || data.said.get())),
            import::show(data),
            el("p").add(
                el("a")
                    .attr("href", &Route::Diary(None).href())
                    .add(Key::DataDiary)
            ),
            dynamic_on(move || data.damaged(), move |damaged| data.aside(damaged))
        ])
        .view()
}

impl Data {
    fn track(self) {
        self.changes.track();
        self.state.changes.track();
    }

    fn say(self, said: String) {
        self.said.set(Some(said));
        self.changes.update(|count| *count += 1);
        browser::focus_soon(SAID);
    }

    fn say_saved(self, is_saved: bool) {
        self.say(t(if is_saved {
            Key::DataSaved
        } else {
            Key::DataNotSaved
        }));
    }

    /// How much is kept, and when it was last taken along.
    #[allow(clippy::cast_precision_loss)] // a number to be read
    fn figures(self) -> El {
        self.track();
        let records = self.state.records();
        let used = records.store.used() as f64 / ROOM as f64;
        let used = n((used * 100.0).ceil());
        let last = match records.last_export().minute {
            0 => t(Key::DataNever),
            minute => tf(Key::DataLast, &[("day", &words::date(minute))]),
        };
        el("p")
            .add(tf(Key::DataUsed, &[("n", &used)]))
            .add(" ")
            .add(last)
    }

    fn export(self) {
        let (records, minute) = (self.state.records(), clock::now() / 60_000);
        let export = records.export(minute);
        let name = file_name(Day::of(minute, clock::east(minute)));
        let is_saved = files::save(&name, "application/json", &write(&export));
        if is_saved {
            self.state
                .note_storage(records.note_export(LastExport::at(minute)));
        }
        self.say_saved(is_saved);
    }

    fn table(self) {
        let minute = clock::now() / 60_000;
        let (attempts, trouble) = self.state.records().attempts();
        self.state.note_trouble(trouble);
        let table = attempts_csv(&attempts, &|at| day::stamp(at, clock::east(at)));
        let today = Day::of(minute, clock::east(minute)).to_string();
        let name = tf(Key::DataTableName, &[("day", &today)]);
        self.say_saved(files::save(&name, "text/csv", &table));
    }

    fn damaged(self) -> Vec<(String, String)> {
        self.track();
        self.state.records().damaged()
    }

    /// What could not be read and is put aside.
    fn aside(self, damaged: &[(String, String)]) -> View {
        if damaged.is_empty() {
            return View::none();
        }
        let items: Vec<_> = damaged
            .iter()
            .map(|(name, text)| self.damaged_item(name, text))
            .collect();
        views![
            el("h3").add(Key::DataDamaged),
            el("p").class("small").add(Key::DataDamagedMore),
            el("ul").class("list").attr("role", "list").add(items)
        ]
    }

    fn damaged_item(self, name: &str, text: &str) -> El {
        let id = format!("damaged-{}", name.replace('/', "-"));
        let file = format!("{id}.txt");
        let (text, former) = (text.to_owned(), name.to_owned());
        let save = move |_| self.say_saved(files::save(&file, "text/plain", &text));
        let forget = move |_| {
            self.state.records().drop_damaged(&former);
            self.say(t(Key::DataForgotten));
        };
        el("li")
            .add(el("span").class("small").attr("id", &id).add(name))
            .add(
                el("div")
                    .class("row close")
                    .add(
                        el("button")
                            .class("quiet")
                            .attr("type", "button")
                            .attr("aria-describedby", &id)
                            .on("click", save)
                            .add(Key::DataDamagedSave),
                    )
                    .add(
                        el("button")
                            .class("quiet")
                            .attr("type", "button")
                            .attr("aria-describedby", &id)
                            .on("click", forget)
                            .add(Key::DataForget),
                    ),
            )
    }
}
