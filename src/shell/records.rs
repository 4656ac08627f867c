//! What a learner leaves on the device: sessions in progress, attempts, settings. One name each, so
//! that two tabs never overwrite each other.

use super::storage::{StorageError, Store, tab};
use crate::engine::attempt::Attempt;
use crate::engine::id::SessionId;
use crate::engine::order;
use crate::engine::record::Record;
use crate::engine::save::{self, SaveError, Saved};
use crate::engine::session::Session;
use crate::engine::settings::Settings;

const SESSION: &str = "session/";
const ATTEMPT: &str = "attempt/";
const DAMAGED: &str = "damaged/";
/// Settings are written in turns into two places, so that one whole copy is there at any time.
const SETTINGS: [&str; 2] = ["settings/a", "settings/b"];
/// Read by boot.js before anything else is there: the theme and text size, as two words.
const LOOK: &str = "look";
/// In the tab's own storage: the session that it is at.
pub(super) const TAB_SESSION: &str = "alongside/session";
/// The most damaged saves that are put aside.
const MAX_DAMAGED: usize = 20;

/// What was found amiss while reading.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Trouble {
    /// Something was damaged and has been put aside.
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
pub struct Records {
    /// Where they are kept.
    pub store: Store,
}

impl Records {
    /// The session of that id, if it is there and whole.
    #[must_use]
    pub fn session(&self, id: &SessionId) -> Option<Session> {
        let name = format!("{SESSION}{id}");
        self.load(&name, Session::is_sound, &mut Trouble::default())
    }

    /// All sessions in progress, and what was amiss.
    #[must_use]
    pub fn sessions(&self) -> (Vec<Session>, Trouble) {
        self.all(SESSION, Session::is_sound)
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

    /// Forgets a session.
    pub fn drop_session(&self, id: &SessionId) {
        self.store.remove(&format!("{SESSION}{id}"));
    }

    /// From now on this tab is at that session: its link goes on without a word.
    pub fn take_up(&self, id: &SessionId) {
        tab::write(TAB_SESSION, id.as_str());
    }

    /// The session that this tab is at, and what was amiss.
    #[must_use]
    pub fn tab_session(&self) -> (Option<Session>, Trouble) {
        let mut trouble = Trouble::default();
        let id = tab::read(TAB_SESSION).and_then(|text| text.parse::<SessionId>().ok());
        let session = id.and_then(|id| {
            let name = format!("{SESSION}{id}");
            self.load(&name, Session::is_sound, &mut trouble)
        });
        (session, trouble)
    }

    /// The attempt of that id, if it is there and whole, and what was amiss.
    #[must_use]
    pub fn attempt(&self, id: &SessionId) -> (Option<Attempt>, Trouble) {
        let mut trouble = Trouble::default();
        let name = format!("{ATTEMPT}{id}");
        let attempt = self.load(&name, Attempt::is_sound, &mut trouble);
        (attempt, trouble)
    }

    /// Whether there are attempts.
    #[must_use]
    pub fn has_attempts(&self) -> bool {
        !self.store.names(ATTEMPT).is_empty()
    }

    /// All attempts, the latest first, and what was amiss.
    #[must_use]
    pub fn attempts(&self) -> (Vec<Attempt>, Trouble) {
        let (attempts, trouble) = self.all(ATTEMPT, Attempt::is_sound);
        let latest_first = |attempt: &Attempt| (u64::MAX - attempt.finished, String::new());
        (order::sorted(attempts, latest_first), trouble)
    }

    /// Keeps an attempt.
    ///
    /// # Errors
    /// [`StorageError`] if it is kept in memory only.
    pub fn keep_attempt(&self, attempt: &Attempt) -> Result<(), StorageError> {
        let name = format!("{ATTEMPT}{}", attempt.id);
        self.store.write(&name, &save::encode(attempt, 1))
    }

    /// The settings, and what was amiss; defaults where there are none.
    #[must_use]
    pub fn settings(&self) -> (Saved<Settings>, Trouble) {
        let mut trouble = Trouble::default();
        let newest = SETTINGS
            .iter()
            .filter_map(|name| self.load_saved(name, |_| true, &mut trouble))
            .max_by_key(|saved| saved.rev);
        let fresh = Saved {
            value: Settings::default(),
            rev: 0,
        };
        (newest.unwrap_or(fresh), trouble)
    }

    /// Keeps the settings, in place of the older of the two copies; a copy that a newer version
    /// wrote is never overwritten.
    ///
    /// # Errors
    /// [`StorageError`] if they are kept in memory only.
    pub fn keep_settings(&self, settings: &Settings) -> Result<(), StorageError> {
        let rev = |name: &&str| {
            let text = self.store.read(name)?;
            match save::decode::<Settings>(&text) {
                Ok(saved) => Some(saved.rev),
                Err(SaveError::Newer(_)) => Some(u64::MAX),
                Err(SaveError::Damaged) => None,
            }
        };
        let revs = SETTINGS.each_ref().map(rev);
        let known = revs.into_iter().flatten().filter(|rev| *rev < u64::MAX);
        let next = known.max().unwrap_or(0).saturating_add(1);
        let slot = usize::from(revs[1] < revs[0]);
        if revs[slot] == Some(u64::MAX) {
            return Ok(());
        }
        let theme = settings.theme.slug().unwrap_or("-");
        let text = settings.text.slug().unwrap_or("-");
        self.store.write(LOOK, &format!("{theme} {text}"))?;
        self.store
            .write(SETTINGS[slot], &save::encode(settings, next))
    }

    /// Forgets everything that this site keeps on this device.
    pub fn forget_all(&self) {
        tab::remove(TAB_SESSION);
        for name in self.store.names("") {
            self.store.remove(&name);
        }
    }

    fn all<T: Record>(&self, beginning: &str, is_sound: fn(&T) -> bool) -> (Vec<T>, Trouble) {
        let mut trouble = Trouble::default();
        let names = self.store.names(beginning);
        let values = names
            .iter()
            .filter_map(|name| self.load(name, is_sound, &mut trouble))
            .collect();
        (values, trouble)
    }

    fn load<T: Record>(
        &self,
        name: &str,
        is_sound: fn(&T) -> bool,
        trouble: &mut Trouble,
    ) -> Option<T> {
        let saved = self.load_saved(name, is_sound, trouble)?;
        Some(saved.value)
    }

    fn load_saved<T: Record>(
        &self,
        name: &str,
        is_sound: fn(&T) -> bool,
        trouble: &mut Trouble,
    ) -> Option<Saved<T>> {
        let text = self.store.read(name)?;
        let decoded = save::decode(&text).and_then(|saved: Saved<T>| {
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
                    self.put_aside(name, &text);
                }
                None
            }
        }
    }

    /// Moves a damaged save out of the way, so that nothing is written over it. It leaves its place
    /// only when the copy is safe.
    fn put_aside(&self, name: &str, text: &str) {
        if self.store.names(DAMAGED).len() >= MAX_DAMAGED {
            return;
        }
        if self.store.write(&format!("{DAMAGED}{name}"), text).is_ok() {
            self.store.remove(name);
        }
    }
}
