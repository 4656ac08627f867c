//! The folder that a site serves, `scenarios/`, as a whole: frameworks, guides, packs, past editions
//! and the index. Files come in as texts and go out as texts; reading and writing is the caller's.
//!
//! **Past editions.** Results name the edition they were earned in, so an edition has to stay
//! readable after its pack was changed, and a trainer has no version control to fetch it from. By
//! the time the index is written anew the old text is gone from the disk. So the copy is made
//! *when an edition is first indexed*, not when it is replaced: writing the index lays a copy of
//! every pack into `packs/past/<id>.<edition>.json` unless it is there, byte for byte, so that it
//! can also be put back in place. That folder is then the only record. What lies in it, except the
//! current editions, is what the index lists as past; the old index is not looked at. An author who
//! is still drafting, and of whose editions nobody has results, writes the index without copies
//! (`--draft`); a copy that was made too early can simply be deleted.

use super::guide;
use crate::engine::edition::Edition;
use crate::engine::framework::{Framework, Reading};
use crate::engine::guide::Guide;
use crate::engine::id::{FrameworkId, PackId};
use crate::engine::json::Value;
use crate::engine::pack::Pack;
use crate::engine::problem::Problem;
use crate::engine::read;

/// The index's path in the folder.
pub const INDEX_PATH: &str = "index.json";

/// A file as it was read, or is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// What it is to the site.
    pub kind: Kind,
    /// Its path in the folder, with `/` between: `packs/crisis.json`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// What a file is to the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A framework. They are read first, since packs refer to them.
    Framework,
    /// The guide to a framework.
    Guide,
    /// A pack.
    Pack,
    /// An earlier edition of a pack.
    Past,
    /// The index.
    Index,
}

impl Kind {
    /// What a file in the folder is, from its path there; `None` if it is nothing to the site.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        let json = path.strip_suffix(".json")?;
        match json.split('/').collect::<Vec<_>>().as_slice() {
            ["frameworks", name] if name.ends_with(".guide") => Some(Self::Guide),
            ["frameworks", _] => Some(Self::Framework),
            ["packs", _] => Some(Self::Pack),
            ["packs", "past", _] => Some(Self::Past),
            ["index"] => Some(Self::Index),
            _ => None,
        }
    }

    /// What a file is that lies anywhere, from its text; a pack, if nothing speaks against it.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let value: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
        match value.get("categories") {
            Some(serde_json::Value::Array(_)) => Self::Framework,
            Some(serde_json::Value::Object(_)) => Self::Guide,
            _ if value.get("packs").is_some_and(serde_json::Value::is_array) => Self::Index,
            _ => Self::Pack,
        }
    }
}

/// A problem and the file it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// The file's path; that of the folder, which is empty, for what concerns all files.
    pub file: String,
    /// The problem.
    pub problem: Problem,
}

/// A thing and the file it was read from.
#[derive(Debug)]
pub(super) struct Filed<T> {
    pub(super) path: String,
    pub(super) text: String,
    pub(super) thing: T,
}

/// All that could be read of the folder.
#[derive(Debug, Default)]
pub struct Site {
    pub(super) frameworks: Vec<Filed<Framework>>,
    pub(super) guides: Vec<Filed<FrameworkId>>,
    pub(super) packs: Vec<Filed<Pack>>,
    pub(super) past: Vec<Filed<Pack>>,
    pub(super) index: Option<String>,
    problems: Vec<Located>,
}

impl Site {
    /// Reads the files. Never fails: what is amiss is among [`Self::problems`].
    #[must_use]
    pub fn read(mut files: Vec<SourceFile>) -> Self {
        files.sort_by(|a, b| (a.kind, &a.path).cmp(&(b.kind, &b.path)));
        let mut site = Self::default();
        for file in files {
            site.add(file);
        }
        site
    }

