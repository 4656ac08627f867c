//! A session, event by event: what each phase takes and refuses, and what is left at the end.

use alongside::engine::index::entries;
use alongside::engine::pack::Scenario;
use alongside::engine::plan::{Candidate, Learner, Place};
use alongside::engine::save;
use alongside::engine::score::Certainty;
use alongside::engine::session::{Event, Phase, Refusal, Session, Start};
use alongside::engine::topic::Topic;

use super::support::{NOW, apply, fit, go, id, onward, pack, place, scenario, session};

fn competency(of: &str) -> Event {
    Event::Competency(id(of))
}

fn best(of: &str) -> Event {
    Event::Best(id(of))
}

fn worst(of: &str) -> Event {
    Event::Worst(id(of))
}

fn rate(of: &str, as_: u64) -> Event {
    Event::Rate(id(of), fit(as_))
}

/// Events that answer the ride home in *best*, all right.
fn ride() -> Vec<Event> {
    vec![competency("I.1"), Event::Next, best("bus"), Event::Check]
}

/// One event of each kind.
fn all_kinds() -> Vec<Event> {
    vec![
        Event::Start,
        competency("VIII.1"),
        Event::CompetencySure(Certainty::Very),
        Event::Next,
        Event::Back,
        best("ask"),
        worst("wait"),
        rate("ask", 3),
        Event::ResponseSure(Certainty::Fairly),
        Event::Check,
        Event::Continue,
        Event::Skip,
        Event::Swap(place("ride-home")),
        Event::Extend(5),
        Event::Finish,
    ]
}

/// Which kinds of event are accepted here, by their place in [`all_kinds`].
fn accepted(session: &Session, scenario: &Scenario) -> Vec<usize> {
    let takes = |event: &Event| apply(&mut session.clone(), event, scenario).is_ok();
    all_kinds()
        .iter()
        .enumerate()
        .filter(|(_, event)| takes(event))
        .map(|(n, _)| n)
        .collect()
}

#[test]
fn an_empty_form_is_no_session() {
    let start = Start {
        id: id("x"),
        token: 0,
        practice: alongside::engine::practice::Practice::default(),
        seed: alongside::engine::id::Seed(0),
        asks_certainty: false,
        form: Vec::new(),
        now: 0,
    };
    assert_eq!(Session::start(start), None);
}

#[test]
fn each_phase_takes_what_belongs_there() {
    const START: usize = 0;
    const COMPETENCY: usize = 1;
    const SURE: usize = 2;
    const NEXT: usize = 3;
    const BACK: usize = 4;
    const BEST: usize = 5;
    const WORST: usize = 6;
    const RATE: usize = 7;
    const RESPONSE_SURE: usize = 8;
    const CHECK: usize = 9;
    const CONTINUE: usize = 10;
    const SKIP: usize = 11;
    const SWAP: usize = 12;
    const EXTEND: usize = 13;
    const FINISH: usize = 14;

    let call = scenario("late-call");
    let mut s = session("timer=10&format=best-worst", true, vec![place("late-call")]);
    assert_eq!(s.phase(), Phase::Note);
    assert_eq!(accepted(&s, &call), [START, SKIP, SWAP, EXTEND, FINISH]);
    go(&mut s, &call, &[Event::Start]);
    assert_eq!(s.phase(), Phase::Competency);
    assert_eq!(
        accepted(&s, &call),
        [COMPETENCY, SURE, SKIP, SWAP, EXTEND, FINISH]
    );
    go(
        &mut s,
        &call,
        &[competency("VIII.1"), Event::CompetencySure(Certainty::Very)],
    );
    assert_eq!(
        accepted(&s, &call),
        [COMPETENCY, SURE, NEXT, SKIP, SWAP, EXTEND, FINISH]
    );
    go(&mut s, &call, &[Event::Next]);
    assert_eq!(s.phase(), Phase::Response);
    assert_eq!(
        accepted(&s, &call),
        [BACK, BEST, WORST, RESPONSE_SURE, SKIP, SWAP, EXTEND, FINISH]
    );
    go(
        &mut s,
        &call,
        &[
            best("ask"),
            worst("wait"),
            Event::ResponseSure(Certainty::Fairly),
        ],
    );
    assert!(accepted(&s, &call).contains(&CHECK));
    go(&mut s, &call, &[Event::Check]);
    assert_eq!(s.phase(), Phase::Feedback);
    assert_eq!(accepted(&s, &call), [CONTINUE, EXTEND, FINISH]);
    go(&mut s, &call, &[Event::Continue]);
    assert_eq!(s.phase(), Phase::Finished);
    assert_eq!(accepted(&s, &call), [] as [usize; 0]);
    for event in all_kinds() {
        assert!(s.clone().apply(&event, None, NOW).is_err(), "{event:?}");
    }

    // Of the three formats each takes its own events; certainty is said only where it is asked.
    let answering = |link: &str| {
        let mut s = session(link, false, vec![place("late-call")]);
        go(
            &mut s,
            &call,
            &[Event::Start, competency("II.1"), Event::Next],
        );
        accepted(&s, &call)
    };
    assert_eq!(answering(""), [BACK, BEST, SKIP, SWAP, FINISH]);
    assert_eq!(
        answering("format=best-worst"),
        [BACK, BEST, WORST, SKIP, SWAP, FINISH]
    );
    assert_eq!(answering("format=rate"), [BACK, RATE, SKIP, SWAP, FINISH]);
    assert_eq!(answering("mode=check"), [BACK, BEST, SKIP, FINISH]);
}

