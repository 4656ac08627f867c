//! The folder as a whole: the index, past editions, guides.

use alongside::engine::check::report::{IndexWanted, Report, Wanted};
use alongside::engine::check::site::{INDEX_PATH, Kind, Site, SourceFile};
use alongside::engine::edition::Edition;
use alongside::engine::index::Index;
use alongside::engine::problem::Level;
use serde_json::{Value, json};

use super::support::*;

fn file(path: &str, text: impl Into<String>) -> SourceFile {
    SourceFile {
        kind: Kind::of_path(path).expect("a path of the site"),
        path: path.to_owned(),
        text: text.into(),
    }
}

/// A folder with the framework, its guide and the small pack.
fn folder() -> Vec<SourceFile> {
    vec![
        file("frameworks/samhsa-peer-2015.json", FRAMEWORK),
        file("frameworks/samhsa-peer-2015.guide.json", GUIDE),
        file("packs/minimal.json", PACK),
    ]
}

/// Writes the index as the program does: what is new takes the place of what was there.
fn write_index(files: &mut Vec<SourceFile>) {
    let site = Site::read(files.clone());
    let new: Vec<SourceFile> = site
        .new_copies()
        .into_iter()
        .chain(site.new_index())
        .collect();
    files.retain(|old| !new.iter().any(|new| new.path == old.path));
    files.extend(new);
}

fn index(files: &[SourceFile]) -> Index {
    let file = files
        .iter()
        .find(|f| f.path == INDEX_PATH)
        .expect("there is an index");
    Index::read(&file.text).expect("the index can be read")
}

/// The folder with its pack changed.
fn change(files: &mut [SourceFile], spoil: impl Fn(&mut Value)) {
    let pack = files
        .iter_mut()
        .find(|f| f.kind == Kind::Pack)
        .expect("there is a pack");
    let mut value: Value = serde_json::from_str(&pack.text).expect("JSON");
    spoil(&mut value);
    pack.text = value.to_string();
}

fn said(files: &[SourceFile], index: IndexWanted) -> Vec<(String, &'static str, Level)> {
    let wanted = Wanted {
        index,
        ..Wanted::default()
    };
    let report = Report::of(&Site::read(files.to_vec()), wanted);
    let problems = report.problems.into_iter();
    problems
        .map(|p| (p.file, p.problem.check, p.problem.level))
        .collect()
}

#[test]
fn what_a_file_is_shows_in_its_path_or_its_text() {
    let of_path = [
        ("frameworks/a.json", Some(Kind::Framework)),
        ("frameworks/a.guide.json", Some(Kind::Guide)),
        ("packs/a.json", Some(Kind::Pack)),
        ("packs/past/a.0123456789abcdef.json", Some(Kind::Past)),
        ("index.json", Some(Kind::Index)),
        ("schema.json", None),
        ("README.md", None),
        ("packs/other/a.json", None),
        ("packs/a.txt", None),
    ];
    for (path, kind) in of_path {
        assert_eq!(Kind::of_path(path), kind, "{path}");
    }
    let mut files = folder();
    write_index(&mut files);
    for file in files.iter().filter(|f| f.kind != Kind::Past) {
        assert_eq!(Kind::of_text(&file.text), file.kind, "{}", file.path);
    }
    assert_eq!(Kind::of_text("not JSON"), Kind::Pack);
}

#[test]
fn the_index_says_what_is_there_and_nothing_changes_it_twice() {
    let mut files = folder();
    assert_eq!(said(&files, IndexWanted::Ignored), []);
    write_index(&mut files);
    let index = index(&files);
    let edition = Edition::of(&pack(&good()));
    let [entry] = index.packs.as_slice() else {
        panic!("{index:?}");
    };
    assert_eq!(
        (entry.file.as_str(), entry.edition),
        ("packs/minimal.json", edition)
    );
    assert!(entry.past.is_empty());
    let ids: Vec<&str> = entry.scenarios.iter().map(|s| s.id.as_str()).collect();
    assert_eq!(ids, ["kettle", "walk"]);
    assert_eq!(
        (entry.scenarios[0].words, entry.scenarios[1].steps),
        (76, 3)
    );
    let [framework] = index.frameworks.as_slice() else {
        panic!("{index:?}");
    };
    assert_eq!(
        framework.guide.as_deref(),
        Some("frameworks/samhsa-peer-2015.guide.json")
    );
    assert_eq!(
        (
            framework.v.len(),
            framework.guide_v.as_ref().map(String::len)
        ),
        (8, Some(8))
    );

    assert_eq!(said(&files, IndexWanted::Required), []);
    let site = Site::read(files.clone());
    assert_eq!((site.new_index(), site.new_copies()), (None, vec![]));
    // The order of the files on the disk makes no difference.
    files.reverse();
    assert_eq!(Site::read(files).new_index(), None);
}

