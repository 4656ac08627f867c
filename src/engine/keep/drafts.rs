//! Drafts of packs: one name to each. A tab writes over what it read and over nothing else, so that
//! of two tabs that write the same draft neither loses a word: the later one is told, and goes on
//! with a copy.

use super::records::{Records, Trouble};
use super::{Shelf, StorageError};
use crate::engine::draft::{self, Draft};
use crate::engine::id::DraftId;
use crate::engine::json::Value;
use crate::engine::order;
use crate::engine::record::{Fields, Record, Writer};
use crate::engine::save;

pub(super) const DRAFT: &str = "draft/";

/// A draft as it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeptDraft {
    /// The pack.
    pub pack: Draft,
    /// When it was last changed, in minutes since 1970.
    pub edited: u64,
    /// Whether it has left the desk, so that its ids stay as they are.
    pub is_settled: bool,
    /// The file of a framework that the site does not have; empty if there is none.
    pub framework: String,
}

/// What a tab knows of a draft as it stands on the device.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Base {
    rev: u64,
    /// The checksum of what stood there when the tab last looked; `None` if nothing did.
    seen: Option<u32>,
    /// The checksum of what the tab wrote last.
    mine: Option<u32>,
}

/// What became of a draft that was to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is kept.
    Now(Base),
    /// It is in memory only.
    InMemory(Base, StorageError),
    /// Another tab wrote it meanwhile: what it wrote stands, and this was not written.
    Elsewhere,
}

impl Record for KeptDraft {
    fn to_json(&self) -> Value {
        let framework = Some(self.framework.as_str()).filter(|text| !text.is_empty());
        Writer::default()
            .with("edited", self.edited.into())
            .with_any("settled", self.is_settled.into())
            .with_any("framework", framework.into())
            .with("pack", self.pack.to_json())
            .done()
    }

    fn from_json(value: &Value) -> Option<Self> {
        let fields = Fields::of(value)?;
        let reading = draft::from_json(fields.get("pack")?);
        Some(Self {
            // What we wrote is taken wholly; anything else is not ours.
            pack: reading.thing.filter(|_| reading.problems.is_empty())?,
            edited: fields.number("edited")?,
            is_settled: fields.flag("settled")?,
            framework: fields
                .optional("framework", Value::as_str)?
                .unwrap_or_default()
                .to_owned(),
        })
    }
}

impl<S: Shelf> Records<S> {
    /// The draft of that id with what is to be known for writing it again, if it is there and
    /// whole, and what was amiss.
    #[must_use]
    pub fn draft(&self, id: &DraftId) -> (Option<(KeptDraft, Base)>, Trouble) {
        let mut trouble = Trouble::default();
        let name = name(id);
        let outside = self.store.read_kept(&name);
        let mine = self.store.read(&name);
        let saved = self.load_saved(&name, |_| true, &mut trouble);
        let found = saved.map(|saved| {
            let base = Base {
                rev: saved.rev,
                seen: outside.as_deref().map(checksum),
                mine: mine.as_deref().map(checksum),
            };
            (saved.value, base)
        });
        (found, trouble)
    }

    /// All drafts, those that were changed last first, and what was amiss.
    #[must_use]
    pub fn pack_drafts(&self) -> (Vec<(DraftId, KeptDraft)>, Trouble) {
        let mut trouble = Trouble::default();
        let names = self.store.names(DRAFT).into_iter();
        let drafts = names.filter_map(|name| {
            let id = name.strip_prefix(DRAFT)?.parse().ok()?;
            let draft: KeptDraft = self.load(&name, |_| true, &mut trouble)?;
            Some((id, draft))
        });
        let drafts: Vec<(DraftId, KeptDraft)> = drafts.collect();
        let latest_first =
            |(id, draft): &(DraftId, KeptDraft)| (u64::MAX - draft.edited, id.as_str().to_owned());
        (order::sorted(drafts, latest_first), trouble)
    }

    /// Keeps a draft over what the tab knows of, unless another tab wrote it meanwhile. One that
    /// was removed meanwhile is there again.
    #[must_use]
    pub fn keep_draft(&self, id: &DraftId, draft: &KeptDraft, base: Base) -> Kept {
        if self.is_draft_elsewhere(id, base) {
            return Kept::Elsewhere;
        }
        let name = name(id);
        let rev = base.rev.saturating_add(1);
        let text = save::encode(draft, rev);
        let kept = self.store.write(&name, &text);
        let outside = self.store.read_kept(&name);
        let base = Base {
            rev,
            seen: outside.as_deref().map(checksum),
            mine: Some(checksum(&text)),
        };
        match kept {
            Ok(()) => Kept::Now(base),
            Err(error) => Kept::InMemory(base, error),
        }
    }

    /// Whether another tab wrote a draft since this one looked.
    #[must_use]
    pub fn is_draft_elsewhere(&self, id: &DraftId, base: Base) -> bool {
        let outside = self.store.read_kept(&name(id));
        let sum = outside.as_deref().map(checksum);
        sum.is_some() && sum != base.seen && sum != base.mine
    }

    /// Forgets a draft.
    pub fn drop_draft(&self, id: &DraftId) {
        self.store.remove(&name(id));
    }
}

fn name(id: &DraftId) -> String {
    format!("{DRAFT}{id}")
}

fn checksum(text: &str) -> u32 {
    save::crc32(text.as_bytes())
}
