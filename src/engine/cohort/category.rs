//! Categories of competencies: how a group does in each, and which is taken for which.

use std::collections::BTreeMap;

use super::Both;
use super::estimate::Credits;
use super::item::ItemReport;
use crate::engine::answer::MomentAnswer;
use crate::engine::id::CategoryId;

/// How often each category was chosen where each is keyed: over all competency questions that have a
/// key, those of all steps. Shown of any number of people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Confusion(BTreeMap<(CategoryId, CategoryId), u32>);

impl Confusion {
    /// How often the category `chosen` was chosen where `keyed` is called for.
    #[must_use]
    pub fn count(&self, keyed: &CategoryId, chosen: &CategoryId) -> u32 {
        let both = (keyed.clone(), chosen.clone());
        self.0.get(&both).copied().unwrap_or(0)
    }

    /// All that there is of it: keyed, chosen, how often.
    pub fn all(&self) -> impl Iterator<Item = (&CategoryId, &CategoryId, u32)> {
        let all = self.0.iter();
        all.map(|((keyed, chosen), count)| (keyed, chosen, *count))
    }

    /// The categories that were taken for others, the most frequent pairs first.
    #[must_use]
    pub fn mistaken(&self) -> Vec<(&CategoryId, &CategoryId, u32)> {
        let mut pairs: Vec<_> = self
            .all()
            .filter(|(keyed, chosen, _)| keyed != chosen)
            .collect();
        pairs.sort_by_key(|(.., count)| std::cmp::Reverse(*count));
        pairs
    }

    pub(super) fn add(&mut self, answer: &MomentAnswer, people: u32) {
        let answers = answer
            .steps
            .iter()
            .filter_map(|step| step.competency.as_ref())
            // One that is for discussion has no key to be measured by.
            .filter(|answer| answer.credit.is_some());
        for answer in answers {
            let both = (answer.keyed.category(), answer.chosen.category());
            *self.0.entry(both).or_default() += people;
        }
    }
}

/// What was earned in each category, over all moments that are keyed to it.
#[must_use]
pub fn by_category(items: &[ItemReport]) -> BTreeMap<CategoryId, Both<Credits>> {
    let mut categories: BTreeMap<CategoryId, Both<Credits>> = BTreeMap::new();
    for item in items {
        let Some(category) = &item.category else {
            continue;
        };
        let of = categories.entry(category.clone()).or_default();
        for question in super::QUESTIONS {
            of.of_mut(question).join(item.credits.of(question));
        }
    }
    categories
}
