//! Group reports: who counts, what is counted, from how many on a figure is shown.

use std::collections::{BTreeMap, BTreeSet};

use alongside::engine::answer::Question;
use alongside::engine::attempt::Attempt;
use alongside::engine::code::Code;
use alongside::engine::cohort::form::Reliability;
use alongside::engine::cohort::item::ItemReport;
use alongside::engine::cohort::report::{Report, Reporter};
use alongside::engine::cohort::talk::{Talk, Why};
use alongside::engine::cohort::who::{Scope, Who};
use alongside::engine::cohort::{Added, Cohort, QUESTIONS};
use alongside::engine::edition::Edition;
use alongside::engine::id::CategoryId;
use alongside::engine::pack::Pack;
use alongside::engine::practice::{Format, Mode};
use alongside::engine::topic::Drift;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::results::{
    Asked, PLAIN, at, attempt_of, chosen, code_of, moment, pack_of, pack_with, shelf_of,
    small_shelf, story_at, story_pack,
};
use super::statistics::{assert_near, case};
use super::support::{cases, id};

fn lower(text: &str) -> String {
    text.to_lowercase()
}

/// A cohort that has the packs at hand.
pub fn cohort_of(packs: &[Pack]) -> Cohort {
    Cohort::new(shelf_of(packs), lower)
}

/// One person's result: a random number, a minute, a label, and the places of the competency and the
/// response for each of the pack's moments that was answered.
pub struct Result<'r> {
    pub token: u32,
    pub minute: u64,
    pub label: &'r str,
    pub asked: Asked,
    pub answers: Vec<Option<(u8, u8)>>,
}

impl Result<'_> {
    pub fn attempt(&self, pack: &Pack) -> Attempt {
        let answers = self.answers.iter().enumerate();
        let given = answers.filter_map(|(n, answer)| {
            let (competency, response) = (*answer)?;
            Some(at(n, chosen(self.asked, competency, response)))
        });
        let mut attempt = attempt_of(self.asked, &[(pack, given.collect())]);
        (attempt.token, attempt.finished) = (self.token, self.minute);
        attempt
    }

    pub fn code(&self, pack: &Pack) -> Code {
        code_of(
            &self.attempt(pack),
            &shelf_of(std::slice::from_ref(pack)),
            self.label,
        )
    }
}

/// Everyone's answers to a pack, without labels, each with a number of their own.
fn group(pack: &Pack, answers: impl IntoIterator<Item = Vec<Option<(u8, u8)>>>) -> Cohort {
    let mut cohort = cohort_of(std::slice::from_ref(pack));
    for (n, answers) in answers.into_iter().enumerate() {
        let result = Result {
            token: n as u32,
            minute: 1000,
            label: "",
            asked: PLAIN,
            answers,
        };
        assert_eq!(cohort.add(&result.code(pack)), Added::Kept);
    }
    cohort
}

fn report(cohort: &Cohort) -> Report {
    cohort.report(cohort.scope())
}

// --- published values --------------------------------------------------------------------------

#[test]
fn lsat_section_6_comes_out_as_published() {
    let (rows, expected) = case("lsat6");
    let pack = pack_of("lsat", 5);
    // Right is the first option of both questions; wrong is a competency and a response worth 0.
    let answers = rows.iter().map(|row| {
        row.iter()
            .map(|x| Some(if *x > 0.5 { (0, 0) } else { (2, 3) }))
            .collect()
    });
    let report = report(&group(&pack, answers));
    assert_eq!((report.who.counted, report.items.len()), (1000, 5));
    assert_eq!(report.form_people, 1000);
    for question in QUESTIONS {
        for (n, item) in report.items.iter().enumerate() {
            let expected = &expected["items"][n];
            let facility = item.facility.of(question).expect("a thousand people");
            assert_near(facility.value, &expected["facility"]);
            let discrimination = item.discrimination.of(question).expect("a thousand people");
            assert_near(discrimination.value, &expected["corrected_item_total_r"]);
        }
        let Reliability::Shown(form) = report.reliability.of(question) else {
            panic!("a thousand complete rows: {:?}", report.reliability);
        };
        assert_eq!(form.items, [0, 1, 2, 3, 4]);
        assert_near(form.alpha.alpha.value, &expected["alpha"]);
        assert_near(form.alpha.alpha.low, &expected["alpha_ci95_feldt"][0]);
        assert_near(form.alpha.alpha.high, &expected["alpha_ci95_feldt"][1]);
        assert_near(form.alpha.mean, &expected["mean_total"]);
        assert_near(form.alpha.deviation, &expected["sd_total"]);
        assert_near(form.alpha.error, &expected["sem"]);
    }
    // scipy 1.17.1, binomtest(924, 1000).proportion_ci(method='wilson')
    let first = report.items[0].facility.response;
    let first = first.expect("a thousand people");
    assert!((first.low - 0.905_904_357).abs() < 1e-8, "{first:?}");
    assert!((first.high - 0.938_850_552).abs() < 1e-8, "{first:?}");
}

