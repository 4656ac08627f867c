//! What a learner reads of a scenario, text by text, each with its place; and how texts are cut
//! into words.

use crate::engine::pack::{Block, Scenario};

/// What a text is to the learner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The title or the setting: read, but no sentence.
    Label,
    /// Told or spoken in the story.
    Story,
    /// A response to choose.
    Response,
    /// Said afterwards: a why, an outcome, the takeaway, the question to think about.
    Comment,
}

/// One text of a scenario.
#[derive(Debug, Clone)]
pub struct Text<'p> {
    /// Its JSON pointer.
    pub at: String,
    /// The words.
    pub text: &'p str,
    /// What it is.
    pub part: Part,
    /// Whether it is marked as a character's own words or a deliberately poor wording.
    pub voice: bool,
}

/// All that a learner reads of a scenario except the framework's words.
#[must_use]
pub fn texts<'p>(scenario: &'p Scenario, at: &str) -> Vec<Text<'p>> {
    let mut texts = Vec::new();
    let mut add = |at: String, text, part, voice| {
        texts.push(Text {
            at,
            text,
            part,
            voice,
        });
    };
    for (field, text) in [("title", &scenario.title), ("setting", &scenario.setting)] {
        add(format!("{at}/{field}"), text, Part::Label, false);
    }
    for (s, step) in scenario.steps.iter().enumerate() {
        let at = format!("{at}/steps/{s}");
        for (b, block) in step.story.iter().enumerate() {
            let (field, voice) = match block {
                Block::Told { voice, .. } => ("text", *voice),
                Block::Spoken { voice, .. } => ("says", *voice),
            };
            add(
                format!("{at}/story/{b}/{field}"),
                block.words(),
                Part::Story,
                voice,
            );
        }
        for (o, option) in step.competency.iter().flat_map(|q| &q.options).enumerate() {
            add(
                format!("{at}/competency/options/{o}/why"),
                &option.why,
                Part::Comment,
                false,
            );
        }
        for (r, response) in step.responses.iter().enumerate() {
            let at = format!("{at}/responses/{r}");
            add(
                format!("{at}/text"),
                &response.text,
                Part::Response,
                response.voice,
            );
            add(format!("{at}/why"), &response.why, Part::Comment, false);
        }
        add(format!("{at}/outcome"), &step.outcome, Part::Comment, false);
    }
    let comments = [
        ("policy_dependent", &scenario.policy_dependent),
        ("takeaway", &scenario.takeaway),
        ("reflect", &scenario.reflect),
    ];
    for (field, text) in comments {
        add(format!("{at}/{field}"), text, Part::Comment, false);
    }
    texts.retain(|text| !text.text.is_empty());
    texts
}

/// A text's words in lower case. An apostrophe belongs to its word; a hyphen parts two.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let straight = text.replace('’', "'").to_lowercase();
    straight
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .map(|word| word.trim_matches('\''))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether the words hold a phrase, word by word. A word of the phrase that ends in `*` stands for
/// every word that begins so. Gives the words of the text that were met.
#[must_use]
pub fn find(words: &[String], phrase: &str) -> Option<String> {
    let phrase: Vec<&str> = phrase.split_whitespace().collect();
    if phrase.is_empty() {
        return None;
    }
    let fits = |(word, wanted): (&String, &&str)| match wanted.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => word == wanted,
    };
    let met = words
        .windows(phrase.len())
        .find(|window| window.iter().zip(&phrase).all(fits))?;
    Some(met.join(" "))
}

/// As [`find`], but not within any of the exceptions, which are longer phrases.
#[must_use]
pub fn find_outside(words: &[String], phrase: &str, except: &[&str]) -> Option<String> {
    if except.is_empty() {
        return find(words, phrase);
    }
    let mut rest = format!(" {} ", words.join(" "));
    for exception in except {
        // Put in place of an exception, so that what stood around it does not become neighbours.
        rest = rest.replace(&format!(" {exception} "), " \u{0} ");
    }
    let rest: Vec<String> = rest.split_whitespace().map(str::to_owned).collect();
    find(&rest, phrase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_lower_case_and_keep_their_apostrophe() {
        assert_eq!(
            words("“Don’t,” she said. Non-compliant?"),
            ["don't", "she", "said", "non", "compliant"]
        );
        assert_eq!(words(" … — ' "), Vec::<String>::new());
    }

    #[test]
    fn a_phrase_is_met_by_whole_words_only() {
        let text = words("They said that he Committed suicide in spring.");
        assert_eq!(
            find(&text, "committed suicide").as_deref(),
            Some("committed suicide")
        );
        assert_eq!(find(&text, "suicid*").as_deref(), Some("suicide"));
        assert_eq!(find(&text, "commit suicide"), None);
        assert_eq!(find(&text, "cide"), None);
        assert_eq!(find(&text, ""), None);
        assert_eq!(find(&[], "a"), None);
    }
}
