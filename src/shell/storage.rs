//! Local storage behind a guard. Where it is blocked or full, values live in memory: reading gives
//! what was written last, whatever became of it outside.

use litemap::LiteMap;
use std::cell::{Cell, RefCell};

use gloo_storage::{LocalStorage, Storage as _};
use web_sys::Storage;

/// Why a value could not be kept beyond this page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageError {
    /// The browser gives this page no storage.
    Blocked,
    /// It gives some, but took no more.
    Full,
}

/// The storage of this site on this device.
pub struct Store {
    prefix: String,
    outside: Option<Storage>,
    /// Values that are not kept outside: all where there is no storage, else those that failed.
    memory: RefCell<LiteMap<String, String>>,
    keeps_nothing: Cell<bool>,
}

impl Store {
    /// The storage whose keys begin with `prefix`.
    #[must_use]
    pub fn open(prefix: String) -> Self {
        Self {
            outside: local_storage().filter(|storage| works(storage, &prefix)),
            prefix,
            memory: RefCell::default(),
            keeps_nothing: Cell::new(false),
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

    /// From now on keeps nothing on the device; what was kept is in memory and gone outside.
    pub fn keep_nothing(&self) {
        for name in self.names("") {
            if let Some(text) = self.read(&name) {
                self.memory.borrow_mut().insert(name.clone(), text);
            }
            self.remove_outside(&name);
        }
        self.keeps_nothing.set(true);
    }

    /// Keeps things on the device again, what is in memory included.
    ///
    /// # Errors
    /// [`StorageError`] if one of them could not be written; it stays in memory.
    pub fn keep_again(&self) -> Result<(), StorageError> {
        self.keeps_nothing.set(false);
        let memory = self.memory.borrow().clone();
        let written = memory.iter().map(|(name, text)| self.write(name, text));
        written.fold(Ok(()), Result::and)
    }

    /// The text kept under a name.
    #[must_use]
    pub fn read(&self, name: &str) -> Option<String> {
        if let Some(text) = self.memory.borrow().get(name) {
            return Some(text.clone());
        }
        self.outside()?.get_item(&self.key(name)).ok().flatten()
    }

    /// Keeps a text under a name, and reads it back to be sure.
    ///
    /// # Errors
    /// [`StorageError`] if it is kept in memory only.
    pub fn write(&self, name: &str, text: &str) -> Result<(), StorageError> {
        let Some(outside) = self.outside() else {
            self.memory
                .borrow_mut()
                .insert(name.to_owned(), text.to_owned());
            return if self.keeps_nothing() {
                Ok(())
            } else {
                Err(StorageError::Blocked)
            };
        };
        let key = self.key(name);
        let written = outside.set_item(&key, text).is_ok()
            && outside.get_item(&key).ok().flatten().as_deref() == Some(text);
        let mut memory = self.memory.borrow_mut();
        if written {
            memory.remove(name);
            Ok(())
        } else {
            memory.insert(name.to_owned(), text.to_owned());
            Err(StorageError::Full)
        }
    }

    /// Forgets what is kept under a name.
    pub fn remove(&self, name: &str) {
        self.memory.borrow_mut().remove(name);
        self.remove_outside(name);
    }

    /// The names that begin so, in no order.
    #[must_use]
    pub fn names(&self, beginning: &str) -> Vec<String> {
        let mut names: Vec<String> = self.memory.borrow().keys().cloned().collect();
        if let Some(outside) = self.outside() {
            let count = outside.length().unwrap_or(0);
            for index in 0..count {
                if let Ok(Some(key)) = outside.key(index)
                    && let Some(name) = key.strip_prefix(&self.prefix)
                    && !names.iter().any(|known| known == name)
                {
                    names.push(name.to_owned());
                }
            }
        }
        names.retain(|name| name.starts_with(beginning));
        names
    }

    fn outside(&self) -> Option<&Storage> {
        self.outside.as_ref().filter(|_| !self.keeps_nothing())
    }

    fn remove_outside(&self, name: &str) {
        if let Some(outside) = &self.outside {
            // A browser that lets nothing be removed keeps it: there is nothing more to be done.
            let _ = outside.remove_item(&self.key(name));
        }
    }

    fn key(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }
}

/// The browser's local storage, if it gives one. gloo-storage panics where it is blocked, so it is
/// asked only after the browser was.
fn local_storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()?;
    Some(LocalStorage::raw())
}

/// Some browsers give a storage that takes nothing.
fn works(storage: &Storage, prefix: &str) -> bool {
    let key = format!("{prefix}probe");
    let written = storage.set_item(&key, "1").is_ok();
    // A full storage takes no probe and is still worth reading.
    let readable = storage.length().is_ok_and(|count| count > 0);
    let _ = storage.remove_item(&key);
    written || readable
}

/// What this tab alone remembers.
pub mod tab {
    use super::Storage;

    fn storage() -> Option<Storage> {
        web_sys::window()?.session_storage().ok().flatten()
    }

    /// The text kept under a key.
    #[must_use]
    pub fn read(key: &str) -> Option<String> {
        storage()?.get_item(key).ok().flatten()
    }

    /// Keeps a text under a key, if the browser lets us.
    pub fn write(key: &str, text: &str) {
        if let Some(storage) = storage() {
            let _ = storage.set_item(key, text);
        }
    }

    /// Forgets what is kept under a key.
    pub fn remove(key: &str) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(key);
        }
    }
}
