//! Reading a pack's file into a [`Pack`], with every structural problem noted on the way.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use serde_json::Value;

use super::framework::{Framework, Reading};
use super::id::{CompetencyId, IdError, PrincipleId, ScenarioId, StepId};
use super::pack::{
    Allow, Block, CompetencyOption, CompetencyQuestion, Credit, Fit, Key, KeyStatus, PACK_FORMAT,
    Pack, Panel, PanelGroup, Response, Scenario, Step,
};
use super::problem::Problem;
use super::reader::{Item, Object, Reader, parse_json, short};
use super::scenario::MAX_PATH;
use super::topic::{Drift, Topic};

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
    match parse_json(text, MAX_PACK_BYTES) {
        Ok(value) => read_pack_value(&value, frameworks),
        Err(problem) => failed(problem),
    }
}

/// As [`read_pack`], from JSON that was parsed already.
#[must_use]
pub fn read_pack_value(value: &Value, frameworks: &[&Framework]) -> Reading<Pack> {
    if let Some(problem) = newer(value) {
        return failed(problem);
    }
    let mut reader = PackReader {
        reader: Reader::default(),
        framework: None,
    };
    let pack = reader
        .pack(value, frameworks)
        .filter(|_| !reader.reader.failed());
    Reading {
        thing: pack,
        problems: reader.reader.into_problems(),
    }
}

fn failed(problem: Problem) -> Reading<Pack> {
    Reading {
        thing: None,
        problems: vec![problem],
    }
}

/// A pack of a newer format is not read any further: its other fields may mean anything.
fn newer(value: &Value) -> Option<Problem> {
    let format = value.get("format")?.as_u64()?;
    (format > PACK_FORMAT).then(|| {
        Problem::error(
            "format",
            "/format",
            format!("This pack is in format {format}, and this version reads up to format {PACK_FORMAT}. Get a newer version of Alongside to use it."),
        )
    })
}

struct PackReader<'f> {
    reader: Reader,
    framework: Option<&'f Framework>,
}

