//! A sheet as drafts.

use super::{ALL, COLUMNS, Column, RowKind, layout};
use crate::engine::csv;
use crate::engine::draft::{
    self, CompetencyOption, Draft, DraftScenario, DraftStep, Line, Response,
};
use crate::engine::exchange::loss::{Fault, Place, Report, What, Why};
use crate::engine::exchange::points::Points;
use crate::engine::exchange::text::{Found, first_words};
use crate::engine::json;
use crate::engine::pack::{Allow, Credit};
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
        let title = row.take(Column::Text);
        let mut id = row.word(Column::Moment);
        if id.is_empty() {
            let taken = self.draft().scenarios.iter().map(|s| s.id.as_str());
            id = draft::unique(&draft::slug(&title, "moment"), taken);
        }
        self.add_moment(number, id, title)
    }

    fn add_moment(&mut self, number: usize, id: String, title: String) -> Result<(), Why> {
        let scenarios = &mut self.draft().scenarios;
        if scenarios.len() >= MAX_SCENARIOS {
            // What follows belongs to none of those that are there.
            self.moment = None;
            return Err(Why::TooMany {
                most: MAX_SCENARIOS,
            });
        }
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

    fn of_scenario(&mut self, kind: RowKind, row: &mut Cells) -> Result<(), Why> {
        let scenario = self.scenario()?;
        let text = row.take(Column::Text);
        match kind {
            RowKind::Setting => scenario.setting = text,
            RowKind::Policy => scenario.policy_dependent = text,
            RowKind::Takeaway => scenario.takeaway = text,
            RowKind::Reflect => scenario.reflect = text,
            RowKind::Topic => push(&mut scenario.topics, text.trim().to_owned())?,
            RowKind::Principle => push(&mut scenario.principles, text.trim().to_owned())?,
            RowKind::Source => push(&mut scenario.sources, text)?,
            _ => {
                let allow = Allow {
                    check: row.word(Column::Id),
                    reason: text,
                };
                push(&mut scenario.allow, allow)?;
            }
        }
        Ok(())
    }

    fn of_step(&mut self, number: usize, kind: RowKind, row: &mut Cells) -> Result<(), Why> {
        let mut open = Vec::new();
        let at = self.step;
        let scenario = self.scenario()?;
        let Some(step) = at.and_then(|at| scenario.steps.get_mut(at)) else {
            return Err(Why::Unreadable(Fault::NoQuestion));
        };
        let text = row.take(Column::Text);
        match kind {
            RowKind::Told | RowKind::Said => {
                let line = Line {
                    who: row.take(Column::Who),
                    words: text,
                    voice: yes(row, Column::Voice, &mut open),
                };
                push(&mut step.story, line)?;
            }
            RowKind::Competency => {
                let credit = row.word(Column::Credit);
                let points = Points::parse(&credit).map(|points| points.to_string());
                let option = CompetencyOption {
                    id: row.word(Column::Id),
                    credit: match points.as_deref() {
                        Some("1") => Some(Credit::Full),
                        Some("0.5") => Some(Credit::Half),
                        Some("0") => Some(Credit::None),
                        _ => left_open(&credit, Column::Credit, &mut open),
                    },
                    why: row.take(Column::Why),
                };
                push(&mut step.competency, option)?;
            }
            RowKind::Response => {
                let response = response(row, text, &step.responses, &mut open);
                push(&mut step.responses, response)?;
            }
            RowKind::Outcome => step.outcome = text,
            _ => match json::parse(&text) {
                Ok(panel @ json::Value::Object(_)) => step.panel = Some(panel),
                _ => open.push(format!("panel: {text}")),
            },
        }
        let at = self.place(number);
        for said in open {
            self.report.note(&at, What::Cell, Why::LeftOpen, &said);
        }
        Ok(())
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

fn response(
    row: &mut Cells,
    text: String,
    others: &[Response],
    open: &mut Vec<String>,
) -> Response {
    let mut id = row.word(Column::Id);
    if id.is_empty() {
        let taken = others.iter().map(|r| r.id.as_str());
        id = draft::unique(&draft::slug(&first_words(&text, 4), "response"), taken);
    }
    let fit = row.word(Column::Fit);
    let points = Points::parse(&fit).map(|points| points.to_string());
    let number = points.and_then(|number| number.parse().ok());
    Response {
        id,
        text,
        fit: number
            .filter(|fit| *fit <= 3)
            .or_else(|| left_open(&fit, Column::Fit, open)),
        why: row.take(Column::Why),
        drift: row.word(Column::Slip),
        is_unsafe: yes(row, Column::Harm, open),
        next: row.word(Column::Next),
        voice: yes(row, Column::Voice, open),
    }
}

/// Whether a cell says yes, in one of the ways in which spreadsheets and people do.
fn yes(row: &mut Cells, column: Column, open: &mut Vec<String>) -> bool {
    let word = row.word(column);
    match word.to_ascii_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "x" => true,
        "" | "no" | "n" | "false" | "0" | "-" => false,
        _ => {
            open.push(format!("{}: {word}", column.name()));
            false
        }
    }
}

/// Notes what can't stand in a cell, unless nothing stands there.
fn left_open<T>(cell: &str, column: Column, open: &mut Vec<String>) -> Option<T> {
    if !cell.is_empty() {
        open.push(format!("{}: {cell}", column.name()));
    }
    None
}

fn push<T>(list: &mut Vec<T>, thing: T) -> Result<(), Why> {
    if list.len() >= MAX_ITEMS {
        return Err(Why::TooMany { most: MAX_ITEMS });
    }
    list.push(thing);
    Ok(())
}