#[test]
fn partial_credit_comes_out_as_computed() {
    let (rows, expected) = case("partial_credit");
    let pack = pack_of("partial", 6);
    // The responses earn 1, 2/3, 1/3 and 0.
    let answers = rows.iter().map(|row| {
        row.iter()
            .map(|x| Some((0, 3 - (x * 3.0).round() as u8)))
            .collect()
    });
    let report = report(&group(&pack, answers));
    for (n, item) in report.items.iter().enumerate() {
        let facility = item.facility.response.expect("24 people");
        assert_near(facility.value, &expected["items"][n]["facility"]);
        assert!(facility.low < facility.value && facility.value < facility.high);
        assert_eq!(item.discrimination.response, None, "24 people are too few");
    }
    assert_eq!(
        report.reliability.response,
        Reliability::FewPeople { people: 24 }
    );
}

// --- thresholds --------------------------------------------------------------------------------

/// Answers that differ from person to person, and from moment to moment.
fn various(people: usize, moments: usize) -> Vec<Vec<Option<(u8, u8)>>> {
    let one = |p: usize, m: usize| Some((((p * 7 + m * p + m) % 4) as u8, ((p * p + m) % 4) as u8));
    (0..people)
        .map(|p| (0..moments).map(|m| one(p, m)).collect())
        .collect()
}

#[test]
fn each_figure_is_shown_from_its_number_on() {
    let pack = pack_of("one", 4);
    let of = |people| report(&group(&pack, various(people, 4)));
    let nine = of(9);
    assert!(
        nine.items
            .iter()
            .all(|item| item.facility.competency.is_none() && item.facility.response.is_none())
    );
    assert!(
        nine.items
            .iter()
            .all(|item| item.credits.response.count == 9),
        "counts are always there"
    );
    let options = |report: &Report| {
        report.items[0].steps[0]
            .competencies
            .iter()
            .map(|option| option.works)
            .collect::<Vec<_>>()
    };
    assert_eq!(options(&nine), [None; 4]);

    let ten = of(10);
    assert!(
        ten.items
            .iter()
            .all(|item| item.facility.competency.is_some() && item.facility.response.is_some())
    );
    assert!(options(&ten)[2..].iter().all(Option::is_some));

    let many = of(29);
    assert!(
        many.items
            .iter()
            .all(|item| item.discrimination.response.is_none())
    );
    assert_eq!(
        many.reliability.competency,
        Reliability::FewPeople { people: 29 }
    );
    assert_eq!(many.keys_to_check(), []);

    let enough = of(30);
    assert!(
        enough
            .items
            .iter()
            .all(|item| item.discrimination.response.is_some())
    );
    assert!(matches!(
        enough.reliability.competency,
        Reliability::Shown(_)
    ));
}

#[test]
fn a_form_of_fewer_than_three_moments_has_no_reliability() {
    let pack = pack_of("one", 2);
    let report = report(&group(&pack, various(40, 2)));
    assert_eq!(
        report.reliability.response,
        Reliability::FewMoments { moments: 2 }
    );
}

#[test]
fn where_everyone_earns_the_same_there_is_no_reliability() {
    let pack = pack_of("one", 3);
    let report = report(&group(&pack, vec![vec![Some((0, 0)); 3]; 40]));
    assert_eq!(report.reliability.response, Reliability::NoSpread);
    assert_eq!(report.items[0].discrimination.response, None);
    assert_eq!(report.talk, []);
}

#[test]
fn sessions_of_ones_own_are_no_fixed_form() {
    let pack = pack_of("one", 12);
    // Each leaves out three moments of their own.
    let answers = various(40, 12).into_iter().enumerate().map(|(p, mut row)| {
        (0..3).for_each(|n| row[(p + n * (1 + p / 12)) % 12] = None);
        row
    });
    let report = report(&group(&pack, answers));
    let Reliability::NotOneForm { rows, of: 40 } = report.reliability.response else {
        panic!("{:?}", report.reliability);
    };
    assert!(rows < 10, "{rows}");
    assert!(
        report
            .items
            .iter()
            .all(|item| item.discrimination.response.is_none() || item.answered >= 30)
    );
}

