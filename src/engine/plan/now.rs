//! “Practise now”: moments from the categories that are due, weak or new to the learner, mixed,
//! and why these.

use super::{Candidate, Place, drawable, spread};
use crate::engine::day::Day;
use crate::engine::history::History;
use crate::engine::id::{CategoryId, Seed};
use crate::engine::order;
use crate::engine::spacing::{self, Card, Standing};
use crate::engine::topic::Topics;

/// What a learner gets to practise, and why.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draw {
    /// The moments in their order.
    pub moments: Vec<Drawn>,
}

/// One moment of a draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// The moment.
    pub place: Place,
    /// The category that it is of.
    pub category: CategoryId,
    /// Where its category stands.
    pub standing: Standing,
    /// Whether the learner has not seen it yet.
    pub is_unseen: bool,
}

/// How many of a draw's moments are there for which reason: what one line says of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Why {
    /// Their category is due.
    pub due: usize,
    /// Their category is weak.
    pub weak: usize,
    /// Their category is new to the learner.
    pub new: usize,
    /// Their category could wait; they keep the others company.
    pub resting: usize,
    /// Of all these, how many the learner has not seen yet.
    pub unseen: usize,
}

impl Draw {
    /// The form of a session of it.
    #[must_use]
    pub fn form(&self) -> Vec<Place> {
        let places = self.moments.iter().map(|drawn| drawn.place.clone());
        places.collect()
    }

    /// Why these.
    #[must_use]
    pub fn why(&self) -> Why {
        let mut why = Why::default();
        for drawn in &self.moments {
            let of = match drawn.standing {
                Standing::Due => &mut why.due,
                Standing::Weak => &mut why.weak,
                Standing::New => &mut why.new,
                Standing::Resting => &mut why.resting,
            };
            *of += 1;
            why.unseen += usize::from(drawn.is_unseen);
        }
        why
    }
}

/// A category and what it has to offer.
struct Offer<'c> {
    category: CategoryId,
    card: Card,
    /// Its moments that are left, and whether each is unseen; the one to take next is the last.
    moments: Vec<(&'c Candidate, bool)>,
}

/// Draws `count` moments for `today`, as far as there are so many.
///
/// Due, weak and new categories take turns, each kind beginning with the category that needs it
/// most: the least likely to be known still, the lowest, and of the new ones whichever the seed
/// says. Each category gives one moment, then each a second one; then those that can wait give one
/// each; then whatever is left. Of a category comes first what the learner has not seen, then what
/// they saw longest ago. What they avoid stays out. Three of a category in a row come only where
/// that can't be avoided.
#[must_use]
pub fn draw(
    candidates: &[Candidate],
    history: &History,
    avoided: Topics,
    seed: Seed,
    today: Day,
    count: usize,
) -> Draw {
    let mut pool = drawable(candidates, &[]);
    pool.retain(|c| !c.topics.iter().any(|topic| avoided.contains(*topic)));
    let pool = order::by_key(seed, pool, |c| c.name.to_string());
    let mut offers = offers(pool, history, today);
    let (wanted, resting) = turns(&offers);
    let all = [wanted.clone(), resting.clone()].concat();
    // A round takes one of each category that has any left: so many rounds are enough for all.
    let rounds = [&wanted, &wanted, &resting].into_iter();
    let rounds = rounds.chain(std::iter::repeat_n(&all, candidates.len()));
    let mut drawn = Vec::new();
    for at in rounds.flatten() {
        if drawn.len() == count {
            break;
        }
        if let Some((candidate, is_unseen)) = offers[*at].moments.pop() {
            drawn.push((candidate, is_unseen, *at));
        }
    }
    let spread = spread(drawn.iter().map(|(candidate, ..)| *candidate).collect());
    let moments = spread.into_iter().filter_map(|candidate| {
        let found = drawn.iter().find(|(one, ..)| one.name == candidate.name);
        let (_, is_unseen, at) = found?;
        Some(Drawn {
            place: candidate.place(),
            category: offers[*at].category.clone(),
            standing: offers[*at].card.standing,
            is_unseen: *is_unseen,
        })
    });
    Draw {
        moments: moments.collect(),
    }
}

/// The categories that have something to offer, those that need it most first; among equals in the
/// order of the seed, in which their moments come.
fn offers<'c>(pool: Vec<&'c Candidate>, history: &History, today: Day) -> Vec<Offer<'c>> {
    let mut ids: Vec<CategoryId> = Vec::new();
    let mut of: Vec<Vec<&Candidate>> = Vec::new();
    for candidate in pool {
        let Some(competency) = &candidate.competency else {
            continue;
        };
        let id = competency.category();
        if let Some(at) = ids.iter().position(|known| *known == id) {
            of[at].push(candidate);
        } else {
            ids.push(id);
            of.push(vec![candidate]);
        }
    }
    let cards = spacing::due(history, &ids, today);
    // When each was last seen; never is the longest ago.
    let seen = |c: &Candidate| {
        history
            .last_seen(&c.name)
            .map_or(0, |at| at.saturating_add(1))
    };
    let offers = ids.into_iter().zip(of).zip(cards);
    let offers = offers.map(|((category, moments), card)| {
        let moments = moments.into_iter().map(|c| (c, seen(c))).collect();
        let latest_first = order::sorted(moments, |(_, seen)| (u64::MAX - seen, String::new()));
        let moments = latest_first.into_iter().map(|(c, seen)| (c, seen == 0));
        Offer {
            category,
            card,
            moments: moments.collect(),
        }
    });
    order::sorted(offers.collect(), |offer| {
        (spacing::patience(&offer.card), String::new())
    })
}

/// The order in which the offers that are due, weak or new take turns; and the others.
fn turns(offers: &[Offer]) -> (Vec<usize>, Vec<usize>) {
    let of = |standing: Standing| -> Vec<usize> {
        let is = |at: &usize| offers[*at].card.standing == standing;
        (0..offers.len()).filter(is).collect()
    };
    let kinds = [Standing::Due, Standing::Weak, Standing::New].map(of);
    let turn = |n: usize| kinds.iter().filter_map(move |kind| kind.get(n).copied());
    let wanted = (0..offers.len()).flat_map(turn).collect();
    (wanted, of(Standing::Resting))
}
