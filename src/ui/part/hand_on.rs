//! A text to hand on: to be copied, and a link also to be shared by the system or read by a camera.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::engine::qr;
use crate::engine::route::Route;
use crate::shell::address;
use crate::shell::page as browser;
use crate::shell::share::{self, ShareError};
use crate::ui::dom::{El, View, dynamic, el, svg_el, views};
use crate::ui::words::{Key, t};

/// A result's link; its bare code where the page has no address that leads anybody to it.
pub fn result(code: &str, title: Key) -> View {
    if address::can_be_handed_on() {
        return hand_on(&address::whole(&Route::Result(code.to_owned())), title);
    }
    let said = RwSignal::new(None);
    let field = el("input").attr("type", "text").attr("value", code);
    let copy = copy(FIELD, code, said)
        .class("primary")
        .add(Key::ActionCopyCode);
    views![
        with_buttons(FIELD, Key::HandOnCode, field, copy.view(), said),
        el("p").class("small").add(Key::HandOnNoLink)
    ]
}

/// A link in a field, with its buttons and its QR code. There is one of these to a page.
pub fn hand_on(link: &str, title: Key) -> View {
    let said: RwSignal<Option<Key>> = RwSignal::new(None);
    let of_share = link.to_owned();
    let send = move |_| {
        let shared = share::share(&t(title), &of_share);
        spawn_local(async move {
            let news = match shared.await {
                Err(ShareError::Refused) => Some(Key::HandOnShareRefused),
                Ok(()) | Err(ShareError::Cancelled) => None,
            };
            let _ = said.try_set(news);
        });
    };
    let send = share::can_share().then(|| {
        el("button")
            .attr("type", "button")
            .on("click", send)
            .add(Key::ActionShare)
    });
    let field = el("input").attr("type", "text").attr("value", link);
    let copy = copy(FIELD, link, said)
        .class("primary")
        .add(Key::ActionCopyLink);
    views![
        with_buttons(FIELD, Key::HandOnLink, field, views![copy, send], said),
        picture(link)
    ]
}

/// A text of several lines in a field of that id, with a button that copies it.
pub fn text_to_copy(id: &'static str, label: Key, text: &str) -> View {
    let said = RwSignal::new(None);
    let field = el("textarea").attr("rows", "6").add(text);
    let copy = copy(id, text, said).add(Key::HandOnCopyText);
    with_buttons(id, label, field, copy.view(), said)
}

const FIELD: &str = "link-to-hand-on";

fn with_buttons(
    id: &'static str,
    label: Key,
    field: El,
    buttons: View,
    said: RwSignal<Option<Key>>,
) -> View {
    views![
        el("label").class("label").attr("for", id).add(label),
        field
            .attr("id", id)
            .flag("readonly", true)
            .attr("spellcheck", "false")
            .on("focus", move |_| browser::select(&format!("#{id}"))),
        el("div").class("row").add(buttons),
        el("p")
            .class("small")
            .attr("role", "status")
            .add(dynamic(move || said.get()))
    ]
}

/// A button that copies. Where the browser does not allow it the text is selected, so that a person
/// can copy it themselves.
fn copy(id: &'static str, text: &str, said: RwSignal<Option<Key>>) -> El {
    let text = text.to_owned();
    let copy = move |_| {
        let copied = share::copy(&text);
        spawn_local(async move {
            let news = match copied.await {
                Ok(()) => Key::HandOnCopied,
                Err(_) => {
                    browser::select(&format!("#{id}"));
                    Key::HandOnCopyRefused
                }
            };
            let _ = said.try_set(Some(news));
        });
    };
    el("button").attr("type", "button").on("click", copy)
}

/// The QR code: dark on light whatever the theme, four pixels a module, less only where the page is
/// narrower than that.
fn picture(link: &str) -> View {
    let Some(code) = qr::modules(link) else {
        return el("p").class("small").add(Key::HandOnQrTooLong).view();
    };
    let side = code.side();
    let modules = side.to_string();
    let pixels = (4 * side).to_string();
    el("figure")
        .class("qr")
        .add(
            svg_el("svg")
                .attr("viewBox", &format!("0 0 {modules} {modules}"))
                .attr("width", &pixels)
                .attr("height", &pixels)
                .attr("aria-hidden", "true")
                .add(
                    svg_el("rect")
                        .attr("width", &modules)
                        .attr("height", &modules),
                )
                .add(svg_el("path").attr("d", &code.svg_path())),
        )
        .add(el("figcaption").class("small").add(Key::HandOnQr))
        .view()
}
