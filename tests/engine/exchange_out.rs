//! What is written for spreadsheets, other programs and paper, and read back.

use std::fs;
use std::path::Path;

use alongside::engine::csv;
use alongside::engine::draft::{self, Draft, DraftScenario, DraftStep, Line, Response};
use alongside::engine::exchange::loss::{Fate, What, Why};
use alongside::engine::exchange::{self, Format, GiftWords, Imported, gift, handout, sheet};
use alongside::engine::framework::Framework;
use alongside::engine::id::Seed;
use proptest::prelude::*;

use super::exchange_drafts::any_draft;
use super::support::cases;

const FRAMEWORK: &str = include_str!("../../scenarios/frameworks/samhsa-peer-2015.json");

fn framework() -> Framework {
    Framework::read(FRAMEWORK).thing.expect("a framework")
}

/// The packs that ship, as drafts.
fn shipped() -> Vec<Draft> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/packs");
    let entries = fs::read_dir(folder).expect("the packs");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .filter(|path| path.is_file())
        .map(|path| {
            let text = fs::read_to_string(path).expect("a pack");
            draft::read(&text).thing.expect("a draft")
        })
        .collect()
}

fn import(text: &str) -> Imported {
    exchange::import(text.as_bytes()).unwrap_or_else(|why| panic!("{why}: {text}"))
}

fn as_gift(draft: &Draft) -> String {
    let framework = framework();
    let words = GiftWords {
        competency: "Which competency does this call for?",
        framework: Some(&framework),
    };
    gift::write(draft, &words).0
}

/// A table as a spreadsheet saves it with another sign between the fields.
fn parted_by(text: &str, between: u8) -> String {
    let mut writer = ::csv::WriterBuilder::new();
    let mut writer = writer.delimiter(between).from_writer(Vec::new());
    let mut reader = ::csv::ReaderBuilder::new();
    let mut reader = reader
        .has_headers(false)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    for row in reader.records() {
        writer.write_record(&row.expect("a row")).expect("a row");
    }
    String::from_utf8(writer.into_inner().expect("a table")).expect("UTF-8")
}

#[test]
fn every_shipped_pack_comes_back_from_its_sheet() {
    let framework = framework();
    let packs = shipped();
    assert!(packs.len() > 20, "{}", packs.len());
    for draft in packs {
        for framework in [None, Some(&framework)] {
            let written = sheet::write(&draft, framework);
            for text in [
                parted_by(&written, b';'),
                parted_by(&written, b'\t'),
                written,
            ] {
                let imported = import(&text);
                assert_eq!(imported.format, Format::Sheet);
                let report = &imported.report;
                assert_eq!(report.count(Fate::Taken), draft.scenarios.len());
                assert_eq!(report.losses.len(), draft.scenarios.len(), "{report:?}");
                assert_eq!(imported.drafts, std::slice::from_ref(&draft));
            }
        }
    }
}

#[test]
fn a_sheet_reads_like_a_script() {
    let draft = shipped()
        .into_iter()
        .find(|d| d.id == "everyday")
        .expect("it");
    let text = sheet::write(&draft, Some(&framework()));
    let rows = csv::rows(&text);
    assert_eq!(rows[0], sheet::COLUMNS);
    let kinds: Vec<&str> = rows.iter().skip(1).map(|row| row[0].as_str()).collect();
    assert!(kinds.starts_with(&["pack", "lang", "version", "framework", "license", "author"]));
    let competency = rows.iter().find(|row| row[0] == "competency").expect("one");
    assert!(competency[5].contains(' '), "its label: {competency:?}");
    // One step needs no row of its own.
    assert!(!kinds.contains(&"step"));
}