#[test]
fn a_change_of_one_scenario_is_a_change_of_two_lines() {
    let mut files = folder();
    write_index(&mut files);
    let before = files
        .iter()
        .find(|f| f.path == INDEX_PATH)
        .expect("an index")
        .text
        .clone();
    change(&mut files, |v| {
        set(v, "/scenarios/0/title", json!("Another title"))
    });
    let after = Site::read(files).new_index().expect("it changed").text;
    let changed = before
        .lines()
        .zip(after.lines())
        .filter(|(a, b)| a != b)
        .count();
    assert_eq!(
        changed, 2,
        "the pack's line, for its edition, and the scenario's"
    );
    assert_eq!(before.lines().count(), after.lines().count());
    for id in ["kettle", "walk"] {
        let start = format!("{{\"id\":\"{id}\"");
        let own = after.lines().filter(|line| line.starts_with(&start));
        assert_eq!(own.count(), 1, "{id} has a line of its own");
    }
    assert!(serde_json::from_str::<Value>(&after).is_ok());
}

#[test]
fn an_index_that_is_not_up_to_date_is_said() {
    let mut files = folder();
    let missing = (INDEX_PATH.to_owned(), "index", Level::Error);
    assert!(said(&files, IndexWanted::Required).contains(&missing));
    let advised = (INDEX_PATH.to_owned(), "index", Level::Warning);
    assert!(said(&files, IndexWanted::Advised).contains(&advised));
    assert_eq!(said(&files, IndexWanted::Ignored), []);
    write_index(&mut files);
    change(&mut files, |v| set(v, "/title", json!("Another title")));
    assert!(said(&files, IndexWanted::Required).contains(&missing));
    // Without a copy it is up to date, but warned of.
    write_index(&mut files);
    files.retain(|f| f.kind != Kind::Past);
    write_index(&mut files);
    files.retain(|f| f.kind != Kind::Past);
    let not_kept = (INDEX_PATH.to_owned(), "not-kept", Level::Warning);
    assert_eq!(said(&files, IndexWanted::Required), [not_kept]);
}

#[test]
fn a_replaced_pack_stays_readable() {
    let mut files = folder();
    let first = Edition::of(&pack(&good()));
    write_index(&mut files);
    change(&mut files, |v| {
        set(v, "/scenarios/0/takeaway", json!("Something else."))
    });
    write_index(&mut files);
    let entry = index(&files).packs.remove(0);
    assert_ne!(entry.edition, first);
    let past: Vec<(Edition, &str)> = entry
        .past
        .iter()
        .map(|p| (p.edition, p.file.as_str()))
        .collect();
    let path = format!("packs/past/minimal.{first}.json");
    assert_eq!(past, [(first, path.as_str())]);
    let kept = files.iter().find(|f| f.path == path).expect("a copy");
    assert_eq!(kept.text, PACK, "byte for byte");
    assert_eq!(
        entry.find(Some(&first.to_string()[..6])),
        Some((first, path.as_str()))
    );

    // Put back in place, the first edition is the current one again and the second is past.
    let second = entry.edition;
    change(&mut files, |v| *v = good());
    write_index(&mut files);
    let entry = index(&files).packs.remove(0);
    assert_eq!(entry.edition, first);
    assert_eq!(
        entry.past.iter().map(|p| p.edition).collect::<Vec<_>>(),
        [second]
    );

    // What no learner reads makes no new edition and no new copy.
    let copies = files.iter().filter(|f| f.kind == Kind::Past).count();
    change(&mut files, |v| set(v, "/authors", json!(["Somebody else"])));
    write_index(&mut files);
    assert_eq!(
        files.iter().filter(|f| f.kind == Kind::Past).count(),
        copies
    );
    assert_eq!(said(&files, IndexWanted::Required), []);

    // A copy that was deleted is no longer listed.
    files.retain(|f| !f.path.contains(&second.to_string()));
    write_index(&mut files);
    assert!(index(&files).packs[0].past.is_empty());
}

#[test]
fn a_past_edition_that_was_changed_is_an_error() {
    let mut files = folder();
    write_index(&mut files);
    let copy = files
        .iter_mut()
        .find(|f| f.kind == Kind::Past)
        .expect("a copy");
    copy.text = copy.text.replace("The kettle", "The pot");
    let path = copy.path.clone();
    let problem = (path.clone(), "past-edition", Level::Error);
    assert!(said(&files, IndexWanted::Ignored).contains(&problem));
    // Its weaknesses are not: it was checked when it was current.
    let copy = files.iter_mut().find(|f| f.path == path).expect("a copy");
    let weak = spoiled(|v| remove(v, "/scenarios/0/steps/0/responses/0/why"));
    copy.text = weak.to_string();
    copy.path = format!("packs/past/minimal.{}.json", Edition::of(&pack(&weak)));
    write_index(&mut files);
    assert_eq!(said(&files, IndexWanted::Required), []);
}

