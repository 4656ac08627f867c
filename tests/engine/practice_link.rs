//! Practice links: every key, nonsense in every key, and the way there and back.

use alongside::engine::practice::{Format, Mode, Note, NoteKind, Practice};
use alongside::engine::route::{FrameworkItem, Route, TrainerPage};
use proptest::prelude::*;

use super::support::{Written, cases, id, moment, practice, slug};

/// What a link that is all understood says.
#[track_caller]
fn read(link: &str) -> Practice {
    let (practice, notes) = Practice::parse(link);
    assert_eq!(notes, [], "{link}");
    practice
}

#[track_caller]
fn assert_ignored(link: &str, why: NoteKind) {
    let (practice, notes) = Practice::parse(link);
    assert_eq!(practice, Practice::default(), "{link}");
    let kinds: Vec<NoteKind> = notes.iter().map(|note| note.why).collect();
    assert_eq!(kinds, [why], "{link}");
}

#[test]
fn each_key_of_the_table_is_read() {
    assert_eq!(
        read("pack=everyday,crisis").packs,
        [id("everyday"), id("crisis")]
    );
    assert_eq!(read("cat=VIII,II").categories, [id("VIII"), id("II")]);
    assert_eq!((read("n=1").n, read("n=100").n), (Some(1), Some(100)));
    assert_eq!(read("seed=00ff").seed, Some(id("ff")));
    assert_eq!(
        read("seed=ffffffffffffffff").seed,
        Some(id("ffffffffffffffff"))
    );
    assert_eq!(read("mode=learn").mode, Some(Mode::Learn));
    assert_eq!(read("mode=check").mode, Some(Mode::Check));
    assert_eq!(read("format=best").format, Some(Format::Best));
    assert_eq!(read("format=best-worst").format, Some(Format::BestWorst));
    assert_eq!(read("format=rate").format, Some(Format::Rate));
    assert_eq!(
        (read("sure=0").sure, read("sure=1").sure),
        (Some(false), Some(true))
    );
    assert_eq!(
        (read("timer=1").timer, read("timer=600").timer),
        (Some(1), Some(600))
    );
    assert_eq!(
        read("ed=abcd,0123456789abcdef").editions,
        [id("abcd"), id("0123456789abcdef")]
    );
    let moments = [id("everyday/late-call"), id("crisis/x")];
    assert_eq!(read("m=everyday/late-call,crisis/x").moments, moments);
}

#[test]
fn an_empty_link_has_the_defaults() {
    for link in ["", "&", "&&&"] {
        let practice = read(link);
        assert_eq!(practice, Practice::default());
        assert_eq!(
            (practice.count(), practice.mode(), practice.format()),
            (5, Mode::Learn, Format::Best)
        );
        assert_eq!(practice.to_string(), "");
    }
}

#[test]
fn nonsense_in_a_key_is_left_out_and_noted() {
    let long = format!("pack={}", "x".repeat(65));
    let many = format!("m={}nonsense", "a/b,".repeat(500));
    for link in [
        "pack=",
        "pack=A",
        "pack=a,",
        "pack=a,,b",
        "pack=a b",
        "pack=a/b",
        "pack",
        &long,
        "cat=",
        "cat=VIII.1",
        "cat=a_b",
        "cat=I,,II",
        "cat=%00",
        "n=",
        "n=0",
        "n=101",
        "n=256",
        "n=-1",
        "n=+5",
        "n=5.0",
        "n=1e1",
        "n=five",
        "n=٣",
        "n=999999999999999999999",
        "seed=",
        "seed=FF",
        "seed=0x1",
        "seed=g",
        "seed=11111111111111111",
        "seed=-1",
        "seed=+1",
        "mode=",
        "mode=Learn",
        "mode=test",
        "mode=learn,check",
        "format=",
        "format=bestworst",
        "format=BEST",
        "format=best_worst",
        "sure=",
        "sure=2",
        "sure=true",
        "sure=01",
        "timer=",
        "timer=0",
        "timer=601",
        "timer=65536",
        "timer=-5",
        "timer=1:30",
        "ed=",
        "ed=abc",
        "ed=ABCD",
        "ed=abcg",
        "ed=0123456789abcdef0",
        "ed=abcd,,abcd",
        "m=",
        "m=late-call",
        "m=a/b/c",
        "m=/b",
        "m=a/",
        "m=a/b,c",
        "m=A/b",
        &many,
    ] {
        assert_ignored(link, NoteKind::BadValue);
    }
    for link in [
        "packs=a",
        "N=5",
        "utm_source=mail",
        "=",
        "=5",
        "pack =a",
        "🪴=1",
        "fbclid=x%y",
    ] {
        assert_ignored(link, NoteKind::UnknownKey);
    }
}

