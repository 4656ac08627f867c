//! Reading grade: how many years of school a text asks for, by the Flesch–Kincaid formula
//! (Kincaid et al. 1975).
//!
//! Words, sentences and syllables are counted as textstat 0.7.3 counts them, so that an author who
//! uses that tool meets the same figure. It takes syllables from hyphenation, which never parts a
//! single letter from a word's beginning: “about” counts as one. So does [`syllables`].

use super::text::{self, Part, Text};
use crate::engine::pack::{Pack, Scenario};
use crate::engine::problem::Problem;

/// A text asks for more years of school than it should.
pub const READING_GRADE: &str = "reading-grade";

/// The highest grade of a pack as a whole.
const PACK_GRADE: f64 = 8.0;
/// The highest grade of one moment or story.
const MOMENT_GRADE: f64 = 9.0;

/// Counts from which a grade is computed; they add up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    words: usize,
    sentences: usize,
    syllables: usize,
}

impl Count {
    /// Adds a text. Where it ends, its last sentence ends.
    pub fn add(&mut self, text: &str) {
        for sentence in text.split(['.', '!', '?']) {
            let before = self.words;
            for word in sentence.split_whitespace() {
                let letters: String = word
                    .chars()
                    .filter(|c| c.is_alphanumeric())
                    .flat_map(char::to_lowercase)
                    .collect();
                if !letters.is_empty() {
                    self.words += 1;
                    self.syllables += syllables(&letters);
                }
            }
            // “Yes.” and “Good morning!” would make a hard text look easy.
            if self.words - before > 2 {
                self.sentences += 1;
            }
        }
    }

    /// Adds what another counted.
    pub fn join(&mut self, other: Self) {
        self.words += other.words;
        self.sentences += other.sentences;
        self.syllables += other.syllables;
    }

    /// The grade; `None` of no words.
    #[must_use]
    pub fn grade(self) -> Option<f64> {
        if self.words == 0 {
            return None;
        }
        let words = self.words as f64;
        let sentences = self.sentences.max(1) as f64;
        Some(0.39 * words / sentences + 11.8 * self.syllables as f64 / words - 15.59)
    }
}

