//! What is asked and said before an entry is saved or let go of.

use leptos::prelude::*;

use super::{ASIDE, Asked, Form, go_to};
use crate::engine::diary::{Field, Kind, MAX_CHARS, WordsError, identifying};
use crate::ui::dom::{El, View, el, views};
use crate::ui::page::diary::{Draft, caption};
use crate::ui::part::ask::Ask;
use crate::ui::words::{Key, t, tf};

pub(super) const DIALOG: &str = "discard-entry";

impl Form {
    /// What ends the writing.
    fn buttons(self) -> El {
        el("div")
            .class("row")
            .add(
                el("button")
                    .class("primary")
                    .attr("type", "submit")
                    .add(Key::DiarySaveEntry),
            )
            .add(self.cancelling())
    }

    fn cancelling(self) -> El {
        el("button")
            .attr("type", "button")
            .on("click", move |_| self.cancel())
            .add(Key::DiaryCancel)
    }

    /// What stands below the fields: the buttons, or what is asked in place of them.
    pub(super) fn aside(self, asked: &Asked) -> View {
        match asked {
            Asked::Nothing => self.buttons().view(),
            Asked::Refused(why) => views![
                el("p")
                    .class("problem")
                    .attr("role", "alert")
                    .add(why.as_str()),
                self.buttons()
            ],
            Asked::Found(found) => self.findings(found),
        }
    }

    fn findings(self, found: &[(Field, Kind, String)]) -> View {
        let first = found.first().map(|(field, ..)| *field);
        let lines: Vec<_> = found
            .iter()
            .map(|(field, kind, text)| {
                let kind = match kind {
                    Kind::Phone => Key::DiaryFoundPhone,
                    Kind::Email => Key::DiaryFoundEmail,
                    Kind::Date => Key::DiaryFoundDate,
                };
                let values = [("text", text.as_str()), ("field", &*t(caption(*field)))];
                el("li").add(tf(kind, &values))
            })
            .collect();
        el("section")
            .class("notice")
            .attr("id", ASIDE.trim_start_matches('#'))
            .attr("tabindex", "-1")
            .attr("aria-labelledby", "before-saving-heading")
            .add(
                el("h3")
                    .attr("id", "before-saving-heading")
                    .add(Key::DiaryFound),
            )
            .add(el("ul").add(lines))
            .add(el("p").add(Key::DiaryFoundMore))
            .add(
                el("div")
                    .class("row")
                    .add(
                        el("button")
                            .class("primary")
                            .attr("type", "button")
                            .on("click", move |_| {
                                self.asked.set(Asked::Nothing);
                                if let Some(field) = first {
                                    go_to(field);
                                }
                            })
                            .add(Key::DiaryChangeIt),
                    )
                    .add(
                        el("button")
                            .attr("type", "button")
                            .on("click", move |_| self.save(true))
                            .add(Key::DiarySaveAnyway),
                    )
                    .add(self.cancelling()),
            )
            .view()
    }

    pub(super) fn dialog(self) -> El {
        Ask {
            id: DIALOG,
            heading: Key::DiaryDiscardHeading,
            text: Key::DiaryDiscardText,
            no: Key::DiaryDiscardNo,
            yes: Key::DiaryDiscard,
        }
        .dialog(move || self.discard())
    }
}

/// What in a draft could tell who somebody is.
pub(super) fn found(draft: &Draft) -> Vec<(Field, Kind, String)> {
    let in_field = |field: &Field| {
        let (field, text) = (*field, draft.words.get(*field));
        let findings = identifying(text).into_iter();
        findings
            .map(move |one| (field, one.kind, text[one.range].to_owned()))
            .collect::<Vec<_>>()
    };
    Field::ALL.iter().flat_map(in_field).collect()
}

pub(super) fn refusal(error: &WordsError) -> String {
    match error {
        WordsError::Empty => t(Key::DiaryNothingWritten),
        WordsError::TooLong { field, chars } => tf(
            Key::DiaryTooLong,
            &[
                ("field", &*t(caption(*field))),
                ("n", &chars.to_string()),
                ("most", &MAX_CHARS.to_string()),
            ],
        ),
    }
}