#[test]
fn the_rest_of_a_link_survives_nonsense() {
    let (practice, notes) = Practice::parse("n=7&x=1&mode=nope&seed=a&&cat=II");
    assert_eq!(practice.to_string(), "cat=II&n=7&seed=a");
    let said = |key: &str, value: &str, why| Note {
        key: key.into(),
        value: value.into(),
        why,
    };
    assert_eq!(
        notes,
        [
            said("x", "1", NoteKind::UnknownKey),
            said("mode", "nope", NoteKind::BadValue)
        ]
    );
}

#[test]
fn the_first_value_of_a_key_wins() {
    let (practice, notes) = Practice::parse("n=7&n=8&n=9");
    assert_eq!(practice.n, Some(7));
    assert_eq!(
        notes.iter().map(|n| n.why).collect::<Vec<_>>(),
        [NoteKind::Repeated; 2]
    );
    // Even where the first says nothing.
    let (practice, notes) = Practice::parse("n=x&n=8");
    assert_eq!(practice.n, None);
    let kinds: Vec<NoteKind> = notes.iter().map(|n| n.why).collect();
    assert_eq!(kinds, [NoteKind::BadValue, NoteKind::Repeated]);
}

#[test]
fn notes_quote_little_and_nothing_hidden() {
    let (_, notes) = Practice::parse(&format!(
        "{}=%1b[31m%0a{}",
        "k".repeat(500),
        "v".repeat(500)
    ));
    let [note] = notes.as_slice() else {
        panic!("one note, and not {notes:?}");
    };
    assert_eq!(note.key.chars().count(), 40);
    assert_eq!(note.value.chars().count(), 40);
    assert!(note.value.starts_with("[31mvvv"), "{}", note.value);
}

#[test]
fn values_may_be_percent_encoded() {
    let plain = read("pack=a,b&m=a/late-call,b/x&format=best-worst");
    assert_eq!(
        read("pack=a%2Cb&m=a%2flate%2Dcall%2cb%2Fx&format=best%2dworst"),
        plain
    );
    assert_eq!(read("n=%35").n, Some(5));
    for broken in ["n=%", "n=%3", "n=%zz", "pack=%ff%fe", "pack=%F0%9F"] {
        assert_ignored(broken, NoteKind::BadValue);
    }
}

#[test]
fn links_that_say_the_same_are_the_same_text() {
    let canonical =
        "pack=a,b&cat=I&n=5&mode=check&format=rate&sure=1&timer=20&ed=abcd&m=a/x,b/y&seed=2a";
    assert_eq!(read(canonical).to_string(), canonical);
    let mut parts: Vec<&str> = canonical.split('&').collect();
    parts.reverse();
    assert_eq!(read(&parts.join("&")).to_string(), canonical);
    assert_eq!(read("seed=002a&n=005").to_string(), "n=5&seed=2a");
}

#[test]
fn a_moment_named_twice_is_practised_once() {
    assert_eq!(read("m=a/x,a/y,a/x").to_string(), "m=a/x,a/y");
    let many: Vec<String> = (0..150).map(|n| format!("a/m{n}")).collect();
    assert_eq!(read(&format!("m={}", many.join(","))).moments.len(), 100);
}

