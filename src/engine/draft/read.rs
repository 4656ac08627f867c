//! A pack's file as a draft. What can't be taken is said in the words of [`crate::engine::reader`],
//! and nothing else is lost.

use super::{CompetencyOption, Draft, DraftScenario, DraftStep, Line, Response};
use crate::engine::framework::Reading;
use crate::engine::json::Value;
use crate::engine::pack::{Allow, Credit, PACK_FORMAT};
use crate::engine::problem::Problem;
use crate::engine::read::{MAX_PACK_BYTES, fields};
use crate::engine::reader::{Item, Object, Reader, parse_json};

/// The deepest nesting of a panel's votes that is kept; real ones have four levels.
const PANEL_DEPTH: usize = 8;

/// The draft of a pack's file, and what of the file is not in it. There is none if the text is not
/// JSON, no object, or of a newer format.
#[must_use]
pub fn read(text: &str) -> Reading<Draft> {
    match parse_json(text, MAX_PACK_BYTES) {
        Ok(value) => from_json(&value),
        Err(problem) => Reading {
            thing: None,
            problems: vec![problem],
        },
    }
}

/// As [`read`], of JSON.
#[must_use]
pub fn from_json(value: &Value) -> Reading<Draft> {
    let format = value.get("format").and_then(Value::as_u64);
    if let Some(format) = format.filter(|format| *format > PACK_FORMAT) {
        let problem = Problem::error(
            "format",
            "/format",
            format!(
                "This pack is in format {format}, and this version reads up to format {PACK_FORMAT}. Get a newer version of Alongside to use it."
            ),
        );
        return Reading {
            thing: None,
            problems: vec![problem],
        };
    }
    let mut loose = Loose::default();
    let draft = loose.draft(value);
    Reading {
        thing: draft,
        problems: loose.0.into_problems(),
    }
}

type Fields<'v> = Object<'v, true>;

#[derive(Default)]
struct Loose(Reader<true>);

impl Loose {
    fn draft(&mut self, value: &Value) -> Option<Draft> {
        let root = Item {
            value,
            at: String::new(),
        };
        let pack = self.0.object(&root, fields::PACK)?;
        let key = Reader::optional(&pack, "key").and_then(|item| self.0.object(&item, fields::KEY));
        let of_key = |loose: &mut Self, field| match &key {
            Some(key) => loose.text(key, field),
            None => String::new(),
        };
        Some(Draft {
            key_status: of_key(self, "status"),
            key_note: of_key(self, "note"),
            schema: self.text(&pack, "$schema"),
            id: self.text(&pack, "id"),
            title: self.text(&pack, "title"),
            lang: self.text(&pack, "lang"),
            version: self.text(&pack, "version"),
            framework: self.text(&pack, "framework"),
            license: self.text(&pack, "license"),
            authors: self.texts(&pack, "authors"),
            about: self.text(&pack, "about"),
            scenarios: self.all(&pack, "scenarios", Self::scenario),
        })
    }

    fn scenario(&mut self, item: &Item<'_>) -> Option<DraftScenario> {
        let scenario = self.0.object(item, fields::SCENARIO)?;
        Some(DraftScenario {
            id: self.text(&scenario, "id"),
            title: self.text(&scenario, "title"),
            setting: self.text(&scenario, "setting"),
            topics: self.texts(&scenario, "topics"),
            principles: self.texts(&scenario, "principles"),
            policy_dependent: self.text(&scenario, "policy_dependent"),
            steps: self.all(&scenario, "steps", Self::step),
            takeaway: self.text(&scenario, "takeaway"),
            reflect: self.text(&scenario, "reflect"),
            sources: self.texts(&scenario, "sources"),
            allow: self.all(&scenario, "allow", Self::allow),
        })
    }

    fn allow(&mut self, item: &Item<'_>) -> Option<Allow> {
        let allow = self.0.object(item, fields::ALLOW)?;
        Some(Allow {
            check: self.text(&allow, "check"),
            reason: self.text(&allow, "reason"),
        })
    }

