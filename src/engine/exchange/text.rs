//! Texts from elsewhere: what may stand in a pack, and how much of it.

use super::loss::{Place, Report, What, Why};
use crate::engine::reader::{MAX_TEXT_CHARS, is_hidden};

/// The most characters of a title that is quoted in a report, or made of a text's first words.
pub(super) const TITLE_CHARS: usize = 60;
/// The most characters of what else is quoted: enough to find a list or a sentence again.
pub(super) const SAID_CHARS: usize = 300;

/// What was taken out of texts or changed in them, to be told once for each question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// Names of tags whose effect is gone.
    pub tags: Vec<String>,
    /// Pictures, by what they are said to show or by their file's name.
    pub pictures: Vec<String>,
    /// What else was embedded, by the tag's name.
    pub media: Vec<String>,
    /// Where links led.
    pub links: Vec<String>,
    /// Whether there are formulas.
    pub has_formula: bool,
    /// Whether there are marks of Markdown.
    pub has_markdown: bool,
    /// How many invisible characters were taken out.
    pub hidden: usize,
    /// How many texts were cut.
    pub cut: usize,
}

impl Found {
    /// As [`Self::visible`], without white space around it.
    pub fn clean(&mut self, text: &str) -> String {
        let visible = self.visible(text.trim());
        let trimmed = visible.trim();
        if trimmed.len() == visible.len() {
            return visible;
        }
        trimmed.to_owned()
    }

    /// A text as a pack may hold it: line breaks of one kind, nothing invisible, not too long.
    pub fn visible(&mut self, text: &str) -> String {
        let lines = text.replace("\r\n", "\n").replace('\r', "\n");
        let before = lines.chars().count();
        let clean: String = lines.chars().filter(|c| !is_hidden(*c)).collect();
        let count = clean.chars().count();
        self.hidden += before - count;
        if count > MAX_TEXT_CHARS {
            self.cut += 1;
            return clean.chars().take(MAX_TEXT_CHARS).collect();
        }
        clean
    }

    /// Tells what cleaning took out.
    pub fn tell(&self, at: &Place, report: &mut Report) {
        if self.hidden > 0 {
            let count = self.hidden;
            report.note(at, What::Text, Why::HiddenOut { count }, "");
        }
        for _ in 0..self.cut {
            let most = MAX_TEXT_CHARS;
            report.note(at, What::Text, Why::Cut { most }, "");
        }
    }

    /// Adds a name to a list of names, once.
    pub fn add(names: &mut Vec<String>, name: &str) {
        if names.len() < 20 && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
}

/// The first so many words of a text: what ids are made from.
pub(super) fn first_words(text: &str, count: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().take(count).collect();
    words.join(" ")
}

/// A text in one line of at most so many characters, for a report or a title.
pub(super) fn label(text: &str, most: usize) -> String {
    let mut label = String::new();
    let mut count = 0;
    for word in text.split_whitespace() {
        let room = most.saturating_sub(count);
        let word: Vec<char> = word.chars().filter(|c| !is_hidden(*c)).collect();
        if word.is_empty() {
            continue;
        }
        if word.len() + usize::from(count > 0) > room {
            if count == 0 {
                label.extend(word.into_iter().take(most));
            }
            label.push('…');
            break;
        }
        if count > 0 {
            label.push(' ');
            count += 1;
        }
        count += word.len();
        label.extend(word);
    }
    label
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_short_and_one_line() {
        assert_eq!(label("  One\n\tspoon ", 60), "One spoon");
        assert_eq!(label("a\u{202e}b", 60), "ab");
        assert_eq!(label("", 60), "");
        let long = label(&"word ".repeat(40), 60);
        assert!(long.ends_with("word…") && long.chars().count() <= 61);
        assert_eq!(label(&"x".repeat(100), 60).chars().count(), 61);
    }

    #[test]
    fn a_clean_text_holds_nothing_invisible() {
        let mut found = Found::default();
        assert_eq!(found.clean(" a\r\nb\rc\u{202e}\u{7} "), "a\nb\nc");
        assert_eq!(found.hidden, 2);
        let long = "é".repeat(MAX_TEXT_CHARS + 1);
        assert_eq!(found.clean(&long).chars().count(), MAX_TEXT_CHARS);
        assert_eq!(found.cut, 1);
    }
}
