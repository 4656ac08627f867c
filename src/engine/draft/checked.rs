//! What the checker says of a draft, each problem at the field that it belongs to.
//!
//! A pack with an error is no pack, and most drafts have one most of the time. So the moments that
//! are free of errors are looked at as a pack of their own, and advice does not wait for the rest.

use super::{Draft, Field, List, Name, Spot};
use crate::engine::check::{figures::Figures, moment, quality, topics};
use crate::engine::framework::Framework;
use crate::engine::id::PackId;
use crate::engine::json;
use crate::engine::pack::Credit;
use crate::engine::problem::Problem;
use crate::engine::read::read_pack;

/// What a problem belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// One field.
    Field(Field),
    /// A list as a whole, of that spot.
    List(Spot, List),
    /// A spot as a whole.
    Spot(Spot),
}

/// A draft that was checked.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// All problems, each with its place.
    pub problems: Vec<(Place, Problem)>,
    /// The figures of the moments without errors; `None` if there is none.
    pub figures: Option<Figures>,
    /// How many moments and stories are without errors.
    pub sound: usize,
}

impl Place {
    /// The spot that it is in.
    #[must_use]
    pub fn spot(self) -> Spot {
        match self {
            Self::Field(field) => field.spot,
            Self::List(spot, _) | Self::Spot(spot) => spot,
        }
    }
}

impl Checked {
    /// Checks a draft against the frameworks at hand.
    #[must_use]
    pub fn of(draft: &Draft, frameworks: &[&Framework]) -> Self {
        let text = json::to_text(&draft.to_json());
        let reading = read_pack(&text, frameworks);
        let mut found = reading.problems;
        found.retain(|problem| !is_due_to_others(problem, draft));
        let amiss = |m: usize| {
            let errors = found.iter().filter(|problem| problem.is_error());
            let mut places = errors.map(|problem| spot_of(&problem.pointer));
            places.any(|(spot, _)| spot.moment() == Some(m))
        };
        let sound: Vec<usize> = (0..draft.scenarios.len()).filter(|m| !amiss(*m)).collect();
        let mut figures = None;
        let framework = frameworks
            .iter()
            .find(|f| f.id().as_str() == draft.framework);
        if let (Some(framework), Some(part)) = (framework, draft.part(&sound)) {
            let text = json::to_text(&part.to_json());
            if let Some(pack) = read_pack(&text, &[framework]).thing {
                let advice = quality(&pack, framework).into_iter();
                found.extend(advice.map(|problem| back(problem, &sound)));
                figures = Some(Figures::of(&[&pack], framework));
            }
        }
        Self {
            problems: found.into_iter().map(|one| (place(&one), one)).collect(),
            sound: if figures.is_some() { sound.len() } else { 0 },
            figures,
        }
    }

    /// The problems of a place.
    pub fn at(&self, place: Place) -> impl Iterator<Item = &Problem> {
        let here = self.problems.iter().filter(move |(at, _)| *at == place);
        here.map(|(_, problem)| problem)
    }

    /// How many errors and warnings there are in a moment or story; with `None`, in the pack's own
    /// fields.
    #[must_use]
    pub fn count(&self, moment: Option<usize>) -> (usize, usize) {
        self.count_where(|place| place.spot().moment() == moment)
    }

    /// How many errors and warnings there are at some places.
    #[must_use]
    pub fn count_where(&self, of: impl Fn(&Place) -> bool) -> (usize, usize) {
        let here = || self.problems.iter().filter(|(place, _)| of(place));
        let errors = here().filter(|(_, problem)| problem.is_error()).count();
        (errors, here().count() - errors)
    }

    /// Whether nothing keeps the draft from being used as a pack.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        !self.problems.iter().any(|(_, problem)| problem.is_error())
    }
}

impl Draft {
    /// The draft with some of its moments alone, and with nothing amiss with the pack's own fields;
    /// `None` if there is none of these moments.
    #[must_use]
    pub fn part(&self, moments: &[usize]) -> Option<Self> {
        if moments.is_empty() {
            return None;
        }
        let scenarios = moments.iter().filter_map(|m| self.scenarios.get(*m));
        let lang = Some(self.lang.as_str()).filter(|lang| !lang.trim().is_empty());
        let id = Some(self.id.as_str()).filter(|id| id.parse::<PackId>().is_ok());
        Some(Self {
            id: id.unwrap_or("draft").to_owned(),
            title: "-".to_owned(),
            lang: lang.unwrap_or("und").to_owned(),
            framework: self.framework.clone(),
            key_status: "author".to_owned(),
            key_note: self.key_note.clone(),
            scenarios: scenarios.cloned().collect(),
            ..Self::default()
        })
    }
}

