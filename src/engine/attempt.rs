//! An attempt: one finished session, as data. It carries its own figures and needs no pack.

use litemap::LiteMap;

use super::answer::{MomentAnswer, Question};
use super::id::{CategoryId, MomentName, Seed, SessionId};
use super::order;
use super::practice::Practice;
use super::score::mean;

/// One finished session.
#[derive(Debug, Clone, PartialEq)]
pub struct Attempt {
    /// Its id: that of its session.
    pub id: SessionId,
    /// A random number that tells it from others when results are put together.
    pub token: u32,
    /// When it was finished, in minutes since 1970.
    pub finished: u64,
    /// Seconds spent, long pauses left out.
    pub seconds: u64,
    /// The plan it followed.
    pub practice: Practice,
    /// The seed that ordered its options.
    pub seed: Seed,
    /// What was answered, in order: at least one moment.
    pub moments: Vec<MomentAnswer>,
}

/// The figures of one category, or of all.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Figures {
    /// How many moments.
    pub count: usize,
    /// The mean credit for competency, in `0.0..=1.0`; `None` if nothing was scored.
    pub competency: Option<f64>,
    /// The mean credit for response, in `0.0..=1.0`; `None` if nothing was scored.
    pub response: Option<f64>,
}

impl Attempt {
    /// The figures over all moments; a story counts as one.
    #[must_use]
    pub fn figures(&self) -> Figures {
        figures(self.moments.iter())
    }

    /// The mean response credit over chance, in `0.0..=1.0`, of the moments in whose format a part
    /// of the credit can be had without reading; `None` where there is none.
    #[must_use]
    pub fn over_chance(&self) -> Option<f64> {
        let of_moment = |moment: &MomentAnswer| {
            let steps = moment.steps.iter();
            mean_of(steps.filter_map(|step| step.mark.over_chance).collect())
        };
        mean_of(self.moments.iter().filter_map(of_moment).collect())
    }

    /// The figures by the category that each moment is keyed to.
    #[must_use]
    pub fn by_category(&self) -> LiteMap<CategoryId, Figures> {
        let mut groups: LiteMap<CategoryId, Vec<&MomentAnswer>> = LiteMap::new();
        for moment in &self.moments {
            if let Some(category) = moment.category() {
                groups.entry(category).or_default().push(moment);
            }
        }
        let mut by_category = LiteMap::new();
        for (category, moments) in groups {
            by_category.insert(category, figures(moments.into_iter()));
        }
        by_category
    }

    /// The places in `moments` to look at again: safety first, then what was missed, then the rest,
    /// each in the order in which it was answered.
    #[must_use]
    pub fn review_order(&self) -> Vec<usize> {
        order::sorted((0..self.moments.len()).collect(), |index| {
            let moment = &self.moments[*index];
            let rank = match (moment.is_unsafe(), moment.is_missed()) {
                (true, true) => 0,
                (true, false) => 1,
                (false, true) => 2,
                (false, false) => 3,
            };
            (rank, String::new())
        })
    }

    /// The moments in which something was missed.
    #[must_use]
    pub fn missed(&self) -> Vec<MomentName> {
        let missed = self.moments.iter().filter(|moment| moment.is_missed());
        missed.map(|moment| moment.name.clone()).collect()
    }

    /// Whether what is said of attempts everywhere holds of this one; a saved attempt for which it
    /// does not is damaged.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let credits = self.moments.iter().flat_map(|moment| &moment.steps);
        let mut credits = credits.flat_map(|step| {
            let competency = step.competency.as_ref().and_then(|answer| answer.credit);
            [competency, step.mark.credit, step.mark.over_chance]
        });
        let in_range = credits.all(|credit| credit.is_none_or(|c| (0.0..=1.0).contains(&c)));
        in_range && !self.moments.is_empty() && self.moments.iter().all(|m| !m.steps.is_empty())
    }
}

fn figures<'m>(moments: impl Iterator<Item = &'m MomentAnswer> + Clone) -> Figures {
    let of = |question| mean_of(moments.clone().filter_map(|m| m.credit(question)).collect());
    Figures {
        count: moments.clone().count(),
        competency: of(Question::Competency),
        response: of(Question::Response),
    }
}

/// The mean; `None` of nothing.
fn mean_of(credits: Vec<f64>) -> Option<f64> {
    (!credits.is_empty()).then(|| mean(credits.into_iter()))
}
