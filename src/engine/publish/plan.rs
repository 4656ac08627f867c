//! What goes into a copy: which files of the site, which packs, and the index of them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::list::{File, FileList};
use super::names::is_safe;
use super::{HOST_FILES, INDEX, LIST, SCENARIOS, STYLE, fingerprint};
use crate::engine::edition::Edition;
use crate::engine::id::{FrameworkId, PackId};
use crate::engine::index::{FrameworkEntry, INDEX_FORMAT, Index, PackEntry, PastEdition};
use crate::engine::pack::Pack;

/// The most bytes of all files of a copy: more than ten times what the site has, and no more than a
/// phone can hold.
pub const MAX_BYTES: u64 = 64 << 20;

/// A pack that is not of the site.
#[derive(Debug, Clone)]
pub struct Brought {
    /// The pack.
    pub pack: Rc<Pack>,
    /// Its edition.
    pub edition: Edition,
    /// Its file.
    pub text: String,
    /// The framework that it brings along, and its file.
    pub framework: Option<(FrameworkId, String)>,
}

/// What a copy is to have.
#[derive(Debug, Clone, Default)]
pub struct Chosen {
    /// Packs of the site.
    pub site: Vec<PackId>,
    /// Others. One with the id of a pack of the site is a new edition of it.
    pub brought: Vec<Brought>,
}

/// A file that is fetched from the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// Where it lies in the copy.
    pub path: String,
    /// Where it is fetched from, relative to the page.
    pub address: String,
    /// What its hash has to be.
    pub hash: String,
    /// How many bytes it has.
    pub bytes: u64,
}

/// What a copy is made of.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What is fetched.
    pub carried: Vec<Carried>,
    /// What is written: paths and texts.
    pub(super) made: Vec<(String, String)>,
    /// The packs.
    pub index: Index,
}

/// Why no copy can be made of that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanError {
    /// No pack was chosen.
    Nothing,
    /// Two that were chosen have the same id.
    Twice(String),
    /// A name that some system can't unpack.
    Name(String),
    /// The site lacks a file that its index names.
    Missing(String),
    /// It would be larger than [`MAX_BYTES`].
    TooLarge,
}

impl Plan {
    /// How many bytes are fetched.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.carried.iter().map(|file| file.bytes).sum()
    }
}

/// Plans a copy of the site whose files and packs these are.
///
/// # Errors
/// [`PlanError`], which says what to do otherwise.
pub fn plan(list: &FileList, index: &Index, chosen: &Chosen) -> Result<Plan, PlanError> {
    let mut making = Making {
        list,
        carried: BTreeMap::new(),
        made: Vec::new(),
    };
    let mut packs: Vec<PackEntry> = Vec::new();
    let mut frameworks: Vec<FrameworkEntry> = Vec::new();
    let mut seen: BTreeSet<&PackId> = BTreeSet::new();
    for brought in &chosen.brought {
        if !seen.insert(brought.pack.id()) {
            return Err(PlanError::Twice(brought.pack.id().to_string()));
        }
        packs.push(making.bring(brought, index)?);
        making.bring_framework(brought, &mut frameworks)?;
    }
    for id in &chosen.site {
        // Of a pack that is brought in a new edition, what the site has is an earlier one.
        if let Some(entry) = index.pack(id).filter(|_| seen.insert(id)) {
            packs.push(making.keep(entry)?);
        }
    }
    if packs.is_empty() {
        return Err(PlanError::Nothing);
    }
    // Which framework a past edition asked about, its file alone says: old results need them all.
    let has_past = packs.iter().any(|pack| !pack.past.is_empty());
    for framework in &index.frameworks {
        if has_past || packs.iter().any(|pack| pack.framework == framework.id) {
            making.carry(&framework.file, &framework.v)?;
            if let (Some(guide), Some(v)) = (&framework.guide, &framework.guide_v) {
                making.carry(guide, v)?;
            }
            frameworks.push(framework.clone());
        }
    }
    making.carry_the_rest();
    packs.sort_by_cached_key(|pack| {
        let moments = pack.scenarios.iter().filter(|one| !one.is_story()).count();
        (Reverse(moments), pack.id.clone())
    });
    let plan = Plan {
        carried: making.carried.into_values().collect(),
        made: making.made,
        index: Index {
            format: INDEX_FORMAT,
            frameworks,
            packs,
        },
    };
    plan.checked()
}

struct Making<'l> {
    list: &'l FileList,
    /// By path.
    carried: BTreeMap<String, Carried>,
    made: Vec<(String, String)>,
}

