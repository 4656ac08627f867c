//! Result codes: there and back, what they do not tell, how long they are.

use alongside::engine::attempt::Attempt;
use alongside::engine::code::{
    Code, CodeError, CodedChoice, CodedMoment, Label, LabelError, MAX_CODE_CHARS, Missing,
    WriteError,
};
use alongside::engine::edition::Edition;
use alongside::engine::id::Seed;
use alongside::engine::index::entries;
use alongside::engine::order;
use alongside::engine::pack::Pack;
use alongside::engine::plan::{self, Candidate, Learner, Place};
use alongside::engine::practice::{Format, Mode, Practice};
use alongside::engine::session::{Event, Session, Start};
use alongside::engine::shelf::Shelf;
use alongside::engine::topic::Topic;
use proptest::prelude::*;
use serde_json::json;

use super::results::{
    Asked, PLAIN, at, attempt_of, chosen, code_of, pack_of, pack_with, shelf_of, small_shelf, step,
    story_at, story_pack,
};
use super::support::{NOW, cases, id, onward, pack, place, session};

/// An attempt at those moments of the small pack, taken by a session.
fn played(link: &str, sure: bool, form: Vec<Place>, picks: &[usize]) -> Option<Attempt> {
    let pack = pack();
    let mut s = session(link, sure, form);
    for turn in 0..400 {
        let Some(at) = s.place().cloned() else { break };
        let scenario = pack.scenario(&at.name.scenario).expect("in the pack");
        let event = onward(&s, scenario, picks[turn % picks.len()]);
        s.apply(&event, Some(scenario), NOW + 1000 * turn as u64)
            .ok();
    }
    s.attempt(NOW + 90_000)
}

/// The moments in the order in which a code has them: that of their pack.
fn in_order(attempt: &Attempt, pack: &Pack) -> Attempt {
    let place = |name: &str| pack.scenarios().iter().position(|s| s.id.as_str() == name);
    let mut attempt = attempt.clone();
    attempt.moments = order::sorted(attempt.moments, |moment| {
        let place = place(moment.name.scenario.as_str()).expect("in the pack");
        (place as u64, String::new())
    });
    attempt
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_result_that_travelled_is_the_same(
        link in prop::sample::select(vec!["", "mode=check", "format=best-worst", "format=rate&mode=check"]),
        sure: bool,
        mut names in Just(vec!["late-call", "ride-home", "panel-shift", "split-panel", "soup"]).prop_shuffle(),
        count in 1..=5_usize,
        picks in prop::collection::vec(0..100_usize, 1..40),
        label in prop::option::of("[ -~äß🪴]{0,24}"),
    ) {
        names.truncate(count);
        let form = names.iter().map(|name| place(name)).collect();
        let attempt = played(link, sure, form, &picks).expect("something is answered");
        let label: Option<Label> = label.and_then(|label| label.parse().ok());
        let code = Code::of(&attempt, &small_shelf(), label.clone()).expect("it can be written");
        let text = code.to_string();
        prop_assert_eq!(Code::parse(&text), Ok(code.clone()));
        prop_assert!(text.len() <= MAX_CODE_CHARS);

        let opened = Code::parse(&text).expect("just read").open(&small_shelf()).expect("of the pack");
        prop_assert_eq!(opened.label, label);
        prop_assert_eq!(opened.missing, vec![]);
        let there = opened.attempt;
        let here = in_order(&attempt, &pack());
        prop_assert_eq!(&there.moments, &here.moments);
        prop_assert_eq!(there.figures(), here.figures());
        prop_assert_eq!(there.by_category(), here.by_category());
        prop_assert_eq!(there.review_order(), here.review_order());
        prop_assert_eq!((there.token, there.finished, there.seconds), (here.token, here.finished, here.seconds));
        prop_assert_eq!(there.practice.mode(), here.practice.mode());
        prop_assert_eq!(there.practice.format(), here.practice.format());
        prop_assert!(there.is_sound());
        // What was read can be handed on.
        let again = code_of(&there, &small_shelf(), "x");
        prop_assert_eq!(again.packs(), code.packs());
    }
}

// --- what a code does not tell -----------------------------------------------------------------

