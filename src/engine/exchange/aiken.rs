//! Aiken, the plainest of formats: a question, answers that begin with a letter, and the line
//! `ANSWER: B`.

use super::loss::{Fault, Place, Report, What, Why};
use super::markup::Format;
use super::points::Points;
use super::question::{Answer, Intake, Question, Text};
use crate::engine::draft::Draft;

/// A question while its lines come in.
#[derive(Default)]
struct Open {
    line: usize,
    stem: Vec<String>,
    answers: Vec<(char, String)>,
}

/// The questions of a text in Aiken's format as a draft.
pub(super) fn read(text: &str) -> (Vec<Draft>, Report) {
    let mut intake = Intake::default();
    let mut open = Open::default();
    for (number, line) in text.lines().enumerate() {
        let number = number + 1;
        let line = line.trim();
        if line.is_empty() {
            // Answers without a right one: what follows is another question.
            if !open.answers.is_empty() {
                open.give_up(&mut intake, Fault::NoAnswerLine);
                open = Open::default();
            }
        } else if let Some(letters) = right(line) {
            std::mem::take(&mut open).close(&mut intake, number, letters);
        } else if let Some((letter, answer)) = option(line).filter(|_| !open.stem.is_empty()) {
            open.answers.push((letter, answer.to_owned()));
        } else if let Some((_, answer)) = open.answers.last_mut() {
            answer.push('\n');
            answer.push_str(line);
        } else {
            if open.stem.is_empty() {
                open.line = number;
            }
            open.stem.push(line.to_owned());
        }
    }
    if !open.answers.is_empty() || !open.stem.is_empty() {
        open.give_up(&mut intake, Fault::NoAnswerLine);
    }
    intake.done()
}

/// Whether a line says which answer is right, and which.
pub(super) fn right(line: &str) -> Option<&str> {
    let (word, letters) = line.split_once(':')?;
    word.trim()
        .eq_ignore_ascii_case("answer")
        .then(|| letters.trim())
}

/// An answer's letter and its text.
pub(super) fn option(line: &str) -> Option<(char, &str)> {
    let mut chars = line.chars();
    let letter = chars.next().filter(char::is_ascii_uppercase)?;
    chars.next().filter(|mark| matches!(mark, '.' | ')'))?;
    Some((letter, chars.as_str().trim()))
}

impl Open {
    fn give_up(&self, intake: &mut Intake, fault: Fault) {
        let title = self.stem.first().map_or("", String::as_str);
        let at = Place::new(self.line, title);
        intake.note(&at, What::Question, Why::Unreadable(fault), "");
    }

    fn close(self, intake: &mut Intake, number: usize, letters: &str) {
        if self.stem.is_empty() {
            let at = Place::new(number, "");
            let why = Why::Unreadable(Fault::NoQuestion);
            return intake.note(&at, What::Answer, why, letters);
        }
        let letters: Vec<char> = letters
            .split([',', ' ', ';'])
            .filter(|part| !part.is_empty())
            .map(|part| match part.trim_end_matches(['.', ')']) {
                one if one.chars().count() == 1 => one.chars().next().unwrap_or(' '),
                _ => ' ',
            })
            .map(|letter| letter.to_ascii_uppercase())
            .collect();
        let count = |letter: char| self.answers.iter().filter(|(l, _)| *l == letter).count();
        if self.answers.iter().any(|(letter, _)| count(*letter) > 1) {
            return self.give_up(intake, Fault::Twice);
        }
        if letters.is_empty() || letters.iter().any(|letter| count(*letter) == 0) {
            return self.give_up(intake, Fault::NoSuchAnswer);
        }
        let plain = |text: &str| Text::new(text, Format::Auto);
        let answers = self.answers.iter().map(|(letter, text)| Answer {
            text: plain(text),
            points: if letters.contains(letter) {
                Points::ALL
            } else {
                Points::NONE
            },
            feedback: plain(""),
        });
        intake.question(Question {
            at: Place::new(self.line, ""),
            title: String::new(),
            stem: plain(&self.stem.join("\n")),
            answers: answers.collect(),
            feedback: plain(""),
            is_multiple: letters.len() > 1,
            rest: Vec::new(),
        });
    }
}
