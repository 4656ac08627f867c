//! Files that a person saves, and files and texts that a person hands to the page: chosen in a field,
//! or dropped on it.

use std::cell::RefCell;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DataTransfer, DragEvent, Event, File, FileList, HtmlAnchorElement,
    HtmlInputElement, Url,
};

use super::pause;

/// How many bytes of a file are read in one go.
const PART: usize = 1 << 18;

thread_local! {
    /// The address of the file that was saved last.
    static LAST: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Has the browser save a text as a file, and says whether it took it.
#[must_use]
pub fn save(name: &str, kind: &str, text: &str) -> bool {
    try_to_save(name, kind, &JsValue::from_str(text)).is_some()
}

/// As [`save`], of a file that is no text.
#[must_use]
pub fn save_bytes(name: &str, kind: &str, bytes: &[u8]) -> bool {
    try_to_save(name, kind, &Uint8Array::from(bytes)).is_some()
}

fn try_to_save(name: &str, kind: &str, content: &JsValue) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(content);
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

/// The files that were chosen in the field that an event is about. The field is emptied, so that the
/// same file can be chosen once more.
#[must_use]
pub fn chosen(event: &Event) -> Handed {
    let field = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let files = listed(field.as_ref().and_then(HtmlInputElement::files));
    if let Some(field) = field {
        field.set_value("");
    }
    Handed { files, text: None }
}

/// What was dropped on the page: files, or else a text.
#[must_use]
pub fn dropped(event: &Event) -> Handed {
    let data = event
        .dyn_ref::<DragEvent>()
        .and_then(DragEvent::data_transfer);
    let files = listed(data.as_ref().and_then(DataTransfer::files));
    let text = data.and_then(|data| data.get_data("text/plain").ok());
    Handed {
        text: text.filter(|text| files.is_empty() && !text.is_empty()),
        files,
    }
}

/// What was handed over, before it is read.
pub struct Handed {
    files: Vec<Chosen>,
    text: Option<String>,
}

/// One text that was handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The file's name; empty of a text without one.
    pub name: String,
    /// What it says; `None` of a file that could not be read.
    pub text: Option<String>,
}

impl Handed {
    /// The first file.
    #[must_use]
    pub fn first(self) -> Option<Chosen> {
        self.files.into_iter().next()
    }

    /// How many bytes it has.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let text = self.text.as_ref().map_or(0, String::len);
        let files = self.files.iter().map(Chosen::bytes);
        files.fold(text, usize::saturating_add)
    }

    /// A text that did not come as a file.
    #[must_use]
    pub fn of_text(text: String) -> Self {
        Self {
            files: Vec::new(),
            text: Some(text),
        }
    }

    /// Whether nothing was handed over.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.text.is_none()
    }

    /// The name of the first file; empty of a text.
    #[must_use]
    pub fn name(&self) -> String {
        let first = self.files.first();
        first.map_or_else(String::new, |file| file.0.name())
    }

    /// One thing after the other, so that not all of them have to be in memory at once.
    #[must_use]
    pub fn each(self) -> Vec<Self> {
        let files = self.files.into_iter().map(|file| Self {
            files: vec![file],
            text: None,
        });
        files.chain(self.text.map(Self::of_text)).collect()
    }

    /// Reads all of it.
    pub async fn texts(self) -> Vec<Text> {
        let mut texts = Vec::with_capacity(self.files.len() + 1);
        for file in self.files {
            texts.push(Text {
                text: file.text().await,
                name: file.0.name(),
            });
        }
        if self.text.is_some() {
            texts.push(Text {
                name: String::new(),
                text: self.text,
            });
        }
        texts
    }
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

    /// Its text, as UTF-8; `None` if the browser can't read it. What is no text becomes some text.
    /// It is read part by part, so that a large file does not hold up the page.
    pub async fn text(&self) -> Option<String> {
        let all = self.bytes();
        let mut text = String::new();
        text.try_reserve_exact(all).ok()?;
        let mut from = 0;
        while from < all {
            let mut to = all.min(from + PART);
            let mut part = self.part(from, to).await?;
            // A character was cut in two: those that there are have four bytes at most.
            for _ in 0..3 {
                if !part.ends_with(char::REPLACEMENT_CHARACTER) || to == all {
                    break;
                }
                to += 1;
                part = self.part(from, to).await?;
            }
            text.push_str(&part);
            from = to;
            // Parts come faster than the browser draws.
            pause::pause().await;
        }
        Some(text)
    }

    #[allow(clippy::cast_precision_loss)] // files are shorter than that
    async fn part(&self, from: usize, to: usize) -> Option<String> {
        let part = self.0.slice_with_f64_and_f64(from as f64, to as f64).ok()?;
        JsFuture::from(part.text()).await.ok()?.as_string()
    }

    /// What is in it, byte for byte; `None` if the browser can't read it.
    pub async fn content(&self) -> Option<Vec<u8>> {
        let content = JsFuture::from(self.0.array_buffer()).await.ok()?;
        Some(Uint8Array::new(&content).to_vec())
    }
}

fn listed(files: Option<FileList>) -> Vec<Chosen> {
    let Some(files) = files else {
        return Vec::new();
    };
    let files = (0..files.length()).filter_map(|at| files.get(at));
    files.map(Chosen).collect()
}
