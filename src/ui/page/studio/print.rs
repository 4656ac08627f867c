//! A pack on paper: a handout with the moments and their questions, and the key with reasons and
//! questions for supervision. Each is printed by itself or both, the key on pages of its own.

use leptos::prelude::*;

use super::desk::Desk;
use super::{step, titled};
use crate::engine::draft::{Draft, DraftScenario, DraftStep, Name, Response, Spot};
use crate::engine::framework::Framework;
use crate::engine::pack::Credit;
use crate::engine::route::StudioPage;
use crate::engine::topic::Drift;
use crate::shell::page as browser;
use crate::ui::dom::{El, View, dynamic, el, views};
use crate::ui::words::{self, Key, t, tf};

/// Which of the two is on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Both,
    Handout,
    Key,
}

pub fn page(desk: Desk) -> View {
    let title = titled(
        &desk.get(Spot::Pack.field(Name::Title)),
        Key::StudioUntitledPack,
    );
    super::super::title(&tf(Key::StudioPrintTitle, &[("title", &title)]));
    let shown = RwSignal::new(Shown::Both);
    let radio = |which: Shown, label: Key| {
        el("label")
            .class("choice")
            .add(
                el("input")
                    .attr("type", "radio")
                    .attr("name", "shown")
                    .flag("checked", shown.get_untracked() == which)
                    .on("change", move |_| shown.set(which)),
            )
            .add(el("span").add(label))
    };
    views![
        el("p").class("small screen").add(
            el("a")
                .attr("href", &StudioPage::Pack(desk.id()).href())
                .add(Key::StudioBackToPack)
        ),
        el("h1").attr("tabindex", "-1").add(title),
        el("fieldset")
            .class("screen")
            .add(el("legend").add(Key::StudioPrintWhat))
            .add(
                el("div")
                    .class("scale")
                    .add(radio(Shown::Both, Key::StudioPrintBoth))
                    .add(radio(Shown::Handout, Key::StudioHandout))
                    .add(radio(Shown::Key, Key::StudioKey))
            ),
        el("p").class("row screen").add(
            el("button")
                .class("primary")
                .attr("type", "button")
                .on("click", |_| browser::print_soon())
                .add(Key::ActionPrint)
        ),
        dynamic(move || {
            let shown = shown.get();
            untrack(|| desk.read(|draft| sheets(desk, draft, shown)))
        })
    ]
}

fn sheets(desk: Desk, draft: &Draft, shown: Shown) -> View {
    let all = || draft.scenarios.iter().enumerate();
    let handout = (shown != Shown::Key).then(|| {
        el("section")
            .class("sheet")
            .add(el("h2").add(Key::StudioHandout))
            .add(el("p").add(Key::StudioHandoutText))
            .add(
                all()
                    .map(|(m, one)| vignette(desk, m, one))
                    .collect::<Vec<_>>(),
            )
    });
    let key = (shown != Shown::Handout).then(|| {
        el("section")
            .class("sheet apart")
            .add(el("h2").add(Key::StudioKey))
            .add(el("p").add(Key::StudioKeyText))
            .add((!draft.key_note.is_empty()).then(|| el("p").add(draft.key_note.as_str())))
            .add(
                all()
                    .map(|(m, one)| solution(desk, m, one))
                    .collect::<Vec<_>>(),
            )
            .add(el("h3").add(Key::StudioSupervision))
            .add(
                el("ul").add(
                    [
                        Key::StudioSupervisionFirst,
                        Key::StudioSupervisionOther,
                        Key::StudioSupervisionPolicy,
                        Key::StudioSupervisionOwn,
                    ]
                    .map(|question| el("li").add(question))
                    .into_iter()
                    .collect::<Vec<_>>(),
                ),
            )
    });
    views![handout, key]
}

fn heading(m: usize, moment: &DraftScenario) -> El {
    let n = (m + 1).to_string();
    let title = titled(&moment.title, Key::StudioUntitledMoment);
    let values = [("n", n.as_str()), ("title", title.as_str())];
    el("h3").add(tf(Key::StudioPrintNumber, &values))
}

/// The name of a step of a story; a moment has one step, which needs none.
fn part(moment: &DraftScenario, s: usize, of: &DraftStep) -> Option<El> {
    moment
        .is_story()
        .then(|| el("h4").add(step::caption(s, of)))
}

