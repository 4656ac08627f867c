//! The diary: what a learner writes about moments of their own work or of practice. It stays on
//! the device, and no result carries any of it.
//!
//! Versions of an entry only ever come together: [`Entry::joined`] gives the same whichever side
//! one begins from and however often. That is what keeps two tabs, two devices and an import from
//! losing each other's words.

mod identifying;

pub use identifying::{Finding, Kind, identifying};

use super::id::{CompetencyId, EntryId, MomentName};

/// The most characters of one text.
pub const MAX_CHARS: usize = 4000;

/// The most earlier versions of an entry; of more, the earliest go.
pub const MAX_EARLIER: usize = 50;

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: EntryId,
    /// When it was first written, in minutes since 1970.
    pub created: u64,
    /// The practised moment that it is about, if any.
    pub moment: Option<MomentName>,
    /// What it says.
    pub now: Version,
    /// What it said before, the earliest first.
    pub earlier: Vec<Version>,
}

/// What an entry said at a time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// When this was written, in minutes since 1970: each version later than the one before.
    pub edited: u64,
    /// The words.
    pub words: Words,
}

/// The texts of an entry, by [`Field`], and the competency that it is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Words {
    texts: [String; Field::ALL.len()],
    /// Which competency, if the learner named one.
    pub competency: Option<CompetencyId>,
}

/// One text of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// What happened.
    Happened,
    /// What I did.
    Did,
    /// How the other person took it.
    Taken,
    /// What I noticed in me.
    Noticed,
    /// What I would try next.
    Next,
}

/// Why words can't be kept as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WordsError {
    /// Every text is empty.
    #[error("nothing is written yet")]
    Empty,
    /// A text has more than [`MAX_CHARS`] characters.
    #[error("a text has {chars} characters, and {MAX_CHARS} is the most")]
    TooLong {
        /// Which one.
        field: Field,
        /// How many it has.
        chars: usize,
    },
}

/// How an exported diary is worded: its captions come from the interface.
pub trait Wording {
    /// The line above a field's text.
    fn field(&self, field: Field) -> String;
    /// The line that says when an entry was written, from minutes since 1970.
    fn written(&self, created: u64) -> String;
    /// The line that names a competency.
    fn competency(&self, id: &CompetencyId) -> String;
    /// The line that names a practised moment.
    fn moment(&self, name: &MomentName) -> String;
}

impl Field {
    /// All of them, in the order in which they are asked.
    pub const ALL: [Self; 5] = [
        Self::Happened,
        Self::Did,
        Self::Taken,
        Self::Noticed,
        Self::Next,
    ];

    /// The word that saves use.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Happened => "happened",
            Self::Did => "did",
            Self::Taken => "taken",
            Self::Noticed => "noticed",
            Self::Next => "next",
        }
    }
}

impl Words {
    /// A text; empty if nothing is written.
    #[must_use]
    pub fn get(&self, field: Field) -> &str {
        &self.texts[field as usize]
    }

    /// Writes a text.
    pub fn set(&mut self, field: Field, text: impl Into<String>) {
        self.texts[field as usize] = text.into();
    }

    /// Whether they can be kept.
    ///
    /// # Errors
    /// [`WordsError`] if nothing is written, or a text is too long.
    pub fn check(&self) -> Result<(), WordsError> {
        for field in Field::ALL {
            let chars = self.get(field).chars().count();
            if chars > MAX_CHARS {
                return Err(WordsError::TooLong { field, chars });
            }
        }
        if self.texts.iter().all(|text| text.trim().is_empty()) {
            return Err(WordsError::Empty);
        }
        Ok(())
    }
}

impl Entry {
    /// A new entry, written at `minute` since 1970.
    ///
    /// # Errors
    /// [`WordsError`] if nothing is written, or a text is too long.
    pub fn new(
        id: EntryId,
        moment: Option<MomentName>,
        words: Words,
        minute: u64,
    ) -> Result<Self, WordsError> {
        words.check()?;
        Ok(Self {
            id,
            created: minute,
            moment,
            now: Version {
                edited: minute,
                words,
            },
            earlier: Vec::new(),
        })
    }

