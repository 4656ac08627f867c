//! The two questions and their options: native controls, each question a group with its name.

use leptos::prelude::*;

use crate::engine::id::MomentName;
use crate::engine::mark::Choice;
use crate::engine::order;
use crate::engine::pack::{CompetencyOption, Fit, Response, Step};
use crate::engine::practice::Format;
use crate::engine::score::Certainty;
use crate::engine::session::{Event, Session};
use crate::ui::state::Site;
use crate::ui::words::{self, Key, t};

/// Where events of a question go.
pub type Send = Callback<Event>;

/// A radio with its label; the whole card can be pressed.
fn choice(
    name: String,
    is_chosen: bool,
    label: AnyView,
    choose: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <label class="choice">
            <input type="radio" name=name checked=is_chosen on:change=move |_| choose() />
            <span>{label}</span>
        </label>
    }
}

/// “Which competency does this moment call for most?”
pub fn competency(
    session: &Session,
    name: &MomentName,
    step: &Step,
    site: &Site,
    send: Send,
) -> AnyView {
    let Some(question) = &step.competency else {
        return ().into_any();
    };
    let options = order::options(session.seed(), name, &step.id, &question.options, |option| {
        option.id.as_str()
    });
    let card = |option: &&CompetencyOption| {
        let id = option.id.clone();
        let label = site.label(&id);
        let wording = site.competency(&id).map(|found| found.text.clone());
        let label = view! { <b>{label}</b> " " <small>{wording}</small> }.into_any();
        let is_chosen = session.competency() == Some(&id);
        choice("competency".into(), is_chosen, label, move || {
            send.run(Event::Competency(id.clone()));
        })
    };
    let cards: Vec<_> = options.iter().map(card).collect();
    let sure = session.asks_certainty().then(|| {
        certainty(session.competency_sure(), move |sure| {
            send.run(Event::CompetencySure(sure));
        })
    });
    view! {
        <fieldset>
            <legend>{t(Key::QuestionCompetency)}</legend>
            {cards}
        </fieldset>
        {sure}
    }
    .into_any()
}

/// “Which response fits?”, in one of the three formats.
pub fn response(
    session: &Session,
    name: &MomentName,
    step: &Step,
    format: Format,
    send: Send,
) -> AnyView {
    let options = order::options(session.seed(), name, &step.id, &step.responses, |response| {
        response.id.as_str()
    });
    let chosen = session.choice();
    let groups = match format {
        Format::Best => group(Key::QuestionResponse, Part::Best, &options, chosen, send),
        Format::BestWorst => view! {
            {group(Key::QuestionBest, Part::Best, &options, chosen, send)}
            {group(Key::QuestionWorst, Part::Worst, &options, chosen, send)}
        }
        .into_any(),
        Format::Rate => ratings(&options, chosen, send),
    };
    let sure = session.asks_certainty().then(|| {
        certainty(session.response_sure(), move |sure| {
            send.run(Event::ResponseSure(sure));
        })
    });
    view! { {groups} {sure} }.into_any()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Best,
    Worst,
}

fn group(
    legend: Key,
    part: Part,
    options: &[&Response],
    chosen: &Choice,
    send: Send,
) -> AnyView {
    let card = |response: &&Response| {
        let id = response.id.clone();
        let (name, chosen) = match part {
            Part::Best => ("best", &chosen.best),
            Part::Worst => ("worst", &chosen.worst),
        };
        let label = view! { <span class="said">{response.text.clone()}</span> }.into_any();
        choice(name.into(), chosen.as_ref() == Some(&id), label, move || {
            let id = id.clone();
            send.run(match part {
                Part::Best => Event::Best(id),
                Part::Worst => Event::Worst(id),
            });
        })
    };
    let cards: Vec<_> = options.iter().map(card).collect();
    view! {
        <fieldset>
            <legend>{t(legend)}</legend>
            {cards}
        </fieldset>
    }
    .into_any()
}

fn ratings(options: &[&Response], chosen: &Choice, send: Send) -> AnyView {
    let rate = |response: &&Response| {
        let given = chosen.ratings.get(&response.id).copied();
        let name = format!("rate-{}", response.id);
        let cards: Vec<_> = Fit::ALL
            .iter()
            .map(|fit| {
                let (fit, id) = (*fit, response.id.clone());
                let label = words::fit(fit.value()).into_any();
                choice(name.clone(), given == Some(fit), label, move || {
                    send.run(Event::Rate(id.clone(), fit));
                })
            })
            .collect();
        let id = format!("{name}-text");
        let labelled_by = id.clone();
        view! {
            <fieldset class="rate" role="radiogroup" aria-labelledby=labelled_by>
                <legend id=id>{response.text.clone()}</legend>
                <div class="scale">{cards}</div>
            </fieldset>
        }
    };
    let groups: Vec<_> = options.iter().map(rate).collect();
    view! {
        <fieldset class="ratings">
            <legend>{t(Key::QuestionRate)}</legend>
            {groups}
        </fieldset>
    }
    .into_any()
}

fn certainty(given: Option<Certainty>, choose: impl Fn(Certainty) + Copy + 'static) -> AnyView {
    let card = |sure: &Certainty| {
        let sure = *sure;
        let label = words::certainty(sure).into_any();
        choice("sure".into(), given == Some(sure), label, move || choose(sure))
    };
    let cards: Vec<_> = Certainty::ALL.iter().map(card).collect();
    view! {
        <fieldset class="sure">
            <legend>{t(Key::QuestionSure)}</legend>
            <div class="scale">{cards}</div>
        </fieldset>
    }
    .into_any()
}