#[test]
fn a_form_is_what_most_answered_just_so() {
    let pack = pack_of("one", 6);
    let answers = various(50, 6).into_iter().enumerate().map(|(p, mut row)| {
        // Ten people skipped one moment each; the form has five of the six.
        row[5] = None;
        if p >= 40 {
            row[p % 5] = None;
        }
        row
    });
    let report = report(&group(&pack, answers));
    assert_eq!(
        (report.form.clone(), report.form_people),
        (vec![0, 1, 2, 3, 4], 40)
    );
    let Reliability::Shown(form) = report.reliability.response else {
        panic!("{:?}", report.reliability);
    };
    assert_eq!((form.items, form.alpha.rows), (vec![0, 1, 2, 3, 4], 40));
}

// --- who counts --------------------------------------------------------------------------------

fn result(token: u32, minute: u64, label: &str) -> Result<'_> {
    Result {
        token,
        minute,
        label,
        asked: PLAIN,
        answers: vec![Some((0, 0)); 3],
    }
}

fn labels(cohort: &Cohort, report: &Report) -> Vec<(Option<String>, u32)> {
    let people = report.people.iter().filter_map(|row| cohort.person(*row));
    people
        .map(|person| (person.label.map(str::to_owned), person.finished))
        .collect()
}

#[test]
fn of_each_label_the_first_counts_and_each_without_one() {
    let pack = pack_of("one", 3);
    let mut cohort = cohort_of(std::slice::from_ref(&pack));
    for (token, minute, label) in [
        (1, 300, "Dana"),
        (2, 100, "  dANA "),
        (3, 200, "DANA"),
        (4, 100, ""),
        (5, 100, ""),
        (6, 100, "Zoë"),
        (7, 100, "ZOË"),
    ] {
        assert_eq!(
            cohort.add(&result(token, minute, label).code(&pack)),
            Added::Kept
        );
    }
    let report = report(&cohort);
    assert_eq!(
        labels(&cohort, &report),
        [
            (Some("Dana".to_owned()), 100),
            (None, 100),
            (None, 100),
            (Some("Zoë".to_owned()), 100)
        ]
    );
    let who = Who {
        given: 7,
        counted: 4,
        later: 3,
        labelled: 2,
        learn: 4,
        ..Who::default()
    };
    assert_eq!(report.who, who);
}

#[test]
fn the_same_attempt_counts_once_however_often_it_is_pasted() {
    let pack = pack_of("one", 3);
    let mut cohort = cohort_of(std::slice::from_ref(&pack));
    assert_eq!(cohort.add(&result(1, 100, "").code(&pack)), Added::Kept);
    assert_eq!(
        cohort.add(&result(1, 100, "").code(&pack)),
        Added::Duplicate
    );
    // With a label the second time, it is still the same; and now it has a name.
    assert_eq!(
        cohort.add(&result(1, 100, "Dana").code(&pack)),
        Added::Duplicate
    );
    assert_eq!(
        cohort.add(&result(1, 100, "Other").code(&pack)),
        Added::Duplicate
    );
    // Another person may draw the same number.
    assert_eq!(cohort.add(&result(1, 101, "").code(&pack)), Added::Kept);
    let report = report(&cohort);
    assert_eq!(
        (report.who.given, report.who.duplicates, report.who.counted),
        (5, 3, 2)
    );
    assert_eq!(
        labels(&cohort, &report),
        [(Some("Dana".to_owned()), 100), (None, 101)]
    );
}

