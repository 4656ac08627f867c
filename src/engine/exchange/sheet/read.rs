//! A sheet as drafts.

mod piece;

use super::{ALL, COLUMNS, Column, RowKind, layout};
use crate::engine::csv;
use crate::engine::draft::{self, Draft, DraftScenario, DraftStep};
use crate::engine::exchange::loss::{Fault, Place, Report, What, Why};
use crate::engine::exchange::text::Found;
use crate::engine::read::MAX_SCENARIOS;

/// The most entries of any list in a pack that are taken: more than the reader allows, so that an
/// author decides which to leave out.
const MAX_ITEMS: usize = 100;

/// The packs of a sheet. Lines in the report are the sheet's rows, from 1.
#[must_use]
pub fn read(text: &str) -> (Vec<Draft>, Report) {
    let (between, before) = layout(text).unwrap_or((',', 0));
    let rows = csv::rows_by(text, between);
    let mut rows = rows.into_iter().enumerate().skip(before);
    let mut sheet = Sheet::default();
    if let Some((number, headings)) = rows.next() {
        sheet.headings(number + 1, &headings);
    }
    for (number, cells) in rows {
        sheet.row(number + 1, &cells);
    }
    sheet.done()
}

#[derive(Default)]
struct Sheet {
    drafts: Vec<Draft>,
    report: Report,
    /// What each cell of a row is.
    columns: Vec<Result<Column, String>>,
    /// Columns that were told of, since something stood in them.
    told: Vec<usize>,
    /// The row in which each moment of the last pack began, and which one the rows are about.
    began: Vec<usize>,
    moment: Option<usize>,
    step: Option<usize>,
    found: Found,
}

/// A row's cells by column. Each that is looked at is taken; what is left has no place.
struct Cells([String; COLUMNS.len()]);

impl Cells {
    fn at(&self, column: Column) -> &str {
        ALL.iter()
            .position(|c| *c == column)
            .map_or("", |at| self.0[at].as_str())
    }

    fn take(&mut self, column: Column) -> String {
        ALL.iter()
            .position(|c| *c == column)
            .map_or_else(String::new, |at| std::mem::take(&mut self.0[at]))
    }

    /// A cell that holds an id or a word, without the white space around it.
    fn word(&mut self, column: Column) -> String {
        self.take(column).trim().to_owned()
    }
}

impl Sheet {
    fn headings(&mut self, number: usize, headings: &[String]) {
        for heading in headings {
            let name = heading.trim();
            let known = COLUMNS.iter().position(|c| c.eq_ignore_ascii_case(name));
            let known = known.map(|at| ALL[at]);
            let column = match known {
                Some(column) if !self.columns.contains(&Ok(column)) => Ok(column),
                Some(_) => {
                    let why = Why::Unreadable(Fault::Twice);
                    self.report
                        .note(&Place::new(number, ""), What::Column, why, name);
                    Err(name.to_owned())
                }
                None => Err(name.to_owned()),
            };
            self.columns.push(column);
        }
    }

    fn row(&mut self, number: usize, cells: &[String]) {
        let mut row = Cells(Default::default());
        let mut is_empty = true;
        for (at, cell) in cells.iter().enumerate() {
            if cell.trim().is_empty() {
                continue;
            }
            match self.columns.get(at) {
                Some(Ok(column)) => {
                    is_empty = false;
                    if let Some(place) = ALL.iter().position(|c| c == column) {
                        row.0[place] = self.found.visible(cell);
                    }
                }
                Some(Err(name)) if !self.told.contains(&at) => {
                    self.told.push(at);
                    let at = Place::new(1, "");
                    self.report.note(&at, What::Column, Why::NoPlace, name);
                }
                Some(Err(_)) => {}
                None => {
                    let at = Place::new(number, "");
                    self.report.note(&at, What::Cell, Why::NoPlace, cell);
                }
            }
        }
        if is_empty {
            return;
        }
        let name = row.word(Column::Kind);
        let Some(kind) = RowKind::of(&name) else {
            let said = if name.is_empty() {
                row.at(Column::Text)
            } else {
                &name
            };
            let why = Why::Unreadable(Fault::UnknownRow);
            return self
                .report
                .note(&Place::new(number, ""), What::Row, why, said);
        };
        if let Err(why) = self.piece(number, kind, &mut row) {
            let at = self.place(number);
            self.report.note(&at, What::Row, why, &name);
            return;
        }
        let at = self.place(number);
        for (cell, column) in row.0.iter().zip(COLUMNS) {
            if !cell.trim().is_empty() {
                let said = format!("{column}: {cell}");
                self.report.note(&at, What::Cell, Why::NoPlace, &said);
            }
        }
        let found = std::mem::take(&mut self.found);
        found.tell(&at, &mut self.report);
    }

