//! What is kept, and how it stays whole: storages that are blocked, full, damaged or newer, tabs
//! side by side, and the wish that nothing be kept.

use alongside::engine::attempt::Attempt;
use alongside::engine::keep::{LastExport, Records, StorageError, Store, Trouble};
use alongside::engine::save;
use alongside::engine::session::{Event, Phase, Session};
use alongside::engine::settings::{Settings, Theme};

use super::past::{answer, on};
use super::shelf::Disk;
use super::support::{NOW, go, onward, place, scenario, session};

fn dark() -> Settings {
    Settings {
        theme: Theme::Dark,
        ..Settings::default()
    }
}

fn light() -> Settings {
    Settings {
        theme: Theme::Light,
        ..Settings::default()
    }
}

const DAMAGED: Trouble = Trouble {
    damaged: true,
    newer: false,
};

const NEWER: Trouble = Trouble {
    damaged: false,
    newer: true,
};

/// A session of two moments, the first of them answered.
fn begun() -> Session {
    let home = scenario("ride-home");
    let mut s = session("", false, vec![place("ride-home"), place("panel-shift")]);
    while s.done().is_empty() {
        let event = onward(&s, &home, 0);
        go(&mut s, &home, &[event]);
    }
    s
}

/// The same session, ended: the second moment answered in one of several ways.
fn ended(pick: usize) -> Session {
    let shift = scenario("panel-shift");
    let mut s = begun();
    while s.phase() != Phase::Finished {
        let event = onward(&s, &shift, pick);
        go(&mut s, &shift, &[event]);
    }
    s
}

#[test]
fn what_is_written_is_kept_by_its_name() {
    let disk = Disk::default();
    let store = disk.open().store;
    assert_eq!(store.read("a"), None);
    for text in ["", "one", "“two”\n🪴"] {
        assert_eq!(store.write("a", text), Ok(()));
        assert_eq!(
            (store.read("a").as_deref(), disk.get("a").as_deref()),
            (Some(text), Some(text))
        );
    }
    assert_eq!(store.write("b/1", "x"), Ok(()));
    assert_eq!(store.names("b/"), ["b/1"]);
    // Two names and their texts: “two”, a line break, and a plant of two units.
    assert_eq!(store.used(), 1 + 8 + 3 + 1);
    store.remove("a");
    assert_eq!(
        (store.read("a"), disk.names("")),
        (None, vec!["b/1".to_owned()])
    );
}

#[test]
fn a_full_storage_costs_nothing_that_is_there() {
    let disk = Disk::default();
    let records = disk.open();
    let store = &records.store;
    assert_eq!(store.write("a", "old"), Ok(()));
    disk.fill();
    assert_eq!(
        store.write("a", "longer than before"),
        Err(StorageError::Full)
    );
    assert_eq!(store.write("b", "new"), Err(StorageError::Full));
    // This page goes on with what was written last, and says that it is not kept.
    assert_eq!(store.read("a").as_deref(), Some("longer than before"));
    assert!(store.is_unkept("a") && store.is_unkept("b") && !store.is_blocked());
    let mut names = store.names("");
    names.sort();
    assert_eq!(names, ["a", "b"]);
    // Another page has what was there.
    assert_eq!(disk.open().store.read("a").as_deref(), Some("old"));
    assert_eq!(disk.open().store.read("b"), None);
    assert_eq!(records.try_again(), Err(StorageError::Full));
    disk.empty();
    assert_eq!(records.try_again(), Ok(()));
    assert!(!store.is_unkept("a"));
    assert_eq!(disk.get("a").as_deref(), Some("longer than before"));
    assert_eq!(disk.get("b").as_deref(), Some("new"));
    // What another tab wrote meanwhile is not written over.
    disk.fill();
    let longest = "longer than it was before";
    assert_eq!(store.write("a", longest), Err(StorageError::Full));
    disk.empty();
    assert_eq!(disk.open().store.write("a", "by another"), Ok(()));
    assert_eq!(records.try_again(), Err(StorageError::Full));
    assert_eq!(disk.get("a").as_deref(), Some("by another"));
    assert_eq!(
        store.write("a", longest),
        Ok(()),
        "but what is done next is"
    );
}

