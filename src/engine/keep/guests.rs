//! Packs that are not of the site, each under a name of its own: the pack's id and its edition.

use super::records::{Records, Trouble};
use super::{Shelf, StorageError};
use crate::engine::edition::Edition;
use crate::engine::guest::Guest;
use crate::engine::id::PackId;
use crate::engine::order;
use crate::engine::save;

pub(super) const GUEST: &str = "guest/";

/// A pack that is kept here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptGuest {
    /// Its id.
    pub id: PackId,
    /// Its edition.
    pub edition: Edition,
    /// The pack.
    pub guest: Guest,
    /// Whether it is in memory only, although it was meant to be kept.
    pub is_unkept: bool,
}

impl<S: Shelf> Records<S> {
    /// All packs that are kept here, the latest first, and what was amiss.
    #[must_use]
    pub fn guests(&self) -> (Vec<KeptGuest>, Trouble) {
        self.guests_named(GUEST)
    }

    /// The pack of that id whose edition begins so; the latest one without a beginning. `None` if
    /// there is none, or if two begin so. And what was amiss.
    #[must_use]
    pub fn guest(&self, id: &PackId, prefix: Option<&str>) -> (Option<KeptGuest>, Trouble) {
        let (found, trouble) = self.guests_named(&format!("{GUEST}{id}."));
        let mut found = found.into_iter();
        let Some(prefix) = prefix else {
            return (found.next(), trouble);
        };
        let mut fitting = found.filter(|kept| kept.edition.starts_with(prefix));
        let first = fitting.next();
        (first.filter(|_| fitting.next().is_none()), trouble)
    }

    /// Keeps a pack under its id and edition. One that is there stays as it is.
    ///
    /// # Errors
    /// [`StorageError`] if it is kept in memory only.
    pub fn keep_guest(
        &self,
        id: &PackId,
        edition: Edition,
        guest: &Guest,
    ) -> Result<(), StorageError> {
        let name = name(id, edition);
        let there = self.load(&name, Guest::is_sound, &mut Trouble::default());
        if there.is_some() && !self.store.is_unkept(&name) {
            return Ok(());
        }
        self.store.write(&name, &save::encode(guest, 1))
    }

    /// Forgets a pack.
    pub fn drop_guest(&self, id: &PackId, edition: Edition) {
        self.store.remove(&name(id, edition));
    }

    fn guests_named(&self, beginning: &str) -> (Vec<KeptGuest>, Trouble) {
        let mut trouble = Trouble::default();
        let names = self.store.names(beginning).into_iter();
        let guests = names.filter_map(|name| {
            let (id, edition) = name.strip_prefix(GUEST)?.split_once('.')?;
            let (id, edition) = (id.parse().ok()?, edition.parse().ok()?);
            let guest: Guest = self.load(&name, Guest::is_sound, &mut trouble)?;
            Some(KeptGuest {
                id,
                edition,
                guest,
                is_unkept: self.store.is_unkept(&name),
            })
        });
        let guests: Vec<KeptGuest> = guests.collect();
        let latest_first = |kept: &KeptGuest| {
            let name = format!("{}.{}", kept.id, kept.edition);
            (u64::MAX - kept.guest.added, name)
        };
        (order::sorted(guests, latest_first), trouble)
    }
}

pub(super) fn name(id: &PackId, edition: Edition) -> String {
    format!("{GUEST}{id}.{edition}")
}
