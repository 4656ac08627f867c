//! Writing an entry, and changing one.

use leptos::prelude::*;

use super::{Diary, Draft, caption};
use crate::engine::diary::{Entry, Field, Kind, MAX_CHARS, Version, WordsError, identifying};
use crate::engine::keep::TAB_DRAFT;
use crate::engine::save;
use crate::shell::{clock, page as browser};
use crate::ui::dom::{El, View, dynamic, el, views};
use crate::ui::state::{Site, State};
use crate::ui::words::{Key, t, tf};

/// What names the form, and has the focus when it opens.
pub const HEADING: &str = "#write";
const ASIDE: &str = "#before-saving";

/// What is to be said before an entry is saved.
#[derive(Clone)]
enum Asked {
    Nothing,
    Refused(String),
    Found(Vec<(Field, Kind, String)>),
}

/// A form at work. Cheap to copy.
#[derive(Clone, Copy)]
struct Form {
    diary: Diary,
    draft: StoredValue<Draft>,
    asked: RwSignal<Asked>,
}

/// What this tab was writing when the page was left, unless its entry says it already.
pub fn left_over(state: State) -> Option<Draft> {
    let records = state.records();
    let text = records.store.tab_read(TAB_DRAFT)?;
    let entry: Entry = save::decode(&text).ok()?.value;
    let (there, _) = records.entry(&entry.id);
    if there
        .as_ref()
        .is_some_and(|there| there.has(&entry.now.words))
    {
        return None;
    }
    Some(Draft {
        is_new: there.is_none(),
        id: entry.id,
        moment: entry.moment,
        words: entry.now.words,
    })
}

pub fn show(diary: Diary, draft: &Draft) -> View {
    let form = Form {
        diary,
        draft: StoredValue::new(draft.clone()),
        asked: RwSignal::new(Asked::Nothing),
    };
    let heading = if draft.is_new {
        Key::DiaryWrite
    } else {
        Key::DiaryChange
    };
    let moment = draft.moment.clone();
    let about = moment.map(|moment| dynamic(move || el("p").add(diary.about(Some(&moment)))));
    let [before @ .., last] = Field::ALL;
    let before: Vec<_> = before.iter().map(|field| form.text(*field)).collect();
    views![
        el("h2")
            .attr("id", HEADING.trim_start_matches('#'))
            .attr("tabindex", "-1")
            .add(heading),
        about,
        el("form")
            .on("submit", move |submitted| {
                submitted.prevent_default();
                form.save(false);
            })
            .add(el("p").class("small").add(Key::DiaryWriteMore))
            .add(before)
            .add(dynamic(move || {
                let site = diary.site.get();
                site.map(|site| form.competency(&site))
            }))
            .add(form.text(last))
            .add(dynamic(move || form.aside(&form.asked.get())))
            .add(
                el("div")
                    .class("row")
                    .add(
                        el("button")
                            .class("primary")
                            .attr("type", "submit")
                            .add(Key::DiarySaveEntry)
                    )
                    .add(
                        el("button")
                            .attr("type", "button")
                            .on("click", move |_| form.cancel())
                            .add(Key::DiaryCancel)
                    )
            )
    ]
}

impl Form {
    fn text(self, field: Field) -> El {
        let id = field_id(field);
        let text = self.draft.with_value(|d| d.words.get(field).to_owned());
        el("p")
            .add(
                el("label")
                    .class("label")
                    .attr("for", &id)
                    .add(caption(field)),
            )
            .add(
                el("textarea")
                    .attr("id", &id)
                    .attr("rows", "3")
                    .attr("dir", "auto")
                    .on("input", move |event| {
                        let text = event_target_value(&event);
                        self.draft.update_value(|d| d.words.set(field, text));
                        self.hold();
                    })
                    .add(text),
            )
    }

