//! Names of things. Each kind of id is a type of its own, so that a scenario's id can't be
//! passed where a pack's is meant, and each is checked once, when it is made.

use std::borrow::Borrow;
use std::fmt;

use serde::Serialize;

/// The most characters that an id may have.
pub const MAX_ID_CHARS: usize = 64;

/// Why a text is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// The text is empty.
    #[error("an id can't be empty")]
    Empty,
    /// The text has more than [`MAX_ID_CHARS`] characters.
    #[error("an id has at most {MAX_ID_CHARS} characters")]
    TooLong,
    /// The text has a character that the kind of id does not allow.
    #[error("an id is made of lower-case letters, digits and single hyphens, like `late-call`")]
    NotASlug,
    /// The text is not a framework's id such as `VIII.1`.
    #[error("a competency's id looks like `VIII.1`: its category's id, a dot, a number")]
    NotACompetency,
}

fn slug(text: &str) -> Result<(), IdError> {
    length(text)?;
    let clean = text
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !clean
        || text.starts_with('-')
        || text.ends_with('-')
        || text.as_bytes().windows(2).any(|pair| pair == b"--")
    {
        return Err(IdError::NotASlug);
    }
    Ok(())
}

fn length(text: &str) -> Result<(), IdError> {
    match text.len() {
        0 => Err(IdError::Empty),
        n if n > MAX_ID_CHARS => Err(IdError::TooLong),
        _ => Ok(()),
    }
}

fn category(text: &str) -> Result<(), IdError> {
    length(text)?;
    if text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        Ok(())
    } else {
        Err(IdError::NotACompetency)
    }
}

fn competency(text: &str) -> Result<(), IdError> {
    length(text)?;
    match text.rsplit_once('.') {
        Some((left, number))
            if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) =>
        {
            category(left)
        }
        _ => Err(IdError::NotACompetency),
    }
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $check:path) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                $check(text)?;
                Ok(Self(text.to_owned()))
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

id!(
    /// A pack's id, unique on a site: `everyday`.
    PackId, slug
);
id!(
    /// A scenario's id, unique in its pack: `late-call`.
    ScenarioId, slug
);
id!(
    /// A step's id, unique in its scenario: `start`.
    StepId, slug
);
id!(
    /// A response's id, unique in its step: `ask`.
    ResponseId, slug
);
id!(
    /// A framework's id: `samhsa-peer-2015`.
    FrameworkId, slug
);
id!(
    /// A principle's id, unique in its framework: `voluntary`.
    PrincipleId, slug
);
id!(
    /// A category's id, unique in its framework: `VIII`.
    CategoryId, category
);
id!(
    /// A competency's id, unique in its framework: `VIII.1`.
    CompetencyId, competency
);
id!(
    /// A session's id, and that of the attempt it becomes: a UUID drawn by the shell.
    SessionId, slug
);
id!(
    /// A diary entry's id: a UUID drawn by the shell.
    EntryId, slug
);
id!(
    /// A draft's id: a UUID drawn by the shell.
    DraftId, slug
);

impl CompetencyId {
    /// The category that the competency belongs to: what stands before its last dot.
    #[must_use]
    pub fn category(&self) -> CategoryId {
        // A competency's id was checked to have a dot with a category's id before it.
        CategoryId(self.category_str().to_owned())
    }

    /// As [`Self::category`], borrowed.
    #[must_use]
    pub fn category_str(&self) -> &str {
        self.0.rsplit_once('.').map_or("", |(left, _)| left)
    }
}

impl SessionId {
    /// The id of an attempt that came as a result code, and has no other: that of its random number.
    #[must_use]
    pub fn of_result(token: u32) -> Self {
        Self(format!("result-{token:08x}"))
    }
}

/// What the order of moments and options is drawn from. Written as 1–16 lower-case hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Seed(pub u64);

impl fmt::Display for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}", self.0)
    }
}

/// A seed is 1–16 lower-case hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a seed is 1 to 16 lower-case hex digits")]
pub struct SeedError;

impl std::str::FromStr for Seed {
    type Err = SeedError;

    fn from_str(text: &str) -> Result<Self, SeedError> {
        let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        if text.len() > 16 || !text.bytes().all(hex) {
            return Err(SeedError);
        }
        u64::from_str_radix(text, 16)
            .map(Self)
            .map_err(|_| SeedError)
    }
}

/// Which moment: its pack's id and its scenario's, written `pack/scenario`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MomentName {
    /// The pack.
    pub pack: PackId,
    /// The scenario in it.
    pub scenario: ScenarioId,
}

impl fmt::Display for MomentName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.pack, self.scenario)
    }
}

impl std::str::FromStr for MomentName {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let (pack, scenario) = text.split_once('/').ok_or(IdError::NotASlug)?;
        Ok(Self {
            pack: pack.parse()?,
            scenario: scenario.parse()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_lower_case_words_with_single_hyphens() {
        for good in ["a", "late-call", "2nd", &"x".repeat(64)] {
            assert!(good.parse::<ScenarioId>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "-a",
            "a-",
            "a--b",
            "A",
            "a b",
            "é",
            "a/b",
            &"x".repeat(65),
        ] {
            assert!(bad.parse::<ScenarioId>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_competency_knows_its_category() {
        let id: CompetencyId = "VIII.1".parse().unwrap();
        assert_eq!(id.category().as_str(), "VIII");
        for bad in ["VIII", ".1", "VIII.", "VIII.x", "V I.1"] {
            assert!(bad.parse::<CompetencyId>().is_err(), "{bad}");
        }
    }

    #[test]
    fn seeds_are_short_lower_case_hex() {
        assert_eq!("00ff".parse(), Ok(Seed(255)));
        assert_eq!(Seed(255).to_string(), "ff");
        assert_eq!("ffffffffffffffff".parse(), Ok(Seed(u64::MAX)));
        for bad in ["", "FF", "g", "0x1", "+1", "11111111111111111"] {
            assert_eq!(bad.parse::<Seed>(), Err(SeedError), "{bad}");
        }
    }
}
