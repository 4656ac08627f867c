//! A pack while it is being written: everything that a pack's file holds, as loose texts that may
//! be empty or wrong. What is amiss with it is for [`crate::engine::read`] and
//! [`crate::engine::check`] to say; a draft only loses nothing.

mod checked;
mod edit;
mod field;
mod graph;
mod read;
mod slug;
mod studio;
mod template;
mod write;

pub use checked::{Checked, Place};
pub use edit::{Edit, Mended, New, Way};
pub use field::{Field, List, Name, Spot};
pub use graph::{Edge, Graph, Node};
pub use read::{from_json, read};
pub use slug::{slug, unique};
pub use studio::{MAX_UNDO, Studio};

use super::json::Value;
use super::pack::{Allow, Credit};

/// A pack that is being written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// Where an editor finds the schema; no one else reads it.
    pub schema: String,
    /// The pack's id.
    pub id: String,
    /// The pack's name.
    pub title: String,
    /// The language of its text.
    pub lang: String,
    /// The author's own version of it.
    pub version: String,
    /// The id of the framework whose competencies it asks for.
    pub framework: String,
    /// The licence of the content.
    pub license: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// One or two sentences about it.
    pub about: String,
    /// Who keyed it: `author` or `panel`.
    pub key_status: String,
    /// A sentence about the key.
    pub key_note: String,
    /// The moments and stories.
    pub scenarios: Vec<DraftScenario>,
}

/// A moment (one step) or a story (several).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftScenario {
    /// Its id, unique in the pack.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where and when it happens.
    pub setting: String,
    /// Content topics, by their slugs.
    pub topics: Vec<String>,
    /// Principles that it shows, by their ids.
    pub principles: Vec<String>,
    /// Where law or a program's policy decides.
    pub policy_dependent: String,
    /// Its steps; the first is where it begins.
    pub steps: Vec<DraftStep>,
    /// What to take away from it.
    pub takeaway: String,
    /// A question to think about.
    pub reflect: String,
    /// Where its facts come from.
    pub sources: Vec<String>,
    /// Checks that it is let off.
    pub allow: Vec<Allow>,
}

/// One decision, or one ending of a story.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftStep {
    /// Its id, unique in the scenario.
    pub id: String,
    /// What happens.
    pub story: Vec<Line>,
    /// The options of the competency question; none means that it is not asked.
    pub competency: Vec<CompetencyOption>,
    /// The responses; none means that the story ends here.
    pub responses: Vec<Response>,
    /// At an ending: what this path taught.
    pub outcome: String,
    /// The votes of a real panel, just as they stand in the file.
    pub panel: Option<Value>,
}

/// A piece of the story.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Who speaks; empty where it is told.
    pub who: String,
    /// What is told or said.
    pub words: String,
    /// Whether the language check leaves it alone.
    pub voice: bool,
}

/// One competency to choose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CompetencyOption {
    /// The competency's id.
    pub id: String,
    /// What choosing it earns; `None` if that is not decided.
    pub credit: Option<Credit>,
    /// Why.
    pub why: String,
}

/// One thing the peer worker might say or do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Response {
    /// Its id, unique in the step.
    pub id: String,
    /// What is said or done.
    pub text: String,
    /// How well it fits, 3 to 0; `None` if that is not decided.
    pub fit: Option<u8>,
    /// Why.
    pub why: String,
    /// The slip that it is an example of, by its slug; empty for none.
    pub drift: String,
    /// Whether someone could come to harm by it.
    pub is_unsafe: bool,
    /// In a story, the id of the step that follows; empty where it ends.
    pub next: String,
    /// Whether the language check leaves its text alone.
    pub voice: bool,
}

impl DraftScenario {
    /// Whether it has more than one step.
    #[must_use]
    pub fn is_story(&self) -> bool {
        self.steps.len() > 1
    }
}
