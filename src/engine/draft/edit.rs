//! What can be done to a draft, as values: each is done wholly or not at all.

use super::slug::{as_id, mend, slug, unique};
use super::{CompetencyOption, Draft, DraftScenario, DraftStep, Field, Line, Name, Response, Spot};
use crate::engine::pack::Allow;

/// One change of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// A field says something else.
    Set(Field, String),
    /// Something begins.
    Add(New),
    /// Something is there once more, behind itself.
    Duplicate(Spot),
    /// Something goes.
    Remove(Spot),
    /// Something goes one place up or down in its list.
    Move(Spot, Way),
    /// Moments and stories from elsewhere come to the end.
    Take(Vec<DraftScenario>),
    /// Everything is as in another draft.
    Replace(Box<Draft>),
}

/// An id that could not stay as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// Whose it is.
    pub spot: Spot,
    /// What it was.
    pub was: String,
    /// What it is.
    pub now: String,
}

/// Which way something goes in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Towards the beginning.
    Up,
    /// Towards the end.
    Down,
}

/// What can begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum New {
    /// A moment.
    Moment,
    /// A story.
    Story,
    /// A step of that moment, at which something is decided.
    Decision(usize),
    /// A step of that moment, at which the story ends.
    Ending(usize),
    /// A line in the story of that step.
    Line(usize, usize),
    /// An option of its competency question.
    Option(usize, usize),
    /// A response.
    Response(usize, usize),
    /// A check that the moment is let off.
    Allow(usize),
}

impl Draft {
    /// Does what an edit says, and tells what it is about: what came, what moved, or what stands
    /// now where something was. `None` if it changes nothing. While a draft is fresh, ids that were
    /// made from titles follow them.
    pub fn apply(&mut self, edit: Edit, is_fresh: bool) -> Option<Spot> {
        match edit {
            Edit::Set(field, text) => self.set(field, &text, is_fresh),
            Edit::Add(new) => self.add(new),
            Edit::Duplicate(spot) => {
                let place = spot.place();
                self.list(spot)?.duplicate(place)?;
                Some(spot.beside(place + 1))
            }
            Edit::Remove(spot) => {
                let list = self.list(spot)?;
                list.remove(spot.place())?;
                let last = list.count().checked_sub(1);
                Some(match last {
                    Some(last) => spot.beside(spot.place().min(last)),
                    None => around(spot),
                })
            }
            Edit::Move(spot, way) => {
                let to = match way {
                    Way::Up => spot.place().checked_sub(1)?,
                    Way::Down => spot.place() + 1,
                };
                self.list(spot)?.swap(spot.place(), to)?;
                Some(spot.beside(to))
            }
            Edit::Take(moments) => {
                let first = self.scenarios.len();
                for mut moment in moments {
                    moment.renew(&self.scenarios);
                    self.scenarios.push(moment);
                }
                (self.scenarios.len() > first).then_some(Spot::Moment(first))
            }
            Edit::Replace(draft) => {
                if *self == *draft {
                    return None;
                }
                *self = *draft;
                Some(Spot::Pack)
            }
        }
    }

    /// Gives ids to all that came from elsewhere without one that can be used: no page shows the
    /// ids of responses, so nobody could mend them there. Tells which were others before.
    pub fn mend_ids(&mut self) -> Vec<Mended> {
        let mut all = Vec::new();
        let mut tell = |spot: Spot, mended: &[(usize, String, String)]| {
            let told = mended.iter().filter(|(_, was, _)| !was.is_empty());
            all.extend(told.map(|(at, was, now)| Mended {
                spot: spot.beside(*at),
                was: was.clone(),
                now: now.clone(),
            }));
        };
        let mended = mend(&mut self.scenarios, |moment| &mut moment.id, "moment");
        tell(Spot::Moment(0), &mended);
        for (m, moment) in self.scenarios.iter_mut().enumerate() {
            let mended = mend(&mut moment.steps, |step| &mut step.id, "step");
            tell(Spot::Step(m, 0), &mended);
            let kept: Vec<String> = moment.steps.iter().map(|step| step.id.clone()).collect();
            for (s, step) in moment.steps.iter_mut().enumerate() {
                let of_responses = mend(&mut step.responses, |response| &mut response.id, "r");
                tell(Spot::Response(m, s, 0), &of_responses);
                for response in &mut step.responses {
                    // A name that a step still has means that step.
                    let is_lost = !response.next.is_empty() && !kept.contains(&response.next);
                    let mut found = mended.iter().filter(|(_, was, _)| *was == response.next);
                    if let Some((.., now)) = found.next().filter(|_| is_lost) {
                        response.next.clone_from(now);
                    }
                }
            }
        }
        all
    }

