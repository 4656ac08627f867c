//! The statistics of group reports, by published and independently computed values.

use alongside::engine::cohort::correlation::Pairs;
use alongside::engine::cohort::estimate::{Credits, Estimate};
use alongside::engine::cohort::reliability::{Alpha, Rows};
use proptest::prelude::*;
use serde_json::Value;

use super::support::cases;

const COHORT: &str = include_str!("../fixtures/cohort.json");

/// A case of the fixture: its rows of credits, and what they should come to.
pub fn case(name: &str) -> (Vec<Vec<f64>>, Value) {
    let file: Value = serde_json::from_str(COHORT).expect("the fixture is JSON");
    let case = &file[name];
    let rows = match (&case["patterns"], &case["credits_thirds"]) {
        (Value::Object(patterns), _) => {
            let row = |pattern: &str| pattern.chars().map(|c| f64::from(c == '1')).collect();
            let times = |(pattern, count): (&String, &Value)| {
                let count = count.as_u64().expect("a count") as usize;
                std::iter::repeat_n(row(pattern), count).collect::<Vec<_>>()
            };
            patterns.iter().flat_map(times).collect()
        }
        (_, Value::Array(rows)) => {
            let row = |row: &Value| {
                let thirds = row.as_array().expect("a row").iter();
                thirds
                    .map(|n| n.as_f64().expect("a number") / 3.0)
                    .collect()
            };
            rows.iter().map(row).collect()
        }
        _ => panic!("no rows in {name}"),
    };
    (rows, case["expected"].clone())
}

/// To the sixth digit, as far as the fixture goes.
#[track_caller]
pub fn assert_near(found: f64, expected: &Value) {
    let expected = expected.as_f64().expect("a number");
    assert!(
        (found - expected).abs() < 1.1e-6,
        "{found} is not {expected}"
    );
}

fn alpha(rows: &[Vec<f64>]) -> Option<Alpha> {
    let mut sums = Rows::of(rows[0].len());
    rows.iter().for_each(|row| sums.add(row));
    sums.alpha()
}

#[test]
fn reliability_is_that_of_the_vectors() {
    for name in ["lsat6", "partial_credit"] {
        let (rows, expected) = case(name);
        let found = alpha(&rows).expect("the totals vary");
        assert_eq!(u64::from(found.rows), expected["n"].as_u64().unwrap());
        assert_eq!(found.items.len() as u64, expected["k"].as_u64().unwrap());
        assert_near(found.mean, &expected["mean_total"]);
        assert_near(found.deviation, &expected["sd_total"]);
        assert_near(found.alpha.value, &expected["alpha"]);
        assert_near(found.alpha.low, &expected["alpha_ci95_feldt"][0]);
        assert_near(found.alpha.high, &expected["alpha_ci95_feldt"][1]);
        assert_near(found.error, &expected["sem"]);
        for (n, item) in found.items.iter().enumerate() {
            let expected = &expected["items"][n];
            assert_near(item.with_rest.unwrap(), &expected["corrected_item_total_r"]);
            assert_near(item.without.unwrap(), &expected["alpha_if_dropped"]);
        }
    }
}

#[test]
fn facility_and_discrimination_are_those_of_the_vectors() {
    for name in ["lsat6", "partial_credit"] {
        let (rows, expected) = case(name);
        for n in 0..rows[0].len() {
            let (mut credits, mut pairs) = (Credits::default(), Pairs::default());
            for row in &rows {
                let others = (row.iter().sum::<f64>() - row[n]) / (row.len() - 1) as f64;
                credits.add(row[n], 1);
                pairs.add(row[n], others);
            }
            let expected = &expected["items"][n];
            assert_near(credits.mean().unwrap(), &expected["facility"]);
            let found = pairs.correlation().unwrap();
            assert_near(found.value, &expected["corrected_item_total_r"]);
            assert!(found.low < found.value && found.value < found.high);
        }
    }
}

fn near(found: Estimate, expected: [f64; 3]) -> bool {
    let found = [found.value, found.low, found.high];
    found
        .iter()
        .zip(expected)
        .all(|(a, b)| (a - b).abs() < 1e-9)
}

fn credits(of: &[f64]) -> Credits {
    let mut credits = Credits::default();
    of.iter().for_each(|credit| credits.add(*credit, 1));
    credits
}

