//! A copy of a site: what goes into it, what is written anew, and that the zip can be unpacked. The
//! site is the shipped scenarios, with small files in place of the program.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;

use alongside::engine::check::index_file;
use alongside::engine::check::site::{Kind, Site, SourceFile};
use alongside::engine::edition::Edition;
use alongside::engine::framework::Framework;
use alongside::engine::id::PackId;
use alongside::engine::index::{Index, PastEdition};
use alongside::engine::publish::{
    Assembly, Brought, Chosen, CopyError, File, FileList, Given, HOST_FILES, Look, LookError, Plan,
    PlanError, Stamp, Zip, is_safe, plan,
};
use alongside::engine::read::read_pack;
use serde_json::{Value, json};

const WORKER: &str = "const SITE = {\"version\":\"0\",\"files\":{\"index.html\":\"0\",\"site.css\":\"0\",\"gone.js\":\"0\",\"away.html\":\"0\",\"scenarios/packs/gone.json?v=1\":\"0\"},\"past\":{}};\n// Code.\nself.oninstall = () => {};\n";

/// A site as it lies on a host: paths and texts.
type Files = BTreeMap<String, String>;

fn site() -> Files {
    let mut files = Files::new();
    let root = Path::new("scenarios");
    for folder in ["", "packs", "packs/past", "frameworks"] {
        for entry in fs::read_dir(root.join(folder)).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            if path.is_file() {
                let text = fs::read_to_string(&path).expect("it is text");
                files.insert(path.to_str().expect("UTF-8").to_owned(), text);
            }
        }
    }
    let page = fs::read_to_string("index.html").expect("the page is there");
    for (path, text) in [
        ("index.html", page.as_str()),
        ("away.html", "<!DOCTYPE html>"),
        ("404.html", "<!DOCTYPE html>"),
        ("alongside-1.js", "1"),
        ("sw.js", WORKER),
        ("sw-off.js", "2"),
        ("site.webmanifest", "{\"name\":\"Alongside\",\"icons\":[]}"),
        (".htaccess", "old"),
    ] {
        files.insert(path.to_owned(), text.to_owned());
    }
    files
}

fn list(files: &Files) -> FileList {
    let entry = |(path, text): (&String, &String)| {
        let file = File::of(path, text.as_bytes());
        json!({ "path": file.path, "bytes": file.bytes, "hash": file.hash })
    };
    let entries: Vec<Value> = files.iter().map(entry).collect();
    FileList::read(&Value::from(entries).to_string()).expect("it is a list")
}

fn index(files: &Files) -> Index {
    Index::read(&files["scenarios/index.json"]).expect("it is an index")
}

fn framework(files: &Files) -> Framework {
    let text = &files["scenarios/frameworks/samhsa-peer-2015.json"];
    Framework::read(text).thing.expect("the framework is good")
}

fn id(text: &str) -> PackId {
    text.parse().expect("an id")
}

fn brought(files: &Files, text: &str) -> Brought {
    let reading = read_pack(text, &[&framework(files)]);
    let pack = reading.thing.expect("the pack is good");
    Brought {
        edition: Edition::of(&pack),
        pack: Rc::new(pack),
        text: text.to_owned(),
        framework: None,
    }
}

/// A pack of the site, changed.
fn changed(files: &Files, name: &str, id: &str) -> Brought {
    let text = &files[&format!("scenarios/packs/{name}.json")];
    let mut pack: Value = serde_json::from_str(text).expect("JSON");
    pack["id"] = id.into();
    pack["title"] = "Ours".into();
    brought(files, &pack.to_string())
}

fn stamp() -> Stamp {
    Stamp::of(29_900_000, 60)
}

fn copied(files: &Files, plan: &Plan, look: &Look) -> Result<Vec<u8>, CopyError> {
    let mut assembly = Assembly::new(plan, look.clone(), stamp());
    for carried in &plan.carried {
        let path = carried.address.split('?').next().expect("a path");
        assembly.put(carried, files[path].as_bytes())?;
    }
    assembly.finish()
}

