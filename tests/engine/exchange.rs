//! What comes in from other programs, and what is told of it. The texts in
//! `tests/fixtures/exchange` have the shapes that real exports have; beside each lies its report.

use alongside::engine::exchange::loss::Report;
use alongside::engine::exchange::{self, Format, Imported};

/// A fixture: its name, its text, what it is, and the report of what became of it.
macro_rules! fixtures {
    ($($name:literal is $format:ident),* $(,)?) => {
        [$((
            $name,
            include_str!(concat!("../fixtures/exchange/", $name)),
            Format::$format,
            include_str!(concat!("../fixtures/exchange/", $name, ".report")),
        )),*]
    };
}

pub const FIXTURES: [(&str, &str, Format, &str); 12] = fixtures![
    "weights.gift" is Gift,
    "escapes.gift" is Gift,
    "kinds.gift" is Gift,
    "broken.gift" is Gift,
    "class.aiken.txt" is Aiken,
    "broken.aiken.txt" is Aiken,
    "bank.xml" is MoodleXml,
    "pictures.xml" is MoodleXml,
    "multi.xml" is MoodleXml,
    "kinds.xml" is MoodleXml,
    "excel.csv" is Sheet,
    "pasted.tsv" is Sheet,
];

/// A report as lines, and below them the drafts as packs.
fn written(imported: &Imported) -> String {
    let mut lines = report(&imported.report);
    for draft in &imported.drafts {
        lines.push(String::new());
        lines.push(draft.to_text().trim_end().to_owned());
    }
    lines.join("\n") + "\n"
}

fn report(report: &Report) -> Vec<String> {
    report
        .losses
        .iter()
        .map(|loss| {
            let (fate, at) = (loss.fate(), &loss.at);
            let mut line = format!("{}: {fate:?} {:?}, {:?}", at.line, loss.what, loss.why);
            for (name, text) in [("said", &loss.said), ("in", &at.title)] {
                if !text.is_empty() {
                    line.push_str(&format!("; {name} “{text}”"));
                }
            }
            line
        })
        .collect()
}

fn import(text: &str) -> Imported {
    exchange::import(text.as_bytes()).unwrap_or_else(|why| panic!("{why}: {text}"))
}

#[test]
fn nothing_is_dropped_unsaid() {
    let mut wrong = Vec::new();
    for (name, text, format, expected) in FIXTURES {
        let imported = import(text);
        assert_eq!(imported.format, format, "{name}");
        let found = written(&imported);
        if found != expected {
            wrong.push(format!("--- {name}\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_id_that_can_not_stay_is_told_with_what_it_is_now() {
    let step = |id: &str| {
        format!(
            r#"{{"id": "{id}", "story": [], "responses": [{{"id": "a", "text": "x"}}, {{"id": "a", "text": "y"}}]}}"#
        )
    };
    let pack = format!(
        r#"{{"format": 1, "id": "p", "scenarios": [
            {{"id": "late", "title": "Late", "steps": [{}]}},
            {{"id": "late", "title": "Later", "steps": [{}, {}]}},
            {{"title": "Last", "steps": []}}]}}"#,
        step("start"),
        step("The Door"),
        step("end"),
    );
    let sheet = "kind,moment,id,text\nmoment,late,,Late\nresponse,,a,x\nresponse,,a,y\nmoment,late,,Later\n";
    for (text, expected) in [
        (
            pack.as_str(),
            vec![
                "1: Changed Id, Renamed { now: \"a-2\" }; said “a”; in “Late”",
                "2: Changed Id, Renamed { now: \"late-2\" }; said “late”; in “Later”",
                "2: Changed Id, Renamed { now: \"the-door\" }; said “The Door”; in “Later”",
                "2: Changed Id, Renamed { now: \"a-2\" }; said “a”; in “Later”",
                "2: Changed Id, Renamed { now: \"a-2\" }; said “a”; in “Later”",
            ],
        ),
        (
            sheet,
            vec![
                "2: Changed Id, Renamed { now: \"a-2\" }; said “a”; in “Late”",
                "5: Changed Id, Renamed { now: \"late-2\" }; said “late”; in “Later”",
            ],
        ),
    ] {
        let told = report(&import(text).report);
        let told: Vec<&String> = told.iter().filter(|one| one.contains(" Id, ")).collect();
        assert_eq!(told, expected, "{text}");
    }
}

#[test]
fn line_breaks_of_other_systems_are_line_breaks() {
    for (name, text, format, expected) in FIXTURES {
        if format == Format::MoodleXml {
            continue;
        }
        let windows = text.replace("\r\n", "\n").replace('\n', "\r\n");
        assert_eq!(written(&import(&windows)), expected, "{name}");
    }
}
