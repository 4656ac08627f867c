//! The architecture's invariants, as absences: what must not stand in the sources, and where.
//!
//! Sources are read as text by a small scanner that tells code, comments and string literals apart.
//! It is no compiler; its own tests say what it catches.
#![cfg(not(target_arch = "wasm32"))]

#[path = "architecture/scan.rs"]
mod scan;

use scan::{Source, code_hits, identifiers, sources, words_in_calls, words_in_views};

/// The most lines of a file under `src`.
const MAX_LINES: usize = 400;

/// Files that are longer, how long each may be, and why.
const LONGER: [(&str, usize, &str); 1] = [(
    "engine/session.rs",
    710,
    "one state machine; its events belong side by side",
)];

/// Attributes whose values a person never reads, so that they may stand in the code.
const UNREAD_ATTRIBUTES: [&str; 58] = [
    "accept",
    "aria-atomic",
    "aria-controls",
    "aria-current",
    "aria-describedby",
    "aria-expanded",
    "aria-haspopup",
    "aria-hidden",
    "aria-labelledby",
    "aria-live",
    "aria-modal",
    "aria-pressed",
    "aria-relevant",
    "aria-valuemax",
    "aria-valuemin",
    "aria-valuenow",
    "autocapitalize",
    "autocomplete",
    "class",
    "cols",
    "content",
    "d",
    "dir",
    "download",
    "enterkeyhint",
    "fill",
    "for",
    "form",
    "height",
    "href",
    "icon",
    "id",
    "inputmode",
    "lang",
    "max",
    "method",
    "min",
    "name",
    "points",
    "preserveAspectRatio",
    "rel",
    "role",
    "rows",
    "rx",
    "scope",
    "spellcheck",
    "step",
    "stroke",
    "stroke-linecap",
    "stroke-linejoin",
    "tabindex",
    "target",
    "type",
    "value",
    "viewBox",
    "width",
    "x",
    "y",
];

// --- the rules ---------------------------------------------------------------------------------

#[test]
fn the_engine_knows_no_browser_no_clock_and_no_chance() {
    let browser = [
        "leptos",
        "web_sys",
        "js_sys",
        "gloo",
        "gloo_storage",
        "wasm_bindgen",
        "wasm_bindgen_futures",
    ];
    let clock = ["Instant", "SystemTime", "UNIX_EPOCH"];
    let chance = [
        "getrandom",
        "SysRng",
        "OsRng",
        "ThreadRng",
        "thread_rng",
        "StdRng",
        "RandomState",
    ];
    let files = sources("engine/");
    assert!(files.len() > 15, "the engine's files were found");
    refuse_words(&files, &[&browser[..], &clock[..], &chance[..]].concat());
    refuse_code(
        &files,
        &[
            "std::time",
            "core::time",
            "rand::rng",
            "rand::random",
            "std::fs",
            "std::env",
            "std::net",
            "std::thread",
        ],
    );
}

#[test]
fn the_layers_point_one_way() {
    refuse_words(&sources("engine/"), &["shell", "ui"]);
    refuse_words(&sources("shell/"), &["ui"]);
    // What everyone sees, nobody below may ask for by another name.
    for below in ["engine/", "shell/"] {
        refuse_code(
            &sources(below),
            &["crate::ui", "alongside::ui", "crate::*", "super::super::*"],
        );
    }
}

#[test]
fn what_is_seen_does_not_touch_the_browser_itself() {
    let browser = [
        "web_sys",
        "gloo",
        "gloo_storage",
        "gloo_net",
        "gloo_timers",
        "js_sys",
        "wasm_bindgen",
        "wasm_bindgen_futures",
    ];
    refuse_words(&sources("ui/"), &browser);
}

#[test]
fn no_text_becomes_markup_and_no_style_stands_in_an_attribute() {
    let files = sources("");
    refuse_words(
        &files,
        &[
            "inner_html",
            "set_inner_html",
            "insert_adjacent_html",
            "set_outer_html",
            "document_write",
        ],
    );
    // `style="…"` and `style=move || …` are attributes, which the page's policy blocks;
    // `style:width=…` is not.
    refuse_code(&files, &[" style=", "\nstyle=", "attr:style="]);
}

