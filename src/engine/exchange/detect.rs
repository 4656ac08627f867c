//! What a text is, by what stands in it: a file's name says little, and what is pasted has none.

use super::{Format, aiken, sheet};

/// The format of a text, if it looks like any.
#[must_use]
pub fn detect(text: &str) -> Option<Format> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if let Some(rest) = text.strip_prefix('{') {
        // GIFT without a question's text could begin so, but then no quote follows.
        if rest.trim_start().starts_with(['"', '}']) {
            return Some(Format::Pack);
        }
    }
    if sheet::is_sheet(text) {
        return Some(Format::Sheet);
    }
    if is_xml(text) {
        return Some(Format::MoodleXml);
    }
    if is_aiken(text) {
        return Some(Format::Aiken);
    }
    let is_gift = text.contains('{') && text.contains('}');
    let begins = |mark: &str| text.lines().any(|line| line.trim_start().starts_with(mark));
    (is_gift || begins("::") || begins("$CATEGORY:")).then_some(Format::Gift)
}

/// Whether it is XML: any, so that what is wrong with it can be said.
fn is_xml(text: &str) -> bool {
    ["<?xml", "<quiz", "<!--", "<!DOCTYPE"].iter().any(|begin| {
        let start = text.get(..begin.len()).unwrap_or_default();
        start.eq_ignore_ascii_case(begin)
    })
}

/// Whether a line says which answer is right, behind one that is an answer.
fn is_aiken(text: &str) -> bool {
    let mut has_option = false;
    for line in text.lines().map(str::trim) {
        if has_option && aiken::right(line).is_some() {
            return true;
        }
        has_option |= aiken::option(line).is_some();
    }
    false
}
