//! A copy of the site in this browser, with which it works without a network. The copy and its rules
//! are the service worker's (sw.js); here it is asked for, given up, and taken over when it is new.
//!
//! The copy holds what the host gives everyone, and nothing of the person.

use std::cell::{Cell, RefCell};

use js_sys::Promise;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::EventTarget;

use super::maybe::{call, method, navigator, property};
use super::page;

/// Beside index.html. A worker is in charge of the folder that it lies in.
const WORKER: &str = "sw.js";

/// What the worker is told.
const COMPLETE: &str = "complete";
const TAKE_OVER: &str = "take over";
const FORGET: &str = "forget";

/// What a browser that installs the site wants to know. index.html does without: whoever is here for
/// one question has no use for it.
const LINKS: [(&str, &str); 2] = [
    ("manifest", "site.webmanifest"),
    ("apple-touch-icon", "apple-touch-icon.png"),
];

thread_local! {
    static IS_BEGUN: Cell<bool> = const { Cell::new(false) };
    static IS_WATCHED: Cell<bool> = const { Cell::new(false) };
    /// Whom to tell of a new version. What is on the page changes, the browser's registration stays.
    static TOLD: RefCell<Box<dyn Fn()>> = RefCell::new(Box::new(|| {}));
}

/// Asks for a copy of the site, once the page is all there. Nothing depends on it, and where there
/// can be none nothing happens: in a frame, which is a part of somebody else's page; without https;
/// in the page that is one file.
pub fn begin() {
    if IS_BEGUN.get() || is_framed() {
        return;
    }
    let Some(container) = container() else {
        return;
    };
    IS_BEGUN.set(true);
    for (rel, href) in LINKS {
        link(rel, href);
    }
    when_loaded(move || {
        let container = container.clone();
        spawn_local(async move {
            let asked = call(&container, "register", &JsValue::from_str(WORKER));
            // A copy that was given up or cleared, and not for good, is made complete again.
            if let Some(active) = settled(asked).await.and_then(|it| property(&it, "active")) {
                tell(&active, COMPLETE);
            }
        });
    });
}

/// Gives up the copy, for whoever wants nothing kept on this device.
pub fn forget() {
    IS_BEGUN.set(false);
    spawn_local(async {
        if let Some(active) = registration().await.and_then(|it| property(&it, "active")) {
            tell(&active, FORGET);
        }
    });
}

/// Calls `then` whenever a new version of the site is there and waits, beginning with now.
pub fn on_new_version(then: impl Fn() + 'static) {
    TOLD.set(Box::new(then));
    spawn_local(async {
        // At the first visit that is a while from now.
        let ready = container().and_then(|it| property(&it, "ready")?.dyn_into().ok());
        let Some(registration) = settled(ready).await else {
            return;
        };
        tell_of_waiting(&registration);
        if IS_WATCHED.replace(true) {
            return;
        }
        let of_found = registration.clone();
        listen(&registration, "updatefound", move || {
            let Some(installing) = property(&of_found, "installing") else {
                return;
            };
            let of_state = of_found.clone();
            listen(&installing, "statechange", move || {
                tell_of_waiting(&of_state)
            });
        });
    });
}

/// Takes the new version that waits and loads the page anew; calls `refused` if other pages of the
/// site are open, which would be left with files of two versions.
pub fn take_new_version(refused: impl Fn() + 'static) {
    spawn_local(async move {
        let Some(container) = container() else {
            return;
        };
        listen(&container, "controllerchange", page::reload);
        listen(&container, "message", refused);
        let waiting = registration().await.and_then(|it| property(&it, "waiting"));
        match waiting {
            Some(waiting) => tell(&waiting, TAKE_OVER),
            // Another page was quicker.
            None => page::reload(),
        }
    });
}

fn tell_of_waiting(registration: &JsValue) {
    // The first version waits for a moment, too, and is not new to anybody.
    let is_an_update = property(registration, "active").is_some();
    if is_an_update && property(registration, "waiting").is_some() {
        TOLD.with_borrow(|told| told());
    }
}

/// The browser's service workers, if it lets this page have any.
fn container() -> Option<JsValue> {
    if cfg!(feature = "single") {
        return None;
    }
    property(&navigator()?, "serviceWorker")
}

/// This site's own worker, if there is one.
async fn registration() -> Option<JsValue> {
    let container = container()?;
    let asked = call(&container, "getRegistration", &JsValue::UNDEFINED);
    settled(asked).await.filter(|found| !found.is_undefined())
}

/// Whether the page is a part of another: one of this host shows the frame, one of another host
/// lets nobody look at it.
fn is_framed() -> bool {
    let Some(window) = web_sys::window() else {
        return true;
    };
    let top = property(&window, "top").and_then(|top| property(&top, "document"));
    property(&window, "frameElement").is_some() || top.is_none()
}

async fn settled(asked: Option<Promise>) -> Option<JsValue> {
    JsFuture::from(asked?).await.ok()
}

fn tell(worker: &JsValue, what: &str) {
    let what = JsValue::from_str(what);
    let _ = method(worker, "postMessage").map(|it| it.call1(worker, &what));
}

/// Calls `then` at each event of that kind, as long as the page is there.
fn listen(to: &JsValue, event: &str, then: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(then);
    let target: &EventTarget = to.unchecked_ref();
    let function = listener.as_ref().unchecked_ref();
    let _ = target.add_event_listener_with_callback(event, function);
    listener.forget();
}

/// Calls `then` when everything that index.html names is there.
fn when_loaded(then: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let document = property(&window, "document");
    let state = document.and_then(|document| property(&document, "readyState"));
    if state.and_then(|state| state.as_string()).as_deref() == Some("complete") {
        then();
    } else {
        listen(&window, "load", then);
    }
}

fn link(rel: &str, href: &str) {
    let put = || {
        let document = web_sys::window()?.document()?;
        let head = document.query_selector("head").ok()??;
        let link = document.create_element("link").ok()?;
        link.set_attribute("rel", rel).ok()?;
        link.set_attribute("href", href).ok()?;
        head.insert_before(&link, None).ok()
    };
    let _ = put();
}
