//! Who, and how they did: in all, and in each category.

use std::cell::RefCell;
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;
use std::rc::Rc;

use leptos::prelude::*;

use super::report::{region, select};
use super::work::{Line, Made};
use crate::engine::answer::Question;
use crate::engine::day::Day;
use crate::engine::framework::Category;
use crate::shell::{clock, page as browser};
use crate::ui::dom::{El, View, dynamic, el, view, views};
use crate::ui::part::figures;
use crate::ui::part::svg::Stroke;
use crate::ui::part::turns::{Turn, Turns};
use crate::ui::words::{self, Key, n, t, tf, tn};

/// How many people are listed, and how many more at each wish.
const LISTED: usize = 30;
/// How many are listed on paper.
const ON_PAPER: usize = 1000;
/// In how many turns a table of people is drawn.
pub const TURNS: usize = 3;

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

/// Those who count, as both tables list them.
#[derive(Clone)]
pub struct People {
    pub made: Rc<Made>,
    pub categories: Rc<Vec<Category>>,
    /// Their places among the lines, as they are sorted.
    order: RwSignal<Rc<Vec<usize>>, LocalStorage>,
    listed: RwSignal<usize>,
    pub question: RwSignal<Question>,
    /// What the days are called that there are results of.
    days: Rc<RefCell<BTreeMap<i64, String>>>,
    /// Whether the page is to be printed.
    paper: RwSignal<bool>,
}

impl People {
    pub fn new(made: &Rc<Made>, paper: RwSignal<bool>) -> Self {
        Self {
            categories: Rc::new(used(made)),
            order: RwSignal::new_local(Rc::new(sorted(made, Sort::Given))),
            made: made.clone(),
            listed: RwSignal::new(LISTED),
            question: RwSignal::new(Question::Competency),
            days: Rc::default(),
            paper,
        }
    }

    fn most(&self) -> usize {
        let listed = self.listed.get();
        if self.paper.get() {
            listed.max(ON_PAPER)
        } else {
            listed
        }
    }

    /// How many are listed.
    fn shown(&self) -> usize {
        self.most().min(self.made.lines.len())
    }

    /// A row to each of those who are listed, in several turns.
    pub fn rows(
        &self,
        turns: &[Turn; TURNS],
        row: impl Fn(&Self, &Line) -> Option<El> + 'static,
    ) -> View {
        let (shown, row) = (self.shown(), Rc::new(row));
        let order = self.order.get();
        let each = shown.div_ceil(TURNS).max(1);
        let mut rows = View::none();
        for (n, turn) in turns.iter().enumerate() {
            let (people, order, row) = (self.clone(), order.clone(), row.clone());
            let part = turn.part(move || {
                let places = order.iter().take(shown).skip(n * each).take(each);
                let lines = places.filter_map(|place| people.made.lines.get(*place));
                let rows = lines.filter_map(|line| row(&people, line));
                view(rows.collect::<Vec<_>>())
            });
            rows = views![rows, part];
        }
        rows
    }

    /// How each did.
    pub fn list(&self, turns: Turns) -> View {
        let sorts = SORTS.map(|(one, key)| (t(key), one == Sort::Given));
        let (made, order) = (self.made.clone(), self.order);
        let turns = [(); TURNS].map(|()| turns.next());
        let sort = move |at: usize| {
            if let Some((chosen, _)) = SORTS.get(at) {
                order.set(Rc::new(sorted(&made, *chosen)));
            }
        };
        let people = self.clone();
        views![
            el("h2").add(Key::GroupPeople),
            el("div").class("filters even").add(select(
                "people-sort",
                t(Key::GroupSort),
                &sorts,
                sort
            )),
            dynamic(move || {
                let rows = people.rows(&turns, People::row);
                views![
                    region(Key::GroupPeopleTable, table(rows)),
                    people.more(people.shown())
                ]
            })
        ]
    }

    /// How many of them are listed, and more at a wish.
    fn more(&self, shown: usize) -> Option<View> {
        let all = self.made.lines.len();
        let listed = self.listed;
        let more = move |_| {
            listed.set(shown + LISTED);
            // The button is another one now, or gone.
            browser::focus_soon(format!("#people tr:nth-child({}) th", shown + 1));
        };
        (all > shown).then(|| {
            views![
                el("p").class("small").add(tf(
                    Key::GroupPeopleListed,
                    &[("n", &number(shown)), ("people", &number(all))]
                )),
                el("p").class("row tight").add(
                    el("button")
                        .attr("type", "button")
                        .on("click", more)
                        .add(tn(Key::GroupMorePeople, all - shown))
                )
            ]
        })
    }

    fn row(&self, line: &Line) -> Option<El> {
        let person = self.made.cohort.person(line.place)?;
        let (figures, count) = (person.figures, person.figures.count);
        let harm = (person.unsafe_moments > 0).then(|| {
            let moments = tn(Key::CountMoments, person.unsafe_moments as usize);
            el("b").class("harm").add(moments)
        });
        Some(
            el("tr")
                .add(
                    el("th")
                        .attr("scope", "row")
                        .attr("tabindex", "-1")
                        .add(name(person.label)),
                )
                .add(el("td").add(self.day(person.finished.into())))
                .add(figures::cell(figures.competency, count, Stroke::Competency))
                .add(figures::cell(figures.response, count, Stroke::Response))
                .add(el("td").add(harm)),
        )
    }

    /// The day of a minute. Asking the browser takes long, and a group has few days.
    fn day(&self, minute: u64) -> String {
        let day = Day::of(minute, clock::east(minute));
        let mut days = self.days.borrow_mut();
        let said = days
            .entry(day.0)
            .or_insert_with(|| words::short_day(minute));
        said.clone()
    }
}

/// The places of all who count, sorted.
fn sorted(made: &Made, sort: Sort) -> Vec<usize> {
    let lines = &made.lines;
    let mut places: Vec<usize> = (0..lines.len()).collect();
    let low = |credit: Option<f64>| credit.unwrap_or(f64::INFINITY);
    match sort {
        Sort::Given => {}
        // Those without a label last.
        Sort::Label => places.sort_by(|a, b| {
            let key = |place: &usize| {
                let label = &lines[*place].label;
                (label.is_empty(), label)
            };
            key(a).cmp(&key(b))
        }),
        Sort::Lowest(question) => {
            let of = |place: &usize| {
                let line = &lines[*place];
                match question {
                    Question::Competency => low(line.competency),
                    Question::Response => low(line.response),
                }
            };
            places.sort_by(|a, b| of(a).partial_cmp(&of(b)).unwrap_or(Ordering::Equal));
        }
        Sort::Unsafe => places.sort_by_key(|place| Reverse(lines[*place].unsafe_moments)),
    }
    places
}

fn table(rows: View) -> El {
    el("table")
        .class("wide")
        .add(super::report::head(&[
            Key::GroupLabel,
            Key::GroupDay,
            Key::WordCompetency,
            Key::WordResponse,
            Key::GroupHarm,
        ]))
        .add(el("tbody").attr("id", "people").add(rows))
}

#[allow(clippy::cast_precision_loss)] // people, whom somebody counts
fn number(count: usize) -> String {
    n(count as f64)
}

pub fn name(label: Option<&str>) -> String {
    label.map_or_else(|| t(Key::GroupNoLabel), str::to_owned)
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
