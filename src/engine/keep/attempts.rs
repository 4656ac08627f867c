//! Attempts, as they are found again: loose, one name each, and in bundles. A loose one takes some
//! two thousand characters and is slow to read; so every now and then the loose ones go into a
//! bundle together. They leave their names when the bundle is kept; until then, and after a stop
//! in between, both are there and count once.

use super::records::{ATTEMPT, BUNDLE, DAMAGED, MAX_FORKS, Records, SESSION, Trouble, fork};
use super::united::united;
use super::{Shelf, StorageError};
use crate::engine::attempt::Attempt;
use crate::engine::bundle;
use crate::engine::id::SessionId;
use crate::engine::order;
use crate::engine::practice::Practice;
use crate::engine::save::{self, SaveError};
use crate::engine::session::{Phase, Session};

/// How many attempts may be loose before they go into a bundle.
const MAX_LOOSE: usize = 20;
/// How many of them stay loose then: the latest, which are asked for most.
const LEFT_LOOSE: usize = 5;
/// After how many attempts since the last export the learner is reminded of it.
pub const REMIND_AFTER: usize = 10;
/// How many attempts a bundle has at most. Smaller ones take in what is loose.
pub(super) const MAX_BUNDLED: usize = 400;

/// An attempt and where it stands.
pub(super) struct Loose {
    name: String,
    text: String,
    pub(super) attempt: Attempt,
}

impl<S: Shelf> Records<S> {
    /// The attempt of that id, if it is there and whole, and what was amiss.
    #[must_use]
    pub fn attempt(&self, id: &SessionId) -> (Option<Attempt>, Trouble) {
        let mut trouble = Trouble::default();
        let name = format!("{ATTEMPT}{id}");
        if let Some(loose) = self.loose(name, &mut trouble) {
            return (Some(loose.attempt), trouble);
        }
        let bundles = self.store.names(BUNDLE).into_iter();
        let mut texts = bundles.filter_map(|name| self.store.read(&name));
        let root = root(id);
        let attempt = texts.any(|text| text.contains(root)).then(|| {
            // Which one has that id is known only of all of them together.
            let mut all = self.all(&mut trouble).into_iter();
            all.find(|attempt| attempt.id == *id)
        });
        (attempt.flatten(), trouble)
    }

    /// All attempts, the latest first, and what was amiss.
    #[must_use]
    pub fn attempts(&self) -> (Vec<Attempt>, Trouble) {
        let mut trouble = self.settle();
        let mut attempts = self.all(&mut trouble);
        attempts.reverse();
        (attempts, trouble)
    }

    /// All attempts, the earliest first, as they are there.
    pub(super) fn all(&self, trouble: &mut Trouble) -> Vec<Attempt> {
        let mut bundled = Vec::new();
        for (name, text) in self.bundles(trouble) {
            match bundle::read(&text) {
                Some(attempts) => bundled.extend(attempts),
                None => self.set_aside(&name, trouble),
            }
        }
        united(self.loose_attempts(trouble), bundled)
    }

    /// The latest attempts, at most so many, the latest first, and what was amiss.
    #[must_use]
    pub fn latest(&self, count: usize) -> (Vec<Attempt>, Trouble) {
        let mut trouble = self.settle();
        let mut latest = united(self.loose_attempts(&mut trouble), Vec::new());
        if latest.len() < count && !self.store.names(BUNDLE).is_empty() {
            (latest, trouble) = self.attempts();
        } else {
            latest.reverse();
        }
        latest.truncate(count);
        (latest, trouble)
    }

    /// The attempt in which a link was finished before: the latest that followed the same plan.
    /// Only a plan with a seed can be known again.
    #[must_use]
    pub fn finished(&self, plan: &Practice) -> Option<SessionId> {
        let seed = plan.seed?.to_string();
        let mut trouble = Trouble::default();
        let mut bundled = Vec::new();
        for (_, text) in self.bundles(&mut trouble) {
            if bundle::heads(&text).any(|(_, of)| of == seed) {
                bundled.extend(bundle::read(&text).unwrap_or_default());
            }
        }
        // What one session left in two bundles has one seed, and so is here together.
        let mut all = united(self.loose_attempts(&mut trouble), bundled);
        all.retain(|attempt| attempt.practice == *plan);
        let last = all.into_iter().max_by_key(|attempt| attempt.finished)?;
        Some(last.id)
    }

