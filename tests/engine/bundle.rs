//! Bundles: many attempts in one text, and every one of them as it was.

use alongside::engine::answer::Question;
use alongside::engine::attempt::Attempt;
use alongside::engine::bundle;
use alongside::engine::day::Day;
use alongside::engine::history::{Gathering, History};
use alongside::engine::id::MomentName;
use alongside::engine::keep::Records;
use alongside::engine::mark::Slip;
use alongside::engine::pack::Fit;
use alongside::engine::practice::Practice;
use alongside::engine::save;
use alongside::engine::score::Certainty;
use alongside::engine::topic::Drift;
use proptest::prelude::*;

use super::past::{Answer, answer, on};
use super::shelf::Disk;
use super::support::{cases, id, practice};

/// A moment of any kind.
fn any_answer() -> impl Strategy<Value = Answer> {
    let credit = || prop::option::of((0..=1_000_000_u32).prop_map(|c| f64::from(c) / 1e6));
    let sure = || prop::option::of(prop::sample::select(&Certainty::ALL[..]));
    let drift = || prop::sample::select(Drift::ALL);
    let rated = prop::collection::vec((0..4_u8, 0..=3_u64), 0..4);
    let slips = prop::collection::vec((0..4_u8, prop::option::of(drift()), any::<bool>()), 0..3);
    let kind = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    let named = (0..9_u8, 0..4_u8, 0..4_u8, 0..3_usize);
    let earned = (credit(), credit(), credit());
    (
        named,
        earned,
        (sure(), sure()),
        kind,
        prop::collection::vec(drift(), 0..3),
        rated,
        slips,
    )
        .prop_map(
            |((name, keyed, best, principles), earned, sure, kind, drift, rated, slips)| {
                let mut one = answer(&format!("p/m{name}"), &format!("I.{keyed}"));
                one.0.principles = ["voluntary", "mutual"][..principles.min(2)]
                    .iter()
                    .map(|p| id(p))
                    .collect();
                let step = &mut one.0.steps[0];
                step.choice.best = kind.1.then(|| id(&format!("r{best}")));
                step.choice.worst = kind.2.then(|| id("worst"));
                for (response, fit) in rated {
                    let fit = Fit::new(fit).expect("a fit");
                    step.choice.ratings.insert(id(&format!("r{response}")), fit);
                }
                let competency = step.competency.as_mut().expect("it is asked");
                (competency.credit, competency.sure) = (earned.0, sure.0);
                if kind.0 {
                    step.competency = None;
                }
                (step.mark.credit, step.mark.over_chance) = (earned.1, earned.2);
                step.mark.is_unsafe = kind.3;
                step.mark.drift = drift;
                step.sure = sure.1;
                step.mark.slips = slips
                    .into_iter()
                    .map(|(response, drift, is_unsafe)| Slip {
                        response: id(&format!("r{response}")),
                        drift,
                        is_unsafe,
                    })
                    .collect();
                one
            },
        )
}

/// An attempt of any kind, some of them stories.
fn any_attempt() -> impl Strategy<Value = Attempt> {
    let moments = prop::collection::vec(prop::collection::vec(any_answer(), 1..3), 1..5);
    (0..99_i64, moments, practice(), any::<(bool, bool)>()).prop_map(
        |(days, stories, plan, told)| {
            let moments = stories.into_iter().map(|steps| {
                let mut steps = steps.into_iter();
                let mut first = steps.next().expect("one at least");
                first.0.steps.extend(steps.flat_map(|more| more.0.steps));
                first
            });
            let mut attempt = on(days, moments);
            attempt.practice = plan;
            if told.0 {
                // A link names each moment once.
                let mut names: Vec<MomentName> = Vec::new();
                for moment in &attempt.moments {
                    if !names.contains(&moment.name) {
                        names.push(moment.name.clone());
                    }
                }
                attempt.practice.moments = names;
            }
            if told.1 {
                attempt.practice.seed = Some(attempt.seed);
            }
            attempt
        },
    )
}

/// What a history says of each answer, in full.
fn said(history: &History) -> Vec<String> {
    let mut said = Vec::new();
    for past in history.attempts() {
        said.push(format!(
            "{} {} {:?}",
            past.id(),
            past.finished,
            past.figures()
        ));
        for review in past.reviews() {
            said.push(format!(
                "{} {:?} {:?}",
                review.name(),
                review.newness,
                review.principles()
            ));
            for step in review.steps() {
                let of = |q| (step.credit(q), step.sure(q));
                let both = (of(Question::Competency), of(Question::Response));
                said.push(format!(
                    "{} {:?} {both:?} {:?}",
                    step.id(),
                    step.competency(),
                    step.slips()
                ));
            }
        }
    }
    said
}

