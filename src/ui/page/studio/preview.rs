//! A moment as a learner meets it, on a page as wide as a phone: the learner's own parts, played on
//! a session that nobody keeps.

use std::rc::Rc;

use leptos::prelude::*;

use super::desk::Desk;
use super::out;
use crate::engine::draft::DraftScenario;
use crate::engine::edition::Edition;
use crate::engine::id::MomentName;
use crate::engine::pack::{Pack, Scenario};
use crate::engine::plan::Place;
use crate::engine::practice::{Format, Practice};
use crate::engine::read::read_pack;
use crate::engine::session::{Event, Phase, Session, Start};
use crate::shell::{clock, entropy, page as browser};
use crate::ui::dom::{El, View, dynamic, dynamic_on, el, views};
use crate::ui::part::answer::{self, Seen};
use crate::ui::part::{feedback, question, story};
use crate::ui::words::{self, Key, t, tf};

/// A preview at work. Cheap to copy.
#[derive(Clone, Copy)]
struct Play {
    desk: Desk,
    pack: StoredValue<Rc<Pack>, LocalStorage>,
    session: RwSignal<Session, LocalStorage>,
    is_refused: RwSignal<bool>,
}

/// The place for a preview, which is made when it is asked for.
pub fn section(desk: Desk, m: usize) -> El {
    let shown: RwSignal<Option<Option<Play>>, LocalStorage> = RwSignal::new_local(None);
    let is_story = desk.read(|draft| draft.moment(m).is_some_and(DraftScenario::is_story));
    let name = match is_story {
        Some(true) => Key::StudioPractiseStory,
        _ => Key::StudioPractiseMoment,
    };
    let (practise, refused) = out::practise(desk, Some(m), name);
    let see = move |_| {
        shown.set(Some(begin(desk, m)));
        browser::focus_soon("#preview");
    };
    el("section")
        .attr("aria-labelledby", "preview-heading")
        .add(
            el("h2")
                .attr("id", "preview-heading")
                .add(Key::StudioPreview),
        )
        .add(el("p").class("small").add(Key::StudioPreviewMore))
        .add(
            el("div")
                .class("row")
                .add(
                    el("button")
                        .attr("type", "button")
                        .on("click", see)
                        .add(Key::StudioSee),
                )
                .add(practise),
        )
        .add(refused)
        .add(dynamic(move || {
            shown.with(|shown| match shown {
                None => View::none(),
                Some(None) => el("p")
                    .class("problem")
                    .attr("id", "preview")
                    .attr("tabindex", "-1")
                    .add(Key::StudioNoPreview)
                    .view(),
                Some(Some(play)) => play.show(),
            })
        }))
}

/// A session of one moment; `None` while the moment has errors.
fn begin(desk: Desk, m: usize) -> Option<Play> {
    let draft = desk.read(|draft| draft.part(&[m])).flatten()?;
    let text = draft.to_text();
    let pack = desk.frameworks(|frameworks| read_pack(&text, frameworks).thing)?;
    let scenario = pack.scenarios().first()?;
    let place = Place {
        name: MomentName {
            pack: pack.id().clone(),
            scenario: scenario.id.clone(),
        },
        edition: Edition::of(&pack),
        topics: scenario.topics.clone(),
    };
    let session = Session::start(Start {
        id: entropy::session_id()?,
        token: 0,
        practice: Practice::default(),
        seed: entropy::seed(),
        asks_certainty: false,
        form: vec![place],
        now: clock::now(),
    })?;
    Some(Play {
        desk,
        pack: StoredValue::new_local(Rc::new(pack)),
        session: RwSignal::new_local(session),
        is_refused: RwSignal::new(false),
    })
}

