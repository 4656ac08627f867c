//! How each category and each principle goes; competency and response side by side.

use super::{Own, fold, head, opening};
use crate::engine::answer::Question;
use crate::engine::framework::Category;
use crate::engine::history::History;
use crate::engine::id::PrincipleId;
use crate::engine::mastery::{ENOUGH_MOMENTS, Level, Mastery, by_principle};
use crate::engine::route::{FrameworkItem, Route};
use crate::ui::dom::{El, View, el, view, views};
use crate::ui::part::svg::{Stroke, bar};
use crate::ui::state::Site;
use crate::ui::words::{self, Key, tn};

pub fn section(own: &Own, categories: &[&Category], levels: &[Mastery]) -> View {
    // Those not tried yet stand above, as what is new.
    let tried = categories
        .iter()
        .zip(levels)
        .filter(|(_, mastery)| mastery.competency.answers + mastery.response.answers > 0);
    let rows = tried.map(|(category, mastery)| {
        let item = FrameworkItem::Category(category.id.clone());
        row(&category.label, item, *mastery)
    });
    let of = own.clone();
    views![
        opening(Key::ProgressMastery, Key::ProgressMasteryText),
        table(
            Key::ProgressMasteryCategoryCaption,
            Key::WordCategory,
            rows.collect()
        ),
        fold(own, Key::ProgressMasteryPrinciple, move || principles(
            &of.site,
            &of.history
        ))
    ]
}

fn principles(site: &Site, history: &History) -> View {
    let principles = site.frameworks.iter().flat_map(|f| f.principles());
    let principles: Vec<_> = principles.collect();
    let ids: Vec<PrincipleId> = principles.iter().map(|one| one.id.clone()).collect();
    let levels = by_principle(history, &ids);
    let rows = principles.iter().zip(levels).map(|(principle, mastery)| {
        let item = FrameworkItem::Principle(principle.id.clone());
        row(&principle.title, item, mastery)
    });
    table(
        Key::ProgressMasteryPrincipleCaption,
        Key::WordPrinciple,
        rows.collect(),
    )
    .view()
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
        // A word in each of many cells says no more than a dash.
        Level::More(more) if more == ENOUGH_MOMENTS => views![
            el("span").attr("aria-hidden", "true").add("–"),
            el("span").class("hidden").add(Key::ProgressNotYet)
        ],
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
