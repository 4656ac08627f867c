//! How sure against how right, each question apart; and the marks that go with certainty.

use alongside::engine::answer::Question;
use alongside::engine::calibration::{self, Marks};
use alongside::engine::history::History;
use alongside::engine::score::Certainty::{self, Fairly, NotVery, Very};
use serde_json::Value;

use super::past::{Answer, answer, assert_near, history, on};

const VECTORS: &str = include_str!("../fixtures/scoring.json");

/// Counts and mean credits by certainty.
fn levels(history: &History, question: Question) -> Vec<(Certainty, usize, Option<f64>)> {
    let levels = calibration::levels(history, question);
    levels.iter().map(|l| (l.sure, l.count, l.credit)).collect()
}

#[test]
fn each_certainty_has_its_count_and_mean_credit() {
    let history = history(vec![on(
        0,
        [
            answer("p/a", "I.1").earned(1.0, 0.0).sure(Very, NotVery),
            answer("p/b", "I.1").earned(0.5, 0.25).sure(Very, NotVery),
            answer("p/c", "I.1").earned(0.0, 1.0).sure(Fairly, Very),
            // Over chance, in rate each.
            answer("p/d", "I.1")
                .earned(1.0, 0.9)
                .over_chance(0.6)
                .sure(Very, Very),
            // Not asked, or not scored.
            answer("p/e", "I.1").earned(0.0, 0.0),
            answer("p/f", "I.1")
                .earned(None, None)
                .sure(NotVery, Fairly),
        ],
    )]);
    let competency = levels(&history, Question::Competency);
    assert_eq!(competency[0], (NotVery, 0, None));
    assert_eq!(competency[1], (Fairly, 1, Some(0.0)));
    assert_eq!((competency[2].0, competency[2].1), (Very, 3));
    assert_near(competency[2].2.expect("three"), 2.5 / 3.0);
    let response = levels(&history, Question::Response);
    assert_eq!(response[0], (NotVery, 2, Some(0.125)));
    assert_eq!(response[1], (Fairly, 0, None));
    assert_eq!((response[2].0, response[2].1), (Very, 2));
    assert_near(response[2].2.expect("two"), 0.8);
}

#[test]
fn what_may_be_remembered_has_no_say_and_each_step_of_a_story_has() {
    let first = || answer("p/a", "I.1").earned(0.0, 0.0).sure(Very, Very);
    let again = answer("p/a", "I.1").sure(Very, Very);
    let seen = history(vec![on(0, [first()]), on(3, [again])]);
    assert_eq!(levels(&seen, Question::Competency)[2], (Very, 1, Some(0.0)));
    let mut story = first().0;
    story
        .steps
        .extend(answer("p/a", "II.1").sure(NotVery, Very).0.steps);
    let told = history(vec![on(0, [Answer(story)])]);
    assert_eq!(
        levels(&told, Question::Competency)[0],
        (NotVery, 1, Some(1.0))
    );
    assert_eq!(levels(&told, Question::Response)[2], (Very, 2, Some(0.5)));
}

#[test]
fn marks_are_those_of_gardner_medwin() {
    let file: Value = serde_json::from_str(VECTORS).expect("JSON");
    for (right, field) in [(1.0, "right"), (0.0, "wrong")] {
        for (at, sure) in Certainty::ALL.into_iter().enumerate() {
            let mark = file["certainty"][field][at].as_f64().expect("a number");
            assert_near(calibration::mark(sure, right), mark);
            let past = vec![on(
                0,
                [answer("p/a", "I.1").earned(right, 0.5).sure(sure, Very)],
            )];
            let marks = Marks {
                count: 1,
                sum: mark,
                most: 3.0,
            };
            assert_eq!(calibration::marks_of(&past[0]), marks);
            assert_eq!(calibration::marks(&history(past)), marks);
        }
    }
    // What can be defended lies between.
    assert_near(calibration::mark(Very, 0.5), -1.5);
    assert_near(calibration::mark(NotVery, 0.5), 0.5);
    // Sums, over competencies alone.
    let past = vec![on(
        0,
        [
            answer("p/a", "I.1").earned(1.0, 0.0).sure(Very, Very),
            answer("p/b", "I.1").earned(0.0, 0.0).sure(Fairly, Very),
            answer("p/c", "I.1").earned(0.0, 0.0),
            answer("p/d", "I.1").earned(None, 0.0).sure(Very, Very),
        ],
    )];
    let marks = Marks {
        count: 2,
        sum: 1.0,
        most: 6.0,
    };
    assert_eq!(calibration::marks_of(&past[0]), marks);
    assert_eq!(calibration::marks(&history(past)), marks);
    assert_eq!(calibration::marks(&History::default()), Marks::default());
}

#[test]
fn it_pays_to_say_how_sure_one_is() {
    // The best certainty for a chance of being right: under 2/3, under 4/5, above.
    for (chance, best) in [(0.6, NotVery), (0.7, Fairly), (0.79, Fairly), (0.81, Very)] {
        let mark = |sure| calibration::mark(sure, chance);
        for other in Certainty::ALL {
            assert!(mark(other) <= mark(best), "{chance}: {other:?}");
        }
    }
}
