//! Random histories on a device that fails: writes that are refused, cut, garbled or only claimed,
//! a storage that fills up, pages that are stopped in the middle, two tabs that get in each other's
//! way between any two steps. Whatever happens, nothing that was acknowledged is lost, and nothing
//! is there twice.
//!
//! `ALONGSIDE_HISTORIES=100000` makes it as many.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::{Rc, Weak};

use alongside::engine::answer::MomentAnswer;
use alongside::engine::attempt::Attempt;
use alongside::engine::day::Day;
use alongside::engine::diary::{Entry, Field, Words};
use alongside::engine::export::{Export, merge, read, write};
use alongside::engine::id::{EntryId, SessionId};
use alongside::engine::keep::{Records, Shelf, StorageError, Store};
use alongside::engine::session::{Phase, Session};
use alongside::engine::settings::{Settings, TextSize};
use serde_json::Value;

use super::past::{answer, on};
use super::support::{NOW, Written, go, id, onward, place, scenario, session};

const HISTORIES: u64 = 2000;
const TABS: usize = 2;

/// What can go wrong, each counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fault {
    /// A write is refused.
    Refused,
    /// A write leaves only the beginning of its text.
    Cut,
    /// A write leaves its text with a character changed.
    Garbled,
    /// A write is taken, and nothing is there.
    Claimed,
    /// The storage is full.
    Full,
    /// The page is stopped in the middle of what it does.
    Stopped,
    /// Another tab does something in between.
    Between,
    /// What was written and not acknowledged changes afterwards.
    Decayed,
}

/// A device, its tabs, and what they were promised.
struct World {
    this: Weak<World>,
    chance: Cell<u64>,
    texts: RefCell<BTreeMap<String, String>>,
    /// The most characters that the storage takes.
    room: Cell<usize>,
    tabs: RefCell<Vec<Rc<Records<Handle>>>>,
    /// What each tab has for itself, however often its page is loaded anew.
    own: [Rc<RefCell<BTreeMap<String, String>>>; TABS],
    /// After how many more steps of its storage each tab is stopped.
    stops: Vec<Cell<Option<u32>>>,
    is_between: Cell<bool>,
    is_calm: Cell<bool>,
    written: RefCell<BTreeSet<String>>,
    faults: RefCell<BTreeMap<Fault, u64>>,
    promised: RefCell<Promised>,
    /// The sessions that tabs are at, and the entries that were begun.
    sessions: RefCell<Vec<Open>>,
    shared: RefCell<BTreeSet<SessionId>>,
    entries: RefCell<Vec<EntryId>>,
    /// An entry that stands open in each tab, as it was when it was opened.
    forms: RefCell<[Option<Entry>; TABS]>,
    count: Cell<u64>,
    pages: Cell<u32>,
}

/// A session in progress: how it will end, and which tabs are at it.
#[derive(Clone)]
struct Open {
    ended: Session,
    tabs: Vec<usize>,
}

/// What was acknowledged.
#[derive(Default)]
struct Promised {
    attempts: Vec<(SessionId, Vec<MomentAnswer>)>,
    versions: BTreeMap<EntryId, Vec<Words>>,
}

/// One tab's way to the device's storage, or to its own.
struct Handle {
    world: Weak<World>,
    tab: usize,
    own: Option<Rc<RefCell<BTreeMap<String, String>>>>,
}

impl World {
    fn new(seed: u64) -> Rc<Self> {
        let world = Rc::new_cyclic(|this| Self {
            this: this.clone(),
            chance: Cell::new(seed),
            texts: RefCell::default(),
            room: Cell::new(usize::MAX),
            tabs: RefCell::default(),
            own: Default::default(),
            stops: vec![Cell::new(None); TABS],
            is_between: Cell::new(false),
            is_calm: Cell::new(true),
            written: RefCell::default(),
            faults: RefCell::default(),
            promised: RefCell::default(),
            sessions: RefCell::default(),
            shared: RefCell::default(),
            entries: RefCell::default(),
            forms: RefCell::default(),
            count: Cell::new(0),
            pages: Cell::new(0),
        });
        for tab in 0..TABS {
            let records = world.open(tab);
            world.tabs.borrow_mut().push(records);
        }
        world.is_calm.set(false);
        world
    }

    /// A page of that tab, as it is when it is loaded.
    fn open(&self, tab: usize) -> Rc<Records<Handle>> {
        let handle = |own| Handle {
            world: self.this.clone(),
            tab,
            own,
        };
        self.stops.get(tab).inspect(|stop| stop.set(None));
        Rc::new(Records {
            store: Store::new(
                Some(handle(None)),
                Some(handle(Some(self.own.get(tab).cloned().unwrap_or_default()))),
                self.pages.replace(self.pages.get() + 1),
            ),
        })
    }