/// Whether the reader counted credits without the options that it could not read: those have
/// problems of their own, and the count is no other one.
fn is_due_to_others(problem: &Problem, draft: &Draft) -> bool {
    let (spot, rest) = spot_of(&problem.pointer);
    let (Some((m, s)), "credit", ["competency", "options"]) =
        (spot.step(), problem.check, rest.as_slice())
    else {
        return false;
    };
    let options = draft.step(m, s).map_or(&[][..], |step| &step.competency);
    let full = options.iter().filter(|o| o.credit == Some(Credit::Full));
    full.count() == 1
}

/// A problem of a part, as one of the whole.
fn back(problem: Problem, moments: &[usize]) -> Problem {
    let rest = problem.pointer.strip_prefix("/scenarios/");
    let found = rest.and_then(|rest| {
        let (m, rest) = rest.split_once('/').unwrap_or((rest, ""));
        let m = moments.get(m.parse::<usize>().ok()?)?;
        let slash = if rest.is_empty() { "" } else { "/" };
        Some(format!("/scenarios/{m}{slash}{rest}"))
    });
    Problem {
        pointer: found.unwrap_or_else(|| problem.pointer.clone()),
        ..problem
    }
}

/// The spot that a JSON pointer leads to, and what of the pointer leads further.
fn spot_of(pointer: &str) -> (Spot, Vec<&str>) {
    let parts: Vec<&str> = pointer.split('/').skip(1).collect();
    let at = |place: usize| parts.get(place)?.parse::<usize>().ok();
    let word = |place: usize| parts.get(place).copied().unwrap_or_default();
    let rest = |from: usize| parts.get(from..).unwrap_or_default().to_vec();
    let (Some(m), "scenarios") = (at(1), word(0)) else {
        return (Spot::Pack, rest(0));
    };
    if let (Some(n), "allow") = (at(3), word(2)) {
        return (Spot::Allow(m, n), rest(4));
    }
    let (Some(s), "steps") = (at(3), word(2)) else {
        return (Spot::Moment(m), rest(2));
    };
    match (word(4), at(5), word(5), at(6)) {
        ("story", Some(n), ..) => (Spot::Line(m, s, n), rest(6)),
        ("responses", Some(n), ..) => (Spot::Response(m, s, n), rest(6)),
        ("competency", _, "options", Some(n)) => (Spot::Option(m, s, n), rest(7)),
        _ => (Spot::Step(m, s), rest(4)),
    }
}

/// The place of a problem.
fn place(problem: &Problem) -> Place {
    let (spot, rest) = spot_of(&problem.pointer);
    let field = |name| Place::Field(spot.field(name));
    let list = |list| Place::List(spot, list);
    match (spot, rest.first().copied().unwrap_or_default()) {
        (Spot::Pack, "scenarios") => list(List::Moments),
        (Spot::Pack, "key") => field(match rest.get(1) {
            Some(&"note") => Name::KeyNote,
            _ => Name::KeyStatus,
        }),
        (Spot::Moment(_), "steps") => list(List::Steps),
        (Spot::Moment(_), "allow") => list(List::Allow),
        (Spot::Moment(_), "") if problem.check == topics::MISSING_TOPIC => field(Name::Topics),
        (Spot::Step(..), "story") => list(List::Story),
        (Spot::Step(..), "competency") => list(List::Options),
        (Spot::Step(..), "responses") => list(List::Responses),
        (Spot::Step(..), "") if problem.check == MISSING => missing_of_step(problem, spot),
        (Spot::Line(..), "text") => field(Name::Words),
        (Spot::Option(..), "") if problem.check == MISSING => field(Name::Credit),
        (Spot::Response(..), "") if problem.check == MISSING => field(Name::Fit),
        (Spot::Option(..) | Spot::Response(..), "") if problem.check == moment::MISSING_WHY => {
            field(Name::Why)
        }
        (Spot::Option(..), "") if problem.check == moment::OVERLAP => field(Name::Id),
        (_, "") => Place::Spot(spot),
        (_, name) => {
            let known = Name::ALL.iter().copied().filter(|one| one.slug() == name);
            let mut known = known.map(|name| spot.field(name));
            let has = |field: &Field| Draft::has(*field);
            known.find(has).map_or(Place::Spot(spot), Place::Field)
        }
    }
}

/// A field that must be there is not.
const MISSING: &str = "missing-field";

/// A step has lists that may be absent: the sentence names the one that is missing.
fn missing_of_step(problem: &Problem, step: Spot) -> Place {
    let says = |word: &str| problem.sentence.contains(word);
    if says("Add `competency`") {
        Place::List(step, List::Options)
    } else if says("Add `outcome`") {
        Place::Field(step.field(Name::Outcome))
    } else {
        Place::List(step, List::Responses)
    }
}
