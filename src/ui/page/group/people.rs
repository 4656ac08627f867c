//! Who, and how they did: in all, and in each category.

use std::cmp::Ordering;
use std::rc::Rc;

use leptos::prelude::*;

use super::items::question_word;
use super::report::{region, select};
use super::work::{Line, Made};
use crate::engine::answer::Question;
use crate::engine::attempt::Figures;
use crate::engine::cohort::QUESTIONS;
use crate::engine::framework::Category;
use crate::ui::dom::{El, View, dynamic, el, views};
use crate::ui::part::figures;
use crate::ui::part::svg::Stroke;
use crate::ui::words::{self, Key, t, tn};

/// How many people are listed, and how many more at each wish.
const LISTED: usize = 50;

/// How people are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Given,
    Label,
    Lowest(Question),
    Unsafe,
}

const SORTS: [(Sort, Key); 5] = [
    (Sort::Given, Key::GroupSortGiven),
    (Sort::Label, Key::GroupSortLabel),
    (Sort::Lowest(Question::Competency), Key::GroupSortCompetency),
    (Sort::Lowest(Question::Response), Key::GroupSortResponse),
    (Sort::Unsafe, Key::GroupSortSafety),
];

pub fn section(made: Rc<Made>) -> View {
    let sort = RwSignal::new(Sort::Given);
    let listed = RwSignal::new(LISTED);
    let question = RwSignal::new(Question::Competency);
    let sorts = SORTS.map(|(one, key)| (t(key), one == Sort::Given));
    let questions = QUESTIONS.map(|of| (question_word(of), of == Question::Competency));
    let categories: Vec<Category> = used(&made);
    let shown = move || {
        let people = sorted(&made, sort.get());
        let most = listed.get();
        let rows = people.iter().take(most);
        let rows: Vec<_> = rows.filter_map(|line| row(&made, line)).collect();
        let of = question.get();
        let heat = people.iter().take(most);
        let heat: Vec<_> = heat
            .filter_map(|line| heat_row(&made, line, of, &categories))
            .collect();
        let rest = people.len().saturating_sub(most);
        let more = (rest > 0).then(|| {
            el("p").class("row tight no-print").add(
                el("button")
                    .attr("type", "button")
                    .on("click", move |_| listed.update(|most| *most += LISTED))
                    .add(tn(Key::GroupMorePeople, rest)),
            )
        });
        views![
            region(Key::GroupPeopleTable, table(rows)),
            el("h3").add(Key::GroupHeat),
            el("p").class("small").add(Key::GroupHeatMore),
            region(Key::GroupHeatTable, heat_table(heat, of, &categories)),
            more,
            legend(&categories)
        ]
    };
    views![
        el("h2").add(Key::GroupPeople),
        el("div")
            .class("filters even")
            .add(select(
                "people-sort",
                t(Key::GroupSort),
                &sorts,
                move |at| {
                    if let Some((chosen, _)) = SORTS.get(at) {
                        sort.set(*chosen);
                    }
                }
            ))
            .add(select(
                "heat-of",
                t(Key::GroupHeatOf),
                &questions,
                move |at| {
                    if let Some(of) = QUESTIONS.get(at) {
                        question.set(*of);
                    }
                }
            )),
        dynamic(shown)
    ]
}

fn sorted(made: &Made, sort: Sort) -> Vec<&Line> {
    let mut lines: Vec<&Line> = made.lines.iter().collect();
    let low = |credit: Option<f64>| credit.unwrap_or(f64::INFINITY);
    match sort {
        Sort::Given => {}
        // Those without a label last.
        Sort::Label => lines
            .sort_by(|a, b| (a.label.is_empty(), &a.label).cmp(&(b.label.is_empty(), &b.label))),
        Sort::Lowest(question) => {
            let of = |line: &Line| match question {
                Question::Competency => low(line.competency),
                Question::Response => low(line.response),
            };
            lines.sort_by(|a, b| of(a).partial_cmp(&of(b)).unwrap_or(Ordering::Equal));
        }
        Sort::Unsafe => lines.sort_by_key(|line| std::cmp::Reverse(line.unsafe_moments)),
    }
    lines
}