#[test]
fn what_gift_knows_of_a_pack_comes_back_from_it() {
    for draft in shipped().into_iter().filter(|d| !d.scenarios[0].is_story()) {
        let imported = import(&as_gift(&draft));
        assert_eq!(imported.format, Format::Gift);
        let [back] = &imported.drafts[..] else {
            panic!("one pack");
        };
        assert_eq!(back.title, draft.title);
        let count = draft.scenarios.len();
        assert_eq!(imported.report.count(Fate::Taken), 2 * count);
        assert_eq!(
            imported.report.count(Fate::Dropped),
            0,
            "{:?}",
            imported.report
        );
        assert_eq!(back.scenarios.len(), count);
        for (before, after) in draft.scenarios.iter().zip(&back.scenarios) {
            assert_eq!(after.title, before.title);
            let (before_step, after_step) = (&before.steps[0], &after.steps[0]);
            assert_eq!(after_step.competency, before_step.competency);
            assert!(after.takeaway.starts_with(&before.takeaway));
            let known = |step: &DraftStep| -> Vec<(String, Option<u8>, String)> {
                let all = step.responses.iter();
                all.map(|r| (r.text.clone(), r.fit, r.why.clone()))
                    .collect()
            };
            assert_eq!(known(after_step), known(before_step));
        }
    }
}

#[test]
fn what_gift_does_not_know_is_told() {
    let story = shipped()
        .into_iter()
        .find(|d| d.id == "ten-past-six")
        .expect("it");
    let words = GiftWords {
        competency: "Which?",
        framework: None,
    };
    let (text, report) = gift::write(&story, &words);
    let told: Vec<(What, bool)> = report
        .losses
        .iter()
        .map(|loss| (loss.what, loss.fate() == Fate::Dropped))
        .collect();
    for wanted in [
        (What::About, true),
        (What::Story, false),
        (What::Step, true),
        (What::Setting, false),
        (What::Policy, false),
        (What::Reflection, false),
        (What::Principles, true),
        (What::Topics, true),
        (What::Slips, true),
        (What::Harm, true),
    ] {
        assert!(told.contains(&wanted), "{wanted:?} in {told:?}");
    }
    let endings = story.scenarios[0]
        .steps
        .iter()
        .filter(|s| s.responses.is_empty());
    let dropped = told.iter().filter(|t| **t == (What::Step, true));
    assert_eq!(dropped.count(), endings.count());
    assert!(text.contains("::Ten past six\\: "), "{text:.300}");
}

#[test]
fn gift_tells_of_what_can_not_be_asked() {
    let response = |text: &str, fit: Option<u8>| Response {
        text: text.to_owned(),
        fit,
        ..Response::default()
    };
    let why = |responses: Vec<Response>| {
        let step = DraftStep {
            story: vec![Line {
                words: "Somebody knocks.".to_owned(),
                ..Line::default()
            }],
            responses,
            ..DraftStep::default()
        };
        let scenario = DraftScenario {
            steps: vec![step],
            ..DraftScenario::default()
        };
        let draft = Draft {
            scenarios: vec![scenario],
            ..Draft::default()
        };
        let words = GiftWords {
            competency: "Which?",
            framework: None,
        };
        let (text, report) = gift::write(&draft, &words);
        let whys: Vec<Why> = report.losses.into_iter().map(|loss| loss.why).collect();
        (text, whys)
    };
    let (text, whys) = why(vec![response("a", Some(3)), response("b", Some(3))]);
    assert_eq!(
        (text.as_str(), &whys[..]),
        ("", &[Why::NothingToChoose][..])
    );
    let (_, whys) = why(vec![response("a", None), response("b", Some(0))]);
    assert_eq!(whys, [Why::NothingToChoose]);
    let (_, whys) = why(Vec::new());
    assert_eq!(whys, [Why::NothingToChoose]);
    let (text, whys) = why(vec![
        response("a", Some(2)),
        response("b", Some(1)),
        response(" ", None),
    ]);
    assert_eq!(text, "[plain]Somebody knocks. {\n=a\n~%50%b\n}\n\n");
    assert_eq!(
        whys,
        [Why::BestIsFull, Why::Empty, Why::AsQuestion { answers: 2 }]
    );
}

