//! Everything that a learner has, as one file to take along, and back: attempts, diary, settings,
//! drafts and packs that are not of the site. Each record in it stands in an envelope like a save's, so that what is damaged is
//! known, and known apart from the rest.
//!
//! Taking in merges and never removes. A file may be anything: reading it takes memory in proportion
//! to its length, and ends in one of a few sentences.

mod pack;
mod sheet;

pub use pack::Pack;
pub use sheet::{attempts_csv, is_attempts_csv};

use litemap::LiteMap;

use crate::engine::json::Value;

use super::attempt::Attempt;
use super::day::Day;
use super::diary::Entry;
use super::id::{EntryId, PackId, SessionId};
use super::record::{self, Fields, Record, Writer};
use super::save;
use super::settings::Settings;

/// The version of export files that this version writes, and the newest that it reads.
pub const EXPORT_VERSION: u64 = 1;

/// The largest file that is read, in bytes: more than any browser keeps.
pub const MAX_BYTES: usize = 32 << 20;

/// The field that says what a file is, and in which version.
const MARK: &str = "alongside-export";

/// Everything that can be taken along.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Export {
    /// When it was made, in minutes since 1970.
    pub made: u64,
    /// The attempts.
    pub attempts: Vec<Attempt>,
    /// The diary.
    pub diary: Vec<Entry>,
    /// The settings, if the learner has any of their own.
    pub settings: Option<Settings>,
    /// Drafts of packs, as they are kept.
    pub drafts: Vec<Draft>,
    /// Packs that are not of the site.
    pub packs: Vec<Pack>,
}

/// A draft as it is kept. What its text says is not looked at here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its name, an id.
    pub name: String,
    /// The text that is kept.
    pub text: String,
}

/// Why a file can't be taken in as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// It is larger than any export.
    #[error("the file is larger than {MAX_BYTES} bytes")]
    TooLarge,
    /// It is no JSON.
    #[error("this is not a JSON file")]
    NotJson,
    /// It is JSON of something else.
    #[error("this is not an export of ours")]
    NotOurs,
    /// A newer version of the app made it.
    #[error("a newer version made this file ({0})")]
    Newer(u64),
    /// It is an export of ours that was cut off or changed, and nothing of it is whole.
    #[error("this file is damaged")]
    Damaged,
    /// Some of it is damaged, or of a newer version; the rest can be had by [`salvage`].
    #[error("{lost} parts of this file can't be read, {whole} can")]
    PartDamaged {
        /// How many records are whole.
        whole: usize,
        /// How many are not, or are missing.
        lost: usize,
    },
}

/// What is on this device, for an import to be merged with.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Here {
    /// The attempts.
    pub attempts: Vec<Attempt>,
    /// The diary.
    pub diary: Vec<Entry>,
    /// Whether the learner has settings of their own.
    pub has_settings: bool,
    /// The drafts.
    pub drafts: Vec<Draft>,
    /// The packs that are not of the site.
    pub packs: Vec<Pack>,
}

/// What an import adds to what is here, to be shown before it is done.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Merge {
    /// Attempts that are not here.
    pub new_attempts: Vec<Attempt>,
    /// How many are here already.
    pub known_attempts: usize,
    /// Entries that are not here.
    pub new_entries: Vec<Entry>,
    /// Entries that say something else here and there: put together, the later one stands, and the
    /// other is an earlier version of it.
    pub changed_entries: Vec<Entry>,
    /// How many are here already, with all that the file knows of them.
    pub known_entries: usize,
    /// The file's settings, if there are none of the learner's own here.
    pub settings: Option<Settings>,
    /// Drafts that are not here; one that says something else here comes under another name.
    pub new_drafts: Vec<Draft>,
    /// How many are here already.
    pub known_drafts: usize,
    /// Packs that are not here, in that edition.
    pub new_packs: Vec<Pack>,
    /// How many are here already.
    pub known_packs: usize,
}

impl Merge {
    /// Whether it adds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.new_attempts.is_empty()
            && self.new_entries.is_empty()
            && self.changed_entries.is_empty()
            && self.settings.is_none()
            && self.new_drafts.is_empty()
            && self.new_packs.is_empty()
    }
}

