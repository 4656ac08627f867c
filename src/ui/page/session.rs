//! A session on the page: content note, questions, feedback, endings.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::practice::Opened;
use crate::engine::pack::{Pack, Scenario, Step};
use crate::engine::plan::Place;
use crate::engine::practice::Mode;
use crate::engine::route::Route;
use crate::engine::session::{Event, Phase, Refusal, Session};
use crate::shell::{clock, page as browser};
use crate::ui::dom::{El, View, dynamic, el, views};
use crate::ui::part::{feedback, notice, question, story};
use crate::ui::state::{Site, State, Trouble, scenario_of};
use crate::ui::words::{Key, t, tf};

mod earlier;
mod note;
mod outcome;
mod timer;

/// What the parts of a session's page share.
#[derive(Clone, Copy)]
struct Play {
    state: State,
    session: RwSignal<Session, LocalStorage>,
    opened: StoredValue<Rc<Opened>, LocalStorage>,
    /// Why the last event was refused, if it was.
    refusal: RwSignal<Option<Refusal>>,
    /// Counts the packs that have come.
    arrivals: RwSignal<u32>,
    /// Why the pack of the moment at hand can't be had.
    trouble: RwSignal<Option<Trouble>, LocalStorage>,
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
        trouble: RwSignal::new_local(None),
    };
    state.is_practising.set(true);
    let shown = Memo::new(move |_| {
        let arrivals = play.arrivals.get();
        play.session.with(|session| Shown {
            place: session.place().cloned(),
            step: session.answered().len(),
            phase: session.phase(),
            arrivals,
        })
    });
    // Each new moment fetches its pack, and the next ones while the learner reads.
    Effect::new(move |before: Option<Option<Place>>| {
        let place = shown.get().place;
        if before.as_ref() != Some(&place) {
            play.fetch_packs();
        }
        place
    });
    views![
        dynamic(move || {
            let shown = shown.get();
            play.show(&shown)
        }),
        timer::show(play)
    ]
}

impl Play {
    fn with_opened<T>(self, read: impl FnOnce(&Opened) -> T) -> T {
        self.opened.with_value(|opened| read(opened))
    }

    fn pack(self) -> Option<Rc<Pack>> {
        let place = self
            .session
            .with_untracked(|session| session.place().cloned())?;
        self.state.pack_at_hand(&place.name.pack, place.edition)
    }

    fn fetch_packs(self) {
        let places = self.session.with_untracked(|session| {
            let left = session.form().iter().skip(session.done().len());
            left.cloned().collect::<Vec<Place>>()
        });
        self.trouble.set(None);
        spawn_local(async move {
            for (index, place) in places.iter().enumerate() {
                let result = self.state.pack(&place.name.pack, place.edition).await;
                match result {
                    Ok(pack) if index == 0 && scenario_of(&pack, place).is_none() => {
                        let _ = self
                            .trouble
                            .try_set(Some(Trouble::NoMoment(place.name.clone())));
                    }
                    Err(trouble) if index == 0 => {
                        let _ = self.trouble.try_set(Some(trouble));
                    }
                    _ => {}
                }
                if index == 0 {
                    let _ = self.arrivals.try_update(|count| *count += 1);
                    browser::mend_focus();
                }
            }
        });
    }

