//! A pack on paper: a handout with the moments and their questions, and the key with reasons and
//! questions for supervision. Each is printed by itself or both, the key on pages of its own.

use leptos::prelude::*;

use super::desk::Desk;
use super::titled;
use crate::engine::draft::{Draft, Line, Name, Spot};
use crate::engine::exchange::handout::{self, Asked, Choice, Sheet};
use crate::engine::framework::Framework;
use crate::engine::id::Seed;
use crate::engine::pack::Credit;
use crate::engine::route::StudioPage;
use crate::engine::save;
use crate::engine::topic::Drift;
use crate::shell::page as browser;
use crate::ui::dom::{El, View, dynamic, el, view, views};
use crate::ui::part::question;
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
        let is_chosen = shown.get_untracked() == which;
        question::choice("shown", is_chosen, view(label), move || shown.set(which))
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
            untrack(|| {
                desk.read(Draft::clone)
                    .map(|draft| sheets(desk, &draft, shown))
            })
        })
    ]
}

fn sheets(desk: Desk, draft: &Draft, shown: Shown) -> View {
    // The same letters each time, on both.
    let seed = Seed(save::crc32(draft.id.as_bytes()).into());
    let all = handout::sheets(draft, seed);
    let handout = (shown != Shown::Key).then(|| {
        let all: Vec<_> = all.iter().map(|one| vignette(desk, one)).collect();
        el("section")
            .class("sheet")
            .add(el("h2").add(Key::StudioHandout))
            .add(el("p").add(Key::StudioHandoutText))
            .add(all)
    });
    let key = (shown != Shown::Handout).then(|| {
        let all: Vec<_> = all.iter().map(|one| solution(desk, one)).collect();
        let questions = [
            Key::StudioSupervisionFirst,
            Key::StudioSupervisionOther,
            Key::StudioSupervisionPolicy,
            Key::StudioSupervisionOwn,
        ];
        let questions: Vec<_> = questions.iter().map(|one| el("li").add(*one)).collect();
        el("section")
            .class("sheet apart")
            .add(el("h2").add(Key::StudioKey))
            .add(el("p").add(Key::StudioKeyText))
            .add((!draft.key_note.is_empty()).then(|| el("p").add(draft.key_note.as_str())))
            .add(all)
            .add(el("h3").add(Key::StudioSupervision))
            .add(el("ul").add(questions))
    });
    views![handout, key]
}

fn heading(sheet: &Sheet<'_>) -> El {
    let n = sheet.number.to_string();
    let title = titled(&sheet.scenario.title, Key::StudioUntitledMoment);
    let values = [("n", n.as_str()), ("title", title.as_str())];
    el("h3").add(tf(Key::StudioPrintNumber, &values))
}

/// The name of a step of a story; a moment has one step, which needs none.
fn part(sheet: &Sheet<'_>, asked: &Asked<'_>) -> Option<El> {
    let is_story = sheet.steps.len() > 1;
    let n = asked.number.to_string();
    is_story.then(|| el("h4").add(tf(Key::StoryStep, &[("n", &n)])))
}

fn label(desk: Desk, id: &str) -> String {
    let found = desk.framework(|framework: &Framework| {
        let id = id.parse().ok()?;
        framework.competency(&id).map(|one| one.label.clone())
    });
    found.flatten().unwrap_or_else(|| id.to_owned())
}

fn vignette(desk: Desk, sheet: &Sheet<'_>) -> El {
    let steps: Vec<_> = sheet
        .steps
        .iter()
        .map(|asked| {
            let told: Vec<_> = asked.step.story.iter().map(line).collect();
            let competencies: Vec<_> = asked
                .competencies
                .iter()
                .map(|(_, option)| el("li").add(label(desk, &option.id)))
                .collect();
            let responses: Vec<_> = asked.responses.iter().map(choice).collect();
            views![
                part(sheet, asked),
                el("div").class("story").add(told),
                question(Key::QuestionCompetency, competencies),
                question(Key::QuestionResponse, responses)
            ]
        })
        .collect();
    let setting = sheet.scenario.setting.as_str();
    el("article")
        .class("printed")
        .add(heading(sheet))
        .add((!setting.is_empty()).then(|| el("p").class("small").add(setting)))
        .add(steps)
}

