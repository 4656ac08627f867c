//! `check`: the checks of packs for a terminal or a trainer's own site. Arguments, files and
//! printing are here; all that it knows is in [`alongside::engine::check`].

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use alongside::engine::check::report::{IndexWanted, Report, Wanted};
use alongside::engine::check::site::{Kind, Located, Site, SourceFile};

const USAGE: &str = "\
Checks packs, frameworks, guides and the index.

    check PATH… [options]

PATH is a folder such as scenarios/, with frameworks/ and packs/ in it, or a file.
A pack by itself is checked against the frameworks of the folder it lies in, or
else of scenarios/ here.

    --write-index  write index.json, and keep a copy of each edition in packs/past/
    --draft        with --write-index: keep no copies; nobody has results yet
    --check-index  it is an error if index.json is not up to date
    --coverage     also warn of competencies and principles with too few moments
    --figures      print the figures behind the checks
    --help         print this

Exits with 0 if there is no error (warnings are fine), 1 if there is one, 2 if it
was called wrongly or a file can't be read or written.
";

fn main() -> ExitCode {
    match Options::read(std::env::args().skip(1)) {
        Ok(Some(options)) => match run(&options) {
            Ok(0) => ExitCode::SUCCESS,
            Ok(_) => ExitCode::from(1),
            Err(wrong) => {
                eprintln!("{wrong}");
                ExitCode::from(2)
            }
        },
        Ok(None) => {
            print!("{USAGE}");
            ExitCode::SUCCESS
        }
        Err(wrong) => {
            eprint!("{wrong}\n\n{USAGE}");
            ExitCode::from(2)
        }
    }
}

#[derive(Default)]
struct Options {
    paths: Vec<PathBuf>,
    write_index: bool,
    draft: bool,
    check_index: bool,
    coverage: bool,
    figures: bool,
}

impl Options {
    /// The options; `None` if help is asked for.
    fn read(arguments: impl Iterator<Item = String>) -> Result<Option<Self>, String> {
        let mut options = Self::default();
        for argument in arguments {
            match argument.as_str() {
                "--write-index" => options.write_index = true,
                "--draft" => options.draft = true,
                "--check-index" => options.check_index = true,
                "--coverage" => options.coverage = true,
                "--figures" => options.figures = true,
                "--help" | "-h" => return Ok(None),
                other if other.starts_with('-') => {
                    return Err(format!("There is no option {other}."));
                }
                path => options.paths.push(PathBuf::from(path)),
            }
        }
        if options.paths.is_empty() {
            return Err("Name a file or folder to check.".to_owned());
        }
        if options.draft && !options.write_index {
            return Err("--draft goes with --write-index.".to_owned());
        }
        Ok(Some(options))
    }

    fn wanted(&self, is_site: bool) -> Wanted {
        Wanted {
            coverage: self.coverage,
            index: match (is_site, self.write_index, self.check_index) {
                (true, false, true) => IndexWanted::Required,
                (true, false, false) => IndexWanted::Advised,
                _ => IndexWanted::Ignored,
            },
        }
    }
}

/// What was found in all.
#[derive(Default)]
struct Tally {
    packs: usize,
    scenarios: usize,
    errors: usize,
    warnings: usize,
}

