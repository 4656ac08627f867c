//! JSON text that may be anything.

use crate::engine::json::{self, Value};
use crate::engine::problem::Problem;

/// Parses JSON text that may be anything. An error is said with its line and column.
///
/// # Errors
/// A problem that says what is amiss: too large, not JSON (and whether it is a web page), cut off.
pub fn parse_json(text: &str, max_bytes: usize) -> Result<Value, Problem> {
    let text = without_mark(text);
    if text.len() > max_bytes {
        return Err(Problem::error(
            "limit",
            "",
            format!(
                "The file has {} bytes, and {max_bytes} is the most. Make two files of it.",
                text.len()
            ),
        ));
    }
    if text.trim_start().starts_with('<') {
        return Err(Problem::error(
            "not-json",
            "",
            "This is a web page, not a JSON file. The file is probably missing at that address: check its name and that it was uploaded.",
        ));
    }
    json::parse(text).map_err(|error| {
        let place = format!("line {}, column {}", error.line, error.column);
        let sentence = if error.is_cut_off {
            format!("The file ends too early, at {place}. It was probably cut off: save or upload it again.")
        } else {
            format!("This is not valid JSON from {place} on. Look there for a missing comma, quote or bracket.")
        };
        Problem::error("not-json", "", sentence)
    })
}

/// As [`parse_json`], without a word about what is amiss.
#[must_use]
pub fn parse_quietly(text: &str, max_bytes: usize) -> Option<Value> {
    let text = without_mark(text);
    json::parse(text).ok().filter(|_| text.len() <= max_bytes)
}

/// Some editors put a mark of the encoding before the text.
fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}
