//! Which category is taken for which: the most frequent in a table, and all of them as colors.

use super::{Own, fold, head, opening, sideways};
use crate::engine::confusion::{Confusion, Pair};
use crate::engine::id::CategoryId;
use crate::ui::dom::{El, View, classes, el, views};
use crate::ui::page::now::categories;
use crate::ui::part::heat::{legend, level};
use crate::ui::state::Site;
use crate::ui::words::{Key, n, tf};

/// How many confusions stand there at once.
const FIRST: usize = 5;

pub fn section(own: &Own) -> View {
    let ids: Vec<CategoryId> = categories(&own.site)
        .iter()
        .map(|one| one.id.clone())
        .collect();
    let confusion = Confusion::of(&own.history, &ids);
    let pairs = confusion.pairs().into_iter().take(FIRST);
    let rows: Vec<_> = pairs.map(|pair| row(&own.site, pair)).collect();
    if rows.is_empty() {
        return views![
            el("h2").add(Key::ProgressConfusion),
            el("p").add(Key::ProgressConfusionNone)
        ];
    }
    let site = own.site.clone();
    views![
        opening(Key::ProgressConfusion, Key::ProgressConfusionText),
        el("table")
            .class("pairs")
            .add(el("caption").add(Key::ProgressConfusionCaption))
            .add(head(&[
                Key::ProgressConfusionKeyed,
                Key::ProgressConfusionChosen,
                Key::ProgressConfusionCount,
            ]))
            .add(el("tbody").add(rows)),
        fold(own, Key::ProgressConfusionAll, move || all(
            &site, &confusion
        ))
    ]
}

#[allow(clippy::cast_precision_loss)] // counts are small
fn row(site: &Site, pair: Pair) -> El {
    let count = [n(pair.count as f64), n(pair.of as f64)];
    let count = tf(
        Key::ProgressConfusionOf,
        &[("n", &count[0]), ("of", &count[1])],
    );
    el("tr")
        .add(el("th").attr("scope", "row").add(label(site, pair.keyed)))
        .add(el("td").add(label(site, pair.chosen)))
        .add(el("td").add(count))
}

fn label(site: &Site, id: &CategoryId) -> Option<String> {
    site.category(id.as_str()).map(|one| one.label.clone())
}

/// Every count, rows and columns by the category's number; and what the numbers mean.
fn all(site: &Site, confusion: &Confusion) -> View {
    let ids = confusion.categories();
    let columns: Vec<_> = ids
        .iter()
        .map(|id| el("th").attr("scope", "col").add(id.to_string()))
        .collect();
    let rows: Vec<_> = ids
        .iter()
        .enumerate()
        .map(|(keyed, id)| counts(confusion.row(keyed), keyed, id))
        .collect();
    let corner = el("th")
        .class("axes")
        .attr("scope", "col")
        .add(Key::ProgressConfusionAxes);
    let table = el("table")
        .class("wide heat square")
        .add(el("thead").add(el("tr").add(corner).add(columns)))
        .add(el("tbody").add(rows));
    views![
        el("p").class("small").add(Key::ProgressConfusionTable),
        sideways(Key::ProgressConfusion, table),
        legend(ids.iter().filter_map(|id| site.category(id.as_str())))
    ]
}

#[allow(clippy::cast_precision_loss)] // counts are small
fn counts(row: &[usize], keyed: usize, id: &CategoryId) -> El {
    let of: usize = row.iter().sum();
    let cells: Vec<_> = row
        .iter()
        .enumerate()
        .map(|(chosen, count)| {
            let depth = (*count > 0).then(|| level(*count as f64 / of as f64));
            let class = classes(depth.unwrap_or_default(), &[("right", keyed == chosen)]);
            let count = (*count > 0).then(|| n(*count as f64));
            el("td").class(&class).add(count)
        })
        .collect();
    el("tr")
        .add(el("th").attr("scope", "row").add(id.to_string()))
        .add(cells)
}
