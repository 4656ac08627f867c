//! How sure a learner was against how right they were; competency and response apart.
//!
//! Only answers that count have a say: of a moment seen of late one may remember the key.

use super::answer::Question;
use super::attempt::Attempt;
use super::history::History;
use super::score::Certainty;

/// What became of the answers of one certainty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Level {
    /// How sure the learner was.
    pub sure: Certainty,
    /// How many answers.
    pub count: usize,
    /// Their mean credit, over chance, in `0.0..=1.0`; `None` without an answer.
    pub credit: Option<f64>,
}

/// The sum of certainty-based marks: 1·2·3 for what is right, 0·−2·−6 for what is not
/// (Gardner-Medwin). Only of competencies, which have a right answer; a response is a judgement.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Marks {
    /// How many answers were marked.
    pub count: usize,
    /// The sum. A competency that can be defended, with half the credit, earns the mean of what it
    /// would earn right and wrong, so that it pays to say how sure one is.
    pub sum: f64,
    /// What the sum would be if all were right and very sure.
    pub most: f64,
}

/// The answers by certainty, the least sure first. Each step of a story is an answer.
#[must_use]
pub fn levels(history: &History, question: Question) -> [Level; 3] {
    let mut sums = [(0.0, 0_u32); Certainty::ALL.len()];
    for (sure, credit) in said(history, question) {
        let (sum, count) = &mut sums[sure as usize];
        *sum += credit;
        *count += 1;
    }
    Certainty::ALL.map(|sure| {
        let (sum, count) = sums[sure as usize];
        Level {
            sure,
            count: count as usize,
            credit: (count > 0).then(|| sum / f64::from(count)),
        }
    })
}

/// The certainty-based marks of the competencies.
#[must_use]
pub fn marks(history: &History) -> Marks {
    sum(said(history, Question::Competency))
}

/// The certainty-based marks of one attempt.
#[must_use]
pub fn marks_of(attempt: &Attempt) -> Marks {
    let steps = attempt.moments.iter().flat_map(|moment| &moment.steps);
    let answers = steps.filter_map(|step| step.competency.as_ref());
    sum(answers.filter_map(|answer| Some((answer.sure?, answer.credit?))))
}

fn sum(said: impl Iterator<Item = (Certainty, f64)>) -> Marks {
    let most = f64::from(Certainty::Very.mark(true));
    said.fold(Marks::default(), |marks, (sure, credit)| Marks {
        count: marks.count + 1,
        sum: marks.sum + mark(sure, credit),
        most: marks.most + most,
    })
}

/// The certainty-based mark of a competency's credit: between those of right and wrong, in
/// proportion.
#[must_use]
pub fn mark(sure: Certainty, credit: f64) -> f64 {
    let (right, wrong) = (f64::from(sure.mark(true)), f64::from(sure.mark(false)));
    wrong + credit * (right - wrong)
}

/// Certainty and credit of each answer that has both.
fn said(history: &History, question: Question) -> impl Iterator<Item = (Certainty, f64)> {
    let steps = history.counted().flat_map(|review| review.steps());
    steps.filter_map(move |step| Some((step.sure(question)?, step.credit(question)?)))
}
