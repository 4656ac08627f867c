//! A session as it is kept.

use crate::engine::json::Value;

use super::{Clock, Current, Phase, Session};
use crate::engine::record::{Fields, Record, Writer, id, list, text, text_or_null, word};
use crate::engine::record::{certainty, certainty_json};

impl Record for Session {
    fn to_json(&self) -> Value {
        Writer::default()
            .with("id", text(&self.id))
            .with("token", self.token.into())
            .with("practice", self.practice.to_json())
            .with("seed", text(&self.seed))
            .with_any("asks_certainty", self.asks_certainty.into())
            .with("form", list(&self.form, Record::to_json))
            .with_any("swapped", list(&self.swapped, Record::to_json))
            .with_any("done", list(&self.done, Record::to_json))
            .with("phase", self.phase.slug().into())
            .with_any("current", self.current.to_json())
            .with("clock", self.clock.to_json())
            .done()
    }

    fn from_json(value: &Value) -> Option<Self> {
        let fields = Fields::of(value)?;
        let current: Option<Current> = fields.optional("current", Record::from_json)?;
        Some(Self {
            id: fields.one("id", id)?,
            token: fields.number("token")?.try_into().ok()?,
            practice: fields.one("practice", Record::from_json)?,
            seed: fields.one("seed", id)?,
            asks_certainty: fields.flag("asks_certainty")?,
            form: fields.list("form", Record::from_json)?,
            swapped: fields.list("swapped", Record::from_json)?,
            done: fields.list("done", Record::from_json)?,
            phase: fields.one("phase", |value| word(value, &Phase::ALL, Phase::slug))?,
            current: current.unwrap_or_default(),
            clock: fields.one("clock", Record::from_json)?,
        })
    }
}

impl Record for Current {
    fn to_json(&self) -> Value {
        Writer::default()
            .with_any("step", text_or_null(self.step.as_ref()))
            .with_any("competency", text_or_null(self.competency.as_ref()))
            .with_any("competency_sure", certainty_json(self.competency_sure))
            .with_any("choice", self.choice.to_json())
            .with_any("response_sure", certainty_json(self.response_sure))
            .with_any("answered", list(&self.answered, Record::to_json))
            .with_any("principles", list(&self.principles, text))
            .done()
    }

    fn from_json(value: &Value) -> Option<Self> {
        let fields = Fields::of(value)?;
        Some(Self {
            step: fields.optional("step", id)?,
            competency: fields.optional("competency", id)?,
            competency_sure: fields.optional("competency_sure", certainty)?,
            choice: fields
                .optional("choice", Record::from_json)?
                .unwrap_or_default(),
            response_sure: fields.optional("response_sure", certainty)?,
            answered: fields.list("answered", Record::from_json)?,
            principles: fields.list("principles", id)?,
        })
    }
}

impl Record for Clock {
    fn to_json(&self) -> Value {
        Writer::default()
            .with("last", self.last.into())
            .with("spent", self.spent.into())
            .with("extra", self.extra.into())
            .done()
    }

    fn from_json(value: &Value) -> Option<Self> {
        let fields = Fields::of(value)?;
        Some(Self {
            last: fields.number("last")?,
            spent: fields.number("spent")?,
            extra: fields.number("extra")?.try_into().ok()?,
        })
    }
}