#[test]
fn refusals_say_what_is_missing() {
    let call = scenario("late-call");
    let ask = |link: &str, sure: bool, before: &[Event], event: &Event| {
        let mut s = session(link, sure, vec![place("late-call")]);
        go(&mut s, &call, before);
        apply(&mut s, event, &call).expect_err("it is refused")
    };
    let here = |more: &[Event]| -> Vec<Event> {
        [&[Event::Start, competency("VI.2"), Event::Next], more].concat()
    };
    let sure = |more: &[Event]| -> Vec<Event> {
        let said = Event::CompetencySure(Certainty::NotVery);
        [&[Event::Start, competency("VI.2"), said, Event::Next], more].concat()
    };
    let cases = [
        (
            "",
            false,
            vec![Event::Start],
            Event::Next,
            Refusal::NothingChosen,
        ),
        (
            "",
            true,
            vec![Event::Start, competency("VI.2")],
            Event::Next,
            Refusal::NotSaidHowSure,
        ),
        ("", false, here(&[]), Event::Check, Refusal::NothingChosen),
        (
            "",
            true,
            sure(&[best("ask")]),
            Event::Check,
            Refusal::NotSaidHowSure,
        ),
        (
            "format=best-worst",
            false,
            here(&[]),
            Event::Check,
            Refusal::NothingChosen,
        ),
        (
            "format=best-worst",
            false,
            here(&[best("ask")]),
            Event::Check,
            Refusal::OneMissing,
        ),
        (
            "format=best-worst",
            false,
            here(&[worst("ask")]),
            Event::Check,
            Refusal::OneMissing,
        ),
        (
            "format=best-worst",
            false,
            here(&[worst("ask"), best("ask")]),
            Event::Check,
            Refusal::SameTwice,
        ),
        (
            "format=rate",
            false,
            here(&[]),
            Event::Check,
            Refusal::Unrated,
        ),
        (
            "format=rate",
            false,
            here(&[rate("ask", 3), rate("stay", 3), rate("fix", 3)]),
            Event::Check,
            Refusal::Unrated,
        ),
        (
            "",
            false,
            vec![Event::Start],
            competency("I.1"),
            Refusal::UnknownOption,
        ),
        ("", false, here(&[]), best("bus"), Refusal::UnknownOption),
        (
            "format=rate",
            false,
            here(&[]),
            rate("bus", 1),
            Refusal::UnknownOption,
        ),
        ("", false, vec![], Event::Continue, Refusal::OutOfPlace),
        ("", false, here(&[]), Event::Extend(5), Refusal::OutOfPlace),
    ];
    for (link, asks, before, event, refusal) in cases {
        assert_eq!(
            ask(link, asks, &before, &event),
            refusal,
            "{link} {before:?} {event:?}"
        );
    }
}