/// The name of an export's file: `alongside-export-2026-03-14.json`.
#[must_use]
pub fn file_name(today: Day) -> String {
    format!("{MARK}-{today}.json")
}

/// An export as a file.
#[must_use]
pub fn write(export: &Export) -> String {
    // By hand, so that no second copy of everything is in memory as values.
    let mut out = format!("{{\"{MARK}\":{EXPORT_VERSION},\"made\":{}", export.made);
    let count = export.attempts.len() + export.diary.len() + export.drafts.len();
    let count = count + usize::from(export.settings.is_some());
    out.push_str(&format!(",\"count\":{count}"));
    list(&mut out, "attempts", &export.attempts);
    list(&mut out, "diary", &export.diary);
    list(&mut out, "settings", export.settings.as_slice());
    list(&mut out, "drafts", &export.drafts);
    // Versions that knew of none read the file as before: their count is theirs.
    if !export.packs.is_empty() {
        out.push_str(&format!(",\n\"pack-count\":{}", export.packs.len()));
        list(&mut out, "packs", &export.packs);
    }
    out.push_str("}\n");
    out
}

/// One record to a line.
fn list<T: Record>(out: &mut String, field: &str, records: &[T]) {
    out.push_str(",\n\"");
    out.push_str(field);
    out.push_str("\":[");
    for (at, record) in records.iter().enumerate() {
        out.push_str(if at > 0 { ",\n" } else { "\n" });
        out.push_str(&save::encode(record, 1));
    }
    out.push(']');
}

/// What an export adds to what is here.
#[must_use]
pub fn merge(here: &Here, export: Export) -> Merge {
    let mut merge = Merge::default();
    let mut known: LiteMap<SessionId, ()> = LiteMap::new();
    for attempt in &here.attempts {
        known.insert(attempt.id.clone(), ());
    }
    for attempt in export.attempts {
        if known.insert(attempt.id.clone(), ()).is_none() {
            merge.new_attempts.push(attempt);
        } else {
            merge.known_attempts += 1;
        }
    }
    merge_diary(&mut merge, here, export.diary);
    merge.settings = export.settings.filter(|_| !here.has_settings);
    let mut drafts: LiteMap<String, String> = LiteMap::new();
    drafts.extend(
        here.drafts
            .iter()
            .map(|one| (one.name.clone(), one.text.clone())),
    );
    for draft in export.drafts {
        match free_name(&drafts, &draft) {
            Some(name) => {
                drafts.insert(name.clone(), draft.text.clone());
                merge.new_drafts.push(Draft { name, ..draft });
            }
            None => merge.known_drafts += 1,
        }
    }
    for pack in export.packs {
        let known = here.packs.iter().chain(&merge.new_packs);
        if known.into_iter().any(|one| one.is_same(&pack)) {
            merge.known_packs += 1;
        } else {
            merge.new_packs.push(pack);
        }
    }
    merge
}

fn merge_diary(merge: &mut Merge, here: &Here, diary: Vec<Entry>) {
    let mut there: LiteMap<EntryId, Entry> = LiteMap::new();
    for entry in diary {
        let joined = match there.remove(&entry.id) {
            Some(other) => other.joined(entry),
            None => entry,
        };
        there.insert(joined.id.clone(), joined);
    }
    for entry in &here.diary {
        let Some(other) = there.remove(&entry.id) else {
            continue;
        };
        // What was let go of here since an export, and what another device never told, look alike:
        // either is taken in.
        let joined = entry.clone().joined(other);
        if joined == *entry {
            merge.known_entries += 1;
        } else {
            merge.changed_entries.push(joined);
        }
    }
    merge
        .new_entries
        .extend(there.into_iter().map(|(_, entry)| entry));
}

/// The name that a draft gets, beside those that are there; `None` if it is there already.
fn free_name(drafts: &LiteMap<String, String>, draft: &Draft) -> Option<String> {
    let short: String = draft.name.chars().take(58).collect();
    let mut names = (1..=drafts.len() + 1).map(|n| match n {
        1 => draft.name.clone(),
        _ => format!("{}-{n}", short.trim_end_matches('-')),
    });
    let first = names.find(|name| drafts.get(name).is_none_or(|text| *text == draft.text))?;
    (!drafts.contains_key(&first)).then_some(first)
}

