//! The index of a site's packs: enough to choose what to practise before any pack is fetched.

use crate::engine::json::Value;
use serde::Serialize;

use super::edition::Edition;
use super::id::{CompetencyId, FrameworkId, MomentName, PackId, ScenarioId};
use super::mark;
use super::pack::Pack;
use super::record::{self, Fields, id, string};
use super::topic::Topic;

/// The format of index files that this version writes, and the newest that it reads.
pub const INDEX_FORMAT: u64 = 1;

/// `scenarios/index.json`, written by the check tool and never by hand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Index {
    /// The file's format: 1.
    pub format: u64,
    /// The frameworks.
    pub frameworks: Vec<FrameworkEntry>,
    /// The packs, in the order in which they are listed.
    pub packs: Vec<PackEntry>,
}

/// One framework of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FrameworkEntry {
    /// Its id.
    pub id: FrameworkId,
    /// Its file, relative to the index.
    pub file: String,
    /// The first hex digits of the file's SHA-256, which its address carries as `?v=`.
    pub v: String,
    /// The guide's file, relative to the index; absent if there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guide: Option<String>,
    /// As `v`, of the guide.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guide_v: Option<String>,
}

/// One pack of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PackEntry {
    /// Its id.
    pub id: PackId,
    /// Its name.
    pub title: String,
    /// The language of its text, as a BCP 47 tag.
    pub lang: String,
    /// One or two sentences about it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// The framework it asks for.
    pub framework: FrameworkId,
    /// The edition of its current file.
    pub edition: Edition,
    /// Its file, relative to the index.
    pub file: String,
    /// Earlier editions that are still there, so that old results stay readable.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub past: Vec<PastEdition>,
    /// Its scenarios, in the pack's order.
    pub scenarios: Vec<ScenarioEntry>,
}

/// An earlier edition of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PastEdition {
    /// The edition.
    pub edition: Edition,
    /// Its file, relative to the index.
    pub file: String,
}

/// One scenario of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScenarioEntry {
    /// Its id.
    pub id: ScenarioId,
    /// Its title.
    pub title: String,
    /// Its content topics; an unknown one, of a newer version, is kept out by the reader.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Topic>,
    /// The competencies keyed in its steps, each once, the first step's first.
    pub competencies: Vec<CompetencyId>,
    /// How many steps it has; 1 is a moment, more a story.
    pub steps: usize,
    /// How many words its first step's story has.
    pub words: usize,
}

/// Why an index can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IndexError {
    /// It is of a newer format.
    #[error("the list of packs was written by a newer version")]
    Newer,
    /// It is not an index.
    #[error("the list of packs can't be read")]
    Unreadable,
}

impl Index {
    /// Reads an index's file.
    ///
    /// # Errors
    /// [`IndexError`] if it is of a newer format or not an index.
    pub fn read(text: &str) -> Result<Self, IndexError> {
        let value = record::parse(text).ok_or(IndexError::Unreadable)?;
        let format = value.get("format").and_then(Value::as_u64);
        match format {
            None => Err(IndexError::Unreadable),
            Some(format) if format > INDEX_FORMAT => Err(IndexError::Newer),
            Some(format) => index(&value, format).ok_or(IndexError::Unreadable),
        }
    }

    /// The pack of that id.
    #[must_use]
    pub fn pack(&self, id: &PackId) -> Option<&PackEntry> {
        self.packs.iter().find(|pack| pack.id == *id)
    }

    /// The entry of a moment.
    #[must_use]
    pub fn scenario(&self, name: &MomentName) -> Option<&ScenarioEntry> {
        let pack = self.pack(&name.pack)?;
        pack.scenarios.iter().find(|s| s.id == name.scenario)
    }

    /// Every scenario with the pack it stands in, in order.
    pub fn scenarios(&self) -> impl Iterator<Item = (&PackEntry, &ScenarioEntry)> {
        self.packs
            .iter()
            .flat_map(|pack| pack.scenarios.iter().map(move |scenario| (pack, scenario)))
    }
}

