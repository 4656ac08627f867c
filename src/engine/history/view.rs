//! What can be seen of a history.

use super::gather::{bit, mean};
use super::{Answer, Done, History, Newness, Row};
use crate::engine::answer::Question;
use crate::engine::attempt::Figures;
use crate::engine::day::Day;
use crate::engine::edition::Edition;
use crate::engine::id::{CompetencyId, MomentName, PrincipleId, ResponseId, SessionId, StepId};
use crate::engine::practice::{Format, Mode, Practice};
use crate::engine::score::{self, Certainty};
use crate::engine::topic::Drift;

/// One finished attempt.
#[derive(Debug, Clone, Copy)]
pub struct Past<'h> {
    history: &'h History,
    done: &'h Done,
    /// When it was finished, in minutes since 1970.
    pub finished: u64,
    /// Seconds spent, long pauses left out.
    pub seconds: u64,
    /// The local day on which it was finished.
    pub day: Day,
}

/// One moment or story, answered on one day.
#[derive(Debug, Clone, Copy)]
pub struct Review<'h> {
    /// The attempt that it is part of.
    pub past: Past<'h>,
    row: &'h Answer,
    /// The local day on which the attempt was finished.
    pub day: Day,
    /// Whether the moment was met before.
    pub newness: Newness,
    /// The number of its moment: the same for each answer to it.
    pub moment: usize,
    /// The number of its category: [`History::category`].
    pub category: Option<usize>,
    /// Its credit for competency, over chance; `None` where it was not scored.
    pub competency: Option<f64>,
    /// Its credit for response, over chance; `None` where it was not scored.
    pub response: Option<f64>,
}

/// One step of it.
#[derive(Debug, Clone, Copy)]
pub struct Step<'h> {
    history: &'h History,
    row: &'h Row,
}

/// An endorsed response that is an example of a slip, or by which someone could come to harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slip<'h> {
    /// Which one; `None` where an attempt of the first versions does not say.
    pub response: Option<&'h ResponseId>,
    /// The slip that it is an example of.
    pub drift: Option<Drift>,
    /// Whether someone could come to harm by it.
    pub is_unsafe: bool,
}

impl History {
    pub(super) fn past<'h>(&'h self, done: &'h Done) -> Past<'h> {
        Past {
            history: self,
            done,
            finished: done.finished,
            seconds: done.seconds,
            day: done.day,
        }
    }
}

impl<'h> Past<'h> {
    /// Its id.
    #[must_use]
    pub fn id(self) -> &'h SessionId {
        &self.done.id
    }

    /// Its answers, in order.
    pub fn reviews(self) -> impl DoubleEndedIterator<Item = Review<'h>> {
        let (from, to) = self.done.answers;
        let rows = self.history.answers.get(from..to).unwrap_or_default();
        rows.iter().map(move |row| Review {
            past: self,
            row,
            day: self.day,
            newness: row.newness,
            moment: self.history.names.heads[row.head].1,
            category: row.category,
            competency: row.competency,
            response: row.response,
        })
    }

    /// How its response questions were asked, unless in *best*.
    #[must_use]
    pub fn format(self) -> Option<Format> {
        self.plan()?.format
    }

    /// When feedback was given, unless after each answer.
    #[must_use]
    pub fn mode(self) -> Option<Mode> {
        self.plan()?.mode
    }

    /// Whether its link asked for certainty, if it said so.
    #[must_use]
    pub fn sure(self) -> Option<bool> {
        self.plan()?.sure
    }

    /// The moments in which something was missed: either credit is short of full.
    #[must_use]
    pub fn missed(self) -> Vec<MomentName> {
        let short = |review: &Review, credit: fn(&Row) -> Option<f64>| {
            mean(review.rows(), credit).is_some_and(|credit| credit < 1.0)
        };
        let missed = self.reviews().filter(|review| {
            short(review, |row| row.competency_credit) || short(review, |row| row.credit)
        });
        missed.map(|review| review.name().clone()).collect()
    }

    fn plan(self) -> Option<&'h Practice> {
        self.history.names.plans.get(self.done.plan)
    }

    /// The figures over all its moments, as its own page has them; a story counts as one.
    #[must_use]
    pub fn figures(self) -> Figures {
        let of = |credit: fn(&Row) -> Option<f64>| {
            let credits: Vec<f64> = self
                .reviews()
                .filter_map(|one| mean(one.rows(), credit))
                .collect();
            (!credits.is_empty()).then(|| score::mean(credits.into_iter()))
        };
        Figures {
            count: self.reviews().count(),
            competency: of(|row| row.competency_credit),
            response: of(|row| row.credit),
        }
    }
}

