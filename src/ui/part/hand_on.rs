//! A result to hand on: its link, to be copied, shared by the system, or read by a camera; its bare code
//! where the page has no address that leads anybody to it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::engine::qr;
use crate::engine::route::Route;
use crate::shell::address;
use crate::shell::page as browser;
use crate::shell::share::{self, ShareError};
use crate::ui::dom::{View, dynamic, el, svg_el, views};
use crate::ui::words::{Key, t};

const FIELD: &str = "link-to-hand-on";

/// The link of a result's code in a field, with its buttons and its QR code. There is one of these to
/// a page.
pub fn hand_on(code: &str, title: Key) -> View {
    let is_link = address::can_be_handed_on();
    let link = if is_link {
        address::whole(&Route::Result(code.to_owned()))
    } else {
        code.to_owned()
    };
    let (copied, refused) = if is_link {
        (Key::HandOnCopied, Key::HandOnCopyRefused)
    } else {
        (Key::HandOnCodeCopied, Key::HandOnCodeCopyRefused)
    };
    let said: RwSignal<Option<Key>> = RwSignal::new(None);
    let of_copy = link.clone();
    let copy = move |_| {
        let asked = share::copy(&of_copy);
        spawn_local(async move {
            let news = match asked.await {
                Ok(()) => copied,
                Err(_) => {
                    browser::select(&format!("#{FIELD}"));
                    refused
                }
            };
            let _ = said.try_set(Some(news));
        });
    };
    let of_share = link.clone();
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
    let send = (is_link && share::can_share()).then(|| {
        el("button")
            .attr("type", "button")
            .on("click", send)
            .add(Key::ActionShare)
    });
    views![
        el("label")
            .class("label")
            .attr("for", FIELD)
            .add(if is_link {
                Key::HandOnLink
            } else {
                Key::HandOnCode
            }),
        (!is_link).then(|| el("p").class("small").add(Key::HandOnNoLink)),
        el("input")
            .attr("type", "text")
            .attr("id", FIELD)
            .attr("value", &link)
            .flag("readonly", true)
            .on("focus", |_| browser::select(&format!("#{FIELD}"))),
        el("div")
            .class("row")
            .add(
                el("button")
                    .class("primary")
                    .attr("type", "button")
                    .on("click", copy)
                    .add(if is_link {
                        Key::ActionCopyLink
                    } else {
                        Key::ActionCopyCode
                    })
            )
            .add(send),
        el("p")
            .class("small")
            .attr("role", "status")
            .add(dynamic(move || said.get())),
        is_link.then(|| picture(&link))
    ]
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