#[test]
fn a_bundle_is_a_fraction_of_its_attempts() {
    let attempts: Vec<Attempt> = (0..100)
        .map(|n| {
            let moment = |k| answer(&format!("everyday/moment-{}", (n * 5 + k) % 60), "VIII.1");
            let mut one = on(n, (0..5).map(moment));
            one.practice = Practice {
                moments: one.moments.iter().map(|m| m.name.clone()).collect(),
                ..Practice::default()
            };
            one
        })
        .collect();
    let text = bundle::write(&attempts);
    let singly: usize = attempts
        .iter()
        .map(|one| alongside::engine::save::encode(one, 1).len())
        .sum();
    assert!(text.len() * 7 < singly, "{} of {singly}", text.len());
    assert_eq!(bundle::read(&text), Some(attempts));
    assert_eq!(bundle::read(""), Some(Vec::new()));
}

#[test]
fn what_is_not_as_it_was_written_is_no_bundle() {
    let text = bundle::write(&[on(
        0,
        [answer("p/a", "I.1").slipped("fix", Drift::Rescuing)],
    )]);
    let line = text.lines().last().expect("a line to each attempt");
    let other = |line: &str| text.replace(text.lines().last().unwrap_or_default(), line);
    assert!(bundle::read(&other(line)).is_some());
    let bad = [
        text.replace("p/a", "P/a"),
        text.replace("d rescuing", "d rescue"),
        text.replace("v 1000000", "v 1000001"),
        text.replace("c I.1\n", ""),
        format!("{text}x y\n"),
        format!("{text}\n"),
        other(&format!("{line} 0")),
        other(&line.replace(" 2 0 0 0", " 9 0 0 0")),
        other("a x 1 1 1 1 0 0 0"),
        other("a x 1 1 1 1 0 0 1 0 0"),
        other("a x 1 1 1 1 0 0 99999999999999999999"),
        other("a x 1 1 1 1 0 0 9999999999999"),
        other("a x 1 1 1 1 0 0 1 0 9999999999999"),
        other("a x 1 1 1 1 0 7 1 0 1"),
        other("a x 1 1 1 1 0 0 1 0 1 1 0 0 0 3 0 0 0 0"),
        other("a x 1 1 1 1 0 0 1 0 1 1 0 0 0 0 4 0 0 0"),
        other("a x 1 1 1 1 0 0 1 0 1 3 0 0 0 0 0 0 0 0"),
        other("a x 4294967296 1 1 1 0 0 1 0 1"),
        other("a"),
    ];
    // What they are to be measured by.
    assert!(bundle::read(&other("a x 1 1 1 1 0 0 1 0 1 1 0 0 0 2 3 0 0 0")).is_some());
    for text in bad {
        assert_eq!(bundle::read(&text), None, "{text}");
        assert_eq!(Gathering::default().bundle(&text), None, "{text}");
    }
}

#[test]
fn loose_attempts_go_into_bundles_that_grow() {
    let disk = Disk::default();
    let records = disk.open();
    let attempts: Vec<Attempt> = (0..500)
        .map(|n| on(n, [answer(&format!("p/m{n}"), "I.1")]))
        .collect();
    for (n, attempt) in attempts.iter().enumerate() {
        assert_eq!(records.keep_attempt(attempt), Ok(()));
        records.settle();
        assert!(disk.names("attempt/").len() <= 20, "after {n}");
    }
    // The latest stay loose; 400 fill the first bundle, and the others go into the next.
    assert!(disk.names("attempt/").len() >= 5);
    assert_eq!(disk.names("bundle/").len(), 2);
    let latest_first: Vec<Attempt> = attempts.iter().rev().cloned().collect();
    assert_eq!(disk.open().attempts().0, latest_first);
    for n in [0, 250, 499] {
        assert_eq!(
            disk.open().attempt(&attempts[n].id).0.as_ref(),
            Some(&attempts[n])
        );
    }
    assert_eq!(disk.open().latest(3).0, latest_first[..3]);
    assert_eq!(disk.open().latest(60).0, latest_first[..60]);
    assert!(!disk.open().has_none());
    // As if the browser had been stopped before the loose ones were gone.
    assert_eq!(records.keep_attempt(&attempts[3]), Ok(()));
    assert_eq!(disk.open().attempts().0.len(), 500);
    let (history, _) = disk.open().history(&|minute| Day::of(minute, 0));
    assert_eq!(history.attempts().count(), 500);
    // A damaged bundle costs what is in it, is told, and put aside.
    let name = &disk.names("bundle/")[0];
    let text = disk.get(name).expect("kept");
    disk.put(name, &text.replacen("m p/", "m q/", 1));
    let (left, trouble) = disk.open().attempts();
    assert!(trouble.damaged && left.len() < 500);
    assert_eq!(disk.names("damaged/"), [format!("damaged/{name}")]);
    // One of a newer version stays where it is.
    disk.put(name, &text.replacen("{\"v\":1,", "{\"v\":2,", 1));
    let (_, trouble) = disk.open().history(&|minute| Day::of(minute, 0));
    assert!(trouble.newer && !trouble.damaged);
    assert_eq!(disk.names("bundle/").len(), 2);
}

