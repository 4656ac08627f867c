//! Plans: which moments a link draws, and which a learner of their own.

use std::collections::BTreeSet;

use alongside::engine::id::{MomentName, Seed};
use alongside::engine::index::entries;
use alongside::engine::plan::{self, Candidate, Learner, Place};
use alongside::engine::practice::Practice;
use alongside::engine::topic::Topic;
use litemap::LiteMap;
use proptest::prelude::*;

use super::support::{cases, id, pack};

fn candidate(name: &str, competency: &str) -> Candidate {
    Candidate {
        name: id(name),
        edition: id("0123456789abcdef"),
        competency: Some(id(competency)),
        topics: Vec::new(),
        is_story: false,
    }
}

/// So many moments of each category, of one pack.
fn pool(counts: &[(&str, usize)]) -> Vec<Candidate> {
    let of = |(category, count): &(&str, usize)| {
        let (category, count) = ((*category).to_owned(), *count);
        let slug = category.to_lowercase();
        (0..count).map(move |n| candidate(&format!("p/{slug}-{n}"), &format!("{category}.1")))
    };
    counts.iter().flat_map(of).collect()
}

fn draw(link: &str, candidates: &[Candidate]) -> Vec<Place> {
    let (practice, notes) = Practice::parse(link);
    assert_eq!(notes, [], "{link}");
    plan::form(&practice, practice.seed.unwrap_or(Seed(1)), candidates)
}

fn names(form: &[Place]) -> Vec<String> {
    form.iter().map(|place| place.name.to_string()).collect()
}

fn category_of(candidates: &[Candidate], name: &MomentName) -> String {
    let candidate = candidates
        .iter()
        .find(|c| c.name == *name)
        .expect("it was drawn from there");
    candidate
        .competency
        .as_ref()
        .expect("keyed")
        .category_str()
        .to_owned()
}

fn categories(candidates: &[Candidate], form: &[Place]) -> Vec<String> {
    form.iter()
        .map(|place| category_of(candidates, &place.name))
        .collect()
}

fn threes(categories: &[String]) -> usize {
    categories
        .windows(3)
        .filter(|w| w[0] == w[1] && w[1] == w[2])
        .count()
}

#[test]
fn a_form_has_as_many_as_the_link_asks_and_the_site_has() {
    let candidates = pool(&[("I", 10), ("II", 10)]);
    for (link, count) in [("", 5), ("n=1", 1), ("n=20", 20), ("n=100", 20)] {
        let form = draw(link, &candidates);
        assert_eq!(form.len(), count, "{link}");
        assert_eq!(
            names(&form).into_iter().collect::<BTreeSet<_>>().len(),
            count,
            "{link}"
        );
    }
    assert_eq!(draw("n=5", &[]), []);
}

#[test]
fn two_thirds_are_of_the_category() {
    let candidates = pool(&[("I", 50), ("II", 25), ("VI", 25), ("VIII", 30)]);
    // Rounded up.
    for (n, wanted) in [
        (1, 1),
        (2, 2),
        (3, 2),
        (4, 3),
        (5, 4),
        (6, 4),
        (9, 6),
        (10, 7),
        (30, 20),
    ] {
        for seed in 0..10 {
            let form = draw(&format!("cat=I&n={n}&seed={seed}"), &candidates);
            let found = categories(&candidates, &form)
                .iter()
                .filter(|c| *c == "I")
                .count();
            assert_eq!((form.len(), found), (n, wanted));
        }
    }
    let form = draw("cat=II,VI&n=30", &candidates);
    let found = categories(&candidates, &form);
    assert_eq!(
        found.iter().filter(|c| *c == "II" || *c == "VI").count(),
        20
    );
}

#[test]
fn where_one_side_has_too_few_the_other_fills_up() {
    let count = |candidates: &[Candidate], link: &str| {
        let form = draw(link, candidates);
        let of = categories(candidates, &form);
        (of.iter().filter(|c| *c == "I").count(), of.len())
    };
    assert_eq!(count(&pool(&[("I", 2), ("II", 20)]), "cat=I&n=9"), (2, 9));
    assert_eq!(count(&pool(&[("I", 20), ("II", 1)]), "cat=I&n=9"), (8, 9));
    assert_eq!(count(&pool(&[("I", 3), ("II", 2)]), "cat=I&n=9"), (3, 5));
    assert_eq!(count(&pool(&[("I", 20)]), "cat=I&n=9"), (9, 9));
    assert_eq!(count(&pool(&[("II", 20)]), "cat=I&n=9"), (0, 9));
}

