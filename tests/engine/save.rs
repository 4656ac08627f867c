//! Saves and editions: what was kept comes back as it was, or is known to be damaged.

use alongside::engine::attempt::Attempt;
use alongside::engine::edition::Edition;
use alongside::engine::json as ours;
use alongside::engine::pack::Pack;
use alongside::engine::record::{self, Record};
use alongside::engine::save::{self, SAVE_VERSION, SaveError, Saved};
use alongside::engine::score::{Certainty, kept};
use alongside::engine::session::{Event, Session};
use alongside::engine::settings::{Settings, TextSize, Theme};
use alongside::engine::topic::Topic;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::support::{PACK, cases, fit, go, id, pack, place, read, scenario, session};

/// A record that is any JSON.
#[derive(Debug, Clone, PartialEq)]
struct Data(ours::Value);

fn data(value: Value) -> Data {
    Data(ours::parse(&value.to_string()).expect("JSON"))
}

impl Record for Data {
    fn to_json(&self) -> ours::Value {
        self.0.clone()
    }

    fn from_json(value: &ours::Value) -> Option<Self> {
        Some(Self(value.clone()))
    }
}

/// A session with something in every field.
fn busy() -> Session {
    let (call, home) = (scenario("late-call"), scenario("ride-home"));
    let sure = |of: Certainty| (Event::CompetencySure(of), Event::ResponseSure(of));
    let mut s = session(
        "format=rate&timer=20",
        true,
        vec![place("late-call"), place("ride-home"), place("soup")],
    );
    let (one, other) = sure(Certainty::Very);
    go(
        &mut s,
        &call,
        &[
            Event::Start,
            Event::Competency(id("VIII.1")),
            one,
            Event::Next,
        ],
    );
    for (name, value) in [("ask", 3), ("stay", 1), ("fix", 0), ("wait", 1)] {
        go(&mut s, &call, &[Event::Rate(id(name), fit(value))]);
    }
    go(&mut s, &call, &[other, Event::Check, Event::Continue]);
    let (one, _) = sure(Certainty::NotVery);
    go(
        &mut s,
        &home,
        &[
            Event::Competency(id("VI.1")),
            one,
            Event::Next,
            Event::Rate(id("drive"), fit(2)),
        ],
    );
    s
}

fn settings() -> Settings {
    Settings {
        lang: Some("es".into()),
        theme: Theme::Dark,
        text: TextSize::Larger,
        avoided: [Topic::Suicide, Topic::PregnancyLoss].into(),
        sure: true,
        marks: true,
    }
}

#[test]
fn what_is_kept_comes_back() {
    let busy = busy();
    assert_eq!(
        save::decode(&save::encode(&busy, 9)),
        Ok(Saved {
            value: busy,
            rev: 9
        })
    );
    let text = save::encode(&settings(), u64::MAX);
    assert_eq!(
        save::decode(&text),
        Ok(Saved {
            value: settings(),
            rev: u64::MAX
        })
    );
    let odd = data(json!("a \"quote\", a back\\slash, \u{1}, \u{2028}, é, 🪴"));
    assert_eq!(
        save::decode(&save::encode(&odd, 0)),
        Ok(Saved { value: odd, rev: 0 })
    );
}

#[test]
fn an_envelope_has_four_fields() {
    let text = save::encode(&settings(), 3);
    let envelope: Value = serde_json::from_str(&text).expect("JSON");
    let fields: Vec<&str> = envelope
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(fields.len(), 4);
    let at = |field: &str| text.find(&format!("\"{field}\":")).expect("it is there");
    assert_eq!(
        (
            at("v"),
            at("v") < at("rev") && at("rev") < at("crc") && at("crc") < at("data")
        ),
        (1, true)
    );
    assert_eq!((&envelope["v"], &envelope["rev"]), (&json!(1), &json!(3)));
    let data = envelope["data"].as_str().expect("a text");
    // CRC-32 as zlib has it, bit by bit.
    let crc = data.bytes().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg())
        })
    });
    assert_eq!(envelope["crc"], json!(!crc));
}

