//! Each error that keeps a pack from being used is found where it is, and nowhere in a good pack.

use alongside::engine::framework::Framework;
use alongside::engine::problem::Level;
use alongside::engine::read::{MAX_PACK_BYTES, read_pack};
use serde_json::{Value, json};

use super::support::*;

type Case = (&'static str, &'static str, fn(&mut Value));

/// What is amiss, where it is said, and how to make it so.
const ERRORS: &[Case] = &[
    ("format", "/format", |v| set(v, "/format", json!(0))),
    ("format", "/format", |v| set(v, "/format", json!(2))),
    ("missing-field", "", |v| remove(v, "/format")),
    ("missing-field", "", |v| remove(v, "/id")),
    ("missing-field", "", |v| remove(v, "/title")),
    ("missing-field", "", |v| remove(v, "/lang")),
    ("missing-field", "", |v| remove(v, "/framework")),
    ("missing-field", "", |v| remove(v, "/key")),
    ("missing-field", "/key", |v| remove(v, "/key/status")),
    ("missing-field", "", |v| set(v, "/id", Value::Null)),
    ("missing-field", "/scenarios/0", |v| {
        remove(v, "/scenarios/0/id")
    }),
    ("missing-field", "/scenarios/0", |v| {
        remove(v, "/scenarios/0/title")
    }),
    ("missing-field", "/scenarios/0/steps/0", |v| {
        remove(v, "/scenarios/0/steps/0/id")
    }),
    ("missing-field", "/scenarios/0/steps/0", |v| {
        remove(v, "/scenarios/0/steps/0/competency")
    }),
    ("missing-field", "/scenarios/0/steps/0", |v| {
        remove(v, "/scenarios/0/steps/0/responses")
    }),
    ("missing-field", "/scenarios/0/steps/0", |v| {
        set(v, "/scenarios/0/steps/0/responses", json!([]))
    }),
    ("missing-field", "/scenarios/1/steps/2", |v| {
        remove(v, "/scenarios/1/steps/2/outcome")
    }),
    ("missing-field", "/scenarios/0/steps/0/responses/0", |v| {
        remove(v, "/scenarios/0/steps/0/responses/0/id")
    }),
    ("missing-field", "/scenarios/0/steps/0/responses/0", |v| {
        remove(v, "/scenarios/0/steps/0/responses/0/text")
    }),
    ("missing-field", "/scenarios/0/steps/0/responses/0", |v| {
        remove(v, "/scenarios/0/steps/0/responses/0/fit")
    }),
    (
        "missing-field",
        "/scenarios/0/steps/0/competency/options/1",
        |v| remove(v, "/scenarios/0/steps/0/competency/options/1/id"),
    ),
    (
        "missing-field",
        "/scenarios/0/steps/0/competency/options/1",
        |v| remove(v, "/scenarios/0/steps/0/competency/options/1/credit"),
    ),
    ("missing-field", "/scenarios/0/steps/0/story/1", |v| {
        remove(v, "/scenarios/0/steps/0/story/1/who")
    }),
    ("missing-field", "/scenarios/0/allow/0", |v| {
        set(v, "/scenarios/0/allow", json!([{ "check": "language" }]))
    }),
    ("count", "/scenarios", |v| remove(v, "/scenarios")),
    ("count", "/scenarios", |v| set(v, "/scenarios", json!([]))),
    ("count", "/scenarios/0/steps", |v| {
        set(v, "/scenarios/0/steps", json!([]))
    }),
    ("count", "/scenarios/0/steps/0/story", |v| {
        set(v, "/scenarios/0/steps/0/story", json!([]))
    }),
    ("count", "/scenarios/1/steps/0/competency/options", |v| {
        remove(v, "/scenarios/1/steps/0/competency/options/1")
    }),
    ("count", "/scenarios/1/steps/0/responses", |v| {
        remove(v, "/scenarios/1/steps/0/responses/0")
    }),
    ("limit", "/scenarios", |v| {
        set(v, "/scenarios", json!(vec![1; 501]))
    }),
    ("limit", "/scenarios/0/steps", |v| {
        set(v, "/scenarios/0/steps", json!(vec![1; 31]))
    }),
    ("limit", "/scenarios/0/steps/0/responses", |v| {
        let one = at(v, "/scenarios/0/steps/0/responses/0").clone();
        let many = (0..9).map(|n| {
            let mut one = one.clone();
            one["id"] = json!(format!("r{n}"));
            one["fit"] = json!(n % 4);
            one
        });
        set(v, "/scenarios/0/steps/0/responses", many.collect());
    }),
    ("limit", "/title", |v| {
        set(v, "/title", json!("x".repeat(10_001)))
    }),
    ("type", "", |v| *v = json!([])),
    ("type", "/title", |v| set(v, "/title", json!(5))),
    ("type", "/scenarios", |v| set(v, "/scenarios", json!({}))),
    ("type", "/scenarios/0", |v| {
        set(v, "/scenarios/0", json!("kettle"))
    }),
    ("type", "/format", |v| set(v, "/format", json!(1.5))),
    ("type", "/scenarios/0/steps/0/responses", |v| {
        set(v, "/scenarios/0/steps/0/responses", json!(3))
    }),
    ("type", "/scenarios/0/steps/0/responses/2/voice", |v| {
        set(v, "/scenarios/0/steps/0/responses/2/voice", json!("yes"))
    }),
    ("type", "/scenarios/0/topics/0", |v| {
        set(v, "/scenarios/0/topics/0", json!(1))
    }),
    ("empty-text", "/title", |v| set(v, "/title", json!(" \n"))),
    ("empty-text", "/scenarios/0/steps/0/story/1/says", |v| {
        set(v, "/scenarios/0/steps/0/story/1/says", json!(""))
    }),
    ("hidden-character", "/title", |v| {
        set(v, "/title", json!("a\u{202e}b"))
    }),
    ("hidden-character", "/about", |v| {
        set(v, "/about", json!("a\u{0}b"))
    }),
    ("id", "/id", |v| set(v, "/id", json!("Not a slug"))),
    ("id", "/scenarios/0/id", |v| {
        set(v, "/scenarios/0/id", json!("x".repeat(65)))
    }),
    ("id", "/scenarios/1/steps/0/responses/0/next", |v| {
        set(
            v,
            "/scenarios/1/steps/0/responses/0/next",
            json!("the porch"),
        )
    }),
    ("id", "/scenarios/0/steps/0/competency/options/0/id", |v| {
        set(
            v,
            "/scenarios/0/steps/0/competency/options/0/id",
            json!("I"),
        )
    }),
    ("framework", "/framework", |v| {
        set(v, "/framework", json!("other-2020"))
    }),
    ("duplicate-id", "/scenarios/1/id", |v| {
        set(v, "/scenarios/1/id", json!("kettle"))
    }),
    ("duplicate-id", "/scenarios/1/steps/2/id", |v| {
        set(v, "/scenarios/1/steps/2/id", json!("porch"))
    }),
    ("duplicate-id", "/scenarios/0/steps/0/responses/1/id", |v| {
        set(v, "/scenarios/0/steps/0/responses/1/id", json!("tell"))
    }),
    (
        "duplicate-id",
        "/scenarios/0/steps/0/competency/options/1/id",
        |v| {
            set(
                v,
                "/scenarios/0/steps/0/competency/options/1/id",
                json!("I.2"),
            )
        },
    ),
    ("key-status", "/key/status", |v| {
        set(v, "/key/status", json!("experts"))
    }),
    ("key-status", "/key/status", |v| {
        set(v, "/key/status", json!("panel"))
    }),
    ("topic", "/scenarios/0/topics/0", |v| {
        set(v, "/scenarios/0/topics/0", json!("sadness"))
    }),
    ("principle", "/scenarios/0/principles/0", |v| {
        set(v, "/scenarios/0/principles/0", json!("kind"))
    }),
    ("drift", "/scenarios/0/steps/0/responses/1/drift", |v| {
        set(v, "/scenarios/0/steps/0/responses/1/drift", json!("slip"))
    }),
    ("story", "/scenarios/0/steps/0/story/0", |v| {
        set(v, "/scenarios/0/steps/0/story/0/says", json!("Hello."))
    }),
    ("story", "/scenarios/0/steps/0/story/0", |v| {
        remove(v, "/scenarios/0/steps/0/story/0/text")
    }),
    (
        "competency",
        "/scenarios/0/steps/0/competency/options/0/id",
        |v| {
            set(
                v,
                "/scenarios/0/steps/0/competency/options/0/id",
                json!("I.99"),
            )
        },
    ),
    (
        "credit",
        "/scenarios/0/steps/0/competency/options/1/credit",
        |v| {
            set(
                v,
                "/scenarios/0/steps/0/competency/options/1/credit",
                json!(0.7),
            )
        },
    ),
    ("credit", "/scenarios/0/steps/0/competency/options", |v| {
        set(
            v,
            "/scenarios/0/steps/0/competency/options/1/credit",
            json!(1),
        )
    }),
    ("credit", "/scenarios/0/steps/0/competency/options", |v| {
        set(
            v,
            "/scenarios/0/steps/0/competency/options/0/credit",
            json!(0),
        )
    }),
    ("fit", "/scenarios/0/steps/0/responses/0/fit", |v| {
        set(v, "/scenarios/0/steps/0/responses/0/fit", json!(4))
    }),
    ("fit", "/scenarios/0/steps/0/responses", |v| {
        (0..3).for_each(|n| {
            set(
                v,
                &format!("/scenarios/0/steps/0/responses/{n}/fit"),
                json!(0),
            )
        })
    }),
    ("fit", "/scenarios/0/steps/0/responses", |v| {
        (0..3).for_each(|n| {
            set(
                v,
                &format!("/scenarios/0/steps/0/responses/{n}/fit"),
                json!(2),
            )
        })
    }),
    ("unsafe", "/scenarios/1/steps/1/responses/2/unsafe", |v| {
        set(v, "/scenarios/1/steps/1/responses/2/fit", json!(1))
    }),
    ("next", "/scenarios/1/steps/0/responses/0/next", |v| {
        set(v, "/scenarios/1/steps/0/responses/0/next", json!("yard"))
    }),
    ("unreachable", "/scenarios/1/steps/2", |v| {
        remove(v, "/scenarios/1/steps/0/responses/1/next")
    }),
    ("endless", "/scenarios/1/steps/1", |v| {
        (0..3).for_each(|n| {
            set(
                v,
                &format!("/scenarios/1/steps/1/responses/{n}/next"),
                json!("porch"),
            )
        });
    }),
    ("count", "/scenarios/0/steps/0/panel/groups", |v| {
        set(v, "/scenarios/0/steps/0/panel", json!({ "groups": [] }))
    }),
    (
        "panel",
        "/scenarios/0/steps/0/panel/groups/0/responses",
        |v| {
            let group = json!({ "name": "peers", "raters": 10, "responses": { "tell": 11 } });
            set(
                v,
                "/scenarios/0/steps/0/panel",
                json!({ "groups": [group] }),
            );
        },
    ),
];

