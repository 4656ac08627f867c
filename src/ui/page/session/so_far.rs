//! How far a story is: nobody knows which path it takes, so what is told is never taken back.

use super::At;
use crate::engine::session::Phase;
use crate::ui::words::{Key, tf};

/// Which step a story is at, and how far it is in hundredths: the questions answered of the most
/// that there can be on the way that it took.
pub fn show(at: &At<'_>) -> (Option<String>, usize) {
    let At {
        session,
        scenario,
        step,
        ..
    } = *at;
    let answered = session.answered().len();
    let chosen = session.answered().last();
    let chosen = chosen.and_then(|answer| answer.choice.best.as_ref());
    let following = || scenario.following(step, chosen);
    // In halves of a question, as there are two to most steps.
    let (number, done, left) = match session.phase() {
        Phase::Response => (
            answered + 1,
            2 * answered + 1,
            (2 * scenario.most_left(step)).saturating_sub(1),
        ),
        Phase::Feedback => {
            let left = following().map_or(0, |next| scenario.most_left(next));
            (answered, 2 * answered, 2 * left)
        }
        Phase::Ending => (answered, 1, 0),
        _ => (answered + 1, 2 * answered, 2 * scenario.most_left(step)),
    };
    let step = tf(Key::StoryStep, &[("n", &number.to_string())]);
    (Some(step), 100 * done / (done + left).max(1))
}