impl Play {
    fn show(self) -> View {
        el("div")
            .class("phone")
            .attr("id", "preview")
            .attr("tabindex", "-1")
            .attr("role", "group")
            .worded("aria-label", Key::StudioPreview)
            .add(dynamic_on(
                move || {
                    self.session
                        .with(|session| (session.phase(), session.answered().len()))
                },
                move |_| self.stage(),
            ))
            .view()
    }

    fn stage(self) -> View {
        let pack = self.pack.get_value();
        let Some(scenario) = pack.scenarios().first() else {
            return View::none();
        };
        let session = self.session.get_untracked();
        match session.phase() {
            Phase::Note => self.note(scenario),
            Phase::Competency | Phase::Response => self.question(&session, scenario),
            Phase::Feedback => self.feedback(&session, scenario, &pack),
            Phase::Ending => self.ending(&session, scenario, &pack),
            Phase::Finished => el("p").add(Key::StudioPreviewEnd).view(),
        }
    }

    fn note(self, scenario: &Scenario) -> View {
        let topics = words::topics(&scenario.topics);
        views![
            el("p").add(tf(Key::ScenarioTouches, &[("topics", &topics)])),
            self.go_on(Event::Start, Key::ActionStart)
        ]
    }

    fn question(self, session: &Session, scenario: &Scenario) -> View {
        let (Some(step), Some(place)) = (session.step(scenario), session.place()) else {
            return View::none();
        };
        let send = Callback::new(move |event: Event| self.send(&event));
        let site = self.desk.site_with_own();
        let (options, event, button) = if session.phase() == Phase::Competency {
            let options = question::competency(session, &place.name, step, &site, send);
            (options, Event::Next, Key::ActionNext)
        } else {
            let options = question::response(session, &place.name, step, Format::Best, send);
            (options, Event::Check, Key::ActionCheck)
        };
        views![
            el("h3").add(scenario.title.as_str()),
            story::story(step),
            el("form")
                .on("submit", |submitted| submitted.prevent_default())
                .add(options)
                .add(dynamic(move || {
                    self.is_refused.get().then(|| {
                        el("p")
                            .class("problem")
                            .attr("role", "alert")
                            .add(Key::RefusalNothing)
                    })
                }))
                .add(self.go_on(event, button))
        ]
    }

    fn feedback(self, session: &Session, scenario: &Scenario, pack: &Pack) -> View {
        let given = session.answered().last();
        let step = given.and_then(|given| scenario.step(&given.step));
        let (Some(given), Some(step)) = (given, step) else {
            return View::none();
        };
        let site = self.desk.site_with_own();
        let goes_on = scenario
            .following(step, given.choice.best.as_ref())
            .is_some();
        let closing = (!goes_on).then(|| feedback::closing(scenario, pack));
        views![
            el("h3").add(Key::FeedbackHeading),
            answer::verdict(step, given, Format::Best),
            answer::reasons(step, given, &site, Seen::Later),
            closing,
            self.go_on(Event::Continue, Key::ActionContinue)
        ]
    }

    fn ending(self, session: &Session, scenario: &Scenario, pack: &Pack) -> View {
        let Some(step) = session.step(scenario) else {
            return View::none();
        };
        views![
            el("h3").add(Key::StoryEndHeading),
            story::story(step),
            el("p").add(step.outcome.as_str()),
            feedback::closing(scenario, pack),
            self.go_on(Event::Continue, Key::ActionContinue)
        ]
    }

    fn go_on(self, event: Event, name: Key) -> El {
        el("div").class("row").add(
            el("button")
                .class("primary")
                .attr("type", "button")
                .on("click", move |_| {
                    self.send(&event);
                    if !self.is_refused.get_untracked() {
                        browser::focus_soon("#preview");
                    }
                })
                .add(t(name)),
        )
    }

    fn send(self, event: &Event) {
        let pack = self.pack.get_value();
        let taken = self
            .session
            .try_update(|session| session.apply(event, pack.scenarios().first(), clock::now()));
        self.is_refused.set(matches!(taken, Some(Err(_))));
    }
}