#[test]
fn named_moments_are_the_form_in_their_order() {
    let mut candidates = pool(&[("I", 5), ("II", 5)]);
    candidates[0].is_story = true;
    candidates[1].topics = vec![Topic::Suicide];
    let link = "m=p/ii-3,p/i-0,p/gone,p/i-1&n=1&cat=II&pack=other";
    assert_eq!(
        names(&draw(link, &candidates)),
        ["p/ii-3", "p/i-0", "p/i-1"]
    );
    let learner = Learner {
        seen: LiteMap::from_iter([(id("p/ii-3"), 5)]),
        avoided: [Topic::Suicide].into(),
    };
    let (practice, _) = Practice::parse(link);
    assert_eq!(
        names(&plan::own_form(&practice, Seed(3), &candidates, &learner)),
        ["p/ii-3", "p/i-0", "p/i-1"]
    );
}

#[test]
fn only_the_packs_named_are_drawn_from_and_stories_stay_out() {
    let mut candidates = pool(&[("I", 5)]);
    candidates.push(candidate("q/one", "II.1"));
    candidates.push(Candidate {
        is_story: true,
        ..candidate("q/tale", "II.1")
    });
    candidates.push(Candidate {
        is_story: true,
        ..candidate("r/tale", "II.1")
    });
    assert_eq!(names(&draw("pack=q", &candidates)), ["q/one"]);
    assert_eq!(names(&draw("pack=r", &candidates)), ["r/tale"]);
    assert_eq!(draw("n=100", &candidates).len(), 6);
    assert_eq!(draw("pack=none", &candidates), []);
}

#[test]
fn what_a_learner_avoids_never_changes_a_links_form_but_their_own() {
    let mut candidates = pool(&[("I", 6), ("II", 6)]);
    for candidate in candidates.iter_mut().step_by(2) {
        candidate.topics = vec![Topic::Racism, Topic::Eating];
    }
    let learner = Learner {
        avoided: [Topic::Eating].into(),
        ..Learner::default()
    };
    let (practice, _) = Practice::parse("n=100");
    let own = plan::own_form(&practice, Seed(1), &candidates, &learner);
    assert_eq!(own.len(), 6);
    assert!(own.iter().all(|place| place.topics.is_empty()));
    // A link's form has no learner at all; its notes carry the topics.
    let form = plan::form(&practice, Seed(1), &candidates);
    assert_eq!(
        form.iter()
            .filter(|p| p.topics == [Topic::Racism, Topic::Eating])
            .count(),
        6
    );
}

#[test]
fn the_unseen_come_first_then_those_seen_longest_ago() {
    // A category each, so that nothing is spread.
    let counts: Vec<String> = (1..=8).map(|n| format!("C{n}")).collect();
    let counts: Vec<(&str, usize)> = counts.iter().map(|c| (c.as_str(), 1)).collect();
    let candidates = pool(&counts);
    let seen = [("p/c1-0", 30), ("p/c2-0", 10), ("p/c3-0", 20)];
    let learner = Learner {
        seen: seen.into_iter().map(|(name, at)| (id(name), at)).collect(),
        ..Learner::default()
    };
    let (practice, _) = Practice::parse("n=8");
    for seed in 0..20 {
        let form = names(&plan::own_form(
            &practice,
            Seed(seed),
            &candidates,
            &learner,
        ));
        assert_eq!(form[5..], ["p/c2-0", "p/c3-0", "p/c1-0"]);
    }
    let (few, _) = Practice::parse("n=5");
    let form = plan::own_form(&few, Seed(1), &candidates, &learner);
    assert!(
        form.iter()
            .all(|place| !learner.seen.contains_key(&place.name))
    );
    // Without a history it is the link's form.
    let fresh = plan::own_form(&practice, Seed(9), &candidates, &Learner::default());
    assert_eq!(fresh, plan::form(&practice, Seed(9), &candidates));
}

/// A swap of the form's first moment, the first of the session.
fn swap(
    seed: Seed,
    candidates: &[Candidate],
    form: &[Place],
    practice: &Practice,
    learner: &Learner,
) -> Option<Place> {
    let swap = plan::Swap {
        form,
        leaving: &form[0],
        swapped: &[],
    };
    plan::swap(seed, candidates, &swap, practice, learner)
}

