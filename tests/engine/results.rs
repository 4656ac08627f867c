//! What the tests of result codes and group reports share: packs made to measure, and attempts at
//! them with given choices.

use std::rc::Rc;
use std::time::{Duration, Instant};

use alongside::engine::answer::MomentAnswer;
use alongside::engine::attempt::Attempt;
use alongside::engine::code::{Code, CodedChoice, CodedMoment, CodedStep, Label, moment_answer};
use alongside::engine::edition::Edition;
use alongside::engine::id::{Seed, SessionId};
use alongside::engine::pack::Pack;
use alongside::engine::practice::{Format, Mode, Practice};
use alongside::engine::score::Certainty;
use alongside::engine::shelf::Shelf;
use serde_json::{Value, json};

use super::support::{pack, read};

/// What something comes to, and how long it takes.
#[allow(clippy::disallowed_methods)] // the host has a clock
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    let result = work();
    (result, begun.elapsed())
}

/// A shelf with those packs.
pub fn shelf_of(packs: &[Pack]) -> Shelf {
    let mut shelf = Shelf::default();
    for pack in packs {
        shelf.put(Edition::of(pack), Rc::new(pack.clone()));
    }
    shelf
}

/// A shelf with the small pack.
pub fn small_shelf() -> Shelf {
    shelf_of(&[pack()])
}

/// A pack of so many moments `m0`, `m1`, …, each with four competencies and four responses: the
/// first of either is right, the second earns some, the last response is unsafe and a drift.
pub fn pack_of(id: &str, moments: usize) -> Pack {
    let scenarios = (0..moments).map(|n| moment(&format!("m{n}"), n)).collect();
    pack_with(id, scenarios)
}

/// A pack of one story, whose every response but the last leads on to the next of so many steps.
pub fn story_pack(id: &str, steps: usize) -> Pack {
    let step = |n: usize| {
        let mut step = step(&format!("s{n}"), n);
        for response in 0..3 {
            step["responses"][response]["next"] = format!("s{}", n + 1).into();
        }
        step
    };
    let mut all: Vec<Value> = (0..steps).map(step).collect();
    all.push(json!({ "id": format!("s{steps}"), "story": [ { "text": "…" } ], "outcome": "…" }));
    pack_with(
        id,
        vec![json!({ "id": "story", "title": "A story", "steps": all })],
    )
}

pub fn pack_with(id: &str, scenarios: Vec<Value>) -> Pack {
    let value = json!({
        "format": 1, "id": id, "title": "Made", "lang": "en", "framework": "small-2015",
        "key": { "status": "author" }, "scenarios": scenarios,
    });
    read(&value.to_string())
}

pub fn moment(id: &str, turn: usize) -> Value {
    json!({ "id": id, "title": "Made", "steps": [step("start", turn)] })
}

/// A step whose right competency is of one category after another.
pub fn step(id: &str, turn: usize) -> Value {
    let categories = ["I", "II", "VI", "VIII"];
    let competency = |n: usize| format!("{}.1", categories[(turn + n) % 4]);
    json!({
        "id": id, "story": [ { "text": "…" } ],
        "competency": { "options": [
            { "id": competency(0), "credit": 1 }, { "id": competency(1), "credit": 0.5 },
            { "id": competency(2), "credit": 0 }, { "id": competency(3), "credit": 0 } ] },
        "responses": [
            { "id": "r0", "text": "…", "fit": 3 }, { "id": "r1", "text": "…", "fit": 2 },
            { "id": "r2", "text": "…", "fit": 1, "drift": "rescuing" },
            { "id": "r3", "text": "…", "fit": 0, "drift": "avoidance", "unsafe": true } ],
    })
}

/// How a session was asked.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    pub mode: Mode,
    pub format: Format,
    pub sure: bool,
}

/// In *learn*, *best*, without certainty.
pub const PLAIN: Asked = Asked {
    mode: Mode::Learn,
    format: Format::Best,
    sure: false,
};

/// A step's choices: the places of the competency and of the response. The worst response is the
/// one behind the best; ratings count down from the best.
pub fn chosen(asked: Asked, competency: u8, response: u8) -> CodedStep {
    let sure = asked
        .sure
        .then_some(Certainty::ALL[usize::from(response) % 3]);
    CodedStep {
        competency: Some(competency),
        competency_sure: sure,
        choice: match asked.format {
            Format::Best => CodedChoice::Best(response),
            Format::BestWorst => CodedChoice::BestWorst(response, (response + 1) % 4),
            Format::Rate => CodedChoice::Rate((0..4).map(|n| (3 + response - n) % 4).collect()),
        },
        sure,
    }
}

/// The answer to the moment at a place of its pack.
pub fn at(ordinal: usize, step: CodedStep) -> CodedMoment {
    CodedMoment {
        ordinal: u16::try_from(ordinal).expect("a small pack"),
        is_story: false,
        steps: vec![step],
    }
}

/// The answer to a story at a place of its pack.
pub fn story_at(ordinal: usize, steps: Vec<CodedStep>) -> CodedMoment {
    CodedMoment {
        is_story: true,
        steps,
        ..at(ordinal, chosen(PLAIN, 0, 0))
    }
}

/// An attempt with those answers to each pack.
pub fn attempt_of(asked: Asked, answers: &[(&Pack, Vec<CodedMoment>)]) -> Attempt {
    let edition = |(pack, moments): &(&'_ Pack, Vec<CodedMoment>)| -> Vec<MomentAnswer> {
        marked(asked, pack, Edition::of(pack), moments)
    };
    attempt_with(asked, answers.iter().flat_map(edition).collect())
}

/// Answers to a pack in an edition, which takes a while to work out.
pub fn marked(
    asked: Asked,
    pack: &Pack,
    edition: Edition,
    moments: &[CodedMoment],
) -> Vec<MomentAnswer> {
    let answer = |moment| moment_answer(moment, pack, edition, asked.format);
    let answers = moments.iter().map(answer);
    answers
        .collect::<Option<_>>()
        .expect("they are of the pack")
}

/// An attempt with those answers.
pub fn attempt_with(asked: Asked, moments: Vec<MomentAnswer>) -> Attempt {
    Attempt {
        id: SessionId::of_result(1),
        token: 0xdead_beef,
        finished: 29_383_333,
        seconds: 900,
        practice: Practice {
            mode: Some(asked.mode),
            format: Some(asked.format),
            ..Practice::default()
        },
        seed: Seed(0xffff_ffff),
        moments,
    }
}

/// The code of an attempt.
pub fn code_of(attempt: &Attempt, shelf: &Shelf, label: &str) -> Code {
    let label: Option<Label> = label.parse().ok();
    Code::of(attempt, shelf, label).unwrap_or_else(|why| panic!("{why}"))
}
