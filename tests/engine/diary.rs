//! The diary: words that are kept whatever is done to them, found again, and looked through for
//! what could tell who somebody is.

use alongside::engine::diary::{
    Entry, Field, Finding, Kind, MAX_CHARS, MAX_EARLIER, Version, Wording, Words, WordsError,
    as_text, identifying,
};
use alongside::engine::id::{CompetencyId, MomentName};
use alongside::engine::record::Record;
use alongside::engine::save;
use proptest::prelude::*;

use super::support::{Written, cases, id};

fn words(happened: &str) -> Words {
    let mut words = Words::default();
    words.set(Field::Happened, happened);
    words
}

fn entry(happened: &str, minute: u64) -> Entry {
    Entry::new(id("e-1"), None, words(happened), minute).expect("something is written")
}

fn lower(text: &str) -> String {
    text.to_lowercase()
}

/// All versions in short, the earliest first.
fn said(entry: &Entry) -> Vec<(u64, String)> {
    let versions = entry.earlier.iter().chain([&entry.now]);
    versions
        .map(|version| {
            (
                version.edited,
                version.words.get(Field::Happened).to_owned(),
            )
        })
        .collect()
}

#[test]
fn an_edit_keeps_what_was_there() {
    let mut one = entry("first", 100);
    assert_eq!(one.edit(words("second"), 105), Ok(()));
    // The same words again are no edit.
    assert_eq!(one.edit(words("second"), 106), Ok(()));
    // In the same minute, and with a clock that was set back, it is still later than the last.
    assert_eq!(one.edit(words("third"), 105), Ok(()));
    assert_eq!(one.edit(words("fourth"), 3), Ok(()));
    let expected = [
        (100, "first"),
        (105, "second"),
        (106, "third"),
        (107, "fourth"),
    ];
    assert_eq!(said(&one), expected.map(|(at, text)| (at, text.to_owned())));
    assert_eq!(one.created, 100);
    assert!(one.is_sound());
    one.forget_earlier(106);
    assert_eq!(said(&one).len(), 2);
    assert_eq!(said(&one)[0].0, 106);
}

#[test]
fn words_have_limits() {
    let long = "é".repeat(MAX_CHARS);
    assert_eq!(words(&long).check(), Ok(()));
    let mut too_long = words("ok");
    too_long.set(Field::Next, format!("{long}x"));
    let error = WordsError::TooLong {
        field: Field::Next,
        chars: MAX_CHARS + 1,
    };
    assert_eq!(too_long.check(), Err(error));
    assert_eq!(words(" \n").check(), Err(WordsError::Empty));
    let mut named = words("");
    named.competency = Some(id("I.1"));
    assert_eq!(named.check(), Err(WordsError::Empty));
    let mut one = entry("first", 1);
    let before = one.clone();
    assert_eq!(one.edit(too_long, 2), Err(error));
    assert_eq!(one.edit(words(""), 2), Err(WordsError::Empty));
    assert_eq!(one, before);
    for n in 0..60 {
        assert_eq!(one.edit(words(&format!("n{n}")), 10 + n), Ok(()));
    }
    assert_eq!(one.earlier.len(), MAX_EARLIER);
    assert_eq!(said(&one)[0].1, "n9");
    assert!(one.is_sound());
}

#[test]
fn of_two_edits_the_later_stands_and_the_other_is_kept() {
    let start = entry("first", 100);
    let (mut here, mut there) = (start.clone(), start);
    assert_eq!(here.edit(words("here"), 110), Ok(()));
    assert_eq!(there.edit(words("there"), 120), Ok(()));
    let joined = here.joined(there);
    let expected = [(100, "first"), (110, "here"), (120, "there")];
    assert_eq!(
        said(&joined),
        expected.map(|(at, text)| (at, text.to_owned()))
    );
    assert!(joined.is_sound());
}

#[test]
fn an_entry_is_kept_and_comes_back() {
    let mut full = words("What “happened”\n\tthen…");
    for field in Field::ALL {
        full.set(field, format!("{} 🪴", field.slug()));
    }
    full.competency = Some(id("VIII.1"));
    let mut one = Entry::new(id("e-2"), Some(id("p/late-call")), words("x"), 5).expect("written");
    assert_eq!(one.edit(full, 6), Ok(()));
    let found = save::decode::<Entry>(&save::encode(&one, 3)).expect("just written");
    assert_eq!((found.value, found.rev), (one.clone(), 3));
    // A field that says nothing is left out, and one that is amiss makes it damaged.
    let json = entry("first", 1).written();
    assert_eq!(
        json,
        serde_json::json!({ "id": "e-1", "created": 1, "now": { "edited": 1, "happened": "first" } })
    );
    for (at, to) in [
        ("/now/happened", serde_json::json!(1)),
        ("/id", "A B".into()),
        ("/now", serde_json::Value::Null),
    ] {
        let mut json = json.clone();
        *json.pointer_mut(at).expect("it is there") = to;
        assert_eq!(Entry::from_written(&json), None, "{at}");
    }
    for unsound in [
        Entry {
            earlier: vec![one.now.clone()],
            ..one.clone()
        },
        Entry {
            earlier: vec![Version {
                edited: 1,
                words: Words::default(),
            }],
            ..one.clone()
        },
        Entry {
            now: Version {
                edited: 9,
                words: words(&"x".repeat(MAX_CHARS + 1)),
            },
            ..one.clone()
        },
    ] {
        assert!(!unsound.is_sound());
    }
}

