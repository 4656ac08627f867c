//! What a person takes from the page: a copied text, a saved file.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, Document, HtmlAnchorElement, HtmlInputElement, HtmlTextAreaElement, Url,
};

/// Copies what stands in the field of that id; whether the browser let us. If it did not, the text
/// is selected, so that a person can copy it themselves.
pub async fn copy_field(id: &str) -> bool {
    let Some(text) = select(id) else {
        return false;
    };
    let Some(window) = web_sys::window() else {
        return false;
    };
    // Without a secure connection there is no clipboard to ask, whatever its type says.
    let navigator = window.navigator();
    let clipboard = Reflect::get(&navigator, &JsValue::from_str("clipboard"));
    if !clipboard.is_ok_and(|clipboard| clipboard.is_object()) {
        return false;
    }
    let written = navigator.clipboard().write_text(&text);
    JsFuture::from(written).await.is_ok()
}

/// Selects the text of a field; gives it.
fn select(id: &str) -> Option<String> {
    let field = document()?.get_element_by_id(id)?;
    let _ = field
        .dyn_ref::<web_sys::HtmlElement>()
        .map(web_sys::HtmlElement::focus);
    if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        area.select();
        return Some(area.value());
    }
    let input = field.dyn_into::<HtmlInputElement>().ok()?;
    input.select();
    Some(input.value())
}

/// Saves a text as a file of that name; whether it could be offered.
pub fn save_file(name: &str, kind: &str, text: &str) -> bool {
    offer(name, kind, text).is_some()
}

fn offer(name: &str, kind: &str, text: &str) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let link = document()?.create_element("a").ok()?;
    let link: HtmlAnchorElement = link.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The download has begun with the click.
    let _ = Url::revoke_object_url(&address);
    Some(())
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}
