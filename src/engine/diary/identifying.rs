//! A gentle look for what could tell who somebody is: phone numbers, e-mail addresses and full
//! dates. It points out and refuses nothing. It would rather miss one than cry wolf: a reminder
//! that is wrong too often is not read any more.
//!
//! Not found, among others: names, dates without a year, months in other languages than English.

use std::ops::Range;

/// What a finding seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A day with its year.
    Date,
}

/// A part of a text that could tell who somebody is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it seems to be.
    pub kind: Kind,
    /// Where it stands, in bytes of the text.
    pub range: Range<usize>,
}

/// What in a text could tell who somebody is, in its order.
#[must_use]
pub fn identifying(text: &str) -> Vec<Finding> {
    let words = words(text);
    let mut findings = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let found = email(text, &words, at)
            .or_else(|| date(text, &words, at))
            .or_else(|| phone(text, &words, at));
        match found {
            Some((kind, next)) => {
                let opens = text[..words[at].start].ends_with(['+', '(']);
                let opens = usize::from(opens && kind == Kind::Phone);
                findings.push(Finding {
                    kind,
                    range: words[at].start - opens..words[next - 1].end,
                });
                at = next;
            }
            None => at += 1,
        }
    }
    findings
}

/// A run of digits, or of letters.
struct Word {
    start: usize,
    end: usize,
    is_number: bool,
}

/// What is found at a word, and the word after it.
type Found = Option<(Kind, usize)>;

fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (at, c) in text.char_indices() {
        if !c.is_alphanumeric() {
            continue;
        }
        let (is_number, end) = (c.is_ascii_digit(), at + c.len_utf8());
        match words.last_mut() {
            Some(word) if word.end == at && word.is_number == is_number => word.end = end,
            _ => words.push(Word {
                start: at,
                end,
                is_number,
            }),
        }
    }
    words
}

/// What stands between a word and the next one; after the last, a space.
fn gap<'t>(text: &'t str, words: &[Word], at: usize) -> &'t str {
    match (words.get(at), words.get(at + 1)) {
        (Some(word), Some(next)) => &text[word.end..next.start],
        _ => " ",
    }
}

/// The number of that word, if it is one of so many digits.
fn number(text: &str, words: &[Word], at: usize, digits: Range<usize>) -> Option<u32> {
    let word = words.get(at).filter(|word| word.is_number)?;
    let number = &text[word.start..word.end];
    digits.contains(&number.len()).then_some(())?;
    number.parse().ok()
}

/// `kim.lee+x@mail.example.org`, from its first word on.
fn email(text: &str, words: &[Word], at: usize) -> Found {
    let joins = |gap: &str, more: &str| {
        gap.is_empty() || (gap.len() == 1 && (gap == "." || gap == "-" || more.contains(gap)))
    };
    let mut next = at;
    while joins(gap(text, words, next), "_%+") {
        next += 1;
    }
    if gap(text, words, next) != "@" {
        return None;
    }
    next += 1;
    let mut has_dot = false;
    while joins(gap(text, words, next), "") {
        has_dot |= gap(text, words, next) == ".";
        next += 1;
    }
    let last = words.get(next)?;
    let is_domain = has_dot && !last.is_number && last.end - last.start >= 2;
    is_domain.then_some((Kind::Email, next + 1))
}

/// A day with its year, in one of the usual spellings.
fn date(text: &str, words: &[Word], at: usize) -> Found {
    let next = by_numbers(text, words, at)
        .or_else(|| day_first(text, words, at))
        .or_else(|| month_first(text, words, at))?;
    Some((Kind::Date, next))
}

/// `3/14/2026`, `3/14/26`, `14.03.2026`, `2026-03-14`.
fn by_numbers(text: &str, words: &[Word], at: usize) -> Option<usize> {
    let separator = gap(text, words, at);
    let same = gap(text, words, at + 1) == separator;
    if !same || !matches!(separator, "/" | "-" | "." | ". ") {
        return None;
    }
    // More of the same is something else: an address of a computer, a list.
    let before = at.checked_sub(1).map(|before| gap(text, words, before));
    let after = gap(text, words, at + 2);
    let goes_on = after == separator && words.get(at + 3).is_some_and(|word| word.is_number);
    if before == Some(separator) || goes_on {
        return None;
    }
    let short = |n: usize| number(text, words, at + n, 1..3);
    let is_day = if let Some(year) = number(text, words, at, 4..5) {
        is_year(year) && is_month_and_day(short(1)?, short(2)?)
    } else {
        let long = number(text, words, at + 2, 4..5).is_some_and(is_year);
        // Of two digits a year is known by the slashes alone.
        let brief = separator == "/" && number(text, words, at + 2, 2..3).is_some();
        let (one, other) = (short(0)?, short(1)?);
        (long || brief) && (is_month_and_day(one, other) || is_month_and_day(other, one))
    };
    is_day.then_some(at + 3)
}