#[test]
fn one_edition_and_one_format_at_a_time() {
    let (old, new) = (pack_of("one", 3), pack_of("one", 4));
    assert_ne!(Edition::of(&old), Edition::of(&new));
    let mut cohort = cohort_of(&[old.clone(), new.clone()]);
    for token in 0..5 {
        cohort.add(&result(token, 100, "").code(&new));
    }
    for token in 5..8 {
        cohort.add(&result(token, 100, "Dana").code(&old));
    }
    let rate = Asked {
        format: Format::Rate,
        mode: Mode::Check,
        ..PLAIN
    };
    for token in 8..10 {
        cohort.add(
            &Result {
                asked: rate,
                ..result(token, 100, "")
            }
            .code(&new),
        );
    }
    let editions: Vec<_> = cohort
        .editions()
        .into_iter()
        .map(|share| (share.of.1, share.results))
        .collect();
    assert_eq!(editions, [(Edition::of(&new), 7), (Edition::of(&old), 3)]);
    let formats: Vec<_> = cohort
        .formats()
        .into_iter()
        .map(|share| (share.of, share.results))
        .collect();
    assert_eq!(formats, [(Format::Best, 8), (Format::Rate, 2)]);

    let scope = cohort.scope();
    assert_eq!(
        scope,
        Scope {
            editions: vec![(id("one"), Edition::of(&new))],
            format: Format::Best
        }
    );
    let who = cohort.report(scope).who;
    assert_eq!(
        who,
        Who {
            given: 10,
            counted: 5,
            other_edition: 3,
            other_format: 2,
            learn: 5,
            ..Who::default()
        }
    );

    let others = Scope {
        editions: vec![(id("one"), Edition::of(&old))],
        format: Format::Best,
    };
    let report = cohort.report(others);
    assert_eq!(
        (
            report.who.counted,
            report.who.later,
            report.who.other_edition
        ),
        (1, 2, 7)
    );
    assert!(
        report
            .items
            .iter()
            .all(|item| item.edition == Edition::of(&old))
    );

    let rated = Scope {
        format: Format::Rate,
        ..cohort.scope()
    };
    let report = cohort.report(rated);
    assert_eq!(
        (
            report.who.counted,
            report.who.learn,
            report.who.other_format
        ),
        (2, 0, 5)
    );
    assert_eq!(report.items[0].steps[0].responses[0].best, 0);
    assert_eq!(report.items[0].steps[0].responses[0].ratings, [0, 0, 0, 2]);
}

#[test]
fn a_result_of_two_packs_counts_if_both_are_of_the_right_edition() {
    let (one, old, new) = (pack_of("one", 3), pack_of("two", 3), pack_of("two", 4));
    let packs = [one.clone(), old.clone(), new.clone()];
    let shelf = shelf_of(&packs);
    let mut cohort = cohort_of(&packs);
    for (token, two) in [(1, &new), (2, &new), (3, &old)] {
        let answers = || vec![at(0, chosen(PLAIN, 0, 0))];
        let mut attempt = attempt_of(PLAIN, &[(&one, answers()), (two, answers())]);
        attempt.token = token;
        assert_eq!(cohort.add(&code_of(&attempt, &shelf, "")), Added::Kept);
    }
    let report = report(&cohort);
    assert_eq!((report.who.counted, report.who.other_edition), (2, 1));
    let names: Vec<String> = report
        .items
        .iter()
        .map(|item| item.name.to_string())
        .collect();
    assert_eq!(names, ["one/m0", "two/m0"]);
    assert_eq!(report.items[0].answered, 2);
}

#[test]
fn what_is_not_at_hand_or_made_up_is_said_and_costs_nothing_else() {
    let codes: Value =
        serde_json::from_str(include_str!("../fixtures/golden/code.json")).expect("JSON");
    let code =
        |case: &Value| Code::parse(case["code"].as_str().expect("a text")).expect("it is whole");
    let mut cohort = Cohort::new(small_shelf(), lower);
    let one = pack_of("one", 3);
    assert_eq!(cohort.add(&result(1, 100, "").code(&one)), Added::NotAtHand);
    assert_eq!(cohort.add(&result(1, 100, "").code(&one)), Added::Duplicate);
    let foreign = codes["foreign"].as_array().expect("a list");
    for (n, case) in foreign.iter().enumerate() {
        // They share a number and a minute.
        let expected = if n == 0 {
            Added::NotOfPack
        } else {
            Added::Duplicate
        };
        assert_eq!(cohort.add(&code(case)), expected, "{}", case["why"]);
        let mut alone = Cohort::new(small_shelf(), lower);
        assert_eq!(alone.add(&code(case)), Added::NotOfPack, "{}", case["why"]);
    }
    assert_eq!(cohort.add(&code(&codes["codes"][1])), Added::Kept);
    let report = report(&cohort);
    assert_eq!(
        (
            report.who.counted,
            report.who.not_at_hand,
            report.who.not_of_pack
        ),
        (1, 1, 1)
    );
    assert_eq!(report.items.len(), 2);
}

#[test]
fn nobody_is_a_report_too() {
    let cohort = cohort_of(&[]);
    let report = report(&cohort);
    assert_eq!(report.who, Who::default());
    assert_eq!(
        (report.items.len(), report.people.len(), report.talk.len()),
        (0, 0, 0)
    );
    assert_eq!(
        report.reliability.response,
        Reliability::FewPeople { people: 0 }
    );
}