/// Answers whatever comes, but skips and swaps what it is told to.
fn careful(
    link: &str,
    seed: u64,
    form: Vec<Place>,
    skip: &[&str],
    swap: &[(&str, &str)],
) -> Attempt {
    let pack = pack();
    let (practice, _) = Practice::parse(link);
    let mut s = Session::start(Start {
        id: id("1b4e28ba-2fa1-4d3b-883f-0016d3cca427"),
        token: 7,
        practice,
        seed: Seed(seed),
        asks_certainty: false,
        form,
        now: NOW,
    })
    .expect("the form is not empty");
    for _ in 0..100 {
        let Some(at) = s.place().cloned() else { break };
        let name = at.name.scenario.as_str();
        let scenario = pack.scenario(&at.name.scenario).expect("in the pack");
        let other = swap.iter().find(|(leaving, _)| *leaving == name);
        let event = match other {
            Some((_, other)) => Event::Swap(place(other)),
            None if skip.contains(&name) => Event::Skip,
            None => onward(&s, scenario, name.len()),
        };
        let result = s.apply(&event, Some(scenario), NOW + 60_000);
        result.unwrap_or_else(|why| panic!("{event:?}: {why}"));
    }
    s.attempt(NOW + 60_000).expect("something is answered")
}

#[test]
fn what_was_skipped_swapped_or_avoided_leaves_no_trace_in_a_code() {
    let form = |names: &[&str]| names.iter().map(|name| place(name)).collect::<Vec<_>>();
    let wanted = ["ride-home", "panel-shift", "split-panel"];
    let plain = careful("", 1, form(&wanted), &[], &[]);
    let expected = code_of(&plain, &small_shelf(), "Dana").to_string();

    let skipping = [
        "late-call",
        "ride-home",
        "soup",
        "panel-shift",
        "split-panel",
    ];
    let links = [
        "",
        "n=5&pack=golden",
        "m=golden/late-call,golden/ride-home,golden/soup&seed=2a",
        "cat=I,VIII&timer=20",
    ];
    let mut others = Vec::new();
    for (seed, link) in links.iter().enumerate() {
        let skipped = careful(
            link,
            seed as u64,
            form(&skipping),
            &["late-call", "soup"],
            &[],
        );
        others.push(("skipped", skipped));
        let swaps = [("late-call", "ride-home"), ("soup", "split-panel")];
        let swapped = form(&["late-call", "panel-shift", "soup"]);
        others.push(("swapped", careful(link, seed as u64, swapped, &[], &swaps)));
        let both = form(&["soup", "split-panel", "late-call", "panel-shift"]);
        others.push((
            "both",
            careful(link, seed as u64, both, &["soup"], &swaps[..1]),
        ));
    }

    // A draw of their own, by learners who avoid something, by those who don't and skip it.
    let edition = Edition::of(&pack());
    let candidates = Candidate::of_pack(&id("golden"), edition, &entries(&pack()));
    let (practice, _) = Practice::parse("n=4");
    let mut learner = Learner::default();
    learner.avoided.insert(Topic::Suicide);
    for seed in 0..4 {
        let avoiding = plan::own_form(&practice, Seed(seed), &candidates, &learner);
        let unafraid = plan::own_form(&practice, Seed(seed), &candidates, &Learner::default());
        assert_ne!(avoiding, unafraid);
        others.push(("avoided", careful("n=4", seed, avoiding, &[], &[])));
        others.push((
            "not avoided",
            careful("n=4", seed, unafraid, &["late-call"], &[]),
        ));
    }
    for (what, attempt) in &others {
        let code = code_of(attempt, &small_shelf(), "Dana").to_string();
        assert_eq!(code, expected, "{what}, seed {}", attempt.seed);
    }
    // The test would notice another answer.
    let other = careful("", 1, form(&wanted[..2]), &[], &[]);
    assert_ne!(
        code_of(&other, &small_shelf(), "Dana").to_string(),
        expected
    );
}

// --- packs -------------------------------------------------------------------------------------

#[test]
fn a_code_whose_edition_is_not_at_hand_still_says_what_it_can() {
    let (one, two) = (pack_of("one", 3), pack_of("two", 3));
    let both = shelf_of(&[one.clone(), two.clone()]);
    let answer = |n| at(n, chosen(PLAIN, 0, 0));
    let answers = [(&one, vec![answer(0), answer(2)]), (&two, vec![answer(1)])];
    let code = code_of(&attempt_of(PLAIN, &answers), &both, "");
    assert_eq!((code.answers(), code.finished()), (3, 29_383_333));

    let opened = code
        .open(&shelf_of(std::slice::from_ref(&one)))
        .expect("of the pack");
    assert_eq!(opened.attempt.moments.len(), 2);
    let missing = Missing {
        pack: id("two"),
        edition: Edition::of(&two),
        answers: 1,
    };
    assert_eq!(opened.missing, [missing]);

    let other_edition = pack_of("two", 4);
    let opened = code
        .open(&shelf_of(&[other_edition]))
        .expect("nothing of it is there");
    assert_eq!(opened.attempt.moments, []);
    assert_eq!(opened.missing.len(), 2);
}