#[test]
fn another_scenario_or_none_is_refused() {
    let call = scenario("late-call");
    let other = scenario("ride-home");
    let mut s = session("", false, vec![place("late-call")]);
    for event in all_kinds() {
        assert_eq!(
            apply(&mut s.clone(), &event, &other),
            Err(Refusal::OtherScenario),
            "{event:?}"
        );
    }
    assert!(s.step(&other).is_none());
    go(&mut s, &call, &[Event::Start]);
    assert_eq!(
        s.apply(&competency("VIII.1"), None, NOW),
        Err(Refusal::OtherScenario)
    );
    go(&mut s, &call, &[competency("VIII.1"), Event::Next]);
    assert_eq!(
        s.apply(&best("ask"), None, NOW),
        Err(Refusal::OtherScenario)
    );
    go(&mut s, &call, &[best("ask")]);
    assert_eq!(
        s.apply(&Event::Check, None, NOW),
        Err(Refusal::OtherScenario)
    );
    go(&mut s, &call, &[Event::Check]);
    assert_eq!(
        s.apply(&Event::Continue, None, NOW),
        Err(Refusal::OtherScenario)
    );
    // Leaving out and finishing need none.
    assert_eq!(s.apply(&Event::Finish, None, NOW), Ok(()));
}

#[test]
fn going_back_keeps_what_was_chosen_and_answers_can_be_changed_until_checked() {
    let call = scenario("late-call");
    let mut s = session("", false, vec![place("late-call")]);
    go(
        &mut s,
        &call,
        &[
            Event::Start,
            competency("II.1"),
            Event::Next,
            best("stay"),
            Event::Back,
        ],
    );
    assert_eq!(s.phase(), Phase::Competency);
    assert_eq!(s.competency(), Some(&id("II.1")));
    assert_eq!(s.choice().best, Some(id("stay")));
    go(&mut s, &call, &[competency("VIII.1"), Event::Next]);
    assert_eq!(s.choice().best, Some(id("stay")));
    go(&mut s, &call, &[best("wait"), best("ask"), Event::Check]);
    let [answer] = s.answered() else {
        panic!("one step is answered")
    };
    assert_eq!(answer.choice.best, Some(id("ask")));
    let of_competency = answer.competency.as_ref().expect("it was asked");
    assert_eq!(
        (&of_competency.chosen, of_competency.credit),
        (&id("VIII.1"), Some(1.0))
    );
    assert_eq!(answer.mark.credit, Some(1.0));
    assert_eq!(apply(&mut s, &Event::Back, &call), Err(Refusal::OutOfPlace));
}

#[test]
fn an_unsafe_choice_leaves_the_competency_its_credit() {
    let call = scenario("late-call");
    for (link, events) in [
        ("", vec![best("wait")]),
        ("format=best-worst", vec![best("wait"), worst("fix")]),
        (
            "format=rate",
            vec![
                rate("ask", 3),
                rate("stay", 2),
                rate("fix", 1),
                rate("wait", 2),
            ],
        ),
    ] {
        let mut s = session(link, false, vec![place("late-call")]);
        go(
            &mut s,
            &call,
            &[Event::Start, competency("VIII.1"), Event::Next],
        );
        go(&mut s, &call, &events);
        go(&mut s, &call, &[Event::Check, Event::Continue]);
        let attempt = s.attempt(NOW).expect("finished");
        let step = &attempt.moments[0].steps[0];
        assert_eq!(
            (step.mark.credit, step.mark.is_unsafe),
            (Some(0.0), true),
            "{link}"
        );
        assert_eq!(
            step.competency.as_ref().and_then(|c| c.credit),
            Some(1.0),
            "{link}"
        );
    }
}

#[test]
fn check_mode_gives_no_feedback_and_no_swap() {
    let home = scenario("ride-home");
    let mut s = session(
        "mode=check",
        false,
        vec![place("ride-home"), place("late-call")],
    );
    let swap = Event::Swap(place("panel-shift"));
    assert_eq!(apply(&mut s, &swap, &home), Err(Refusal::OutOfPlace));
    go(&mut s, &home, &ride());
    assert_eq!(s.phase(), Phase::Note, "straight to the next moment");
    assert_eq!(s.done().len(), 1);
    assert_eq!(s.answered(), []);
}

