//! Where in a draft something stands, and its fields as the texts that a form's controls give.

use super::{Draft, DraftScenario, DraftStep, Edit, New};
use crate::engine::pack::Credit;

/// The draft itself, or one thing in it, by its place in each list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// The pack.
    Pack,
    /// A moment or story.
    Moment(usize),
    /// A step of it.
    Step(usize, usize),
    /// A line of a step's story.
    Line(usize, usize, usize),
    /// An option of its competency question.
    Option(usize, usize, usize),
    /// One of its responses.
    Response(usize, usize, usize),
    /// A check that a moment is let off.
    Allow(usize, usize),
}

/// The lists that things stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    /// The moments of a pack.
    Moments,
    /// The steps of a moment.
    Steps,
    /// The lines of a step's story.
    Story,
    /// The options of its competency question.
    Options,
    /// Its responses.
    Responses,
    /// The checks that a moment is let off.
    Allow,
}

/// A field of a spot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Field {
    /// Whose it is.
    pub spot: Spot,
    /// Which one.
    pub name: Name,
}

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident = $slug:literal,)+) => {
        /// The names of fields.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Name { $($(#[$doc])* $name,)+ }

        impl Name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The name in a pack's file; of a line's words, one of the two that it may have.
            #[must_use]
            pub fn slug(self) -> &'static str {
                match self { $(Self::$name => $slug,)+ }
            }
        }
    };
}

names!(
    /// An id; of an option, its competency.
    Id = "id",
    /// A title.
    Title = "title",
    /// The language.
    Lang = "lang",
    /// The author's version.
    Version = "version",
    /// The framework.
    Framework = "framework",
    /// The licence.
    License = "license",
    /// The authors, one to a line.
    Authors = "authors",
    /// What the pack is about.
    About = "about",
    /// Who keyed it.
    KeyStatus = "status",
    /// A sentence about the key.
    KeyNote = "note",
    /// Where and when.
    Setting = "setting",
    /// Content topics, one to a line.
    Topics = "topics",
    /// Principles, one to a line.
    Principles = "principles",
    /// Where law or policy decides.
    Policy = "policy_dependent",
    /// What to take away.
    Takeaway = "takeaway",
    /// A question to think about.
    Reflect = "reflect",
    /// Sources, one to a line.
    Sources = "sources",
    /// What an ending taught.
    Outcome = "outcome",
    /// Who speaks.
    Who = "who",
    /// What is told or said.
    Words = "says",
    /// Whether the language check leaves it alone: `true`, or empty.
    Voice = "voice",
    /// What an option earns: `1`, `0.5`, `0`, or empty.
    Credit = "credit",
    /// Why.
    Why = "why",
    /// What is said or done.
    Text = "text",
    /// How well it fits: `3` to `0`, or empty.
    Fit = "fit",
    /// The slip.
    Drift = "drift",
    /// Whether someone could come to harm: `true`, or empty.
    Unsafe = "unsafe",
    /// The step that follows.
    Next = "next",
    /// A check, by its name.
    Check = "check",
    /// Why a moment is let off it.
    Reason = "reason",
);

impl Spot {
    /// The moment that it is in.
    #[must_use]
    pub fn moment(self) -> Option<usize> {
        match self {
            Self::Pack => None,
            Self::Moment(m) | Self::Step(m, _) | Self::Allow(m, _) => Some(m),
            Self::Line(m, ..) | Self::Option(m, ..) | Self::Response(m, ..) => Some(m),
        }
    }

    /// The step that it is in.
    #[must_use]
    pub fn step(self) -> Option<(usize, usize)> {
        match self {
            Self::Pack | Self::Moment(_) | Self::Allow(..) => None,
            Self::Step(m, s) => Some((m, s)),
            Self::Line(m, s, _) | Self::Option(m, s, _) | Self::Response(m, s, _) => Some((m, s)),
        }
    }

    /// Its place in its list.
    #[must_use]
    pub fn place(self) -> usize {
        match self {
            Self::Pack => 0,
            Self::Moment(n) | Self::Step(_, n) | Self::Allow(_, n) => n,
            Self::Line(.., n) | Self::Option(.., n) | Self::Response(.., n) => n,
        }
    }

