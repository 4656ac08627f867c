//! A shared result: what its code holds, marked anew, for whoever opens it. Nothing of theirs is read
//! or kept.

pub mod share;

use std::rc::Rc;

use crate::engine::code::{Code, CodeError, Missing, OpenError, Opened};
use crate::engine::id::PackId;
use crate::engine::route::Route;
use crate::engine::shelf::Shelf;
use crate::shell::page as browser;
use crate::ui::dom::{View, el, views};
use crate::ui::part::answer::Seen;
use crate::ui::part::hand_on;
use crate::ui::part::{figures, reviewed};
use crate::ui::state::{Site, State};
use crate::ui::words::{self, Key, t, tf, tn};

struct Found {
    site: Rc<Site>,
    shelf: Rc<Shelf>,
}

pub fn page(text: &str) -> View {
    let state = State::get();
    let code = match Code::parse(text) {
        Ok(code) => code,
        Err(why) => return refused(sentence(why)),
    };
    super::title(&t(Key::ResultHeading));
    let wanted: Vec<_> = code
        .packs()
        .iter()
        .map(|pack| (pack.id().clone(), pack.edition()))
        .collect();
    let load = async move {
        Ok(Found {
            shelf: state.shelf(wanted).await?,
            site: state.site().await?,
        })
    };
    super::waiting(load, move |found| match code.open(&found.shelf) {
        Ok(opened) => show(&code, &opened, found),
        Err(OpenError::NotOfPack(pack)) => refused(not_of_pack(&pack)),
    })
}

fn show(code: &Code, opened: &Opened, found: &Found) -> View {
    let Found { site, shelf } = found;
    let attempt = &opened.attempt;
    let label = opened.label.as_ref().map(|label| {
        el("p")
            .class("lead")
            .add(Key::ResultLabel)
            .add(" ")
            .add(el("bdi").add(el("b").add(label.as_str())))
    });
    let took = words::duration(attempt.seconds);
    let mut about = vec![
        words::date(attempt.finished),
        tn(Key::CountMoments, code.answers()),
        words::mode(code.mode()),
    ];
    about.extend(figures::format_line(&attempt.practice));
    about.push(tf(Key::ResultTook, &[("time", &took)]));
    let marked = (!attempt.moments.is_empty()).then(|| {
        views![
            figures::pair(attempt.figures()),
            el("p").class("small").add(Key::ResultTwoScores),
            figures::over_chance(attempt),
            reviewed::by_category(attempt, site, Seen::Shared),
            reviewed::answers(attempt, shelf, site, Seen::Shared)
        ]
    });
    views![
        el("h1").attr("tabindex", "-1").add(Key::ResultHeading),
        label,
        el("p").class("small").add(about.join(". ")).add("."),
        el("p").add(el("b").add(Key::AttemptSelfReported)),
        missing(opened),
        marked,
        actions(opened),
        el("details")
            .class("share")
            .add(el("summary").add(el("h2").add(Key::ResultHandOn)))
            .add(hand_on::result(&code.to_string(), Key::ResultHeading))
    ]
}

fn actions(opened: &Opened) -> View {
    let practice = &opened.attempt.practice;
    let same = (!practice.moments.is_empty()).then(|| {
        el("a")
            .class("button primary")
            .attr("href", &Route::Practice(practice.to_string()).href())
            .add(Key::ActionPractiseSame)
    });
    el("div")
        .class("row")
        .add(same)
        .add(
            el("button")
                .attr("type", "button")
                .on("click", |_| browser::print())
                .add(Key::ActionPrint),
        )
        .add(home("button quiet"))
        .view()
}

/// The packs that this site does not have as they were.
fn missing(opened: &Opened) -> View {
    if opened.missing.is_empty() {
        return View::none();
    }
    let day = words::date(opened.attempt.finished);
    let line = |missing: &Missing| {
        let line = tn(Key::ResultMissingOne, missing.answers);
        let values = [("pack", missing.pack.as_str()), ("day", &day)];
        el("li").add(crate::engine::words::fill(&line, &values))
    };
    let lines: Vec<_> = opened.missing.iter().map(line).collect();
    let heading = if opened.attempt.moments.is_empty() {
        Key::ResultMissingAll
    } else {
        Key::ResultMissing
    };
    el("div")
        .class("notice")
        .add(el("h2").add(heading))
        .add(el("ul").add(lines))
        .add(el("p").add(Key::ResultMissingText))
        .view()
}

fn sentence(why: CodeError) -> String {
    t(match why {
        CodeError::None => Key::ResultNone,
        CodeError::CutOff => Key::ResultCutOff,
        CodeError::Changed => Key::ResultChanged,
        CodeError::Newer(_) => Key::ResultNewer,
        CodeError::Unsound => Key::ResultUnsound,
    })
}

fn not_of_pack(pack: &PackId) -> String {
    tf(Key::ResultNotOfPack, &[("pack", pack.as_str())])
}

/// In place of a result that can't be read.
fn refused(sentence: String) -> View {
    super::title(&t(Key::ResultNoneHeading));
    views![
        el("h1").attr("tabindex", "-1").add(Key::ResultNoneHeading),
        el("p").add(sentence),
        el("p").class("row").add(home("button primary"))
    ]
}

fn home(class: &str) -> crate::ui::dom::El {
    el("a")
        .class(class)
        .attr("href", &Route::Home.href())
        .add(Key::NavHome)
}
