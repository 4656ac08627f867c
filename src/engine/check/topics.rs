//! Do the words call for a content topic that the scenario does not name? A learner who would
//! rather not read about something relies on it.

use super::text::{self, Text};
use super::topics_list::{CALLS, Calls};
use crate::engine::pack::Scenario;
use crate::engine::problem::Problem;

/// The words call for a topic that is not named.
pub const MISSING_TOPIC: &str = "missing-topic";

/// The topics that are called for and not named: each once, at the first text that calls for it.
#[must_use]
pub fn check(scenario: &Scenario, at: &str, texts: &[Text<'_>]) -> Vec<Problem> {
    let unnamed = CALLS
        .iter()
        .filter(|calls| !scenario.topics.contains(&calls.topic));
    let called = unnamed.filter_map(|calls| {
        let (found, place) = texts
            .iter()
            .find_map(|text| Some((find(text.text, calls)?, &text.at)))?;
        let inside = place.strip_prefix(at).unwrap_or(place);
        let sentence = format!(
            "“{found}” at {inside} calls for the topic `{0}`, which is not among `topics`. Add it, so that nobody meets it unprepared; if the word means something else here, say so in `allow`.",
            calls.topic.slug()
        );
        Some(Problem::warning(MISSING_TOPIC, at, sentence))
    });
    called.collect()
}

fn find(text: &str, calls: &Calls) -> Option<String> {
    let words = text::words(text);
    let mut found = calls.words.iter();
    found.find_map(|phrase| text::find_outside(&words, phrase, calls.except))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::topic::Topic;

    #[test]
    fn every_topic_has_words_that_call_for_it() {
        for topic in Topic::ALL {
            let calls = CALLS.iter().find(|calls| calls.topic == *topic);
            let calls = calls.expect("an entry for each topic");
            for phrase in calls.words {
                let text = format!("And then {} came.", phrase.replace('*', "s"));
                assert!(find(&text, calls).is_some(), "{phrase}");
            }
            for exception in calls.except {
                assert_eq!(find(exception, calls), None, "{exception}");
            }
        }
    }
}