/// Counts all texts of a scenario that have sentences.
fn count(texts: &[Text<'_>]) -> Count {
    let mut count = Count::default();
    let sentences = texts.iter().filter(|text| text.part != Part::Label);
    sentences.for_each(|text| count.add(text.text));
    count
}

/// The grade of a scenario.
#[must_use]
pub fn grade(scenario: &Scenario) -> Option<f64> {
    count(&text::texts(scenario, "")).grade()
}

/// The grade of a pack without the scenarios that are let off this check.
#[must_use]
pub fn pack_grade(pack: &Pack) -> Option<f64> {
    let mut all = Count::default();
    let is_let_off = |s: &&Scenario| s.allow.iter().any(|allow| allow.check == READING_GRADE);
    for scenario in pack.scenarios().iter().filter(|s| !is_let_off(s)) {
        all.join(count(&text::texts(scenario, "")));
    }
    all.grade()
}

/// Is one scenario too hard to read?
pub(super) fn check(scenario: &Scenario, at: &str, texts: &[Text<'_>]) -> Option<Problem> {
    let grade = count(texts).grade().filter(|grade| *grade > MOMENT_GRADE)?;
    let sentence = format!(
        "“{}” reads at grade {grade:.1}, and {MOMENT_GRADE} is the most for one moment. Shorten its sentences and use plainer words, also in the reasons.",
        scenario.title
    );
    Some(Problem::warning(READING_GRADE, at, sentence))
}

/// Is a pack as a whole too hard to read?
pub(super) fn check_pack(pack: &Pack) -> Option<Problem> {
    if !is_english(pack.lang()) {
        return None;
    }
    let grade = pack_grade(pack).filter(|grade| *grade > PACK_GRADE)?;
    let sentence = format!(
        "The pack reads at grade {grade:.1}, and {PACK_GRADE} is the most. Shorten the longest sentences and use plainer words; --figures tells which moments are hardest."
    );
    Some(Problem::warning(READING_GRADE, "", sentence))
}

/// Whether the checks of words and sentences know the language, a BCP 47 tag: English alone.
#[must_use]
pub fn is_english(lang: &str) -> bool {
    let first = lang.split('-').next().unwrap_or_default();
    first.eq_ignore_ascii_case("en")
}

/// The syllables of an English word in lower case: its groups of vowels, but for those that are
/// silent or that hyphenation would not part off.
#[must_use]
pub fn syllables(word: &str) -> usize {
    let letters: Vec<char> = word.chars().collect();
    let groups = letters
        .iter()
        .enumerate()
        .filter(|(i, _)| is_vowel_at(&letters, *i) && (*i == 0 || !is_vowel_at(&letters, i - 1)))
        .count();
    let mut count = groups + usize::from(has_hiatus(word)) + usize::from(ends_in_nt(&letters));
    if groups > 1 && ends_silently(&letters) {
        count -= 1;
    }
    if count > 1 && opens_with_one_letter(&letters) {
        count -= 1;
    }
    count.max(1)
}

fn is_vowel(c: char) -> bool {
    matches!(
        c,
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'á' | 'é' | 'í' | 'ó' | 'ú' | 'ü' | 'ö' | 'ä'
    )
}

/// A `y` that begins a word is a consonant: `you`.
fn is_vowel_at(letters: &[char], at: usize) -> bool {
    let c = letters[at];
    is_vowel(c) && !(at == 0 && c == 'y')
}

/// `make`, `makes`, `helped`; but not `table`, `changes`, `wanted`.
fn ends_silently(letters: &[char]) -> bool {
    let cluster_l = |rest: &[char]| matches!(rest, [.., a, 'l'] if !is_vowel(*a));
    let consonant = |rest: &[char]| rest.len() > 1 && rest.last().is_some_and(|c| !is_vowel(*c));
    match letters {
        [rest @ .., 'e'] => consonant(rest) && !cluster_l(rest),
        [rest @ .., 'e', 's'] => {
            let hisses = matches!(
                rest,
                [.., 's' | 'x' | 'z' | 'c' | 'g'] | [.., 'c' | 's', 'h']
            );
            consonant(rest) && !cluster_l(rest) && !hisses
        }
        [rest @ .., 'e', 'd'] => consonant(rest) && !matches!(rest, [.., 't' | 'd']),
        _ => false,
    }
}

/// `isn’t` and `didn’t`, written without their apostrophe.
fn ends_in_nt(letters: &[char]) -> bool {
    matches!(letters, [_, .., c, 'n', 't'] if !is_vowel(*c) && *c != 'r')
}

/// `about`, `over`, `again`: the first letter is a syllable of its own.
fn opens_with_one_letter(letters: &[char]) -> bool {
    match letters {
        // `use`, `ever` and the like are heard with their first letter.
        [_, _, _, 'e'] | [_, _, _] => false,
        [first, second, third, ..] => {
            is_vowel(*first) && *first != 'y' && !is_vowel(*second) && is_vowel(*third)
        }
        _ => false,
    }
}

/// Two vowels beside each other that are two syllables: `going`, `quiet`, `real`, `radio`.
fn has_hiatus(word: &str) -> bool {
    let going = ["eing", "iing", "oing", "uing", "ying"];
    let inside = ["ier", "iet", "iu", "ual", "uat", "eate", "eati", "real"];
    if going
        .iter()
        .any(|end| word.trim_end_matches('s').ends_with(end))
        || inside.iter().any(|pair| word.contains(pair))
        || word.ends_with("ia")
    {
        return true;
    }
    // `diary`, `violin`; but not `nation`, `serious`, `social`.
    let parted =
        |rest: &str| !rest.is_empty() && !rest.starts_with(['n', 'l']) && !rest.starts_with("us");
    let after = |pair: &'static str| word.split(pair).skip(1);
    after("ia").chain(after("io")).any(parted) || word.ends_with("io")
}
