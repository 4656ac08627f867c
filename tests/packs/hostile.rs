//! Whatever a file holds, the checks come to an end and say where it is amiss.

use std::fmt::Debug;

use alongside::engine::check::report::{IndexWanted, Report, Wanted};
use alongside::engine::check::site::{Kind, Site, SourceFile};
use alongside::engine::check::{self};
use alongside::engine::read::{read_pack, read_pack_quietly};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use serde_json::{Map, Value};

use super::support::*;

/// Properties are tried on the same cases each time, and leave no file behind.
pub(super) fn cases(count: u32) -> Config {
    Config {
        cases: count,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(0x0c4e_c4ed),
        ..Config::default()
    }
}

/// Any JSON, with fields that packs have among its own.
pub(super) fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (0u64..4).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        prop::sample::select(vec!["a", "I.2", "suicide", "start", "?", " ", "rescuing"])
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 64, 8, |inner| {
        let known = prop::sample::select(FIELDS.to_vec()).prop_map(str::to_owned);
        let field = prop_oneof![4 => known, 1 => any::<String>()];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            prop::collection::vec((field, inner), 0..8)
                .prop_map(|fields| Value::Object(fields.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

const FIELDS: [&str; 26] = [
    "format",
    "id",
    "title",
    "lang",
    "framework",
    "key",
    "status",
    "scenarios",
    "steps",
    "story",
    "text",
    "who",
    "says",
    "voice",
    "competency",
    "options",
    "credit",
    "why",
    "responses",
    "fit",
    "next",
    "outcome",
    "panel",
    "groups",
    "allow",
    "topics",
];

/// A good file, with some of its values replaced by others or taken out.
pub(super) fn mutated(file: &'static str) -> impl Strategy<Value = Value> {
    let change = (any::<prop::sample::Index>(), prop::option::of(any_json()));
    prop::collection::vec(change, 1..5).prop_map(|changes| {
        let mut value: Value = serde_json::from_str(file).expect("the file is JSON");
        for (index, new) in changes {
            let places = places(&value);
            let Some(place) = places.get(index.index(places.len().max(1))) else {
                break;
            };
            match new {
                Some(new) => set(&mut value, place, new),
                None => remove(&mut value, place),
            }
        }
        value
    })
}

/// The pointers of everything in the document but itself.
fn places(value: &Value) -> Vec<String> {
    let mut places = Vec::new();
    let mut open = vec![(String::new(), value)];
    while let Some((at, value)) = open.pop() {
        let children: Vec<(String, &Value)> = match value {
            Value::Object(map) => map
                .iter()
                .map(|(field, value)| {
                    let field = field.replace('~', "~0").replace('/', "~1");
                    (format!("{at}/{field}"), value)
                })
                .collect(),
            Value::Array(items) => {
                let items = items.iter().enumerate();
                items
                    .map(|(index, value)| (format!("{at}/{index}"), value))
                    .collect()
            }
            _ => Vec::new(),
        };
        // Fields with a slash in their name can't be set by the helpers; none of the pack's has.
        let plain = children
            .iter()
            .map(|(at, _)| at.clone())
            .filter(|at| !at.contains('~'));
        places.extend(plain);
        open.extend(children.into_iter().filter(|(at, _)| !at.contains('~')));
    }
    places
}

/// Every check there is, on a document that may be anything.
fn survives(value: &Value) -> Result<(), TestCaseError> {
    let framework = framework();
    let reading = read_pack(&value.to_string(), &[&framework]);
    // Who says nothing comes to the same.
    prop_assert_eq!(
        &read_pack_quietly(&value.to_string(), &[&framework]),
        &reading.thing
    );
    let mut problems = reading.problems;
    prop_assert_eq!(
        reading.thing.is_none(),
        problems.iter().any(|p| p.is_error())
    );
    if let Some(pack) = &reading.thing {
        problems.extend(check::quality(pack, &framework));
        let together = check::library(&[pack, pack], &framework);
        problems.extend(together.problems.into_iter().map(|(_, problem)| problem));
        prop_assert!(!together.figures.to_string().is_empty());
    }
    for problem in problems {
        prop_assert!(
            resolves(value, &problem.pointer),
            "{} in {}",
            problem,
            value
        );
        let said = problem.sentence.trim();
        prop_assert!(
            said.ends_with(['.', '…']) && said.contains(' '),
            "{}",
            problem
        );
    }
    Ok(())
}

/// A site with that text in the place of each of its files.
fn site_survives(text: &str) {
    let kinds = [
        Kind::Framework,
        Kind::Guide,
        Kind::Pack,
        Kind::Past,
        Kind::Index,
    ];
    for kind in kinds.into_iter().chain([Kind::of_text(text)]) {
        let file = |kind, path: &str, text: &str| SourceFile {
            kind,
            path: path.to_owned(),
            text: text.to_owned(),
        };
        let files = vec![
            file(
                Kind::Framework,
                "frameworks/samhsa-peer-2015.json",
                FRAMEWORK,
            ),
            file(kind, "packs/past/odd.json", text),
        ];
        let wanted = Wanted {
            coverage: true,
            index: IndexWanted::Required,
        };
        let site = Site::read(files);
        let report = Report::of(&site, wanted);
        fn printable(thing: &impl Debug) -> bool {
            !format!("{thing:?}").is_empty()
        }
        assert!(printable(&report) && printable(&site.index()));
    }
}

proptest! {
    #![proptest_config(cases(250))]

    #[test]
    fn any_json_is_survived(value in any_json()) {
        survives(&value)?;
    }

    #[test]
    fn any_change_of_a_good_pack_is_survived(value in mutated(PACK)) {
        survives(&value)?;
    }

    #[test]
    fn any_text_is_survived(text in any::<String>(), cut in any::<prop::sample::Index>()) {
        let framework = framework();
        let reading = read_pack(&text, &[&framework]);
        prop_assert!(reading.thing.is_none() && !reading.problems.is_empty());
        let mut end = cut.index(PACK.len());
        while !PACK.is_char_boundary(end) {
            end -= 1;
        }
        prop_assert!(read_pack(&PACK[..end], &[&framework]).thing.is_none());
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn any_file_of_a_site_is_survived(value in prop_oneof![any_json(), mutated(PACK), mutated(GUIDE), mutated(FRAMEWORK)], text in any::<String>()) {
        site_survives(&value.to_string());
        site_survives(&text);
    }
}
