//! A storage for tests: texts in memory that several tabs share, as full or broken as wished.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use alongside::engine::keep::{Records, Shelf, Store};

/// What is on a device, however many tabs look at it.
#[derive(Debug, Clone, Default)]
pub struct Disk(Rc<RefCell<State>>);

#[derive(Debug, Default)]
struct State {
    texts: BTreeMap<String, String>,
    /// The most characters that it takes; no limit if absent.
    room: Option<usize>,
    /// Writes that still go wrong half-way.
    halved: usize,
    /// How many pages were opened on it.
    pages: u32,
}

impl Disk {
    pub fn get(&self, name: &str) -> Option<String> {
        self.0.borrow().texts.get(name).cloned()
    }

    pub fn put(&self, name: &str, text: &str) {
        let mut state = self.0.borrow_mut();
        state.texts.insert(name.to_owned(), text.to_owned());
    }

    pub fn texts(&self) -> BTreeMap<String, String> {
        self.0.borrow().texts.clone()
    }

    /// The names that begin so.
    pub fn names(&self, beginning: &str) -> Vec<String> {
        let names = self.texts().into_keys();
        names.filter(|name| name.starts_with(beginning)).collect()
    }

    /// From now on takes so many characters in all; or as many as it has.
    pub fn fill(&self) {
        let used = self.used();
        self.0.borrow_mut().room = Some(used);
    }

    /// Takes so many characters more.
    pub fn give_room(&self, more: usize) {
        let used = self.used();
        self.0.borrow_mut().room = Some(used + more);
    }

    /// Has room for everything again.
    pub fn empty(&self) {
        self.0.borrow_mut().room = None;
    }

    /// The next so many writes leave half of their text.
    pub fn halve(&self, writes: usize) {
        self.0.borrow_mut().halved = writes;
    }

    fn used(&self) -> usize {
        let state = self.0.borrow();
        state.texts.iter().map(|(n, t)| n.len() + t.len()).sum()
    }

    /// A tab's records on it, with a storage of the tab's own.
    pub fn tab(&self, tab: &Disk) -> Records<Disk> {
        let page = {
            let mut state = self.0.borrow_mut();
            state.pages += 1;
            state.pages
        };
        Records {
            store: Store::new(Some(self.clone()), Some(tab.clone()), page),
        }
    }

    /// A new tab's records.
    pub fn open(&self) -> Records<Disk> {
        self.tab(&Disk::default())
    }
}

impl Shelf for Disk {
    fn read(&self, name: &str) -> Option<String> {
        self.get(name)
    }

    fn write(&self, name: &str, text: &str) -> bool {
        let before = self.get(name).map_or(0, |text| name.len() + text.len());
        let used = self.used() - before + name.len() + text.len();
        let mut state = self.0.borrow_mut();
        if state.room.is_some_and(|room| used > room) {
            return false;
        }
        let mut text = text.to_owned();
        if state.halved > 0 {
            state.halved -= 1;
            text = text.chars().take(text.chars().count() / 2).collect();
        }
        state.texts.insert(name.to_owned(), text);
        true
    }

    fn remove(&self, name: &str) {
        self.0.borrow_mut().texts.remove(name);
    }

    fn names(&self) -> Vec<String> {
        self.0.borrow().texts.keys().cloned().collect()
    }
}
