//! Moment by moment: how many did how well, and which option was chosen how often.

use std::cmp::Ordering;
use std::rc::Rc;

use leptos::prelude::*;

use super::options::fold;
use super::report::{head, region, select};
use super::work::Made;
use crate::engine::answer::Question;
use crate::engine::cohort::estimate::{Credits, Estimate};
use crate::engine::cohort::item::ItemReport;
use crate::engine::cohort::{MIN_DISCRIMINATION, MIN_FACILITY, QUESTIONS};
use crate::engine::id::CategoryId;
use crate::ui::dom::{El, View, dynamic, el, views};
use crate::ui::part::svg::{Stroke, bar};
use crate::ui::words::{self, Key, hundredths, n, t, tf, tn};

/// How the moments are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// Those in which someone endorsed what could do harm, then as they stand in their packs.
    Safety,
    /// As they stand in their packs.
    Packs,
    /// The lowest mean credit first.
    Lowest(Question),
    /// The lowest discrimination first.
    Discrimination(Question),
}

const SORTS: [(Sort, Key); 6] = [
    (Sort::Safety, Key::GroupSortSafety),
    (Sort::Packs, Key::GroupSortPacks),
    (Sort::Lowest(Question::Competency), Key::GroupSortCompetency),
    (Sort::Lowest(Question::Response), Key::GroupSortResponse),
    (
        Sort::Discrimination(Question::Competency),
        Key::GroupSortDiscriminationCompetency,
    ),
    (
        Sort::Discrimination(Question::Response),
        Key::GroupSortDiscriminationResponse,
    ),
];

pub fn section(made: Rc<Made>, paper: RwSignal<bool>) -> View {
    let sort = RwSignal::new(Sort::Safety);
    let category: RwSignal<Option<CategoryId>> = RwSignal::new(None);
    let is_discriminating = is_discriminating(&made);
    // Those of which nothing is shown come last.
    let sorts = if is_discriminating {
        &SORTS[..]
    } else {
        &SORTS[..SORTS.len() - QUESTIONS.len()]
    };
    let sorts: Vec<_> = sorts
        .iter()
        .map(|(one, key)| (t(*key), *one == Sort::Safety))
        .collect();
    let categories = categories(&made);
    let mut options = vec![(t(Key::LibraryAny), true)];
    options.extend(categories.iter().map(|(_, label)| (label.clone(), false)));
    let choose = move |at: usize| {
        let chosen = at.checked_sub(1).and_then(|at| categories.get(at));
        category.set(chosen.map(|(id, _)| id.clone()));
    };
    let keys = doubtful_keys(&made);
    views![
        el("h2").add(Key::GroupMoments),
        keys,
        el("div")
            .class("filters even")
            .add(select("sort", t(Key::GroupSort), &sorts, move |at| {
                if let Some((chosen, _)) = SORTS.get(at) {
                    sort.set(*chosen);
                }
            }))
            .add(select("of", t(Key::WordCategory), &options, choose)),
        dynamic(move || shown(&made, sort.get(), category.get().as_ref(), paper)),
        el("p").class("small").add(tf(
            Key::GroupFacilityNote,
            &[("n", &MIN_FACILITY.to_string())]
        )),
        el("p").class("small").add(tf(
            if is_discriminating {
                Key::GroupDiscriminationNote
            } else {
                Key::GroupDiscriminationNone
            },
            &[("n", &MIN_DISCRIMINATION.to_string())]
        ))
    ]
}

/// Whether there is a discrimination to show of any moment.
fn is_discriminating(made: &Made) -> bool {
    let mut items = made.report.items.iter();
    items.any(|item| {
        QUESTIONS
            .iter()
            .any(|of| item.discrimination.of(*of).is_some())
    })
}

/// The categories that a moment of the report is keyed to, with their labels.
fn categories(made: &Made) -> Vec<(CategoryId, String)> {
    let all = made.site.frameworks.iter().flat_map(|f| f.categories());
    let used = all.filter(|category| {
        let mut items = made.report.items.iter();
        items.any(|item| item.category.as_ref() == Some(&category.id))
    });
    used.map(|category| (category.id.clone(), category.label.clone()))
        .collect()
}

fn doubtful_keys(made: &Made) -> Option<El> {
    let lines: Vec<_> = made
        .report
        .keys_to_check()
        .into_iter()
        .filter_map(|(place, question)| {
            let item = made.report.items.get(place)?;
            let question = question_word(question);
            let values = [("title", &*item.title), ("question", &question)];
            Some(el("li").add(tf(Key::GroupCheckKey, &values)))
        })
        .collect();
    (!lines.is_empty()).then(|| {
        el("div")
            .class("note")
            .add(el("p").add(Key::GroupCheckKeys))
            .add(el("ul").add(lines))
    })
}

pub fn question_word(question: Question) -> String {
    t(match question {
        Question::Competency => Key::WordCompetency,
        Question::Response => Key::WordResponse,
    })
}