    /// What has another place in the same list.
    #[must_use]
    pub fn beside(self, place: usize) -> Self {
        match self {
            Self::Pack => Self::Pack,
            Self::Moment(_) => Self::Moment(place),
            Self::Step(m, _) => Self::Step(m, place),
            Self::Line(m, s, _) => Self::Line(m, s, place),
            Self::Option(m, s, _) => Self::Option(m, s, place),
            Self::Response(m, s, _) => Self::Response(m, s, place),
            Self::Allow(m, _) => Self::Allow(m, place),
        }
    }

    /// A field of it.
    #[must_use]
    pub fn field(self, name: Name) -> Field {
        Field { spot: self, name }
    }

    /// A name for it that can stand in a page as an id: `m0-s1-r2`.
    #[must_use]
    pub fn slug(self) -> String {
        match self {
            Self::Pack => "pack".to_owned(),
            Self::Moment(m) => format!("m{m}"),
            Self::Step(m, s) => format!("m{m}-s{s}"),
            Self::Line(m, s, n) => format!("m{m}-s{s}-l{n}"),
            Self::Option(m, s, n) => format!("m{m}-s{s}-o{n}"),
            Self::Response(m, s, n) => format!("m{m}-s{s}-r{n}"),
            Self::Allow(m, n) => format!("m{m}-a{n}"),
        }
    }
}

impl Field {
    /// A name for it that can stand in a page as an id: `m0-s1-r2-why`.
    #[must_use]
    pub fn slug(self) -> String {
        format!("{}-{}", self.spot.slug(), self.name.slug())
    }
}

