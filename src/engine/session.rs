//! A session: from the first content note to the last answer, as a state machine.
//!
//! A session is plain data at every moment and can be saved after every event. An event that makes
//! no sense where the session stands is refused and changes nothing.

mod record;

use super::answer::{MomentAnswer, StepAnswer};
use super::attempt::Attempt;
use super::id::{CompetencyId, PrincipleId, ResponseId, Seed, SessionId, StepId};
use super::mark::Choice;
use super::pack::{Fit, Scenario, Step};
use super::plan::{self, Candidate, Learner, Place};
use super::practice::{Format, Mode, Practice};
use super::scenario::MAX_PATH;
use super::score::Certainty;

/// The longest pause, in milliseconds, that counts as time spent: a longer one was spent elsewhere.
const LONGEST_PAUSE_MS: u64 = 5 * 60 * 1000;

/// Where a session stands in the moment it is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// The content note before the moment.
    Note,
    /// The competency question.
    Competency,
    /// The response question.
    Response,
    /// The feedback on both.
    Feedback,
    /// The ending of a story.
    Ending,
    /// All moments are behind.
    Finished,
}

impl Phase {
    const ALL: [Self; 6] = [
        Self::Note,
        Self::Competency,
        Self::Response,
        Self::Feedback,
        Self::Ending,
        Self::Finished,
    ];

    /// The word that saves use.
    fn slug(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Competency => "competency",
            Self::Response => "response",
            Self::Feedback => "feedback",
            Self::Ending => "ending",
            Self::Finished => "finished",
        }
    }
}

/// What a learner does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Goes on from the content note.
    Start,
    /// Chooses a competency; may be changed until `Check`.
    Competency(CompetencyId),
    /// Says how sure they are of the competency.
    CompetencySure(Certainty),
    /// Goes on to the response question.
    Next,
    /// Goes back to the competency question.
    Back,
    /// Chooses the response that fits best.
    Best(ResponseId),
    /// Chooses the response that fits worst.
    Worst(ResponseId),
    /// Rates a response.
    Rate(ResponseId, Fit),
    /// Says how sure they are of the responses.
    ResponseSure(Certainty),
    /// Has the answer checked; in check mode, puts it away.
    Check,
    /// Goes on from feedback or from an ending.
    Continue,
    /// Leaves the moment out, without a trace.
    Skip,
    /// Takes another moment in place of this one.
    Swap(Place),
    /// Takes so many minutes more.
    Extend(u16),
    /// Ends the session here; what is not answered is left out.
    Finish,
}

/// Why an event was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing was chosen yet.
    #[error("nothing is chosen yet")]
    NothingChosen,
    /// In *best and worst*, one of the two is missing.
    #[error("one of the two is missing")]
    OneMissing,
    /// In *best and worst*, the same response is chosen for both.
    #[error("the same response is chosen for both")]
    SameTwice,
    /// In *rate each*, a response has no rating yet.
    #[error("a response has no rating yet")]
    Unrated,
    /// Certainty was asked for and not given.
    #[error("how sure is not said yet")]
    NotSaidHowSure,
    /// The option is not one of the question's.
    #[error("there is no such option")]
    UnknownOption,
    /// The event does not belong here.
    #[error("this can't be done here")]
    OutOfPlace,
    /// The scenario handed in is not the one that the session is at.
    #[error("this is another scenario")]
    OtherScenario,
}

/// A session in progress, or finished.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    id: SessionId,
    /// A random number that tells this attempt from others when results are put together.
    token: u32,
    practice: Practice,
    seed: Seed,
    asks_certainty: bool,
    form: Vec<Place>,
    /// What was swapped for another: it does not come back. Gone when the session is finished.
    swapped: Vec<Place>,
    done: Vec<MomentAnswer>,
    phase: Phase,
    current: Current,
    clock: Clock,
}

