//! What all pages share: the route, the settings, the site's files and the learner's records.

use litemap::LiteMap;
use std::pin::Pin;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;

use super::page::later;
use super::words;
use crate::engine::edition::Edition;
use crate::engine::framework::{Category, Competency, Framework};
use crate::engine::guide::Guide;
use crate::engine::id::{CompetencyId, MomentName, PackId};
use crate::engine::index::{Index, IndexError};
use crate::engine::pack::{Pack, Scenario};
use crate::engine::plan::Place;
use crate::engine::problem::Problem;
use crate::engine::read::read_pack_quietly;
use crate::engine::route::Route;
use crate::engine::save;
use crate::engine::settings::Settings;
use crate::engine::shelf::Shelf;
use crate::engine::words::Words;
use crate::shell::fetch::{self, FetchError};
use crate::shell::records::{Records, Trouble as RecordTrouble};
use crate::shell::storage::{StorageError, Store};
use crate::shell::{address, intl, page};

/// What all pages share. Cheap to copy: a handful of handles.
#[derive(Clone, Copy)]
pub struct State {
    /// Where the person is.
    pub route: RwSignal<Route>,
    /// What the person set.
    pub settings: RwSignal<Settings>,
    /// What the person should know of the storage.
    pub storage: RwSignal<StorageNotice>,
    /// Counts the changes that other tabs made.
    pub changes: RwSignal<u32>,
    /// Whether a moment is on the page, which can be left quickly.
    pub is_practising: RwSignal<bool>,
    /// Changes when all words on the page do; 0 until they are known.
    pub language: RwSignal<u32>,
    inside: StoredValue<Inside, LocalStorage>,
}

struct Inside {
    records: Rc<Records>,
    site: Option<Rc<Site>>,
    packs: LiteMap<(PackId, Edition), Rc<Pack>>,
    guide: Option<Rc<Guide>>,
}

/// What the person should know of the storage; each stands on the page as long as it is so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StorageNotice {
    /// Nothing can be kept.
    pub blocked: bool,
    /// There is no more room.
    pub full: bool,
    /// Something was damaged and is put aside.
    pub damaged: bool,
    /// Something is of a newer version and is left alone.
    pub newer: bool,
}

/// A pack in the edition that it was asked for.
pub type InEdition = (Edition, Rc<Pack>);

/// A pack on its way that is not of the site.
pub type Guest<'a> = Pin<Box<dyn Future<Output = Result<InEdition, Trouble>> + 'a>>;

/// The index of a site's packs, and its frameworks.
pub struct Site {
    /// The index.
    pub index: Index,
    /// The frameworks.
    pub frameworks: Vec<Framework>,
}

/// Why a page can't be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// A file could not be had.
    Fetch(String, FetchError),
    /// A part of the program could not be had.
    Program,
    /// The index can't be used.
    Index(IndexError),
    /// A file was had and can't be used.
    File(String, Vec<Problem>),
    /// No such pack on this site.
    NoPack(PackId),
    /// No such edition of the pack.
    NoEdition(PackId),
    /// No such moment in its pack.
    NoMoment(MomentName),
}

impl From<SplitLoaderError> for Trouble {
    fn from(_: SplitLoaderError) -> Self {
        Self::Program
    }
}

impl State {
    /// The state of a page that was just opened.
    pub fn open() -> Self {
        let store = Store::open(save::key_prefix(&address::base_path()));
        let records = Records { store };
        let (saved, trouble) = records.settings();
        let storage = StorageNotice {
            blocked: records.store.is_blocked(),
            damaged: trouble.damaged,
            newer: trouble.newer,
            full: false,
        };
        let inside = Inside {
            records: Rc::new(records),
            site: None,
            packs: LiteMap::new(),
            guide: None,
        };
        Self {
            route: RwSignal::new(address::route()),
            settings: RwSignal::new(saved.value),
            storage: RwSignal::new(storage),
            changes: RwSignal::new(0),
            is_practising: RwSignal::new(false),
            language: RwSignal::new(0),
            inside: StoredValue::new_local(inside),
        }
    }

    /// The state that the app provides.
    pub fn get() -> Self {
        expect_context()
    }

    /// Goes to a route in place of the one that is there: Back does not return to it.
    pub fn replace(self, route: Route) {
        address::replace(&route);
        self.route.set(route);
    }

    /// The learner's records.
    pub fn records(self) -> Rc<Records> {
        self.inside.with_value(|inside| inside.records.clone())
    }