#[test]
fn a_search_finds_all_its_words_in_any_text() {
    let mut one = entry("She SAID nothing.", 1);
    let mut more = one.now.words.clone();
    more.set(Field::Next, "Écouter first");
    assert_eq!(one.edit(more, 2), Ok(()));
    for hit in ["", "  ", "said", "first said", "ÉCOUTER", "noth"] {
        assert!(one.matches(hit, &lower), "{hit}");
    }
    for miss in ["saidnothing", "first second", "happened"] {
        assert!(!one.matches(miss, &lower), "{miss}");
    }
}

struct Plain;

impl Wording for Plain {
    fn field(&self, field: Field) -> String {
        format!("[{}]", field.slug())
    }

    fn written(&self, created: u64) -> String {
        format!("On day {}", created / 1440)
    }

    fn competency(&self, id: &CompetencyId) -> String {
        format!("About {id}")
    }

    fn moment(&self, name: &MomentName) -> String {
        format!("After {name}")
    }
}

#[test]
fn an_entry_is_known_by_how_it_begins() {
    let begins = |text: &str| entry(text, 1).beginning();
    assert_eq!(begins("The bus was late."), "The bus was late.");
    assert_eq!(begins("  The bus.\nI walked. "), "The bus. …");
    let sixty = "a".repeat(60);
    assert_eq!(begins(&sixty), sixty);
    assert_eq!(begins(&format!("{sixty} more")), format!("{sixty} …"));
    assert_eq!(begins(&format!("well {sixty}")), "well …");
    assert_eq!(begins(&"é".repeat(61)), format!("{} …", "é".repeat(60)));
    let mut other = words(" ");
    other.set(Field::Next, "Wait.");
    let entry = Entry::new(id("e-1"), None, other, 1).expect("something is written");
    assert_eq!(entry.beginning(), "Wait.");
}

#[test]
fn a_diary_reads_as_plain_text() {
    let mut first =
        Entry::new(id("e-1"), Some(id("p/call")), words("One.\nTwo. "), 1440).expect("written");
    let mut more = first.now.words.clone();
    more.set(Field::Next, "Ask.");
    more.competency = Some(id("I.2"));
    assert_eq!(first.edit(more, 1500), Ok(()));
    let text = as_text(&[&first, &entry("Three.", 2880)], &Plain);
    assert_eq!(
        text,
        "On day 1\nAfter p/call\nAbout I.2\n\n[happened]\nOne.\nTwo.\n\n[next]\nAsk.\n\n* * *\n\nOn day 2\n\n[happened]\nThree.\n"
    );
    assert_eq!(as_text(&[], &Plain), "");
}

fn found(text: &str) -> Vec<(Kind, &str)> {
    let findings = identifying(text).into_iter();
    findings
        .map(|Finding { kind, range }| (kind, &text[range]))
        .collect()
}

#[test]
fn what_identifies_somebody_is_pointed_out() {
    for (text, kind, what) in [
        ("Call (555) 123-4567 today", Kind::Phone, "(555) 123-4567"),
        ("555-234-4567", Kind::Phone, "555-234-4567"),
        ("his cell: 555.234.4567.", Kind::Phone, "555.234.4567"),
        ("Phone:555 234 4567", Kind::Phone, "555 234 4567"),
        ("5552344567", Kind::Phone, "5552344567"),
        (
            "1-800-273-8255, day and night",
            Kind::Phone,
            "1-800-273-8255",
        ),
        ("at 5 (555) 234-4567", Kind::Phone, "(555) 234-4567"),
        ("He lives at 12, 555-1234.", Kind::Phone, "555-1234"),
        ("+44 20 7946 0958", Kind::Phone, "+44 20 7946 0958"),
        ("+4917012345678", Kind::Phone, "+4917012345678"),
        ("0170 1234567", Kind::Phone, "0170 1234567"),
        ("06 12 34 56 78", Kind::Phone, "06 12 34 56 78"),
        ("555-234-4567x12", Kind::Phone, "555-234-4567"),
        ("kim@example.org", Kind::Email, "kim@example.org"),
        (
            "Mail kim.lee+peer@mail.example.co.uk.",
            Kind::Email,
            "kim.lee+peer@mail.example.co.uk",
        ),
        ("(j_doe99@my-site.com)", Kind::Email, "j_doe99@my-site.com"),
        ("born 3/14/1986", Kind::Date, "3/14/1986"),
        ("DOB 3/14/86", Kind::Date, "3/14/86"),
        ("on 14/3/2026", Kind::Date, "14/3/2026"),
        ("14.03.2026", Kind::Date, "14.03.2026"),
        ("03-14-2026", Kind::Date, "03-14-2026"),
        ("2026-03-14", Kind::Date, "2026-03-14"),
        ("2026-03-14T09:26", Kind::Date, "2026-03-14"),
        ("14 March 2026", Kind::Date, "14 March 2026"),
        ("the 14th of march, 2026", Kind::Date, "14th of march, 2026"),
        ("March 14, 2026", Kind::Date, "March 14, 2026"),
        ("On (Mar. 14th, 2026) she", Kind::Date, "Mar. 14th, 2026"),
        ("Sept 2 2025", Kind::Date, "Sept 2 2025"),
        ("MAY 1, 1999", Kind::Date, "MAY 1, 1999"),
    ] {
        assert_eq!(found(text), [(kind, what)], "{text}");
    }
    let all = found("Kim, 555-234-4567, kim@example.org, since March 14, 2026");
    let kinds: Vec<Kind> = all.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds, [Kind::Phone, Kind::Email, Kind::Date]);
}