/// The files of a zip, by a reader of its own: through the central directory, as unpackers do.
fn unzipped(zip: &[u8]) -> Files {
    let short = |at: usize| usize::from(u16::from_le_bytes([zip[at], zip[at + 1]]));
    let long = |at: usize| short(at) + (short(at + 2) << 16);
    let end = zip.len() - 22;
    assert_eq!(&zip[end..end + 4], b"PK\x05\x06");
    let mut at = long(end + 16);
    assert_eq!(at + long(end + 12), end);
    let mut files = Files::new();
    for _ in 0..short(end + 10) {
        assert_eq!(&zip[at..at + 4], b"PK\x01\x02");
        let (size, name, local) = (long(at + 24), short(at + 28), long(at + 42));
        let path = std::str::from_utf8(&zip[at + 46..at + 46 + name]).expect("UTF-8");
        assert_eq!(&zip[local..local + 4], b"PK\x03\x04");
        // Flags, method, time, sum and sizes stand there twice.
        assert_eq!(zip[local + 4..local + 28], zip[at + 6..at + 30]);
        assert_eq!(&zip[local + 30..local + 30 + name], path.as_bytes());
        let content = &zip[local + 30 + name..local + 30 + name + size];
        let text = std::str::from_utf8(content).expect("text");
        assert!(files.insert(path.to_owned(), text.to_owned()).is_none());
        at += 46 + name;
    }
    assert_eq!(at, end);
    files
}

fn copy(files: &Files, chosen: &Chosen, look: &Look) -> Files {
    let plan = plan(&list(files), &index(files), chosen).expect("it can be copied");
    unzipped(&copied(files, &plan, look).expect("it is copied"))
}

/// Whether a folder of scenarios is what the check tool would take: no errors, an index up to date.
fn holds(files: &Files) {
    let sources = files.iter().filter_map(|(path, text)| {
        let path = path.strip_prefix("scenarios/")?;
        Some(SourceFile {
            kind: Kind::of_path(path)?,
            path: path.to_owned(),
            text: text.clone(),
        })
    });
    let site = Site::read(sources.filter(|file| file.path != "schema.json").collect());
    let errors = site.problems().iter().filter(|one| one.problem.is_error());
    assert_eq!(errors.count(), 0);
    assert!(site.new_index().is_none(), "the index is up to date");
    assert!(site.new_copies().is_empty(), "each edition is kept");
}

fn data(worker: &str) -> Value {
    let line = worker.lines().next().expect("a first line");
    let line = line.strip_prefix("const SITE = ").expect("it begins so");
    serde_json::from_str(line.strip_suffix(';').expect("it ends so")).expect("JSON")
}

#[test]
fn a_copy_has_the_chosen_packs_and_all_that_they_need() {
    let files = site();
    let chosen = Chosen {
        site: vec![id("everyday"), id("seven-letters")],
        brought: vec![changed(&files, "front-porch", "our-porch")],
    };
    let made = copy(&files, &chosen, &Look::default());
    holds(&made);
    let index = index(&made);
    let ids: Vec<&str> = index.packs.iter().map(|pack| pack.id.as_str()).collect();
    assert_eq!(ids, ["everyday", "our-porch", "seven-letters"]);
    let packs: Vec<&String> = made.keys().filter(|path| path.contains("packs/")).collect();
    assert_eq!(packs.len(), 6, "each with its copy: {packs:?}");
    // What is not about packs is there as it was, and the host's files are the program's own.
    for path in [
        "away.html",
        "404.html",
        "alongside-1.js",
        "sw-off.js",
        "scenarios/schema.json",
    ] {
        assert_eq!(made[path], files[path], "{path}");
    }
    for (path, text) in HOST_FILES {
        assert_eq!(made[path], text);
    }
    assert!(!made.contains_key("site.css"));
    assert_eq!(made["index.html"], files["index.html"]);
    // The list is that of what is there.
    let mut rest = made.clone();
    let listed = rest.remove("files.json").expect("it lists itself not");
    assert_eq!(FileList::read(&listed), Some(list(&rest)));
    let paths: Vec<Value> = serde_json::from_str::<Vec<Value>>(&listed).expect("JSON");
    assert!(paths.is_sorted_by_key(|one| one["path"].as_str().map(str::to_owned)));
}

