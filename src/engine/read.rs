//! Reading a pack's file into a [`Pack`], with every structural problem noted on the way.

pub(super) mod fields;
mod scenario;
mod step;

use super::framework::{Framework, Reading};
use super::json::Value;
use super::pack::{Key, KeyStatus, PACK_FORMAT, Pack, Scenario, Step};
use super::problem::Problem;
use super::reader::{Item, Object, Reader, Seen, error, parse_json, parse_quietly, short};

/// The largest pack file, in bytes.
pub const MAX_PACK_BYTES: usize = 1 << 20;
/// The most scenarios in a pack.
pub const MAX_SCENARIOS: usize = 500;
/// The most options of a question, and the fewest.
pub const OPTIONS: std::ops::RangeInclusive<usize> = 2..=8;
/// The fewest raters of a panel.
pub const MIN_RATERS: u64 = 10;

/// Reads a pack's file against the frameworks at hand. Never fails and never panics, whatever the
/// text: what is amiss is among the problems, and the pack is there unless one of them is an error.
#[must_use]
pub fn read_pack(text: &str, frameworks: &[&Framework]) -> Reading<Pack> {
    let value = match parse_json(text, MAX_PACK_BYTES) {
        Ok(value) => value,
        Err(problem) => return failed(problem),
    };
    if let Some(format) = newer_format(&value) {
        return failed(Problem::error(
            "format",
            "/format",
            format!(
                "This pack is in format {format}, and this version reads up to format {PACK_FORMAT}. Get a newer version of Alongside to use it."
            ),
        ));
    }
    let mut reader = PackReader::<true>::default();
    let pack = reader.whole(&value, frameworks);
    Reading {
        thing: pack,
        problems: reader.reader.into_problems(),
    }
}

/// The pack, if [`read_pack`] finds no error in it, without a word about what is amiss.
#[must_use]
pub fn read_pack_quietly(text: &str, frameworks: &[&Framework]) -> Option<Pack> {
    let value = parse_quietly(text, MAX_PACK_BYTES)?;
    if newer_format(&value).is_some() {
        return None;
    }
    PackReader::<false>::default().whole(&value, frameworks)
}

fn failed(problem: Problem) -> Reading<Pack> {
    Reading {
        thing: None,
        problems: vec![problem],
    }
}

/// A pack of a newer format is not read any further: its other fields may mean anything.
fn newer_format(value: &Value) -> Option<u64> {
    let format = value.get("format")?.as_u64()?;
    (format > PACK_FORMAT).then_some(format)
}

#[derive(Default)]
struct PackReader<'f, const SPEAKS: bool> {
    reader: Reader<SPEAKS>,
    framework: Option<&'f Framework>,
}

impl<'f, const SPEAKS: bool> PackReader<'f, SPEAKS> {
    fn whole(&mut self, value: &Value, frameworks: &[&'f Framework]) -> Option<Pack> {
        let pack = self.pack(value, frameworks);
        pack.filter(|_| !self.reader.failed())
    }

    fn pack(&mut self, value: &Value, frameworks: &[&'f Framework]) -> Option<Pack> {
        let root = Item {
            value,
            at: String::new(),
        };
        let object = self.reader.object(&root, fields::PACK)?;
        let format = self.reader.count(&object, "format");
        if format == Some(0) {
            error!(
                self.reader,
                "format", "/format", "A pack's format is 1. Write 1 here."
            );
        }
        let id = self.reader.id(&object, "id");
        let title = self.reader.text(&object, "title");
        let lang = self.reader.text(&object, "lang");
        let framework = self.reader.id(&object, "framework");
        if let Some(id) = &framework {
            self.framework = frameworks.iter().copied().find(|f| f.id() == id);
            if self.framework.is_none() {
                error!(
                    self.reader,
                    "framework",
                    "/framework",
                    "The framework “{id}” is not on this site. Check its spelling, or put its file into scenarios/frameworks and write the index anew."
                );
            }
        }
        let key = self.key(&object);
        let mut seen = Seen::default();
        let scenarios: Vec<Scenario> = self
            .reader
            .list(&object, "scenarios", 1, MAX_SCENARIOS)
            .iter()
            .filter_map(|item| self.scenario(item, &mut seen))
            .collect();
        let pack = Pack {
            format: format?,
            id: id?,
            title: title?,
            lang: lang?,
            version: self.reader.text_or_empty(&object, "version"),
            framework: framework?,
            license: self.reader.text_or_empty(&object, "license"),
            authors: self.reader.texts(&object, "authors", 100),
            about: self.reader.text_or_empty(&object, "about"),
            key: key?,
            scenarios,
        };
        self.panel_status(&pack);
        Some(pack)
    }

    fn key(&mut self, from: &Object<'_, SPEAKS>) -> Option<Key> {
        let item = self.reader.required(from, "key")?;
        let object = self.reader.object(&item, fields::KEY)?;
        let status = self.reader.text(&object, "status")?;
        let status = match status.as_str() {
            "author" => KeyStatus::Author,
            "panel" => KeyStatus::Panel,
            other => {
                error!(
                    self.reader,
                    "key-status",
                    object.place("status"),
                    "A key's status is `author` or `panel`, not “{}”. Write `author`, unless ten or more raters voted.",
                    short(other)
                );
                return None;
            }
        };
        Some(Key {
            status,
            note: self.reader.text_or_empty(&object, "note"),
        })
    }

    /// `panel` may be claimed only where ten or more really voted on every scored step.
    fn panel_status(&mut self, pack: &Pack) {
        if pack.key.status != KeyStatus::Panel {
            return;
        }
        let steps = pack.scenarios.iter().flat_map(|scenario| &scenario.steps);
        let asked = steps.filter(|step| !step.is_ending());
        let short_of = asked.filter(|step| raters(step) < MIN_RATERS).count();
        if short_of > 0 {
            error!(
                self.reader,
                "key-status",
                "/key/status",
                "The key says `panel`, but {short_of} of its steps have fewer than {MIN_RATERS} raters. Add their votes, or write `author`."
            );
        }
    }

    fn duplicate(&mut self, object: &Object<'_, SPEAKS>, id: &str, what: &str) {
        error!(
            self.reader,
            "duplicate-id",
            object.place("id"),
            "The id “{id}” is used twice. Give each {what} an id of its own."
        );
    }
}

/// How many raters a step's panel has, all groups together.
fn raters(step: &Step) -> u64 {
    let groups = step.panel.iter().flat_map(|panel| &panel.groups);
    groups.fold(0, |sum, group| sum.saturating_add(group.raters))
}
