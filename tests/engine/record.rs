//! Records: what is written is read back as it was, and nothing else is read as something else.

use std::fmt::Debug;

use alongside::engine::answer::{CompetencyAnswer, MomentAnswer, StepAnswer};
use alongside::engine::attempt::Attempt;
use alongside::engine::guide::Guide;
use alongside::engine::index::{Index, IndexError};
use alongside::engine::mark::{Choice, ResponseMark};
use alongside::engine::plan::Place;
use alongside::engine::practice::Practice;
use alongside::engine::record::Record;
use alongside::engine::session::{Event, Session};
use alongside::engine::settings::{Settings, TextSize, Theme};
use alongside::engine::topic::Topic;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::save::any_data;
use super::support::{NOW, Written, cases, go, id, onward, pack, place, scenario, session};

/// A session that is so many moves on.
fn moved(link: &str, sure: bool, picks: &[usize]) -> Session {
    let pack = pack();
    let form = pack
        .scenarios()
        .iter()
        .map(|s| place(s.id.as_str()))
        .collect();
    let mut moved = session(link, sure, form);
    for pick in picks {
        let Some(at) = moved.place().cloned() else {
            break;
        };
        let scenario = pack.scenario(&at.name.scenario).expect("in the pack");
        let event = onward(&moved, scenario, *pick);
        moved.apply(&event, Some(scenario), NOW).ok();
    }
    moved
}

/// One answer given, in feedback.
fn answered() -> Session {
    let ride = scenario("ride-home");
    let mut s = session("", false, vec![place("ride-home"), place("late-call")]);
    go(
        &mut s,
        &ride,
        &[
            Event::Competency(id("I.1")),
            Event::Next,
            Event::Best(id("drive")),
            Event::Check,
        ],
    );
    s
}

/// What the JSON holds with another value at a pointer, read as a session.
fn session_with(pointer: &str, to: Value) -> Option<Session> {
    let mut value = answered().written();
    let (parent, field) = pointer.rsplit_once('/').expect("a pointer has a slash");
    let object = value.pointer_mut(parent).and_then(Value::as_object_mut);
    object
        .expect("what the pointer leads to is there")
        .insert(field.to_owned(), to);
    Session::from_written(&value)
}

#[test]
fn a_field_that_says_nothing_is_left_out() {
    let fresh = session("", false, vec![place("ride-home")]).written();
    let fields: Vec<&str> = fresh
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(
        fields,
        ["clock", "form", "id", "phase", "practice", "seed", "token"]
    );
    assert_eq!(
        fresh["form"],
        json!([{ "name": "golden/ride-home", "edition": fresh["form"][0]["edition"] }])
    );
    let step = answered().written()["current"]["answered"][0].clone();
    assert_eq!(
        step,
        json!({
            "step": "start",
            "competency": { "chosen": "I.1", "keyed": "I.1", "credit": 1_000_000 },
            "choice": { "best": "drive" },
            "mark": { "credit": step["mark"]["credit"], "drift": ["boundary"] },
        })
    );
    assert_eq!(Settings::default().written(), json!({}));
}

#[test]
fn an_unknown_field_is_passed_over_and_null_is_absent() {
    for (at, to) in [
        ("/new", json!([1])),
        ("/clock/new", json!({})),
        ("/done", Value::Null),
        ("/asks_certainty", json!(false)),
    ] {
        assert_eq!(session_with(at, to), Some(answered()), "{at}");
    }
}

