//! Frameworks: what is read from a file, and what is said of one that is amiss.

use alongside::engine::framework::Framework;
use alongside::engine::guide::Guide;
use alongside::engine::problem::Problem;
use serde_json::{Value, json};

use super::support::{FRAMEWORK, framework, id};

const SAMHSA: &str = include_str!("../../scenarios/frameworks/samhsa-peer-2015.json");
const GUIDE: &str = include_str!("../../scenarios/frameworks/samhsa-peer-2015.guide.json");

fn problems(change: impl FnOnce(&mut Value)) -> Vec<Problem> {
    let mut value: Value = serde_json::from_str(FRAMEWORK).expect("JSON");
    change(&mut value);
    let reading = Framework::read(&value.to_string());
    assert_eq!(
        reading.thing.is_none(),
        reading.problems.iter().any(Problem::is_error)
    );
    reading.problems
}

/// The check and the place of the one error.
#[track_caller]
fn assert_error(change: impl FnOnce(&mut Value), check: &str, at: &str) {
    let problems = problems(change);
    let found: Vec<(&str, &str)> = problems
        .iter()
        .map(|p| (p.check, p.pointer.as_str()))
        .collect();
    assert_eq!(found, [(check, at)], "{problems:?}");
}

#[test]
fn everything_of_the_file_is_there() {
    let framework = framework();
    assert_eq!(framework.id(), &id("small-2015"));
    assert_eq!(framework.title(), "A small framework for tests");
    assert_eq!(framework.publisher(), "Alongside's tests");
    assert_eq!(framework.categories().len(), 4);
    assert_eq!(framework.principles().len(), 2);
    assert_eq!(framework.overlaps(), [(id("I.2"), id("II.1"))]);
    assert_eq!(framework.sources(), ["A source"]);
    assert_eq!(framework.notes(), ["Made for tests."]);
    let category = framework.category("I").expect("it is there");
    assert_eq!(
        (category.label.as_str(), category.competencies.len()),
        ("Building trust", 2)
    );
    let competency = framework.competency(&id("I.2")).expect("it is there");
    assert_eq!(
        (competency.label.as_str(), competency.note.as_str()),
        ("Listening well", "As one source has it.")
    );
    // Where there is no plain label the framework's wording stands in.
    assert_eq!(
        framework
            .competency(&id("II.1"))
            .expect("it is there")
            .label,
        "Validates experiences"
    );
    assert_eq!(
        framework.category("II").expect("it is there").label,
        "Provides support"
    );
    assert!(framework.principle(&id("voluntary")).is_some());
    assert!(framework.principle(&id("nothing")).is_none());
    assert!(framework.category("XII").is_none());
    for absent in ["I.9", "IX.1", "II.3"] {
        assert!(framework.competency(&id(absent)).is_none(), "{absent}");
    }
}

#[test]
fn the_sites_framework_is_whole() {
    let reading = Framework::read(SAMHSA);
    assert_eq!(reading.problems, []);
    let framework = reading.thing.expect("no errors");
    let counts: Vec<usize> = framework
        .categories()
        .iter()
        .map(|c| c.competencies.len())
        .collect();
    assert_eq!(counts, [5, 5, 4, 4, 5, 5, 6, 5, 6, 5, 7, 7]);
    assert_eq!(framework.principles().len(), 5);
    for category in framework.categories() {
        assert!(
            category.label.split_whitespace().count() <= 5,
            "{}",
            category.label
        );
        for competency in &category.competencies {
            assert!(
                competency.label.split_whitespace().count() <= 8,
                "{}",
                competency.label
            );
            assert_eq!(framework.competency(&competency.id), Some(competency));
        }
    }
    // The items that may be one restatement's additions say so.
    for item in ["XII.5", "XII.6", "XII.7"] {
        let competency = framework.competency(&id(item)).expect("it is there");
        assert!(!competency.note.is_empty(), "{item}");
    }
}

#[test]
fn the_sites_guide_explains_every_part() {
    let framework = Framework::read(SAMHSA).thing.expect("no errors");
    let guide = Guide::read(GUIDE).expect("it is a guide");
    for category in framework.categories() {
        assert!(
            guide.categories.contains_key(category.id.as_str()),
            "{}",
            category.id
        );
        for competency in &category.competencies {
            assert!(
                guide.competencies.contains_key(competency.id.as_str()),
                "{}",
                competency.id
            );
        }
    }
    for principle in framework.principles() {
        assert!(
            guide.principles.contains_key(principle.id.as_str()),
            "{}",
            principle.id
        );
    }
    let competencies: usize = framework
        .categories()
        .iter()
        .map(|c| c.competencies.len())
        .sum();
    assert_eq!(guide.competencies.len(), competencies, "and nothing else");
    assert_eq!(guide.categories.len(), framework.categories().len());
    assert_eq!(guide.principles.len(), framework.principles().len());
    assert_eq!(Guide::read("<html>"), None);
}

