//! The guide to a framework: what each part of it means, in our own plain words. A file of its own,
//! because practising does not need it and a slow phone should not wait for it.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What each category, competency and principle means.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Guide {
    /// By category id.
    #[serde(default)]
    pub categories: BTreeMap<String, About>,
    /// By competency id.
    #[serde(default)]
    pub competencies: BTreeMap<String, Explanation>,
    /// By principle id.
    #[serde(default)]
    pub principles: BTreeMap<String, Explanation>,
}

/// One or two sentences about a category.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct About {
    /// The sentences.
    pub about: String,
}

/// What a competency or principle is, and is not.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Explanation {
    /// What it means.
    pub means: String,
    /// What it looks like in the work.
    pub looks_like: String,
    /// The slip beside it.
    pub is_not: String,
}

impl Guide {
    /// Reads a guide's file; `None` if it is not one.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}