#[test]
fn an_attempt_that_its_packs_do_not_bear_out_is_not_written() {
    let attempt = played("", false, vec![place("late-call")], &[0]).expect("answered");
    let of = |attempt: &Attempt, shelf: &Shelf| Code::of(attempt, shelf, None);
    assert!(of(&attempt, &small_shelf()).is_ok());
    let edition = Edition::of(&pack());
    let nowhere = of(&attempt, &Shelf::default());
    assert_eq!(nowhere, Err(WriteError::NotAtHand(id("golden"), edition)));

    let mut empty = attempt.clone();
    empty.moments.clear();
    assert_eq!(of(&empty, &small_shelf()), Err(WriteError::Empty));

    let not_of_pack = WriteError::NotOfPack(id("golden/late-call"));
    let spoilt: [fn(&mut Attempt); 6] = [
        |a| a.moments[0].steps[0].step = id("elsewhere"),
        |a| a.moments[0].steps[0].choice.best = Some(id("nothing")),
        |a| a.moments[0].steps[0].choice.best = None,
        |a| a.moments[0].steps[0].competency = None,
        |a| a.moments[0].steps.clear(),
        |a| a.moments.push(a.moments[0].clone()),
    ];
    for (n, spoil) in spoilt.iter().enumerate() {
        let mut attempt = attempt.clone();
        spoil(&mut attempt);
        assert_eq!(
            of(&attempt, &small_shelf()),
            Err(not_of_pack.clone()),
            "case {n}"
        );
    }
}

#[test]
fn a_code_that_would_be_too_long_is_not_written() {
    let stories: Vec<Pack> = (0..40)
        .map(|n| story_pack(&format!("story-{n}"), 29))
        .collect();
    let path = || vec![chosen(PLAIN, 0, 0); 29];
    let answers: Vec<_> = stories
        .iter()
        .map(|pack| (pack, vec![story_at(0, path())]))
        .collect();
    let shelf = shelf_of(&stories);
    let all = Code::of(&attempt_of(PLAIN, &answers), &shelf, None);
    assert_eq!(all, Err(WriteError::TooLong));
    let some = code_of(&attempt_of(PLAIN, &answers[..20]), &shelf, "");
    assert_eq!(Code::parse(&some.to_string()), Ok(some));
}

// --- labels ------------------------------------------------------------------------------------

#[test]
fn a_label_is_short_and_has_nothing_hidden() {
    let label = |text: &str| text.parse::<Label>().map(|label| label.to_string());
    assert_eq!(
        label("  Team 2 · Zoë 🪴 "),
        Ok("Team 2 · Zoë 🪴".to_owned())
    );
    assert_eq!(label(&"é".repeat(24)), Ok("é".repeat(24)));
    assert_eq!(label(&"é".repeat(25)), Err(LabelError::TooLong));
    assert_eq!(label(" \t\u{a0}"), Err(LabelError::Empty));
    for hidden in ["a\nb", "a\tb", "a\u{202e}b", "a\u{feff}b", "a\0b"] {
        assert_eq!(label(hidden), Err(LabelError::Hidden), "{hidden:?}");
    }
}

// --- lengths -----------------------------------------------------------------------------------

/// Answers spread over packs of 60 moments each, with ids of 14 characters.
fn spread_over(packs: &[Pack], count: usize, asked: Asked) -> Vec<(&Pack, Vec<CodedMoment>)> {
    let mut answers: Vec<_> = packs.iter().map(|pack| (pack, Vec::new())).collect();
    let each = count.div_ceil(packs.len());
    for n in 0..count {
        let ordinal = (n / packs.len()) * (60 / each);
        let step = chosen(asked, (n % 4) as u8, (n / 2 % 4) as u8);
        answers[n % packs.len()].1.push(at(ordinal, step));
    }
    answers.retain(|(_, moments)| !moments.is_empty());
    answers
}

