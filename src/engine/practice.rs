//! A practice link: the whole plan of a session, written into its address.
//!
//! Reading never fails. What is not understood is left out and reported as a [`Note`], so that a
//! link that was cut or mistyped still leads somewhere.

use std::fmt;
use std::str::FromStr;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::id::{CategoryId, MomentName, PackId, Seed};

/// How many moments a session has when its link does not say.
pub const DEFAULT_COUNT: u8 = 5;
/// The most moments that a link may ask for.
pub const MAX_COUNT: u8 = 100;
/// The longest timer, in minutes.
pub const MAX_TIMER: u16 = 600;

/// How the response question is asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Which fits best?
    #[default]
    Best,
    /// Which fits best, which fits worst?
    BestWorst,
    /// How well does each fit?
    Rate,
}

impl Format {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Best, Self::BestWorst, Self::Rate];

    /// The word that links use.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Best => "best",
            Self::BestWorst => "best-worst",
            Self::Rate => "rate",
        }
    }
}

/// When feedback is given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// After each answer.
    #[default]
    Learn,
    /// At the end only.
    Check,
}

impl Mode {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Learn, Self::Check];

    /// The word that links use.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Learn => "learn",
            Self::Check => "check",
        }
    }
}

/// The start of a pack's edition: 4–16 lower-case hex digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct EditionPrefix(String);

impl EditionPrefix {
    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for EditionPrefix {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        if (4..=16).contains(&text.len()) && text.bytes().all(hex) {
            Ok(Self(text.to_owned()))
        } else {
            Err("an edition is written with 4 to 16 lower-case hex digits")
        }
    }
}

/// What a practice link says. An absent key is `None` or empty; [`Self::count`] and its like give
/// the value to go by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Practice {
    /// `pack`: the packs to draw from; empty means all.
    pub packs: Vec<PackId>,
    /// `cat`: the categories that two thirds of the moments are keyed to; empty means no preference.
    pub categories: Vec<CategoryId>,
    /// `n`: how many moments, 1–100.
    pub n: Option<u8>,
    /// `seed`: what the order is drawn from.
    pub seed: Option<Seed>,
    /// `mode`: when feedback is given.
    pub mode: Option<Mode>,
    /// `format`: how the response question is asked.
    pub format: Option<Format>,
    /// `sure`: whether to ask for certainty; without it the learner's own setting decides.
    pub sure: Option<bool>,
    /// `timer`: minutes, 1–600; absent means none.
    pub timer: Option<u16>,
    /// `ed`: the editions of the packs, in the order of `packs`.
    pub editions: Vec<EditionPrefix>,
    /// `m`: the moments themselves, in their order.
    pub moments: Vec<MomentName>,
}

/// One key of a link that was left out, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The key as it stood in the link, cut to 40 characters.
    pub key: String,
    /// Its value, cut to 40 characters.
    pub value: String,
    /// Why it was left out.
    pub why: NoteKind,
}

/// Why a part of a link was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    /// No such key.
    UnknownKey,
    /// The key is known; its value says nothing.
    BadValue,
    /// The key stood there before; the first value counts.
    Repeated,
}

