//! Each check of quality finds what it looks for, where it is, and nothing in a good pack; a
//! scenario can be let off.

use alongside::engine::check::allow::ALLOWABLE;
use alongside::engine::check::{self, Library};
use alongside::engine::problem::Level;
use serde_json::{Value, json};

use super::support::*;

type Case = (&'static str, &'static str, Spoil);
type Spoil = fn(&mut Value);

const STEP: &str = "/scenarios/0/steps/0";

/// What is amiss with one scenario, where it is said, and how to make it so.
const SCENARIO: &[Case] = &[
    ("reading-grade", MOMENT, |v| {
        let hard = "Notwithstanding considerable organizational difficulties, interdisciplinary collaboration facilitates individualized rehabilitation opportunities throughout institutional environments. ";
        set(v, &format!("{MOMENT}/takeaway"), json!(hard.repeat(8)));
    }),
    ("word-count", "/scenarios/0/steps/0/story", |v| {
        set(
            v,
            &format!("{STEP}/story"),
            json!([{ "text": "Rosa’s brother died. She tells you. It is a cold day." }]),
        )
    }),
    ("word-count", "/scenarios/0/steps/0/story", |v| {
        push(
            v,
            &format!("{STEP}/story"),
            json!({ "text": "She looks at the bus. ".repeat(20) }),
        )
    }),
    ("word-count", "/scenarios/1/steps/0/story", |v| {
        remove(v, "/scenarios/1/steps/0/story/0")
    }),
    ("missing-why", "/scenarios/0/steps/0/responses/1", |v| {
        remove(v, &format!("{STEP}/responses/1/why"))
    }),
    (
        "missing-why",
        "/scenarios/0/steps/0/competency/options/2",
        |v| set(v, &format!("{STEP}/competency/options/2/why"), json!(" ")),
    ),
    ("missing-why", "/scenarios/1/steps/1/responses/0", |v| {
        remove(v, "/scenarios/1/steps/1/responses/0/why")
    }),
    ("fit-spread", "/scenarios/0/steps/0/responses", |v| {
        set(v, &format!("{STEP}/responses/0/fit"), json!(2))
    }),
    ("fit-spread", "/scenarios/1/steps/0/responses", |v| {
        set(v, "/scenarios/1/steps/0/responses/1/fit", json!(2))
    }),
    ("only-question", "/scenarios/0/steps/0/responses", |v| {
        set(
            v,
            &format!("{STEP}/responses/1/text"),
            json!("There is a group for this on Tuesday nights."),
        )
    }),
    (
        "overlap",
        "/scenarios/0/steps/0/competency/options/1",
        |v| {
            set(v, &format!("{STEP}/competency/options/0/id"), json!("I.5"));
            set(v, &format!("{STEP}/competency/options/1/credit"), json!(0));
        },
    ),
    ("language", "/scenarios/0/steps/0/story/0/text", |v| {
        set(v, &format!("{STEP}/story/0/text"), language(v))
    }),
    ("language", "/scenarios/0/title", |v| {
        set(v, &format!("{MOMENT}/title"), json!("The addict"));
    }),
    ("language", "/scenarios/0/takeaway", |v| {
        set(
            v,
            &format!("{MOMENT}/takeaway"),
            json!("Many addicts miss someone."),
        )
    }),
    ("language", "/scenarios/0/steps/0/responses/1/text", |v| {
        set(
            v,
            &format!("{STEP}/responses/1/text"),
            json!("Are you non-compliant, Rosa?"),
        )
    }),
    ("missing-topic", MOMENT, |v| {
        set(v, &format!("{MOMENT}/topics"), json!([]))
    }),
    ("missing-topic", STORY, |v| {
        set(
            v,
            &format!("{STORY}/takeaway"),
            json!("He was thinking about suicide then."),
        )
    }),
    (
        "duplicate-text",
        "/scenarios/1/steps/1/responses/0/text",
        |v| {
            set(
                v,
                "/scenarios/1/steps/1/responses/0/text",
                json!("the number nine: what was he like, when he drove it"),
            )
        },
    ),
    ("duplicate-text", "/scenarios/1/steps/1/story", |v| {
        let story = at(v, "/scenarios/1/steps/2/story").clone();
        set(v, "/scenarios/1/steps/1/story", story);
        // Said of the second of the two places: the third step's.
        v["scenarios"][1]["steps"]
            .as_array_mut()
            .expect("steps")
            .swap(1, 2);
        v["scenarios"][1]["steps"]
            .as_array_mut()
            .expect("steps")
            .swap(1, 2);
    }),
];

