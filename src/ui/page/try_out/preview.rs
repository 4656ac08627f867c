//! What a pack is, before anything of it is practised or kept.

use std::rc::Rc;

use leptos::prelude::*;

use super::{Desk, OUTCOME, Step};
use crate::engine::guest::{Origin, Summary};
use crate::engine::id::CompetencyId;
use crate::engine::problem::Problem;
use crate::shell::page as browser;
use crate::ui::dom::{El, View, el, views};
use crate::ui::page::guest::{self, Looked};
use crate::ui::words::{self, Key, t, tf, tn};

/// The most problems that are listed.
const MAX_LISTED: usize = 50;

pub fn show(desk: Desk, looked: &Rc<Looked>) -> View {
    let inside = match &looked.pack {
        Some((_, pack)) => about(desk, looked, &Summary::of(pack)),
        None => unusable(looked),
    };
    el("section")
        .class("card")
        .attr("id", OUTCOME.trim_start_matches('#'))
        .attr("tabindex", "-1")
        .attr("aria-labelledby", "outcome-heading")
        .add(inside)
        .view()
}

/// Where a pack came from, in words.
pub fn origin(origin: &Origin) -> String {
    match origin {
        Origin::File(name) => tf(Key::TryFromFile, &[("file", name)]),
        Origin::Pasted => t(Key::TryFromPaste),
        Origin::Address(address) => tf(Key::TryFromAddress, &[("address", address)]),
        Origin::Studio => t(Key::TryFromStudio),
    }
}

/// How many moments and stories it has, in words.
pub fn counts(moments: usize, stories: usize) -> String {
    let counts = [(Key::CountMoments, moments), (Key::CountStories, stories)];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    let counts: Vec<String> = counts.map(|(key, count)| tn(key, count)).collect();
    counts.join(", ")
}

fn about(desk: Desk, looked: &Rc<Looked>, summary: &Summary) -> View {
    let heading = el("h2")
        .attr("id", "outcome-heading")
        .add(summary.title.clone());
    let about = (!summary.about.is_empty()).then(|| el("p").add(summary.about.clone()));
    views![
        el("p").class("small").add(Key::TryPreview),
        heading,
        about,
        facts(looked, summary),
        beside(looked),
        competencies(looked, &summary.competencies),
        problems(&looked.problems),
        actions(desk, looked)
    ]
}

fn facts(looked: &Looked, summary: &Summary) -> El {
    let key = if summary.is_panel {
        Key::TryKeyPanel
    } else {
        Key::TryKeyAuthor
    };
    let key = [t(key), summary.key_note.clone()].join(" ");
    let license = match summary.license.as_str() {
        "" => t(Key::TryNoLicense),
        license => license.to_owned(),
    };
    let authors = match summary.authors.as_slice() {
        [] => t(Key::TryNoAuthors),
        authors => authors.join(", "),
    };
    let facts = [
        (Key::TryFrom, origin(&looked.offer.origin)),
        (Key::TryHolds, counts(summary.moments, summary.stories)),
        (Key::TryTouches, words::topics(&summary.topics)),
        (Key::TryAuthors, authors),
        (Key::TryLanguage, summary.lang.clone()),
        (Key::TryVersion, summary.version.clone()),
        (Key::TryLicense, license),
        (Key::ScenarioKey, key),
    ];
    let facts: Vec<_> = facts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(key, text)| views![el("dt").add(key), el("dd").add(text)])
        .collect();
    el("dl").class("plain").add(facts)
}

/// What the site has of the same id.
fn beside(looked: &Looked) -> Option<El> {
    let (_, pack) = looked.pack.as_ref()?;
    let key = if looked.is_of_site() {
        Key::TryIsHere
    } else {
        looked.site.index.pack(pack.id())?;
        Key::TryOtherEdition
    };
    Some(el("p").add(key))
}

fn competencies(looked: &Looked, ids: &[CompetencyId]) -> El {
    let framework = looked.framework();
    let items: Vec<_> = ids
        .iter()
        .map(|id| {
            let known = framework.and_then(|framework| framework.competency(id));
            let label = known.map_or_else(|| id.to_string(), |known| known.label.clone());
            el("li").add(label)
        })
        .collect();
    el("details")
        .class("moment fold")
        .add(el("summary").add(tn(Key::TryCompetencies, ids.len())))
        .add(el("ul").add(items))
}

/// What the checker would say. It keeps nobody from practising.
fn problems(problems: &[Problem]) -> Option<El> {
    (!problems.is_empty()).then(|| {
        el("details")
            .class("moment fold")
            .add(el("summary").add(tn(Key::TryAdvice, problems.len())))
            .add(el("p").class("small").add(Key::TryAdviceMore))
            .add(list(problems.iter()))
    })
}

fn unusable(looked: &Looked) -> View {
    let errors = looked.problems.iter().filter(|problem| problem.is_error());
    views![
        el("h2").attr("id", "outcome-heading").add(Key::TryUnusable),
        el("p").add(Key::TryUnusableText),
        el("p").class("small").add(origin(&looked.offer.origin)),
        list(errors)
    ]
}

/// The checker's words are for whoever wrote the pack, and stay in English.
fn list<'p>(problems: impl Iterator<Item = &'p Problem>) -> El {
    let item = |problem: &Problem| {
        el("li").add(
            el("p")
                .add(el("b").add(problem.pointer.clone()))
                .add(" ")
                .add(problem.sentence.clone()),
        )
    };
    let items: Vec<_> = problems.take(MAX_LISTED).map(item).collect();
    el("ol")
        .class("problems")
        .attr("lang", "en")
        .attr("dir", "ltr")
        .add(items)
}

fn actions(desk: Desk, looked: &Rc<Looked>) -> Option<El> {
    looked.pack.as_ref()?;
    let (practised, kept) = (looked.clone(), looked.clone());
    let practise = move |_| {
        guest::practise(desk.state, &practised, None);
    };
    let keep = move |_| {
        kept.keep(desk.state);
        desk.step.set(Step::Nothing);
        desk.changes.update(|count| *count += 1);
        desk.said.set(t(Key::TryKept));
        browser::focus_soon("#kept");
    };
    let keep = (!looked.is_of_site()).then(|| {
        el("button")
            .attr("type", "button")
            .on("click", keep)
            .add(Key::TryKeep)
    });
    let put_away = move |_| {
        desk.step.set(Step::Nothing);
        browser::focus_soon("h1");
    };
    Some(
        el("div")
            .class("row")
            .add(
                el("button")
                    .class("primary")
                    .attr("type", "button")
                    .on("click", practise)
                    .add(Key::TryPractise),
            )
            .add(keep)
            .add(
                el("button")
                    .class("quiet")
                    .attr("type", "button")
                    .on("click", put_away)
                    .add(Key::TryPutAway),
            ),
    )
}
