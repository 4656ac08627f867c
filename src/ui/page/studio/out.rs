//! What can be done with a draft: practise it, save it in one of several formats, print it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::guest::{self, Offer};
use super::desk::Desk;
use super::losses;
use crate::engine::draft::Draft;
use crate::engine::exchange::{GiftWords, gift, loss::Report, sheet};
use crate::engine::framework::Framework;
use crate::engine::guest::Origin;
use crate::engine::id::ScenarioId;
use crate::engine::route::{StudioPage, TrainerPage};
use crate::shell::files;
use crate::ui::dom::{El, dynamic, el};
use crate::ui::words::{Key, t, tf};

/// What was just done, and what was lost by it.
#[derive(Clone, Copy)]
struct Said {
    line: RwSignal<String>,
    report: RwSignal<Option<Report>, LocalStorage>,
}

pub fn section(desk: Desk) -> El {
    let said = Said {
        line: RwSignal::new(String::new()),
        report: RwSignal::new_local(None),
    };
    let (practise, refused) = practise(desk, None, Key::StudioPractise);
    el("section")
        .attr("aria-labelledby", "out-heading")
        .add(el("h2").attr("id", "out-heading").add(Key::StudioOut))
        .add(el("p").class("small").add(Key::StudioOutMore))
        .add(
            el("div")
                .class("row")
                .add(practise)
                .add(
                    el("a")
                        .class("button")
                        .attr("href", &StudioPage::Print(desk.id()).href())
                        .add(Key::StudioPrint),
                )
                .add(
                    el("a")
                        .class("button")
                        .attr("href", &TrainerPage::Publish.href())
                        .add(Key::PublishHeading),
                ),
        )
        .add(refused)
        .add(
            el("div")
                .class("row")
                .add(saving(Key::StudioSaveJson, move || said.json(desk)))
                .add(saving(Key::StudioSaveCsv, move || said.csv(desk)))
                .add(saving(Key::StudioSaveGift, move || said.gift(desk))),
        )
        .add(
            el("p")
                .class("small")
                .attr("role", "status")
                .add(dynamic(move || said.line.get())),
        )
        .add(dynamic(move || {
            said.report
                .with(|report| report.as_ref().map(losses::of_export))
        }))
}

fn saving(name: Key, save: impl Fn() + 'static) -> El {
    el("button")
        .attr("type", "button")
        .on("click", move |_| save())
        .add(name)
}

/// The button that practises a draft, or one of its moments, without putting it on a site, and the
/// line that says why it can't be done.
pub fn practise(desk: Desk, only: Option<usize>, name: Key) -> (El, El) {
    let refused = RwSignal::new(None);
    let button = el("button")
        .class("primary")
        .attr("type", "button")
        .on("click", move |_| {
            desk.settle();
            spawn_local(async move {
                if let Some(why) = begin(desk, only).await {
                    let _ = refused.try_set(Some(why));
                }
            });
        })
        .add(name);
    let line = el("p")
        .class("small")
        .attr("role", "status")
        .add(dynamic(move || refused.get()));
    (button, line)
}

/// Goes to practise; why it can't be done, if it can't.
async fn begin(desk: Desk, only: Option<usize>) -> Option<Key> {
    // One moment can be practised while others have errors: it goes as a pack of its own.
    let mut draft = desk.read(|draft| match only {
        Some(m) => draft.part(&[m]).map(|part| Draft {
            title: draft.title.clone(),
            ..part
        }),
        None => Some(draft.clone()),
    })??;
    if draft.title.trim().is_empty() {
        draft.title = t(Key::StudioUntitledPack);
    }
    let only: Option<ScenarioId> = match only {
        Some(_) => draft.scenarios.first().and_then(|one| one.id.parse().ok()),
        None => None,
    };
    let offer = Offer {
        text: draft.to_text(),
        framework: desk.own_framework(),
        origin: Origin::Studio,
    };
    let Ok(looked) = guest::look(desk.state, offer).await else {
        return Some(Key::TroubleProgramText);
    };
    if looked.pack.is_none() {
        return Some(Key::StudioNotUsable);
    }
    desk.hand_out();
    guest::practise(desk.state, &looked, only);
    None
}

impl Said {
    /// The pack's file, as it is put on a site. A draft with errors is saved as well: it can be
    /// brought in again.
    fn json(self, desk: Desk) {
        self.save(desk, ".json", "application/json", |draft, _| {
            (draft.to_text(), None)
        });
    }

    fn csv(self, desk: Desk) {
        self.save(desk, ".csv", "text/csv", |draft, framework| {
            (sheet::write(draft, framework), None)
        });
    }

    fn gift(self, desk: Desk) {
        self.save(desk, ".gift.txt", "text/plain", |draft, framework| {
            let competency = t(Key::QuestionCompetency);
            let words = GiftWords {
                competency: &competency,
                framework,
            };
            let (text, report) = gift::write(draft, &words);
            (text, Some(report))
        });
    }

    fn save(
        self,
        desk: Desk,
        ending: &str,
        kind: &str,
        write: impl FnOnce(&Draft, Option<&Framework>) -> (String, Option<Report>),
    ) {
        desk.settle();
        let Some(draft) = desk.read(Draft::clone) else {
            return;
        };
        let (text, report) = desk.frameworks(|all| {
            let of = all.iter().find(|one| one.id().as_str() == draft.framework);
            write(&draft, of.copied())
        });
        let name = format!("{}{ending}", draft.id);
        if files::save(&name, kind, &text) {
            desk.hand_out();
            self.line.set(tf(Key::StudioSavedAs, &[("file", &name)]));
            self.report.set(report);
        } else {
            self.line.set(t(Key::StudioNotSavedAs));
            self.report.set(None);
        }
    }
}
