//! A pack on the desk: edits, taking them back, and every problem beside what it is about.

use alongside::engine::draft::{
    self, Checked, Draft, Edit, Field, Graph, List, MAX_UNDO, Name, New, Place, Spot, Studio, Way,
};
use alongside::engine::framework::Framework;
use proptest::prelude::*;

use super::hostile::{cases, mutated};
use super::support::{PACK, framework};

fn small() -> Draft {
    draft::read(PACK).thing.expect("a draft")
}

fn desk() -> Studio {
    Studio::new(small(), false)
}

fn set(spot: Spot, name: Name, text: &str) -> Edit {
    Edit::Set(spot.field(name), text.to_owned())
}

fn get(studio: &Studio, field: Field) -> String {
    studio.draft().get(field).expect("the field is there")
}

fn check(draft: &Draft) -> Checked {
    static FRAMEWORK: std::sync::LazyLock<Framework> = std::sync::LazyLock::new(framework);
    Checked::of(draft, &[&FRAMEWORK])
}

/// The places of the problems of one check, after some edits of the small pack.
fn places(check_name: &str, edits: &[Edit]) -> Vec<Place> {
    let mut draft = small();
    for edit in edits {
        assert!(draft.apply(edit.clone(), false).is_some(), "{edit:?}");
    }
    let found = check(&draft).problems.into_iter();
    found
        .filter(|(_, problem)| problem.check == check_name)
        .map(|(place, _)| place)
        .collect()
}

#[test]
fn a_field_says_what_it_was_set_to_and_nothing_else_changes() {
    let step = Spot::Step(0, 0);
    let fields = [
        (Spot::Pack, Name::Title, "Another name"),
        (Spot::Pack, Name::Authors, "Ada\nBo"),
        (Spot::Pack, Name::KeyStatus, "panel"),
        (Spot::Moment(1), Name::Topics, "suicide\neating"),
        (Spot::Moment(1), Name::Policy, "Ask."),
        (Spot::Line(0, 0, 1), Name::Who, ""),
        (Spot::Line(0, 0, 0), Name::Voice, "true"),
        (Spot::Option(0, 0, 1), Name::Credit, "0"),
        (Spot::Option(0, 0, 1), Name::Id, "II.2"),
        (Spot::Response(0, 0, 2), Name::Fit, ""),
        (Spot::Response(1, 1, 2), Name::Unsafe, ""),
        (Spot::Response(1, 1, 0), Name::Next, "shut"),
        (step, Name::Outcome, "So it goes."),
    ];
    for (spot, name, text) in fields {
        let mut studio = desk();
        assert_eq!(studio.apply(set(spot, name, text)), Some(spot), "{name:?}");
        assert_eq!(get(&studio, spot.field(name)), text);
        assert_ne!(*studio.draft(), small());
        assert_eq!(studio.undo(), Some(spot));
        assert_eq!(*studio.draft(), small());
        // The same once more changes nothing.
        let same = get(&studio, spot.field(name));
        assert_eq!(studio.apply(set(spot, name, &same)), None);
    }
    // What is not there can't be set.
    for (spot, name) in [
        (Spot::Moment(2), Name::Title),
        (Spot::Pack, Name::Fit),
        (Spot::Line(0, 0, 9), Name::Words),
        (Spot::Step(0, 1), Name::Id),
    ] {
        assert_eq!(desk().apply(set(spot, name, "x")), None);
    }
}

