//! `scenarios/schema.json` and the reader agree: editors underline what the reader refuses.

use std::fs;

use jsonschema::Validator;
use serde_json::{Value, json};

use super::support::*;

fn schema() -> Value {
    let text = fs::read_to_string(root().join("scenarios/schema.json")).expect("there is a schema");
    serde_json::from_str(&text).expect("the schema is JSON")
}

fn validator() -> Validator {
    let schema = schema();
    assert!(jsonschema::meta::is_valid(&schema));
    jsonschema::validator_for(&schema).expect("the schema is one")
}

fn assert_valid(validator: &Validator, value: &Value, name: &str) {
    let errors: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{name}: {errors:#?}");
}

#[test]
fn every_shipped_pack_is_valid() {
    let validator = validator();
    assert_valid(&validator, &good(), "minimal");
    let folder = root().join("scenarios/packs");
    let mut count = 0;
    for entry in fs::read_dir(folder).expect("there are packs") {
        let path = entry.expect("an entry").path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            let text = fs::read_to_string(&path).expect("a text");
            let value: Value = serde_json::from_str(&text).expect("JSON");
            assert_valid(&validator, &value, &path.display().to_string());
            count += 1;
        }
    }
    assert!(count > 0);
}

#[test]
fn a_pack_with_as_little_as_possible_is_valid() {
    let validator = validator();
    let value = spoiled(|v| {
        for field in ["$schema", "version", "license", "authors", "about"] {
            remove(v, &format!("/{field}"));
        }
        remove(v, "/key/note");
        for field in [
            "setting",
            "topics",
            "principles",
            "policy_dependent",
            "takeaway",
            "reflect",
            "sources",
        ] {
            remove(v, &format!("{MOMENT}/{field}"));
        }
        for n in 0..3 {
            remove(v, &format!("{MOMENT}/steps/0/responses/{n}/why"));
            remove(v, &format!("{MOMENT}/steps/0/competency/options/{n}/why"));
        }
    });
    assert!(read(&value).thing.is_some());
    assert_valid(&validator, &value, "as little as possible");
}

#[test]
fn a_panel_is_valid() {
    let group = json!({ "name": "peers", "raters": 12, "competency": { "I.2": 12 }, "responses": { "tell": 10, "group": 2 } });
    let value = spoiled(|v| {
        set(
            v,
            "/scenarios/0/steps/0/panel",
            json!({ "groups": [group.clone()] }),
        )
    });
    assert!(read(&value).thing.is_some());
    assert_valid(&validator(), &value, "panel");
}

#[test]
fn what_the_reader_refuses_is_not_valid() {
    let validator = validator();
    let cases: [fn(&mut Value); 30] = [
        |v| *v = json!([]),
        |v| set(v, "/format", json!(2)),
        |v| set(v, "/format", json!(0)),
        |v| remove(v, "/format"),
        |v| remove(v, "/id"),
        |v| remove(v, "/key"),
        |v| remove(v, "/framework"),
        |v| remove(v, "/scenarios"),
        |v| set(v, "/scenarios", json!([])),
        |v| set(v, "/id", json!("Not a slug")),
        |v| set(v, "/id", json!("a--b")),
        |v| set(v, "/scenarios/0/id", json!("x".repeat(65))),
        |v| set(v, "/title", json!("")),
        |v| set(v, "/title", json!("x".repeat(10_001))),
        |v| set(v, "/key/status", json!("experts")),
        |v| set(v, "/scenarios/0/topics/0", json!("sadness")),
        |v| {
            set(
                v,
                "/scenarios/0/steps",
                json!(vec![v["scenarios"][0]["steps"][0].clone(); 31]),
            )
        },
        |v| remove(v, "/scenarios/0/steps/0/competency"),
        |v| remove(v, "/scenarios/0/steps/0/responses"),
        |v| set(v, "/scenarios/0/steps/0/responses", json!([])),
        |v| remove(v, "/scenarios/1/steps/0/responses/0"),
        |v| {
            set(
                v,
                "/scenarios/0/steps/0/competency/options/0/id",
                json!("VIII"),
            )
        },
        |v| {
            set(
                v,
                "/scenarios/0/steps/0/competency/options/1/credit",
                json!(0.7),
            )
        },
        |v| {
            set(
                v,
                "/scenarios/0/steps/0/competency/options/1/credit",
                json!(1),
            )
        },
        |v| set(v, "/scenarios/0/steps/0/responses/0/fit", json!(4)),
        |v| set(v, "/scenarios/0/steps/0/responses/0/fit", json!("3")),
        |v| set(v, "/scenarios/1/steps/1/responses/2/fit", json!(1)),
        |v| set(v, "/scenarios/0/steps/0/responses/1/drift", json!("slip")),
        |v| set(v, "/scenarios/0/steps/0/story/0/says", json!("Hello.")),
        |v| {
            (0..3).for_each(|n| {
                set(
                    v,
                    &format!("/scenarios/0/steps/0/responses/{n}/fit"),
                    json!(0),
                )
            })
        },
    ];
    for (number, spoil) in cases.iter().enumerate() {
        let value = spoiled(spoil);
        assert!(
            read(&value).thing.is_none(),
            "the reader takes case {number}"
        );
        assert!(
            !validator.is_valid(&value),
            "the schema takes case {number}"
        );
    }
}

/// The reader warns of a field that it does not know; the schema refuses it, so that an editor shows
/// the misspelling.
#[test]
fn an_unknown_field_is_not_valid_but_schema_is() {
    let validator = validator();
    for place in [
        "/drift",
        "/key/x",
        "/scenarios/0/topic",
        "/scenarios/0/steps/0/x",
        "/scenarios/0/steps/0/story/0/x",
        "/scenarios/0/steps/0/responses/0/x",
        "/scenarios/0/steps/0/competency/x",
    ] {
        let value = spoiled(|v| set(v, place, json!("?")));
        assert!(read(&value).thing.is_some());
        assert!(!validator.is_valid(&value), "{place}");
    }
    let value = spoiled(|v| set(v, "/$schema", json!("../schema.json")));
    assert!(validator.is_valid(&value));
}

#[test]
fn every_field_is_described_and_the_required_ones_are_those_of_the_reader() {
    let schema = schema();
    let required = |pointer: &str| -> Vec<String> {
        let list = schema
            .pointer(pointer)
            .and_then(|one| one["required"].as_array());
        let mut names: Vec<String> = list
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect();
        names.sort();
        names
    };
    assert_eq!(
        required(""),
        [
            "format",
            "framework",
            "id",
            "key",
            "lang",
            "scenarios",
            "title"
        ]
    );
    assert_eq!(required("/$defs/Key"), ["status"]);
    assert_eq!(required("/$defs/Scenario"), ["id", "steps", "title"]);
    assert_eq!(required("/$defs/Step"), ["id", "story"]);
    assert_eq!(required("/$defs/CompetencyOption"), ["credit", "id"]);
    assert_eq!(required("/$defs/Response"), ["fit", "id", "text"]);
    assert_eq!(required("/$defs/Block/anyOf/1"), ["says", "who"]);
    assert_eq!(required("/$defs/PanelGroup"), ["name", "raters"]);
    for (name, one) in schema["$defs"].as_object().expect("definitions") {
        for (field, about) in one["properties"].as_object().into_iter().flatten() {
            assert!(about["description"].is_string(), "{name}.{field}");
        }
    }
}