/// The answer that is being made.
#[derive(Debug, Clone, Default, PartialEq)]
struct Current {
    /// The story's step; the first one if absent.
    step: Option<StepId>,
    competency: Option<CompetencyId>,
    competency_sure: Option<Certainty>,
    choice: Choice,
    response_sure: Option<Certainty>,
    /// The steps of this story that are answered.
    answered: Vec<StepAnswer>,
    /// The principles of the scenario, once a step of it is answered.
    principles: Vec<PrincipleId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Clock {
    /// When the last event happened, in milliseconds since 1970.
    last: u64,
    /// Milliseconds spent, long pauses left out.
    spent: u64,
    /// Minutes granted on top of the timer.
    extra: u16,
}

/// What a new session is made of.
#[derive(Debug, Clone)]
pub struct Start {
    /// The session's id, a fresh UUID.
    pub id: SessionId,
    /// A fresh random number.
    pub token: u32,
    /// The plan.
    pub practice: Practice,
    /// The seed that the form was drawn from.
    pub seed: Seed,
    /// Whether to ask for certainty.
    pub asks_certainty: bool,
    /// The form.
    pub form: Vec<Place>,
    /// The time, in milliseconds since 1970.
    pub now: u64,
}

impl Session {
    /// A new session at its first moment; `None` if the form is empty.
    #[must_use]
    pub fn start(start: Start) -> Option<Self> {
        if start.form.is_empty() {
            return None;
        }
        let mut session = Self {
            id: start.id,
            token: start.token,
            practice: start.practice,
            seed: start.seed,
            asks_certainty: start.asks_certainty,
            form: start.form,
            swapped: Vec::new(),
            done: Vec::new(),
            phase: Phase::Finished,
            current: Current::default(),
            clock: Clock {
                last: start.now,
                spent: 0,
                extra: 0,
            },
        };
        session.enter();
        Some(session)
    }

    /// Does what the learner did at `now` (milliseconds since 1970). `scenario` is the one that
    /// the session is at; leaving out, swapping, extending and finishing need none.
    ///
    /// # Errors
    /// A [`Refusal`] if the event makes no sense here; the session is then as it was.
    pub fn apply(
        &mut self,
        event: &Event,
        scenario: Option<&Scenario>,
        now: u64,
    ) -> Result<(), Refusal> {
        if *event != Event::Check {
            return self.apply_unmarked(event, scenario, now);
        }
        if scenario.is_some_and(|scenario| self.step(scenario).is_none()) {
            return Err(Refusal::OtherScenario);
        }
        self.check(scenario)?;
        self.tick(now);
        Ok(())
    }

    /// As [`Session::apply`], for all but [`Event::Check`]: nothing here marks an answer, so whoever
    /// reads the first question does not wait for what does.
    ///
    /// # Errors
    /// As [`Session::apply`]; [`Refusal::OutOfPlace`] for [`Event::Check`].
    pub fn apply_unmarked(
        &mut self,
        event: &Event,
        scenario: Option<&Scenario>,
        now: u64,
    ) -> Result<(), Refusal> {
        let step = match scenario {
            Some(scenario) => Some(self.step(scenario).ok_or(Refusal::OtherScenario)?),
            None => None,
        };
        match event {
            Event::Start => self.move_from(Phase::Note, Phase::Competency)?,
            Event::Back => self.back(step)?,
            Event::Competency(id) => self.choose_competency(id, step)?,
            Event::CompetencySure(sure) => {
                self.expect_certainty(Phase::Competency)?;
                self.current.competency_sure = Some(*sure);
            }
            Event::Next => self.next()?,
            Event::Best(id) => {
                self.expect_option(id, scenario, &[Format::Best, Format::BestWorst])?;
                self.current.choice.best = Some(id.clone());
            }
            Event::Worst(id) => {
                self.expect_option(id, scenario, &[Format::BestWorst])?;
                self.current.choice.worst = Some(id.clone());
            }
            Event::Rate(id, fit) => {
                self.expect_option(id, scenario, &[Format::Rate])?;
                self.current.choice.ratings.insert(id.clone(), *fit);
            }
            Event::ResponseSure(sure) => {
                self.expect_certainty(Phase::Response)?;
                self.current.response_sure = Some(*sure);
            }
            Event::Check => return Err(Refusal::OutOfPlace),
            Event::Continue => self.go_on(scenario)?,
            Event::Skip => self.skip()?,
            Event::Swap(place) => self.swap(place)?,
            Event::Extend(minutes) => {
                if self.practice.timer.is_none() || self.phase == Phase::Finished {
                    return Err(Refusal::OutOfPlace);
                }
                self.clock.extra = self.clock.extra.saturating_add(*minutes);
            }
            Event::Finish => self.finish()?,
        }
        self.tick(now);
        Ok(())
    }

    /// The session's id.
    #[must_use]
    pub fn id(&self) -> &SessionId {
        &self.id
    }

