//! What the tests share: a small framework and pack, a learner to act with, ids for properties.

use std::fmt::Debug;
use std::str::FromStr;
use std::sync::OnceLock;

use alongside::engine::edition::Edition;
use alongside::engine::framework::Framework;
use alongside::engine::id::{MomentName, Seed};
use alongside::engine::json;
use alongside::engine::pack::{Fit, Pack, Scenario, Step};
use alongside::engine::plan::Place;
use alongside::engine::practice::{Format, Practice};
use alongside::engine::read::read_pack;
use alongside::engine::record::Record;
use alongside::engine::score::Certainty;
use alongside::engine::session::{Event, Phase, Refusal, Session, Start};
use proptest::strategy::{BoxedStrategy, Strategy};
use proptest::test_runner::{Config, RngSeed};
use serde_json::{Value, json};

pub const FRAMEWORK: &str = include_str!("../fixtures/golden/framework.json");
pub const PACK: &str = include_str!("../fixtures/golden/pack.json");

/// Records as values that a test can look into and change.
pub trait Written: Record {
    fn written(&self) -> Value {
        serde_json::from_str(&json::to_text(&self.to_json())).expect("JSON")
    }

    fn from_written(value: &Value) -> Option<Self> {
        Self::from_json(&json::parse(&value.to_string()).expect("JSON"))
    }
}

impl<T: Record> Written for T {}

/// Properties are tried on the same cases each time, and leave no file behind.
pub fn cases(count: u32) -> Config {
    Config {
        cases: count,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(0x0a10_6512),
        ..Config::default()
    }
}

pub fn id<T: FromStr<Err: Debug>>(text: &str) -> T {
    text.parse()
        .unwrap_or_else(|why| panic!("“{text}” is an id, and not: {why:?}"))
}

pub fn fit(value: u64) -> Fit {
    Fit::new(value).expect("a fit is 0 to 3")
}

pub fn framework() -> Framework {
    Framework::read(FRAMEWORK)
        .thing
        .expect("the framework is good")
}

/// The small pack and its edition.
fn small() -> &'static (Pack, Edition) {
    static SMALL: OnceLock<(Pack, Edition)> = OnceLock::new();
    SMALL.get_or_init(|| {
        let pack = read(PACK);
        let edition = Edition::of(&pack);
        (pack, edition)
    })
}

pub fn pack() -> Pack {
    small().0.clone()
}

pub fn read(text: &str) -> Pack {
    let reading = read_pack(text, &[&framework()]);
    let problems = reading.problems;
    reading
        .thing
        .unwrap_or_else(|| panic!("the pack is good, and not: {problems:?}"))
}

/// A scenario of the small pack.
pub fn scenario(name: &str) -> Scenario {
    small()
        .0
        .scenario(&id(name))
        .expect("it is in the pack")
        .clone()
}

/// A scenario of those steps.
pub fn scenario_of(name: &str, steps: &Value) -> Scenario {
    let pack = json!({
        "format": 1, "id": "made", "title": "Made", "lang": "en", "framework": "small-2015",
        "key": { "status": "author" },
        "scenarios": [ { "id": name, "title": "Made", "steps": steps } ],
    });
    read(&pack.to_string()).scenarios()[0].clone()
}

/// A moment's step, its responses keyed with those fits (and marked unsafe) under `r0`, `r1`, …
pub fn step_of(responses: &[(u8, bool)], panel: Option<Value>) -> Step {
    let responses: Vec<Value> = responses
        .iter()
        .enumerate()
        .map(|(n, (fit, is_unsafe))| {
            json!({ "id": format!("r{n}"), "text": "…", "fit": fit, "unsafe": is_unsafe })
        })
        .collect();
    let mut step = json!({
        "id": "start", "story": [ { "text": "…" } ],
        "competency": { "options": [ { "id": "I.1", "credit": 1 }, { "id": "II.1", "credit": 0.5 }, { "id": "VI.1", "credit": 0 } ] },
        "responses": responses,
    });
    if let Some(panel) = panel {
        step["panel"] = panel;
    }
    scenario_of("one", &json!([step])).steps[0].clone()
}

/// The place of a scenario of the small pack.
pub fn place(name: &str) -> Place {
    Place {
        name: MomentName {
            pack: id("golden"),
            scenario: id(name),
        },
        edition: small().1,
        topics: scenario(name).topics,
    }
}

/// A place of that scenario, without a content note.
pub fn plain_place(name: &str) -> Place {
    Place {
        name: MomentName {
            pack: id("made"),
            scenario: id(name),
        },
        edition: id("0123456789abcdef"),
        topics: Vec::new(),
    }
}