impl PackEntry {
    /// The entry of a pack that lies in `file`.
    #[must_use]
    pub fn of(pack: &Pack, edition: Edition, file: String) -> Self {
        Self {
            id: pack.id().clone(),
            title: pack.title().to_owned(),
            lang: pack.lang().to_owned(),
            about: pack.about().to_owned(),
            framework: pack.framework().clone(),
            edition,
            file,
            past: Vec::new(),
            scenarios: entries(pack),
        }
    }

    /// The edition, current or past, that begins with the prefix, and its file; the current one
    /// without a prefix. `None` if it is not there, or if two begin so.
    #[must_use]
    pub fn find(&self, prefix: Option<&str>) -> Option<(Edition, &str)> {
        let current = (self.edition, self.file.as_str());
        let Some(prefix) = prefix else {
            return Some(current);
        };
        let past = self
            .past
            .iter()
            .map(|past| (past.edition, past.file.as_str()));
        let mut fitting = std::iter::once(current)
            .chain(past)
            .filter(|(edition, _)| edition.starts_with(prefix));
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first)
    }
}

impl ScenarioEntry {
    /// Whether it is a story.
    #[must_use]
    pub fn is_story(&self) -> bool {
        self.steps > 1
    }
}

fn index(value: &Value, format: u64) -> Option<Index> {
    let fields = Fields::of(value)?;
    // Both lists are always written: what lacks one is something else.
    fields.get("frameworks").and(fields.get("packs"))?;
    Some(Index {
        format,
        frameworks: fields.list("frameworks", framework)?,
        packs: fields.list("packs", pack)?,
    })
}

fn framework(value: &Value) -> Option<FrameworkEntry> {
    let fields = Fields::of(value)?;
    Some(FrameworkEntry {
        id: fields.one("id", id)?,
        file: fields.string("file")?,
        v: fields.string("v")?,
        guide: fields.optional("guide", string)?,
        guide_v: fields.optional("guide_v", string)?,
    })
}

fn pack(value: &Value) -> Option<PackEntry> {
    let fields = Fields::of(value)?;
    fields.get("scenarios")?;
    Some(PackEntry {
        id: fields.one("id", id)?,
        title: fields.string("title")?,
        lang: fields.string("lang")?,
        about: fields.optional("about", string)?.unwrap_or_default(),
        framework: fields.one("framework", id)?,
        edition: fields.one("edition", id)?,
        file: fields.string("file")?,
        past: fields.list("past", past)?,
        scenarios: fields.list("scenarios", scenario)?,
    })
}

fn past(value: &Value) -> Option<PastEdition> {
    let fields = Fields::of(value)?;
    Some(PastEdition {
        edition: fields.one("edition", id)?,
        file: fields.string("file")?,
    })
}

fn scenario(value: &Value) -> Option<ScenarioEntry> {
    let fields = Fields::of(value)?;
    fields.get("competencies")?;
    let topics = fields.list("topics", Value::as_str)?;
    Some(ScenarioEntry {
        id: fields.one("id", id)?,
        title: fields.string("title")?,
        topics: topics.into_iter().filter_map(Topic::from_slug).collect(),
        competencies: fields.list("competencies", id)?,
        steps: fields.number("steps")?.try_into().ok()?,
        words: fields.number("words")?.try_into().ok()?,
    })
}

/// The entries of a pack's scenarios.
#[must_use]
pub fn entries(pack: &Pack) -> Vec<ScenarioEntry> {
    let entry = |scenario: &super::pack::Scenario| {
        let mut competencies: Vec<CompetencyId> = Vec::new();
        for id in scenario.steps.iter().filter_map(mark::keyed) {
            if !competencies.contains(id) {
                competencies.push(id.clone());
            }
        }
        ScenarioEntry {
            id: scenario.id.clone(),
            title: scenario.title.clone(),
            topics: scenario.topics.clone(),
            competencies,
            steps: scenario.steps.len(),
            words: scenario.words(),
        }
    };
    pack.scenarios().iter().map(entry).collect()
}
