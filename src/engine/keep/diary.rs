//! Diary entries. An entry that is edited is first written under a new name and only then leaves
//! its old one, so that a write that fails costs nothing. What two tabs wrote side by side is put
//! together when it is read: an entry's versions only ever come together.

use super::records::{Records, Trouble};
use super::{Shelf, StorageError};
use crate::engine::diary::Entry;
use crate::engine::id::EntryId;
use crate::engine::order;
use crate::engine::save;

pub(super) const DIARY: &str = "diary/";

impl<S: Shelf> Records<S> {
    /// The entry of that id, if it is there and whole, and what was amiss.
    #[must_use]
    pub fn entry(&self, id: &EntryId) -> (Option<Entry>, Trouble) {
        let mut trouble = Trouble::default();
        let copies = self.copies(id, &mut trouble).into_iter();
        let entry = copies.map(|(_, entry)| entry).reduce(Entry::joined);
        (entry, trouble)
    }

    /// All entries, the latest first, and what was amiss.
    #[must_use]
    pub fn entries(&self) -> (Vec<Entry>, Trouble) {
        let mut trouble = Trouble::default();
        let names = order::sorted(self.store.names(DIARY), |name| (0, name.clone()));
        let mut entries: Vec<Entry> = Vec::new();
        for name in names {
            let Some(entry) = self.load(&name, Entry::is_sound, &mut trouble) else {
                continue;
            };
            // Copies of one entry stand side by side.
            match entries.pop() {
                Some(last) if last.id == entry.id => entries.push(last.joined(entry)),
                Some(last) => entries.extend([last, entry]),
                None => entries.push(entry),
            }
        }
        let latest_first = |entry: &Entry| (u64::MAX - entry.created, String::new());
        (order::sorted(entries, latest_first), trouble)
    }

    /// Keeps an entry, together with what other tabs wrote in it meanwhile. Earlier versions that
    /// an export has are let go of.
    ///
    /// # Errors
    /// [`StorageError`] if it is kept in memory only; what was kept of it before still is.
    pub fn keep_entry(&self, entry: &Entry) -> Result<(), StorageError> {
        let (name, text, others) = self.with_copies(entry);
        if self.store.read(&name).as_ref() != Some(&text) || self.store.is_unkept(&name) {
            self.store.write(&name, &text)?;
        }
        for other in others {
            self.store.remove(&other);
        }
        Ok(())
    }

    /// An entry together with the copies of it that are there: the name and text to keep it by, and
    /// the names of the copies that it replaces.
    pub(super) fn with_copies(&self, entry: &Entry) -> (String, String, Vec<String>) {
        let copies = self.copies(&entry.id, &mut Trouble::default());
        let all = copies.iter().map(|(_, copy)| copy.clone());
        let mut joined = all.fold(entry.clone(), Entry::joined);
        joined.forget_earlier(self.last_export().diary);
        let text = save::encode(&joined, 1);
        // One of the copies may say all of it already.
        let is_kept = |name: &String| !self.store.is_unkept(name);
        let same = copies
            .iter()
            .find(|(name, copy)| *copy == joined && is_kept(name));
        let name = match same {
            Some((name, _)) => name.clone(),
            None => self.store.name_for(&format!("{DIARY}{}.", entry.id), &text),
        };
        let others = copies.into_iter().map(|(other, _)| other);
        let others = others.filter(|other| *other != name).collect();
        (name, text, others)
    }

    /// Forgets an entry.
    pub fn drop_entry(&self, id: &EntryId) {
        for name in self.store.names(&format!("{DIARY}{id}.")) {
            self.store.remove(&name);
        }
    }

    /// The copies of an entry that are whole, with their names.
    fn copies(&self, id: &EntryId, trouble: &mut Trouble) -> Vec<(String, Entry)> {
        let names = self.store.names(&format!("{DIARY}{id}.")).into_iter();
        let copies = names.filter_map(|name| {
            let entry: Entry = self.load(&name, Entry::is_sound, trouble)?;
            (entry.id == *id).then_some((name, entry))
        });
        copies.collect()
    }
}