    /// A row with its moment's title.
    fn place(&self, number: usize) -> Place {
        let scenario = self.drafts.last().zip(self.moment);
        let scenario = scenario.and_then(|(draft, at)| draft.scenarios.get(at));
        Place::new(number, scenario.map_or("", |s| s.title.as_str()))
    }

    fn piece(&mut self, number: usize, kind: RowKind, row: &mut Cells) -> Result<(), Why> {
        use RowKind::{
            About, Author, Framework, Key, Lang, License, Moment, Pack, Schema, Version,
        };
        if kind == Pack {
            return self.begin_pack(row);
        }
        if matches!(
            kind,
            Schema | Lang | Version | Framework | License | Author | About | Key
        ) {
            let draft = self.draft();
            let text = row.take(Column::Text);
            match kind {
                Schema => draft.schema = text,
                Lang => draft.lang = text,
                Version => draft.version = text,
                Framework => draft.framework = text,
                License => draft.license = text,
                About => draft.about = text,
                Author => push(&mut draft.authors, text)?,
                _ => {
                    draft.key_status = row.word(Column::Id);
                    draft.key_note = text;
                }
            }
            return Ok(());
        }
        if kind == Moment {
            return self.begin_moment(number, row);
        }
        self.go_to_moment(number, &row.word(Column::Moment))?;
        let is_of_step = kind as u8 >= RowKind::Step as u8;
        if !is_of_step {
            return self.of_scenario(kind, row);
        }
        let step = row.word(Column::Step);
        if kind == RowKind::Step {
            self.begin_step(&step)
        } else {
            self.go_to_step(&step)?;
            self.of_step(number, kind, row)
        }
    }

    fn draft(&mut self) -> &mut Draft {
        if self.drafts.is_empty() {
            self.drafts.push(Draft::default());
        }
        let last = self.drafts.len() - 1;
        &mut self.drafts[last]
    }

    fn begin_pack(&mut self, row: &mut Cells) -> Result<(), Why> {
        if self.drafts.len() >= MAX_ITEMS {
            return Err(Why::TooMany { most: MAX_ITEMS });
        }
        self.tell_moments();
        self.moment = None;
        self.step = None;
        let title = row.take(Column::Text);
        let mut id = row.word(Column::Id);
        if id.is_empty() {
            id = draft::slug(&title, "imported");
        }
        self.drafts.push(Draft {
            id,
            title,
            ..Draft::default()
        });
        Ok(())
    }

    fn begin_moment(&mut self, number: usize, row: &mut Cells) -> Result<(), Why> {
        self.room_for_moment()?;
        let title = row.take(Column::Text);
        let mut id = row.word(Column::Moment);
        if id.is_empty() {
            let taken = self.draft().scenarios.iter().map(|s| s.id.as_str());
            id = draft::unique(&draft::slug(&title, "moment"), taken);
        }
        self.add_moment(number, id, title)
    }

    fn add_moment(&mut self, number: usize, id: String, title: String) -> Result<(), Why> {
        self.room_for_moment()?;
        let scenarios = &mut self.draft().scenarios;
        scenarios.push(DraftScenario {
            id,
            title,
            ..DraftScenario::default()
        });
        self.moment = Some(scenarios.len() - 1);
        self.step = None;
        self.began.push(number);
        Ok(())
    }