#[test]
fn a_good_pack_has_no_problem() {
    let reading = read(&good());
    assert_eq!(reading.problems, []);
    assert!(reading.thing.is_some());
}

#[test]
fn every_error_is_found_where_it_is() {
    for (number, (check, pointer, spoil)) in ERRORS.iter().enumerate() {
        let value = spoiled(spoil);
        assert_ne!(value, good(), "case {number}, {check}, changes nothing");
        let reading = read(&value);
        let found = reading
            .problems
            .iter()
            .any(|p| p.check == *check && p.pointer == *pointer && p.level == Level::Error);
        assert!(
            found,
            "case {number}: no {check} at “{pointer}” in {:#?}",
            reading.problems
        );
        assert!(
            reading.thing.is_none(),
            "case {number}: {check} leaves a pack"
        );
        for problem in &reading.problems {
            assert!(
                resolves(&value, &problem.pointer),
                "case {number}: {problem}"
            );
        }
    }
}

/// Every name that the readers of packs give an error, so that none is left without a case.
#[test]
fn no_error_is_without_a_case() {
    let sources = [
        include_str!("../../src/engine/read.rs"),
        include_str!("../../src/engine/read/scenario.rs"),
        include_str!("../../src/engine/read/step.rs"),
        include_str!("../../src/engine/reader.rs"),
        include_str!("../../src/engine/reader/parse.rs"),
    ];
    let quoted = sources.iter().flat_map(|source| {
        let told = source.split("Problem::error(").skip(1);
        let noted = source.split("error!(").skip(1);
        // What a reader notes names the reader first.
        let noted = noted.filter_map(|call| Some(call.split_once(',')?.1));
        told.chain(noted)
            .filter_map(|call| call.trim_start().strip_prefix('"')?.split('"').next())
    });
    let names: Vec<&str> = quoted.collect();
    assert!(names.len() > 15, "{names:?}");
    let by_text = ["not-json"];
    for name in names {
        let has_case = ERRORS.iter().any(|(check, ..)| *check == name) || by_text.contains(&name);
        assert!(has_case, "no case for the error “{name}”");
    }
}

