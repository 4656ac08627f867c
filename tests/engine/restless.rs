//! What holds of every session, tried with a restless hand: nonsense, other scenarios, clocks that
//! run backwards, and saves that were tampered with.

use alongside::engine::id::{CompetencyId, ResponseId};
use alongside::engine::pack::Scenario;
use alongside::engine::plan::Place;
use alongside::engine::practice::Format;
use alongside::engine::save;
use alongside::engine::score::Certainty;
use alongside::engine::session::{Event, Phase, Session};
use proptest::prelude::*;
use serde_json::Value;

use super::support::{NOW, Written, cases, fit, id, onward, pack, place, plain_place, session};

/// What a restless hand does next.
#[derive(Debug, Clone)]
enum Move {
    /// What brings the session on.
    Onward(usize),
    /// Anything, with the scenario of that number, or none.
    Any(Event, Option<usize>),
}

fn scenarios() -> Vec<Scenario> {
    pack().scenarios().to_vec()
}

fn any_event() -> impl Strategy<Value = Event> {
    let mut competencies: Vec<CompetencyId> = vec![id("XII.9")];
    let mut responses: Vec<ResponseId> = vec![id("nonsense")];
    for step in scenarios().iter().flat_map(|scenario| &scenario.steps) {
        responses.extend(step.responses.iter().map(|r| r.id.clone()));
        let options = step
            .competency
            .iter()
            .flat_map(|question| &question.options);
        competencies.extend(options.map(|option| option.id.clone()));
    }
    let competencies = prop::sample::select(competencies);
    let response = || prop::sample::select(responses.clone());
    let sure = || prop::sample::select(&Certainty::ALL[..]);
    prop_oneof![
        Just(Event::Start),
        competencies.prop_map(Event::Competency),
        sure().prop_map(Event::CompetencySure),
        Just(Event::Next),
        Just(Event::Back),
        response().prop_map(Event::Best),
        response().prop_map(Event::Worst),
        (response(), 0..=3_u64).prop_map(|(one, value)| Event::Rate(one, fit(value))),
        sure().prop_map(Event::ResponseSure),
        Just(Event::Check),
        Just(Event::Continue),
        Just(Event::Skip),
        any_place().prop_map(Event::Swap),
        any::<u16>().prop_map(Event::Extend),
    ]
}

fn any_place() -> impl Strategy<Value = Place> {
    prop_oneof![
        4 => prop::sample::select(scenarios()).prop_map(|s| place(s.id.as_str())),
        1 => Just(plain_place("nowhere")),
    ]
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        6 => any::<usize>().prop_map(|pick| Move::Onward(pick / 2)),
        4 => (any_event(), prop::option::of(0..6_usize)).prop_map(|(e, s)| Move::Any(e, s)),
        // Rarely, since it ends all.
        1 => prop::bool::weighted(0.1).prop_map(|end| {
            Move::Any(if end { Event::Finish } else { Event::Next }, None)
        }),
    ];
    prop::collection::vec(one, 0..60)
}

fn any_session() -> impl Strategy<Value = Session> {
    let link = prop::sample::select(vec![
        "",
        "mode=check",
        "format=best-worst",
        "format=rate",
        "format=rate&mode=check&timer=3",
        "timer=1",
    ]);
    let form = prop::sample::subsequence(scenarios(), 1..=5).prop_shuffle();
    (link, any::<bool>(), form).prop_map(|(link, sure, form)| {
        session(
            link,
            sure,
            form.iter().map(|s| place(s.id.as_str())).collect(),
        )
    })
}

/// The scenario that the session is at; any, if it is at none.
fn current(session: &Session, all: &[Scenario]) -> Scenario {
    let at = session.place().map(|place| &place.name.scenario);
    all.iter()
        .find(|s| Some(&s.id) == at)
        .unwrap_or(&all[0])
        .clone()
}

