//! Responses that could do harm, the surest first.

use super::{Own, fold, list, opening, title_of};
use crate::engine::route::Route;
use crate::engine::slips::{Harm, harms};
use crate::shell::clock;
use crate::ui::dom::{El, View, el, view, views};
use crate::ui::state::Site;
use crate::ui::words::{self, Key, t, tf};

/// How many stand there at once.
const FIRST: usize = 3;

pub fn section(own: &Own) -> View {
    let mut harms = harms(&own.history);
    if harms.is_empty() {
        return views![
            el("h2").add(Key::ProgressHarm),
            el("p").add(Key::ProgressHarmNone)
        ];
    }
    let others = harms.split_off(harms.len().min(FIRST));
    let items = |site: &Site, harms: &[Harm]| harms.iter().map(|harm| item(site, harm)).collect();
    let others = (!others.is_empty()).then(|| {
        let site = own.site.clone();
        fold(own, Key::ProgressHarmOthers, move || {
            list(items(&site, &others)).view()
        })
    });
    views![
        opening(Key::ProgressHarm, Key::ProgressHarmText),
        list(items(&own.site, &harms)),
        others
    ]
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
