//! Files that a person saves, and files that a person opens.

use std::cell::RefCell;

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Event, File, HtmlAnchorElement, HtmlInputElement, Url};

thread_local! {
    /// The address of the file that was saved last.
    static LAST: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Has the browser save a text as a file, and says whether it took it.
#[must_use]
pub fn save(name: &str, kind: &str, text: &str) -> bool {
    try_to_save(name, kind, text).is_some()
}

fn try_to_save(name: &str, kind: &str, text: &str) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let document = web_sys::window()?.document()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // Some browsers read it only later, so it stays until the next one.
    if let Some(former) = LAST.replace(Some(address)) {
        let _ = Url::revoke_object_url(&former);
    }
    Some(())
}

/// The file that was chosen in the field that an event is about.
#[must_use]
pub fn chosen(event: &Event) -> Option<Chosen> {
    let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = field.files()?.get(0)?;
    // So that the same file can be chosen once more.
    let chosen = Chosen(file);
    field.set_value("");
    Some(chosen)
}

/// A file that a person chose.
pub struct Chosen(File);

impl Chosen {
    /// How many bytes it has.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a count of bytes
    pub fn bytes(&self) -> usize {
        self.0.size().max(0.0) as usize
    }

    /// Its text; `None` if the browser can't read it. What is no text becomes some text.
    pub async fn text(&self) -> Option<String> {
        let text = JsFuture::from(self.0.text()).await.ok()?;
        text.as_string()
    }
}