// --- what is counted ---------------------------------------------------------------------------

#[test]
fn options_are_counted_and_idle_distractors_named() {
    let pack = pack_of("one", 1);
    // Of forty: competencies 20, 10, 8, 2; responses 30, 9, 1, 0.
    let answers = (0..40).map(|p| {
        let competency = match p {
            0..20 => 0,
            20..30 => 1,
            30..38 => 2,
            _ => 3,
        };
        let response = match p {
            0..30 => 0,
            30..39 => 1,
            _ => 2,
        };
        vec![Some((competency, response))]
    });
    let report = report(&group(&pack, answers));
    let step = &report.items[0].steps[0];
    let competencies: Vec<_> = step
        .competencies
        .iter()
        .map(|o| (o.chosen, o.works))
        .collect();
    // Two of forty are five in a hundred, which is enough; what earns something is no distractor.
    assert_eq!(
        competencies,
        [(20, None), (10, None), (8, Some(true)), (2, Some(true))]
    );
    let responses: Vec<_> = step.responses.iter().map(|r| (r.best, r.works)).collect();
    // What fits partly need not tempt anybody either.
    assert_eq!(
        responses,
        [(30, None), (9, None), (1, Some(false)), (0, Some(false))]
    );
}

#[test]
fn a_key_that_the_best_get_wrong_is_flagged() {
    let pack = pack_of("one", 4);
    // Those who do well elsewhere miss the second moment.
    let answers = (0..40).map(|p| {
        let good = p < 20;
        let level = |good: bool| Some(if good { (0, 0) } else { (2, 2) });
        vec![
            level(good),
            level(!good),
            level(good),
            level(good ^ (p % 5 == 0)),
        ]
    });
    let report = report(&group(&pack, answers));
    assert_eq!(
        report.keys_to_check(),
        [(1, Question::Competency), (1, Question::Response)]
    );
    // A weak sign is a sign: what it is worth, its interval says.
    let weak = (0..40).map(|p| {
        let good = p < 20;
        let level = |good: bool| Some(if good { (0, 0) } else { (2, 2) });
        let other = if p % 20 < 9 { good } else { !good };
        vec![level(good), level(other), level(good), level(good)]
    });
    let report = self::report(&group(&pack, weak));
    let found = report.items[1]
        .discrimination
        .response
        .expect("forty people");
    assert!(found.value < 0.0 && found.high > 0.0, "{found:?}");
    assert_eq!(report.keys_to_check().len(), 2);
}

#[test]
fn what_could_do_harm_comes_first_whatever_the_number() {
    let pack = pack_of("one", 5);
    let mut one = vec![Some((0, 0)); 5];
    one[3] = Some((0, 3));
    one[1] = Some((3, 2));
    let report = report(&group(&pack, [one]));
    assert_eq!(report.unsafe_items(), [3]);
    assert_eq!(
        (report.items[3].unsafe_people, report.unsafe_people),
        (1, 1)
    );
    let short = Why::Short {
        question: Question::Competency,
        people: 1,
        of: 1,
    };
    assert_eq!(
        report.talk,
        [
            Talk {
                item: 3,
                why: Why::Unsafe { people: 1 }
            },
            Talk {
                item: 1,
                why: short
            }
        ]
    );
    let slips: Vec<_> = report
        .slips
        .iter()
        .map(|s| (s.drift, s.people, s.times, s.items.clone()))
        .collect();
    assert_eq!(
        slips,
        [
            (Drift::Rescuing, 1, 1, vec![(1, 1)]),
            (Drift::Avoidance, 1, 1, vec![(3, 1)])
        ]
    );
}

#[test]
fn three_moments_are_talked_about_and_rare_ones_last() {
    let pack = pack_of("one", 6);
    let answers = (0..20).map(|p| {
        let mut row: Vec<_> = [(0, 0), (2, 0), (0, 1), (0, 2), (0, 0), (3, 3)]
            .map(Some)
            .into();
        // Three people answered the last one, badly.
        row[5] = row[5].filter(|_| p < 3);
        row
    });
    let report = report(&group(&pack, answers));
    let items: Vec<usize> = report.talk.iter().map(|talk| talk.item).collect();
    assert_eq!(items, [1, 3, 2]);
    assert_eq!(
        report.talk[1].why,
        Why::Short {
            question: Question::Response,
            people: 20,
            of: 20
        }
    );
}