#[test]
fn what_waits_for_room_waits_until_it_is_kept_whatever_else_is() {
    let disk = Disk::default();
    let store = disk.open().store;
    assert!(!store.has_waiting());
    disk.put("other", "some words");
    disk.fill();
    assert_eq!(store.write("long", "words"), Err(StorageError::Full));
    assert_eq!(store.write("other", "fewer"), Ok(()));
    assert!(store.has_waiting());
    disk.empty();
    assert_eq!(store.write("long", "words"), Ok(()));
    assert!(!store.has_waiting());
    // Where nothing can or should be kept, nothing waits.
    let blocked: Store<Disk> = Store::new(None, None, 1);
    assert_eq!(blocked.write("a", "b"), Err(StorageError::Blocked));
    assert!(!blocked.has_waiting());
    store.keep_nothing();
    assert_eq!(store.write("a", "b"), Ok(()));
    assert!(!store.has_waiting());
}

#[test]
fn a_write_that_fails_half_way_leaves_what_was_there() {
    let disk = Disk::default();
    let store = disk.open().store;
    assert_eq!(store.write("a", "what was there"), Ok(()));
    disk.halve(1);
    assert_eq!(store.write("a", "what was meant"), Err(StorageError::Full));
    assert_eq!(disk.get("a").as_deref(), Some("what was there"));
    disk.halve(1);
    assert_eq!(store.write("b", "what was meant"), Err(StorageError::Full));
    assert_eq!(disk.get("b"), None);
}

#[test]
fn where_storage_is_blocked_everything_is_in_memory() {
    let records: Records<Disk> = Records {
        store: Store::new(None, None, 1),
    };
    assert!(records.store.is_blocked());
    assert_eq!(records.store.write("a", "x"), Err(StorageError::Blocked));
    assert_eq!(records.store.read("a").as_deref(), Some("x"));
    let attempt = on(0, [answer("p/a", "I.1")]);
    assert_eq!(records.keep_attempt(&attempt), Err(StorageError::Blocked));
    assert_eq!(records.attempts().0, [attempt]);
    records.store.keep_nothing();
    assert_eq!(records.store.write("b", "x"), Ok(()));
    assert_eq!(records.store.keep_again(), Err(StorageError::Blocked));
    assert_eq!(records.store.used(), 0);
}

#[test]
fn what_a_person_would_miss_is_known_before_it_is_deleted() {
    let disk = Disk::default();
    let records = disk.open();
    assert_eq!(records.keep_settings(&dark()), Ok(()));
    assert!(!records.holds_something(), "settings alone are no loss");
    for kind in [
        "session/1",
        "attempt/1",
        "bundle/1",
        "diary/1/a",
        "draft/1",
        "guest/1",
        "damaged/x",
    ] {
        assert_eq!(records.store.write(kind, "x"), Ok(()));
        assert!(records.holds_something(), "{kind}");
        records.store.remove(kind);
    }
    assert_eq!(records.store.write("attempt/1", "x"), Ok(()));
    records.store.keep_nothing();
    assert!(
        !records.holds_something(),
        "what is in memory only is not kept"
    );
}

#[test]
fn nothing_is_kept_where_nothing_should_be() {
    let (disk, tab) = (Disk::default(), Disk::default());
    let store = disk.tab(&tab).store;
    assert_eq!(store.write("before", "1"), Ok(()));
    let other = disk.open().store;
    store.keep_nothing();
    assert_eq!(store.write("since", "2"), Ok(()));
    let mut names = store.names("");
    names.sort();
    assert_eq!(names, ["before", "since"]);
    assert!(!store.is_unkept("since"), "nothing was meant to be kept");
    assert_eq!(store.used(), 0);
    // The wish is all that is on the device, and it outlives a reload of this tab and of others.
    assert_eq!(disk.names(""), ["nothing"]);
    assert!(disk.tab(&tab).store.keeps_nothing() && disk.open().store.keeps_nothing());
    // A tab that was open before follows it.
    assert!(!other.keeps_nothing());
    assert_eq!(other.write("elsewhere", "3"), Ok(()));
    assert!(other.keeps_nothing());
    assert_eq!(other.read("elsewhere").as_deref(), Some("3"));
    assert_eq!(disk.names(""), ["nothing"]);
    // Deleting everything does not take the wish back.
    Records {
        store: disk.tab(&tab).store,
    }
    .forget_all();
    assert!(disk.tab(&tab).store.keeps_nothing());
    assert_eq!(store.keep_again(), Ok(()));
    assert!(!store.keeps_nothing() && !disk.tab(&tab).store.keeps_nothing());
    assert_eq!(disk.names(""), ["before", "since"]);
}

