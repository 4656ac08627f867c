//! What of a group's report leaves the page: tables for spreadsheets, and the group as a file.

use alongside::engine::code::find::find_codes;
use alongside::engine::cohort::Cohort;
use alongside::engine::cohort::csv::Table;
use alongside::engine::cohort::file::{FileError, GroupFile, contents};
use alongside::engine::csv;
use alongside::engine::day::stamp;
use alongside::engine::export::{Export, attempts_csv, write};
use alongside::engine::pack::Pack;
use proptest::prelude::*;

use super::cohort::{Result, cohort_of};
use super::results::{PLAIN, moment, pack_of, pack_with};
use super::support::cases;

/// A table's fields by RFC 4180, each line's length checked.
fn read(csv: &str) -> Vec<Vec<String>> {
    let csv = csv.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut lines = vec![vec![String::new()]];
    let mut is_quoted = false;
    let mut chars = csv.chars().peekable();
    while let Some(char) = chars.next() {
        let line = lines.last_mut().expect("one at least");
        let field = line.last_mut().expect("one at least");
        match char {
            '"' if is_quoted && chars.next_if_eq(&'"').is_some() => field.push('"'),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => line.push(String::new()),
            '\r' if !is_quoted => {
                assert_eq!(chars.next(), Some('\n'), "lines end with CR LF");
                lines.push(vec![String::new()]);
            }
            '\n' if !is_quoted => panic!("a line feed by itself"),
            char => field.push(char),
        }
    }
    assert_eq!(
        lines.pop(),
        Some(vec![String::new()]),
        "the last line has an end, too"
    );
    assert!(
        lines.iter().all(|line| line.len() == lines[0].len()),
        "{lines:?}"
    );
    lines
}

/// An hour ahead of UTC.
fn csv_of(cohort: &Cohort, table: Table) -> String {
    table.csv(cohort, &cohort.report(cohort.scope()), &|at| stamp(at, 60))
}

fn table(cohort: &Cohort, table: Table) -> Vec<Vec<String>> {
    read(&csv_of(cohort, table))
}

fn with_labels(pack: &Pack, labels: &[&str]) -> Cohort {
    let mut cohort = cohort_of(std::slice::from_ref(pack));
    for (token, label) in (1..).zip(labels) {
        let answers = vec![Some((0, 0)), Some((1, 3)), Some((2, 2))];
        let asked = PLAIN;
        let result = Result {
            token,
            minute: 29_000_000,
            label,
            asked,
            answers,
        };
        cohort.add(&result.code(pack));
    }
    cohort
}

#[test]
fn a_label_can_not_make_a_spreadsheet_do_anything() {
    let labels = [
        "=1+1",
        "+49",
        "-2",
        "@SUM(A1)",
        "'quoted",
        "a,b",
        "say \"hi\"",
        "Zoë 🪴",
        "a;b",
    ];
    let cohort = with_labels(&pack_of("one", 3), &labels);
    let rows = table(&cohort, Table::People);
    let written: Vec<&str> = rows[1..].iter().map(|row| row[0].as_str()).collect();
    let expected = [
        "'=1+1",
        "'+49",
        "'-2",
        "'@SUM(A1)",
        "'quoted",
        "a,b",
        "say \"hi\"",
        "Zoë 🪴",
        "a;b",
    ];
    assert_eq!(written, expected);
    // Our own reader gives back what was there.
    let back = csv::rows(&csv_of(&cohort, Table::People));
    let back: Vec<&str> = back[1..].iter().map(|row| row[0].as_str()).collect();
    assert_eq!(back, labels);
}

#[test]
fn the_tables_say_what_the_report_says() {
    let mut made = moment("m0", 0);
    made["title"] = "=Cold, \"fries\"".into();
    let pack = pack_with("one", vec![made, moment("m1", 1), moment("m2", 2)]);
    let labels: Vec<String> = (0..12).map(|n| format!("p{n}")).collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let cohort = with_labels(&pack, &labels);

    let people = table(&cohort, Table::People);
    assert_eq!(
        people[0],
        [
            "label",
            "minute",
            "seconds",
            "moments",
            "competency",
            "response",
            "unsafe",
            "finished"
        ]
    );
    assert_eq!(
        people[1],
        [
            "p0",
            "29000000",
            "900",
            "3",
            "0.500",
            "0.444",
            "1",
            "2025-02-19 22:20"
        ]
    );
    assert_eq!(people.len(), 13);

    let moments = table(&cohort, Table::Moments);
    assert_eq!(moments.len(), 7);
    assert_eq!(
        moments[1][..9],
        [
            "one/m0",
            "'=Cold, \"fries\"",
            &moments[1][2],
            "I",
            "competency",
            "12",
            "12",
            "0",
            "0"
        ]
    );
    // Wilson's interval of 12 of 12; no discrimination of twelve people.
    assert_eq!(
        moments[1][9..],
        ["1.000", "0.758", "1.000", "", "", "", "0"]
    );
    assert_eq!(moments[4][..2], ["one/m1", "Made"]);
    assert_eq!(
        moments[4][4..10],
        ["response", "12", "0", "0", "12", "0.000"]
    );
    assert_eq!(moments[4][15], "12");

    let options = table(&cohort, Table::Options);
    assert_eq!(options.len(), 1 + 3 * 8);
    assert_eq!(
        options[8 + 1],
        [
            "one/m1",
            "start",
            "competency",
            "II.1",
            "1",
            "",
            "0",
            "",
            "",
            "",
            "",
            "",
            ""
        ]
    );
    assert_eq!(
        options[8 + 3],
        [
            "one/m1",
            "start",
            "competency",
            "VIII.1",
            "0",
            "",
            "0",
            "",
            "",
            "",
            "",
            "",
            "no"
        ]
    );
    assert_eq!(
        options[8 + 8],
        [
            "one/m1", "start", "response", "r3", "0", "yes", "12", "0", "0", "0", "0", "0", "yes"
        ]
    );

    let categories = table(&cohort, Table::Categories);
    assert_eq!(
        categories[1..],
        [["I", "I", "12"], ["II", "VI", "12"], ["VI", "I", "12"]]
    );

    let slips = table(&cohort, Table::Slips);
    assert_eq!(slips[1], ["rescuing", "12", "12", "one/m2 (12)"]);
    assert_eq!(slips[2], ["avoidance", "12", "12", "one/m1 (12)"]);
}

