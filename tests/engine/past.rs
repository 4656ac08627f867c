//! A learner's past, put together answer by answer.

use alongside::engine::answer::{CompetencyAnswer, MomentAnswer, StepAnswer};
use alongside::engine::attempt::Attempt;
use alongside::engine::day::Day;
use alongside::engine::history::History;
use alongside::engine::id::Seed;
use alongside::engine::mark::{Choice, ResponseMark};
use alongside::engine::practice::Practice;
use alongside::engine::score::Certainty;
use alongside::engine::topic::Drift;

use super::support::id;

/// The first day of these pasts, a Monday: 2026-03-09.
pub const FIRST: Day = Day(20_521);

/// An answer to a moment in *best*: keyed and chosen competency, and the two credits.
#[derive(Debug, Clone)]
pub struct Answer(pub MomentAnswer);

/// An answer with full credit in both, keyed to `keyed`.
pub fn answer(name: &str, keyed: &str) -> Answer {
    Answer(MomentAnswer {
        name: id(name),
        edition: id("0123456789abcdef"),
        principles: Vec::new(),
        steps: vec![StepAnswer {
            step: id("start"),
            competency: Some(CompetencyAnswer {
                chosen: id(keyed),
                keyed: id(keyed),
                credit: Some(1.0),
                sure: None,
            }),
            choice: Choice {
                best: Some(id("ask")),
                ..Choice::default()
            },
            mark: ResponseMark {
                credit: Some(1.0),
                over_chance: None,
                drift: Vec::new(),
                is_unsafe: false,
                slips: Vec::new(),
            },
            sure: None,
        }],
    })
}

impl Answer {
    fn step(&mut self) -> &mut StepAnswer {
        &mut self.0.steps[0]
    }

    fn competency(&mut self) -> &mut CompetencyAnswer {
        self.step().competency.as_mut().expect("it is asked")
    }

    /// With those credits for competency and response; `None` is unscored.
    pub fn earned(
        mut self,
        competency: impl Into<Option<f64>>,
        response: impl Into<Option<f64>>,
    ) -> Self {
        self.competency().credit = competency.into();
        self.step().mark.credit = response.into();
        self
    }

    /// With another competency chosen, which earns nothing.
    pub fn taken_for(mut self, chosen: &str) -> Self {
        self.competency().chosen = id(chosen);
        self.competency().credit = Some(0.0);
        self
    }

    /// As if it had been asked in *rate each*, with that credit over chance.
    pub fn over_chance(mut self, credit: f64) -> Self {
        self.step().mark.over_chance = Some(credit);
        self
    }

    pub fn sure(mut self, competency: Certainty, response: Certainty) -> Self {
        self.competency().sure = Some(competency);
        self.step().sure = Some(response);
        self
    }

    pub fn principles(mut self, principles: &[&str]) -> Self {
        self.0.principles = principles.iter().map(|one| id(one)).collect();
        self
    }

    /// With a response chosen that is an example of a slip.
    pub fn slipped(mut self, response: &str, drift: Drift) -> Self {
        self.step().choice.best = Some(id(response));
        self.step().mark.drift = vec![drift];
        self.step().mark.credit = Some(0.0);
        self
    }

    /// With a response chosen by which someone could come to harm.
    pub fn harmful(mut self, response: &str) -> Self {
        self.step().choice.best = Some(id(response));
        self.step().mark.is_unsafe = true;
        self.step().mark.credit = Some(0.0);
        self
    }
}

/// An attempt, finished at noon, so many days after the first.
pub fn on(days: i64, answers: impl IntoIterator<Item = Answer>) -> Attempt {
    at(days, 12 * 60, answers)
}

/// An attempt, finished at a minute of a day.
pub fn at(days: i64, minute: u64, answers: impl IntoIterator<Item = Answer>) -> Attempt {
    let finished = u64::try_from(FIRST.0 + days).expect("after 1970") * 1440 + minute;
    let moments: Vec<MomentAnswer> = answers.into_iter().map(|answer| answer.0).collect();
    // Whoever finishes two in a minute gives them different moments.
    let first = moments.first().map(|m| m.name.scenario.to_string());
    Attempt {
        id: id(&format!("a{finished}-{}", first.unwrap_or_default())),
        token: u32::try_from(finished).expect("in this century"),
        finished,
        seconds: 60,
        practice: Practice::default(),
        seed: Seed(1),
        moments,
    }
}

/// The history of those attempts, in a place where the clock shows UTC.
pub fn history(attempts: Vec<Attempt>) -> History {
    History::of(&attempts, &|minute| Day::of(minute, 0))
}

/// The day so many days after the first.
pub fn day(days: i64) -> Day {
    FIRST.plus(days)
}

/// Whether two numbers are the same to six places.
#[track_caller]
pub fn assert_near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-6, "{found}, not {expected}");
}
