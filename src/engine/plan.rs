//! Which moments a session has. The same link draws the same form everywhere; a learner's own
//! practice looks at what they have seen, and its form is then written into the link.

pub mod now;

use litemap::LiteMap;

use super::edition::Edition;
use super::id::{CategoryId, CompetencyId, MomentName, PackId, Seed};
use super::index::ScenarioEntry;
use super::order;
use super::practice::Practice;
use super::topic::{Topic, Topics};

/// One moment or story that can be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Which one.
    pub name: MomentName,
    /// The edition of its pack.
    pub edition: Edition,
    /// The competency its first step is keyed to.
    pub competency: Option<CompetencyId>,
    /// Its content topics.
    pub topics: Vec<Topic>,
    /// Whether it is a story.
    pub is_story: bool,
}

/// One place of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The moment or story.
    pub name: MomentName,
    /// The edition of its pack.
    pub edition: Edition,
    /// Its content topics; if there are any, a note comes before it.
    pub topics: Vec<Topic>,
}

/// What a learner brings to a draw of their own.
#[derive(Debug, Clone, Default)]
pub struct Learner {
    /// When each moment was last finished, in minutes since 1970.
    pub seen: LiteMap<MomentName, u64>,
    /// Topics that the learner would rather not meet.
    pub avoided: Topics,
}

impl Candidate {
    /// The candidates of one pack.
    #[must_use]
    pub fn of_pack(pack: &PackId, edition: Edition, scenarios: &[ScenarioEntry]) -> Vec<Self> {
        let candidate = |scenario: &ScenarioEntry| Self {
            name: MomentName {
                pack: pack.clone(),
                scenario: scenario.id.clone(),
            },
            edition,
            competency: scenario.competencies.first().cloned(),
            topics: scenario.topics.clone(),
            is_story: scenario.is_story(),
        };
        scenarios.iter().map(candidate).collect()
    }

    fn category(&self) -> Option<&str> {
        self.competency.as_ref().map(CompetencyId::category_str)
    }

    fn is_of(&self, categories: &[CategoryId]) -> bool {
        let own = self.category();
        categories.iter().any(|id| Some(id.as_str()) == own)
    }

    fn place(&self) -> Place {
        Place {
            name: self.name.clone(),
            edition: self.edition,
            topics: self.topics.clone(),
        }
    }
}

/// The form of a link: the moments it names, or those that its seed draws. Nothing else has a say,
/// so that everyone who opens the link gets the same form.
#[must_use]
pub fn form(practice: &Practice, seed: Seed, candidates: &[Candidate]) -> Vec<Place> {
    if !practice.moments.is_empty() {
        return named(&practice.moments, candidates);
    }
    let pool = drawable(candidates, &practice.packs);
    let drawn = order::by_key(seed, pool, |c| c.name.to_string());
    places(mixed(drawn, &practice.categories, practice.count()))
}

/// A form for a learner who chose the practice themselves: what they avoid stays out, what they
/// have not seen comes first, then what they saw longest ago.
#[must_use]
pub fn own_form(
    practice: &Practice,
    seed: Seed,
    candidates: &[Candidate],
    learner: &Learner,
) -> Vec<Place> {
    if !practice.moments.is_empty() {
        return named(&practice.moments, candidates);
    }
    let mut pool = drawable(candidates, &practice.packs);
    pool.retain(|c| !learner.avoids(c));
    let drawn = order::by_key(seed, pool, |c| c.name.to_string());
    // Among those seen at the same time the seed's order stays.
    let drawn = order::sorted(drawn, |c| (learner.last_seen(c), String::new()));
    places(mixed(drawn, &practice.categories, practice.count()))
}

/// What a swap looks at of its session.
#[derive(Debug, Clone, Copy)]
pub struct Swap<'s> {
    /// The form as it is.
    pub form: &'s [Place],
    /// The place that is to be another.
    pub leaving: &'s Place,
    /// What was swapped before.
    pub swapped: &'s [Place],
}