#[test]
fn the_wish_holds_where_only_one_place_takes_it() {
    // No local storage: the tab's own remembers.
    let tab = Disk::default();
    let blocked = || Store::new(None, Some(tab.clone()), 1);
    blocked().keep_nothing();
    assert!(blocked().keeps_nothing());
    // A storage that is full to the last character: room for the wish comes by emptying it.
    let disk = Disk::default();
    assert_eq!(disk.open().store.write("a", "a long text"), Ok(()));
    disk.fill();
    disk.open().store.keep_nothing();
    assert_eq!(disk.names(""), ["nothing"]);
}

#[test]
fn settings_are_written_in_turns() {
    let disk = Disk::default();
    let records = disk.open();
    assert_eq!(
        (records.settings().0.rev, records.has_settings()),
        (0, false)
    );
    for (rev, settings) in [(1, dark()), (2, light()), (3, dark())] {
        assert_eq!(records.keep_settings(&settings), Ok(()));
        let (found, trouble) = disk.open().settings();
        assert_eq!((found.value, found.rev), (settings, rev));
        assert_eq!(trouble, Trouble::default());
    }
    assert!(records.has_settings());
    assert_eq!(disk.names("settings/"), ["settings/a", "settings/b"]);
    assert_eq!(disk.get("look").as_deref(), Some("dark -"));
    // The newest is damaged: the one before it stands, and the damaged one is put aside.
    disk.put("settings/a", "{");
    let (found, trouble) = disk.open().settings();
    assert_eq!((found.value, found.rev, trouble), (light(), 2, DAMAGED));
    assert_eq!(disk.get("damaged/settings/a").as_deref(), Some("{"));
}

/// Puts aside as many damaged saves as there is a place for.
fn fill_quarantine(disk: &Disk) {
    for n in 0..20 {
        disk.put(&format!("attempt/x{n}"), "{");
    }
    assert_eq!(disk.open().attempts().1, DAMAGED);
    assert_eq!(disk.names("damaged/").len(), 20);
}

#[test]
fn damaged_settings_that_cant_be_put_aside_are_not_written_over() {
    let disk = Disk::default();
    fill_quarantine(&disk);
    let records = disk.open();
    assert_eq!(records.keep_settings(&dark()), Ok(()));
    disk.put("settings/b", "damaged");
    for (n, settings) in [light(), dark(), light()].into_iter().enumerate() {
        assert_eq!(records.keep_settings(&settings), Ok(()));
        let (found, trouble) = disk.open().settings();
        assert_eq!((found.value, trouble), (settings, DAMAGED), "{n}");
        assert_eq!(disk.get("settings/b").as_deref(), Some("damaged"));
    }
    // Nor if no place is left but the third.
    disk.put("settings/a", "damaged too");
    for settings in [dark(), light()] {
        assert_eq!(records.keep_settings(&settings), Ok(()));
        assert_eq!(disk.open().settings().0.value, settings);
        assert_eq!(disk.get("settings/a").as_deref(), Some("damaged too"));
        assert_eq!(disk.get("settings/b").as_deref(), Some("damaged"));
    }
}

#[test]
fn a_newer_versions_settings_are_left_alone() {
    let newer = r#"{"v":2,"new":[]}"#;
    let disk = Disk::default();
    disk.put("settings/a", newer);
    assert_eq!(disk.open().keep_settings(&dark()), Ok(()));
    assert_eq!(disk.open().keep_settings(&light()), Ok(()));
    assert_eq!(disk.open().settings().0.value, light());
    assert_eq!(disk.open().settings().1, NEWER);
    assert_eq!(disk.get("settings/a").as_deref(), Some(newer));
    disk.put("settings/b", newer);
    assert_eq!(disk.open().keep_settings(&dark()), Ok(()));
    assert_eq!(disk.names("settings/"), ["settings/a", "settings/b"]);
    assert_eq!(disk.get("settings/b").as_deref(), Some(newer));
    assert_eq!(disk.names("damaged/"), [] as [&str; 0]);
}