impl<'h> Review<'h> {
    /// Its credit for a question, over chance.
    #[must_use]
    pub fn credit(&self, question: Question) -> Option<f64> {
        match question {
            Question::Competency => self.competency,
            Question::Response => self.response,
        }
    }

    /// Whether it counts: its moment was not seen in the days before.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.newness == Newness::Fresh
    }

    /// Its moment.
    #[must_use]
    pub fn name(&self) -> &'h MomentName {
        &self.past.history.names.heads[self.row.head].0.name
    }

    /// The edition of its pack.
    #[must_use]
    pub fn edition(&self) -> Edition {
        self.past.history.names.heads[self.row.head].0.edition
    }

    /// The number of its moment in its edition.
    pub(in crate::engine) fn head(&self) -> usize {
        self.row.head
    }

    /// The principles that its moment shows.
    #[must_use]
    pub fn principles(&self) -> &'h [PrincipleId] {
        &self.past.history.names.heads[self.row.head].0.principles
    }

    /// Whether a response by which someone could come to harm was endorsed.
    #[must_use]
    pub fn is_unsafe(&self) -> bool {
        self.rows().iter().any(|row| row.is_unsafe)
    }

    /// Its steps, in order.
    pub fn steps(&self) -> impl Iterator<Item = Step<'h>> + use<'h> {
        let history = self.past.history;
        self.rows().iter().map(move |row| Step { history, row })
    }

    fn rows(&self) -> &'h [Row] {
        let (from, to) = self.row.steps;
        self.past.history.steps.get(from..to).unwrap_or_default()
    }
}

impl<'h> Step<'h> {
    /// Its id.
    #[must_use]
    pub fn id(self) -> &'h StepId {
        &self.history.names.steps[self.row.step]
    }

    /// The competency that was keyed, and the one that was chosen, where it was asked.
    #[must_use]
    pub fn competency(self) -> Option<(&'h CompetencyId, &'h CompetencyId)> {
        let (keyed, chosen) = self.row.competency?;
        let of = |place: usize| &self.history.names.competencies[place].0;
        Some((of(keyed), of(chosen)))
    }

    /// The numbers of the categories of both, where it was asked: [`History::places`].
    #[must_use]
    pub fn categories(self) -> Option<(usize, usize)> {
        let (keyed, chosen) = self.row.competency?;
        let of = |place: usize| self.history.names.competencies[place].1;
        Some((of(keyed), of(chosen)))
    }

    /// Its credit for a question, over chance; `None` where it was not scored.
    #[must_use]
    pub fn credit(self, question: Question) -> Option<f64> {
        match question {
            Question::Competency => self.row.competency_credit,
            Question::Response => self.row.over_chance.or(self.row.credit),
        }
    }

    /// How sure the learner said they were.
    #[must_use]
    pub fn sure(self, question: Question) -> Option<Certainty> {
        match question {
            Question::Competency => self.row.competency_sure,
            Question::Response => self.row.sure,
        }
    }

    /// Whether a response was endorsed that is an example of a slip.
    #[must_use]
    pub fn has(self, drift: Drift) -> bool {
        self.row.drifts & bit(drift) != 0
    }

    /// Whether a response was endorsed that is an example of any slip.
    #[must_use]
    pub fn is_slip(self) -> bool {
        self.row.drifts != 0
    }

    /// Whether a response by which someone could come to harm was endorsed.
    #[must_use]
    pub fn is_unsafe(self) -> bool {
        self.row.is_unsafe
    }

    /// The endorsed responses that are slips or could do harm: of *rate each* as they were noted,
    /// else the one that was chosen.
    #[must_use]
    pub fn slips(self) -> Vec<Slip<'h>> {
        let response = |place: usize| self.history.names.responses.get(place);
        let (from, to) = self.row.slips;
        let noted = self.history.slips.get(from..to).unwrap_or_default();
        if !noted.is_empty() {
            let noted = noted.iter().map(|slip| Slip {
                response: response(slip.response),
                drift: slip.drift,
                is_unsafe: slip.is_unsafe,
            });
            return noted.collect();
        }
        let best = self.row.best.and_then(response);
        let drifts = Drift::ALL.iter().copied().filter(|drift| self.has(*drift));
        let mut slips: Vec<Slip> = drifts
            .map(|drift| Slip {
                response: best,
                drift: Some(drift),
                is_unsafe: self.row.is_unsafe,
            })
            .collect();
        if slips.is_empty() && self.row.is_unsafe {
            slips.push(Slip {
                response: best,
                drift: None,
                is_unsafe: true,
            });
        }
        slips
    }
}
