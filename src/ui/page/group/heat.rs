//! The heat map: what each earned in each category.

use std::cell::RefCell;
use std::collections::BTreeMap;

use leptos::prelude::*;

use super::items::question_word;
use super::people::{People, TURNS, name};
use super::report::{region, select};
use super::work::Line;
use crate::engine::answer::Question;
use crate::engine::attempt::Figures;
use crate::engine::cohort::QUESTIONS;
use crate::engine::framework::Category;
use crate::ui::dom::{El, View, dynamic, el, views};
use crate::ui::part::figures;
use crate::ui::part::heat::{legend, level};
use crate::ui::part::turns::Turns;
use crate::ui::words::{Key, t, tf};

impl People {
    /// What each earned in each category.
    pub fn heat(&self, turns: Turns) -> View {
        let questions = QUESTIONS.map(|of| (question_word(of), of == Question::Competency));
        let question = self.question;
        let turns = [(); TURNS].map(|()| turns.next());
        let choose = move |at: usize| {
            if let Some(of) = QUESTIONS.get(at) {
                question.set(*of);
            }
        };
        let people = self.clone();
        views![
            el("h3").add(Key::GroupHeat),
            el("p").class("small").add(Key::GroupHeatMore),
            el("div").class("filters even").add(select(
                "heat-of",
                t(Key::GroupHeatOf),
                &questions,
                choose
            )),
            legend(self.categories.iter()),
            dynamic(move || {
                let of = people.question.get();
                let said = Said {
                    is_of_one_form: people.of_form().is_some(),
                    ..Said::default()
                };
                let rows =
                    people.rows(&turns, move |people, line| people.heat_row(line, of, &said));
                let table = people.heat_table(rows, of);
                region(Key::GroupHeatTable, table)
            })
        ]
    }

    /// How many moments of each category there are, where all who count answered the same ones.
    fn of_form(&self) -> Option<Vec<usize>> {
        let report = &self.made.report;
        let items = || report.form.iter().filter_map(|at| report.items.get(*at));
        let count = |category: &Category| {
            items()
                .filter(|item| item.category.as_ref() == Some(&category.id))
                .count()
        };
        let is_one = report.form_people == report.who.counted;
        is_one.then(|| self.categories.iter().map(count).collect())
    }

    fn heat_table(&self, rows: View, of: Question) -> El {
        let counts = self.of_form().unwrap_or_default();
        let columns: Vec<_> = self
            .categories
            .iter()
            .enumerate()
            .map(|(at, category)| {
                let count = counts
                    .get(at)
                    .map(|count| el("small").add(tf(Key::GroupOf, &[("n", &count.to_string())])));
                el("th")
                    .attr("scope", "col")
                    .add(category.id.to_string())
                    .add(" ")
                    .add(count)
            })
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

    fn heat_row(&self, line: &Line, of: Question, said: &Said) -> Option<El> {
        let person = self.made.cohort.person(line.place)?;
        let found = self.made.cohort.by_category(line.place)?;
        let cells: Vec<_> = self
            .categories
            .iter()
            .map(|category| cell(found.get(&category.id), of, said))
            .collect();
        Some(
            el("tr")
                .add(el("th").attr("scope", "row").add(name(person.label)))
                .add(cells),
        )
    }
}

/// What is said of figures: few are different, and there are many cells.
#[derive(Default)]
struct Said {
    /// Whether the head says of how many moments they are.
    is_of_one_form: bool,
    texts: RefCell<BTreeMap<(u64, usize), String>>,
}

/// The figure, on a ground that is the deeper the higher it is.
fn cell(figures: Option<&Figures>, of: Question, said: &Said) -> El {
    let mean = figures.and_then(|figures| match of {
        Question::Competency => figures.competency,
        Question::Response => figures.response,
    });
    match (figures, mean) {
        (Some(figures), Some(mean)) => {
            let mut texts = said.texts.borrow_mut();
            let key = (mean.to_bits(), figures.count);
            let text = texts.entry(key).or_insert_with(|| {
                if said.is_of_one_form {
                    figures::earned(mean, figures.count)
                } else {
                    figures::of(mean, figures.count)
                }
            });
            el("td").class(level(mean)).add(text.as_str())
        }
        _ => el("td"),
    }
}
