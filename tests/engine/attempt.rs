//! Attempts: figures by question and category, what to look at again, what makes one unsound.

use alongside::engine::attempt::{Attempt, Figures};
use alongside::engine::id::CategoryId;
use alongside::engine::session::{Event, Session};
use proptest::prelude::*;

use super::support::{NOW, Written, cases, go, id, onward, pack, place, session};

/// An attempt at the whole small pack in *best*: a competency and a response for each moment, the
/// story's path at its end.
fn attempt() -> Attempt {
    let pack = pack();
    let names = [
        "ride-home",
        "late-call",
        "panel-shift",
        "split-panel",
        "soup",
    ];
    let mut s = session("", false, names.map(place).into());
    let answers: [(&str, &str, &[&str]); 5] = [
        ("ride-home", "I.1", &["bus"]),
        ("late-call", "II.1", &["wait"]),
        ("panel-shift", "VI.1", &["allow"]),
        ("split-panel", "II.2", &["b"]),
        ("soup", "I.2", &["sit", "wait"]),
    ];
    for (name, competency, responses) in answers {
        let scenario = pack.scenario(&id(name)).expect("in the pack");
        if !scenario.topics.is_empty() {
            go(&mut s, scenario, &[Event::Start]);
        }
        go(
            &mut s,
            scenario,
            &[Event::Competency(id(competency)), Event::Next],
        );
        for response in responses {
            go(
                &mut s,
                scenario,
                &[Event::Best(id(response)), Event::Check, Event::Continue],
            );
        }
    }
    // From the story's ending.
    s.apply(&Event::Continue, None, NOW)
        .expect("the story is at its end");
    s.attempt(NOW).expect("finished")
}

#[track_caller]
fn assert_figures(found: Figures, count: usize, competency: Option<f64>, response: Option<f64>) {
    let close = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() < 1e-12,
        (a, b) => a.is_none() && b.is_none(),
    };
    assert_eq!(found.count, count);
    assert!(close(found.competency, competency), "{found:?}");
    assert!(close(found.response, response), "{found:?}");
}

#[test]
fn figures_are_means_over_what_was_scored_and_never_added_up() {
    // Competency: 1, ½, 1, discussed, 1. Response: 1, 0 (unsafe), ½ by votes, discussed, 1.
    assert_figures(attempt().figures(), 5, Some(3.5 / 4.0), Some(2.5 / 4.0));
}

#[test]
fn a_moment_counts_for_the_category_it_is_keyed_to() {
    let groups = attempt().by_category();
    let categories: Vec<&str> = groups.keys().map(CategoryId::as_str).collect();
    assert_eq!(categories, ["I", "VI", "VIII"]);
    // The ride, the split panel (not scored) and the soup.
    assert_figures(groups[&id("I")], 3, Some(1.0), Some(1.0));
    assert_figures(groups[&id("VI")], 1, Some(1.0), Some(0.5));
    // Answered with II.1 and keyed to VIII.1.
    assert_figures(groups[&id("VIII")], 1, Some(0.5), Some(0.0));
}

#[test]
fn review_begins_with_safety_then_with_what_was_missed() {
    let attempt = attempt();
    assert_eq!(attempt.review_order(), [1, 2, 0, 3, 4]);
    assert_eq!(
        attempt.missed(),
        [id("golden/late-call"), id("golden/panel-shift")]
    );
}

#[test]
fn an_attempt_that_claims_too_much_is_unsound() {
    assert!(attempt().is_sound());
    let broken: [fn(&mut Attempt); 6] = [
        |a| a.moments.clear(),
        |a| a.moments[1].steps.clear(),
        |a| a.moments[0].steps[0].mark.credit = Some(1.01),
        |a| a.moments[0].steps[0].mark.credit = Some(f64::NAN),
        |a| a.moments[0].steps[0].mark.over_chance = Some(-0.5),
        |a| {
            if let Some(answer) = &mut a.moments[0].steps[0].competency {
                answer.credit = Some(2.0);
            }
        },
    ];
    for (n, break_it) in broken.iter().enumerate() {
        let mut attempt = attempt();
        break_it(&mut attempt);
        assert!(!attempt.is_sound(), "case {n}");
    }
}

#[test]
fn what_is_more_than_chance_is_a_mean_over_moments() {
    let mut attempt = attempt();
    assert_eq!(attempt.over_chance(), None);
    // A moment, and a story of two steps, were rated; the others asked for the best.
    attempt.moments[0].steps[0].mark.over_chance = Some(1.0);
    let story = &mut attempt.moments[4].steps;
    assert_eq!(story.len(), 2);
    story[0].mark.over_chance = Some(0.0);
    story[1].mark.over_chance = Some(0.5);
    assert_eq!(attempt.over_chance(), Some(0.625));
}

#[test]
fn nothing_scored_has_no_figures() {
    let mut attempt = attempt();
    attempt.moments = vec![attempt.moments[3].clone()];
    assert_figures(attempt.figures(), 1, None, None);
    assert_eq!(attempt.missed(), []);
}

fn finished(mut s: Session, picks: &[usize]) -> Attempt {
    let pack = pack();
    for turn in 0..400 {
        let Some(at) = s.place().cloned() else { break };
        let scenario = pack.scenario(&at.name.scenario).expect("in the pack");
        let event = onward(&s, scenario, picks[turn % picks.len()]);
        s.apply(&event, Some(scenario), NOW).ok();
    }
    s.apply(&Event::Finish, None, NOW).ok();
    s.attempt(NOW).expect("something is answered")
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn figures_lie_between_nothing_and_all(
        link in prop::sample::select(vec!["", "format=best-worst", "format=rate", "mode=check"]),
        sure: bool,
        picks in prop::collection::vec(0..100_usize, 1..40),
    ) {
        let form = pack().scenarios().iter().map(|s| place(s.id.as_str())).collect();
        let attempt = finished(session(link, sure, form), &picks);
        prop_assert!(attempt.is_sound());
        prop_assert_eq!(attempt.moments.len(), 5);
        let groups = attempt.by_category();
        prop_assert_eq!(groups.values().map(|f| f.count).sum::<usize>(), 5);
        for figures in groups.values().chain([&attempt.figures()]) {
            for credit in [figures.competency, figures.response].into_iter().flatten() {
                prop_assert!((0.0..=1.0).contains(&credit));
            }
        }
        let mut order = attempt.review_order();
        let harm: Vec<bool> = order.iter().map(|n| attempt.moments[*n].is_unsafe()).collect();
        prop_assert!(harm.windows(2).all(|w| w[0] >= w[1]), "unsafe first");
        order.sort_unstable();
        prop_assert_eq!(order, (0..5).collect::<Vec<_>>());
        prop_assert_eq!(Attempt::from_written(&attempt.written()), Some(attempt));
    }
}