    /// Tells the person if something could not be kept.
    pub fn note_storage(self, kept: Result<(), StorageError>) {
        let mut notice = self.storage.get_untracked();
        match kept {
            // Something else may still wait for room.
            Ok(()) => notice.full = self.records().store.has_waiting(),
            Err(StorageError::Full) => notice.full = true,
            Err(StorageError::Blocked) => notice.blocked = true,
        }
        self.set_notice(notice);
    }

    /// Tells the person if something could not be read.
    pub fn note_trouble(self, trouble: RecordTrouble) {
        let mut notice = self.storage.get_untracked();
        notice.damaged |= trouble.damaged;
        notice.newer |= trouble.newer;
        self.set_notice(notice);
    }

    fn set_notice(self, notice: StorageNotice) {
        if notice != self.storage.get_untracked() {
            self.storage.set(notice);
        }
    }

    /// Changes the settings, and keeps them.
    pub fn change_settings(self, change: impl FnOnce(&mut Settings)) {
        // What another tab set meanwhile stays set: a topic that is skipped there above all.
        self.take_up_settings();
        self.settings.update(change);
        let settings = self.settings.get_untracked();
        page::set_look(settings.theme.slug(), settings.text.slug());
        self.note_storage(self.records().keep_settings(&settings));
    }

    /// From now on goes by the settings that are kept, whichever tab set them. Whatever is drawn by
    /// them asks for it first: the first question has no need to.
    pub fn take_up_settings(self) {
        let kept = self.records().settings().0;
        // Where there are none, this tab's hold: they may have been deleted, or can't be read.
        if kept.rev > 0 && kept.value != self.settings.get_untracked() {
            page::set_look(kept.value.theme.slug(), kept.value.text.slug());
            self.settings.set(kept.value);
        }
    }

    /// The site's index and frameworks.
    pub async fn site(self) -> Result<Rc<Site>, Trouble> {
        if let Some(site) = self.site_at_hand() {
            return Ok(site);
        }
        let text = file("scenarios/index.json").await?;
        let index = Index::read(&text).map_err(Trouble::Index)?;
        let mut frameworks = Vec::new();
        for entry in &index.frameworks {
            let address = format!("scenarios/{}?v={}", entry.file, entry.v);
            let text = file(&address).await?;
            match Framework::read_quietly(&text) {
                Some(framework) => frameworks.push(framework),
                None => return Err(explained(&entry.file, &text, None).await),
            }
        }
        let site = Rc::new(Site { index, frameworks });
        self.inside
            .update_value(|inside| inside.site = Some(site.clone()));
        Ok(site)
    }

    /// The site as it is known so far.
    pub fn site_at_hand(self) -> Option<Rc<Site>> {
        self.inside.with_value(|inside| inside.site.clone())
    }

    /// The site has one more framework, for as long as the page is open.
    pub fn add_framework(self, framework: Framework) {
        self.inside.update_value(|inside| {
            if let Some(site) = &inside.site {
                let mut frameworks = site.frameworks.clone();
                frameworks.push(framework);
                inside.site = Some(Rc::new(Site {
                    index: site.index.clone(),
                    frameworks,
                }));
            }
        });
    }

    /// A pack in one of its editions.
    pub async fn pack(self, id: &PackId, edition: Edition) -> Result<Rc<Pack>, Trouble> {
        if let Some(pack) = self.pack_at_hand(id, edition) {
            return Ok(pack);
        }
        let site = self.site().await?;
        let digits = edition.to_string();
        let entry = site.index.pack(id);
        let Some((_, path)) = entry.and_then(|entry| entry.find(Some(&digits))) else {
            let (_, pack) = self.guest(id, Some(&digits)).await?;
            return Ok(pack);
        };
        let text = file(&format!("scenarios/{path}?v={edition}")).await?;
        let frameworks: Vec<&Framework> = site.frameworks.iter().collect();
        let Some(pack) = read_pack_quietly(&text, &frameworks) else {
            return Err(explained(path, &text, Some(&frameworks)).await);
        };
        let pack = Rc::new(pack);
        self.put_at_hand(edition, pack.clone());
        Ok(pack)
    }

    /// A pack that this site does not have in that edition (or at all), if it is kept on the device.
    /// Boxed, so that whoever waits for it does not carry it along.
    #[inline(never)]
    pub fn guest<'a>(self, id: &'a PackId, prefix: Option<&'a str>) -> Guest<'a> {
        Box::pin(async move {
            let explain = later::explain().await?;
            (explain.guest)(self, id, prefix)
        })
    }