#[test]
fn the_interval_of_partial_credit_is_students() {
    let some = credits(&[0.0, 0.5, 1.0, 1.0, 0.5, 1.0, 0.0, 1.0, 1.0, 0.5, 0.5]);
    // numpy and scipy 1.17.1: mean ± t(.975, 10) · s / √11
    let expected = [
        0.636_363_636_363_636_4,
        0.372_260_215_218_284,
        0.900_467_057_508_989,
    ];
    assert!(near(some.estimate().unwrap(), expected), "{some:?}");
    assert_eq!((some.full, some.part(), some.none), (5, 4, 2));
}

#[test]
fn the_interval_of_a_share_is_wilsons() {
    // Newcombe (1998), table I, method 3: the score interval without continuity correction.
    for (full, of, low, high) in [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ] {
        let all: Vec<f64> = (0..of).map(|n| f64::from(n < full)).collect();
        let found = credits(&all).estimate().unwrap();
        assert!((found.low - low).abs() < 6e-5, "{full} of {of}: {found:?}");
        assert!(
            (found.high - high).abs() < 6e-5,
            "{full} of {of}: {found:?}"
        );
    }
    let same = credits(&[1.0; 30]).estimate().unwrap();
    assert!(
        same.low < 0.9 && (same.high - 1.0).abs() < 1e-12,
        "30 of 30 is not certainty: {same:?}"
    );
}

#[test]
fn the_interval_of_a_correlation_is_fishers() {
    // Pairs of two standardised patterns that give just this correlation.
    let with = |r: f64, n: usize| {
        let mut pairs = Pairs::default();
        let rest = (1.0 - r * r).sqrt();
        for turn in 0..n {
            let x = if turn % 2 == 0 { 1.0 } else { -1.0 };
            let z = if turn / 2 % 2 == 0 { 1.0 } else { -1.0 };
            pairs.add(x, r * x + rest * z);
        }
        pairs.correlation().unwrap()
    };
    // numpy: tanh(arctanh(r) ± 1.959963984540054 / √(n − 3))
    assert!(near(
        with(-0.2, 100),
        [-0.2, -0.381_434_007_718_748_3, -0.003_728_345_228_303]
    ));
    assert!(near(
        with(0.05, 1000),
        [0.05, -0.012_030_372_476_842, 0.111_647_015_351_594_4]
    ));
}

#[test]
fn where_nothing_varies_there_is_no_figure() {
    let mut pairs = Pairs::default();
    (0..40).for_each(|n| pairs.add(1.0, f64::from(n) / 40.0));
    assert_eq!(pairs.correlation(), None);
    assert_eq!(alpha(&vec![vec![1.0, 0.5, 0.0]; 40]), None);
    assert_eq!(alpha(&[vec![1.0, 0.0, 1.0]]), None);
    assert_eq!(Credits::default().estimate(), None);
    assert_eq!(credits(&[1.0]).estimate(), None);
    // A perfect correlation has no room for doubt, and no division by it.
    let mut pairs = Pairs::default();
    (0..40).for_each(|n| pairs.add(f64::from(n), f64::from(n)));
    assert!(near(pairs.correlation().unwrap(), [1.0, 1.0, 1.0]));
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn every_figure_is_within_its_bounds(
        rows in prop::collection::vec(prop::collection::vec(0..=6_u8, 4), 2..60),
    ) {
        let rows: Vec<Vec<f64>> = rows.iter().map(|row| row.iter().map(|n| f64::from(*n) / 6.0).collect()).collect();
        if let Some(found) = alpha(&rows) {
            prop_assert!(found.alpha.value <= 1.0 + 1e-9);
            prop_assert!(found.alpha.low <= found.alpha.value + 1e-9);
            prop_assert!(found.alpha.value <= found.alpha.high + 1e-9);
            prop_assert!(found.error >= 0.0 && found.deviation > 0.0);
            for item in &found.items {
                prop_assert!(item.with_rest.is_none_or(|r| (-1.0..=1.0).contains(&r)));
            }
        }
        let first: Vec<f64> = rows.iter().map(|row| row[0]).collect();
        let found = credits(&first).estimate().expect("two or more");
        prop_assert!(0.0 <= found.low && found.low <= found.value + 1e-12);
        prop_assert!(found.value <= found.high + 1e-12 && found.high <= 1.0);
    }
}