#[test]
fn what_is_damaged_is_put_aside_and_nothing_takes_its_place_there() {
    let disk = Disk::default();
    let records = disk.open();
    for text in ["{", "{{", "{"] {
        disk.put("attempt/one", text);
        assert_eq!(records.attempts(), (Vec::new(), DAMAGED));
        assert_eq!(disk.get("attempt/one"), None);
        // It is told once.
        assert_eq!(records.attempts().1, Trouble::default());
    }
    let damaged = [
        ("attempt/one", "{"),
        ("attempt/one~2", "{{"),
        ("attempt/one~3", "{"),
    ];
    let damaged = damaged.map(|(name, text)| (name.to_owned(), text.to_owned()));
    assert_eq!(records.damaged(), damaged);
    records.drop_damaged("attempt/one~2");
    assert_eq!(records.damaged().len(), 2);
    // Where there is no room for a copy it stays where it is, and is told again.
    disk.put("attempt/two", "{{{");
    disk.fill();
    for _ in 0..2 {
        assert_eq!(records.attempts().1, DAMAGED);
        assert_eq!(disk.get("attempt/two").as_deref(), Some("{{{"));
    }
    // Nor do more than so many find a place.
    disk.empty();
    assert_eq!(records.attempts().1, DAMAGED);
    for n in 0..30 {
        disk.put(&format!("attempt/x{n}"), "{");
    }
    assert_eq!(records.attempts().1, DAMAGED);
    assert_eq!(disk.names("damaged/").len(), 20);
    assert_eq!(disk.names("attempt/").len(), 30 + 3 - 20);
}

