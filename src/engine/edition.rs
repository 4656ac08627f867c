//! A pack's edition: a fingerprint of all that a learner reads or is scored by.

use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::pack::Pack;

/// The first 8 bytes of SHA-256 over the pack's canonical JSON, written as 16 lower-case hex digits.
///
/// Canonical means: object keys sorted by their bytes, no white space, arrays in their order.
/// Left out is what no learner reads or is scored by: `format`, `version`, `license`, `authors`,
/// `allow` and the `voice` marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edition([u8; 8]);

/// An edition is 16 lower-case hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an edition is 16 lower-case hex digits")]
pub struct EditionError;

impl Edition {
    /// The edition of a pack.
    #[must_use]
    pub fn of(pack: &Pack) -> Self {
        let mut value = serde_json::to_value(pack).unwrap_or(Value::Null);
        leave_out_unread(&mut value);
        let mut text = String::new();
        write_canonical(&value, &mut text);
        let digest: [u8; 32] = Sha256::digest(text.as_bytes()).into();
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&digest[..8]);
        Self(bytes)
    }

    /// The edition that those bytes are.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 8]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    #[must_use]
    pub fn bytes(self) -> [u8; 8] {
        self.0
    }

    /// Whether the edition begins with those hex digits.
    #[must_use]
    pub fn starts_with(&self, prefix: &str) -> bool {
        self.to_string().starts_with(prefix)
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl std::str::FromStr for Edition {
    type Err = EditionError;

    fn from_str(text: &str) -> Result<Self, EditionError> {
        let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        if text.len() != 16 || !text.bytes().all(hex) {
            return Err(EditionError);
        }
        let number = u64::from_str_radix(text, 16).map_err(|_| EditionError)?;
        Ok(Self(number.to_be_bytes()))
    }
}

impl Serialize for Edition {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// Takes out the fields that no learner reads or is scored by, each where it stands and nowhere
/// else: a response may well have the id `voice`, and its votes count.
fn leave_out_unread(pack: &mut Value) {
    remove(pack, &["format", "version", "license", "authors"]);
    for scenario in items(pack, "scenarios") {
        remove(scenario, &["allow"]);
        for step in items(scenario, "steps") {
            items(step, "story").for_each(|block| remove(block, &["voice"]));
            items(step, "responses").for_each(|response| remove(response, &["voice"]));
        }
    }
}

fn remove(from: &mut Value, fields: &[&str]) {
    if let Some(object) = from.as_object_mut() {
        object.retain(|field, _| !fields.contains(&field.as_str()));
    }
}

fn items<'v>(of: &'v mut Value, field: &str) -> impl Iterator<Item = &'v mut Value> {
    let list = of.get_mut(field).and_then(Value::as_array_mut);
    list.into_iter().flatten()
}

/// Writes a value with sorted keys. Its depth is that of a pack: five levels.
fn write_canonical(value: &Value, out: &mut String) {
    match value {
        Value::Object(map) => {
            // Sorted here, since the order that a map keeps depends on features of serde_json.
            let mut fields: Vec<_> = map.iter().collect();
            fields.sort_by_key(|(key, _)| *key);
            out.push('{');
            for (index, (key, value)) in fields.into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push(':');
                write_canonical(value, out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_canonical(item, out);
            }
            out.push(']');
        }
        scalar => out.push_str(&scalar.to_string()),
    }
}
