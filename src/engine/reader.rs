//! Reading JSON that a person wrote: every problem is kept with its place, none ends the reading.

use serde_json::{Map, Value};

use super::id::IdError;
use super::problem::Problem;

/// The most characters that one text may have.
pub const MAX_TEXT_CHARS: usize = 10_000;

/// Collects problems while a file is read.
#[derive(Debug, Default)]
pub struct Reader {
    problems: Vec<Problem>,
}

/// A JSON object and its place in the file.
pub struct Object<'v> {
    map: &'v Map<String, Value>,
    /// The object's JSON pointer.
    pub at: String,
}

/// A JSON value and its place in the file.
pub struct Item<'v> {
    /// The value.
    pub value: &'v Value,
    /// Its JSON pointer.
    pub at: String,
}

impl Object<'_> {
    /// The JSON pointer of one of its fields.
    #[must_use]
    pub fn place(&self, field: &str) -> String {
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

impl Reader {
    /// Notes an error.
    pub fn error(&mut self, check: &'static str, at: &str, sentence: impl Into<String>) {
        self.problems.push(Problem::error(check, at, sentence));
    }

    /// Notes a warning.
    pub fn warn(&mut self, check: &'static str, at: &str, sentence: impl Into<String>) {
        self.problems.push(Problem::warning(check, at, sentence));
    }

    /// Whether an error was noted.
    #[must_use]
    pub fn failed(&self) -> bool {
        self.problems.iter().any(Problem::is_error)
    }

    /// All that was noted.
    #[must_use]
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    /// The value as an object; fields other than `known` are warned of.
    pub fn object<'v>(&mut self, item: &Item<'v>, known: &[&str]) -> Option<Object<'v>> {
        let Value::Object(map) = item.value else {
            self.expected(&item.at, "an object in braces, { … }", item.value);
            return None;
        };
        let object = Object {
            map,
            at: item.at.clone(),
        };
        for field in map.keys().filter(|field| !known.contains(&field.as_str())) {
            self.warn(
                "unknown-field",
                &object.place(field),
                format!(
                    "The field `{}` is not known here and is left out. Check its spelling; the fields known here are {}.",
                    short(field),
                    known.join(", ")
                ),
            );
        }
        Some(object)
    }

    /// A field that must be there.
    pub fn required<'v>(&mut self, from: &Object<'v>, field: &'static str) -> Option<Item<'v>> {
        let item = Self::optional(from, field);
        if item.is_none() {
            self.error(
                "missing-field",
                &from.at,
                format!("The field `{field}` is missing. Add it."),
            );
        }
        item
    }

    /// A field that may be absent; `null` counts as absent.
    #[must_use]
    pub fn optional<'v>(from: &Object<'v>, field: &str) -> Option<Item<'v>> {
        let value = from.map.get(field).filter(|value| !value.is_null())?;
        Some(Item {
            value,
            at: from.place(field),
        })
    }

    /// The items of a list field with `low..=high` entries; an absent one has none.
    pub fn list<'v>(
        &mut self,
        from: &Object<'v>,
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
        if values.len() < low {
            let sentence = if values.is_empty() {
                format!("`{field}` needs at least {low}, and there is none. Add what is missing.")
            } else {
                format!(
                    "`{field}` needs at least {low}, and there are {}. Add what is missing.",
                    values.len()
                )
            };
            self.error("count", &at, sentence);
        }
        if values.len() > high {
            self.error(
                "limit",
                &at,
                format!(
                    "`{field}` has {} entries, and {high} is the most. Take some out or make two of it.",
                    values.len()
                ),
            );
        }
        // Past the limit nothing is read: one list can't cost more than its limit allows.
        let kept = values.iter().take(high).enumerate();
        kept.map(|(index, value)| Item {
            value,
            at: format!("{at}/{index}"),
        })
        .collect()
    }

    /// A text that must be there and say something.
    pub fn text(&mut self, from: &Object<'_>, field: &'static str) -> Option<String> {
        let item = self.required(from, field)?;
        let text = self.text_of(&item)?;
        if text.trim().is_empty() {
            self.error(
                "empty-text",
                &item.at,
                format!("`{field}` is empty. Write something, it is shown to learners."),
            );
            return None;
        }
        Some(text)
    }

    /// A text that may be absent, which reads as empty.
    pub fn text_or_empty(&mut self, from: &Object<'_>, field: &str) -> String {
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
            self.error(
                "limit",
                &item.at,
                format!(
                    "This text has {count} characters, and {MAX_TEXT_CHARS} is the most. Shorten it."
                ),
            );
            return None;
        }
        if let Some(hidden) = text.chars().find(|c| is_hidden(*c)) {
            self.error(
                "hidden-character",
                &item.at,
                format!(
                    "This text holds the invisible character U+{:04X}, which can make a text look other than it is. Take it out; typing the text anew does it.",
                    u32::from(hidden)
                ),
            );
            return None;
        }
        Some(text.clone())
    }

    /// A list of texts.
    pub fn texts(&mut self, from: &Object<'_>, field: &str, high: usize) -> Vec<String> {
        let items = self.list(from, field, 0, high);
        items.iter().filter_map(|item| self.text_of(item)).collect()
    }

    /// An id that must be there.
    pub fn id<T: std::str::FromStr<Err = IdError>>(
        &mut self,
        from: &Object<'_>,
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
                self.error(
                    "id",
                    &item.at,
                    format!(
                        "“{}” can't be used as an id: {why}. Change it.",
                        short(&text)
                    ),
                );
                None
            }
        }
    }

    /// A `true` or `false`; absent reads as `false`.
    pub fn flag(&mut self, from: &Object<'_>, field: &str) -> bool {
        let Some(item) = Self::optional(from, field) else {
            return false;
        };
        item.value.as_bool().unwrap_or_else(|| {
            self.expected(&item.at, "true or false", item.value);
            false
        })
    }

    /// A whole number of 0 or more that must be there.
    pub fn count(&mut self, from: &Object<'_>, field: &'static str) -> Option<u64> {
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
        self.error(
            "type",
            at,
            format!("Here stands {found}, where {what} is expected. Change it to that."),
        );
    }
}

/// Parses JSON text that may be anything. An error is said with its line and column.
///
/// # Errors
/// A problem that says what is amiss: too large, not JSON (and whether it is a web page), cut off.
pub fn parse_json(text: &str, max_bytes: usize) -> Result<Value, Problem> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > max_bytes {
        return Err(Problem::error(
            "limit",
            "",
            format!(
                "The file has {} bytes, and {max_bytes} is the most. Make two files of it.",
                text.len()
            ),
        ));
    }
    if text.trim_start().starts_with('<') {
        return Err(Problem::error(
            "not-json",
            "",
            "This is a web page, not a JSON file. The file is probably missing at that address: check its name and that it was uploaded.",
        ));
    }
    serde_json::from_str(text).map_err(|error| {
        let place = format!("line {}, column {}", error.line(), error.column());
        let sentence = if error.is_eof() {
            format!("The file ends too early, at {place}. It was probably cut off: save or upload it again.")
        } else {
            format!("This is not valid JSON from {place} on. Look there for a missing comma, quote or bracket.")
        };
        Problem::error("not-json", "", sentence)
    })
}

/// Characters that no text of a pack may hold: controls other than line breaks and tabs, and marks
/// that reverse or hide text.
fn is_hidden(c: char) -> bool {
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