#[test]
fn a_story_is_one_item_and_counts_its_steps_apart() {
    let story = story_pack("soup", 4);
    let mut cohort = cohort_of(std::slice::from_ref(&story));
    for (token, path) in [vec![0, 0, 0, 0], vec![1, 3], vec![2, 2, 3]]
        .into_iter()
        .enumerate()
    {
        let steps = path
            .iter()
            .map(|response| chosen(PLAIN, 1, *response))
            .collect();
        let mut attempt = attempt_of(PLAIN, &[(&story, vec![story_at(0, steps)])]);
        attempt.token = token as u32;
        let shelf = shelf_of(std::slice::from_ref(&story));
        assert_eq!(cohort.add(&code_of(&attempt, &shelf, "")), Added::Kept);
    }
    let report = report(&cohort);
    assert_eq!(report.items.len(), 1);
    let steps: Vec<_> = report.items[0]
        .steps
        .iter()
        .map(|s| (s.step.to_string(), s.answered))
        .collect();
    let expected = [("s0", 3), ("s1", 3), ("s2", 2), ("s3", 1)].map(|(id, n)| (id.to_owned(), n));
    assert_eq!(steps, expected);
    assert_eq!(report.items[0].unsafe_people, 2);
    // One who slipped twice in it is one person; an answer to a step is a time.
    let rescuing = report
        .slips
        .iter()
        .find(|slip| slip.drift == Drift::Rescuing)
        .expect("slipped");
    assert_eq!((rescuing.people, rescuing.times), (1, 2));
    // Every competency question counts: nine of them, each a step further on.
    assert_eq!(
        report.confusion.all().map(|(.., times)| times).sum::<u32>(),
        9
    );
    assert_eq!(report.confusion.count(&id("I"), &id("II")), 3);
}

#[test]
fn categories_are_counted_keyed_against_chosen() {
    let pack = pack_of("one", 4);
    // Keyed to I, II, VI, VIII in turn; the options follow round.
    let report = report(&group(
        &pack,
        [
            vec![Some((0, 0)), Some((1, 0)), Some((2, 0)), Some((1, 0))],
            vec![Some((0, 0)), Some((1, 0)), None, None],
        ],
    ));
    let count = |keyed: &str, chosen: &str| report.confusion.count(&id(keyed), &id(chosen));
    assert_eq!(
        (
            count("I", "I"),
            count("II", "VI"),
            count("VI", "I"),
            count("VIII", "I")
        ),
        (2, 2, 1, 1)
    );
    assert_eq!(count("II", "II"), 0);
    let mistaken = report.confusion.mistaken();
    assert_eq!(mistaken[0], (&id("II"), &id("VI"), 2));
    assert_eq!(mistaken.len(), 3);
}

#[test]
fn a_question_for_discussion_is_no_mix_up() {
    let mut split = moment("m0", 0);
    let votes = json!({ "I.1": 4, "II.1": 3, "VI.1": 3 });
    split["steps"][0]["panel"] =
        json!({ "groups": [ { "name": "peers", "raters": 10, "competency": votes } ] });
    let pack = pack_with("one", vec![split, moment("m1", 1)]);
    let report = report(&group(&pack, [vec![Some((1, 0)), Some((1, 0))]]));
    let all: Vec<_> = report.confusion.all().collect();
    assert_eq!(all, [(&id("II"), &id("VI"), 1)]);
}

// --- the same, worked out otherwise ------------------------------------------------------------

fn mean(credits: impl IntoIterator<Item = Option<f64>>) -> Option<f64> {
    let credits: Vec<f64> = credits.into_iter().flatten().collect();
    (!credits.is_empty()).then(|| credits.iter().sum::<f64>() / credits.len() as f64)
}

