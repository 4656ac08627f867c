//! Packs that are not of the site: where they may come from, how they are kept and found again.

use alongside::engine::edition::Edition;
use alongside::engine::guest::{
    AddressError, Guest, Origin, Summary, address, needed_by, practice,
};
use alongside::engine::id::PackId;
use alongside::engine::keep::{StorageError, Trouble};
use alongside::engine::record::Record;
use proptest::prelude::*;

use super::past::{answer, on};
use super::shelf::Disk;
use super::support::{PACK, Written, cases, framework, id, pack};

const SITE: &str = "https://peers.example.org:8443/train/here/";

fn guest(origin: Origin, added: u64) -> Guest {
    Guest {
        text: PACK.to_owned(),
        framework: None,
        origin,
        added,
    }
}

fn edition(digits: &str) -> Edition {
    digits.parse().expect("16 hex digits")
}

#[test]
fn an_address_on_this_host_is_fetched_and_no_other() {
    let root = "https://peers.example.org:8443";
    for (given, whole) in [
        ("a.json", "/train/here/a.json"),
        (" my packs/a b.json\n", "/train/here/my packs/a b.json"),
        ("../a.json", "/train/here/../a.json"),
        ("./a.json?x=1#y", "/train/here/./a.json?x=1"),
        ("/a.json", "/a.json"),
        ("a/b:c.json", "/train/here/a/b:c.json"),
        ("https://peers.example.org:8443/x/a.json", "/x/a.json"),
        ("HTTP://Peers.Example.org:8443/x/a.json", "/x/a.json"),
        ("https://peers.example.org:8443", "/"),
    ] {
        assert_eq!(
            address(SITE, given),
            Ok(format!("{root}{whole}")),
            "{given}"
        );
    }
    for given in [
        "https://elsewhere.example/a.json",
        "https://peers.example.org/a.json",
        "https://peers.example.org:8443.evil.example/a.json",
        "https://peers.example.org:8443@evil.example/a.json",
        "https://me@peers.example.org:8443/a.json",
        "//evil.example/a.json",
        "/\\evil.example/a.json",
        "\\\\evil.example\\a.json",
        "/\t/evil.example/a.json",
        "/\n/evil.example",
        "ftp://peers.example.org:8443/a.json",
        "https:evil.example/a.json",
        "https:/evil.example/a.json",
        "javascript:alert(1)",
        "data:application/json,{}",
        "blob:https://peers.example.org:8443/1",
        "evil.example:80/a.json",
    ] {
        assert_eq!(
            address(SITE, given),
            Err(AddressError::OtherHost),
            "{given}"
        );
    }
    for given in ["", "  ", "#x"] {
        assert_eq!(address(SITE, given), Err(AddressError::Empty), "{given}");
    }
    for site in ["file:///home/me/alongside/", "about:blank", ""] {
        assert_eq!(address(site, "a.json"), Err(AddressError::NoHost), "{site}");
    }
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn whatever_is_given_only_this_host_is_asked(given in "[a-z:/\\\\@?#. \t]{0,4}(https?:)?[/\\\\]{0,3}.{0,20}") {
        if let Ok(whole) = address(SITE, &given) {
            prop_assert!(whole.starts_with("https://peers.example.org:8443/"), "{}", whole);
            // Not even a browser that reads slashes its own way can see another host in it.
            prop_assert!(!whole.contains('\\') && !whole.chars().any(char::is_control));
        }
    }
}

#[test]
fn a_guest_is_written_and_read_back() {
    for origin in [
        Origin::File("späte Runde.json".into()),
        Origin::Pasted,
        Origin::Address("packs/a.json".into()),
        Origin::Studio,
    ] {
        let one = Guest {
            framework: Some("{}".into()),
            ..guest(origin, 29_000_000)
        };
        assert_eq!(Guest::from_json(&one.to_json()), Some(one));
    }
    let mut later = guest(Origin::Pasted, 1).written();
    later["from"] = "a way that is not there yet".into();
    assert_eq!(Guest::from_written(&later), Some(guest(Origin::Pasted, 1)));
    later["text"] = 1.into();
    assert_eq!(Guest::from_written(&later), None);
}

