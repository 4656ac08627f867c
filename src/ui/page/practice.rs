//! A practice link is opened: which moments it means, whether one was begun before, and the session
//! itself once that is settled.

pub mod aside;
pub mod own;

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::later::{self, Home};
use super::session;
use crate::engine::id::{PackId, SessionId};
use crate::engine::index::PackEntry;
use crate::engine::plan::{self, Candidate};
use crate::engine::practice::{Mode, Practice};
use crate::engine::route::Route;
use crate::engine::session::{Session, Start};
use crate::shell::{address, clock, entropy, page as browser};
use crate::ui::dom::{View, dynamic, el, views};
use crate::ui::part::notice;
use crate::ui::state::{Site, State, Trouble};
use crate::ui::words::{Key, t, tn};

/// Where the opening of a link has come to.
#[derive(Clone)]
enum Stage {
    Loading,
    /// The link was begun before and is not finished.
    Begun(Home, Box<Session>),
    /// The link was finished before.
    Done(Home, SessionId),
    /// The session is on; so many of the link's moments are not on this site.
    On(Rc<Opened>),
    /// What the learner would rather not meet leaves nothing to practise.
    NothingLeft(Home),
    Failed(Trouble),
}

/// A session and what its pages need.
pub struct Opened {
    pub session: Session,
    pub site: Rc<Site>,
    pub candidates: Vec<Candidate>,
    missing: usize,
    is_new: bool,
}

/// What became of a link when it was opened before.
pub enum Former {
    /// It is the session that this tab is at.
    Here(Box<Session>),
    /// It was begun elsewhere.
    Begun(Box<Session>),
    /// It was finished.
    Done(SessionId),
    /// It is new.
    None,
}

/// A link that was begun before: what to do with it.
pub struct Choice<'a> {
    /// The session.
    pub session: &'a Session,
    /// Goes on with it.
    pub go_on: Box<dyn Fn()>,
    /// Begins anew.
    pub again: Box<dyn Fn()>,
}

pub fn page(query: &str) -> View {
    let state = State::get();
    super::title(&t(Key::PracticeTitle));
    let (practice, notes) = Practice::parse(query);
    let stage = RwSignal::new_local(Stage::Loading);
    go(state, stage, open(state, practice.clone()));
    views![
        notice::link_notes(notes),
        dynamic(move || match stage.get() {
            Stage::Loading => {
                views![
                    el("h1").attr("tabindex", "-1").add(Key::PracticeTitle),
                    notice::loading()
                ]
            }
            Stage::Begun(home, session) => {
                let again = practice.clone();
                let from = session.clone();
                (home.begun)(Choice {
                    session: &session,
                    go_on: Box::new(move || go(state, stage, resume(state, (*from).clone()))),
                    again: Box::new(move || go(state, stage, begin(state, again.clone()))),
                })
            }
            Stage::Done(home, id) => {
                let again = practice.clone();
                let again = Box::new(move || go(state, stage, begin(state, again.clone())));
                (home.done)(&id, again)
            }
            Stage::On(opened) => {
                // What the session reads as it is drawn is not what the stage depends on.
                let session = untrack(|| session::show(state, &opened));
                views![missing_note(opened.missing), session]
            }
            Stage::NothingLeft(home) => (home.nothing_left)(),
            Stage::Failed(trouble) => notice::trouble(&trouble),
        })
    ]
}

fn go(
    state: State,
    stage: RwSignal<Stage, LocalStorage>,
    next: impl Future<Output = Result<Stage, Trouble>> + 'static,
) {
    spawn_local(async move {
        let next = next.await.unwrap_or_else(Stage::Failed);
        // The page may have been left meanwhile: then nothing has begun.
        if stage.try_get_untracked().is_none() {
            return;
        }
        if let Stage::On(opened) = &next
            && opened.is_new
        {
            let plan = opened.session.practice().to_string();
            address::replace(&Route::Practice(plan));
            state.note_storage(state.records().keep_session(&opened.session));
        }
        stage.set(next);
        browser::focus_heading();
    });
}

