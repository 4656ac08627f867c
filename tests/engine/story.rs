//! Stories: a choice decides the next step, an ending is shown, a loop is cut.

use alongside::engine::answer::Question;
use alongside::engine::pack::Scenario;
use alongside::engine::practice::Format;
use alongside::engine::scenario::MAX_PATH;
use alongside::engine::session::{Event, Phase, Refusal, Session};
use serde_json::json;

use super::support::{NOW, apply, go, id, place, plain_place, scenario, scenario_of, session};

/// A session at the first step of the soup.
fn at_the_soup(link: &str) -> (Session, Scenario) {
    let soup = scenario("soup");
    let mut s = session(link, false, vec![place("soup"), place("ride-home")]);
    go(&mut s, &soup, &[Event::Start]);
    (s, soup)
}

fn competency() -> [Event; 2] {
    [Event::Competency(id("I.2")), Event::Next]
}

fn choose(s: &mut Session, soup: &Scenario, response: &str) {
    go(s, soup, &[Event::Best(id(response)), Event::Check]);
}

fn step<'s>(s: &Session, soup: &'s Scenario) -> &'s str {
    s.step(soup).expect("it is at the soup").id.as_str()
}

fn path(s: &Session) -> Vec<String> {
    s.done()[0]
        .steps
        .iter()
        .map(|answer| answer.step.to_string())
        .collect()
}

#[test]
fn the_response_decides_the_next_step() {
    let (mut s, soup) = at_the_soup("");
    go(&mut s, &soup, &competency());
    choose(&mut s, &soup, "sit");
    assert_eq!(
        (s.phase(), step(&s, &soup)),
        (Phase::Feedback, "kitchen"),
        "the step just answered"
    );
    go(&mut s, &soup, &[Event::Continue]);
    assert_eq!(
        (s.phase(), step(&s, &soup)),
        (Phase::Response, "table"),
        "this step asks no competency"
    );
    assert_eq!(apply(&mut s, &Event::Back, &soup), Err(Refusal::OutOfPlace));
    assert_eq!(
        (s.competency(), &s.choice().best),
        (None, &None),
        "nothing is chosen yet"
    );
    choose(&mut s, &soup, "wait");
    go(&mut s, &soup, &[Event::Continue]);
    assert_eq!((s.phase(), step(&s, &soup)), (Phase::Ending, "warm"));
    for event in [
        Event::Skip,
        Event::Check,
        Event::Start,
        Event::Swap(place("late-call")),
    ] {
        assert_eq!(
            apply(&mut s, &event, &soup),
            Err(Refusal::OutOfPlace),
            "{event:?}"
        );
    }
    go(&mut s, &soup, &[Event::Continue]);
    assert_eq!(path(&s), ["kitchen", "table"]);
    assert_eq!(s.place(), Some(&place("ride-home")));
}

#[test]
fn a_response_without_next_ends_the_story() {
    let (mut s, soup) = at_the_soup("");
    go(&mut s, &soup, &competency());
    choose(&mut s, &soup, "leave");
    go(&mut s, &soup, &[Event::Continue]);
    assert_eq!(path(&s), ["kitchen"]);
    assert_eq!(s.phase(), Phase::Competency, "at the next moment");
}

#[test]
fn another_response_another_ending() {
    let (mut s, soup) = at_the_soup("");
    go(&mut s, &soup, &competency());
    choose(&mut s, &soup, "push");
    go(&mut s, &soup, &[Event::Continue]);
    assert_eq!((s.phase(), step(&s, &soup)), (Phase::Ending, "cold"));
    go(&mut s, &soup, &[Event::Continue]);
    let moment = &s.done()[0];
    assert!(moment.is_unsafe());
    assert_eq!(moment.credit(Question::Response), Some(0.0));
    assert_eq!(moment.credit(Question::Competency), Some(1.0));
}

#[test]
fn a_storys_credit_is_the_mean_over_the_steps_visited() {
    let (mut s, soup) = at_the_soup("");
    go(&mut s, &soup, &competency());
    choose(&mut s, &soup, "sit");
    go(&mut s, &soup, &[Event::Continue]);
    choose(&mut s, &soup, "share");
    go(&mut s, &soup, &[Event::Continue, Event::Continue]);
    let moment = &s.done()[0];
    let found = moment.credit(Question::Response).expect("scored");
    assert!(
        (found - f64::midpoint(1.0, 2.0 / 3.0)).abs() < 1e-6,
        "{found}"
    );
    // Only the first step asked for it.
    assert_eq!(moment.credit(Question::Competency), Some(1.0));
}

#[test]
fn a_story_is_always_asked_in_best() {
    let (mut s, soup) = at_the_soup("format=rate");
    assert_eq!(s.format(&soup), Format::Best);
    assert_eq!(s.format(&scenario("ride-home")), Format::Rate);
    go(&mut s, &soup, &competency());
    choose(&mut s, &soup, "sit");
    assert_eq!(s.phase(), Phase::Feedback);
}

