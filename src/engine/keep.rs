//! What is kept on a device, and how it stays whole: rules over a small trait, which the shell
//! fills with the browser's storage and the tests with one that fails.
//!
//! [`Store`] is a storage behind a guard. Where it is blocked or full, values live in memory:
//! reading gives what was written last, whatever became of it outside. *Kept* means: written
//! outside and read back.

mod attempts;
mod diary;
mod drafts;
mod guests;
mod reading;
mod records;
mod settings;
mod transfer;
mod united;

pub use attempts::REMIND_AFTER;
pub use drafts::{Base, Kept, KeptDraft};
pub use guests::KeptGuest;
pub use reading::Reading;
pub use records::{Records, TAB_DRAFT, TAB_SESSION, Trouble};
pub use transfer::LastExport;

use litemap::LiteMap;
use std::cell::{Cell, RefCell};

use super::save;

/// A storage of texts under names. Any of it may fail at any time.
pub trait Shelf {
    /// The text under a name; `None` if there is none, or it can't be read.
    fn read(&self, name: &str) -> Option<String>;
    /// Writes a text under a name, and says whether it was taken. Whether it was, reading tells.
    fn write(&self, name: &str, text: &str) -> bool;
    /// Removes what is under a name, if it can.
    fn remove(&self, name: &str);
    /// All names, in no order.
    fn names(&self) -> Vec<String>;
}

/// Why a value could not be kept beyond this page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// The browser gives this page no storage.
    #[error("nothing can be kept here")]
    Blocked,
    /// It gives some, but took no more.
    #[error("there is no more room")]
    Full,
}

/// There if the person asked that nothing be kept. It holds nothing else, and is no record.
const NOTHING: &str = "nothing";

/// The storage of this site on this device.
pub struct Store<S> {
    outside: Option<S>,
    /// What this tab alone remembers, as long as it is open.
    tab: Option<S>,
    /// Values that are not kept outside: all where there is no storage, else those that failed.
    memory: RefCell<LiteMap<String, Waiting>>,
    keeps_nothing: Cell<bool>,
    page: u32,
}

/// A value in memory.
#[derive(Clone)]
struct Waiting {
    text: String,
    /// The checksum of what was outside when it came here: another tab may write something else
    /// there, which is not to be written over.
    outside: Option<u32>,
}

impl<S: Shelf> Store<S> {
    /// The store over a storage and the tab's own, as far as the browser gives them. `page` is a
    /// number that no other page has.
    #[must_use]
    pub fn new(outside: Option<S>, tab: Option<S>, page: u32) -> Self {
        let wished = |shelf: &Option<S>| shelf.as_ref().is_some_and(wishes_nothing);
        Self {
            keeps_nothing: Cell::new(wished(&outside) || wished(&tab)),
            outside,
            tab,
            memory: RefCell::default(),
            page,
        }
    }