    fn step(&mut self, item: &Item<'_>) -> Option<DraftStep> {
        let step = self.0.object(item, fields::STEP)?;
        let question = Reader::optional(&step, "competency")
            .and_then(|item| self.0.object(&item, fields::COMPETENCY));
        Some(DraftStep {
            id: self.text(&step, "id"),
            story: self.all(&step, "story", Self::line),
            competency: question.map_or_else(Vec::new, |question| {
                self.all(&question, "options", Self::competency)
            }),
            responses: self.all(&step, "responses", Self::response),
            outcome: self.text(&step, "outcome"),
            panel: Reader::optional(&step, "panel").and_then(|item| self.panel(&item)),
        })
    }

    fn panel(&mut self, item: &Item<'_>) -> Option<Value> {
        if item.value.as_object().is_none() || depth(item.value) > PANEL_DEPTH {
            self.0
                .expected(&item.at, "an object with the votes of groups", item.value);
            return None;
        }
        Some(item.value.clone())
    }

    fn line(&mut self, item: &Item<'_>) -> Option<Line> {
        let line = self.0.object(item, fields::BLOCK)?;
        let told = self.text(&line, "text");
        let said = self.text(&line, "says");
        // A file should have one of the two; where it has both, both are kept.
        let both = if told.is_empty() || said.is_empty() {
            ""
        } else {
            "\n"
        };
        Some(Line {
            who: self.text(&line, "who"),
            words: format!("{told}{both}{said}"),
            voice: self.0.flag(&line, "voice"),
        })
    }

    fn competency(&mut self, item: &Item<'_>) -> Option<CompetencyOption> {
        let option = self.0.object(item, fields::COMPETENCY_OPTION)?;
        let credit = Reader::optional(&option, "credit").and_then(|item| {
            let credit = item.value.as_number().and_then(Credit::from_number);
            if credit.is_none() {
                self.0.expected(&item.at, "1, 0.5 or 0", item.value);
            }
            credit
        });
        Some(CompetencyOption {
            id: self.text(&option, "id"),
            credit,
            why: self.text(&option, "why"),
        })
    }

    fn response(&mut self, item: &Item<'_>) -> Option<Response> {
        let response = self.0.object(item, fields::RESPONSE)?;
        let fit = Reader::optional(&response, "fit").and_then(|item| {
            let fit = item.value.as_u64().and_then(|fit| u8::try_from(fit).ok());
            if fit.is_none() {
                self.0.expected(&item.at, "3, 2, 1 or 0", item.value);
            }
            fit
        });
        Some(Response {
            id: self.text(&response, "id"),
            text: self.text(&response, "text"),
            fit,
            why: self.text(&response, "why"),
            drift: self.text(&response, "drift"),
            is_unsafe: self.0.flag(&response, "unsafe"),
            next: self.text(&response, "next"),
            voice: self.0.flag(&response, "voice"),
        })
    }

    /// A text that may be absent and may say anything.
    fn text(&mut self, from: &Fields<'_>, field: &str) -> String {
        let Some(item) = Reader::optional(from, field) else {
            return String::new();
        };
        self.text_of(&item).unwrap_or_default()
    }

    fn texts(&mut self, from: &Fields<'_>, field: &str) -> Vec<String> {
        self.all(from, field, Self::text_of)
    }

    fn text_of(&mut self, item: &Item<'_>) -> Option<String> {
        let text = item.value.as_str();
        if text.is_none() {
            self.0
                .expected(&item.at, "a text in double quotes", item.value);
        }
        text.map(str::to_owned)
    }

    /// The items of a list that can be taken.
    fn all<T>(
        &mut self,
        from: &Fields<'_>,
        field: &str,
        read: fn(&mut Self, &Item<'_>) -> Option<T>,
    ) -> Vec<T> {
        let items = self.0.list(from, field, 0, usize::MAX);
        items.iter().filter_map(|item| read(self, item)).collect()
    }
}

fn depth(value: &Value) -> usize {
    let deepest = |depths: &mut dyn Iterator<Item = usize>| depths.max().unwrap_or(0) + 1;
    match value {
        Value::Array(items) => deepest(&mut items.iter().map(depth)),
        Value::Object(fields) => deepest(&mut fields.values().map(depth)),
        _ => 0,
    }
}
