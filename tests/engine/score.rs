//! Marking, against the shared vectors and against figures computed elsewhere.

use alongside::engine::id::ResponseId;
use alongside::engine::mark::{self, Choice};
use alongside::engine::pack::Step;
use alongside::engine::practice::Format;
use alongside::engine::score::{self, Certainty};
use alongside::engine::topic::Drift;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::support::{cases, fit, id, scenario, step_of};

const VECTORS: &str = include_str!("../fixtures/scoring.json");

fn vectors(name: &str) -> Value {
    let all: Value = serde_json::from_str(VECTORS).expect("the vectors are JSON");
    all[name].clone()
}

fn bytes(value: &Value) -> Vec<u8> {
    let list = value.as_array().expect("a list");
    list.iter()
        .map(|n| u8::try_from(n.as_u64().expect("a number")).expect("small"))
        .collect()
}

fn numbers(value: &Value) -> Vec<f64> {
    let list = value.as_array().expect("a list");
    list.iter().map(|n| n.as_f64().expect("a number")).collect()
}

fn index(value: &Value) -> usize {
    usize::try_from(value.as_u64().expect("a place")).expect("small")
}

/// The vectors are written with six places.
#[track_caller]
fn close(found: f64, wanted: f64) {
    assert!((found - wanted).abs() < 1e-6, "{found} is not {wanted}");
}

#[track_caller]
fn close_to(found: Option<f64>, wanted: &Value) {
    close(
        found.expect("it can be marked"),
        wanted.as_f64().expect("a number"),
    );
}

fn list_of(name: &str) -> Vec<Value> {
    let cases = vectors(name)["cases"].as_array().expect("cases").clone();
    assert!(cases.len() >= 3);
    cases
}

#[test]
fn rate_each_vectors() {
    assert_eq!(vectors("rate_each")["levels"], 4);
    for case in list_of("rate_each") {
        close_to(
            score::rate_each(&bytes(&case["key"]), &bytes(&case["given"])),
            &case["credit"],
        );
    }
}

#[test]
fn best_vectors() {
    for case in list_of("best") {
        close_to(
            score::best(&bytes(&case["fit"]), index(&case["chosen"])),
            &case["credit"],
        );
    }
}

#[test]
fn best_and_worst_vectors() {
    for case in list_of("best_and_worst") {
        let (best, worst) = (index(&case["best"]), index(&case["worst"]));
        close_to(
            score::best_and_worst(&bytes(&case["fit"]), best, worst),
            &case["credit"],
        );
    }
}

#[test]
fn best_and_worst_count_half_each() {
    // Right worst, half-right best; and the other way round. By hand from the formula.
    close(
        score::best_and_worst(&[3, 2, 1, 0], 1, 3).expect("marked"),
        5.0 / 6.0,
    );
    close(
        score::best_and_worst(&[3, 2, 1, 0], 0, 2).expect("marked"),
        5.0 / 6.0,
    );
    close(
        score::best_and_worst(&[2, 1, 1, 0], 1, 3).expect("marked"),
        0.75,
    );
}

#[test]
fn the_same_response_as_best_and_worst_is_refused() {
    for at in 0..4 {
        assert_eq!(score::best_and_worst(&[3, 2, 1, 0], at, at), None);
    }
}

#[test]
fn panel_vectors() {
    let case = vectors("panel");
    let counts: Vec<u64> = bytes(&case["counts"]).into_iter().map(u64::from).collect();
    let found = score::panel(&counts);
    let wanted = numbers(&case["aggregate"]);
    assert_eq!(found.len(), wanted.len());
    found
        .into_iter()
        .zip(wanted)
        .for_each(|(found, wanted)| close(found, wanted));
    assert_eq!(score::panel(&[0, 0]), [0.0, 0.0]);
}

#[test]
fn certainty_vectors() {
    for (side, right) in [("right", true), ("wrong", false)] {
        let found = Certainty::ALL.map(|sure| f64::from(sure.mark(right)));
        assert_eq!(found.to_vec(), numbers(&vectors("certainty")[side]));
    }
}

#[test]
fn mastery_vectors() {
    let case = vectors("mastery_ema");
    let credits = numbers(&case["credits"]);
    let (values, shown) = (numbers(&case["values"]), numbers(&case["shown"]));
    let mut mean = score::ExponentialMean::default();
    close(mean.shown(), 0.0);
    for (n, credit) in credits.iter().enumerate() {
        mean = mean.with(*credit);
        close(mean.value, values[n]);
        close(mean.shown(), shown[n]);
    }
}

