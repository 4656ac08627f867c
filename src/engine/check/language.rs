//! The language check: words that weigh on the people they are about, and better ones.
//!
//! What is marked `voice` is left alone: a character's own words, a deliberately poor response. So
//! are words in quotation marks in a reason or a takeaway, which are spoken of, not used.

use super::language_list::{PHRASES, Phrase};
use super::text::{self, Part, Text};
use crate::engine::problem::Problem;

/// A text holds words of the list.
pub const LANGUAGE: &str = "language";

/// What the list finds in a scenario's texts.
#[must_use]
pub fn check(texts: &[Text<'_>]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for text in texts.iter().filter(|text| !text.voice) {
        let words = if text.part == Part::Comment {
            text::words(&without_quotes(text.text))
        } else {
            text::words(text.text)
        };
        for (found, phrase) in met(&words) {
            let sentence = format!(
                "“{found}” {}. Write “{}”, or mark the text with `voice` if these are a character's own words.",
                phrase.why, phrase.better
            );
            problems.push(Problem::warning(LANGUAGE, &text.at, sentence));
        }
    }
    problems
}

/// The phrases that the words hold. One within a longer one (“substance abuse” in “substance
/// abuser”) is not said twice.
fn met(words: &[String]) -> Vec<(String, &'static Phrase)> {
    let all: Vec<(String, &Phrase)> = PHRASES
        .iter()
        .filter_map(|phrase| {
            Some((
                text::find_outside(words, phrase.words, phrase.except)?,
                phrase,
            ))
        })
        .collect();
    let within = |found: &str, other: &str| {
        found != other && text::find(&text::words(other), found).is_some()
    };
    all.iter()
        .filter(|(found, _)| !all.iter().any(|(other, _)| within(found, other)))
        .cloned()
        .collect()
}

/// The text without what stands in double quotation marks.
fn without_quotes(text: &str) -> String {
    let mut rest = String::new();
    let mut closing = None;
    for c in text.chars() {
        match (c, closing) {
            (_, Some(end)) if c == end => closing = None,
            (_, Some(_)) => {}
            ('“', None) => closing = Some('”'),
            ('"', None) => closing = Some('"'),
            _ => rest.push(c),
        }
        if c == '“' || c == '"' {
            rest.push(' ');
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, part: Part, voice: bool) -> Vec<String> {
        let text = Text {
            at: String::new(),
            text,
            part,
            voice,
        };
        check(&[text])
            .into_iter()
            .map(|problem| problem.sentence)
            .collect()
    }

    #[test]
    fn every_phrase_is_found_in_its_own_words() {
        for phrase in PHRASES {
            let text = format!("They said {} to you.", phrase.words.replace('*', "s"));
            assert!(
                !found(&text, Part::Story, false).is_empty(),
                "{}",
                phrase.words
            );
            assert!(
                found(&text, Part::Story, true).is_empty(),
                "{}",
                phrase.words
            );
            for exception in phrase.except {
                let text = format!("It is {exception}, they said.");
                assert_eq!(found(&text, Part::Story, false), [""; 0], "{exception}");
            }
            assert_eq!(phrase.words, phrase.words.to_lowercase());
        }
    }

    #[test]
    fn better_words_are_not_on_the_list() {
        for phrase in PHRASES {
            assert_eq!(
                found(phrase.better, Part::Story, false),
                [""; 0],
                "{}",
                phrase.better
            );
        }
    }

    #[test]
    fn whole_words_count_and_the_longest_phrase_is_named() {
        assert!(found("She is addicted to crosswords.", Part::Story, false).is_empty());
        let twice = found("A substance abuser.", Part::Story, false);
        assert_eq!(twice.len(), 1);
        assert!(twice[0].starts_with("“substance abuser”"));
        let both = found("The mentally ill.", Part::Story, false);
        assert_eq!(both.len(), 1);
    }

    #[test]
    fn a_reason_may_quote_the_words_it_warns_of() {
        let why = "“Non-compliant” judges; \"refused\" does, too. She declined.";
        assert!(found(why, Part::Comment, false).is_empty());
        assert_eq!(found(why, Part::Story, false).len(), 2);
        assert_eq!(
            found("“He’s fine.” They refused.", Part::Comment, false).len(),
            1
        );
        assert_eq!(
            found("An unclosed “quote refused", Part::Comment, false).len(),
            0
        );
    }
}
