//! Packs that are not of the site, in an export: results and links name them, and another device
//! could not show either without them.

use crate::engine::edition::Edition;
use crate::engine::guest::Guest;
use crate::engine::id::PackId;
use crate::engine::json::Value;
use crate::engine::record::{Fields, Record, Writer, text};

/// A pack as it is kept, under its id and edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    /// Its id.
    pub id: PackId,
    /// Its edition.
    pub edition: Edition,
    /// The pack.
    pub guest: Guest,
}

impl Pack {
    /// Whether it can be one of ours.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.guest.is_sound()
    }

    /// Whether both are the same pack in the same edition.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.id == other.id && self.edition == other.edition
    }
}

impl Record for Pack {
    fn to_json(&self) -> Value {
        Writer::default()
            .with("id", text(&self.id))
            .with("edition", text(&self.edition))
            .with("pack", self.guest.to_json())
            .done()
    }

    fn from_json(value: &Value) -> Option<Self> {
        let fields = Fields::of(value)?;
        Some(Self {
            id: fields.text("id")?.parse().ok()?,
            edition: fields.text("edition")?.parse().ok()?,
            guest: Guest::from_json(fields.get("pack")?)?,
        })
    }
}