#[test]
fn the_worker_lists_the_copy_and_its_version_is_that_of_its_lists() {
    let files = site();
    let chosen = Chosen {
        site: vec![id("everyday")],
        // Two whose former editions are past ones of the copy.
        brought: vec![
            changed(&files, "front-porch", "front-porch"),
            changed(&files, "end-of-shift", "end-of-shift"),
        ],
    };
    let made = copy(&files, &chosen, &Look::default());
    let data = data(&made["sw.js"]);
    let code = |text: &str| text.split_once('\n').map(|(_, code)| code.to_owned());
    assert_eq!(code(&made["sw.js"]), code(WORKER));
    let index = index(&made);
    let edition = index.packs[0].edition;
    let framework = &index.frameworks[0];
    let addresses: Vec<&String> = data["files"].as_object().expect("files").keys().collect();
    let (v, guide_v) = (&framework.v, framework.guide_v.as_ref().expect("a guide"));
    let porch = index.pack(&id("front-porch")).expect("it is there");
    let shift = index.pack(&id("end-of-shift")).expect("it is there");
    assert_eq!(
        addresses,
        [
            "away.html",
            "index.html",
            &format!("scenarios/frameworks/samhsa-peer-2015.guide.json?v={guide_v}"),
            &format!("scenarios/frameworks/samhsa-peer-2015.json?v={v}"),
            "scenarios/index.json",
            &format!("scenarios/packs/end-of-shift.json?v={}", shift.edition),
            &format!("scenarios/packs/everyday.json?v={edition}"),
            &format!("scenarios/packs/front-porch.json?v={}", porch.edition),
        ]
    );
    let past = [shift, porch].map(|pack| {
        let past = &pack.past[0];
        format!("scenarios/{}?v={}", past.file, past.edition)
    });
    let listed = data["past"].as_object().expect("past").keys();
    assert!(listed.eq(&past), "{past:?}");
    let list = list(&made);
    let mut lines = String::new();
    for kind in ["files", "past"] {
        for (address, hash) in data[kind].as_object().expect("a map") {
            let path = address.split('?').next().expect("a path");
            assert_eq!(hash.as_str(), list.get(path).map(|file| file.hash.as_str()));
            lines.push_str(&format!("{address} {}\n", hash.as_str().expect("hex")));
        }
    }
    assert_eq!(
        data["version"],
        File::of("", lines.as_bytes()).hash.as_str()
    );
}

#[test]
fn a_new_edition_of_a_pack_keeps_the_former_ones() {
    let mut files = site();
    let ours = changed(&files, "front-porch", "front-porch");
    let before = index(&files)
        .pack(&id("front-porch"))
        .expect("it is there")
        .clone();
    let chosen = Chosen {
        // That it is chosen as well says nothing more.
        site: vec![id("front-porch")],
        brought: vec![ours.clone()],
    };
    for has_copy in [true, false] {
        if !has_copy {
            let copy = format!("scenarios/packs/past/front-porch.{}.json", before.edition);
            files.remove(&copy).expect("the site has it");
        }
        let made = copy(&files, &chosen, &Look::default());
        holds(&made);
        let entry = index(&made).packs[0].clone();
        assert_eq!(
            (entry.edition, entry.title.as_str()),
            (ours.edition, "Ours")
        );
        assert_eq!(entry.past.len(), 1);
        let past = format!("scenarios/{}", entry.past[0].file);
        assert_eq!(made[&past], files["scenarios/packs/front-porch.json"]);
        // And back again: the copy of the copy has the former one as its current one.
        let back = Chosen {
            site: Vec::new(),
            brought: vec![brought(&made, &files["scenarios/packs/front-porch.json"])],
        };
        let again = copy(&made, &back, &Look::default());
        holds(&again);
        let entry = index(&again).packs[0].clone();
        assert_eq!(entry.edition, before.edition);
        assert_eq!(entry.past[0].edition, ours.edition);
    }
}

