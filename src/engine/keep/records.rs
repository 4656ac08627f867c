//! Sessions in progress and attempts: one name each, so that two tabs never overwrite each other.

use super::{Shelf, StorageError, Store};
use crate::engine::attempt::Attempt;
use crate::engine::id::SessionId;
use crate::engine::order;
use crate::engine::record::Record;
use crate::engine::save::{self, SaveError, Saved};
use crate::engine::session::{Phase, Session};

const SESSION: &str = "session/";
const ATTEMPT: &str = "attempt/";
const DAMAGED: &str = "damaged/";
/// In the tab's own storage: the session that it is at.
pub const TAB_SESSION: &str = "session";
/// In the tab's own storage: the diary entry that is being written.
pub const TAB_DRAFT: &str = "diary-draft";
/// The most damaged saves that are put aside.
const MAX_DAMAGED: usize = 20;
/// The most attempts that one session can leave, if several tabs went on with it.
const MAX_FORKS: usize = 9;

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

/// Where an attempt stands, or is to stand.
enum Spot {
    /// Nothing is under this name.
    Free(SessionId),
    /// It is there already.
    There(SessionId),
    /// There is none.
    None,
}

impl<S: Shelf> Records<S> {
    /// The session of that id, if it is there, whole, and not over.
    #[must_use]
    pub fn session(&self, id: &SessionId) -> Option<Session> {
        self.open_session(id, &mut Trouble::default())
    }

    /// All sessions in progress, and what was amiss.
    #[must_use]
    pub fn sessions(&self) -> (Vec<Session>, Trouble) {
        let mut trouble = Trouble::default();
        let ids = self.ids(SESSION).into_iter();
        let sessions = ids.filter_map(|id| self.open_session(&id, &mut trouble));
        (sessions.collect(), trouble)
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
        let session = id.and_then(|id| self.open_session(&id, &mut trouble));
        (session, trouble)
    }

    /// Ends a session at `now` (milliseconds since 1970): keeps the attempt that it leaves, and
    /// lets go of the session only then. Gives the attempt's id; there is none if nothing was
    /// answered.
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

    /// The attempt of that id, if it is there and whole, and what was amiss.
    #[must_use]
    pub fn attempt(&self, id: &SessionId) -> (Option<Attempt>, Trouble) {
        let mut trouble = Trouble::default();
        let name = format!("{ATTEMPT}{id}");
        let attempt = self.load(&name, Attempt::is_sound, &mut trouble);
        (attempt, trouble)
    }

    /// Whether there are neither sessions nor attempts, readable or not.
    #[must_use]
    pub fn has_none(&self) -> bool {
        self.store.names(SESSION).is_empty() && self.store.names(ATTEMPT).is_empty()
    }

    /// Whether the first attempt has just come that is kept on the device: the time to ask the
    /// browser to let it stay.
    #[must_use]
    pub fn is_worth_keeping(&self) -> bool {
        !self.store.keeps_nothing() && self.store.names(ATTEMPT).len() == 1
    }

    /// All attempts, the latest first, and what was amiss.
    #[must_use]
    pub fn attempts(&self) -> (Vec<Attempt>, Trouble) {
        let mut trouble = Trouble::default();
        // A finished session whose attempt found no room may find some now.
        for id in self.ids(SESSION) {
            let _ = self.open_session(&id, &mut trouble);
        }
        self.retry_attempts();
        let names = self.store.names(ATTEMPT).into_iter();
        let attempts = names.filter_map(|name| self.load(&name, Attempt::is_sound, &mut trouble));
        let attempts: Vec<Attempt> = attempts.collect();
        let latest_first = |attempt: &Attempt| (u64::MAX - attempt.finished, String::new());
        (order::sorted(attempts, latest_first), trouble)
    }

    /// Keeps an attempt. One that is there is never overwritten: if several tabs went on with one
    /// session and ended it otherwise, each attempt is kept.
    ///
    /// # Errors
    /// [`StorageError`] if it is kept in memory only.
    pub fn keep_attempt(&self, attempt: &Attempt) -> Result<(), StorageError> {
        self.place(attempt).1
    }

    /// Tries once more to keep what could not be kept.
    ///
    /// # Errors
    /// [`StorageError`] if something still is in memory only.
    pub fn try_again(&self) -> Result<(), StorageError> {
        self.retry_attempts();
        self.store.try_again()
    }

    /// Forgets everything that this site keeps on this device; the wish that nothing be kept stays.
    pub fn forget_all(&self) {
        for name in [TAB_SESSION, TAB_DRAFT] {
            self.store.tab_remove(name);
        }
        for name in self.store.names("") {
            self.store.remove(&name);
        }
    }

    /// Damaged saves that were put aside: the name that each had, and its text.
    #[must_use]
    pub fn damaged(&self) -> Vec<(String, String)> {
        let names = order::sorted(self.store.names(DAMAGED), |name| (0, name.clone()));
        let text = |name: String| {
            let text = self.store.read(&name)?;
            Some((name.strip_prefix(DAMAGED)?.to_owned(), text))
        };
        names.into_iter().filter_map(text).collect()
    }

