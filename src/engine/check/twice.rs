//! The same response or story twice, in a pack or across packs: most often a copy that was meant
//! to be changed. Case, spaces and punctuation make no difference.

use std::collections::{BTreeMap, BTreeSet};

use super::Finding;
use super::text::{self, Part};
use crate::engine::id::{MomentName, PackId};
use crate::engine::pack::{Pack, Scenario};
use crate::engine::problem::Problem;

/// A text stands somewhere else, too.
pub const DUPLICATE_TEXT: &str = "duplicate-text";

/// Where a text stands.
struct Place {
    pack: usize,
    scenario: usize,
    at: String,
    part: Part,
}

/// The name of a pack's scenario.
pub(super) fn name(pack: &Pack, scenario: &Scenario) -> MomentName {
    MomentName {
        pack: pack.id().clone(),
        scenario: scenario.id.clone(),
    }
}

/// All places of each text.
fn places(packs: &[&Pack]) -> BTreeMap<(bool, String), Vec<Place>> {
    let mut places: BTreeMap<(bool, String), Vec<Place>> = BTreeMap::new();
    for (p, pack) in packs.iter().enumerate() {
        for (s, scenario) in pack.scenarios().iter().enumerate() {
            let mut add = |at: String, text: &str, part| {
                let key = (part == Part::Story, text::words(text).join(" "));
                let place = Place {
                    pack: p,
                    scenario: s,
                    at,
                    part,
                };
                places.entry(key).or_default().push(place);
            };
            for (index, step) in scenario.steps.iter().enumerate() {
                let at = format!("/scenarios/{s}/steps/{index}");
                let told: Vec<&str> = step.story.iter().map(|block| block.words()).collect();
                add(format!("{at}/story"), &told.join(" "), Part::Story);
                for (r, response) in step.responses.iter().enumerate() {
                    add(
                        format!("{at}/responses/{r}/text"),
                        &response.text,
                        Part::Response,
                    );
                }
            }
        }
    }
    places.retain(|_, places| places.len() > 1);
    places
}

/// The scenarios that share a text with another or within themselves.
pub(super) fn scenarios(packs: &[&Pack]) -> BTreeSet<MomentName> {
    let places = places(packs).into_values().flatten();
    let named = places.filter_map(|place| {
        let pack = packs.get(place.pack)?;
        Some(name(pack, pack.scenarios().get(place.scenario)?))
    });
    named.collect()
}

/// Texts that stand twice in one pack; said of every place but the first.
pub(super) fn within(pack: &Pack) -> Vec<Finding> {
    let mut found = Vec::new();
    for places in places(&[pack]).into_values() {
        let mut places = places.into_iter();
        let Some(first) = places.next() else {
            continue;
        };
        for place in places {
            let what = what(place.part);
            let sentence = format!(
                "This {what} also stands at {}. Write one of the two anew.",
                first.at
            );
            found.push(Finding {
                scenario: Some(place.scenario),
                problem: Problem::warning(DUPLICATE_TEXT, &place.at, sentence),
            });
        }
    }
    found
}

/// Texts that stand in two packs; said of every pack but the first, unless its scenario is let off.
pub(super) fn across(packs: &[&Pack]) -> Vec<(Option<PackId>, Problem)> {
    let mut found = Vec::new();
    for places in places(packs).into_values() {
        let Some(first) = places.first() else {
            continue;
        };
        let there = packs[first.pack].id();
        for place in places.iter().filter(|place| place.pack != first.pack) {
            let pack = packs[place.pack];
            let scenario = &pack.scenarios()[place.scenario];
            if scenario
                .allow
                .iter()
                .any(|allow| allow.check == DUPLICATE_TEXT)
            {
                continue;
            }
            let what = what(place.part);
            let sentence = format!(
                "This {what} also stands in the pack {there}, at {}. Write one of the two anew.",
                first.at
            );
            let problem = Problem::warning(DUPLICATE_TEXT, &place.at, sentence);
            found.push((Some(pack.id().clone()), problem));
        }
    }
    found
}

fn what(part: Part) -> &'static str {
    if part == Part::Story {
        "story"
    } else {
        "response"
    }
}
