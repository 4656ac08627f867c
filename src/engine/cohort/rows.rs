//! Results as they are kept: few bytes each, since there may be a hundred thousand.

use std::collections::BTreeMap;

use super::place;

/// One result.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    /// In minutes since 1970.
    pub finished: u32,
    pub seconds: u32,
    /// The label's place, or [`super::NO_LABEL`].
    pub label: u32,
    /// The place of its basis.
    pub basis: u32,
    /// The place of the set of items that it answered.
    pub set: u32,
    /// Where its outcomes begin; there is one for each item of its set.
    pub from: u32,
}

/// One answer of one result.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    pub item: u32,
    pub outcome: u32,
}

/// All results.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    pub all: Vec<Row>,
    outcomes: Vec<u32>,
    sets: Sets,
}

/// Sets of items: few where a group answers one form, and kept once.
#[derive(Debug, Clone, Default)]
struct Sets {
    items: Vec<u32>,
    /// Where each set's items begin, and how many there are.
    spans: Vec<(u32, u32)>,
    places: BTreeMap<u64, u32>,
}

impl Rows {
    /// Puts a result there; its `set` and `from` are set by its cells.
    pub fn add(&mut self, row: Row, cells: &[Cell]) {
        let items: Vec<u32> = cells.iter().map(|cell| cell.item).collect();
        let row = Row {
            set: self.sets.place(&items),
            from: place(self.outcomes.len()),
            ..row
        };
        self.outcomes.extend(cells.iter().map(|cell| cell.outcome));
        self.all.push(row);
    }

    /// The answers of a result, by pack and place in it.
    pub fn cells(&self, row: &Row) -> impl Iterator<Item = Cell> + Clone {
        let items = self.sets.items(row.set);
        let from = row.from as usize;
        let outcomes = self.outcomes.get(from..from + items.len());
        let both = items.iter().zip(outcomes.unwrap_or_default());
        both.map(|(item, outcome)| Cell {
            item: *item,
            outcome: *outcome,
        })
    }

    /// The items of a set.
    pub fn set(&self, set: u32) -> &[u32] {
        self.sets.items(set)
    }

    /// How many sets there are.
    pub fn sets(&self) -> usize {
        self.sets.spans.len()
    }
}

impl Sets {
    fn place(&mut self, items: &[u32]) -> u32 {
        let key = fingerprint(items);
        let known = self.places.get(&key).copied();
        if let Some(known) = known.filter(|known| self.items(*known) == items) {
            return known;
        }
        let set = place(self.spans.len());
        self.spans
            .push((place(self.items.len()), place(items.len())));
        self.items.extend(items);
        self.places.insert(key, set);
        set
    }

    fn items(&self, set: u32) -> &[u32] {
        let span = self.spans.get(set as usize);
        let items = span.and_then(|(from, count)| {
            let from = *from as usize;
            self.items.get(from..from + *count as usize)
        });
        items.unwrap_or_default()
    }
}

/// FNV-1a (64 bits) over the items.
fn fingerprint(items: &[u32]) -> u64 {
    let bytes = items.iter().flat_map(|item| item.to_le_bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
