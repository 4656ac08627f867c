//! Sharing one of the learner's own attempts: what its link will show, and the link.

use std::rc::Rc;

use leptos::prelude::*;

use crate::engine::attempt::Attempt;
use crate::engine::code::{Code, Label, LabelError, MAX_LABEL_CHARS, WriteError};
use crate::engine::route::Route;
use crate::engine::shelf::Shelf;
use crate::shell::address;
use crate::ui::dom::{El, View, dynamic, el, views};
use crate::ui::part::figures;
use crate::ui::part::hand_on;
use crate::ui::words::{self, Key, t, tf, tn};

/// “Share this result”, folded until it is wanted.
pub fn section(attempt: &Rc<Attempt>, shelf: Rc<Shelf>) -> View {
    el("details")
        .class("share unprinted")
        .add(el("summary").add(el("h2").add(Key::ShareHeading)))
        .add(inside(attempt, shelf))
        .view()
}

fn inside(attempt: &Rc<Attempt>, shelf: Rc<Shelf>) -> View {
    if let Err(why) = Code::of(attempt, &shelf, None) {
        return el("p").add(refusal(&why)).view();
    }
    let label = RwSignal::new(String::new());
    let attempt = attempt.clone();
    views![
        el("p").add(if address::can_be_handed_on() {
            Key::ShareIntro
        } else {
            Key::ShareIntroCode
        }),
        label_field(label),
        dynamic(move || linked(&attempt, &shelf, &label.get()))
    ]
}

fn label_field(label: RwSignal<String>) -> View {
    let count = move || {
        let chars = label.with(|label| label.trim().chars().count());
        let (n, most) = (chars.to_string(), MAX_LABEL_CHARS.to_string());
        tf(Key::ShareLabelCount, &[("n", &n), ("most", &most)])
    };
    views![
        el("label")
            .class("label")
            .attr("for", "result-label")
            .add(Key::ShareLabel),
        el("p")
            .class("small")
            .attr("id", "result-label-more")
            .add(Key::ShareLabelMore),
        el("input")
            .attr("type", "text")
            .attr("id", "result-label")
            .attr("autocomplete", "off")
            .attr("aria-describedby", "result-label-more result-label-count")
            .on("input", move |typed| label.set(event_target_value(&typed))),
        el("p")
            .class("small")
            .attr("id", "result-label-count")
            .add(dynamic(count))
    ]
}

/// What the link with that label shows, and the link.
fn linked(attempt: &Attempt, shelf: &Shelf, typed: &str) -> View {
    let label: Option<Label> = match typed.parse() {
        Ok(label) => Some(label),
        Err(LabelError::Empty) => None,
        Err(why) => return problem(unfit(why)),
    };
    let code = match Code::of(attempt, shelf, label) {
        Ok(code) => code.to_string(),
        Err(why) => return problem(refusal(&why)),
    };
    let as_others_will = Route::Result(code.clone()).href();
    let bare = address::can_be_handed_on().then(|| {
        el("p")
            .class("small")
            .add(Key::ShareCode)
            .add(el("code").class("bare").add(code.clone()))
    });
    views![
        shows(attempt, typed.trim()),
        el("p").add(el("a").attr("href", &as_others_will).add(Key::ShareSee)),
        hand_on::result(&code, Key::ResultHeading),
        bare
    ]
}

fn shows(attempt: &Attempt, label: &str) -> View {
    let day = words::date(attempt.finished);
    let time = words::duration(attempt.seconds);
    let mut how = vec![words::feedback_came(attempt.practice.mode())];
    how.extend(figures::format_line(&attempt.practice));
    let mut steps = attempt.moments.iter().flat_map(|moment| &moment.steps);
    let says_how_sure = steps.any(|step| {
        let competency = step.competency.as_ref().and_then(|answer| answer.sure);
        competency.or(step.sure).is_some()
    });
    let label = if label.is_empty() {
        t(Key::ShareShowsNoLabel)
    } else {
        tf(Key::ShareShowsLabel, &[("label", label)])
    };
    let mut lines = vec![
        tn(Key::ShareShowsAnswers, attempt.moments.len()),
        t(Key::ShareShowsScores),
        tf(Key::ShareShowsWhen, &[("day", &day), ("time", &time)]),
        tf(Key::ShareShowsHow, &[("how", &how.join(". "))]),
    ];
    lines.extend(says_how_sure.then(|| t(Key::ShareShowsSure)));
    lines.push(label);
    let lines: Vec<El> = lines.into_iter().map(|line| el("li").add(line)).collect();
    views![
        el("p").class("label").add(if address::can_be_handed_on() {
            Key::ShareShows
        } else {
            Key::ShareShowsCode
        }),
        el("ul").add(lines),
        el("p").add(Key::ShareHides)
    ]
}

fn problem(sentence: String) -> View {
    el("p")
        .class("problem")
        .attr("role", "alert")
        .add(sentence)
        .view()
}

fn unfit(why: LabelError) -> String {
    let most = MAX_LABEL_CHARS.to_string();
    match why {
        LabelError::Empty | LabelError::TooLong => tf(Key::ShareLabelTooLong, &[("most", &most)]),
        LabelError::Hidden => t(Key::ShareLabelHidden),
    }
}

/// Why there is no link.
fn refusal(why: &WriteError) -> String {
    match why {
        WriteError::NotAtHand(pack, _) => tf(Key::ShareCannotPack, &[("pack", pack.as_str())]),
        WriteError::NotOfPack(name) => {
            let name = name.to_string();
            tf(Key::ShareCannotMoment, &[("name", &name)])
        }
        WriteError::TooLong | WriteError::Empty => t(Key::ShareCannotLong),
    }
}