#[test]
fn things_are_added_doubled_moved_and_removed() {
    let mut draft = small();
    let mut go = |edit: Edit| draft.apply(edit, false);
    assert_eq!(go(Edit::Add(New::Allow(0))), Some(Spot::Allow(0, 0)));
    assert_eq!(go(Edit::Add(New::Allow(0))), Some(Spot::Allow(0, 1)));
    assert_eq!(go(Edit::Remove(Spot::Allow(0, 0))), Some(Spot::Allow(0, 0)));
    assert_eq!(go(Edit::Remove(Spot::Allow(0, 0))), Some(Spot::Moment(0)));
    assert_eq!(go(Edit::Add(New::Moment)), Some(Spot::Moment(2)));
    assert_eq!(go(Edit::Add(New::Story)), Some(Spot::Moment(3)));
    assert_eq!(go(Edit::Add(New::Moment)), Some(Spot::Moment(4)));
    assert_eq!(go(Edit::Add(New::Line(0, 0))), Some(Spot::Line(0, 0, 2)));
    assert_eq!(
        go(Edit::Add(New::Option(0, 0))),
        Some(Spot::Option(0, 0, 3))
    );
    assert_eq!(
        go(Edit::Add(New::Response(0, 0))),
        Some(Spot::Response(0, 0, 3))
    );
    assert_eq!(go(Edit::Add(New::Decision(1))), Some(Spot::Step(1, 3)));
    assert_eq!(go(Edit::Add(New::Ending(1))), Some(Spot::Step(1, 4)));
    assert_eq!(go(Edit::Duplicate(Spot::Moment(0))), Some(Spot::Moment(1)));
    assert_eq!(
        go(Edit::Duplicate(Spot::Response(0, 0, 0))),
        Some(Spot::Response(0, 0, 1))
    );
    assert_eq!(
        go(Edit::Move(Spot::Moment(0), Way::Down)),
        Some(Spot::Moment(1))
    );
    assert_eq!(go(Edit::Move(Spot::Moment(0), Way::Up)), None);
    assert_eq!(go(Edit::Move(Spot::Moment(5), Way::Down)), None);
    assert_eq!(go(Edit::Remove(Spot::Moment(5))), Some(Spot::Moment(4)));
    assert_eq!(
        go(Edit::Remove(Spot::Line(2, 0, 0))),
        Some(Spot::Line(2, 0, 0))
    );
    assert_eq!(
        go(Edit::Remove(Spot::Line(2, 0, 0))),
        Some(Spot::Step(2, 0))
    );
    assert_eq!(go(Edit::Remove(Spot::Line(2, 0, 0))), None);
    assert_eq!(go(Edit::Remove(Spot::Pack)), None);
    let ids: Vec<&str> = draft.scenarios.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["kettle-2", "kettle", "walk", "moment", "story"]);
    let responses = draft.scenarios[1].steps[0].responses.iter();
    let ids: Vec<&str> = responses.map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["tell", "tell-2", "group", "time", "r4"]);
}

#[test]
fn links_follow_a_step_that_is_renamed() {
    let mut studio = desk();
    let shut = Spot::Step(1, 2);
    studio.apply(set(shut, Name::Id, "The Door, shut!"));
    assert_eq!(get(&studio, shut.field(Name::Id)), "the-door-shut");
    let next = Spot::Response(1, 0, 1).field(Name::Next);
    assert_eq!(get(&studio, next), "the-door-shut");
    // No two steps have one name, and none has no name.
    studio.apply(set(shut, Name::Id, "porch"));
    assert_eq!(get(&studio, shut.field(Name::Id)), "porch-2");
    assert_eq!(get(&studio, next), "porch-2");
    assert_eq!(studio.apply(set(shut, Name::Id, " ")), None);
    studio.undo();
    studio.undo();
    assert_eq!(*studio.draft(), small());
}

#[test]
fn what_comes_without_ids_gets_some_and_its_links_follow() {
    let mut draft = small();
    assert_eq!(draft.mend_ids(), []);
    assert_eq!(draft, small());
    let walk = &mut draft.scenarios[1];
    walk.id = "kettle".to_owned();
    for (step, id) in walk.steps.iter_mut().zip(["door", "The Porch!", "door"]) {
        step.id = id.to_owned();
    }
    walk.steps[0].responses[0].next = "The Porch!".to_owned();
    walk.steps[0].responses[1].next = "door".to_owned();
    for response in &mut walk.steps[1].responses {
        response.id = String::new();
    }
    let mended = draft.mend_ids().into_iter();
    let mended: Vec<(Spot, String, String)> = mended.map(|m| (m.spot, m.was, m.now)).collect();
    // What had none has lost none.
    let told = [
        (Spot::Moment(1), "kettle", "kettle-2"),
        (Spot::Step(1, 1), "The Porch!", "the-porch"),
        (Spot::Step(1, 2), "door", "door-2"),
    ];
    assert_eq!(
        mended,
        told.map(|(spot, was, now)| (spot, was.to_owned(), now.to_owned()))
    );
    let walk = &draft.scenarios[1];
    assert_eq!(walk.id, "kettle-2");
    let ids: Vec<&str> = walk.steps.iter().map(|step| step.id.as_str()).collect();
    assert_eq!(ids, ["door", "the-porch", "door-2"]);
    assert_eq!(walk.steps[0].responses[0].next, "the-porch");
    assert_eq!(walk.steps[0].responses[1].next, "door");
    let ids: Vec<&str> = walk.steps[1]
        .responses
        .iter()
        .map(|r| r.id.as_str())
        .collect();
    assert_eq!(ids, ["r", "r-2", "r-3"]);
}

