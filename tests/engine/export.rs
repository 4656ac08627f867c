//! Taking everything along and back: whole, merged, all of it or nothing; and as a table.

use alongside::engine::attempt::Attempt;
use alongside::engine::csv;
use alongside::engine::day::{Day, stamp};
use alongside::engine::diary::{Entry, Field, Version, Words};
use alongside::engine::export::{
    Draft, Export, Here, ImportError, MAX_BYTES, Merge, Pack, attempts_csv, file_name, merge, read,
    salvage, write,
};
use alongside::engine::guest::{Guest, Origin};
use alongside::engine::keep::{LastExport, Records, StorageError};
use alongside::engine::pack::Fit;
use alongside::engine::record::Record;
use alongside::engine::save;
use alongside::engine::score::Certainty;
use alongside::engine::settings::{Settings, Theme};
use alongside::engine::topic::Drift;
use proptest::prelude::*;

use super::past::{answer, on};
use super::shelf::Disk;
use super::support::{cases, id};

fn words(happened: &str) -> Words {
    let mut words = Words::default();
    words.set(Field::Happened, happened);
    words
}

fn entry(name: &str, happened: &str, minute: u64) -> Entry {
    Entry::new(id(name), None, words(happened), minute).expect("something is written")
}

fn edited(entry: &Entry, happened: &str, minute: u64) -> Entry {
    let mut entry = entry.clone();
    entry
        .edit(words(happened), minute)
        .expect("something is written");
    entry
}

fn dark() -> Settings {
    Settings {
        theme: Theme::Dark,
        ..Settings::default()
    }
}

fn draft(name: &str, text: &str) -> Draft {
    Draft {
        name: name.to_owned(),
        text: text.to_owned(),
    }
}

fn brought(name: &str, edition: &str, text: &str) -> Pack {
    Pack {
        id: id(name),
        edition: edition.repeat(8).parse().expect("16 hex digits"),
        guest: Guest {
            text: text.to_owned(),
            framework: Some("{\"of\": \"its own\"}".to_owned()),
            origin: Origin::File("ours.json".to_owned()),
            added: 7,
        },
    }
}

fn attempt(day: i64) -> Attempt {
    on(
        day,
        [answer(&format!("p/m{day}"), "I.1").principles(&["voluntary"])],
    )
}

fn full() -> Export {
    Export {
        made: 29_500_000,
        attempts: vec![attempt(0), attempt(1)],
        diary: vec![edited(&entry("e-1", "“One”\n🪴", 5), "Two", 9)],
        settings: Some(dark()),
        drafts: vec![draft("mine", "{\"v\":1,\"any\":\"thing\"}\n")],
        packs: vec![brought("ours", "0a", "{\"format\": 1}\n“”")],
    }
}

#[test]
fn everything_comes_back() {
    for export in [full(), Export::default()] {
        assert_eq!(read(&write(&export)), Ok(export.clone()));
        // Whatever an editor or a mail program does to its edges.
        let text = format!("\u{feff}\r\n{}\n\n", write(&export));
        assert_eq!(read(&text), Ok(export));
    }
    assert_eq!(file_name(Day(20_526)), "alongside-export-2026-03-14.json");
}

#[test]
fn each_file_that_cant_be_read_has_a_reason_of_its_own() {
    let text = write(&full());
    assert_eq!(read(&" ".repeat(MAX_BYTES + 1)), Err(ImportError::TooLarge));
    for other in [
        "",
        "  ",
        "hello",
        "<html>",
        "\"a",
        "PK\u{3}\u{4}",
        &"[".repeat(100_000),
    ] {
        assert_eq!(
            read(other),
            Err(ImportError::NotJson),
            "{}",
            &other[..other.len().min(9)]
        );
    }
    for other in [
        "{}",
        "[]",
        "1",
        "null",
        "\"alongside-export\"",
        "{\"format\":1}",
        "{\"alongside-export\":\"1\"}",
    ] {
        assert_eq!(read(other), Err(ImportError::NotOurs), "{other}");
    }
    assert_eq!(
        read("{\"alongside-export\":2,\"x\":[]}"),
        Err(ImportError::Newer(2))
    );
    // Cut off, or with nothing in it that is whole.
    for damaged in [
        &text[..text.len() / 2],
        &text[..30],
        "{\"alongside-export\":1}",
        "{\"alongside-export\":1,\"made\":1,\"count\":3}",
        "{\"alongside-export\":1,\"made\":1,\"count\":1,\"attempts\":{}}",
        "{\"alongside-export\":1,\"made\":1,\"count\":1,\"attempts\":[{}]}",
        "{\"alongside-export\":1,\"made\":1,\"attempts\":[]}",
    ] {
        assert_eq!(read(damaged), Err(ImportError::Damaged), "{damaged}");
    }
}

