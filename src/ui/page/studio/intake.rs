//! Bringing in what was written elsewhere: first it is shown what comes and what does not.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::drafts::List;
use super::{losses, titled};
use crate::engine::draft::Draft;
use crate::engine::exchange::{self, Format, Imported, MAX_BYTES, Refusal, loss::Why};
use crate::shell::{files, page as browser};
use crate::ui::dom::{El, View, dynamic, el, views};
use crate::ui::words::{Key, t, tf, tn};

/// What was handed over, read.
#[derive(Clone)]
enum Stage {
    Nothing,
    /// It can't be taken.
    Refused(Refusal),
    /// The browser could not read the file.
    Unreadable,
    /// What it gives, and what became of each thing in it.
    Read(Rc<Imported>),
}

/// The handles of the section. Cheap to copy.
#[derive(Clone, Copy)]
struct Desk {
    list: List,
    stage: RwSignal<Stage, LocalStorage>,
    pasted: StoredValue<String>,
}

pub fn section(list: List) -> El {
    let desk = Desk {
        list,
        stage: RwSignal::new_local(Stage::Nothing),
        pasted: StoredValue::new(String::new()),
    };
    el("section")
        .attr("aria-labelledby", "bring-heading")
        .add(el("h2").attr("id", "bring-heading").add(Key::StudioBring))
        .add(el("p").class("small").add(Key::StudioBringMore))
        .add(file(desk))
        .add(paste(desk))
        .add(
            el("div")
                .attr("id", "brought")
                .attr("tabindex", "-1")
                .add(dynamic(move || {
                    let stage = desk.stage.get();
                    untrack(|| desk.show(&stage))
                })),
        )
}

fn file(desk: Desk) -> El {
    el("p")
        .class("drop")
        .add(
            el("label")
                .class("label")
                .attr("for", "bring-file")
                .add(Key::StudioBringFile),
        )
        .add(
            el("input")
                .attr("id", "bring-file")
                .attr("type", "file")
                .on("change", move |event| {
                    if let Some(file) = files::chosen(&event).first() {
                        spawn_local(async move {
                            let bytes = file.bytes();
                            if bytes > MAX_BYTES {
                                desk.came(Stage::Refused(Refusal::TooLarge { bytes }));
                                return;
                            }
                            match file.content().await {
                                Some(content) => desk.take(&content),
                                None => desk.came(Stage::Unreadable),
                            }
                        });
                    }
                }),
        )
}

fn paste(desk: Desk) -> El {
    el("details")
        .class("fold")
        .add(el("summary").add(Key::StudioBringPaste))
        .add(
            el("label")
                .class("label")
                .attr("for", "bring-text")
                .add(Key::StudioBringText),
        )
        .add(
            el("textarea")
                .attr("id", "bring-text")
                .attr("rows", "6")
                .attr("spellcheck", "false")
                .on("input", move |event| {
                    desk.pasted.set_value(event_target_value(&event));
                }),
        )
        .add(
            el("p").class("row tight").add(
                el("button")
                    .attr("type", "button")
                    .on("click", move |_| {
                        let text = desk.pasted.get_value();
                        if !text.trim().is_empty() {
                            desk.take(text.as_bytes());
                        }
                    })
                    .add(Key::StudioBringRead),
            ),
        )
}

impl Desk {
    fn take(self, bytes: &[u8]) {
        self.came(match exchange::import(bytes) {
            Ok(mut imported) => {
                for draft in &mut imported.drafts {
                    self.complete(draft);
                }
                Stage::Read(Rc::new(imported))
            }
            Err(refusal) => Stage::Refused(refusal),
        });
    }

    fn came(self, stage: Stage) {
        let _ = self.stage.try_set(stage);
        browser::focus_soon("#brought");
    }

    /// Quizzes know neither language nor framework.
    fn complete(self, draft: &mut Draft) {
        let site = self.list.site.get_value();
        let fresh = Draft::begun("en", "");
        if draft.lang.is_empty() {
            draft.lang = fresh.lang;
        }
        if draft.key_status.is_empty() {
            draft.key_status = fresh.key_status;
        }
        if draft.framework.is_empty()
            && let Some(framework) = site.frameworks.first()
        {
            draft.framework = framework.id().to_string();
        }
    }

    fn show(self, stage: &Stage) -> View {
        match stage {
            Stage::Nothing => View::none(),
            Stage::Unreadable => el("p").class("problem").add(Key::StudioUnreadable).view(),
            Stage::Refused(refusal) => el("p").class("problem").add(refused(refusal)).view(),
            Stage::Read(imported) => self.preview(imported),
        }
    }

