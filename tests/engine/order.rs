//! Orders: one for each seed, the same for all time, and not disturbed by what is added.

use alongside::engine::id::Seed;
use alongside::engine::order;
use proptest::prelude::*;

use super::support::{cases, id, scenario, slug};

fn ordered(seed: u64, things: &[String]) -> Vec<String> {
    order::by_key(Seed(seed), things.to_vec(), Clone::clone)
}

#[test]
fn options_are_ordered_by_their_whole_name() {
    let soup = scenario("soup");
    let step = &soup.steps[0];
    let orders = |moment: &str, step_id: &str| -> Vec<Vec<String>> {
        let of = |seed| {
            let shown = order::options(
                Seed(seed),
                &id(moment),
                &id(step_id),
                &step.responses,
                |r| r.id.as_str(),
            );
            shown.into_iter().map(|r| r.id.to_string()).collect()
        };
        (0..20).map(of).collect()
    };
    let here = orders("golden/soup", "kitchen");
    assert_eq!(here, orders("golden/soup", "kitchen"));
    assert_ne!(here, orders("golden/stew", "kitchen"));
    assert_ne!(here, orders("golden/soup", "table"));
}

#[test]
fn no_place_is_preferred() {
    // Over 600 seeds each of three stands first about 200 times; the standard deviation is 11.5.
    let things: Vec<String> = ["a", "b", "c"].map(str::to_owned).into();
    let first: Vec<String> = (0..600)
        .map(|seed| ordered(seed, &things)[0].clone())
        .collect();
    for thing in &things {
        let count = first.iter().filter(|one| *one == thing).count();
        assert!(
            (140..=260).contains(&count),
            "{thing} is first {count} times of 600"
        );
    }
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn an_order_is_one_whatever_order_it_came_in(
        seed: u64,
        things in prop::collection::btree_set(slug(), 0..12),
        turn in 0..12_usize,
    ) {
        let things: Vec<String> = things.into_iter().collect();
        let mut turned = things.clone();
        turned.rotate_left(turn.min(things.len()));
        turned.reverse();
        let order = ordered(seed, &things);
        prop_assert_eq!(&ordered(seed, &turned), &order);
        let mut sorted = order;
        sorted.sort();
        prop_assert_eq!(sorted, things);
    }

    #[test]
    fn taking_one_away_reshuffles_nothing(
        seed: u64,
        things in prop::collection::btree_set(slug(), 1..12),
        at: prop::sample::Index,
    ) {
        let things: Vec<String> = things.into_iter().collect();
        let gone = at.get(&things).clone();
        let fewer: Vec<String> = things.iter().filter(|one| **one != gone).cloned().collect();
        let mut order = ordered(seed, &things);
        order.retain(|one| *one != gone);
        prop_assert_eq!(order, ordered(seed, &fewer));
    }
}
