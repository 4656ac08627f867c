//! An address that leads nowhere.

use crate::engine::route::Route;
use crate::ui::dom::{View, el, views};
use crate::ui::words::{Key, t};

pub fn page() -> View {
    super::title(&t(Key::NotFoundHeading));
    views![
        el("h1").attr("tabindex", "-1").add(Key::NotFoundHeading),
        el("p").add(Key::NotFoundText),
        el("p")
            .class("row")
            .add(
                el("a")
                    .class("button primary")
                    .attr("href", &Route::Home.href())
                    .add(Key::NavHome)
            )
            .add(
                el("a")
                    .class("button")
                    .attr("href", &Route::Library.href())
                    .add(Key::NavLibrary)
            )
    ]
}
