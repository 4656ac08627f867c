//! Slips over time with an example of each, harm first, and what is taken for what.

use alongside::engine::answer::StepAnswer;
use alongside::engine::confusion::Confusion;
use alongside::engine::history::History;
use alongside::engine::id::CategoryId;
use alongside::engine::mark::{self, Choice, Slip, best_there};
use alongside::engine::practice::Format;
use alongside::engine::score::Certainty::{Fairly, NotVery, Very};
use alongside::engine::slips::{harms, slips, weeks};
use alongside::engine::topic::Drift;
use alongside::engine::week::last_days;

use super::past::{Answer, answer, at, day, history, on};
use super::support::{fit, id, scenario, step_of};

/// What the slips say, in short: which, how many, by week, and of which response the latest.
fn said(history: &History) -> Vec<(Drift, usize, Vec<usize>, String)> {
    let slips = slips(history, &weeks(history)).into_iter();
    slips
        .map(|one| {
            let response = one
                .latest
                .response
                .map_or("?".to_owned(), |id| id.to_string());
            let at = format!("{}/{response}", one.latest.moment);
            (one.drift, one.count, one.by_week, at)
        })
        .collect()
}

#[test]
fn slips_are_counted_by_week_with_the_latest_as_example() {
    let history = history(vec![
        // Monday and Sunday of the first week, and Wednesday of the third.
        on(
            0,
            [
                answer("p/a", "I.1").slipped("fix", Drift::Rescuing),
                answer("p/b", "I.1"),
            ],
        ),
        on(
            6,
            [answer("p/c", "I.1").slipped("tell", Drift::ClinicalAdvice)],
        ),
        on(
            16,
            [
                // A moment that was seen before is a slip like any other.
                answer("p/a", "I.1").slipped("drive", Drift::Rescuing),
                answer("p/d", "I.1").slipped("rush", Drift::Rescuing),
                answer("p/e", "I.1"),
            ],
        ),
    ]);
    let mondays: Vec<(i64, usize)> = weeks(&history)
        .iter()
        .map(|week| (week.monday.since(day(0)), week.answers))
        .collect();
    assert_eq!(mondays, [(0, 3), (7, 0), (14, 3)]);
    let expected = [
        (Drift::Rescuing, 3, vec![1, 0, 2], "p/d/rush".to_owned()),
        (
            Drift::ClinicalAdvice,
            1,
            vec![1, 0, 0],
            "p/c/tell".to_owned(),
        ),
    ];
    assert_eq!(said(&history), expected);
    let latest = &slips(&history, &weeks(&history))[1].latest;
    assert_eq!(latest.day, day(6));
    let second = history.attempts().nth(1).map(|past| past.id());
    assert_eq!(Some(&latest.attempt), second);
    assert_eq!(latest.step, id("start"));
    let weeks_of = weeks(&history);
    let between =
        |from, before| slips(&history, &weeks_of)[0].between(&weeks_of, day(from), day(before));
    assert_eq!([between(0, 7), between(7, 14), between(7, 21)], [1, 0, 2]);
    assert_eq!(said(&History::default()), []);
    assert_eq!(weeks(&History::default()), []);
}

/// As if it had been asked in *rate each*, with those responses endorsed.
fn rated(mut answer: Answer, slips: &[(&str, Option<Drift>, bool)]) -> Answer {
    let step = &mut answer.0.steps[0];
    step.choice.best = None;
    step.mark.drift = slips.iter().filter_map(|(_, drift, _)| *drift).collect();
    step.mark.is_unsafe = slips.iter().any(|(.., harm)| *harm);
    step.mark.slips = slips
        .iter()
        .map(|(response, drift, is_unsafe)| Slip {
            response: id(response),
            drift: *drift,
            is_unsafe: *is_unsafe,
        })
        .collect();
    answer
}

