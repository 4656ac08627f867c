//! What lies open: one draft, with all that can be undone, until another is opened. It is no signal,
//! so that it outlives the pages that show it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::engine::draft::Studio;
use crate::engine::framework::Framework;
use crate::engine::id::DraftId;
use crate::engine::keep::{Base, Kept, KeptDraft};
use crate::shell::{clock, entropy, page as browser};
use crate::ui::state::State;
use crate::ui::words::{Key, t};

thread_local! {
    static OPEN: RefCell<Option<Open>> = const { RefCell::new(None) };
    /// What the next page is to say first.
    static NOTE: RefCell<String> = const { RefCell::new(String::new()) };
    static IS_WATCHED: Cell<bool> = const { Cell::new(false) };
}

/// What lies open.
pub struct Open {
    state: State,
    pub id: DraftId,
    pub studio: Studio,
    pub base: Base,
    /// A framework of the draft's own: its file, and what it says.
    pub framework: Option<(String, Rc<Framework>)>,
    /// Whether something is not kept yet.
    pub waits: bool,
}

/// Puts a draft on the desk, unless it lies there already as it is kept.
pub fn lay_open(state: State, id: &DraftId) -> Option<()> {
    let records = state.records();
    let is_there = with_open(|open| {
        open.id == *id && (open.waits || !records.is_draft_elsewhere(id, open.base))
    });
    if is_there == Some(true) {
        return Some(());
    }
    let (found, trouble) = records.draft(id);
    state.note_trouble(trouble);
    let (kept, base) = found?;
    let framework = Framework::read_quietly(&kept.framework).map(Rc::new);
    OPEN.set(Some(Open {
        state,
        id: id.clone(),
        studio: Studio::new(kept.pack, !kept.is_settled),
        base,
        framework: framework.map(|framework| (kept.framework, framework)),
        waits: false,
    }));
    Some(())
}

/// Keeps what lies open if something of it is not kept yet; `None` if all was. If another tab
/// wrote the draft meanwhile, this one goes on as a copy, and both are kept.
pub fn keep(open: &mut Open) -> Option<Kept> {
    if !open.waits {
        return None;
    }
    let kept = match keep_once(open) {
        Kept::Elsewhere => {
            open.id = entropy::draft_id()?;
            open.base = Base::default();
            NOTE.set(t(Key::StudioParted));
            keep_once(open)
        }
        kept => kept,
    };
    match kept {
        Kept::Now(base) => {
            open.state.note_storage(Ok(()));
            open.base = base;
            open.waits = false;
        }
        Kept::InMemory(base, error) => {
            open.state.note_storage(Err(error));
            open.base = base;
            open.waits = false;
        }
        Kept::Elsewhere => {}
    }
    Some(kept)
}

fn keep_once(open: &Open) -> Kept {
    let framework = open.framework.as_ref();
    let draft = KeptDraft {
        pack: open.studio.draft().clone(),
        edited: clock::now() / 60_000,
        is_settled: !open.studio.is_fresh(),
        framework: framework.map_or_else(String::new, |(text, _)| text.clone()),
    };
    let records = open.state.records();
    records.keep_draft(&open.id, &draft, open.base)
}

/// A draft has left the desk: from now on its ids stay as they are. Another tab may be writing it;
/// then what that tab wrote last is settled.
pub fn settle(state: State, id: &DraftId) {
    let is_open = with_open(|open| {
        if open.id != *id {
            return false;
        }
        if open.studio.is_fresh() {
            open.studio.settle();
            open.waits = true;
        }
        keep(open);
        true
    });
    let records = state.records();
    if is_open == Some(true) {
        return;
    }
    let (found, trouble) = records.draft(id);
    state.note_trouble(trouble);
    if let Some((mut kept, base)) = found.filter(|(kept, _)| !kept.is_settled) {
        kept.is_settled = true;
        if let Kept::InMemory(_, error) = records.keep_draft(id, &kept, base) {
            state.note_storage(Err(error));
        }
    }
}

/// Whoever closes the page in the middle of a word finds the word again.
pub fn keep_when_hidden() {
    if !IS_WATCHED.replace(true) {
        browser::on_hide(|| {
            with_open(keep);
        });
    }
}

/// A draft was deleted: what lies open of it is no more.
pub fn forget(id: &DraftId) {
    OPEN.with(|open| {
        if let Ok(mut open) = open.try_borrow_mut()
            && open.as_ref().is_some_and(|open| open.id == *id)
        {
            *open = None;
        }
    });
}

pub fn with_open<T>(then: impl FnOnce(&mut Open) -> T) -> Option<T> {
    OPEN.with(|open| open.try_borrow_mut().ok()?.as_mut().map(then))
}

/// What the page that comes is to say first.
pub fn note() -> String {
    NOTE.take()
}