#[test]
fn another_kind_of_value_is_damage() {
    const STEP: &str = "/current/answered/0";
    let bad = [
        ("/id", json!("Not an id")),
        ("/token", json!(1_u64 << 32)),
        ("/token", json!(-1)),
        ("/token", json!(1.5)),
        ("/practice", json!("n=0")),
        ("/practice", json!("n=5&new=1")),
        ("/practice", json!({})),
        ("/seed", json!(42)),
        ("/asks_certainty", json!("yes")),
        ("/form", json!({})),
        (
            "/form",
            json!([{ "name": "golden/soup", "edition": "51ae3581a161765e", "topics": ["of-a-newer-version"] }]),
        ),
        (
            "/form",
            json!([{ "name": "golden", "edition": "51ae3581a161765e" }]),
        ),
        ("/done", json!("none")),
        ("/phase", json!("Feedback")),
        ("/phase", Value::Null),
        ("/current", json!([])),
        ("/current/choice", json!({ "ratings": { "ask": 4 } })),
        ("/current/choice", json!({ "ratings": { "ASK": 3 } })),
        ("/current/choice", json!({ "ratings": [3] })),
        ("/current/response_sure", json!("very-much")),
        ("/clock/extra", json!(65_536)),
        ("/clock/last", json!("now")),
        (&format!("{STEP}/mark/credit"), json!(1.000_000_1)),
        (&format!("{STEP}/mark/credit"), json!(-0.1)),
        (&format!("{STEP}/mark/over_chance"), json!("1")),
        (&format!("{STEP}/mark/drift"), json!(["of-a-newer-version"])),
        (&format!("{STEP}/mark/unsafe"), json!(1)),
        (&format!("{STEP}/competency/credit"), json!(1e300)),
        (&format!("{STEP}/choice"), Value::Null),
        (&format!("{STEP}/mark"), Value::Null),
    ];
    for (at, to) in bad {
        assert_eq!(session_with(at, to.clone()), None, "{at}: {to}");
    }
}

#[test]
fn settings_that_cant_be_read_have_their_defaults() {
    let value = json!({
        "lang": 7, "theme": "sepia", "text": "larger", "sure": "yes",
        "avoided": ["suicide", "of-a-newer-version", 3, "racism"], "new": {},
    });
    let read = Settings {
        text: TextSize::Larger,
        avoided: [Topic::Suicide, Topic::Racism].into(),
        ..Settings::default()
    };
    assert_eq!(Settings::from_written(&value), Some(read));
    let value = json!({ "lang": "es", "theme": "dark", "text": [], "avoided": "all", "sure": true, "marks": true });
    let read = Settings {
        lang: Some("es".into()),
        theme: Theme::Dark,
        sure: true,
        marks: true,
        ..Settings::default()
    };
    assert_eq!(Settings::from_written(&value), Some(read));
    assert_eq!(Settings::from_written(&json!([])), None);
}

#[test]
fn an_index_passes_over_topics_of_a_newer_version() {
    let site = include_str!("../../scenarios/index.json");
    let index = Index::read(site).expect("the site's index");
    assert!(!index.packs.is_empty());
    let whole: Value = serde_json::from_str(site).expect("JSON");
    assert_eq!(serde_json::to_value(&index).expect("plain data"), whole);
    let with = |pointer: &str, to: Value| {
        let mut value = whole.clone();
        *value.pointer_mut(pointer).expect("it is there") = to;
        Index::read(&value.to_string())
    };
    let mut first = whole
        .pointer("/packs/0/scenarios/0")
        .expect("a scenario")
        .clone();
    first["topics"] = json!(["of-a-newer-version", "racism"]);
    let read = with("/packs/0/scenarios/0", first.clone()).expect("still an index");
    assert_eq!(read.packs[0].scenarios[0].topics, [Topic::Racism]);
    first["topics"] = json!([7]);
    assert_eq!(
        with("/packs/0/scenarios/0", first),
        Err(IndexError::Unreadable)
    );
    assert_eq!(with("/format", json!(2)), Err(IndexError::Newer));
    assert_eq!(
        Index::read("{\"format\":2,\"new\":[]}"),
        Err(IndexError::Newer)
    );
    for (at, to) in [
        ("/format", json!("1")),
        ("/packs", json!({})),
        ("/frameworks", Value::Null),
        ("/packs/0/edition", json!("1")),
    ] {
        assert_eq!(with(at, to), Err(IndexError::Unreadable), "{at}");
    }
    for text in [
        "",
        "{}",
        "[]",
        "<html>",
        "{\"format\":1}",
        "{\"format\":1,\"packs\":[]}",
    ] {
        assert_eq!(Index::read(text), Err(IndexError::Unreadable), "{text}");
    }
}

