//! The settings. They are one record for all tabs, and no other could give them back: so they are
//! written in turns into two places, and one whole copy is there at any time.

use super::records::{Records, Trouble};
use super::{Shelf, StorageError};
use crate::engine::save::{self, Saved};
use crate::engine::settings::Settings;

/// The two places, and a third for when a damaged copy can't leave its own.
const PLACES: [&str; 3] = ["settings/a", "settings/b", "settings/c"];
/// Read by boot.js before anything else is there: the theme and text size, as two words.
const LOOK: &str = "look";

/// What stands in one of the places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Copy {
    None,
    /// A whole one, of that revision.
    Whole(u64),
    /// A damaged one that could not be put aside.
    Damaged,
    /// One of a newer version.
    Newer,
}

impl<S: Shelf> Records<S> {
    /// The settings, and what was amiss; defaults where there are none.
    #[must_use]
    pub fn settings(&self) -> (Saved<Settings>, Trouble) {
        let mut trouble = Trouble::default();
        let newest = PLACES
            .iter()
            .filter_map(|name| self.load_saved(name, |_| true, &mut trouble))
            .max_by_key(|saved| saved.rev);
        let fresh = Saved {
            value: Settings::default(),
            rev: 0,
        };
        (newest.unwrap_or(fresh), trouble)
    }

    /// Keeps the settings, in place of the older of the two copies. A damaged copy that can't be
    /// put aside, and one that a newer version wrote, is never overwritten.
    ///
    /// # Errors
    /// [`StorageError`] if they are kept in memory only.
    pub fn keep_settings(&self, settings: &Settings) -> Result<(), StorageError> {
        let texts = self.settings_texts(settings).into_iter();
        let kept = texts.map(|(name, text)| self.store.write(name, &text));
        kept.fold(Ok(()), Result::and)
    }

    /// What is to be written for these settings, and where.
    pub(super) fn settings_texts(&self, settings: &Settings) -> Vec<(&'static str, String)> {
        let copies = PLACES.map(|name| self.copy(name));
        let rev = |at: usize| match copies[at] {
            Copy::None => Some(0),
            Copy::Whole(rev) => Some(rev),
            Copy::Damaged | Copy::Newer => None,
        };
        let newest = (0..PLACES.len()).filter_map(rev).max().unwrap_or(0);
        let is_short = copies[..2].contains(&Copy::Damaged) || copies[2] != Copy::None;
        let places = if is_short { 3 } else { 2 };
        let oldest = (0..places)
            .filter(|at| rev(*at).is_some())
            .min_by_key(|at| rev(*at));
        let theme = settings.theme.slug().unwrap_or("-");
        let text = settings.text.slug().unwrap_or("-");
        let mut texts = vec![(LOOK, format!("{theme} {text}"))];
        // Without a place a newer version's stand everywhere: it has settings of its own.
        if let Some(at) = oldest {
            texts.push((PLACES[at], save::encode(settings, newest.saturating_add(1))));
        }
        texts
    }

    /// Whether there are settings of the learner's own.
    #[must_use]
    pub fn has_settings(&self) -> bool {
        self.settings().0.rev > 0
    }

    fn copy(&self, name: &str) -> Copy {
        let mut trouble = Trouble::default();
        match self.load_saved::<Settings>(name, |_| true, &mut trouble) {
            Some(saved) => Copy::Whole(saved.rev),
            None if trouble.newer => Copy::Newer,
            None if self.store.read(name).is_some() => Copy::Damaged,
            None => Copy::None,
        }
    }
}
