//! Taking everything along, and bringing it back: all of an import, or nothing of it.

use crate::engine::json::Value;

use super::attempts::MAX_BUNDLED;
use super::diary::DIARY;
use super::drafts::DRAFT;
use super::guests::{self, GUEST, KeptGuest};
use super::records::{ATTEMPT, BUNDLE, DAMAGED, Records, SESSION, Trouble};
use super::{Shelf, StorageError};
use crate::engine::attempt::Attempt;
use crate::engine::export::{Draft, Export, Here, Merge, Pack};
use crate::engine::order;
use crate::engine::record::{Fields, Record, Writer};
use crate::engine::save;

const LAST_EXPORT: &str = "exported";

/// When everything was last exported.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LastExport {
    /// In minutes since 1970; 0 if never.
    pub minute: u64,
    /// What the diary said before this minute is in it, and may be let go of once it is replaced.
    /// That is the minute of the export, unless older words came by an import since.
    pub diary: u64,
    /// Whether the learner was reminded since, and put the reminder away.
    pub is_dismissed: bool,
}

impl LastExport {
    /// Everything that is here was exported at `minute` since 1970.
    #[must_use]
    pub fn at(minute: u64) -> Self {
        Self {
            minute,
            diary: minute,
            is_dismissed: false,
        }
    }
}

impl Record for LastExport {
    fn to_json(&self) -> Value {
        let diary = Some(self.diary).filter(|diary| *diary != self.minute);
        Writer::default()
            .with("minute", self.minute.into())
            .with_any("diary", diary.into())
            .with_any("dismissed", self.is_dismissed.into())
            .done()
    }

    fn from_json(value: &Value) -> Option<Self> {
        let fields = Fields::of(value)?;
        let minute = fields.number("minute")?;
        Some(Self {
            minute,
            diary: fields.number("diary").unwrap_or(minute),
            is_dismissed: fields.flag("dismissed")?,
        })
    }
}

impl<S: Shelf> Records<S> {
    /// Whether anything is kept on the device that a person would miss: results, sessions, what they
    /// wrote, packs they brought along, and what of these could not be read.
    #[must_use]
    pub fn holds_something(&self) -> bool {
        let kinds = [SESSION, ATTEMPT, BUNDLE, DIARY, DRAFT, GUEST, DAMAGED];
        !self.store.is_blocked()
            && !self.store.keeps_nothing()
            && kinds.iter().any(|kind| !self.store.names(kind).is_empty())
    }

    /// When everything was last exported.
    #[must_use]
    pub fn last_export(&self) -> LastExport {
        let last = self.load(LAST_EXPORT, |_| true, &mut Trouble::default());
        last.unwrap_or_default()
    }

    /// Notes that everything was exported at `minute` since 1970, or that the reminder was put
    /// away.
    ///
    /// # Errors
    /// [`StorageError`] if it is kept in memory only.
    pub fn note_export(&self, last: LastExport) -> Result<(), StorageError> {
        self.store.write(LAST_EXPORT, &save::encode(&last, 1))
    }

    /// Everything that can be taken along, at `minute` since 1970.
    #[must_use]
    pub fn export(&self, minute: u64) -> Export {
        let (settings, _) = self.settings();
        Export {
            made: minute,
            attempts: self.attempts().0,
            diary: self.entries().0,
            settings: (settings.rev > 0).then_some(settings.value),
            drafts: self.drafts(),
            packs: self.packs(),
        }
    }

    /// What is here, for an import to be merged with.
    #[must_use]
    pub fn here(&self) -> Here {
        Here {
            attempts: self.attempts().0,
            diary: self.entries().0,
            has_settings: self.has_settings(),
            drafts: self.drafts(),
            packs: self.packs(),
        }
    }

    /// Takes in what an import adds: all of it, or nothing.
    ///
    /// # Errors
    /// [`StorageError`] if there is not room for all of it; then all is as it was.
    pub fn import(&self, merge: &Merge) -> Result<(), StorageError> {
        let mut undo = Vec::new();
        let taken = self.take_in(merge, &mut undo);
        match &taken {
            // What the new copies replace goes last, when all of them are kept.
            Ok(replaced) => replaced.iter().for_each(|name| self.store.remove(name)),
            Err(_) => {
                for (name, before) in undo.into_iter().rev() {
                    self.store.remove(&name);
                    if let Some(text) = before {
                        // It had room before.
                        let _ = self.store.write_through(&name, &text);
                    }
                }
            }
        }
        taken.map(|_| ())
    }

    /// Writes all that is new, notes what was there before, and gives the names of what it
    /// replaces.
    fn take_in(
        &self,
        merge: &Merge,
        undo: &mut Vec<(String, Option<String>)>,
    ) -> Result<Vec<String>, StorageError> {
        let mut put = |name: String, text: &str| {
            let before = self.store.read(&name);
            self.store.write_through(&name, text)?;
            undo.push((name, before));
            Ok(())
        };
        // One that can't be read here, since a newer version kept it, is the same one.
        let is_new = |attempt: &&Attempt| {
            self.store
                .read_kept(&format!("attempt/{}", attempt.id))
                .is_none()
        };
        let new: Vec<Attempt> = merge.new_attempts.iter().filter(is_new).cloned().collect();
        for some in new.chunks(MAX_BUNDLED) {
            let (name, text) = self.bundled(some);
            put(name, &text)?;
        }
        // Words that no export of here has are not to be let go of as if one had.
        let entries = merge.new_entries.iter().chain(&merge.changed_entries);
        let versions = entries.flat_map(|entry| entry.earlier.iter().chain([&entry.now]));
        let last = self.last_export();
        let oldest = versions.map(|version| version.edited).min();
        if let Some(diary) = oldest.filter(|oldest| *oldest < last.diary) {
            let last = LastExport { diary, ..last };
            put(LAST_EXPORT.to_owned(), &save::encode(&last, 1))?;
        }
        let mut replaced = Vec::new();
        for entry in merge.new_entries.iter().chain(&merge.changed_entries) {
            let (name, text, others) = self.with_copies(entry);
            put(name, &text)?;
            replaced.extend(others);
        }
        for draft in &merge.new_drafts {
            put(format!("{DRAFT}{}", draft.name), &draft.text)?;
        }
        for pack in &merge.new_packs {
            put(
                guests::name(&pack.id, pack.edition),
                &save::encode(&pack.guest, 1),
            )?;
        }
        if let Some(settings) = &merge.settings {
            for (name, text) in self.settings_texts(settings) {
                put(name.to_owned(), &text)?;
            }
        }
        Ok(replaced)
    }

    /// The drafts, by name.
    #[must_use]
    pub fn drafts(&self) -> Vec<Draft> {
        let names = order::sorted(self.store.names(DRAFT), |name| (0, name.clone()));
        let draft = |name: String| {
            let text = self.store.read(&name)?;
            let name = name.strip_prefix(DRAFT)?.to_owned();
            Some(Draft { name, text })
        };
        names.into_iter().filter_map(draft).collect()
    }

    /// The packs that are not of the site, the earliest first.
    fn packs(&self) -> Vec<Pack> {
        let kept = self.guests().0.into_iter().rev();
        let pack = |kept: KeptGuest| Pack {
            id: kept.id,
            edition: kept.edition,
            guest: kept.guest,
        };
        kept.map(pack).collect()
    }
}