impl Practice {
    /// Reads what stands after `#/practice?`.
    #[must_use]
    pub fn parse(query: &str) -> (Self, Vec<Note>) {
        let mut practice = Self::default();
        let mut notes = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (key, raw) = pair.split_once('=').unwrap_or((pair, ""));
            let value = percent_decode_str(raw).decode_utf8_lossy();
            let mut note = |why| {
                notes.push(Note {
                    key: cut(key),
                    value: cut(&value),
                    why,
                });
            };
            if seen.contains(&key) {
                note(NoteKind::Repeated);
                continue;
            }
            seen.push(key);
            if let Err(why) = practice.read_key(key, &value) {
                note(why);
            }
        }
        (practice, notes)
    }

    fn read_key(&mut self, key: &str, value: &str) -> Result<(), NoteKind> {
        match key {
            "pack" => self.packs = list(value)?,
            "cat" => self.categories = list(value)?,
            "n" => self.n = Some(number(value, 1, MAX_COUNT)?),
            "seed" => self.seed = Some(value.parse().map_err(|_| NoteKind::BadValue)?),
            "mode" => self.mode = Some(word(value, &Mode::ALL, Mode::slug)?),
            "format" => self.format = Some(word(value, &Format::ALL, Format::slug)?),
            "sure" => {
                self.sure = Some(word(
                    value,
                    &[false, true],
                    |on| if on { "1" } else { "0" },
                )?)
            }
            "timer" => self.timer = Some(number(value, 1, MAX_TIMER)?),
            "ed" => self.editions = list(value)?,
            "m" => {
                let mut moments: Vec<MomentName> = list(value)?;
                moments.truncate(MAX_COUNT.into());
                let mut kept = Vec::with_capacity(moments.len());
                for moment in moments {
                    if !kept.contains(&moment) {
                        kept.push(moment);
                    }
                }
                self.moments = kept;
            }
            _ => return Err(NoteKind::UnknownKey),
        }
        Ok(())
    }

    /// How many moments to practise.
    #[must_use]
    pub fn count(&self) -> usize {
        self.n.unwrap_or(DEFAULT_COUNT).into()
    }

    /// When feedback is given.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.mode.unwrap_or_default()
    }

    /// How the response question is asked of a single moment; a story is always asked in *best*.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format.unwrap_or_default()
    }

    /// The edition that the link names for a pack, if it names one.
    #[must_use]
    pub fn edition_of(&self, pack: &PackId) -> Option<&EditionPrefix> {
        let place = self.packs.iter().position(|id| id == pack)?;
        self.editions.get(place)
    }
}

impl fmt::Display for Practice {
    /// What stands after `#/practice?`, with the keys in one fixed order: two links that say the
    /// same are the same text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut pairs: Vec<String> = Vec::new();
        let mut add = |key: &str, value: Option<String>| {
            if let Some(value) = value {
                pairs.push(format!("{key}={}", utf8_percent_encode(&value, KEPT)));
            }
        };
        add("pack", joined(&self.packs));
        add("cat", joined(&self.categories));
        add("n", self.n.map(|n| n.to_string()));
        add("mode", self.mode.map(|mode| mode.slug().to_owned()));
        add("format", self.format.map(|format| format.slug().to_owned()));
        add("sure", self.sure.map(|sure| u8::from(sure).to_string()));
        add("timer", self.timer.map(|minutes| minutes.to_string()));
        let editions: Vec<&str> = self.editions.iter().map(EditionPrefix::as_str).collect();
        add("ed", joined(&editions));
        add("m", joined(&self.moments));
        add("seed", self.seed.map(|seed| seed.to_string()));
        f.write_str(&pairs.join("&"))
    }
}

/// Characters that a link's values are written with as they are: those of ids and lists.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b',')
    .remove(b'/');

fn joined<T: ToString>(items: &[T]) -> Option<String> {
    let texts: Vec<String> = items.iter().map(ToString::to_string).collect();
    (!texts.is_empty()).then(|| texts.join(","))
}

/// A comma list, whole or not at all: half a list would be another form than the one meant.
fn list<T: FromStr>(value: &str) -> Result<Vec<T>, NoteKind> {
    let items: Result<Vec<T>, _> = value.split(',').map(str::parse).collect();
    items.map_err(|_| NoteKind::BadValue)
}

fn number<T: FromStr + PartialOrd>(value: &str, low: T, high: T) -> Result<T, NoteKind> {
    if !value.bytes().all(|b| b.is_ascii_digit()) {
        return Err(NoteKind::BadValue);
    }
    let number: T = value.parse().map_err(|_| NoteKind::BadValue)?;
    if number < low || number > high {
        return Err(NoteKind::BadValue);
    }
    Ok(number)
}

fn word<T: Copy>(value: &str, all: &[T], slug: impl Fn(T) -> &'static str) -> Result<T, NoteKind> {
    let found = all.iter().copied().find(|one| slug(*one) == value);
    found.ok_or(NoteKind::BadValue)
}

fn cut(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}
