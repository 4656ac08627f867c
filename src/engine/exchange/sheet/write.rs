//! A draft as a sheet.

use super::{ALL, COLUMNS, Column, RowKind};
use crate::engine::csv::Table;
use crate::engine::draft::{CompetencyOption, Draft, DraftScenario, DraftStep, Line, Response};
use crate::engine::framework::Framework;
use crate::engine::id::CompetencyId;
use crate::engine::json;
use crate::engine::pack::Credit;

/// The pack as CSV. With a framework its competencies are named, for whoever reads the sheet.
#[must_use]
pub fn write(draft: &Draft, framework: Option<&Framework>) -> String {
    let mut sheet = Sheet {
        table: Table::new(&COLUMNS),
        framework,
        moment: String::new(),
        step: String::new(),
    };
    sheet.pack(draft);
    sheet.table.done()
}

struct Sheet<'f> {
    table: Table,
    framework: Option<&'f Framework>,
    moment: String,
    step: String,
}

impl Sheet<'_> {
    fn pack(&mut self, draft: &Draft) {
        self.row(
            RowKind::Pack,
            &[(Column::Id, &draft.id), (Column::Text, &draft.title)],
        );
        self.some(RowKind::Schema, &draft.schema);
        self.some(RowKind::Lang, &draft.lang);
        self.some(RowKind::Version, &draft.version);
        self.some(RowKind::Framework, &draft.framework);
        self.some(RowKind::License, &draft.license);
        self.each(RowKind::Author, &draft.authors);
        self.some(RowKind::About, &draft.about);
        self.row(
            RowKind::Key,
            &[
                (Column::Id, &draft.key_status),
                (Column::Text, &draft.key_note),
            ],
        );
        for scenario in &draft.scenarios {
            self.scenario(scenario);
        }
    }

    fn scenario(&mut self, scenario: &DraftScenario) {
        self.moment.clone_from(&scenario.id);
        self.step.clear();
        self.row(RowKind::Moment, &[(Column::Text, &scenario.title)]);
        self.some(RowKind::Setting, &scenario.setting);
        self.each(RowKind::Topic, &scenario.topics);
        self.each(RowKind::Principle, &scenario.principles);
        self.some(RowKind::Policy, &scenario.policy_dependent);
        for (at, step) in scenario.steps.iter().enumerate() {
            self.step.clone_from(&step.id);
            let earlier = scenario.steps.iter().take(at);
            let is_told = step.story.is_empty()
                && step.competency.is_empty()
                && step.responses.is_empty()
                && step.outcome.is_empty()
                && step.panel.is_none();
            if is_told || step.id.is_empty() || earlier.clone().any(|s| s.id == step.id) {
                self.row(RowKind::Step, &[]);
            }
            self.step(step);
        }
        self.step.clear();
        self.some(RowKind::Takeaway, &scenario.takeaway);
        self.some(RowKind::Reflect, &scenario.reflect);
        self.each(RowKind::Source, &scenario.sources);
        for allow in &scenario.allow {
            self.row(
                RowKind::Allow,
                &[(Column::Id, &allow.check), (Column::Text, &allow.reason)],
            );
        }
    }

    fn step(&mut self, step: &DraftStep) {
        for line in &step.story {
            self.line(line);
        }
        for option in &step.competency {
            self.competency(option);
        }
        for response in &step.responses {
            self.response(response);
        }
        self.some(RowKind::Outcome, &step.outcome);
        if let Some(panel) = &step.panel {
            self.some(RowKind::Panel, &json::to_text(panel));
        }
    }

    fn line(&mut self, line: &Line) {
        let kind = if line.is_spoken() {
            RowKind::Said
        } else {
            RowKind::Told
        };
        self.row(
            kind,
            &[
                (Column::Who, &line.who),
                (Column::Text, &line.words),
                (Column::Voice, yes(line.voice)),
            ],
        );
    }

    fn competency(&mut self, option: &CompetencyOption) {
        let id: Option<CompetencyId> = option.id.parse().ok();
        let known = self.framework.and_then(|f| f.competency(&id?));
        let label = known.map_or("", |competency| competency.label.as_str());
        let credit = match option.credit {
            Some(Credit::Full) => "1",
            Some(Credit::Half) => "0.5",
            Some(Credit::None) => "0",
            None => "",
        };
        self.row(
            RowKind::Competency,
            &[
                (Column::Id, &option.id),
                (Column::Text, label),
                (Column::Credit, credit),
                (Column::Why, &option.why),
            ],
        );
    }

    fn response(&mut self, response: &Response) {
        let fit = response.fit.map(|fit| fit.to_string());
        self.row(
            RowKind::Response,
            &[
                (Column::Id, &response.id),
                (Column::Text, &response.text),
                (Column::Fit, fit.as_deref().unwrap_or_default()),
                (Column::Why, &response.why),
                (Column::Slip, &response.drift),
                (Column::Harm, yes(response.is_unsafe)),
                (Column::Next, &response.next),
                (Column::Voice, yes(response.voice)),
            ],
        );
    }

    fn each(&mut self, kind: RowKind, texts: &[String]) {
        for text in texts {
            self.row(kind, &[(Column::Text, text)]);
        }
    }

    fn some(&mut self, kind: RowKind, text: &str) {
        if !text.is_empty() {
            self.row(kind, &[(Column::Text, text)]);
        }
    }

    fn row(&mut self, kind: RowKind, cells: &[(Column, &str)]) {
        let row = ALL.map(|column| match column {
            Column::Kind => kind.name(),
            Column::Moment => &self.moment,
            Column::Step => &self.step,
            column => cells
                .iter()
                .find(|(c, _)| *c == column)
                .map_or("", |(_, text)| text),
        });
        self.table.row(row);
    }
}

fn yes(on: bool) -> &'static str {
    if on { "yes" } else { "" }
}
