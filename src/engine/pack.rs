//! A pack as it stands in its file, format 1: what an author writes and a learner reads.
//!
//! A [`Pack`] is made only by [`crate::engine::read`], which checks it; whoever holds one may rely
//! on everything that the checker calls an error being absent.

use litemap::LiteMap;

use serde::{Serialize, Serializer};

use super::id::{CompetencyId, FrameworkId, PackId, PrincipleId, ResponseId, ScenarioId, StepId};
use super::json::Number;
use super::topic::{Drift, Topic};

/// The format of pack files that this version writes, and the newest that it reads.
pub const PACK_FORMAT: u64 = 1;

/// A set of scenarios that are published together.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Pack {
    /// The file's format: 1.
    pub(super) format: u64,
    /// The pack's id: lower-case letters, digits and hyphens. Never changed once published.
    pub(super) id: PackId,
    /// The pack's name, as learners see it.
    pub(super) title: String,
    /// The language of its text, as a BCP 47 tag: `en`.
    pub(super) lang: String,
    /// The author's own version of the pack: `1.0.0`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) version: String,
    /// The id of the framework whose competencies it asks for.
    pub(super) framework: FrameworkId,
    /// The licence of the content: `CC-BY-4.0`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) license: String,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) authors: Vec<String>,
    /// One or two sentences about the pack.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) about: String,
    /// Who keyed it.
    pub(super) key: Key,
    /// The moments and stories.
    pub(super) scenarios: Vec<Scenario>,
}

impl Pack {
    /// The pack's id.
    #[must_use]
    pub fn id(&self) -> &PackId {
        &self.id
    }

    /// The pack's name.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The language of its text, as a BCP 47 tag.
    #[must_use]
    pub fn lang(&self) -> &str {
        &self.lang
    }

    /// The framework that its competencies belong to.
    #[must_use]
    pub fn framework(&self) -> &FrameworkId {
        &self.framework
    }

    /// One or two sentences about it; may be empty.
    #[must_use]
    pub fn about(&self) -> &str {
        &self.about
    }

    /// Who keyed it.
    #[must_use]
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// Its scenarios, in the author's order: at least one.
    #[must_use]
    pub fn scenarios(&self) -> &[Scenario] {
        &self.scenarios
    }

    /// The scenario of that id.
    #[must_use]
    pub fn scenario(&self, id: &ScenarioId) -> Option<&Scenario> {
        self.scenarios.iter().find(|s| s.id == *id)
    }
}

/// Who decided how well each option fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Key {
    /// `author`, or `panel` where ten or more raters voted.
    pub status: KeyStatus,
    /// A sentence about it for the learner.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Key {
    /// Whether its note says what our own packs say, and no more: it can be said in other words.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        self.note == "Keyed by the authors. No panel has reviewed it yet."
    }
}

/// Whether the authors alone keyed a pack, or a panel's votes stand beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum KeyStatus {
    /// Keyed by its authors.
    Author,
    /// Keyed with the votes of a panel of ten or more.
    Panel,
}

/// A moment (one step) or a story (several).
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Scenario {
    /// Its id, unique in the pack. Results refer to it: never changed, never used again for another.
    pub id: ScenarioId,
    /// A short title that does not give the key away.
    pub title: String,
    /// Where and when it happens: `residential unit, evening`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub setting: String,
    /// What a learner may not want to read about just now.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Topic>,
    /// The framework's principles that it shows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub principles: Vec<PrincipleId>,
    /// Where law or a program's policy decides: a sentence that says so.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub policy_dependent: String,
    /// Its steps; the first is where it begins.
    pub steps: Vec<Step>,
    /// What to take away from it: one or two sentences.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub takeaway: String,
    /// A question for the learner to think about.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reflect: String,
    /// Where its facts come from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// Checks that this scenario is let off, each with its reason.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allow: Vec<Allow>,
}

/// One check that a scenario is let off.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Allow {
    /// The check's name: `reading-grade`.
    pub check: String,
    /// Why it does not hold here.
    pub reason: String,
}

/// One decision, or one ending of a story.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Step {
    /// Its id, unique in the scenario.
    pub id: StepId,
    /// What happens: told and spoken, in order.
    pub story: Vec<Block>,
    /// The competency question; the first step has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub competency: Option<CompetencyQuestion>,
    /// The response question; empty at an ending.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub responses: Vec<Response>,
    /// At an ending: what this path taught.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub outcome: String,
    /// The votes of a real panel; never invented.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub panel: Option<Panel>,
}