#[test]
fn ids_follow_titles_until_the_draft_has_left_the_desk() {
    let mut studio = Studio::new(Draft::begun("en", "samhsa-peer-2015"), true);
    studio.apply(Edit::Add(New::Moment));
    studio.apply(Edit::Add(New::Moment));
    for moment in [0, 1] {
        studio.apply(set(Spot::Moment(moment), Name::Title, "The late"));
        studio.apply(set(Spot::Moment(moment), Name::Title, "The late call"));
    }
    studio.apply(set(Spot::Pack, Name::Title, "Nights"));
    let id = |studio: &Studio, spot: Spot| get(studio, spot.field(Name::Id));
    assert_eq!(id(&studio, Spot::Pack), "nights");
    assert_eq!(id(&studio, Spot::Moment(0)), "late-call");
    assert_eq!(id(&studio, Spot::Moment(1)), "late-call-2");
    // One that was chosen stays.
    studio.apply(set(Spot::Moment(1), Name::Id, "phone"));
    studio.apply(set(Spot::Moment(1), Name::Title, "The early call"));
    assert_eq!(id(&studio, Spot::Moment(1)), "phone");
    studio.settle();
    studio.apply(set(Spot::Moment(0), Name::Title, "The early call"));
    studio.apply(set(Spot::Pack, Name::Title, "Days"));
    assert_eq!(id(&studio, Spot::Moment(0)), "late-call");
    assert_eq!(id(&studio, Spot::Pack), "nights");
}

#[test]
fn what_is_typed_in_one_field_is_taken_back_at_once_sentence_by_sentence() {
    let mut studio = desk();
    let takeaway = Spot::Moment(0).field(Name::Takeaway);
    let mut text = String::new();
    for c in "Ask first. Then listen".chars() {
        text.push(c);
        studio.apply(Edit::Set(takeaway, text.clone()));
    }
    studio.undo();
    assert_eq!(get(&studio, takeaway), "Ask first.");
    studio.undo();
    assert_eq!(*studio.draft(), small());
    assert!(!studio.can_undo() && studio.can_redo());
    studio.redo();
    studio.redo();
    assert_eq!(get(&studio, takeaway), "Ask first. Then listen");
    // Another field, or another sitting, is another change.
    studio.apply(Edit::Set(takeaway, "A".to_owned()));
    studio.seal();
    studio.apply(Edit::Set(takeaway, "Ab".to_owned()));
    studio.undo();
    assert_eq!(get(&studio, takeaway), "A");
    // What was typed and taken out by hand is no change, and what follows is one.
    let mut studio = desk();
    studio.apply(Edit::Add(New::Moment));
    let before = studio.draft().clone();
    let title = Spot::Moment(2).field(Name::Title);
    for text in ["N", "", "M", "Ma"] {
        studio.apply(Edit::Set(title, text.to_owned()));
    }
    studio.undo();
    assert_eq!(*studio.draft(), before);
    studio.undo();
    assert_eq!(*studio.draft(), small());
}

#[test]
fn a_new_change_ends_what_could_be_done_again_and_there_is_an_end_to_taking_back() {
    let mut studio = desk();
    for n in 0..MAX_UNDO + 5 {
        studio.apply(Edit::Add(if n % 2 == 0 { New::Moment } else { New::Story }));
    }
    let mut count = 0;
    while studio.undo().is_some() {
        count += 1;
    }
    assert_eq!(count, MAX_UNDO);
    assert_eq!(studio.draft().scenarios.len(), 2 + 5);
    studio.redo();
    studio.apply(Edit::Remove(Spot::Moment(0)));
    assert!(!studio.can_redo());
}