#[test]
fn a_framework_of_its_own_comes_along_and_an_unused_one_stays() {
    let files = site();
    let text = &files["scenarios/frameworks/samhsa-peer-2015.json"];
    let mut own: Value = serde_json::from_str(text).expect("JSON");
    own["id"] = "house".into();
    let own = own.to_string();
    let house = Framework::read(&own).thing.expect("it is good");
    let mut pack: Value =
        serde_json::from_str(&files["scenarios/packs/everyday.json"]).expect("JSON");
    pack["framework"] = "house".into();
    pack["id"] = "ours".into();
    let pack_text = pack.to_string();
    let pack = read_pack(&pack_text, &[&house]).thing.expect("it is good");
    let chosen = Chosen {
        site: Vec::new(),
        brought: vec![Brought {
            edition: Edition::of(&pack),
            pack: Rc::new(pack),
            text: pack_text,
            framework: Some((house.id().clone(), own)),
        }],
    };
    let made = copy(&files, &chosen, &Look::default());
    holds(&made);
    let frameworks: Vec<&String> = made
        .keys()
        .filter(|path| path.contains("frameworks/"))
        .collect();
    assert_eq!(frameworks, ["scenarios/frameworks/house.json"]);
}

#[test]
fn what_a_past_edition_asked_about_comes_along() {
    let mut files = site();
    let own =
        files["scenarios/frameworks/samhsa-peer-2015.json"].replace("samhsa-peer-2015", "house");
    let file = "frameworks/house.json";
    files.insert(format!("scenarios/{file}"), own);
    let mut whole = index(&files);
    let mut house = whole.frameworks[0].clone();
    (house.id, house.file) = ("house".parse().expect("an id"), file.to_owned());
    (house.guide, house.guide_v) = (None, None);
    whole.frameworks.push(house);
    let frameworks = |index: &Index| {
        let chosen = Chosen {
            site: vec![id("seven-letters")],
            brought: Vec::new(),
        };
        let plan = plan(&list(&files), index, &chosen).expect("it can be copied");
        let ids = plan.index.frameworks.iter().map(|one| one.id.to_string());
        let is_carried = plan.carried.iter().any(|one| one.path.ends_with(file));
        (ids.collect::<Vec<_>>(), is_carried)
    };
    let pack = |index: &mut Index| {
        let found = index
            .packs
            .iter_mut()
            .find(|pack| pack.id == id("seven-letters"));
        found
            .map(|pack| std::mem::take(&mut pack.past))
            .expect("it is there")
    };
    let former = PastEdition {
        edition: "0123456789abcdef".parse().expect("16 hex digits"),
        file: "packs/seven-letters.json".to_owned(),
    };
    pack(&mut whole);
    assert_eq!(
        frameworks(&whole),
        (vec!["samhsa-peer-2015".to_owned()], false)
    );
    let found = whole
        .packs
        .iter_mut()
        .find(|pack| pack.id == id("seven-letters"));
    found.expect("it is there").past.push(former);
    let both = vec!["samhsa-peer-2015".to_owned(), "house".to_owned()];
    assert_eq!(frameworks(&whole), (both, true));
}

#[test]
fn what_cannot_be_copied_is_refused_with_its_reason() {
    let files = site();
    let (list, index) = (list(&files), index(&files));
    let error = |site: &[&str], brought: Vec<Brought>| {
        let site = site.iter().map(|text| id(text)).collect();
        plan(&list, &index, &Chosen { site, brought }).err()
    };
    assert_eq!(error(&[], Vec::new()), Some(PlanError::Nothing));
    assert_eq!(
        error(&["no-such-pack"], Vec::new()),
        Some(PlanError::Nothing)
    );
    let twice = vec![
        changed(&files, "everyday", "ours"),
        changed(&files, "front-porch", "ours"),
    ];
    assert_eq!(error(&[], twice), Some(PlanError::Twice("ours".into())));
    let device = vec![changed(&files, "everyday", "nul")];
    let name = "scenarios/packs/nul.json".to_owned();
    assert_eq!(error(&[], device), Some(PlanError::Name(name)));
    let mut lacking = files.clone();
    lacking.remove("scenarios/packs/everyday.json");
    let chosen = Chosen {
        site: vec![id("everyday")],
        brought: Vec::new(),
    };
    let missing = plan(&self::list(&lacking), &index, &chosen).err();
    assert!(matches!(missing, Some(PlanError::Missing(path)) if path.ends_with("everyday.json")));
    for text in [
        "{}",
        "[{}]",
        "[{\"path\":\"../a\",\"bytes\":1,\"hash\":\"0\"}]",
        "[{\"path\":\"a\",\"bytes\":-1,\"hash\":\"0\"}]",
        "",
    ] {
        assert_eq!(FileList::read(text), None, "{text}");
    }
    let huge = "[{\"path\":\"a\",\"bytes\":99999999999,\"hash\":\"0\"}]";
    let huge = FileList::read(huge).expect("it is a list");
    let ours = Chosen {
        site: Vec::new(),
        brought: vec![changed(&files, "everyday", "ours")],
    };
    assert_eq!(
        plan(&huge, &Index::default(), &ours).err(),
        Some(PlanError::TooLarge)
    );
}

