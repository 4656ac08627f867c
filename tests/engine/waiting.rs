//! Diary entries that find no room on the device: all of them outlive a reload, in the tab, and are
//! kept as soon as there is room.

use alongside::engine::diary::{Entry, Field, Words};
use alongside::engine::id::EntryId;
use alongside::engine::keep::Records;

use super::shelf::Disk;
use super::support::id;

fn words(happened: &str) -> Words {
    let mut words = Words::default();
    words.set(Field::Happened, happened);
    words
}

fn entry(name: &str, happened: &str, minute: u64) -> Entry {
    Entry::new(id(name), None, words(happened), minute).expect("something is written")
}

/// What the entries say, the latest first.
fn said(records: &Records<Disk>) -> Vec<String> {
    let (entries, _) = records.entries();
    let said = entries.iter().map(|one| one.now.words.get(Field::Happened));
    said.map(str::to_owned).collect()
}

const IDS: [&str; 3] = ["e-1", "e-2", "e-3"];

fn id_of(name: &str) -> EntryId {
    id(name)
}

/// A full device, and a tab in which three entries were written all the same.
fn full() -> (Disk, Disk) {
    let (disk, tab) = (Disk::default(), Disk::default());
    disk.fill();
    let records = disk.tab(&tab);
    for (minute, name) in (1..).zip(IDS) {
        assert!(records.keep_entry(&entry(name, name, minute)).is_err());
        assert!(records.is_entry_waiting(&id_of(name)));
    }
    assert_eq!(said(&records), ["e-3", "e-2", "e-1"]);
    (disk, tab)
}

#[test]
fn all_that_found_no_room_outlives_a_reload() {
    let (disk, tab) = full();
    // However often, and whether or not the diary is looked at in between.
    for _ in 0..3 {
        let _ = disk.tab(&tab);
        let records = disk.tab(&tab);
        assert_eq!(said(&records), ["e-3", "e-2", "e-1"]);
        assert!(
            IDS.iter()
                .all(|name| records.is_entry_waiting(&id_of(name)))
        );
        assert_eq!(records.entry(&id_of("e-1")).0, Some(entry("e-1", "e-1", 1)));
    }
    // Another tab has none of them.
    assert_eq!(said(&disk.open()), Vec::<String>::new());
}

#[test]
fn it_is_kept_as_soon_as_there_is_room_and_the_tab_lets_go_of_it() {
    for does_try_again in [true, false] {
        let (disk, tab) = full();
        let records = disk.tab(&tab);
        assert_eq!(said(&records).len(), 3);
        disk.empty();
        if does_try_again {
            assert_eq!(records.try_again(), Ok(()));
        } else {
            // The page was left before: the next one finds the room by itself.
            assert_eq!(said(&disk.tab(&tab)).len(), 3);
        }
        assert_eq!(said(&disk.open()), ["e-3", "e-2", "e-1"]);
        assert_eq!(tab.names(""), Vec::<String>::new());
        // What is deleted afterwards does not come back from the tab.
        disk.open().drop_entry(&id_of("e-2"));
        assert_eq!(said(&disk.tab(&tab)), ["e-3", "e-1"]);
    }
}

#[test]
fn words_that_were_changed_while_there_is_no_room_come_together_with_those_before() {
    let (disk, tab) = (Disk::default(), Disk::default());
    let mut one = entry("e-1", "first", 1);
    assert_eq!(disk.open().keep_entry(&one), Ok(()));
    disk.fill();
    for (minute, text) in [(5, "second"), (6, "third")] {
        one.edit(words(text), minute).expect("something is written");
        assert!(disk.tab(&tab).keep_entry(&one).is_err());
    }
    assert_eq!(said(&disk.tab(&tab)), ["third"]);
    // What is on the device stands until there is room for more.
    assert_eq!(said(&disk.open()), ["first"]);
    disk.empty();
    let (entry, _) = disk.tab(&tab).entry(&id_of("e-1"));
    let entry = entry.expect("it is there");
    let earlier = entry.earlier.iter().map(|v| v.words.get(Field::Happened));
    assert_eq!(earlier.collect::<Vec<_>>(), ["first", "second"]);
    assert_eq!(said(&disk.open()), ["third"]);
}

#[test]
fn what_is_to_be_gone_is_gone_from_the_tab_as_well() {
    let (disk, tab) = full();
    disk.tab(&tab).drop_entry(&id_of("e-1"));
    assert_eq!(said(&disk.tab(&tab)), ["e-3", "e-2"]);
    disk.tab(&tab).forget_all();
    assert_eq!(said(&disk.tab(&tab)), Vec::<String>::new());

    let (disk, tab) = full();
    let records = disk.tab(&tab);
    records.store.keep_nothing();
    records.forget_in_tab();
    assert_eq!(said(&disk.tab(&tab)), Vec::<String>::new());
}

#[test]
fn what_a_tab_holds_and_nobody_can_read_is_left_alone() {
    let (disk, tab) = full();
    tab.put("diary-waiting/e-2", "not a save");
    assert_eq!(said(&disk.tab(&tab)), ["e-3", "e-1"]);
    assert_eq!(tab.get("diary-waiting/e-2").as_deref(), Some("not a save"));
}
