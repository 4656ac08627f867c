//! Whatever comes in: importing ends, and what it gives is fit for the studio.

use alongside::engine::exchange::loss::{MAX_LOSSES, What, Why};
use alongside::engine::exchange::{self, Format, Imported, MAX_BYTES, Refusal, sheet};
use alongside::engine::id::{PackId, ResponseId, ScenarioId, StepId};
use alongside::engine::json;
use proptest::prelude::*;

use super::exchange::FIXTURES;
use super::support::{PACK, cases};

const FORMATS: [Format; 5] = [
    Format::Pack,
    Format::Sheet,
    Format::Gift,
    Format::Aiken,
    Format::MoodleXml,
];

fn is_hidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || "\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}\u{feff}"
            .contains(c)
}

/// All texts of a JSON value.
fn texts(value: &json::Value, out: &mut Vec<String>) {
    match value {
        json::Value::String(text) => out.push(text.clone()),
        json::Value::Array(items) => items.iter().for_each(|item| texts(item, out)),
        json::Value::Object(fields) => fields.values().for_each(|value| texts(value, out)),
        _ => {}
    }
}

/// What must hold of all that is taken in.
fn is_fit(imported: &Imported) {
    assert!(imported.report.losses.len() <= MAX_LOSSES);
    for loss in &imported.report.losses {
        assert!(loss.said.chars().count() <= 301 && loss.at.title.chars().count() <= 61);
        assert!(
            !loss
                .said
                .chars()
                .chain(loss.at.title.chars())
                .any(|c| is_hidden(c) || c == '\n')
        );
    }
    if imported.format == Format::Pack {
        return;
    }
    for draft in &imported.drafts {
        let mut all = Vec::new();
        // A panel's votes are kept as they stand, and read by the checker.
        let mut plain = draft.clone();
        for step in plain.scenarios.iter_mut().flat_map(|s| &mut s.steps) {
            step.panel = None;
        }
        texts(&plain.to_json(), &mut all);
        for text in all {
            assert!(!text.chars().any(is_hidden), "{text:?}");
            assert!(text.chars().count() <= 10_000);
        }
        assert!(draft.scenarios.len() <= 500);
        if imported.format == Format::Sheet {
            continue;
        }
        assert!(draft.id.parse::<PackId>().is_ok(), "{}", draft.id);
        assert!(!draft.scenarios.is_empty());
        let ids: Vec<&str> = draft.scenarios.iter().map(|s| s.id.as_str()).collect();
        for (at, scenario) in draft.scenarios.iter().enumerate() {
            assert!(scenario.id.parse::<ScenarioId>().is_ok(), "{}", scenario.id);
            assert!(
                !ids[..at].contains(&scenario.id.as_str()),
                "{}",
                scenario.id
            );
            assert!(!scenario.title.is_empty());
            for step in &scenario.steps {
                assert!(step.id.parse::<StepId>().is_ok());
                assert!(!step.story.is_empty() && !step.responses.is_empty());
                for (at, response) in step.responses.iter().enumerate() {
                    assert!(response.id.parse::<ResponseId>().is_ok(), "{}", response.id);
                    let others = &step.responses[..at];
                    assert!(!others.iter().any(|other| other.id == response.id));
                    assert!(response.fit.is_some_and(|fit| fit <= 3));
                }
            }
        }
        // And nothing of it is lost on the way through our own sheet.
        let back = exchange::import_as(sheet::write(draft, None).as_bytes(), Format::Sheet);
        match back {
            Ok(back) => assert_eq!(back.drafts, std::slice::from_ref(draft)),
            Err(why) => assert!(matches!(why, Refusal::TooLarge { .. }), "{why}"),
        }
    }
}

fn survives(bytes: &[u8]) {
    for format in FORMATS {
        match exchange::import_as(bytes, format) {
            Ok(imported) => is_fit(&imported),
            Err(why) => assert!(!why.to_string().is_empty()),
        }
    }
    if let Ok(imported) = exchange::import(bytes) {
        is_fit(&imported);
    }
}

fn refused(bytes: &[u8]) -> Refusal {
    match exchange::import(bytes) {
        Err(why) => why,
        Ok(imported) => panic!("{imported:?}"),
    }
}