#[test]
fn markup_and_style_are_not_set_by_name_either() {
    let names = [
        "style",
        "srcdoc",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
    ];
    let files = [sources("shell/"), sources("ui/")].concat();
    let found: Vec<String> = files
        .iter()
        .flat_map(|source| {
            let named = source
                .literals
                .iter()
                .filter(|l| names.contains(&l.text.as_str()));
            named.map(|literal| source.at(literal.start, &literal.text))
        })
        .collect();
    assert_none("this sets markup or an inline style", &found);
}

#[test]
fn shell_and_ui_do_not_panic() {
    let files = [sources("shell/"), sources("ui/")].concat();
    refuse_code(
        &files,
        &[
            ".unwrap()",
            ".expect(",
            "panic!",
            "todo!",
            "unimplemented!",
            "unreachable!",
            ".unwrap_unchecked(",
        ],
    );
}

#[test]
fn chance_has_two_places() {
    for source in sources("") {
        let may = ["engine/order.rs", "shell/entropy.rs"].contains(&source.path.as_str());
        if !may {
            refuse_words(&[source], &["rand"]);
        }
    }
}

#[test]
fn nothing_is_unsafe() {
    refuse_words(&sources(""), &["unsafe"]);
}

#[test]
fn addresses_are_written_by_the_route_alone() {
    let files = sources("");
    assert!(files.iter().any(|source| source.path == "engine/route.rs"));
    let found: Vec<String> = files
        .iter()
        .filter(|source| source.path != "engine/route.rs")
        .flat_map(|source| {
            let addresses = source
                .literals
                .iter()
                .filter(|literal| literal.text.contains("#/"));
            addresses.map(|literal| source.at(literal.start, &literal.text))
        })
        .collect();
    assert_none("an address is written out; use Route::href", &found);
}

#[test]
fn no_file_is_too_long() {
    let mut found = Vec::new();
    for source in sources("") {
        let longer = LONGER.iter().find(|(path, ..)| *path == source.path);
        let most = longer.map_or(MAX_LINES, |(_, most, _)| *most);
        if source.lines > most {
            found.push(format!(
                "{}: {} lines, and {most} is the most",
                source.path, source.lines
            ));
        }
        if longer.is_some() && source.lines <= MAX_LINES {
            found.push(format!(
                "{}: is no longer too long; take it out of the list",
                source.path
            ));
        }
    }
    for (path, _, reason) in LONGER {
        assert!(!reason.is_empty());
        assert!(
            sources("").iter().any(|source| source.path == path),
            "{path} is gone; take it out of the list"
        );
    }
    assert_none("a file has more lines than one can keep in mind", &found);
}

#[test]
fn every_word_of_the_interface_comes_from_a_locale() {
    let found: Vec<String> = sources("ui/")
        .iter()
        .flat_map(|source| {
            let words = words_in_views(source)
                .into_iter()
                .chain(words_in_calls(source));
            words
                .map(|literal| source.at(literal.start, &literal.text))
                .collect::<Vec<_>>()
        })
        .collect();
    assert_none(
        "words stand in the code; put them into locales/en.json",
        &found,
    );
}

fn assert_none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

fn refuse_words(files: &[Source], words: &[&str]) {
    let found: Vec<String> = files
        .iter()
        .flat_map(|source| {
            let hits = identifiers(&source.code)
                .filter(|range| words.contains(&&source.code[range.clone()]));
            hits.map(|range| source.at(range.start, &source.code[range.clone()]))
                .collect::<Vec<_>>()
        })
        .collect();
    assert_none("this must not stand here", &found);
}

/// Pieces of code, as rustfmt writes them.
fn refuse_code(files: &[Source], pieces: &[&str]) {
    let found: Vec<String> = files
        .iter()
        .flat_map(|source| code_hits(source, pieces))
        .collect();
    assert_none("this must not stand here", &found);
}
