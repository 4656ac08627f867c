//! Which slips the endorsed responses are examples of.

use crate::engine::answer::MomentAnswer;
use crate::engine::topic::Drift;

/// One slip, as a group made it. Shown of any number of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Which one.
    pub drift: Drift,
    /// How many people made it at least once.
    pub people: u32,
    /// How many answers to steps it was in.
    pub times: u32,
    /// The places in the report's items where it was made, and how often, most first.
    pub items: Vec<(usize, u32)>,
}

/// Slips, while answers are counted.
#[derive(Debug, Clone, Default)]
pub(super) struct Slips {
    people: [u32; Drift::ALL.len()],
    items: Vec<(Drift, usize, u32)>,
}

impl Slips {
    /// Takes the slips of one person, a bit for each place in [`Drift::ALL`].
    pub fn person(&mut self, drifts: u16) {
        for (place, people) in self.people.iter_mut().enumerate() {
            *people += u32::from(drifts >> place & 1);
        }
    }

    /// Takes an answer to the item at a place that so many people gave.
    pub fn answer(&mut self, item: usize, answer: &MomentAnswer, people: u32) {
        let drifts = answer.steps.iter().flat_map(|step| &step.mark.drift);
        for drift in drifts {
            let is_it = |one: &&mut (Drift, usize, u32)| (one.0, one.1) == (*drift, item);
            match self.items.iter_mut().rev().find(is_it) {
                Some((.., times)) => *times += people,
                None => self.items.push((*drift, item, people)),
            }
        }
    }

    /// All slips that were made, those of most people first.
    pub fn all(self) -> Vec<Slip> {
        let of = |(drift, people): (&Drift, &u32)| {
            let its = self.items.iter().filter(|(one, ..)| one == drift);
            let mut items: Vec<(usize, u32)> =
                its.map(|(_, item, times)| (*item, *times)).collect();
            items.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
            Slip {
                drift: *drift,
                people: *people,
                times: items.iter().map(|(_, times)| times).sum(),
                items,
            }
        };
        let mut slips: Vec<Slip> = Drift::ALL.iter().zip(&self.people).map(of).collect();
        slips.retain(|slip| slip.people > 0);
        slips.sort_by_key(|slip| std::cmp::Reverse((slip.people, slip.times)));
        slips
    }
}
