//! The guide to a framework: what each part of it means, in our own plain words. A file of its own,
//! because practising does not need it and a slow phone should not wait for it.

use litemap::LiteMap;

use super::record::{self, Fields};

/// What each category, competency and principle means.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Guide {
    /// By category id.
    pub categories: LiteMap<String, About>,
    /// By competency id.
    pub competencies: LiteMap<String, Explanation>,
    /// By principle id.
    pub principles: LiteMap<String, Explanation>,
}

/// One or two sentences about a category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The sentences.
    pub about: String,
}

/// What a competency or principle is, and is not.
#[derive(Debug, Clone, PartialEq, Eq)]
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
        let value = record::parse(text)?;
        let fields = Fields::of(&value)?;
        Some(Self {
            categories: parts(fields, "categories", |about| {
                Some(About {
                    about: about.string("about")?,
                })
            })?,
            competencies: parts(fields, "competencies", explanation)?,
            principles: parts(fields, "principles", explanation)?,
        })
    }
}

/// One list of the guide, by id.
fn parts<T>(
    guide: Fields<'_>,
    list: &str,
    read: fn(Fields<'_>) -> Option<T>,
) -> Option<LiteMap<String, T>> {
    let mut parts = LiteMap::new();
    for (id, value) in guide.map(list)?.into_iter().flatten() {
        parts.insert(id.clone(), read(Fields::of(value)?)?);
    }
    Some(parts)
}

fn explanation(fields: Fields<'_>) -> Option<Explanation> {
    Some(Explanation {
        means: fields.string("means")?,
        looks_like: fields.string("looks_like")?,
        is_not: fields.string("is_not")?,
    })
}
