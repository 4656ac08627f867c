//! Responses that could do harm, the surest first.

use super::{opening, title_of};
use crate::engine::history::History;
use crate::engine::route::Route;
use crate::engine::slips::{Harm, harms};
use crate::shell::clock;
use crate::ui::dom::{El, View, el, view, views};
use crate::ui::state::Site;
use crate::ui::words::{self, Key, t, tf};

/// How many stand there at once.
const FIRST: usize = 5;

pub fn section(site: &Site, history: &History) -> View {
    let harms = harms(history);
    if harms.is_empty() {
        return views![
            el("h2").add(Key::ProgressHarm),
            el("p").add(Key::ProgressHarmNone)
        ];
    }
    let mut items: Vec<_> = harms.iter().map(|harm| item(site, harm)).collect();
    let others = items.split_off(items.len().min(FIRST));
    let others = (!others.is_empty()).then(|| {
        el("details")
            .class("moment")
            .add(el("summary").add(Key::ProgressHarmOthers))
            .add(list(others))
    });
    views![
        opening(Key::ProgressHarm, Key::ProgressHarmText),
        list(items),
        others
    ]
}

fn list(items: Vec<El>) -> El {
    el("ul").class("list").attr("role", "list").add(items)
}

fn item(site: &Site, harm: &Harm) -> El {
    let example = &harm.example;
    let day = words::short_day(clock::midday(example.day));
    let sure = harm.sure.map(|sure| {
        let sure = words::certainty(sure);
        tf(Key::ProgressHarmSure, &[("sure", &sure)])
    });
    let mended = harm.is_mended.then(|| t(Key::ProgressHarmMended));
    let more: Vec<String> = [Some(day + "."), sure, mended]
        .into_iter()
        .flatten()
        .collect();
    el("li").add(
        el("a")
            .attr("href", &Route::Attempt(example.attempt.clone()).href())
            .add(el("b").add(title_of(site, &example.moment)))
            .add(" ")
            .add(el("small").add(view(more.join(" ")))),
    )
}