#[test]
fn paper_has_the_same_letters_on_both_sides_and_its_order_tells_nothing() {
    let packs = shipped();
    let mut first_is_best = 0;
    let mut count = 0;
    for draft in &packs {
        let sheets = handout::sheets(draft, Seed(7));
        assert_eq!(sheets, handout::sheets(draft, Seed(7)));
        assert_eq!(sheets.len(), draft.scenarios.len());
        for asked in sheets.iter().flat_map(|sheet| &sheet.steps) {
            let letters: String = asked.responses.iter().map(|c| c.letter).collect();
            assert!("ABCDEFGH".starts_with(&letters), "{letters}");
            let best = asked.best_first();
            assert!(best.is_sorted_by_key(|c| std::cmp::Reverse(c.response.fit)));
            for choice in &best {
                assert!(asked.responses.contains(choice));
                let leads = choice.next.is_some();
                assert_eq!(leads, !choice.response.next.is_empty());
            }
            if let [first, ..] = &asked.responses[..] {
                count += 1;
                first_is_best += usize::from(first.response.fit == best[0].response.fit);
            }
        }
    }
    assert!(
        (count / 5..count / 2).contains(&first_is_best),
        "{first_is_best} of {count}"
    );
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn any_draft_comes_back_from_its_sheet(mut draft in any_draft()) {
        // Whatever comes in has ids that can be used, so none without is ever written.
        draft.mend_ids();
        let written = sheet::write(&draft, Some(&framework()));
        let imported = import(&written);
        prop_assert_eq!(&imported.drafts[..], &[draft.clone()][..], "{}", written);
        prop_assert_eq!(imported.report.losses.len(), draft.scenarios.len());
        let imported = import(&parted_by(&written, b';'));
        prop_assert_eq!(&imported.drafts[..], &[draft][..]);
    }

    #[test]
    fn any_draft_that_gift_can_hold_comes_back_from_it(mut draft in any_draft()) {
        for scenario in &mut draft.scenarios {
            scenario.steps.truncate(1);
        }
        let words = GiftWords { competency: "Which?", framework: None };
        let (text, written) = gift::write(&draft, &words);
        let asked = |what: What| {
            let of = |l: &&_| matches!(l, alongside::engine::exchange::loss::Loss { why: Why::AsQuestion { .. }, .. });
            written.losses.iter().filter(of).filter(|l| l.what == what).count()
        };
        if asked(What::Question) == 0 {
            return Ok(());
        }
        let imported = exchange::import_as(text.as_bytes(), Format::Gift).expect("GIFT");
        for loss in &imported.report.losses {
            prop_assert!(loss.fate() != Fate::Dropped || loss.what == What::Tags, "{:?}\n{}", loss, text);
        }
        let back = &imported.drafts[0].scenarios;
        let taken = asked(What::Question);
        // Competencies whose ids are none are questions of their own.
        prop_assert!((taken..=taken + asked(What::Competency)).contains(&back.len()), "{}", text);
        let found: Vec<&str> = back.iter().flat_map(|s| &s.steps[0].responses).map(|r| r.text.as_str()).collect();
        for loss in written.losses.iter().filter(|l| l.what == What::Question) {
            if let Why::AsQuestion { .. } = loss.why {
                for response in &draft.scenarios[loss.at.line - 1].steps[0].responses {
                    let text = response.text.trim();
                    prop_assert!(text.is_empty() || found.contains(&text), "{:?} in {:?}", text, found);
                }
            }
        }
    }
}

#[test]
fn the_sheet_is_described_in_full_and_its_example_works() {
    let text = include_str!("../../scenarios/SHEET.md");
    let kinds = sheet::KINDS.map(|(name, _)| name);
    for name in sheet::COLUMNS.into_iter().chain(kinds) {
        assert!(text.contains(&format!("`{name}`")), "{name}");
    }
    let (_, example) = text.split_once("```csv\n").expect("an example");
    let (example, _) = example.split_once("```").expect("its end");
    let imported = import(example);
    assert_eq!(imported.report.losses.len(), 1, "{:?}", imported.report);
    let step = &imported.drafts[0].scenarios[0].steps[0];
    let counts = (
        step.story.len(),
        step.competency.len(),
        step.responses.len(),
    );
    assert_eq!(counts, (2, 2, 2));
}