    fn room_for_moment(&mut self) -> Result<(), Why> {
        if self.draft().scenarios.len() < MAX_SCENARIOS {
            return Ok(());
        }
        // What follows belongs to none of those that are there.
        self.moment = None;
        Err(Why::TooMany {
            most: MAX_SCENARIOS,
        })
    }

    /// The moment that a row names; without a name it is that of the row above.
    fn go_to_moment(&mut self, number: usize, id: &str) -> Result<(), Why> {
        let current = self.moment;
        let scenarios = &self.draft().scenarios;
        let is_current = |at: usize| scenarios.get(at).is_some_and(|s| s.id == id);
        if id.is_empty() || current.is_some_and(is_current) {
            return current
                .map(|_| ())
                .ok_or(Why::Unreadable(Fault::NoQuestion));
        }
        match scenarios.iter().rposition(|scenario| scenario.id == id) {
            Some(at) => {
                self.moment = Some(at);
                self.step = None;
                Ok(())
            }
            None => self.add_moment(number, id.to_owned(), String::new()),
        }
    }

    fn scenario(&mut self) -> Result<&mut DraftScenario, Why> {
        let missing = Why::Unreadable(Fault::NoQuestion);
        let at = self.moment.ok_or(missing.clone())?;
        self.draft().scenarios.get_mut(at).ok_or(missing)
    }

    fn begin_step(&mut self, id: &str) -> Result<(), Why> {
        let steps = &mut self.scenario()?.steps;
        if steps.len() >= MAX_ITEMS {
            return Err(Why::TooMany { most: MAX_ITEMS });
        }
        let id = if id.is_empty() {
            let first = if steps.is_empty() { "start" } else { "step" };
            draft::unique(first, steps.iter().map(|step| step.id.as_str()))
        } else {
            id.to_owned()
        };
        steps.push(DraftStep {
            id,
            ..DraftStep::default()
        });
        self.step = Some(steps.len() - 1);
        Ok(())
    }

    /// The step that a row names; without a name it is that of the row above.
    fn go_to_step(&mut self, id: &str) -> Result<(), Why> {
        let current = self.step;
        let steps = &self.scenario()?.steps;
        let last = steps.len().checked_sub(1);
        let is_current = |at: usize| steps.get(at).is_some_and(|step| step.id == id);
        let found = if id.is_empty() {
            current.or(last)
        } else if current.is_some_and(is_current) {
            current
        } else {
            steps.iter().rposition(|step| step.id == id)
        };
        match found {
            Some(at) => {
                self.step = Some(at);
                Ok(())
            }
            None => self.begin_step(id),
        }
    }

    /// Tells which moments of the last pack were taken.
    fn tell_moments(&mut self) {
        let began = std::mem::take(&mut self.began);
        let Some(draft) = self.drafts.last() else {
            return;
        };
        for (row, scenario) in began.into_iter().zip(&draft.scenarios) {
            let responses = scenario.steps.iter().map(|s| s.responses.len()).sum();
            let at = Place::new(row, &scenario.title);
            let why = Why::AsMoment { responses };
            self.report.note(&at, What::Question, why, "");
        }
    }

    fn done(mut self) -> (Vec<Draft>, Report) {
        self.tell_moments();
        for draft in &mut self.drafts {
            if draft.key_status.is_empty() {
                "author".clone_into(&mut draft.key_status);
            }
            if draft.id.is_empty() {
                draft.id = draft::slug(&draft.title, "imported");
            }
        }
        self.report.in_order();
        (self.drafts, self.report)
    }
}

fn push<T>(list: &mut Vec<T>, thing: T) -> Result<(), Why> {
    room(list)?;
    list.push(thing);
    Ok(())
}

fn room<T>(list: &[T]) -> Result<(), Why> {
    if list.len() < MAX_ITEMS {
        return Ok(());
    }
    Err(Why::TooMany { most: MAX_ITEMS })
}
