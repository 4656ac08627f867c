//! Bringing in what was written elsewhere: first it is shown what comes and what does not.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::drafts::List;
use super::titled;
use crate::engine::draft::{self, Draft};
use crate::engine::problem::Problem;
use crate::engine::read::MAX_PACK_BYTES;
use crate::shell::{files, page as browser};
use crate::ui::dom::{El, View, dynamic, el, views};
use crate::ui::words::{Key, t, tf, tn};

/// What was handed over, read.
#[derive(Clone)]
enum Stage {
    Nothing,
    /// It can't be taken.
    Refused(Vec<Problem>),
    /// What it gives, and what of it is lost.
    Read(Vec<Draft>, Vec<Problem>),
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
                    if let Some(file) = files::chosen(&event) {
                        spawn_local(async move {
                            let text = if file.bytes() > MAX_PACK_BYTES {
                                // Long enough to be refused for its length.
                                " ".repeat(MAX_PACK_BYTES + 1)
                            } else {
                                file.text().await.unwrap_or_default()
                            };
                            desk.take(&text);
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
                            desk.take(&text);
                        }
                    })
                    .add(Key::StudioBringRead),
            ),
        )
}

impl Desk {
    fn take(self, text: &str) {
        let reading = draft::read(text);
        let stage = match reading.thing {
            Some(draft) => Stage::Read(vec![draft], reading.problems),
            None => Stage::Refused(reading.problems),
        };
        let _ = self.stage.try_set(stage);
        browser::focus_soon("#brought");
    }

    fn show(self, stage: &Stage) -> View {
        match stage {
            Stage::Nothing => View::none(),
            Stage::Refused(problems) => views![
                el("p").class("problem").add(Key::StudioBringRefused),
                lines(problems)
            ],
            Stage::Read(drafts, lost) => self.preview(drafts, lost),
        }
    }

    fn preview(self, drafts: &[Draft], lost: &[Problem]) -> View {
        let packs: Vec<_> = drafts.iter().map(contents).collect();
        let losses = if lost.is_empty() {
            el("p").add(Key::StudioBringWhole).view()
        } else {
            views![
                el("p").add(tn(Key::StudioBringLost, lost.len())),
                lines(lost)
            ]
        };
        let taken = drafts.to_vec();
        el("div")
            .class("note")
            .add(el("h3").add(Key::StudioBringPreview))
            .add(packs)
            .add(losses)
            .add(
                el("div")
                    .class("row")
                    .add(
                        el("button")
                            .class("primary")
                            .attr("type", "button")
                            .on("click", move |_| self.accept(&taken))
                            .add(Key::StudioBringTake),
                    )
                    .add(
                        el("button")
                            .attr("type", "button")
                            .on("click", move |_| {
                                self.stage.set(Stage::Nothing);
                                browser::focus_soon("#bring-file");
                            })
                            .add(Key::StudioBringLeave),
                    ),
            )
            .view()
    }

    fn accept(self, drafts: &[Draft]) {
        let opens = drafts.len() == 1;
        for draft in drafts {
            // A pack that was brought in may have been handed out: its ids stay as they are.
            self.list.put(draft.clone(), String::new(), true, opens);
        }
        self.stage.set(Stage::Nothing);
    }
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

fn lines(problems: &[Problem]) -> El {
    const MOST: usize = 50;
    let lines: Vec<_> = problems
        .iter()
        .take(MOST)
        .map(|one| {
            let place = if one.pointer.is_empty() {
                t(Key::StudioWholeFile)
            } else {
                one.pointer.clone()
            };
            el("li")
                .attr("lang", "en")
                .add(el("b").add(place))
                .add(" ")
                .add(one.sentence.as_str())
        })
        .collect();
    el("ul").add(lines)
}
