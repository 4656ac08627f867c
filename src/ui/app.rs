//! The frame of every page, and which page a route shows.

use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::page;
use super::part::notice::storage_notices;
use super::part::svg::mark;
use super::state::State;
use super::words::{Key, t};
use crate::engine::route::Route;
use crate::shell::{address, crash, page as browser};
use crate::ui::dom::{El, View, dynamic, el, views};

/// Starts the app in the page.
pub fn mount() {
    crash::install();
    let Some(root) = browser::root() else {
        return;
    };
    if browser::was_left() && is_about_a_moment(&address::route()) {
        address::replace(&Route::Home);
    }
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
    browser::on_storage_change(move || state.changes.update(|count| *count += 1));
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
            .add(dynamic(move || {
                let route = state.route.get();
                let is_practising = state.is_practising.get();
                views![
                    (is_practising || is_about_a_moment(&route)).then(leave),
                    (!is_practising).then(|| navigation(&route))
                ]
            })),
        el("main").add(storage_notices()).add(dynamic(move || {
            state.is_practising.set(false);
            let route = state.route.get();
            untrack(|| page::show(route))
        })),
        el("footer").class("foot").add(safety_line()).add(
            el("nav")
                .worded("aria-label", Key::NavMore)
                .add(link(&Route::Diary(None), Key::NavDiary))
                .add(link(&Route::Settings, Key::NavSettings))
                .add(link(&Route::About, Key::NavAbout))
                .add(link(&Route::Trainer(String::new()), Key::NavTrainers))
        )
    ]
}

/// Where to call. Between bars stands what a phone can do with it: `|tel:988 call 988|` is a link.
fn safety_line() -> El {
    let line = t(Key::SafetyLine);
    let mut parts = line.split('|');
    let mut paragraph = el("p");
    while let Some(text) = parts.next() {
        let link = parts.next().and_then(|link| link.split_once(' '));
        let link = link.map(|(address, name)| el("a").attr("href", address).add(name));
        paragraph = paragraph.add(text).add(link);
    }
    paragraph
}

fn link(route: &Route, name: Key) -> El {
    el("a").attr("href", &route.href()).add(name)
}

fn leave() -> El {
    el("button")
        .class("leave")
        .attr("type", "button")
        .on("click", move |_| browser::leave())
        .add(Key::ActionLeave)
}

fn navigation(route: &Route) -> El {
    let current = |is_here: bool| is_here.then_some("page");
    let in_library = matches!(route, Route::Library | Route::Scenario(_));
    let in_framework = matches!(route, Route::Framework | Route::FrameworkItem(_));
    let in_progress = *route == Route::Progress;
    el("nav")
        .worded("aria-label", Key::NavMain)
        .add(link(&Route::Library, Key::NavLibrary).maybe("aria-current", current(in_library)))
        .add(
            link(&Route::Framework, Key::NavFramework).maybe("aria-current", current(in_framework)),
        )
        .add(link(&Route::Progress, Key::NavProgress).maybe("aria-current", current(in_progress)))
}
