//! How each category and each principle goes; competency and response side by side.

use super::{head, opening};
use crate::engine::answer::Question;
use crate::engine::history::History;
use crate::engine::id::{CategoryId, PrincipleId};
use crate::engine::mastery::{ENOUGH_MOMENTS, Level, Mastery, by_category, by_principle};
use crate::engine::route::{FrameworkItem, Route};
use crate::ui::dom::{El, View, el, view, views};
use crate::ui::page::now::categories;
use crate::ui::part::svg::{Stroke, bar};
use crate::ui::state::Site;
use crate::ui::words::{self, Key, tn};

pub fn section(site: &Site, history: &History) -> View {
    let categories = categories(site);
    let ids: Vec<CategoryId> = categories.iter().map(|one| one.id.clone()).collect();
    let levels = by_category(history, &ids);
    let rows = categories.iter().zip(levels).map(|(category, mastery)| {
        let item = FrameworkItem::Category(category.id.clone());
        row(&category.label, item, mastery)
    });
    let by_category = rows.collect();
    let principles = site.frameworks.iter().flat_map(|f| f.principles());
    let principles: Vec<_> = principles.collect();
    let ids: Vec<PrincipleId> = principles.iter().map(|one| one.id.clone()).collect();
    let levels = by_principle(history, &ids);
    let rows = principles.iter().zip(levels).map(|(principle, mastery)| {
        let item = FrameworkItem::Principle(principle.id.clone());
        row(&principle.title, item, mastery)
    });
    views![
        opening(Key::ProgressMastery, Key::ProgressMasteryText),
        el("h3").add(Key::ProgressMasteryCategory),
        table(
            Key::ProgressMasteryCategoryCaption,
            Key::WordCategory,
            by_category
        ),
        el("h3").add(Key::ProgressMasteryPrinciple),
        table(
            Key::ProgressMasteryPrincipleCaption,
            Key::WordPrinciple,
            rows.collect()
        )
    ]
}

fn table(caption: Key, of: Key, rows: Vec<El>) -> El {
    el("table")
        .class("bars")
        .add(el("caption").add(caption))
        .add(head(&[of, Key::WordCompetency, Key::WordResponse]))
        .add(el("tbody").add(rows))
}

fn row(label: &str, item: FrameworkItem, mastery: Mastery) -> El {
    let name = el("a")
        .attr("href", &Route::FrameworkItem(item).href())
        .add(label);
    el("tr")
        .add(el("th").attr("scope", "row").add(name))
        .add(cell(mastery, Question::Competency, Stroke::Competency))
        .add(cell(mastery, Question::Response, Stroke::Response))
}

/// The level with its bar, or how many moments it takes until one is said.
fn cell(mastery: Mastery, question: Question, stroke: Stroke) -> El {
    let level = match mastery.of(question).level() {
        Level::More(more) if more == ENOUGH_MOMENTS => view(Key::ProgressNotYet),
        Level::More(more) => view(tn(Key::ProgressMoreToGo, more)),
        Level::At(level) => views![words::percent(level), bar(level, stroke)],
        Level::Mastered(level) => views![
            words::percent(level),
            " ",
            el("small").add(Key::ProgressSteady),
            bar(level, stroke)
        ],
    };
    el("td").add(level)
}
