//! Many results, and what a trainer can learn from them.
//!
//! A [`Cohort`] takes result codes one at a time and keeps of each only which of a moment's outcomes
//! it was: an outcome is one set of choices with what it earned, and is kept once for all who made
//! it. A [`report::Reporter`] then makes the report in steps, as small as wanted, so that no page has
//! to wait for a hundred thousand results.
//!
//! Competency and response stay apart in every figure. Nobody's skips are known: only what was
//! answered is in a code.

pub mod category;
pub mod correlation;
pub mod csv;
pub mod distribution;
pub mod estimate;
pub mod file;
pub mod form;
pub mod item;
mod outcome;
pub mod person;
pub mod reliability;
pub mod report;
mod rows;
pub mod slips;
pub mod talk;
pub mod who;

use std::collections::BTreeMap;
use std::rc::Rc;

use super::answer::Question;
use super::code::Code;
use super::edition::Edition;
use super::id::PackId;
use super::pack::{Pack, Scenario};
use super::practice::{Format, Mode};
use super::shelf::Shelf;
use outcome::{Item, Outcome};
use rows::{Cell, Row, Rows};

/// From how many answers on a facility is shown; of fewer, counts say more.
pub const MIN_FACILITY: u32 = 10;

/// From how many answers on a wrong option that few chose counts as not working.
pub const MIN_DISTRACTOR: u32 = 10;

/// A wrong option that fewer than this share of people chose does not work as one (Haladyna &
/// Downing 1993).
pub const DISTRACTOR_SHARE: f64 = 0.05;

/// From how many people on a discrimination is shown, and a key that may be wrong.
pub const MIN_DISCRIMINATION: u32 = 30;

/// From how many complete rows on a reliability is shown.
pub const MIN_RELIABILITY: u32 = 30;

/// From how many moments on a form has a reliability.
pub const MIN_MOMENTS: usize = 3;

/// One thing for each of the two questions, which are never added up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Both<T> {
    /// That of “Which competency does this moment call for most?”
    pub competency: T,
    /// That of “Which response fits?”
    pub response: T,
}

impl<T> Both<T> {
    /// One thing made for each question.
    pub fn made(mut make: impl FnMut(Question) -> T) -> Self {
        Self {
            competency: make(Question::Competency),
            response: make(Question::Response),
        }
    }

    /// That of a question.
    #[must_use]
    pub fn of(&self, question: Question) -> &T {
        match question {
            Question::Competency => &self.competency,
            Question::Response => &self.response,
        }
    }

    /// That of a question, to be changed.
    pub fn of_mut(&mut self, question: Question) -> &mut T {
        match question {
            Question::Competency => &mut self.competency,
            Question::Response => &mut self.response,
        }
    }
}

/// Both questions, in the order in which they are asked.
pub const QUESTIONS: [Question; 2] = [Question::Competency, Question::Response];

/// Results, as they were taken in.
#[derive(Debug, Clone)]
pub struct Cohort {
    shelf: Shelf,
    lower: fn(&str) -> String,
    /// The row of each result, by random number and minute; of those without one, [`NO_ROW`].
    seen: BTreeMap<(u32, u32), u32>,
    rows: Rows,
    items: Vec<Item>,
    /// The items by sheet and place in the pack.
    places: BTreeMap<(u32, u16), u32>,
    sheets: Vec<Sheet>,
    bases: Vec<Basis>,
    base_places: BTreeMap<BasisKey, u32>,
    /// Labels as the first who used them wrote them.
    labels: Vec<Box<str>>,
    /// Their places, by the label in small letters.
    label_places: BTreeMap<Box<str>, u32>,
    taken: Taken,
}

/// What became of the codes that were handed in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Taken {
    /// How many codes were handed in.
    pub given: u32,
    /// How many were there before: the same random number and minute.
    pub duplicates: u32,
    /// How many are of a pack or edition that is not at hand.
    pub not_at_hand: u32,
    /// How many hold choices that their pack does not offer.
    pub not_of_pack: u32,
}

/// What became of one code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It was kept.
    Kept,
    /// It was there before.
    Duplicate,
    /// It is of a pack or edition that is not at hand.
    NotAtHand,
    /// It holds choices that its pack does not offer: it was not made from that edition.
    NotOfPack,
}

/// An edition of a pack.
#[derive(Debug, Clone)]
struct Sheet {
    pack: PackId,
    edition: Edition,
}

/// What makes results comparable: the same editions, the same format.
#[derive(Debug, Clone)]
struct Basis {
    /// Places of sheets.
    sheets: Vec<u32>,
    mode: Mode,
    format: Format,
    /// How many rows have it.
    rows: u32,
}

/// A basis by which it is found: its sheets, and the words for mode and format.
type BasisKey = (Vec<u32>, &'static str, &'static str);

const NO_ROW: u32 = u32::MAX;
const NO_LABEL: u32 = u32::MAX;

impl Cohort {
    /// No results yet, to be marked by the packs on the shelf. `lower` gives a text in small
    /// letters, by which labels are compared.
    #[must_use]
    pub fn new(shelf: Shelf, lower: fn(&str) -> String) -> Self {
        Self {
            shelf,
            lower,
            seen: BTreeMap::new(),
            rows: Rows::default(),
            items: Vec::new(),
            places: BTreeMap::new(),
            sheets: Vec::new(),
            bases: Vec::new(),
            base_places: BTreeMap::new(),
            labels: Vec::new(),
            label_places: BTreeMap::new(),
            taken: Taken::default(),
        }
    }

