//! Reading JSON that a person wrote: every problem is kept with its place, none ends the reading.
//!
//! A reader speaks or is quiet. A quiet one does the same and only remembers whether there was an
//! error: it is what practising uses, since the sentences weigh more than the rules. Where it meets
//! an error, the speaking one reads the same text again and says what is amiss.

mod parse;

use litemap::LiteMap;

pub use parse::{parse_json, parse_quietly};

use super::id::IdError;
use super::json::{Map, Value};
use super::problem::Problem;

/// The most characters that one text may have.
pub const MAX_TEXT_CHARS: usize = 10_000;

/// Collects problems while a file is read.
#[derive(Debug, Default)]
pub struct Reader<const SPEAKS: bool> {
    problems: Vec<Problem>,
    failed: bool,
}

/// Notes an error: the reader, the check's name, the place, and the sentence as for `format!`.
macro_rules! error {
    ($reader:expr, $check:expr, $at:expr, $($sentence:tt)*) => {
        if SPEAKS {
            $reader.note($crate::engine::problem::Problem::error($check, &$at, format!($($sentence)*)));
        } else {
            $reader.fail();
        }
    };
}
pub(in crate::engine) use error;

/// The ids that were met, to find those that stand twice.
#[derive(Debug, Default)]
pub struct Seen(LiteMap<String, ()>);

impl Seen {
    /// Takes note of an id; whether it is new.
    pub fn insert(&mut self, id: &str) -> bool {
        self.0.insert(id.to_owned(), ()).is_none()
    }

    /// Whether the id was met.
    #[must_use]
    pub fn contains(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }
}

/// A JSON object and its place in the file.
pub struct Object<'v, const SPEAKS: bool> {
    map: &'v Map,
    /// The object's JSON pointer; empty for a quiet reader.
    pub at: String,
}

/// A JSON value and its place in the file.
pub struct Item<'v> {
    /// The value.
    pub value: &'v Value,
    /// Its JSON pointer; empty for a quiet reader.
    pub at: String,
}

impl<const SPEAKS: bool> Object<'_, SPEAKS> {
    /// The JSON pointer of one of its fields.
    #[must_use]
    pub fn place(&self, field: &str) -> String {
        if !SPEAKS {
            return String::new();
        }
        format!(
            "{}/{}",
            self.at,
            field.replace('~', "~0").replace('/', "~1")
        )
    }

    /// Whether the field is there.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        self.map.contains_key(field)
    }

    /// Its fields, by name.
    pub fn fields(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.map.iter()
    }
}

impl<const SPEAKS: bool> Reader<SPEAKS> {
    /// Notes a problem.
    pub fn note(&mut self, problem: Problem) {
        self.failed |= problem.is_error();
        self.problems.push(problem);
    }

    /// Notes that there is an error, without a word.
    pub fn fail(&mut self) {
        self.failed = true;
    }

    /// Whether an error was noted.
    #[must_use]
    pub fn failed(&self) -> bool {
        self.failed
    }

