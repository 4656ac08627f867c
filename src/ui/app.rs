//! The frame of every page, and which page a route shows.

use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::page;
use super::part::notice::storage_notices;
use super::part::svg::mark;
use super::state::State;
use super::words::Key;
use crate::engine::route::Route;
use crate::shell::{address, crash, page as browser};
use crate::ui::dom::{View, dynamic, el, views};

/// Starts the app in the page.
pub fn mount() {
    crash::install();
    let Some(root) = browser::root() else {
        return;
    };
    if browser::was_left() && is_about_a_moment(&address::route()) {
        address::replace(&Route::Home);
    }
    browser::unfold_for_print();
    browser::on_return_after_leaving(|| {
        address::replace(&Route::Home);
        browser::reload();
    });
    // Leptos gives the page an owner and an executor; what is in it is made by hand.
    let target = root.clone();
    mount_to(root, move || app().mount(&target)).forget();
}

/// Whether a page shows a moment, or what a person wrote about one, which somebody who left in a
/// hurry does not want to find.
fn is_about_a_moment(route: &Route) -> bool {
    matches!(
        route,
        Route::Practice(_)
            | Route::Attempt(_)
            | Route::Result(_)
            | Route::Scenario(_)
            | Route::Diary(_)
    )
}

fn app() -> View {
    let state = State::open();
    provide_context(state);
    let settings = state.settings.get_untracked();
    browser::set_look(settings.theme.slug(), settings.text.slug());
    address::on_change(move |route| {
        if route != state.route.get_untracked() {
            state.route.set(route);
            browser::focus_heading();
        }
    });
    browser::on_storage_change(move || {
        state.take_up_settings();
        state.changes.update(|count| *count += 1);
    });
    spawn_local(state.load_language());
    // A change of language is rare and touches every word: the page is drawn anew.
    dynamic(move || {
        (state.language.get() > 0).then(|| {
            browser::remove_skeleton();
            frame()
        })
    })
}

fn frame() -> View {
    let state = State::get();
    views![
        el("button")
            .class("skip primary")
            .attr("type", "button")
            .on("click", move |_| browser::focus("main:not([hidden]) h1"))
            .add(Key::NavSkip),
        el("header")
            .class("top")
            .add(
                el("a")
                    .class("wordmark")
                    .attr("href", &Route::Home.href())
                    .add(mark())
                    .add(Key::AppName)
            )
            .add(dynamic(move || if state.is_practising.get() {
                leave()
            } else {
                navigation(&state.route.get())
            })),
        el("main").add(storage_notices()).add(dynamic(move || {
            state.is_practising.set(false);
            let route = state.route.get();
            untrack(|| page::show(route))
        })),
        el("footer")
            .class("foot")
            .add(el("p").add(Key::SafetyLine))
            .add(
                el("nav")
                    .worded("aria-label", Key::NavMore)
                    .add(
                        el("a")
                            .attr("href", &Route::About.href())
                            .add(Key::NavAbout)
                    )
                    .add(
                        el("a")
                            .attr("href", &Route::Settings.href())
                            .add(Key::NavSettings)
                    )
                    .add(
                        el("a")
                            .attr("href", &Route::Trainer(String::new()).href())
                            .add(Key::NavTrainers)
                    )
            )
    ]
}

fn leave() -> View {
    el("button")
        .class("leave")
        .attr("type", "button")
        .on("click", move |_| browser::leave())
        .add(Key::ActionLeave)
        .view()
}

fn navigation(route: &Route) -> View {
    let current = |is_here: bool| is_here.then_some("page");
    let in_library = matches!(route, Route::Library | Route::Scenario(_));
    let in_framework = matches!(route, Route::Framework | Route::FrameworkItem(_));
    el("nav")
        .worded("aria-label", Key::NavMain)
        .add(
            el("a")
                .attr("href", &Route::Library.href())
                .maybe("aria-current", current(in_library))
                .add(Key::NavLibrary),
        )
        .add(
            el("a")
                .attr("href", &Route::Framework.href())
                .maybe("aria-current", current(in_framework))
                .add(Key::NavFramework),
        )
        .add(
            el("a")
                .attr("href", &Route::Progress.href())
                .maybe("aria-current", current(*route == Route::Progress))
                .add(Key::NavProgress),
        )
        .view()
}