#[test]
fn what_is_begun_asks_for_words_and_for_nothing_else() {
    let mut draft = Draft::begun("en", "samhsa-peer-2015");
    draft.apply(Edit::Add(New::Moment), true);
    draft.apply(Edit::Add(New::Story), true);
    let errors = check(&draft).problems.into_iter();
    for (place, problem) in errors.filter(|(_, problem)| problem.is_error()) {
        let Place::Field(field) = place else {
            panic!("{problem} is at {place:?}");
        };
        let asked = ["empty-text", "missing-field", "id"];
        assert!(asked.contains(&problem.check), "{problem}");
        assert_eq!(draft.get(field).as_deref(), Some(""), "{problem}");
    }
}

#[test]
fn every_problem_stands_at_what_it_is_about() {
    let moment = Spot::Moment(0);
    let step = Spot::Step(0, 0);
    let response = Spot::Response(0, 0, 1);
    let option = Spot::Option(0, 0, 1);
    let allow = Spot::Allow(0, 0);
    let table: Vec<(&str, Vec<Edit>, Place)> = vec![
        (
            "empty-text",
            vec![set(Spot::Pack, Name::Title, " ")],
            field(Spot::Pack, Name::Title),
        ),
        (
            "framework",
            vec![set(Spot::Pack, Name::Framework, "other")],
            field(Spot::Pack, Name::Framework),
        ),
        (
            "key-status",
            vec![set(Spot::Pack, Name::KeyStatus, "panel")],
            field(Spot::Pack, Name::KeyStatus),
        ),
        (
            "empty-text",
            vec![set(moment, Name::Title, "")],
            field(moment, Name::Title),
        ),
        (
            "topic",
            vec![set(moment, Name::Topics, "rain")],
            field(moment, Name::Topics),
        ),
        (
            "empty-text",
            vec![
                Edit::Add(New::Allow(0)),
                set(allow, Name::Check, "reading-grade"),
            ],
            field(allow, Name::Reason),
        ),
        (
            "needless-allow",
            vec![
                Edit::Add(New::Allow(0)),
                set(allow, Name::Check, "reading-grade"),
                set(allow, Name::Reason, "It is a letter."),
            ],
            Place::Spot(allow),
        ),
        (
            "unknown-check",
            vec![
                Edit::Add(New::Allow(0)),
                set(allow, Name::Check, "spelling"),
                set(allow, Name::Reason, "It is a letter."),
            ],
            field(allow, Name::Check),
        ),
        (
            "principle",
            vec![set(moment, Name::Principles, "rain")],
            field(moment, Name::Principles),
        ),
        (
            "empty-text",
            vec![set(Spot::Line(0, 0, 0), Name::Words, "")],
            field(Spot::Line(0, 0, 0), Name::Words),
        ),
        (
            "empty-text",
            vec![set(Spot::Line(0, 0, 1), Name::Words, "")],
            field(Spot::Line(0, 0, 1), Name::Words),
        ),
        (
            "id",
            vec![set(option, Name::Id, "")],
            field(option, Name::Id),
        ),
        (
            "competency",
            vec![set(option, Name::Id, "I.99")],
            field(option, Name::Id),
        ),
        (
            "duplicate-id",
            vec![set(option, Name::Id, "I.2")],
            field(option, Name::Id),
        ),
        (
            "missing-field",
            vec![set(option, Name::Credit, "")],
            field(option, Name::Credit),
        ),
        (
            "credit",
            vec![set(option, Name::Credit, "1")],
            Place::List(step, List::Options),
        ),
        (
            "missing-field",
            vec![set(response, Name::Fit, "")],
            field(response, Name::Fit),
        ),
        (
            "fit",
            vec![set(response, Name::Fit, "7")],
            field(response, Name::Fit),
        ),
        (
            "unsafe",
            vec![set(response, Name::Unsafe, "true")],
            field(response, Name::Unsafe),
        ),
        (
            "drift",
            vec![set(response, Name::Drift, "rain")],
            field(response, Name::Drift),
        ),
        (
            "next",
            vec![set(Spot::Response(1, 0, 0), Name::Next, "rain")],
            field(Spot::Response(1, 0, 0), Name::Next),
        ),
        (
            "unreachable",
            vec![set(Spot::Response(1, 0, 1), Name::Next, "")],
            Place::Spot(Spot::Step(1, 2)),
        ),
        (
            "count",
            vec![Edit::Remove(response), Edit::Remove(response)],
            Place::List(step, List::Responses),
        ),
        (
            "count",
            vec![Edit::Remove(Spot::Line(0, 0, 0)); 2],
            Place::List(step, List::Story),
        ),
        (
            "missing-field",
            vec![
                Edit::Remove(option),
                Edit::Remove(option),
                Edit::Remove(Spot::Option(0, 0, 0)),
            ],
            Place::List(step, List::Options),
        ),
        (
            "missing-field",
            vec![set(Spot::Step(1, 2), Name::Outcome, "")],
            field(Spot::Step(1, 2), Name::Outcome),
        ),
        (
            "missing-why",
            vec![set(response, Name::Why, "")],
            field(response, Name::Why),
        ),
        (
            "missing-why",
            vec![set(option, Name::Why, "")],
            field(option, Name::Why),
        ),
        (
            "fit-spread",
            vec![set(Spot::Response(0, 0, 0), Name::Fit, "2")],
            Place::List(step, List::Responses),
        ),
        (
            "word-count",
            vec![Edit::Remove(Spot::Line(0, 0, 0))],
            Place::List(step, List::Story),
        ),
        (
            "missing-topic",
            vec![set(moment, Name::Topics, "")],
            field(moment, Name::Topics),
        ),
        (
            "language",
            vec![set(
                Spot::Response(0, 0, 0),
                Name::Text,
                "He committed suicide?",
            )],
            field(Spot::Response(0, 0, 0), Name::Text),
        ),
    ];
    for (name, edits, place) in table {
        let found = places(name, &edits);
        assert!(found.contains(&place), "{name} {edits:?}: {found:?}");
    }
}