    fn add(&mut self, file: SourceFile) {
        let SourceFile { kind, path, text } = file;
        match kind {
            Kind::Framework => {
                let reading = Framework::read(&text);
                if let Some(thing) = self.keep(&path, reading) {
                    if self.frameworks.iter().any(|f| f.thing.id() == thing.id()) {
                        self.twice(&path, thing.id().as_str(), "framework");
                    }
                    self.frameworks.push(Filed { path, text, thing });
                }
            }
            Kind::Guide => self.add_guide(path, text),
            Kind::Pack => {
                let reading = self.read_pack(&text);
                if let Some(thing) = self.keep(&path, reading) {
                    if self.packs.iter().any(|p| p.thing.id() == thing.id()) {
                        self.twice(&path, thing.id().as_str(), "pack");
                    }
                    self.file_name(&path, thing.id());
                    self.packs.push(Filed { path, text, thing });
                }
            }
            Kind::Past => self.add_past(path, text),
            Kind::Index => self.index = Some(text),
        }
    }

    fn read_pack(&self, text: &str) -> Reading<Pack> {
        let frameworks: Vec<&Framework> = self.frameworks.iter().map(|f| &f.thing).collect();
        read::read_pack(text, &frameworks)
    }

    fn keep<T>(&mut self, path: &str, reading: Reading<T>) -> Option<T> {
        let located = |problem| Located {
            file: path.to_owned(),
            problem,
        };
        self.problems
            .extend(reading.problems.into_iter().map(located));
        reading.thing
    }

    fn note(&mut self, path: &str, problem: Problem) {
        self.problems.push(Located {
            file: path.to_owned(),
            problem,
        });
    }

    fn file_name(&mut self, path: &str, id: &PackId) {
        let name = format!("packs/{id}.json");
        if path.starts_with("packs/") && path != name {
            let sentence =
                format!("The file of the pack “{id}” is found more easily as {name}. Rename it.");
            self.note(path, Problem::warning("file-name", "/id", sentence));
        }
    }

    fn twice(&mut self, path: &str, id: &str, what: &str) {
        let sentence = format!(
            "The id “{id}” is that of another {what}, too. Give each {what} an id of its own."
        );
        self.note(path, Problem::error("duplicate-id", "/id", sentence));
    }

    fn add_guide(&mut self, path: String, text: String) {
        let value = match guide::parse(&text) {
            Ok(value) => value,
            Err(problem) => return self.note(&path, problem),
        };
        let of = value.get("framework").and_then(Value::as_str);
        let framework = self
            .frameworks
            .iter()
            .find(|f| Some(f.thing.id().as_str()) == of);
        let Some(framework) = framework.map(|f| &f.thing) else {
            return self.note(&path, guide::no_framework());
        };
        let problems = match Guide::read(&text) {
            Some(guide) => guide::check(&guide, framework),
            None => vec![guide::unreadable()],
        };
        let thing = framework.id().clone();
        problems
            .into_iter()
            .for_each(|problem| self.note(&path, problem));
        self.guides.push(Filed { path, text, thing });
    }

    /// A past edition was checked when it was current: only what keeps it from being read counts.
    fn add_past(&mut self, path: String, text: String) {
        let mut reading = self.read_pack(&text);
        reading.problems.retain(Problem::is_error);
        let Some(thing) = self.keep(&path, reading) else {
            return;
        };
        let name = past_path(thing.id(), Edition::of(&thing));
        if name == path {
            self.past.push(Filed { path, text, thing });
        } else {
            let sentence = format!(
                "This past edition is not the one that its name says; its name would be {name}. It was probably changed: put the original back, or delete this file."
            );
            self.note(&path, Problem::error("past-edition", "", sentence));
        }
    }

    /// What was amiss with the files when they were read: structure, not quality.
    #[must_use]
    pub fn problems(&self) -> &[Located] {
        &self.problems
    }

    /// The packs with their paths, in the order of their paths.
    pub fn packs(&self) -> impl Iterator<Item = (&str, &Pack)> {
        self.packs.iter().map(|p| (p.path.as_str(), &p.thing))
    }

    /// The frameworks.
    pub fn frameworks(&self) -> impl Iterator<Item = &Framework> {
        self.frameworks.iter().map(|f| &f.thing)
    }
}

/// Where an edition of a pack is kept.
pub(super) fn past_path(id: &PackId, edition: Edition) -> String {
    format!("packs/past/{id}.{edition}.json")
}
