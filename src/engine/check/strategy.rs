//! Strategies of a learner who never reads the vignette, and what they earn over a blind guess.

use std::collections::{BTreeMap, BTreeSet};

use super::text;
use crate::engine::framework::Framework;
use crate::engine::id::{CompetencyId, MomentName};
use crate::engine::mark;
use crate::engine::pack::{Pack, Step};
use crate::engine::score;

/// A way to answer without reading what happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strategy {
    /// Takes the longest response.
    Longest,
    /// Takes the shortest response.
    Shortest,
    /// Takes the response with a question in it.
    Question,
    /// Takes the response that shares most words with the vignette, by searching for them.
    ResponseWords,
    /// Takes a competency of the category that the pack's other questions are most often keyed to.
    Category,
    /// Takes the competency that the pack's other questions are most often keyed to.
    Competency,
    /// Takes the competency that shares most words with the vignette.
    CompetencyWords,
}

impl Strategy {
    /// All of them: those for the response question before those for the competency question.
    pub const ALL: [Self; 7] = [
        Self::Longest,
        Self::Shortest,
        Self::Question,
        Self::ResponseWords,
        Self::Category,
        Self::Competency,
        Self::CompetencyWords,
    ];

    /// What it takes, to be read after “always choosing”.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::Longest => "the longest response",
            Self::Shortest => "the shortest response",
            Self::Question => "the response with a question in it",
            Self::ResponseWords => "the response that shares most words with the story",
            Self::Category => "the category that is keyed most often",
            Self::Competency => "the competency that is keyed most often",
            Self::CompetencyWords => "the competency that shares most words with the story",
        }
    }

    fn is_for_responses(self) -> bool {
        self < Self::Category
    }
}

/// What a strategy earned on one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Try {
    /// The scenario that the question is in.
    pub moment: MomentName,
    /// The mean credit of the options that the strategy could not tell apart.
    pub credit: f64,
    /// The mean credit of all options: what a blind guess earns.
    pub chance: f64,
}

/// A question as strategies see it: their options' credits and looks, in the author's order.
struct Question<'p> {
    moment: MomentName,
    story: BTreeSet<String>,
    credits: Vec<f64>,
    texts: Vec<String>,
    ids: Vec<&'p CompetencyId>,
    keyed: Option<&'p CompetencyId>,
}

/// What the strategy earns on every question of the pack that it is for.
#[must_use]
pub fn tries(strategy: Strategy, pack: &Pack, framework: &Framework) -> Vec<Try> {
    let questions = questions(strategy, pack, framework);
    let count = |of: &dyn Fn(&CompetencyId) -> String| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for keyed in questions.iter().filter_map(|question| question.keyed) {
            *counts.entry(of(keyed)).or_default() += 1;
        }
        counts
    };
    let by_category = count(&|id| id.category_str().to_owned());
    let by_competency = count(&|id| id.as_str().to_owned());
    let one = |question: &Question<'_>| {
        let looks: Vec<usize> = match strategy {
            Strategy::Longest => question.lengths().collect(),
            Strategy::Shortest => question
                .lengths()
                .map(|length| usize::MAX - length)
                .collect(),
            Strategy::Question => {
                let asks = |text: &String| usize::from(text.contains('?'));
                question.texts.iter().map(asks).collect()
            }
            Strategy::ResponseWords | Strategy::CompetencyWords => question.shared(),
            Strategy::Category => {
                let theme =
                    most_often(&by_category, question.keyed.map(CompetencyId::category_str));
                let is_of = |id: &&CompetencyId| usize::from(theme.contains(id.category_str()));
                question.ids.iter().map(is_of).collect()
            }
            Strategy::Competency => {
                let others = |id: &&CompetencyId| {
                    let all = by_competency.get(id.as_str()).copied().unwrap_or(0);
                    // A question does not lend its own key to whoever answers it.
                    all - usize::from(question.keyed == Some(*id) && all > 0)
                };
                question.ids.iter().map(others).collect()
            }
        };
        Try {
            moment: question.moment.clone(),
            credit: mean_of_best(&looks, &question.credits),
            chance: score::mean(question.credits.iter().copied()),
        }
    };
    questions.iter().map(one).collect()
}

/// The categories keyed most often in the other questions.
fn most_often<'c>(counts: &'c BTreeMap<String, usize>, own: Option<&str>) -> BTreeSet<&'c str> {
    let others = || {
        let without = |(id, n): (&'c String, &usize)| {
            (id.as_str(), n - usize::from(Some(id.as_str()) == own))
        };
        counts.iter().map(without)
    };
    let most = others().map(|(_, n)| n).max().unwrap_or(0);
    let best = others().filter(|(_, n)| *n == most && most > 0);
    best.map(|(id, _)| id).collect()
}

/// The mean credit of the options that look best; if all look the same, that is chance.
fn mean_of_best(looks: &[usize], credits: &[f64]) -> f64 {
    let best = looks.iter().max();
    let pairs = looks.iter().zip(credits);
    score::mean(
        pairs
            .filter(|(look, _)| Some(*look) == best)
            .map(|(_, credit)| *credit),
    )
}

impl Question<'_> {
    fn lengths(&self) -> impl Iterator<Item = usize> {
        self.texts.iter().map(|text| text.chars().count())
    }

    /// How many words of the story each option has.
    fn shared(&self) -> Vec<usize> {
        let shared = |text: &String| telling_words(text).intersection(&self.story).count();
        self.texts.iter().map(shared).collect()
    }
}

fn questions<'p>(strategy: Strategy, pack: &'p Pack, framework: &Framework) -> Vec<Question<'p>> {
    let mut questions = Vec::new();
    for scenario in pack.scenarios() {
        for step in &scenario.steps {
            let moment = super::twice::name(pack, scenario);
            let question = if strategy.is_for_responses() {
                response_question(moment, step)
            } else {
                competency_question(moment, step, framework)
            };
            questions.extend(question);
        }
    }
    questions
}

fn response_question(moment: MomentName, step: &Step) -> Option<Question<'_>> {
    let fits: Vec<u8> = step.responses.iter().map(|r| r.fit.value()).collect();
    let credits: Option<Vec<f64>> = (0..fits.len()).map(|i| score::best(&fits, i)).collect();
    let credits = credits.filter(|credits| !credits.is_empty())?;
    Some(Question {
        moment,
        story: story(step),
        credits,
        texts: step.responses.iter().map(|r| r.text.clone()).collect(),
        ids: Vec::new(),
        keyed: None,
    })
}

fn competency_question<'p>(
    moment: MomentName,
    step: &'p Step,
    framework: &Framework,
) -> Option<Question<'p>> {
    let options = &step.competency.as_ref()?.options;
    let wording = |id| {
        let competency = framework.competency(id);
        competency.map_or_else(String::new, |c| format!("{} {}", c.label, c.text))
    };
    Some(Question {
        moment,
        story: story(step),
        credits: options.iter().map(|option| option.credit.value()).collect(),
        texts: options.iter().map(|option| wording(&option.id)).collect(),
        ids: options.iter().map(|option| &option.id).collect(),
        keyed: mark::keyed(step),
    })
}

fn story(step: &Step) -> BTreeSet<String> {
    step.story
        .iter()
        .flat_map(|block| telling_words(block.words()))
        .collect()
}

/// The words of four letters or more: shorter ones are in every text.
fn telling_words(text: &str) -> BTreeSet<String> {
    let words = text::words(text).into_iter();
    words.filter(|word| word.chars().count() >= 4).collect()
}
