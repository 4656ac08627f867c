//! Files and texts that a person hands to the page: chosen in a field, or dropped on it.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, Event, File, FileList, HtmlInputElement};

/// What was handed over, before it is read.
pub struct Handed {
    files: Vec<File>,
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

/// The files that were chosen in a field. The field is emptied, so that the same file can be chosen
/// again.
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
    let files = listed(data.as_ref().and_then(web_sys::DataTransfer::files));
    let text = data.and_then(|data| data.get_data("text/plain").ok());
    Handed {
        text: text.filter(|text| files.is_empty() && !text.is_empty()),
        files,
    }
}

impl Handed {
    /// How many bytes it has.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a count of bytes
    pub fn bytes(&self) -> usize {
        let files = self.files.iter().map(|file| file.size().max(0.0) as usize);
        files.fold(
            self.text.as_ref().map_or(0, String::len),
            usize::saturating_add,
        )
    }

    /// Reads all of it, each file as UTF-8.
    pub async fn texts(self) -> Vec<Text> {
        let mut texts = Vec::with_capacity(self.files.len() + 1);
        for file in self.files {
            let read = JsFuture::from(file.text()).await;
            texts.push(Text {
                name: file.name(),
                text: read.ok().and_then(|text| text.as_string()),
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

fn listed(files: Option<FileList>) -> Vec<File> {
    let Some(files) = files else {
        return Vec::new();
    };
    (0..files.length()).filter_map(|at| files.get(at)).collect()
}
