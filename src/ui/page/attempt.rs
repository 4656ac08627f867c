//! How it went: one attempt, with both scores, by category, and answer by answer.

use std::rc::Rc;

use leptos::prelude::*;

use crate::engine::answer::MomentAnswer;
use crate::engine::attempt::Attempt;
use crate::engine::id::SessionId;
use crate::engine::pack::Pack;
use crate::engine::practice::Practice;
use crate::engine::route::Route;
use crate::engine::session::format_of;
use crate::shell::page as browser;
use crate::ui::part::svg::{Stroke, trail};
use crate::ui::part::{answer, feedback, figures, story};
use crate::ui::state::{Site, State, Trouble};
use crate::ui::words::{self, Key, t, tf, tn};

pub fn page(id: SessionId) -> impl IntoView {
    let state = State::get();
    let Some(attempt) = state.records().attempt(&id) else {
        super::title(&t(Key::AttemptNone));
        return view! {
            <h1 tabindex="-1">{t(Key::AttemptNone)}</h1>
            <p>{t(Key::AttemptNoneText)}</p>
            <p class="row">
                <a class="button primary" href=Route::Home.href()>{t(Key::NavHome)}</a>
            </p>
        }
        .into_any();
    };
    super::title(&t(Key::AttemptHeading));
    let day = words::day(attempt.finished);
    let count = tn(Key::CountMoments, attempt.moments.len());
    let mut about = vec![day, count, words::mode(attempt.practice.mode())];
    about.extend(figures::format_line(&attempt.practice));
    let answers = answers(state, attempt.clone());
    view! {
        {trail()}
        <h1 tabindex="-1">{t(Key::AttemptHeading)}</h1>
        <p class="small">{about.join(". ")} "."</p>
        {figures::pair(attempt.figures())}
        <p class="small">{t(Key::AttemptTwoScores)}</p>
        {answers}
        {actions(&attempt)}
        <p class="small">{t(Key::AttemptSelfReported)}</p>
    }
    .into_any()
}

fn actions(attempt: &Attempt) -> AnyView {
    let missed = attempt.missed();
    let again = Practice {
        moments: missed,
        format: attempt.practice.format,
        ..Practice::default()
    };
    let again = (!again.moments.is_empty()).then(|| {
        view! {
            <a class="button primary" href=Route::Practice(again.to_string()).href()>
                {t(Key::ActionPractiseMissed)}
            </a>
        }
    });
    let new = Practice {
        n: Some(5),
        ..Practice::default()
    };
    view! {
        <div class="row">
            {again}
            <a class="button" href=Route::Practice(new.to_string()).href()>
                {t(Key::ActionPractiseNew)}
            </a>
            <button type="button" on:click=move |_| browser::print()>{t(Key::ActionPrint)}</button>
            <a class="button quiet" href=Route::Home.href()>{t(Key::NavHome)}</a>
        </div>
    }
    .into_any()
}

/// The answers, with the packs that they are about where these can still be had.
struct Reviewed {
    site: Rc<Site>,
    packs: Vec<Option<Rc<Pack>>>,
}

fn answers(state: State, attempt: Attempt) -> AnyView {
    let moments = attempt.moments.clone();
    let load = async move {
        let site = state.site().await?;
        let mut packs = Vec::new();
        for moment in &moments {
            packs.push(state.pack(&moment.name.pack, moment.edition).await.ok());
        }
        Ok::<_, Trouble>(Reviewed { site, packs })
    };
    super::when_loaded(load, move |reviewed| {
        let order = attempt.review_order();
        let sections: Vec<_> = order
            .iter()
            .filter_map(|index| {
                let moment = attempt.moments.get(*index)?;
                let pack = reviewed.packs.get(*index)?.as_deref();
                Some(section(&attempt, moment, pack, &reviewed.site))
            })
            .collect();
        view! {
            {by_category(&attempt, &reviewed.site)}
            <h2>{t(Key::AttemptAnswers)}</h2>
            <p class="small">{t(Key::AttemptAnswersMore)}</p>
            {sections}
        }
        .into_any()
    })
}

fn section(attempt: &Attempt, moment: &MomentAnswer, pack: Option<&Pack>, site: &Site) -> AnyView {
    let Some((pack, scenario)) = pack.and_then(|p| Some((p, p.scenario(&moment.name.scenario)?)))
    else {
        let name = moment.name.to_string();
        return view! { <p>{tf(Key::AttemptPackGone, &[("name", &name)])}</p> }.into_any();
    };
    let format = format_of(&attempt.practice, scenario);
    let steps: Vec<_> = moment
        .steps
        .iter()
        .filter_map(|given| {
            let step = scenario.step(&given.step)?;
            Some(view! {
                {answer::verdict(step, given, format)}
                <details class="moment">
                    <summary>{t(Key::AttemptMomentAndReasons)}</summary>
                    {story::story(step)}
                    {answer::reasons(step, given, site)}
                    {feedback::competency_note(step, site)}
                </details>
            })
        })
        .collect();
    let path = scenario
        .is_story()
        .then(|| feedback::path(scenario, &moment.steps));
    view! {
        <section>
            <h3>{scenario.title.clone()}</h3>
            {steps}
            {path}
            {feedback::closing(scenario, pack)}
        </section>
    }
    .into_any()
}

fn by_category(attempt: &Attempt, site: &Site) -> AnyView {
    let rows: Vec<_> = attempt
        .by_category()
        .into_iter()
        .map(|(id, of)| {
            let label = site.category(id.as_str()).map(|category| category.label.clone());
            view! {
                <tr>
                    <th scope="row">{label.unwrap_or_else(|| id.to_string())}</th>
                    {figures::cell(of.competency, of.count, Stroke::Competency)}
                    {figures::cell(of.response, of.count, Stroke::Response)}
                </tr>
            }
        })
        .collect();
    view! {
        <h2>{t(Key::AttemptByCategory)}</h2>
        <table class="bars">
            <caption>{t(Key::AttemptByCategoryCaption)}</caption>
            <thead>
                <tr>
                    <th scope="col">{t(Key::WordCategory)}</th>
                    <th scope="col">{t(Key::WordCompetency)}</th>
                    <th scope="col">{t(Key::WordResponse)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
