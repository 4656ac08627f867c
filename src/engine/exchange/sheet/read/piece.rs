//! Single rows of a sheet: what each says of its scenario or its step.

use super::{Cells, Sheet, push, room};
use crate::engine::draft::{self, CompetencyOption, Line, Response};
use crate::engine::exchange::loss::{Fault, What, Why};
use crate::engine::exchange::points::Points;
use crate::engine::exchange::sheet::{Column, RowKind};
use crate::engine::exchange::text::first_words;
use crate::engine::json;
use crate::engine::pack::{Allow, Credit};

impl Sheet {
    pub(super) fn of_scenario(&mut self, kind: RowKind, row: &mut Cells) -> Result<(), Why> {
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

    pub(super) fn of_step(
        &mut self,
        number: usize,
        kind: RowKind,
        row: &mut Cells,
    ) -> Result<(), Why> {
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
                room(&step.responses)?;
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
