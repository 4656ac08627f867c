//! “Practise now”: which moments, in which order, and why these.

use std::collections::BTreeSet;

use alongside::engine::attempt::Attempt;
use alongside::engine::id::Seed;
use alongside::engine::plan::Candidate;
use alongside::engine::plan::now::{Draw, Why, draw};
use alongside::engine::spacing::Standing;
use alongside::engine::topic::{Topic, Topics};
use proptest::prelude::*;

use super::past::{Answer, answer, day, history, on};
use super::support::{cases, id};

const CATEGORIES: [&str; 12] = [
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
];

/// So many moments of each category: `p/iv-0` is the first of IV.
fn pool(categories: &[&str], each: usize) -> Vec<Candidate> {
    let of = |category: &&str| {
        let category = (*category).to_owned();
        (0..each).map(move |n| Candidate {
            name: id(&format!("p/{}-{n}", category.to_lowercase())),
            edition: id("0123456789abcdef"),
            competency: Some(id(&format!("{category}.1"))),
            topics: Vec::new(),
            is_story: false,
        })
    };
    categories.iter().flat_map(of).collect()
}

/// The moment of that number of a category, with both credits.
fn did(category: &str, n: usize, credit: f64) -> Answer {
    let name = format!("p/{}-{n}", category.to_lowercase());
    answer(&name, &format!("{category}.1")).earned(credit, credit)
}

fn drawn(candidates: &[Candidate], past: Vec<Attempt>, today: i64, count: usize) -> Draw {
    let history = history(past);
    draw(
        candidates,
        &history,
        Topics::default(),
        Seed(9),
        day(today),
        count,
    )
}

fn names(draw: &Draw) -> Vec<String> {
    let form = draw.form();
    form.iter().map(|place| place.name.to_string()).collect()
}

fn categories(draw: &Draw) -> Vec<String> {
    let of = draw.moments.iter().map(|drawn| drawn.category.to_string());
    of.collect()
}

#[test]
fn a_newcomer_meets_a_category_each() {
    let draw = drawn(&pool(&CATEGORIES, 2), Vec::new(), 0, 5);
    let of: BTreeSet<String> = categories(&draw).into_iter().collect();
    assert_eq!((draw.moments.len(), of.len()), (5, 5));
    let why = Why {
        new: 5,
        unseen: 5,
        ..Why::default()
    };
    assert_eq!(draw.why(), why);
    // Another seed, other categories.
    assert_ne!(names(&draw), seeded(10));
}

/// A newcomer's moments under a seed.
fn seeded(seed: u64) -> Vec<String> {
    let candidates = pool(&CATEGORIES, 2);
    let history = history(Vec::new());
    names(&draw(
        &candidates,
        &history,
        Topics::default(),
        Seed(seed),
        day(0),
        5,
    ))
}

#[test]
fn due_weak_and_new_take_turns() {
    use Standing::{Due, New, Resting, Weak};
    // On day 3: I and II are due (II longer), VI and VIII weak (VIII more so), the rest is new
    // but for IX, which rests.
    let past = vec![
        on(0, [did("II", 0, 1.0)]),
        on(1, [did("I", 0, 1.0)]),
        on(
            3,
            [did("VI", 0, 0.5), did("VIII", 0, 0.1), did("IX", 0, 1.0)],
        ),
    ];
    let candidates = pool(&["I", "II", "VI", "VIII", "IX", "X", "XI"], 3);
    let standings = |draw: &Draw| -> Vec<Standing> {
        draw.moments.iter().map(|drawn| drawn.standing).collect()
    };
    let five = drawn(&candidates, past.clone(), 3, 5);
    assert_eq!(standings(&five), [Due, Weak, New, Due, Weak]);
    let of = categories(&five);
    assert_eq!(
        (&of[0], &of[1], &of[3], &of[4]),
        (&"II".into(), &"VIII".into(), &"I".into(), &"VI".into())
    );
    let why = Why {
        due: 2,
        weak: 2,
        new: 1,
        resting: 0,
        unseen: 5,
    };
    assert_eq!(five.why(), why);
    // Each of the six once, each a second time, and then the one that can wait.
    let thirteen = drawn(&candidates, past.clone(), 3, 13);
    let mut all = categories(&thirteen);
    assert_eq!(all.iter().filter(|of| *of == "IX").count(), 1);
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 7);
    assert!(standings(&thirteen).contains(&Resting));
    // As many as there are, and no more.
    assert_eq!(drawn(&candidates, past.clone(), 3, 100).moments.len(), 21);
    assert_eq!(drawn(&[], past.clone(), 3, 5), Draw::default());
    assert_eq!(drawn(&candidates, past, 3, 0), Draw::default());
}