#[test]
fn a_skipped_moment_leaves_no_trace() {
    let (call, home) = (scenario("late-call"), scenario("ride-home"));
    let before: [&[Event]; 3] = [
        &[],
        &[Event::Start, competency("VIII.1")],
        &[
            Event::Start,
            competency("VIII.1"),
            Event::Next,
            best("wait"),
        ],
    ];
    for events in before {
        let mut s = session("", false, vec![place("late-call"), place("ride-home")]);
        go(&mut s, &call, events);
        s.apply(&Event::Skip, None, NOW).expect("skipping is free");
        assert_eq!((s.phase(), s.form().len()), (Phase::Competency, 1));
        assert_eq!(s.place(), Some(&place("ride-home")));
        go(&mut s, &home, &ride());
        go(&mut s, &home, &[Event::Continue]);
        let attempt = s.attempt(NOW).expect("finished");
        for kept in [save::encode(&s, 1), save::encode(&attempt, 1)] {
            for trace in ["late-call", "VIII.1", "wait", "suicide"] {
                assert!(!kept.contains(trace), "{trace} in {kept}");
            }
        }
        // As if it had never been in the form.
        let mut without = session("", false, vec![place("ride-home")]);
        go(&mut without, &home, &ride());
        go(&mut without, &home, &[Event::Continue]);
        assert_eq!(
            without.attempt(NOW).expect("finished").moments,
            attempt.moments
        );
    }
}

#[test]
fn the_plan_of_an_attempt_does_not_tell_what_was_left_out() {
    let home = scenario("ride-home");
    let link = "n=3&m=golden/late-call,golden/ride-home,golden/panel-shift";
    let form = ["late-call", "ride-home", "panel-shift"].map(place);
    let mut s = session(link, false, form.into());
    assert_eq!(s.apply(&Event::Skip, None, NOW), Ok(()));
    go(&mut s, &home, &ride());
    go(&mut s, &home, &[Event::Continue]);
    assert_eq!(s.apply(&Event::Swap(place("late-call")), None, NOW), Ok(()));
    assert_eq!(s.apply(&Event::Finish, None, NOW), Ok(()));
    let attempt = s.attempt(NOW).expect("one is answered");
    assert_eq!(attempt.practice.to_string(), "n=1&m=golden/ride-home");
    for trace in ["late-call", "panel-shift"] {
        assert!(!save::encode(&attempt, 1).contains(trace), "{trace}");
    }
    // The session itself keeps its plan: by it an unfinished one is found again.
    assert_eq!(s.practice().to_string(), link);
}

#[test]
fn skipping_all_ends_without_an_attempt() {
    let mut s = session("", false, vec![place("late-call"), place("ride-home")]);
    for _ in 0..2 {
        assert_eq!(s.apply(&Event::Skip, None, NOW), Ok(()));
    }
    assert_eq!(
        (s.phase(), s.form(), s.attempt(NOW)),
        (Phase::Finished, [].as_slice(), None)
    );
    assert!(s.is_sound());
    assert_eq!(s.apply(&Event::Skip, None, NOW), Err(Refusal::OutOfPlace));
}

#[test]
fn a_swap_takes_another_moment_in_place() {
    let call = scenario("late-call");
    let mut s = session("", false, vec![place("late-call"), place("ride-home")]);
    for taken in ["late-call", "ride-home"] {
        let swap = Event::Swap(place(taken));
        assert_eq!(
            s.apply(&swap, None, NOW),
            Err(Refusal::OutOfPlace),
            "{taken} is in the form"
        );
    }
    go(
        &mut s,
        &call,
        &[Event::Start, competency("VIII.1"), Event::Next],
    );
    go(&mut s, &call, &[Event::Swap(place("panel-shift"))]);
    assert_eq!((s.phase(), s.competency()), (Phase::Competency, None));
    assert_eq!(s.form(), [place("panel-shift"), place("ride-home")]);
    assert_eq!(s.apply(&Event::Swap(place("soup")), None, NOW), Ok(()));
    assert_eq!(s.phase(), Phase::Note, "a moment with topics has its note");
}