/// Checks every path and gives the number of errors.
fn run(options: &Options) -> Result<usize, String> {
    let mut tally = Tally::default();
    let mut loose = Vec::new();
    for path in &options.paths {
        if is_site(path) {
            let site = Site::read(site_files(path)?);
            let errors = report(&site, path, options.wanted(true), options, &mut tally);
            if options.write_index {
                write_index(&site, path, errors, options.draft)?;
            }
        } else if path.is_dir() {
            loose.extend(json_files(path)?.into_iter().map(|name| path.join(name)));
        } else {
            loose.push(path.clone());
        }
    }
    if !loose.is_empty() {
        let site = Site::read(loose_files(&loose)?);
        report(
            &site,
            Path::new(""),
            options.wanted(false),
            options,
            &mut tally,
        );
    }
    println!(
        "{}, {}: {}, {}.",
        count(tally.packs, "pack"),
        count(tally.scenarios, "moment"),
        count(tally.errors, "error"),
        count(tally.warnings, "warning")
    );
    Ok(tally.errors)
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// Prints what is found and gives the number of errors.
fn report(site: &Site, root: &Path, wanted: Wanted, options: &Options, tally: &mut Tally) -> usize {
    let report = Report::of(site, wanted);
    for Located { file, problem } in &report.problems {
        let place = match (file.as_str(), root.as_os_str().is_empty()) {
            ("", true) => "all files".to_owned(),
            ("", false) => root.display().to_string(),
            (file, _) => root.join(file).display().to_string(),
        };
        // A problem of the whole file has no place in it.
        let colon = if problem.pointer.is_empty() { "" } else { ":" };
        println!("{place}{colon}{problem}");
    }
    if options.figures {
        report
            .figures
            .iter()
            .for_each(|figures| println!("\n{figures}"));
    }
    let errors = report
        .problems
        .iter()
        .filter(|p| p.problem.is_error())
        .count();
    tally.errors += errors;
    tally.warnings += report.problems.len() - errors;
    for (_, pack) in site.packs() {
        tally.packs += 1;
        tally.scenarios += pack.scenarios().len();
    }
    errors
}

fn write_index(site: &Site, root: &Path, errors: usize, draft: bool) -> Result<(), String> {
    if errors > 0 {
        println!(
            "{}: the index was not written. Mend the errors first.",
            root.display()
        );
        return Ok(());
    }
    let copies = if draft { Vec::new() } else { site.new_copies() };
    for file in copies.into_iter().chain(site.new_index()) {
        let to = root.join(&file.path);
        let folder = to.parent().map_or(Ok(()), fs::create_dir_all);
        folder
            .and_then(|()| fs::write(&to, file.text))
            .map_err(|error| format!("{} can't be written: {error}", to.display()))?;
        println!("wrote {}", to.display());
    }
    Ok(())
}

/// Whether a path is the folder of a site.
fn is_site(path: &Path) -> bool {
    path.join("frameworks").is_dir() || path.join("packs").is_dir()
}

/// Every file of a site's folder that is anything to it.
fn site_files(root: &Path) -> Result<Vec<SourceFile>, String> {
    let mut files = Vec::new();
    for folder in ["", "frameworks/", "packs/", "packs/past/"] {
        let at = root.join(folder);
        if !at.is_dir() {
            continue;
        }
        for name in json_files(&at)? {
            let path = format!("{folder}{name}");
            if let Some(kind) = Kind::of_path(&path) {
                let text = read(&root.join(&path))?;
                files.push(SourceFile { kind, path, text });
            }
        }
    }
    Ok(files)
}

/// Files from anywhere, and the frameworks that their packs may need.
fn loose_files(paths: &[PathBuf]) -> Result<Vec<SourceFile>, String> {
    let mut files = Vec::new();
    for path in paths {
        let text = read(path)?;
        files.push(SourceFile {
            kind: Kind::of_text(&text),
            path: path.display().to_string(),
            text,
        });
    }
    let Some(folder) = framework_folder(paths) else {
        return Ok(files);
    };
    for name in json_files(&folder)? {
        let path = folder.join(&name);
        let is_framework = Kind::of_path(&format!("frameworks/{name}")) == Some(Kind::Framework);
        if is_framework && !paths.iter().any(|given| same(given, &path)) {
            files.push(SourceFile {
                kind: Kind::Framework,
                text: read(&path)?,
                path: path.display().to_string(),
            });
        }
    }
    Ok(files)
}

/// `frameworks` in a folder that the first file lies in, at most three up, or in `scenarios` here.
fn framework_folder(paths: &[PathBuf]) -> Option<PathBuf> {
    let first = paths.first()?.canonicalize().ok()?;
    let near = first.ancestors().skip(1).take(3);
    near.map(|folder| folder.join("frameworks"))
        .chain([PathBuf::from("scenarios/frameworks")])
        .find(|folder| folder.is_dir())
}

fn same(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// The names of the JSON files in a folder, sorted.
fn json_files(folder: &Path) -> Result<Vec<String>, String> {
    let wrong = |error| format!("{} can't be read: {error}", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(wrong)? {
        let name = entry
            .map_err(wrong)?
            .file_name()
            .to_string_lossy()
            .into_owned();
        if name.ends_with(".json") {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

fn read(path: &Path) -> Result<String, String> {
    let bytes =
        fs::read(path).map_err(|error| format!("{} can't be read: {error}", path.display()))?;
    String::from_utf8(bytes)
        .map_err(|_| format!("{} is not UTF-8. Save it as UTF-8.", path.display()))
}
