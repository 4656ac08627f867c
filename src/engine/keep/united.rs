//! Attempts from several places, as one list.

use litemap::LiteMap;

use super::records::{MAX_FORKS, fork};
use crate::engine::attempt::Attempt;
use crate::engine::id::SessionId;
use crate::engine::order;

/// The attempts, each once, the earliest first. What one session left twice in the same way is one.
/// Where two that differ have one id, one of them gets another: a loose one has its name to itself
/// and keeps it, and of those in bundles the latest does, as it did while it was loose.
pub(super) fn united(loose: Vec<Attempt>, bundled: Vec<Attempt>) -> Vec<Attempt> {
    let mut sorted = by_time(loose);
    sorted.extend(by_time(bundled).into_iter().rev());
    let mut ids: LiteMap<SessionId, ()> = LiteMap::new();
    let mut of_session: LiteMap<u32, Vec<usize>> = LiteMap::new();
    let mut united: Vec<Attempt> = Vec::with_capacity(sorted.len());
    for mut attempt in sorted {
        let known = of_session.entry(attempt.token).or_default();
        if known
            .iter()
            .any(|at| united[*at].moments == attempt.moments)
        {
            continue;
        }
        let free = (1..=MAX_FORKS).map(|n| fork(&attempt.id, n));
        let Some(id) = free.into_iter().find(|id| !ids.contains_key(id)) else {
            continue;
        };
        ids.insert(id.clone(), ());
        known.push(united.len());
        attempt.id = id;
        united.push(attempt);
    }
    // All but in order, which is sorted fast.
    united.reverse();
    by_time(united)
}

fn by_time(attempts: Vec<Attempt>) -> Vec<Attempt> {
    order::sorted(attempts, |one| (one.finished, one.id.to_string()))
}