fn label(desk: Desk, id: &str) -> String {
    let found = desk.framework(|framework: &Framework| {
        let id = id.parse().ok()?;
        framework.competency(&id).map(|one| one.label.clone())
    });
    found.flatten().unwrap_or_else(|| id.to_owned())
}

fn vignette(desk: Desk, m: usize, moment: &DraftScenario) -> El {
    let steps: Vec<_> = moment
        .steps
        .iter()
        .enumerate()
        .map(|(s, one)| {
            let told: Vec<_> = one
                .story
                .iter()
                .map(|line| {
                    if line.is_spoken() {
                        el("p")
                            .add(el("b").add(format!("{} ", line.who)))
                            .add(format!("“{}”", line.words))
                    } else {
                        el("p").add(line.words.as_str())
                    }
                })
                .collect();
            let competencies: Vec<_> = one
                .competency
                .iter()
                .map(|option| el("li").add(label(desk, &option.id)))
                .collect();
            let responses: Vec<_> = one
                .responses
                .iter()
                .map(|response| {
                    let next = (!response.next.is_empty()).then(|| {
                        let at = moment.steps.iter().position(|s| s.id == response.next);
                        let values =
                            at.and_then(|at| Some(step::caption(at, moment.steps.get(at)?)));
                        values.map(|step| format!(" ({})", tf(Key::StudioGoTo, &[("step", &step)])))
                    });
                    el("li").add(response.text.as_str()).add(next.flatten())
                })
                .collect();
            views![
                part(moment, s, one),
                el("div").class("story").add(told),
                (!competencies.is_empty()).then(|| views![
                    el("p").add(el("b").add(Key::QuestionCompetency)),
                    el("ol").class("boxes").add(competencies)
                ]),
                (!responses.is_empty()).then(|| views![
                    el("p").add(el("b").add(Key::QuestionResponse)),
                    el("ol").class("boxes").add(responses)
                ])
            ]
        })
        .collect();
    let setting =
        (!moment.setting.is_empty()).then(|| el("p").class("small").add(moment.setting.as_str()));
    el("article")
        .class("printed")
        .add(heading(m, moment))
        .add(setting)
        .add(steps)
}

fn solution(desk: Desk, m: usize, moment: &DraftScenario) -> El {
    let steps: Vec<_> = moment
        .steps
        .iter()
        .enumerate()
        .map(|(s, one)| {
            let competencies: Vec<_> = one
                .competency
                .iter()
                .map(|option| {
                    let credit = match option.credit {
                        Some(Credit::Full) => t(Key::StudioCreditFull),
                        Some(Credit::Half) => t(Key::StudioCreditHalf),
                        Some(Credit::None) => t(Key::StudioCreditNone),
                        None => t(Key::StudioOpen),
                    };
                    reasoned(&label(desk, &option.id), &credit, &option.why)
                })
                .collect();
            let responses: Vec<_> = one.responses.iter().map(keyed).collect();
            let outcome = (!one.outcome.is_empty()).then(|| el("p").add(one.outcome.as_str()));
            views![
                part(moment, s, one),
                (!competencies.is_empty()).then(|| el("ol").add(competencies)),
                (!responses.is_empty()).then(|| el("ol").add(responses)),
                outcome
            ]
        })
        .collect();
    let said = |text: &str, key: Key| {
        (!text.is_empty()).then(|| el("p").add(el("b").add(key)).add(" ").add(text))
    };
    el("article")
        .class("printed")
        .add(heading(m, moment))
        .add(steps)
        .add(said(&moment.takeaway, Key::StudioTakeaway))
        .add(said(&moment.reflect, Key::StudioReflect))
        .add(said(&moment.policy_dependent, Key::StudioPolicy))
}

fn keyed(response: &Response) -> El {
    let fit = response.fit.map_or_else(|| t(Key::StudioOpen), words::fit);
    let slip = Drift::from_slug(&response.drift).map(words::drift);
    let why = match slip {
        Some(slip) => format!(
            "{} {}",
            response.why,
            tf(Key::FeedbackSlip, &[("slip", &slip)])
        ),
        None => response.why.clone(),
    };
    reasoned(&response.text, &fit, &why)
}

fn reasoned(text: &str, verdict: &str, why: &str) -> El {
    el("li")
        .add(text)
        .add(" ")
        .add(el("b").add(format!("– {verdict}.")))
        .add(" ")
        .add(why)
}