    /// Forgets a damaged save that was put aside, by the name that it had.
    pub fn drop_damaged(&self, name: &str) {
        self.store.remove(&format!("{DAMAGED}{name}"));
    }

    /// The session of that id. What is over has become its attempt, or does so now.
    fn open_session(&self, id: &SessionId, trouble: &mut Trouble) -> Option<Session> {
        let name = format!("{SESSION}{id}");
        let session: Session = self.load(&name, Session::is_sound, trouble)?;
        if session.phase() == Phase::Finished {
            let (_, kept) = self.finish(&session, session.last_event());
            // What is in memory only is shown as an attempt, and the session waits for room.
            return kept.ok().and(None);
        }
        let attempt = self.load(&format!("{ATTEMPT}{id}"), Attempt::is_sound, trouble);
        let is_over = attempt.is_some_and(|attempt: Attempt| {
            let mut answers = session.done().iter();
            answers.all(|answer| attempt.moments.contains(answer))
        });
        if is_over {
            self.drop_session(id);
            return None;
        }
        Some(session)
    }

    /// Keeps an attempt under the first name that is free, and gives its id.
    fn place(&self, attempt: &Attempt) -> (SessionId, Result<(), StorageError>) {
        match self.spot(attempt) {
            Spot::Free(id) => {
                let (name, attempt) = under(id, attempt);
                let kept = self.store.write(&name, &save::encode(&attempt, 1));
                (attempt.id, kept)
            }
            Spot::There(id) => (id, Ok(())),
            Spot::None => (attempt.id.clone(), Err(StorageError::Full)),
        }
    }

    /// The name to keep an attempt from elsewhere by, and the attempt under that id; `None` if it is
    /// there, or there is no place left. Under its id, one that can't be read is the same one.
    pub(super) fn free_place(&self, attempt: &Attempt) -> Option<(String, Attempt)> {
        let (there, trouble) = self.attempt(&attempt.id);
        if there.is_some() || trouble.newer {
            return None;
        }
        match self.spot(attempt) {
            Spot::Free(id) => Some(under(id, attempt)),
            Spot::There(_) | Spot::None => None,
        }
    }

    /// Attempts that are in memory only look for a place anew: meanwhile another tab may have ended
    /// the same session.
    fn retry_attempts(&self) {
        for (name, text) in self.store.take_unkept(ATTEMPT) {
            let mut trouble = Trouble::default();
            let attempt = self.judge(&name, &text, Attempt::is_sound, &mut trouble);
            if let Some(saved) = attempt {
                let _ = self.place(&saved.value);
            }
        }
    }

    fn spot(&self, attempt: &Attempt) -> Spot {
        let is_same = |name: &str, text: &str| {
            let saved = self.judge(name, text, Attempt::is_sound, &mut Trouble::default())?;
            Some(saved.value.moments == attempt.moments)
        };
        let mut free = None;
        for n in 1..=MAX_FORKS {
            let id = match n {
                1 => Some(attempt.id.clone()),
                _ => format!("{}-{n}", attempt.id).parse().ok(),
            };
            let Some(id) = id else {
                break;
            };
            let name = format!("{ATTEMPT}{id}");
            // What waits in memory under this name is this one, or another that waits for the place.
            let waits = self.store.is_unkept(&name);
            let waiting = self.store.read(&name).filter(|_| waits);
            let is_taken = waiting.is_some_and(|text| is_same(&name, &text) == Some(false));
            // A damaged one that is put aside leaves its place: then it is looked at once more.
            for _ in 0..2 {
                match self.store.read_kept(&name) {
                    None if is_taken => break,
                    None => {
                        free = free.or(Some(id));
                        break;
                    }
                    Some(text) => match is_same(&name, &text) {
                        Some(true) => return Spot::There(id),
                        Some(false) => break,
                        None => {}
                    },
                }
            }
        }
        free.map_or(Spot::None, Spot::Free)
    }

    /// The ids of what has a name that begins so.
    fn ids(&self, beginning: &str) -> Vec<SessionId> {
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
    fn judge<T: Record>(
        &self,
        name: &str,
        text: &str,
        is_sound: fn(&T) -> bool,
        trouble: &mut Trouble,
    ) -> Option<Saved<T>> {
        let decoded = save::decode(text).and_then(|saved: Saved<T>| {
            if is_sound(&saved.value) {
                Ok(saved)
            } else {
                Err(SaveError::Damaged)
            }
        });
        match decoded {
            Ok(saved) => Some(saved),
            Err(error) => {
                trouble.note(error);
                if error == SaveError::Damaged {
                    self.put_aside(name, text);
                }
                None
            }
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

/// The name that an attempt has under an id, and the attempt with that id.
fn under(id: SessionId, attempt: &Attempt) -> (String, Attempt) {
    let attempt = Attempt {
        id,
        ..attempt.clone()
    };
    (format!("{ATTEMPT}{}", attempt.id), attempt)
}