    /// The packs by which results are marked.
    #[must_use]
    pub fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// Puts one more pack on the shelf, for the results that are still to come: one that came before
    /// its pack stays out.
    pub fn put(&mut self, edition: Edition, pack: Rc<Pack>) {
        self.shelf.put(edition, pack);
    }

    /// Takes one result.
    pub fn add(&mut self, code: &Code) -> Added {
        self.taken.given += 1;
        let known = (code.token(), code.finished());
        if let Some(row) = self.seen.get(&known) {
            self.taken.duplicates += 1;
            let row = *row;
            self.name(row, code);
            return Added::Duplicate;
        }
        match self.take(code) {
            Ok((basis, cells)) => {
                let row = Row {
                    finished: code.finished(),
                    seconds: code.seconds(),
                    label: self.label(code),
                    basis,
                    set: 0,
                    from: 0,
                };
                self.seen.insert(known, place(self.results()));
                self.rows.add(row, &cells);
                Added::Kept
            }
            Err(why) => {
                self.seen.insert(known, NO_ROW);
                match why {
                    Added::NotOfPack => self.taken.not_of_pack += 1,
                    _ => self.taken.not_at_hand += 1,
                }
                why
            }
        }
    }

    /// What became of the codes that were handed in.
    #[must_use]
    pub fn taken(&self) -> Taken {
        self.taken
    }

    /// How many results are kept.
    #[must_use]
    pub fn results(&self) -> usize {
        self.rows.all.len()
    }

    /// The place of a code's basis, and its answers.
    fn take(&mut self, code: &Code) -> Result<(u32, Vec<Cell>), Added> {
        let mut sheets = Vec::new();
        let mut cells = Vec::with_capacity(code.answers());
        for answers in code.packs() {
            let (pack, edition) = (answers.id(), answers.edition());
            if self.shelf.pack(pack, edition).is_none() {
                return Err(Added::NotAtHand);
            }
            let sheet = self.sheet(pack, edition);
            sheets.push(sheet);
            for moment in answers.moments() {
                let item = *self
                    .places
                    .entry((sheet, moment.ordinal))
                    .or_insert_with(|| {
                        self.items.push(Item::new(sheet, moment.ordinal));
                        place(self.items.len() - 1)
                    });
                let pack = self.shelf.pack(pack, edition).ok_or(Added::NotAtHand)?;
                let known = self.items.get_mut(item as usize).ok_or(Added::NotOfPack)?;
                let outcome = known
                    .outcome(moment, pack, edition, code.format())
                    .ok_or(Added::NotOfPack)?;
                cells.push(Cell { item, outcome });
            }
        }
        Ok((self.basis(sheets, code), cells))
    }

    fn sheet(&mut self, pack: &PackId, edition: Edition) -> u32 {
        let is_it = |sheet: &Sheet| sheet.edition == edition && sheet.pack == *pack;
        let found = self.sheets.iter().position(is_it);
        place(found.unwrap_or_else(|| {
            self.sheets.push(Sheet {
                pack: pack.clone(),
                edition,
            });
            self.sheets.len() - 1
        }))
    }

    fn basis(&mut self, sheets: Vec<u32>, code: &Code) -> u32 {
        let (mode, format) = (code.mode(), code.format());
        let key = (sheets, mode.slug(), format.slug());
        let found = self.base_places.get(&key).copied();
        let basis = found.unwrap_or_else(|| {
            self.bases.push(Basis {
                sheets: key.0.clone(),
                mode,
                format,
                rows: 0,
            });
            place(self.bases.len() - 1)
        });
        if let Some(basis) = self.bases.get_mut(basis as usize) {
            basis.rows += 1;
        }
        self.base_places.insert(key, basis);
        basis
    }

    fn label(&mut self, code: &Code) -> u32 {
        let Some(label) = code.label() else {
            return NO_LABEL;
        };
        let small = (self.lower)(label.as_str()).into_boxed_str();
        let labels = &mut self.labels;
        *self.label_places.entry(small).or_insert_with(|| {
            labels.push(label.as_str().into());
            place(labels.len() - 1)
        })
    }

    /// Gives a row the label that it came with a second time, if it has none.
    fn name(&mut self, row: u32, code: &Code) {
        let unnamed = |row: &Row| row.label == NO_LABEL;
        if self.rows.all.get(row as usize).is_some_and(unnamed) {
            let label = self.label(code);
            if let Some(row) = self.rows.all.get_mut(row as usize) {
                row.label = label;
            }
        }
    }

    fn outcome_of(&self, cell: Cell) -> Option<&Outcome> {
        self.items
            .get(cell.item as usize)?
            .outcomes
            .get(cell.outcome as usize)
    }

    /// The pack of an item, with its edition and the scenario.
    fn scenario_of(&self, item: &Item) -> Option<(&Pack, Edition, &Scenario)> {
        let sheet = self.sheets.get(item.sheet as usize)?;
        let pack = self.shelf.pack(&sheet.pack, sheet.edition)?;
        let scenario = pack.scenarios().get(usize::from(item.ordinal))?;
        Some((pack, sheet.edition, scenario))
    }
}

/// A place in a list. There are never as many things as this can hold: four thousand million answers
/// would be gigabytes of text.
fn place(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