fn field(spot: Spot, name: Name) -> Place {
    Place::Field(spot.field(name))
}

#[test]
fn advice_on_what_is_ready_does_not_wait_for_the_rest() {
    let mut draft = small();
    draft.apply(Edit::Add(New::Moment), false);
    draft.apply(Edit::Move(Spot::Moment(2), Way::Up), false);
    draft.apply(set(Spot::Pack, Name::Title, ""), false);
    draft.apply(set(Spot::Response(2, 0, 1), Name::Why, ""), false);
    let checked = check(&draft);
    assert_eq!(checked.sound, 2);
    assert!(checked.figures.is_some() && !checked.is_usable());
    let why = Place::Field(Spot::Response(2, 0, 1).field(Name::Why));
    assert_eq!(checked.at(why).count(), 1);
    assert_eq!(checked.count(Some(0)), (0, 0));
    assert_eq!(checked.count(Some(2)), (0, 1));
    assert_eq!(checked.count(None).0, 1);
    assert!(checked.count(Some(1)).0 > 5);
    let good = check(&small());
    assert!(good.is_usable());
    assert_eq!(good.count(Some(0)), (0, 0));
}

#[test]
fn a_story_is_drawn_row_by_row() {
    let mut draft = small();
    let graph = Graph::of(&draft.scenarios[1]);
    let rows: Vec<usize> = graph.nodes.iter().map(|node| node.row).collect();
    assert_eq!(rows, [0, 1, 1]);
    assert_eq!((graph.rows, graph.widest), (2, 2));
    assert_eq!(graph.nodes[2].place, 1);
    assert!(graph.nodes[2].is_ending && !graph.nodes[1].is_ending);
    let led: Vec<(usize, Option<usize>)> = graph.edges.iter().map(|e| (e.from, e.to)).collect();
    assert_eq!(
        led,
        [
            (0, Some(1)),
            (0, Some(2)),
            (1, None),
            (1, Some(0)),
            (1, None)
        ]
    );
    draft.apply(Edit::Add(New::Ending(1)), false);
    draft.apply(set(Spot::Response(1, 1, 0), Name::Next, "gone"), false);
    let graph = Graph::of(&draft.scenarios[1]);
    let last = graph.nodes[3];
    assert_eq!((last.row, last.is_reached, graph.rows), (2, false, 3));
    assert!(graph.edges[2].is_broken);
    assert_eq!(Graph::of(&Default::default()), Graph::default());
}

