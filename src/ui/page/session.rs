//! A session on the page: content note, questions, feedback, endings.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::practice::Opened;
use crate::engine::id::ResponseId;
use crate::engine::pack::{Pack, Scenario, Step};
use crate::engine::plan::{self, Place};
use crate::engine::practice::Mode;
use crate::engine::route::Route;
use crate::engine::session::{Event, Phase, Refusal, Session};
use crate::shell::{clock, page as browser};
use crate::ui::part::{answer, feedback, notice, question, story, svg};
use crate::ui::state::{Site, State, Trouble, scenario_of};
use crate::ui::words::{self, Key, t, tf};

mod earlier;
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

pub fn view(state: State, opened: &Rc<Opened>) -> AnyView {
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
    view! {
        {move || {
            let shown = shown.get();
            play.show(&shown)
        }}
        {timer::view(play)}
    }
    .into_any()
}

impl Play {
    fn with_opened<T>(self, read: impl FnOnce(&Opened) -> T) -> T {
        self.opened.with_value(|opened| read(opened))
    }

    fn pack(self) -> Option<Rc<Pack>> {
        let place = self.session.with_untracked(|session| session.place().cloned())?;
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
                        let _ = self.trouble.try_set(Some(Trouble::NoMoment(place.name.clone())));
                    }
                    Err(trouble) if index == 0 => {
                        let _ = self.trouble.try_set(Some(trouble));
                    }
                    _ => {}
                }
                if index == 0 {
                    let _ = self.arrivals.try_update(|count| *count += 1);
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
        self.state.note_storage(self.state.records().keep_session(&session));
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
        let other = self.with_opened(|opened| {
            let learner = self.state.learner();
            let (form, at) = (session.form(), session.done().len());
            plan::swap(
                session.seed(),
                &opened.candidates,
                form,
                at,
                session.practice(),
                &learner,
            )
        });
        match other {
            Some(place) => self.send(&Event::Swap(place)),
            // Nothing else fits: leaving the moment out is what remains of the wish.
            None => self.send(&Event::Skip),
        }
    }

    fn show(self, shown: &Shown) -> AnyView {
        if shown.place.is_none() {
            return ().into_any();
        }
        let body = if let Some(trouble) = self.trouble.get_untracked() {
            self.trouble_view(&trouble)
        } else if shown.phase == Phase::Note {
            self.note(shown)
        } else {
            self.moment(shown)
        };
        view! { {self.progress(shown)} {body} }.into_any()
    }

    #[allow(clippy::cast_precision_loss)] // counts are small
    fn progress(self, shown: &Shown) -> AnyView {
        let (done, total) = self
            .session
            .with_untracked(|session| (session.done().len(), session.form().len()));
        let at = (done + 1).to_string();
        let words = tf(Key::PracticeProgress, &[("n", &at), ("total", &total.to_string())]);
        let (part, share) = match shown.phase {
            Phase::Competency => (Some(Key::WordCompetency), 0.0),
            Phase::Response => (Some(Key::WordResponse), 0.5),
            Phase::Feedback | Phase::Ending => (Some(Key::PracticeAnswered), 1.0),
            Phase::Note | Phase::Finished => (None, 0.0),
        };
        let part = part.map(|part| view! { <span>{t(part)}</span> });
        let value = (done as f64 + share).to_string();
        view! {
            <p class="progress"><span>{words.clone()}</span>{part}</p>
            <progress max=total.to_string() value=value aria-label=words></progress>
        }
        .into_any()
    }

    fn note(self, shown: &Shown) -> AnyView {
        let topics = shown.place.as_ref().map(|place| words::topics(&place.topics));
        let mode = self.session.with_untracked(|s| s.practice().mode());
        let swap = (mode == Mode::Learn).then(|| {
            view! {
                <button type="button" on:click=move |_| self.swap()>
                    {t(Key::ActionSwap)}
                </button>
            }
        });
        let explanation = match mode {
            Mode::Learn => Key::NoteText,
            Mode::Check => Key::NoteTextCheck,
        };
        view! {
            <h1 tabindex="-1">{t(Key::NoteHeading)}</h1>
            <p class="lead">{t(Key::NoteTouches)} " " <b>{topics}</b></p>
            <p>{t(explanation)}</p>
            <div class="row">
                <button class="primary" type="button" on:click=move |_| self.send(&Event::Start)>
                    {t(Key::ActionStart)}
                </button>
                {swap}
                {self.skip_button()}
            </div>
        }
        .into_any()
    }

    fn moment(self, shown: &Shown) -> AnyView {
        let session = self.session.get_untracked();
        let Some(pack) = self.pack() else {
            return view! { <h1 tabindex="-1">{t(Key::PracticeTitle)}</h1>{notice::loading()} }
                .into_any();
        };
        let scenario = session.place().and_then(|place| scenario_of(&pack, place));
        let step = scenario.and_then(|scenario| Some((scenario, session.step(scenario)?)));
        let Some((scenario, step)) = step else {
            let name = session.place().map(|place| place.name.clone());
            return name.map_or_else(
                || ().into_any(),
                |name| self.trouble_view(&Trouble::NoMoment(name)),
            );
        };
        let site = self.with_opened(|opened| opened.site.clone());
        match shown.phase {
            Phase::Competency | Phase::Response => {
                self.question(&session, scenario, step, &site, shown.phase)
            }
            Phase::Feedback => self.feedback(&session, scenario, step, &site, &pack),
            Phase::Ending => self.ending(&session, scenario, step, &pack),
            Phase::Note | Phase::Finished => ().into_any(),
        }
    }

    fn question(
        self,
        session: &Session,
        scenario: &Scenario,
        step: &Step,
        site: &Site,
        phase: Phase,
    ) -> AnyView {
        let Some(place) = session.place() else {
            return ().into_any();
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
            let submit = if check { Key::ActionContinue } else { Key::ActionCheck };
            (options, submit, Event::Check)
        };
        let back = (!is_first_question).then(|| {
            view! {
                <button type="button" on:click=move |_| self.send(&Event::Back)>
                    {t(Key::ActionBack)}
                </button>
            }
        });
        view! {
            <h1 tabindex="-1">{scenario.title.clone()}</h1>
            {check.then(|| earlier::view(self.state, session, site))}
            {feedback::path_so_far(scenario, session.answered())}
            {story::folding_story(step, t(Key::MomentSummary), is_first_question)}
            <form on:submit=move |submitted| {
                submitted.prevent_default();
                self.send(&event);
            }>
                {options} {self.refusal_line()}
                <div class="row">
                    <button class="primary" type="submit">{t(submit)}</button>
                    {back}
                    {self.skip_button()}
                </div>
            </form>
        }
        .into_any()
    }

    fn feedback(
        self,
        session: &Session,
        scenario: &Scenario,
        step: &Step,
        site: &Site,
        pack: &Pack,
    ) -> AnyView {
        let Some(given) = session.answered().last() else {
            return ().into_any();
        };
        let ends_here = !leads_on(step, given.choice.best.as_ref());
        let path = (scenario.is_story() && ends_here)
            .then(|| feedback::path(scenario, session.answered()));
        let closing = ends_here.then(|| feedback::closing(scenario, pack));
        view! {
            <section aria-label=t(Key::FeedbackRegion)>
                <h1 tabindex="-1">{t(Key::FeedbackHeading)}</h1>
                {answer::verdict(step, given, session.format(scenario))}
                {story::folding_story(step, t(Key::MomentSummary), false)}
                {answer::reasons(step, given, site)}
                {feedback::competency_note(step, site)}
                {path}
                {closing}
                {self.continue_button()}
            </section>
        }
        .into_any()
    }

    fn ending(self, session: &Session, scenario: &Scenario, step: &Step, pack: &Pack) -> AnyView {
        let is_learning = session.practice().mode() == Mode::Learn;
        let review = is_learning.then(|| {
            view! {
                <p>{step.outcome.clone()}</p>
                {feedback::path(scenario, session.answered())}
                {feedback::closing(scenario, pack)}
            }
        });
        view! {
            {svg::trail()}
            <h1 tabindex="-1">{t(Key::StoryEndHeading)}</h1>
            {story::story(step)}
            {review}
            {self.continue_button()}
        }
        .into_any()
    }

    fn continue_button(self) -> impl IntoView {
        view! {
            <div class="row">
                <button class="primary" type="button" on:click=move |_| self.send(&Event::Continue)>
                    {t(Key::ActionContinue)}
                </button>
            </div>
        }
    }

    fn skip_button(self) -> impl IntoView {
        view! {
            <button class="quiet" type="button" on:click=move |_| self.send(&Event::Skip)>
                {t(Key::ActionSkip)}
            </button>
        }
    }

    /// What is missing before it goes on.
    fn refusal_line(self) -> impl IntoView {
        move || {
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
            Some(view! { <p class="problem" role="alert">{t(key)}</p> })
        }
    }

    /// The moment can't be shown: the session goes on without it.
    fn trouble_view(self, trouble: &Trouble) -> AnyView {
        view! {
            {notice::trouble(trouble)}
            <p>{t(Key::TroubleSkip)}</p>
            <div class="row">{self.skip_button()}</div>
        }
        .into_any()
    }
}

/// Whether the chosen response leads to another step.
fn leads_on(step: &Step, chosen: Option<&ResponseId>) -> bool {
    let response = step.responses.iter().find(|r| Some(&r.id) == chosen);
    response.is_some_and(|response| response.next.is_some())
}
