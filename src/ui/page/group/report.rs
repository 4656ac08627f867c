//! The report: what to talk about first, then who, then moment by moment.

use std::rc::Rc;

use leptos::prelude::*;

use super::people::People;
use super::work::Made;
use super::{DIALOG, Desk, intake, items, pictures, scope, talk, told};
use crate::engine::cohort::csv::Table;
use crate::engine::day;
use crate::shell::{clock, files, guard, page as browser};
use crate::ui::dom::{El, View, dynamic, el, views};
use crate::ui::part::turns::Turns;
use crate::ui::state::State;
use crate::ui::words::{self, Key, tf, tn};

/// The names of the files that are saved.
const FILE: &str = "alongside-group";

pub fn page(state: State, desk: Desk, made: &Rc<Made>) -> View {
    let counted = made.report.who.counted;
    let is_any = made.taken.file.results() > 0;
    let heading = el("h2").attr("id", "report").attr("tabindex", "-1");
    if !is_any {
        return views![
            heading.add(Key::GroupReportNone),
            told::problems(made),
            told::unread(made, true),
            intake::form(state, desk),
            told::rules()
        ];
    }
    let paper = paper();
    let talk = (counted > 0).then(|| talk::section(made));
    let body = (counted > 0).then(|| body(made, paper));
    views![
        heading.add(tn(Key::GroupReport, counted as usize)),
        el("p")
            .class("small")
            .add(about(made))
            .add(" ")
            .add(Key::AttemptSelfReported),
        told::counted(made),
        told::problems(made),
        scope::choices(desk, made),
        talk,
        actions(state, desk, made, paper),
        body,
        told::who(made)
    ]
}

/// What the report is of, as it has to stand on paper: the day, the packs.
fn about(made: &Made) -> String {
    let editions = &made.report.scope.editions;
    let packs = editions.iter().map(|(id, _)| scope::pack_title(made, id));
    let packs = packs.collect::<Vec<_>>().join(", ");
    let today = words::date(clock::now() / 60_000);
    tf(Key::GroupAbout, &[("date", &today), ("packs", &packs)])
}

/// Whether the page is to be printed, so that all of it has to be there: from when that was asked
/// for, here or in the browser.
fn paper() -> RwSignal<bool> {
    let paper = RwSignal::new(false);
    browser::before_print(Some(Rc::new(move || {
        let _ = paper.try_set(true);
    })));
    on_cleanup(|| browser::before_print(None));
    paper
}

fn body(made: &Rc<Made>, paper: RwSignal<bool>) -> View {
    let turns = Turns::new(paper);
    let part = |draw: fn(&Made) -> View| {
        let made = made.clone();
        turns.next().part(move || draw(&made))
    };
    let people = People::new(made, paper);
    let of_items = made.clone();
    views![
        people.list(turns),
        people.heat(turns),
        part(pictures::categories),
        turns
            .next()
            .part(move || items::section(of_items.clone(), paper)),
        part(pictures::reliability),
        part(pictures::confusion),
        part(pictures::slips)
    ]
}

/// A choice among these, by their places; each with whether it is chosen now.
pub fn select(
    id: &str,
    label: String,
    options: &[(String, bool)],
    choose: impl Fn(usize) + 'static,
) -> El {
    let options: Vec<_> = options
        .iter()
        .enumerate()
        .map(|(at, (name, is_chosen))| {
            el("option")
                .attr("value", &at.to_string())
                .flag("selected", *is_chosen)
                .add(name.as_str())
        })
        .collect();
    el("div")
        .add(el("label").class("label").attr("for", id).add(label))
        .add(
            el("select")
                .attr("id", id)
                .on("change", move |changed| {
                    if let Ok(at) = event_target_value(&changed).parse() {
                        choose(at);
                    }
                })
                .add(options),
        )
}

fn actions(state: State, desk: Desk, made: &Rc<Made>, paper: RwSignal<bool>) -> View {
    let is_counted = made.report.who.counted > 0;
    let said: RwSignal<Option<Key>> = RwSignal::new(None);
    let save = move |name: &str, kind: &str, text: &str| {
        let is_saved = files::save(name, kind, text);
        said.set(Some(if is_saved {
            Key::DataSaved
        } else {
            Key::DataNotSaved
        }));
        is_saved
    };
    let group = made.clone();
    let save_group = move |_| {
        if save(
            &format!("{FILE}.txt"),
            "text/plain",
            group.taken.file.text(),
        ) {
            guard::ask_before_unload(false);
        }
    };
    let print = move |_| {
        paper.set(true);
        browser::print_soon();
    };
    let print_all = move |_| {
        paper.set(true);
        browser::print_unfolded();
    };
    let stamp = |minute| day::stamp(minute, clock::east(minute));
    let tables: Vec<_> = Table::ALL
        .into_iter()
        .map(|table| {
            let made = made.clone();
            el("button")
                .attr("type", "button")
                .on("click", move |_| {
                    let name = format!("{FILE}-{}.csv", table.slug());
                    let text = table.csv(&made.cohort, &made.report, &stamp);
                    save(&name, "text/csv", &text);
                })
                .add(match table {
                    Table::People => Key::GroupCsvPeople,
                    Table::Moments => Key::GroupCsvMoments,
                    Table::Options => Key::GroupCsvOptions,
                    Table::Categories => Key::GroupCsvCategories,
                    Table::Slips => Key::GroupCsvSlips,
                })
        })
        .collect();
    views![
        el("div")
            .class("row tight")
            .add(
                el("button")
                    .attr("type", "button")
                    .on("click", save_group)
                    .add(Key::GroupSave)
            )
            .add(
                el("button")
                    .attr("type", "button")
                    .on("click", print)
                    .add(Key::ActionPrint)
            )
            .add(
                el("button")
                    .attr("type", "button")
                    .on("click", print_all)
                    .add(Key::GroupPrintAll)
            )
            .add(
                el("button")
                    .class("quiet")
                    .attr("type", "button")
                    .on("click", |_| browser::open_dialog(DIALOG))
                    .add(Key::GroupStartOver)
            ),
        el("details")
            .class("moment no-print")
            .add(el("summary").add(el("b").add(Key::GroupCsv)))
            .add(el("p").class("small").add(Key::GroupCsvMore))
            .add(el("div").class("row tight").add(tables)),
        el("p")
            .class("small no-print")
            .attr("role", "status")
            .add(dynamic(move || said.get())),
        el("details")
            .class("moment add-more")
            .flag("open", !is_counted)
            .add(el("summary").add(el("b").add(Key::GroupAddMore)))
            .add(intake::form(state, desk))
    ]
}

/// A table that is moved sideways by itself where it is too wide for the page.
pub fn region(name: Key, table: El) -> El {
    sideways("region", name, table)
}

/// As [`region`], of which there are many on the page: it is no landmark.
pub fn small_region(name: Key, table: El) -> El {
    sideways("group", name, table)
}

fn sideways(role: &str, name: Key, table: El) -> El {
    el("div")
        .class("sideways")
        .attr("role", role)
        .attr("tabindex", "0")
        .worded("aria-label", name)
        .add(table)
}

/// The head of a table.
pub fn head(columns: &[Key]) -> El {
    let cells: Vec<_> = columns
        .iter()
        .map(|key| el("th").attr("scope", "col").add(*key))
        .collect();
    el("thead").add(el("tr").add(cells))
}