#[test]
fn every_table_has_its_head_even_of_nobody() {
    let cohort = cohort_of(&[]);
    for of in Table::ALL {
        assert_eq!(table(&cohort, of).len(), 1, "{}", of.slug());
    }
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn any_label_comes_out_as_it_went_in(labels in prop::collection::btree_set("[ -~é\u{2028}]{1,24}", 1..12)) {
        // Without white space around them, and different in small letters.
        let mut seen = std::collections::BTreeSet::new();
        let labels: Vec<&str> = labels.iter().map(|label| label.trim()).collect();
        let labels: Vec<&str> = labels.into_iter().filter(|l| !l.is_empty() && seen.insert(l.to_lowercase())).collect();
        let cohort = with_labels(&pack_of("one", 3), &labels);
        let rows = table(&cohort, Table::People);
        let back = csv::rows(&csv_of(&cohort, Table::People));
        prop_assert_eq!(rows.len(), labels.len() + 1);
        for ((row, back), label) in rows[1..].iter().zip(&back[1..]).zip(labels) {
            let is_safe = !row[0].starts_with(['=', '+', '-', '@']);
            prop_assert!(is_safe, "{:?}", row[0]);
            prop_assert_eq!(&back[0], label);
        }
    }
}

// --- the group as a file -----------------------------------------------------------------------

#[test]
fn a_saved_group_is_the_same_when_it_is_opened_again() {
    let pack = pack_of("one", 3);
    let labels = ["Dana", "", "Zoë", "dana"];
    let mut file = GroupFile::default();
    let mut first = cohort_of(std::slice::from_ref(&pack));
    for (token, label) in (1..).zip(labels) {
        let answers = vec![Some((0, 0)), None, Some((2, (token % 4) as u8))];
        let code = Result {
            token,
            minute: 100,
            label,
            asked: PLAIN,
            answers,
        }
        .code(&pack);
        file.add(&code);
        first.add(&code);
    }
    assert_eq!(file.results(), 4);
    assert!(file.text().starts_with("alongside-group 1\n1."));
    // Editors and mail change the ends of lines.
    for text in [
        file.text().to_owned(),
        file.text().replace('\n', "\r\n"),
        format!("\u{feff}{}", file.text()),
    ] {
        let text = contents(&text).expect("our own version");
        let mut again = cohort_of(std::slice::from_ref(&pack));
        let mut found = find_codes(text);
        for found in found.by_ref() {
            again.add(&found.code.expect("just written"));
        }
        assert_eq!(found.silent_lines(), 0);
        assert_eq!(again.report(again.scope()), first.report(first.scope()));
    }
}

#[test]
fn a_newer_group_file_is_refused_and_any_other_text_is_taken_as_it_is() {
    assert_eq!(contents("alongside-group 2\n…"), Err(FileError::Newer(2)));
    assert_eq!(contents("alongside-group 1\n1.x"), Ok("1.x"));
    assert_eq!(contents("alongside-group 1"), Ok(""));
    for text in ["", "alongside-group x\n1.x", "Dear all,\n1.x", "1.x"] {
        assert_eq!(contents(text), Ok(text));
    }
}

#[test]
fn what_a_learner_took_along_is_known_and_not_looked_through() {
    let export = write(&Export::default());
    let answers = attempts_csv(&[], &|at| stamp(at, 0));
    for own in [
        export.clone(),
        format!("\u{feff}\r\n{export}"),
        // Cut off on its way, it is as much theirs.
        export[..40].to_owned(),
        answers.clone(),
        // As spreadsheets in other countries save it.
        answers.replace(',', ";"),
        answers.replace(',', "\t"),
    ] {
        assert_eq!(contents(&own), Err(FileError::LearnersOwn), "{own}");
    }
    for other in [
        "{\"answers\":\"alongside\"}",
        "attempt,finished\n1,2",
        "My alongside-export:",
    ] {
        assert_eq!(contents(other), Ok(other));
    }
}