#[test]
fn what_was_swapped_does_not_come_back() {
    let golden = pack();
    let candidates = Candidate::of_pack(golden.id(), place("soup").edition, &entries(&golden));
    let home = scenario("ride-home");
    let mut s = session("", false, vec![place("late-call"), place("ride-home")]);
    let mut left = vec![place("late-call")];
    while let Some(other) = s.swap_for(&candidates, &Learner::default()) {
        assert!(!left.contains(&other), "{} came back", other.name);
        assert_eq!(s.apply(&Event::Swap(other.clone()), None, NOW), Ok(()));
        left.push(other);
        // A reload in between does not forget it either.
        s = save::decode(&save::encode(&s, 1))
            .expect("just written")
            .value;
    }
    // The two others; the story is no moment to be drawn.
    assert_eq!(left.len(), 3);
    for place in &left[..2] {
        let back = Event::Swap(place.clone());
        assert_eq!(s.apply(&back, None, NOW), Err(Refusal::OutOfPlace));
    }
    // Once it is over nothing tells of it.
    s.apply(&Event::Skip, None, NOW).expect("skipping is free");
    go(&mut s, &home, &ride());
    go(&mut s, &home, &[Event::Continue]);
    assert_eq!(s.phase(), Phase::Finished);
    for place in &left {
        let name = place.name.to_string();
        assert!(!save::encode(&s, 1).contains(&name), "{name}");
    }
}

#[test]
fn what_made_a_learner_swap_before_is_not_offered_again() {
    let of = |name: &str, topics: &[Topic]| Candidate {
        name: id(name),
        edition: id("0123456789abcdef"),
        competency: Some(id("I.1")),
        topics: topics.to_vec(),
        is_story: false,
    };
    let candidates = [
        of("p/a", &[Topic::Suicide]),
        of("p/b", &[Topic::Racism]),
        of("p/c", &[Topic::Suicide, Topic::Eating]),
        of("p/d", &[Topic::Eating]),
    ];
    let place = |c: &Candidate| Place {
        name: c.name.clone(),
        edition: c.edition,
        topics: c.topics.clone(),
    };
    let mut s = session("", false, vec![place(&candidates[0])]);
    let second = place(&candidates[1]);
    assert_eq!(s.apply(&Event::Swap(second), None, NOW), Ok(()));
    let third = s.swap_for(&candidates, &Learner::default());
    assert_eq!(third.map(|place| place.name), Some(id("p/d")));
}

#[test]
fn an_answer_knows_the_principles_of_its_moment() {
    let (call, mut soup) = (scenario("late-call"), scenario("soup"));
    soup.principles = vec![id("voluntary"), id("mutual")];
    let mut s = session("", false, vec![place("late-call"), place("soup")]);
    while s.phase() != Phase::Finished {
        let at = if s.done().is_empty() { &call } else { &soup };
        let event = onward(&s, at, 0);
        go(&mut s, at, &[event]);
        // A reload in the middle of a story does not forget them.
        s = save::decode(&save::encode(&s, 1))
            .expect("just written")
            .value;
    }
    assert!(s.done()[1].steps.len() > 1, "a story of several steps");
    for (answer, scenario) in s.done().iter().zip([&call, &soup]) {
        assert_eq!(answer.principles, scenario.principles);
    }
    assert_eq!(
        s.done()[0].principles,
        [id("trauma-informed"), id("voluntary")]
    );
}

#[test]
fn finishing_early_keeps_what_is_answered() {
    let (call, home) = (scenario("late-call"), scenario("ride-home"));
    let form = || vec![place("ride-home"), place("late-call"), place("panel-shift")];
    // In feedback the moment counts, in a question it does not.
    let mut s = session("", false, form());
    go(&mut s, &home, &ride());
    go(&mut s, &home, &[Event::Finish]);
    assert_eq!(
        (s.phase(), s.done().len(), s.form().len()),
        (Phase::Finished, 1, 1)
    );
    let mut s = session("", false, form());
    go(&mut s, &home, &ride());
    go(&mut s, &home, &[Event::Continue]);
    go(
        &mut s,
        &call,
        &[
            Event::Start,
            competency("VIII.1"),
            Event::Next,
            best("ask"),
            Event::Finish,
        ],
    );
    assert_eq!(
        (s.phase(), s.done().len(), s.form().len()),
        (Phase::Finished, 1, 1)
    );
    assert!(s.attempt(NOW).expect("one is answered").is_sound());
    // With nothing answered nothing is left.
    let mut s = session("", false, form());
    assert_eq!(s.apply(&Event::Finish, None, NOW), Ok(()));
    assert_eq!(s.attempt(NOW), None);
}