#[test]
fn of_one_session_that_was_ended_twice_each_end_is_kept() {
    let disk = Disk::default();
    let records = disk.open();
    let one = on(0, [answer("p/a", "I.1")]);
    let mut other = on(0, [answer("p/a", "I.1").earned(0.0, 0.0)]);
    other.finished += 1;
    assert_eq!(records.keep_attempt(&one), Ok(()));
    records.bundle_up(0);
    // Its sibling was ended when the first had gone into a bundle.
    assert_eq!(records.keep_attempt(&other), Ok(()));
    for bundled in [false, true] {
        if bundled {
            records.bundle_up(0);
            assert_eq!(disk.names("attempt/"), [] as [&str; 0]);
        }
        let (all, _) = disk.open().attempts();
        let moments: Vec<_> = all.iter().map(|one| &one.moments).collect();
        assert_eq!(moments, [&other.moments, &one.moments]);
        assert_ne!(all[0].id, all[1].id);
        // Whoever ended it last finds it under the id that they were told.
        assert_eq!(all[0].id, other.id);
        assert_each_can_be_opened(&disk.open());
    }
}

#[test]
fn two_ends_of_one_session_are_told_apart_in_whatever_bundles_they_are() {
    let (one, mut other) = (on(0, [answer("p/a", "I.1")]), on(0, [answer("p/b", "I.1")]));
    other.id = one.id.clone();
    let bundle = |attempts: &[Attempt]| save::encode_text(&bundle::write(attempts), 1);
    let far = on(9, [answer("p/c", "I.1")]);
    // The same minute or another, in bundles of this device or from another one.
    for later in [0, 1] {
        other.finished = one.finished + later;
        let disk = Disk::default();
        disk.put("bundle/a", &bundle(&[one.clone(), far.clone()]));
        disk.put("bundle/b", &bundle(std::slice::from_ref(&other)));
        // Nor does it matter that one of them is there twice.
        disk.put("bundle/c", &bundle(std::slice::from_ref(&one)));
        assert_eq!(disk.open().attempts().0.len(), 3);
        assert_each_can_be_opened(&disk.open());
        let loose = Attempt {
            finished: one.finished + 2,
            ..on(0, [answer("p/d", "I.1")])
        };
        let loose = Attempt {
            id: one.id.clone(),
            token: one.token,
            ..loose
        };
        assert_eq!(disk.open().keep_attempt(&loose), Ok(()));
        assert_eq!(disk.open().attempt(&one.id).0.as_ref(), Some(&loose));
        assert_each_can_be_opened(&disk.open());
    }
}

/// Each attempt that is listed is found under its id, and the history has the very same.
fn assert_each_can_be_opened(records: &Records<Disk>) {
    let (all, _) = records.attempts();
    for attempt in &all {
        assert_eq!(records.attempt(&attempt.id).0.as_ref(), Some(attempt));
    }
    let day = |minute| Day::of(minute, 0);
    assert_eq!(
        said(&records.history(&day).0),
        said(&History::of(&all, &day))
    );
    let latest: Vec<Attempt> = all.iter().take(2).cloned().collect();
    assert_eq!(records.latest(2).0, latest);
}

