//! A pack as a sheet that one edits in a spreadsheet: a row for each piece, read from top to bottom
//! like a script. The first column says what kind of piece the row is ([`RowKind`]), and most rows
//! say the rest in `text`. Nothing that a pack's file holds is lost on the way out and back.

mod read;
mod write;

pub use read::read;
pub use write::write;

use crate::engine::csv;

/// The columns. Their names are the same in every language, and their order is free.
pub const COLUMNS: [&str; 13] = [
    "kind", "moment", "step", "id", "who", "text", "credit", "fit", "why", "slip", "unsafe",
    "next", "voice",
];

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Kind,
    Moment,
    Step,
    Id,
    Who,
    Text,
    Credit,
    Fit,
    Why,
    Slip,
    Harm,
    Next,
    Voice,
}

/// The columns in the order of [`COLUMNS`].
const ALL: [Column; COLUMNS.len()] = [
    Column::Kind,
    Column::Moment,
    Column::Step,
    Column::Id,
    Column::Who,
    Column::Text,
    Column::Credit,
    Column::Fit,
    Column::Why,
    Column::Slip,
    Column::Harm,
    Column::Next,
    Column::Voice,
];

impl Column {
    fn name(self) -> &'static str {
        let known = ALL.iter().zip(COLUMNS).find(|(c, _)| **c == self);
        known.map_or("", |(_, name)| name)
    }
}

/// What a row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A pack begins: its id, and its title in `text`.
    Pack,
    /// Where an editor finds the schema.
    Schema,
    /// The language.
    Lang,
    /// The author's version.
    Version,
    /// The framework's id.
    Framework,
    /// The licence.
    License,
    /// One author.
    Author,
    /// What the pack is about.
    About,
    /// Who keyed it: the status in `id`, a sentence in `text`.
    Key,
    /// A moment or story begins: its id in `moment`, its title in `text`.
    Moment,
    /// Where and when.
    Setting,
    /// One content topic.
    Topic,
    /// One principle.
    Principle,
    /// What law or policy decides.
    Policy,
    /// What to take away.
    Takeaway,
    /// A question to think about.
    Reflect,
    /// One source.
    Source,
    /// One check that it is let off: its name in `id`, the reason in `text`.
    Allow,
    /// A step begins. Needed only where its rows don't say so by themselves.
    Step,
    /// Something told.
    Told,
    /// Something said, by `who`.
    Said,
    /// One competency to choose. Its `text` is for the reader of the sheet, and is not read back.
    Competency,
    /// One response.
    Response,
    /// What a path taught, at an ending.
    Outcome,
    /// A panel's votes, as JSON.
    Panel,
}

/// The kinds of rows, by the names that the sheet has for them.
pub const KINDS: [(&str, RowKind); 25] = [
    ("pack", RowKind::Pack),
    ("schema", RowKind::Schema),
    ("lang", RowKind::Lang),
    ("version", RowKind::Version),
    ("framework", RowKind::Framework),
    ("license", RowKind::License),
    ("author", RowKind::Author),
    ("about", RowKind::About),
    ("key", RowKind::Key),
    ("moment", RowKind::Moment),
    ("setting", RowKind::Setting),
    ("topic", RowKind::Topic),
    ("principle", RowKind::Principle),
    ("policy", RowKind::Policy),
    ("takeaway", RowKind::Takeaway),
    ("reflect", RowKind::Reflect),
    ("source", RowKind::Source),
    ("allow", RowKind::Allow),
    ("step", RowKind::Step),
    ("told", RowKind::Told),
    ("said", RowKind::Said),
    ("competency", RowKind::Competency),
    ("response", RowKind::Response),
    ("outcome", RowKind::Outcome),
    ("panel", RowKind::Panel),
];

impl RowKind {
    fn name(self) -> &'static str {
        let known = KINDS.iter().find(|(_, kind)| *kind == self);
        known.map_or("", |(name, _)| name)
    }

    fn of(name: &str) -> Option<Self> {
        let known = KINDS.iter().find(|(n, _)| name.eq_ignore_ascii_case(n));
        known.map(|(_, kind)| *kind)
    }
}

/// Whether a text is such a sheet, by its first line.
pub(super) fn is_sheet(text: &str) -> bool {
    layout(text).is_some()
}

/// What parts the fields of a sheet, and how many rows stand before its headings.
fn layout(text: &str) -> Option<(char, usize)> {
    let mut lines = text.lines();
    let mut line = lines.next()?;
    let mut before = 0;
    // A line with which a spreadsheet is told what parts the fields.
    if line
        .trim()
        .to_ascii_lowercase()
        .trim_matches('"')
        .starts_with("sep=")
    {
        line = lines.next()?;
        before = 1;
    }
    let has = |row: &[String], name| {
        row.iter()
            .any(|cell| cell.trim().eq_ignore_ascii_case(name))
    };
    let between = [',', ';', '\t'].into_iter().find(|between| {
        csv::rows_by(line, *between)
            .first()
            .is_some_and(|row| has(row, "kind") && has(row, "text"))
    })?;
    Some((between, before))
}