#[test]
fn a_newer_save_is_told_from_a_damaged_one() {
    for version in [SAVE_VERSION + 1, 99, u32::MAX] {
        let newer = json!({ "v": version, "whatever": [1, 2, 3] }).to_string();
        assert_eq!(
            save::decode::<Settings>(&newer),
            Err(SaveError::Newer(version))
        );
    }
    for damaged in [
        "",
        " ",
        "null",
        "{}",
        "[]",
        "{\"v\":\"1\"}",
        "{\"v\":1}",
        "{\"v\":1,\"rev\":1,\"crc\":0,\"data\":\"{}\"}",
        "<html>",
    ] {
        assert_eq!(
            save::decode::<Settings>(damaged),
            Err(SaveError::Damaged),
            "{damaged}"
        );
    }
    // Whole, but of something else.
    assert_eq!(
        save::decode::<Session>(&save::encode(&settings(), 1)),
        Err(SaveError::Damaged)
    );
    assert_eq!(
        save::decode::<Attempt>(&save::encode(&busy(), 1)),
        Err(SaveError::Damaged)
    );
}

#[test]
fn settings_of_an_older_version_have_the_defaults() {
    let text = save::encode(&data(json!({ "sure": true })), 1);
    let found = save::decode::<Settings>(&text).expect("read").value;
    assert_eq!(
        found,
        Settings {
            sure: true,
            ..Settings::default()
        }
    );
}

#[test]
fn every_changed_byte_is_noticed() {
    let value = busy();
    let text = save::encode(&value, 12);
    let same = Saved { value, rev: 12 };
    for at in 0..text.len() {
        for bit in 0..8 {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1 << bit;
            // Storage holds text; bytes that are none can't come from there.
            let Ok(changed) = String::from_utf8(bytes) else {
                continue;
            };
            assert_noticed(&changed, &same);
        }
    }
}

#[test]
fn every_cut_is_noticed() {
    let text = save::encode(&busy(), 12);
    for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
        assert_eq!(
            save::decode::<Session>(&text[..at]),
            Err(SaveError::Damaged),
            "cut at {at}"
        );
        // A first part that is missing is no better.
        if at > 0 {
            assert_eq!(
                save::decode::<Session>(&text[at..]),
                Err(SaveError::Damaged),
                "from {at}"
            );
        }
    }
}

/// The revision is outside of the checksum: it says which of two slots is newer, no more.
#[track_caller]
fn assert_noticed(changed: &str, same: &Saved<Session>) {
    match save::decode::<Session>(changed) {
        Ok(found) => assert_eq!(found.value, same.value, "{changed}"),
        Err(SaveError::Damaged) => {}
        Err(SaveError::Newer(version)) => assert!(version > SAVE_VERSION),
    }
}

#[test]
fn two_copies_on_one_host_keep_apart() {
    let one = save::key_prefix("/trainer/");
    assert_ne!(one, save::key_prefix("/other/"));
    assert_eq!(one, save::key_prefix("/trainer/"));
    let parts: Vec<&str> = one.split('/').collect();
    assert_eq!(
        (parts[0], parts[1], parts[2].len(), parts[3]),
        ("alongside", "1", 8, "")
    );
}

/// JSON text of a value with its keys in another order and white space between.
fn written(value: &Value, turn: usize, space: &str) -> String {
    match value {
        Value::Object(map) => {
            let mut fields: Vec<String> = map
                .iter()
                .map(|(key, value)| {
                    format!(
                        "{}{space}:{space}{}",
                        json!(key),
                        written(value, turn, space)
                    )
                })
                .collect();
            let turn = turn % fields.len().max(1);
            fields.rotate_left(turn);
            format!(
                "{{{space}{}{space}}}",
                fields.join(&format!("{space},{space}"))
            )
        }
        Value::Array(items) => {
            let items: Vec<String> = items
                .iter()
                .map(|item| written(item, turn, space))
                .collect();
            format!("[{space}{}{space}]", items.join(&format!(",{space}")))
        }
        scalar => scalar.to_string(),
    }
}

/// Where the texts of a value stand, as pointers.
fn texts(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => map
            .iter()
            .for_each(|(key, value)| texts(value, &format!("{at}/{key}"), found)),
        Value::Array(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(n, value)| texts(value, &format!("{at}/{n}"), found));
        }
        Value::String(_) => found.push(at.to_owned()),
        _ => {}
    }
}