fn language(value: &Value) -> Value {
    let text = value
        .pointer("/scenarios/0/steps/0/story/0/text")
        .and_then(Value::as_str);
    json!(format!(
        "{} He committed suicide, she says.",
        text.unwrap_or_default()
    ))
}

#[test]
fn a_good_pack_is_let_alone() {
    assert_eq!(quality(&good()), []);
    let pack = pack(&good());
    let Library { problems, .. } = check::library(&[&pack], &framework());
    assert_eq!(problems, []);
}

#[test]
fn every_check_of_a_scenario_finds_its_case_and_can_be_let_off() {
    for (number, (name, pointer, spoil)) in SCENARIO.iter().enumerate() {
        let mut value = spoiled(spoil);
        let problems = quality(&value);
        let found = problems.iter().find(|p| p.check == *name);
        let found = found.unwrap_or_else(|| panic!("case {number}: no {name} in {problems:#?}"));
        assert_eq!(found.level, Level::Warning);
        let places: Vec<&str> = problems
            .iter()
            .filter(|p| p.check == *name)
            .map(|p| p.pointer.as_str())
            .collect();
        let expected = if number == SCENARIO.len() - 1 {
            "/scenarios/1/steps/2/story"
        } else {
            pointer
        };
        assert!(
            places.contains(&expected),
            "case {number}: {name} at {places:?}"
        );
        assert!(
            problems.iter().all(|p| resolves(&value, &p.pointer)),
            "case {number}"
        );

        let scenario = if pointer.starts_with(STORY) {
            STORY
        } else {
            MOMENT
        };
        let allow = json!([{ "check": name, "reason": "a test" }]);
        set(&mut value, &format!("{scenario}/allow"), allow);
        let left = quality(&value);
        let still = left
            .iter()
            .any(|p| p.check == *name && p.pointer.starts_with(scenario));
        assert!(!still, "case {number}: {name} is not let off: {left:#?}");
        let needless = left.iter().any(|p| p.check == "needless-allow");
        assert!(!needless, "case {number}: {left:#?}");
    }
}

#[test]
fn every_check_that_can_be_let_off_has_a_case() {
    for name in ALLOWABLE {
        assert!(SCENARIO.iter().any(|(check, ..)| *check == name), "{name}");
    }
}

#[test]
fn a_needless_or_unknown_allow_is_said() {
    for name in ALLOWABLE {
        let value = spoiled(|v| {
            set(
                v,
                &format!("{MOMENT}/allow"),
                json!([{ "check": name, "reason": "-" }]),
            )
        });
        let problems = quality(&value);
        let [problem] = problems.as_slice() else {
            panic!("{name}: {problems:?}");
        };
        assert_eq!(
            (problem.check, problem.pointer.as_str()),
            ("needless-allow", "/scenarios/0/allow/0")
        );
    }
    for name in ["spelling", "give-away", "credit", ""] {
        let allow = json!([{ "check": format!("{name} "), "reason": "-" }]);
        let value = spoiled(|v| set(v, &format!("{MOMENT}/allow"), allow.clone()));
        let Some(pack) = read(&value).thing else {
            continue; // An empty name is refused before.
        };
        let problems = check::quality(&pack, &framework());
        let [problem] = problems.as_slice() else {
            panic!("{name}: {problems:?}");
        };
        assert_eq!(
            (problem.check, problem.pointer.as_str()),
            ("unknown-check", "/scenarios/0/allow/0/check")
        );
    }
}

#[test]
fn a_voice_is_left_alone() {
    let value = spoiled(|v| {
        set(
            v,
            &format!("{STEP}/story/1/says"),
            json!("They all say I am an addict, and that I refused."),
        );
        set(v, &format!("{STEP}/story/1/voice"), json!(true));
        set(
            v,
            &format!("{STEP}/responses/2/text"),
            json!("You are in denial, and you know it well."),
        );
    });
    assert_eq!(quality(&value), []);
}

