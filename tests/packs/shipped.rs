//! The scenarios that ship: without an error, and with an index that is up to date.

use std::fs;
use std::path::Path;

use alongside::engine::check::allow::ALLOWABLE;
use alongside::engine::check::report::{IndexWanted, Report, Wanted};
use alongside::engine::check::site::{Kind, Site, SourceFile};
use alongside::engine::topic::{Drift, Topic};
use serde_json::{Value, json};

use super::support::{framework, quality, root, set, spoiled};

/// Every file of the site's folder.
fn files() -> Vec<SourceFile> {
    let scenarios = root().join("scenarios");
    let mut files = Vec::new();
    for folder in ["", "frameworks/", "packs/", "packs/past/"] {
        let Ok(entries) = fs::read_dir(scenarios.join(folder)) else {
            continue;
        };
        for entry in entries {
            let name = entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("a plain name");
            let path = format!("{folder}{name}");
            if let Some(kind) = Kind::of_path(&path) {
                let text = read(&scenarios.join(&path));
                files.push(SourceFile { kind, path, text });
            }
        }
    }
    files
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

#[test]
fn they_have_no_error() {
    let site = Site::read(files());
    assert!(site.packs().count() >= 1);
    assert!(site.frameworks().count() >= 1);
    let report = Report::of(&site, Wanted::default());
    let errors: Vec<_> = report
        .problems
        .iter()
        .filter(|p| p.problem.is_error())
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn the_index_is_up_to_date() {
    let site = Site::read(files());
    let wanted = Wanted {
        index: IndexWanted::Required,
        ..Wanted::default()
    };
    let report = Report::of(&site, wanted);
    let errors = report
        .problems
        .iter()
        .filter(|p| p.problem.check == "index");
    assert_eq!(errors.count(), 0, "run `make index`");
}

#[test]
fn every_pack_lies_in_a_file_of_its_name() {
    for (path, pack) in Site::read(files()).packs() {
        assert_eq!(path, format!("packs/{}.json", pack.id()));
    }
}

/// The worked example of `scenarios/README.md` is as good as it says.
#[test]
fn the_example_for_authors_has_nothing_amiss() {
    let readme = read(&root().join("scenarios/README.md"));
    let example = readme
        .split("```json\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next());
    let moment: Value = serde_json::from_str(example.expect("an example")).expect("JSON");
    let value = spoiled(|v| set(v, "/scenarios", json!([moment.clone()])));
    assert_eq!(quality(&value), []);
}

/// Whatever an author may write in a closed field is listed for them.
#[test]
fn the_words_that_files_use_are_told_to_authors() {
    let readme = read(&root().join("scenarios/README.md"));
    let topics = Topic::ALL.iter().map(|topic| topic.slug());
    let drifts = Drift::ALL.iter().map(|drift| drift.slug());
    for word in topics.chain(drifts).chain(ALLOWABLE) {
        assert!(readme.contains(&format!("`{word}`")), "{word}");
    }
    for principle in framework().principles() {
        assert!(
            readme.contains(&format!("`{}`", principle.id)),
            "{}",
            principle.id
        );
    }
}
