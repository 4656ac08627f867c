//! What there is for whoever trains or supervises others.

use crate::engine::route::Route;
use crate::ui::dom::{El, View, el, views};
use crate::ui::words::{Key, t};

pub fn page() -> View {
    super::title(&t(Key::TrainerHeading));
    views![
        el("h1").attr("tabindex", "-1").add(Key::TrainerHeading),
        el("p").class("lead").add(Key::TrainerLead),
        card(
            &Route::Assign,
            Key::AssignHeading,
            Key::TrainerAssignText,
            Key::TrainerAssignMore
        ),
        card(
            &Route::Group,
            Key::GroupHeading,
            Key::TrainerGroupText,
            Key::TrainerGroupMore
        ),
        el("p").class("small").add(Key::TrainerPrivate)
    ]
}

fn card(route: &Route, name: Key, text: Key, more: Key) -> El {
    el("section")
        .class("card")
        .add(el("h2").add(name))
        .add(el("p").add(text))
        .add(el("p").class("small").add(more))
        .add(
            el("a")
                .class("button primary")
                .attr("href", &route.href())
                .add(name),
        )
}
