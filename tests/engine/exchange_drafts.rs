//! Drafts to try things with, as wild as drafts can be.

use alongside::engine::draft::{CompetencyOption, Draft, DraftScenario, DraftStep, Line, Response};
use alongside::engine::pack::{Allow, Credit};
use proptest::prelude::*;

/// A text that says something, with what matters in any of the formats.
fn words() -> impl Strategy<Value = String> {
    let text = prop_oneof![
        "[a-c~=#{}:;,%\\\\\"'<>&|@+*_\\-\\[\\]/.$n \t\n]{1,12}",
        "[^\\p{C}]{1,8}",
        Just("%50%x".to_owned()),
        Just("=1+1".to_owned()),
        Just("<b>&amp;</b>".to_owned()),
    ];
    text.prop_filter("it says something", |text| !text.trim().is_empty())
}

fn any_words() -> impl Strategy<Value = String> {
    prop_oneof![1 => Just(String::new()), 4 => words()]
}

fn slug() -> impl Strategy<Value = String> {
    "[a-d]{1,2}"
}

fn any_line() -> impl Strategy<Value = Line> {
    (any_words(), any_words(), any::<bool>()).prop_map(|(who, words, voice)| Line {
        who,
        words,
        voice,
    })
}

fn any_response() -> impl Strategy<Value = Response> {
    let flags = (any::<bool>(), any::<bool>());
    let fit = prop::option::of(0_u8..=3);
    (
        slug(),
        any_words(),
        fit,
        any_words(),
        "|[a-d]",
        "|[a-d]",
        flags,
    )
        .prop_map(
            |(id, text, fit, why, drift, next, (is_unsafe, voice))| Response {
                id,
                text,
                fit,
                why,
                drift,
                is_unsafe,
                next,
                voice,
            },
        )
}

fn any_option() -> impl Strategy<Value = CompetencyOption> {
    let credit = prop::sample::select(vec![
        None,
        Some(Credit::None),
        Some(Credit::Half),
        Some(Credit::Full),
    ]);
    (
        prop_oneof![slug(), Just("I.2".to_owned())],
        credit,
        any_words(),
    )
        .prop_map(|(id, credit, why)| CompetencyOption { id, credit, why })
}

fn any_step() -> impl Strategy<Value = DraftStep> {
    (
        slug(),
        prop::collection::vec(any_line(), 0..3),
        prop::collection::vec(any_option(), 0..3),
        prop::collection::vec(any_response(), 0..4),
        any_words(),
    )
        .prop_map(|(id, story, competency, responses, outcome)| DraftStep {
            id,
            story,
            competency,
            responses,
            outcome,
            panel: None,
        })
}

fn any_scenario() -> impl Strategy<Value = DraftScenario> {
    (
        (slug(), any_words(), any_words()),
        (
            prop::collection::vec(slug(), 0..3),
            any_words(),
            any_words(),
            any_words(),
        ),
        prop::collection::vec(any_step(), 0..3),
        prop::collection::vec((slug(), any_words()), 0..2),
        prop::collection::vec(any_words(), 0..2),
    )
        .prop_map(
            |(
                (id, title, setting),
                (topics, policy_dependent, takeaway, reflect),
                steps,
                allow,
                sources,
            )| {
                DraftScenario {
                    id,
                    title,
                    setting,
                    principles: topics.clone(),
                    topics,
                    policy_dependent,
                    steps,
                    takeaway,
                    reflect,
                    sources,
                    allow: allow
                        .into_iter()
                        .map(|(check, reason)| Allow { check, reason })
                        .collect(),
                }
            },
        )
}

/// A draft that may have every fault but ids that are missing, which reading makes up.
pub fn any_draft() -> impl Strategy<Value = Draft> {
    (
        (slug(), any_words(), any_words(), any_words()),
        (
            slug(),
            any_words(),
            prop::collection::vec(any_words(), 0..2),
        ),
        prop::collection::vec(any_scenario(), 0..4),
    )
        .prop_map(
            |((id, title, lang, version), (key_status, key_note, authors), scenarios)| Draft {
                id,
                title,
                lang,
                version,
                key_status,
                key_note,
                authors,
                scenarios,
                ..Draft::default()
            },
        )
}