/// A group's answers to two packs and the small one, in one format.
fn mixed_group(format: Format, picks: &[Vec<u8>]) -> (Vec<Pack>, Vec<Attempt>) {
    let mixed = pack_with(
        "mixed",
        (0..6)
            .map(|n| super::results::moment(&format!("x{n}"), n * 3))
            .collect(),
    );
    let packs = vec![pack_of("one", 8), mixed, story_pack("soup", 5)];
    let asked = Asked {
        format,
        sure: true,
        mode: Mode::Check,
    };
    let story = Asked {
        format: Format::Best,
        ..asked
    };
    let attempts = picks.iter().enumerate().map(|(n, picks)| {
        let pick = |at: usize| picks[at % picks.len()];
        let answers = |pack: &Pack, from: usize| -> Vec<_> {
            let places = 0..pack.scenarios().len();
            let kept = places.filter(|m| pick(from + m) % 3 > 0);
            kept.map(|m| {
                at(
                    m,
                    chosen(asked, pick(from + m) % 4, pick(from + m + 1) / 4 % 4),
                )
            })
            .collect()
        };
        let mut all = vec![
            (&packs[0], answers(&packs[0], 0)),
            (&packs[1], answers(&packs[1], 9)),
        ];
        let path =
            (0..1 + usize::from(pick(3)) % 4).map(|s| chosen(story, pick(s) % 4, pick(s) % 3));
        all.push((&packs[2], vec![story_at(0, path.collect())]));
        all.retain(|(_, moments)| !moments.is_empty());
        let mut attempt = attempt_of(asked, &all);
        attempt.token = n as u32;
        attempt
    });
    let attempts = attempts.collect();
    (packs, attempts)
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn a_report_says_what_the_attempts_say(
        format in prop::sample::select(&Format::ALL[..]),
        picks in prop::collection::vec(prop::collection::vec(any::<u8>(), 5..20), 1..50),
    ) {
        let (packs, attempts) = mixed_group(format, &picks);
        let shelf = shelf_of(&packs);
        let mut cohort = cohort_of(&packs);
        for attempt in &attempts {
            prop_assert_eq!(cohort.add(&code_of(attempt, &shelf, "")), Added::Kept);
        }
        let report = report(&cohort);
        // Each pack was not answered by everyone, and still all count.
        prop_assert_eq!(report.who.counted as usize, attempts.len());

        for item in &report.items {
            let answers: Vec<_> = attempts.iter().flat_map(|a| a.moments.iter().map(move |m| (a, m))).filter(|(_, m)| m.name == item.name).collect();
            prop_assert_eq!(item.answered as usize, answers.len());
            prop_assert_eq!(item.unsafe_people as usize, answers.iter().filter(|(_, m)| m.is_unsafe()).count());
            for question in QUESTIONS {
                let expected = mean(answers.iter().map(|(_, m)| m.credit(question)));
                let found = item.credits.of(question).mean();
                prop_assert!(found.zip(expected).is_none_or(|(a, b)| (a - b).abs() < 1e-9));
                prop_assert_eq!(found.is_some(), expected.is_some());
                check_discrimination(item, question, &attempts)?;
            }
            for step in &item.steps {
                let given = || answers.iter().flat_map(|(_, m)| &m.steps).filter(|s| s.step == step.step);
                prop_assert_eq!(step.answered as usize, given().count());
                for option in &step.competencies {
                    let expected = given().filter(|s| s.competency.as_ref().is_some_and(|c| c.chosen == option.id)).count();
                    prop_assert_eq!(option.chosen as usize, expected);
                }
                for response in &step.responses {
                    let count = |is: &dyn Fn(&alongside::engine::mark::Choice) -> bool| given().filter(|s| is(&s.choice)).count();
                    prop_assert_eq!(response.best as usize, count(&|c| c.best.as_ref() == Some(&response.id)));
                    prop_assert_eq!(response.worst as usize, count(&|c| c.worst.as_ref() == Some(&response.id)));
                    for (rating, found) in response.ratings.iter().enumerate() {
                        let expected = count(&|c| c.ratings.get(&response.id).is_some_and(|f| usize::from(f.value()) == rating));
                        prop_assert_eq!(*found as usize, expected);
                    }
                }
            }
        }
        let names: BTreeSet<_> = attempts.iter().flat_map(|a| &a.moments).map(|m| &m.name).collect();
        prop_assert_eq!(report.items.len(), names.len());

        let mut confusion: BTreeMap<(CategoryId, CategoryId), u32> = BTreeMap::new();
        let steps = || attempts.iter().flat_map(|a| &a.moments).flat_map(|m| &m.steps);
        for answer in steps().filter_map(|s| s.competency.as_ref()) {
            *confusion.entry((answer.keyed.category(), answer.chosen.category())).or_default() += 1;
        }
        let found: BTreeMap<_, _> = report.confusion.all().map(|(k, c, n)| ((k.clone(), c.clone()), n)).collect();
        prop_assert_eq!(found, confusion);

        for drift in Drift::ALL {
            let times = steps().filter(|s| s.mark.drift.contains(drift)).count();
            let slipped = |a: &&Attempt| a.moments.iter().flat_map(|m| &m.steps).any(|s| s.mark.drift.contains(drift));
            let people = attempts.iter().filter(slipped).count();
            let found = report.slips.iter().find(|slip| slip.drift == *drift);
            prop_assert_eq!(found.map_or((0, 0), |s| (s.people as usize, s.times as usize)), (people, times));
        }
        let unsafe_people = attempts.iter().filter(|a| a.moments.iter().any(|m| m.is_unsafe())).count();
        prop_assert_eq!(report.unsafe_people as usize, unsafe_people);

        // A person's figures are those of the page that opens their code.
        for (row, attempt) in report.people.iter().zip(&attempts) {
            let attempt = code_of(attempt, &shelf, "").open(&shelf).expect("of the packs").attempt;
            let person = cohort.person(*row).expect("it counts");
            prop_assert_eq!(person.figures, attempt.figures());
            prop_assert_eq!(cohort.by_category(*row), Some(attempt.by_category()));
            prop_assert_eq!(person.unsafe_moments as usize, attempt.moments.iter().filter(|m| m.is_unsafe()).count());
        }
    }

    #[test]
    fn a_report_made_in_steps_is_the_same(
        picks in prop::collection::vec(prop::collection::vec(any::<u8>(), 5..20), 1..40),
        size in 1..50_usize,
    ) {
        let (packs, attempts) = mixed_group(Format::Best, &picks);
        let shelf = shelf_of(&packs);
        let mut cohort = cohort_of(&packs);
        attempts.iter().for_each(|attempt| { cohort.add(&code_of(attempt, &shelf, "")); });
        let mut reporter = Reporter::new(&cohort, cohort.scope());
        let mut before = 0.0;
        while reporter.step(&cohort, size) {
            prop_assert!(reporter.progress() >= before && reporter.progress() <= 1.0);
            before = reporter.progress();
        }
        prop_assert!((reporter.progress() - 1.0).abs() < 1e-9);
        prop_assert_eq!(reporter.finish(&cohort), report(&cohort));
    }

    #[test]
    fn every_code_is_somewhere(
        results in prop::collection::vec((0..30_u32, 0..4_u64, prop::sample::select(vec!["", "a", "A", "b"]), 0..3_usize), 0..60),
    ) {
        let packs = [pack_of("one", 3), pack_of("one", 4), pack_of("two", 3)];
        // The third is not at hand.
        let mut cohort = cohort_of(&packs[..2]);
        for (n, (token, minute, label, pack)) in results.iter().enumerate() {
            let asked = Asked { format: Format::ALL[n % 5 % 3], ..PLAIN };
            cohort.add(&Result { asked, ..result(*token, *minute, label) }.code(&packs[*pack]));
        }
        let who = report(&cohort).who;
        let sum = who.counted + who.duplicates + who.not_at_hand + who.not_of_pack + who.other_edition + who.other_format + who.later;
        prop_assert_eq!(who.given as usize, results.len());
        prop_assert_eq!(sum, who.given);
        prop_assert!(who.labelled <= 2 && who.labelled <= who.counted);
    }
}