fn any_spot() -> impl Strategy<Value = Spot> {
    (0..6_usize, 0..4_usize, 0..4_usize, 0..4_usize).prop_map(|(kind, m, s, n)| match kind {
        0 => Spot::Pack,
        1 => Spot::Moment(m),
        2 => Spot::Step(m, s),
        3 => Spot::Line(m, s, n),
        4 => Spot::Option(m, s, n),
        _ => Spot::Response(m, s, n),
    })
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let name = prop::sample::select(Name::ALL.to_vec());
    let text = prop_oneof![
        "[a-z .\n]{0,6}",
        Just("3".to_owned()),
        Just("start".to_owned())
    ];
    let new = (0..7_usize, 0..4_usize, 0..3_usize).prop_map(|(kind, m, s)| match kind {
        0 => New::Moment,
        1 => New::Story,
        2 => New::Decision(m),
        3 => New::Ending(m),
        4 => New::Line(m, s),
        5 => New::Option(m, s),
        _ => New::Response(m, s),
    });
    prop_oneof![
        6 => (any_spot(), name, text).prop_map(|(spot, name, text)| set(spot, name, &text)),
        3 => new.prop_map(Edit::Add),
        1 => any_spot().prop_map(Edit::Duplicate),
        1 => any_spot().prop_map(Edit::Remove),
        1 => (any_spot(), any::<bool>()).prop_map(|(spot, is_up)| {
            Edit::Move(spot, if is_up { Way::Up } else { Way::Down })
        }),
        1 => Just(Edit::Take(small().scenarios)),
        1 => Just(Edit::Replace(Box::new(small()))),
    ]
}

proptest! {
    #![proptest_config(cases(200))]

    /// Whatever is done can be taken back step by step to where it began, and done again.
    #[test]
    fn everything_can_be_taken_back_and_done_again(
        edits in prop::collection::vec(any_edit(), 1..30),
        is_fresh in any::<bool>(),
    ) {
        let mut studio = Studio::new(small(), is_fresh);
        let mut count = 0;
        for edit in edits {
            let before = studio.draft().clone();
            let told = studio.apply(edit);
            prop_assert_eq!(told.is_some(), before != *studio.draft());
            count += usize::from(told.is_some());
        }
        let end = studio.draft().clone();
        let mut back = 0;
        while studio.undo().is_some() {
            back += 1;
        }
        prop_assert!(back <= count);
        prop_assert_eq!(studio.draft(), &small());
        while studio.redo().is_some() {}
        prop_assert_eq!(studio.draft(), &end);
    }

    /// Every error that the reader finds has a place in the draft, and none is lost.
    #[test]
    fn problems_have_a_place_that_is_there(value in mutated(PACK)) {
        if let Some(draft) = draft::read(&value.to_string()).thing {
            let checked = check(&draft);
            for (place, problem) in &checked.problems {
                let is_there = match place.spot() {
                    Spot::Pack => true,
                    Spot::Moment(m) => draft.moment(m).is_some(),
                    Spot::Allow(m, n) => draft.moment(m).is_some_and(|one| n < one.allow.len()),
                    spot => {
                        let (m, s) = spot.step().expect("a step");
                        draft.step(m, s).is_some_and(|step| match spot {
                            Spot::Line(.., n) => n < step.story.len(),
                            Spot::Option(.., n) => n < step.competency.len(),
                            Spot::Response(.., n) => n < step.responses.len(),
                            _ => true,
                        })
                    }
                };
                prop_assert!(is_there, "{} at {:?}", problem, place);
                if let Place::Field(field) = place {
                    prop_assert!(draft.get(*field).is_some(), "{}", problem);
                }
            }
            for scenario in &draft.scenarios {
                let graph = Graph::of(scenario);
                prop_assert_eq!(graph.nodes.len(), scenario.steps.len());
                prop_assert!(graph.nodes.iter().all(|node| node.row < graph.rows));
            }
        }
    }
}