#[test]
fn a_mark_says_which_of_the_rated_responses_are_slips() {
    let call = scenario("late-call");
    let rated = |ratings: [(&str, u64); 4]| Choice {
        ratings: ratings
            .map(|(name, value)| (id(name), fit(value)))
            .into_iter()
            .collect(),
        ..Choice::default()
    };
    let slip = |response: &str, drift, is_unsafe| Slip {
        response: id(response),
        drift: Some(drift),
        is_unsafe,
    };
    let choice = rated([("ask", 3), ("stay", 0), ("fix", 2), ("wait", 3)]);
    let mark = mark::responses(&call.steps[0], Format::Rate, &choice).expect("complete");
    let both = [
        slip("fix", Drift::Rescuing, false),
        slip("wait", Drift::Avoidance, true),
    ];
    assert_eq!(mark.slips, both);
    // What is rated as it should be is no slip; and of one that is chosen the choice tells.
    let choice = rated([("ask", 3), ("stay", 2), ("fix", 1), ("wait", 0)]);
    let mark = mark::responses(&call.steps[0], Format::Rate, &choice).expect("complete");
    assert_eq!(mark.slips, []);
    let choice = Choice {
        best: Some(id("wait")),
        ..Choice::default()
    };
    let mark = mark::responses(&call.steps[0], Format::Best, &choice).expect("complete");
    assert_eq!((mark.slips.len(), mark.is_unsafe), (0, true));
    let step = StepAnswer {
        step: id("start"),
        competency: None,
        choice,
        mark,
        sure: None,
    };
    assert_eq!(step.slips(), [slip("wait", Drift::Avoidance, true)]);
}

#[test]
fn in_rate_each_it_is_known_which_response_it_was() {
    let rate = rated(
        answer("p/a", "I.1"),
        &[
            ("fix", Some(Drift::Rescuing), false),
            ("wait", Some(Drift::Avoidance), true),
            ("shout", None, true),
        ],
    );
    let mut first = rated(answer("p/b", "I.1"), &[("x", Some(Drift::Jargon), true)]);
    // An attempt of the first versions does not say.
    first.0.steps[0].mark.slips = Vec::new();
    let history = history(vec![on(0, [rate]), on(1, [first])]);
    let expected = [
        (Drift::Rescuing, 1, vec![1], "p/a/fix".to_owned()),
        (Drift::Avoidance, 1, vec![1], "p/a/wait".to_owned()),
        (Drift::Jargon, 1, vec![1], "p/b/?".to_owned()),
    ];
    assert_eq!(said(&history), expected);
    let responses: Vec<Option<String>> = harms(&history)
        .into_iter()
        .map(|harm| harm.example.response.map(|id| id.to_string()))
        .collect();
    assert_eq!(responses, [None, Some("wait".to_owned())]);
}

#[test]
fn what_was_sure_and_harmful_comes_first() {
    let harm = |name: &str| answer(name, "I.1").harmful("wait");
    let history = history(vec![
        on(0, [harm("p/not-asked"), harm("p/very").sure(Very, Very)]),
        on(
            1,
            [
                harm("p/mended").sure(Very, Very),
                harm("p/again").sure(Very, Very),
            ],
        ),
        on(
            2,
            [
                harm("p/not").sure(Very, NotVery),
                harm("p/fairly").sure(NotVery, Fairly),
            ],
        ),
        on(
            3,
            [
                harm("p/later").sure(Very, Very),
                answer("p/mended", "I.1"),
                answer("p/again", "I.1"),
            ],
        ),
        // Whoever falls back has not mended it.
        on(4, [harm("p/again").sure(Very, NotVery)]),
    ]);
    let found: Vec<(String, bool)> = harms(&history)
        .into_iter()
        .map(|harm| (harm.example.moment.scenario.to_string(), harm.is_mended))
        .collect();
    let expected = [
        ("later", false),
        ("again", false),
        ("very", false),
        ("fairly", false),
        ("again", false),
        ("not", false),
        ("not-asked", false),
        ("mended", true),
    ];
    let expected = expected.map(|(name, mended)| (name.to_owned(), mended));
    assert_eq!(found, expected);
}