#[test]
fn a_guide_is_read_whole_or_not_at_all() {
    let guide = Guide::read(include_str!(
        "../../scenarios/frameworks/samhsa-peer-2015.guide.json"
    ));
    assert!(
        guide.is_some_and(|guide| !guide.competencies.is_empty() && !guide.categories.is_empty())
    );
    assert_eq!(Guide::read("{}"), Some(Guide::default()));
    for text in [
        "",
        "[]",
        "{\"categories\":[]}",
        "{\"categories\":{\"I\":{}}}",
        "{\"principles\":{\"a\":{\"means\":\"…\"}}}",
    ] {
        assert_eq!(Guide::read(text), None, "{text}");
    }
}

/// What can be read can be written and read again.
fn read_again<T: Record + PartialEq + Debug>(value: &Value) {
    if let Some(read) = T::from_written(value) {
        assert_eq!(T::from_written(&read.written()), Some(read));
    }
}

fn read_as_anything(value: &Value) {
    read_again::<Session>(value);
    read_again::<Attempt>(value);
    read_again::<MomentAnswer>(value);
    read_again::<StepAnswer>(value);
    read_again::<CompetencyAnswer>(value);
    read_again::<Choice>(value);
    read_again::<ResponseMark>(value);
    read_again::<Place>(value);
    read_again::<Practice>(value);
    read_again::<Settings>(value);
    let text = value.to_string();
    let _ = Index::read(&text);
    let _ = Guide::read(&text);
}

/// Where the values of a JSON stand, as pointers.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(map) => map
            .iter()
            .for_each(|(key, value)| places(value, &format!("{at}/{key}"), found)),
        Value::Array(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(n, value)| places(value, &format!("{at}/{n}"), found));
        }
        _ => {}
    }
}

fn links() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "",
        "mode=check",
        "format=best-worst",
        "format=rate",
        "timer=3&sure=1&n=7",
    ])
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_session_comes_back_at_every_move(
        link in links(), sure: bool, picks in prop::collection::vec(0..100_usize, 0..50),
    ) {
        let session = moved(link, sure, &picks);
        let text = session.written().to_string();
        let value: Value = serde_json::from_str(&text).expect("just written");
        prop_assert_eq!(Session::from_written(&value), Some(session));
        read_as_anything(&value);
        for moment in value["done"].as_array().into_iter().flatten() {
            prop_assert_eq!(&MomentAnswer::from_written(moment).expect("just written").written(), moment);
        }
    }

    #[test]
    fn any_value_in_any_place_is_refused_or_read(
        link in links(), sure: bool, picks in prop::collection::vec(0..100_usize, 0..50),
        at: prop::sample::Index, to in any_data(),
    ) {
        let mut value = moved(link, sure, &picks).written();
        let mut found = Vec::new();
        places(&value, "", &mut found);
        let at: &String = at.get(&found);
        *value.pointer_mut(at).expect("it is there") = to;
        read_as_anything(&value);
    }

    #[test]
    fn any_value_is_refused_or_read(value in any_data()) {
        read_as_anything(&value);
    }

    #[test]
    fn settings_come_back(
        lang in prop::option::of(".{0,8}"),
        theme in prop::sample::select(&Theme::ALL[..]),
        text in prop::sample::select(&TextSize::ALL[..]),
        avoided in prop::sample::subsequence(Topic::ALL, 0..=Topic::ALL.len()),
        sure: bool,
        marks: bool,
    ) {
        let avoided = avoided.into_iter().collect();
        let settings = Settings { lang, theme, text, avoided, sure, marks };
        prop_assert_eq!(Settings::from_written(&settings.written()), Some(settings));
    }
}