#[test]
fn what_is_amiss_is_said_where_it_is() {
    let competency = "/categories/2/competencies/0";
    assert_error(|f| f["format"] = json!(2), "format", "/format");
    assert_error(
        |f| drop(f.as_object_mut().map(|f| f.remove("format"))),
        "missing-field",
        "",
    );
    assert_error(
        |f| drop(f.as_object_mut().map(|f| f.remove("id"))),
        "missing-field",
        "",
    );
    assert_error(|f| f["id"] = json!("Small"), "id", "/id");
    assert_error(|f| f["title"] = json!(" "), "empty-text", "/title");
    assert_error(
        |f| f["categories"][2]["id"] = json!("VI.1"),
        "id",
        "/categories/2/id",
    );
    assert_error(
        |f| f["categories"][2]["competencies"][0]["id"] = json!("II.7"),
        "id",
        &format!("{competency}/id"),
    );
    assert_error(
        |f| f["categories"][2]["competencies"][0]["id"] = json!("one"),
        "id",
        &format!("{competency}/id"),
    );
    assert_error(
        |f| f["categories"][2]["competencies"][1]["id"] = json!("VI.1"),
        "duplicate-id",
        "/categories/2/competencies/1/id",
    );
    assert_error(
        |f| f["principles"][1]["id"] = json!("voluntary"),
        "duplicate-id",
        "/principles",
    );
    assert_error(
        |f| f["principles"][1]["title"] = json!(7),
        "type",
        "/principles/1/title",
    );
    assert_error(|f| f["principles"] = json!("none"), "type", "/principles");
    for overlap in [
        json!(["I.1"]),
        json!(["I.1", "I.9"]),
        json!(["I.1", "I.2", "II.1"]),
        json!(["I.1", "I.2", "I.9"]),
        json!("I.1"),
        json!([1, 2]),
    ] {
        assert_error(
            |f| f["overlaps"] = json!([overlap]),
            "overlap",
            "/overlaps/0",
        );
    }
    let twice = problems(|f| {
        let first = f["categories"][0].clone();
        f["categories"][1] = first;
        f["overlaps"] = json!([]);
    });
    assert!(
        twice
            .iter()
            .any(|p| p.check == "duplicate-id" && p.pointer == "/categories"),
        "{twice:?}"
    );
}

#[test]
fn an_unknown_field_is_warned_of_and_left_out() {
    let problems = problems(|f| f["categories"][0]["lable"] = json!("Trust"));
    assert_eq!(problems.len(), 1);
    assert_eq!(
        (problems[0].check, problems[0].is_error()),
        ("unknown-field", false)
    );
}

#[test]
fn every_problem_is_found_at_once() {
    let found = problems(|f| {
        f["title"] = json!("");
        f["categories"][0]["title"] = json!(null);
        f["categories"][3]["competencies"] = json!([]);
        f["overlaps"] = json!([]);
    });
    let places: Vec<&str> = found.iter().map(|p| p.pointer.as_str()).collect();
    assert_eq!(
        places,
        ["/title", "/categories/0", "/categories/3/competencies"]
    );
}

#[test]
fn anything_is_read_without_a_panic() {
    for text in [
        "",
        "null",
        "[]",
        "7",
        "\"x\"",
        "{",
        "<!doctype html>",
        "{}",
        "\u{feff}{}",
        &"[".repeat(100_000),
    ] {
        let reading = Framework::read(text);
        assert!(reading.thing.is_none());
        assert!(reading.problems.iter().any(Problem::is_error), "{text:.20}");
    }
    let large = format!("\"{}\"", "x".repeat(1 << 20));
    assert_eq!(Framework::read(&large).problems[0].check, "limit");
    // Cut anywhere, it is an error and not half a framework.
    for at in (0..FRAMEWORK.trim_end().len()).filter(|at| FRAMEWORK.is_char_boundary(*at)) {
        assert!(
            Framework::read(&FRAMEWORK[..at]).thing.is_none(),
            "cut at {at}"
        );
    }
}
