//! The browser's storages, as the engine wants them. What is kept where, and what becomes of it
//! where a browser takes nothing, are the engine's rules.

use gloo_storage::{LocalStorage, Storage as _};
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Storage, StorageManager};

use super::{address, entropy};
pub use crate::engine::keep::StorageError;
use crate::engine::keep::{self, Shelf};
use crate::engine::save;

/// The storage of this site on this device.
pub type Store = keep::Store<Browser>;

/// A storage of the browser, under keys of one site: all others on the host are left alone.
pub struct Browser {
    storage: Storage,
    prefix: String,
}

impl Store {
    /// The storage whose keys begin with `prefix`, and the tab's own.
    #[must_use]
    pub fn open(prefix: String) -> Self {
        let outside = local_storage().map(|storage| Browser {
            storage,
            prefix: prefix.clone(),
        });
        let tab = tab_storage().map(|storage| Browser { storage, prefix });
        Self::new(outside.filter(Browser::works), tab, entropy::token())
    }
}

impl Shelf for Browser {
    fn read(&self, name: &str) -> Option<String> {
        self.storage.get_item(&self.key(name)).ok().flatten()
    }

    fn write(&self, name: &str, text: &str) -> bool {
        self.storage.set_item(&self.key(name), text).is_ok()
    }

    fn remove(&self, name: &str) {
        // A browser that lets nothing be removed keeps it: there is nothing more to be done.
        let _ = self.storage.remove_item(&self.key(name));
    }

    fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        for index in 0..self.storage.length().unwrap_or(0) {
            if let Ok(Some(key)) = self.storage.key(index)
                && let Some(name) = key.strip_prefix(&self.prefix)
            {
                names.push(name.to_owned());
            }
        }
        names
    }
}

impl Browser {
    /// Some browsers give a storage that takes nothing.
    fn works(&self) -> bool {
        let written = self.write("probe", "1");
        // A full storage takes no probe and is still worth reading.
        let readable = self.storage.length().is_ok_and(|count| count > 0);
        self.remove("probe");
        written || readable
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

fn tab_storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

/// Asks the browser not to clear the storage by itself when room is short. It may ask the person,
/// and whatever the answer is, nothing depends on it.
pub fn ask_to_persist() {
    let Some(window) = web_sys::window() else {
        return;
    };
    let navigator = window.navigator();
    // Where the page is not served securely the browser has no such thing.
    let manager = Reflect::get(&navigator, &JsValue::from_str("storage")).ok();
    let manager = manager.and_then(|found| found.dyn_into::<StorageManager>().ok());
    if let Some(asked) = manager.and_then(|manager| manager.persist().ok()) {
        spawn_local(async move {
            let _ = JsFuture::from(asked).await;
        });
    }
}

/// What this tab alone remembers of this site.
pub mod tab {
    use super::{Browser, Shelf, address, save, tab_storage};

    fn storage() -> Option<Browser> {
        Some(Browser {
            storage: tab_storage()?,
            prefix: save::key_prefix(&address::base_path()),
        })
    }

    /// The text kept under a name.
    #[must_use]
    pub fn read(name: &str) -> Option<String> {
        storage()?.read(name)
    }

    /// Keeps a text under a name, if the browser lets us.
    pub fn write(name: &str, text: &str) {
        if let Some(storage) = storage() {
            storage.write(name, text);
        }
    }

    /// Forgets what is kept under a name.
    pub fn remove(name: &str) {
        if let Some(storage) = storage() {
            storage.remove(name);
        }
    }
}
