//! Asking before something that is on the page alone would be lost with it.

use std::cell::{Cell, RefCell};

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::BeforeUnloadEvent;

type Listener = Closure<dyn Fn(BeforeUnloadEvent)>;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    /// There only while something is guarded: a page that listens is not kept for the Back button.
    static LISTENER: RefCell<Option<Listener>> = const { RefCell::new(None) };
}

/// From now on the browser asks before the page is closed or loaded anew, or asks no more.
pub fn ask_before_unload(is_wanted: bool) {
    if GUARDED.replace(is_wanted) == is_wanted {
        return;
    }
    let Some(window) = web_sys::window() else {
        return;
    };
    if is_wanted {
        let listener = Closure::<dyn Fn(BeforeUnloadEvent)>::new(|event: BeforeUnloadEvent| {
            event.prevent_default();
            event.set_return_value("1");
        });
        let function = listener.as_ref().unchecked_ref();
        let _ = window.add_event_listener_with_callback("beforeunload", function);
        LISTENER.replace(Some(listener));
    } else if let Some(listener) = LISTENER.take() {
        let function = listener.as_ref().unchecked_ref();
        let _ = window.remove_event_listener_with_callback("beforeunload", function);
    }
}
