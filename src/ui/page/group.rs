//! A group's report, from pasted links and files. Nothing of it leaves the page.

mod heat;
mod intake;
mod items;
mod options;
mod people;
mod pictures;
mod report;
mod scope;
mod slices;
mod talk;
mod told;
mod work;

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use self::work::Made;
use crate::engine::cohort::who::Scope;
use crate::shell::files::{self, Handed};
use crate::shell::{guard, page as browser};
use crate::ui::dom::{El, View, dynamic, el, views};
use crate::ui::part::ask::Ask;
use crate::ui::part::notice;
use crate::ui::state::{State, Trouble};
use crate::ui::words::{Key, hundredths, t, tn};

const DIALOG: &str = "start-over";

thread_local! {
    /// The report that was made last. It stays while other pages of the site are looked at.
    static KEPT: RefCell<Option<Rc<Made>>> = const { RefCell::new(None) };
}

/// What is on the page.
#[derive(Clone)]
enum Stage {
    /// Nothing was read yet.
    Empty,
    /// It is being read.
    Working,
    /// The report.
    Made(Rc<Made>),
    /// Something of the site could not be had.
    Failed(Trouble),
}

/// The handles of the page.
#[derive(Clone, Copy)]
struct Desk {
    stage: RwSignal<Stage, LocalStorage>,
    /// How far the work is, between 0 and 1.
    share: RwSignal<f64>,
    /// Counts what was begun or called off: work of a former turn stops.
    turn: RwSignal<u32>,
    /// What stands in the field for pasting.
    pasted: StoredValue<String>,
    /// How many parts of the page something is dragged over: of one that is left the next one is
    /// entered first.
    dragged: RwSignal<u32>,
}

impl Desk {
    fn now() -> Stage {
        let kept = KEPT.with_borrow(Clone::clone);
        kept.map_or(Stage::Empty, Stage::Made)
    }

    /// Takes files that were chosen, or what was dropped. What comes while others are being read
    /// would put an end to that, so it is passed over.
    fn take(self, state: State, handed: Handed) {
        let is_working = matches!(self.stage.get_untracked(), Stage::Working);
        if !handed.is_empty() && !is_working {
            let turn = self.begin();
            spawn_local(work::take(state, self, turn, handed, kept()));
        }
    }

    /// Takes what was pasted; whether there is anything.
    fn take_pasted(self, state: State) -> bool {
        let text = self.pasted.get_value();
        let is_there = !text.trim().is_empty();
        if is_there {
            let turn = self.begin();
            spawn_local(async move {
                work::take(state, self, turn, Handed::of_text(text), kept()).await;
            });
        }
        is_there
    }

    fn rescope(self, scope: Scope) {
        if let Some(made) = kept() {
            let turn = self.begin();
            spawn_local(work::rescope(self, turn, made, scope));
        }
    }

    fn begin(self) -> u32 {
        let turn = self.turn.get_untracked() + 1;
        self.turn.set(turn);
        self.share.set(0.0);
        self.stage.set(Stage::Working);
        browser::after_drawing(|| browser::focus("#stop"));
        turn
    }

    fn stop(self) {
        self.turn.update(|turn| *turn += 1);
        self.stage.set(Self::now());
        browser::mend_focus();
    }

    /// The work is done.
    fn settle(self, stage: Stage) {
        if let Stage::Made(made) = &stage {
            let is_any = made.taken.file.results() > 0;
            KEPT.set(Some(made.clone()));
            // What gave no result stays in the field, to be mended.
            if is_any {
                self.pasted.set_value(String::new());
            }
            guard::ask_before_unload(is_any);
        }
        let _ = self.stage.try_set(stage);
        browser::after_drawing(|| browser::focus("#report"));
    }

    fn start_over(self) {
        KEPT.set(None);
        guard::ask_before_unload(false);
        self.stage.set(Stage::Empty);
        browser::mend_focus();
    }
}

fn kept() -> Option<Rc<Made>> {
    KEPT.with_borrow(Clone::clone)
}

pub fn page() -> View {
    let state = State::get();
    super::title(&t(Key::GroupHeading));
    let desk = Desk {
        stage: RwSignal::new_local(Desk::now()),
        share: RwSignal::new(0.0),
        turn: RwSignal::new(0),
        pasted: StoredValue::new(String::new()),
        dragged: RwSignal::new(0),
    };
    // What every report needs is there when the first is wanted: the site's lists, and what writes
    // numbers, which takes the browser long to make.
    spawn_local(async move {
        let _ = state.site().await;
        let _ = (tn(Key::CountResults, 1), hundredths(0.5));
    });
    droppable(state, desk)
        .add(
            el("h1")
                .class("no-print")
                .attr("tabindex", "-1")
                .add(Key::GroupHeading),
        )
        .add(dynamic(move || {
            let stage = desk.stage.get();
            untrack(|| match stage {
                Stage::Empty => views![
                    el("p").class("lead").add(Key::GroupLead),
                    intake::form(state, desk),
                    told::rules()
                ],
                Stage::Working => working(desk),
                Stage::Made(made) => report::page(state, desk, &made),
                Stage::Failed(trouble) => {
                    views![notice::trouble(&trouble), intake::form(state, desk)]
                }
            })
        }))
        .add(dialog(desk))
        .view()
}

/// All of the page, so that nothing that is dropped beside the field opens in the page's place.
fn droppable(state: State, desk: Desk) -> El {
    let dragged = desk.dragged;
    el("div")
        .class("group")
        .attr_while("data-dragged", "", move || dragged.get() > 0)
        .on("dragenter", move |event| {
            event.prevent_default();
            dragged.update(|count| *count += 1);
        })
        .on("dragover", |event| event.prevent_default())
        .on("dragleave", move |_| {
            dragged.update(|count| *count = count.saturating_sub(1));
        })
        .on("drop", move |event| {
            event.prevent_default();
            dragged.set(0);
            desk.take(state, files::dropped(&event));
        })
}

fn working(desk: Desk) -> View {
    views![
        el("p").attr("role", "status").add(Key::GroupWorking),
        el("label")
            .class("hidden")
            .attr("for", "group-progress")
            .add(Key::GroupProgress),
        dynamic(move || {
            let percent = (desk.share.get() * 100.0).round();
            el("progress")
                .attr("max", "100")
                .attr("id", "group-progress")
                .attr("value", &percent.to_string())
        }),
        el("p").class("row").add(
            el("button")
                .attr("type", "button")
                .attr("id", "stop")
                .on("click", move |_| desk.stop())
                .add(Key::GroupStop)
        )
    ]
}

fn dialog(desk: Desk) -> El {
    Ask {
        id: DIALOG,
        heading: Key::GroupDiscard,
        text: Key::GroupDiscardText,
        no: Key::GroupDiscardNo,
        yes: Key::GroupDiscardYes,
    }
    .dialog(move || desk.start_over())
}
