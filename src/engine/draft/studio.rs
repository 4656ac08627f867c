//! A draft on the desk: it is changed, and changes are taken back and done again.

use super::{Draft, DraftScenario, Edit, Field, Spot};

/// The most changes that can be taken back.
pub const MAX_UNDO: usize = 200;

/// A draft, and what was done to it.
#[derive(Debug, Clone, Default)]
pub struct Studio {
    draft: Draft,
    /// Whether ids that were made from titles still follow them.
    is_fresh: bool,
    done: Vec<Change>,
    undone: Vec<Change>,
    /// The field that is being written in: what is typed there is one change.
    typing: Option<Field>,
}

/// One change: what was there before and after, and nothing that stayed the same.
#[derive(Debug, Clone)]
struct Change {
    /// What it was about.
    spot: Spot,
    /// From which moment on it changed something.
    first: usize,
    before: Side,
    after: Side,
}

/// One side of a change.
#[derive(Debug, Clone)]
struct Side {
    /// The pack without its moments.
    pack: Draft,
    /// The moments that are not the same on both sides.
    moments: Vec<DraftScenario>,
}

impl Studio {
    /// A draft, laid on the desk.
    #[must_use]
    pub fn new(draft: Draft, is_fresh: bool) -> Self {
        Self {
            draft,
            is_fresh,
            ..Self::default()
        }
    }

    /// The draft.
    #[must_use]
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// Whether ids that were made from titles still follow them.
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        self.is_fresh
    }

    /// The draft has left the desk: someone may have results that name its ids, which stay as they
    /// are from now on.
    pub fn settle(&mut self) {
        self.is_fresh = false;
    }

    /// Whether there is something to take back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is something to do again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Changes the draft, and tells what the change is about. `None` if it changes nothing.
    pub fn apply(&mut self, edit: Edit) -> Option<Spot> {
        let typing = match &edit {
            Edit::Set(field, _) => Some(*field),
            _ => None,
        };
        let ends = matches!(&edit, Edit::Set(_, text) if text.ends_with(['.', '?', '!', '\n']));
        let before = self.draft.clone();
        let spot = self.draft.apply(edit, self.is_fresh)?;
        self.undone.clear();
        let goes_on = typing.is_some() && self.typing == typing;
        self.typing = typing.filter(|_| !ends);
        // More of what is being typed belongs to the same change.
        let before = match self.done.pop() {
            Some(last) if goes_on => {
                let mut before = before;
                last.put(&mut before, false);
                before
            }
            Some(last) => {
                self.done.push(last);
                before
            }
            None => before,
        };
        let change = Change::between(spot, &before, &self.draft);
        if change.is_none() {
            // What was typed is gone again: what is typed next is no more of it.
            self.typing = None;
        }
        self.done.extend(change);
        let surplus = self.done.len().saturating_sub(MAX_UNDO);
        self.done.drain(..surplus);
        Some(spot)
    }

    /// What is typed from now on is another change.
    pub fn seal(&mut self) {
        self.typing = None;
    }

    /// Takes back the last change, and tells what it was about.
    pub fn undo(&mut self) -> Option<Spot> {
        self.typing = None;
        let change = self.done.pop()?;
        change.put(&mut self.draft, false);
        let spot = change.spot;
        self.undone.push(change);
        Some(spot)
    }

    /// Does the change again that was taken back last, and tells what it is about.
    pub fn redo(&mut self) -> Option<Spot> {
        self.typing = None;
        let change = self.undone.pop()?;
        change.put(&mut self.draft, true);
        let spot = change.spot;
        self.done.push(change);
        Some(spot)
    }
}

impl Change {
    /// What is different in two drafts; `None` if nothing is.
    fn between(spot: Spot, before: &Draft, after: &Draft) -> Option<Self> {
        if before == after {
            return None;
        }
        let (was, is) = (&before.scenarios, &after.scenarios);
        let first = was.iter().zip(is).take_while(|(a, b)| a == b).count();
        let (was_rest, is_rest) = (was.get(first..)?, is.get(first..)?);
        let same = was_rest.iter().rev().zip(is_rest.iter().rev());
        let last = same.take_while(|(a, b)| a == b).count();
        let side = |draft: &Draft, rest: &[DraftScenario]| Side {
            pack: draft.without_moments(),
            moments: rest.iter().take(rest.len() - last).cloned().collect(),
        };
        Some(Self {
            spot,
            first,
            before: side(before, was_rest),
            after: side(after, is_rest),
        })
    }

    /// Puts one side in place of the other.
    fn put(&self, draft: &mut Draft, is_again: bool) {
        let (from, to) = if is_again {
            (&self.before, &self.after)
        } else {
            (&self.after, &self.before)
        };
        let mut moments = std::mem::take(&mut draft.scenarios);
        let first = self.first.min(moments.len());
        let last = (first + from.moments.len()).min(moments.len());
        moments.splice(first..last, to.moments.iter().cloned());
        *draft = Draft {
            scenarios: moments,
            ..to.pack.clone()
        };
    }
}

impl Draft {
    fn without_moments(&self) -> Self {
        Self {
            scenarios: Vec::new(),
            schema: self.schema.clone(),
            id: self.id.clone(),
            title: self.title.clone(),
            lang: self.lang.clone(),
            version: self.version.clone(),
            framework: self.framework.clone(),
            license: self.license.clone(),
            authors: self.authors.clone(),
            about: self.about.clone(),
            key_status: self.key_status.clone(),
            key_note: self.key_note.clone(),
        }
    }
}