#[test]
fn in_check_mode_a_story_goes_straight_on_and_still_has_its_ending() {
    let (mut s, soup) = at_the_soup("mode=check");
    go(&mut s, &soup, &competency());
    choose(&mut s, &soup, "sit");
    assert_eq!((s.phase(), step(&s, &soup)), (Phase::Response, "table"));
    choose(&mut s, &soup, "share");
    assert_eq!((s.phase(), step(&s, &soup)), (Phase::Ending, "cold"));
    go(&mut s, &soup, &[Event::Continue]);
    assert_eq!(path(&s), ["kitchen", "table"]);
}

#[test]
fn skipping_amid_a_story_leaves_all_of_it_out() {
    let (mut s, soup) = at_the_soup("");
    go(&mut s, &soup, &competency());
    choose(&mut s, &soup, "sit");
    go(&mut s, &soup, &[Event::Continue]);
    assert_eq!(s.answered().len(), 1);
    s.apply(&Event::Skip, None, NOW).expect("skipping is free");
    assert_eq!((s.done(), s.answered()), ([].as_slice(), [].as_slice()));
    assert_eq!(s.form(), [place("ride-home")]);
}

#[test]
fn finishing_amid_a_story_keeps_the_steps_answered() {
    let (mut s, soup) = at_the_soup("");
    go(&mut s, &soup, &competency());
    choose(&mut s, &soup, "sit");
    go(
        &mut s,
        &soup,
        &[Event::Continue, Event::Best(id("wait")), Event::Finish],
    );
    assert_eq!(path(&s), ["kitchen"]);
    assert!(s.attempt(NOW).expect("one step is answered").is_sound());
}

#[test]
fn a_loop_is_cut_after_thirty_steps() {
    for (link, per_step) in [("", 2), ("mode=check", 1)] {
        let soup = scenario("soup");
        let mut s = session(link, false, vec![place("soup"), place("ride-home")]);
        go(&mut s, &soup, &[Event::Start]);
        let mut steps = 0;
        while s.done().is_empty() {
            assert!(steps < MAX_PATH, "the loop is cut");
            if s.phase() == Phase::Competency {
                go(&mut s, &soup, &competency());
            }
            let round = if step(&s, &soup) == "kitchen" {
                "sit"
            } else {
                "again"
            };
            choose(&mut s, &soup, round);
            if per_step == 2 {
                go(&mut s, &soup, &[Event::Continue]);
            }
            steps += 1;
        }
        assert_eq!((steps, s.done()[0].steps.len()), (30, 30), "{link}");
        assert_eq!(s.place(), Some(&place("ride-home")));
    }
}

#[test]
fn what_is_left_of_a_story_never_grows() {
    let to = |id: &str, fit: u8, next: &str| json!({ "id": id, "text": "…", "fit": fit, "why": "…", "next": next });
    let asked = |id: &str, responses: &[serde_json::Value]| {
        json!({
            "id": id, "story": [ { "text": "…" } ], "responses": responses,
            "competency": { "options": [ { "id": "I.1", "credit": 1 }, { "id": "II.1", "credit": 0 } ] },
        })
    };
    let end = json!({ "id": "end", "story": [ { "text": "…" } ], "outcome": "…" });
    let fork = scenario_of(
        "fork",
        &json!([
            asked("start", &[to("short", 3, "last"), to("long", 1, "middle")]),
            asked("middle", &[to("on", 3, "last"), to("off", 1, "end")]),
            asked("last", &[to("on", 3, "end"), to("off", 1, "end")]),
            end,
        ]),
    );
    let left: Vec<usize> = fork.steps.iter().map(|step| fork.most_left(step)).collect();
    assert_eq!(left, [3, 2, 1, 0]);
    for story in [fork, scenario("soup")] {
        for step in &story.steps {
            assert_eq!(story.most_left(step) == 0, step.is_ending());
            for response in &step.responses {
                let next = story.following(step, Some(&response.id));
                let after = next.map_or(0, |next| story.most_left(next));
                assert!(after <= story.most_left(step), "{} {}", story.id, step.id);
            }
        }
    }
}

#[test]
fn a_step_may_lead_to_itself() {
    let story = scenario_of(
        "round",
        &json!([
            { "id": "start", "story": [ { "text": "…" } ],
              "competency": { "options": [ { "id": "I.1", "credit": 1 }, { "id": "II.1", "credit": 0 } ] },
              "responses": [ { "id": "on", "text": "…", "fit": 3, "next": "end" }, { "id": "round", "text": "…", "fit": 1, "next": "start" } ] },
            { "id": "end", "story": [ { "text": "…" } ], "outcome": "…" },
        ]),
    );
    let mut s = session("", false, vec![plain_place("round")]);
    for _ in 0..3 {
        assert_eq!(s.phase(), Phase::Competency);
        assert_eq!(s.competency(), None);
        go(&mut s, &story, &[Event::Competency(id("I.1")), Event::Next]);
        choose(&mut s, &story, "round");
        go(&mut s, &story, &[Event::Continue]);
    }
    assert_eq!(s.answered().len(), 3);
}