    fn tab(&self, tab: usize) -> Rc<Records<Handle>> {
        self.tabs.borrow()[tab].clone()
    }

    /// The next number below `bound`: splitmix64 (Steele, Lea and Flood 2014).
    fn below(&self, bound: usize) -> usize {
        self.chance
            .set(self.chance.get().wrapping_add(0x9e37_79b9_7f4a_7c15));
        let mut z = self.chance.get();
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }

    fn number(&self) -> u64 {
        self.count.set(self.count.get() + 1);
        self.count.get()
    }

    fn fault(&self, fault: Fault) {
        *self.faults.borrow_mut().entry(fault).or_default() += 1;
    }

    /// Before any step of a tab's storage: whether the tab is still there to make it.
    fn step(&self, tab: usize) -> bool {
        if self.is_calm.get() {
            return true;
        }
        if let Some(stop) = self.stops.get(tab) {
            match stop.get() {
                Some(0) => return false,
                Some(n) => stop.set(Some(n - 1)),
                None => {}
            }
        }
        if !self.is_between.get() && self.below(40) == 0 {
            self.fault(Fault::Between);
            self.is_between.set(true);
            self.act((tab + 1) % TABS);
            self.is_between.set(false);
        }
        true
    }

    /// Whether a tab's page is stopped: then it does nothing to its own storage either.
    fn is_stopped(&self, tab: usize) -> bool {
        !self.is_calm.get()
            && self
                .stops
                .get(tab)
                .is_some_and(|stop| stop.get() == Some(0))
    }

    fn used(&self) -> usize {
        let texts = self.texts.borrow();
        texts
            .iter()
            .map(|(name, text)| name.len() + text.len())
            .sum()
    }

    /// A write with whatever goes wrong.
    fn write(&self, name: &str, text: &str) -> bool {
        let before = self
            .texts
            .borrow()
            .get(name)
            .map_or(0, |text| name.len() + text.len());
        if self.used() - before + name.len() + text.len() > self.room.get() {
            self.fault(Fault::Full);
            return false;
        }
        self.written.borrow_mut().insert(name.to_owned());
        let chars: Vec<char> = text.chars().collect();
        let at = self.below(chars.len().max(1));
        let what = if self.is_calm.get() {
            usize::MAX
        } else {
            self.below(30)
        };
        let (fault, left) = match what {
            0 => (Some(Fault::Refused), None),
            1 => (Some(Fault::Cut), Some(chars[..at].iter().collect())),
            2 => {
                let mut chars = chars;
                if let Some(c) = chars.get_mut(at) {
                    *c = if *c == 'x' { 'y' } else { 'x' };
                }
                (Some(Fault::Garbled), Some(chars.into_iter().collect()))
            }
            3 => (Some(Fault::Claimed), None),
            _ => (None, Some(text.to_owned())),
        };
        if let Some(left) = left {
            self.texts.borrow_mut().insert(name.to_owned(), left);
        }
        if let Some(fault) = fault {
            self.fault(fault);
        }
        // What went wrong may be owned up to or not.
        match fault {
            None | Some(Fault::Claimed) => true,
            Some(Fault::Refused) => false,
            _ => self.below(2) == 0,
        }
    }

    /// A tab does something, and may be stopped in the middle of it.
    fn act(&self, tab: usize) {
        let records = self.tab(tab);
        if !self.is_between.get() {
            self.written.borrow_mut().clear();
        }
        if self.below(12) == 0 {
            self.stops[tab].set(Some(self.below(12) as u32));
        }
        let kept = match self.below(17) {
            0..4 => self.begin(tab, &records),
            4..8 => self.end(tab, &records),
            8..12 => self.write_diary(tab, &records),
            12 => records.keep_settings(&Settings {
                text: TextSize::ALL[self.below(3)],
                ..Settings::default()
            }),
            13 => self.import(tab, &records),
            14 => {
                // Reading tidies, and may go wrong as well.
                let _ = (records.sessions(), records.attempts(), records.entries());
                Ok(())
            }
            15 => {
                // Else that comes only after dozens of attempts.
                records.bundle_up(self.below(4));
                Ok(())
            }
            _ => records.try_again(),
        };
        let was_stopped = self.stops[tab].get() == Some(0);
        if was_stopped {
            self.fault(Fault::Stopped);
        }
        if was_stopped || self.below(10) == 0 {
            let fresh = self.open(tab);
            self.tabs.borrow_mut()[tab] = fresh;
        }
        self.stops[tab].set(None);
        if (was_stopped || kept.is_err()) && !self.is_between.get() {
            self.decay();
        }
    }

