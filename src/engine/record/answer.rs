//! Answers, and what they earned.

use litemap::LiteMap;

use super::{Fields, Record, Writer, credit, credit_json, id, list, text, text_or_null, word};
use crate::engine::answer::{CompetencyAnswer, MomentAnswer, StepAnswer};
use crate::engine::json::{Map, Value};
use crate::engine::mark::{Choice, ResponseMark, Slip};
use crate::engine::pack::Fit;
use crate::engine::score::Certainty;
use crate::engine::topic::Drift;

/// How sure a learner said they were.
pub(in crate::engine) fn certainty(value: &Value) -> Option<Certainty> {
    word(value, &Certainty::ALL, Certainty::slug)
}

/// The word of how sure a learner said they were.
pub(in crate::engine) fn certainty_json(sure: Option<Certainty>) -> Value {
    sure.map(Certainty::slug).into()
}

impl Record for MomentAnswer {
    fn to_json(&self) -> Value {
        Writer::default()
            .with("name", text(&self.name))
            .with("edition", text(&self.edition))
            .with_any("principles", list(&self.principles, text))
            .with("steps", list(&self.steps, Record::to_json))
            .done()
    }

    fn from_json(value: &Value) -> Option<Self> {
        let fields = Fields::of(value)?;
        Some(Self {
            name: fields.one("name", id)?,
            edition: fields.one("edition", id)?,
            principles: fields.list("principles", id)?,
            steps: fields.list("steps", Record::from_json)?,
        })
    }
}

impl Record for StepAnswer {
    fn to_json(&self) -> Value {
        let competency = self.competency.as_ref().map(Record::to_json);
        Writer::default()
            .with("step", text(&self.step))
            .with_any("competency", competency.into())
            .with("choice", self.choice.to_json())
            .with("mark", self.mark.to_json())
            .with_any("sure", certainty_json(self.sure))
            .done()
    }

    fn from_json(value: &Value) -> Option<Self> {
        let fields = Fields::of(value)?;
        Some(Self {
            step: fields.one("step", id)?,
            competency: fields.optional("competency", Record::from_json)?,
            choice: fields.one("choice", Record::from_json)?,
            mark: fields.one("mark", Record::from_json)?,
            sure: fields.optional("sure", certainty)?,
        })
    }
}

impl Record for CompetencyAnswer {
    fn to_json(&self) -> Value {
        Writer::default()
            .with("chosen", text(&self.chosen))
            .with("keyed", text(&self.keyed))
            .with_any("credit", credit_json(self.credit))
            .with_any("sure", certainty_json(self.sure))
            .done()
    }

    fn from_json(value: &Value) -> Option<Self> {
        let fields = Fields::of(value)?;
        Some(Self {
            chosen: fields.one("chosen", id)?,
            keyed: fields.one("keyed", id)?,
            credit: fields.optional("credit", credit)?,
            sure: fields.optional("sure", certainty)?,
        })
    }
}

impl Record for Choice {
    fn to_json(&self) -> Value {
        let mut ratings = Map::new();
        for (response, fit) in &self.ratings {
            ratings.insert(response.to_string(), fit.value().into());
        }
        Writer::default()
            .with_any("best", text_or_null(self.best.as_ref()))
            .with_any("worst", text_or_null(self.worst.as_ref()))
            .with_any("ratings", Value::Object(ratings))
            .done()
    }

    fn from_json(value: &Value) -> Option<Self> {
        let fields = Fields::of(value)?;
        let mut ratings = LiteMap::new();
        for (response, fit) in fields.map("ratings")?.into_iter().flatten() {
            ratings.insert(response.parse().ok()?, Fit::new(fit.as_u64()?)?);
        }
        Some(Self {
            best: fields.optional("best", id)?,
            worst: fields.optional("worst", id)?,
            ratings,
        })
    }
}

impl Record for ResponseMark {
    fn to_json(&self) -> Value {
        Writer::default()
            .with_any("credit", credit_json(self.credit))
            .with_any("over_chance", credit_json(self.over_chance))
            .with_any("drift", list(&self.drift, |drift| drift.slug().into()))
            .with_any("unsafe", self.is_unsafe.into())
            .with_any("slips", list(&self.slips, Record::to_json))
            .done()
    }

    fn from_json(value: &Value) -> Option<Self> {
        let fields = Fields::of(value)?;
        Some(Self {
            credit: fields.optional("credit", credit)?,
            over_chance: fields.optional("over_chance", credit)?,
            drift: fields.list("drift", drift)?,
            is_unsafe: fields.flag("unsafe")?,
            slips: fields.list("slips", Record::from_json)?,
        })
    }
}

impl Record for Slip {
    fn to_json(&self) -> Value {
        Writer::default()
            .with("response", text(&self.response))
            .with_any("drift", self.drift.map(Drift::slug).into())
            .with_any("unsafe", self.is_unsafe.into())
            .done()
    }

    fn from_json(value: &Value) -> Option<Self> {
        let fields = Fields::of(value)?;
        Some(Self {
            response: fields.one("response", id)?,
            drift: fields.optional("drift", drift)?,
            is_unsafe: fields.flag("unsafe")?,
        })
    }
}

fn drift(value: &Value) -> Option<Drift> {
    Drift::from_slug(value.as_str()?)
}
