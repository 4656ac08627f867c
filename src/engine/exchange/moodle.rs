//! Moodle XML: multiple choice is taken, every other type is told. The XML may be anything: document
//! types and with them entities are refused, and so is a tree of more nodes than a quiz has.

use roxmltree::{Document, Error, Node, ParsingOptions};

use super::Refusal;
use super::gift::is_number_of;
use super::loss::{Fault, Kind, Place, Report, What, Why};
use super::markup::Format;
use super::points::Points;
use super::question::{Answer, Intake, Question, Text};
use super::text::{TITLE_CHARS, label};
use crate::engine::draft::Draft;

/// The most nodes of a file: some three hundred for each of the most questions that a pack holds.
const MAX_NODES: u32 = 150_000;

/// The questions of a file in Moodle's XML as a draft.
pub(super) fn read(text: &str) -> Result<(Vec<Draft>, Report), Refusal> {
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        Error::DtdDetected => Refusal::DocumentType,
        Error::NodesLimitReached => Refusal::TooMuch,
        error => Refusal::NotXml {
            line: error.pos().row as usize,
        },
    })?;
    let root = document.root_element();
    if root.tag_name().name() != "quiz" {
        return Err(Refusal::OtherXml(label(
            root.tag_name().name(),
            TITLE_CHARS,
        )));
    }
    let mut intake = Intake::default();
    let mut lines = Lines {
        text,
        at: 0,
        line: 1,
    };
    for node in root.children() {
        let line = lines.of(node.range().start);
        if node.is_comment() {
            let comment = node.text().unwrap_or_default();
            if !comment.trim().is_empty() && !is_number_of(comment) {
                intake.note(&Place::new(line, ""), What::Comment, Why::NoPlace, comment);
            }
        } else if node.is_element() {
            element(&mut intake, node, line);
        } else if node.is_text() {
            let stray = node.text().unwrap_or_default();
            if !stray.trim().is_empty() {
                intake.note(&Place::new(line, ""), What::Text, Why::NoPlace, stray);
            }
        }
    }
    Ok(intake.done())
}

/// Counts lines on the way through a text.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, at: usize) -> usize {
        let passed = self.text.get(self.at..at).unwrap_or_default();
        self.line += passed.bytes().filter(|b| *b == b'\n').count();
        self.at = at.max(self.at);
        self.line
    }
}

fn element(intake: &mut Intake, node: Node<'_, '_>, line: usize) {
    let name = node.tag_name().name();
    let kind = node.attribute("type").unwrap_or_default();
    if name != "question" {
        let at = Place::new(line, "");
        return intake.note(&at, What::Settings, Why::NoPlace, name);
    }
    match kind {
        "category" => {
            intake.category(
                line,
                &child(node, "category").map(words).unwrap_or_default(),
            );
            if let Some(info) = child(node, "info")
                .map(words)
                .filter(|info| !info.is_empty())
            {
                intake.note(&Place::new(line, ""), What::Text, Why::NoPlace, &info);
            }
        }
        "multichoice" => {
            let question = question(intake, node, line);
            intake.question(question);
        }
        kind => {
            let title = child(node, "name").map(words).unwrap_or_default();
            let why = Why::OtherKind(other_kind(kind));
            intake.note(&Place::new(line, &title), What::Question, why, kind);
        }
    }
}

fn question(intake: &mut Intake, node: Node<'_, '_>, line: usize) -> Question {
    let title = child(node, "name").map(words).unwrap_or_default();
    let at = Place::new(line, &title);
    let mut question = Question {
        at: at.clone(),
        title,
        stem: Text::new("", Format::Plain),
        answers: Vec::new(),
        feedback: Text::new("", Format::Plain),
        is_multiple: false,
        rest: Vec::new(),
    };
    let mut settings: Vec<&str> = Vec::new();
    for field in node.children().filter(Node::is_element) {
        let name = field.tag_name().name();
        let said = |field| Some(words(field)).filter(|words| !words.is_empty());
        let mut rest = |what, said: Option<String>| {
            question
                .rest
                .extend(said.map(|said| (what, Why::NoPlace, said)));
        };
        match name {
            "name" => {}
            "questiontext" => question.stem = text(field),
            "generalfeedback" => question.feedback = text(field),
            "single" => question.is_multiple = matches!(words(field).as_str(), "false" | "0"),
            "answer" => {
                let points = field.attribute("fraction").unwrap_or("0");
                let parsed = Points::parse(points);
                if parsed.is_none() {
                    let why = Why::Unreadable(Fault::NotANumber);
                    intake.note(&at, What::Points, why, points);
                }
                question.answers.push(Answer {
                    text: text(field),
                    points: parsed.unwrap_or(Points::NONE),
                    feedback: child(field, "feedback")
                        .map_or_else(|| Text::new("", Format::Plain), text),
                });
            }
            "correctfeedback" | "partiallycorrectfeedback" | "incorrectfeedback" => {
                rest(What::CombinedFeedback, said(field));
            }
            "hint" => rest(What::Hint, Some(words(field))),
            "idnumber" => rest(What::IdNumber, said(field)),
            "tags" => {
                let tags = field.children().filter(|tag| tag.has_tag_name("tag"));
                let tags: Vec<String> = tags.map(words).collect();
                rest(
                    What::Tags,
                    Some(tags.join(", ")).filter(|tags| !tags.is_empty()),
                );
            }
            // Whatever else there is says how the quiz runs.
            name => {
                if !settings.contains(&name) && settings.len() < 20 {
                    settings.push(name);
                }
            }
        }
    }
    for file in node.descendants().filter(|node| node.has_tag_name("file")) {
        let name = file.attribute("name").unwrap_or("file");
        question
            .rest
            .push((What::File, Why::TextOnly, name.to_owned()));
    }
    if !settings.is_empty() {
        let settings = settings.join(", ");
        question.rest.push((What::Settings, Why::NoPlace, settings));
    }
    question
}

fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| child.has_tag_name(name))
}

/// The text of a field, and how it is meant.
fn text(field: Node<'_, '_>) -> Text {
    let format = match field.attribute("format") {
        Some("html") => Format::Html,
        Some("plain_text") => Format::Plain,
        Some("markdown") => Format::Markdown,
        _ => Format::Auto,
    };
    Text::new(&raw(field), format)
}

/// What stands in a field's `<text>`, or in the field itself.
fn raw(field: Node<'_, '_>) -> String {
    let from = child(field, "text").unwrap_or(field);
    let texts = from.descendants().filter(Node::is_text);
    texts.filter_map(|node| node.text()).collect()
}

/// As [`raw`], without white space around it.
fn words(field: Node<'_, '_>) -> String {
    raw(field).trim().to_owned()
}

fn other_kind(kind: &str) -> Kind {
    match kind {
        "truefalse" => Kind::TrueFalse,
        "shortanswer" => Kind::ShortAnswer,
        "numerical" => Kind::Numerical,
        "matching" | "randomsamatch" => Kind::Matching,
        "essay" => Kind::Essay,
        "cloze" | "multianswer" | "gapselect" => Kind::Cloze,
        "calculated" | "calculatedsimple" | "calculatedmulti" => Kind::Calculated,
        "description" => Kind::Description,
        "ddwtos" | "ddmarker" | "ddimageortext" | "ordering" => Kind::DragAndDrop,
        _ => Kind::Other,
    }
}