#[test]
fn another_language_is_not_read_as_english() {
    let value = spoiled(|v| {
        set(v, "/lang", json!("es"));
        set(v, &format!("{MOMENT}/topics"), json!([]));
        set(
            v,
            &format!("{MOMENT}/takeaway"),
            json!("Committed suicide addict."),
        );
    });
    assert_eq!(quality(&value), []);
    let english = spoiled(|v| {
        set(v, "/lang", json!("en-GB"));
        set(v, &format!("{MOMENT}/topics"), json!([]));
    });
    assert_eq!(quality(&english).len(), 1);
}

#[test]
fn the_whole_pack_has_a_lower_grade_than_one_moment() {
    let sentence = "You can often tell how someone is doing by the way they fill the kettle, and whether they look at you while the water is getting hot or turn to the window. ";
    let value = spoiled(|v| {
        for place in [MOMENT, STORY] {
            set(v, &format!("{place}/takeaway"), json!(sentence.repeat(60)));
        }
    });
    let problems = quality(&value);
    let places: Vec<&str> = problems.iter().map(|p| p.pointer.as_str()).collect();
    assert!(places.contains(&""), "{problems:?}");
    assert!(
        problems.iter().all(|p| p.check == "reading-grade"),
        "{problems:?}"
    );
}

/// The names of what is said of a pack as a whole.
fn of_pack(value: &Value) -> Vec<(String, &'static str)> {
    let problems = quality(value);
    let whole = problems.into_iter().filter(|p| p.pointer.is_empty());
    whole.map(|p| (p.sentence, p.check)).collect()
}

#[test]
fn eight_moments_with_one_key_give_it_away() {
    let eight = of_pack(&many(8));
    let says = |words: &str| {
        eight
            .iter()
            .any(|(s, check)| *check == "give-away" && s.contains(words))
    };
    assert!(says("the category that is keyed most often"), "{eight:#?}");
    assert!(
        says("the competency that is keyed most often"),
        "{eight:#?}"
    );
    assert!(!says("the longest response"), "{eight:#?}");
    assert!(
        eight.iter().any(|(_, check)| *check == "pack-theme"),
        "{eight:#?}"
    );
    assert!(of_pack(&many(7)).is_empty());
}

#[test]
fn each_way_of_guessing_responses_is_found() {
    const LONG: &str = " And I will sit here with you for as long as you like, if you want me to.";
    let cases: [(&str, Spoil); 4] = [
        ("the longest response", |step| {
            let text = step["responses"][0]["text"]
                .as_str()
                .unwrap_or_default()
                .to_owned();
            step["responses"][0]["text"] = json!(format!("{text}{LONG}"));
        }),
        ("the shortest response", |step| {
            for n in [1, 2] {
                let text = step["responses"][n]["text"]
                    .as_str()
                    .unwrap_or_default()
                    .to_owned();
                step["responses"][n]["text"] = json!(format!("{text}{LONG}"));
            }
        }),
        ("the response with a question in it", |step| {
            for n in [1, 2] {
                let text = step["responses"][n]["text"].as_str().unwrap_or_default();
                step["responses"][n]["text"] = json!(text.replace('?', "."));
            }
        }),
        (
            "the response that shares most words with the story",
            |step| {
                let text = step["responses"][0]["text"]
                    .as_str()
                    .unwrap_or_default()
                    .to_owned();
                step["responses"][0]["text"] =
                    json!(format!("{text} Rosa, kettle, window, buses, spring!"));
            },
        ),
    ];
    for (says, spoil) in cases {
        let mut value = many(8);
        let is_said = |value: &Value| {
            of_pack(value)
                .iter()
                .any(|(s, check)| *check == "give-away" && s.contains(says))
        };
        let before = is_said(&value);
        for scenario in value["scenarios"].as_array_mut().expect("a list") {
            spoil(&mut scenario["steps"][0]);
        }
        assert!(is_said(&value), "{says}: {:#?}", of_pack(&value));
        assert!(!before, "{says} is said without a reason");
    }
}

