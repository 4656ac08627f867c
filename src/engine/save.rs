//! How anything is kept: in an envelope that says its version and proves that it is whole.

use crate::engine::json::Value;

use super::record::{self, Fields, Record};

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

/// Puts a value into an envelope: `{"v":…,"rev":…,"crc":…,"data":"…"}`, where `crc` is the CRC-32
/// of the exact text of `data`.
#[must_use]
pub fn encode<T: Record>(value: &T, rev: u64) -> String {
    encode_text(&record::to_text(&value.to_json()), rev)
}

/// Takes a value out of its envelope.
///
/// # Errors
/// [`SaveError`] if the text is not whole, or of a newer version.
pub fn decode<T: Record>(text: &str) -> Result<Saved<T>, SaveError> {
    let (data, rev) = open(text)?;
    let value = T::from_json(&data).ok_or(SaveError::Damaged)?;
    Ok(Saved { value, rev })
}

/// As [`decode`], of an envelope that is part of a larger file.
///
/// # Errors
/// [`SaveError`] if the envelope is not whole, or of a newer version.
pub fn decode_value<T: Record>(envelope: &Value) -> Result<Saved<T>, SaveError> {
    let (data, rev) = open_value(envelope)?;
    let value = T::from_json(&data).ok_or(SaveError::Damaged)?;
    Ok(Saved { value, rev })
}

/// As [`encode`], of a text that has a form of its own.
#[must_use]
pub fn encode_text(data: &str, rev: u64) -> String {
    let crc = crc32(data.as_bytes());
    let mut quoted = String::new();
    record::quote(data, &mut quoted);
    format!("{{\"v\":{SAVE_VERSION},\"rev\":{rev},\"crc\":{crc},\"data\":{quoted}}}")
}

/// As [`decode`], of a text that has a form of its own.
///
/// # Errors
/// [`SaveError`] if the envelope is not whole, or of a newer version.
pub fn decode_text(text: &str) -> Result<String, SaveError> {
    let value = record::parse(text).ok_or(SaveError::Damaged)?;
    let (data, _) = contents(&value)?;
    Ok(data.to_owned())
}

/// The CRC-32 of IEEE 802.3, as in zip and PNG. Half a byte at a time, with a table of 64 bytes:
/// without one it takes eight times as long, and years of practice are half a megabyte.
#[must_use]
pub fn crc32(bytes: &[u8]) -> u32 {
    let half = |crc: u32| (crc >> 4) ^ CRC_OF_HALF[(crc & 15) as usize];
    let crc = bytes
        .iter()
        .fold(u32::MAX, |crc, byte| half(half(crc ^ u32::from(*byte))));
    !crc
}

const CRC_OF_HALF: [u32; 16] = {
    let mut table = [0; 16];
    let mut at = 0;
    while at < 16 {
        let mut crc = at as u32;
        let mut bit = 0;
        while bit < 4 {
            crc = (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
            bit += 1;
        }
        table[at] = crc;
        at += 1;
    }
    table
};

fn open(text: &str) -> Result<(Value, u64), SaveError> {
    open_value(&record::parse(text).ok_or(SaveError::Damaged)?)
}

fn open_value(value: &Value) -> Result<(Value, u64), SaveError> {
    let (data, rev) = contents(value)?;
    Ok((record::parse(data).ok_or(SaveError::Damaged)?, rev))
}

/// The text in an envelope, and its revision.
fn contents(value: &Value) -> Result<(&str, u64), SaveError> {
    let fields = Fields::of(value).ok_or(SaveError::Damaged)?;
    // The version is read by itself: a newer envelope may have other fields.
    let version = fields.number("v").and_then(|v| u32::try_from(v).ok());
    let version = version.ok_or(SaveError::Damaged)?;
    if version > SAVE_VERSION {
        return Err(SaveError::Newer(version));
    }
    whole(fields).ok_or(SaveError::Damaged)
}

fn whole(envelope: Fields<'_>) -> Option<(&str, u64)> {
    let (rev, crc) = (envelope.number("rev")?, envelope.number("crc")?);
    let data = envelope.text("data")?;
    (u64::from(crc32(data.as_bytes())) == crc).then_some((data, rev))
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
