//! Two closed lists that packs draw on: content topics and drifts.

use serde::Serialize;

macro_rules! slugs {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $slug:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $slug)] $variant,)+ }

        impl $name {
            /// All of them, in the order in which they are listed to a person.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word that files use.
            #[must_use]
            pub fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug,)+ }
            }

            /// The one that a file's word stands for.
            #[must_use]
            pub fn from_slug(slug: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.slug() == slug)
            }
        }
    };
}

slugs!(
    /// A subject that a learner may rather not read about just now; said in a content note.
    Topic {
        /// Suicide.
        Suicide = "suicide",
        /// Self-harm.
        SelfHarm = "self-harm",
        /// Overdose.
        Overdose = "overdose",
        /// Violence.
        Violence = "violence",
        /// Sexual violence.
        SexualViolence = "sexual-violence",
        /// Child welfare.
        ChildWelfare = "child-welfare",
        /// Death and grief.
        DeathGrief = "death-grief",
        /// Coercion and restraint.
        CoercionRestraint = "coercion-restraint",
        /// Racism.
        Racism = "racism",
        /// Eating.
        Eating = "eating",
        /// Homelessness.
        Homelessness = "homelessness",
        /// Pregnancy loss.
        PregnancyLoss = "pregnancy-loss",
    }
);

slugs!(
    /// The slip away from the peer role that a response is an example of.
    Drift {
        /// Doing for the person what they can do themselves.
        Rescuing = "rescuing",
        /// Advice that is a clinician's to give.
        ClinicalAdvice = "clinical-advice",
        /// A promise or closeness that the role can't keep.
        Boundary = "boundary",
        /// Sharing one's own story for one's own sake.
        SelfFocus = "self-focus",
        /// Comfort before the person was heard.
        PrematureReassurance = "premature-reassurance",
        /// Judging.
        Judgement = "judgement",
        /// Turning away from what is hard.
        Avoidance = "avoidance",
        /// Making support depend on conditions.
        Gatekeeping = "gatekeeping",
        /// Words of the trade in place of the person's own.
        Jargon = "jargon",
    }
);

/// Some of the content topics.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Topics(u16);

impl Topics {
    /// Adds a topic.
    pub fn insert(&mut self, topic: Topic) {
        self.0 |= Self::bit(topic);
    }

    /// Takes a topic out.
    pub fn remove(&mut self, topic: Topic) {
        self.0 &= !Self::bit(topic);
    }

    /// Whether the topic is among them.
    #[must_use]
    pub fn contains(self, topic: Topic) -> bool {
        self.0 & Self::bit(topic) != 0
    }

    /// They, in the order in which they are listed to a person.
    pub fn iter(self) -> impl Iterator<Item = Topic> {
        Topic::ALL
            .iter()
            .copied()
            .filter(move |topic| self.contains(*topic))
    }

    fn bit(topic: Topic) -> u16 {
        1 << (topic as u16)
    }
}

impl Extend<Topic> for Topics {
    fn extend<I: IntoIterator<Item = Topic>>(&mut self, topics: I) {
        topics.into_iter().for_each(|topic| self.insert(topic));
    }
}

impl FromIterator<Topic> for Topics {
    fn from_iter<I: IntoIterator<Item = Topic>>(topics: I) -> Self {
        let mut all = Self::default();
        all.extend(topics);
        all
    }
}

impl<const N: usize> From<[Topic; N]> for Topics {
    fn from(topics: [Topic; N]) -> Self {
        topics.into_iter().collect()
    }
}
