//! Tables: what we write others read, what others write we read, and no field runs as a formula.

use alongside::engine::csv::{self, Table};
use proptest::prelude::*;

use super::support::cases;

fn table(rows: &[Vec<String>]) -> String {
    let mut table = Table::new(&["one", "two"]);
    for row in rows {
        table.row(row.iter().map(String::as_str));
    }
    table.done()
}

/// What the crate `csv` reads.
fn read_by_others(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = ::csv::ReaderBuilder::new();
    let mut reader = reader
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

/// What the crate `csv` writes.
fn written_by_others(rows: &[Vec<String>]) -> String {
    let mut writer = ::csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).expect("a row");
    }
    String::from_utf8(writer.into_inner().expect("written")).expect("UTF-8")
}

#[test]
fn a_table_is_that_of_rfc_4180() {
    let rows = [
        vec!["a,b".to_owned(), "say \"x\"".to_owned()],
        vec![" pad".to_owned(), "l1\nl2".to_owned()],
    ];
    assert_eq!(
        table(&rows),
        "\u{feff}one,two\r\n\"a,b\",\"say \"\"x\"\"\"\r\n\" pad\",\"l1\nl2\"\r\n"
    );
}

#[test]
fn no_field_begins_like_a_formula() {
    for (field, written) in [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "\"'\t=1\""),
        ("\r=1", "\"'\r=1\""),
        (
            "=HYPERLINK(\"x\",\"y\")",
            "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"",
        ),
        // What looks like a guard is guarded, so that it comes back.
        ("'=1", "''=1"),
        ("''", "'''"),
        ("'tis", "'tis"),
        ("a=1", "a=1"),
        ("", ""),
    ] {
        let text = table(&[vec![field.to_owned(), "x".to_owned()]]);
        assert_eq!(text, format!("\u{feff}one,two\r\n{written},x\r\n"));
        assert_eq!(csv::rows(&text)[1], [field, "x"]);
    }
}

#[test]
fn what_others_save_is_read() {
    let rows = |text: &str| csv::rows(text);
    assert_eq!(rows(""), [] as [Vec<String>; 0]);
    assert_eq!(rows("a,b\nc,d"), [["a", "b"], ["c", "d"]]);
    assert_eq!(rows("a,b\r\nc,\r\n"), [["a", "b"], ["c", ""]]);
    assert_eq!(rows("a\rb\r"), [["a"], ["b"]]);
    assert_eq!(rows("\u{feff}a,\"b\"\"c\r\nd\""), [["a", "b\"c\r\nd"]]);
    // A quote that is not closed, and one in the middle.
    assert_eq!(rows("a,\"b\nc"), [["a", "b\nc"]]);
    assert_eq!(rows("5\" pipe,x"), [["5\" pipe", "x"]]);
}

/// Rows of at least one field, with what matters in them.
fn any_rows() -> impl Strategy<Value = Vec<Vec<String>>> {
    let field = prop_oneof!["[ab=+'@,\"\r\n\t -]{0,6}", ".{0,6}"];
    // A row of one empty field can't be told from an empty line.
    prop::collection::vec(prop::collection::vec(field, 2..5), 0..5)
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn tables_come_back(rows in any_rows()) {
        prop_assert_eq!(&csv::rows(&table(&rows))[1..], &rows[..]);
    }

    #[test]
    fn others_read_what_we_write(rows in any_rows()) {
        let found = read_by_others(&table(&rows));
        let guarded = |field: &String| {
            let mut field = field.clone();
            let ours = csv::rows(&format!("\"{}\",", field.replace('"', "\"\"")));
            let starts = field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
            if starts || ours[0][0] != field {
                field.insert(0, '\'');
            }
            field
        };
        let expected: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(guarded).collect()).collect();
        prop_assert_eq!(&found[1..], &expected[..]);
        for field in found.iter().flatten() {
            prop_assert!(!field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
        }
    }

    #[test]
    fn we_read_what_others_write(rows in prop::collection::vec(prop::collection::vec("[ab,\"\r\n ]{0,6}", 2..5), 0..5)) {
        prop_assert_eq!(csv::rows(&written_by_others(&rows)), rows);
    }

    #[test]
    fn any_text_is_some_table(text in ".{0,60}|[a,\"\r\n']{0,40}") {
        let _ = csv::rows(&text);
    }
}