    fn competency(self, site: &Site) -> El {
        let chosen = self.draft.with_value(|d| d.words.competency.clone());
        let categories = site.frameworks.iter().flat_map(|f| f.categories());
        let groups: Vec<_> = categories
            .map(|category| {
                let options: Vec<_> = category
                    .competencies
                    .iter()
                    .map(|one| {
                        el("option")
                            .attr("value", one.id.as_str())
                            .flag("selected", chosen.as_ref() == Some(&one.id))
                            .add(one.label.as_str())
                    })
                    .collect();
                el("optgroup").attr("label", &category.label).add(options)
            })
            .collect();
        el("p")
            .add(
                el("label")
                    .class("label")
                    .attr("for", "diary-competency")
                    .add(Key::DiaryCompetency),
            )
            .add(
                el("select")
                    .attr("id", "diary-competency")
                    .on("change", move |changed| {
                        let id = event_target_value(&changed).parse().ok();
                        self.draft.update_value(|d| d.words.competency = id);
                        self.hold();
                    })
                    .add(el("option").attr("value", "").add(Key::DiaryNoCompetency))
                    .add(groups),
            )
    }

    /// What stands between the fields and the buttons.
    fn aside(self, asked: &Asked) -> View {
        match asked {
            Asked::Nothing => View::none(),
            Asked::Refused(why) => el("p")
                .class("problem")
                .attr("role", "alert")
                .add(why.as_str())
                .view(),
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
                            .attr("type", "button")
                            .on("click", move |_| {
                                self.asked.set(Asked::Nothing);
                                if let Some(field) = first {
                                    browser::focus(&format!("#{}", field_id(field)));
                                }
                            })
                            .add(Key::DiaryChangeIt),
                    )
                    .add(
                        el("button")
                            .attr("type", "button")
                            .on("click", move |_| self.save(true))
                            .add(Key::DiarySaveAnyway),
                    ),
            )
            .view()
    }

    /// Keeps the entry, unless there is something to be said before.
    fn save(self, anyway: bool) {
        let draft = self.draft.get_value();
        if let Err(error) = draft.words.check() {
            self.asked.set(Asked::Refused(refusal(&error)));
            return;
        }
        let found = found(&draft);
        if !anyway && !found.is_empty() {
            self.asked.set(Asked::Found(found));
            browser::focus_soon(ASIDE);
            return;
        }
        let state = self.diary.state;
        let (records, minute) = (state.records(), clock::now() / 60_000);
        let (there, trouble) = records.entry(&draft.id);
        state.note_trouble(trouble);
        let entry = match there {
            Some(mut entry) => entry.edit(draft.words, minute).map(|()| entry),
            // New, or deleted in another tab meanwhile.
            None => Entry::new(draft.id, draft.moment, draft.words, minute),
        };
        match entry {
            Ok(entry) => {
                let kept = records.keep_entry(&entry);
                state.note_storage(kept);
                if kept.is_ok() {
                    records.store.tab_remove(TAB_DRAFT);
                }
                // What found no room is in memory; the tab's copy outlives a reload.
                self.diary.close(match kept {
                    Ok(()) => Key::DiarySaved,
                    Err(_) => Key::DiaryNoRoom,
                });
            }
            Err(error) => self.asked.set(Asked::Refused(refusal(&error))),
        }
    }

    fn cancel(self) {
        self.diary.state.records().store.tab_remove(TAB_DRAFT);
        self.diary.close(Key::DiaryNotSaved);
    }

    /// Has the tab remember what is written, in case the page is left before it is saved.
    fn hold(self) {
        let records = self.diary.state.records();
        if records.store.keeps_nothing() {
            return;
        }
        let draft = self.draft.get_value();
        if draft.words.check() == Err(WordsError::Empty) {
            records.store.tab_remove(TAB_DRAFT);
            return;
        }
        // Words that are too many to be an entry are held all the same.
        let entry = Entry {
            id: draft.id,
            created: 0,
            moment: draft.moment,
            now: Version {
                edited: 0,
                words: draft.words,
            },
            earlier: Vec::new(),
        };
        records.store.tab_write(TAB_DRAFT, &save::encode(&entry, 1));
    }
}

/// What in a draft could tell who somebody is.
fn found(draft: &Draft) -> Vec<(Field, Kind, String)> {
    let in_field = |field: &Field| {
        let (field, text) = (*field, draft.words.get(*field));
        let findings = identifying(text).into_iter();
        findings
            .map(move |one| (field, one.kind, text[one.range].to_owned()))
            .collect::<Vec<_>>()
    };
    Field::ALL.iter().flat_map(in_field).collect()
}

fn refusal(error: &WordsError) -> String {
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

fn field_id(field: Field) -> String {
    format!("diary-{}", field.slug())
}
