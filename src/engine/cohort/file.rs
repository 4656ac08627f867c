//! A group as a file: its codes, one to a line, under a line that says what it is. Opening it works
//! the report out anew, so that nothing in it can be other than what was answered.

use crate::engine::code::Code;
use crate::engine::export;

/// The version of group files that this version writes, and the newest that it reads.
pub const GROUP_VERSION: u32 = 1;

/// What the first line begins with; the version follows.
const HEAD: &str = "alongside-group ";

/// A group file that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupFile {
    text: String,
    results: usize,
}

/// Why a file is not looked through for codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// A newer version of the app wrote it, in this version of group files.
    #[error("the group file was written by a newer version ({0})")]
    Newer(u32),
    /// It is what a learner took along from this app: their answers, and maybe their diary. That is
    /// theirs, and no trainer's to read.
    #[error("this is what a learner took along, and no result")]
    LearnersOwn,
}

impl Default for GroupFile {
    fn default() -> Self {
        Self {
            text: format!("{HEAD}{GROUP_VERSION}\n"),
            results: 0,
        }
    }
}

impl GroupFile {
    /// Puts a result there.
    pub fn add(&mut self, code: &Code) {
        self.text.push_str(&code.to_string());
        self.text.push('\n');
        self.results += 1;
    }

    /// How many results are there.
    #[must_use]
    pub fn results(&self) -> usize {
        self.results
    }

    /// The file.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// What a file or a pasted text holds under the first line of a group file; of any other text, all of
/// it. The codes in it are for [`crate::engine::code::find::find_codes`].
///
/// # Errors
/// [`FileError`] if it is one of a newer version, or a learner's own.
pub fn contents(text: &str) -> Result<&str, FileError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if export::is_export(text) || export::is_attempts_csv(text) {
        return Err(FileError::LearnersOwn);
    }
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let version = first.strip_prefix(HEAD).map(str::trim_end);
    match version.and_then(|version| version.parse::<u32>().ok()) {
        Some(version) if version > GROUP_VERSION => Err(FileError::Newer(version)),
        Some(_) => Ok(rest),
        None => Ok(text),
    }
}