#[test]
fn what_does_not_is_left_alone() {
    for text in [
        "",
        "We called 988, and then 911.",
        "24/7 support, 3 of 4 weeks",
        "from 10:30 to 11:30, 10.30-11.45",
        "Room 12, bed 3, unit 4-200",
        "between 2019 and 2026, 1990-2000, 2024 2025 2026",
        "$1,250.00 for 3 months",
        "1,000,000 people; 12.500.000",
        "200-400 mg, 250-1050 mg, 400-1000",
        "a scale of 0 1 2 3 4 5 6 7 8 9 10",
        "version 10.12.2.1, 192.168.1.101",
        "on March 14 at noon; the 3rd of May; May 2026; 14 of 20",
        "He may 5 times in 2026 have called",
        "2 marches, 3 mayors, 2026",
        "13/32/2026 and 0/0/2026 and 3/14",
        "@home, me@work, a @ b.org, kim@, @kim.org",
        "ratio 12/24/360, steps 1-2-10, chapter 3.4.12",
        "ICD F32.1, ID A5552344567, ISBN 978-3-16-148410-0",
        "COVID-19 in 2020, 50/50, 90%, 10–15 minutes",
        "level 0.123456789",
        "serial 12.555-234-4567, row 7-2345678901",
        "list 1-2-2026-7, section 4.3.2.2026",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

/// Any version of an entry, of a few, so that some are the same.
fn any_version() -> impl Strategy<Value = Version> {
    (1..6_u64, "[ab]{1,2}").prop_map(|(edited, text)| Version {
        edited,
        words: words(&text),
    })
}

fn any_entry() -> impl Strategy<Value = Entry> {
    (
        any_version(),
        prop::collection::vec(any_version(), 0..4),
        0..3_u64,
    )
        .prop_map(|(now, earlier, created)| {
            let mut versions = earlier;
            versions.push(now);
            versions.sort();
            versions.dedup();
            let now = versions.pop().expect("one at least");
            Entry {
                id: id("e-1"),
                created,
                moment: None,
                now,
                earlier: versions,
            }
        })
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn versions_only_ever_come_together(a in any_entry(), b in any_entry(), c in any_entry()) {
        let ab = a.clone().joined(b.clone());
        prop_assert_eq!(&b.clone().joined(a.clone()), &ab);
        prop_assert_eq!(&a.clone().joined(a.clone()), &a);
        prop_assert_eq!(&ab.clone().joined(a.clone()), &ab);
        let left = ab.clone().joined(c.clone());
        prop_assert_eq!(&a.clone().joined(b.clone().joined(c.clone())), &left);
        prop_assert!(ab.is_sound());
        // Nothing that either side said is lost, and the latest of all stands.
        for version in a.earlier.iter().chain([&a.now]).chain(&b.earlier).chain([&b.now]) {
            prop_assert!(*version == ab.now || ab.earlier.contains(version));
            prop_assert!(version.edited <= ab.now.edited);
        }
    }

    #[test]
    fn any_text_can_be_looked_through(text in prop_oneof![
        ".{0,60}",
        "[0-9 +()./@-]{0,40}",
        "([0-9]{1,4}|march|may|of|th|é|@|\\.|,| |-|/|\\+|\\(){0,24}",
    ]) {
        let mut last = 0;
        for Finding { range, .. } in identifying(&text) {
            prop_assert!(range.start >= last && range.end > range.start);
            prop_assert!(text.get(range.clone()).is_some());
            last = range.end;
        }
    }

    #[test]
    fn any_words_come_back(texts in prop::collection::vec(".{0,40}", 5), competency in prop::option::of(Just("I.1"))) {
        let mut words = Words::default();
        for (field, text) in Field::ALL.into_iter().zip(&texts) {
            words.set(field, text.clone());
        }
        words.competency = competency.map(id);
        let version = Version { edited: 7, words };
        prop_assert_eq!(Version::from_json(&version.to_json()), Some(version));
    }
}
