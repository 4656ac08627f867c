//! A group's report, from pasted links and files. Nothing of it leaves the page.

mod intake;
mod items;
mod people;
mod pictures;
mod report;
mod told;
mod work;

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use self::work::Made;
use crate::engine::cohort::who::Scope;
use crate::shell::files::{Handed, Text};
use crate::shell::{guard, page as browser};
use crate::ui::dom::{El, View, dynamic, el, views};
use crate::ui::part::notice;
use crate::ui::state::{State, Trouble};
use crate::ui::words::{Key, t};

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
}

impl Desk {
    fn now() -> Stage {
        let kept = KEPT.with_borrow(Clone::clone);
        kept.map_or(Stage::Empty, Stage::Made)
    }

    /// Takes what was handed over.
    fn take(self, state: State, handed: Handed) {
        let turn = self.begin();
        spawn_local(async move {
            let texts = handed.texts().await;
            work::take(state, self, turn, texts, kept()).await;
        });
    }

    fn take_pasted(self, state: State) {
        let text = self.pasted.get_value();
        if text.trim().is_empty() {
            return;
        }
        let turn = self.begin();
        let text = Text {
            name: String::new(),
            text: Some(text),
        };
        spawn_local(work::take(state, self, turn, vec![text], kept()));
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
            KEPT.set(Some(made.clone()));
            self.pasted.set_value(String::new());
            guard::ask_before_unload(made.taken.file.results() > 0);
        }
        let _ = self.stage.try_set(stage);
        browser::after_drawing(|| browser::focus("#report"));
    }

    fn start_over(self) {
        browser::close_dialog(DIALOG);
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
    };
    views![
        el("h1").attr("tabindex", "-1").add(Key::GroupHeading),
        el("div").class("group").add(dynamic(move || {
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
        })),
        dialog(desk)
    ]
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
    el("dialog")
        .attr("id", DIALOG)
        .attr("aria-labelledby", "start-over-heading")
        .add(
            el("h2")
                .attr("id", "start-over-heading")
                .add(Key::GroupDiscard),
        )
        .add(el("p").add(Key::GroupDiscardText))
        .add(
            el("div")
                .class("row")
                .add(
                    el("button")
                        .class("danger")
                        .attr("type", "button")
                        .on("click", move |_| desk.start_over())
                        .add(Key::GroupDiscardYes),
                )
                .add(
                    el("button")
                        .attr("type", "button")
                        .flag("autofocus", true)
                        .on("click", |_| browser::close_dialog(DIALOG))
                        .add(Key::GroupDiscardNo),
                ),
        )
}
