//! Sessions in progress, and the attempts that they leave: one name each, so that two tabs never
//! overwrite each other. What is here, the first question waits for; the rest is in its own files.

use super::{Shelf, StorageError, Store};
use crate::engine::attempt::Attempt;
use crate::engine::id::SessionId;
use crate::engine::record::Record;
use crate::engine::save::{self, SaveError, Saved};
use crate::engine::session::{Phase, Session};

pub(super) const SESSION: &str = "session/";
pub(super) const ATTEMPT: &str = "attempt/";
pub(super) const BUNDLE: &str = "bundle/";
pub(super) const DAMAGED: &str = "damaged/";
/// In the tab's own storage: the session that it is at.
pub const TAB_SESSION: &str = "session";
/// In the tab's own storage: the diary entry that is being written.
pub const TAB_DRAFT: &str = "diary-draft";
/// The most damaged saves that are put aside.
const MAX_DAMAGED: usize = 20;
/// The most attempts that one session can leave, if several tabs went on with it.
pub(super) const MAX_FORKS: usize = 9;

/// What was found amiss while reading.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Trouble {
    /// Something is damaged, and has been put aside if there was room for it.
    pub damaged: bool,
    /// Something was written by a newer version and has been left as it is.
    pub newer: bool,
}

impl Trouble {
    fn note(&mut self, error: SaveError) {
        match error {
            SaveError::Damaged => self.damaged = true,
            SaveError::Newer(_) => self.newer = true,
        }
    }
}

/// The records of this site on this device.
pub struct Records<S> {
    /// Where they are kept.
    pub store: Store<S>,
}

impl<S: Shelf> Records<S> {
    /// The session of that id, if it is there and whole.
    #[must_use]
    pub fn session(&self, id: &SessionId) -> Option<Session> {
        self.load_session(id, &mut Trouble::default())
    }

    /// All sessions in progress, and what was amiss. One that a stop in the middle left behind may
    /// be among them: [`Self::settle`] sees to it.
    #[must_use]
    pub fn sessions(&self) -> (Vec<Session>, Trouble) {
        let mut trouble = Trouble::default();
        let ids = self.ids(SESSION).into_iter();
        let sessions = ids.filter_map(|id| self.load_session(&id, &mut trouble));
        let is_open = |session: &Session| {
            let waits = self.store.is_unkept(&format!("{ATTEMPT}{}", session.id()));
            session.phase() != Phase::Finished && !waits
        };
        (sessions.filter(is_open).collect(), trouble)
    }

    /// Keeps a session.
    ///
    /// # Errors
    /// [`StorageError`] if it is kept in memory only.
    pub fn keep_session(&self, session: &Session) -> Result<(), StorageError> {
        self.take_up(session.id());
        let name = format!("{SESSION}{}", session.id());
        self.store.write(&name, &save::encode(session, 1))
    }

    /// Forgets a session, unless it is all that outlives the page of an attempt that could not be
    /// kept.
    pub fn drop_session(&self, id: &SessionId) {
        if !self.store.is_unkept(&format!("{ATTEMPT}{id}")) {
            self.store.remove(&format!("{SESSION}{id}"));
        }
    }

    /// From now on this tab is at that session: its link goes on without a word.
    pub fn take_up(&self, id: &SessionId) {
        self.store.tab_write(TAB_SESSION, id.as_str());
    }

    /// The session that this tab is at, and what was amiss.
    #[must_use]
    pub fn tab_session(&self) -> (Option<Session>, Trouble) {
        let mut trouble = Trouble::default();
        let id = self.store.tab_read(TAB_SESSION);
        let id = id.and_then(|text| text.parse::<SessionId>().ok());
        let session = id.and_then(|id| self.load_session(&id, &mut trouble));
        (session, trouble)
    }

    /// Ends a session at `now` (milliseconds since 1970): keeps the attempt that it leaves, and
    /// lets go of the session only then. Gives the id under which the attempt can be found; there
    /// is none if nothing was answered.
    ///
    /// # Errors
    /// [`StorageError`] if the attempt is kept in memory only. The finished session stays in its
    /// place where there is room for it, and becomes the attempt as soon as there is.
    pub fn finish(
        &self,
        session: &Session,
        now: u64,
    ) -> (Option<SessionId>, Result<(), StorageError>) {
        let Some(attempt) = session.attempt(now) else {
            self.drop_session(session.id());
            return (None, Ok(()));
        };
        let (id, kept) = self.place(&attempt);
        if kept.is_ok() {
            self.drop_session(session.id());
        } else {
            // It takes the room of the session before its last answer.
            let name = format!("{SESSION}{}", session.id());
            let _ = self.store.write(&name, &save::encode(session, 1));
        }
        (Some(id), kept)
    }

    /// Whether there are neither sessions nor attempts, readable or not.
    #[must_use]
    pub fn has_none(&self) -> bool {
        let kinds = [SESSION, ATTEMPT, BUNDLE].into_iter();
        kinds
            .map(|kind| self.store.names(kind))
            .all(|names| names.is_empty())
    }

