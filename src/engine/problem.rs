//! What is amiss with a file, said to the person who wrote it.

use std::fmt;

use serde::Serialize;

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The file can't be used until this is mended.
    Error,
    /// The file works; this would make it better.
    Warning,
}

/// One thing amiss, where it is, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// How much it matters.
    pub level: Level,
    /// The check that found it, by the name that a pack's `allow` uses: `reading-grade`.
    pub check: &'static str,
    /// Where in the file, as a JSON pointer (RFC 6901): `/scenarios/0/steps/0`; empty for the whole file.
    pub pointer: String,
    /// A sentence that says what is amiss, and one that says what to do next.
    pub sentence: String,
}

impl Problem {
    /// A problem that keeps the file from being used.
    #[must_use]
    pub fn error(check: &'static str, pointer: &str, sentence: impl Into<String>) -> Self {
        Self::new(Level::Error, check, pointer, sentence.into())
    }

    /// A problem that the file works with.
    #[must_use]
    pub fn warning(check: &'static str, pointer: &str, sentence: impl Into<String>) -> Self {
        Self::new(Level::Warning, check, pointer, sentence.into())
    }

    fn new(level: Level, check: &'static str, pointer: &str, sentence: String) -> Self {
        Self {
            level,
            check,
            pointer: pointer.to_owned(),
            sentence,
        }
    }

    /// Whether the file can't be used because of this.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.level == Level::Error
    }
}

impl fmt::Display for Problem {
    /// `/json/pointer: error: sentence`; the file's name is for the caller to put before it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = match self.level {
            Level::Error => "error",
            Level::Warning => "warning",
        };
        write!(f, "{}: {level}: {}", self.pointer, self.sentence)
    }
}
