//! Where everything begins: go on, practise, or look around.

mod shown;

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::later;
use super::practice::candidates;
use shown::{Open, Shown, in_progress, shown};

use crate::engine::attempt::Attempt;
use crate::engine::id::MomentName;
use crate::engine::index::{PackEntry, ScenarioEntry};
use crate::engine::keep::LastExport;
use crate::engine::practice::Practice;
use crate::engine::route::Route;
use crate::shell::{clock, page as browser};
use crate::ui::dom::{El, View, classes, dynamic, dynamic_on, el, view, views};
use crate::ui::part::{figures, kept, svg, version};
use crate::ui::state::{Site, State, Trouble};
use crate::ui::words::{self, Key, t, tf, tn};

/// How many of the last results are listed.
const LAST_RESULTS: usize = 3;

pub fn page() -> View {
    let state = State::get();
    super::title(&t(Key::HomeTitle));
    // Drawn anew when another tab finishes something, and for nothing else that it does: the focus
    // stays where it is.
    let visit = dynamic_on(
        move || shown(state),
        move |shown| {
            if shown.is_first {
                first_visit(state)
            } else {
                later_visit(state, shown)
            }
        },
    );
    views![version::notice(state), visit]
}

fn first_visit(state: State) -> View {
    views![
        svg::trail(),
        el("h1").attr("tabindex", "-1").add(Key::HomeFirstHeading),
        el("p").class("lead").add(Key::HomeFirstLead),
        practise_now(true),
        kept::where_kept(state),
        el("h2").add(Key::HomeLookAround),
        el("ul")
            .class("list")
            .attr("role", "list")
            .add(
                el("li").add(
                    el("a")
                        .attr("href", &Route::Library.href())
                        .add(el("b").add(Key::NavLibrary))
                        .add(" ")
                        .add(el("small").add(Key::HomeLibrary))
                )
            )
            .add(
                el("li").add(
                    el("a")
                        .attr("href", &Route::Framework.href())
                        .add(el("b").add(Key::NavFramework))
                        .add(" ")
                        .add(el("small").add(Key::HomeFramework))
                )
            ),
        choices(state)
    ]
}

fn later_visit(state: State, shown: &Shown) -> View {
    let attempts = &shown.attempts;
    let to_go_on = dynamic_on(
        move || in_progress(state),
        move |open| {
            let open: Vec<_> = open.iter().map(|session| go_on(state, session)).collect();
            view(open)
        },
    );
    // The focus stays on it while another tab goes on.
    let afresh = dynamic_on(
        move || in_progress(state).is_empty(),
        |is_first| view(practise_now(*is_first)),
    );
    let results: Vec<_> = attempts.iter().map(result).collect();
    let results = (!results.is_empty()).then(|| {
        views![
            el("h2").add(Key::HomeLastResults),
            el("ul").class("list").attr("role", "list").add(results)
        ]
    });
    views![
        el("h1").attr("tabindex", "-1").add(Key::HomeLaterHeading),
        kept::nothing_is_kept(state),
        to_go_on,
        afresh,
        (!attempts.is_empty()).then(|| for_now(state)),
        shown.wants_reminder.then(|| reminder(state)),
        results,
        choices(state)
    ]
}

/// Once after so many attempts: that they are here only, and how to take them along.
fn reminder(state: State) -> View {
    let put_away = move |_| {
        let records = state.records();
        let last = LastExport {
            is_dismissed: true,
            ..records.last_export()
        };
        state.note_storage(records.note_export(last));
        state.changes.update(|count| *count += 1);
        browser::mend_focus();
    };
    el("div")
        .class("notice")
        .add(el("p").add(Key::HomeExport))
        .add(
            el("p")
                .class("row")
                .add(
                    el("a")
                        .class("button")
                        .attr("href", &Route::Settings.href())
                        .add(Key::HomeExportGo),
                )
                .add(
                    el("button")
                        .class("quiet")
                        .attr("type", "button")
                        .on("click", put_away)
                        .add(Key::HomeExportLater),
                ),
        )
        .view()
}

/// The way in; it steps back where something waits to be gone on with.
fn practise_now(is_first: bool) -> View {
    let practice = Practice {
        n: Some(5),
        ..Practice::default()
    };
    views![
        el("a")
            .class(&classes("button start", &[("primary", is_first)]))
            .attr("href", &link(&practice))
            .attr("aria-describedby", "practise-now-more")
            .add(Key::HomePractiseNow),
        el("p")
            .class("small")
            .attr("id", "practise-now-more")
            .add(Key::HomePractiseNowMore)
    ]
}