#[test]
fn only_a_finished_session_is_an_attempt() {
    let home = scenario("ride-home");
    let mut s = session("format=best", false, vec![place("ride-home")]);
    go(&mut s, &home, &ride());
    assert_eq!(s.attempt(NOW), None);
    go(&mut s, &home, &[Event::Continue]);
    let attempt = s.attempt(60_000 * 7 + 59_999).expect("finished");
    assert_eq!(attempt.id, *s.id());
    assert_eq!((attempt.token, attempt.seed), (7, s.seed()));
    assert_eq!(attempt.practice.to_string(), "format=best");
    assert_eq!(attempt.finished, 7, "minutes, rounded down");
    assert_eq!(attempt.moments[0].edition, place("ride-home").edition);
    assert!(attempt.is_sound());
}

#[test]
fn the_timer_counts_time_spent_and_can_be_extended() {
    const MINUTE: u64 = 60_000;
    let mut s = session("timer=10", false, vec![place("late-call")]);
    assert_eq!(s.time_left(NOW), Some(10 * MINUTE));
    assert_eq!(s.time_left(NOW + MINUTE), Some(9 * MINUTE));
    // An event lays the time down; a refused one does not.
    assert_eq!(s.apply(&Event::Start, None, NOW + 2 * MINUTE), Ok(()));
    assert_eq!(s.time_left(NOW + 2 * MINUTE), Some(8 * MINUTE));
    assert!(s.apply(&Event::Start, None, NOW + 4 * MINUTE).is_err());
    assert_eq!(s.time_left(NOW + 4 * MINUTE), Some(6 * MINUTE));
    // A pause counts for five minutes, however long it was.
    assert_eq!(
        s.time_left(NOW + 2 * MINUTE + 24 * 60 * MINUTE),
        Some(3 * MINUTE)
    );
    assert_eq!(s.apply(&Event::Extend(5), None, NOW + 999 * MINUTE), Ok(()));
    assert_eq!(s.time_left(NOW + 999 * MINUTE), Some(8 * MINUTE));
    // A clock that was set back takes nothing off and gives nothing.
    assert_eq!(s.time_left(NOW), Some(8 * MINUTE));
    assert_eq!(s.apply(&Event::Extend(1), None, NOW), Ok(()));
    assert_eq!(s.time_left(NOW), Some(9 * MINUTE));
    assert_eq!(s.apply(&Event::Extend(0), None, NOW + 5 * MINUTE), Ok(()));
    assert_eq!(s.apply(&Event::Extend(0), None, NOW + 10 * MINUTE), Ok(()));
    assert_eq!(s.time_left(NOW + 10 * MINUTE), Some(0), "never below zero");
    assert_eq!(s.apply(&Event::Extend(u16::MAX), None, NOW), Ok(()));
    assert_eq!(s.apply(&Event::Extend(u16::MAX), None, NOW), Ok(()));
    assert!(s.time_left(NOW).is_some_and(|left| left > 60_000 * MINUTE));
    assert_eq!(
        session("", false, vec![place("late-call")]).time_left(NOW),
        None
    );
}

#[test]
fn an_attempt_tells_the_seconds_spent() {
    let home = scenario("ride-home");
    let mut s = session("", false, vec![place("ride-home")]);
    for (n, event) in ride().iter().enumerate() {
        let now = NOW + 10_500 * (n as u64 + 1);
        s.apply(event, Some(&home), now).expect("accepted");
    }
    let long_after = NOW + 24 * 60 * 60_000;
    s.apply(&Event::Continue, Some(&home), long_after)
        .expect("accepted");
    let attempt = s.attempt(long_after).expect("finished");
    assert_eq!(attempt.seconds, 4 * 21 / 2 + 5 * 60);
}
