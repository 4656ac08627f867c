//! Attempts put together: each once, in time, and what in them counts.

use alongside::engine::attempt::Attempt;
use alongside::engine::day::Day;
use alongside::engine::history::{FRESH_DAYS, History, Newness};
use alongside::engine::id::SessionId;
use proptest::prelude::*;

use super::past::{FIRST, answer, at, day, history, on};
use super::support::{cases, id};

fn newness(attempts: Vec<Attempt>) -> Vec<Newness> {
    history(attempts).reviews().map(|r| r.newness).collect()
}

#[test]
fn attempts_stand_in_time_and_each_once() {
    let (one, two, three) = (
        on(0, [answer("p/a", "I.1")]),
        on(1, [answer("p/b", "I.1"), answer("p/c", "II.1")]),
        on(2, [answer("p/d", "I.1")]),
    );
    let mixed = vec![
        three.clone(),
        one.clone(),
        two.clone(),
        three.clone(),
        two.clone(),
    ];
    let history = history(mixed);
    let ids: Vec<&SessionId> = history.attempts().map(|past| past.id()).collect();
    assert_eq!(ids, [&one.id, &two.id, &three.id]);
    let names: Vec<String> = history
        .reviews()
        .map(|review| review.name().to_string())
        .collect();
    assert_eq!(names, ["p/a", "p/b", "p/c", "p/d"]);
    let days: Vec<Day> = history.reviews().map(|review| review.day).collect();
    assert_eq!(days, [day(0), day(1), day(1), day(2)]);
}

#[test]
fn an_answer_counts_if_its_moment_was_not_seen_for_three_weeks() {
    use Newness::{Again, Fresh, SameDay};
    let seen = |days: &[i64]| {
        newness(
            days.iter()
                .map(|d| on(*d, [answer("p/a", "I.1")]))
                .collect(),
        )
    };
    assert_eq!(FRESH_DAYS, 21);
    assert_eq!(seen(&[0, 20]), [Fresh, Again]);
    assert_eq!(seen(&[0, 21]), [Fresh, Fresh]);
    // Seen is seen, whether it counted or not.
    assert_eq!(seen(&[0, 20, 40, 61]), [Fresh, Again, Again, Fresh]);
    let twice = vec![
        at(0, 60, [answer("p/a", "I.1")]),
        at(0, 120, [answer("p/a", "I.1"), answer("p/b", "I.1")]),
    ];
    assert_eq!(newness(twice), [Fresh, SameDay, Fresh]);
}

#[test]
fn the_day_is_the_learners_own() {
    // 23:30 and 00:30 in New York are one day in UTC, and 25 hours apart are two days in both.
    let attempts = || {
        vec![
            at(1, 3 * 60 + 30, [answer("p/a", "I.1")]),
            at(1, 4 * 60 + 30, [answer("p/a", "I.1")]),
        ]
    };
    let there = History::of(&attempts(), &|minute| Day::of(minute, -240));
    let days: Vec<Day> = there.reviews().map(|review| review.day).collect();
    assert_eq!(days, [FIRST, day(1)]);
    assert_eq!(
        there.reviews().nth(1).map(|r| r.newness),
        Some(Newness::Again)
    );
    assert_eq!(newness(attempts()), [Newness::Fresh, Newness::SameDay]);
}

#[test]
fn when_a_moment_was_last_seen() {
    let attempts = vec![
        on(0, [answer("p/a", "I.1")]),
        on(3, [answer("p/a", "I.1"), answer("p/b", "I.1")]),
        on(5, [answer("p/b", "I.1")]),
    ];
    let finished: Vec<u64> = attempts.iter().map(|one| one.finished).collect();
    let history = history(attempts);
    assert_eq!(history.last_seen(&id("p/a")), Some(finished[1]));
    assert_eq!(history.last_seen(&id("p/b")), Some(finished[2]));
    assert_eq!(history.last_seen(&id("p/c")), None);
    let seen: Vec<(String, u64)> = history
        .seen()
        .map(|(name, at)| (name.to_string(), at))
        .collect();
    assert_eq!(
        seen,
        [
            ("p/a".to_owned(), finished[1]),
            ("p/b".to_owned(), finished[2])
        ]
    );
    assert!(!history.is_empty() && History::default().is_empty());
}

proptest! {
    #![proptest_config(cases(96))]

    /// However two devices' attempts are put together, the history is the same.
    #[test]
    fn a_union_has_no_order(
        days in prop::collection::vec((0..60_i64, 0..5_usize), 0..12),
        turn in 0..12_usize,
        twice in 0..12_usize,
    ) {
        let one = |(days, moment): &(i64, usize)| {
            on(*days, [answer(&format!("p/m{moment}"), "I.1")])
        };
        let attempts: Vec<Attempt> = days.iter().map(one).collect();
        let mut other = attempts.clone();
        other.extend(attempts.get(twice).cloned());
        if !other.is_empty() {
            let turn = turn % other.len();
            other.rotate_left(turn);
        }
        let (one, other) = (history(attempts), history(other));
        let said = |history: &History| -> Vec<(String, Newness)> {
            history.reviews().map(|r| (format!("{} {}", r.past.id(), r.name()), r.newness)).collect()
        };
        prop_assert_eq!(said(&one), said(&other));
        // Of each moment, what counts lies three weeks apart from whatever was before.
        for (n, review) in one.reviews().enumerate() {
            let before = one.reviews().take(n).filter(|r| r.name() == review.name());
            let gap = before.map(|r| review.day.since(r.day)).min();
            prop_assert_eq!(review.newness == Newness::Fresh, gap.is_none_or(|gap| gap >= 21));
        }
    }
}