    /// Whether it is time to be reminded of exporting.
    #[must_use]
    pub fn wants_reminder(&self) -> bool {
        let last = self.last_export();
        let mut trouble = Trouble::default();
        let loose = self.all_loose(&mut trouble).into_iter();
        let mut finished: Vec<u64> = loose.map(|loose| loose.attempt.finished).collect();
        for (_, text) in self.bundles(&mut trouble) {
            finished.extend(bundle::heads(&text).map(|(finished, _)| finished));
        }
        let since = finished.into_iter().filter(|minute| *minute > last.minute);
        !last.is_dismissed && since.count() >= REMIND_AFTER
    }

    /// Puts in order what was left in the middle: attempts that found no room look for it again,
    /// sessions that are over go, and where many attempts are loose they go into a bundle.
    pub fn settle(&self) -> Trouble {
        let mut trouble = Trouble::default();
        self.retry_attempts();
        for id in self.ids(SESSION) {
            self.settle_session(&id, &mut trouble);
        }
        self.drop_doubles(&mut trouble);
        self.bundle_up(MAX_LOOSE);
        trouble
    }

    /// Tries once more to keep what could not be kept.
    ///
    /// # Errors
    /// [`StorageError`] if something still is in memory only.
    pub fn try_again(&self) -> Result<(), StorageError> {
        self.retry_attempts();
        let kept = self.store.try_again();
        // What is kept by now, the tab holds no longer.
        self.take_up_waiting();
        kept
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

    /// A session that is finished becomes its attempt, and one whose attempt is there goes.
    fn settle_session(&self, id: &SessionId, trouble: &mut Trouble) {
        let session: Option<Session> =
            self.load(&format!("{SESSION}{id}"), Session::is_sound, trouble);
        let Some(session) = session else {
            return;
        };
        let is_in = |attempt: &Attempt| {
            let mut answers = session.done().iter();
            answers.all(|answer| attempt.moments.contains(answer))
        };
        let forks = (2..=MAX_FORKS).map(|n| format!("{ATTEMPT}{}", fork(id, n)));
        let mut forks = forks.filter_map(|name| self.loose(name, trouble));
        if forks.any(|loose| is_in(&loose.attempt))
            || self.attempt(id).0.as_ref().is_some_and(is_in)
        {
            self.drop_session(id);
        } else if session.phase() == Phase::Finished {
            let _ = self.finish(&session, session.last_event());
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

    /// Of a session that was ended twice in the same way, which a stop in the middle may lead to,
    /// one attempt stays.
    fn drop_doubles(&self, trouble: &mut Trouble) {
        let ids = self.ids(ATTEMPT);
        for id in &ids {
            let forks = (2..=MAX_FORKS).map(|n| fork(id, n));
            let forks = forks.filter(|fork| fork != id && ids.contains(fork));
            let names = forks.map(|fork| format!("{ATTEMPT}{fork}"));
            let forks: Vec<Loose> = names.filter_map(|name| self.loose(name, trouble)).collect();
            if forks.is_empty() {
                continue;
            }
            let first = self.loose(format!("{ATTEMPT}{id}"), trouble);
            for fork in forks {
                let moments = &fork.attempt.moments;
                if first
                    .as_ref()
                    .is_some_and(|first| first.attempt.moments == *moments)
                {
                    self.store.remove_kept(&fork.name);
                }
            }
        }
    }

    /// If more than so many attempts are loose, puts all but the latest into a bundle, together with
    /// those of bundles that have room.
    pub fn bundle_up(&self, most: usize) {
        let mut trouble = Trouble::default();
        let names = self.store.names(ATTEMPT).into_iter();
        let names: Vec<String> = names.filter(|name| !self.store.is_unkept(name)).collect();
        if names.len() <= most || self.store.is_blocked() || self.store.keeps_nothing() {
            return;
        }
        let loose = names
            .into_iter()
            .filter_map(|name| self.loose(name, &mut trouble));
        let by_time = |loose: &Loose| (loose.attempt.finished, String::new());
        let mut loose = order::sorted(loose.collect(), by_time);
        loose.truncate(loose.len().saturating_sub(LEFT_LOOSE.min(most)));
        let mut bundled = Vec::new();
        let mut replaced = Vec::new();
        for (name, text) in self.bundles(&mut trouble) {
            let attempts = bundle::read(&text).filter(|attempts| attempts.len() < MAX_BUNDLED);
            if let Some(attempts) = attempts {
                bundled.extend(attempts);
                replaced.push(name);
            }
        }
        let attempts = loose.iter().map(|loose| loose.attempt.clone()).collect();
        let Ok(written) = self.write_bundles(&united(attempts, bundled)) else {
            return;
        };
        for name in replaced.iter().filter(|name| !written.contains(name)) {
            self.store.remove_kept(name);
        }
        for loose in loose {
            if self.store.read_kept(&loose.name).as_ref() == Some(&loose.text) {
                self.store.remove_kept(&loose.name);
            }
        }
    }

    /// Writes attempts into bundles, and gives their names.
    ///
    /// # Errors
    /// [`StorageError`] if one is not kept; what was written before it is.
    fn write_bundles(&self, attempts: &[Attempt]) -> Result<Vec<String>, StorageError> {
        let mut written = Vec::new();
        for some in attempts.chunks(MAX_BUNDLED) {
            let (name, text) = self.bundled(some);
            if self.store.read_kept(&name).as_ref() != Some(&text) {
                self.store.write_through(&name, &text)?;
            }
            written.push(name);
        }
        Ok(written)
    }

    /// The name and the text of a bundle of those attempts.
    pub(super) fn bundled(&self, attempts: &[Attempt]) -> (String, String) {
        let text = save::encode_text(&bundle::write(attempts), 1);
        (self.store.name_for(BUNDLE, &text), text)
    }

    /// The texts of the bundles, by name.
    fn bundles(&self, trouble: &mut Trouble) -> Vec<(String, String)> {
        let names = of_kind(BUNDLE, &self.store.names(BUNDLE)).into_iter();
        names
            .filter_map(|name| self.bundle(name, trouble))
            .collect()
    }

    /// The text of a bundle, with its name.
    pub(super) fn bundle(&self, name: String, trouble: &mut Trouble) -> Option<(String, String)> {
        let text = self.store.read(&name)?;
        match save::decode_text(&text) {
            Ok(data) => Some((name, data)),
            Err(error) => {
                self.note(&name, &text, error, trouble);
                None
            }
        }
    }

    /// Puts a bundle aside whose envelope is whole and whose text is not.
    pub(super) fn set_aside(&self, name: &str, trouble: &mut Trouble) {
        if let Some(text) = self.store.read(name) {
            self.note(name, &text, SaveError::Damaged, trouble);
        }
    }

    fn all_loose(&self, trouble: &mut Trouble) -> Vec<Loose> {
        let names = of_kind(ATTEMPT, &self.store.names(ATTEMPT)).into_iter();
        names.filter_map(|name| self.loose(name, trouble)).collect()
    }

    fn loose_attempts(&self, trouble: &mut Trouble) -> Vec<Attempt> {
        let loose = self.all_loose(trouble).into_iter();
        loose.map(|loose| loose.attempt).collect()
    }

    /// The attempt under a name, with the id of that name.
    pub(super) fn loose(&self, name: String, trouble: &mut Trouble) -> Option<Loose> {
        let text = self.store.read(&name)?;
        let saved = self.judge(&name, &text, Attempt::is_sound, trouble)?;
        let attempt = Attempt {
            id: name.strip_prefix(ATTEMPT)?.parse().ok()?,
            ..saved.value
        };
        Some(Loose {
            name,
            text,
            attempt,
        })
    }
}

/// Those of some names that begin so, in their order.
pub(super) fn of_kind(beginning: &str, names: &[String]) -> Vec<String> {
    let names = names.iter().filter(|name| name.starts_with(beginning));
    order::sorted(names.cloned().collect(), |name| (0, name.clone()))
}

/// What the ids of all attempts of one session begin with.
fn root(id: &SessionId) -> &str {
    let id = id.as_str();
    match id.rsplit_once('-') {
        Some((root, number)) if number.len() == 1 => root,
        _ => id,
    }
}