/// `14 March 2026`, `the 14th of March, 2026`.
fn day_first(text: &str, words: &[Word], at: usize) -> Option<usize> {
    number(text, words, at, 1..3).filter(|day| (1..=31).contains(day))?;
    let mut next = after_ordinal(text, words, at);
    if is_word(text, words, next, &["of"]) {
        next += 1;
    }
    let month = is_month(text, words, next).then_some(next)?;
    ending_in_year(text, words, at, month)
}

/// `March 14, 2026`, `Mar. 14th 2026`.
fn month_first(text: &str, words: &[Word], at: usize) -> Option<usize> {
    is_month(text, words, at).then_some(())?;
    number(text, words, at + 1, 1..3).filter(|day| (1..=31).contains(day))?;
    let last = after_ordinal(text, words, at + 1) - 1;
    ending_in_year(text, words, at, last)
}

/// The word after a year that follows a word, with no more than a comma or a full stop anywhere
/// from the first word on.
fn ending_in_year(text: &str, words: &[Word], first: usize, last: usize) -> Option<usize> {
    let close = |at: usize| matches!(gap(text, words, at).trim_matches(' '), "" | "," | ".");
    if !(first..=last).all(close) {
        return None;
    }
    number(text, words, last + 1, 4..5).filter(|year| is_year(*year))?;
    Some(last + 2)
}

/// The word after a day of the month: `14` or `14th`.
fn after_ordinal(text: &str, words: &[Word], at: usize) -> usize {
    let is_ordinal = is_word(text, words, at + 1, &["st", "nd", "rd", "th"]);
    let is_joined = is_ordinal && gap(text, words, at).is_empty();
    at + 1 + usize::from(is_joined)
}

/// Whether a word is one of those.
fn is_word(text: &str, words: &[Word], at: usize, known: &[&str]) -> bool {
    let word = words.get(at).map(|word| &text[word.start..word.end]);
    word.is_some_and(|word| known.iter().any(|one| one.eq_ignore_ascii_case(word)))
}

/// Whether a word is a month, whole or cut to three letters.
fn is_month(text: &str, words: &[Word], at: usize) -> bool {
    is_word(text, words, at, &MONTHS)
        || is_word(text, words, at, &MONTHS.map(|month| &month[..3]))
        || is_word(text, words, at, &["sept"])
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn is_year(year: u32) -> bool {
    (1900..2100).contains(&year)
}

fn is_month_and_day(month: u32, day: u32) -> bool {
    (1..=12).contains(&month) && (1..=31).contains(&day)
}

/// A phone number, from its first group of digits on: `(555) 123-4567`, `555-1234`,
/// `+44 20 7946 0958`, `0170 1234567`.
fn phone(text: &str, words: &[Word], at: usize) -> Found {
    words.get(at).filter(|word| word.is_number)?;
    let joins = |gap: &str| matches!(gap, " " | "-" | "." | "\u{a0}" | ") " | ")" | ")-" | " (");
    // Digits that lean on letters or on other numbers are part of something else.
    if let Some(before) = at.checked_sub(1) {
        let gap = gap(text, words, before);
        let leans = words[before].is_number && matches!(gap, "-" | "." | ":" | "/" | ",");
        if gap.is_empty() || leans {
            return None;
        }
    }
    let mut groups: Vec<&str> = Vec::new();
    let mut gaps: Vec<&str> = Vec::new();
    for (next, word) in words
        .iter()
        .enumerate()
        .skip(at)
        .take_while(|(_, w)| w.is_number)
    {
        if gaps.last().is_some_and(|gap| !joins(gap)) {
            break;
        }
        groups.push(&text[word.start..word.end]);
        gaps.push(gap(text, words, next));
    }
    let plus = text[..words[at].start].ends_with('+');
    let is_amount = |taken: usize| is_word(text, words, at + taken, &["mg", "mcg", "ml"]);
    let taken = (1..=groups.len()).rev();
    let mut taken = taken.filter(|n| is_phone(&groups[..*n], &gaps, plus) && !is_amount(*n));
    Some((Kind::Phone, at + taken.next()?))
}

fn is_phone(groups: &[&str], gaps: &[&str], plus: bool) -> bool {
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let digits: usize = lengths.iter().sum();
    let open = |group: &str| group.starts_with(|c: char| ('2'..='9').contains(&c));
    if plus {
        return (8..=15).contains(&digits);
    }
    match lengths.as_slice() {
        // As in North America: area, exchange, line.
        [3, 3, 4] => open(groups[0]) && (open(groups[1]) || gaps[0] != " "),
        [1, 3, 3, 4] => groups[0] == "1" && open(groups[1]),
        [3, 7] | [10] => open(groups[0]),
        [11] => groups[0].starts_with('1'),
        // Without the area, and not what looks like a range of round numbers.
        [3, 4] => gaps[0] == "-" && open(groups[0]) && !groups[1].ends_with("00"),
        // Elsewhere a 0 comes before the area.
        _ => {
            groups[0].starts_with('0')
                && (9..=12).contains(&digits)
                && lengths.iter().all(|length| *length >= 2)
        }
    }
}