    /// Whether what a tab was told may be relied on: a page that was stopped was told nothing.
    fn is_told(&self, tab: usize, kept: Result<(), StorageError>) -> bool {
        kept.is_ok() && self.stops[tab].get() != Some(0)
    }

    fn begin(&self, tab: usize, records: &Records<Handle>) -> Result<(), StorageError> {
        let number = self.number();
        let ended = self.below(4);
        self.sessions.borrow_mut().push(Open {
            ended: named(ended, number),
            tabs: vec![tab],
        });
        let kept = records.keep_session(&begun(ended, number));
        // Now and then the person opens the same session in the other tab.
        if self.below(5) == 0 && !self.is_between.get() {
            let ended = named((ended + 1) % 4, number);
            self.shared.borrow_mut().insert(ended.id().clone());
            let tabs = (0..TABS).collect();
            self.sessions.borrow_mut().push(Open { ended, tabs });
        }
        kept
    }

    fn end(&self, tab: usize, records: &Records<Handle>) -> Result<(), StorageError> {
        let open = {
            let mut sessions = self.sessions.borrow_mut();
            // Two tabs that end one session in the same instant are more than a person has hands for.
            let may = |open: &Open| {
                !self.is_between.get() || !self.shared.borrow().contains(open.ended.id())
            };
            let mine = |open: &Open| open.tabs.contains(&tab) && may(open);
            match sessions.iter().position(mine) {
                Some(at) => sessions.remove(at),
                None => return Ok(()),
            }
        };
        let is_shared = self.shared.borrow().contains(open.ended.id());
        let was_between = self.is_between.replace(is_shared || self.is_between.get());
        let (kept, id) = if self.below(2) == 0 {
            let (id, kept) = records.finish(&open.ended, NOW);
            (kept, id)
        } else {
            let attempt = open.ended.attempt(NOW).expect("it is finished");
            let kept = records.keep_attempt(&attempt);
            records.drop_session(open.ended.id());
            (kept, Some(attempt.id))
        };
        self.is_between.set(was_between);
        if let (Some(id), true) = (id, self.is_told(tab, kept)) {
            let mut promised = self.promised.borrow_mut();
            promised.attempts.push((id, open.ended.done().to_vec()));
        }
        kept
    }

    fn write_diary(&self, tab: usize, records: &Records<Handle>) -> Result<(), StorageError> {
        let number = self.number();
        let mut words = Words::default();
        words.set(Field::Happened, format!("words {number}"));
        let known = self.entries.borrow().clone();
        let mut there = match known.len() {
            0 => None,
            n if self.below(3) > 0 => records.entry(&known[self.below(n)]).0,
            _ => None,
        };
        // Now and then a form that was opened long ago is sent, or opened to be sent later.
        if self.below(3) == 0 {
            std::mem::swap(&mut self.forms.borrow_mut()[tab], &mut there);
        }
        let entry = match there {
            // The same words once more.
            Some(entry) if self.below(4) == 0 => {
                words = entry.now.words.clone();
                entry
            }
            Some(mut entry) => {
                entry
                    .edit(words.clone(), number)
                    .expect("something is written");
                entry
            }
            None => {
                let name: EntryId = id(&format!("e-{number}"));
                self.entries.borrow_mut().push(name.clone());
                Entry::new(name, None, words.clone(), number).expect("something is written")
            }
        };
        let kept = records.keep_entry(&entry);
        // What found no room is held by the tab, and so promised as well.
        if self.is_told(tab, kept.or(Ok(()))) {
            let mut promised = self.promised.borrow_mut();
            promised.versions.entry(entry.id).or_default().push(words);
        }
        kept
    }

    fn import(&self, tab: usize, records: &Records<Handle>) -> Result<(), StorageError> {
        let number = self.number();
        let mut words = Words::default();
        words.set(Field::Next, format!("from elsewhere {number}"));
        let entry = Entry::new(id(&format!("i-{number}")), None, words.clone(), number);
        let export = Export {
            attempts: vec![
                named(self.below(4), 1_000_000 + number)
                    .attempt(NOW)
                    .expect("finished"),
                Attempt {
                    id: id(&format!("o{number}")),
                    token: 2_000_000 + number as u32,
                    ..on(0, [answer("p/a", "I.1")])
                },
            ],
            diary: vec![entry.expect("something is written")],
            ..Export::default()
        };
        let found = merge(&records.here(), read(&write(&export)).expect("whole"));
        let kept = records.import(&found);
        if self.is_told(tab, kept) {
            let mut promised = self.promised.borrow_mut();
            for attempt in export.attempts {
                promised.attempts.push((attempt.id, attempt.moments));
            }
            promised
                .versions
                .entry(export.diary[0].id.clone())
                .or_default()
                .push(words);
        }
        kept
    }