#[test]
fn a_theme_that_is_mixed_gives_nothing_away() {
    let mut value = many(12);
    // Half and a little more are keyed to I, with two of I on offer; the rest to others.
    let keys = [
        "I.2", "I.3", "I.4", "I.2", "I.3", "I.4", "I.2", "II.3", "V.1", "VI.2", "VIII.1", "IX.1",
    ];
    for (scenario, key) in value["scenarios"]
        .as_array_mut()
        .expect("a list")
        .iter_mut()
        .zip(keys)
    {
        let options = json!([
            { "id": key, "credit": 1, "why": "Yes." },
            { "id": "I.1", "credit": 0, "why": "No." },
            { "id": "XI.1", "credit": 0, "why": "No." }
        ]);
        scenario["steps"][0]["competency"]["options"] = options;
    }
    assert!(
        !of_pack(&value)
            .iter()
            .any(|(_, check)| *check == "pack-theme")
    );
    // With no second option of the category it does.
    for scenario in value["scenarios"].as_array_mut().expect("a list") {
        scenario["steps"][0]["competency"]["options"][1]["id"] = json!("XII.1");
    }
    let said = of_pack(&value);
    assert!(
        said.iter()
            .any(|(s, check)| *check == "pack-theme" && s.contains("two or more")),
        "{said:?}"
    );
}

/// What is said of packs together.
fn of_library(values: &[Value]) -> Vec<(Option<String>, &'static str, String)> {
    let packs: Vec<_> = values.iter().map(pack).collect();
    let packs: Vec<_> = packs.iter().collect();
    let Library { problems, figures } = check::library(&packs, &framework());
    assert!(!figures.to_string().is_empty());
    let said = problems.into_iter();
    said.map(|(pack, p)| (pack.map(String::from), p.check, p.sentence))
        .collect()
}

#[test]
fn twenty_questions_are_enough_for_a_library() {
    let said = of_library(&[many(20)]);
    assert!(
        said.iter().any(|(_, check, _)| *check == "give-away"),
        "{said:?}"
    );
    // The longest is never a best one.
    assert!(
        said.iter().any(|(_, check, _)| *check == "best-is-longest"),
        "{said:?}"
    );
    assert_eq!(of_library(&[many(19)]), []);
    let mut quarter = many(20);
    for scenario in quarter["scenarios"]
        .as_array_mut()
        .expect("a list")
        .iter_mut()
        .take(5)
    {
        scenario["steps"][0]["responses"][0]["text"] = json!(format!(
            "{} {}",
            scenario["id"],
            "What was he like? ".repeat(8)
        ));
    }
    let said = of_library(&[quarter]);
    assert!(
        !said.iter().any(|(_, check, _)| *check == "best-is-longest"),
        "{said:?}"
    );
}

#[test]
fn a_text_of_another_pack_is_said_of_the_second() {
    let mut other = good();
    set(&mut other, "/id", json!("other"));
    let said = of_library(&[good(), other.clone()]);
    assert_eq!(
        said.len(),
        12,
        "eight responses and four stories: {said:#?}"
    );
    let in_other = |(pack, check, _): &(Option<String>, &str, String)| {
        pack.as_deref() == Some("other") && *check == "duplicate-text"
    };
    assert!(said.iter().all(in_other), "{said:?}");

    let allow = json!([{ "check": "duplicate-text", "reason": "a test" }]);
    set(&mut other, &format!("{MOMENT}/allow"), allow.clone());
    set(&mut other, &format!("{STORY}/allow"), allow);
    assert_eq!(of_library(&[good(), other.clone()]), []);
    let (one, other) = (pack(&good()), pack(&other));
    let framework = framework();
    assert_eq!(
        check::quality_among(&other, &framework, &[&one, &other]),
        []
    );
    assert_eq!(
        check::quality(&other, &framework).len(),
        2,
        "alone it is let off nothing"
    );
}

#[test]
fn coverage_counts_moments() {
    let pack = pack(&good());
    let coverage = check::coverage::Coverage::of(&[&pack], &framework());
    let count = |id: &str| {
        coverage
            .competencies
            .iter()
            .find(|(c, _)| c.as_str() == id)
            .map(|(_, n)| *n)
    };
    assert_eq!(
        ["I.2", "IV.1", "II.4", "II.1"].map(count),
        [Some(1), Some(1), Some(1), Some(0)]
    );
    assert_eq!(coverage.competencies.len(), 64);
    assert_eq!(coverage.principles.iter().map(|(_, n)| n).sum::<usize>(), 3);
    assert_eq!(coverage.check().len(), 64 + 5);
}
