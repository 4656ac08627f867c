//! The reading grade agrees with textstat 0.7.3, which authors may use.

use alongside::engine::check::reading::{Count, syllables};
use serde_json::Value;

#[test]
fn grades_are_within_one_of_textstat() {
    let file = include_str!("../fixtures/reading.json");
    let file: Value = serde_json::from_str(file).expect("the fixture is JSON");
    let samples = file["samples"].as_array().expect("a list");
    assert!(samples.len() >= 12);
    let mut off = 0.0;
    for sample in samples {
        let text = sample["text"].as_str().expect("a text");
        let theirs = sample["grade"].as_f64().expect("a number");
        let mut count = Count::default();
        count.add(text);
        let ours = count.grade().expect("the text has words");
        assert!(
            (ours - theirs).abs() <= 1.0,
            "{ours:.2} for {theirs}: {text}"
        );
        off += ours - theirs;
    }
    let mean = off / samples.len() as f64;
    assert!(mean.abs() < 0.4, "on average {mean:.2} off");
}

#[test]
fn a_text_without_words_has_no_grade() {
    for text in ["", "…", "?!", " \n"] {
        let mut count = Count::default();
        count.add(text);
        assert_eq!(count.grade(), None, "{text}");
    }
}

#[test]
fn short_sentences_make_an_easier_text() {
    let grade = |text: &str| {
        let mut count = Count::default();
        count.add(text);
        count.grade().expect("the text has words")
    };
    let parted = grade("You sit down with her. She looks up at you. The tea is hot.");
    let joined = grade("You sit down with her, she looks up at you, the tea is hot.");
    assert!(parted < joined);
    assert!((grade("The cat sat on the mat.") - (0.39 * 6.0 + 11.8 - 15.59)).abs() < 1e-9);
}

#[test]
fn syllables_are_those_of_hyphenation() {
    let words = [
        ("make", 1),
        ("makes", 1),
        ("helped", 1),
        ("wanted", 2),
        ("table", 2),
        ("changes", 2),
        ("about", 1),
        ("over", 1),
        ("kettle", 2),
        ("going", 2),
        ("quiet", 2),
        ("real", 2),
        ("nation", 2),
        ("serious", 2),
        ("you", 1),
        ("the", 1),
        ("isnt", 2),
        ("rhythm", 1),
        ("responsibility", 6),
        ("988", 1),
        ("é", 1),
        ("", 1),
    ];
    for (word, count) in words {
        assert_eq!(syllables(word), count, "{word}");
    }
}