#[test]
fn an_attempt_is_never_written_over() {
    let disk = Disk::default();
    let (one, other) = (ended(0).attempt(NOW), ended(1).attempt(NOW));
    let (one, other) = (one.expect("finished"), other.expect("finished"));
    assert_eq!(one.id, other.id);
    assert_eq!(disk.open().keep_attempt(&one), Ok(()));
    let later = Attempt {
        finished: one.finished + 1,
        ..one.clone()
    };
    // The same answers again are the same attempt.
    assert_eq!(disk.open().keep_attempt(&later), Ok(()));
    assert_eq!(disk.open().attempts().0, std::slice::from_ref(&one));
    // Two tabs went on with one session, and each ended it in its own way.
    assert_eq!(disk.open().keep_attempt(&other), Ok(()));
    assert_eq!(disk.open().keep_attempt(&other), Ok(()));
    let (all, _) = disk.open().attempts();
    assert_eq!(all.len(), 2);
    assert!(all.contains(&one));
    let fork = all.iter().find(|a| a.id != one.id).expect("the other");
    assert_eq!(
        (&fork.moments, fork.id.as_str()),
        (&other.moments, format!("{}-2", one.id).as_str())
    );
    // A damaged one in the way is put aside, or left where it is.
    let disk = Disk::default();
    disk.put(&format!("attempt/{}", one.id), "{");
    assert_eq!(disk.open().keep_attempt(&one), Ok(()));
    assert_eq!(disk.open().attempt(&one.id).0, Some(one.clone()));
    let disk = Disk::default();
    fill_quarantine(&disk);
    disk.put(&format!("attempt/{}", one.id), "{");
    assert_eq!(disk.open().keep_attempt(&one), Ok(()));
    assert_eq!(
        disk.get(&format!("attempt/{}", one.id)).as_deref(),
        Some("{")
    );
    assert_eq!(disk.open().attempts().0.len(), 1);
    // Nor one of a newer version.
    let disk = Disk::default();
    disk.put(&format!("attempt/{}", one.id), r#"{"v":9}"#);
    assert_eq!(disk.open().keep_attempt(&one), Ok(()));
    assert_eq!(
        disk.get(&format!("attempt/{}", one.id)).as_deref(),
        Some(r#"{"v":9}"#)
    );
    assert_eq!(disk.open().attempts().0[0].moments, one.moments);
}

#[test]
fn a_session_is_let_go_only_when_its_attempt_is_kept() {
    let (disk, tab) = (Disk::default(), Disk::default());
    let records = disk.tab(&tab);
    assert_eq!(records.keep_session(&begun()), Ok(()));
    assert_eq!(records.tab_session().0, Some(begun()));
    let last = ended(0);
    let (id, kept) = records.finish(&last, NOW);
    assert_eq!((id.as_ref(), kept), (Some(last.id()), Ok(())));
    assert_eq!(disk.names(""), [format!("attempt/{}", last.id())]);
    assert_eq!(records.tab_session(), (None, Trouble::default()));
    // Nothing answered leaves nothing.
    let mut empty = session("", false, vec![place("ride-home")]);
    assert_eq!(records.keep_session(&empty), Ok(()));
    assert_eq!(empty.apply(&Event::Skip, None, NOW), Ok(()));
    assert_eq!(records.finish(&empty, NOW), (None, Ok(())));
    assert_eq!(disk.names("session/"), [] as [&str; 0]);
}

#[test]
fn an_attempt_that_finds_no_room_waits_for_it() {
    let (disk, tab) = (Disk::default(), Disk::default());
    let records = disk.tab(&tab);
    let last = ended(0);
    assert_eq!(records.keep_session(&begun()), Ok(()));
    // Room enough for the session to grow, and not for an attempt beside it.
    let size = |session: &Session| save::encode(session, 1).len();
    disk.give_room(size(&last).saturating_sub(size(&begun())));
    let (_, kept) = records.finish(&last, NOW);
    assert_eq!(kept, Err(StorageError::Full));
    // This page shows it; the session stays, and is no longer offered.
    assert_eq!(records.attempts().0.len(), 1);
    assert_eq!(records.sessions().0, []);
    records.drop_session(last.id());
    assert_eq!(disk.names("session/").len(), 1);
    assert_eq!(disk.open().sessions().0, [], "it is over there as well");
    // Another page finds the finished session. As soon as there is room it becomes the attempt.
    assert_eq!(disk.open().attempts().0.len(), 1);
    assert_eq!(disk.names("attempt/"), [] as [&str; 0]);
    disk.empty();
    let (found, trouble) = disk.open().attempts();
    assert_eq!((found.len(), trouble), (1, Trouble::default()));
    assert_eq!(found[0].moments, last.done());
    assert_eq!(found[0].finished, last.last_event() / 60_000);
    assert_eq!(disk.names(""), [format!("attempt/{}", last.id())]);
    // The first page does not make a second one of it.
    assert_eq!(records.try_again(), Ok(()));
    assert_eq!(disk.open().attempts().0.len(), 1);
}

#[test]
fn a_page_that_keeps_the_attempt_itself_loses_nothing_either() {
    let disk = Disk::default();
    let records = disk.open();
    let last = ended(0);
    assert_eq!(records.keep_session(&begun()), Ok(()));
    disk.fill();
    let attempt = last.attempt(NOW).expect("finished");
    assert_eq!(records.keep_attempt(&attempt), Err(StorageError::Full));
    records.drop_session(last.id());
    assert_eq!(
        (records.attempts().0, records.sessions().0),
        (vec![attempt], Vec::new())
    );
    assert_eq!(disk.open().sessions().0, [begun()]);
}

#[test]
fn a_session_whose_attempt_is_there_is_over() {
    // As if the browser had been stopped between the two.
    let (disk, tab) = (Disk::default(), Disk::default());
    let records = disk.tab(&tab);
    assert_eq!(records.keep_session(&begun()), Ok(()));
    let attempt = ended(0).attempt(NOW).expect("finished");
    assert_eq!(records.keep_attempt(&attempt), Ok(()));
    assert_eq!(disk.names("session/").len(), 1);
    assert_eq!(disk.tab(&tab).settle(), Trouble::default());
    assert_eq!(disk.tab(&tab).tab_session().0, None);
    assert_eq!(disk.names("session/"), [] as [&str; 0]);
    // Whoever went on with it before that ended it twice: one attempt stays.
    let again = Attempt {
        finished: attempt.finished + 1,
        ..attempt.clone()
    };
    assert_eq!(records.keep_attempt(&again), Ok(()));
    assert_eq!(disk.names("attempt/").len(), 2);
    assert_eq!(disk.open().attempts().0, [attempt]);
    assert_eq!(disk.names("attempt/").len(), 1);
    // But not one that another tab took further.
    assert_eq!(records.keep_session(&ended_early()), Ok(()));
    assert_eq!(disk.open().settle(), Trouble::default());
    assert_eq!(disk.open().sessions().0.len(), 1);
}

/// The session with its first moment answered otherwise.
fn ended_early() -> Session {
    let home = scenario("ride-home");
    let mut s = session("", false, vec![place("ride-home"), place("panel-shift")]);
    while s.done().is_empty() {
        let event = onward(&s, &home, 1);
        go(&mut s, &home, &[event]);
    }
    assert_ne!(s.done(), begun().done());
    s
}

#[test]
fn what_a_newer_version_kept_is_left_as_it_is() {
    let newer = r#"{"v":2,"new":[]}"#;
    let disk = Disk::default();
    for name in ["session/one", "attempt/one", "diary/one.00000000"] {
        disk.put(name, newer);
    }
    let records = disk.open();
    assert_eq!(records.sessions(), (Vec::new(), NEWER));
    assert_eq!(records.attempts(), (Vec::new(), NEWER));
    assert_eq!(records.entries(), (Vec::new(), NEWER));
    assert!(disk.texts().values().all(|text| text == newer));
    assert_eq!(disk.names("").len(), 3);
}

#[test]
fn everything_can_be_forgotten() {
    let (disk, tab) = (Disk::default(), Disk::default());
    let records = disk.tab(&tab);
    disk.put("of another kind", "x");
    assert_eq!(records.keep_session(&begun()), Ok(()));
    assert_eq!(records.keep_settings(&dark()), Ok(()));
    disk.fill();
    assert!(
        records
            .keep_attempt(&on(0, [answer("p/a", "I.1")]))
            .is_err()
    );
    records.forget_all();
    assert_eq!(disk.names(""), [] as [&str; 0]);
    assert_eq!(
        (records.attempts().0, records.tab_session().0),
        (Vec::new(), None)
    );
    assert_eq!(tab.names(""), [] as [&str; 0]);
}

#[test]
fn a_reminder_comes_after_ten_attempts_and_once() {
    let disk = Disk::default();
    let records = disk.open();
    let attempts: Vec<Attempt> = (0..12).map(|n| on(n, [answer("p/a", "I.1")])).collect();
    // With the first so many attempts, whether they are loose or in a bundle.
    let wants = |count: usize| {
        let other = Disk::default();
        if let Some(text) = disk.get("exported") {
            other.put("exported", &text);
        }
        let records = other.open();
        for attempt in &attempts[..count] {
            assert_eq!(records.keep_attempt(attempt), Ok(()));
        }
        let loose = records.wants_reminder();
        records.bundle_up(2);
        assert_eq!(records.wants_reminder(), loose);
        loose
    };
    assert_eq!(records.last_export(), LastExport::default());
    assert_eq!([9, 10, 12].map(wants), [false, true, true]);
    let dismissed = LastExport {
        is_dismissed: true,
        ..records.last_export()
    };
    assert_eq!(records.note_export(dismissed), Ok(()));
    assert_eq!(disk.open().last_export(), dismissed);
    assert!(!wants(12));
    let exported = LastExport::at(attempts[1].finished);
    assert_eq!(records.note_export(exported), Ok(()));
    assert_eq!([11, 12].map(wants), [false, true]);
    // A damaged note costs a reminder too many, no more.
    disk.put("exported", "{");
    assert_eq!(records.last_export(), LastExport::default());
    assert_eq!(
        save::decode::<LastExport>(&save::encode(&exported, 1)).map(|s| s.value),
        Ok(exported)
    );
}