    /// All that was noted.
    #[must_use]
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    /// The value as an object; fields other than `known` are warned of.
    pub fn object<'v>(&mut self, item: &Item<'v>, known: &[&str]) -> Option<Object<'v, SPEAKS>> {
        let Value::Object(map) = item.value else {
            self.expected(&item.at, "an object in braces, { … }", item.value);
            return None;
        };
        let object = Object {
            map,
            at: item.at.clone(),
        };
        if SPEAKS {
            for field in map.keys().filter(|field| !known.contains(&field.as_str())) {
                self.note(Problem::warning(
                    "unknown-field",
                    &object.place(field),
                    format!(
                        "The field `{}` is not known here and is left out. Check its spelling; the fields known here are {}.",
                        short(field),
                        known.join(", ")
                    ),
                ));
            }
        }
        Some(object)
    }

    /// A field that must be there.
    pub fn required<'v>(
        &mut self,
        from: &Object<'v, SPEAKS>,
        field: &'static str,
    ) -> Option<Item<'v>> {
        let item = Self::optional(from, field);
        if item.is_none() {
            error!(
                self,
                "missing-field", from.at, "The field `{field}` is missing. Add it."
            );
        }
        item
    }

    /// A field that may be absent; `null` counts as absent.
    #[must_use]
    pub fn optional<'v>(from: &Object<'v, SPEAKS>, field: &str) -> Option<Item<'v>> {
        let value = from.map.get(field).filter(|value| !value.is_null())?;
        Some(Item {
            value,
            at: from.place(field),
        })
    }

    /// The items of a list field with `low..=high` entries; an absent one has none.
    pub fn list<'v>(
        &mut self,
        from: &Object<'v, SPEAKS>,
        field: &str,
        low: usize,
        high: usize,
    ) -> Vec<Item<'v>> {
        let at = from.place(field);
        let values: &[Value] = match from.map.get(field) {
            Some(Value::Array(values)) => values,
            None | Some(Value::Null) => &[],
            Some(other) => {
                self.expected(&at, "a list in brackets, [ … ]", other);
                return Vec::new();
            }
        };
        if values.is_empty() && low > 0 {
            error!(
                self,
                "count",
                at,
                "`{field}` needs at least {low}, and there is none. Add what is missing."
            );
        } else if values.len() < low {
            error!(
                self,
                "count",
                at,
                "`{field}` needs at least {low}, and there are {}. Add what is missing.",
                values.len()
            );
        }
        if values.len() > high {
            error!(
                self,
                "limit",
                at,
                "`{field}` has {} entries, and {high} is the most. Take some out or make two of it.",
                values.len()
            );
        }
        // Past the limit nothing is read: one list can't cost more than its limit allows.
        let kept = values.iter().take(high).enumerate();
        kept.map(|(index, value)| Item {
            value,
            at: if SPEAKS {
                format!("{at}/{index}")
            } else {
                String::new()
            },
        })
        .collect()
    }

    /// A text that must be there and say something.
    pub fn text(&mut self, from: &Object<'_, SPEAKS>, field: &'static str) -> Option<String> {
        let item = self.required(from, field)?;
        let text = self.text_of(&item)?;
        if text.trim().is_empty() {
            error!(
                self,
                "empty-text",
                item.at,
                "`{field}` is empty. Write something, it is shown to learners."
            );
            return None;
        }
        Some(text)
    }

    /// A text that may be absent, which reads as empty.
    pub fn text_or_empty(&mut self, from: &Object<'_, SPEAKS>, field: &str) -> String {
        Self::optional(from, field)
            .and_then(|item| self.text_of(&item))
            .unwrap_or_default()
    }

    /// The value as a text within the limits.
    pub fn text_of(&mut self, item: &Item<'_>) -> Option<String> {
        let Value::String(text) = item.value else {
            self.expected(&item.at, "a text in double quotes", item.value);
            return None;
        };
        let count = text.chars().count();
        if count > MAX_TEXT_CHARS {
            error!(
                self,
                "limit",
                item.at,
                "This text has {count} characters, and {MAX_TEXT_CHARS} is the most. Shorten it."
            );
            return None;
        }
        if let Some(hidden) = text.chars().find(|c| is_hidden(*c)) {
            error!(
                self,
                "hidden-character",
                item.at,
                "This text holds the invisible character U+{:04X}, which can make a text look other than it is. Take it out; typing the text anew does it.",
                u32::from(hidden)
            );
            return None;
        }
        Some(text.clone())
    }

    /// A list of texts.
    pub fn texts(&mut self, from: &Object<'_, SPEAKS>, field: &str, high: usize) -> Vec<String> {
        let items = self.list(from, field, 0, high);
        items.iter().filter_map(|item| self.text_of(item)).collect()
    }

    /// An id that must be there.
    pub fn id<T: std::str::FromStr<Err = IdError>>(
        &mut self,
        from: &Object<'_, SPEAKS>,
        field: &'static str,
    ) -> Option<T> {
        let item = self.required(from, field)?;
        self.id_of(&item)
    }

    /// The value as an id.
    pub fn id_of<T: std::str::FromStr<Err = IdError>>(&mut self, item: &Item<'_>) -> Option<T> {
        let text = self.text_of(item)?;
        match text.parse() {
            Ok(id) => Some(id),
            Err(why) => {
                error!(
                    self,
                    "id",
                    item.at,
                    "“{}” can't be used as an id: {why}. Change it.",
                    short(&text)
                );
                None
            }
        }
    }

    /// A `true` or `false`; absent reads as `false`.
    pub fn flag(&mut self, from: &Object<'_, SPEAKS>, field: &str) -> bool {
        let Some(item) = Self::optional(from, field) else {
            return false;
        };
        item.value.as_bool().unwrap_or_else(|| {
            self.expected(&item.at, "true or false", item.value);
            false
        })
    }

    /// A whole number of 0 or more that must be there.
    pub fn count(&mut self, from: &Object<'_, SPEAKS>, field: &'static str) -> Option<u64> {
        let item = self.required(from, field)?;
        let count = item.value.as_u64();
        if count.is_none() {
            self.expected(&item.at, "a whole number", item.value);
        }
        count
    }

    /// Notes that something else was expected here.
    pub fn expected(&mut self, at: &str, what: &str, found: &Value) {
        let found = match found {
            Value::Null => "nothing (null)",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "a text",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        error!(
            self,
            "type", at, "Here stands {found}, where {what} is expected. Change it to that."
        );
    }
}

/// Characters that no text of a pack may hold: controls other than line breaks and tabs, and marks
/// that reverse or hide text.
pub(in crate::engine) fn is_hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A text as it is quoted in a sentence: at most 40 characters, nothing hidden.
#[must_use]
pub fn short(text: &str) -> String {
    let clean = || text.chars().filter(|c| !is_hidden(*c) && *c != '\n');
    let mut short: String = clean().take(40).collect();
    if clean().nth(40).is_some() {
        short.push('…');
    }
    short
}
