//! The draft that lies open: every change goes through here, is kept on the device, and is checked.
//! It stays open while the person goes from page to page of it, and so does what can be undone.

use std::rc::Rc;
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::open::{self, Open, keep, lay_open, with_open};
use super::plain::plain;
use crate::engine::draft::{Checked, Draft, Edit, Field, Place, Spot};
use crate::engine::framework::Framework;
use crate::engine::id::DraftId;
use crate::engine::keep::Kept;
use crate::engine::route::{Route, StudioPage, TrainerPage};
use crate::shell::page as browser;
use crate::ui::state::{Site, State};
use crate::ui::words::{Key, t};

/// How long after the last key a draft is kept and checked.
const SOON: Duration = Duration::from_millis(400);

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
    /// The folds that the person opened (`true`) or closed: they stay so when the page is drawn anew.
    folds: StoredValue<Vec<(String, bool)>>,
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
            news: RwSignal::new(open::note()),
            id: StoredValue::new(id.clone()),
            timer: StoredValue::new_local(None),
            folds: StoredValue::new(Vec::new()),
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
        open::keep_when_hidden();
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

    /// What was typed is done with: it is kept at once, and what comes next is another change. It
    /// is not checked yet: a field is left by pressing something else, which must not move away
    /// while it is pressed.
    pub fn settle(self) {
        self.with(|open| open.studio.seal());
        self.save();
    }

    /// Whether a fold is open, as far as the person said.
    pub fn is_open(self, fold: &str) -> Option<bool> {
        self.folds.with_value(|folds| {
            let found = folds.iter().find(|(name, _)| name == fold);
            found.map(|(_, is_open)| *is_open)
        })
    }

    /// The person opened or closed a fold.
    pub fn folded(self, fold: &str, is_open: bool) {
        self.folds.update_value(|folds| {
            folds.retain(|(name, _)| name != fold);
            folds.push((fold.to_owned(), is_open));
        });
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

    /// The site with the draft's own framework, whose words come before others.
    pub fn site_with_own(self) -> Rc<Site> {
        let site = self.site.get_value();
        let own = self.with(|open| open.framework.clone()).flatten();
        let Some((_, own)) = own else {
            return site;
        };
        let own = std::iter::once((*own).clone());
        Rc::new(Site {
            index: site.index.clone(),
            frameworks: own.chain(site.frameworks.iter().cloned()).collect(),
        })
    }

    /// A competency's id that the draft's own framework and one of the site mean differently. Where
    /// a moment is practised, the site's words would stand.
    pub fn shared_id(self) -> Option<String> {
        let site = self.site.get_value();
        let own = self.with(|open| open.framework.clone()).flatten();
        let (_, own) = own?;
        let others = || site.frameworks.iter().filter(|one| one.id() != own.id());
        let mut all = own.categories().iter().flat_map(|of| &of.competencies);
        let shared = all.find(|mine| {
            let theirs = others().find_map(|one| one.competency(&mine.id));
            theirs.is_some_and(|theirs| theirs.label != mine.label || theirs.text != mine.text)
        });
        shared.map(|mine| mine.id.to_string())
    }

    /// What the checker says at some places: whether each is an error, and its sentence.
    pub fn told(self, places: &[Place]) -> Vec<(bool, String)> {
        self.checked.with(|checked| {
            let found = places.iter().flat_map(|place| {
                let here = checked.at(*place);
                here.map(|one| (place.spot(), one))
            });
            let say = |framework: Option<&Framework>| {
                found
                    .map(|(spot, one)| (one.is_error(), plain(&one.sentence, spot, framework)))
                    .collect()
            };
            let wanted = self.read(|draft| draft.framework.clone());
            self.frameworks(|all| {
                let mut all = all.iter().copied();
                say(all.find(|one| Some(one.id().as_str()) == wanted.as_deref()))
            })
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
