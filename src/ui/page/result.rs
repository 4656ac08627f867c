//! A shared result: what its code holds, marked anew, for whoever opens it. Nothing of theirs is read
//! or kept.

pub mod share;

use std::rc::Rc;

use leptos::prelude::*;

use crate::engine::code::{Code, CodeError, Missing, OpenError, Opened};
use crate::engine::id::PackId;
use crate::engine::route::Route;
use crate::engine::shelf::Shelf;
use crate::shell::address;
use crate::ui::dom::{El, View, dynamic, el, views};
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
        Err(why) => return unreadable(text, why),
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
        Err(OpenError::NotOfPack(pack)) => {
            let home = el("p").class("row").add(home("button primary"));
            refused(not_of_pack(&pack), home)
        }
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
        words::practised(code.answers(), code.mode()),
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
    let hand_on = (!attempt.moments.is_empty()).then(|| {
        el("details")
            .class("share")
            .add(el("summary").add(el("h2").add(Key::ResultHandOn)))
            .add(hand_on::result(&code.to_string(), Key::ResultHeading))
    });
    views![
        el("h1").attr("tabindex", "-1").add(Key::ResultHeading),
        label,
        el("p").class("small").add(about.join(". ")).add("."),
        el("p").add(el("b").add(Key::AttemptSelfReported)),
        missing(opened, site),
        marked,
        actions(opened),
        hand_on
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
        .add((!opened.attempt.moments.is_empty()).then(reviewed::print_buttons))
        .add(home(if opened.attempt.moments.is_empty() {
            "button"
        } else {
            "button quiet"
        }))
        .view()
}

/// The packs that this site does not have as they were.
fn missing(opened: &Opened, site: &Site) -> View {
    if opened.missing.is_empty() {
        return View::none();
    }
    let day = words::date(opened.attempt.finished);
    let line = |missing: &Missing| {
        let line = tn(Key::ResultMissingOne, missing.answers);
        let entry = site.index.pack(&missing.pack);
        let pack = entry.map_or(missing.pack.as_str(), |entry| &entry.title);
        let values = [("pack", pack), ("day", &day)];
        el("li").add(crate::engine::words::fill(&line, &values))
    };
    let lines: Vec<_> = opened.missing.iter().map(line).collect();
    let lines_count = lines.len();
    let heading = if opened.attempt.moments.is_empty() {
        Key::ResultMissingAll
    } else {
        Key::ResultMissing
    };
    el("div")
        .class("notice")
        .add(el("h2").add(heading))
        .add(el("ul").add(lines))
        .add(el("p").add(tn(Key::ResultMissingText, lines_count)))
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

/// A link that can't be read, and a field for the whole one.
fn unreadable(text: &str, why: CodeError) -> View {
    let typed = RwSignal::new(String::new());
    let is_same = RwSignal::new(false);
    let former = text.to_owned();
    let open = move |submitted: leptos::ev::Event| {
        submitted.prevent_default();
        let code = code_in(&typed.get_untracked());
        is_same.set(code.is_empty() || code == former);
        if !is_same.get_untracked() {
            address::go(&Route::Result(code));
        }
    };
    let again = el("form")
        .on("submit", open)
        .add(
            el("label")
                .class("label")
                .attr("for", "link-again")
                .add(Key::ResultAgain),
        )
        .add(
            el("input")
                .attr("id", "link-again")
                .attr("type", "text")
                .attr("autocomplete", "off")
                .on("input", move |event| typed.set(event_target_value(&event))),
        )
        .add(dynamic(move || {
            is_same.get().then(|| {
                el("p")
                    .class("problem")
                    .attr("role", "alert")
                    .add(Key::ResultAgainSame)
            })
        }))
        .add(
            el("div")
                .class("row")
                .add(
                    el("button")
                        .class("primary")
                        .attr("type", "submit")
                        .add(Key::ResultAgainOpen),
                )
                .add(home("button")),
        );
    refused(sentence(why), again)
}

/// The code of a link, however a mail program broke it; the bare code as it is.
fn code_in(text: &str) -> String {
    let code = text.rsplit("result/").next().unwrap_or_default();
    code.split_whitespace().collect()
}

/// In place of a result that can't be read.
fn refused(sentence: String, next: El) -> View {
    super::title(&t(Key::ResultNoneHeading));
    views![
        el("h1").attr("tabindex", "-1").add(Key::ResultNoneHeading),
        el("p").add(sentence),
        next
    ]
}

fn home(class: &str) -> El {
    el("a")
        .class(class)
        .attr("href", &Route::Home.href())
        .add(Key::NavHome)
}