fn order(made: &Made, sort: Sort) -> Vec<usize> {
    let items = &made.report.items;
    let mut places: Vec<usize> = (0..items.len()).collect();
    let by = |value: &dyn Fn(&ItemReport) -> Option<f64>| {
        let mut places = places.clone();
        // Those of which nothing can be said come last.
        let key = |place: &usize| items.get(*place).and_then(value).unwrap_or(f64::INFINITY);
        places.sort_by(|a, b| key(a).partial_cmp(&key(b)).unwrap_or(Ordering::Equal));
        places
    };
    match sort {
        Sort::Packs => places,
        Sort::Safety => {
            let mut first = made.report.unsafe_items();
            places.retain(|place| !first.contains(place));
            first.extend(places);
            first
        }
        Sort::Lowest(question) => by(&|item| item.credits.of(question).mean()),
        Sort::Discrimination(question) => {
            by(&|item| item.discrimination.of(question).map(|found| found.value))
        }
    }
}

fn shown(
    made: &Rc<Made>,
    sort: Sort,
    category: Option<&CategoryId>,
    paper: RwSignal<bool>,
) -> View {
    let mut places = order(made, sort);
    let item = |place: &usize| made.report.items.get(*place);
    places.retain(|place| {
        item(place).is_some_and(|item| category.is_none() || item.category.as_ref() == category)
    });
    let is_discriminating = is_discriminating(made);
    let rows = places.iter().filter_map(item);
    let rows: Vec<_> = rows.map(|item| row(item, is_discriminating)).collect();
    let mut columns = vec![
        Key::GroupMoment,
        Key::GroupAnswered,
        Key::WordCompetency,
        Key::WordResponse,
    ];
    if is_discriminating {
        columns.extend([
            Key::GroupDiscriminationCompetency,
            Key::GroupDiscriminationResponse,
        ]);
    }
    columns.push(Key::GroupHarm);
    let folds: Vec<_> = places
        .iter()
        .map(|place| untrack(|| fold(made, *place, paper)))
        .collect();
    let table = el("table")
        .class("wide")
        .add(el("caption").add(tn(Key::CountMoments, places.len())))
        .add(head(&columns))
        .add(el("tbody").add(rows));
    views![
        region(Key::GroupMomentsTable, table),
        el("div")
            .class("folds")
            .add(el("h3").add(Key::GroupOptions))
            .add(el("p").class("small no-print").add(Key::GroupOptionsMore))
            .add(folds)
    ]
}

fn row(item: &ItemReport, is_discriminating: bool) -> El {
    let harm = (item.unsafe_people > 0).then(|| {
        el("b")
            .class("harm")
            .add(tn(Key::CountPeople, item.unsafe_people as usize))
    });
    el("tr")
        .add(el("th").attr("scope", "row").add(item.title.clone()))
        .add(el("td").add(item.answered.to_string()))
        .add(facility(item, Question::Competency, Stroke::Competency))
        .add(facility(item, Question::Response, Stroke::Response))
        .add(is_discriminating.then(|| {
            let cells = QUESTIONS.map(|of| discrimination(item, of));
            cells.into_iter().collect::<Vec<_>>()
        }))
        .add(el("td").add(harm))
}

fn facility(item: &ItemReport, question: Question, stroke: Stroke) -> El {
    let credits = item.credits.of(question);
    let cell = el("td");
    match item.facility.of(question) {
        Some(found) => {
            let percent = |share: f64| n((share * 100.0).round());
            let range = [
                ("low", &*percent(found.low)),
                ("high", &percent(found.high)),
            ];
            cell.add(words::percent(found.value))
                .add(" ")
                .add(el("small").add(tf(Key::GroupPercentRange, &range)))
                .add(bar(found.value, stroke))
        }
        None => cell.add(counts(credits)),
    }
}

/// Of few answers, how many earned how much.
fn counts(credits: &Credits) -> String {
    if credits.count == 0 {
        return t(Key::ScoreNone);
    }
    let counts = [
        (Key::GroupFull, credits.full),
        (Key::GroupPart, credits.part()),
        (Key::GroupNoCredit, credits.none),
    ];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    let counts: Vec<_> = counts.map(|(key, count)| tn(key, count as usize)).collect();
    counts.join(", ")
}

fn discrimination(item: &ItemReport, question: Question) -> El {
    match item.discrimination.of(question) {
        Some(found) => {
            let range = tf(
                Key::GroupRange,
                &[
                    ("low", &hundredths(found.low)),
                    ("high", &hundredths(found.high)),
                ],
            );
            el("td")
                .add(hundredths(found.value))
                .add(" ")
                .add(el("small").add(range))
        }
        None => el("td").add(Key::GroupNotShown),
    }
}

/// “0.34 (0.05 to 0.58)”.
pub fn interval(found: &Estimate) -> String {
    let values = [
        ("value", &*hundredths(found.value)),
        ("low", &hundredths(found.low)),
        ("high", &hundredths(found.high)),
    ];
    tf(Key::GroupInterval, &values)
}