    /// From now on a pack need not be fetched.
    pub fn put_at_hand(self, edition: Edition, pack: Rc<Pack>) {
        self.inside.update_value(|inside| {
            inside.packs.insert((pack.id().clone(), edition), pack);
        });
    }

    /// Those of some packs that the site has in the editions that are asked for.
    pub async fn shelf(self, wanted: Vec<(PackId, Edition)>) -> Result<Rc<Shelf>, Trouble> {
        let mut shelf = Shelf::default();
        for (id, edition) in wanted {
            if shelf.pack(&id, edition).is_some() {
                continue;
            }
            match self.pack(&id, edition).await {
                Ok(pack) => shelf.put(edition, pack),
                // What can't be had just now is not gone.
                Err(
                    trouble @ Trouble::Fetch(_, FetchError::Unreachable | FetchError::Status(_)),
                ) => return Err(trouble),
                Err(_) => {}
            }
        }
        Ok(Rc::new(shelf))
    }

    /// A pack that was fetched before.
    pub fn pack_at_hand(self, id: &PackId, edition: Edition) -> Option<Rc<Pack>> {
        self.inside
            .with_value(|inside| inside.packs.get(&(id.clone(), edition)).cloned())
    }

    /// The guide to the first framework that has one.
    pub async fn guide(self) -> Result<Rc<Guide>, Trouble> {
        if let Some(guide) = self.inside.with_value(|inside| inside.guide.clone()) {
            return Ok(guide);
        }
        let site = self.site().await?;
        let entry = site.index.frameworks.iter().find_map(|entry| {
            let v = entry.guide_v.as_deref().unwrap_or_default();
            Some((entry.guide.as_deref()?, v))
        });
        let Some((path, v)) = entry else {
            return Ok(Rc::default());
        };
        let text = file(&format!("scenarios/{path}?v={v}")).await?;
        let guide = Guide::read(&text);
        let guide = Rc::new(guide.ok_or_else(|| Trouble::File(path.to_owned(), Vec::new()))?);
        self.inside
            .update_value(|inside| inside.guide = Some(guide.clone()));
        Ok(guide)
    }

    /// Speaks the language that the person chose or reads, if the site has it.
    pub async fn load_language(self) {
        let wanted = match self.settings.get_untracked().lang {
            Some(lang) => vec![lang],
            None => intl::languages(),
        };
        // English is built in: whoever reads it first needs no request.
        let mut words = match wanted.first().map(String::as_str) {
            None | Some("en" | "en-US") => Words::default(),
            Some(_) => match later::languages().await {
                Ok(fetch_words) => fetch_words(wanted).await.unwrap_or_default(),
                Err(_) => Words::default(),
            },
        };
        if let Some(own) = page::of_copy() {
            words.lay_over(&own);
        }
        words::speak(words);
        self.language.update(|count| *count += 1);
    }
}

impl Site {
    /// The framework of a competency, and the competency.
    pub fn competency(&self, id: &CompetencyId) -> Option<&Competency> {
        self.frameworks.iter().find_map(|f| f.competency(id))
    }

    /// The category of that id.
    pub fn category(&self, id: &str) -> Option<&Category> {
        self.frameworks.iter().find_map(|f| f.category(id))
    }

    /// Our plain label of a competency; its id where the framework has none.
    pub fn label(&self, id: &CompetencyId) -> String {
        let label = self
            .competency(id)
            .map(|competency| competency.label.clone());
        label.unwrap_or_else(|| id.to_string())
    }
}

/// What is amiss with a pack (if frameworks are given) or a framework that can't be used. The
/// sentences are a part of the program of their own; where it can't be had, the file's name has to do.
async fn explained(file: &str, text: &str, frameworks: Option<&[&Framework]>) -> Trouble {
    let problems = match later::explain().await {
        Ok(explain) => (explain.problems)(text, frameworks),
        Err(_) => Vec::new(),
    };
    Trouble::File(file.to_owned(), problems)
}

/// The scenario of a place in its pack.
pub fn scenario_of<'p>(pack: &'p Pack, place: &Place) -> Option<&'p Scenario> {
    pack.scenario(&place.name.scenario)
}

async fn file(address: &str) -> Result<String, Trouble> {
    let name = address.split('?').next().unwrap_or(address);
    fetch::json(address)
        .await
        .map_err(|error| Trouble::Fetch(name.to_owned(), error))
}
