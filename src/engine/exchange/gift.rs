//! GIFT, the text format in which quizzes are written for Moodle and others: questions with answers
//! to choose from are taken, all others are told.

mod block;
mod write;

pub use write::{GiftWords, write};

use super::loss::{Fault, Kind, Place, Report, What, Why};
use super::markup::Format;
use super::points::Points;
use super::question::{Answer, Intake, Question, Text};
use crate::engine::draft::Draft;
use block::{Block, blocks, category, find, find_where, unescaped};

/// The tag of a question that asks for the competency of the moment before it. We write it.
const COMPETENCY_TAG: &str = "alongside-competency";

/// What is not a question to choose from, or can't be read.
enum Not {
    Kind(Kind),
    Fault(Fault),
}

/// The questions of a GIFT text as a draft.
pub(super) fn read(text: &str) -> (Vec<Draft>, Report) {
    let mut intake = Intake::default();
    let (blocks, last) = blocks(text);
    for block in &blocks {
        if let Some(path) = category(&block.text) {
            comments(&mut intake, &block.comments);
            intake.category(block.line, path);
            continue;
        }
        let tags = comments(&mut intake, &block.comments);
        match question(block) {
            Ok(mut question) => {
                if tags.names.iter().any(|tag| tag == COMPETENCY_TAG)
                    && intake.competency(&question)
                {
                    continue;
                }
                tags.tell(&mut question);
                intake.question(question);
            }
            Err(not) => {
                let at = Place::new(block.line, title_of(&block.text));
                let (what, why) = match not {
                    Not::Kind(kind) => (What::Question, Why::OtherKind(kind)),
                    Not::Fault(fault) => (What::Question, Why::Unreadable(fault)),
                };
                intake.note(&at, what, why, "");
            }
        }
    }
    comments(&mut intake, &last);
    intake.done()
}

/// What comments say to programs.
#[derive(Default)]
struct Tags {
    names: Vec<String>,
    id: Option<String>,
}

impl Tags {
    fn tell(self, question: &mut Question) {
        if !self.names.is_empty() {
            let names = self.names.join(", ");
            question.rest.push((What::Tags, Why::NoPlace, names));
        }
        if let Some(id) = self.id {
            question.rest.push((What::IdNumber, Why::NoPlace, id));
        }
    }
}

/// Tells of comments, and takes the tags out of them.
fn comments(intake: &mut Intake, comments: &[(usize, String)]) -> Tags {
    let mut tags = Tags::default();
    for (line, comment) in comments {
        let mut rest = comment.as_str();
        let mut words = String::new();
        while let Some((before, after)) = rest.split_once('[') {
            let Some((inside, behind)) = after.split_once(']') else {
                break;
            };
            if let Some(tag) = inside.strip_prefix("tag:") {
                tags.names.push(tag.trim().to_owned());
                words.push_str(before);
            } else if let Some(id) = inside.strip_prefix("id:") {
                tags.id = Some(id.trim().to_owned());
                words.push_str(before);
            } else {
                words.push_str(&rest[..before.len() + inside.len() + 2]);
            }
            rest = behind;
        }
        words.push_str(rest);
        if !words.trim().is_empty() && !is_number_of(&words) {
            intake.note(&Place::new(*line, ""), What::Comment, Why::NoPlace, &words);
        }
    }
    tags
}

/// Whether a comment is Moodle's own: `question: 91  name: …`. It repeats what the question says.
pub(super) fn is_number_of(comment: &str) -> bool {
    let number = comment.trim().strip_prefix("question:").map(str::trim);
    number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
}

/// The title, or else the first words, of a block that is no good.
fn title_of(text: &str) -> &str {
    let text = text.trim_start();
    let title = text.strip_prefix("::").unwrap_or(text);
    let end = find(title, "::").or_else(|| find(title, "{"));
    end.map_or(title, |end| &title[..end])
}

