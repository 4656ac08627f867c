//! What depends on the learner: a form of their own choice, and what comes in place of a moment.

use leptos::prelude::*;

use super::Former;
use super::later::{self, Drawing, Drawn};
use crate::engine::id::{MomentName, Seed};
use crate::engine::plan::{self, Candidate, Learner, Place};
use crate::engine::practice::Practice;
use crate::engine::session::{Phase, Session};
use crate::shell::entropy;
use crate::ui::state::State;

/// The form of a learner's own choice, drawn for them, and the plan that says it. Where the choice
/// is left to us, it goes by what is due, weak or new, once there is a history to tell.
pub fn own(state: State, practice: Practice, candidates: &[Candidate]) -> Drawing<'_> {
    Box::pin(async move {
        let seed = entropy::seed();
        let learner = learner(state);
        let is_open = practice.packs.is_empty() && practice.categories.is_empty();
        let now = match is_open && !learner.seen.is_empty() {
            true => later::now().await.ok(),
            false => None,
        };
        let form = match now {
            Some(now) => (now.form)(state, &practice, seed, candidates),
            None => plan::own_form(&practice, seed, candidates, &learner),
        };
        // The link gets a seed of its own: with that of the draw anyone could draw again, and see what
        // was left out.
        written(practice, entropy::seed(), form)
    })
}

fn written(practice: Practice, seed: Seed, form: Vec<Place>) -> Drawn {
    let moments: Vec<MomentName> = form.iter().map(|place| place.name.clone()).collect();
    let written = Practice {
        seed: Some(seed),
        moments,
        // What the draw went by is no longer needed once its outcome is written down.
        packs: Vec::new(),
        editions: Vec::new(),
        categories: Vec::new(),
        n: None,
        ..practice
    };
    (written, seed, form)
}

/// Another moment in place of the one at hand, if there is one that fits.
pub fn swap(state: State, session: &Session, candidates: &[Candidate]) -> Option<Place> {
    session.swap_for(candidates, &learner(state))
}

/// What became of a link when it was opened before.
pub fn former(state: State, practice: &Practice) -> Former {
    let records = state.records();
    let is_same =
        |session: &Session| session.practice() == practice && session.phase() != Phase::Finished;
    let (session, trouble) = records.tab_session();
    state.note_trouble(trouble);
    if let Some(session) = session.filter(is_same) {
        return Former::Here(Box::new(session));
    }
    if practice.seed.is_none() {
        return Former::None;
    }
    let (sessions, trouble) = records.sessions();
    state.note_trouble(trouble);
    if let Some(session) = sessions.into_iter().find(is_same) {
        return Former::Begun(Box::new(session));
    }
    records
        .finished(practice)
        .map_or(Former::None, Former::Done)
}

/// What the learner brings to a draw of their own.
fn learner(state: State) -> Learner {
    state.take_up_settings();
    let (attempts, trouble) = state.records().attempts();
    state.note_trouble(trouble);
    let mut learner = Learner {
        avoided: state.settings.get_untracked().avoided,
        ..Learner::default()
    };
    for attempt in attempts.iter().rev() {
        for moment in &attempt.moments {
            learner.seen.insert(moment.name.clone(), attempt.finished);
        }
    }
    learner
}
