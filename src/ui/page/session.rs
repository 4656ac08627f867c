//! A session on the page: content note, questions, feedback, endings.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::later::{self, Apply, Review};
use super::practice::Opened;
use crate::engine::pack::{Pack, Scenario, Step};
use crate::engine::plan::Place;
use crate::engine::practice::Mode;
use crate::engine::session::{Event, Phase, Refusal, Session};
use crate::shell::{clock, page as browser};
use crate::ui::dom::{El, View, dynamic, dynamic_on, el, views};
use crate::ui::part::{notice, question, story};
use crate::ui::state::{Site, State, Trouble, scenario_of};
use crate::ui::words::{Key, t, tf};

pub mod earlier;
mod fetch;
mod note;
pub mod outcome;
pub mod so_far;
pub mod timer;

/// What the parts of a session's page share.
#[derive(Clone, Copy)]
pub struct Play {
    state: State,
    session: RwSignal<Session, LocalStorage>,
    opened: StoredValue<Rc<Opened>, LocalStorage>,
    /// Why the last event was refused, if it was.
    refusal: RwSignal<Option<Refusal>>,
    /// Counts what has come that the page waited for.
    arrivals: RwSignal<u32>,
    /// What shows feedback, once that part of the program has come.
    review: RwSignal<Option<Review>, LocalStorage>,
    /// Why the pack of the moment at hand can't be had.
    trouble: RwSignal<Option<Trouble>, LocalStorage>,
}

/// Where a session stands, and what it stands in.
pub struct At<'a> {
    session: &'a Session,
    scenario: &'a Scenario,
    step: &'a Step,
    pack: &'a Pack,
    site: &'a Site,
}

/// What the page shows: it is drawn anew when this changes, and never while a person chooses.
#[derive(Clone, PartialEq, Eq)]
struct Shown {
    place: Option<Place>,
    step: usize,
    phase: Phase,
    arrivals: u32,
}

pub fn show(state: State, opened: &Rc<Opened>) -> View {
    let play = Play {
        state,
        session: RwSignal::new_local(opened.session.clone()),
        opened: StoredValue::new_local(opened.clone()),
        refusal: RwSignal::new(None),
        arrivals: RwSignal::new(0),
        review: RwSignal::new_local(None),
        trouble: RwSignal::new_local(None),
    };
    state.is_practising.set(true);
    play.fetch_packs();
    views![
        dynamic_on(move || play.shown(), move |shown| play.show(shown)),
        dynamic(move || play
            .review
            .get()
            .map(|review| untrack(|| (review.timer)(play))))
    ]
}

impl Play {
    fn shown(self) -> Shown {
        let arrivals = self.arrivals.get();
        self.session.with(|session| Shown {
            place: session.place().cloned(),
            step: session.answered().len(),
            phase: session.phase(),
            arrivals,
        })
    }

    fn with_opened<T>(self, read: impl FnOnce(&Opened) -> T) -> T {
        self.opened.with_value(|opened| read(opened))
    }

    fn pack(self) -> Option<Rc<Pack>> {
        let place = self
            .session
            .with_untracked(|session| session.place().cloned())?;
        self.state.pack_at_hand(&place.name.pack, place.edition)
    }

    /// Sends an event to the session, keeps what came of it, and says so if it was refused.
    fn send(self, event: &Event) {
        if *event == Event::Check {
            self.with_review(|play, review| {
                // Asked for twice while the part was on its way, it is done once.
                let phase = play.session.try_with_untracked(Session::phase);
                if phase == Some(Phase::Response) {
                    play.send_by(review.apply, &Event::Check);
                }
            });
        } else {
            self.send_by(Session::apply_unmarked, event);
        }
    }

