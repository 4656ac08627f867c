//! A question with answers to choose from, whatever format it came in, and the moment that it makes.

use super::loss::{Place, Report, What, Why};
use super::markup::{Format, plain};
use super::points::Points;
use super::text::{Found, TITLE_CHARS, first_words, label};
use crate::engine::draft::{
    self, CompetencyOption, Draft, DraftScenario, DraftStep, Line, Response,
};
use crate::engine::id::CompetencyId;
use crate::engine::pack::Credit;
use crate::engine::read::MAX_SCENARIOS;

/// The most answers of one question that are taken. A pack allows fewer, and the checker says so;
/// an author decides better which to leave out.
const MAX_ANSWERS: usize = 20;
/// The most pieces of a story, as the reader has it.
const MAX_LINES: usize = 50;

/// A text and how it is meant.
#[derive(Debug, Clone)]
pub(super) struct Text {
    pub text: String,
    pub format: Format,
}

/// One answer.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub text: Text,
    pub points: Points,
    pub feedback: Text,
}

/// A question as its file has it.
#[derive(Debug, Clone)]
pub(super) struct Question {
    pub at: Place,
    /// Its name; may be empty.
    pub title: String,
    pub stem: Text,
    pub answers: Vec<Answer>,
    pub feedback: Text,
    /// Whether several answers can be right together.
    pub is_multiple: bool,
    /// What else of it was met and has no place, with a few of its characters.
    pub rest: Vec<(What, Why, String)>,
}

/// A pack that is being made of questions.
#[derive(Debug, Default)]
pub(super) struct Intake {
    pub draft: Draft,
    pub report: Report,
    /// The categories: where each begins, its path, its name.
    categories: Vec<(Place, String, String)>,
}

impl Text {
    pub fn new(text: &str, format: Format) -> Self {
        let text = text.to_owned();
        Self { text, format }
    }

    fn plain(&self, found: &mut Found) -> String {
        plain(&self.text, self.format, found)
    }
}

impl Intake {
    /// Notes what became of a thing.
    pub fn note(&mut self, at: &Place, what: What, why: Why, said: &str) {
        self.report.note(at, what, why, said);
    }

    /// A category begins.
    pub fn category(&mut self, line: usize, path: &str) {
        // Moodle writes where a category is: `$course$/top/Name`.
        let mut found = Found::default();
        let parts = path.replace("//", "\u{0}");
        let last = parts.rsplit('/').next().unwrap_or_default();
        let name = found.clean(&last.replace('\u{0}', "/"));
        let at = Place::new(line, "");
        self.categories.push((at, path.to_owned(), name));
    }

    /// A question becomes a moment.
    pub fn question(&mut self, mut question: Question) {
        let mut found = Found::default();
        let stem = question.stem.plain(&mut found);
        let name = found.clean(&question.title).replace('\n', " ");
        question.at.title = label(if name.is_empty() { &stem } else { &name }, TITLE_CHARS);
        let at = question.at.clone();
        if stem.is_empty() {
            return self.note(&at, What::Question, Why::Empty, "");
        }
        if self.draft.scenarios.len() >= MAX_SCENARIOS {
            let most = MAX_SCENARIOS;
            return self.note(&at, What::Question, Why::TooMany { most }, "");
        }
        let mut notes = Vec::new();
        let responses = responses(&question.answers, &mut found, &mut notes);
        if responses.is_empty() {
            return self.note(&at, What::Question, Why::NothingToChoose, "");
        }
        let count = responses.len();
        self.note(&at, What::Question, Why::AsMoment { responses: count }, "");
        if name.is_empty() {
            self.note(&at, What::Title, Why::FromFirstWords, "");
        }
        let points = question.answers.iter().take(MAX_ANSWERS);
        let points = points.map(|answer| (answer.points.to_string(), answer.points.fit()));
        self.note(&at, What::Points, Why::AsFit(points.collect()), "");
        if question.is_multiple {
            self.note(&at, What::Question, Why::SeveralRight, "");
        }
        if responses.iter().any(|response| !response.why.is_empty()) {
            self.note(&at, What::Feedback, Why::AsReasons, "");
        }
        let takeaway = question.feedback.plain(&mut found);
        if !takeaway.is_empty() {
            self.note(&at, What::GeneralFeedback, Why::AsTakeaway, "");
        }
        for (what, why, said) in notes.into_iter().chain(question.rest) {
            self.note(&at, what, why, &said);
        }
        self.found(&at, &found);
        let title = if name.is_empty() {
            label(&stem, TITLE_CHARS)
        } else {
            name
        };
        let taken = self.draft.scenarios.iter().map(|s| s.id.as_str());
        let id = draft::unique(&draft::slug(&first_words(&title, 6), "moment"), taken);
        self.draft.scenarios.push(DraftScenario {
            id,
            title,
            steps: vec![DraftStep {
                id: "start".to_owned(),
                story: told(&stem),
                responses,
                ..DraftStep::default()
            }],
            takeaway,
            ..DraftScenario::default()
        });
    }