#[test]
fn a_field_that_is_not_known_is_a_warning_and_left_out() {
    let places = [
        "/drift",
        "/key/stat",
        "/scenarios/0/topic",
        "/scenarios/0/steps/0/storys",
        "/scenarios/0/steps/0/story/0/voices",
        "/scenarios/0/steps/0/competency/option",
        "/scenarios/0/steps/0/competency/options/0/whys",
        "/scenarios/0/steps/0/responses/0/fits",
    ];
    for place in places {
        let reading = read(&spoiled(|v| set(v, place, json!("?"))));
        let [problem] = reading.problems.as_slice() else {
            panic!("{place}: {:?}", reading.problems);
        };
        assert_eq!(
            (problem.check, problem.pointer.as_str()),
            ("unknown-field", place)
        );
        assert_eq!(problem.level, Level::Warning);
        assert_eq!(reading.thing, Some(pack(&good())));
    }
}

#[test]
fn a_text_that_is_no_pack_says_what_it_is() {
    let framework = framework();
    let huge = format!("{PACK}{}", " ".repeat(MAX_PACK_BYTES));
    let deep = "[".repeat(100_000);
    let cases = [
        ("not-json", "<!doctype html><p>Not found", "web page"),
        ("not-json", &PACK[..PACK.len() / 2], "cut off"),
        ("not-json", "{\"format\": 1,, }", "line 1, column"),
        ("not-json", "", "cut off"),
        ("not-json", &deep, "valid JSON"),
        ("limit", &huge, "two files"),
    ];
    for (check, text, says) in cases {
        let reading = read_pack(text, &[&framework]);
        let [problem] = reading.problems.as_slice() else {
            panic!("{says}: {:?}", reading.problems);
        };
        assert_eq!((problem.check, problem.pointer.as_str()), (check, ""));
        assert!(problem.sentence.contains(says), "{}", problem.sentence);
    }
    let marked = format!("\u{feff}{PACK}");
    assert!(read_pack(&marked, &[&framework]).thing.is_some());
}

#[test]
fn a_framework_with_two_of_one_id_is_refused() {
    let twice = FRAMEWORK.replace("\"I.2\", \"label\"", "\"I.1\", \"label\"");
    assert_ne!(twice, FRAMEWORK);
    let reading = Framework::read(&twice);
    assert!(reading.thing.is_none());
    assert!(reading.problems.iter().any(|p| p.check == "duplicate-id"));
}
