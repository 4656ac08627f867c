//! The draft that lies open: every change goes through here, is kept on the device, and is checked.
//! It stays open while the person goes from page to page of it, and so does what can be undone.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use crate::engine::draft::{Checked, Draft, Edit, Field, Place, Spot, Studio};
use crate::engine::framework::Framework;
use crate::engine::id::DraftId;
use crate::engine::keep::{Base, Kept, KeptDraft};
use crate::engine::route::{Route, StudioPage, TrainerPage};
use crate::shell::{clock, entropy, page as browser};
use crate::ui::state::{Site, State};
use crate::ui::words::{Key, t};

/// How long after the last key a draft is kept and checked.
const SOON: Duration = Duration::from_millis(400);

thread_local! {
    static OPEN: RefCell<Option<Open>> = const { RefCell::new(None) };
    /// What the next page is to say first.
    static NOTE: RefCell<String> = const { RefCell::new(String::new()) };
    static IS_WATCHED: Cell<bool> = const { Cell::new(false) };
}

/// What lies open.
struct Open {
    state: State,
    id: DraftId,
    studio: Studio,
    base: Base,
    /// A framework of the draft's own: its file, and what it says.
    framework: Option<(String, Rc<Framework>)>,
    /// Whether something is not kept yet.
    waits: bool,
}

/// Whether what was written is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It is, on this device.
    Yes,
    /// It will be in a moment.
    Soon,
    /// There is no room: it lasts as long as the page.
    No,
}

/// The handles of a page of the studio. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Desk {
    pub state: State,
    pub site: StoredValue<Rc<Site>, LocalStorage>,
    /// Changes when the page is to be drawn anew: after anything but typing.
    pub shape: RwSignal<u32>,
    pub checked: RwSignal<Rc<Checked>, LocalStorage>,
    pub saved: RwSignal<Saved>,
    /// What was just done, for those who can't see it.
    pub news: RwSignal<String>,
    id: StoredValue<DraftId>,
    timer: StoredValue<Option<TimeoutHandle>, LocalStorage>,
    /// The steps that are unfolded, by their places.
    pub unfolded: StoredValue<Vec<usize>>,
}

impl Desk {
    /// Opens a draft; `None` if it is not there.
    pub fn open(state: State, site: &Rc<Site>, id: &DraftId) -> Option<Self> {
        lay_open(state, id)?;
        let desk = Self {
            state,
            site: StoredValue::new_local(site.clone()),
            shape: RwSignal::new(0),
            checked: RwSignal::new_local(Rc::default()),
            saved: RwSignal::new(Saved::Yes),
            news: RwSignal::new(NOTE.take()),
            id: StoredValue::new(id.clone()),
            timer: StoredValue::new_local(None),
            unfolded: StoredValue::new(vec![0]),
        };
        desk.check();
        let changes = state.changes;
        let watch = RenderEffect::new(move |before: Option<u32>| {
            let now = changes.get();
            if before.is_some_and(|before| before != now) {
                untrack(|| desk.look_around());
            }
            now
        });
        // It watches as long as the page is there.
        StoredValue::new_local(watch);
        on_cleanup(move || desk.put_down());
        keep_when_hidden();
        Some(desk)
    }

    pub fn id(self) -> DraftId {
        self.id.get_value()
    }

    /// Reads the draft.
    pub fn read<T>(self, read: impl FnOnce(&Draft) -> T) -> Option<T> {
        self.with(|open| read(open.studio.draft()))
    }

    /// What a field says.
    pub fn get(self, field: Field) -> String {
        let text = self.read(|draft| draft.get(field)).flatten();
        text.unwrap_or_default()
    }

    /// A field says something else, which shows in it already.
    pub fn set(self, field: Field, text: String) {
        self.with(|open| {
            open.waits |= open.studio.apply(Edit::Set(field, text)).is_some();
        });
        self.soon();
    }

