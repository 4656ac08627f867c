//! How what is kept is written as JSON and read back: by hand and through [`Value`], since code
//! derived for each type would weigh more than all the rules of the engine.
//!
//! A field that says nothing is left out, and an unknown one is passed over. Reading takes no more
//! memory than what it reads, and a value of another kind than expected makes the record damaged.

mod answer;
mod attempt;
mod diary;
mod settings;

pub(in crate::engine) use answer::{certainty, certainty_json};

use std::str::FromStr;

use super::json::{self, Map, Value};

pub use super::json::{quote, to_text};

/// What can be kept.
pub trait Record: Sized {
    /// The record as JSON.
    fn to_json(&self) -> Value;

    /// The record that was written so; `None` if it is damaged.
    fn from_json(value: &Value) -> Option<Self>;
}

/// The value that a text is JSON of.
#[must_use]
pub fn parse(text: &str) -> Option<Value> {
    json::parse(text).ok()
}

/// The fields of an object that is being written.
#[derive(Debug, Default)]
pub struct Writer(Map);

impl Writer {
    /// Writes a field.
    #[must_use]
    pub fn with(mut self, field: &str, value: Value) -> Self {
        self.0.insert(field.to_owned(), value);
        self
    }

    /// Writes a field, unless its value is that of an absent one: null, false, or empty.
    #[must_use]
    pub fn with_any(self, field: &str, value: Value) -> Self {
        let says_nothing = match &value {
            Value::Null => true,
            Value::Bool(on) => !on,
            Value::Array(items) => items.is_empty(),
            Value::Object(fields) => fields.is_empty(),
            Value::Number(_) | Value::String(_) => false,
        };
        if says_nothing {
            self
        } else {
            self.with(field, value)
        }
    }

    /// The object.
    #[must_use]
    pub fn done(self) -> Value {
        Value::Object(self.0)
    }
}

/// The fields of an object that is being read. A field that is null counts as absent.
#[derive(Debug, Clone, Copy)]
pub struct Fields<'v>(&'v Map);

impl<'v> Fields<'v> {
    /// Those of a value; `None` if it is not an object.
    #[must_use]
    pub fn of(value: &'v Value) -> Option<Self> {
        value.as_object().map(Self)
    }

    /// A field.
    #[must_use]
    pub fn get(self, field: &str) -> Option<&'v Value> {
        self.0.get(field).filter(|value| !value.is_null())
    }

    /// A text that must be there.
    #[must_use]
    pub fn text(self, field: &str) -> Option<&'v str> {
        self.get(field)?.as_str()
    }

    /// A text that must be there, to keep.
    #[must_use]
    pub fn string(self, field: &str) -> Option<String> {
        self.one(field, string)
    }

    /// A whole number of 0 or more that must be there.
    #[must_use]
    pub fn number(self, field: &str) -> Option<u64> {
        self.get(field)?.as_u64()
    }

    /// Yes or no, which must be one of these if it is there; absent means no.
    #[must_use]
    pub fn flag(self, field: &str) -> Option<bool> {
        match self.get(field) {
            None => Some(false),
            Some(value) => value.as_bool(),
        }
    }

    /// A list, which must be one if it is there; absent means empty.
    #[must_use]
    pub fn items(self, field: &str) -> Option<&'v [Value]> {
        match self.get(field) {
            None => Some(&[]),
            Some(value) => value.as_array().map(Vec::as_slice),
        }
    }

    /// An object, which must be one if it is there; absent means without fields.
    #[must_use]
    pub fn map(self, field: &str) -> Option<Option<&'v Map>> {
        self.optional(field, Value::as_object)
    }

    /// What must be there.
    pub fn one<T>(self, field: &str, read: impl Fn(&'v Value) -> Option<T>) -> Option<T> {
        read(self.get(field)?)
    }

    /// What may be absent, but must be readable if it is there.
    pub fn optional<T>(
        self,
        field: &str,
        read: impl Fn(&'v Value) -> Option<T>,
    ) -> Option<Option<T>> {
        match self.get(field) {
            None => Some(None),
            Some(value) => read(value).map(Some),
        }
    }

    /// A list each of whose items must be readable; absent means empty.
    pub fn list<T>(self, field: &str, read: fn(&'v Value) -> Option<T>) -> Option<Vec<T>> {
        let mut list = Vec::new();
        for item in self.items(field)? {
            list.push(read(item)?);
        }
        Some(list)
    }
}

/// An id, or whatever else has a text of its own.
#[must_use]
pub fn id<T: FromStr>(value: &Value) -> Option<T> {
    value.as_str()?.parse().ok()
}

/// Any text.
#[must_use]
pub fn string(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// One of some words.
#[must_use]
pub fn word<T: Copy>(value: &Value, all: &[T], slug: fn(T) -> &'static str) -> Option<T> {
    let text = value.as_str()?;
    all.iter().copied().find(|one| slug(*one) == text)
}

/// A credit, which is kept as a whole number of millionths.
#[must_use]
#[allow(clippy::cast_precision_loss)] // at most a million
pub fn credit(value: &Value) -> Option<f64> {
    let millionths = value
        .as_u64()
        .filter(|millionths| *millionths <= 1_000_000)?;
    Some(millionths as f64 / MILLION)
}

/// A credit's JSON. Whole numbers, because the code and the tables that write and read a binary
/// fraction exactly would weigh more than the rest of this layer.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // credits are 0 to 1
pub fn credit_json(credit: Option<f64>) -> Value {
    credit
        .map(|credit| (credit.clamp(0.0, 1.0) * MILLION).round() as u64)
        .into()
}

const MILLION: f64 = 1_000_000.0;

/// A text's JSON.
#[must_use]
pub fn text(thing: &impl ToString) -> Value {
    Value::String(thing.to_string())
}

/// The JSON of a text that may be absent.
#[must_use]
pub fn text_or_null(thing: Option<&impl ToString>) -> Value {
    thing.map_or(Value::Null, text)
}

/// A list's JSON.
#[must_use]
pub fn list<T>(things: &[T], json: fn(&T) -> Value) -> Value {
    Value::Array(things.iter().map(json).collect())
}
