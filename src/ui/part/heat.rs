//! What tables have in common that tell figures by color as well.

use crate::engine::framework::Category;
use crate::ui::dom::{El, el};

/// The class of a share between 0 and 1: the higher, the deeper the color.
pub fn level(share: f64) -> &'static str {
    match share {
        share if share >= 0.875 => "heat-4",
        share if share >= 0.625 => "heat-3",
        share if share >= 0.375 => "heat-2",
        share if share >= 0.125 => "heat-1",
        _ => "heat-0",
    }
}

/// What the numbers of categories mean.
pub fn legend<'c>(categories: impl Iterator<Item = &'c Category>) -> El {
    let items: Vec<_> = categories
        .map(|category| {
            el("div")
                .add(el("dt").add(category.id.to_string()))
                .add(el("dd").add(category.label.clone()))
        })
        .collect();
    el("dl").class("legend small").add(items)
}