    fn send_by(self, apply: Apply, event: &Event) {
        let pack = self.pack();
        let at = |session: &Session| (session.phase(), session.place().cloned());
        let before = self.session.with_untracked(at);
        let result = self.session.try_update(|session| {
            let place = session.place().cloned();
            let scenario = place.and_then(|place| scenario_of(pack.as_deref()?, &place));
            apply(session, event, scenario, clock::now())
        });
        match result {
            Some(Ok(())) => self.refusal.set(None),
            Some(Err(refusal)) => {
                self.refusal.set(Some(refusal));
                browser::focus_soon(question::UNANSWERED);
                return;
            }
            None => return,
        }
        let session = self.session.get_untracked();
        if session.phase() == Phase::Finished {
            self.finish(&session);
            return;
        }
        self.state
            .note_storage(self.state.records().keep_session(&session));
        let now = at(&session);
        if before.1 != now.1 {
            // Each new moment fetches its pack, and the next ones while the learner reads.
            self.fetch_packs();
        }
        if before != now {
            browser::focus_heading();
        }
    }

    /// What a finished session becomes is a matter of the part that shows feedback. Until that is
    /// there the session waits as it is.
    fn finish(self, session: &Session) {
        if self.review.get_untracked().is_none() {
            self.state
                .note_storage(self.state.records().keep_session(session));
        }
        self.with_review(|play, review| (review.finish)(play));
    }

    fn swap(self) {
        spawn_local(async move {
            let home = later::home().await;
            let Some(session) = self.session.try_get_untracked() else {
                return;
            };
            match home {
                Ok(home) => {
                    let swap =
                        |opened: &Opened| (home.swap)(self.state, &session, &opened.candidates);
                    match self.with_opened(swap) {
                        Some(place) => self.send(&Event::Swap(place)),
                        // Nothing else fits: leaving the moment out is what remains of the wish.
                        None => self.send(&Event::Skip),
                    }
                }
                Err(trouble) => {
                    self.trouble.set(Some(trouble));
                    self.arrived();
                }
            }
        });
    }

    fn show(self, shown: &Shown) -> View {
        let trouble = self.trouble.get_untracked();
        if shown.place.is_none() {
            return trouble.map_or_else(View::none, |trouble| notice::trouble(&trouble));
        }
        let body = if let Some(trouble) = trouble {
            self.trouble_view(&trouble)
        } else if shown.phase == Phase::Note {
            note::show(self, shown)
        } else {
            self.moment(shown)
        };
        views![self.progress(shown), body]
    }

    fn progress(self, shown: &Shown) -> View {
        let (done, total) = self
            .session
            .with_untracked(|session| (session.done().len(), session.form().len()));
        let at = (done + 1).to_string();
        let words = tf(
            Key::PracticeProgress,
            &[("n", &at), ("total", &total.to_string())],
        );
        // In hundredths of a moment.
        let (part, steps) = match shown.phase {
            Phase::Competency => (Some(Key::WordCompetency), 0),
            Phase::Response => (Some(Key::WordResponse), 50),
            Phase::Feedback | Phase::Ending => (Some(Key::PracticeAnswered), 100),
            Phase::Note | Phase::Finished => (None, 0),
        };
        let part = part.map(t);
        // How far a story is, the part knows that shows what came before.
        let told = self.with_at(|at| {
            let is_told = at.scenario.is_story() && shown.phase != Phase::Note;
            is_told.then(|| match self.review.get_untracked() {
                Some(review) => (review.so_far)(at),
                None => (None, 0),
            })
        });
        let (part, steps) = told.flatten().unwrap_or((part, steps));
        let part = part.map(|part| el("span").add(part));
        views![
            el("p")
                .class("progress")
                .add(el("span").add(words.clone()))
                .add(part),
            el("progress")
                .attr("max", &(100 * total).to_string())
                .attr("value", &(100 * done + steps).to_string())
                .attr("aria-label", &words)
        ]
    }

    fn moment(self, shown: &Shown) -> View {
        if self.pack().is_none() {
            return loading();
        }
        let view = self.with_at(|at| match shown.phase {
            Phase::Competency | Phase::Response => self.question(at, shown.phase),
            Phase::Feedback | Phase::Ending => self.outcome(at),
            Phase::Note | Phase::Finished => View::none(),
        });
        view.unwrap_or_else(|| {
            let place = self
                .session
                .with_untracked(|session| session.place().cloned());
            place.map_or_else(View::none, |place| {
                self.trouble_view(&Trouble::NoMoment(place.name))
            })
        })
    }