/// A new session under a link, with that form.
pub fn session(link: &str, asks_certainty: bool, form: Vec<Place>) -> Session {
    let (practice, notes) = Practice::parse(link);
    assert_eq!(notes, [], "{link}");
    Session::start(Start {
        id: id("1b4e28ba-2fa1-4d3b-883f-0016d3cca427"),
        token: 7,
        practice,
        seed: Seed(42),
        asks_certainty,
        form,
        now: NOW,
    })
    .expect("the form is not empty")
}

/// When the tests' sessions begin, in milliseconds since 1970.
pub const NOW: u64 = 1_763_000_000_000;

/// Applies events in turn, a second apart, each of which must be accepted.
pub fn go(session: &mut Session, scenario: &Scenario, events: &[Event]) {
    for event in events {
        apply(session, event, scenario).unwrap_or_else(|why| panic!("{event:?} refused: {why}"));
        assert!(session.is_sound(), "after {event:?}");
    }
}

/// Applies one event; a refused one must leave the session as it was.
pub fn apply(session: &mut Session, event: &Event, scenario: &Scenario) -> Result<(), Refusal> {
    let before = session.clone();
    let result = session.apply(event, Some(scenario), NOW + 1000);
    if result.is_err() {
        assert_eq!(*session, before, "a refused {event:?} leaves no trace");
    }
    result
}

/// What brings a session on from where it stands. `pick` decides between the options.
pub fn onward(session: &Session, scenario: &Scenario, pick: usize) -> Event {
    let sure = Certainty::ALL[pick % 3];
    let Some(step) = session.step(scenario) else {
        return Event::Finish;
    };
    match session.phase() {
        Phase::Note => Event::Start,
        Phase::Competency => match &step.competency {
            Some(question) if session.competency().is_none() => {
                Event::Competency(question.options[pick % question.options.len()].id.clone())
            }
            _ if session.asks_certainty() && session.competency_sure().is_none() => {
                Event::CompetencySure(sure)
            }
            _ => Event::Next,
        },
        Phase::Response => {
            let choice = session.choice();
            let one = |n: usize| step.responses[n % step.responses.len()].id.clone();
            let unrated = step
                .responses
                .iter()
                .find(|r| !choice.ratings.contains_key(&r.id));
            match (session.format(scenario), unrated) {
                (Format::Rate, Some(response)) => {
                    Event::Rate(response.id.clone(), Fit::ALL[pick % 4])
                }
                (Format::Best | Format::BestWorst, _) if choice.best.is_none() => {
                    Event::Best(one(pick))
                }
                (Format::BestWorst, _) if choice.worst.is_none() || choice.worst == choice.best => {
                    Event::Worst(one(pick + 1))
                }
                _ if session.asks_certainty() && session.response_sure().is_none() => {
                    Event::ResponseSure(sure)
                }
                _ => Event::Check,
            }
        }
        Phase::Feedback | Phase::Ending => Event::Continue,
        Phase::Finished => Event::Finish,
    }
}

/// Any slug.
pub fn slug() -> BoxedStrategy<String> {
    "[a-z0-9]{1,6}(-[a-z0-9]{1,5}){0,2}".boxed()
}

/// Any moment's name.
pub fn moment() -> impl Strategy<Value = MomentName> {
    (slug(), slug()).prop_map(|(pack, scenario)| MomentName {
        pack: id(&pack),
        scenario: id(&scenario),
    })
}

/// Any plan that a link can say.
pub fn practice() -> impl Strategy<Value = Practice> {
    use alongside::engine::practice::Mode;
    use proptest::collection::vec;
    use proptest::option::of;
    use proptest::sample::select;

    let draw = (
        vec(slug(), 0..4),
        vec("[A-Za-z0-9-]{1,9}", 0..4),
        of(1..=100_u8),
        of(proptest::num::u64::ANY),
        vec("[0-9a-f]{4,16}", 0..4),
        vec(moment(), 0..6),
    );
    let ask = (
        of(select(&Mode::ALL[..])),
        of(select(&Format::ALL[..])),
        of(proptest::bool::ANY),
        of(1..=600_u16),
    );
    (draw, ask).prop_map(|((packs, categories, n, seed, editions, moments), ask)| {
        let mut unique: Vec<MomentName> = Vec::new();
        for moment in moments {
            if !unique.contains(&moment) {
                unique.push(moment);
            }
        }
        Practice {
            packs: packs.iter().map(|one| id(one)).collect(),
            categories: categories.iter().map(|one| id(one)).collect(),
            n,
            seed: seed.map(Seed),
            mode: ask.0,
            format: ask.1,
            sure: ask.2,
            timer: ask.3,
            editions: editions.iter().map(|one| id(one)).collect(),
            moments: unique,
        }
    })
}