impl<'f> PackReader<'f> {
    fn pack(&mut self, value: &Value, frameworks: &[&'f Framework]) -> Option<Pack> {
        let root = Item {
            value,
            at: String::new(),
        };
        let known = [
            "$schema",
            "format",
            "id",
            "title",
            "lang",
            "version",
            "framework",
            "license",
            "authors",
            "about",
            "key",
            "scenarios",
        ];
        let object = self.reader.object(&root, &known)?;
        let format = self.reader.count(&object, "format");
        if format == Some(0) {
            self.reader
                .error("format", "/format", "A pack's format is 1. Write 1 here.");
        }
        let id = self.reader.id(&object, "id");
        let title = self.reader.text(&object, "title");
        let lang = self.reader.text(&object, "lang");
        let framework = self.reader.id(&object, "framework");
        if let Some(id) = &framework {
            self.framework = frameworks.iter().copied().find(|f| f.id() == id);
            if self.framework.is_none() {
                self.reader.error(
                    "framework",
                    "/framework",
                    format!("The framework “{id}” is not on this site. Check its spelling, or put its file into scenarios/frameworks and write the index anew."),
                );
            }
        }
        let key = self.key(&object);
        let mut seen = BTreeSet::new();
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

    fn key(&mut self, from: &Object<'_>) -> Option<Key> {
        let item = self.reader.required(from, "key")?;
        let object = self.reader.object(&item, &["status", "note"])?;
        let status = self.reader.text(&object, "status")?;
        let status = match status.as_str() {
            "author" => KeyStatus::Author,
            "panel" => KeyStatus::Panel,
            other => {
                self.reader.error(
                    "key-status",
                    &object.place("status"),
                    format!("A key's status is `author` or `panel`, not “{}”. Write `author`, unless ten or more raters voted.", short(other)),
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
            self.reader.error(
                "key-status",
                "/key/status",
                format!("The key says `panel`, but {short_of} of its steps have fewer than {MIN_RATERS} raters. Add their votes, or write `author`."),
            );
        }
    }

    fn scenario(&mut self, item: &Item<'_>, seen: &mut BTreeSet<ScenarioId>) -> Option<Scenario> {
        let known = [
            "id",
            "title",
            "setting",
            "topics",
            "principles",
            "policy_dependent",
            "steps",
            "takeaway",
            "reflect",
            "sources",
            "allow",
        ];
        let object = self.reader.object(item, &known)?;
        let id: Option<ScenarioId> = self.reader.id(&object, "id");
        if let Some(id) = &id
            && !seen.insert(id.clone())
        {
            self.duplicate(&object, id.as_str(), "scenario");
        }
        let title = self.reader.text(&object, "title");
        let topics = self.topics(&object);
        let principles = self.principles(&object);
        let items = self.reader.list(&object, "steps", 1, MAX_PATH);
        let mut ids = BTreeSet::new();
        let count = items.len();
        let steps: Vec<Step> = items
            .iter()
            .enumerate()
            .filter_map(|(index, item)| self.step(item, index == 0, &mut ids))
            .collect();
        let scenario = Scenario {
            id: id?,
            title: title?,
            setting: self.reader.text_or_empty(&object, "setting"),
            topics,
            principles,
            policy_dependent: self.reader.text_or_empty(&object, "policy_dependent"),
            steps,
            takeaway: self.reader.text_or_empty(&object, "takeaway"),
            reflect: self.reader.text_or_empty(&object, "reflect"),
            sources: self.reader.texts(&object, "sources", 100),
            allow: self.allow(&object),
        };
        if scenario.steps.len() == count {
            self.graph(&scenario, &object.at);
        }
        Some(scenario)
    }

    fn topics(&mut self, from: &Object<'_>) -> Vec<Topic> {
        let items = self.reader.list(from, "topics", 0, Topic::ALL.len());
        let mut topics: Vec<Topic> = Vec::new();
        for item in items {
            let Some(slug) = self.reader.text_of(&item) else {
                continue;
            };
            match Topic::from_slug(&slug) {
                Some(topic) if !topics.contains(&topic) => topics.push(topic),
                Some(_) => {}
                None => {
                    self.unknown_word(&item.at, "content topic", &slug, Topic::ALL, Topic::slug)
                }
            }
        }
        topics
    }

    fn principles(&mut self, from: &Object<'_>) -> Vec<PrincipleId> {
        let items = self.reader.list(from, "principles", 0, 20);
        let mut principles: Vec<PrincipleId> = Vec::new();
        for item in items {
            let Some(id) = self.reader.id_of::<PrincipleId>(&item) else {
                continue;
            };
            if let Some(framework) = self.framework
                && framework.principle(&id).is_none()
            {
                let known: Vec<&str> = framework
                    .principles()
                    .iter()
                    .map(|p| p.id.as_str())
                    .collect();
                self.reader.error(
                    "principle",
                    &item.at,
                    format!(
                        "“{id}” is not a principle of {}. Use one of {}.",
                        framework.id(),
                        known.join(", ")
                    ),
                );
            }
            if !principles.contains(&id) {
                principles.push(id);
            }
        }
        principles
    }

    fn allow(&mut self, from: &Object<'_>) -> Vec<Allow> {
        let items = self.reader.list(from, "allow", 0, 50);
        let mut allowed = Vec::new();
        for item in items {
            if let Some(object) = self.reader.object(&item, &["check", "reason"])
                && let Some(check) = self.reader.text(&object, "check")
                && let Some(reason) = self.reader.text(&object, "reason")
            {
                allowed.push(Allow { check, reason });
            }
        }
        allowed
    }

    fn step(
        &mut self,
        item: &Item<'_>,
        is_first: bool,
        seen: &mut BTreeSet<StepId>,
    ) -> Option<Step> {
        let known = ["id", "story", "competency", "responses", "outcome", "panel"];
        let object = self.reader.object(item, &known)?;
        let id: Option<StepId> = self.reader.id(&object, "id");
        if let Some(id) = &id
            && !seen.insert(id.clone())
        {
            self.duplicate(&object, id.as_str(), "step");
        }
        let story: Vec<Block> = self
            .reader
            .list(&object, "story", 1, 50)
            .iter()
            .filter_map(|item| self.block(item))
            .collect();
        let competency =
            Reader::optional(&object, "competency").and_then(|item| self.competency(&item));
        let asks = Reader::optional(&object, "responses")
            .is_some_and(|item| item.value.as_array().is_none_or(|list| !list.is_empty()));
        let responses = self.responses(&object, asks);
        if is_first && !object.has("competency") {
            self.reader.error(
                "missing-field",
                &object.at,
                "The first step asks for the competency. Add `competency` with its options.",
            );
        }
        if !asks && is_first {
            self.reader.error(
                "missing-field",
                &object.at,
                "This step asks for a response. Add `responses`.",
            );
        }
        let outcome = self.reader.text_or_empty(&object, "outcome");
        if !asks && !is_first && outcome.trim().is_empty() {
            self.reader.error(
                "missing-field",
                &object.at,
                "An ending says what its path taught. Add `outcome`, or `responses` if the story goes on.",
            );
        }
        let panel = Reader::optional(&object, "panel").and_then(|item| self.panel(&item));
        Some(Step {
            id: id?,
            story,
            competency,
            responses,
            outcome,
            panel,
        })
    }

    fn block(&mut self, item: &Item<'_>) -> Option<Block> {
        let object = self
            .reader
            .object(item, &["text", "who", "says", "voice"])?;
        let voice = self.reader.flag(&object, "voice");
        if object.has("text") == object.has("says") {
            self.reader.error(
                "story",
                &object.at,
                "A piece of the story is either told (`text`) or spoken (`who` and `says`). Keep one of the two.",
            );
            return None;
        }
        if object.has("text") {
            let text = self.reader.text(&object, "text")?;
            return Some(Block::Told { text, voice });
        }
        Some(Block::Spoken {
            who: self.reader.text(&object, "who")?,
            says: self.reader.text(&object, "says")?,
            voice,
        })
    }

    fn competency(&mut self, item: &Item<'_>) -> Option<CompetencyQuestion> {
        let object = self.reader.object(item, &["options"])?;
        let mut seen = BTreeSet::new();
        let mut options = Vec::new();
        for item in self
            .reader
            .list(&object, "options", *OPTIONS.start(), *OPTIONS.end())
        {
            let Some(object) = self.reader.object(&item, &["id", "credit", "why"]) else {
                continue;
            };
            let Some(id) = self.reader.id::<CompetencyId>(&object, "id") else {
                continue;
            };
            if let Some(framework) = self.framework
                && framework.competency(&id).is_none()
            {
                self.reader.error(
                    "competency",
                    &object.place("id"),
                    format!(
                        "“{id}” is not a competency of {}. Look its id up in the framework's file.",
                        framework.id()
                    ),
                );
            }
            if !seen.insert(id.clone()) {
                self.duplicate(&object, id.as_str(), "competency option");
            }
            let Some(credit) = self.credit(&object) else {
                continue;
            };
            options.push(CompetencyOption {
                id,
                credit,
                why: self.reader.text_or_empty(&object, "why"),
            });
        }
        let full = options.iter().filter(|o| o.credit == Credit::Full).count();
        if full != 1 {
            self.reader.error(
                "credit",
                &object.place("options"),
                format!("Exactly one competency has credit 1, and here {full} have. Give 1 to the one that the moment calls for most."),
            );
        }
        Some(CompetencyQuestion { options })
    }

    fn credit(&mut self, from: &Object<'_>) -> Option<Credit> {
        let item = self.reader.required(from, "credit")?;
        let credit = item.value.as_f64().and_then(Credit::from_value);
        if credit.is_none() {
            self.reader.error(
                "credit",
                &item.at,
                "A credit is 1, 0.5 or 0. Write one of these.",
            );
        }
        credit
    }

    fn responses(&mut self, from: &Object<'_>, asks: bool) -> Vec<Response> {
        let low = if asks { *OPTIONS.start() } else { 0 };
        let items = self.reader.list(from, "responses", low, *OPTIONS.end());
        let count = items.len();
        let mut seen = BTreeSet::new();
        let responses: Vec<Response> = items
            .iter()
            .filter_map(|item| {
                let response = self.response(item)?;
                if !seen.insert(response.id.clone()) {
                    self.reader.error(
                        "duplicate-id",
                        &format!("{}/id", item.at),
                        format!("The id “{}” is used twice in this step. Give each response an id of its own.", response.id),
                    );
                }
                Some(response)
            })
            .collect();
        let fits = || responses.iter().map(|r| r.fit.value());
        if count > 0 && responses.len() == count {
            if fits().max() == Some(0) {
                self.reader.error(
                    "fit",
                    &from.place("responses"),
                    "No response fits: the best has fit 0. Give the one that fits best a fit of 1 to 3.",
                );
            } else if fits().min() == fits().max() {
                self.reader.error(
                    "fit",
                    &from.place("responses"),
                    "All responses have the same fit, so there is nothing to choose. Change at least one.",
                );
            }
        }
        responses
    }

    fn response(&mut self, item: &Item<'_>) -> Option<Response> {
        let known = [
            "id", "text", "fit", "why", "drift", "unsafe", "next", "voice",
        ];
        let object = self.reader.object(item, &known)?;
        let id = self.reader.id(&object, "id");
        let text = self.reader.text(&object, "text");
        let fit = self.reader.count(&object, "fit").and_then(|value| {
            let fit = Fit::new(value);
            if fit.is_none() {
                self.reader.error(
                    "fit",
                    &object.place("fit"),
                    "A fit is 3 (fits well), 2 (fits partly), 1 (misses) or 0 (would do harm). Write one of these.",
                );
            }
            fit
        });
        let is_unsafe = self.reader.flag(&object, "unsafe");
        if is_unsafe && fit.is_some_and(|fit| fit.value() > 0) {
            self.reader.error(
                "unsafe",
                &object.place("unsafe"),
                "A response marked `unsafe` needs fit 0. Change the fit, or take the mark off.",
            );
        }
        let drift = Reader::optional(&object, "drift").and_then(|item| {
            let slug = self.reader.text_of(&item)?;
            let drift = Drift::from_slug(&slug);
            if drift.is_none() {
                self.unknown_word(&item.at, "drift", &slug, Drift::ALL, Drift::slug);
            }
            drift
        });
        let next = Reader::optional(&object, "next").and_then(|item| self.reader.id_of(&item));
        Some(Response {
            id: id?,
            text: text?,
            fit: fit?,
            why: self.reader.text_or_empty(&object, "why"),
            drift,
            is_unsafe,
            next,
            voice: self.reader.flag(&object, "voice"),
        })
    }

    fn panel(&mut self, item: &Item<'_>) -> Option<Panel> {
        let object = self.reader.object(item, &["groups"])?;
        let mut groups = Vec::new();
        for item in self.reader.list(&object, "groups", 1, 20) {
            let known = ["name", "raters", "competency", "responses"];
            let Some(object) = self.reader.object(&item, &known) else {
                continue;
            };
            let name = self.reader.text(&object, "name");
            let raters = self.reader.count(&object, "raters");
            let competency = self.votes(&object, "competency", raters);
            let responses = self.votes(&object, "responses", raters);
            if let (Some(name), Some(raters)) = (name, raters) {
                groups.push(PanelGroup {
                    name,
                    raters,
                    competency,
                    responses,
                });
            }
        }
        Some(Panel { groups })
    }

    fn votes<T: Ord + FromStr<Err = IdError>>(
        &mut self,
        from: &Object<'_>,
        field: &str,
        raters: Option<u64>,
    ) -> BTreeMap<T, u64> {
        let mut votes = BTreeMap::new();
        let Some(item) = Reader::optional(from, field) else {
            return votes;
        };
        let Some(map) = item.value.as_object() else {
            self.reader
                .expected(&item.at, "an object of ids and votes", item.value);
            return votes;
        };
        for (id, count) in map {
            match (id.parse::<T>(), count.as_u64()) {
                (Ok(id), Some(count)) if raters.is_none_or(|raters| count <= raters) => {
                    votes.insert(id, count);
                }
                _ => self.reader.error(
                    "panel",
                    &item.at,
                    format!("The votes for “{}” are not a whole number up to the number of raters. Correct them.", short(id)),
                ),
            }
        }
        votes
    }

    fn graph(&mut self, scenario: &Scenario, at: &str) {
        let mut broken = false;
        for (s, step) in scenario.steps.iter().enumerate() {
            for (r, response) in step.responses.iter().enumerate() {
                if let Some(next) = &response.next
                    && scenario.step(next).is_none()
                {
                    broken = true;
                    self.reader.error(
                        "next",
                        &format!("{at}/steps/{s}/responses/{r}/next"),
                        format!("There is no step “{next}” in this scenario. Add it, or name one that is there."),
                    );
                }
            }
        }
        if broken {
            return;
        }
        let place = |id: &StepId| {
            let index = scenario.steps.iter().position(|step| step.id == *id);
            format!("{at}/steps/{}", index.unwrap_or(0))
        };
        for id in scenario.unreachable() {
            self.reader.error(
                "unreachable",
                &place(id),
                format!("No path leads to the step “{id}”. Let a response's `next` name it, or take it out."),
            );
        }
        for id in scenario.endless() {
            self.reader.error(
                "endless",
                &place(id),
                format!("From the step “{id}” no path comes to an end. Let a response lead to an ending."),
            );
        }
    }

    fn duplicate(&mut self, object: &Object<'_>, id: &str, what: &str) {
        self.reader.error(
            "duplicate-id",
            &object.place("id"),
            format!("The id “{id}” is used twice. Give each {what} an id of its own."),
        );
    }

    fn unknown_word<T: Copy>(
        &mut self,
        at: &str,
        what: &'static str,
        word: &str,
        all: &[T],
        slug: impl Fn(T) -> &'static str,
    ) {
        let known: Vec<&str> = all.iter().map(|one| slug(*one)).collect();
        self.reader.error(
            if what == "drift" { "drift" } else { "topic" },
            at,
            format!(
                "“{}” is not a {what} that is known. Use one of {}.",
                short(word),
                known.join(", ")
            ),
        );
    }
}

/// How many raters a step's panel has, all groups together.
fn raters(step: &Step) -> u64 {
    let groups = step.panel.iter().flat_map(|panel| &panel.groups);
    groups.fold(0, |sum, group| sum.saturating_add(group.raters))
}
