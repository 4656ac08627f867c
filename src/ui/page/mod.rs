//! One page a file.

mod about;
mod assign;
mod attempt;
mod data;
mod diary;
mod framework;
mod framework_item;
mod group;
mod guest;
mod home;
pub mod later;
mod library;
mod not_found;
mod now;
mod practice;
mod progress;
mod publish;
mod result;
mod scenario;
mod session;
mod settings;
mod studio;
mod trainer;
mod try_out;

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::part::notice;
use super::state::Trouble;
use super::words::{Key, t, tf};
use crate::engine::route::Route;
use crate::shell::page as browser;
use crate::ui::dom::{View, dynamic};

/// The page of a route.
pub fn show(route: Route) -> View {
    match route {
        Route::Home => waiting(later::home(), |home| (home.page)()),
        Route::Practice(query) => practice::page(&query),
        Route::Progress => waiting(later::progress(), |page| page()),
        Route::Attempt(_) => waiting(later::result(), move |draw| draw(route.clone())),
        Route::Result(code) => waiting(later::share(), move |share| (share.page)(&code)),
        Route::Diary(moment) => waiting(later::own(), move |own| (own.diary)(moment.clone())),
        Route::Trainer(below) => waiting(later::trainer(), move |show| show(&below)),
        Route::Library
        | Route::Scenario(_)
        | Route::Framework
        | Route::FrameworkItem(_)
        | Route::Settings
        | Route::About
        | Route::NotFound(_) => waiting(later::look(), move |draw| draw(route.clone())),
    }
}

/// A page of a part of the program that is fetched when it is wanted.
pub fn waiting<T: 'static>(
    part: impl Future<Output = Result<T, Trouble>> + 'static,
    show: impl Fn(&T) -> View + 'static,
) -> View {
    // One kind of thing is waited for, whatever the part gives: each kind weighs a kilobyte.
    waiting_for(Box::pin(async move {
        let part = part.await?;
        let show: Box<dyn Fn() -> View> = Box::new(move || show(&part));
        Ok(show)
    }))
}

type Shown = Box<dyn Fn() -> View>;

fn waiting_for(part: Pin<Box<dyn Future<Output = Result<Shown, Trouble>>>>) -> View {
    let load = async move {
        let part = part.await;
        browser::heading_came();
        part
    };
    when_loaded(load, move |show| untrack(show))
}

/// Sets the title of the page: “Library – Alongside”.
fn title(of_page: &str) {
    let name = t(Key::AppName);
    browser::set_title(&tf(Key::PageTitle, &[("page", of_page), ("app", &name)]));
}

/// Shows what `load` brings once it is there, and what stood in the way if it failed.
fn when_loaded<T: 'static>(
    load: impl Future<Output = Result<T, Trouble>> + 'static,
    show: impl Fn(&T) -> View + 'static,
) -> View {
    let loaded: RwSignal<Option<Result<T, Trouble>>, LocalStorage> = RwSignal::new_local(None);
    spawn_local(async move {
        let result = load.await;
        // The page may have been left meanwhile: then there is nothing to show it on.
        let _ = loaded.try_set(Some(result));
    });
    let show = StoredValue::new_local(show);
    dynamic(move || {
        loaded.with(|loaded| match loaded {
            None => notice::loading(),
            Some(Ok(loaded)) => show.with_value(|show| show(loaded)),
            Some(Err(trouble)) => notice::trouble(trouble),
        })
    })
}