fn question(block: &Block) -> Result<Question, Not> {
    let text = block.text.trim();
    let (title, text) = match text.strip_prefix("::") {
        Some(rest) => {
            let end = find(rest, "::").ok_or(Not::Fault(Fault::TitleNotClosed))?;
            (unescaped(&rest[..end]), rest[end + 2..].trim())
        }
        None => (String::new(), text),
    };
    let Some(open) = find(text, "{") else {
        return Err(match find(text, "}") {
            Some(_) => Not::Fault(Fault::NotOpened),
            None => Not::Kind(Kind::Description),
        });
    };
    let inside = &text[open + 1..];
    let close = find(inside, "}").ok_or(Not::Fault(Fault::NotClosed))?;
    let (before, inside, after) = (&text[..open], &inside[..close], inside[close + 1..].trim());
    if find(before, "}").is_some() || find(after, "{").is_some() || find(after, "}").is_some() {
        return Err(Not::Fault(Fault::NotOpened));
    }
    let (inside, feedback) = parted(inside, "####");
    if find(inside, "{").is_some() {
        return Err(Not::Fault(Fault::NotClosed));
    }
    let answers = inside.trim();
    if let Some(kind) = other_kind(answers) {
        return Err(Not::Kind(kind));
    }
    let (format, before) = format(before, Format::Auto);
    let mut rest = Vec::new();
    let mut stem = unescaped(before.trim());
    if !after.is_empty() {
        stem = format!("{stem} _____ {}", unescaped(after));
        rest.push((What::Text, Why::GapAsLine, String::new()));
    }
    let text = |text: &str| {
        let (format, text) = self::format(text, format);
        Text::new(&unescaped(text.trim()), format)
    };
    let mut has_right = false;
    let answers = split(answers)
        .into_iter()
        .map(|(is_right, answer)| {
            has_right |= is_right;
            let (answer, feedback) = parted(answer, "#");
            let (points, answer) = points(answer.trim(), is_right);
            Answer {
                text: text(answer),
                points,
                feedback: text(feedback.unwrap_or_default()),
            }
        })
        .collect();
    Ok(Question {
        at: Place::new(block.line, &title),
        title,
        stem: Text::new(&stem, format),
        answers,
        feedback: text(feedback.unwrap_or_default()),
        is_multiple: !has_right,
        rest,
    })
}

/// The kind of a question that has no answers to choose from, by what stands in its braces.
fn other_kind(answers: &str) -> Option<Kind> {
    if answers.is_empty() {
        return Some(Kind::Essay);
    }
    if answers.starts_with('#') {
        return Some(Kind::Numerical);
    }
    if find(answers, "~").is_some() {
        return None;
    }
    if find(answers, "->").is_some() {
        return Some(Kind::Matching);
    }
    let word = parted(answers, "#").0.trim().to_ascii_uppercase();
    if ["T", "TRUE", "F", "FALSE"].contains(&word.as_str()) {
        return Some(Kind::TrueFalse);
    }
    Some(Kind::ShortAnswer)
}

/// The answers, each with whether it is marked as right. What stands before the first mark is an
/// answer without one.
fn split(text: &str) -> Vec<(bool, &str)> {
    let mut answers = Vec::new();
    let mut rest = text;
    let mut is_right = false;
    let mut is_first = true;
    loop {
        let next = find_where(rest, |rest| rest.starts_with(['~', '=']));
        let answer = &rest[..next.unwrap_or(rest.len())];
        // `~=` is one mark, and so is the first.
        let is_mark =
            answer.trim().is_empty() && (is_first || rest[answer.len()..].starts_with('='));
        if !is_mark {
            answers.push((is_right, answer));
        }
        let Some(next) = next else { break };
        is_right = rest[next..].starts_with('=');
        is_first = false;
        rest = &rest[next + 1..];
    }
    answers
}

/// What stands before and behind the first such sign.
fn parted<'t>(text: &'t str, sign: &str) -> (&'t str, Option<&'t str>) {
    match find(text, sign) {
        Some(at) => (&text[..at], Some(&text[at + sign.len()..])),
        None => (text, None),
    }
}

/// The points that stand before an answer, and the answer.
fn points(answer: &str, is_right: bool) -> (Points, &str) {
    let given = answer.strip_prefix('%').and_then(|rest| {
        let (number, rest) = rest.split_once('%')?;
        Some((Points::parse(number)?, rest))
    });
    let all = if is_right { Points::ALL } else { Points::NONE };
    given.unwrap_or((all, answer))
}

/// How a text is meant, if it says so, and the text.
fn format(text: &str, default: Format) -> (Format, &str) {
    let text = text.trim_start();
    for (mark, format) in [
        ("[html]", Format::Html),
        ("[moodle]", Format::Auto),
        ("[plain]", Format::Plain),
        ("[markdown]", Format::Markdown),
    ] {
        if let Some(rest) = text.strip_prefix(mark) {
            return (format, rest);
        }
    }
    (default, text)
}