#[test]
fn a_file_that_is_not_the_one_that_was_listed_stops_it() {
    let files = site();
    let chosen = Chosen {
        site: vec![id("everyday")],
        brought: Vec::new(),
    };
    let plan = plan(&list(&files), &index(&files), &chosen).expect("it can be copied");
    for path in [
        "scenarios/packs/everyday.json",
        "index.html",
        "alongside-1.js",
    ] {
        let mut other = files.clone();
        other.insert(path.to_owned(), files[path].clone() + " ");
        let error = copied(&other, &plan, &Look::default()).err();
        assert_eq!(error, Some(CopyError::Changed(path.to_owned())));
    }
    let mut odd = files.clone();
    odd.insert("sw.js".to_owned(), "no list".to_owned());
    let plan = self::plan(&list(&odd), &index(&odd), &chosen).expect("it can be copied");
    let error = copied(&odd, &plan, &Look::default()).err();
    assert_eq!(error, Some(CopyError::Unexpected("sw.js".to_owned())));
}

fn given() -> Given {
    Given {
        name: "Ours & <b>\"yours\"</b>".into(),
        safety: "Call 1 2 3’s line.".into(),
        colour: "#5b2a86".into(),
        link: "https://example.org/a?b=1&c=2".into(),
        link_text: "The <i>house</i>".into(),
    }
}

#[test]
fn a_copy_presents_itself_as_was_wished_and_so_does_its_copy() {
    let files = site();
    let chosen = Chosen {
        site: vec![id("everyday")],
        brought: Vec::new(),
    };
    let look = Look::of(&given()).expect("it is a good look");
    let made = copy(&files, &chosen, &look);
    let page = &made["index.html"];
    let name = "Ours &amp; &lt;b&gt;&quot;yours&quot;&lt;/b&gt;";
    for part in [
        format!("<title>{name}</title>"),
        format!("<h1>{name}</h1>"),
        "<link rel=\"stylesheet\" href=\"site.css\">\n</head>".into(),
        "<a href=\"https://example.org/a?b=1&amp;c=2\" rel=\"noopener noreferrer\">The &lt;i&gt;house&lt;/i&gt;</a>".into(),
    ] {
        assert_eq!(page.matches(&part).count(), 1, "{part}");
    }
    assert!(!page.contains("<b>") && !page.contains("<i>"));
    let css = &made["site.css"];
    assert!(css.starts_with(":root { --teal: #5b2a86;") && css.contains("#app:empty ~ .host"));
    let manifest: Value = serde_json::from_str(&made["site.webmanifest"]).expect("JSON");
    assert_eq!(manifest["name"], "Ours & <b>\"yours\"</b>");
    assert_eq!(manifest["short_name"], "Ours &");
    assert_eq!(manifest["theme_color"], "#5b2a86");
    assert!(manifest["icons"].is_array());
    assert!(data(&made["sw.js"])["files"].get("site.css").is_some());
    // What was given can be had from the page again.
    let (_, rest) = page
        .split_once("<meta name=\"alongside-site\" content=\"")
        .expect("data");
    let (held, _) = rest.split_once("\">").expect("its end");
    let held = held
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
    let held = held.replace("&#39;", "'").replace("&amp;", "&");
    assert_eq!(Given::read(&held), given());
    // A copy of the copy with the same look is the same, and one without it is as at first.
    let again = copy(&made, &chosen, &look);
    assert_eq!(again, made);
    let plain = copy(&made, &chosen, &Look::default());
    assert_eq!(plain["index.html"], files["index.html"]);
    assert!(!plain.contains_key("site.css"));
    assert!(data(&plain["sw.js"])["files"].get("site.css").is_none());
}

