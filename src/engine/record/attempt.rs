//! Attempts, plans and places.

use crate::engine::json::Value;

use super::{Fields, Record, Writer, id, list, text};
use crate::engine::attempt::Attempt;
use crate::engine::plan::Place;
use crate::engine::practice::Practice;
use crate::engine::topic::Topic;

impl Record for Attempt {
    fn to_json(&self) -> Value {
        Writer::default()
            .with("id", text(&self.id))
            .with("token", self.token.into())
            .with("finished", self.finished.into())
            .with("seconds", self.seconds.into())
            .with("practice", self.practice.to_json())
            .with("seed", text(&self.seed))
            .with("moments", list(&self.moments, Record::to_json))
            .done()
    }

    fn from_json(value: &Value) -> Option<Self> {
        let fields = Fields::of(value)?;
        Some(Self {
            id: fields.one("id", id)?,
            token: fields.number("token")?.try_into().ok()?,
            finished: fields.number("finished")?,
            seconds: fields.number("seconds")?,
            practice: fields.one("practice", Record::from_json)?,
            seed: fields.one("seed", id)?,
            moments: fields.list("moments", Record::from_json)?,
        })
    }
}

/// A plan is kept as what stands in its link.
impl Record for Practice {
    fn to_json(&self) -> Value {
        text(self)
    }

    fn from_json(value: &Value) -> Option<Self> {
        let (practice, notes) = Self::parse(value.as_str()?);
        // A link is forgiven what is not understood; what the app wrote itself is understood whole.
        notes.is_empty().then_some(practice)
    }
}

impl Record for Place {
    fn to_json(&self) -> Value {
        Writer::default()
            .with("name", text(&self.name))
            .with("edition", text(&self.edition))
            .with_any("topics", list(&self.topics, |topic| topic.slug().into()))
            .done()
    }

    fn from_json(value: &Value) -> Option<Self> {
        let fields = Fields::of(value)?;
        Some(Self {
            name: fields.one("name", id)?,
            edition: fields.one("edition", id)?,
            topics: fields.list("topics", |topic| Topic::from_slug(topic.as_str()?))?,
        })
    }
}