#[test]
fn a_code_is_short_enough_for_a_link() {
    const LABEL: &str = "Dana, Tuesday evening, 2";
    let twelve: Vec<Pack> = (10..22)
        .map(|n| pack_of(&format!("everyday-no-{n}"), 60))
        .collect();
    let shelf = shelf_of(&twelve);
    println!(
        "characters of a code, unlabelled / with a label of {} bytes",
        LABEL.len()
    );
    println!(
        "{:<22}{:>6}{:>14}{:>14}{:>14}{:>14}",
        "format", "packs", 5, 10, 20, 40
    );
    for format in Format::ALL {
        for sure in [false, true] {
            let asked = Asked {
                mode: Mode::Check,
                format,
                sure,
            };
            for packs in [1, 12] {
                let sure = if sure { " + certainty" } else { "" };
                print!("{:<22}{packs:>6}", format!("{}{sure}", format.slug()));
                for count in [5, 10, 20, 40] {
                    let answers = spread_over(&twelve[..packs], count, asked);
                    let attempt = attempt_of(asked, &answers);
                    let plain = code_of(&attempt, &shelf, "").to_string().len();
                    let labelled = code_of(&attempt, &shelf, LABEL).to_string().len();
                    print!("{:>14}", format!("{plain} / {labelled}"));
                    let most = [(5, 120), (10, 120), (20, 250), (40, 250)];
                    let most = most
                        .into_iter()
                        .find(|(n, _)| *n == count)
                        .expect("in the list")
                        .1;
                    let further = 28 * (answers.len() - 1);
                    assert!(
                        plain <= most + further,
                        "{asked:?}, {packs} packs, {count} moments: {plain}"
                    );
                    assert!((labelled - plain) as f64 <= 1.4 * LABEL.len() as f64 + 1.0);
                }
                println!();
            }
        }
    }
    for steps in [1, 5, 10, 29] {
        let story = story_pack("soup-for-forty", 29);
        let of = |sure| {
            let asked = Asked { sure, ..PLAIN };
            let path = vec![chosen(asked, 1, 1); steps];
            let attempt = attempt_of(asked, &[(&story, vec![story_at(0, path)])]);
            code_of(&attempt, &shelf_of(std::slice::from_ref(&story)), "")
                .to_string()
                .len()
        };
        println!(
            "a story of {steps:>2} steps: {}, with certainty {}",
            of(false),
            of(true)
        );
        assert!(of(true) <= 70 + 3 * steps);
    }
}

#[test]
fn even_a_large_pack_with_many_options_has_short_codes() {
    let eight = |turn: usize| {
        let mut step = step("start", turn);
        let rest = step["responses"].as_array_mut().expect("a list");
        for n in 4..8 {
            rest.push(json!({ "id": format!("r{n}"), "text": "…", "fit": 1 }));
        }
        step
    };
    let scenario =
        |n: usize| json!({ "id": format!("m{n}"), "title": "Made", "steps": [eight(n)] });
    let pack = pack_with("everyday", (0..500).map(scenario).collect());
    let shelf = shelf_of(std::slice::from_ref(&pack));
    let asked = Asked {
        mode: Mode::Check,
        format: Format::Rate,
        sure: true,
    };
    let mut eight = chosen(asked, 0, 0);
    eight.choice = CodedChoice::Rate(vec![3, 2, 1, 0, 0, 1, 2, 3]);
    for (count, most) in [(10, 120), (40, 280)] {
        let answers = (0..count)
            .map(|n| at(n * (500 / count), eight.clone()))
            .collect();
        let length = code_of(&attempt_of(asked, &[(&pack, answers)]), &shelf, "")
            .to_string()
            .len();
        println!("{count} of 500 moments, eight responses rated, certainty: {length}");
        assert!(length <= most, "{count}: {length}");
    }
}

#[test]
fn every_version_before_and_behind_is_refused() {
    let pack = pack_of("one", 1);
    let attempt = attempt_of(PLAIN, &[(&pack, vec![at(0, chosen(PLAIN, 0, 0))])]);
    let code = code_of(&attempt, &shelf_of(std::slice::from_ref(&pack)), "").to_string();
    let body = code.strip_prefix("1.").expect("the version");
    let read = |version: &str| Code::parse(&format!("{version}.{body}")).map(|_| ());
    assert_eq!(read("1"), Ok(()));
    assert_eq!(read("0"), Err(CodeError::Changed));
    assert_eq!(read("2"), Err(CodeError::Newer(2)));
    assert_eq!(read("9999"), Err(CodeError::Newer(9999)));
    assert_eq!(read("10000"), Err(CodeError::None));
    assert_eq!(read(""), Err(CodeError::None));
}