#[test]
fn a_bundle_that_is_whole_and_says_nonsense_is_damaged() {
    let disk = Disk::default();
    let nonsense = alongside::engine::save::encode_text("a nonsense", 1);
    for read in [true, false] {
        disk.put("bundle/x", &nonsense);
        let trouble = if read {
            disk.open().attempts().1
        } else {
            disk.open().history(&|minute| Day::of(minute, 0)).1
        };
        assert!(trouble.damaged);
        assert_eq!(disk.names("bundle/"), [] as [&str; 0]);
    }
    assert_eq!(disk.get("damaged/bundle/x"), Some(nonsense));
}

#[test]
fn a_link_that_was_finished_is_known_again() {
    let disk = Disk::default();
    let records = disk.open();
    let plan = |link: &str| Practice::parse(link).0;
    let (three, four) = (plan("n=3&seed=2a"), plan("n=4&seed=2a"));
    let of = |days, plan: &Practice| Attempt {
        practice: plan.clone(),
        seed: plan.seed.expect("it has one"),
        ..on(days, [answer("p/a", "I.1")])
    };
    let attempts = [of(0, &three), of(1, &three), of(2, &four)];
    for attempt in &attempts {
        assert_eq!(records.keep_attempt(attempt), Ok(()));
    }
    for bundled in [false, true] {
        if bundled {
            records.bundle_up(0);
        }
        assert_eq!(records.finished(&three).as_ref(), Some(&attempts[1].id));
        assert_eq!(records.finished(&four).as_ref(), Some(&attempts[2].id));
        assert_eq!(records.finished(&plan("n=3&seed=2b")), None);
        assert_eq!(records.finished(&plan("n=3")), None);
    }
}

#[test]
fn where_there_is_no_room_for_a_bundle_all_stays_as_it_is() {
    let disk = Disk::default();
    let records = disk.open();
    for n in 0..3 {
        assert_eq!(records.keep_attempt(&on(n, [answer("p/a", "I.1")])), Ok(()));
    }
    let before = disk.texts();
    disk.fill();
    records.bundle_up(0);
    assert_eq!(disk.texts(), before);
    disk.empty();
    disk.halve(1);
    records.bundle_up(0);
    assert_eq!(disk.texts(), before);
    records.bundle_up(3);
    assert_eq!(disk.texts(), before);
    records.bundle_up(2);
    assert_eq!(
        (disk.names("attempt/").len(), disk.names("bundle/").len()),
        (2, 1)
    );
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn bundles_are_inverse(attempts in prop::collection::vec(any_attempt(), 0..6)) {
        let text = bundle::write(&attempts);
        prop_assert_eq!(bundle::read(&text), Some(attempts));
    }

    /// A history says the same whichever way it was put together.
    #[test]
    fn a_history_of_bundles_is_that_of_their_attempts(
        attempts in prop::collection::vec(any_attempt(), 0..6), cut in 0..6_usize,
    ) {
        let day = |minute| Day::of(minute, 0);
        let whole = said(&History::of(&attempts, &day));
        let cut = cut.min(attempts.len());
        let mut gathering = Gathering::default();
        prop_assert_eq!(gathering.bundle(&bundle::write(&attempts[cut..])), Some(()));
        gathering.attempts(&attempts[..cut]);
        prop_assert_eq!(gathering.bundle(&bundle::write(&attempts)), Some(()));
        let history = gathering.done(&day);
        prop_assert_eq!(said(&history), whole);
        for past in history.attempts() {
            let attempt = attempts.iter().find(|one| one.id == *past.id()).expect("it was put in");
            prop_assert_eq!(past.figures(), attempt.figures());
            prop_assert_eq!(past.missed(), attempt.missed());
            let plan = &attempt.practice;
            prop_assert_eq!((past.format(), past.mode(), past.sure()), (plan.format, plan.mode, plan.sure));
        }
    }

    #[test]
    fn any_change_is_read_or_refused(
        attempts in prop::collection::vec(any_attempt(), 1..3), at in any::<prop::sample::Index>(), c in "[ 0-9a-z\n]",
    ) {
        let text = bundle::write(&attempts);
        let mut chars: Vec<char> = text.chars().collect();
        let at = at.index(chars.len());
        chars[at] = c.chars().next().unwrap_or(' ');
        let changed: String = chars.into_iter().collect();
        let mut gathering = Gathering::default();
        let gathered = gathering.bundle(&changed).is_some();
        if let Some(read) = bundle::read(&changed) {
            prop_assert!(gathered);
            prop_assert!(read.iter().all(Attempt::is_sound));
        }
        let _ = said(&gathering.done(&|minute| Day::of(minute, 0)));
    }
}