    fn set(&mut self, field: Field, text: &str, is_fresh: bool) -> Option<Spot> {
        let before = self.get(field)?;
        let text = match (field.spot, field.name) {
            // Ids are made to be ids, so that what refers to them can follow.
            (Spot::Pack, Name::Id) => as_id(text, &before),
            (Spot::Moment(m), Name::Id) => {
                let others = others(&self.scenarios, m, |moment| &moment.id);
                unique(&as_id(text, &before), others)
            }
            (Spot::Step(m, s), Name::Id) => {
                let steps = &self.scenarios.get(m)?.steps;
                unique(&as_id(text, &before), others(steps, s, |step| &step.id))
            }
            _ => text.to_owned(),
        };
        if text == before {
            return None;
        }
        self.put(field, &text)?;
        if self.get(field)? == before {
            return None;
        }
        match (field.spot, field.name) {
            (Spot::Step(m, s), Name::Id) => self.follow(m, s, &before, &text),
            (Spot::Pack, Name::Title) if is_fresh && is_made_of(&self.id, &before, PACK) => {
                self.id = slug(&text, PACK);
            }
            (Spot::Moment(m), Name::Title) if is_fresh => self.rename(m, &before),
            _ => {}
        }
        Some(field.spot)
    }

    /// Responses that led to a step lead to it under its new name.
    fn follow(&mut self, m: usize, s: usize, before: &str, now: &str) {
        let Some(moment) = self.scenarios.get_mut(m) else {
            return;
        };
        if others(&moment.steps, s, |step| &step.id).any(|id| id == before) {
            return;
        }
        let steps = moment.steps.iter_mut();
        for response in steps.flat_map(|step| &mut step.responses) {
            if response.next == before {
                now.clone_into(&mut response.next);
            }
        }
    }

    fn rename(&mut self, m: usize, before: &str) {
        let Some(moment) = self.scenarios.get(m) else {
            return;
        };
        let fallback = if moment.is_story() { "story" } else { "moment" };
        if is_made_of(&moment.id, before, fallback) {
            let others = others(&self.scenarios, m, |moment| &moment.id);
            let id = unique(&slug(&moment.title, fallback), others);
            if let Some(moment) = self.scenarios.get_mut(m) {
                moment.id = id;
            }
        }
    }

    fn add(&mut self, new: New) -> Option<Spot> {
        match new {
            New::Moment => Some(Spot::Moment(push(
                &mut self.scenarios,
                DraftScenario::moment(),
            ))),
            New::Story => Some(Spot::Moment(push(
                &mut self.scenarios,
                DraftScenario::story(),
            ))),
            New::Decision(m) | New::Ending(m) => {
                let steps = &mut self.scenarios.get_mut(m)?.steps;
                let step = match new {
                    New::Ending(_) => DraftStep::ending("ending"),
                    _ => DraftStep::decision("step"),
                };
                Some(Spot::Step(m, push(steps, step)))
            }
            New::Line(m, s) => {
                let step = self.step_mut(m, s)?;
                Some(Spot::Line(m, s, push(&mut step.story, Line::default())))
            }
            New::Option(m, s) => {
                let step = self.step_mut(m, s)?;
                let option = CompetencyOption::default();
                Some(Spot::Option(m, s, push(&mut step.competency, option)))
            }
            New::Response(m, s) => {
                let step = self.step_mut(m, s)?;
                let response = Response {
                    id: format!("r{}", step.responses.len() + 1),
                    ..Response::default()
                };
                Some(Spot::Response(m, s, push(&mut step.responses, response)))
            }
            New::Allow(m) => {
                let moment = self.scenarios.get_mut(m)?;
                Some(Spot::Allow(m, push(&mut moment.allow, Allow::default())))
            }
        }
    }