fn categories() -> Vec<CategoryId> {
    ["I", "II", "VI"].map(id).to_vec()
}

#[test]
fn confusion_counts_what_was_called_for_against_what_was_chosen() {
    let story = {
        let mut first = answer("p/tale", "II.1").0;
        first
            .steps
            .extend(answer("p/tale", "VI.2").taken_for("I.1").0.steps);
        Answer(first)
    };
    let history = history(vec![
        on(
            0,
            [
                answer("p/a", "I.1"),
                answer("p/b", "I.2").taken_for("II.1"),
                // Another competency of the same category is no confusion of categories.
                answer("p/c", "I.3").taken_for("I.1"),
                answer("p/d", "VI.1").taken_for("I.4"),
                answer("p/e", "XII.1").taken_for("I.1"),
                answer("p/f", "II.1").taken_for("I.1").earned(None, 1.0),
                story,
            ],
        ),
        on(1, [answer("p/a", "I.1").taken_for("II.1")]),
    ]);
    let found = Confusion::of(&history, &categories());
    let rows: Vec<&[usize]> = (0..3).map(|row| found.row(row)).collect();
    assert_eq!(rows, [[2, 1, 0], [0, 1, 0], [2, 0, 0]]);
    assert_eq!((found.answers(), found.outside()), (6, 1));
    assert_eq!(found.row(3), [] as [usize; 0]);
    let pairs: Vec<(&str, &str, usize, usize)> = found
        .pairs()
        .iter()
        .map(|pair| {
            (
                pair.keyed.as_str(),
                pair.chosen.as_str(),
                pair.count,
                pair.of,
            )
        })
        .collect();
    assert_eq!(pairs, [("VI", "I", 2, 2), ("I", "II", 1, 3)]);
}

#[test]
fn of_equal_confusions_the_one_that_happens_more_often_than_not_comes_first() {
    let history = history(vec![on(
        0,
        [
            answer("p/a", "I.1").taken_for("II.1"),
            answer("p/b", "I.1"),
            answer("p/c", "VI.1").taken_for("I.1"),
        ],
    )]);
    let found = Confusion::of(&history, &categories());
    let first = found.pairs()[0];
    assert_eq!((first.keyed.as_str(), first.of), ("VI", 1));
}

#[test]
fn the_last_days_show_practice_and_no_streak() {
    let history = history(vec![
        on(-30, [answer("p/z", "I.1")]),
        on(0, [answer("p/a", "I.1"), answer("p/b", "I.1")]),
        at(0, 1, [answer("p/c", "I.1")]),
        on(4, [answer("p/a", "I.1")]),
        on(6, [answer("p/d", "I.1")]),
    ]);
    let week: Vec<usize> = last_days(&history, day(6), 7)
        .iter()
        .map(|d| d.moments)
        .collect();
    assert_eq!(week, [3, 0, 0, 0, 1, 0, 1]);
    let month = last_days(&history, day(6), 28);
    assert_eq!(
        (month.len(), month[0].day, month[27].day),
        (28, day(-21), day(6))
    );
    assert_eq!(month.iter().filter(|d| d.is_practised()).count(), 3);
    assert!(
        last_days(&History::default(), day(0), 7)
            .iter()
            .all(|d| !d.is_practised())
    );
    // An attempt of tomorrow, from a clock that was set back, is not of these days.
    assert_eq!(
        last_days(&history, day(5), 2)
            .iter()
            .map(|d| d.moments)
            .sum::<usize>(),
        1
    );
}

#[test]
fn what_to_try_instead_is_what_fits_best_there() {
    let ids = |fits: &[(u8, bool)]| -> Vec<String> {
        let step = step_of(fits, None);
        let best = best_there(&step).into_iter();
        best.map(|response| response.id.to_string()).collect()
    };
    assert_eq!(ids(&[(1, false), (3, false), (0, true)]), ["r1"]);
    // Nothing there fits well, and two fit alike.
    assert_eq!(ids(&[(2, false), (1, false), (2, false)]), ["r0", "r2"]);
}
