//! The scanner: it tells code, comments and string literals of a source file apart.

use std::fs;
use std::ops::Range;
use std::path::Path;

use super::UNREAD_ATTRIBUTES;

/// A source file, its tests left out.
#[derive(Debug, Clone)]
pub struct Source {
    /// Relative to `src`, with `/`.
    pub path: String,
    /// How many lines it has, tests and all.
    pub lines: usize,
    /// Its code: comments and the insides of literals are blank, so that places stay as they were.
    pub code: String,
    pub literals: Vec<Literal>,
}

/// A string literal.
#[derive(Debug, Clone, PartialEq)]
pub struct Literal {
    /// Where it begins in the code, its quote included.
    pub start: usize,
    pub end: usize,
    pub text: String,
}

impl Source {
    fn new(path: &str, text: &str) -> Self {
        let (mut code, mut literals) = scan(text);
        // Tests may unwrap and write addresses out; by custom they stand at the end.
        if let Some(tests) = code.find("#[cfg(test)]\nmod tests {") {
            code.truncate(tests);
            literals.retain(|literal| literal.end <= tests);
        }
        Self {
            path: path.to_owned(),
            lines: text.lines().count(),
            code,
            literals,
        }
    }

    pub fn at(&self, place: usize, what: &str) -> String {
        let line = self.code[..place].matches('\n').count() + 1;
        format!("src/{}:{line}: {}", self.path, what.trim())
    }
}

/// The files below a folder of `src` (all for ""), sorted by their path. Those that are compiled for
/// tests only are left out.
pub fn sources(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut open = vec![root.clone()];
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(&dir).expect("the folder can be read") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let below = path.strip_prefix(&root).expect("it is below src");
                let name = below.to_string_lossy().replace('\\', "/");
                if name.starts_with(folder)
                    || name == format!("{}.rs", folder.trim_end_matches('/'))
                {
                    let text = fs::read_to_string(&path).expect("sources are text");
                    found.push(Source::new(&name, &text));
                }
            }
        }
    }
    let tests: Vec<String> = found.iter().flat_map(test_modules).collect();
    found.retain(|source| !tests.contains(&source.path));
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// The files of modules that a `mod.rs` declares for tests only.
fn test_modules(source: &Source) -> Vec<String> {
    let Some(folder) = source.path.strip_suffix("mod.rs") else {
        return Vec::new();
    };
    let declared = source.code.split("#[cfg(test)]\n").skip(1);
    let names = declared.filter_map(|rest| rest.strip_prefix("mod ")?.split_once(';'));
    names
        .map(|(name, _)| format!("{folder}{name}.rs"))
        .collect()
}

pub fn code_hits(source: &Source, pieces: &[&str]) -> Vec<String> {
    // `.expect(` is one thing wherever it stands; `panic!` is not part of a longer name, nor is
    // `rand::rng` the beginning of `rand::rngs`.
    let whole = |(at, piece): &(usize, &str)| {
        let (before, after) = (&source.code[..*at], &source.code[at + piece.len()..]);
        let longer = piece.starts_with(is_part) && before.ends_with(is_part)
            || piece.ends_with(is_part) && after.starts_with(is_part);
        !longer
    };
    let hits = pieces
        .iter()
        .flat_map(|piece| source.code.match_indices(piece).filter(whole));
    hits.map(|(at, piece)| source.at(at, piece)).collect()
}

/// Whether a name may have the character.
fn is_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

pub fn identifiers(code: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + code[rest..].find(is_part)?;
        let length = code[start..]
            .find(|c| !is_part(c))
            .unwrap_or(code.len() - start);
        rest = start + length;
        Some(start..rest)
    })
}

/// Blanks comments and the insides of literals, byte for byte, and collects the string literals.
fn scan(text: &str) -> (String, Vec<Literal>) {
    let bytes = text.as_bytes();
    let mut code = bytes.to_vec();
    let mut literals = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &text.as_bytes()[at..];
        let before = if at == 0 { b' ' } else { bytes[at - 1] };
        let in_word = before.is_ascii_alphanumeric() || before == b'_';
        let end = if rest.starts_with(b"//") {
            let end = line_end(bytes, at);
            blank(&mut code, at..end);
            end
        } else if rest.starts_with(b"/*") {
            let end = block_end(bytes, at);
            blank(&mut code, at..end);
            end
        } else if let Some(hashes) =
            raw_string(rest).filter(|_| !in_word || before == b'b' || before == b'c')
        {
            let open = at + hashes + 2;
            let close = format!("\"{}", "#".repeat(hashes));
            let inside = text[open..].find(&close).unwrap_or(text.len() - open);
            let end = (open + inside + close.len()).min(text.len());
            literals.push(Literal {
                start: at,
                end,
                text: text[open..open + inside].to_owned(),
            });
            blank(&mut code, open..open + inside);
            end
        } else if rest[0] == b'"' {
            let inside = string_end(bytes, at + 1);
            literals.push(Literal {
                start: at,
                end: inside + 1,
                text: text[at + 1..inside].to_owned(),
            });
            blank(&mut code, at + 1..inside);
            inside + 1
        } else if rest[0] == b'\'' {
            let end = char_end(text, at);
            blank(&mut code, at + 1..end.saturating_sub(1).max(at + 1));
            end
        } else {
            at + 1
        };
        at = end.min(bytes.len());
    }
    (String::from_utf8(code).expect("blanks are text"), literals)
}