/// What a link leads to: a session that this tab is at goes on without a word; one that was begun
/// or finished elsewhere is offered; else a new one begins.
async fn open(state: State, practice: Practice) -> Result<Stage, Trouble> {
    if state.records().has_none() {
        return begin(state, practice).await;
    }
    let home = later::home().await?;
    match (home.former)(state, &practice) {
        Former::Here(session) => resume(state, *session).await,
        Former::Begun(session) => Ok(Stage::Begun(home, session)),
        Former::Done(id) => Ok(Stage::Done(home, id)),
        Former::None => begin(state, practice).await,
    }
}

async fn resume(state: State, session: Session) -> Result<Stage, Trouble> {
    let candidates = candidates(state, session.practice()).await?;
    let site = state.site().await?;
    Ok(Stage::On(Rc::new(Opened {
        session,
        site,
        candidates,
        missing: 0,
        is_new: false,
    })))
}

/// A new session. A link without a seed gets a fresh one. Where it is a learner's own choice, its
/// form is drawn for them, and written into the address: from then on it is a link like any other.
async fn begin(state: State, practice: Practice) -> Result<Stage, Trouble> {
    let candidates = candidates(state, &practice).await?;
    let site = state.site().await?;
    let (practice, seed, form) = match practice.seed {
        Some(seed) => {
            let form = plan::form(&practice, seed, &candidates);
            (practice, seed, form)
        }
        None if is_own_choice(&practice) => {
            let home = later::home().await?;
            (home.own)(state, practice, &candidates).await
        }
        None => {
            let seed = entropy::seed();
            let form = plan::form(&practice, seed, &candidates);
            let seeded = Practice {
                seed: Some(seed),
                ..practice
            };
            (seeded, seed, form)
        }
    };
    let missing = practice.moments.len().saturating_sub(form.len());
    let first_missing = practice.moments.first().cloned();
    let asks_certainty = practice
        .sure
        .unwrap_or_else(|| state.settings.get_untracked().sure);
    let started = entropy::session_id().and_then(|id| {
        Session::start(Start {
            id,
            token: entropy::token(),
            practice,
            seed,
            asks_certainty,
            form,
            now: clock::now(),
        })
    });
    let Some(session) = started else {
        return match first_missing {
            Some(name) => Err(Trouble::NoMoment(name)),
            None => Ok(Stage::NothingLeft(later::home().await?)),
        };
    };
    Ok(Stage::On(Rc::new(Opened {
        session,
        site,
        candidates,
        missing,
        is_new: true,
    })))
}

/// Whether a link without a seed leaves the form to what the learner has seen and avoids. Where a
/// trainer set something down (an edition, the moments, feedback at the end), nothing else has a say.
fn is_own_choice(practice: &Practice) -> bool {
    practice.mode() == Mode::Learn && practice.editions.is_empty() && practice.moments.is_empty()
}

/// What can be drawn from: the packs that the link names, in the editions that it names.
pub async fn candidates(state: State, practice: &Practice) -> Result<Vec<Candidate>, Trouble> {
    let site = state.site().await?;
    let mut candidates = Vec::new();
    let named = practice.moments.iter().map(|moment| &moment.pack);
    let mut wanted: Vec<&PackId> = Vec::new();
    for id in practice.packs.iter().chain(named) {
        if !wanted.contains(&id) {
            wanted.push(id);
        }
    }
    if practice.packs.is_empty() {
        // Others are there to be drawn from, and to be swapped for.
        let all = site.index.packs.iter().map(|pack| &pack.id);
        let others: Vec<&PackId> = all.filter(|id| !wanted.contains(id)).collect();
        wanted.extend(others);
    }
    for id in wanted {
        let prefix = practice.edition_of(id).map(|edition| edition.as_str());
        let is_current = |entry: &&PackEntry| {
            let found = entry.find(prefix);
            found.is_some_and(|(edition, _)| edition == entry.edition)
        };
        candidates.extend(match site.index.pack(id).filter(is_current) {
            Some(entry) => Candidate::of_pack(id, entry.edition, &entry.scenarios),
            // Few links name an edition of before, or a pack that is not of the site.
            None => {
                let prefix = prefix.map(str::to_owned);
                (later::explain().await?.other)(state, id.clone(), prefix).await?
            }
        });
    }
    Ok(candidates)
}

fn missing_note(missing: usize) -> View {
    if missing == 0 {
        return View::none();
    }
    let note = tn(Key::LinkMissing, missing);
    el("div")
        .class("notice")
        .attr("role", "status")
        .add(el("p").add(note))
        .view()
}
