//! Tables for spreadsheets: CSV as RFC 4180 has it, with a byte order mark, by which they know that
//! it is UTF-8.
//!
//! A field that begins like a formula gets a leading `'`, so that no spreadsheet runs what somebody
//! wrote; the reader takes it off again. The crate `csv` would weigh fifteen times as much; it is
//! what the tests read and write with.

use std::fmt::Display;

/// What a table begins with.
pub const BYTE_ORDER_MARK: char = '\u{feff}';

/// A table that is being written.
#[derive(Debug, Clone)]
pub struct Table {
    text: String,
    /// Whether a field of the row was written already.
    is_amid: bool,
}

impl Table {
    /// A table with that first row.
    #[must_use]
    pub fn new(headings: &[&str]) -> Self {
        let mut table = Self {
            text: BYTE_ORDER_MARK.to_string(),
            is_amid: false,
        };
        table.row(headings.iter().copied());
        table
    }

    /// Adds a row.
    pub fn row<'f>(&mut self, fields: impl IntoIterator<Item = &'f str>) {
        fields.into_iter().for_each(|field| self.text(field));
        self.end();
    }

    /// Adds a field to the row at hand.
    pub fn text(&mut self, field: &str) {
        let is_quoted = field.contains(['"', ',', ';', '\r', '\n']) || field.trim() != field;
        // What would be taken off in reading is put on in writing.
        let guard = if is_formula(field) || guarded(field).is_some() {
            "'"
        } else {
            ""
        };
        if is_quoted {
            let field = field.replace('"', "\"\"");
            self.put(&format!("\"{guard}{field}\""));
        } else {
            self.put(&format!("{guard}{field}"));
        }
    }

    /// Adds a number to the row at hand. Unlike a text it may begin with a sign.
    pub fn number(&mut self, number: impl Display) {
        self.put(&number.to_string());
    }

    /// Ends the row at hand.
    pub fn end(&mut self) {
        self.text.push_str("\r\n");
        self.is_amid = false;
    }

    /// The table's text.
    #[must_use]
    pub fn done(self) -> String {
        self.text
    }

    fn put(&mut self, field: &str) {
        if self.is_amid {
            self.text.push(',');
        }
        self.text.push_str(field);
        self.is_amid = true;
    }
}

/// The rows of a table. Whatever the text is, it is some table: a quote that is not closed ends
/// with the text.
#[must_use]
pub fn rows(text: &str) -> Vec<Vec<String>> {
    rows_by(text, ',')
}

/// As [`rows`], of a table whose fields are parted by another sign: spreadsheets write semicolons
/// where a comma stands in numbers, and copy with tabs.
#[must_use]
pub fn rows_by(text: &str, between: char) -> Vec<Vec<String>> {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let mut rows = Vec::new();
    let mut row: Vec<String> = Vec::new();
    let mut field = String::new();
    let mut is_quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if is_quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' if is_quoted => is_quoted = false,
            '"' if field.is_empty() => is_quoted = true,
            c if c == between && !is_quoted => row.push(unguarded(std::mem::take(&mut field))),
            '\r' | '\n' if !is_quoted => {
                if c == '\r' && chars.peek() == Some(&'\n') {
                    chars.next();
                }
                row.push(unguarded(std::mem::take(&mut field)));
                rows.push(std::mem::take(&mut row));
            }
            c => field.push(c),
        }
    }
    if !field.is_empty() || !row.is_empty() || is_quoted {
        row.push(unguarded(field));
        rows.push(row);
    }
    rows
}

/// How spreadsheets know a formula (OWASP, “CSV Injection”).
fn is_formula(field: &str) -> bool {
    field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

/// What stands behind a leading `'` that is a guard.
fn guarded(field: &str) -> Option<&str> {
    let rest = field.strip_prefix('\'')?;
    (is_formula(rest) || rest.starts_with('\'')).then_some(rest)
}

fn unguarded(field: String) -> String {
    match guarded(&field) {
        Some(rest) => rest.to_owned(),
        None => field,
    }
}
