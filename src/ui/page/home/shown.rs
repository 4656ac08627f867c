//! What home is made of: it is drawn anew when this changes, and for nothing else that another tab
//! does.

use leptos::prelude::*;

use super::LAST_RESULTS;
use crate::engine::attempt::Attempt;
use crate::engine::id::SessionId;
use crate::engine::topic::Topics;
use crate::ui::state::State;

/// All of it, but for the sessions.
#[derive(PartialEq)]
pub struct Shown {
    /// Whether nothing was begun or finished yet.
    pub is_first: bool,
    /// The last results.
    pub attempts: Vec<Attempt>,
    /// Whether it is time to be reminded of exporting.
    pub wants_reminder: bool,
    /// Of which the page has a line.
    keeps_nothing: bool,
    /// What *Practise now* goes by, besides the attempts.
    pub avoided: Topics,
}

/// What is shown now.
pub fn shown(state: State) -> Shown {
    state.changes.track();
    untrack(|| state.take_up_settings());
    let records = state.records();
    // What was left in the middle is put in order first.
    let (attempts, trouble) = records.latest(LAST_RESULTS);
    state.note_trouble(trouble);
    Shown {
        is_first: attempts.is_empty() && in_progress(state).is_empty(),
        attempts,
        wants_reminder: records.wants_reminder(),
        keeps_nothing: records.store.keeps_nothing(),
        avoided: state.settings.with(|settings| settings.avoided),
    }
}

/// A session in progress.
#[derive(PartialEq)]
pub struct Open {
    /// Its id.
    pub id: SessionId,
    /// Its link.
    pub practice: String,
    /// How many moments are answered.
    pub done: usize,
    /// Of how many.
    pub total: usize,
}

/// The sessions in progress.
pub fn in_progress(state: State) -> Vec<Open> {
    state.changes.track();
    let (sessions, trouble) = state.records().sessions();
    state.note_trouble(trouble);
    let open = sessions.iter().map(|session| Open {
        id: session.id().clone(),
        practice: session.practice().to_string(),
        done: session.done().len(),
        total: session.form().len(),
    });
    open.collect()
}
