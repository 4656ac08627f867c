//! A practice link that a trainer hands out: everything set down, so that it gives one form to
//! everyone, and the form as they will get it.

use super::id::{PackId, Seed};
use super::index::{Index, PackEntry};
use super::plan::{self, Candidate, Place};
use super::practice::{EditionPrefix, MAX_COUNT, Practice};

/// How many hex digits of an edition a link names: enough to tell a pack's editions apart.
const EDITION_DIGITS: usize = 8;

/// Why a link can't be handed out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AssignError {
    /// The site has no such pack.
    #[error("there is no pack {0} on this site")]
    NoPack(PackId),
    /// It names an edition other than the current one, whose moments the index does not list.
    #[error("the link names another edition of the pack {0} than the current one")]
    NotCurrent(PackId),
}

/// The practice with nothing left to chance or to a learner's settings: its packs by name, each with
/// its current edition; number, mode, format and certainty written out; the seed. What it names
/// already stays, but for more moments than a link may ask for. A timer is there only if it was set.
///
/// # Errors
/// [`AssignError::NoPack`] if a pack is not on the site.
pub fn fixed(practice: &Practice, seed: Seed, index: &Index) -> Result<Practice, AssignError> {
    let mut fixed = practice.clone();
    if fixed.packs.is_empty() {
        let named = practice.moments.iter().map(|moment| &moment.pack);
        // Stories are drawn only where there is nothing else: packs of stories alone would make the
        // link longer and change nothing.
        let has_moment = |pack: &&PackEntry| pack.scenarios.iter().any(|s| !s.is_story());
        let has_any = index.packs.iter().any(|pack| has_moment(&pack));
        let all = index
            .packs
            .iter()
            .filter(|pack| !has_any || has_moment(pack));
        let all = all.map(|pack| &pack.id);
        let ids: Vec<&PackId> = if practice.moments.is_empty() {
            all.collect()
        } else {
            named.collect()
        };
        for id in ids {
            if !fixed.packs.contains(id) {
                fixed.packs.push(id.clone());
            }
        }
    }
    fixed.editions = Vec::new();
    for id in &fixed.packs {
        let edition = entry(index, id)?.edition.to_string();
        let current = edition
            .get(..EDITION_DIGITS)
            .and_then(|digits| digits.parse().ok());
        fixed
            .editions
            .extend(practice.edition_of(id).cloned().or(current));
    }
    if practice.moments.is_empty() {
        let most = u8::try_from(practice.count()).unwrap_or(MAX_COUNT);
        fixed.n = Some(most.clamp(1, MAX_COUNT));
    }
    fixed.mode = Some(practice.mode());
    fixed.format = Some(practice.format());
    fixed.sure = Some(practice.sure.unwrap_or(false));
    fixed.seed = Some(seed);
    Ok(fixed)
}

/// The form of a link as everyone who opens it will get it, drawn from the current editions; shorter
/// than the link says where the packs have no more. The seed is that of the link, or 0.
///
/// # Errors
/// [`AssignError`] if a pack is not on the site, or the link names another edition of it than the
/// current one.
pub fn form(practice: &Practice, index: &Index) -> Result<Vec<Place>, AssignError> {
    let mut wanted: Vec<&PackId> = Vec::new();
    let named = practice.moments.iter().map(|moment| &moment.pack);
    for id in practice.packs.iter().chain(named) {
        if !wanted.contains(&id) {
            wanted.push(id);
        }
    }
    if wanted.is_empty() {
        wanted = index.packs.iter().map(|pack| &pack.id).collect();
    }
    let mut candidates = Vec::new();
    for id in wanted {
        let entry = entry(index, id)?;
        let prefix = practice.edition_of(id).map(EditionPrefix::as_str);
        let is_current = entry
            .find(prefix)
            .is_some_and(|(edition, _)| edition == entry.edition);
        if !is_current {
            return Err(AssignError::NotCurrent(id.clone()));
        }
        candidates.extend(Candidate::of_pack(id, entry.edition, &entry.scenarios));
    }
    let seed = practice.seed.unwrap_or(Seed(0));
    Ok(plan::form(practice, seed, &candidates))
}

fn entry<'i>(index: &'i Index, id: &PackId) -> Result<&'i PackEntry, AssignError> {
    index
        .pack(id)
        .ok_or_else(|| AssignError::NoPack(id.clone()))
}
