//! The one place that draws by chance, and it leaves nothing to chance: a seed and an id always
//! give the same sort key, on every machine and in every version. Frozen by golden vectors.
//!
//! Sorting by keys of its own makes an order that adding or removing an item does not reshuffle.

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

use super::id::{MomentName, Seed, StepId};

/// The sort key of one thing: the first 64 bits that ChaCha8 draws from
/// SHA-256(seed as 8 little-endian bytes, then the id's UTF-8 bytes).
#[must_use]
pub fn key(seed: Seed, id: &str) -> u64 {
    let mut hash = Sha256::new();
    hash.update(seed.0.to_le_bytes());
    hash.update(id.as_bytes());
    ChaCha8Rng::from_seed(hash.finalize().into()).next_u64()
}

/// The things, ordered by the key of each one's id.
pub fn by_key<T>(seed: Seed, mut things: Vec<T>, id: impl Fn(&T) -> String) -> Vec<T> {
    things.sort_by_cached_key(|thing| {
        let id = id(thing);
        // Equal keys are all but impossible; the id decides, so that the order stays one order.
        (key(seed, &id), id)
    });
    things
}

/// A question's options as they are shown: ordered by the key of `pack/scenario/step/option`.
pub fn options<'a, T>(
    seed: Seed,
    moment: &MomentName,
    step: &StepId,
    options: &'a [T],
    id: impl Fn(&T) -> &str,
) -> Vec<&'a T> {
    by_key(seed, options.iter().collect(), |option| {
        format!("{moment}/{step}/{}", id(option))
    })
}
