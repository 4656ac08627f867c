//! The page as a whole: its title, language and look, where the focus is, and leaving it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::{
    Document, Element, Event, FocusOptions, HtmlDetailsElement, HtmlDialogElement, HtmlElement,
    HtmlInputElement, KeyboardEvent,
};

use super::records::TAB_SESSION;
use super::storage::tab;

/// Where whoever leaves in a hurry goes. The page that is one file has no other beside it, and shows
/// the same by itself (src/single.js).
const AWAY: &str = if cfg!(feature = "single") {
    "?away"
} else {
    "away.html"
};

/// In the tab's own storage: the page was left in a hurry.
const LEFT: &str = "alongside/left";

/// What names the page, and has the focus when it has changed.
const HEADING: &str = "main:not([hidden]) h1";

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn element(selector: &str) -> Option<Element> {
    document()?.query_selector(selector).ok().flatten()
}

/// What a copy of the site was told of itself, as data: its name, its own words.
#[must_use]
pub fn of_copy() -> Option<String> {
    element("[name=alongside-site]")?.get_attribute("content")
}

/// The element that the app is put into.
#[must_use]
pub fn root() -> Option<HtmlElement> {
    element("#app")?.dyn_into().ok()
}

/// Takes away what stood there until the app was ready.
pub fn remove_skeleton() {
    if let Some(skeleton) = element("#boot") {
        skeleton.remove();
    }
}

/// Sets the title of the page.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Says in which language, and in which direction, the page is written.
pub fn set_language(lang: &str, is_rtl: bool) {
    set_root_attribute("lang", Some(lang));
    set_root_attribute("dir", Some(if is_rtl { "rtl" } else { "ltr" }));
}

/// Sets light or dark, and the size of the text; `None` for what the browser says.
pub fn set_look(theme: Option<&str>, text: Option<&str>) {
    set_root_attribute("data-theme", theme);
    set_root_attribute("data-text", text);
}

fn set_root_attribute(name: &str, value: Option<&str>) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

thread_local! {
    /// The heading is to have the focus and is not there yet.
    static HEADING_WANTED: Cell<bool> = const { Cell::new(false) };
}

/// Moves the focus to the page's heading, and the view to the top, once the page is drawn; where
/// the page is still on its way, once [`heading_came`] is called.
pub fn focus_heading() {
    after_drawing(|| {
        if let Some(window) = web_sys::window() {
            window.scroll_to_with_x_and_y(0.0, 0.0);
        }
        HEADING_WANTED.set(element(HEADING).is_none());
        focus(HEADING);
    });
}

/// To be called when a page has come that was waited for.
pub fn heading_came() {
    after_drawing(|| {
        // What came may be a part of the page that still waits for the rest.
        if HEADING_WANTED.get() && element(HEADING).is_some() {
            HEADING_WANTED.set(false);
            focus(HEADING);
        }
    });
}

/// Moves the focus to the heading if what had it is gone.
pub fn mend_focus() {
    after_drawing(|| {
        let active = document().and_then(|document| document.active_element());
        if active.is_none_or(|element| element.tag_name() == "BODY") {
            focus(HEADING);
        }
    });
}

/// Moves the focus to the first element that fits, without moving the view.
pub fn focus(selector: &str) {
    if let Some(target) = element(selector).and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = target.focus_with_options(&options);
    }
}

/// Selects the text of a field, so that a person can copy it by hand.
pub fn select(selector: &str) {
    if let Some(field) = element(selector).and_then(|f| f.dyn_into::<HtmlInputElement>().ok()) {
        let _ = field.focus();
        field.select();
    }
}

/// Moves the focus to the first element that fits, and the view with it, once the page is drawn.
pub fn focus_soon(selector: impl Into<String>) {
    let selector = selector.into();
    after_drawing(move || {
        if let Some(target) =
            element(&selector).and_then(|found| found.dyn_into::<HtmlElement>().ok())
        {
            let _ = target.focus();
        }
    });
}

/// Prints the page once it is drawn.
pub fn print_soon() {
    after_drawing(print);
}

thread_local! {
    /// What is to be done before the page is printed, whoever asks for it.
    static BEFORE_PRINT: RefCell<Option<Rc<dyn Fn()>>> = const { RefCell::new(None) };
    static HEARS_OF_PRINT: Cell<bool> = const { Cell::new(false) };
}

/// From now on calls `then` before the page is printed, in place of what was to be done before;
/// with nothing, nothing is done any more.
pub fn before_print(then: Option<Rc<dyn Fn()>>) {
    BEFORE_PRINT.set(then);
    if !HEARS_OF_PRINT.replace(true) {
        listen("beforeprint", || {
            if let Some(then) = BEFORE_PRINT.with_borrow(Clone::clone) {
                then();
            }
        });
    }
}

/// Opens the dialog of that id, so that nothing behind it can be reached.
pub fn open_dialog(id: &str) {
    if let Some(dialog) = dialog(id)
        && !dialog.open()
    {
        let _ = dialog.show_modal();
    }
}