#[test]
fn what_is_damaged_in_part_is_told_and_the_rest_can_be_had() {
    let export = full();
    let text = write(&export);
    let damaged = text.replace("p/m1", "p/m2");
    assert_ne!(damaged, text);
    let part = ImportError::PartDamaged { whole: 5, lost: 1 };
    assert_eq!(read(&damaged), Err(part));
    let mut rest = export.clone();
    rest.attempts.pop();
    assert_eq!(salvage(&damaged), Ok((rest.clone(), 1)));
    // A record that somebody took out is missed.
    let without = write(&rest).replace("\"count\":4", "\"count\":5");
    assert_eq!(read(&without), Err(part));
    // A record of a newer version in a file of this one can't be read here.
    let newer = text.replacen("{\"v\":1,", "{\"v\":7,", 1);
    assert_eq!(read(&newer), Err(part));
    // A record that is whole and claims too much is none.
    let mut bold = export.clone();
    bold.attempts[0].moments.clear();
    assert_eq!(read(&write(&bold)), Err(part));
    let mut odd = export;
    odd.drafts[0].name = "../x".to_owned();
    assert_eq!(read(&write(&odd)), Err(part));
    // Packs are counted by themselves, since earlier versions know of none.
    let text = write(&full());
    for (from, to) in [
        ("\"pack-count\":1", "\"pack-count\":2"),
        ("\"pack-count\":1,", ""),
        ("\"packs\":", "\"sacks\":"),
        ("ours.json", "mine.json"),
    ] {
        let text = text.replace(from, to);
        assert!(
            matches!(read(&text), Err(ImportError::PartDamaged { lost: 1.., .. })),
            "{from}"
        );
        assert_eq!(
            salvage(&text).map(|(rest, _)| rest.drafts),
            Ok(full().drafts)
        );
    }
}

#[test]
fn an_import_adds_and_never_removes() {
    let here_entry = edited(&entry("e-1", "first", 10), "here", 20);
    let there_entry = edited(&entry("e-1", "first", 10), "there", 30);
    let here = Here {
        attempts: vec![attempt(0), attempt(5)],
        diary: vec![
            here_entry.clone(),
            entry("e-2", "same", 1),
            entry("e-3", "mine", 1),
        ],
        has_settings: true,
        drafts: vec![draft("a", "one"), draft("b", "same")],
        packs: vec![brought("p", "01", "here")],
    };
    let export = Export {
        made: 1,
        attempts: vec![attempt(0), attempt(1), attempt(1)],
        diary: vec![there_entry, entry("e-2", "same", 1), entry("e-4", "new", 1)],
        settings: Some(dark()),
        drafts: vec![draft("a", "other"), draft("b", "same"), draft("c", "new")],
        // Of an edition that is here, what is here stays.
        packs: vec![
            brought("p", "01", "there"),
            brought("p", "02", "there"),
            brought("q", "01", "there"),
            brought("q", "01", "again"),
        ],
    };
    let found = merge(&here, export.clone());
    let mut both = here_entry.clone();
    both.edit(words("there"), 30).expect("something is written");
    let expected = Merge {
        new_attempts: vec![attempt(1)],
        known_attempts: 2,
        new_entries: vec![entry("e-4", "new", 1)],
        changed_entries: vec![both.clone()],
        known_entries: 1,
        settings: None,
        new_drafts: vec![draft("a-2", "other"), draft("c", "new")],
        known_drafts: 1,
        new_packs: vec![brought("p", "02", "there"), brought("q", "01", "there")],
        known_packs: 2,
    };
    assert_eq!(found, expected);
    assert!(!found.is_empty());
    // Settings come only to where there are none.
    let bare = merge(&Here::default(), export.clone());
    assert_eq!(bare.settings, Some(dark()));
    // What an older file knows of an entry is nothing new.
    let older = Export {
        diary: vec![entry("e-1", "first", 10)],
        ..Export::default()
    };
    let found = merge(&here, older.clone());
    assert_eq!((found.known_entries, found.is_empty()), (1, true));
    // What was let go of here since an export comes back with the file that has it.
    let mut let_go = here_entry.clone();
    let_go.forget_earlier(11);
    let here = Here {
        diary: vec![let_go],
        ..Here::default()
    };
    assert_eq!(merge(&here, older).changed_entries, [here_entry]);
}

