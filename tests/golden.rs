//! Golden vectors: what has left the machine stays as it is. They run on the host and in a browser.
//!
//! No test writes a fixture. `fixtures/golden/make.py` computes orders and editions independently
//! of the engine; the other files are frozen. A vector that fails means that links, saves or
//! results that people hold would be read otherwise: mend the code, or give the format a version.

use std::fmt::Debug;

use alongside::engine::attempt::Attempt;
use alongside::engine::bundle;
use alongside::engine::code::find::find_codes;
use alongside::engine::code::{Code, CodeError, CodedChoice, CodedMoment, CodedStep, OpenError};
use alongside::engine::cohort::Cohort;
use alongside::engine::cohort::file::{self, FileError, GroupFile};
use alongside::engine::diary::{Entry, Field};
use alongside::engine::edition::Edition;
use alongside::engine::export;
use alongside::engine::framework::Framework;
use alongside::engine::id::{MomentName, Seed};
use alongside::engine::keep::LastExport;
use alongside::engine::order;
use alongside::engine::pack::Pack;
use alongside::engine::plan::{self, Candidate};
use alongside::engine::practice::{Note, NoteKind, Practice};
use alongside::engine::read::read_pack;
use alongside::engine::record::Record;
use alongside::engine::save;
use alongside::engine::score::Certainty;
use alongside::engine::session::Session;
use alongside::engine::settings::Settings;
use alongside::engine::shelf::Shelf;
use serde_json::Value;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

const FRAMEWORK: &str = include_str!("fixtures/golden/framework.json");
const PACK: &str = include_str!("fixtures/golden/pack.json");
const ORDER: &str = include_str!("fixtures/golden/order.json");
const EDITION: &str = include_str!("fixtures/golden/edition.json");
const FORM: &str = include_str!("fixtures/golden/form.json");
const CODE: &str = include_str!("fixtures/golden/code.json");
const GROUP: &str = include_str!("fixtures/golden/group.json");
const LINKS: &str = include_str!("fixtures/golden/links.json");
const SAVE: &str = include_str!("fixtures/golden/save.json");
const EXPORT: &str = include_str!("fixtures/golden/export.json");
const EXPORT_WITH_PACKS: &str = include_str!("fixtures/golden/export-packs.json");

