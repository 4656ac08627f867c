//! A learner who practised for years: whether it fits into a browser's storage, and how long it
//! takes to make progress of it.

use std::time::Instant;

use alongside::engine::answer::Question;
use alongside::engine::attempt::Attempt;
use alongside::engine::calibration;
use alongside::engine::confusion::Confusion;
use alongside::engine::day::Day;
use alongside::engine::diary::{Entry, Field, Words};
use alongside::engine::id::{CategoryId, Seed};
use alongside::engine::keep::Trouble;
use alongside::engine::mastery;
use alongside::engine::plan::{Candidate, now};
use alongside::engine::practice::Practice;
use alongside::engine::score::Certainty;
use alongside::engine::slips;
use alongside::engine::spacing;
use alongside::engine::topic::{Drift, Topics};
use alongside::engine::week;

use super::past::{Answer, answer, at, day};
use super::shelf::Disk;
use super::support::id;

const ATTEMPTS: i64 = 2000;
const ENTRIES: u64 = 500;

/// What browsers allow, in characters: five million, of two bytes each.
const ROOM: usize = 5 << 20;

const CATEGORIES: [&str; 12] = [
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
];

/// Five moments, as “practise now” has them.
fn attempt(n: i64) -> Attempt {
    let moment = |k: i64| -> Answer {
        let which = (n * 5 + k) * 7 % 192;
        let category = CATEGORIES[usize::try_from(which % 12).unwrap_or(0)];
        let name = format!("everyday/the-moment-of-{which}");
        let earned = [1.0, 0.5, 1.0, 0.0][usize::try_from((n + k) % 4).unwrap_or(0)];
        let one = answer(&name, &format!("{category}.{}", which % 5 + 1))
            .earned(earned, 0.666_667)
            .sure(Certainty::Fairly, Certainty::Very)
            .principles(&["person-centered", "trauma-informed"]);
        match (n + k) % 6 {
            0 => one.slipped("call-her-brother", Drift::Rescuing),
            _ => one,
        }
    };
    let mut attempt = at(
        n / 3,
        u64::try_from(n % 3 * 60 + 600).unwrap_or(0),
        (0..5).map(moment),
    );
    attempt.id = id(&format!("1b4e28ba-2fa1-4d3b-883f-{n:012}"));
    attempt.token = u32::MAX - u32::try_from(n).unwrap_or(0);
    attempt.practice = Practice {
        moments: attempt.moments.iter().map(|m| m.name.clone()).collect(),
        seed: Some(Seed(0x1234_5678)),
        ..Practice::default()
    };
    attempt
}

fn entry(n: u64) -> Entry {
    let mut words = Words::default();
    for field in Field::ALL {
        let text = "She said that it was too much today, and I stayed with her for a while. ";
        words.set(field, text.repeat(2));
    }
    let name = format!("6fa459ea-ee8a-4ca4-894e-{n:012}");
    Entry::new(
        id(&name),
        Some(id("everyday/late-call")),
        words,
        29_000_000 + n,
    )
    .expect("written")
}

#[test]
#[allow(clippy::disallowed_methods)] // this is the host, which has a clock
fn years_of_practice_fit_and_are_quickly_read() {
    let disk = Disk::default();
    let records = disk.open();
    for n in 0..ATTEMPTS {
        assert_eq!(records.keep_attempt(&attempt(n)), Ok(()));
        if n % 10 == 0 {
            assert_eq!(records.settle(), Trouble::default());
        }
    }
    let of_attempts = records.store.used();
    for n in 0..ENTRIES {
        assert_eq!(records.keep_entry(&entry(n)), Ok(()));
    }
    let used = records.store.used();
    println!(
        "{ATTEMPTS} attempts: {of_attempts} characters under {} names; {ENTRIES} entries: {}",
        disk.names("attempt/").len() + disk.names("bundle/").len(),
        used - of_attempts
    );
    let categories: Vec<CategoryId> = CATEGORIES.map(id).to_vec();
    let principles = ["person-centered", "trauma-informed", "a", "b", "c"].map(id);
    let today = day(ATTEMPTS / 3);
    let time = Instant::now();
    let lap = |what: &str| println!("{what}: {:?} so far", time.elapsed());
    let (history, trouble) = records.history(&|minute| Day::of(minute, 60));
    lap("history");
    let levels = mastery::by_category(&history, &categories);
    let by_principle = mastery::by_principle(&history, &principles);
    lap("mastery");
    let cards = spacing::due(&history, &categories, today);
    lap("due");
    let sure = [Question::Competency, Question::Response].map(|q| calibration::levels(&history, q));
    let slips = slips::slips(&history, &slips::weeks(&history));
    let harms = slips::harms(&history);
    let confusion = Confusion::of(&history, &categories);
    let days = week::last_days(&history, today, 28);
    lap("calibration, slips, confusion, days");
    let draw = now::draw(
        &candidates(),
        &history,
        Topics::default(),
        Seed(1),
        today,
        5,
    );
    lap("practise now");
    let (entries, _) = records.entries();
    lap("diary");
    assert_eq!(trouble, Trouble::default());
    assert_eq!(history.attempts().count(), 2000);
    assert_eq!((levels.len(), by_principle.len(), cards.len()), (12, 5, 12));
    assert_eq!(
        (sure[0][1].count, slips[0].count),
        (history.counted().count(), 1666)
    );
    assert_eq!((harms.len(), days.len(), draw.moments.len()), (0, 28, 5));
    assert_eq!(confusion.answers(), history.counted().count());
    assert_eq!(entries.len(), 500);
    // With room for as much again.
    assert!(used < ROOM / 4, "{used} of {ROOM}");
    // Nothing of it was lost on the way into the bundles.
    let (all, _) = records.attempts();
    let mut expected: Vec<Attempt> = (0..ATTEMPTS).map(attempt).collect();
    expected.reverse();
    assert!(all == expected);
}

fn candidates() -> Vec<Candidate> {
    let candidate = |n: usize| Candidate {
        name: id(&format!("everyday/the-moment-of-{n}")),
        edition: id("0123456789abcdef"),
        competency: Some(id(&format!("{}.1", CATEGORIES[n % 12]))),
        topics: Vec::new(),
        is_story: false,
    };
    (0..192).map(candidate).collect()
}