    /// What is made of where the session stands; `None` where its moment is not there.
    fn with_at<T>(self, make: impl FnOnce(&At<'_>) -> T) -> Option<T> {
        let session = self.session.try_get_untracked()?;
        let pack = self.pack()?;
        let scenario = scenario_of(&pack, session.place()?)?;
        let step = session.step(scenario)?;
        let site = self.with_opened(|opened| opened.site.clone());
        Some(make(&At {
            session: &session,
            scenario,
            step,
            pack: &pack,
            site: &site,
        }))
    }

    fn outcome(self, at: &At<'_>) -> View {
        match self.review.get_untracked() {
            Some(review) => (review.outcome)(self, at),
            None => {
                spawn_local(self.fetch_review());
                loading()
            }
        }
    }

    fn question(self, at: &At<'_>, phase: Phase) -> View {
        let At {
            session,
            scenario,
            step,
            site,
            ..
        } = *at;
        let Some(place) = session.place() else {
            return View::none();
        };
        let send = Callback::new(move |event: Event| self.send(&event));
        let is_first_question = phase == Phase::Competency || step.competency.is_none();
        let check = session.practice().mode() == Mode::Check;
        let (options, submit, event) = if phase == Phase::Competency {
            let options = question::competency(session, &place.name, step, site, send);
            (options, Key::ActionNext, Event::Next)
        } else {
            let format = session.format(scenario);
            let options = question::response(session, &place.name, step, format, send);
            let submit = if check {
                Key::ActionContinue
            } else {
                Key::ActionCheck
            };
            (options, submit, Event::Check)
        };
        let back = (!is_first_question).then(|| {
            el("button")
                .attr("type", "button")
                .on("click", move |_| self.send(&Event::Back))
                .add(Key::ActionBack)
        });
        let before = self.review.get_untracked().map(|review| review.before);
        views![
            el("h1").attr("tabindex", "-1").add(scenario.title.clone()),
            before.map(|before| before(self, at)),
            story::folding_story(step, is_first_question),
            el("form")
                .on("submit", move |submitted| {
                    submitted.prevent_default();
                    self.send(&event);
                })
                .add(options)
                .add(question::refusal_line(self.refusal, phase))
                .add(
                    el("div")
                        .class("row")
                        .add(
                            el("button")
                                .class("primary")
                                .attr("type", "submit")
                                .add(submit)
                        )
                        .add(back)
                        .add(self.skip_button())
                )
        ]
    }

    fn skip_button(self) -> El {
        el("button")
            .class("quiet")
            .attr("type", "button")
            .on("click", move |_| self.send(&Event::Skip))
            .add(Key::ActionSkip)
    }

    /// The moment can't be shown: the session goes on without it. Its feedback can't be shown: the
    /// answer is kept, and goes on as well.
    fn trouble_view(self, trouble: &Trouble) -> View {
        if *trouble == Trouble::Program {
            let next = match self.session.with_untracked(Session::phase) {
                Phase::Note => self.skip_button().view(),
                _ => continue_button(self).view(),
            };
            return views![notice::trouble(trouble), next];
        }
        views![
            notice::trouble(trouble),
            el("p").add(Key::TroubleSkip),
            el("div").class("row").add(self.skip_button())
        ]
    }
}

fn loading() -> View {
    views![
        el("h1").attr("tabindex", "-1").add(Key::PracticeTitle),
        notice::loading()
    ]
}

fn continue_button(play: Play) -> El {
    el("div").class("row").add(
        el("button")
            .class("primary")
            .attr("type", "button")
            .on("click", move |_| {
                play.trouble.set(None);
                play.send(&Event::Continue);
            })
            .add(Key::ActionContinue),
    )
}