fn check(session: &Session) {
    assert!(session.is_sound(), "{session:?}");
    let credits = session
        .done()
        .iter()
        .flat_map(|moment| &moment.steps)
        .chain(session.answered());
    for step in credits {
        let of_competency = step.competency.as_ref().and_then(|answer| answer.credit);
        for credit in [of_competency, step.mark.credit, step.mark.over_chance]
            .into_iter()
            .flatten()
        {
            assert!((0.0..=1.0).contains(&credit), "{credit}");
        }
    }
    let saved = save::decode::<Session>(&save::encode(session, 3)).expect("just written");
    assert_eq!((&saved.value, saved.rev), (session, 3));
    match session.attempt(NOW) {
        Some(attempt) => {
            assert!(attempt.is_sound());
            assert_eq!(attempt.moments.len(), session.form().len());
        }
        None => assert!(session.phase() != Phase::Finished || session.done().is_empty()),
    }
}

/// Makes the moves, and checks at every one all that holds of sessions.
fn restless(mut session: Session, moves: Vec<Move>, times: &[u64]) {
    let all = scenarios();
    check(&session);
    for (n, one) in moves.into_iter().enumerate() {
        let (event, scenario) = match one {
            Move::Onward(pick) => {
                let scenario = current(&session, &all);
                (onward(&session, &scenario, pick), Some(scenario))
            }
            Move::Any(event, Some(5)) => (event, Some(current(&session, &all))),
            Move::Any(event, scenario) => (event, scenario.map(|n| all[n].clone())),
        };
        let before = session.clone();
        let now = times[n % times.len()];
        if session.apply(&event, scenario.as_ref(), now).is_err() {
            assert_eq!(session, before, "a refused {event:?} changes nothing");
        } else {
            check(&session);
        }
    }
}

/// Times that go on, stand still, jump, and run backwards.
fn times() -> impl Strategy<Value = Vec<u64>> {
    prop::collection::vec(
        prop_oneof![NOW..NOW + 10_000_000, Just(0), Just(u64::MAX)],
        1..20,
    )
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn whatever_is_done_a_session_stays_sound(
        session in any_session(), moves in moves(), times in times(),
    ) {
        restless(session, moves, &times);
    }

    /// A save that was tampered with and still counts as sound must not break anything either.
    #[test]
    fn a_sound_save_from_anywhere_never_panics(
        session in any_session(), way in moves(), moves in moves(),
        phase in prop::sample::select(vec!["note", "competency", "response", "feedback", "ending", "finished"]),
        (drop_form, drop_done, drop_current) in (any::<bool>(), any::<bool>(), any::<bool>()),
    ) {
        let all = scenarios();
        let mut before = session;
        for one in way {
            if let Move::Onward(pick) = one {
                let scenario = current(&before, &all);
                let event = onward(&before, &scenario, pick);
                let _ = before.apply(&event, Some(&scenario), NOW);
            }
        }
        let mut value = before.written();
        value["phase"] = Value::from(phase);
        for (drop, field) in [(drop_form, "form"), (drop_done, "done")] {
            if let (true, Some(list)) = (drop, value[field].as_array_mut()) {
                list.pop();
            }
        }
        if drop_current {
            value["current"] = serde_json::json!({});
        }
        let tampered: Session = Session::from_written(&value).expect("still a session by its form");
        if tampered.is_sound() {
            for one in moves {
                let (event, scenario) = match one {
                    Move::Onward(pick) => {
                        let scenario = current(&tampered, &all);
                        (onward(&tampered, &scenario, pick), Some(scenario))
                    }
                    Move::Any(event, scenario) => (event, scenario.and_then(|n| all.get(n).cloned())),
                };
                let mut next = tampered.clone();
                if next.apply(&event, scenario.as_ref(), NOW).is_ok() {
                    prop_assert!(next.is_sound(), "{:?} made {:?} unsound", event, tampered);
                }
            }
        }
    }
}

#[test]
fn the_restless_hand_gets_somewhere() {
    // So that the property above is not about sessions that never leave their first note.
    let all = scenarios();
    let mut ended = session(
        "format=rate",
        true,
        all.iter().map(|s| place(s.id.as_str())).collect(),
    );
    for pick in 0..200 {
        let scenario = current(&ended, &all);
        let event = onward(&ended, &scenario, pick);
        ended
            .apply(&event, ended.place().is_some().then_some(&scenario), NOW)
            .ok();
        check(&ended);
    }
    assert_eq!((ended.phase(), ended.done().len()), (Phase::Finished, 5));
    assert_eq!(ended.format(&all[0]), Format::Rate);
}
