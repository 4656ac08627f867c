//! Writes packs as GIFT, for `gift.mjs` beside it to hold to a reader that others wrote: a line of
//! JSON for each, with the text and with what has to be found in it. The packs that ship, and made
//! ones in which every short row of signs that mean something in GIFT stands in every place.

use std::fs;
use std::path::Path;

use alongside::engine::draft::{
    self, CompetencyOption, Draft, DraftScenario, DraftStep, Line, Response,
};
use alongside::engine::exchange::gift::{GiftWords, write};
use alongside::engine::framework::Framework;
use alongside::engine::pack::Credit;
use serde_json::json;

/// What means something in GIFT, in patterns of its readers, or in JavaScript's.
const SIGNS: [&str; 22] = [
    "~",
    "=",
    "#",
    "{",
    "}",
    ":",
    "\\",
    "\n",
    "%",
    "[",
    "]",
    "->",
    "//",
    "::",
    "####",
    "n",
    "T",
    " ",
    "[html]",
    "%50%",
    "$CATEGORY:",
    "é\u{1f642}",
];

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let framework = root.join("scenarios/frameworks/samhsa-peer-2015.json");
    let framework = Framework::read(&text(&framework))
        .thing
        .expect("a framework");
    let folder = root.join("scenarios/packs");
    for entry in fs::read_dir(folder).expect("the packs") {
        let path = entry.expect("an entry").path();
        if path.is_file() {
            let draft = draft::read(&text(&path)).thing.expect("a draft");
            tell(&draft, Some(&framework));
        }
    }
    tell(&made(), None);
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("a text")
}

fn tell(draft: &Draft, framework: Option<&Framework>) {
    let words = GiftWords {
        competency: "Which {competency} is = to ~ this?",
        framework,
    };
    let (gift, _) = write(draft, &words);
    // By JSON of the pack, so that what is expected is not what the writer says.
    let pack: serde_json::Value = serde_json::from_str(&draft.to_text()).expect("JSON");
    println!(
        "{}",
        json!({ "pack": pack, "gift": gift, "asked": words.competency })
    );
}

/// A pack with each row of up to three signs as title, story, response, reason and takeaway.
fn made() -> Draft {
    let mut scenarios = Vec::new();
    let mut rows: Vec<String> = vec![String::new()];
    for _ in 0..3 {
        rows = rows
            .iter()
            .flat_map(|row| SIGNS.map(|sign| format!("{row}{sign}")))
            .collect();
        scenarios.extend(rows.iter().enumerate().map(|(at, row)| scenario(at, row)));
    }
    Draft {
        title: "Made // of $ signs".to_owned(),
        scenarios,
        ..Draft::default()
    }
}

fn scenario(at: usize, row: &str) -> DraftScenario {
    let response = |text: String, fit: u8| Response {
        text,
        fit: Some(fit),
        why: row.to_owned(),
        ..Response::default()
    };
    let option = |id: &str, credit| CompetencyOption {
        id: id.to_owned(),
        credit: Some(credit),
        why: row.to_owned(),
    };
    DraftScenario {
        title: row.to_owned(),
        // In front of a word, behind it, and alone.
        steps: vec![DraftStep {
            story: vec![Line {
                words: row.to_owned(),
                ..Line::default()
            }],
            competency: vec![option("I.1", Credit::Full), option("I.2", Credit::None)],
            responses: vec![
                response(format!("{row}right"), 3),
                response(format!("half{row}"), 2),
                response(row.to_owned(), if at.is_multiple_of(2) { 0 } else { 3 }),
                response(format!("wrong {row} wrong"), 1),
            ],
            ..DraftStep::default()
        }],
        takeaway: row.to_owned(),
        ..DraftScenario::default()
    }
}