#[test]
fn a_look_is_refused_field_by_field() {
    let errors = |change: fn(&mut Given)| {
        let mut wrong = given();
        change(&mut wrong);
        Look::of(&wrong).err().unwrap_or_default()
    };
    assert_eq!(errors(|_| {}), []);
    assert_eq!(errors(|one| *one = Given::default()), []);
    assert_eq!(errors(|one| one.name = "n".repeat(41)), [LookError::Name]);
    assert_eq!(
        errors(|one| one.safety = "n".repeat(201)),
        [LookError::Safety]
    );
    assert_eq!(
        errors(|one| one.link_text = String::new()),
        [LookError::LinkText]
    );
    assert_eq!(
        errors(|one| one.link = String::new()),
        [LookError::LinkText]
    );
    for colour in ["red", "#ffee00"] {
        let mut wrong = given();
        wrong.colour = colour.to_owned();
        let errors = Look::of(&wrong).expect_err("it can't be used");
        assert!(matches!(errors[..], [LookError::Colour(_)]), "{colour}");
    }
    for link in [
        "http://example.org",
        "javascript:alert(1)",
        "https://",
        "https://localhost",
        "//example.org",
        "https://a.b@evil.example",
        "https://example.org/\" onclick=\"x",
        "https://exa mple.org",
    ] {
        let mut wrong = given();
        wrong.link = link.to_owned();
        assert_eq!(Look::of(&wrong), Err(vec![LookError::Link]), "{link}");
    }
    // What changes how a text is read is left out of it.
    let mut hidden = given();
    hidden.name = " Ours\u{202e}\u{feff} ".into();
    assert_eq!(errors(|_| {}), []);
    assert!(Look::of(&hidden).is_ok());
}

#[test]
fn a_zip_is_written_byte_by_byte_as_the_format_says() {
    let mut zip = Zip::new(Stamp::of(0, 0), 0);
    assert_eq!(zip.add("a.txt", b"hello"), Some(()));
    let bytes = zip.finish();
    // 1980-01-01, since zip knows no earlier day; the sum is that of Python's zlib.crc32.
    let head = b"\x0a\0\0\x08\0\0\0\0\x21\0\x86\xa6\x10\x36\x05\0\0\0\x05\0\0\0\x05\0\0\0";
    let expected = [
        &b"PK\x03\x04"[..],
        head,
        b"a.txthello",
        b"PK\x01\x02\x0a\x03",
        head,
        b"\0\0\0\0\0\0\0\0\xa4\x81\0\0\0\0a.txt",
        b"PK\x05\x06\0\0\0\0\x01\0\x01\0\x33\0\0\0\x28\0\0\0\0\0",
    ]
    .concat();
    assert_eq!(bytes, expected);
}

#[test]
fn unpackers_take_the_zip() {
    let files = site();
    let chosen = Chosen {
        site: vec![id("everyday"), id("seven-letters")],
        brought: Vec::new(),
    };
    let plan = plan(&list(&files), &index(&files), &chosen).expect("it can be copied");
    let zip = copied(&files, &plan, &Look::of(&given()).expect("a look")).expect("it is copied");
    for path in unzipped(&zip).keys() {
        assert!(is_safe(path), "{path}");
    }
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("copy.zip");
    fs::write(&file, &zip).expect("it can be written");
    let python = "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; assert z.infolist()[0].date_time == (2026, 11, 6, 22, 20, 0), z.infolist()[0].date_time";
    let checks: [(&str, &[&str]); 2] = [("unzip", &["-tqq"]), ("python3", &["-c", python])];
    for (program, arguments) in checks {
        match Command::new(program).args(arguments).arg(&file).output() {
            Ok(done) => assert!(
                done.status.success(),
                "{program}: {}{}",
                String::from_utf8_lossy(&done.stdout),
                String::from_utf8_lossy(&done.stderr)
            ),
            // Not every machine has both.
            Err(_) => eprintln!("{program} is not here"),
        }
    }
}

#[test]
fn an_index_is_written_as_the_check_tool_writes_it() {
    let files = site();
    let all: Vec<PackId> = index(&files)
        .packs
        .iter()
        .map(|pack| pack.id.clone())
        .collect();
    let chosen = Chosen {
        site: all,
        brought: Vec::new(),
    };
    let plan = plan(&list(&files), &index(&files), &chosen).expect("it can be copied");
    assert_eq!(
        index_file::write(&plan.index),
        files["scenarios/index.json"]
    );
}