    fn step_mut(&mut self, m: usize, s: usize) -> Option<&mut DraftStep> {
        self.scenarios.get_mut(m)?.steps.get_mut(s)
    }

    /// The list that something stands in.
    fn list(&mut self, spot: Spot) -> Option<&mut dyn Items> {
        Some(match spot {
            Spot::Pack => return None,
            Spot::Moment(_) => &mut self.scenarios,
            Spot::Step(m, _) => &mut self.scenarios.get_mut(m)?.steps,
            Spot::Line(m, s, _) => &mut self.step_mut(m, s)?.story,
            Spot::Option(m, s, _) => &mut self.step_mut(m, s)?.competency,
            Spot::Response(m, s, _) => &mut self.step_mut(m, s)?.responses,
            Spot::Allow(m, _) => &mut self.scenarios.get_mut(m)?.allow,
        })
    }
}

/// What a pack's id is where its title gives none.
const PACK: &str = "pack";

/// What something stands in.
fn around(spot: Spot) -> Spot {
    match spot {
        Spot::Pack | Spot::Moment(_) => Spot::Pack,
        Spot::Step(m, _) | Spot::Allow(m, _) => Spot::Moment(m),
        Spot::Line(m, s, _) | Spot::Option(m, s, _) | Spot::Response(m, s, _) => Spot::Step(m, s),
    }
}

/// Whether an id was made from a title, perhaps with a number behind it.
fn is_made_of(id: &str, title: &str, fallback: &str) -> bool {
    let made = slug(title, fallback);
    let number = id.strip_prefix(&made).map(|rest| rest.strip_prefix('-'));
    id.is_empty()
        || id == made
        || matches!(number, Some(Some(n)) if n.bytes().all(|b| b.is_ascii_digit()))
}

/// The ids of all but one.
fn others<T>(
    things: &[T],
    but: usize,
    id: impl Fn(&T) -> &String + Clone,
) -> impl Iterator<Item = &str> + Clone {
    let things = things.iter().enumerate().filter(move |(at, _)| *at != but);
    things.map(move |(_, thing)| id(thing).as_str())
}

/// Puts a thing at the end, with an id of its own, and tells its place.
fn push<T: Item>(list: &mut Vec<T>, mut thing: T) -> usize {
    thing.renew(list);
    list.push(thing);
    list.len() - 1
}

/// A thing in a list.
trait Item: Clone {
    /// Gives it an id that none of the others has.
    fn renew(&mut self, others: &[Self]);
}

/// A list of things, whatever they are.
trait Items {
    fn count(&self) -> usize;
    fn duplicate(&mut self, at: usize) -> Option<()>;
    fn remove(&mut self, at: usize) -> Option<()>;
    fn swap(&mut self, one: usize, two: usize) -> Option<()>;
}

impl<T: Item> Items for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn duplicate(&mut self, at: usize) -> Option<()> {
        let mut copy = self.get(at)?.clone();
        copy.renew(self);
        self.insert(at + 1, copy);
        Some(())
    }

    fn remove(&mut self, at: usize) -> Option<()> {
        (at < self.len()).then(|| {
            Vec::remove(self, at);
        })
    }

    fn swap(&mut self, one: usize, two: usize) -> Option<()> {
        (one.max(two) < self.len()).then(|| self.as_mut_slice().swap(one, two))
    }
}

macro_rules! with_id {
    ($($thing:ty),+) => {$(
        impl Item for $thing {
            fn renew(&mut self, others: &[Self]) {
                self.id = unique(&self.id, others.iter().map(|other| other.id.as_str()));
            }
        }
    )+};
}

with_id!(DraftScenario, DraftStep, Response);

impl Item for Line {
    fn renew(&mut self, _: &[Self]) {}
}

/// Its id is a competency, which the author chooses.
impl Item for CompetencyOption {
    fn renew(&mut self, _: &[Self]) {}
}

impl Item for Allow {
    fn renew(&mut self, _: &[Self]) {}
}