    fn preview(self, imported: &Rc<Imported>) -> View {
        let packs: Vec<_> = imported.drafts.iter().map(contents).collect();
        let is_quiz = !matches!(imported.format, Format::Pack | Format::Sheet);
        let has_points = imported
            .report
            .losses
            .iter()
            .any(|loss| matches!(loss.why, Why::AsFit(_)));
        let losses = if imported.report.losses.is_empty() {
            el("p").add(Key::StudioBringWhole).view()
        } else {
            losses::of_import(&imported.report)
        };
        let heading = if packs.is_empty() {
            Key::StudioBringNone
        } else {
            Key::StudioBringPreview
        };
        let format = t(match imported.format {
            Format::Pack => Key::StudioFormatPack,
            Format::Sheet => Key::StudioFormatSheet,
            Format::Gift => Key::StudioFormatGift,
            Format::Aiken => Key::StudioFormatAiken,
            Format::MoodleXml => Key::StudioFormatMoodleXml,
        });
        let taken = imported.clone();
        let take = (!packs.is_empty()).then(|| {
            el("button")
                .class("primary")
                .attr("type", "button")
                .on("click", move |_| self.accept(&taken))
                .add(Key::StudioBringTake)
        });
        el("div")
            .class("note")
            .add(el("h3").add(heading))
            .add(
                el("p")
                    .class("small")
                    .add(tf(Key::StudioBringReadAs, &[("format", &format)])),
            )
            .add(packs)
            .add(has_points.then(|| el("p").add(Key::StudioBringRule)))
            .add(is_quiz.then(|| el("p").add(Key::StudioBringGaps)))
            .add(
                el("div").class("row").add(take).add(
                    el("button")
                        .attr("type", "button")
                        .on("click", move |_| {
                            self.stage.set(Stage::Nothing);
                            browser::focus_soon("#bring-file");
                        })
                        .add(Key::StudioBringLeave),
                ),
            )
            .add(el("h3").add(Key::StudioLossReport))
            .add(losses)
            .view()
    }

    fn accept(self, imported: &Imported) {
        let opens = imported.drafts.len() == 1;
        for draft in &imported.drafts {
            // A pack may have been handed out, and so may the one that a sheet was made of: its ids
            // stay as they are. Those of a quiz are new.
            let is_settled = matches!(imported.format, Format::Pack | Format::Sheet);
            let mut draft = draft.clone();
            if !is_settled {
                let id = if draft.id.is_empty() {
                    &draft.title
                } else {
                    &draft.id
                };
                draft.id = self.list.free_id(id);
            }
            self.list.put(draft, String::new(), is_settled, opens);
        }
        self.stage.set(Stage::Nothing);
        if !opens {
            browser::focus_soon("#drafts");
        }
    }
}

fn refused(refusal: &Refusal) -> View {
    let line = |n: usize, key| tf(key, &[("n", &n.to_string())]);
    crate::ui::dom::view(match refusal {
        // The checker speaks English.
        Refusal::NotAPack(problem) => {
            return el("span")
                .attr("lang", "en")
                .add(problem.sentence.as_str())
                .view();
        }
        Refusal::TooLarge { bytes } => {
            let values = [
                ("n", &*bytes.to_string()),
                ("most", &*MAX_BYTES.to_string()),
            ];
            tf(Key::StudioRefusalTooLarge, &values)
        }
        Refusal::NotUtf8 { line: n } => line(*n, Key::StudioRefusalNotUtf8),
        Refusal::NotXml { line: n } => line(*n, Key::StudioRefusalNotXml),
        Refusal::OtherXml(name) => tf(Key::StudioRefusalOtherXml, &[("name", name)]),
        Refusal::Empty => t(Key::StudioRefusalEmpty),
        Refusal::Utf16 => t(Key::StudioRefusalUtf16),
        Refusal::NotText => t(Key::StudioRefusalNotText),
        Refusal::Unknown => t(Key::StudioRefusalUnknown),
        Refusal::DocumentType => t(Key::StudioRefusalDocumentType),
        Refusal::TooMuch => t(Key::StudioRefusalTooMuch),
    })
}

/// What a draft holds: its title, and those of its moments.
fn contents(draft: &Draft) -> View {
    const MOST: usize = 12;
    let titles: Vec<_> = draft
        .scenarios
        .iter()
        .take(MOST)
        .map(|one| el("li").add(titled(&one.title, Key::StudioUntitledMoment)))
        .collect();
    let more = draft.scenarios.len().saturating_sub(MOST);
    let more = (more > 0).then(|| el("p").class("small").add(tn(Key::StudioAndMore, more)));
    let title = titled(&draft.title, Key::StudioUntitledPack);
    let count = tn(Key::CountMoments, draft.scenarios.len());
    let values = [("title", title.as_str()), ("count", count.as_str())];
    views![
        el("p").add(tf(Key::StudioBringOne, &values)),
        el("ul").add(titles),
        more
    ]
}