fn blank(code: &mut [u8], range: Range<usize>) {
    let end = range.end.min(code.len());
    code[range.start..end]
        .iter_mut()
        .filter(|b| **b != b'\n')
        .for_each(|b| *b = b' ');
}

fn line_end(bytes: &[u8], at: usize) -> usize {
    bytes[at..]
        .iter()
        .position(|b| *b == b'\n')
        .map_or(bytes.len(), |n| at + n)
}

fn block_end(bytes: &[u8], at: usize) -> usize {
    let (mut depth, mut at) = (0, at);
    while at < bytes.len() {
        match &bytes[at..] {
            [b'/', b'*', ..] => (depth, at) = (depth + 1, at + 2),
            [b'*', b'/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    bytes.len()
}

/// How many hashes a raw string that begins here has.
fn raw_string(rest: &[u8]) -> Option<usize> {
    let hashes = rest
        .strip_prefix(b"r")?
        .iter()
        .take_while(|b| **b == b'#')
        .count();
    (rest.get(1 + hashes) == Some(&b'"')).then_some(hashes)
}

/// Where the quote stands that closes a string.
fn string_end(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at.min(bytes.len().saturating_sub(1))
}

/// Behind a character literal; behind the quote only, if it is a lifetime.
fn char_end(text: &str, at: usize) -> usize {
    let mut inside = text[at + 1..].chars();
    match (inside.next(), inside.next()) {
        (Some('\\'), Some(escaped)) => {
            let from = at + 2 + escaped.len_utf8();
            text[from..].find('\'').map_or(text.len(), |n| from + n + 1)
        }
        (Some(one), Some('\'')) => at + 1 + one.len_utf8() + 1,
        _ => at + 1,
    }
}

/// The literals in `view!` that a person would read.
pub fn words_in_views(source: &Source) -> Vec<Literal> {
    let code = &source.code;
    let views: Vec<Range<usize>> = code
        .match_indices("view!")
        .map(|(at, _)| at..at + bracketed(&code[at..]))
        .collect();
    let in_view = |literal: &&Literal| views.iter().any(|view| view.contains(&literal.start));
    let literals = source.literals.iter().filter(in_view);
    literals
        .filter(|literal| is_read(code, literal))
        .cloned()
        .collect()
}

/// The literals that building a page by calls would show: `.add("Hello")`, `views!["Hello"]`,
/// `.attr("aria-label", "Hello")`. What stands in other calls is no text of a page unless it reads
/// like one.
pub fn words_in_calls(source: &Source) -> Vec<Literal> {
    let is_word = |literal: &&Literal| {
        let text = without_placeholders(&literal.text);
        if !text.chars().any(char::is_alphabetic) {
            return false;
        }
        match shown_by(source, literal.start) {
            Shown::AsText => true,
            Shown::AsAttribute(name) => !UNREAD_ATTRIBUTES.contains(&name),
            Shown::Never => false,
            Shown::Perhaps => reads_like_a_sentence(&text),
        }
    };
    source.literals.iter().filter(is_word).cloned().collect()
}

/// What becomes of a literal.
enum Shown<'s> {
    AsText,
    AsAttribute(&'s str),
    Never,
    Perhaps,
}

/// By the call that a literal stands in.
fn shown_by(source: &Source, mut at: usize) -> Shown<'_> {
    while let Some(open) = opener(&source.code, at) {
        if source.code[open..].starts_with('{') {
            at = open;
            continue;
        }
        let before = source.code[..open].trim_end();
        let begin = before.rfind(|c: char| !is_part(c) && c != '!');
        match &before[begin.map_or(0, |n| n + 1)..] {
            "add" | "views!" => return Shown::AsText,
            "attr" | "maybe" => {
                let first = source.literals.iter().find(|literal| literal.start > open);
                return match first {
                    Some(name) if name.start < at => Shown::AsAttribute(&name.text),
                    _ => Shown::Never,
                };
            }
            "el" | "svg_el" | "class" | "classes" | "on" | "flag" | "worded" => {
                return Shown::Never;
            }
            // What is made here is shown by whatever stands around it.
            "format!" | "Some" | "from" | "view" | "then_some" => at = open,
            _ => return Shown::Perhaps,
        }
    }
    Shown::Perhaps
}

/// The bracket that is open at a place.
fn opener(code: &str, at: usize) -> Option<usize> {
    let mut depth = 0;
    for (place, c) in code[..at].char_indices().rev() {
        match c {
            ')' | ']' | '}' => depth += 1,
            '(' | '[' | '{' if depth == 0 => return Some(place),
            '(' | '[' | '{' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Whether a word in it begins with a capital: `Hello`, and not `card wide` or `M4 15c`.
fn reads_like_a_sentence(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    words.any(|word| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_lowercase)
    })
}

/// How long a text is to the end of its first bracketed part.
fn bracketed(code: &str) -> usize {
    let mut depth = 0;
    for (at, c) in code.char_indices() {
        match c {
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => {
                depth -= 1;
                if depth <= 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    code.len()
}

fn is_read(code: &str, literal: &Literal) -> bool {
    let text = without_placeholders(&literal.text);
    if !text.chars().any(char::is_alphabetic) {
        return false;
    }
    let before = code[..literal.start].trim_end();
    if let Some(attribute) = before
        .strip_suffix('=')
        .filter(|_| before.len() == literal.start)
    {
        let begin = attribute.rfind(|c: char| !c.is_alphanumeric() && !"-_:".contains(c));
        let name = &attribute[begin.map_or(0, |n| n + 1)..];
        let name = name
            .strip_prefix("attr:")
            .or(name.strip_prefix("prop:"))
            .unwrap_or(name);
        let is_part = name.starts_with("class:") || name.starts_with("style:");
        return !is_part && !name.starts_with("data-") && !UNREAD_ATTRIBUTES.contains(&name);
    }
    // Between tags, bare or in braces of its own.
    let outside = before.trim_end_matches(|c: char| c == '{' || c.is_whitespace());
    let closes_a_tag =
        outside.ends_with('>') && !outside.ends_with("=>") && !outside.ends_with("->");
    let follows_a_part = before.ends_with('}') || before.ends_with('"');
    // Elsewhere it stands in an expression, where a class or a key is no sentence.
    closes_a_tag || follows_a_part || text.trim_start().starts_with(char::is_uppercase)
}

/// A literal's text without what stands in braces: `{count}` is no word.
fn without_placeholders(text: &str) -> String {
    let mut depth = 0;
    let keep = |c: &char| {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => return depth == 0,
        }
        false
    };
    text.chars().filter(keep).collect()
}

// --- the scanner's own tests -------------------------------------------------------------------

fn source(text: &str) -> Source {
    Source::new("ui/page.rs", text)
}

fn read_words(view: &str) -> Vec<String> {
    let text = format!(
        "fn page() -> impl IntoView {{\n    view! {{ {view} }}\n}}\nconst NAME: &str = \"Name\";\n"
    );
    words_in_views(&source(&text))
        .into_iter()
        .map(|literal| literal.text)
        .collect()
}

#[test]
fn words_between_tags_and_in_attributes_are_seen() {
    for (view, words) in [
        (r#"<p>"Hello"</p>"#, vec!["Hello"]),
        (r#"<p>{"hello"}</p>"#, vec!["hello"]),
        (
            r#"<p class="lead">"Hello, " {name} "again"</p>"#,
            vec!["Hello, ", "again"],
        ),
        (
            r#"<button aria-label="Hello">{icon}</button>"#,
            vec!["Hello"],
        ),
        (
            r#"<img alt="a cat" title="A cat"/>"#,
            vec!["a cat", "A cat"],
        ),
        (
            r#"<Card attr:aria-label="Close" label="Close"/>"#,
            vec!["Close", "Close"],
        ),
        (
            r#"<p>{move || if on() { "On" } else { "Off" }}</p>"#,
            vec!["On", "Off"],
        ),
        (
            r##"<p>{format!("You have {n} left")} {r#"Raw"#}</p>"##,
            vec!["You have {n} left", "Raw"],
        ),
    ] {
        assert_eq!(read_words(view), words, "{view}");
    }
}

#[test]
fn what_nobody_reads_may_stand_in_a_view() {
    for view in [
        r#"<p class="lead wide" id="top" role="note">{words.get(Key::HomeTitle)}</p>"#,
        r#"<input type="radio" name="best" value="ask" prop:value="x" data-test="Start"/>"#,
        r#"<p class:is-open=open style:width="12rem">" · " {n} "%"</p>"#,
        r#"<p class=move || if on() { "on" } else { "off" }>{format!("{n} / {count}")}</p>"#,
        r#"<p>{match kind { Kind::A => "a", Kind::B => "b" }.into_class()}</p>"#,
        r#"// <p>"Hello"</p>"#,
        r#"<svg viewBox="0 0 8 8"><path d="M1 1L7 7" stroke="currentColor"/></svg>"#,
    ] {
        assert_eq!(read_words(&format!("{view}\n")), [] as [&str; 0], "{view}");
    }
}

#[test]
fn words_in_calls_are_seen() {
    let words = |code: &str| -> Vec<String> {
        let found = words_in_calls(&source(&format!("fn page() -> View {{\n    {code}\n}}\n")));
        found.into_iter().map(|literal| literal.text).collect()
    };
    for (code, seen) in [
        (r#"el("p").class("lead wide").add("hello")"#, vec!["hello"]),
        (
            r#"views![el("h1").add(Key::Title), "and", name]"#,
            vec!["and"],
        ),
        (r#"el("p").add(format!("{n} left"))"#, vec!["{n} left"]),
        (r#"el("nav").attr("aria-label", "main")"#, vec!["main"]),
        (
            r#"el("p").add(if on { "on" } else { "off" })"#,
            vec!["on", "off"],
        ),
        (r#"el("img").attr("alt", &format!("a {x}"))"#, vec!["a {x}"]),
        (
            r#"super::title("Hello"); let s = if on { "Off" } else { "on" };"#,
            vec!["Hello", "Off"],
        ),
    ] {
        assert_eq!(words(code), seen, "{code}");
    }
    for code in [
        r#"el("a").attr("href", &route.href()).attr("role", "list").add(Key::Home).add(" · ")"#,
        r#"el("p").class(&classes("fit", &[("harm", is_harm)])).on("click", move |_| go())"#,
        r#"el("nav").worded("aria-label", Key::Nav).maybe("aria-current", here.then_some("page"))"#,
        r#"tf(Key::Line, &[("name", name), ("count", &n)])"#,
        r#"path("one", "M6 20c-.8-6 .8-11 4-17"); match of { Stroke::Two => "bar two" }"#,
        r#"el("p").add(format!("{who} {says}")) // "Hello""#,
    ] {
        assert_eq!(words(code), [] as [&str; 0], "{code}");
    }
}

#[test]
fn comments_and_literals_are_no_code() {
    let found = source(
        "// unwrap\nlet s = \"panic!(\\\" .unwrap()\"; /* unsafe /* nested */ unsafe */ let c = '\"'; x::<'a>(); let r = r#\"todo! \"#;\ny.unwrap();\n",
    );
    assert_eq!(
        code_hits(&found, &[".unwrap()", "panic!", "todo!"]),
        ["src/ui/page.rs:3: .unwrap()"]
    );
    assert!(identifiers(&found.code).all(|range| &found.code[range] != "unsafe"));
    let texts: Vec<&str> = found
        .literals
        .iter()
        .map(|literal| literal.text.as_str())
        .collect();
    assert_eq!(texts, ["panic!(\\\" .unwrap()", "todo! "]);
}

#[test]
fn characters_and_lifetimes_are_told_apart() {
    let found = source(
        "fn f<'a>(x: &'a str) { let q = ['\"', '\\'', '\\\\', '\\u{22}', 'é']; g(\"text\", b'\"'); }",
    );
    let texts: Vec<&str> = found
        .literals
        .iter()
        .map(|literal| literal.text.as_str())
        .collect();
    assert_eq!(texts, ["text"]);
}

#[test]
fn tests_at_the_end_are_left_out() {
    let found =
        source("fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() { x.unwrap(); \"#/\" }\n}\n");
    assert_eq!(code_hits(&found, &[".unwrap()"]), [] as [&str; 0]);
    assert_eq!((found.lines, found.literals.len()), (5, 0));
}

#[test]
fn modules_for_tests_are_no_part_of_the_layers() {
    let declared = Source::new(
        "engine/mod.rs",
        "mod a;\n#[cfg(test)]\nmod schema;\npub mod b;\n",
    );
    assert_eq!(test_modules(&declared), ["engine/schema.rs"]);
}

#[test]
fn pieces_and_words_are_matched_as_such() {
    let found = source(
        "use web_sys::Window;\n<p style=\"x\">\nlet nopanic = dont_panic!();\nlet is_unsafe = 1;\n<p style:width=w>\n",
    );
    assert_eq!(
        code_hits(&found, &["panic!", "web_sys::Win"]),
        [] as [&str; 0]
    );
    assert_eq!(
        code_hits(&found, &[" style="]),
        ["src/ui/page.rs:2: style="]
    );
    let words: Vec<&str> = identifiers(&found.code)
        .map(|range| &found.code[range])
        .collect();
    assert!(
        words.contains(&"web_sys") && words.contains(&"is_unsafe") && !words.contains(&"unsafe")
    );
}
