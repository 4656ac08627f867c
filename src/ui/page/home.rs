//! Where everything begins: go on, practise, or look around.

use std::rc::Rc;

use leptos::prelude::*;

use crate::engine::attempt::Attempt;
use crate::engine::id::MomentName;
use crate::engine::index::{PackEntry, ScenarioEntry};
use crate::engine::practice::Practice;
use crate::engine::route::Route;
use crate::engine::session::{Phase, Session};
use crate::ui::part::{figures, svg};
use crate::ui::state::{Site, State};
use crate::ui::words::{self, Key, t, tf, tn};

/// How many of the last results are listed.
const LAST_RESULTS: usize = 3;

pub fn page() -> impl IntoView {
    let state = State::get();
    super::title(&t(Key::HomeTitle));
    // Drawn anew when another tab finishes something.
    move || {
        state.changes.track();
        let (sessions, trouble) = state.records().sessions();
        state.note_trouble(trouble);
        let (attempts, trouble) = state.records().attempts();
        state.note_trouble(trouble);
        let open: Vec<Session> = sessions
            .into_iter()
            .filter(|session| session.phase() != Phase::Finished)
            .collect();
        if open.is_empty() && attempts.is_empty() {
            first_visit(state)
        } else {
            later_visit(state, &open, &attempts)
        }
    }
}

fn first_visit(state: State) -> AnyView {
    view! {
        {svg::trail()}
        <h1 tabindex="-1">{t(Key::HomeFirstHeading)}</h1>
        <p class="lead">{t(Key::HomeFirstLead)}</p>
        {practise_now()}
        <p class="small">
            {t(Key::HomeKept)} " " <a href=Route::Settings.href()>{t(Key::HomeKeepNothing)}</a>
        </p>
        <h2>{t(Key::HomeLookAround)}</h2>
        <ul role="list" class="list">
            <li>
                <a href=Route::Library.href()>
                    <b>{t(Key::NavLibrary)}</b> " " <small>{t(Key::HomeLibrary)}</small>
                </a>
            </li>
            <li>
                <a href=Route::Framework.href()>
                    <b>{t(Key::NavFramework)}</b> " " <small>{t(Key::HomeFramework)}</small>
                </a>
            </li>
        </ul>
        {choices(state)}
    }
    .into_any()
}

fn later_visit(state: State, open: &[Session], attempts: &[Attempt]) -> AnyView {
    let go_on: Vec<_> = open.iter().map(go_on).collect();
    let results: Vec<_> = attempts.iter().take(LAST_RESULTS).map(result).collect();
    let results = (!results.is_empty()).then(|| {
        view! {
            <h2>{t(Key::HomeLastResults)}</h2>
            <ul role="list" class="list">{results}</ul>
        }
    });
    view! {
        <h1 tabindex="-1">{t(Key::HomeLaterHeading)}</h1>
        {go_on}
        {practise_now()}
        {results}
        {choices(state)}
    }
    .into_any()
}

fn practise_now() -> impl IntoView {
    let practice = Practice {
        n: Some(5),
        ..Practice::default()
    };
    view! {
        <a
            class="button primary start"
            href=link(&practice)
            aria-label=t(Key::HomePractiseNow)
            aria-describedby="practise-now-more"
        >
            {t(Key::HomePractiseNow)} " "
            <small id="practise-now-more">{t(Key::HomePractiseNowMore)}</small>
        </a>
    }
}

fn go_on(session: &Session) -> impl IntoView + use<> {
    let at = (session.done().len() + 1).to_string();
    let total = session.form().len().to_string();
    let more = tf(Key::PracticeProgress, &[("n", &at), ("total", &total)]);
    view! {
        <a class="button start" href=link(session.practice())>
            {t(Key::HomeContinue)} " " <small>{more}</small>
        </a>
    }
}

fn result(attempt: &Attempt) -> impl IntoView + use<> {
    let href = Route::Attempt(attempt.id.clone()).href();
    let day = words::day(attempt.finished);
    let count = tn(Key::CountMoments, attempt.moments.len());
    let line = figures::line(attempt.figures());
    view! {
        <li>
            <a href=href>
                <b>{day}</b> " " <small>{count} ". " {line}</small>
            </a>
        </li>
    }
}

/// Stories, packs and categories; the page is of use before they are there, and without them.
fn choices(state: State) -> AnyView {
    super::when_loaded(state.site(), move |site: &Rc<Site>| {
        let stories: Vec<_> = site
            .index
            .scenarios()
            .filter(|(_, scenario)| scenario.is_story())
            .map(|(pack, scenario)| story(pack, scenario))
            .collect();
        let stories = (!stories.is_empty()).then(|| {
            view! {
                <h2>{t(Key::HomeStories)}</h2>
                <p class="small">{t(Key::HomeStoriesMore)}</p>
                <ul role="list" class="list">{stories}</ul>
            }
        });
        let packs: Vec<_> = site.index.packs.iter().filter_map(pack).collect();
        view! {
            {stories}
            <h2>{t(Key::HomeByPack)}</h2>
            <ul role="list" class="list">{packs}</ul>
            <h2>{t(Key::HomeByCategory)}</h2>
            <ul role="list" class="list short">{categories(site)}</ul>
        }
        .into_any()
    })
}

fn story(pack: &PackEntry, scenario: &ScenarioEntry) -> impl IntoView + use<> {
    let name = MomentName {
        pack: pack.id.clone(),
        scenario: scenario.id.clone(),
    };
    view! {
        <li>
            <a href=Route::Scenario(name).href()>
                <b>{scenario.title.clone()}</b> " "
                <small>{tn(Key::CountSteps, scenario.steps)}</small>
            </a>
        </li>
    }
}

/// A pack with single moments; one with stories alone is listed with these.
fn pack(pack: &PackEntry) -> Option<impl IntoView + use<>> {
    let moments = pack.scenarios.iter().filter(|s| !s.is_story()).count();
    let practice = Practice {
        packs: vec![pack.id.clone()],
        n: Some(5),
        ..Practice::default()
    };
    let (title, about) = (pack.title.clone(), pack.about.clone());
    (moments > 0).then(|| {
        view! {
            <li>
                <a href=link(&practice)>
                    <b>{title}</b> " " <small>{tn(Key::CountMoments, moments)} ". " {about}</small>
                </a>
            </li>
        }
    })
}

fn categories(site: &Site) -> AnyView {
    let count = |id: &str| {
        let keyed = site.index.scenarios().filter(|(_, scenario)| {
            let first = scenario.competencies.first();
            !scenario.is_story() && first.is_some_and(|of| of.category_str() == id)
        });
        keyed.count()
    };
    let categories = site.frameworks.iter().flat_map(|f| f.categories());
    let items = categories.filter_map(|category| {
        let practice = Practice {
            categories: vec![category.id.clone()],
            n: Some(5),
            ..Practice::default()
        };
        let moments = count(category.id.as_str());
        let label = category.label.clone();
        (moments > 0).then(|| {
            view! {
                <li>
                    <a href=link(&practice)>
                        <b>{label}</b> " " <small>{tn(Key::CountMoments, moments)}</small>
                    </a>
                </li>
            }
        })
    });
    items.collect_view().into_any()
}

fn link(practice: &Practice) -> String {
    Route::Practice(practice.to_string()).href()
}