/// A test that runs on the host and in the browser.
macro_rules! golden {
    ($(#[doc = $doc:literal])* fn $name:ident() $body:block) => {
        $(#[doc = $doc])*
        #[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
        #[cfg_attr(not(target_arch = "wasm32"), test)]
        fn $name() $body
    };
}

golden! {
    /// Keys that Python computed with a ChaCha8 of its own.
    fn sort_keys() {
        let file = json(ORDER);
        let cases = list(&file["keys"]);
        assert!(cases.len() >= 40);
        for case in cases {
            let id = text(&case["id"]);
            let key = order::key(seed(&case["seed"]), id).to_string();
            assert_eq!(key, text(&case["key"]), "seed {}, id “{id}”", case["seed"]);
        }
    }
}

golden! {
    fn orders_of_moments() {
        let file = json(ORDER);
        for case in list(&file["things"]) {
            let ids = texts(&case["ids"]);
            let order = order::by_key(seed(&case["seed"]), ids, Clone::clone);
            assert_eq!(order, texts(&case["order"]), "seed {}", case["seed"]);
        }
    }
}

golden! {
    fn orders_of_options() {
        let pack = pack_of(&json(PACK));
        let cases = json(ORDER);
        let cases = list(&cases["options"]);
        assert!(cases.len() >= 70);
        for case in cases {
            let name = MomentName {
                pack: pack.id().clone(),
                scenario: parsed(text(&case["scenario"])),
            };
            let scenario = pack.scenario(&name.scenario).expect("the scenario is there");
            let step = scenario.step(&parsed(text(&case["step"]))).expect("the step is there");
            let seed = seed(&case["seed"]);
            let order: Vec<&str> = if text(&case["question"]) == "competency" {
                let question = step.competency.as_ref().expect("it is asked");
                let shown =
                    order::options(seed, &name, &step.id, &question.options, |o| o.id.as_str());
                shown.into_iter().map(|option| option.id.as_str()).collect()
            } else {
                let shown =
                    order::options(seed, &name, &step.id, &step.responses, |r| r.id.as_str());
                shown.into_iter().map(|response| response.id.as_str()).collect()
            };
            assert_eq!(order, texts(&case["order"]), "{case}");
        }
    }
}

golden! {
    fn editions() {
        let cases = json(EDITION);
        let pack = json(PACK);
        assert_eq!(edition(&pack), text(&cases["edition"]));
        assert_eq!(Edition::of(&read(PACK)).to_string(), text(&cases["edition"]));
        for case in list(&cases["same"]).iter().chain(list(&cases["other"])) {
            let changed = put(&pack, text(&case["at"]), &case["to"]);
            assert_eq!(edition(&changed), text(&case["edition"]), "{case}");
        }
    }
}

golden! {
    fn forms() {
        let file = json(FORM);
        let candidates: Vec<Candidate> = list(&file["candidates"]).iter().map(candidate).collect();
        let cases = list(&file["forms"]);
        assert!(!cases.is_empty());
        for case in cases {
            let (practice, notes) = Practice::parse(text(&case["link"]));
            assert_eq!(notes, [], "{case}");
            let seed = practice.seed.expect("each link of the fixture has a seed");
            let form = plan::form(&practice, seed, &candidates);
            let names: Vec<String> = form.iter().map(|place| place.name.to_string()).collect();
            assert_eq!(names, texts(&case["form"]), "{}", case["link"]);
        }
    }
}

golden! {
    fn links() {
        let file = json(LINKS);
        let cases = list(&file["links"]);
        assert!(!cases.is_empty());
        for case in cases {
            let (practice, notes) = Practice::parse(text(&case["link"]));
            assert_eq!(practice.to_string(), text(&case["canonical"]), "{}", case["link"]);
            let notes: Vec<String> = notes.iter().map(said).collect();
            assert_eq!(notes, texts(&case["notes"]), "{}", case["link"]);
        }
    }
}

golden! {
    fn saves() {
        let file = json(SAVE);
        let sessions = texts(&file["sessions"]);
        assert!(!sessions.is_empty());
        for envelope in &sessions {
            let session: Session = again(envelope);
            assert!(session.is_sound(), "{envelope}");
        }
        let attempt: Attempt = again(text(&file["attempt"]));
        assert!(attempt.is_sound());
        assert_eq!(attempt.moments.len(), 4);
        // Written since moments know their principles and sessions what was swapped.
        let session: Session = again(text(&file["swapped_session"]));
        assert!(session.is_sound());
        let attempt: Attempt = again(text(&file["attempt_with_principles"]));
        assert!(attempt.is_sound());
        assert_eq!(attempt.moments[0].principles.len(), 2);
        assert_eq!(attempt.moments[1].steps[0].slips().len(), 2);
        let entry: Entry = again(text(&file["entry"]));
        assert!(entry.is_sound());
        assert_eq!((entry.earlier.len(), entry.now.words.get(Field::Did)), (1, "I waited."));
        let entry: Entry = again(text(&file["bare_entry"]));
        assert!(entry.is_sound());
        let last: LastExport = again(text(&file["last_export"]));
        assert!(last.is_dismissed);
        // Of before words could come that it does not have.
        assert_eq!((last.minute, last.diary), (29_550_800, 29_550_800));
        let last: LastExport = again(text(&file["last_export_with_words_of_elsewhere"]));
        assert_eq!((last.minute, last.diary), (29_550_800, 29_550_000));
        let settings: Settings = again(text(&file["settings"]));
        assert!(!settings.marks);
        let settings: Settings = again(text(&file["settings_with_marks"]));
        assert!(settings.sure && settings.marks);
        // An early save without any field still reads as the defaults.
        let bare = save::decode::<Settings>(text(&file["bare_settings"]));
        assert_eq!(bare.map(|saved| saved.value), Ok(Settings::default()));
    }
}

golden! {
    fn bundles() {
        let file = json(SAVE);
        let envelope = text(&file["bundle"]);
        let data = save::decode_text(envelope).expect("version 1 is read");
        let attempts = bundle::read(&data).expect("it is whole");
        let singly: Vec<Attempt> = ["attempt", "attempt_with_principles"]
            .map(|name| again(text(&file[name])))
            .into();
        assert_eq!(attempts, singly);
        assert_eq!(save::encode_text(&bundle::write(&attempts), 1), envelope);
    }
}

golden! {
    fn exports() {
        let export = export::read(EXPORT).expect("version 1 is read");
        assert_eq!((export.attempts.len(), export.diary.len(), export.drafts.len()), (2, 2, 1));
        assert!(export.settings.is_some());
        assert_eq!(export.drafts[0].text, "{\"format\":1, \"any\": [1.5, \"thing\"]}\n");
        assert_eq!(export::write(&export), EXPORT);
        let export = export::read(EXPORT_WITH_PACKS).expect("version 1 is read");
        let pack = &export.packs[0];
        assert_eq!((pack.id.as_str(), pack.edition.to_string().as_str()), ("night-shift", "51ae3581a161765e"));
        assert!(pack.guest.text.contains("“on call”"));
        assert_eq!(export::write(&export), EXPORT_WITH_PACKS);
    }
}

golden! {
    /// Codes that Python wrote, and the figures that it marked.
    fn result_codes() {
        let file = json(CODE);
        let cases = list(&file["codes"]);
        assert!(cases.len() >= 6);
        for case in cases {
            let written = text(&case["code"]);
            let code = Code::parse(written).unwrap_or_else(|why| panic!("{written}: {why}"));
            assert_eq!(code.to_string(), written);
            assert_eq!(code.mode().slug(), text(&case["mode"]), "{written}");
            assert_eq!(code.format().slug(), text(&case["format"]), "{written}");
            assert_eq!(u64::from(code.token()), number(&case["token"]), "{written}");
            assert_eq!(u64::from(code.finished()), number(&case["finished"]), "{written}");
            assert_eq!(u64::from(code.seconds()), number(&case["seconds"]), "{written}");
            assert_eq!(code.label().map(|label| label.as_str()), case["label"].as_str(), "{written}");
            assert_eq!(code.packs().len(), list(&case["packs"]).len(), "{written}");
            for (pack, expected) in code.packs().iter().zip(list(&case["packs"])) {
                assert_eq!(pack.id().as_str(), text(&expected["id"]));
                assert_eq!(pack.edition().to_string(), text(&expected["edition"]));
                let moments: Vec<CodedMoment> = list(&expected["moments"]).iter().map(coded).collect();
                assert_eq!(pack.moments(), moments, "{written}");
            }
            let attempt = code.open(&shelf()).expect("the choices are of the pack").attempt;
            let figures = attempt.figures();
            assert_credit(figures.competency, &case["figures"]["competency"], written);
            assert_credit(figures.response, &case["figures"]["response"], written);
            let label = code.label().cloned();
            let again = Code::of(&attempt, &shelf(), label).expect("it was a code before");
            assert_eq!(again, code, "{written}");
        }
    }
}

golden! {
    fn result_codes_that_are_refused() {
        let file = json(CODE);
        for case in list(&file["unsound"]) {
            assert_eq!(Code::parse(text(&case["code"])), Err(CodeError::Unsound), "{}", case["why"]);
        }
        for case in list(&file["foreign"]) {
            let code = Code::parse(text(&case["code"])).expect("it is whole");
            let opened = code.open(&shelf());
            assert_eq!(opened, Err(OpenError::NotOfPack(parsed("golden"))), "{}", case["why"]);
        }
        let newer: Vec<CodeError> = [2, 17].map(CodeError::Newer).into();
        let found: Vec<CodeError> = texts(&file["newer"])
            .iter()
            .map(|code| Code::parse(code).expect_err("it is newer"))
            .collect();
        assert_eq!(found, newer);
    }
}

golden! {
    /// A group that was saved, as it is opened again: the codes of [`result_codes`], and who counts.
    fn groups() {
        let group = json(GROUP);
        let codes = texts(&group["codes"]);
        let mut written = GroupFile::default();
        let mut cohort = Cohort::new(shelf(), |label| label.to_lowercase());
        for code in &codes {
            let code = Code::parse(code).unwrap_or_else(|why| panic!("{code}: {why}"));
            written.add(&code);
            cohort.add(&code);
        }
        assert_eq!(written.text(), text(&group["file"]));

        let others = texts(&group["as_others_save_it"]);
        for saved in [text(&group["file"]).to_owned()].iter().chain(&others) {
            let body = file::contents(saved).expect("version 1 is read");
            let found = find_codes(body).map(|found| found.code.expect("as it was").to_string());
            assert_eq!(found.collect::<Vec<_>>(), codes, "{saved:?}");
        }
        for newer in list(&group["newer"]) {
            let version = u32::try_from(number(&newer["version"])).expect("it is small");
            let read = file::contents(text(&newer["file"]));
            assert_eq!(read, Err(FileError::Newer(version)));
        }

        let report = cohort.report(cohort.scope());
        // Of the codes of one attempt the first counts, under the label that another came with.
        assert_eq!(u64::from(report.who.duplicates), number(&group["duplicates"]));
        assert_eq!(u64::from(report.who.other_format), number(&group["other_format"]));
        let counted = list(&group["counted"]);
        assert_eq!(report.people.len(), counted.len());
        for (place, expected) in report.people.iter().zip(counted) {
            let person = cohort.person(*place).expect("it counts");
            assert_eq!(person.label, expected["label"].as_str());
            assert_eq!(u64::from(person.finished), number(&expected["finished"]));
            assert_eq!(u64::from(person.seconds), number(&expected["seconds"]));
            let figures = &expected["figures"];
            assert_credit(person.figures.competency, &figures["competency"], "competency");
            assert_credit(person.figures.response, &figures["response"], "response");
        }
    }
}

/// Decodes an envelope and expects that encoding gives the same text.
fn again<T: Record + Debug>(envelope: &str) -> T {
    let saved = save::decode::<T>(envelope).expect("version 1 is read");
    assert_eq!(save::encode(&saved.value, saved.rev), envelope);
    saved.value
}

/// The small pack under its edition.
fn shelf() -> Shelf {
    let pack = read(PACK);
    let mut shelf = Shelf::default();
    shelf.put(Edition::of(&pack), pack.into());
    shelf
}

fn coded(value: &Value) -> CodedMoment {
    let small = |value: &Value| -> Option<u8> { value.as_u64()?.try_into().ok() };
    let sure = |value: &Value| Some(Certainty::ALL[usize::from(small(value)?) - 1]);
    let choice = |step: &Value| match (small(&step["best"]), small(&step["worst"])) {
        (Some(best), None) => CodedChoice::Best(best),
        (Some(best), Some(worst)) => CodedChoice::BestWorst(best, worst),
        _ => CodedChoice::Rate(list(&step["ratings"]).iter().filter_map(small).collect()),
    };
    let step = |step: &Value| CodedStep {
        competency: small(&step["competency"]),
        competency_sure: sure(&step["competency_sure"]),
        choice: choice(step),
        sure: sure(&step["sure"]),
    };
    CodedMoment {
        ordinal: u16::try_from(number(&value["ordinal"])).expect("it is small"),
        is_story: value["story"].as_bool().expect("yes or no"),
        steps: list(&value["steps"]).iter().map(step).collect(),
    }
}

#[track_caller]
fn assert_credit(found: Option<f64>, expected: &Value, of: &str) {
    match (found, expected.as_f64()) {
        // A credit is kept in millionths.
        (Some(found), Some(expected)) => assert!((found - expected).abs() < 1e-6, "{of}: {found}"),
        (found, expected) => assert_eq!(found, expected, "{of}"),
    }
}

fn candidate(value: &Value) -> Candidate {
    Candidate {
        name: parsed(text(&value["name"])),
        edition: parsed("0123456789abcdef"),
        competency: value["competency"].as_str().map(parsed),
        topics: Vec::new(),
        is_story: value["story"].as_bool().unwrap_or(false),
    }
}

/// A note on a link, in a line.
fn said(note: &Note) -> String {
    let why = match note.why {
        NoteKind::UnknownKey => "unknown",
        NoteKind::BadValue => "bad",
        NoteKind::Repeated => "repeated",
    };
    format!("{}={}: {why}", note.key, note.value)
}

/// The pack with another value at a JSON pointer; a null takes the field out.
fn put(pack: &Value, pointer: &str, to: &Value) -> Value {
    let mut pack = pack.clone();
    let (parent, field) = pointer.rsplit_once('/').expect("a pointer has a slash");
    let object = pack.pointer_mut(parent).and_then(Value::as_object_mut);
    let object = object.expect("what the pointer leads to is there");
    if to.is_null() {
        object.remove(field);
    } else {
        object.insert(field.to_owned(), to.clone());
    }
    pack
}

fn edition(pack: &Value) -> String {
    Edition::of(&pack_of(pack)).to_string()
}

fn pack_of(value: &Value) -> Pack {
    read(&value.to_string())
}

fn read(pack: &str) -> Pack {
    let framework = Framework::read(FRAMEWORK)
        .thing
        .expect("the framework is good");
    let reading = read_pack(pack, &[&framework]);
    let problems = reading.problems;
    reading
        .thing
        .unwrap_or_else(|| panic!("the pack is good, and not: {problems:?}"))
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("the fixture is JSON")
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn number(value: &Value) -> u64 {
    value.as_u64().expect("a whole number")
}

fn texts(value: &Value) -> Vec<String> {
    list(value).iter().map(|one| text(one).to_owned()).collect()
}

fn seed(value: &Value) -> Seed {
    parsed(text(value))
}

fn parsed<T: std::str::FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().expect("the fixture's ids are good")
}
