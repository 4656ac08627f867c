//! What a browser may have or not: asked for by its name, so that what is missing is a value. It also
//! spares the script that joins program and browser an entry for each of them, which the first
//! question would wait for.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};

pub(super) fn navigator() -> Option<JsValue> {
    Some(web_sys::window()?.navigator().into())
}

/// A property that is there. A page without https has no clipboard, and few browsers on a desk share.
pub(super) fn property(of: &JsValue, name: &str) -> Option<JsValue> {
    let found = Reflect::get(of, &JsValue::from_str(name)).ok()?;
    (!found.is_undefined() && !found.is_null()).then_some(found)
}

pub(super) fn method(of: &JsValue, name: &str) -> Option<Function> {
    property(of, name)?.dyn_into().ok()
}

/// What a method promises.
pub(super) fn call(of: &JsValue, name: &str, argument: &JsValue) -> Option<Promise> {
    method(of, name)?.call1(of, argument).ok()?.dyn_into().ok()
}