    /// What was written by something that failed, and that nobody was promised, changes or goes.
    fn decay(&self) {
        let promised = self.promised.borrow();
        let is_promised = |name: &str| {
            let attempt = name.strip_prefix("attempt/");
            let attempt = attempt.and_then(|name| name.split('-').next());
            let mut attempts = promised.attempts.iter();
            let of_entry = |entry: &EntryId| name.starts_with(&format!("diary/{entry}."));
            name.starts_with("bundle/")
                || attempts.any(|(id, _)| Some(session_of(id)) == attempt)
                || promised.versions.keys().any(of_entry)
        };
        let written = self.written.borrow();
        for name in written.iter().filter(|name| !is_promised(name)) {
            let mut texts = self.texts.borrow_mut();
            let Some(text) = texts.get_mut(name) else {
                continue;
            };
            match self.below(6) {
                0 => *text = text.chars().take(self.below(text.len().max(1))).collect(),
                1 => *text = text.replacen('1', "2", 1),
                2 => {
                    texts.remove(name);
                }
                _ => continue,
            }
            self.fault(Fault::Decayed);
        }
    }

    /// What is lost and what is there twice, found by a page that is opened when all is calm.
    fn check(&self) -> (Vec<String>, Vec<String>) {
        self.is_calm.set(true);
        self.room.set(usize::MAX);
        for tab in 0..TABS {
            let _ = self.open(tab).entries();
        }
        let records = self.open(TABS);
        let (attempts, _) = records.attempts();
        let (entries, _) = records.entries();
        let promised = self.promised.borrow();
        let mut lost = Vec::new();
        let mut twice = Vec::new();
        for (id, moments) in &promised.attempts {
            let mut same = attempts.iter().filter(|one| one.moments == *moments);
            if !same.any(|one| session_of(&one.id) == session_of(id)) {
                lost.push(format!("attempt {id}"));
            }
        }
        for (n, one) in attempts.iter().enumerate() {
            let same = |other: &Attempt| {
                let ids = session_of(&other.id) == session_of(&one.id);
                other.id == one.id || (ids && other.moments == one.moments)
            };
            if attempts[n + 1..].iter().any(same) {
                twice.push(format!("attempt {}", one.id));
            }
        }
        for one in &attempts {
            if records.attempt(&one.id).0.as_ref() != Some(one) {
                lost.push(format!("attempt {} can’t be opened, or is another", one.id));
            }
        }
        // What progress is made of has the very same attempts.
        let (history, _) = records.history(&|minute| Day::of(minute, 0));
        let past = history.attempts().rev().map(|past| {
            let names = past.reviews().map(|review| review.name().clone());
            (past.id().clone(), past.finished, names.collect::<Vec<_>>())
        });
        let listed = attempts.iter().map(|one| {
            let names = one.moments.iter().map(|moment| moment.name.clone());
            (one.id.clone(), one.finished, names.collect::<Vec<_>>())
        });
        let (past, listed): (Vec<_>, Vec<_>) = (past.collect(), listed.collect());
        if past != listed {
            let (past, listed) = (past.len(), listed.len());
            lost.push(format!(
                "the history has {past} attempts, and {listed} are listed"
            ));
        }
        for (id, versions) in &promised.versions {
            let entry = entries.iter().find(|entry| entry.id == *id);
            let said = |words: &Words| {
                entry.is_some_and(|entry| {
                    let mut all = entry.earlier.iter().chain([&entry.now]);
                    all.any(|version| version.words == *words)
                })
            };
            for words in versions.iter().filter(|words| !said(words)) {
                lost.push(format!("entry {id}: {words:?}"));
            }
        }
        for (n, entry) in entries.iter().enumerate() {
            let versions: Vec<_> = entry.earlier.iter().chain([&entry.now]).collect();
            let unique: BTreeSet<_> = versions.iter().map(|version| &version.words).collect();
            if unique.len() < versions.len() || entries[n + 1..].iter().any(|e| e.id == entry.id) {
                twice.push(format!("entry {}", entry.id));
            }
        }
        (lost, twice)
    }
}

/// The session that an attempt is of: where two tabs ended it otherwise, one of them has an ending
/// to its id.
fn session_of(id: &SessionId) -> &str {
    id.as_str().split('-').next().unwrap_or_default()
}

