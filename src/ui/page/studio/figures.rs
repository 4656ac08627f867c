//! What the checker says of a pack as a whole: what it covers, and what gives its key away.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::desk::Desk;
use crate::engine::check::figures::{Figures, PackFigures};
use crate::engine::check::give_away::{GiveAway, PACK_POINTS, PACK_QUESTIONS};
use crate::engine::check::strategy::Strategy;
use crate::engine::draft::Checked;
use crate::engine::framework::Framework;
use crate::ui::dom::{El, View, dynamic, el, views};
use crate::ui::words::{Key, n, t, tf, tn};

pub fn section(desk: Desk) -> El {
    el("section")
        .attr("aria-labelledby", "figures-heading")
        .add(
            el("h2")
                .attr("id", "figures-heading")
                .add(Key::StudioFigures),
        )
        .add(dynamic(move || {
            let checked = desk.checked.get();
            untrack(|| all(desk, &checked))
        }))
}

fn all(desk: Desk, checked: &Checked) -> View {
    let count = desk.read(|draft| draft.scenarios.len()).unwrap_or(0);
    let usable = if checked.is_usable() {
        Key::StudioUsable
    } else {
        Key::StudioNotUsable
    };
    let Some(figures) = &checked.figures else {
        return views![
            el("p").add(usable),
            el("p").class("small").add(Key::StudioNoFigures)
        ];
    };
    let some = (checked.sound < count).then(|| {
        let values = [
            ("n", &*checked.sound.to_string()),
            ("total", &*count.to_string()),
        ];
        el("p")
            .class("small")
            .add(tf(Key::StudioFiguresOfSome, &values))
    });
    let pack = figures.packs.first();
    views![
        el("p").add(usable),
        some,
        pack.and_then(|pack| reading(desk, pack)),
        desk.framework(|framework| covered(figures, framework)),
        pack.map(|pack| give_away(desk, pack))
    ]
}

fn reading(desk: Desk, pack: &PackFigures) -> Option<El> {
    let grade = pack.grade?;
    let hardest: Vec<String> = pack
        .hardest
        .iter()
        .map(|(id, grade)| format!("{} ({})", title(desk, id), tenths(*grade)))
        .collect();
    let values = [("grade", tenths(grade)), ("moments", hardest.join(", "))];
    let values = values
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    Some(el("p").add(tf(Key::StudioGrade, &values)))
}

/// The title of the moment of that id, which is what its author knows it by.
fn title(desk: Desk, id: &str) -> String {
    let found = desk.read(|draft| {
        let mut all = draft.scenarios.iter();
        all.find(|one| one.id == id).map(|one| one.title.clone())
    });
    found.flatten().unwrap_or_else(|| id.to_owned())
}

/// For each category, how many of its competencies are asked for, and which are not.
fn covered(figures: &Figures, framework: &Framework) -> El {
    let counts: BTreeMap<&str, usize> = figures
        .coverage
        .competencies
        .iter()
        .map(|(id, count)| (id.as_str(), *count))
        .collect();
    let keyed = |id: &str| counts.get(id).copied().unwrap_or(0);
    let all = counts.len();
    let met = counts.values().filter(|count| **count > 0).count();
    let rows: Vec<_> = framework
        .categories()
        .iter()
        .map(|category| {
            let of = &category.competencies;
            let met: Vec<_> = of.iter().filter(|c| keyed(c.id.as_str()) > 0).collect();
            let moments: usize = of.iter().map(|c| keyed(c.id.as_str())).sum();
            let labels: Vec<String> = met.iter().map(|c| c.label.clone()).collect();
            el("tr")
                .add(el("th").attr("scope", "row").add(category.label.as_str()))
                .add(el("td").add(n(moments as f64)))
                .add(el("td").add(if labels.is_empty() {
                    t(Key::StudioNone)
                } else {
                    labels.join("; ")
                }))
        })
        .collect();
    let values = [("n", &*met.to_string()), ("total", &*all.to_string())];
    el("details")
        .class("moment fold")
        .add(
            el("summary")
                .add(el("b").add(Key::StudioCoverage))
                .add(" ")
                .add(tf(Key::StudioCoverageOf, &values)),
        )
        .add(
            el("table")
                .class("coverage")
                .add(el("caption").add(Key::StudioCoverageMore))
                .add(head(&[
                    Key::WordCategory,
                    Key::StudioMoments,
                    Key::StudioAskedFor,
                ]))
                .add(el("tbody").add(rows)),
        )
}

/// What each way of answering without reading earns.
fn give_away(desk: Desk, pack: &PackFigures) -> El {
    // Of few questions the figures are chance, as they are to the checker.
    let told = pack
        .give_aways
        .iter()
        .filter(|one| one.questions >= PACK_QUESTIONS);
    let amiss = |one: &GiveAway| one.points() > PACK_POINTS;
    let count = told.clone().filter(|one| amiss(one)).count();
    let rows: Vec<_> = told
        .map(|one| {
            let some = one.moments.iter().take(4);
            let moments: Vec<String> = some.map(|id| title(desk, id)).collect();
            el("tr")
                .add(el("th").attr("scope", "row").add(strategy(one.strategy)))
                .add(el("td").add(points(one.points())))
                .add(el("td").add(if amiss(one) {
                    tf(Key::StudioTooMuch, &[("moments", &moments.join(", "))])
                } else {
                    t(Key::StudioFine)
                }))
        })
        .collect();
    if rows.is_empty() {
        let least = PACK_QUESTIONS.to_string();
        return el("p")
            .class("small")
            .add(el("b").add(Key::StudioGiveAway))
            .add(" ")
            .add(tf(Key::StudioGiveAwayFew, &[("n", &least)]));
    }
    let summary = if count == 0 {
        t(Key::StudioGiveAwayNone)
    } else {
        tn(Key::StudioGiveAwaySome, count)
    };
    el("details")
        .class("moment fold")
        .add(
            el("summary")
                .add(el("b").add(Key::StudioGiveAway))
                .add(" ")
                .add(summary),
        )
        .add(
            el("table")
                .class("coverage")
                .add(el("caption").add(tf(Key::StudioGiveAwayMore, &[("most", &n(PACK_POINTS))])))
                .add(head(&[
                    Key::StudioWayToGuess,
                    Key::StudioPoints,
                    Key::StudioVerdict,
                ]))
                .add(el("tbody").add(rows)),
        )
}

fn head(names: &[Key]) -> El {
    let names: Vec<_> = names
        .iter()
        .map(|name| el("th").attr("scope", "col").add(*name))
        .collect();
    el("thead").add(el("tr").add(names))
}

fn strategy(strategy: Strategy) -> Key {
    match strategy {
        Strategy::Longest => Key::StudioGuessLongest,
        Strategy::Shortest => Key::StudioGuessShortest,
        Strategy::Question => Key::StudioGuessQuestion,
        Strategy::ResponseWords => Key::StudioGuessWords,
        Strategy::Category => Key::StudioGuessCategory,
        Strategy::Competency => Key::StudioGuessCompetency,
        Strategy::CompetencyWords => Key::StudioGuessCompetencyWords,
    }
}

fn points(points: f64) -> String {
    let rounded = points.round();
    if rounded > 0.0 {
        format!("+{}", n(rounded))
    } else {
        n(rounded + 0.0)
    }
}

fn tenths(number: f64) -> String {
    n((number * 10.0).round() / 10.0)
}