/// Fields of free text that a learner reads; ids and closed lists are in the golden vectors.
const READ: [&str; 14] = [
    "title",
    "about",
    "note",
    "setting",
    "text",
    "who",
    "says",
    "why",
    "outcome",
    "takeaway",
    "reflect",
    "policy_dependent",
    "name",
    "lang",
];
const UNREAD: [&str; 4] = ["version", "license", "check", "reason"];

#[test]
fn an_edition_changes_with_any_text_that_is_read_and_with_no_other() {
    let original: Value = serde_json::from_str(PACK).expect("JSON");
    let edition = Edition::of(&pack());
    let mut places = Vec::new();
    texts(&original, "", &mut places);
    let mut count = 0;
    for at in places {
        let field = at
            .rsplit('/')
            .find(|part| part.parse::<usize>().is_err())
            .unwrap_or_default();
        let is_read = READ.contains(&field) || field == "sources";
        if !is_read && !UNREAD.contains(&field) && field != "authors" {
            continue;
        }
        let mut changed = original.clone();
        let text = changed.pointer_mut(&at).expect("it is there");
        *text = Value::from(format!("{}x", text.as_str().unwrap_or_default()));
        assert_eq!(
            Edition::of(&read(&changed.to_string())) != edition,
            is_read,
            "{at}"
        );
        count += 1;
    }
    assert!(count > 60, "only {count} texts were tried");
}

#[test]
fn a_vote_for_a_response_called_voice_counts() {
    // An id that is also the name of an unread field.
    let changed = |at: &str| {
        let mut value: Value = serde_json::from_str(PACK).expect("JSON");
        *value.pointer_mut(at).expect("it is there") = json!(1);
        Edition::of(&read(&value.to_string()))
    };
    for response in [
        "0/responses/voice",
        "0/responses/allow",
        "1/responses/format",
    ] {
        let at = format!("/scenarios/2/steps/0/panel/groups/{response}");
        assert_ne!(changed(&at), Edition::of(&pack()), "{at}");
    }
}

#[test]
fn an_edition_is_sixteen_digits() {
    let edition = Edition::of(&pack());
    let text = edition.to_string();
    assert_eq!(text.len(), 16);
    assert_eq!(text.parse(), Ok(edition));
    assert!(
        edition.starts_with(&text[..4]) && edition.starts_with(&text) && !edition.starts_with("zz")
    );
    for bad in [
        "",
        "0123",
        "0123456789ABCDEF",
        "0123456789abcdeg",
        "0123456789abcdef0",
        "+123456789abcdef",
    ] {
        assert!(bad.parse::<Edition>().is_err(), "{bad}");
    }
}

/// Any JSON that a record can be: its numbers are whole and not negative.
pub fn any_data() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        "[\"\\\\\u{0}-\u{20}]{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(".{0,6}", inner, 0..5)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn envelopes_are_inverse(value in any_data(), rev: u64) {
        let value = data(value);
        let text = save::encode(&value, rev);
        prop_assert_eq!(save::decode(&text), Ok(Saved { value, rev }));
    }

    #[test]
    fn credits_come_back_to_the_last_bit(votes in 0..100_000_u64, modal in 1..100_000_u64) {
        let credit = kept(votes.min(modal) as f64 / votes.max(modal) as f64);
        let text = save::encode(&Data(record::credit_json(Some(credit))), 0);
        let found = save::decode::<Data>(&text).expect("just written").value.0;
        prop_assert_eq!(record::credit(&found).map(f64::to_bits), Some(credit.to_bits()));
    }

    #[test]
    fn any_text_is_refused_or_read(text in prop_oneof![".{0,80}", "\\{\"v\":[0-9]{1,12},\"rev\":1,\"crc\":[0-9]{1,3},\"data\":\"[0-9]{0,2}\"\\}"]) {
        let _ = save::decode::<Settings>(&text);
        let _ = save::decode::<Session>(&text);
    }

    #[test]
    fn an_edition_does_not_care_for_white_space_and_the_order_of_keys(
        turn in 0..12_usize,
        space in prop::sample::select(vec!["", " ", "\n\t", "  \r\n "]),
    ) {
        let original: Value = serde_json::from_str(PACK).expect("JSON");
        let pack: Pack = read(&written(&original, turn, space));
        prop_assert_eq!(Edition::of(&pack), Edition::of(&super::support::pack()));
    }
}