#[test]
fn wilson_vectors() {
    let cases = vectors("wilson95");
    for case in cases.as_array().expect("cases") {
        let count =
            |field: &str| u32::try_from(case[field].as_u64().expect("a count")).expect("small");
        let (low, high) = score::wilson95(count("k"), count("n")).expect("there are trials");
        let wanted = numbers(&case["interval"]);
        close(low, wanted[0]);
        close(high, wanted[1]);
    }
    assert_eq!(score::wilson95(0, 0), None);
    assert_eq!(score::wilson95(2, 1), None);
}

/// A key, ratings, and what they should come to: chance, credit, credit over chance.
type Rated = (&'static [u8], &'static [u8], f64, f64, f64);

/// Computed in Python with exact fractions:
/// `credit = sum(1 - F(abs(a - b), 3) for a, b in zip(key, given)) / len(key)`,
/// `chance = max(credit(key, [r] * len(key)) for r in range(4))`,
/// `over = max(F(0), (credit - chance) / (1 - chance))`.
const CHANCES: [Rated; 15] = [
    (&[3, 2, 1, 0], &[3, 2, 1, 0], 0.666_666_667, 1.0, 1.0),
    (
        &[3, 2, 1, 0],
        &[2, 2, 1, 0],
        0.666_666_667,
        0.916_666_667,
        0.75,
    ),
    (
        &[3, 2, 1, 0],
        &[3, 3, 1, 0],
        0.666_666_667,
        0.916_666_667,
        0.75,
    ),
    (
        &[3, 2, 1, 0],
        &[0, 1, 2, 3],
        0.666_666_667,
        0.333_333_333,
        0.0,
    ),
    (
        &[3, 2, 1, 0],
        &[2, 2, 2, 2],
        0.666_666_667,
        0.666_666_667,
        0.0,
    ),
    (&[3, 3, 0], &[3, 3, 0], 0.666_666_667, 1.0, 1.0),
    (
        &[3, 3, 0],
        &[3, 3, 1],
        0.666_666_667,
        0.888_888_889,
        0.666_666_667,
    ),
    (&[3, 3, 0], &[0, 0, 0], 0.666_666_667, 0.333_333_333, 0.0),
    (&[3, 0], &[3, 0], 0.5, 1.0, 1.0),
    (&[3, 0], &[3, 1], 0.5, 0.833_333_333, 0.666_666_667),
    (&[3, 0], &[2, 1], 0.5, 0.666_666_667, 0.333_333_333),
    (
        &[3, 1, 1, 0],
        &[2, 1, 1, 1],
        0.75,
        0.833_333_333,
        0.333_333_333,
    ),
    (
        &[3, 1, 1, 0],
        &[3, 0, 1, 0],
        0.75,
        0.916_666_667,
        0.666_666_667,
    ),
    (
        &[2, 2, 1, 0, 0, 3, 3, 1],
        &[2, 2, 1, 0, 0, 3, 3, 1],
        0.666_666_667,
        1.0,
        1.0,
    ),
    (
        &[2, 2, 1, 0, 0, 3, 3, 1],
        &[3, 2, 1, 0, 0, 3, 3, 0],
        0.666_666_667,
        0.916_666_667,
        0.75,
    ),
];

#[test]
fn chance_in_rate_each_is_the_best_constant_rating() {
    for (key, given, chance, credit, over) in CHANCES {
        let found = score::rate_each(key, given).expect("it can be marked");
        close(found, credit);
        close(score::rate_each_chance(key), chance);
        close(score::over_chance(found, chance), over);
        // And the same through a step, whose mark carries it.
        let step = step_of(
            &key.iter().map(|fit| (*fit, false)).collect::<Vec<_>>(),
            None,
        );
        let mark = mark::responses(&step, Format::Rate, &rated(given)).expect("complete");
        close(mark.credit.expect("scored"), credit);
        close(mark.over_chance.expect("in rate each"), over);
    }
    assert!(score::over_chance(1.0, 1.0).abs() < f64::EPSILON);
}

#[test]
fn what_cannot_be_marked_gives_nothing() {
    assert_eq!(score::best(&[0, 0], 0), None);
    assert_eq!(score::best(&[3, 0], 2), None);
    assert_eq!(score::best(&[], 0), None);
    assert_eq!(score::best_and_worst(&[2, 2], 0, 1), None);
    assert_eq!(score::best_and_worst(&[3, 0], 0, 2), None);
    assert_eq!(score::rate_each(&[3, 0], &[3]), None);
    assert_eq!(score::rate_each(&[], &[]), None);
}

fn best(id_: &str) -> Choice {
    Choice {
        best: Some(id(id_)),
        ..Choice::default()
    }
}

fn best_worst(best_: &str, worst: &str) -> Choice {
    Choice {
        worst: Some(id(worst)),
        ..best(best_)
    }
}

