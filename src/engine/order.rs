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
pub fn by_key<T>(seed: Seed, things: Vec<T>, id: impl Fn(&T) -> String) -> Vec<T> {
    sorted(things, |thing| {
        let id = id(thing);
        // Equal keys are all but impossible; the id decides, so that the order stays one order.
        (key(seed, &id), id)
    })
}

/// The things, ordered by a number and then a text of each; equal ones stay in their order.
pub fn sorted<T>(things: Vec<T>, key: impl Fn(&T) -> (u64, String)) -> Vec<T> {
    let ranks = ranks(things.iter().map(key).collect());
    let mut things: Vec<Option<T>> = things.into_iter().map(Some).collect();
    let take = |at: usize| things.get_mut(at).and_then(Option::take);
    ranks.into_iter().filter_map(take).collect()
}

/// The places of keys, in their order; equal ones stay in theirs. Everything is sorted here, and by
/// putting one after the other where it belongs: there are few things, and each kind of thing that
/// the standard library sorts weighs five kilobytes of code.
fn ranks(keys: Vec<(u64, String)>) -> Vec<usize> {
    let mut sorted: Vec<(u64, String, usize)> = Vec::with_capacity(keys.len());
    for (at, (number, text)) in keys.into_iter().enumerate() {
        let place = sorted.partition_point(|(n, t, _)| (*n, t) <= (number, &text));
        sorted.insert(place, (number, text, at));
    }
    sorted.into_iter().map(|(_, _, at)| at).collect()
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
