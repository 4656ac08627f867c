//! Codes in a text that may be anything: a line each, links amid an e-mail, cells of a table,
//! addresses that a mail scanner wrapped.
//!
//! A code tells its own length with its first two characters. So it is known where it ends, however
//! it was broken, and whatever sticks to its end.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::read::length;
use super::{CODE_VERSION, Code, CodeError, bits};

/// What an address has before its code.
const MARK: &str = "result/";

/// A text without an address is taken for a broken code if it has as many characters in a row. No
/// whole code is shorter, and few words are longer.
const LEAST_BARE: usize = 20;

/// How often an address may be wrapped: a scanner of the sender's, one of the receiver's.
const MOST_WRAPPINGS: usize = 3;

/// How many lines a code may be broken into: of 40 characters, if it is as long as can be.
const MOST_LINES: usize = 50;

/// How many bytes of a line are looked at in one go: a file without line breaks is no reason to hold
/// up a page.
const LONGEST: usize = 1 << 16;

/// How far from there a place is looked for at which nothing is torn apart.
const MARGIN: usize = 1 << 12;

/// The longest text of a code that can't be read that is given back.
const MAX_QUOTED: usize = 60;

/// One code in a text, or what was meant to be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The line where it begins, from 1.
    pub line: usize,
    /// How it begins, for a person to find it by: at most 60 characters.
    pub quote: String,
    /// The code, or why it can't be read.
    pub code: Result<Code, CodeError>,
}

/// Goes through a text, from one code to the next.
#[derive(Debug, Clone)]
pub struct Finder<'t> {
    /// The line that is looked at.
    line: Cow<'t, str>,
    /// How far it has been looked at, in bytes.
    at: usize,
    /// The lines behind it.
    rest: Lines<'t>,
    number: usize,
    /// Whether something was found in the line.
    has_found: bool,
    /// Whether the line says anything.
    has_words: bool,
    silent: usize,
    /// The fewest characters of a code without an address that is not whole.
    least_bare: usize,
}

/// What a step through a text came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A code, or what was meant to be one.
    Found(Found),
    /// There is none in a line, or in a part of a long one.
    Nothing,
}

/// All codes in a text, each with its line, as they come. A line that can't be read costs no other.
#[must_use]
pub fn find_codes(text: &str) -> Finder<'_> {
    Finder {
        line: Cow::Borrowed(""),
        at: 0,
        rest: Lines {
            text,
            is_within: false,
        },
        number: 0,
        has_found: false,
        has_words: false,
        silent: 0,
        least_bare: LEAST_BARE,
    }
}

/// The codes of a text that is meant to be one code, however short.
pub(super) fn only(text: &str) -> Finder<'_> {
    Finder {
        least_bare: 0,
        ..find_codes(text)
    }
}

impl Finder<'_> {
    /// How many of the lines gone through so far say something, but hold no code.
    #[must_use]
    pub fn silent_lines(&self) -> usize {
        self.silent
    }

    /// How many bytes of the text are still to be looked at.
    #[must_use]
    pub fn left(&self) -> usize {
        self.rest.text.len()
    }

    /// Goes on by a little, so that a page can draw in between however long the text is; `None` at
    /// its end.
    pub fn step(&mut self) -> Option<Step> {
        if let Some(start) = next_start(&self.line, self.at, self.least_bare) {
            return Some(Step::Found(self.take(start)));
        }
        self.next_line()?;
        Some(Step::Nothing)
    }

    fn next_line(&mut self) -> Option<()> {
        let next = self.rest.next();
        if next.is_none_or(|next| next.is_new) {
            self.silent += usize::from(self.has_words && !self.has_found);
            (self.has_words, self.has_found) = (false, false);
            self.number += 1;
        }
        self.line = unwrapped(next?.text);
        self.has_words |= !self.line.trim().is_empty();
        self.at = 0;
        Some(())
    }

    /// The code that begins at a byte of the line, and goes on there from where it ends.
    fn take(&mut self, start: Start) -> Found {
        let quote: String = self.line[start.at..].chars().take(MAX_QUOTED).collect();
        let found = Found {
            line: self.number,
            quote: quote.trim_end().to_owned(),
            code: Err(CodeError::CutOff),
        };
        self.has_found = true;
        let body = &self.line[start.body..];
        let in_a_row = body.len() - body.trim_start_matches(is_of_code).len();
        let whole = gather(body, self.rest.clone());
        // If it can't be read, what comes behind its first characters is looked at by itself.
        self.at = start.body + in_a_row;
        let Some(whole) = whole else {
            let is_newer = start.version > CODE_VERSION;
            let is_changed = in_a_row >= 2 && length(body).is_none();
            let why = match (is_newer, is_changed) {
                (true, _) => CodeError::Newer(start.version),
                (false, true) => CodeError::Changed,
                (false, false) => CodeError::CutOff,
            };
            return Found {
                code: Err(why),
                ..found
            };
        };
        let code = Code::of_text(start.version, &whole.text);
        let code = match code {
            // It was filled up with words that follow.
            Err(CodeError::Changed) if whole.text.len() > in_a_row => Err(CodeError::CutOff),
            code => code,
        };
        if code.is_ok() {
            for _ in 0..whole.lines {
                self.next_line();
                self.has_found = true;
            }
            let before = if whole.lines == 0 { start.body } else { 0 };
            self.at = before + whole.end;
        }
        Found { code, ..found }
    }
}

impl Iterator for Finder<'_> {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            if let Step::Found(found) = self.step()? {
                return Some(found);
            }
        }
    }
}

/// A text by its lines, long ones in parts.
#[derive(Debug, Clone)]
struct Lines<'t> {
    text: &'t str,
    /// Whether it begins within a line.
    is_within: bool,
}