    /// Sends an event to the session, keeps what came of it, and says so if it was refused.
    fn send(self, event: &Event) {
        let pack = self.pack();
        let before = self.session.with_untracked(Session::phase);
        let result = self.session.try_update(|session| {
            let place = session.place().cloned();
            let scenario = place.and_then(|place| scenario_of(pack.as_deref()?, &place));
            session.apply(event, scenario, clock::now())
        });
        match result {
            Some(Ok(())) => self.refusal.set(None),
            Some(Err(refusal)) => {
                self.refusal.set(Some(refusal));
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
        let moved = before != session.phase() || matches!(event, Event::Skip | Event::Swap(_));
        if moved {
            browser::focus_heading();
        }
    }

    /// The attempt is kept before the session is let go: between the two, both are there.
    fn finish(self, session: &Session) {
        let records = self.state.records();
        let attempt = session.attempt(clock::now());
        if let Some(attempt) = &attempt {
            self.state.note_storage(records.keep_attempt(attempt));
        }
        records.drop_session(session.id());
        let next = attempt.map_or(Route::Home, |attempt| Route::Attempt(attempt.id));
        self.state.replace(next);
        browser::focus_heading();
    }

    fn swap(self) {
        let session = self.session.get_untracked();
        let other =
            self.with_opened(|opened| session.swap_for(&opened.candidates, &self.state.learner()));
        match other {
            Some(place) => self.send(&Event::Swap(place)),
            // Nothing else fits: leaving the moment out is what remains of the wish.
            None => self.send(&Event::Skip),
        }
    }

    fn show(self, shown: &Shown) -> View {
        if shown.place.is_none() {
            return View::none();
        }
        let body = if let Some(trouble) = self.trouble.get_untracked() {
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
        // A moment is two steps of the bar, one for each question.
        let (part, steps) = match shown.phase {
            Phase::Competency => (Some(Key::WordCompetency), 0),
            Phase::Response => (Some(Key::WordResponse), 1),
            Phase::Feedback | Phase::Ending => (Some(Key::PracticeAnswered), 2),
            Phase::Note | Phase::Finished => (None, 0),
        };
        let part = part.map(|part| el("span").add(part));
        views![
            el("p")
                .class("progress")
                .add(el("span").add(words.clone()))
                .add(part),
            el("progress")
                .attr("max", &(2 * total).to_string())
                .attr("value", &(2 * done + steps).to_string())
                .attr("aria-label", &words)
        ]
    }

    fn moment(self, shown: &Shown) -> View {
        let session = self.session.get_untracked();
        let Some(pack) = self.pack() else {
            return views![
                el("h1").attr("tabindex", "-1").add(Key::PracticeTitle),
                notice::loading()
            ];
        };
        let scenario = session.place().and_then(|place| scenario_of(&pack, place));
        let step = scenario.and_then(|scenario| Some((scenario, session.step(scenario)?)));
        let Some((scenario, step)) = step else {
            let name = session.place().map(|place| place.name.clone());
            return name.map_or_else(View::none, |name| {
                self.trouble_view(&Trouble::NoMoment(name))
            });
        };
        let site = self.with_opened(|opened| opened.site.clone());
        match shown.phase {
            Phase::Competency | Phase::Response => {
                self.question(&session, scenario, step, &site, shown.phase)
            }
            Phase::Feedback => outcome::feedback(self, &session, scenario, step, &site, &pack),
            Phase::Ending => outcome::ending(self, &session, scenario, step, &pack),
            Phase::Note | Phase::Finished => View::none(),
        }
    }

    fn question(
        self,
        session: &Session,
        scenario: &Scenario,
        step: &Step,
        site: &Site,
        phase: Phase,
    ) -> View {
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
        views![
            el("h1").attr("tabindex", "-1").add(scenario.title.clone()),
            check.then(|| earlier::show(self.state, session, site)),
            feedback::path_so_far(scenario, session.answered()),
            story::folding_story(step, t(Key::MomentSummary), is_first_question),
            el("form")
                .on("submit", move |submitted| {
                    submitted.prevent_default();
                    self.send(&event);
                })
                .add(options)
                .add(self.refusal_line())
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

    /// What is missing before it goes on.
    fn refusal_line(self) -> View {
        dynamic(move || {
            let key = match self.refusal.get()? {
                Refusal::NothingChosen => Key::RefusalNothing,
                Refusal::OneMissing => Key::RefusalOneMissing,
                Refusal::SameTwice => Key::RefusalSameTwice,
                Refusal::Unrated => Key::RefusalUnrated,
                Refusal::NotSaidHowSure => Key::RefusalSure,
                Refusal::UnknownOption | Refusal::OutOfPlace | Refusal::OtherScenario => {
                    return None;
                }
            };
            Some(el("p").class("problem").attr("role", "alert").add(key))
        })
    }

    /// The moment can't be shown: the session goes on without it.
    fn trouble_view(self, trouble: &Trouble) -> View {
        views![
            notice::trouble(trouble),
            el("p").add(Key::TroubleSkip),
            el("div").class("row").add(self.skip_button())
        ]
    }
}