/// What a field holds, to be read or changed.
enum Slot<'d> {
    Text(&'d String),
    Lines(&'d Vec<String>),
    Credit(Option<Credit>),
    Fit(Option<u8>),
    Flag(bool),
}

enum SlotMut<'d> {
    Text(&'d mut String),
    Lines(&'d mut Vec<String>),
    Credit(&'d mut Option<Credit>),
    Fit(&'d mut Option<u8>),
    Flag(&'d mut bool),
}

/// The slot of a field: one table for reading and for changing.
macro_rules! slot {
    ($draft:expr, $field:expr, $slot:ident, $get:ident, ($($by:tt)*), ($($copy:tt)*)) => {{
        use Name as N;
        use $slot as S;
        let Field { spot, name } = $field;
        let draft = $draft;
        match (spot, name) {
            (Spot::Pack, N::Id) => S::Text($($by)* draft.id),
            (Spot::Pack, N::Title) => S::Text($($by)* draft.title),
            (Spot::Pack, N::Lang) => S::Text($($by)* draft.lang),
            (Spot::Pack, N::Version) => S::Text($($by)* draft.version),
            (Spot::Pack, N::Framework) => S::Text($($by)* draft.framework),
            (Spot::Pack, N::License) => S::Text($($by)* draft.license),
            (Spot::Pack, N::Authors) => S::Lines($($by)* draft.authors),
            (Spot::Pack, N::About) => S::Text($($by)* draft.about),
            (Spot::Pack, N::KeyStatus) => S::Text($($by)* draft.key_status),
            (Spot::Pack, N::KeyNote) => S::Text($($by)* draft.key_note),
            (Spot::Moment(m), name) => {
                let moment = draft.scenarios.$get(m)?;
                match name {
                    N::Id => S::Text($($by)* moment.id),
                    N::Title => S::Text($($by)* moment.title),
                    N::Setting => S::Text($($by)* moment.setting),
                    N::Topics => S::Lines($($by)* moment.topics),
                    N::Principles => S::Lines($($by)* moment.principles),
                    N::Policy => S::Text($($by)* moment.policy_dependent),
                    N::Takeaway => S::Text($($by)* moment.takeaway),
                    N::Reflect => S::Text($($by)* moment.reflect),
                    N::Sources => S::Lines($($by)* moment.sources),
                    _ => return None,
                }
            }
            (Spot::Step(m, s), name) => {
                let step = draft.scenarios.$get(m)?.steps.$get(s)?;
                match name {
                    N::Id => S::Text($($by)* step.id),
                    N::Outcome => S::Text($($by)* step.outcome),
                    _ => return None,
                }
            }
            (Spot::Line(m, s, n), name) => {
                let line = draft.scenarios.$get(m)?.steps.$get(s)?.story.$get(n)?;
                match name {
                    N::Who => S::Text($($by)* line.who),
                    N::Words => S::Text($($by)* line.words),
                    N::Voice => S::Flag($($copy)* line.voice),
                    _ => return None,
                }
            }
            (Spot::Option(m, s, n), name) => {
                let option = draft.scenarios.$get(m)?.steps.$get(s)?.competency.$get(n)?;
                match name {
                    N::Id => S::Text($($by)* option.id),
                    N::Credit => S::Credit($($copy)* option.credit),
                    N::Why => S::Text($($by)* option.why),
                    _ => return None,
                }
            }
            (Spot::Response(m, s, n), name) => {
                let response = draft.scenarios.$get(m)?.steps.$get(s)?.responses.$get(n)?;
                match name {
                    N::Id => S::Text($($by)* response.id),
                    N::Text => S::Text($($by)* response.text),
                    N::Fit => S::Fit($($copy)* response.fit),
                    N::Why => S::Text($($by)* response.why),
                    N::Drift => S::Text($($by)* response.drift),
                    N::Unsafe => S::Flag($($copy)* response.is_unsafe),
                    N::Next => S::Text($($by)* response.next),
                    N::Voice => S::Flag($($copy)* response.voice),
                    _ => return None,
                }
            }
            (Spot::Allow(m, n), name) => {
                let allow = draft.scenarios.$get(m)?.allow.$get(n)?;
                match name {
                    N::Check => S::Text($($by)* allow.check),
                    N::Reason => S::Text($($by)* allow.reason),
                    _ => return None,
                }
            }
            (Spot::Pack, _) => return None,
        }
    }};
}

/// What a flag that is on says.
const ON: &str = "true";

impl Draft {
    /// What a field says; `None` if there is no such field.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<String> {
        let slot = slot!(self, field, Slot, get, (&), ());
        Some(match slot {
            Slot::Text(text) => text.clone(),
            Slot::Lines(lines) => lines.join("\n"),
            Slot::Credit(credit) => credit.map_or("", credit_text).to_owned(),
            Slot::Fit(fit) => fit.map(|fit| fit.to_string()).unwrap_or_default(),
            Slot::Flag(on) => if on { ON } else { "" }.to_owned(),
        })
    }

    /// Has a field say something else, and nothing more than that. Whether there is such a field.
    pub(super) fn put(&mut self, field: Field, text: &str) -> Option<()> {
        let slot = slot!(self, field, SlotMut, get_mut, (&mut), (&mut));
        match slot {
            SlotMut::Text(slot) => text.clone_into(slot),
            SlotMut::Lines(slot) => {
                // A line that is empty is one that is being written; at the end there is none.
                let text = text.trim_end_matches('\n');
                *slot = if text.is_empty() {
                    Vec::new()
                } else {
                    text.split('\n').map(str::to_owned).collect()
                };
            }
            SlotMut::Credit(slot) => {
                let all = [Credit::Full, Credit::Half, Credit::None];
                *slot = all.into_iter().find(|credit| credit_text(*credit) == text);
            }
            SlotMut::Fit(slot) => *slot = text.parse().ok(),
            SlotMut::Flag(slot) => *slot = text == ON,
        }
        Some(())
    }

    /// Whether things of that kind have such a field.
    #[must_use]
    pub(super) fn has(field: Field) -> bool {
        let one = |spot| match spot {
            Spot::Pack => Spot::Pack,
            Spot::Moment(_) => Spot::Moment(0),
            Spot::Step(..) => Spot::Step(0, 0),
            Spot::Line(..) => Spot::Line(0, 0, 0),
            Spot::Option(..) => Spot::Option(0, 0, 0),
            Spot::Response(..) => Spot::Response(0, 0, 0),
            Spot::Allow(..) => Spot::Allow(0, 0),
        };
        let mut example = Self::default();
        let _ = example.apply(Edit::Add(New::Moment), false);
        let _ = example.apply(Edit::Add(New::Allow(0)), false);
        example.get(one(field.spot).field(field.name)).is_some()
    }

    /// The moment or story at a place.
    #[must_use]
    pub fn moment(&self, m: usize) -> Option<&DraftScenario> {
        self.scenarios.get(m)
    }

    /// A step of one.
    #[must_use]
    pub fn step(&self, m: usize, s: usize) -> Option<&DraftStep> {
        self.moment(m)?.steps.get(s)
    }
}

/// A credit as a control gives it.
fn credit_text(credit: Credit) -> &'static str {
    match credit {
        Credit::Full => "1",
        Credit::Half => "0.5",
        Credit::None => "0",
    }
}