impl Making<'_> {
    /// A pack of the site with all its editions.
    fn keep(&mut self, entry: &PackEntry) -> Result<PackEntry, PlanError> {
        self.carry(&entry.file, &entry.edition.to_string())?;
        for past in &entry.past {
            self.carry(&past.file, &past.edition.to_string())?;
        }
        // The copy of the current edition, for when it is a past one.
        let copy = past_path(&entry.id, entry.edition);
        if self.list.get(&format!("{SCENARIOS}{copy}")).is_some() {
            self.carry(&copy, &entry.edition.to_string())?;
        }
        Ok(entry.clone())
    }

    /// A pack that is not of the site. What the site has under its id are earlier editions of it.
    fn bring(&mut self, brought: &Brought, index: &Index) -> Result<PackEntry, PlanError> {
        let Brought {
            pack,
            edition,
            text,
            ..
        } = brought;
        let file = format!("packs/{}.json", pack.id());
        let text = text.trim_start_matches('\u{feff}');
        for path in [&file, &past_path(pack.id(), *edition)] {
            self.made
                .push((format!("{SCENARIOS}{path}"), text.to_owned()));
        }
        let mut entry = PackEntry::of(pack, *edition, file);
        let Some(earlier) = index.pack(pack.id()) else {
            return Ok(entry);
        };
        let current = PastEdition {
            edition: earlier.edition,
            file: past_path(&earlier.id, earlier.edition),
        };
        for past in earlier.past.iter().chain([&current]) {
            if past.edition == *edition {
                continue;
            }
            let v = past.edition.to_string();
            let is_there = self
                .list
                .get(&format!("{SCENARIOS}{}", past.file))
                .is_some();
            if past.edition == earlier.edition && !is_there {
                self.carry_as(&earlier.file, &v, &past.file)?;
            } else {
                self.carry(&past.file, &v)?;
            }
            entry.past.push(past.clone());
        }
        entry.past.sort_by_key(|past| past.edition);
        Ok(entry)
    }

    fn bring_framework(
        &mut self,
        brought: &Brought,
        frameworks: &mut Vec<FrameworkEntry>,
    ) -> Result<(), PlanError> {
        let Some((id, text)) = &brought.framework else {
            return Ok(());
        };
        let entry = FrameworkEntry {
            id: id.clone(),
            file: format!("frameworks/{id}.json"),
            v: fingerprint(text.as_bytes()),
            guide: None,
            guide_v: None,
        };
        match frameworks.iter().find(|known| known.id == *id) {
            Some(known) if *known == entry => return Ok(()),
            Some(_) => return Err(PlanError::Twice(id.to_string())),
            None => {}
        }
        self.made
            .push((format!("{SCENARIOS}{}", entry.file), text.clone()));
        frameworks.push(entry);
        Ok(())
    }

    fn carry(&mut self, file: &str, v: &str) -> Result<(), PlanError> {
        self.carry_as(file, v, file)
    }

    /// A file among the scenarios, which may lie elsewhere in the copy.
    fn carry_as(&mut self, file: &str, v: &str, to: &str) -> Result<(), PlanError> {
        let path = format!("{SCENARIOS}{file}");
        let known = self.list.get(&path);
        let known = known.ok_or_else(|| PlanError::Missing(path.clone()))?;
        let carried = carried(known, format!("{SCENARIOS}{to}"), format!("{path}?v={v}"));
        self.carried.insert(carried.path.clone(), carried);
        Ok(())
    }

    /// All that has nothing to do with which packs there are.
    fn carry_the_rest(&mut self) {
        for file in self.list.files() {
            let is_written = [INDEX, STYLE, LIST].contains(&file.path.as_str());
            let is_inside = HOST_FILES.iter().any(|(path, _)| *path == file.path);
            let is_chosen = ["packs/", "frameworks/"].iter().any(|folder| {
                let within = file.path.strip_prefix(SCENARIOS);
                within.is_some_and(|path| path.starts_with(folder))
            });
            if !is_written && !is_inside && !is_chosen {
                let carried = carried(file, file.path.clone(), file.path.clone());
                self.carried.insert(carried.path.clone(), carried);
            }
        }
    }
}

impl Plan {
    /// The plan, if every system can unpack it.
    fn checked(self) -> Result<Self, PlanError> {
        let made = self.made.iter().map(|(path, _)| path);
        let mut seen = BTreeSet::new();
        for path in self.carried.iter().map(|file| &file.path).chain(made) {
            // Some systems take capital and small letters for the same.
            if !is_safe(path) || !seen.insert(path.to_ascii_lowercase()) {
                return Err(PlanError::Name(path.clone()));
            }
        }
        let made = self.made.iter().map(|(_, text)| text.len() as u64);
        if made.fold(self.bytes(), u64::saturating_add) > MAX_BYTES {
            return Err(PlanError::TooLarge);
        }
        Ok(self)
    }
}

fn carried(file: &File, path: String, address: String) -> Carried {
    Carried {
        path,
        address,
        hash: file.hash.clone(),
        bytes: file.bytes,
    }
}

fn past_path(id: &PackId, edition: Edition) -> String {
    format!("packs/past/{id}.{edition}.json")
}