#[test]
fn a_guest_is_found_by_its_edition_and_else_the_latest_is() {
    let disk = Disk::default();
    let records = disk.open();
    let (one, two) = (edition("0123456789abcdef"), edition("0123f00000000000"));
    let golden: PackId = id("golden");
    // An id that begins like the other one is another pack.
    let other: PackId = id("golden-two");
    for (pack, edition, added) in [(&golden, one, 5), (&golden, two, 9), (&other, one, 7)] {
        let kept = records.keep_guest(pack, edition, &guest(Origin::Pasted, added));
        assert_eq!(kept, Ok(()));
    }
    let again = disk.open();
    let (all, trouble) = again.guests();
    assert_eq!(trouble, Trouble::default());
    let all: Vec<_> = all.iter().map(|kept| (&kept.id, kept.edition)).collect();
    assert_eq!(all, [(&golden, two), (&other, one), (&golden, one)]);
    let found = |pack: &PackId, prefix: Option<&str>| {
        let (found, _) = again.guest(pack, prefix);
        found.map(|kept| kept.edition)
    };
    assert_eq!(found(&golden, None), Some(two));
    assert_eq!(found(&golden, Some("01234567")), Some(one));
    assert_eq!(found(&golden, Some(&two.to_string())), Some(two));
    assert_eq!(found(&golden, Some("0123")), None, "two begin so");
    assert_eq!(found(&golden, Some("ffff")), None);
    assert_eq!(found(&id("gold"), None), None);
    again.drop_guest(&golden, two);
    assert_eq!(found(&golden, None), Some(one));
    again.forget_all();
    assert_eq!(disk.names(""), Vec::<String>::new());
}

#[test]
fn a_guest_that_found_no_room_is_there_until_the_page_closes() {
    let disk = Disk::default();
    let records = disk.open();
    let (pack, one) = (id("golden"), edition("0123456789abcdef"));
    disk.fill();
    let kept = records.keep_guest(&pack, one, &guest(Origin::Pasted, 1));
    assert_eq!(kept, Err(StorageError::Full));
    let (found, _) = records.guest(&pack, None);
    assert!(found.is_some_and(|kept| kept.is_unkept));
    assert_eq!(disk.open().guest(&pack, None).0, None);
    disk.empty();
    let kept = records.keep_guest(&pack, one, &guest(Origin::Pasted, 1));
    assert_eq!(kept, Ok(()));
    let (found, _) = disk.open().guest(&pack, None);
    assert!(found.is_some_and(|kept| !kept.is_unkept));
    // One that is there is not written again.
    let kept = disk
        .open()
        .keep_guest(&pack, one, &guest(Origin::Studio, 2));
    assert_eq!(kept, Ok(()));
    let (found, _) = disk.open().guest(&pack, None);
    assert_eq!(found.map(|kept| kept.guest), Some(guest(Origin::Pasted, 1)));
}

#[test]
fn a_damaged_guest_is_put_aside_and_a_newer_one_left_alone() {
    let disk = Disk::default();
    let (pack, one) = (id("golden"), edition("0123456789abcdef"));
    let kept = disk
        .open()
        .keep_guest(&pack, one, &guest(Origin::Pasted, 1));
    assert_eq!(kept, Ok(()));
    let name = format!("guest/golden.{one}");
    let text = disk.get(&name).expect("it is kept there");
    disk.put(&name, &text.replace("golden", "gulden"));
    let records = disk.open();
    let (found, trouble) = records.guest(&pack, None);
    assert!(found.is_none() && trouble.damaged && !trouble.newer);
    assert_eq!(disk.names("guest/"), Vec::<String>::new());
    assert_eq!(records.damaged().len(), 1);
    disk.put(&name, &text.replace("{\"v\":1", "{\"v\":9"));
    let (found, trouble) = disk.open().guest(&pack, None);
    assert!(found.is_none() && !trouble.damaged && trouble.newer);
    assert_eq!(disk.names("guest/"), [name]);
}

#[test]
fn a_link_to_a_guest_names_its_edition_and_leaves_nothing_to_choice() {
    let pack = pack();
    let edition = Edition::of(&pack);
    let link = practice(pack.id(), edition);
    let digits = &edition.to_string()[..8];
    assert_eq!(link.to_string(), format!("pack={}&ed={digits}", pack.id()));
}

#[test]
fn what_a_pack_is_says_each_thing_once() {
    let pack = pack();
    let summary = Summary::of(&pack);
    assert_eq!(summary.title, pack.title());
    assert_eq!(
        summary.moments + summary.stories,
        pack.scenarios().len(),
        "each is a moment or a story"
    );
    let mut topics = summary.topics.clone();
    topics.sort();
    topics.dedup();
    assert_eq!(topics.len(), summary.topics.len());
    for id in &summary.competencies {
        assert!(framework().competency(id).is_some());
        let times = summary.competencies.iter().filter(|other| *other == id);
        assert_eq!(times.count(), 1);
    }
}

#[test]
fn the_results_that_need_a_guest_are_counted() {
    let attempt = on(1, vec![answer("small/a", "I.1"), answer("small/b", "I.1")]);
    let (pack, edition) = {
        let first = &attempt.moments[0];
        (first.name.pack.clone(), first.edition)
    };
    let attempts = [attempt.clone(), attempt];
    assert_eq!(needed_by(&attempts, &pack, edition), 2);
    let other = Edition::from_bytes([9; 8]);
    assert_eq!(needed_by(&attempts, &pack, other), 0);
    assert_eq!(needed_by(&attempts, &id("other"), edition), 0);
}