fn table(rows: Vec<El>) -> El {
    el("table")
        .class("wide")
        .add(super::report::head(&[
            Key::GroupLabel,
            Key::GroupDay,
            Key::WordCompetency,
            Key::WordResponse,
            Key::GroupHarm,
        ]))
        .add(el("tbody").add(rows))
}

fn name(label: Option<&str>) -> String {
    label.map_or_else(|| t(Key::GroupNoLabel), str::to_owned)
}

fn row(made: &Made, line: &Line) -> Option<El> {
    let person = made.cohort.person(line.place)?;
    let (figures, count) = (person.figures, person.figures.count);
    let harm = (person.unsafe_moments > 0).then(|| {
        let moments = tn(Key::CountMoments, person.unsafe_moments as usize);
        el("b").class("harm").add(moments)
    });
    Some(
        el("tr")
            .add(el("th").attr("scope", "row").add(name(person.label)))
            .add(el("td").add(words::day(person.finished.into())))
            .add(figures::cell(figures.competency, count, Stroke::Competency))
            .add(figures::cell(figures.response, count, Stroke::Response))
            .add(el("td").add(harm)),
    )
}

/// The categories that a moment of the report is keyed to.
fn used(made: &Made) -> Vec<Category> {
    let all = made.site.frameworks.iter().flat_map(|f| f.categories());
    let is_used = |category: &&Category| {
        let mut items = made.report.items.iter();
        items.any(|item| item.category.as_ref() == Some(&category.id))
    };
    all.filter(is_used).cloned().collect()
}

fn heat_table(rows: Vec<El>, of: Question, categories: &[Category]) -> El {
    let columns: Vec<_> = categories
        .iter()
        .map(|category| el("th").attr("scope", "col").add(category.id.to_string()))
        .collect();
    el("table")
        .class("wide heat")
        .add(el("caption").add(question_word(of)))
        .add(
            el("thead").add(
                el("tr")
                    .add(el("th").attr("scope", "col").add(Key::GroupLabel))
                    .add(columns),
            ),
        )
        .add(el("tbody").add(rows))
}

fn heat_row(made: &Made, line: &Line, of: Question, categories: &[Category]) -> Option<El> {
    let person = made.cohort.person(line.place)?;
    let cells: Vec<_> = categories
        .iter()
        .map(|category| cell(person.by_category.get(&category.id), of))
        .collect();
    Some(
        el("tr")
            .add(el("th").attr("scope", "row").add(name(person.label)))
            .add(cells),
    )
}

/// The figure, on a ground that is the deeper the higher it is.
fn cell(figures: Option<&Figures>, of: Question) -> El {
    let mean = figures.and_then(|figures| match of {
        Question::Competency => figures.competency,
        Question::Response => figures.response,
    });
    match (figures, mean) {
        (Some(figures), Some(mean)) => el("td")
            .class(level(mean))
            .add(figures::of(mean, figures.count)),
        _ => el("td"),
    }
}

/// The class of a share between 0 and 1.
pub fn level(share: f64) -> &'static str {
    match share {
        share if share >= 0.875 => "heat-4",
        share if share >= 0.625 => "heat-3",
        share if share >= 0.375 => "heat-2",
        share if share >= 0.125 => "heat-1",
        _ => "heat-0",
    }
}

/// What the numbers of categories mean.
pub fn legend(categories: &[Category]) -> El {
    let items: Vec<_> = categories
        .iter()
        .map(|category| {
            el("div")
                .add(el("dt").add(category.id.to_string()))
                .add(el("dd").add(category.label.clone()))
        })
        .collect();
    el("dl").class("legend small").add(items)
}
