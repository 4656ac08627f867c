//! The result code: one finished session, short enough for a link. It holds the choices and no
//! score; whoever opens it works the scores out anew from the pack, so that a code can't claim what
//! its choices do not earn.
//!
//! A code is `1.` and base64url. Its bytes, bit by bit, the highest first:
//!
//! | bits | what |
//! | --- | --- |
//! | 11 | how many bytes there are, the checksum among them |
//! | 1, 2 | mode, format, by their places in [`Mode::ALL`] and [`Format::ALL`] |
//! | 1, 1 | whether certainties follow; whether a label does |
//! | 32 | the attempt's random number |
//! | number, number | the minute since 1970 in which it was finished; seconds taken |
//! | 7, then 8 each | the label's bytes: how many, and they |
//! | gamma | how many packs, by id and edition |
//! | 6, then 6 each; 64 | a pack's id: its length less one, and its characters; its edition |
//! | gamma | how many of the pack's moments were answered, in the pack's order |
//! | gamma | how far a moment stands behind the one before, in the pack's order; the first behind the place before the pack |
//! | 1, gamma | whether it is a story, and if so, how many steps were answered |
//! | 1 | at each step but the first: whether the competency was asked |
//! | 3, 2 | the competency's place among the options; how sure, if certainties follow: 0 not said, 1–3 |
//! | 3 | *best*, and every story: the response's place |
//! | 3, 3 | *best and worst*: the places of both |
//! | 3, then 2 each | *rate each*: how many responses less one, and the rating of each |
//! | 2 | how sure of the response, if certainties follow |
//! | | zeros to the end of the byte; CRC-32 of `1.` and all bytes before, the highest byte first |
//!
//! *Number* and *gamma* are those of [`bits::BitWriter`].
//!
//! What a learner skipped, swapped or avoids is not in it, and can't be worked out from it either.
//! That is why it has **no seed**: from a seed of 32 bits anyone can draw the form again and see what
//! is missing. For the same reason the moments stand in their pack's order and not in that of the
//! session, and of packs only those are named of which something was answered. Of one set of answers
//! there is one code.

pub mod bits;
pub mod find;
mod open;
mod read;
mod write;

use std::fmt;
use std::str::FromStr;

use super::edition::Edition;
use super::id::PackId;
use super::practice::{Format, Mode};
use super::reader;
use super::save;
use super::score::Certainty;

pub use open::{Missing, OpenError, Opened, moment_answer};
pub use write::WriteError;

/// The version of codes that this version writes, and the newest that it reads.
pub const CODE_VERSION: u32 = 1;

/// The most characters of a code.
pub const MAX_CODE_CHARS: usize = 2000;

/// The most characters of a label.
pub const MAX_LABEL_CHARS: usize = 24;

/// The bits of the length that stands first.
const LENGTH_BITS: u32 = 11;

/// The bytes of the checksum that stands last.
const CRC_BYTES: usize = 4;

/// The characters of a pack's id, by value.
const ID_CHARS: &[u8; 37] = b"abcdefghijklmnopqrstuvwxyz0123456789-";

/// A result code, read but not yet opened: choices as places among options. Made from an attempt by
/// [`Code::of`] or from text by [`Code::parse`]; its text is what it displays as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    mode: Mode,
    format: Format,
    token: u32,
    finished: u32,
    seconds: u32,
    label: Option<Label>,
    /// By id and edition, at least one.
    packs: Vec<PackAnswers>,
}

/// What a code holds of one pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackAnswers {
    id: PackId,
    edition: Edition,
    /// By their place in the pack, at least one.
    moments: Vec<CodedMoment>,
}

/// The answers to one moment or story, as places among options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodedMoment {
    /// Its place in its pack, from 0.
    pub ordinal: u16,
    /// Whether it is a story.
    pub is_story: bool,
    /// The steps answered: one of a moment, one or more of a story.
    pub steps: Vec<CodedStep>,
}

