//! The frame of every page, and which page a route shows.

use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::page;
use super::part::notice::StorageNotices;
use super::part::svg::mark;
use super::state::State;
use super::words::{Key, t};
use crate::engine::route::Route;
use crate::shell::{address, crash, page as browser};

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
    mount_to(root, App).forget();
    browser::remove_skeleton();
}

/// Whether a page shows a moment, which a person who left in a hurry does not want to find.
fn is_about_a_moment(route: &Route) -> bool {
    matches!(
        route,
        Route::Practice(_) | Route::Attempt(_) | Route::Scenario(_)
    )
}

#[component]
fn App() -> impl IntoView {
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
    move || {
        state.language.track();
        view! { <Frame /> }
    }
}

#[component]
fn Frame() -> impl IntoView {
    let state = State::get();
    view! {
        <button class="skip primary" type="button" on:click=move |_| browser::focus("main h1")>
            {t(Key::NavSkip)}
        </button>
        <header class="top">
            <a class="wordmark" href=Route::Home.href()>{mark()}{t(Key::AppName)}</a>
            {move || if state.is_practising.get() { leave() } else { navigation(&state.route.get()) }}
        </header>
        <main>
            <StorageNotices />
            {move || {
                state.is_practising.set(false);
                page::show(state.route.get())
            }}
        </main>
        <footer class="foot">
            <p>{t(Key::SafetyLine)}</p>
            <nav aria-label=t(Key::NavMore)>
                <a href=Route::About.href()>{t(Key::NavAbout)}</a>
                <a href=Route::Settings.href()>{t(Key::NavSettings)}</a>
            </nav>
        </footer>
    }
}

fn leave() -> AnyView {
    view! {
        <button class="leave" type="button" on:click=move |_| browser::leave()>
            {t(Key::ActionLeave)}
        </button>
    }
    .into_any()
}

fn navigation(route: &Route) -> AnyView {
    let current = |is_here: bool| is_here.then_some("page");
    let in_library = matches!(route, Route::Library | Route::Scenario(_));
    let in_framework = matches!(route, Route::Framework | Route::FrameworkItem(_));
    view! {
        <nav aria-label=t(Key::NavMain)>
            <a href=Route::Library.href() aria-current=current(in_library)>{t(Key::NavLibrary)}</a>
            <a href=Route::Framework.href() aria-current=current(in_framework)>
                {t(Key::NavFramework)}
            </a>
        </nav>
    }
    .into_any()
}
