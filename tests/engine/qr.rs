//! QR codes: their modules against those of another encoder, the path against the modules.

use alongside::engine::qr::{MAX_ADDRESS_CHARS, QUIET, Qr, modules};
use proptest::prelude::*;
use serde_json::Value;

use super::support::cases;

/// Modules that Python's qrcode drew, with each of the eight masks. Encoders differ in which
/// mask they choose, and may.
const QR: &str = include_str!("../fixtures/qr.json");

fn rows(qr: &Qr) -> Vec<String> {
    let side = QUIET..qr.side() - QUIET;
    let char = |x, y| if qr.is_dark(x, y) { '1' } else { '0' };
    side.clone()
        .map(|y| side.clone().map(|x| char(x, y)).collect())
        .collect()
}

#[test]
fn modules_are_those_of_another_encoder() {
    let file: Value = serde_json::from_str(QR).expect("the fixture is JSON");
    for case in file["codes"].as_array().expect("a list") {
        let text = case["text"].as_str().expect("a text");
        let masks: Vec<Vec<String>> = serde_json::from_value(case["masks"].clone()).expect("rows");
        let found = rows(&modules(text).expect("short enough"));
        let fitting = masks.iter().filter(|rows| **rows == found).count();
        assert_eq!((masks.len(), fitting), (8, 1), "{text}: {found:#?}");
    }
}

/// What a path paints: its bars, module by module.
fn painted(path: &str, side: usize) -> Vec<Vec<bool>> {
    let mut painted = vec![vec![false; side]; side];
    for bar in path.split('M').skip(1) {
        let (start, rest) = bar.split_once('h').expect("a bar goes right");
        let (run, rest) = rest.split_once('v').expect("then down");
        let (x, y) = start.split_once(' ').expect("two numbers");
        let (x, y, run): (usize, usize, usize) =
            (x.parse().unwrap(), y.parse().unwrap(), run.parse().unwrap());
        assert_eq!(rest, format!("1h-{run}z"), "then back, and closed");
        for module in &mut painted[y][x..x + run] {
            assert!(!*module, "no module is painted twice");
            *module = true;
        }
    }
    painted
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn a_path_paints_the_dark_modules_and_no_other(text in "https://[a-z]{3,12}\\.org/#/result/1\\.[A-Za-z0-9_-]{1,560}") {
        let qr = modules(&text).expect("short enough");
        let painted = painted(&qr.svg_path(), qr.side());
        for (y, row) in painted.iter().enumerate() {
            for (x, dark) in row.iter().enumerate() {
                prop_assert_eq!(*dark, qr.is_dark(x, y));
                let is_quiet = [x, y].into_iter().any(|at| at < QUIET || at >= qr.side() - QUIET);
                prop_assert!(!(is_quiet && *dark), "the quiet zone is quiet");
            }
        }
    }
}

#[test]
fn above_600_characters_there_is_none() {
    assert_eq!(modules(""), None);
    let longest = modules(&"a".repeat(MAX_ADDRESS_CHARS)).expect("just short enough");
    // At four pixels a module it still fits on a phone: 360 points, two or three pixels each.
    assert!(longest.side() * 4 <= 2 * 360, "{} modules", longest.side());
    assert_eq!(modules(&"a".repeat(MAX_ADDRESS_CHARS + 1)), None);
    // Characters that take several bytes may not fit any code, and are no reason to fail.
    assert!(modules(&"🪴".repeat(MAX_ADDRESS_CHARS)).is_some());
}
