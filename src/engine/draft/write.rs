//! A draft as a pack's file.

use super::{CompetencyOption, Draft, DraftScenario, DraftStep, Line, Response};
use crate::engine::json::{self, Value};
use crate::engine::order;
use crate::engine::pack::{Allow, Credit, PACK_FORMAT};
use crate::engine::record::{Writer, list};

/// The fields of a pack in the order in which people write them. Names that are not here, such as
/// the ids of a panel's votes, come last and by the alphabet.
const ORDER: &[&str] = &[
    "$schema",
    "format",
    "id",
    "check",
    "reason",
    "name",
    "raters",
    "text",
    "who",
    "says",
    "voice",
    "credit",
    "fit",
    "why",
    "drift",
    "unsafe",
    "next",
    "title",
    "lang",
    "version",
    "framework",
    "license",
    "authors",
    "about",
    "key",
    "status",
    "note",
    "scenarios",
    "setting",
    "topics",
    "principles",
    "policy_dependent",
    "steps",
    "story",
    "competency",
    "responses",
    "outcome",
    "panel",
    "takeaway",
    "reflect",
    "sources",
    "allow",
];

impl Draft {
    /// The draft as the JSON of a pack. A field that says nothing is left out, as long as the
    /// format allows that it is absent.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let key = Writer::default()
            .with("status", self.key_status.as_str().into())
            .with_any("note", some(&self.key_note))
            .done();
        Writer::default()
            .with_any("$schema", some(&self.schema))
            .with("format", PACK_FORMAT.into())
            .with("id", self.id.as_str().into())
            .with("title", self.title.as_str().into())
            .with("lang", self.lang.as_str().into())
            .with_any("version", some(&self.version))
            .with("framework", self.framework.as_str().into())
            .with_any("license", some(&self.license))
            .with_any("authors", texts(&self.authors))
            .with_any("about", some(&self.about))
            .with("key", key)
            .with("scenarios", list(&self.scenarios, DraftScenario::to_json))
            .done()
    }

    /// The draft as the text of a pack's file, for people to read and edit.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        pretty(&self.to_json(), 0, &mut out);
        out.push('\n');
        out
    }
}

impl DraftScenario {
    fn to_json(&self) -> Value {
        Writer::default()
            .with("id", self.id.as_str().into())
            .with("title", self.title.as_str().into())
            .with_any("setting", some(&self.setting))
            .with_any("topics", texts(&self.topics))
            .with_any("principles", texts(&self.principles))
            .with_any("policy_dependent", some(&self.policy_dependent))
            .with("steps", list(&self.steps, DraftStep::to_json))
            .with_any("takeaway", some(&self.takeaway))
            .with_any("reflect", some(&self.reflect))
            .with_any("sources", texts(&self.sources))
            .with_any("allow", list(&self.allow, allow))
            .done()
    }
}

impl DraftStep {
    fn to_json(&self) -> Value {
        let writer = Writer::default()
            .with("id", self.id.as_str().into())
            .with("story", list(&self.story, Line::to_json));
        let writer = if self.competency.is_empty() {
            writer
        } else {
            let options = list(&self.competency, CompetencyOption::to_json);
            let question = Writer::default().with("options", options).done();
            writer.with("competency", question)
        };
        let writer = writer
            .with_any("responses", list(&self.responses, Response::to_json))
            .with_any("outcome", some(&self.outcome));
        match &self.panel {
            Some(panel) => writer.with("panel", panel.clone()).done(),
            None => writer.done(),
        }
    }
}

impl Line {
    /// Whether somebody says it.
    #[must_use]
    pub fn is_spoken(&self) -> bool {
        !self.who.is_empty()
    }

    fn to_json(&self) -> Value {
        let words = self.words.as_str().into();
        let writer = if self.is_spoken() {
            let who = self.who.as_str().into();
            Writer::default().with("who", who).with("says", words)
        } else {
            Writer::default().with("text", words)
        };
        writer.with_any("voice", self.voice.into()).done()
    }
}

impl CompetencyOption {
    fn to_json(&self) -> Value {
        Writer::default()
            .with("id", self.id.as_str().into())
            .with_any("credit", self.credit.map_or(Value::Null, credit))
            .with_any("why", some(&self.why))
            .done()
    }
}

impl Response {
    fn to_json(&self) -> Value {
        Writer::default()
            .with("id", self.id.as_str().into())
            .with("text", self.text.as_str().into())
            .with_any("fit", self.fit.into())
            .with_any("why", some(&self.why))
            .with_any("drift", some(&self.drift))
            .with_any("unsafe", self.is_unsafe.into())
            .with_any("next", some(&self.next))
            .with_any("voice", self.voice.into())
            .done()
    }
}

fn allow(allow: &Allow) -> Value {
    Writer::default()
        .with("check", allow.check.as_str().into())
        .with("reason", allow.reason.as_str().into())
        .done()
}

/// A text, or nothing if it is empty.
fn some(text: &str) -> Value {
    Some(text).filter(|text| !text.is_empty()).into()
}

fn texts(texts: &[String]) -> Value {
    Value::Array(texts.iter().map(|text| text.as_str().into()).collect())
}

fn credit(credit: Credit) -> Value {
    match credit {
        Credit::None => 0_u8.into(),
        Credit::Half => Value::Number(json::Number::half()),
        Credit::Full => 1_u8.into(),
    }
}

/// Objects and lists over several lines, unless they are short and hold nothing that has lines.
fn pretty(value: &Value, depth: usize, out: &mut String) {
    const SHORT: usize = 80;
    let line = json::to_text(value);
    let holds_deep = |value: &Value| matches!(value, Value::Array(_) | Value::Object(_));
    match value {
        Value::Array(items) if line.len() > SHORT || items.iter().any(holds_deep) => {
            rows(items.iter(), '[', ']', depth, out, |item, out| {
                pretty(item, depth + 1, out);
            });
        }
        Value::Object(fields) if !fields.is_empty() => {
            let rank = |name: &str| ORDER.iter().position(|known| *known == name);
            let fields = order::sorted(fields.iter().collect(), |(name, _)| {
                (rank(name).unwrap_or(ORDER.len()) as u64, (*name).clone())
            });
            rows(fields.into_iter(), '{', '}', depth, out, |field, out| {
                json::quote(field.0, out);
                out.push_str(": ");
                pretty(field.1, depth + 1, out);
            });
        }
        _ => out.push_str(&line),
    }
}

fn rows<T>(
    things: impl Iterator<Item = T>,
    open: char,
    close: char,
    depth: usize,
    out: &mut String,
    mut write: impl FnMut(T, &mut String),
) {
    let indent = |depth: usize, out: &mut String| {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", depth));
    };
    out.push(open);
    for (at, thing) in things.enumerate() {
        if at > 0 {
            out.push(',');
        }
        indent(depth + 1, out);
        write(thing, out);
    }
    indent(depth, out);
    out.push(close);
}
