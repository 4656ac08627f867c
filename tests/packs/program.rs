//! The program `check`, as a trainer calls it: what it prints, writes and answers with.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use super::support::*;

/// A site's folder of its own, gone after the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("alongside-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        for part in ["frameworks", "packs"] {
            fs::create_dir_all(folder.join(part)).expect("a folder");
        }
        let folder = Self(folder);
        folder.write("frameworks/samhsa-peer-2015.json", FRAMEWORK);
        folder.write("packs/minimal.json", PACK);
        folder
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.0.join(path), text).expect("the file can be written");
    }

    fn list(&self, path: &str) -> Vec<String> {
        let entries = fs::read_dir(self.0.join(path)).into_iter().flatten();
        let names = entries.map(|e| {
            e.expect("an entry")
                .file_name()
                .into_string()
                .expect("a name")
        });
        names.collect()
    }

    fn path(&self) -> &str {
        self.0.to_str().expect("a plain path")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What the program answers with, and what it prints.
fn check(arguments: &[&str]) -> (i32, String) {
    check_in(Path::new("."), arguments)
}

fn check_in(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_check"));
    let output = command
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("it runs");
    let printed = [output.stdout, output.stderr].concat();
    let text = String::from_utf8(printed).expect("it prints UTF-8");
    (output.status.code().expect("a code"), text)
}

#[test]
fn a_wrong_call_is_answered_with_2_and_how_to_call() {
    for arguments in [&[][..], &["--no-such"], &["--figures"], &["x", "--draft"]] {
        let (code, text) = check(arguments);
        assert_eq!(code, 2, "{arguments:?}");
        assert!(text.contains("check PATH"), "{text}");
    }
    let (code, text) = check(&["no/such/file.json"]);
    assert_eq!(code, 2);
    assert!(text.contains("no/such/file.json can't be read"), "{text}");
    assert_eq!(check(&["--help"]).0, 0);
}

#[test]
fn errors_are_answered_with_1_and_their_place() {
    let folder = Folder::new("errors");
    let (code, text) = check(&[folder.path()]);
    assert_eq!(code, 0, "{text}");
    assert!(
        text.ends_with("1 pack, 2 moments: 0 errors, 2 warnings.\n"),
        "{text}"
    );
    folder.write(
        "packs/minimal.json",
        &PACK.replace("\"fit\": 3", "\"fit\": 7"),
    );
    let (code, text) = check(&[folder.path(), "--write-index"]);
    assert_eq!(code, 1);
    let line = format!(
        "{}/packs/minimal.json:/scenarios/0/steps/0/responses/0/fit: error: ",
        folder.path()
    );
    assert!(text.contains(&line), "{text}");
    assert!(text.contains("Mend the errors first"), "{text}");
    assert!(!folder.0.join("index.json").exists());
}

#[test]
fn the_index_is_written_once_and_checked() {
    let folder = Folder::new("index");
    let (code, text) = check(&[folder.path(), "--check-index"]);
    assert_eq!(code, 1);
    assert!(
        text.contains("index.json: error: The index is not up to date"),
        "{text}"
    );
    let (code, text) = check(&[folder.path(), "--write-index", "--draft"]);
    assert_eq!((code, text.matches("wrote").count()), (0, 1), "{text}");
    assert_eq!(folder.list("packs/past").len(), 0);
    let (code, text) = check(&[folder.path(), "--check-index"]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("is not kept"), "{text}");
    let (code, text) = check(&[folder.path(), "--write-index"]);
    assert_eq!((code, text.matches("wrote").count()), (0, 1), "{text}");
    assert_eq!(folder.list("packs/past").len(), 1);
    let (code, text) = check(&[folder.path(), "--check-index"]);
    assert_eq!(
        (code, text.as_str()),
        (0, "1 pack, 2 moments: 0 errors, 0 warnings.\n")
    );
    let (_, text) = check(&[folder.path(), "--write-index"]);
    assert_eq!(text.matches("wrote").count(), 0, "{text}");

    let changed = PACK.replace("The kettle", "The pot");
    folder.write("packs/minimal.json", &changed);
    assert_eq!(check(&[folder.path(), "--check-index"]).0, 1);
    assert_eq!(check(&[folder.path(), "--write-index"]).0, 0);
    assert_eq!(folder.list("packs/past").len(), 2);
    assert_eq!(check(&[folder.path(), "--check-index"]).0, 0);
}

#[test]
fn a_pack_by_itself_finds_its_framework() {
    let folder = Folder::new("loose");
    let pack = folder.0.join("packs/minimal.json");
    let (code, text) = check(&[pack.to_str().expect("a plain path")]);
    assert_eq!(
        (code, text.as_str()),
        (0, "1 pack, 2 moments: 0 errors, 0 warnings.\n")
    );
    assert_eq!(check_in(&folder.0.join("packs"), &["minimal.json"]).0, 0);
    assert_eq!(check_in(&folder.0, &["packs/minimal.json"]).0, 0);
    let spoiled = spoiled(|v| set(v, "/title", json!(1)));
    folder.write("packs/minimal.json", &spoiled.to_string());
    let (code, text) = check_in(&folder.0, &["packs"]);
    assert_eq!(code, 1);
    assert!(
        text.starts_with("packs/minimal.json:/title: error: "),
        "{text}"
    );
}

#[test]
fn figures_and_coverage_are_printed_when_asked_for() {
    let folder = Folder::new("figures");
    let (code, text) = check(&[folder.path(), "--figures", "--coverage"]);
    assert_eq!(code, 0);
    for part in [
        "Reading grade",
        "points over a blind guess",
        "XII.7 is the keyed competency of 0 moments",
    ] {
        assert!(text.contains(part), "{text}");
    }
}