/// Whether a text is an export, or was one before it was damaged, as far as its beginning tells.
#[must_use]
pub fn is_export(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with('{') && text.get(..40).unwrap_or(text).contains(MARK)
}

/// Reads a file, if it is whole.
///
/// # Errors
/// [`ImportError`] if it is not an export, or not all of it is whole.
pub fn read(text: &str) -> Result<Export, ImportError> {
    let (export, lost) = salvage(text)?;
    let whole = size(&export);
    match lost {
        0 => Ok(export),
        _ if whole == 0 => Err(ImportError::Damaged),
        lost => Err(ImportError::PartDamaged { whole, lost }),
    }
}

/// Reads what is whole of a file, and says how many records are not, or are missing.
///
/// # Errors
/// [`ImportError`] if it is not an export, or nothing of it can be read.
pub fn salvage(text: &str) -> Result<(Export, usize), ImportError> {
    if text.len() > MAX_BYTES {
        return Err(ImportError::TooLarge);
    }
    let text = text.trim_start_matches('\u{feff}').trim();
    let value = record::parse(text).ok_or_else(|| {
        if is_export(text) {
            ImportError::Damaged
        } else {
            ImportError::NotJson
        }
    })?;
    let fields = Fields::of(&value).ok_or(ImportError::NotOurs)?;
    let version = fields.number(MARK).ok_or(ImportError::NotOurs)?;
    if version > EXPORT_VERSION {
        return Err(ImportError::Newer(version));
    }
    let mut lost = 0;
    let mut export = Export {
        made: fields.number("made").ok_or(ImportError::Damaged)?,
        attempts: records(fields, "attempts", Attempt::is_sound, &mut lost),
        diary: records(fields, "diary", Entry::is_sound, &mut lost),
        settings: records(fields, "settings", |_| true, &mut lost)
            .into_iter()
            .next(),
        drafts: records(fields, "drafts", Draft::is_sound, &mut lost),
        packs: Vec::new(),
    };
    let number = |field| {
        let number = fields.number(field)?;
        usize::try_from(number).ok()
    };
    let missing = number("count").map_or(1, |count| count.saturating_sub(size(&export) + lost));
    lost += missing;
    // Files of earlier versions know of none.
    if fields.get("packs").is_some() || fields.get("pack-count").is_some() {
        let mut of_packs = 0;
        let packs = records(fields, "packs", Pack::is_sound, &mut of_packs);
        let missing = number("pack-count").map_or(1, |n| n.saturating_sub(packs.len() + of_packs));
        lost += of_packs + missing;
        export.packs = packs;
    }
    Ok((export, lost))
}

fn records<T: Record>(
    fields: Fields<'_>,
    field: &str,
    is_sound: fn(&T) -> bool,
    lost: &mut usize,
) -> Vec<T> {
    let Some(items) = fields.items(field) else {
        *lost += 1;
        return Vec::new();
    };
    let read = |item: &Value| {
        let saved = save::decode_value::<T>(item).ok()?;
        is_sound(&saved.value).then_some(saved.value)
    };
    let records: Vec<T> = items.iter().filter_map(read).collect();
    *lost += items.len() - records.len();
    records
}

fn size(export: &Export) -> usize {
    let settings = usize::from(export.settings.is_some());
    let records = export.attempts.len() + export.diary.len() + export.drafts.len();
    records + export.packs.len() + settings
}

impl Draft {
    /// Whether its name is one.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.name.parse::<PackId>().is_ok()
    }
}

impl Record for Draft {
    fn to_json(&self) -> Value {
        Writer::default()
            .with("name", self.name.as_str().into())
            .with("text", self.text.as_str().into())
            .done()
    }

    fn from_json(value: &Value) -> Option<Self> {
        let fields = Fields::of(value)?;
        Some(Self {
            name: fields.string("name")?,
            text: fields.string("text")?,
        })
    }
}
