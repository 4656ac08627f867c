//! A pack while it is being written: nothing of it is lost on the way in and out.

use std::fs;

use alongside::engine::draft;
use alongside::engine::read::read_pack;
use proptest::prelude::*;

use super::hostile::{any_json, cases, mutated};
use super::support::{PACK, framework, root};

/// The packs that ship, past editions and the small one of the tests, by name.
fn packs() -> Vec<(String, String)> {
    let mut packs = vec![("minimal".to_owned(), PACK.to_owned())];
    for folder in ["packs", "packs/past"] {
        let folder = root().join("scenarios").join(folder);
        let Ok(entries) = fs::read_dir(folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|ext| ext == "json") {
                let text = fs::read_to_string(&path).expect("a pack");
                packs.push((path.display().to_string(), text));
            }
        }
    }
    packs
}

#[test]
fn every_shipped_pack_comes_out_of_a_draft_as_it_went_in() {
    let framework = framework();
    let packs = packs();
    assert!(packs.len() > 10, "{}", packs.len());
    for (name, text) in packs {
        let reading = draft::read(&text);
        assert_eq!(reading.problems, [], "{name}");
        let written = reading.thing.expect("a draft").to_text();
        let before = read_pack(&text, &[&framework]);
        let after = read_pack(&written, &[&framework]);
        assert_eq!(before.problems, after.problems, "{name}");
        assert_eq!(before.thing, after.thing, "{name}");
        assert!(after.thing.is_some(), "{name}");
        assert_eq!(draft::read(&written).thing, draft::read(&text).thing);
    }
}

#[test]
fn a_written_pack_has_its_fields_in_the_order_in_which_people_write_them() {
    let written = draft::read(PACK).thing.expect("a draft").to_text();
    let at = |field: &str| written.find(&format!("\"{field}\"")).expect("the field");
    let order = ["format", "id", "title", "lang", "key", "scenarios", "steps"];
    assert!(order.is_sorted_by_key(|field| at(field)), "{written:.600}");
    assert!(written.contains("\n  \"format\": 1,\n  \"id\": "));
}

#[test]
fn what_can_not_be_taken_is_said() {
    let text = r#"{ "format": 1, "id": 7, "colour": "red", "scenarios": [
        "none", { "id": "a", "steps": [ { "story": [ {"text": "T", "says": "S"} ],
        "competency": {"options": [ {"id": "I.1", "credit": 0.7} ]},
        "responses": [ {"id": "r", "fit": "3"}, {"id": "s", "fit": 9} ], "panel": [] } ] } ] }"#;
    let reading = draft::read(text);
    let draft = reading.thing.expect("a draft");
    let step = &draft.scenarios[0].steps[0];
    assert_eq!(draft.scenarios.len(), 1);
    assert_eq!(step.story[0].words, "T\nS");
    assert_eq!(step.competency[0].credit, None);
    assert_eq!(step.responses[0].fit, None);
    assert_eq!(step.responses[1].fit, Some(9));
    assert_eq!(step.panel, None);
    let places: Vec<&str> = reading
        .problems
        .iter()
        .map(|p| p.pointer.as_str())
        .collect();
    let lost = [
        "/colour",
        "/id",
        "/scenarios/0",
        "/scenarios/1/steps/0/competency/options/0/credit",
        "/scenarios/1/steps/0/responses/0/fit",
        "/scenarios/1/steps/0/panel",
    ];
    assert_eq!(places, lost);
}

#[test]
fn what_is_no_pack_is_no_draft() {
    for text in ["", "[]", "<html>", "{\"format\": 1", "{\"format\": 2}"] {
        let reading = draft::read(text);
        assert_eq!(reading.thing, None, "{text}");
        assert_eq!(reading.problems.len(), 1, "{text}");
    }
    let deep = format!(
        "{}{}",
        "{\"a\":".repeat(20),
        "1".to_owned() + &"}".repeat(20)
    );
    let text = format!(r#"{{"scenarios":[{{"steps":[{{"panel":{deep}}}]}}]}}"#);
    let reading = draft::read(&text);
    assert_eq!(reading.problems.len(), 1);
    assert_eq!(
        reading.thing.expect("a draft").scenarios[0].steps[0].panel,
        None
    );
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn any_json_is_taken_or_refused_and_what_is_taken_stays(
        value in prop_oneof![any_json(), mutated(PACK)],
    ) {
        let text = value.to_string();
        if let Some(draft) = draft::read(&text).thing {
            let again = draft::from_json(&draft.to_json());
            prop_assert_eq!(&again.problems, &[]);
            prop_assert_eq!(again.thing.as_ref(), Some(&draft));
            prop_assert_eq!(draft::read(&draft.to_text()).thing, Some(draft));
        }
    }

    #[test]
    fn a_draft_says_what_its_file_says(value in mutated(PACK)) {
        let text = value.to_string();
        let framework = framework();
        let before = read_pack(&text, &[&framework]);
        if let Some(draft) = draft::read(&text).thing
            && before.thing.is_some()
        {
            let after = read_pack(&draft.to_text(), &[&framework]);
            prop_assert_eq!(before.thing, after.thing);
        }
    }
}
