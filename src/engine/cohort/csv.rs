//! A report as tables for spreadsheets. The columns' names are not translated: a script may rely on
//! them, and columns are added at the end only.

use super::estimate::Estimate;
use super::report::Report;
use super::{Cohort, QUESTIONS};
use crate::engine::answer::Question;
use crate::engine::csv::Table as Sheet;
use crate::engine::pack::Credit;

/// One table of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// One line for each person.
    People,
    /// Two lines for each moment, one for each question.
    Moments,
    /// One line for each option of each step.
    Options,
    /// One line for each pair of a keyed and a chosen category.
    Categories,
    /// One line for each slip.
    Slips,
}

impl Table {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::People,
        Self::Moments,
        Self::Options,
        Self::Categories,
        Self::Slips,
    ];

    /// The word for its file's name.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Moments => "moments",
            Self::Options => "options",
            Self::Categories => "categories",
            Self::Slips => "slips",
        }
    }

    fn columns(self) -> &'static [&'static str] {
        match self {
            Self::People => &[
                "label",
                "minute",
                "seconds",
                "moments",
                "competency",
                "response",
                "unsafe",
                "finished",
            ],
            Self::Moments => &[
                "moment",
                "title",
                "edition",
                "category",
                "question",
                "answered",
                "full",
                "part",
                "none",
                "facility",
                "facility_low",
                "facility_high",
                "discrimination",
                "discrimination_low",
                "discrimination_high",
                "unsafe_people",
            ],
            Self::Options => &[
                "moment", "step", "question", "option", "key", "unsafe", "chosen", "worst",
                "rated_0", "rated_1", "rated_2", "rated_3", "works",
            ],
            Self::Categories => &["keyed", "chosen", "times"],
            Self::Slips => &["slip", "people", "times", "moments"],
        }
    }

    /// The table of a report; its cohort must be the one that it was made of. `time` writes minutes
    /// since 1970 as the reader's clock shows them: [`crate::engine::day::stamp`].
    #[must_use]
    pub fn csv(self, cohort: &Cohort, report: &Report, time: &dyn Fn(u64) -> String) -> String {
        let mut sheet = Sheet::new(self.columns());
        match self {
            Self::People => people(&mut sheet, cohort, report, time),
            Self::Moments => moments(&mut sheet, report),
            Self::Options => options(&mut sheet, report),
            Self::Categories => categories(&mut sheet, report),
            Self::Slips => slips(&mut sheet, report),
        }
        sheet.done()
    }
}

fn people(sheet: &mut Sheet, cohort: &Cohort, report: &Report, time: &dyn Fn(u64) -> String) {
    for person in report.people.iter().filter_map(|row| cohort.person(*row)) {
        sheet.text(person.label.unwrap_or_default());
        sheet.number(person.finished);
        sheet.number(person.seconds);
        sheet.number(person.figures.count);
        figure(sheet, person.figures.competency);
        figure(sheet, person.figures.response);
        sheet.number(person.unsafe_moments);
        sheet.text(&time(person.finished.into()));
        sheet.end();
    }
}

fn moments(sheet: &mut Sheet, report: &Report) {
    for item in &report.items {
        for question in QUESTIONS {
            let credits = item.credits.of(question);
            sheet.text(&item.name.to_string());
            sheet.text(&item.title);
            sheet.text(&item.edition.to_string());
            sheet.text(item.category.as_ref().map_or("", |id| id.as_str()));
            sheet.text(word(question));
            sheet.number(credits.count);
            sheet.number(credits.full);
            sheet.number(credits.part());
            sheet.number(credits.none);
            estimate(sheet, *item.facility.of(question));
            estimate(sheet, *item.discrimination.of(question));
            sheet.number(item.unsafe_people);
            sheet.end();
        }
    }
}

fn options(sheet: &mut Sheet, report: &Report) {
    for item in &report.items {
        for step in &item.steps {
            let begin = |sheet: &mut Sheet, question, option: &str| {
                sheet.text(&item.name.to_string());
                sheet.text(step.step.as_str());
                sheet.text(word(question));
                sheet.text(option);
            };
            for option in &step.competencies {
                begin(sheet, Question::Competency, option.id.as_str());
                sheet.text(match option.credit {
                    Credit::None => "0",
                    Credit::Half => "0.5",
                    Credit::Full => "1",
                });
                sheet.text("");
                sheet.number(option.chosen);
                (0..5).for_each(|_| sheet.text(""));
                answer(sheet, option.works);
                sheet.end();
            }
            for response in &step.responses {
                begin(sheet, Question::Response, response.id.as_str());
                sheet.number(response.fit.value());
                answer(sheet, Some(response.is_unsafe));
                sheet.number(response.best);
                sheet.number(response.worst);
                response
                    .ratings
                    .iter()
                    .for_each(|rated| sheet.number(*rated));
                answer(sheet, response.works);
                sheet.end();
            }
        }
    }
}

fn categories(sheet: &mut Sheet, report: &Report) {
    for (keyed, chosen, times) in report.confusion.all() {
        sheet.text(keyed.as_str());
        sheet.text(chosen.as_str());
        sheet.number(times);
        sheet.end();
    }
}

fn slips(sheet: &mut Sheet, report: &Report) {
    for slip in &report.slips {
        let names = slip.items.iter().filter_map(|(place, times)| {
            let item = report.items.get(*place)?;
            Some(format!("{} ({times})", item.name))
        });
        sheet.text(slip.drift.slug());
        sheet.number(slip.people);
        sheet.number(slip.times);
        sheet.text(&names.collect::<Vec<_>>().join("; "));
        sheet.end();
    }
}

fn word(question: Question) -> &'static str {
    match question {
        Question::Competency => "competency",
        Question::Response => "response",
    }
}

/// A figure to the third digit; empty where there is none.
fn figure(sheet: &mut Sheet, figure: Option<f64>) {
    sheet.number(figure.map(thousandths).unwrap_or_default());
}

fn estimate(sheet: &mut Sheet, estimate: Option<Estimate>) {
    figure(sheet, estimate.map(|found| found.value));
    figure(sheet, estimate.map(|found| found.low));
    figure(sheet, estimate.map(|found| found.high));
}

fn answer(sheet: &mut Sheet, yes: Option<bool>) {
    sheet.text(match yes {
        None => "",
        Some(false) => "no",
        Some(true) => "yes",
    });
}

/// A figure between −1 and 1, rounded to three digits behind the point.
#[allow(clippy::cast_possible_truncation)] // at most a thousand
fn thousandths(figure: f64) -> String {
    let rounded = (figure * 1000.0).round() as i32;
    let sign = if rounded < 0 { "-" } else { "" };
    let (whole, rest) = (rounded.abs() / 1000, rounded.abs() % 1000);
    format!("{sign}{whole}.{rest:03}")
}