    /// Whether values outlive the page at all.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        self.outside.is_none()
    }

    /// Whether the person asked that nothing be kept.
    #[must_use]
    pub fn keeps_nothing(&self) -> bool {
        self.keeps_nothing.get()
    }

    /// From now on keeps nothing on the device; what was kept is in memory and gone outside. The
    /// wish itself outlives a reload, as far as the browser lets it, and other tabs follow it.
    pub fn keep_nothing(&self) {
        self.wish();
        for name in self.names("") {
            if let Some(text) = self.read(&name) {
                self.hold(&name, &text, None);
            }
            self.remove_outside(&name);
        }
        self.keeps_nothing.set(true);
        // In a full storage there was no room for it before.
        self.wish();
    }

    /// Keeps things on the device again, what is in memory included.
    ///
    /// # Errors
    /// [`StorageError`] if one of them could not be written; it stays in memory.
    pub fn keep_again(&self) -> Result<(), StorageError> {
        for shelf in self.outside.iter().chain(&self.tab) {
            shelf.remove(NOTHING);
        }
        self.keeps_nothing.set(false);
        self.try_again()
    }

    /// Tries once more to keep what is in memory. What stands outside under the same name stays:
    /// another tab may have written it since.
    ///
    /// # Errors
    /// [`StorageError`] if one of them is still not kept; it stays in memory.
    pub(super) fn try_again(&self) -> Result<(), StorageError> {
        let memory = self.memory.borrow().clone();
        let written = memory.iter().map(|(name, waiting)| {
            let outside = self
                .read_kept(name)
                .map(|text| save::crc32(text.as_bytes()));
            if outside == waiting.outside || outside == Some(save::crc32(waiting.text.as_bytes())) {
                self.write(name, &waiting.text)
            } else {
                Err(StorageError::Full)
            }
        });
        written.fold(Ok(()), Result::and)
    }

    /// The text that is kept under a name, whatever is in memory only.
    pub(super) fn read_kept(&self, name: &str) -> Option<String> {
        if self.keeps_nothing() {
            return self.read(name);
        }
        self.outside.as_ref()?.read(name)
    }

    /// Takes out of memory what is under names that begin so and was meant to be kept.
    pub(super) fn take_unkept(&self, beginning: &str) -> Vec<(String, String)> {
        let mut memory = self.memory.borrow_mut();
        let names = memory.keys().filter(|name| name.starts_with(beginning));
        let names: Vec<String> = names.filter(|_| !self.keeps_nothing()).cloned().collect();
        let take = |name: String| {
            let waiting = memory.remove(&name)?;
            Some((name, waiting.text))
        };
        names.into_iter().filter_map(take).collect()
    }

    /// A name for a text, by what it says and which page writes it: no two pages write under one
    /// name, so that what goes wrong with one's writing never costs the other's.
    pub(super) fn name_for(&self, beginning: &str, text: &str) -> String {
        let crc = save::crc32(text.as_bytes());
        format!("{beginning}{crc:08x}-{:08x}", self.page)
    }

    /// The text kept under a name.
    #[must_use]
    pub fn read(&self, name: &str) -> Option<String> {
        if let Some(waiting) = self.memory.borrow().get(name) {
            return Some(waiting.text.clone());
        }
        self.outside()?.read(name)
    }

    /// Keeps a text under a name.
    ///
    /// # Errors
    /// [`StorageError`] if it is in memory only. Outside is then what was there before.
    pub fn write(&self, name: &str, text: &str) -> Result<(), StorageError> {
        let kept = self.write_through(name, text);
        if kept.is_err() {
            let outside = self.read_kept(name);
            self.hold(name, text, outside.as_deref());
        } else if !self.keeps_nothing() {
            self.memory.borrow_mut().remove(name);
        }
        kept
    }

    /// Keeps a text under a name, or leaves all as it was.
    ///
    /// # Errors
    /// [`StorageError`] if it is not kept.
    pub(super) fn write_through(&self, name: &str, text: &str) -> Result<(), StorageError> {
        // Another tab may have been asked to keep nothing: that is meant for the device.
        if !self.keeps_nothing() && self.outside.as_ref().is_some_and(wishes_nothing) {
            self.keeps_nothing.set(true);
        }
        if self.keeps_nothing() {
            self.hold(name, text, None);
            return Ok(());
        }
        let outside = self.outside.as_ref().ok_or(StorageError::Blocked)?;
        let before = outside.read(name);
        if outside.write(name, text) && outside.read(name).as_deref() == Some(text) {
            return Ok(());
        }
        // A write that failed half-way must not cost what was there.
        match before {
            now if outside.read(name) == now => {}
            Some(text) => {
                outside.write(name, &text);
            }
            None => outside.remove(name),
        }
        Err(StorageError::Full)
    }

    /// Whether what is under a name is in memory only, although it was meant to be kept.
    #[must_use]
    pub fn is_unkept(&self, name: &str) -> bool {
        !self.keeps_nothing() && self.memory.borrow().contains_key(name)
    }

    /// Whether anything is in memory only, although it was meant to be kept and there is a place.
    #[must_use]
    pub fn has_waiting(&self) -> bool {
        self.outside().is_some() && !self.memory.borrow().is_empty()
    }

    /// Forgets what is kept under a name.
    pub fn remove(&self, name: &str) {
        self.memory.borrow_mut().remove(name);
        self.remove_outside(name);
    }

    /// Forgets what is kept under a name, and nothing that is in memory only.
    pub(super) fn remove_kept(&self, name: &str) {
        if self.keeps_nothing() {
            self.memory.borrow_mut().remove(name);
        }
        self.remove_outside(name);
    }

    /// The names that begin so, in no order.
    #[must_use]
    pub fn names(&self, beginning: &str) -> Vec<String> {
        let memory = self.memory.borrow();
        let mut names: Vec<String> = memory.keys().cloned().collect();
        let outside = self.outside().map(Shelf::names).unwrap_or_default();
        names.extend(
            outside
                .into_iter()
                .filter(|name| !memory.contains_key(name)),
        );
        names.retain(|name| name.starts_with(beginning) && name != NOTHING);
        names
    }

    /// How much of the storage is used, in characters: browsers allow some five million.
    #[must_use]
    pub fn used(&self) -> usize {
        let Some(outside) = self.outside() else {
            return 0;
        };
        let names = outside.names().into_iter();
        let sizes = names.map(|name| {
            let text = outside.read(&name).unwrap_or_default();
            name.encode_utf16().count() + text.encode_utf16().count()
        });
        sizes.sum()
    }

    /// What this tab remembers under a name.
    #[must_use]
    pub fn tab_read(&self, name: &str) -> Option<String> {
        self.tab.as_ref()?.read(name)
    }

    /// Has this tab remember a text under a name, if the browser lets it.
    pub fn tab_write(&self, name: &str, text: &str) {
        if let Some(tab) = &self.tab {
            tab.write(name, text);
        }
    }

    /// Has this tab forget what is under a name.
    pub fn tab_remove(&self, name: &str) {
        if let Some(tab) = &self.tab {
            tab.remove(name);
        }
    }

    fn wish(&self) {
        for shelf in self.outside.iter().chain(&self.tab) {
            shelf.write(NOTHING, "1");
        }
    }

    fn hold(&self, name: &str, text: &str, outside: Option<&str>) {
        let waiting = Waiting {
            text: text.to_owned(),
            outside: outside.map(|text| save::crc32(text.as_bytes())),
        };
        self.memory.borrow_mut().insert(name.to_owned(), waiting);
    }

    fn outside(&self) -> Option<&S> {
        self.outside.as_ref().filter(|_| !self.keeps_nothing())
    }

    fn remove_outside(&self, name: &str) {
        if let Some(outside) = &self.outside {
            outside.remove(name);
        }
    }
}

fn wishes_nothing<S: Shelf>(shelf: &S) -> bool {
    shelf.read(NOTHING).is_some()
}