#[test]
fn a_swap_brings_something_else_of_the_same_kind() {
    let mut candidates = pool(&[("I", 4), ("II", 8)]);
    candidates[0].topics = vec![Topic::Suicide, Topic::Violence];
    candidates[1].topics = vec![Topic::Violence]; // shares a topic with what is left
    candidates[2].topics = vec![Topic::Racism]; // avoided
    let form: Vec<Place> = draw("m=p/i-0,p/ii-0", &candidates);
    let mut learner = Learner {
        avoided: [Topic::Racism].into(),
        ..Learner::default()
    };
    let practice = Practice::default();
    for seed in 0..20 {
        let found = swap(Seed(seed), &candidates, &form, &practice, &learner);
        assert_eq!(found.expect("there is one left").name, id("p/i-3"));
    }
    // Without any of its category, another; never one in the form.
    candidates.remove(3);
    let form: Vec<Place> = draw("m=p/i-0,p/ii-0,p/ii-1", &candidates);
    learner.seen = (2..7).map(|n| (id(&format!("p/ii-{n}")), 5)).collect();
    for seed in 0..20 {
        let found = swap(Seed(seed), &candidates, &form, &practice, &learner);
        assert_eq!(
            found.expect("there is one left").name,
            id("p/ii-7"),
            "the unseen one first"
        );
    }
    let all: Vec<Place> = draw("n=100", &candidates);
    assert_eq!(swap(Seed(1), &candidates, &all, &practice, &learner), None);
    let (elsewhere, _) = Practice::parse("pack=other");
    assert_eq!(
        swap(Seed(1), &candidates, &form, &elsewhere, &learner),
        None
    );
}

#[test]
fn candidates_are_made_of_a_packs_entries() {
    let pack = pack();
    let candidates = Candidate::of_pack(pack.id(), id("0123456789abcdef"), &entries(&pack));
    assert_eq!(candidates.len(), 5);
    assert_eq!(candidates[0].name, id("golden/late-call"));
    assert_eq!(candidates[0].competency, Some(id("VIII.1")));
    assert_eq!(candidates[0].topics, [Topic::Suicide, Topic::SelfHarm]);
    let stories: Vec<bool> = candidates.iter().map(|c| c.is_story).collect();
    assert_eq!(stories, [false, false, false, false, true]);
}

/// The fewest threes in a row that any order of these counts has, found by trying them all.
fn fewest(left: &mut Vec<usize>, last: Option<(usize, usize)>) -> usize {
    if left.iter().all(|n| *n == 0) {
        return 0;
    }
    let mut best = usize::MAX;
    for of in 0..left.len() {
        if left[of] == 0 {
            continue;
        }
        let run = last
            .filter(|(one, _)| *one == of)
            .map_or(1, |(_, run)| run + 1)
            .min(3);
        left[of] -= 1;
        best = best.min(usize::from(run == 3) + fewest(left, Some((of, run))));
        left[of] += 1;
    }
    best
}

#[test]
fn the_commonest_category_does_not_pile_up_at_the_end() {
    // Two thirds of one category: two, another, two, another … always finds room.
    let candidates = pool(&[("I", 12), ("II", 2), ("VI", 2), ("VIII", 2)]);
    for seed in 0..50 {
        for n in [3, 6, 9, 12, 18] {
            let form = draw(&format!("cat=I&n={n}&seed={seed:x}"), &candidates);
            assert_eq!(
                threes(&categories(&candidates, &form)),
                0,
                "n={n} seed={seed}"
            );
        }
    }
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn never_three_of_a_category_where_it_can_be_avoided(
        mut counts in prop::collection::vec(0..5_usize, 1..4),
        seed: u64,
    ) {
        let of: Vec<(&str, usize)> = ["I", "II", "VI"].into_iter().zip(counts.iter().copied()).collect();
        let candidates = pool(&of);
        let form = plan::form(&Practice { n: Some(100), ..Practice::default() }, Seed(seed), &candidates);
        prop_assert_eq!(form.len(), candidates.len());
        prop_assert_eq!(threes(&categories(&candidates, &form)), fewest(&mut counts, None));
    }

    #[test]
    fn adding_a_moment_reshuffles_nothing(count in 2..12_usize, n in 1..15_u8, seed: u64) {
        // A category each, so that nothing is spread.
        let labels: Vec<String> = (0..count).map(|n| format!("C{n}")).collect();
        let of: Vec<(&str, usize)> = labels.iter().map(|c| (c.as_str(), 1)).collect();
        let candidates = pool(&of);
        let practice = Practice { n: Some(n), ..Practice::default() };
        let added = &candidates[count - 1].name;
        let mut with = plan::form(&practice, Seed(seed), &candidates);
        let mut without = plan::form(&practice, Seed(seed), &candidates[..count - 1]);
        // Whatever is in both is in the same order; at most the last one had to go.
        with.retain(|place| place.name != *added);
        without.truncate(with.len());
        prop_assert_eq!(with, without);
    }

    #[test]
    fn the_order_of_the_candidates_does_not_matter(turn in 0..20_usize, seed: u64, n in 1..25_u8) {
        let candidates = pool(&[("I", 8), ("II", 7), ("VI", 5)]);
        let mut turned = candidates.clone();
        turned.rotate_left(turn);
        let practice = Practice { n: Some(n), categories: vec![id("I")], ..Practice::default() };
        let form = plan::form(&practice, Seed(seed), &candidates);
        prop_assert_eq!(plan::form(&practice, Seed(seed), &turned), form);
    }
}