fn rated(fits: &[u8]) -> Choice {
    let rating =
        |(n, value): (usize, &u8)| (id::<ResponseId>(&format!("r{n}")), fit((*value).into()));
    Choice {
        ratings: fits.iter().enumerate().map(rating).collect(),
        ..Choice::default()
    }
}

/// Fits 3, 2, 1, 0, the last of them unsafe.
fn risky() -> Step {
    step_of(&[(3, false), (2, false), (1, false), (0, true)], None)
}

#[test]
fn endorsing_the_unsafe_earns_nothing_in_each_format() {
    let step = risky();
    let endorsing = [
        (Format::Best, best("r3")),
        // Wrong worst or right worst, whatever else was chosen well.
        (Format::BestWorst, best_worst("r3", "r2")),
        (Format::BestWorst, best_worst("r3", "r0")),
        (Format::Rate, rated(&[3, 2, 1, 2])),
        (Format::Rate, rated(&[3, 2, 1, 3])),
    ];
    for (format, choice) in endorsing {
        let mark = mark::responses(&step, format, &choice).expect("complete");
        assert!(mark.is_unsafe, "{format:?} {choice:?}");
        assert_eq!(mark.credit, Some(0.0), "{format:?} {choice:?}");
        let over = (format == Format::Rate).then_some(0.0);
        assert_eq!(mark.over_chance, over, "{format:?} {choice:?}");
    }
    let wary = [
        (Format::Best, best("r2"), 1.0 / 3.0),
        (Format::BestWorst, best_worst("r0", "r3"), 1.0),
        (Format::Rate, rated(&[3, 2, 1, 1]), 11.0 / 12.0),
        (Format::Rate, rated(&[3, 2, 1, 0]), 1.0),
    ];
    for (format, choice, credit) in wary {
        let mark = mark::responses(&step, format, &choice).expect("complete");
        assert!(!mark.is_unsafe, "{format:?} {choice:?}");
        close(mark.credit.expect("scored"), credit);
    }
    // The competency's credit knows nothing of the response.
    assert_eq!(mark::competency(&step, &id("I.1")), Some(1.0));
    assert_eq!(mark::competency(&step, &id("II.1")), Some(0.5));
    assert_eq!(mark::competency(&step, &id("VI.1")), Some(0.0));
    assert_eq!(mark::competency(&step, &id("VI.2")), None);
    assert_eq!(mark::keyed(&step), Some(&id("I.1")));
}

#[test]
fn an_unsafe_response_zeroes_a_panels_credit_too() {
    let votes = json!({ "groups": [ { "name": "peers", "raters": 10, "responses": { "r0": 6, "r3": 4 } } ] });
    let step = step_of(
        &[(3, false), (2, false), (1, false), (0, true)],
        Some(votes),
    );
    let mark = mark::responses(&step, Format::Best, &best("r3")).expect("complete");
    assert_eq!((mark.credit, mark.is_unsafe), (Some(0.0), true));
}

#[test]
fn an_incomplete_choice_is_not_marked() {
    let step = risky();
    let nothing = Choice::default();
    for format in Format::ALL {
        assert_eq!(mark::responses(&step, format, &nothing), None);
    }
    assert_eq!(mark::responses(&step, Format::Best, &best("nobody")), None);
    assert_eq!(mark::responses(&step, Format::BestWorst, &best("r0")), None);
    assert_eq!(
        mark::responses(&step, Format::BestWorst, &best_worst("r0", "r0")),
        None
    );
    assert_eq!(
        mark::responses(&step, Format::Rate, &rated(&[3, 2, 1])),
        None
    );
}

#[test]
fn drifts_of_the_endorsed_are_named_once() {
    let call = scenario("late-call");
    let step = &call.steps[0];
    let drift = |format, choice: &Choice| {
        mark::responses(step, format, choice)
            .expect("complete")
            .drift
    };
    assert_eq!(drift(Format::Best, &best("ask")), []);
    assert_eq!(drift(Format::Best, &best("fix")), [Drift::Rescuing]);
    let all = ["ask", "stay", "fix", "wait"].map(|one| (id(one), fit(3)));
    let all = Choice {
        ratings: all.into_iter().collect(),
        ..Choice::default()
    };
    assert_eq!(
        drift(Format::Rate, &all),
        [Drift::Rescuing, Drift::Avoidance]
    );
}

