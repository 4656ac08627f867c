//! When to come back to which category, and why.

use super::opening;
use crate::engine::framework::Category;
use crate::engine::history::History;
use crate::engine::id::CategoryId;
use crate::engine::practice::Practice;
use crate::engine::route::Route;
use crate::engine::spacing::{Card, Standing, due};
use crate::shell::clock;
use crate::ui::dom::{El, View, el, views};
use crate::ui::page::now::categories;
use crate::ui::state::Site;
use crate::ui::words::{self, Key, t, tf};

pub fn section(site: &Site, history: &History) -> View {
    let categories = categories(site);
    let ids: Vec<CategoryId> = categories.iter().map(|one| one.id.clone()).collect();
    let cards = due(history, &ids, clock::today());
    let of = |standing: Standing| -> Vec<El> {
        let cards = categories.iter().zip(&cards);
        let cards = cards.filter(|(_, card)| card.standing == standing);
        cards.map(|(category, card)| item(category, card)).collect()
    };
    let resting = of(Standing::Resting);
    let resting = (!resting.is_empty()).then(|| {
        el("details")
            .class("moment")
            .add(el("summary").add(el("b").add(Key::ProgressDueResting)))
            .add(el("p").class("small").add(Key::ProgressDueRestingText))
            .add(list(resting))
    });
    views![
        opening(Key::ProgressDue, Key::ProgressDueText),
        group(
            Key::ProgressDueNow,
            Key::ProgressDueNowText,
            of(Standing::Due)
        ),
        group(
            Key::ProgressDueWeak,
            Key::ProgressDueWeakText,
            of(Standing::Weak)
        ),
        group(
            Key::ProgressDueNew,
            Key::ProgressDueNewText,
            of(Standing::New)
        ),
        resting
    ]
}

fn group(heading: Key, why: Key, items: Vec<El>) -> View {
    if items.is_empty() {
        return View::none();
    }
    views![
        el("h3").add(heading),
        el("p").class("small").add(why),
        list(items)
    ]
}

fn list(items: Vec<El>) -> El {
    el("ul").class("list").attr("role", "list").add(items)
}

/// A category, which is practised by following it, and the day it falls due.
fn item(category: &Category, card: &Card) -> El {
    let practice = Practice {
        categories: vec![category.id.clone()],
        n: Some(5),
        ..Practice::default()
    };
    el("li").add(
        el("a")
            .attr("href", &Route::Practice(practice.to_string()).href())
            .add(el("b").add(category.label.clone()))
            .add(" ")
            .add(el("small").add(why(card))),
    )
}

fn why(card: &Card) -> String {
    let Some(due) = card.due else {
        return t(Key::ProgressDueFirst);
    };
    let day = words::day(clock::midday(due));
    let chance = words::percent(card.retrievability.unwrap_or_default());
    match card.standing {
        Standing::Due if due == clock::today() => tf(Key::ProgressDueToday, &[("chance", &chance)]),
        Standing::Due => tf(Key::ProgressDueSince, &[("day", &day), ("chance", &chance)]),
        // Its level stands in the table below, once there are enough moments for one.
        Standing::Weak | Standing::New | Standing::Resting => {
            tf(Key::ProgressDueOn, &[("day", &day)])
        }
    }
}
