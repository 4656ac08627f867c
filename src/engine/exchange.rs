//! Packs and quizzes in other people's formats: taken in as drafts, and written out. Each way has a
//! report in which nothing is left unsaid ([`loss`]).
//!
//! What comes in may be anything. It is measured before anything is built from it, its text never
//! becomes markup, and what it does not say (competencies, reasons) is left open in the draft, for
//! the checker to list.

mod aiken;
mod detect;
pub mod gift;
pub mod handout;
pub mod loss;
mod markup;
mod moodle;
mod points;
mod question;
pub mod sheet;
mod text;

pub use detect::detect;
pub use gift::GiftWords;

use super::draft::{self, Draft, Mended};
use super::problem::Problem;
use loss::{Place, Report, What, Why};

/// The largest file that is taken in, in bytes.
pub const MAX_BYTES: usize = 1 << 20;

/// A format that is taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A pack's file, JSON.
    Pack,
    /// Our sheet: CSV, or with semicolons or tabs.
    Sheet,
    /// GIFT.
    Gift,
    /// Aiken.
    Aiken,
    /// Moodle XML.
    MoodleXml,
}

/// What a file gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// What it was read as.
    pub format: Format,
    /// The packs in it. There is none if nothing of it could be taken; the report says why.
    pub drafts: Vec<Draft>,
    /// What became of each thing in it.
    pub report: Report,
}

/// Why a file can't be taken in at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is too large.
    #[error("the file has {bytes} bytes, and {MAX_BYTES} is the most")]
    TooLarge {
        /// How large it is.
        bytes: usize,
    },
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is UTF-16, as some programs call “Unicode text”.
    #[error("the file is UTF-16; it has to be saved as UTF-8")]
    Utf16,
    /// It is text in some older encoding.
    #[error("the file is not UTF-8, from line {line} on; it has to be saved as UTF-8")]
    NotUtf8 {
        /// The first line that is not.
        line: usize,
    },
    /// It is a spreadsheet, a document or a packed file, and not text.
    #[error("the file is not text; a spreadsheet has to be saved as CSV")]
    NotText,
    /// It is text of no format that is known.
    #[error("this is none of the formats that are known")]
    Unknown,
    /// It begins like XML and is not.
    #[error("this is not well-formed XML, from line {line} on")]
    NotXml {
        /// Where it ceases to be.
        line: usize,
    },
    /// It declares a document type, which could expand to anything.
    #[error("XML with a document type is not read")]
    DocumentType,
    /// It is XML of another kind, by the name of its outermost element.
    #[error("this is XML, but no quiz of Moodle’s: <{0}>")]
    OtherXml(String),
    /// There is more in it than in any quiz.
    #[error("there is more in this file than is read at once")]
    TooMuch,
    /// It is a pack's file that can't be read at all; the checker says why.
    #[error("{}", .0.sentence)]
    NotAPack(Box<Problem>),
}

/// A file's bytes as text.
///
/// # Errors
/// [`Refusal`] if it is too large, empty, or not UTF-8.
pub fn decode(bytes: &[u8]) -> Result<&str, Refusal> {
    if bytes.len() > MAX_BYTES {
        let bytes = bytes.len();
        return Err(Refusal::TooLarge { bytes });
    }
    let is_utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    // Without a mark: every other byte of plain text is 0.
    let zeros = bytes.iter().take(200).filter(|b| **b == 0).count();
    if is_utf16 || (bytes.len() > 3 && zeros * 3 >= bytes.len().min(200)) {
        return Err(Refusal::Utf16);
    }
    if zeros > 0 || bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
    {
        return Err(Refusal::NotText);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = 1 + good.iter().filter(|b| **b == b'\n').count();
        Refusal::NotUtf8 { line }
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    Ok(text)
}

/// Takes a file or a pasted text in, in whatever format it is.
///
/// # Errors
/// [`Refusal`] if it can't be read as any.
pub fn import(bytes: &[u8]) -> Result<Imported, Refusal> {
    let format = detect(decode(bytes)?).ok_or(Refusal::Unknown)?;
    import_as(bytes, format)
}

/// As [`import`], read as that format.
///
/// # Errors
/// [`Refusal`] if it can't be read as that.
pub fn import_as(bytes: &[u8], format: Format) -> Result<Imported, Refusal> {
    let text = decode(bytes)?;
    let (mut drafts, mut report) = match format {
        Format::Pack => pack(text)?,
        Format::Sheet => sheet::read(text),
        Format::Gift => gift::read(text),
        Format::Aiken => aiken::read(text),
        Format::MoodleXml => moodle::read(text)?,
    };
    mend_ids(&mut drafts, &mut report);
    Ok(Imported {
        format,
        drafts,
        report,
    })
}

/// Gives everything an id that can be used, and says which ids were others in the file: results and
/// links may name them.
fn mend_ids(drafts: &mut [Draft], report: &mut Report) {
    let taken = report.losses.iter();
    let taken = taken.filter(|loss| matches!(loss.why, Why::AsMoment { .. }));
    let mut places: Vec<Place> = taken.map(|loss| loss.at.clone()).collect();
    let mut is_mended = false;
    for draft in drafts {
        let mended = draft.mend_ids();
        let count = draft.scenarios.len().min(places.len());
        let of_draft: Vec<Place> = places.drain(..count).collect();
        for Mended { spot, was, now } in mended {
            let at = spot.moment().and_then(|m| of_draft.get(m));
            let at = at.cloned().unwrap_or_default();
            report.note(&at, What::Id, Why::Renamed { now }, &was);
            is_mended = true;
        }
    }
    if is_mended {
        report.in_order();
    }
}

/// A pack's file. What of it is not in the draft is said in the checker's words.
fn pack(text: &str) -> Result<(Vec<Draft>, Report), Refusal> {
    let reading = draft::read(text);
    let Some(draft) = reading.thing else {
        let problem = reading.problems.into_iter().next();
        return Err(problem.map_or(Refusal::Unknown, |p| Refusal::NotAPack(Box::new(p))));
    };
    let mut report = Report::default();
    for (number, scenario) in draft.scenarios.iter().enumerate() {
        let at = Place::new(number + 1, &scenario.title);
        let responses = scenario.steps.iter().map(|s| s.responses.len()).sum();
        report.note(&at, What::Question, Why::AsMoment { responses }, "");
    }
    for problem in reading.problems {
        let why = Why::Checker(problem.sentence);
        report.note(&Place::default(), What::Field, why, &problem.pointer);
    }
    Ok((vec![draft], report))
}