fn line(line: &Line) -> El {
    if line.is_spoken() {
        let (who, words) = (format!("{} ", line.who), format!("“{}”", line.words));
        el("p").add(el("b").add(who)).add(words)
    } else {
        el("p").add(line.words.as_str())
    }
}

/// The options stand in the order of their letters, which the list writes.
fn question(name: Key, options: Vec<El>) -> Option<View> {
    (!options.is_empty()).then(|| {
        views![
            el("p").add(el("b").add(name)),
            el("ol").class("letters").add(options)
        ]
    })
}

fn choice(choice: &Choice<'_>) -> El {
    let next = choice.next.map(|n| {
        let step = tf(Key::StoryStep, &[("n", &n.to_string())]);
        format!(" ({})", tf(Key::StudioGoTo, &[("step", &step)]))
    });
    el("li").add(choice.response.text.as_str()).add(next)
}

fn solution(desk: Desk, sheet: &Sheet<'_>) -> El {
    let steps: Vec<_> = sheet
        .steps
        .iter()
        .map(|asked| {
            let competencies: Vec<_> = asked
                .competencies
                .iter()
                .map(|(letter, option)| {
                    let credit = t(match option.credit {
                        Some(Credit::Full) => Key::StudioCreditFull,
                        Some(Credit::Half) => Key::StudioCreditHalf,
                        Some(Credit::None) => Key::StudioCreditNone,
                        None => Key::StudioOpen,
                    });
                    reasoned(*letter, &label(desk, &option.id), &credit, &option.why)
                })
                .collect();
            let responses: Vec<_> = asked.best_first().iter().map(keyed).collect();
            let outcome = asked.step.outcome.as_str();
            views![
                part(sheet, asked),
                reasons(Key::QuestionCompetency, competencies),
                reasons(Key::QuestionResponse, responses),
                (!outcome.is_empty()).then(|| el("p").add(outcome))
            ]
        })
        .collect();
    let said = |text: &str, key: Key| {
        let line = el("p").add(el("b").add(key)).add(": ").add(text);
        (!text.is_empty()).then_some(line)
    };
    el("article")
        .class("printed")
        .add(heading(sheet))
        .add(steps)
        .add(said(&sheet.scenario.takeaway, Key::StudioTakeaway))
        .add(said(&sheet.scenario.reflect, Key::StudioReflect))
        .add(said(&sheet.scenario.policy_dependent, Key::StudioPolicy))
}

fn reasons(name: Key, options: Vec<El>) -> Option<View> {
    (!options.is_empty()).then(|| {
        views![
            el("p").add(el("b").add(name)),
            el("ul")
                .class("plain-list")
                .attr("role", "list")
                .add(options)
        ]
    })
}

fn keyed(choice: &Choice<'_>) -> El {
    let response = choice.response;
    let fit = response.fit.map_or_else(|| t(Key::StudioOpen), words::fit);
    let why = match Drift::from_slug(&response.drift).map(words::drift) {
        Some(slip) => {
            let slip = tf(Key::FeedbackSlip, &[("slip", &slip)]);
            format!("{} {slip}", response.why)
        }
        None => response.why.clone(),
    };
    reasoned(choice.letter, &response.text, &fit, &why)
}

fn reasoned(letter: char, text: &str, verdict: &str, why: &str) -> El {
    let letter = letter.to_string();
    let letter = tf(Key::StudioPrintLetter, &[("letter", &letter)]);
    el("li")
        .add(el("b").add(letter))
        .add(" ")
        .add(text)
        .add(" ")
        .add(el("b").add(format!("– {verdict}.")))
        .add(" ")
        .add(why)
}
