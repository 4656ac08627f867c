//! Diary entries. An entry that is edited is first written under a new name and only then leaves
//! its old one, so that a write that fails costs nothing. What two tabs wrote side by side is put
//! together when it is read: an entry's versions only ever come together.
//!
//! An entry that finds no room is held by the tab as well, each under its own name, so that all of
//! them outlive a reload. They look for room again whenever entries are read.

use super::records::{Records, TAB_DRAFT, Trouble};
use super::{Shelf, StorageError};
use crate::engine::diary::Entry;
use crate::engine::id::EntryId;
use crate::engine::order;
use crate::engine::save;

pub(super) const DIARY: &str = "diary/";
/// In the tab's own storage, before an entry's id: entries that found no room on the device.
const TAB_WAITING: &str = "diary-waiting/";

impl<S: Shelf> Records<S> {
    /// The entry of that id, if it is there and whole, and what was amiss.
    #[must_use]
    pub fn entry(&self, id: &EntryId) -> (Option<Entry>, Trouble) {
        self.take_up_waiting();
        let mut trouble = Trouble::default();
        let copies = self.copies(id, &mut trouble).into_iter();
        let entry = copies.map(|(_, entry)| entry).reduce(Entry::joined);
        (entry, trouble)
    }

    /// All entries, the latest first, and what was amiss.
    #[must_use]
    pub fn entries(&self) -> (Vec<Entry>, Trouble) {
        self.take_up_waiting();
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
    /// [`StorageError`] if it is in memory only, and held by the tab as far as the browser lets it;
    /// what was kept of it before still is.
    pub fn keep_entry(&self, entry: &Entry) -> Result<(), StorageError> {
        let waiting = format!("{TAB_WAITING}{}", entry.id);
        let (name, text, others) = match self.held(&waiting, &entry.id) {
            Some(held) => self.with_copies(&held.joined(entry.clone())),
            None => self.with_copies(entry),
        };
        if self.store.read(&name).as_ref() != Some(&text) || self.store.is_unkept(&name) {
            let kept = self.store.write(&name, &text);
            if kept.is_err() {
                self.store.tab_write(&waiting, &text);
                return kept;
            }
        }
        for other in others {
            self.store.remove(&other);
        }
        self.store.tab_remove(&waiting);
        Ok(())
    }

    /// Whether an entry, or what it says by now, is not kept on the device although it was meant to
    /// be.
    #[must_use]
    pub fn is_entry_waiting(&self, id: &EntryId) -> bool {
        let beginning = format!("{DIARY}{id}.");
        let memory = self.store.memory.borrow();
        !self.store.keeps_nothing() && memory.keys().any(|name| name.starts_with(&beginning))
    }

    /// Whether the tab holds an entry that found no room, so that it outlives a reload.
    #[must_use]
    pub fn is_held(&self, id: &EntryId) -> bool {
        self.held(&format!("{TAB_WAITING}{id}"), id).is_some()
    }

    /// The entries that a page of this tab could not keep before it was loaded anew look for room.
    pub(super) fn take_up_waiting(&self) {
        for (name, id) in self.waiting() {
            // Nobody else has what the tab holds: it goes when it is kept, or let go of.
            if !self.is_entry_waiting(&id)
                && let Some(entry) = self.held(&name, &id)
            {
                let _ = self.keep_entry(&entry);
            }
        }
    }

    /// The entry of that id that the tab holds under a name.
    fn held(&self, name: &str, id: &EntryId) -> Option<Entry> {
        let text = self.store.tab_read(name)?;
        let entry: Entry = save::decode(&text).ok()?.value;
        (entry.id == *id && entry.is_sound()).then_some(entry)
    }

    /// Has the tab let go of all that it holds of the diary.
    pub fn forget_in_tab(&self) {
        self.store.tab_remove(TAB_DRAFT);
        for (name, _) in self.waiting() {
            self.store.tab_remove(&name);
        }
    }

    /// The names under which the tab holds entries, with their ids.
    fn waiting(&self) -> Vec<(String, EntryId)> {
        let names = self.store.tab.as_ref().map(Shelf::names);
        let names = names.unwrap_or_default().into_iter();
        let id = |name: String| {
            let id = name.strip_prefix(TAB_WAITING)?.parse().ok()?;
            Some((name, id))
        };
        names.filter_map(id).collect()
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
        self.store.tab_remove(&format!("{TAB_WAITING}{id}"));
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
