//! What there is for whoever trains or supervises others.

use super::later;
use crate::engine::route::{StudioPage, TrainerPage};
use crate::ui::dom::{El, View, el, views};
use crate::ui::words::{Key, t};

/// The page that the address means, from what stands behind `#/trainer` in it.
pub fn show(below: &str) -> View {
    match TrainerPage::parse(below) {
        Some(TrainerPage::Hub) => page(),
        Some(TrainerPage::Assign) => views![crumb(), super::assign::page()],
        Some(TrainerPage::Group) => views![crumb(), super::group::page()],
        Some(page) => super::waiting(later::studio(), move |show| show(page.clone())),
        None => super::not_found::page(),
    }
}

/// The pages of writing, trying and publishing packs.
pub fn show_studio(page: TrainerPage) -> View {
    match page {
        TrainerPage::Studio(page) => super::studio::page(page),
        TrainerPage::Try(from) => super::try_out::page(from),
        TrainerPage::Publish => views![crumb(), super::publish::page()],
        TrainerPage::Hub | TrainerPage::Assign | TrainerPage::Group => super::not_found::page(),
    }
}

/// The way back up.
fn crumb() -> El {
    el("p").class("small crumb").add(
        el("a")
            .attr("href", &TrainerPage::Hub.href())
            .add(Key::TrainerHeading),
    )
}

fn page() -> View {
    super::title(&t(Key::TrainerHeading));
    views![
        el("h1").attr("tabindex", "-1").add(Key::TrainerHeading),
        el("p").class("lead").add(Key::TrainerLead),
        card(
            &TrainerPage::Assign,
            Key::AssignHeading,
            Key::TrainerAssignText,
            Key::TrainerAssignMore
        ),
        card(
            &TrainerPage::Group,
            Key::GroupHeading,
            Key::TrainerGroupText,
            Key::TrainerGroupMore
        ),
        card(
            &TrainerPage::Studio(StudioPage::Drafts),
            Key::StudioHeading,
            Key::TrainerStudioText,
            Key::TrainerStudioMore
        ),
        card(
            &TrainerPage::Try(None),
            Key::TryHeading,
            Key::TrainerTryText,
            Key::TrainerTryMore
        ),
        card(
            &TrainerPage::Publish,
            Key::PublishHeading,
            Key::TrainerPublishText,
            Key::TrainerPublishMore
        ),
        el("p").class("small").add(Key::TrainerPrivate)
    ]
}

fn card(to: &TrainerPage, name: Key, text: Key, more: Key) -> El {
    el("section")
        .class("card")
        .add(el("h2").add(name))
        .add(el("p").add(text))
        .add(el("p").class("small").add(more))
        .add(
            el("a")
                .class("button primary")
                .attr("href", &to.href())
                .add(name),
        )
}