impl Handle {
    fn is_stopped(&self) -> bool {
        let world = self.world.upgrade();
        world.is_none_or(|world| world.is_stopped(self.tab))
    }
}

impl Shelf for Handle {
    fn read(&self, name: &str) -> Option<String> {
        if let Some(own) = &self.own {
            return own.borrow().get(name).cloned();
        }
        let world = self.world.upgrade()?;
        if !world.step(self.tab) {
            return None;
        }
        world.texts.borrow().get(name).cloned()
    }

    fn write(&self, name: &str, text: &str) -> bool {
        if let Some(own) = &self.own {
            let is_there = !self.is_stopped();
            if is_there {
                own.borrow_mut().insert(name.to_owned(), text.to_owned());
            }
            return is_there;
        }
        let world = self.world.upgrade();
        world.is_some_and(|world| world.step(self.tab) && world.write(name, text))
    }

    fn remove(&self, name: &str) {
        if let Some(own) = &self.own {
            if !self.is_stopped() {
                own.borrow_mut().remove(name);
            }
        } else if let Some(world) = self.world.upgrade()
            && world.step(self.tab)
        {
            world.texts.borrow_mut().remove(name);
        }
    }

    fn names(&self) -> Vec<String> {
        if let Some(own) = &self.own {
            return own.borrow().keys().cloned().collect();
        }
        match self.world.upgrade() {
            Some(world) if world.step(self.tab) => world.texts.borrow().keys().cloned().collect(),
            _ => Vec::new(),
        }
    }
}

/// Sessions of two moments in four endings, before their last moment and finished.
fn templates() -> &'static [(Value, Value)] {
    static TEMPLATES: std::sync::OnceLock<Vec<(Value, Value)>> = std::sync::OnceLock::new();
    TEMPLATES.get_or_init(|| {
        let (home, shift) = (scenario("ride-home"), scenario("panel-shift"));
        let ending = |pick: usize| {
            let mut s = session("", false, vec![place("ride-home"), place("panel-shift")]);
            while s.done().is_empty() {
                let event = onward(&s, &home, pick / 2);
                go(&mut s, &home, &[event]);
            }
            let begun = s.written();
            while s.phase() != Phase::Finished {
                let event = onward(&s, &shift, pick % 2);
                go(&mut s, &shift, &[event]);
            }
            (begun, s.written())
        };
        (0..4).map(ending).collect()
    })
}

fn renamed(template: &Value, number: u64) -> Session {
    let mut json = template.clone();
    json["id"] = Value::from(format!("s{number}"));
    json["token"] = Value::from(number);
    Session::from_written(&json).expect("still a session")
}

fn begun(ending: usize, number: u64) -> Session {
    renamed(&templates()[ending].0, number)
}

fn named(ending: usize, number: u64) -> Session {
    renamed(&templates()[ending].1, number)
}

#[test]
fn nothing_acknowledged_is_lost_or_doubled() {
    let wanted = std::env::var("ALONGSIDE_HISTORIES").ok();
    let histories = wanted.and_then(|n| n.parse().ok()).unwrap_or(HISTORIES);
    let mut faults: BTreeMap<Fault, u64> = BTreeMap::new();
    let (mut attempts, mut versions, mut lost, mut twice) = (0, 0, 0, 0);
    for seed in 0..histories {
        let world = World::new(seed);
        for _ in 0..10 + world.below(30) {
            if world.below(12) == 0 {
                let more = world.below(6000);
                let is_full = world.below(2) == 0;
                world.room.set(if is_full {
                    world.used() + more
                } else {
                    usize::MAX
                });
            }
            world.act(world.below(TABS));
        }
        for (fault, count) in world.faults.borrow().iter() {
            *faults.entry(*fault).or_default() += count;
        }
        let (missing, doubled) = world.check();
        for what in missing.iter().chain(&doubled).take(3) {
            println!("history {seed}: {what}");
        }
        lost += missing.len();
        twice += doubled.len();
        let promised = world.promised.borrow();
        attempts += promised.attempts.len();
        versions += promised.versions.values().map(Vec::len).sum::<usize>();
    }
    let sum: u64 = faults.values().sum();
    println!("{histories} histories, {sum} faults {faults:?}");
    println!(
        "acknowledged: {attempts} attempts, {versions} versions of diary entries; lost: {lost}; doubled: {twice}"
    );
    assert_eq!((lost, twice), (0, 0));
    // So that this is not about a device on which nothing goes wrong, or nothing right.
    assert_eq!(faults.len(), 8);
    assert!(faults.values().all(|count| *count > histories / 30));
    assert!(attempts as u64 > 2 * histories && versions as u64 > 2 * histories);
}
