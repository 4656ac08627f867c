//! Links that a trainer hands out: one form for everyone, whatever they brought along.

use alongside::engine::assign::{AssignError, fixed, form};
use alongside::engine::edition::Edition;
use alongside::engine::id::{CategoryId, Seed};
use alongside::engine::index::{Index, PackEntry};
use alongside::engine::pack::Pack;
use alongside::engine::plan::{self, Candidate};
use alongside::engine::practice::{Format, Mode, Practice};
use proptest::prelude::*;

use super::results::{pack_of, story_pack};
use super::support::{cases, id};

fn index_of(packs: &[Pack]) -> Index {
    let entry =
        |pack: &Pack| PackEntry::of(pack, Edition::of(pack), format!("packs/{}.json", pack.id()));
    Index {
        format: 1,
        frameworks: Vec::new(),
        packs: packs.iter().map(entry).collect(),
    }
}

fn site() -> Index {
    index_of(&[
        pack_of("everyday", 24),
        pack_of("crisis", 12),
        story_pack("soup", 4),
    ])
}

fn read(link: &str) -> Practice {
    let (practice, notes) = Practice::parse(link);
    assert_eq!(notes, [], "{link}");
    practice
}

#[test]
fn everything_is_written_out() {
    let site = site();
    let edition = |at: usize| site.packs[at].edition.to_string()[..8].to_owned();
    let of = |link: &str| {
        fixed(&read(link), Seed(0xabc), &site)
            .expect("all packs are there")
            .to_string()
    };
    let (a, b, c) = (edition(0), edition(1), edition(2));
    for (link, expected) in [
        (
            "",
            format!(
                // The pack of stories alone is left out: nothing would be drawn from it.
                "pack=everyday,crisis&n=5&mode=learn&format=best&sure=0&ed={a},{b}&seed=abc"
            ),
        ),
        (
            "pack=crisis&cat=I,VI&n=10&mode=check&format=rate&sure=1&timer=20",
            format!(
                "pack=crisis&cat=I,VI&n=10&mode=check&format=rate&sure=1&timer=20&ed={b}&seed=abc"
            ),
        ),
        (
            "m=soup/story,everyday/m3&format=best-worst&seed=1",
            format!(
                "pack=soup,everyday&mode=learn&format=best-worst&sure=0&ed={c},{a}&m=soup/story,everyday/m3&seed=abc"
            ),
        ),
        (
            "pack=everyday,crisis&ed=0123",
            format!("pack=everyday,crisis&n=5&mode=learn&format=best&sure=0&ed=0123,{b}&seed=abc"),
        ),
    ] {
        assert_eq!(of(link), expected, "{link}");
    }
    let nowhere = fixed(&read("pack=everyday,nowhere"), Seed(1), &site);
    assert_eq!(nowhere, Err(AssignError::NoPack(id("nowhere"))));
}

#[test]
fn a_pack_that_is_not_there_or_not_current_is_said() {
    let site = site();
    assert_eq!(
        form(&read("pack=nowhere"), &site),
        Err(AssignError::NoPack(id("nowhere")))
    );
    assert_eq!(
        form(&read("m=nowhere/x"), &site),
        Err(AssignError::NoPack(id("nowhere")))
    );
    let other = if site.packs[0].edition.starts_with("0000") {
        "1111"
    } else {
        "0000"
    };
    let past = read(&format!("pack=everyday&ed={other}&seed=1"));
    assert_eq!(
        form(&past, &site),
        Err(AssignError::NotCurrent(id("everyday")))
    );
}

#[test]
fn stories_come_when_they_are_named() {
    let names = |link: &str| -> Vec<String> {
        form(&read(link), &site())
            .expect("all there")
            .iter()
            .map(|p| p.name.to_string())
            .collect()
    };
    assert_eq!(
        names("m=soup/story,everyday/m3"),
        ["soup/story", "everyday/m3"]
    );
    assert!(
        names("n=100&seed=1")
            .iter()
            .all(|name| name != "soup/story")
    );
    assert_eq!(names("n=100&seed=1").len(), 36, "as many as there are");
    assert_eq!(names("pack=soup&seed=1"), ["soup/story"]);
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn what_is_shown_is_what_the_link_draws(
        packs in prop::sample::subsequence(vec!["everyday", "crisis", "soup"], 0..=3),
        categories in prop::sample::subsequence(vec!["I", "II", "VI", "VIII"], 0..=2),
        n in prop::option::of(1..=100_u8),
        seed: u64,
        mode in prop::option::of(prop::sample::select(&Mode::ALL[..])),
        format in prop::option::of(prop::sample::select(&Format::ALL[..])),
        sure: Option<bool>,
        timer in prop::option::of(1..=600_u16),
    ) {
        let site = site();
        let categories: Vec<CategoryId> = categories.into_iter().map(id).collect();
        let chosen = Practice {
            packs: packs.into_iter().map(id).collect(),
            categories, n, mode, format, sure, timer,
            ..Practice::default()
        };
        let link = fixed(&chosen, Seed(seed), &site).expect("all packs are there");
        // The link says all of it, and is read as it was meant.
        prop_assert_eq!(&read(&link.to_string()), &link);
        prop_assert_eq!(link.editions.len(), link.packs.len());
        prop_assert_eq!((link.count(), link.timer), (chosen.count(), chosen.timer));
        prop_assert_eq!((link.mode(), link.format()), (chosen.mode(), chosen.format()));
        // A second time changes nothing.
        prop_assert_eq!(&fixed(&link, Seed(seed), &site).expect("as before"), &link);

        // A learner's app draws from all editions that the link names.
        let shown = form(&link, &site).expect("all current");
        let mut candidates = Vec::new();
        for pack in &site.packs {
            if link.packs.contains(&pack.id) {
                candidates.extend(Candidate::of_pack(&pack.id, pack.edition, &pack.scenarios));
            }
        }
        candidates.reverse();
        prop_assert_eq!(&shown, &plan::form(&link, Seed(seed), &candidates));
        // A pack that comes later changes nothing for those who have the link.
        let mut later = site.clone();
        later.packs.insert(0, index_of(&[pack_of("new", 9)]).packs.remove(0));
        prop_assert_eq!(form(&link, &later).expect("all current"), shown);
    }
}