/// Pearson's correlation by its definition, against the report's.
fn check_discrimination(
    item: &ItemReport,
    question: Question,
    attempts: &[Attempt],
) -> std::result::Result<(), TestCaseError> {
    let mut pairs: Vec<(f64, f64)> = Vec::new();
    for attempt in attempts {
        let own = attempt
            .moments
            .iter()
            .find(|m| m.name == item.name)
            .and_then(|m| m.credit(question));
        let others = mean(
            attempt
                .moments
                .iter()
                .filter(|m| m.name != item.name)
                .map(|m| m.credit(question)),
        );
        pairs.extend(own.zip(others));
    }
    let found = item.discrimination.of(question);
    if pairs.len() < 30 {
        prop_assert_eq!(*found, None);
        return Ok(());
    }
    let n = pairs.len() as f64;
    let (x, y) = (
        pairs.iter().map(|p| p.0).sum::<f64>() / n,
        pairs.iter().map(|p| p.1).sum::<f64>() / n,
    );
    let sum = |of: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>();
    let (xy, xx, yy) = (
        sum(&|p| (p.0 - x) * (p.1 - y)),
        sum(&|p| (p.0 - x).powi(2)),
        sum(&|p| (p.1 - y).powi(2)),
    );
    if let Some(found) = found {
        prop_assert!((found.value - xy / (xx * yy).sqrt()).abs() < 1e-6);
    } else {
        prop_assert!(xx < 1e-6 || yy < 1e-6);
    }
    Ok(())
}
