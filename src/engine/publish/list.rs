//! The list of a site's files.

use super::hash;
use super::names::is_safe;
use crate::engine::json;
use crate::engine::record::{self, Fields};

/// The most files that a site has.
const MAX_FILES: usize = 4000;

/// One file of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path from the page.
    pub path: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// The first 16 hex digits of its SHA-256.
    pub hash: String,
}

impl File {
    /// The entry of a file.
    #[must_use]
    pub fn of(path: &str, content: &[u8]) -> Self {
        Self {
            path: path.to_owned(),
            bytes: content.len() as u64,
            hash: hash(content),
        }
    }
}

/// All files of a site but the list itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileList(pub(super) Vec<File>);

impl FileList {
    /// Reads a list. `None` if it is none, or names a file that can't be unpacked everywhere.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let value = record::parse(text)?;
        let items = value.as_array().filter(|items| items.len() <= MAX_FILES)?;
        let mut files = Vec::with_capacity(items.len());
        for item in items {
            let fields = Fields::of(item)?;
            let file = File {
                path: fields.string("path").filter(|path| is_safe(path))?,
                bytes: fields.number("bytes")?,
                hash: fields.string("hash")?,
            };
            files.push(file);
        }
        Some(Self(files))
    }

    /// The list's text, sorted by path and one file to a line.
    pub(super) fn write(mut files: Vec<File>) -> String {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let lines: Vec<String> = files
            .iter()
            .map(|file| {
                let mut line = String::from("{\"path\":");
                json::quote(&file.path, &mut line);
                line.push_str(&format!(
                    ",\"bytes\":{},\"hash\":\"{}\"}}",
                    file.bytes, file.hash
                ));
                line
            })
            .collect();
        format!("[\n{}\n]\n", lines.join(",\n"))
    }

    /// The file of that path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&File> {
        self.0.iter().find(|file| file.path == path)
    }

    /// The files.
    pub fn files(&self) -> impl Iterator<Item = &File> {
        self.0.iter()
    }
}
