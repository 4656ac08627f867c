//! The page's address: its fragment is the route.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

use crate::engine::route::Route;

/// The path of the folder that the page lies in, for telling two copies on one host apart.
#[must_use]
pub fn base_path() -> String {
    let path = web_sys::window().and_then(|window| window.location().pathname().ok());
    up_to_slash(&path.unwrap_or_default())
}

/// The route that the address says.
#[must_use]
pub fn route() -> Route {
    let fragment = web_sys::window().and_then(|window| window.location().hash().ok());
    Route::parse(&fragment.unwrap_or_default())
}

/// The whole address of a route, to be opened elsewhere. A query is left out: a host may have put
/// there what is this person's alone.
#[must_use]
pub fn whole(route: &Route) -> String {
    let here = web_sys::window().and_then(|window| window.location().href().ok());
    let here = here.unwrap_or_default();
    let site = here.split(['#', '?']).next().unwrap_or_default();
    format!("{site}{}", route.href())
}

/// The whole address of the folder that the page lies in, with the slash at its end.
#[must_use]
pub fn folder() -> String {
    let here = web_sys::window().and_then(|window| window.location().href().ok());
    let here = here.unwrap_or_default();
    let page = here.split(['#', '?']).next().unwrap_or_default();
    up_to_slash(page)
}

fn up_to_slash(text: &str) -> String {
    text.trim_end_matches(|c| c != '/').to_owned()
}

/// Whether an address of this page leads anybody else to it. The page that is one file may lie on
/// this device, where nobody else can go.
#[must_use]
pub fn can_be_handed_on() -> bool {
    if !cfg!(feature = "single") {
        return true;
    }
    let here = web_sys::window().and_then(|window| window.location().href().ok());
    here.is_some_and(|here| !here.starts_with("file:"))
}

/// Goes to a route as a link does.
pub fn go(route: &Route) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_hash(&route.to_string());
    }
}

/// Writes a route into the address in place of the one that is there. No event follows.
pub fn replace(route: &Route) {
    if let Some(window) = web_sys::window()
        && let Ok(history) = window.history()
    {
        let null = wasm_bindgen::JsValue::NULL;
        let _ = history.replace_state_with_url(&null, "", Some(&route.href()));
    }
}

/// Calls `then` at each change of the route, until the page is left.
pub fn on_change(then: impl Fn(Route) + 'static) {
    let listener = Closure::<dyn Fn()>::new(move || then(route()));
    if let Some(window) = web_sys::window() {
        let function = listener.as_ref().unchecked_ref();
        let _ = window.add_event_listener_with_callback("hashchange", function);
    }
    // The listener lives as long as the page.
    listener.forget();
}
