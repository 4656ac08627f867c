//! How it went: one attempt, with both scores, by category, and answer by answer.

use std::rc::Rc;

use crate::engine::answer::MomentAnswer;
use crate::engine::attempt::Attempt;
use crate::engine::id::SessionId;
use crate::engine::pack::Pack;
use crate::engine::practice::Practice;
use crate::engine::route::Route;
use crate::engine::session::format_of;
use crate::shell::page as browser;
use crate::ui::dom::{View, el, views};
use crate::ui::part::svg::{Stroke, trail};
use crate::ui::part::{answer, feedback, figures, story};
use crate::ui::state::{Site, State, Trouble};
use crate::ui::words::{self, Key, t, tf, tn};

pub fn page(id: SessionId) -> View {
    let state = State::get();
    let (attempt, trouble) = state.records().attempt(&id);
    state.note_trouble(trouble);
    let Some(attempt) = attempt else {
        super::title(&t(Key::AttemptNone));
        return views![
            el("h1").attr("tabindex", "-1").add(Key::AttemptNone),
            el("p").add(Key::AttemptNoneText),
            el("p").class("row").add(
                el("a")
                    .class("button primary")
                    .attr("href", &Route::Home.href())
                    .add(Key::NavHome)
            )
        ];
    };
    super::title(&t(Key::AttemptHeading));
    let day = words::day(attempt.finished);
    let count = tn(Key::CountMoments, attempt.moments.len());
    let mut about = vec![day, count, words::mode(attempt.practice.mode())];
    about.extend(figures::format_line(&attempt.practice));
    let answers = answers(state, attempt.clone());
    views![
        trail(),
        el("h1").attr("tabindex", "-1").add(Key::AttemptHeading),
        el("p").class("small").add(about.join(". ")).add("."),
        figures::pair(attempt.figures()),
        el("p").class("small").add(Key::AttemptTwoScores),
        answers,
        actions(&attempt),
        el("p").class("small").add(Key::AttemptSelfReported)
    ]
}

fn actions(attempt: &Attempt) -> View {
    let missed = attempt.missed();
    let again = Practice {
        moments: missed,
        format: attempt.practice.format,
        ..Practice::default()
    };
    let again = (!again.moments.is_empty()).then(|| {
        el("a")
            .class("button primary")
            .attr("href", &Route::Practice(again.to_string()).href())
            .add(Key::ActionPractiseMissed)
    });
    let new = Practice {
        n: Some(5),
        ..Practice::default()
    };
    el("div")
        .class("row")
        .add(again)
        .add(
            el("a")
                .class("button")
                .attr("href", &Route::Practice(new.to_string()).href())
                .add(Key::ActionPractiseNew),
        )
        .add(
            el("button")
                .attr("type", "button")
                .on("click", move |_| browser::print())
                .add(Key::ActionPrint),
        )
        .add(
            el("a")
                .class("button quiet")
                .attr("href", &Route::Home.href())
                .add(Key::NavHome),
        )
        .view()
}

/// The answers, with the packs that they are about where these can still be had.
struct Reviewed {
    site: Rc<Site>,
    packs: Vec<Option<Rc<Pack>>>,
}

fn answers(state: State, attempt: Attempt) -> View {
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
        views![
            by_category(&attempt, &reviewed.site),
            el("h2").add(Key::AttemptAnswers),
            el("p").class("small").add(Key::AttemptAnswersMore),
            sections
        ]
    })
}

fn section(attempt: &Attempt, moment: &MomentAnswer, pack: Option<&Pack>, site: &Site) -> View {
    let Some((pack, scenario)) = pack.and_then(|p| Some((p, p.scenario(&moment.name.scenario)?)))
    else {
        let name = moment.name.to_string();
        return el("p")
            .add(tf(Key::AttemptPackGone, &[("name", &name)]))
            .view();
    };
    let format = format_of(&attempt.practice, scenario);
    let last = moment.steps.len().saturating_sub(1);
    let steps: Vec<_> = moment
        .steps
        .iter()
        .enumerate()
        .filter_map(|(index, given)| {
            let step = scenario.step(&given.step)?;
            let closing = (index == last).then(|| feedback::closing(scenario, pack));
            Some(views![
                answer::verdict(step, given, format),
                el("details")
                    .class("moment")
                    .add(el("summary").add(Key::AttemptMomentAndReasons))
                    .add(story::story(step))
                    .add(answer::reasons(step, given, site))
                    .add(feedback::competency_note(step, site))
                    .add(closing)
            ])
        })
        .collect();
    let path = scenario
        .is_story()
        .then(|| feedback::path(scenario, &moment.steps));
    el("section")
        .add(el("h3").add(scenario.title.clone()))
        .add(steps)
        .add(path)
        .view()
}

fn by_category(attempt: &Attempt, site: &Site) -> View {
    let rows: Vec<_> = attempt
        .by_category()
        .into_iter()
        .map(|(id, of)| {
            let label = site
                .category(id.as_str())
                .map(|category| category.label.clone());
            el("tr")
                .add(
                    el("th")
                        .attr("scope", "row")
                        .add(label.unwrap_or_else(|| id.to_string())),
                )
                .add(figures::cell(of.competency, of.count, Stroke::Competency))
                .add(figures::cell(of.response, of.count, Stroke::Response))
        })
        .collect();
    views![
        el("h2").add(Key::AttemptByCategory),
        el("table")
            .class("bars")
            .add(el("caption").add(Key::AttemptByCategoryCaption))
            .add(
                el("thead").add(
                    el("tr")
                        .add(el("th").attr("scope", "col").add(Key::WordCategory))
                        .add(el("th").attr("scope", "col").add(Key::WordCompetency))
                        .add(el("th").attr("scope", "col").add(Key::WordResponse))
                )
            )
            .add(el("tbody").add(rows))
    ]
}