#[test]
fn what_one_device_exports_another_takes_in() {
    let (one, other) = (Disk::default(), Disk::default());
    let from = one.open();
    for day in [0, 1] {
        assert_eq!(from.keep_attempt(&attempt(day)), Ok(()));
    }
    assert_eq!(from.keep_entry(&entry("e-1", "there", 30)), Ok(()));
    assert_eq!(from.keep_settings(&dark()), Ok(()));
    one.put("draft/mine", "whatever");
    let ours = brought("ours", "0a", "{}");
    assert_eq!(from.keep_guest(&ours.id, ours.edition, &ours.guest), Ok(()));
    let file = write(&from.export(99));
    let to = other.open();
    assert_eq!(to.keep_attempt(&attempt(1)), Ok(()));
    assert_eq!(to.keep_entry(&entry("e-1", "here", 20)), Ok(()));
    let found = merge(&to.here(), read(&file).expect("whole"));
    assert_eq!((found.new_attempts.len(), found.known_attempts), (1, 1));
    assert_eq!(to.import(&found), Ok(()));
    let again = other.open();
    assert_eq!(again.attempts().0, [attempt(1), attempt(0)]);
    assert_eq!(again.settings().0.value, dark());
    assert_eq!(again.drafts(), [draft("mine", "whatever")]);
    let (kept, _) = again.guest(&ours.id, None);
    let kept = kept.map(|kept| (kept.edition, kept.guest));
    assert_eq!(kept, Some((ours.edition, ours.guest)));
    let (entries, _) = again.entries();
    assert_eq!(entries[0].now.words, words("there"));
    assert_eq!(entries[0].earlier.len(), 1);
    assert_eq!(other.names("diary/").len(), 1, "what it replaces is gone");
    // One that a newer version kept under its id is the same one, and stays.
    let newer = Disk::default();
    newer.put(&format!("attempt/{}", attempt(0).id), r#"{"v":9}"#);
    let found = merge(&newer.open().here(), read(&file).expect("whole"));
    assert_eq!(newer.open().import(&found), Ok(()));
    assert_eq!(newer.names("attempt/").len(), 1);
    assert_eq!(newer.open().attempts().0, [attempt(1)]);
    // The same file again adds nothing.
    let found = merge(&again.here(), read(&file).expect("whole"));
    assert!(found.is_empty());
    let before = other.texts();
    assert_eq!(again.import(&found), Ok(()));
    assert_eq!(other.texts(), before);
}

#[test]
fn an_import_is_taken_in_whole_or_not_at_all() {
    let disk = Disk::default();
    let records = disk.open();
    assert_eq!(records.keep_attempt(&attempt(9)), Ok(()));
    assert_eq!(records.keep_entry(&entry("e-1", "here", 20)), Ok(()));
    let before = disk.texts();
    let mut export = full();
    export.diary.push(entry("e-9", "another", 3));
    let found = merge(&records.here(), export);
    // Room for more and more of it, until there is room for all.
    let mut refused = 0;
    for more in (0..).step_by(50) {
        disk.give_room(more);
        match records.import(&found) {
            Ok(()) => break,
            Err(why) => {
                refused += 1;
                assert_eq!(why, StorageError::Full);
                assert_eq!(disk.texts(), before, "{more}");
                assert_eq!(records.attempts().0.len(), 1, "nor in memory");
            }
        }
    }
    assert!(refused > 12, "{refused}");
    assert_eq!(disk.open().attempts().0.len(), 3);
    assert_eq!(disk.open().entries().0.len(), 2);
    // A write that goes wrong half-way is as good as none.
    let disk = Disk::default();
    disk.halve(1);
    assert_eq!(disk.open().import(&found), Err(StorageError::Full));
    assert_eq!(disk.names(""), [] as [&str; 0]);
}

#[test]
fn an_entry_is_edited_without_a_moment_in_which_it_could_be_lost() {
    let disk = Disk::default();
    let records = disk.open();
    let first = entry("e-1", "first", 10);
    assert_eq!(records.keep_entry(&first), Ok(()));
    assert_eq!(records.keep_entry(&first), Ok(()));
    assert_eq!(disk.names("diary/").len(), 1);
    let second = edited(&first, "second", 20);
    // No room, or half of a write: what was kept still is, and this page has the new words.
    disk.fill();
    assert_eq!(records.keep_entry(&second), Err(StorageError::Full));
    assert_eq!(records.entries().0, std::slice::from_ref(&second));
    assert_eq!(disk.open().entries().0, std::slice::from_ref(&first));
    disk.empty();
    disk.halve(1);
    assert_eq!(records.keep_entry(&second), Err(StorageError::Full));
    assert_eq!(
        disk.open().entries(),
        (vec![first.clone()], Default::default())
    );
    assert_eq!(records.keep_entry(&second), Ok(()));
    assert_eq!(disk.open().entry(&first.id).0, Some(second.clone()));
    assert_eq!(disk.names("diary/").len(), 1);
    // As if the browser had been stopped before the old copy was gone.
    disk.put("diary/e-1.0badf00d", &save::encode(&first, 1));
    assert_eq!(disk.open().entries().0, std::slice::from_ref(&second));
    // Two tabs wrote in it: the later stands, and nothing is lost.
    let (here, there) = (edited(&second, "here", 30), edited(&second, "there", 31));
    assert_eq!(disk.open().keep_entry(&there), Ok(()));
    assert_eq!(disk.open().keep_entry(&here), Ok(()));
    let found = disk.open().entry(&first.id).0.expect("kept");
    assert_eq!(found.now.words, words("there"));
    let said: Vec<&str> = found
        .earlier
        .iter()
        .map(|v| v.words.get(Field::Happened))
        .collect();
    assert_eq!(said, ["first", "second", "here"]);
    assert_eq!(disk.names("diary/").len(), 1);
    // What an export has need not be kept any longer.
    assert_eq!(records.note_export(LastExport::at(21)), Ok(()));
    assert_eq!(
        disk.open().entry(&first.id).0.expect("kept").earlier.len(),
        3
    );
    assert_eq!(disk.open().keep_entry(&edited(&found, "last", 40)), Ok(()));
    let last = disk.open().entry(&first.id).0.expect("kept");
    let said: Vec<&str> = last
        .earlier
        .iter()
        .map(|v| v.words.get(Field::Happened))
        .collect();
    assert_eq!(said, ["here", "there"]);
    // Another entry whose id begins alike is another entry.
    assert_eq!(disk.open().keep_entry(&entry("e-10", "other", 1)), Ok(()));
    disk.open().drop_entry(&first.id);
    assert_eq!(disk.open().entries().0, [entry("e-10", "other", 1)]);
}

/// What an entry says and said, the earliest first.
fn said(records: &Records<Disk>, name: &str) -> Vec<String> {
    let entry = records.entry(&id(name)).0.expect("kept");
    let versions = entry.earlier.iter().chain([&entry.now]);
    let text = |version: &Version| version.words.get(Field::Happened).to_owned();
    versions.map(text).collect()
}

#[test]
fn words_of_another_device_outlive_an_export_that_does_not_have_them() {
    // Both devices have the entry. The one is edited at 50 and exported at 60, the other edited at 40.
    let (one, other) = (Disk::default(), Disk::default());
    let first = entry("e-1", "first", 10);
    assert_eq!(one.open().keep_entry(&edited(&first, "here", 50)), Ok(()));
    assert_eq!(one.open().note_export(LastExport::at(60)), Ok(()));
    assert_eq!(
        other.open().keep_entry(&edited(&first, "there", 40)),
        Ok(())
    );
    assert_eq!(
        other.open().keep_entry(&entry("e-2", "new there", 30)),
        Ok(())
    );
    let file = write(&other.open().export(70));
    let found = merge(&one.open().here(), read(&file).expect("whole"));
    let counts = (
        found.changed_entries.len(),
        found.new_entries.len(),
        found.known_entries,
    );
    assert_eq!(counts, (1, 1, 0));
    assert_eq!(one.open().import(&found), Ok(()));
    assert_eq!(said(&one.open(), "e-1"), ["first", "there", "here"]);
    // Nor are they let go of later, until an export has them.
    for (name, minute) in [("e-1", 80), ("e-2", 81)] {
        let there = one.open().entry(&id(name)).0.expect("kept");
        assert_eq!(
            one.open().keep_entry(&edited(&there, "last", minute)),
            Ok(())
        );
    }
    assert_eq!(said(&one.open(), "e-1"), ["first", "there", "here", "last"]);
    assert_eq!(said(&one.open(), "e-2"), ["new there", "last"]);
    assert_eq!(
        one.open().last_export().minute,
        60,
        "it was exported then all the same"
    );
    // The file once more has nothing new.
    assert!(merge(&one.open().here(), read(&file).expect("whole")).is_empty());
    assert_eq!(one.open().note_export(LastExport::at(90)), Ok(()));
    let there = one.open().entry(&first.id).0.expect("kept");
    assert_eq!(one.open().keep_entry(&edited(&there, "after", 91)), Ok(()));
    assert_eq!(said(&one.open(), "e-1"), ["after"]);
}

#[test]
fn words_of_the_minute_of_an_export_may_have_come_after_it() {
    let disk = Disk::default();
    let first = entry("e-1", "first", 10);
    assert_eq!(disk.open().keep_entry(&first), Ok(()));
    assert_eq!(disk.open().note_export(LastExport::at(20)), Ok(()));
    let after = edited(&first, "after", 20);
    assert_eq!(disk.open().keep_entry(&after), Ok(()));
    assert_eq!(disk.open().keep_entry(&edited(&after, "last", 30)), Ok(()));
    assert_eq!(said(&disk.open(), "e-1"), ["after", "last"]);
}

#[test]
fn attempts_make_a_table() {
    let mut rated = answer("p/b", "II.1")
        .earned(0.5, 2.0 / 3.0)
        .over_chance(0.25)
        .0;
    rated.steps[0].choice.best = None;
    let fit = |n| Fit::new(n).expect("a fit");
    rated.steps[0].choice.ratings = [(id("ask"), fit(3)), (id("wait"), fit(0))]
        .into_iter()
        .collect();
    let harm = answer("p/a", "I.1")
        .taken_for("VI.2")
        .sure(Certainty::Very, Certainty::NotVery)
        .principles(&["mutual", "voluntary"])
        .slipped("wait", Drift::Avoidance)
        .harmful("wait");
    let one = on(0, [harm, super::past::Answer(rated)]);
    let text = attempts_csv(std::slice::from_ref(&one), &|minute| stamp(minute, 60));
    let rows = csv::rows(&text);
    assert_eq!(rows.len(), 3);
    let row = |n: usize| -> Vec<(&str, &str)> {
        let filled = rows[0]
            .iter()
            .zip(&rows[n])
            .filter(|(_, field)| !field.is_empty());
        filled
            .map(|(name, field)| (name.as_str(), field.as_str()))
            .collect()
    };
    assert_eq!(
        row(1),
        [
            ("attempt", one.id.as_str()),
            ("finished", "2026-03-09 13:00"),
            ("seconds", "60"),
            ("pack", "p"),
            ("edition", "0123456789abcdef"),
            ("moment", "a"),
            ("principles", "mutual voluntary"),
            ("step", "start"),
            ("called_for", "I.1"),
            ("chosen", "VI.2"),
            ("competency_credit", "0"),
            ("competency_sure", "very"),
            ("best", "wait"),
            ("response_credit", "0"),
            ("response_sure", "notvery"),
            ("slips", "avoidance"),
            ("harmful", "yes"),
        ]
    );
    assert_eq!(
        row(2)[7..],
        [
            ("called_for", "II.1"),
            ("chosen", "II.1"),
            ("competency_credit", "0.5"),
            ("ratings", "ask=3 wait=0"),
            ("response_credit", "0.666667"),
            ("response_over_chance", "0.25"),
        ]
    );
    assert!(text.starts_with('\u{feff}') && text.ends_with("\r\n"));
}

proptest! {
    #![proptest_config(cases(96))]

    /// Whatever one bit does, nothing is read that was not written.
    #[test]
    fn a_changed_bit_is_noticed(at in 0..10_000_usize, bit in 0..8_u32) {
        let export = full();
        let mut bytes = write(&export).into_bytes();
        let at = at % bytes.len();
        bytes[at] ^= 1 << bit;
        let Ok(text) = String::from_utf8(bytes) else {
            return Ok(());
        };
        if let Ok((found, _)) = salvage(&text) {
            prop_assert!(found.attempts.iter().all(|one| export.attempts.contains(one)));
            prop_assert!(found.diary.iter().all(|one| export.diary.contains(one)));
            prop_assert!(found.drafts.iter().all(|one| export.drafts.contains(one)));
            prop_assert!(found.packs.iter().all(|one| export.packs.contains(one)));
        }
    }

    #[test]
    fn any_file_is_read_or_refused(text in prop_oneof![
        ".{0,80}",
        "\\{\"alongside-export\":[0-9]{1,3},\"made\":[0-9],\"count\":[0-9]{1,20},\"(attempts|diary|settings|drafts|packs|pack-count)\":(\\[\\]|\\{\\}|\\[\\{\"v\":1\\}\\]|null|7)\\}",
    ]) {
        let _ = (read(&text), salvage(&text));
    }

    /// Two devices that take in each other's exports know the same, and nothing is lost.
    #[test]
    fn taking_in_each_others_exports_ends_alike(
        one in prop::collection::vec((0..6_i64, 0..4_usize, 1..9_u64), 0..8),
        other in prop::collection::vec((0..6_i64, 0..4_usize, 1..9_u64), 0..8),
    ) {
        let (left, right) = (Disk::default(), Disk::default());
        for (disk, did, side) in [(&left, &one, "l"), (&right, &other, "r")] {
            let records = disk.open();
            for (day, entry_id, minute) in did {
                prop_assert_eq!(records.keep_attempt(&attempt(*day)), Ok(()));
                let written = entry(&format!("e-{entry_id}"), &format!("{side}{minute}"), *minute);
                prop_assert_eq!(records.keep_entry(&written), Ok(()));
            }
        }
        let pass = |from: &Disk, to: &Disk| {
            let file = write(&from.open().export(0));
            let found = merge(&to.open().here(), read(&file).expect("whole"));
            to.open().import(&found).expect("there is room");
        };
        pass(&left, &right);
        pass(&right, &left);
        let (l, r) = (left.open().export(0), right.open().export(0));
        let sorted = |mut all: Vec<String>| { all.sort(); all };
        let texts = |export: &Export| sorted(
            export.attempts.iter().map(|a| a.to_json().to_string())
                .chain(export.diary.iter().map(|e| e.to_json().to_string())).collect(),
        );
        prop_assert_eq!(texts(&l), texts(&r));
        for (day, entry_id, minute) in &one {
            prop_assert!(r.attempts.contains(&attempt(*day)));
            let found = r.diary.iter().find(|e| e.id == id(&format!("e-{entry_id}"))).expect("it is there");
            let mut versions = found.earlier.iter().chain([&found.now]);
            let said = words(&format!("l{minute}"));
            prop_assert!(versions.any(|v| v.words == said));
        }
    }
}