/// A line, or a part of a long one.
#[derive(Debug, Clone, Copy)]
struct Line<'t> {
    text: &'t str,
    /// Whether it begins a line.
    is_new: bool,
}

impl<'t> Iterator for Lines<'t> {
    type Item = Line<'t>;

    fn next(&mut self) -> Option<Line<'t>> {
        if self.text.is_empty() {
            return None;
        }
        let is_new = !self.is_within;
        let ahead = self.text.as_bytes();
        let ahead = &ahead[..ahead.len().min(LONGEST)];
        let end = ahead.iter().position(|byte| *byte == b'\n');
        let is_cut = end.is_none() && ahead.len() < self.text.len();
        let end = match end {
            Some(end) => end,
            None if is_cut => cut(self.text),
            None => self.text.len(),
        };
        let (text, rest) = self.text.split_at(end);
        self.text = rest.strip_prefix('\n').filter(|_| !is_cut).unwrap_or(rest);
        self.is_within = is_cut;
        let text = text.strip_suffix('\r').unwrap_or(text);
        Some(Line { text, is_new })
    }
}

/// Where a long line is cut: behind something that stands in no code and in no sign for a character,
/// if there is any not far before. No code is as long as that.
fn cut(text: &str) -> usize {
    let is_between = |byte: &u8| !(is_of_code(char::from(*byte)) || matches!(byte, b'.' | b'%'));
    let before = &text.as_bytes()[LONGEST - MARGIN..LONGEST];
    let between = before.iter().rposition(is_between);
    let mut end = between.map_or(LONGEST, |at| LONGEST - MARGIN + at + 1);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}

/// Where a code begins in a line.
#[derive(Debug, Clone, Copy)]
struct Start {
    /// Its first byte.
    at: usize,
    /// The first byte behind its dot.
    body: usize,
    version: u32,
}

fn next_start(line: &str, from: usize, least_bare: usize) -> Option<Start> {
    let mut at = from;
    loop {
        let dot = at + line.get(at..)?.find('.')?;
        at = dot + 1;
        let before = &line[..dot];
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let start = dot - digits;
        // Four digits: a version is never longer, and a date is no version.
        if digits == 0 || digits > 4 || start < from {
            continue;
        }
        let ahead = &line[..start];
        let after = &line[at..];
        let in_a_row = after.len() - after.trim_start_matches(is_of_code).len();
        let is_number = in_a_row > 0 && after[..in_a_row].bytes().all(|b| b.is_ascii_digit());
        let is_link = ahead.ends_with(MARK);
        let is_bare = in_a_row >= least_bare && !is_number && !ahead.ends_with(is_of_address);
        if is_link || is_bare {
            let version = line[start..dot].parse().ok()?;
            return Some(Start {
                at: start,
                body: at,
                version,
            });
        }
    }
}

/// The characters of a code, with what stands between them taken out.
struct Whole {
    text: String,
    /// How many lines after the first it goes on for.
    lines: usize,
    /// The byte of its last line behind its last character.
    end: usize,
}

/// As many characters as the first two say, from the line and from those behind it; `None` if
/// something else comes before them.
fn gather(first: &str, rest: Lines<'_>) -> Option<Whole> {
    let mut text = String::new();
    let mut lines = 0;
    let mut end = gather_line(&mut text, first, false)?;
    let mut rest = rest.take(MOST_LINES);
    while end.is_none() {
        lines += 1;
        end = gather_line(&mut text, &unwrapped(rest.next()?.text), true)?;
    }
    end.map(|end| Whole { text, lines, end })
}

/// Takes a line's characters until the text is as long as its first two say: then the byte behind
/// the last one taken. `None` if something comes before that may not stand between them. What may
/// is white space, ends of lines, marks of quoted mail, and the `=` that quoted-printable ends a
/// broken line with (RFC 2045).
fn gather_line(text: &mut String, line: &str, mut is_margin: bool) -> Option<Option<usize>> {
    let mut wanted = length(text);
    for (place, char) in line.char_indices() {
        if is_of_code(char) {
            text.push(char);
            is_margin = false;
            if text.len() == 2 {
                wanted = Some(length(text)?);
            }
            if Some(text.len()) == wanted {
                return Some(Some(place + char.len_utf8()));
            }
        } else if char == '=' && place + 1 == line.trim_end().len() {
            break;
        } else if !(is_blank(char) || is_margin && char == '>') {
            return None;
        }
    }
    Some(None)
}

/// A line without what mail scanners do to addresses: percent signs instead of characters, or
/// Proofpoint's signs instead of these.
fn unwrapped(line: &str) -> Cow<'_, str> {
    let mut line = Cow::Borrowed(line);
    for _ in 0..MOST_WRAPPINGS {
        if !line.contains('%') {
            break;
        }
        line = Cow::Owned(percent_decode_str(&line).decode_utf8_lossy().into_owned());
    }
    // Proofpoint's first ways write “_” for “/”, and “-” and two hex digits for all but letters.
    if line.contains("-23_result_") {
        let plain = line.replace("-23_result_", MARK);
        return Cow::Owned(plain.replace("-5F", "_").replace("-2D", "-"));
    }
    line
}

fn is_of_code(char: char) -> bool {
    bits::value_of(char).is_some()
}

/// What no code begins behind: it is in the middle of a word, a number or another address.
fn is_of_address(char: char) -> bool {
    is_of_code(char) || matches!(char, '.' | '/' | '%' | '@')
}

/// White space, also such that has no width.
fn is_blank(char: char) -> bool {
    char.is_whitespace()
        || matches!(
            char,
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
        )
}