#[test]
fn what_is_no_text_of_ours_is_refused_with_its_reason() {
    let utf16 = |text: &str, big: bool| -> Vec<u8> {
        let units = text.encode_utf16();
        units
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    };
    let quiz = "::a:: b {=c ~d}";
    assert_eq!(refused(b""), Refusal::Empty);
    assert_eq!(refused(b"\xef\xbb\xbf \r\n"), Refusal::Empty);
    assert_eq!(
        refused(&vec![b'a'; MAX_BYTES + 1]),
        Refusal::TooLarge {
            bytes: MAX_BYTES + 1
        }
    );
    for big in [false, true] {
        assert_eq!(
            refused(&utf16(&format!("\u{feff}{quiz}"), big)),
            Refusal::Utf16
        );
        assert_eq!(refused(&utf16(quiz, big)), Refusal::Utf16);
    }
    assert_eq!(
        refused(b"a\nb \xe9t\xe9 {=c ~d}"),
        Refusal::NotUtf8 { line: 2 }
    );
    assert_eq!(refused(b"PK\x03\x04\x14\x00\x06\x00"), Refusal::NotText);
    assert_eq!(
        refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        Refusal::NotText
    );
    assert_eq!(
        refused(b"%PDF-1.7 \x00\x01 and so on and so on and so on"),
        Refusal::NotText
    );
    assert_eq!(refused(b"Dear all, see you on Monday."), Refusal::Unknown);
    assert_eq!(refused(b"name,age\nRosa,40\n"), Refusal::Unknown);
    let with_mark = exchange::import(format!("\u{feff}{quiz}").as_bytes()).expect("GIFT");
    assert_eq!(with_mark.drafts[0].scenarios[0].title, "a");
    assert!(matches!(refused(b"{\"format\": 2}"), Refusal::NotAPack(_)));
    assert!(matches!(refused(b"{\"format\": 1, "), Refusal::NotAPack(_)));
}

#[test]
fn xml_may_not_expand_or_grow() {
    let refused = |text: &str| self::refused(text.as_bytes());
    let laughs = "<!DOCTYPE quiz [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><quiz>&b;</quiz>";
    assert_eq!(refused(laughs), Refusal::DocumentType);
    assert_eq!(
        refused("<?xml version=\"1.0\"?><!DOCTYPE quiz SYSTEM \"file:///x\"><quiz/>"),
        Refusal::DocumentType
    );
    assert_eq!(
        refused("<quiz>\n<question>\n</quiz>"),
        Refusal::NotXml { line: 3 }
    );
    assert_eq!(
        refused("<quiz>\n&nbsp;</quiz>"),
        Refusal::NotXml { line: 2 }
    );
    assert_eq!(
        refused("<?xml version=\"1.0\"?><html><body/></html>"),
        Refusal::OtherXml("html".to_owned())
    );
    assert_eq!(
        refused(&format!("<quiz>{}</quiz>", "<a/>".repeat(200_000))),
        Refusal::TooMuch
    );
    let deep = 100_000;
    let deep = format!("<quiz>{}{}</quiz>", "<a>".repeat(deep), "</a>".repeat(deep));
    assert!(
        exchange::import(deep.as_bytes())
            .expect("it is read")
            .drafts
            .is_empty()
    );
}

#[test]
fn a_pack_comes_in_with_all_that_its_file_says() {
    let imported = exchange::import(PACK.as_bytes()).expect("a pack");
    assert_eq!(imported.format, Format::Pack);
    let whys: Vec<&Why> = imported.report.losses.iter().map(|l| &l.why).collect();
    assert!(
        whys.iter().all(|why| matches!(why, Why::AsMoment { .. })),
        "{whys:?}"
    );
    let more = PACK.replacen('{', "{ \"colour\": \"red\",", 1);
    let imported = exchange::import(more.as_bytes()).expect("a pack");
    let last = imported.report.losses.last().expect("an entry");
    assert_eq!((last.what, last.said.as_str()), (What::Field, "/colour"));
}

