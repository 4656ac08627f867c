//! When a category is due: FSRS-6 as the reference implementation has it, one review a day.

use alongside::engine::attempt::Attempt;
use alongside::engine::spacing::{self, Card, Memory, Rating, Standing};
use proptest::prelude::*;
use serde_json::Value;

use super::past::{answer, assert_near, at, day, history, on};
use super::support::{cases, id};

const VECTORS: &str = include_str!("../fixtures/fsrs6.json");

fn file() -> Value {
    serde_json::from_str(VECTORS).expect("JSON")
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

fn rating(value: &Value) -> Rating {
    match value.as_u64() {
        Some(1) => Rating::Again,
        Some(2) => Rating::Hard,
        Some(3) => Rating::Good,
        Some(4) => Rating::Easy,
        _ => panic!("{value} is no rating"),
    }
}

#[test]
fn the_factor_is_what_it_is_made_of() {
    // The last of the default parameters.
    assert_near(spacing::FACTOR, 0.9_f64.powf(-1.0 / 0.1542) - 1.0);
}

#[test]
fn memory_is_that_of_the_reference() {
    let file = file();
    let cards = file["memory_state"].as_array().expect("a list");
    assert_eq!(cards.len(), 4);
    for reviews in cards {
        let mut memory: Option<Memory> = None;
        for review in reviews.as_array().expect("a list") {
            let rating = rating(&review["rating"]);
            let after = match memory {
                None => Memory::first(rating),
                Some(before) => before.after(rating, number(&review["days_since_last"])),
            };
            assert_near(after.stability, number(&review["stability"]));
            assert_near(after.difficulty, number(&review["difficulty"]));
            memory = Some(after);
        }
    }
}

#[test]
fn intervals_and_retrievability_are_those_of_the_reference() {
    let file = file();
    for case in file["interval_days"].as_array().expect("a list") {
        let found = spacing::interval(
            number(&case["stability"]),
            number(&case["desired_retention"]),
        );
        assert!(
            (found - number(&case["days"])).abs() < 1e-4,
            "{case}: {found}"
        );
    }
    for case in file["retrievability"].as_array().expect("a list") {
        let memory = Memory {
            stability: number(&case["stability"]),
            difficulty: 5.0,
        };
        assert_near(
            memory.retrievability(number(&case["days"])),
            number(&case["r"]),
        );
    }
}

fn card(attempts: Vec<Attempt>, today: i64) -> Card {
    spacing::due(&history(attempts), &[id("I")], day(today))[0]
}

/// A moment that is new, with both credits.
fn fresh(days: i64, credit: f64) -> Attempt {
    on(
        days,
        [answer(&format!("p/m{days}"), "I.1").earned(credit, credit)],
    )
}

#[test]
fn a_category_comes_back_at_growing_intervals() {
    // The reference's second card: 2, 11 and 46 days, then 162.86 rounded.
    let mut attempts = Vec::new();
    for (on_day, then) in [(0, 2), (2, 13), (13, 59), (59, 222)] {
        attempts.push(fresh(on_day, 0.85));
        let found = card(attempts.clone(), on_day);
        assert_eq!(
            (found.standing, found.due),
            (Standing::Resting, Some(day(then)))
        );
        assert_near(found.retrievability.expect("practised"), 1.0);
        assert_eq!(card(attempts.clone(), then - 1).standing, Standing::Resting);
        let due = card(attempts.clone(), then);
        assert_eq!(due.standing, Standing::Due);
        assert!((due.retrievability.expect("practised") - 0.9).abs() < 0.015);
    }
}

#[test]
fn a_days_credit_is_rated_by_two_thresholds() {
    for (credit, rating) in [
        (1.0, Rating::Good),
        (0.85, Rating::Good),
        (0.849_999, Rating::Hard),
        (0.6, Rating::Hard),
        (0.599_999, Rating::Again),
        (0.0, Rating::Again),
    ] {
        assert_eq!(Rating::of(credit), rating, "{credit}");
        // First stabilities 0.212, 1.2931 and 2.3065: at least a day, in whole days.
        let due = card(vec![fresh(0, credit)], 0).due;
        let wait = if rating == Rating::Good { 2 } else { 1 };
        assert_eq!(due, Some(day(wait)), "{credit}");
    }
}

#[test]
fn the_lower_credit_of_each_moment_makes_the_days_mean() {
    // Lower credits 0.7 and 1: mean 0.85, good. The means of each question would be 0.85 as well,
    // and the lower of these too; so a second pair, where they differ.
    let mixed = |one: (f64, f64), other: (f64, f64)| {
        let moments = [
            answer("p/a", "I.1").earned(one.0, one.1),
            answer("p/b", "I.1").earned(other.0, other.1),
        ];
        card(vec![on(0, moments)], 0).due
    };
    assert_eq!(mixed((0.7, 1.0), (1.0, 1.0)), Some(day(2)));
    // Each question's mean is 0.85, but the lower credits are 0.7 and 0.7.
    assert_eq!(mixed((0.7, 1.0), (1.0, 0.7)), Some(day(1)));
    // What is not scored has no say; what is scored in one question has it alone.
    let unscored = vec![on(0, [answer("p/a", "I.1").earned(None, None)])];
    assert_eq!(card(unscored, 0).standing, Standing::New);
    let half = vec![on(0, [answer("p/a", "I.1").earned(None, 0.9)])];
    assert_eq!(card(half, 0).due, Some(day(2)));
}

#[test]
fn there_is_one_review_a_day() {
    let one = |minute, name: &str, credit: f64| {
        at(0, minute, [answer(name, "I.1").earned(credit, credit)])
    };
    // Two sessions on a day are one review: good, not good after good.
    let found = card(vec![one(60, "p/a", 1.0), one(600, "p/b", 0.8)], 0);
    assert_eq!(found.due, Some(day(2)));
    // What was missed and then repeated on the same day stays missed.
    let found = card(vec![one(60, "p/a", 0.0), one(600, "p/a", 1.0)], 0);
    assert_eq!(found.due, Some(day(1)));
}

#[test]
fn a_moment_seen_before_is_the_review_only_where_there_is_no_other() {
    let again = on(2, [answer("p/m0", "I.1").earned(0.0, 0.0)]);
    // With nothing else on that day, the category would else stay due for ever.
    let found = card(vec![fresh(0, 1.0), again.clone()], 2);
    assert_eq!(found.due, Some(day(3)));
    // Only as it was answered first on that day.
    let twice = |first: f64, then: f64| {
        let one = |minute, credit| at(2, minute, [answer("p/m0", "I.1").earned(credit, credit)]);
        card(vec![fresh(0, 1.0), one(60, first), one(600, then)], 2).due
    };
    assert_eq!(twice(1.0, 0.0), Some(day(13)));
    assert_eq!(twice(0.0, 1.0), Some(day(3)));
    // Beside an answer that counts it has no say.
    let beside = card(vec![fresh(0, 1.0), again, fresh(2, 1.0)], 2);
    assert_eq!(beside.due, Some(day(13)));
}

#[test]
fn weak_is_what_is_not_due_and_low() {
    assert_eq!(card(vec![], 0).standing, Standing::New);
    assert_eq!(card(vec![], 0).due, None);
    let low = card(vec![fresh(0, 0.5)], 0);
    assert_eq!(low.standing, Standing::Weak);
    assert_near(low.level.expect("answered"), 0.5);
    assert_eq!(card(vec![fresh(0, 0.5)], 1).standing, Standing::Due);
    assert_eq!(card(vec![fresh(0, 0.6)], 0).standing, Standing::Resting);
    // The lower of the two questions tells.
    let one_sided = vec![on(0, [answer("p/a", "I.1").earned(1.0, 0.2)])];
    assert_eq!(card(one_sided, 0).standing, Standing::Weak);
}

#[test]
fn other_categories_have_no_say() {
    let attempts = vec![on(0, [answer("p/a", "II.1"), answer("p/b", "VI.1")])];
    let cards = spacing::due(&history(attempts), &[id("VI"), id("I"), id("II")], day(0));
    let standings: Vec<Standing> = cards.iter().map(|card| card.standing).collect();
    assert_eq!(
        standings,
        [Standing::Resting, Standing::New, Standing::Resting]
    );
}

proptest! {
    #![proptest_config(cases(128))]

    /// Whatever a clock did, cards stay what they are: due after the last review, within bounds.
    #[test]
    fn cards_stay_in_bounds(
        reviews in prop::collection::vec((0..400_i64, 0.0..=1.0_f64), 0..20),
        today in -50..2000_i64,
    ) {
        let attempts: Vec<Attempt> = reviews.iter().map(|(days, credit)| fresh(*days, *credit)).collect();
        let last = reviews.iter().map(|(days, _)| *days).max();
        let found = card(attempts, today);
        prop_assert_eq!(found.due.is_some(), last.is_some());
        if let (Some(due), Some(last), Some(r)) = (found.due, last, found.retrievability) {
            prop_assert!(due > day(last) && due.since(day(last)) <= 36_500);
            prop_assert!(r > 0.0 && r <= 1.0);
            prop_assert_eq!(found.standing == Standing::Due, day(today) >= due);
        }
    }
}
