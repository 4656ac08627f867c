//! Which category is taken for which: a picture of all, and the most frequent as a table.

use super::{figures, head, opening};
use crate::engine::confusion::{Confusion, Pair};
use crate::engine::history::History;
use crate::engine::id::CategoryId;
use crate::ui::dom::{El, View, classes, el, svg_el, views};
use crate::ui::page::now::categories;
use crate::ui::state::Site;
use crate::ui::words::{Key, n, tf};

/// How many confusions stand there at once.
const FIRST: usize = 8;
/// The picture's measures: a square with its gap, and the room for the names beside.
const STEP: usize = 20;
const NAMES: usize = 28;
/// How many depths a square can have.
const DEPTHS: usize = 4;

pub fn section(site: &Site, history: &History) -> View {
    let ids: Vec<CategoryId> = categories(site).iter().map(|one| one.id.clone()).collect();
    let confusion = Confusion::of(history, &ids);
    let mut rows: Vec<_> = confusion
        .pairs()
        .into_iter()
        .map(|pair| row(site, pair))
        .collect();
    if rows.is_empty() {
        return views![
            el("h2").add(Key::ProgressConfusion),
            el("p").add(Key::ProgressConfusionNone)
        ];
    }
    let others = rows.split_off(rows.len().min(FIRST));
    let others = (!others.is_empty()).then(|| {
        el("details")
            .class("moment")
            .add(el("summary").add(Key::ProgressConfusionOthers))
            .add(table(others))
    });
    views![
        opening(Key::ProgressConfusion, Key::ProgressConfusionText),
        picture(&confusion),
        table(rows),
        others,
        all(site, &confusion)
    ]
}

fn table(rows: Vec<El>) -> El {
    el("table")
        .class("pairs")
        .add(el("caption").add(Key::ProgressConfusionCaption))
        .add(head(&[
            Key::ProgressConfusionKeyed,
            Key::ProgressConfusionChosen,
            Key::ProgressConfusionCount,
        ]))
        .add(el("tbody").add(rows))
}

#[allow(clippy::cast_precision_loss)] // counts are small
fn row(site: &Site, pair: Pair) -> El {
    let count = [n(pair.count as f64), n(pair.of as f64)];
    let count = tf(
        Key::ProgressConfusionOf,
        &[("n", &count[0]), ("of", &count[1])],
    );
    el("tr")
        .add(el("th").attr("scope", "row").add(name(site, pair.keyed)))
        .add(el("td").add(name(site, pair.chosen)))
        .add(el("td").add(count))
}

/// Every count, as the picture has them: rows and columns by the category's number, folded.
#[allow(clippy::cast_precision_loss)] // counts are small
fn all(site: &Site, confusion: &Confusion) -> El {
    let ids = confusion.categories();
    let columns: Vec<_> = ids
        .iter()
        .map(|id| el("th").attr("scope", "col").add(id.to_string()))
        .collect();
    let rows: Vec<_> = ids
        .iter()
        .enumerate()
        .map(|(keyed, id)| {
            let counts = confusion.row(keyed).iter().enumerate();
            let cells: Vec<_> = counts
                .map(|(chosen, count)| {
                    let class = (keyed == chosen).then_some("right");
                    el("td").maybe("class", class).add(n(*count as f64))
                })
                .collect();
            el("tr")
                .add(el("th").attr("scope", "row").add(name(site, id)))
                .add(cells)
        })
        .collect();
    let table = el("table")
        .class("wide square figures")
        .add(el("caption").add(Key::ProgressConfusionTable))
        .add(
            el("thead").add(
                el("tr")
                    .add(
                        el("th")
                            .attr("scope", "col")
                            .add(Key::ProgressConfusionKeyed),
                    )
                    .add(columns),
            ),
        )
        .add(el("tbody").add(rows));
    figures(Key::ProgressConfusionAll, table)
}

/// The category's number, by which it is found in the picture, and its label.
fn name(site: &Site, id: &CategoryId) -> View {
    let label = site.category(id.as_str()).map(|one| one.label.clone());
    views![el("small").add(id.to_string()), " ", label]
}

fn picture(confusion: &Confusion) -> El {
    let ids = confusion.categories();
    let side = NAMES + STEP * ids.len();
    let most = (0..ids.len()).flat_map(|keyed| confusion.row(keyed));
    let most = most.copied().max().unwrap_or(1).max(1);
    let mut parts = Vec::new();
    for (keyed, id) in ids.iter().enumerate() {
        let along = NAMES + STEP * keyed;
        parts.push(label(id, NAMES - 4, along + 13, "end"));
        parts.push(label(id, along + 9, NAMES - 8, "middle"));
        for (chosen, count) in confusion.row(keyed).iter().enumerate() {
            let depth = (count * DEPTHS).div_ceil(most);
            let class = classes(
                &format!("square depth-{depth}"),
                &[("right", keyed == chosen)],
            );
            let square = svg_el("rect")
                .class(&class)
                .attr("x", &(NAMES + STEP * chosen).to_string())
                .attr("y", &along.to_string())
                .attr("rx", "2")
                .attr("width", "18")
                .attr("height", "18");
            parts.push(square);
        }
    }
    svg_el("svg")
        .class("plot matrix")
        .attr("viewBox", &format!("0 0 {side} {side}"))
        .attr("aria-hidden", "true")
        .add(parts)
}

fn label(id: &CategoryId, x: usize, y: usize, class: &str) -> El {
    svg_el("text")
        .class(class)
        .attr("x", &x.to_string())
        .attr("y", &y.to_string())
        .add(id.to_string())
}