    /// What was typed is done with: it is kept at once, and what comes next is another change.
    pub fn settle(self) {
        self.with(|open| open.studio.seal());
        self.save();
        self.check();
    }

    /// Does something that changes what is on the page, and says what. Gives what it is about.
    pub fn change(self, edit: Edit, news: Key) -> Option<Spot> {
        let spot = self.with(|open| {
            let spot = open.studio.apply(edit)?;
            open.waits = true;
            Some(spot)
        });
        let spot = spot.flatten()?;
        self.news.set(t(news));
        self.redraw();
        Some(spot)
    }

    /// Takes back the last change.
    pub fn undo(self) {
        let spot = self.with(|open| open.studio.undo()).flatten();
        self.turned(spot, Key::StudioUndone, Key::StudioNothingToUndo);
    }

    /// Does again what was taken back.
    pub fn redo(self) {
        let spot = self.with(|open| open.studio.redo()).flatten();
        self.turned(spot, Key::StudioRedone, Key::StudioNothingToRedo);
    }

    /// The draft leaves the desk: from now on its ids stay as they are.
    pub fn hand_out(self) {
        self.with(|open| {
            if open.studio.is_fresh() {
                open.studio.settle();
                open.waits = true;
            }
        });
        self.save();
    }

    /// The draft's own framework: its file, if it has one.
    pub fn own_framework(self) -> Option<String> {
        self.with(|open| open.framework.as_ref().map(|(text, _)| text.clone()))
            .flatten()
    }

    /// Gives the draft a framework of its own.
    pub fn take_framework(self, text: String, framework: Framework) {
        self.with(|open| {
            open.framework = Some((text, Rc::new(framework)));
            open.waits = true;
        });
        self.redraw();
    }

    /// The framework that the draft asks about, and whatever is made of it.
    pub fn framework<T>(self, make: impl FnOnce(&Framework) -> T) -> Option<T> {
        let wanted = self.read(|draft| draft.framework.clone())?;
        let site = self.site.get_value();
        let own = self.with(|open| open.framework.clone()).flatten();
        let own = own.as_ref().map(|(_, own)| &**own);
        let mut all = own.into_iter().chain(&site.frameworks);
        all.find(|one| one.id().as_str() == wanted).map(make)
    }

    /// All frameworks at hand: the draft's own before the site's.
    pub fn frameworks<T>(self, make: impl FnOnce(&[&Framework]) -> T) -> T {
        let site = self.site.get_value();
        let own = self.with(|open| open.framework.clone()).flatten();
        let own = own.as_ref().map(|(_, own)| &**own);
        let all: Vec<&Framework> = own.into_iter().chain(&site.frameworks).collect();
        make(&all)
    }

    /// What the checker says at some places: whether each is an error, and its sentence.
    pub fn told(self, places: &[Place]) -> Vec<(bool, String)> {
        self.checked.with(|checked| {
            let found = places.iter().flat_map(|place| checked.at(*place));
            found
                .map(|one| (one.is_error(), one.sentence.clone()))
                .collect()
        })
    }

    /// The page is drawn anew, and all is kept and checked.
    fn redraw(self) {
        self.save();
        self.check();
        self.shape.update(|count| *count += 1);
    }

    fn turned(self, spot: Option<Spot>, done: Key, nothing: Key) {
        let Some(spot) = spot else {
            self.news.set(t(nothing));
            return;
        };
        self.with(|open| open.waits = true);
        self.news.set(t(done));
        self.redraw();
        // What changed is to be seen: another moment's page comes, if it was about that.
        let moments = self.read(|draft| draft.scenarios.len()).unwrap_or(0);
        if let Some(StudioPage::Moment(id, n)) = here(self.state) {
            let page = match spot.moment().filter(|m| *m < moments) {
                Some(m) if m + 1 != n => StudioPage::Moment(id, m + 1),
                None if n > moments => StudioPage::Pack(id),
                _ => return,
            };
            self.state.replace(page.into());
        }
    }