    /// Its plan.
    #[must_use]
    pub fn practice(&self) -> &Practice {
        &self.practice
    }

    /// The seed that orders its options.
    #[must_use]
    pub fn seed(&self) -> Seed {
        self.seed
    }

    /// Where it stands.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// Its moments, those answered first.
    #[must_use]
    pub fn form(&self) -> &[Place] {
        &self.form
    }

    /// The moment it is at; `None` when finished.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        self.form.get(self.done.len())
    }

    /// Another moment in place of the one that it is at: none that was here before, and none that
    /// touches what made the learner swap one. `None` if there is no such moment.
    #[must_use]
    pub fn swap_for(&self, candidates: &[Candidate], learner: &Learner) -> Option<Place> {
        let leaving = self.place()?;
        let swap = plan::Swap {
            form: &self.form,
            leaving,
            swapped: &self.swapped,
        };
        plan::swap(self.seed, candidates, &swap, &self.practice, learner)
    }

    /// The moments answered.
    #[must_use]
    pub fn done(&self) -> &[MomentAnswer] {
        &self.done
    }

    /// The steps answered of the moment it is at.
    #[must_use]
    pub fn answered(&self) -> &[StepAnswer] {
        &self.current.answered
    }

    /// Whether it asks for certainty.
    #[must_use]
    pub fn asks_certainty(&self) -> bool {
        self.asks_certainty
    }

    /// The competency chosen and not yet checked.
    #[must_use]
    pub fn competency(&self) -> Option<&CompetencyId> {
        self.current.competency.as_ref()
    }

    /// The certainty of the competency, as far as it was said.
    #[must_use]
    pub fn competency_sure(&self) -> Option<Certainty> {
        self.current.competency_sure
    }

    /// The responses chosen and not yet checked.
    #[must_use]
    pub fn choice(&self) -> &Choice {
        &self.current.choice
    }

    /// The certainty of the response, as far as it was said.
    #[must_use]
    pub fn response_sure(&self) -> Option<Certainty> {
        self.current.response_sure
    }

    /// How the response question of a scenario is asked: a story's always in *best*.
    #[must_use]
    pub fn format(&self, scenario: &Scenario) -> Format {
        format_of(&self.practice, scenario)
    }

