//! Letting the browser draw and listen between two slices of work.

use js_sys::{Function, Promise};
use wasm_bindgen_futures::JsFuture;

/// Comes back once the browser has had its turn. A timeout and not an animation frame: that would
/// never come while the tab is in the background.
pub async fn pause() {
    let turn = Promise::new(&mut |done: Function, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback(&done);
        }
    });
    let _ = JsFuture::from(turn).await;
}