    fn with<T>(self, then: impl FnOnce(&mut Open) -> T) -> Option<T> {
        let id = self.id.try_get_value()?;
        with_open(|open| (open.id == id).then(|| then(open))).flatten()
    }

    fn check(self) {
        let checked = self.read(|draft| {
            let draft = draft.clone();
            self.frameworks(|frameworks| Checked::of(&draft, frameworks))
        });
        if let Some(checked) = checked {
            let _ = self.checked.try_set(Rc::new(checked));
        }
    }

    fn soon(self) {
        self.saved.set(Saved::Soon);
        let then = move || {
            if self.id.try_get_value().is_some() {
                self.save();
                self.check();
            }
        };
        let handle = set_timeout_with_handle(then, SOON).ok();
        let former = self
            .timer
            .try_update_value(|timer| std::mem::replace(timer, handle));
        if let Some(Some(former)) = former {
            former.clear();
        }
    }

    /// Keeps what is not kept yet.
    fn save(self) {
        let kept = self.with(keep).flatten();
        let saved = match kept {
            Some(Kept::InMemory(..)) => Saved::No,
            None if self.saved.try_get_untracked() == Some(Saved::No) => Saved::No,
            _ => Saved::Yes,
        };
        let _ = self.saved.try_set(saved);
        let id = with_open(|open| open.id.clone());
        if let Some(id) = id
            && self.id.try_get_value().is_some_and(|was| was != id)
            && kept.is_some()
        {
            self.go_on_with(id);
        }
    }

    /// What is written here has become a draft of its own.
    fn go_on_with(self, id: DraftId) {
        let page = match here(self.state) {
            Some(StudioPage::Moment(_, n)) => StudioPage::Moment(id.clone(), n),
            Some(StudioPage::Print(_)) => StudioPage::Print(id.clone()),
            _ => StudioPage::Pack(id.clone()),
        };
        self.id.set_value(id);
        self.state.replace(page.into());
    }

    /// Another tab changed something. If it was this draft and nothing here waits, what it wrote
    /// comes; that can be undone like anything else.
    fn look_around(self) {
        let records = self.state.records();
        let id = self.id();
        let is_elsewhere = self
            .with(|open| !open.waits && records.is_draft_elsewhere(&id, open.base))
            .unwrap_or(false);
        if !is_elsewhere {
            return;
        }
        let (found, trouble) = records.draft(&id);
        self.state.note_trouble(trouble);
        if let Some((kept, base)) = found {
            self.with(|open| {
                open.base = base;
                open.studio.apply(Edit::Replace(Box::new(kept.pack)));
            });
            self.news.set(t(Key::StudioChangedElsewhere));
            self.redraw();
            browser::mend_focus();
        }
    }

    /// The page is left.
    fn put_down(self) {
        if let Some(Some(timer)) = self.timer.try_update_value(Option::take) {
            timer.clear();
        }
        self.with(|open| {
            open.studio.seal();
            keep(open)
        });
    }
}

/// Puts a draft on the desk, unless it lies there already as it is kept.
fn lay_open(state: State, id: &DraftId) -> Option<()> {
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
fn keep(open: &mut Open) -> Option<Kept> {
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

/// Whoever closes the page in the middle of a word finds the word again.
fn keep_when_hidden() {
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

fn with_open<T>(then: impl FnOnce(&mut Open) -> T) -> Option<T> {
    OPEN.with(|open| open.try_borrow_mut().ok()?.as_mut().map(then))
}

/// The page of the studio that the person is on.
fn here(state: State) -> Option<StudioPage> {
    match state.route.get_untracked() {
        Route::Trainer(below) => match TrainerPage::parse(&below)? {
            TrainerPage::Studio(page) => Some(page),
            _ => None,
        },
        _ => None,
    }
}
