//! A report as tables for spreadsheets: comma-separated values by RFC 4180, with a byte order mark,
//! so that a spreadsheet takes them for UTF-8.
//!
//! A text that begins as a formula does gets a leading apostrophe, so that a label can't make a
//! spreadsheet do anything. The columns' names are not translated: a script may rely on them, and
//! columns are added at the end only. Writing a field is three lines, and nothing here reads one;
//! so there is no crate for it.

use super::estimate::Estimate;
use super::report::Report;
use super::{Cohort, QUESTIONS};
use crate::engine::answer::Question;
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

    /// The table of a report; its cohort must be the one that it was made of.
    #[must_use]
    pub fn csv(self, cohort: &Cohort, report: &Report) -> String {
        let mut sheet = Sheet::default();
        match self {
            Self::People => people(&mut sheet, cohort, report),
            Self::Moments => moments(&mut sheet, report),
            Self::Options => options(&mut sheet, report),
            Self::Categories => categories(&mut sheet, report),
            Self::Slips => slips(&mut sheet, report),
        }
        sheet.text
    }
}

fn people(sheet: &mut Sheet, cohort: &Cohort, report: &Report) {
    sheet.head("label,minute,seconds,moments,competency,response,unsafe");
    for person in report.people.iter().filter_map(|row| cohort.person(*row)) {
        sheet.text(person.label.unwrap_or_default());
        sheet.count(person.finished);
        sheet.count(person.seconds);
        sheet.count(person.figures.count);
        sheet.figure(person.figures.competency);
        sheet.figure(person.figures.response);
        sheet.count(person.unsafe_moments);
        sheet.end();
    }
}

fn moments(sheet: &mut Sheet, report: &Report) {
    sheet.head(
        "moment,title,edition,category,question,answered,full,part,none,\
         facility,facility_low,facility_high,\
         discrimination,discrimination_low,discrimination_high,unsafe_people",
    );
    for item in &report.items {
        for question in QUESTIONS {
            let credits = item.credits.of(question);
            sheet.text(&item.name.to_string());
            sheet.text(&item.title);
            sheet.text(&item.edition.to_string());
            sheet.text(item.category.as_ref().map_or("", |id| id.as_str()));
            sheet.text(word(question));
            sheet.count(credits.count);
            sheet.count(credits.full);
            sheet.count(credits.part());
            sheet.count(credits.none);
            sheet.estimate(*item.facility.of(question));
            sheet.estimate(*item.discrimination.of(question));
            sheet.count(item.unsafe_people);
            sheet.end();
        }
    }
}

fn options(sheet: &mut Sheet, report: &Report) {
    sheet.head(
        "moment,step,question,option,key,unsafe,chosen,worst,rated_0,rated_1,rated_2,rated_3,works",
    );
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
                sheet.count(option.chosen);
                (0..5).for_each(|_| sheet.text(""));
                sheet.answer(option.works);
                sheet.end();
            }
            for response in &step.responses {
                begin(sheet, Question::Response, response.id.as_str());
                sheet.count(response.fit.value());
                sheet.answer(Some(response.is_unsafe));
                sheet.count(response.best);
                sheet.count(response.worst);
                response
                    .ratings
                    .iter()
                    .for_each(|rated| sheet.count(*rated));
                sheet.answer(response.works);
                sheet.end();
            }
        }
    }
}

fn categories(sheet: &mut Sheet, report: &Report) {
    sheet.head("keyed,chosen,times");
    for (keyed, chosen, times) in report.confusion.all() {
        sheet.text(keyed.as_str());
        sheet.text(chosen.as_str());
        sheet.count(times);
        sheet.end();
    }
}

fn slips(sheet: &mut Sheet, report: &Report) {
    sheet.head("slip,people,times,moments");
    for slip in &report.slips {
        let names = slip.items.iter().filter_map(|(place, times)| {
            let item = report.items.get(*place)?;
            Some(format!("{} ({times})", item.name))
        });
        sheet.text(slip.drift.slug());
        sheet.count(slip.people);
        sheet.count(slip.times);
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

/// A table that is being written.
struct Sheet {
    text: String,
    /// Whether a field of the line was written already.
    is_amid: bool,
}

impl Default for Sheet {
    fn default() -> Self {
        Self {
            text: "\u{feff}".to_owned(),
            is_amid: false,
        }
    }
}

impl Sheet {
    fn head(&mut self, names: &str) {
        self.text.push_str(names);
        self.end();
    }

    fn end(&mut self) {
        self.text.push_str("\r\n");
        self.is_amid = false;
    }

    fn text(&mut self, text: &str) {
        let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\'']);
        let safe = if is_formula {
            format!("'{text}")
        } else {
            text.to_owned()
        };
        if safe.contains([',', ';', '"', '\r', '\n']) {
            self.raw(&format!("\"{}\"", safe.replace('"', "\"\"")));
        } else {
            self.raw(&safe);
        }
    }

    fn count(&mut self, number: impl ToString) {
        self.raw(&number.to_string());
    }

    /// A figure to the third digit; empty where there is none.
    fn figure(&mut self, figure: Option<f64>) {
        self.raw(&figure.map(thousandths).unwrap_or_default());
    }

    fn estimate(&mut self, estimate: Option<Estimate>) {
        self.figure(estimate.map(|found| found.value));
        self.figure(estimate.map(|found| found.low));
        self.figure(estimate.map(|found| found.high));
    }

    fn answer(&mut self, yes: Option<bool>) {
        self.raw(match yes {
            None => "",
            Some(false) => "no",
            Some(true) => "yes",
        });
    }

    fn raw(&mut self, field: &str) {
        if self.is_amid {
            self.text.push(',');
        }
        self.text.push_str(field);
        self.is_amid = true;
    }
}

/// A figure between −1 and 1, rounded to three digits behind the point.
#[allow(clippy::cast_possible_truncation)] // at most a thousand
fn thousandths(figure: f64) -> String {
    let rounded = (figure * 1000.0).round() as i32;
    let sign = if rounded < 0 { "-" } else { "" };
    let (whole, rest) = (rounded.abs() / 1000, rounded.abs() % 1000);
    format!("{sign}{whole}.{rest:03}")
}
