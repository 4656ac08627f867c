//! Chance, from the browser's own source.

use rand::TryRng;
use rand::rngs::SysRng;

use super::clock;
use crate::engine::id::{DraftId, EntryId, Seed, SessionId};

/// A fresh seed. 32 bits keep a link short and are plenty for telling forms apart.
#[must_use]
pub fn seed() -> Seed {
    Seed(number() >> 32)
}

/// A fresh random number for an attempt.
#[must_use]
#[allow(clippy::cast_possible_truncation)] // the low half of a random number is as random
pub fn token() -> u32 {
    number() as u32
}

/// A fresh session id.
#[must_use]
pub fn session_id() -> Option<SessionId> {
    uuid().parse().ok()
}

/// A fresh id of a diary entry.
#[must_use]
pub fn entry_id() -> Option<EntryId> {
    uuid().parse().ok()
}

/// A fresh draft's id.
#[must_use]
pub fn draft_id() -> Option<DraftId> {
    uuid().parse().ok()
}

/// A random UUID (RFC 9562, version 4).
fn uuid() -> String {
    let high = (number() & 0xffff_ffff_ffff_0fff) | 0x4000;
    let low = (number() & 0x3fff_ffff_ffff_ffff) | 0x8000_0000_0000_0000;
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xffff,
        low >> 48,
        low & 0xffff_ffff_ffff
    )
}

/// Where a browser gives no random numbers, the clock must do: nothing here is a secret.
fn number() -> u64 {
    SysRng
        .try_next_u64()
        .unwrap_or_else(|_| clock::now().wrapping_mul(0x9e37_79b9_7f4a_7c15))
}