#[test]
fn what_can_wait_keeps_company() {
    // One category is due; two of it, and the others fill up.
    let past = vec![
        on(0, [did("I", 0, 1.0)]),
        on(2, [did("II", 0, 1.0), did("VI", 0, 1.0), did("IX", 0, 1.0)]),
    ];
    let draw = drawn(&pool(&["I", "II", "VI", "IX"], 4), past, 2, 5);
    let of = categories(&draw);
    assert_eq!(of.iter().filter(|of| *of == "I").count(), 2);
    assert_eq!((draw.why().due, draw.why().resting), (2, 3));
}

#[test]
fn the_unseen_come_first_then_what_was_seen_longest_ago() {
    let candidates = pool(&["I"], 4);
    let past = vec![
        on(0, [did("I", 2, 1.0)]),
        on(1, [did("I", 0, 1.0)]),
        on(2, [did("I", 2, 1.0)]),
    ];
    let draw = drawn(&candidates, past, 30, 4);
    let found = names(&draw);
    let unseen: Vec<bool> = draw.moments.iter().map(|drawn| drawn.is_unseen).collect();
    assert_eq!(unseen, [true, true, false, false]);
    assert_eq!(found[2..], ["p/i-0", "p/i-2"]);
    assert_eq!(draw.why().unseen, 2);
}

#[test]
fn what_a_learner_avoids_and_stories_stay_out() {
    let mut candidates = pool(&["I", "II"], 2);
    candidates[0].topics = vec![Topic::Racism];
    candidates[3].is_story = true;
    let history = history(Vec::new());
    let avoided = Topics::from([Topic::Racism]);
    let found = draw(&candidates, &history, avoided, Seed(1), day(0), 9);
    let mut names = names(&found);
    names.sort();
    assert_eq!(names, ["p/i-1", "p/ii-0"]);
}

/// A past of any kind: on which day which moment of which category, how well.
fn any_past() -> impl Strategy<Value = Vec<Attempt>> {
    let one = (0..60_i64, 0..12_usize, 0..4_usize, 0..=2_u8);
    prop::collection::vec(one, 0..30).prop_map(|past| {
        let did = |(days, category, n, credit): (i64, usize, usize, u8)| {
            on(
                days,
                [did(CATEGORIES[category], n, f64::from(credit) / 2.0)],
            )
        };
        past.into_iter().map(did).collect()
    })
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn every_draw_is_mixed_and_each_moment_once(
        past in any_past(),
        kinds in prop::sample::subsequence(CATEGORIES.to_vec(), 1..12),
        each in 1..5_usize,
        count in 1..20_usize,
        today in 0..90_i64,
        seed: u64,
        turn in 0..40_usize,
    ) {
        let candidates = pool(&kinds, each);
        let history = history(past);
        let avoided = Topics::default();
        let found = draw(&candidates, &history, avoided, Seed(seed), day(today), count);
        prop_assert_eq!(found.moments.len(), count.min(candidates.len()));
        let unique: BTreeSet<String> = names(&found).into_iter().collect();
        prop_assert_eq!(unique.len(), found.moments.len());
        // Never three of a category in a row, where there is more than one to take turns.
        let of = categories(&found);
        let most = kinds.iter().map(|k| of.iter().filter(|o| o == k).count()).max().unwrap_or(0);
        if most <= 2 * (of.len() - most + 1) {
            prop_assert!(of.windows(3).all(|w| w[0] != w[1] || w[1] != w[2]), "{:?}", of);
        }
        // Of a category nothing that was seen stands before something that was not.
        for kind in &kinds {
            let unseen: Vec<bool> = found.moments.iter()
                .filter(|d| d.category.as_str() == *kind).map(|d| d.is_unseen).collect();
            prop_assert!(unseen.windows(2).all(|w| w[0] || !w[1]), "{:?}", unseen);
        }
        for drawn in &found.moments {
            prop_assert_eq!(drawn.is_unseen, history.last_seen(&drawn.place.name).is_none());
        }
        // What rests comes in only when all others had two turns.
        let why = found.why();
        if why.resting > 0 {
            for drawn in found.moments.iter().filter(|d| d.standing != Standing::Resting) {
                let count = of.iter().filter(|o| *o == drawn.category.as_str()).count();
                prop_assert!(count >= each.min(2));
            }
        }
        // The order in which the index lists them does not matter.
        let mut turned = candidates.clone();
        turned.rotate_left(turn % candidates.len());
        prop_assert_eq!(draw(&turned, &history, avoided, Seed(seed), day(today), count), found);
    }
}
