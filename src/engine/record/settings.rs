//! Settings: the one record that is read whatever it says. What can't be read has its default,
//! since a learner would rather set one thing again than all.

use crate::engine::json::Value;

use super::{Fields, Record, Writer, text_or_null};
use crate::engine::settings::{Settings, TextSize, Theme};
use crate::engine::topic::{Topic, Topics};

impl Record for Settings {
    fn to_json(&self) -> Value {
        let avoided = self.avoided.iter().map(|topic| topic.slug().into());
        Writer::default()
            .with_any("lang", text_or_null(self.lang.as_ref()))
            .with_any("theme", self.theme.slug().into())
            .with_any("text", self.text.slug().into())
            .with_any("avoided", Value::Array(avoided.collect()))
            .with_any("sure", self.sure.into())
            .with_any("marks", self.marks.into())
            .done()
    }

    fn from_json(value: &Value) -> Option<Self> {
        let fields = Fields::of(value)?;
        let (theme, size) = (fields.text("theme"), fields.text("text"));
        let theme = Theme::ALL.into_iter().find(|one| one.slug() == theme);
        let size = TextSize::ALL.into_iter().find(|one| one.slug() == size);
        let mut avoided = Topics::default();
        // A topic of a newer version is passed over; those beside it stay avoided.
        for topic in fields.items("avoided").unwrap_or_default() {
            avoided.extend(topic.as_str().and_then(Topic::from_slug));
        }
        Some(Self {
            lang: fields.string("lang"),
            theme: theme.unwrap_or_default(),
            text: size.unwrap_or_default(),
            avoided,
            sure: fields.flag("sure").unwrap_or_default(),
            marks: fields.flag("marks").unwrap_or_default(),
        })
    }
}