    /// The step that the session is at; in feedback, the one just answered. `None` if the
    /// scenario is not the one it is at, or has no such step.
    #[must_use]
    pub fn step<'s>(&self, scenario: &'s Scenario) -> Option<&'s Step> {
        if self.place()?.name.scenario != scenario.id {
            return None;
        }
        match &self.current.step {
            Some(id) => scenario.step(id),
            None => scenario.first(),
        }
    }

    /// When something was last done in it, in milliseconds since 1970.
    #[must_use]
    pub fn last_event(&self) -> u64 {
        self.clock.last
    }

    /// Milliseconds left of the timer at `now`, 0 when it is up; `None` without one.
    #[must_use]
    pub fn time_left(&self, now: u64) -> Option<u64> {
        let minutes = u64::from(self.practice.timer?) + u64::from(self.clock.extra);
        Some((minutes * 60_000).saturating_sub(self.spent_at(now)))
    }

    /// The attempt that a finished session leaves, at `now` (milliseconds since 1970); `None`
    /// before it is finished, and if nothing was answered.
    #[must_use]
    pub fn attempt(&self, now: u64) -> Option<Attempt> {
        if self.phase != Phase::Finished || self.done.is_empty() {
            return None;
        }
        Some(Attempt {
            id: self.id.clone(),
            token: self.token,
            finished: now / 60_000,
            seconds: self.clock.spent / 1000,
            practice: self.practice_done(),
            seed: self.seed,
            moments: self.done.clone(),
        })
    }

    /// The plan as if it had been made for what was answered: a moment that is in the plan and not
    /// among the answers would tell what was left out.
    fn practice_done(&self) -> Practice {
        let mut practice = self.practice.clone();
        if !practice.moments.is_empty() {
            practice.moments = self.done.iter().map(|moment| moment.name.clone()).collect();
        }
        practice.n = practice.n.and(u8::try_from(self.done.len()).ok());
        practice
    }

    /// Whether what is said of sessions everywhere holds of this one; a saved session for which it
    /// does not is damaged.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let answered = self.form.iter().zip(&self.done);
        let in_order = answered.fold(true, |so_far, (place, answer)| {
            so_far && place.name == answer.name && !answer.steps.is_empty()
        });
        let steps = self.current.answered.len();
        let phase = match self.phase {
            Phase::Finished => {
                self.done.len() == self.form.len() && self.current == Current::default()
            }
            Phase::Note => self.current == Current::default(),
            Phase::Feedback | Phase::Ending => steps > 0,
            Phase::Competency | Phase::Response => {
                steps == 0 || (steps < MAX_PATH && self.current.step.is_some())
            }
        };
        let at = self.done.len() < self.form.len() || self.phase == Phase::Finished;
        in_order && phase && at && self.done.len() <= self.form.len() && steps <= MAX_PATH
    }

    fn back(&mut self, step: Option<&Step>) -> Result<(), Refusal> {
        self.expect(Phase::Response)?;
        if step.is_none_or(|step| step.competency.is_none()) {
            return Err(Refusal::OutOfPlace);
        }
        self.phase = Phase::Competency;
        Ok(())
    }

    fn choose_competency(&mut self, id: &CompetencyId, step: Option<&Step>) -> Result<(), Refusal> {
        self.expect(Phase::Competency)?;
        let question = step.and_then(|step| step.competency.as_ref());
        let options = question.ok_or(Refusal::OtherScenario)?.options.iter();
        if !options.into_iter().any(|option| option.id == *id) {
            return Err(Refusal::UnknownOption);
        }
        self.current.competency = Some(id.clone());
        Ok(())
    }

    fn next(&mut self) -> Result<(), Refusal> {
        self.expect(Phase::Competency)?;
        if self.current.competency.is_none() {
            return Err(Refusal::NothingChosen);
        }
        if self.asks_certainty && self.current.competency_sure.is_none() {
            return Err(Refusal::NotSaidHowSure);
        }
        self.phase = Phase::Response;
        Ok(())
    }

    /// Whether the response question is asked, in one of those formats, with that option.
    fn expect_option(
        &self,
        id: &ResponseId,
        scenario: Option<&Scenario>,
        formats: &[Format],
    ) -> Result<(), Refusal> {
        self.expect(Phase::Response)?;
        let scenario = scenario.ok_or(Refusal::OtherScenario)?;
        let step = self.step(scenario).ok_or(Refusal::OtherScenario)?;
        if !formats.contains(&self.format(scenario)) {
            return Err(Refusal::OutOfPlace);
        }
        if step.responses.iter().any(|response| response.id == *id) {
            Ok(())
        } else {
            Err(Refusal::UnknownOption)
        }
    }

    fn check(&mut self, scenario: Option<&Scenario>) -> Result<(), Refusal> {
        self.expect(Phase::Response)?;
        let scenario = scenario.ok_or(Refusal::OtherScenario)?;
        let step = self.step(scenario).ok_or(Refusal::OtherScenario)?;
        let answer = self.answer(step, self.format(scenario))?;
        self.current.answered.push(answer);
        self.current.principles.clone_from(&scenario.principles);
        match self.practice.mode() {
            Mode::Learn => self.phase = Phase::Feedback,
            Mode::Check => self.advance(scenario),
        }
        Ok(())
    }

    fn answer(&self, step: &Step, format: Format) -> Result<StepAnswer, Refusal> {
        let choice = self.current.choice.clone();
        complete(step, format, &choice)?;
        if self.asks_certainty && self.current.response_sure.is_none() {
            return Err(Refusal::NotSaidHowSure);
        }
        let chosen = self.current.competency.clone();
        let chosen = chosen.map(|chosen| (chosen, self.current.competency_sure));
        StepAnswer::marked(step, format, chosen, choice, self.current.response_sure)
            .ok_or(Refusal::UnknownOption)
    }

    fn go_on(&mut self, scenario: Option<&Scenario>) -> Result<(), Refusal> {
        match self.phase {
            Phase::Feedback => self.advance(scenario.ok_or(Refusal::OtherScenario)?),
            Phase::Ending => self.put_away(),
            _ => return Err(Refusal::OutOfPlace),
        }
        Ok(())
    }

    /// From an answered step to the one that the choice leads to, or to the next moment.
    fn advance(&mut self, scenario: &Scenario) {
        let next = self.following(scenario);
        let Some(step) = next.filter(|_| self.current.answered.len() < MAX_PATH) else {
            self.put_away();
            return;
        };
        self.current = Current {
            step: Some(step.id.clone()),
            answered: std::mem::take(&mut self.current.answered),
            principles: std::mem::take(&mut self.current.principles),
            ..Current::default()
        };
        self.phase = if step.is_ending() {
            Phase::Ending
        } else if step.competency.is_some() {
            Phase::Competency
        } else {
            Phase::Response
        };
    }

    fn following<'s>(&self, scenario: &'s Scenario) -> Option<&'s Step> {
        let answer = self.current.answered.last()?;
        scenario.following(scenario.step(&answer.step)?, answer.choice.best.as_ref())
    }

    /// Lays the answered moment down and goes to the next.
    fn put_away(&mut self) {
        let steps = std::mem::take(&mut self.current.answered);
        let principles = std::mem::take(&mut self.current.principles);
        if let Some(place) = self.form.get(self.done.len()) {
            self.done.push(MomentAnswer {
                name: place.name.clone(),
                edition: place.edition,
                principles,
                steps,
            });
        }
        self.enter();
    }

    /// Comes to the moment after those that are done.
    fn enter(&mut self) {
        self.current = Current::default();
        self.phase = match self.place() {
            None => {
                self.swapped = Vec::new();
                Phase::Finished
            }
            Some(place) if place.topics.is_empty() => Phase::Competency,
            Some(_) => Phase::Note,
        };
    }

    fn skip(&mut self) -> Result<(), Refusal> {
        match self.phase {
            Phase::Note | Phase::Competency | Phase::Response => {
                self.form.remove(self.done.len());
                self.enter();
                Ok(())
            }
            Phase::Feedback | Phase::Ending | Phase::Finished => Err(Refusal::OutOfPlace),
        }
    }

    fn swap(&mut self, other: &Place) -> Result<(), Refusal> {
        let mut known = self.form.iter().chain(&self.swapped);
        let taken = known.any(|place| place.name == other.name);
        let open = matches!(
            self.phase,
            Phase::Note | Phase::Competency | Phase::Response
        );
        if taken || !open || self.practice.mode() == Mode::Check {
            return Err(Refusal::OutOfPlace);
        }
        let at = self.done.len();
        let place = std::mem::replace(&mut self.form[at], other.clone());
        self.swapped.push(place);
        self.enter();
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Refusal> {
        if self.phase == Phase::Finished {
            return Err(Refusal::OutOfPlace);
        }
        if !self.current.answered.is_empty() {
            self.put_away();
        }
        self.form.truncate(self.done.len());
        self.enter();
        Ok(())
    }

    fn expect(&self, phase: Phase) -> Result<(), Refusal> {
        if self.phase == phase {
            Ok(())
        } else {
            Err(Refusal::OutOfPlace)
        }
    }

    fn expect_certainty(&self, phase: Phase) -> Result<(), Refusal> {
        self.expect(phase)?;
        if self.asks_certainty {
            Ok(())
        } else {
            Err(Refusal::OutOfPlace)
        }
    }

    fn move_from(&mut self, from: Phase, to: Phase) -> Result<(), Refusal> {
        self.expect(from)?;
        self.phase = to;
        Ok(())
    }

    fn tick(&mut self, now: u64) {
        self.clock.spent = self.spent_at(now);
        self.clock.last = now;
    }

    fn spent_at(&self, now: u64) -> u64 {
        let pause = now.saturating_sub(self.clock.last).min(LONGEST_PAUSE_MS);
        self.clock.spent.saturating_add(pause)
    }
}

/// How the response question of a scenario is asked under a plan: a story's always in *best*.
#[must_use]
pub fn format_of(practice: &Practice, scenario: &Scenario) -> Format {
    if scenario.is_story() {
        Format::Best
    } else {
        practice.format()
    }
}

/// Whether a choice says all that the format asks.
fn complete(step: &Step, format: Format, choice: &Choice) -> Result<(), Refusal> {
    match format {
        Format::Best if choice.best.is_none() => Err(Refusal::NothingChosen),
        Format::BestWorst if choice.best.is_none() && choice.worst.is_none() => {
            Err(Refusal::NothingChosen)
        }
        Format::BestWorst if choice.best.is_none() || choice.worst.is_none() => {
            Err(Refusal::OneMissing)
        }
        Format::BestWorst if choice.best == choice.worst => Err(Refusal::SameTwice),
        Format::Rate if choice.ratings.len() < step.responses.len() => Err(Refusal::Unrated),
        _ => Ok(()),
    }
}
