//! A text to hand out: in a field, with a button that copies it; an address as a QR code.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::engine::qr;
use crate::shell::outgo;
use crate::ui::dom::{El, View, dynamic, el, svg_el, view, views};
use crate::ui::words::{Key, t, tf};

/// What became of copying.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Copied {
    NotYet,
    Done,
    /// The browser did not let us; the text is selected.
    Selected,
}

/// A field of that id with a text to be copied, of one line or of several, and its button.
pub fn field(id: &'static str, label: Key, button: Key, text: &str, is_long: bool) -> View {
    let copied = RwSignal::new(Copied::NotYet);
    let copy = move |_| {
        spawn_local(async move {
            let became = if outgo::copy_field(id).await {
                Copied::Done
            } else {
                Copied::Selected
            };
            let _ = copied.try_set(became);
        });
    };
    let field = if is_long {
        el("textarea").attr("rows", "6").add(text)
    } else {
        el("input").attr("type", "text").attr("value", text)
    };
    views![
        el("label").class("label").attr("for", id).add(label),
        field
            .attr("id", id)
            .flag("readonly", true)
            .attr("spellcheck", "false"),
        el("div")
            .class("row tight")
            .add(
                el("button")
                    .attr("type", "button")
                    .on("click", copy)
                    .add(button)
            )
            .add(
                el("p")
                    .class("small")
                    .attr("role", "status")
                    .add(dynamic(move || match copied.get() {
                        Copied::NotYet => View::none(),
                        Copied::Done => view(Key::HandoutCopied),
                        Copied::Selected => view(Key::HandoutSelected),
                    }))
            )
    ]
}

/// An address as a QR code, or why there is none. Always dark on light, as readers want it.
pub fn code(address: &str) -> El {
    let Some(code) = qr::modules(address) else {
        let most = qr::MAX_ADDRESS_CHARS.to_string();
        return el("p")
            .class("small")
            .add(tf(Key::HandoutNoQr, &[("n", &most)]));
    };
    let side = code.side();
    // Four pixels a module, and never more of the page than there is.
    let pixels = (side * 4).to_string();
    svg_el("svg")
        .class("qr")
        .attr("viewBox", &format!("0 0 {side} {side}"))
        .attr("width", &pixels)
        .attr("height", &pixels)
        .attr("role", "img")
        .attr("aria-label", &t(Key::HandoutQr))
        .add(svg_el("path").attr("d", &code.svg_path()))
}
