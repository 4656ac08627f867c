//! The report: what to talk about first, then who, then moment by moment.

use std::rc::Rc;

use leptos::prelude::*;

use super::people::People;
use super::steps::Turns;
use super::work::Made;
use super::{DIALOG, Desk, intake, items, options, pictures, told};
use crate::engine::cohort::csv::Table;
use crate::engine::cohort::talk::{Talk, Why};
use crate::engine::cohort::who::Scope;
use crate::engine::day;
use crate::engine::id::PackId;
use crate::shell::{clock, files, guard, page as browser};
use crate::ui::dom::{El, View, dynamic, el, view, views};
use crate::ui::part::story;
use crate::ui::state::State;
use crate::ui::words::{self, Key, t, tf, tn};

/// The names of the files that are saved.
const FILE: &str = "alongside-group";

pub fn page(state: State, desk: Desk, made: &Rc<Made>) -> View {
    let counted = made.report.who.counted;
    let heading = el("h2")
        .attr("id", "report")
        .attr("tabindex", "-1")
        .add(tn(Key::GroupReport, counted as usize));
    if made.taken.file.results() == 0 {
        return views![
            heading,
            told::unread(made),
            intake::form(state, desk),
            told::rules()
        ];
    }
    let paper = paper();
    let body = (counted > 0).then(|| body(made, paper));
    views![
        heading,
        el("p").class("small").add(Key::AttemptSelfReported),
        told::unread(made),
        told::who(made),
        scope(desk, made),
        actions(made, paper),
        body,
        el("details")
            .class("moment add-more")
            .flag("open", counted == 0)
            .add(el("summary").add(el("b").add(Key::GroupAddMore)))
            .add(intake::form(state, desk))
    ]
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
        part(talk),
        part(|made| view(unsafe_choices(made))),
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

/// Which editions and which format the report is on, where there is a choice.
fn scope(desk: Desk, made: &Rc<Made>) -> Option<El> {
    let now = made.report.scope.clone();
    let mut fields = Vec::new();
    let formats: Vec<_> = made
        .cohort
        .formats()
        .into_iter()
        .filter(|share| share.results > 0)
        .collect();
    if formats.len() > 1 {
        let options = formats.iter().map(|share| {
            let name = words::format(share.of);
            (counted(&name, share.results), share.of == now.format)
        });
        let (options, before) = (options.collect::<Vec<_>>(), now.clone());
        let formats: Vec<_> = formats.iter().map(|share| share.of).collect();
        fields.push(select(
            "format",
            t(Key::AssignFormat),
            &options,
            move |at| {
                if let Some(format) = formats.get(at) {
                    desk.rescope(Scope {
                        format: *format,
                        ..before.clone()
                    });
                }
            },
        ));
    }
    let editions = made.cohort.editions();
    for (place, (pack, edition)) in now.editions.iter().enumerate() {
        let of_pack: Vec<_> = editions
            .iter()
            .filter(|share| share.of.0 == *pack)
            .collect();
        if of_pack.len() < 2 {
            continue;
        }
        let options: Vec<_> = of_pack
            .iter()
            .map(|share| {
                let name = share.of.1.to_string();
                (counted(&name, share.results), share.of.1 == *edition)
            })
            .collect();
        let choices: Vec<_> = of_pack.iter().map(|share| share.of.1).collect();
        let title = tf(Key::GroupEdition, &[("pack", &pack_title(made, pack))]);
        let before = now.clone();
        let id = format!("edition-{place}");
        fields.push(select(&id, title, &options, move |at| {
            let mut scope = before.clone();
            if let (Some(edition), Some(of)) = (choices.get(at), scope.editions.get_mut(place)) {
                of.1 = *edition;
                desk.rescope(scope);
            }
        }));
    }
    (!fields.is_empty()).then(|| el("div").class("filters").add(fields))
}

fn counted(name: &str, results: u32) -> String {
    format!("{name} ({})", tn(Key::CountResults, results as usize))
}

fn pack_title(made: &Made, id: &PackId) -> String {
    let pack = made.site.index.pack(id);
    pack.map_or_else(|| id.to_string(), |pack| pack.title.clone())
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

fn actions(made: &Rc<Made>, paper: RwSignal<bool>) -> View {
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
                    .class("danger")
                    .attr("type", "button")
                    .on("click", |_| browser::open_dialog(DIALOG))
                    .add(Key::GroupStartOver)
            ),
        el("details")
            .class("moment no-print")
            .add(el("summary").add(Key::GroupCsv))
            .add(el("p").class("small").add(Key::GroupCsvMore))
            .add(el("div").class("row tight").add(tables)),
        el("p")
            .class("small no-print")
            .attr("role", "status")
            .add(dynamic(move || said.get()))
    ]
}

fn talk(made: &Made) -> View {
    let cards: Vec<_> = made
        .report
        .talk
        .iter()
        .filter_map(|talk| card(made, talk))
        .collect();
    if cards.is_empty() {
        return views![
            el("h2").add(Key::GroupTalk),
            el("p").add(Key::GroupTalkNone)
        ];
    }
    views![
        el("h2").add(Key::GroupTalk),
        el("p").class("small").add(Key::GroupTalkMore),
        el("ol").class("talk").add(cards)
    ]
}

fn card(made: &Made, talk: &Talk) -> Option<El> {
    let item = made.report.items.get(talk.item)?;
    let why = match talk.why {
        Why::Unsafe { people } => tn(Key::GroupWhyUnsafe, people as usize),
        Why::Short {
            question,
            people,
            of,
        } => {
            let key = match question {
                crate::engine::answer::Question::Competency => Key::GroupWhyCompetency,
                crate::engine::answer::Question::Response => Key::GroupWhyResponse,
            };
            let (people, of) = (people.to_string(), of.to_string());
            tf(key, &[("n", &people), ("of", &of)])
        }
    };
    let is_unsafe = matches!(talk.why, Why::Unsafe { .. });
    let pack = made.cohort.shelf().pack(&item.name.pack, item.edition);
    let step = pack
        .and_then(|pack| pack.scenario(&item.name.scenario))
        .and_then(|scenario| scenario.first());
    Some(
        el("li")
            .add(el("b").add(item.title.clone()))
            .add(el("p").class(if is_unsafe { "harm" } else { "" }).add(why))
            .add(step.map(|step| {
                el("details")
                    .class("moment")
                    .add(el("summary").add(Key::MomentSummary))
                    .add(story::story(step))
            })),
    )
}

fn unsafe_choices(made: &Made) -> Option<View> {
    let places = made.report.unsafe_items();
    if places.is_empty() {
        return None;
    }
    let people = made.report.unsafe_people as usize;
    let listed: Vec<_> = places
        .iter()
        .filter_map(|place| made.report.items.get(*place))
        .map(|item| {
            el("li")
                .add(el("b").add(item.title.clone()))
                .add(el("p").add(tn(Key::GroupWhyUnsafe, item.unsafe_people as usize)))
                .add(options::unsafe_responses(made, item))
        })
        .collect();
    Some(views![
        el("h2").class("harm").add(Key::GroupUnsafe),
        el("p").add(tn(Key::GroupUnsafeMore, people)),
        el("ul").class("talk").add(listed)
    ])
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