#[test]
fn packs_with_moments_come_first_and_then_the_id_decides() {
    let named = |id: &str, keep: Option<usize>| {
        let mut value = good();
        set(&mut value, "/id", json!(id));
        if let Some(keep) = keep {
            let one = value["scenarios"][keep].clone();
            set(&mut value, "/scenarios", json!([one]));
        }
        file(&format!("packs/{id}.json"), value.to_string())
    };
    let mut files = vec![
        file("frameworks/samhsa-peer-2015.json", FRAMEWORK),
        named("a-story", Some(1)),
        named("b-both", None),
        named("z-moment", Some(0)),
    ];
    write_index(&mut files);
    let order: Vec<String> = index(&files)
        .packs
        .into_iter()
        .map(|p| p.id.to_string())
        .collect();
    assert_eq!(order, ["b-both", "z-moment", "a-story"]);
    // Their texts are the same, which is said of the later ones.
    let twice = said(&files, IndexWanted::Ignored);
    assert!(twice.iter().all(|(_, check, _)| *check == "duplicate-text"));
    assert!(!twice.is_empty() && twice.iter().all(|(path, ..)| path != "packs/a-story.json"));
}

#[test]
fn two_packs_of_one_id_are_an_error_and_a_file_has_its_packs_name() {
    let mut files = folder();
    files.push(file("packs/other.json", PACK));
    let problem = ("packs/other.json".to_owned(), "duplicate-id", Level::Error);
    assert!(said(&files, IndexWanted::Ignored).contains(&problem));
    let renamed = ("packs/other.json".to_owned(), "file-name", Level::Warning);
    assert!(said(&files, IndexWanted::Ignored).contains(&renamed));
    let mut files = folder();
    files.push(file("frameworks/z.json", FRAMEWORK));
    let problem = ("frameworks/z.json".to_owned(), "duplicate-id", Level::Error);
    assert!(said(&files, IndexWanted::Ignored).contains(&problem));
}

#[test]
fn a_guide_explains_every_part_of_its_framework() {
    let spoil = |change: &dyn Fn(&mut Value)| {
        let mut guide: Value = serde_json::from_str(GUIDE).expect("JSON");
        change(&mut guide);
        let mut files = folder();
        files[1].text = guide.to_string();
        let report = Report::of(&Site::read(files), Wanted::default());
        let problems = report.problems.into_iter();
        let found: Vec<_> = problems
            .map(|p| {
                (
                    p.file,
                    p.problem.level,
                    p.problem.pointer,
                    p.problem.sentence,
                )
            })
            .collect();
        assert!(
            found.iter().all(|(file, ..)| file.ends_with(".guide.json")),
            "{found:?}"
        );
        found
    };
    let warned = |change: &dyn Fn(&mut Value), pointer: &str, says: &str| {
        let found = spoil(change);
        let [(_, Level::Warning, at, sentence)] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert_eq!(at, pointer);
        assert!(sentence.contains(says), "{sentence}");
    };
    assert_eq!(spoil(&|_| {}), []);
    warned(&|v| remove(v, "/competencies/VIII.1"), "", "VIII.1");
    warned(&|v| remove(v, "/categories/IX"), "", "IX is not explained");
    warned(&|v| remove(v, "/principles/voluntary"), "", "voluntary");
    warned(
        &|v| set(v, "/competencies/I.1/is_not", json!(" ")),
        "/competencies/I.1",
        "I.1",
    );
    warned(
        &|v| set(v, "/categories/I/about", json!("")),
        "/categories/I",
        "I is not explained",
    );
    let strange = json!({ "means": "a", "looks_like": "b", "is_not": "c" });
    warned(
        &|v| set(v, "/competencies/XIII.1", strange.clone()),
        "/competencies/XIII.1",
        "nothing of this id",
    );
    for amiss in ["/framework", "/competencies/I.1/means"] {
        let found = spoil(&|v| remove(v, amiss));
        assert!(
            matches!(found.as_slice(), [(_, Level::Error, ..)]),
            "{amiss}: {found:?}"
        );
    }
}

#[test]
fn coverage_is_asked_for() {
    let wanted = Wanted {
        coverage: true,
        ..Wanted::default()
    };
    let report = Report::of(&Site::read(folder()), wanted);
    assert_eq!(report.problems.len(), 64 + 5);
    assert!(
        report
            .problems
            .iter()
            .all(|p| p.file.is_empty() && p.problem.check == "coverage")
    );
    assert_eq!(report.figures.len(), 1);
    let table = report.figures[0].to_string();
    for part in [
        "minimal",
        "the longest response",
        "VIII",
        "recovery-oriented",
    ] {
        assert!(table.contains(part), "{table}");
    }
}
