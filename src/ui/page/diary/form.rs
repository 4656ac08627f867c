//! Writing an entry, and changing one.

mod asked;

use leptos::prelude::*;

use super::{Diary, Draft, caption};
use crate::engine::diary::{Entry, Field, Kind, Version, WordsError};
use crate::engine::keep::TAB_DRAFT;
use crate::engine::save;
use crate::shell::{clock, page as browser};
use crate::ui::dom::{El, View, dynamic, el, views};
use crate::ui::state::{Site, State};
use crate::ui::words::{Key, t};

/// What names the form, and has the focus when it opens.
pub const HEADING: &str = "#write";
const ASIDE: &str = "#before-saving";

/// What is asked at once, and what of those who want to say more.
const ASKED_FIRST: [Field; 2] = [Field::Happened, Field::Next];
const ASKED_MORE: [Field; 3] = [Field::Did, Field::Taken, Field::Noticed];

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
    views![
        reminder(diary.state),
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
            .add(
                ASKED_FIRST
                    .map(|field| form.text(field))
                    .into_iter()
                    .collect::<Vec<_>>()
            )
            .add(form.more_questions())
            .add(dynamic(move || form.aside(&form.asked.get()))),
        form.dialog()
    ]
}

/// What is to be kept in mind while writing; where the words stay is said where they do stay.
fn reminder(state: State) -> El {
    let store = &state.records().store;
    let stays = !store.keeps_nothing() && !store.is_blocked();
    let private = stays.then(|| views![" ", t(Key::DiaryPrivate)]);
    el("p")
        .class("note screen")
        .add(Key::DiaryReminder)
        .add(private)
}

impl Form {
    /// The other questions, folded unless one of them is answered.
    fn more_questions(self) -> El {
        let is_answered = self.draft.with_value(|draft| {
            let words = &draft.words;
            let texts = ASKED_MORE.iter().any(|field| !words.get(*field).is_empty());
            texts || words.competency.is_some()
        });
        let texts = ASKED_MORE.map(|field| self.text(field));
        el("details")
            .class("moment")
            .flag("open", is_answered)
            .add(el("summary").add(Key::DiaryMoreQuestions))
            .add(texts.into_iter().collect::<Vec<_>>())
            .add(dynamic(move || {
                let site = self.diary.site.get();
                site.map(|site| self.competency(&site))
            }))
    }

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
                    .add(Key::DiaryCompetencyAsk),
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

    /// Keeps the entry, unless there is something to be said before.
    fn save(self, anyway: bool) {
        let draft = self.draft.get_value();
        if let Err(error) = draft.words.check() {
            self.refuse(&error);
            return;
        }
        let found = asked::found(&draft);
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
                // What found no room is held by the tab; where that can't be, its draft is.
                let is_held = records.is_held(&entry.id);
                if kept.is_ok() || is_held {
                    records.store.tab_remove(TAB_DRAFT);
                }
                self.diary.close(match (kept, is_held) {
                    (Ok(()), _) => Key::DiarySaved,
                    (Err(_), true) => Key::DiaryNoRoomTab,
                    (Err(_), false) => Key::DiaryNoRoom,
                });
            }
            Err(error) => self.refuse(&error),
        }
    }

    fn refuse(self, error: &WordsError) {
        self.asked.set(Asked::Refused(asked::refusal(error)));
        go_to(match error {
            WordsError::Empty => Field::Happened,
            WordsError::TooLong { field, .. } => *field,
        });
    }

    /// Closes the form; what was written in it goes only after a question.
    fn cancel(self) {
        let is_changed = self.draft.with_value(|draft| {
            let (there, _) = self.diary.state.records().entry(&draft.id);
            let same = there.is_some_and(|there| there.now.words == draft.words);
            !same && draft.words.check() != Err(WordsError::Empty)
        });
        if is_changed {
            browser::open_dialog(asked::DIALOG);
        } else {
            self.discard();
        }
    }

    fn discard(self) {
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

/// Moves the focus to a field, unfolded if it was folded.
fn go_to(field: Field) {
    let field = format!("#{}", field_id(field));
    browser::unfold(&field);
    browser::focus_soon(field);
}

fn field_id(field: Field) -> String {
    format!("diary-{}", field.slug())
}
