//! What a learner set.

use super::topic::Topics;

/// A learner's settings. An absent field has its default, so that older saves stay readable.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// The interface's language, as a BCP 47 tag; absent means: as the browser says.
    pub lang: Option<String>,
    /// Light or dark.
    pub theme: Theme,
    /// How large the text is.
    pub text: TextSize,
    /// Topics that the learner would rather not meet.
    pub avoided: Topics,
    /// Whether to ask how sure the learner is.
    pub sure: bool,
    /// Whether to show certainty-based marks of the competency, where the learner is asked.
    pub marks: bool,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// All three.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The word that the page's root element carries; none for the system's.
    #[must_use]
    pub fn slug(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}

/// How large the text is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TextSize {
    /// As the browser says.
    #[default]
    Normal,
    /// An eighth larger.
    Large,
    /// A third larger.
    Larger,
}

impl TextSize {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Normal, Self::Large, Self::Larger];

    /// The word that the page's root element carries; none for the browser's size.
    #[must_use]
    pub fn slug(self) -> Option<&'static str> {
        match self {
            Self::Normal => None,
            Self::Large => Some("large"),
            Self::Larger => Some("larger"),
        }
    }
}