/// Another moment in place of the one that leaves: it was not in the form before, and touches no
/// topic that the learner avoids or that made them swap, now or before; one of the same category
/// where there is one.
#[must_use]
pub fn swap(
    seed: Seed,
    candidates: &[Candidate],
    swap: &Swap<'_>,
    practice: &Practice,
    learner: &Learner,
) -> Option<Place> {
    let leaving = swap.leaving;
    let category = candidates
        .iter()
        .find(|c| c.name == leaving.name)
        .and_then(Candidate::category);
    let mut pool = drawable(candidates, &practice.packs);
    pool.retain(|c| {
        let is = |place: &Place| place.name == c.name;
        let touches = |place: &Place| place.topics.iter().any(|topic| c.topics.contains(topic));
        let left = |place: &Place| is(place) || touches(place);
        let out = swap.swapped.iter().chain([leaving]).any(left);
        !out && !swap.form.iter().any(is) && !learner.avoids(c)
    });
    let drawn = order::by_key(seed, pool, |c| c.name.to_string());
    let first = drawn
        .into_iter()
        .min_by_key(|c| (c.category() != category, learner.last_seen(c)));
    first.map(Candidate::place)
}

impl Learner {
    fn avoids(&self, candidate: &Candidate) -> bool {
        candidate.topics.iter().any(|t| self.avoided.contains(*t))
    }

    /// When the moment was last finished; 0 if never.
    fn last_seen(&self, candidate: &Candidate) -> u64 {
        let seen = self.seen.get(&candidate.name);
        seen.map_or(0, |minute| minute.saturating_add(1))
    }
}

fn named(moments: &[MomentName], candidates: &[Candidate]) -> Vec<Place> {
    let find = |name: &MomentName| candidates.iter().find(|c| c.name == *name);
    moments
        .iter()
        .filter_map(find)
        .map(Candidate::place)
        .collect()
}

/// The single moments of the packs; of packs that hold stories only, these.
fn drawable<'c>(candidates: &'c [Candidate], packs: &[PackId]) -> Vec<&'c Candidate> {
    let chosen = |c: &&Candidate| packs.is_empty() || packs.contains(&c.name.pack);
    let moments: Vec<_> = candidates
        .iter()
        .filter(chosen)
        .filter(|c| !c.is_story)
        .collect();
    if moments.is_empty() {
        return candidates.iter().filter(chosen).collect();
    }
    moments
}

/// The first `count`, two thirds of them (rounded up) of the wanted categories; where one side has
/// too few, the other fills up. Then spread.
fn mixed<'c>(drawn: Vec<&'c Candidate>, wanted: &[CategoryId], count: usize) -> Vec<&'c Candidate> {
    if wanted.is_empty() {
        let mut drawn = drawn;
        drawn.truncate(count);
        return spread(drawn);
    }
    let of_wanted = drawn.iter().filter(|c| c.is_of(wanted)).count();
    let others = drawn.len() - of_wanted;
    let share = (2 * count).div_ceil(3);
    let mut wanted_left = share.max(count.saturating_sub(others)).min(of_wanted);
    let mut others_left = count.saturating_sub(wanted_left).min(others);
    let kept = drawn.into_iter().filter(|c| {
        let left = if c.is_of(wanted) {
            &mut wanted_left
        } else {
            &mut others_left
        };
        let keep = *left > 0;
        *left = left.saturating_sub(1);
        keep
    });
    spread(kept.collect())
}

/// Keeps the order, but never puts three of one category in a row where that can be avoided: at
/// each place comes the first one that leaves the fewest such threes for the rest.
fn spread(drawn: Vec<&Candidate>) -> Vec<&Candidate> {
    let mut waiting = drawn;
    let mut spread: Vec<&Candidate> = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let next = (0..waiting.len()).min_by_key(|at| crowding(&spread, &waiting, *at));
        spread.push(waiting.remove(next.unwrap_or(0)));
    }
    spread
}

/// How many can't help being a third in a row if the one at `at` comes next: itself, perhaps, and
/// those of the commonest category for which the others leave no room, two to a gap.
fn crowding(spread: &[&Candidate], waiting: &[&Candidate], at: usize) -> usize {
    let category = waiting[at].category();
    let run = spread
        .iter()
        .rev()
        .take_while(|c| c.category() == category)
        .count()
        + 1;
    let mut left: LiteMap<Option<&str>, usize> = LiteMap::new();
    for (_, other) in waiting.iter().enumerate().filter(|(index, _)| *index != at) {
        let of = other.category();
        let count = left.get(&of).copied().unwrap_or(0);
        left.insert(of, count + 1);
    }
    let all = waiting.len() - 1;
    let homeless = left.iter().map(|(of, count)| {
        let used = if *of == category { run.min(2) } else { 0 };
        count.saturating_sub(2 * (all - count + 1) - used)
    });
    homeless.max().unwrap_or(0) + usize::from(run > 2)
}

fn places(drawn: Vec<&Candidate>) -> Vec<Place> {
    drawn.into_iter().map(Candidate::place).collect()
}
