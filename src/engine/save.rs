//! How anything is kept: in an envelope that says its version and proves that it is whole.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The version of saves that this version writes, and the newest that it reads.
pub const SAVE_VERSION: u32 = 1;

/// Why a save can't be used. In both cases it must not be overwritten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SaveError {
    /// It is cut off or changed.
    #[error("the save is damaged")]
    Damaged,
    /// A newer version of the app wrote it, in this version of saves.
    #[error("the save was written by a newer version ({0})")]
    Newer(u32),
}

/// A value that was read, and how often it had been written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved<T> {
    /// The value.
    pub value: T,
    /// The revision: one more at each writing.
    pub rev: u64,
}

#[derive(Serialize, Deserialize)]
struct Envelope {
    v: u32,
    rev: u64,
    crc: u32,
    data: String,
}

/// Puts a value into an envelope: `{"v":…,"rev":…,"crc":…,"data":"…"}`, where `crc` is the CRC-32
/// of the exact text of `data`.
#[must_use]
pub fn encode<T: Serialize>(value: &T, rev: u64) -> String {
    // Saves are plain data with text keys, which always have a JSON form.
    let data = serde_json::to_string(value).unwrap_or_default();
    let envelope = Envelope {
        v: SAVE_VERSION,
        rev,
        crc: crc32fast::hash(data.as_bytes()),
        data,
    };
    serde_json::to_string(&envelope).unwrap_or_default()
}

/// Takes a value out of its envelope.
///
/// # Errors
/// [`SaveError`] if the text is not whole, or of a newer version.
pub fn decode<T: DeserializeOwned>(text: &str) -> Result<Saved<T>, SaveError> {
    #[derive(Deserialize)]
    struct Head {
        v: u32,
    }
    // The version is read by itself: a newer envelope may have other fields.
    let head: Head = serde_json::from_str(text).map_err(|_| SaveError::Damaged)?;
    if head.v > SAVE_VERSION {
        return Err(SaveError::Newer(head.v));
    }
    let envelope: Envelope = serde_json::from_str(text).map_err(|_| SaveError::Damaged)?;
    if crc32fast::hash(envelope.data.as_bytes()) != envelope.crc {
        return Err(SaveError::Damaged);
    }
    let value = serde_json::from_str(&envelope.data).map_err(|_| SaveError::Damaged)?;
    Ok(Saved {
        value,
        rev: envelope.rev,
    })
}

/// The part of a storage key that all of a site's keys begin with: `alongside/1/<site>/`, where
/// `<site>` tells apart two copies of the app on one host: FNV-1a (32 bits) of the path of the
/// page's folder. boot.js computes the same before any Rust runs.
#[must_use]
pub fn key_prefix(base_path: &str) -> String {
    let site = base_path.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    format!("alongside/1/{site:08x}/")
}