/// The answers to one step, as places among options, from 0 and in the order of the pack's file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CodedStep {
    /// The competency chosen; `None` where the step does not ask.
    pub competency: Option<u8>,
    /// How sure the learner was of it, if asked.
    pub competency_sure: Option<Certainty>,
    /// The choice of responses.
    pub choice: CodedChoice,
    /// How sure the learner was of that, if asked.
    pub sure: Option<Certainty>,
}

/// A choice of responses, as places among them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum CodedChoice {
    /// The one that fits best.
    Best(u8),
    /// The one that fits best and the one that fits worst.
    BestWorst(u8, u8),
    /// A rating of each, 0–3.
    Rate(Vec<u8>),
}

/// What a learner may call their result: 1 to [`MAX_LABEL_CHARS`] characters, none of them hidden.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label(String);

/// Why a text can't be a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LabelError {
    /// It is empty, or white space only.
    #[error("a label can't be empty")]
    Empty,
    /// It has more than [`MAX_LABEL_CHARS`] characters.
    #[error("a label has at most {MAX_LABEL_CHARS} characters")]
    TooLong,
    /// It has a line break, or a character that makes a text look other than it is.
    #[error("a label can't have hidden characters")]
    Hidden,
}

/// Why a text is not a result code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// There is nothing in it that begins like a code.
    #[error("there is no result code here")]
    None,
    /// It ends before the code does.
    #[error("the code is cut off")]
    CutOff,
    /// It is as long as it should be, but something in it was changed.
    #[error("the code was changed: a character is wrong, missing or too many")]
    Changed,
    /// It is of a newer version of codes.
    #[error("the code was written by a newer version ({0})")]
    Newer(u32),
    /// It is whole, and says what no result says: it was not made by this app.
    #[error("the code is whole but says what no result says")]
    Unsound,
}

impl Code {
    /// When feedback was given.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// How the responses of single moments were asked.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// The random number that tells the attempt from others.
    #[must_use]
    pub fn token(&self) -> u32 {
        self.token
    }

    /// When it was finished, in minutes since 1970.
    #[must_use]
    pub fn finished(&self) -> u32 {
        self.finished
    }

    /// Seconds spent, long pauses left out.
    #[must_use]
    pub fn seconds(&self) -> u32 {
        self.seconds
    }

    /// What the learner called it.
    #[must_use]
    pub fn label(&self) -> Option<&Label> {
        self.label.as_ref()
    }

    /// The packs of which something was answered, by id and edition: at least one.
    #[must_use]
    pub fn packs(&self) -> &[PackAnswers] {
        &self.packs
    }

    /// How many moments and stories were answered.
    #[must_use]
    pub fn answers(&self) -> usize {
        self.packs.iter().map(|pack| pack.moments.len()).sum()
    }
}

impl PackAnswers {
    /// The pack's id.
    #[must_use]
    pub fn id(&self) -> &PackId {
        &self.id
    }

    /// The pack's edition.
    #[must_use]
    pub fn edition(&self) -> Edition {
        self.edition
    }

    /// What was answered, in the pack's order: at least one.
    #[must_use]
    pub fn moments(&self) -> &[CodedMoment] {
        &self.moments
    }
}

impl fmt::Display for Code {
    /// `1.` and base64url.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{CODE_VERSION}.{}", bits::to_text(&self.bytes()))
    }
}

impl Label {
    /// The label as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Label {
    type Err = LabelError;

    /// The label, without white space around it.
    fn from_str(text: &str) -> Result<Self, LabelError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(LabelError::Empty);
        }
        if text.chars().count() > MAX_LABEL_CHARS {
            return Err(LabelError::TooLong);
        }
        if text.chars().any(|c| c.is_control() || reader::is_hidden(c)) {
            return Err(LabelError::Hidden);
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The checksum of a body: the CRC-32 of IEEE 802.3, as in saves, of the version and all bytes
/// before the checksum. It notices every change of up to 32 bits in a row, hence every change of
/// one character.
fn checksum(body: &[u8]) -> u32 {
    let mut bytes = format!("{CODE_VERSION}.").into_bytes();
    bytes.extend_from_slice(body);
    save::crc32(&bytes)
}