#[test]
fn there_may_be_only_so_many_of_anything() {
    let import = |text: String| exchange::import(text.as_bytes()).expect("it is read");
    let imported = import("::a:: b {=c ~d}\n\n".repeat(510));
    assert_eq!(imported.drafts[0].scenarios.len(), 500);
    let too_many = |imported: &Imported, what| {
        let losses = imported.report.losses.iter();
        losses
            .filter(|l| l.what == what && matches!(l.why, Why::TooMany { .. }))
            .count()
    };
    assert_eq!(too_many(&imported, What::Question), 10);
    let imported = import(format!("::a:: b {{=c {} }}", "~d".repeat(100)));
    assert_eq!(imported.drafts[0].scenarios[0].steps[0].responses.len(), 20);
    assert_eq!(too_many(&imported, What::Answer), 1);
    let imported = import(format!("::a:: {{=b ~c}}\n\n{}", "x {}\n\n".repeat(3_000)));
    assert_eq!(imported.report.losses.len(), MAX_LOSSES);
    assert_eq!(imported.report.more, 3_001 - MAX_LOSSES);
    let rows = |row: &str, count| format!("kind,moment,text\n{}", row.repeat(count));
    let imported = import(rows("moment,a,b\n", 510));
    assert_eq!(
        (
            imported.drafts[0].scenarios.len(),
            too_many(&imported, What::Row)
        ),
        (500, 10)
    );
    let imported = import(rows("told,a,b\n", 110));
    assert_eq!(too_many(&imported, What::Row), 10);
    let long = "word ".repeat(3_000);
    let imported = import(format!("{long} {{=a ~b}}"));
    assert!(
        imported
            .report
            .losses
            .iter()
            .any(|l| l.why == Why::Cut { most: 10_000 })
    );
}

#[test]
fn what_can_not_be_seen_is_taken_out_and_told() {
    for text in [
        "a\u{202e}b\u{7} {=c\u{2066} ~d}",
        "a\u{202e}b\u{7}\u{feff}\nA. c\nB. d\nANSWER: A",
        "kind,moment,text\ntold,a,x\u{202e}\u{7}\u{feff}y",
        "<quiz><question type=\"multichoice\"><name><text>a</text></name><questiontext><text>b\u{202e}&#x2066;&#x202d;</text></questiontext><answer fraction=\"100\"><text>c</text></answer></question></quiz>",
    ] {
        let imported = exchange::import(text.as_bytes()).expect("it is read");
        is_fit(&imported);
        let whys: Vec<&Why> = imported.report.losses.iter().map(|l| &l.why).collect();
        assert!(
            whys.contains(&&Why::HiddenOut { count: 3 }),
            "{whys:?} of {text}"
        );
    }
}

#[test]
fn long_nonsense_comes_to_an_end_soon() {
    let units = [
        "{",
        "}",
        "~",
        "=",
        "\\",
        "#",
        "::",
        "// [tag:a]\n",
        "$CATEGORY: a\n",
        "a {\n\n",
        "a {=b}\n\n",
        "A. b\n",
        "a\nA. b\nANSWER: A\n",
        "<a ",
        "<a>",
        "&lt;",
        "\"",
        "\",",
        "told,a,b\n",
        "[tag:",
        "{~%",
        "a {~=b}\n\n",
        "####",
        "moment,,b\n",
        "response,a,b\n",
        "\n",
        "a {=&#1;<b ~c}\n\n",
    ];
    for unit in units {
        let count = 30_000 / unit.len();
        let text = unit.repeat(count);
        survives(text.as_bytes());
        survives(format!("a {{{text}}}").as_bytes());
        survives(format!("kind,moment,text\ntold,a,{text}").as_bytes());
        survives(format!("<quiz><question type=\"multichoice\"><questiontext format=\"html\"><text><![CDATA[{text}]]></text></questiontext><answer><text>a</text></answer></question></quiz>").as_bytes());
    }
}

/// One of the fixtures, changed here and there: bytes taken out, put in, or doubled.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let fixture = prop::sample::select(FIXTURES.map(|(_, text, ..)| text).to_vec());
    let new = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..4),
        prop::sample::select(vec![
            "{", "}", "=", "~", "#", "::", "\n\n", "//", "\\", "<", ">", "&", "]]>", "\"", ",",
            ";", "\u{202e}"
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    let change = (any::<prop::sample::Index>(), 0..20_usize, new);
    (fixture, prop::collection::vec(change, 1..6)).prop_map(|(text, changes)| {
        let mut bytes = text.as_bytes().to_vec();
        for (at, length, new) in changes {
            let at = at.index(bytes.len() + 1);
            let end = (at + length).min(bytes.len());
            bytes.splice(at..end, new);
        }
        bytes
    })
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        survives(&bytes);
    }

    #[test]
    fn any_text_is_survived(text in "[a-c{}~=#:%\\\\\n<>&;/\\[\\]! \"',.A-CNSWER0-9é\u{202e}-]{0,120}") {
        survives(text.as_bytes());
    }

    #[test]
    fn any_change_of_a_real_file_is_survived(bytes in mutated()) {
        survives(&bytes);
    }
}
