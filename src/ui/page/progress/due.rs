//! When to come back to which category, and why.

use super::{Own, fold, head, list, opening};
use crate::engine::framework::Category;
use crate::engine::id::CategoryId;
use crate::engine::mastery::Mastery;
use crate::engine::order;
use crate::engine::practice::Practice;
use crate::engine::route::Route;
use crate::engine::spacing::{Card, Standing, due_with, patience};
use crate::shell::clock;
use crate::ui::dom::{El, View, el, views};
use crate::ui::words::{self, Key, t, tf, tn};

/// How many of each kind stand there at once.
const FIRST: usize = 3;

/// A category and where it stands.
#[derive(Clone)]
struct Row {
    id: CategoryId,
    label: String,
    card: Card,
}

pub fn section(
    own: &Own,
    categories: &[&Category],
    ids: &[CategoryId],
    levels: &[Mastery],
) -> View {
    let cards = due_with(&own.history, ids, levels, clock::today());
    let rows = categories.iter().zip(cards).map(|(category, card)| Row {
        id: category.id.clone(),
        label: category.label.clone(),
        card,
    });
    // What can wait least comes first.
    let rows: Vec<Row> = order::sorted(rows.collect(), |row| (patience(&row.card), String::new()));
    let of = |standing: Standing| -> Vec<Row> {
        let rows = rows.iter().filter(|row| row.card.standing == standing);
        rows.cloned().collect()
    };
    let resting = of(Standing::Resting);
    let resting = (!resting.is_empty()).then(|| {
        fold(own, el("b").add(Key::ProgressDueResting), move || {
            views![
                el("p").class("small").add(Key::ProgressDueRestingText),
                list(resting.iter().map(item).collect())
            ]
        })
    });
    let practised: Vec<Row> = rows
        .iter()
        .filter(|row| row.card.last.is_some())
        .cloned()
        .collect();
    let model = (!practised.is_empty())
        .then(|| fold(own, Key::ProgressDueModel, move || model(&practised)));
    views![
        opening(Key::ProgressDue, Key::ProgressDueText),
        group(
            own,
            Key::ProgressDueNow,
            Some(Key::ProgressDueNowText),
            of(Standing::Due)
        ),
        group(
            own,
            Key::ProgressDueWeak,
            Some(Key::ProgressDueWeakText),
            of(Standing::Weak)
        ),
        group(own, Key::ProgressDueNew, None, of(Standing::New)),
        resting,
        model
    ]
}

fn group(own: &Own, heading: Key, why: Option<Key>, mut rows: Vec<Row>) -> View {
    if rows.is_empty() {
        return View::none();
    }
    let others = rows.split_off(rows.len().min(FIRST));
    let others = (!others.is_empty()).then(|| {
        let more = tn(Key::ProgressDueOthers, others.len());
        fold(own, more, move || {
            list(others.iter().map(item).collect()).view()
        })
    });
    views![
        el("h3").add(heading),
        why.map(|why| el("p").class("small").add(why)),
        list(rows.iter().map(item).collect()),
        others
    ]
}

/// A category, which is practised by following it, and when it was practised.
fn item(row: &Row) -> El {
    let practice = Practice {
        categories: vec![row.id.clone()],
        n: Some(5),
        ..Practice::default()
    };
    let why = why(&row.card).map(|why| el("small").add(why));
    el("li").add(
        el("a")
            .attr("href", &Route::Practice(practice.to_string()).href())
            .add(el("b").add(row.label.as_str()))
            .add(" ")
            .add(why),
    )
}

fn why(card: &Card) -> Option<String> {
    let days = usize::try_from(clock::today().since(card.last?)).unwrap_or(0);
    let last = match days {
        0 => t(Key::ProgressDueLastToday),
        days => tn(Key::ProgressDueLast, days),
    };
    match (card.standing, card.due) {
        // Its level stands in the table below, once there are enough moments for one.
        (Standing::Weak | Standing::Resting, Some(due)) => {
            let day = words::day(clock::midday(due));
            let due = tf(Key::ProgressDueOn, &[("day", &day)]);
            Some([last, due].join(" "))
        }
        _ => Some(last),
    }
}

/// What the days are made of.
fn model(rows: &[Row]) -> View {
    let rows: Vec<_> = rows
        .iter()
        .filter_map(|row| {
            let chance = words::percent(row.card.retrievability?);
            Some(
                el("tr")
                    .add(el("th").attr("scope", "row").add(row.label.as_str()))
                    .add(el("td").add(chance)),
            )
        })
        .collect();
    views![
        el("p").class("small").add(Key::ProgressDueModelText),
        el("table")
            .add(el("caption").add(Key::ProgressDueModelCaption))
            .add(head(&[Key::WordCategory, Key::ProgressDueChance]))
            .add(el("tbody").add(rows))
    ]
}