#[test]
fn a_panels_votes_stand_in_for_fit_in_best_only() {
    let shift = scenario("panel-shift");
    let step = &shift.steps[0];
    // Both groups together: voice 5 + 3, allow 3 + 1, format 0.
    let credit = |format, choice: &Choice| {
        mark::responses(step, format, choice)
            .expect("complete")
            .credit
    };
    assert_eq!(credit(Format::Best, &best("voice")), Some(1.0));
    assert_eq!(credit(Format::Best, &best("allow")), Some(0.5));
    assert_eq!(credit(Format::Best, &best("format")), Some(0.0));
    // By fit: 3, 2, 1.
    let found = credit(Format::BestWorst, &best_worst("allow", "format"));
    close(found.expect("scored"), f64::midpoint(2.0 / 3.0, 1.0));
}

#[test]
fn a_question_that_splits_any_group_is_for_discussion() {
    let split = scenario("split-panel");
    let step = &split.steps[0];
    assert!(mark::competency_is_for_discussion(step));
    assert!(mark::responses_are_for_discussion(step));
    assert_eq!(mark::competency(step, &id("I.2")), None);
    let mark = mark::responses(step, Format::Best, &best("a")).expect("complete");
    assert_eq!((mark.credit, mark.is_unsafe), (None, false));
    // What could do harm is named all the same.
    let mark = mark::responses(step, Format::Best, &best("c")).expect("complete");
    assert_eq!((mark.credit, mark.is_unsafe), (None, true));
    let rates = ["a", "b", "c"].map(|one| (id(one), fit(1)));
    let rates = Choice {
        ratings: rates.into_iter().collect(),
        ..Choice::default()
    };
    let mark = mark::responses(step, Format::Rate, &rates).expect("complete");
    assert_eq!((mark.credit, mark.over_chance), (None, None));
}

#[test]
fn half_of_the_votes_is_agreement_enough() {
    for (votes, split) in [
        ([5, 3, 2], false),
        ([4, 3, 3], true),
        ([0, 0, 0], false),
        ([6, 6, 0], false),
    ] {
        let responses: serde_json::Map<String, Value> = votes
            .iter()
            .enumerate()
            .map(|(n, v)| (format!("r{n}"), json!(v)))
            .collect();
        let panel =
            json!({ "groups": [ { "name": "peers", "raters": 12, "responses": responses } ] });
        let step = step_of(&[(3, false), (2, false), (0, false)], Some(panel));
        assert_eq!(
            mark::responses_are_for_discussion(&step),
            split,
            "{votes:?}"
        );
        assert!(!mark::competency_is_for_discussion(&step));
    }
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn every_complete_choice_earns_between_nothing_and_all(
        keyed in vec((0..=3_u8, any::<bool>()), 2..=8),
        votes in proptest::option::of(vec(0..=20_u64, 8)),
        given in vec(0..=3_u8, 8),
        (one, other) in (0..8_usize, 0..8_usize),
    ) {
        let mut keyed: Vec<(u8, bool)> = keyed.into_iter().map(|(f, harm)| (f, harm && f == 0)).collect();
        keyed[0] = (3, false);
        keyed[1].0 = keyed[1].0.min(2);
        let panel = votes.map(|votes| {
            let responses: serde_json::Map<String, Value> = votes.iter().take(keyed.len())
                .enumerate().map(|(n, v)| (format!("r{n}"), json!(v))).collect();
            json!({ "groups": [ { "name": "peers", "raters": 20, "responses": responses } ] })
        });
        let step = step_of(&keyed, panel);
        let (one, other) = (one % keyed.len(), other % keyed.len());
        for (format, choice) in [
            (Format::Best, best(&format!("r{one}"))),
            (Format::BestWorst, best_worst(&format!("r{one}"), &format!("r{other}"))),
            (Format::Rate, rated(&given[..keyed.len()])),
        ] {
            let mark = mark::responses(&step, format, &choice);
            prop_assert_eq!(mark.is_none(), format == Format::BestWorst && one == other);
            let Some(mark) = mark else { continue };
            prop_assert_eq!(mark.credit.is_none(), mark::responses_are_for_discussion(&step));
            prop_assert_eq!(mark.over_chance.is_some(), format == Format::Rate && mark.credit.is_some());
            for credit in [mark.credit, mark.over_chance].into_iter().flatten() {
                prop_assert!((0.0..=1.0).contains(&credit), "{}", credit);
            }
            if mark.is_unsafe {
                prop_assert_ne!(mark.credit.unwrap_or(0.0).total_cmp(&0.0), std::cmp::Ordering::Greater);
            }
        }
    }

    #[test]
    fn intervals_hold_what_was_seen(trials in 1..2000_u32, part in 0.0..=1.0_f64) {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a count up to `trials`
        let successes = (f64::from(trials) * part) as u32;
        let (low, high) = score::wilson95(successes, trials).expect("there are trials");
        let seen = f64::from(successes) / f64::from(trials);
        prop_assert!(0.0 <= low && low <= seen + 1e-12 && seen <= high + 1e-12 && high <= 1.0);
    }
}
