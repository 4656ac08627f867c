//! From bytes that may be anything to a code. Nothing here takes more memory than a fixed multiple
//! of what it reads: each thing that is read has cost at least a bit.

use super::bits::{self, BitReader, chars_of};
use super::{
    CODE_VERSION, CRC_BYTES, Code, CodeError, CodedChoice, CodedMoment, CodedStep, ID_CHARS,
    LENGTH_BITS, Label, MAX_CODE_CHARS, PackAnswers, checksum,
};
use crate::engine::edition::Edition;
use crate::engine::practice::{Format, Mode};
use crate::engine::scenario::MAX_PATH;
use crate::engine::score::Certainty;

/// How many characters come after `1.`, as the first two of them tell; `None` of one, or if no
/// code is that long.
pub(super) fn length(first: &str) -> Option<usize> {
    let mut chars = first.chars();
    let mut bits = bits::BitWriter::default();
    for _ in 0..2 {
        bits.put(bits::value_of(chars.next()?)?, 6);
    }
    let bytes = BitReader::new(&bits.bytes()).take(LENGTH_BITS)?;
    let chars = chars_of(usize::try_from(bytes).ok()?);
    let least = chars_of(CRC_BYTES + 1);
    (chars > least && chars + "1.".len() <= MAX_CODE_CHARS).then_some(chars)
}

impl Code {
    /// The code that stands in a text, with or without its address. White space, line breaks,
    /// brackets, quotes and what follows the code are forgiven; so is an address that a mail scanner
    /// wrapped ([`super::find`]). If there are several codes, the first that can be read.
    ///
    /// # Errors
    /// [`CodeError`] if there is none that can be read: why the first of them can't.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let mut failed = CodeError::None;
        for found in super::find::only(text) {
            match found.code {
                Ok(code) => return Ok(code),
                Err(why) if failed == CodeError::None => failed = why,
                Err(_) => {}
            }
        }
        Err(failed)
    }

    /// The code of a version and of exactly as many characters as the first ones say.
    pub(super) fn of_text(version: u32, text: &str) -> Result<Self, CodeError> {
        if version > CODE_VERSION {
            return Err(CodeError::Newer(version));
        }
        if version != CODE_VERSION {
            return Err(CodeError::Changed);
        }
        let bytes = bits::from_text(text).ok_or(CodeError::Changed)?;
        let body = bytes.len().checked_sub(CRC_BYTES);
        let (body, crc) = body
            .and_then(|at| bytes.split_at_checked(at))
            .ok_or(CodeError::CutOff)?;
        if checksum(body).to_be_bytes() != *crc {
            return Err(CodeError::Changed);
        }
        let mut from = BitReader::new(body);
        // The length, by which the text was cut to these bytes: no other is written as long.
        from.take(LENGTH_BITS);
        let code = read_code(&mut from).filter(|_| from.is_done());
        code.ok_or(CodeError::Unsound)
    }
}

fn read_code(from: &mut BitReader<'_>) -> Option<Code> {
    let mode = *Mode::ALL.get(usize::from(from.small(1)?))?;
    let format = *Format::ALL.get(usize::from(from.small(2)?))?;
    let (asks_certainty, is_labelled) = (from.flag()?, from.flag()?);
    let (token, finished, seconds) = (from.take(32)?, from.number()?, from.number()?);
    let label = if is_labelled {
        Some(read_label(from)?)
    } else {
        None
    };
    let mut packs: Vec<PackAnswers> = Vec::new();
    for _ in 0..from.gamma()? {
        let pack = read_pack(from, format, asks_certainty)?;
        // In their order and each once: of one set of answers there is one code.
        let last = packs.last().map(|last| (&last.id, last.edition));
        if last.is_some_and(|last| last >= (&pack.id, pack.edition)) {
            return None;
        }
        packs.push(pack);
    }
    let code = Code {
        mode,
        format,
        token,
        finished,
        seconds,
        label,
        packs,
    };
    (code.says_how_sure() == asks_certainty).then_some(code)
}

fn read_label(from: &mut BitReader<'_>) -> Option<Label> {
    let mut bytes = Vec::new();
    for _ in 0..from.take(7)? {
        bytes.push(from.small(8)?);
    }
    let text = String::from_utf8(bytes).ok()?;
    let label: Label = text.parse().ok()?;
    (label.as_str() == text).then_some(label)
}

fn read_pack(from: &mut BitReader<'_>, format: Format, asks: bool) -> Option<PackAnswers> {
    let mut id = String::new();
    for _ in 0..=from.take(6)? {
        let char = ID_CHARS.get(usize::from(from.small(6)?))?;
        id.push(char::from(*char));
    }
    let mut edition = [0; 8];
    for byte in &mut edition {
        *byte = from.small(8)?;
    }
    let mut moments = Vec::new();
    let mut next: u32 = 0;
    for _ in 0..from.gamma()? {
        next = next.checked_add(from.gamma()?)?;
        let ordinal = (next - 1).try_into().ok()?;
        moments.push(read_moment(from, ordinal, format, asks)?);
    }
    Some(PackAnswers {
        id: id.parse().ok()?,
        edition: Edition::from_bytes(edition),
        moments,
    })
}

fn read_moment(
    from: &mut BitReader<'_>,
    ordinal: u16,
    format: Format,
    asks: bool,
) -> Option<CodedMoment> {
    let is_story = from.flag()?;
    let count = if is_story { from.gamma()? } else { 1 };
    if usize::try_from(count).ok()? > MAX_PATH {
        return None;
    }
    let format = if is_story { Format::Best } else { format };
    let mut steps = Vec::new();
    for index in 0..count {
        let is_asked = index == 0 || from.flag()?;
        steps.push(read_step(from, is_asked, format, asks)?);
    }
    Some(CodedMoment {
        ordinal,
        is_story,
        steps,
    })
}

fn read_step(
    from: &mut BitReader<'_>,
    is_asked: bool,
    format: Format,
    asks: bool,
) -> Option<CodedStep> {
    let sure = |from: &mut BitReader<'_>| {
        let said = if asks { from.small(2)? } else { 0 };
        Some(usize::from(said).checked_sub(1).map(|n| Certainty::ALL[n]))
    };
    let (competency, competency_sure) = if is_asked {
        (Some(from.small(3)?), sure(from)?)
    } else {
        (None, None)
    };
    let choice = match format {
        Format::Best => CodedChoice::Best(from.small(3)?),
        Format::BestWorst => {
            let (best, worst) = (from.small(3)?, from.small(3)?);
            if best == worst {
                return None;
            }
            CodedChoice::BestWorst(best, worst)
        }
        Format::Rate => {
            let mut ratings = Vec::new();
            for _ in 0..=from.take(3)? {
                ratings.push(from.small(2)?);
            }
            CodedChoice::Rate(ratings)
        }
    };
    Some(CodedStep {
        competency,
        competency_sure,
        choice,
        sure: sure(from)?,
    })
}