    /// Whether the first attempt has just come that is kept on the device: the time to ask the
    /// browser to let it stay.
    #[must_use]
    pub fn is_worth_keeping(&self) -> bool {
        !self.store.keeps_nothing()
            && self.store.names(ATTEMPT).len() == 1
            && self.store.names(BUNDLE).is_empty()
    }

    /// Keeps an attempt. One that is there is never overwritten: if several tabs went on with one
    /// session and ended it otherwise, each attempt is kept.
    ///
    /// # Errors
    /// [`StorageError`] if it is kept in memory only.
    pub fn keep_attempt(&self, attempt: &Attempt) -> Result<(), StorageError> {
        self.place(attempt).1
    }

    /// Forgets everything that this site keeps on this device; the wish that nothing be kept stays.
    pub fn forget_all(&self) {
        self.store.tab_remove(TAB_SESSION);
        self.forget_in_tab();
        for name in self.store.names("") {
            self.store.remove(&name);
        }
    }

    /// Keeps an attempt under the first name at which nothing else stands or waits, and gives the
    /// id of that name.
    pub(super) fn place(&self, attempt: &Attempt) -> (SessionId, Result<(), StorageError>) {
        let text = save::encode(attempt, 1);
        for n in 1..=MAX_FORKS {
            let id = fork(&attempt.id, n);
            let name = format!("{ATTEMPT}{id}");
            let is_same = |other: &String| *other == text;
            let mut kept = self.store.read_kept(&name);
            if let Some(text) = &kept
                && save::decode_text(text) == Err(SaveError::Damaged)
            {
                self.put_aside(&name, text);
                kept = self.store.read_kept(&name);
            }
            let is_waiting = self.store.is_unkept(&name);
            let waiting = self.store.read(&name).filter(|_| is_waiting);
            if kept.as_ref().is_some_and(is_same) {
                return (id, Ok(()));
            }
            if kept.is_none() && waiting.as_ref().is_none_or(is_same) {
                return (id, self.store.write(&name, &text));
            }
        }
        (attempt.id.clone(), Err(StorageError::Full))
    }

    fn load_session(&self, id: &SessionId, trouble: &mut Trouble) -> Option<Session> {
        let name = format!("{SESSION}{id}");
        self.load(&name, Session::is_sound, trouble)
    }

    /// The ids of what has a name that begins so.
    pub(super) fn ids(&self, beginning: &str) -> Vec<SessionId> {
        let names = self.store.names(beginning).into_iter();
        let id = |name: String| name.strip_prefix(beginning)?.parse().ok();
        names.filter_map(id).collect()
    }

    pub(super) fn load<T: Record>(
        &self,
        name: &str,
        is_sound: fn(&T) -> bool,
        trouble: &mut Trouble,
    ) -> Option<T> {
        let saved = self.load_saved(name, is_sound, trouble)?;
        Some(saved.value)
    }

    pub(super) fn load_saved<T: Record>(
        &self,
        name: &str,
        is_sound: fn(&T) -> bool,
        trouble: &mut Trouble,
    ) -> Option<Saved<T>> {
        let text = self.store.read(name)?;
        self.judge(name, &text, is_sound, trouble)
    }

    /// What a text under a name holds. A damaged one is put aside.
    pub(super) fn judge<T: Record>(
        &self,
        name: &str,
        text: &str,
        is_sound: fn(&T) -> bool,
        trouble: &mut Trouble,
    ) -> Option<Saved<T>> {
        let decoded = save::decode(text).and_then(|saved: Saved<T>| {
            let sound = is_sound(&saved.value).then_some(saved);
            sound.ok_or(SaveError::Damaged)
        });
        match decoded {
            Ok(saved) => Some(saved),
            Err(error) => {
                self.note(name, text, error, trouble);
                None
            }
        }
    }

    /// Notes what is amiss with a text under a name. A damaged one is put aside.
    pub(super) fn note(&self, name: &str, text: &str, error: SaveError, trouble: &mut Trouble) {
        trouble.note(error);
        if error == SaveError::Damaged {
            self.put_aside(name, text);
        }
    }

    /// Moves a damaged save out of the way, so that nothing is written over it. It leaves its place
    /// only when the copy is safe, and the copy takes no other's place.
    fn put_aside(&self, name: &str, text: &str) {
        let aside = self.store.names(DAMAGED);
        let plain = format!("{DAMAGED}{name}");
        let mut names = (1..=MAX_DAMAGED).map(|n| match n {
            1 => plain.clone(),
            _ => format!("{plain}~{n}"),
        });
        let free = names.find(|name| !aside.contains(name));
        let Some(free) = free.filter(|_| aside.len() < MAX_DAMAGED) else {
            return;
        };
        let is_safe = self.store.write_through(&free, text).is_ok();
        // Another tab may have written a good one meanwhile.
        if is_safe && self.store.read_kept(name).as_deref() == Some(text) {
            self.store.remove_kept(name);
        }
    }
}

/// The id of the n-th attempt that a session leaves: the first has that of the session.
pub(super) fn fork(id: &SessionId, n: usize) -> SessionId {
    let fork = match n {
        1 => None,
        _ => format!("{id}-{n}").parse().ok(),
    };
    fork.unwrap_or_else(|| id.clone())
}
