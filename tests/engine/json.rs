//! Our JSON against serde_json's: the same values, the same refusals.

use alongside::engine::json::{self, MAX_DEPTH, MAX_FIELDS, Value};
use proptest::prelude::*;

/// What serde_json makes of what we read. Numbers are compared as they are written.
fn theirs(value: &Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(on) => (*on).into(),
        Value::Number(number) => serde_json::from_str(number.as_str()).expect("a number"),
        Value::String(text) => text.as_str().into(),
        Value::Array(items) => items.iter().map(theirs).collect(),
        Value::Object(fields) => {
            let fields = fields.iter();
            serde_json::Value::Object(fields.map(|(k, v)| (k.clone(), theirs(v))).collect())
        }
    }
}

fn agree(text: &str) {
    // Fractions beyond what a double holds are refused there and kept as written here.
    let is_huge = serde_json::from_str::<serde_json::Value>(text)
        .is_err_and(|error| error.to_string().starts_with("number out of range"));
    if is_huge {
        return;
    }
    let ours = json::parse(text).ok();
    let others: Option<serde_json::Value> = serde_json::from_str(text).ok();
    assert_eq!(ours.as_ref().map(theirs), others, "{text}");
    if let Some(value) = ours {
        assert_eq!(json::parse(&json::to_text(&value)), Ok(value), "{text}");
    }
}

#[test]
fn what_is_json_and_what_is_not() {
    for text in [
        "null",
        " true ",
        "false",
        "\"\"",
        "0",
        "-0",
        "0.5",
        "1e3",
        "1E-3",
        "12.50e+2",
        "[]",
        "{}",
        "[1,2, 3]",
        r#"{"a":{"b":[null]},"a":2}"#,
        r#""\u00e9\n\t\r\b\f\/\\\" \ud83d\ude00""#,
        "",
        " ",
        "nul",
        "nulll",
        "01",
        "1.",
        ".5",
        "+1",
        "-",
        "1e",
        "1e+",
        "[",
        "[1",
        "[1,",
        "[1,]",
        "[,]",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{a:1}",
        "\"",
        "\"\\",
        "\"\\x\"",
        r#""\ud83d""#,
        r#""\ude00""#,
        r#""\ud83dx""#,
        r#""\ud83d\u0041""#,
        r#""\u00g0""#,
        "\"a\nb\"",
        "\"a\u{0}\"",
        "1 2",
        "[1]]",
        "// x",
        "'a'",
        "\u{feff}1",
        "\u{a0}1",
        "é",
        "tru\u{e9}",
    ] {
        agree(text);
    }
}

#[test]
fn nesting_and_width_have_a_limit() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(json::parse(&nested(MAX_DEPTH)).is_ok());
    assert!(json::parse(&nested(MAX_DEPTH + 1)).is_err());
    assert!(json::parse(&"[".repeat(1_000_000)).is_err());
    let wide = |fields: usize| {
        let fields: Vec<_> = (0..fields).map(|n| format!("\"{n}\":0")).collect();
        format!("{{{}}}", fields.join(","))
    };
    assert!(json::parse(&wide(MAX_FIELDS)).is_ok());
    assert!(json::parse(&wide(MAX_FIELDS + 1)).is_err());
}

#[test]
fn an_error_says_where_it_is() {
    let error = json::parse("{\n  \"é\": x\n}").unwrap_err();
    assert_eq!((error.line, error.column, error.is_cut_off), (2, 8, false));
    let error = json::parse("[1,\n2").unwrap_err();
    assert_eq!((error.line, error.column, error.is_cut_off), (2, 2, true));
}

#[test]
fn fractions_are_digits_and_a_power_of_ten() {
    let decimal = |text: &str| json::parse(text).unwrap().as_number().unwrap().decimal();
    for half in ["0.5", "0.50", "5e-1", "50E-2", "0.005e2"] {
        assert_eq!(decimal(half), Some((5, -1)), "{half}");
    }
    for one in ["1", "1.0", "10e-1", "1e0"] {
        assert_eq!(decimal(one), Some((1, 0)), "{one}");
    }
    assert_eq!(decimal("0e99"), Some((0, 0)));
    assert_eq!(decimal("-1"), None);
    assert_eq!(decimal("99999999999999999999"), None);
    assert_eq!(decimal("1e99999999999"), None);
}

fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<u64>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<String>().prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            prop::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|fields| serde_json::Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_value_is_read_as_it_was_written(value in any_json(), pretty in any::<bool>()) {
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) };
        agree(&text.expect("JSON"));
    }

    #[test]
    fn any_text_is_taken_or_refused_alike(text in r#"[\[\]{}:,"\\ a0-9.eE+\-tfnu\n]{0,24}"#) {
        agree(&text);
    }

    #[test]
    fn any_damage_is_taken_or_refused_alike(value in any_json(), at in any::<prop::sample::Index>(), c in any::<char>()) {
        let mut chars: Vec<char> = value.to_string().chars().collect();
        let at = at.index(chars.len());
        chars[at] = c;
        agree(&chars.iter().collect::<String>());
        agree(&chars[..at].iter().collect::<String>());
    }
}