/// Closes the dialog of that id.
pub fn close_dialog(id: &str) {
    if let Some(dialog) = dialog(id) {
        dialog.close();
    }
}

fn dialog(id: &str) -> Option<HtmlDialogElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Prints the page.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Prints the page with everything open that is folded, and folds it again.
pub fn print_unfolded() {
    const FOLDED: &str = "data-folded";
    for_each_details("main details:not([open], .unprinted)", |details| {
        let _ = details.set_attribute(FOLDED, "");
        details.set_open(true);
    });
    thread_local! {
        static IS_LISTENING: Cell<bool> = const { Cell::new(false) };
    }
    if !IS_LISTENING.replace(true) {
        listen("afterprint", || {
            for_each_details("details[data-folded]", |details| {
                let _ = details.remove_attribute(FOLDED);
                details.set_open(false);
            });
        });
    }
    print_soon();
}

fn for_each_details(selector: &str, then: impl Fn(&HtmlDetailsElement)) {
    let found = document().and_then(|document| document.query_selector_all(selector).ok());
    let Some(found) = found else {
        return;
    };
    for index in 0..found.length() {
        let node = found.get(index);
        if let Some(details) = node.and_then(|node| node.dyn_into::<HtmlDetailsElement>().ok()) {
            then(&details);
        }
    }
}

/// Puts the site's neutral page in place of this one, in the history too.
pub fn leave() {
    tab::write(LEFT, "1");
    // Whoever comes back to the session by the browser's history is asked first.
    tab::remove(TAB_SESSION);
    if let Some(window) = web_sys::window() {
        // The browser may keep the page for its Back button: it must have nothing to show.
        if let Some(root) = root() {
            root.set_text_content(None);
        }
        set_title("");
        let _ = window.location().replace(AWAY);
    }
}

/// Whether the page was left in a hurry since this was last asked in this tab.
#[must_use]
pub fn was_left() -> bool {
    let left = tab::read(LEFT).is_some();
    tab::remove(LEFT);
    left
}

/// Calls `then` if the browser brings back the page as it was when it was left in a hurry.
pub fn on_return_after_leaving(then: impl Fn() + 'static) {
    listen("pageshow", move || {
        if tab::read(LEFT).is_some() {
            then();
        }
    });
}

/// Calls `then` when another tab changes what is kept.
pub fn on_storage_change(then: impl Fn() + 'static) {
    listen("storage", then);
}

/// Calls `then` when the page goes out of sight, perhaps for good.
pub fn on_hide(then: impl Fn() + 'static) {
    listen("pagehide", then);
}

/// Whether a key means taking back (`false`) or doing again (`true`), outside of fields, which have
/// that of their own.
#[must_use]
pub fn turns_back(event: &Event) -> Option<bool> {
    let key = event.dyn_ref::<KeyboardEvent>()?;
    if !(key.ctrl_key() || key.meta_key()) || key.alt_key() {
        return None;
    }
    let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    let is_field = |element: Element| {
        let fields = "textarea, input:not([type=radio], [type=checkbox])";
        element.matches(fields).unwrap_or(false)
    };
    if target.is_some_and(is_field) {
        return None;
    }
    let again = match key.key().as_str() {
        "z" | "Z" => key.shift_key(),
        "y" | "Y" => true,
        _ => return None,
    };
    event.prevent_default();
    Some(again)
}

/// Opens the fold that the first element that fits is in.
pub fn unfold(selector: &str) {
    let fold = element(selector).and_then(|found| found.closest("details").ok().flatten());
    if let Some(fold) = fold.and_then(|fold| fold.dyn_into::<HtmlDetailsElement>().ok()) {
        fold.set_open(true);
    }
}

/// Whether the fold that an event is about is open.
#[must_use]
pub fn is_open(event: &Event) -> bool {
    let target = event.target();
    let fold = target.and_then(|t| t.dyn_into::<HtmlDetailsElement>().ok());
    fold.is_some_and(|fold| fold.open())
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// Calls `then` before the browser paints next, when what was changed is in the page.
pub fn after_drawing(then: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let callback = Closure::once_into_js(then);
        let _ = window.request_animation_frame(callback.unchecked_ref());
    }
}

/// Calls `then` when what is in the page now has been painted.
pub fn after_painting(then: impl FnOnce() + 'static) {
    after_drawing(|| {
        if let Some(window) = web_sys::window() {
            let callback = Closure::once_into_js(then);
            let _ = window.set_timeout_with_callback(callback.unchecked_ref());
        }
    });
}

fn listen(event: &str, then: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(then);
    if let Some(window) = web_sys::window() {
        let function = listener.as_ref().unchecked_ref();
        let _ = window.add_event_listener_with_callback(event, function);
    }
    // The listener lives as long as the page.
    listener.forget();
}

/// What a listener was told, as the event that it is.
#[must_use]
pub fn event(told: JsValue) -> Event {
    told.unchecked_into()
}