/// Why “Practise now” would bring what it brings. It is left out where the part
/// of the program that knows can't be had: one can practise without.
fn for_now(state: State) -> View {
    let load = async move {
        let all = candidates(state, &Practice::default()).await?;
        Ok::<_, Trouble>((later::now().await?, all))
    };
    let loaded = RwSignal::new_local(None);
    spawn_local(async move {
        if let Ok(now) = load.await {
            // Home may have been left meanwhile.
            let _ = loaded.try_set(Some(now));
        }
    });
    dynamic(move || {
        loaded.with(|loaded| {
            let (now, all) = loaded.as_ref()?;
            Some(untrack(|| (now.lines)(state, all)))
        })
    })
}

fn go_on(state: State, session: &Open) -> El {
    let id = session.id.clone();
    let (at, total) = ((session.done + 1).to_string(), session.total.to_string());
    let more = tf(Key::PracticeProgress, &[("n", &at), ("total", &total)]);
    el("a")
        .class("button primary start")
        .attr("href", &Route::Practice(session.practice.clone()).href())
        // Whoever asks for it need not be asked again.
        .on("click", move |_| state.records().take_up(&id))
        .add(Key::HomeContinue)
        .add(" ")
        .add(el("small").add(more))
}

fn result(attempt: &Attempt) -> El {
    let href = Route::Attempt(attempt.id.clone()).href();
    let day = day(attempt.finished);
    let count = tn(Key::CountMoments, attempt.moments.len());
    let line = figures::line(attempt.figures());
    el("li").add(
        el("a")
            .attr("href", &href)
            .add(el("b").add(day))
            .add(" ")
            .add(el("small").add(count).add(". ").add(line)),
    )
}

/// A day; with its year, where that is not this one.
fn day(minute: u64) -> String {
    let (then, ..) = clock::local_day(minute).civil();
    let (now, ..) = clock::today().civil();
    if then == now {
        words::day(minute)
    } else {
        words::date(minute)
    }
}

/// Stories, packs and categories; the page is of use before they are there, and without them.
fn choices(state: State) -> View {
    super::when_loaded(state.site(), move |site: &Rc<Site>| {
        let stories: Vec<_> = site
            .index
            .scenarios()
            .filter(|(_, scenario)| scenario.is_story())
            .map(|(pack, scenario)| story(pack, scenario))
            .collect();
        let packs: Vec<_> = site.index.packs.iter().filter_map(pack).collect();
        views![
            fold(
                Key::HomeByCategory,
                Key::HomeByCategoryMore,
                categories(site)
            ),
            fold(Key::HomeByPack, Key::HomeByPackMore, packs),
            fold(Key::HomeStories, Key::HomeStoriesMore, stories)
        ]
    })
}

/// One way to choose, folded: together they are too many to be read.
fn fold(heading: Key, more: Key, items: Vec<El>) -> Option<El> {
    (!items.is_empty()).then(|| {
        el("details")
            .class("fold")
            .add(
                el("summary")
                    .add(el("h2").add(heading))
                    .add(el("small").add(more)),
            )
            .add(el("ul").class("list").attr("role", "list").add(items))
    })
}

fn story(pack: &PackEntry, scenario: &ScenarioEntry) -> El {
    let name = MomentName {
        pack: pack.id.clone(),
        scenario: scenario.id.clone(),
    };
    el("li").add(
        el("a")
            .attr("href", &Route::Scenario(name).href())
            .add(el("b").add(scenario.title.clone()))
            .add(" ")
            .add(el("small").add(tn(Key::CountSteps, scenario.steps))),
    )
}

/// A pack with single moments; one with stories alone is listed with these.
fn pack(pack: &PackEntry) -> Option<El> {
    let moments = pack.scenarios.iter().filter(|s| !s.is_story()).count();
    let practice = Practice {
        packs: vec![pack.id.clone()],
        n: Some(5),
        ..Practice::default()
    };
    let about = match &*pack.about {
        "" => tn(Key::CountMoments, moments),
        about => about.to_owned(),
    };
    (moments > 0).then(|| {
        el("li").add(
            el("a")
                .attr("href", &link(&practice))
                .add(el("b").add(pack.title.clone()))
                .add(" ")
                .add(el("small").add(about)),
        )
    })
}

fn categories(site: &Site) -> Vec<El> {
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
            el("li").add(
                el("a")
                    .attr("href", &link(&practice))
                    .add(el("b").add(label))
                    .add(" ")
                    .add(el("small").add(tn(Key::CountMoments, moments))),
            )
        })
    });
    items.collect()
}

fn link(practice: &Practice) -> String {
    Route::Practice(practice.to_string()).href()
}