    /// A question that asks for the competency of the moment before it becomes that. Whether it can:
    /// each answer must begin with the id of a competency, and none may have been asked for yet.
    pub fn competency(&mut self, question: &Question) -> bool {
        let mut found = Found::default();
        let options: Option<Vec<CompetencyOption>> = question
            .answers
            .iter()
            .take(MAX_ANSWERS)
            .map(|answer| {
                let text = answer.text.plain(&mut found);
                let id: CompetencyId = text.split_whitespace().next()?.parse().ok()?;
                Some(CompetencyOption {
                    id: id.into(),
                    credit: Some(match answer.points.fit() {
                        3 => Credit::Full,
                        2 => Credit::Half,
                        _ => Credit::None,
                    }),
                    why: answer.feedback.plain(&mut found),
                })
            })
            .collect();
        let moment = self.draft.scenarios.last_mut();
        let step = moment.and_then(|moment| moment.steps.first_mut());
        let (Some(options), Some(step)) = (options, step) else {
            return false;
        };
        if options.is_empty() || !step.competency.is_empty() {
            return false;
        }
        step.competency = options;
        let at = question.at.clone();
        self.note(&at, What::Question, Why::AsCompetency, "");
        found.tell(&at, &mut self.report);
        true
    }

    /// The draft, if anything was taken, with what is told of the file as a whole.
    pub fn done(mut self) -> (Vec<Draft>, Report) {
        let categories = std::mem::take(&mut self.categories);
        let mut names: Vec<&str> = categories.iter().map(|(.., name)| name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        // All of one category: that is what the pack is called.
        let is_one = names.len() == 1 && names != [""];
        let mut report = Report::default();
        for (at, path, name) in &categories {
            if is_one {
                report.note(at, What::Category, Why::AsPackTitle, name);
            } else {
                report.note(at, What::Category, Why::NoPlace, path);
            }
        }
        if is_one {
            names[0].clone_into(&mut self.draft.title);
        }
        for loss in self.report.losses {
            report.note(&loss.at, loss.what, loss.why, &loss.said);
        }
        report.more += self.report.more;
        report.in_order();
        if self.draft.scenarios.is_empty() {
            return (Vec::new(), report);
        }
        self.draft.id = draft::slug(&self.draft.title, "imported");
        "author".clone_into(&mut self.draft.key_status);
        (vec![self.draft], report)
    }

    /// Tells what was changed in the texts of a question.
    fn found(&mut self, at: &Place, found: &Found) {
        let mut names = |what, why: Why, names: &[String]| {
            if !names.is_empty() {
                self.report.note(at, what, why, &names.join(", "));
            }
        };
        names(What::Markup, Why::AsPlainText, &found.tags);
        names(What::Picture, Why::TextOnly, &found.pictures);
        names(What::Media, Why::TextOnly, &found.media);
        names(What::Link, Why::TextOnly, &found.links);
        if found.has_formula {
            self.note(at, What::Formula, Why::AsWritten, "");
        }
        if found.has_markdown {
            self.note(at, What::Markup, Why::AsWritten, "Markdown");
        }
        found.tell(at, &mut self.report);
    }
}

/// The answers as responses. What is left out is noted.
fn responses(
    answers: &[Answer],
    found: &mut Found,
    notes: &mut Vec<(What, Why, String)>,
) -> Vec<Response> {
    let mut responses: Vec<Response> = Vec::new();
    for answer in answers.iter().take(MAX_ANSWERS) {
        let text = answer.text.plain(found);
        let why = answer.feedback.plain(found);
        if text.is_empty() {
            let said = if why.is_empty() {
                answer.text.text.clone()
            } else {
                why
            };
            notes.push((What::Answer, Why::Empty, said));
            continue;
        }
        let taken = responses.iter().map(|r| r.id.as_str());
        responses.push(Response {
            id: draft::unique(&draft::slug(&first_words(&text, 4), "response"), taken),
            text,
            fit: Some(answer.points.fit()),
            why,
            ..Response::default()
        });
    }
    if answers.len() > MAX_ANSWERS {
        let said = (answers.len() - MAX_ANSWERS).to_string();
        notes.push((What::Answer, Why::TooMany { most: MAX_ANSWERS }, said));
    }
    responses
}

/// A text as a story: one piece to a paragraph.
fn told(text: &str) -> Vec<Line> {
    let paragraphs = text.splitn(MAX_LINES, "\n\n").map(str::trim);
    paragraphs
        .filter(|words| !words.is_empty())
        .map(|words| Line {
            words: words.to_owned(),
            ..Line::default()
        })
        .collect()
}
