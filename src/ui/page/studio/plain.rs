//! The checker's sentences for somebody who never saw a pack's file: in place of the file's names
//! stand those of the fields on the page, and in place of ids what they mean.

use crate::engine::draft::Spot;
use crate::engine::framework::Framework;
use crate::engine::topic::Topic;
use crate::ui::words::{self, Key, t};

/// A sentence about that spot.
pub fn plain(sentence: &str, spot: Spot, framework: Option<&Framework>) -> String {
    // Names of the file stand between backquotes: every second part is one.
    let parts = sentence.split('`').enumerate().map(|(at, part)| {
        if at % 2 == 1 {
            format!("“{}”", name(part, spot))
        } else {
            framework.map_or_else(|| part.to_owned(), |of| labelled(part, of))
        }
    });
    parts.collect()
}

/// What the page calls a field, a value of it, or a topic.
fn name(of: &str, spot: Spot) -> String {
    t(match of {
        "allow" => Key::StudioExceptions,
        "author" => Key::StudioKeyAuthor,
        "competency" | "options" => Key::QuestionCompetency,
        "next" => Key::StudioLeadsTo,
        "outcome" => Key::StudioOutcome,
        "panel" => Key::StudioKeyPanel,
        "responses" => Key::QuestionResponse,
        "scenarios" => Key::StudioMoments,
        "steps" => Key::StudioSteps,
        "story" => Key::StudioStory,
        "topics" => Key::StudioTopics,
        "unsafe" => Key::StudioUnsafe,
        "voice" if matches!(spot, Spot::Line(..)) => Key::StudioVoice,
        "voice" => Key::StudioPoor,
        "why" => Key::StudioWhy,
        _ => return Topic::from_slug(of).map_or_else(|| of.to_owned(), words::topic),
    })
}

/// The text, with the labels of competencies in place of their ids.
fn labelled(text: &str, framework: &Framework) -> String {
    let words = text.split_inclusive(' ').map(|word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let found = bare.parse().ok();
        let found = found.and_then(|id| framework.competency(&id));
        match found {
            Some(found) => word.replacen(bare, &format!("“{}”", found.label), 1),
            None => word.to_owned(),
        }
    });
    words.collect()
}