#[test]
fn editions_stand_in_the_order_of_the_packs() {
    let practice = read("pack=a,b&ed=aaaa,bbbb");
    let of = |pack: &str| {
        practice
            .edition_of(&id(pack))
            .map(|prefix| prefix.as_str().to_owned())
    };
    assert_eq!(of("b").as_deref(), Some("bbbb"));
    assert_eq!(of("a").as_deref(), Some("aaaa"));
    assert_eq!(of("c"), None);
    assert_eq!(read("pack=a,b&ed=aaaa").edition_of(&id("b")), None);
}

/// Text that looks like a link, more or less.
fn linkish() -> impl Strategy<Value = String> {
    let key = prop_oneof![
        prop::sample::select(vec![
            "pack", "cat", "n", "seed", "mode", "format", "sure", "timer", "ed", "m"
        ])
        .prop_map(str::to_owned),
        ".{0,5}",
    ];
    let value = prop_oneof![
        ".{0,20}",
        "[0-9a-f,/%-]{0,20}",
        "(%[0-9a-f]{2}){0,6}",
        slug()
    ];
    prop::collection::vec(
        (key, "=?", value).prop_map(|(k, e, v)| format!("{k}{e}{v}")),
        0..8,
    )
    .prop_map(|pairs| pairs.join("&"))
}

/// Every kind of route with ids of its own.
fn route() -> impl Strategy<Value = Route> {
    let item = prop_oneof![
        "[A-Z][A-Za-z0-9-]{0,5}\\.[0-9]{1,3}".prop_map(|t| FrameworkItem::Competency(id(&t))),
        "[A-Z][A-Za-z0-9-]{0,8}".prop_map(|t| FrameworkItem::Category(id(&t))),
        slug().prop_map(|t| FrameworkItem::Principle(id(&t))),
    ];
    prop_oneof![
        prop::sample::select(vec![
            Route::Home,
            Route::Library,
            Route::Framework,
            Route::Progress,
            Route::Diary(None),
            TrainerPage::Hub.into(),
            TrainerPage::Assign.into(),
            TrainerPage::Group.into(),
            TrainerPage::Publish.into(),
            Route::Settings,
            Route::About,
        ]),
        "[0-9]{1,3}\\.[A-Za-z0-9_-]{1,80}".prop_map(Route::Result),
        ".{0,30}".prop_map(|from| TrainerPage::Try(Some(from)).into()),
        practice().prop_map(|practice| Route::Practice(practice.to_string())),
        ".{0,30}".prop_map(Route::Practice),
        slug().prop_map(|t| Route::Attempt(id(&t))),
        moment().prop_map(Route::Scenario),
        moment().prop_map(|name| Route::Diary(Some(name))),
        item.prop_map(Route::FrameworkItem),
    ]
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn a_plan_and_its_link_are_inverse(practice in practice()) {
        let link = practice.to_string();
        prop_assert_eq!(Practice::parse(&link), (practice.clone(), Vec::new()));
        prop_assert!(link.bytes().all(|b| b.is_ascii_graphic() && b != b'#' && b != b'"'), "{}", link);
        // A session keeps its plan as that text.
        prop_assert_eq!(practice.written(), link);
        prop_assert_eq!(Practice::from_written(&practice.written()), Some(practice));
    }

    #[test]
    fn any_text_is_read_and_its_plan_written_again(text in prop_oneof![linkish(), ".{0,200}"]) {
        let (practice, notes) = Practice::parse(&text);
        prop_assert_eq!(Practice::parse(&practice.to_string()), (practice, Vec::new()));
        prop_assert!(notes.iter().all(|n| n.key.chars().count() <= 40 && n.value.chars().count() <= 40));
    }

    #[test]
    fn a_route_and_its_address_are_inverse(route in route()) {
        let href = route.href();
        prop_assert!(href.starts_with('#'));
        prop_assert_eq!(Route::parse(&href), route);
    }

    #[test]
    fn any_address_leads_somewhere_that_has_an_address(
        text in prop_oneof![
            "\\PC{0,40}",
            "#?/{0,2}(practice|attempt|library|scenario|framework|settings|about|x)?[/?#a-zA-Z0-9.-]{0,20}",
        ],
    ) {
        let route = Route::parse(&text);
        prop_assert_eq!(Route::parse(&route.href()), route);
    }
}
