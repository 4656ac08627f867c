//! The two questions and their options: native controls, each question a group with its name.

use leptos::prelude::*;

use crate::engine::id::MomentName;
use crate::engine::mark::Choice;
use crate::engine::order;
use crate::engine::pack::{CompetencyOption, Fit, Response, Step};
use crate::engine::practice::Format;
use crate::engine::score::Certainty;
use crate::engine::session::{Event, Phase, Refusal, Session};
use crate::ui::dom::{El, View, dynamic, el, view, views};
use crate::ui::state::{Site, State};
use crate::ui::words::{self, Key};

/// What is missing is said by the element of that id, beneath the questions.
const REFUSAL: &str = "missing";
/// The first option of the first question in which nothing is chosen.
pub const UNANSWERED: &str = "form fieldset:not(:has(:checked)) input";

/// Where events of a question go.
pub type Send = Callback<Event>;

/// A radio with its label; the whole card can be pressed.
pub fn choice(name: &str, is_chosen: bool, label: View, choose: impl Fn() + 'static) -> El {
    el("label")
        .class("choice")
        .add(
            el("input")
                .attr("type", "radio")
                .attr("name", name)
                .flag("checked", is_chosen)
                .on("change", move |_| choose()),
        )
        .add(el("span").add(label))
}

/// What is missing before it goes on.
pub fn refusal_line(refusal: RwSignal<Option<Refusal>>, phase: Phase) -> View {
    dynamic(move || {
        let key = match refusal.get()? {
            Refusal::NothingChosen if phase == Phase::Competency => Key::RefusalCompetency,
            Refusal::NothingChosen => Key::RefusalNothing,
            Refusal::OneMissing => Key::RefusalOneMissing,
            Refusal::SameTwice => Key::RefusalSameTwice,
            Refusal::Unrated => Key::RefusalUnrated,
            Refusal::NotSaidHowSure => Key::RefusalSure,
            Refusal::UnknownOption | Refusal::OutOfPlace | Refusal::OtherScenario => {
                return None;
            }
        };
        Some(
            el("p")
                .class("problem")
                .attr("role", "alert")
                .attr("id", REFUSAL)
                .add(key),
        )
    })
}

/// A question, which says what is missing where it is unanswered.
fn fieldset() -> El {
    el("fieldset").attr("aria-describedby", REFUSAL)
}

/// “Which competency does this moment call for most?”
pub fn competency(
    session: &Session,
    name: &MomentName,
    step: &Step,
    site: &Site,
    send: Send,
) -> View {
    let Some(question) = &step.competency else {
        return View::none();
    };
    let options = order::options(
        session.seed(),
        name,
        &step.id,
        &question.options,
        |option| option.id.as_str(),
    );
    let card = |option: &&CompetencyOption| {
        let id = option.id.clone();
        let label = site.label(&id);
        let wording = site.competency(&id).map(|found| found.text.clone());
        let label = views![el("b").add(label), " ", el("small").add(wording)];
        let is_chosen = session.competency() == Some(&id);
        choice("competency", is_chosen, label, move || {
            send.run(Event::Competency(id.clone()));
        })
    };
    let cards: Vec<_> = options.iter().map(card).collect();
    let sure = session.asks_certainty().then(|| {
        // How it is marked is to be known before.
        let is_marked = State::get().settings.get_untracked().marks;
        let rule = is_marked.then(|| el("p").class("small").add(Key::QuestionMarks));
        certainty(rule, session.competency_sure(), move |sure| {
            send.run(Event::CompetencySure(sure));
        })
    });
    views![
        fieldset()
            .add(el("legend").add(Key::QuestionCompetency))
            .add(cards),
        sure
    ]
}

/// “Which response fits?”, in one of the three formats.
pub fn response(
    session: &Session,
    name: &MomentName,
    step: &Step,
    format: Format,
    send: Send,
) -> View {
    let options = order::options(
        session.seed(),
        name,
        &step.id,
        &step.responses,
        |response| response.id.as_str(),
    );
    let chosen = session.choice();
    let groups = match format {
        Format::Best => group(Key::QuestionResponse, Part::Best, &options, chosen, send),
        Format::BestWorst => views![
            group(Key::QuestionBest, Part::Best, &options, chosen, send),
            group(Key::QuestionWorst, Part::Worst, &options, chosen, send)
        ],
        Format::Rate => ratings(&options, chosen, send),
    };
    let sure = session.asks_certainty().then(|| {
        certainty(None, session.response_sure(), move |sure| {
            send.run(Event::ResponseSure(sure));
        })
    });
    views![groups, sure]
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Best,
    Worst,
}

fn group(legend: Key, part: Part, options: &[&Response], chosen: &Choice, send: Send) -> View {
    let card = |response: &&Response| {
        let id = response.id.clone();
        let (name, chosen) = match part {
            Part::Best => ("best", &chosen.best),
            Part::Worst => ("worst", &chosen.worst),
        };
        let label = el("span").class("said").add(response.text.clone()).view();
        choice(name, chosen.as_ref() == Some(&id), label, move || {
            let id = id.clone();
            send.run(match part {
                Part::Best => Event::Best(id),
                Part::Worst => Event::Worst(id),
            });
        })
    };
    let cards: Vec<_> = options.iter().map(card).collect();
    fieldset().add(el("legend").add(legend)).add(cards).view()
}

fn ratings(options: &[&Response], chosen: &Choice, send: Send) -> View {
    let rate = |response: &&Response| {
        let given = chosen.ratings.get(&response.id).copied();
        let name = format!("rate-{}", response.id);
        let cards: Vec<_> = Fit::ALL
            .iter()
            .map(|fit| {
                let (fit, id) = (*fit, response.id.clone());
                let label = view(words::fit(fit.value()));
                choice(&name, given == Some(fit), label, move || {
                    send.run(Event::Rate(id.clone(), fit));
                })
            })
            .collect();
        let id = format!("{name}-text");
        let labelled_by = id.clone();
        fieldset()
            .class("rate")
            .attr("role", "radiogroup")
            .attr("aria-labelledby", &labelled_by)
            .add(el("legend").attr("id", &id).add(response.text.clone()))
            .add(el("div").class("scale").add(cards))
    };
    let groups: Vec<_> = options.iter().map(rate).collect();
    el("fieldset")
        .class("ratings")
        .add(el("legend").add(Key::QuestionRate))
        .add(groups)
        .view()
}

fn certainty(
    rule: Option<El>,
    given: Option<Certainty>,
    choose: impl Fn(Certainty) + Copy + 'static,
) -> View {
    let card = |sure: &Certainty| {
        let sure = *sure;
        let label = view(words::certainty(sure));
        choice("sure", given == Some(sure), label, move || choose(sure))
    };
    let cards: Vec<_> = Certainty::ALL.iter().map(card).collect();
    fieldset()
        .class("sure")
        .add(el("legend").add(Key::QuestionSure))
        .add(rule)
        .add(el("div").class("scale").add(cards))
        .view()
}