/// A piece of the story: either told (`text`) or spoken (`who`, `says`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Block {
    /// Something told.
    Told {
        /// The text.
        text: String,
        /// Marks words that the language check must leave alone.
        #[serde(skip_serializing_if = "is_false")]
        voice: bool,
    },
    /// Something spoken.
    Spoken {
        /// Who speaks.
        who: String,
        /// What they say.
        says: String,
        /// Marks a character's own words, which the language check leaves alone.
        #[serde(skip_serializing_if = "is_false")]
        voice: bool,
    },
}

impl Block {
    /// The words, told or spoken, without the speaker's name.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Told { text, .. } => text,
            Self::Spoken { says, .. } => says,
        }
    }
}

/// “Which competency does this moment call for most?”
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CompetencyQuestion {
    /// Two to eight competencies; exactly one has credit 1.
    pub options: Vec<CompetencyOption>,
}

/// One competency to choose.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CompetencyOption {
    /// The competency's id in the framework: `VIII.1`.
    pub id: CompetencyId,
    /// 1 for the one the moment calls for most, 0.5 for one that can be defended, else 0.
    pub credit: Credit,
    /// Why.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// What a competency option earns: 0, 0.5 or 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Credit {
    /// Earns nothing.
    None,
    /// Earns half: it can be defended.
    Half,
    /// Earns all: what the moment calls for most.
    Full,
}

impl Credit {
    /// The credit as a number: 0, 0.5 or 1.
    #[must_use]
    pub fn value(self) -> f64 {
        match self {
            Self::None => 0.0,
            Self::Half => 0.5,
            Self::Full => 1.0,
        }
    }

    /// The credit that a file's number stands for; none but 0, 0.5 and 1 do.
    #[must_use]
    pub fn from_number(number: &Number) -> Option<Self> {
        match number.decimal()? {
            (0, _) => Some(Self::None),
            (5, -1) => Some(Self::Half),
            (1, 0) => Some(Self::Full),
            _ => None,
        }
    }
}

impl Serialize for Credit {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::None => to.serialize_u8(0),
            Self::Half => to.serialize_f64(0.5),
            Self::Full => to.serialize_u8(1),
        }
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Credit {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Credit".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "enum": [0, 0.5, 1] })
    }
}

/// One thing the peer worker might say or do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Response {
    /// Its id, unique in the step.
    pub id: ResponseId,
    /// What is said or done.
    pub text: String,
    /// How well it fits: 3 fits well, 2 fits partly, 1 misses, 0 would do harm.
    pub fit: Fit,
    /// Why: what it does to the person and the relationship.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// The slip that it is an example of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drift: Option<Drift>,
    /// Whether someone could come to harm by it; needs fit 0.
    #[serde(rename = "unsafe", skip_serializing_if = "is_false")]
    pub is_unsafe: bool,
    /// In a story, the step that follows; without it the story ends here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<StepId>,
    /// Marks a deliberately poor wording, which the language check leaves alone.
    #[serde(skip_serializing_if = "is_false")]
    pub voice: bool,
}

/// How well a response fits: 3 fits well, 2 fits partly, 1 misses, 0 would do harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Fit(u8);

impl Fit {
    /// All four, the best first.
    pub const ALL: [Self; 4] = [Self(3), Self(2), Self(1), Self(0)];
    /// The highest.
    pub const MAX: Self = Self(3);

    /// The fit of that number; none but 0–3 are.
    #[must_use]
    pub fn new(value: u64) -> Option<Self> {
        u8::try_from(value).ok().filter(|v| *v <= 3).map(Self)
    }

    /// The fit as a number, 0–3.
    #[must_use]
    pub fn value(self) -> u8 {
        self.0
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Fit {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Fit".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "enum": [0, 1, 2, 3] })
    }
}

/// How a real panel voted on one step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Panel {
    /// The groups that voted.
    pub groups: Vec<PanelGroup>,
}

/// The votes of one group of raters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PanelGroup {
    /// Who they are: `peers with lived experience`.
    pub name: String,
    /// How many voted.
    pub raters: u64,
    /// Votes by competency.
    #[serde(skip_serializing_if = "LiteMap::is_empty")]
    #[cfg_attr(test, schemars(with = "std::collections::BTreeMap<CompetencyId, u64>"))]
    pub competency: LiteMap<CompetencyId, u64>,
    /// Votes by response.
    #[serde(skip_serializing_if = "LiteMap::is_empty")]
    #[cfg_attr(test, schemars(with = "std::collections::BTreeMap<ResponseId, u64>"))]
    pub responses: LiteMap<ResponseId, u64>,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde's skip_serializing_if passes a reference
fn is_false(value: &bool) -> bool {
    !*value
}
