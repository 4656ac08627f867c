//! Files of this site, and of no other.

use js_sys::{Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Response, Window};

/// Why a file could not be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FetchError {
    /// No answer: offline, or the site is down.
    Unreachable,
    /// The site answers that it has no such file.
    Missing,
    /// The site answers with an error of its own, by its number.
    Status(u16),
    /// The answer is not of the kind that was asked for: a web page in place of a file.
    NotAFile,
}

/// The text of a JSON file, by its address relative to the page.
///
/// # Errors
/// [`FetchError`], also where a host answers a missing file with a web page and status 200.
pub async fn json(address: &str) -> Result<String, FetchError> {
    let window = web_sys::window().ok_or(FetchError::Unreachable)?;
    let (answer, text) = match asked_early(&window, address) {
        Some([answer, text]) => (answer, Some(text)),
        None => (window.fetch_with_str(address), None),
    };
    let response = answered(JsFuture::from(answer).await)?;
    let kind = response.headers().get("content-type").ok().flatten();
    if kind.is_some_and(|kind| kind.starts_with("text/html")) {
        return Err(FetchError::NotAFile);
    }
    let text = match text {
        Some(text) => text,
        None => response.text().map_err(|_| FetchError::Unreachable)?,
    };
    let text = JsFuture::from(text).await;
    let text = text.map_err(|_| FetchError::Unreachable)?;
    text.as_string().ok_or(FetchError::Unreachable)
}

fn answered(answer: Result<JsValue, JsValue>) -> Result<Response, FetchError> {
    let response: Response = answer
        .map_err(|_| FetchError::Unreachable)?
        .dyn_into()
        .map_err(|_: JsValue| FetchError::Unreachable)?;
    match response.status() {
        200..=299 => Ok(response),
        404 | 410 => Err(FetchError::Missing),
        status => Err(FetchError::Status(status)),
    }
}

/// A file that was asked for.
pub struct Asked(JsFuture);

/// Asks for a file by its address relative to the page, and does not wait for it.
#[must_use]
pub fn ask(address: &str) -> Option<Asked> {
    let window = web_sys::window()?;
    Some(Asked(JsFuture::from(window.fetch_with_str(address))))
}

impl Asked {
    /// The file, byte for byte.
    ///
    /// # Errors
    /// [`FetchError`]. What kind of file it is, is not looked at.
    pub async fn bytes(self) -> Result<Vec<u8>, FetchError> {
        let response = answered(self.0.await)?;
        let buffer = response
            .array_buffer()
            .map_err(|_| FetchError::Unreachable)?;
        let buffer = JsFuture::from(buffer).await;
        let buffer = buffer.map_err(|_| FetchError::Unreachable)?;
        Ok(Uint8Array::new(&buffer).to_vec())
    }
}

/// What boot.js asked for while the program was on its way, and the text of it. Each is taken once.
fn asked_early(window: &Window, address: &str) -> Option<[Promise; 2]> {
    let early = Reflect::get(window, &JsValue::from_str("early")).ok()?;
    let early: Object = early.dyn_into().ok()?;
    let address = JsValue::from_str(address);
    let asked = Reflect::get(&early, &address).ok()?;
    let of = |index| Reflect::get_u32(&asked, index).ok()?.dyn_into().ok();
    let asked = [of(0)?, of(1)?];
    let _ = Reflect::delete_property(&early, &address);
    Some(asked)
}