    /// Writes other words at `minute` since 1970, and keeps those that were there.
    ///
    /// # Errors
    /// [`WordsError`] if nothing is written, or a text is too long; the entry is then as it was.
    pub fn edit(&mut self, words: Words, minute: u64) -> Result<(), WordsError> {
        words.check()?;
        if words == self.now.words {
            return Ok(());
        }
        // Later than the version before, whatever the clock says: by that it is known as the newer.
        let edited = minute.max(self.now.edited.saturating_add(1));
        let before = std::mem::replace(&mut self.now, Version { edited, words });
        self.earlier.push(before);
        self.cut();
        Ok(())
    }

    /// Forgets what was written before `minute` and replaced since: an export has it. What was
    /// written in that very minute may have been written after the export.
    pub fn forget_earlier(&mut self, minute: u64) {
        self.earlier.retain(|version| version.edited >= minute);
    }

    /// The entry with what either side knows of it: the latest version stands, and the others are
    /// earlier ones. `other` must have the same id.
    #[must_use]
    pub fn joined(self, other: Self) -> Self {
        let (now, before) = if self.now >= other.now {
            (self.now, other.now)
        } else {
            (other.now, self.now)
        };
        let mut earlier = [self.earlier, other.earlier, vec![before]].concat();
        earlier.sort_unstable();
        earlier.dedup();
        earlier.retain(|version| *version != now);
        let mut joined = Self {
            id: self.id,
            created: self.created.min(other.created),
            moment: self.moment.max(other.moment),
            now,
            earlier,
        };
        joined.cut();
        joined
    }

    /// Whether it says those words, or said them before.
    #[must_use]
    pub fn has(&self, words: &Words) -> bool {
        let mut versions = self.earlier.iter().chain([&self.now]);
        versions.any(|version| version.words == *words)
    }

    /// Whether it holds each of the words of a query, in any of its texts. `lower` makes a text
    /// lower case in the learner's language.
    #[must_use]
    pub fn matches(&self, query: &str, lower: &dyn Fn(&str) -> String) -> bool {
        if query.trim().is_empty() {
            return true;
        }
        let text = lower(&self.now.words.texts.join("\n"));
        let query = lower(query);
        query.split_whitespace().all(|word| text.contains(word))
    }

    /// How it begins: whole words of the first line of the first text, of some sixty characters.
    #[must_use]
    pub fn beginning(&self) -> String {
        const MOST: usize = 60;
        let texts = self.now.words.texts.iter().map(|text| text.trim());
        let text = texts
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or_default();
        let line = text.lines().next().unwrap_or_default().trim_end();
        let end = line
            .char_indices()
            .nth(MOST)
            .map_or(line.len(), |(at, _)| at);
        let (head, rest) = line.split_at(end);
        if rest.is_empty() && line.len() == text.len() {
            return line.to_owned();
        }
        // A language without spaces, or a single long word, is cut where it is too long.
        let is_within = !rest.is_empty() && !rest.starts_with(char::is_whitespace);
        let head = match head.rsplit_once(char::is_whitespace) {
            Some((words, _)) if is_within => words,
            _ => head,
        };
        format!("{} …", head.trim_end())
    }

    /// Whether what is said of entries everywhere holds of this one; a saved entry for which it
    /// does not is damaged.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let versions = || self.earlier.iter().chain([&self.now]);
        let in_order = versions()
            .zip(versions().skip(1))
            .all(|(one, next)| one < next);
        let good = versions().all(|version| version.words.check().is_ok());
        in_order && good && self.earlier.len() <= MAX_EARLIER
    }

    fn cut(&mut self) {
        let many = self.earlier.len().saturating_sub(MAX_EARLIER);
        self.earlier.drain(..many);
    }
}

/// A diary as plain text, in the order given: for a person to read, in any editor.
#[must_use]
pub fn as_text(entries: &[&Entry], wording: &dyn Wording) -> String {
    let mut out = String::new();
    for entry in entries {
        if !out.is_empty() {
            out.push_str("\n* * *\n\n");
        }
        out.push_str(&wording.written(entry.created));
        out.push('\n');
        if let Some(moment) = &entry.moment {
            out.push_str(&wording.moment(moment));
            out.push('\n');
        }
        let words = &entry.now.words;
        if let Some(competency) = &words.competency {
            out.push_str(&wording.competency(competency));
            out.push('\n');
        }
        for field in Field::ALL {
            let text = words.get(field).trim();
            if !text.is_empty() {
                out.push('\n');
                out.push_str(&wording.field(field));
                out.push('\n');
                out.push_str(text);
                out.push('\n');
            }
        }
    }
    out
}
