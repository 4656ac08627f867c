//! Diary entries.

use crate::engine::json::Value;

use super::{Fields, Record, Writer, id, list, text, text_or_null};
use crate::engine::diary::{Entry, Field, Version, Words};

impl Record for Entry {
    fn to_json(&self) -> Value {
        Writer::default()
            .with("id", text(&self.id))
            .with("created", self.created.into())
            .with_any("moment", text_or_null(self.moment.as_ref()))
            .with("now", self.now.to_json())
            .with_any("earlier", list(&self.earlier, Record::to_json))
            .done()
    }

    fn from_json(value: &Value) -> Option<Self> {
        let fields = Fields::of(value)?;
        Some(Self {
            id: fields.one("id", id)?,
            created: fields.number("created")?,
            moment: fields.optional("moment", id)?,
            now: fields.one("now", Record::from_json)?,
            earlier: fields.list("earlier", Record::from_json)?,
        })
    }
}

impl Record for Version {
    fn to_json(&self) -> Value {
        let mut writer = Writer::default().with("edited", self.edited.into());
        for field in Field::ALL {
            let words = self.words.get(field);
            if !words.is_empty() {
                writer = writer.with(field.slug(), words.into());
            }
        }
        let competency = text_or_null(self.words.competency.as_ref());
        writer.with_any("competency", competency).done()
    }

    fn from_json(value: &Value) -> Option<Self> {
        let fields = Fields::of(value)?;
        let mut words = Words::default();
        words.competency = fields.optional("competency", id)?;
        for field in Field::ALL {
            let text = fields.optional(field.slug(), Value::as_str)?;
            words.set(field, text.unwrap_or_default());
        }
        Some(Self {
            edited: fields.number("edited")?,
            words,
        })
    }
}
