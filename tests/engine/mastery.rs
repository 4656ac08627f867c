//! Mastery: the exponential mean over what counts, by category and principle, each question apart.

use alongside::engine::answer::Question;
use alongside::engine::history::History;
use alongside::engine::mastery::{self, Level, Mastery};
use alongside::engine::score::Certainty;
use serde_json::Value;

use super::past::{Answer, answer, assert_near, history, on};
use super::support::id;

const VECTORS: &str = include_str!("../fixtures/scoring.json");

fn of(history: &History, category: &str) -> Mastery {
    mastery::by_category(history, &[id(category)])[0]
}

/// A moment a day, each another, with those credits for competency and full ones for response.
fn days(credits: &[f64]) -> History {
    let day =
        |(n, credit): (i64, &f64)| on(n, [answer(&format!("p/m{n}"), "I.1").earned(*credit, 1.0)]);
    history((0..).zip(credits).map(day).collect())
}

#[track_caller]
fn assert_level(found: Level, expected: Level) {
    match (found, expected) {
        (Level::At(found), Level::At(level)) | (Level::Mastered(found), Level::Mastered(level)) => {
            assert_near(found, level);
        }
        _ => assert_eq!(found, expected),
    }
}

#[test]
fn the_level_is_that_of_the_vectors() {
    let file: Value = serde_json::from_str(VECTORS).expect("JSON");
    let numbers = |field: &str| -> Vec<f64> {
        let list = file["mastery_ema"][field].as_array().expect("a list");
        list.iter().map(|n| n.as_f64().expect("a number")).collect()
    };
    let (credits, shown) = (numbers("credits"), numbers("shown"));
    assert_eq!((credits.len(), shown.len()), (5, 5));
    for n in 1..=5 {
        let found = of(&days(&credits[..n]), "I").competency;
        assert_near(found.so_far().expect("answered"), shown[n - 1]);
        assert_eq!((found.answers, found.moments), (n, n));
    }
    let found = of(&days(&credits), "I");
    assert_level(found.competency.level(), Level::At(shown[4]));
    assert_level(found.response.level(), Level::Mastered(1.0));
}

#[test]
fn under_five_moments_there_is_no_level() {
    for n in 0..5 {
        let found = of(&days(&vec![1.0; n]), "I").competency;
        assert_eq!(found.level(), Level::More(5 - n));
    }
    // Five answers, but to four moments: three weeks apart, one came twice.
    let mut attempts: Vec<_> = (0..4)
        .map(|n| on(n, [answer(&format!("p/m{n}"), "I.1")]))
        .collect();
    attempts.push(on(30, [answer("p/m0", "I.1")]));
    let found = of(&history(attempts), "I").competency;
    assert_eq!((found.answers, found.moments), (5, 4));
    assert_eq!(found.level(), Level::More(1));
}

#[test]
fn mastered_begins_at_four_fifths() {
    // m after five ones and a credit c: 0.2c + 0.8 (1 − 0.8⁵), over 1 − 0.8⁶.
    let shown = |c: f64| (0.2 * c + 0.8 * (1.0 - 0.8_f64.powi(5))) / (1.0 - 0.8_f64.powi(6));
    let needed = (0.8 * (1.0 - 0.8_f64.powi(6)) - 0.8 * (1.0 - 0.8_f64.powi(5))) / 0.2;
    for (credit, mastered) in [(needed + 1e-4, true), (needed - 1e-4, false)] {
        let found = of(&days(&[1.0, 1.0, 1.0, 1.0, 1.0, credit]), "I")
            .competency
            .level();
        let level = shown(credit);
        assert_level(
            found,
            if mastered {
                Level::Mastered(level)
            } else {
                Level::At(level)
            },
        );
    }
}

#[test]
fn what_was_seen_of_late_does_not_count() {
    let attempts = vec![
        on(0, [answer("p/a", "I.1").earned(0.0, 0.5)]),
        on(5, [answer("p/a", "I.1").earned(1.0, 1.0)]),
    ];
    let found = of(&history(attempts), "I");
    assert_eq!(found.competency.answers, 1);
    assert_eq!(found.competency.so_far(), Some(0.0));
    assert_near(found.response.so_far().expect("answered"), 0.5);
    assert_eq!(found.lower_so_far(), Some(0.0));
}

#[test]
fn each_question_and_each_category_stands_for_itself() {
    let history = history(vec![on(
        0,
        [
            answer("p/a", "I.1").earned(1.0, 0.25),
            answer("p/b", "II.1").earned(0.5, None),
            answer("p/c", "VI.1")
                .earned(None, 0.75)
                .sure(Certainty::Very, Certainty::Very),
            // In rate each it is the credit over chance that counts.
            answer("p/d", "VIII.1").earned(1.0, 0.9).over_chance(0.6),
        ],
    )]);
    let level = |category: &str| {
        let found = of(&history, category);
        (
            found.of(Question::Competency).so_far(),
            found.of(Question::Response).so_far(),
        )
    };
    let near = |found: (Option<f64>, Option<f64>), expected: (Option<f64>, Option<f64>)| {
        for (found, expected) in [(found.0, expected.0), (found.1, expected.1)] {
            assert_eq!(found.is_some(), expected.is_some());
            assert_near(found.unwrap_or_default(), expected.unwrap_or_default());
        }
    };
    near(level("I"), (Some(1.0), Some(0.25)));
    near(level("II"), (Some(0.5), None));
    near(level("VI"), (None, Some(0.75)));
    near(level("VIII"), (Some(1.0), Some(0.6)));
    near(level("XII"), (None, None));
    assert_eq!(of(&history, "XII"), Mastery::default());
    // By the category's id, not by how it begins.
    assert_eq!(of(&history, "V"), Mastery::default());
}

#[test]
fn a_story_is_one_answer() {
    let (one, two) = (answer("p/a", "I.1"), answer("p/a", "II.1").earned(0.0, 0.5));
    let mut story = one.0;
    story.steps.extend(two.0.steps);
    let history = history(vec![on(0, [Answer(story)])]);
    let found = of(&history, "I");
    assert_eq!((found.competency.answers, found.response.answers), (1, 1));
    assert_near(found.competency.so_far().expect("answered"), 0.5);
    assert_near(found.response.so_far().expect("answered"), 0.75);
    // It counts for the category of its first step alone.
    assert_eq!(of(&history, "II"), Mastery::default());
}

#[test]
fn a_moment_counts_for_all_its_principles() {
    let history = history(vec![on(
        0,
        [
            answer("p/a", "I.1").principles(&["voluntary", "mutual"]),
            answer("p/b", "II.1")
                .principles(&["mutual"])
                .earned(0.5, 0.5),
            answer("p/c", "II.1").earned(0.0, 0.0),
        ],
    )]);
    let found = mastery::by_principle(&history, &[id("voluntary"), id("mutual"), id("other")]);
    let answers: Vec<usize> = found.iter().map(|one| one.competency.answers).collect();
    assert_eq!(answers, [1, 2, 0]);
    // 0.2 · 1 · 0.8 + 0.2 · 0.5, over 1 − 0.8².
    assert_near(found[1].response.so_far().expect("answered"), 0.26 / 0.36);
}
