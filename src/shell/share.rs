//! Handing a link on: the clipboard, and the sharing of the system. Either may be missing or refuse.

use std::future::Future;

use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::maybe::{call, method, navigator, property};

/// Why something was not shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareError {
    /// The person changed their mind.
    Cancelled,
    /// The browser has no such thing, or does not allow it here.
    Refused,
}

/// Puts a text on the clipboard. It is asked for at once and not when the future is polled: a browser
/// allows it only while a press of a button is fresh.
pub fn copy(text: &str) -> impl Future<Output = Result<(), ShareError>> + use<> {
    let clipboard = navigator().and_then(|navigator| property(&navigator, "clipboard"));
    let asked = clipboard.and_then(|it| call(&it, "writeText", &JsValue::from_str(text)));
    settled(asked)
}

/// Whether the system can share a link.
#[must_use]
pub fn can_share() -> bool {
    navigator().is_some_and(|navigator| method(&navigator, "share").is_some())
}

/// Asks the person with whom or what to share a link.
pub fn share(title: &str, link: &str) -> impl Future<Output = Result<(), ShareError>> + use<> {
    let data = Object::new();
    for (name, value) in [("title", title), ("url", link)] {
        // Setting a field of a plain object does not fail.
        let _ = Reflect::set(&data, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    settled(navigator().and_then(|navigator| call(&navigator, "share", &data)))
}

async fn settled(asked: Option<Promise>) -> Result<(), ShareError> {
    let asked = asked.ok_or(ShareError::Refused)?;
    match JsFuture::from(asked).await {
        Ok(_) => Ok(()),
        Err(why) => {
            let name = property(&why, "name").and_then(|name| name.as_string());
            Err(match name.as_deref() {
                Some("AbortError") => ShareError::Cancelled,
                _ => ShareError::Refused,
            })
        }
    }
}
