//! An address that leads nowhere.

use leptos::prelude::*;

use crate::engine::route::Route;
use crate::ui::words::{Key, t};

pub fn page() -> impl IntoView {
    super::title(&t(Key::NotFoundHeading));
    view! {
        <h1 tabindex="-1">{t(Key::NotFoundHeading)}</h1>
        <p>{t(Key::NotFoundText)}</p>
        <p class="row">
            <a class="button primary" href=Route::Home.href()>{t(Key::NavHome)}</a>
            <a class="button" href=Route::Library.href()>{t(Key::NavLibrary)}</a>
        </p>
    }
}
