//! A pack that is not of this site: looked at when somebody hands it over, kept on the device when
//! it is practised, and taken from there for a link that names it and for the results of it.

use std::rc::Rc;

use crate::engine::check;
use crate::engine::edition::Edition;
use crate::engine::framework::Framework;
use crate::engine::guest::{self, Guest, Origin};
use crate::engine::id::{MomentName, PackId, ScenarioId};
use crate::engine::index::entries;
use crate::engine::plan::Candidate;
use crate::engine::practice::Practice;
use crate::engine::problem::Problem;
use crate::engine::read::read_pack;
use crate::engine::route::Route;
use crate::shell::{address, clock};
use crate::ui::state::{InEdition, Site, State, Trouble};

/// The pack of that id whose edition begins so; the latest without a beginning. From now on it is at
/// hand, and so is the framework that it brings along.
pub fn open(state: State, id: &PackId, prefix: Option<&str>) -> Result<InEdition, Trouble> {
    let site = state.site_at_hand();
    let (found, trouble) = state.records().guest(id, prefix);
    state.note_trouble(trouble);
    let Some(kept) = found else {
        let is_known = site.is_some_and(|site| site.index.pack(id).is_some());
        return Err(if is_known {
            Trouble::NoEdition(id.clone())
        } else {
            Trouble::NoPack(id.clone())
        });
    };
    if let Some(pack) = state.pack_at_hand(id, kept.edition) {
        return Ok((kept.edition, pack));
    }
    let mut frameworks: Vec<&Framework> = Vec::new();
    if let Some(site) = &site {
        frameworks.extend(&site.frameworks);
    }
    let brought = kept.guest.framework.as_deref();
    let brought = brought.and_then(Framework::read_quietly);
    let brought = brought.filter(|own| frameworks.iter().all(|known| known.id() != own.id()));
    frameworks.extend(&brought);
    let reading = read_pack(&kept.guest.text, &frameworks);
    let Some(pack) = reading.thing else {
        return Err(Trouble::File(id.to_string(), reading.problems));
    };
    let pack = Rc::new(pack);
    state.put_at_hand(kept.edition, pack.clone());
    if let Some(own) = brought {
        state.add_framework(own);
    }
    Ok((kept.edition, pack))
}

/// What can be drawn from a pack in an edition of before, or from one that is kept on the device.
pub async fn candidates(
    state: State,
    id: PackId,
    prefix: Option<String>,
) -> Result<Vec<Candidate>, Trouble> {
    let site = state.site().await?;
    let found = site.index.pack(&id);
    let found = found.and_then(|entry| entry.find(prefix.as_deref()));
    let (edition, pack) = match found {
        Some((edition, _)) => (edition, state.pack(&id, edition).await?),
        None => open(state, &id, prefix.as_deref())?,
    };
    Ok(Candidate::of_pack(&id, edition, &entries(&pack)))
}

/// A pack as somebody hands it over.
#[derive(Debug, Clone)]
pub struct Offer {
    /// Its file.
    pub text: String,
    /// The file of a framework of its own.
    pub framework: Option<String>,
    /// Where it came from.
    pub origin: Origin,
}

/// A pack that was looked at. Nothing is kept of it yet.
pub struct Looked {
    pub offer: Offer,
    pub site: Rc<Site>,
    /// The framework that it brings along, if the site has none of that id.
    pub framework: Option<Framework>,
    /// The pack, unless a problem keeps it from being used.
    pub pack: Option<InEdition>,
    /// What is amiss with it, in the checker's words.
    pub problems: Vec<Problem>,
}

impl Looked {
    /// The framework that the pack asks for.
    pub fn framework(&self) -> Option<&Framework> {
        let (_, pack) = self.pack.as_ref()?;
        let mut all = self.site.frameworks.iter().chain(&self.framework);
        all.find(|framework| framework.id() == pack.framework())
    }

    /// Whether the site has that very edition.
    pub fn is_of_site(&self) -> bool {
        let Some((edition, pack)) = &self.pack else {
            return false;
        };
        let entry = self.site.index.pack(pack.id());
        entry.is_some_and(|entry| entry.find(Some(&edition.to_string())).is_some())
    }

    /// Keeps the pack on the device, as far as there is room, and has it at hand.
    pub fn keep(&self, state: State) {
        let Some((edition, pack)) = &self.pack else {
            return;
        };
        if self.is_of_site() {
            return;
        }
        let guest = Guest {
            text: self.offer.text.clone(),
            framework: self.framework.as_ref().and(self.offer.framework.clone()),
            origin: self.offer.origin.clone(),
            added: clock::now() / 60_000,
        };
        let kept = state.records().keep_guest(pack.id(), *edition, &guest);
        state.note_storage(kept);
        state.put_at_hand(*edition, pack.clone());
        if let Some(own) = &self.framework {
            state.add_framework(own.clone());
        }
    }
}

/// Looks at a pack: what it is, and what is amiss with it.
pub async fn look(state: State, offer: Offer) -> Result<Looked, Trouble> {
    let site = state.site().await?;
    let mut problems = Vec::new();
    let mut framework = None;
    if let Some(text) = &offer.framework {
        let reading = Framework::read(text);
        problems.extend(reading.problems);
        let is_new = |own: &Framework| site.frameworks.iter().all(|known| known.id() != own.id());
        framework = reading.thing.filter(is_new);
    }
    let frameworks: Vec<&Framework> = site.frameworks.iter().chain(&framework).collect();
    let reading = read_pack(&offer.text, &frameworks);
    problems.extend(reading.problems);
    let pack = reading
        .thing
        .map(|pack| (Edition::of(&pack), Rc::new(pack)));
    let mut looked = Looked {
        offer,
        site,
        framework,
        pack,
        problems,
    };
    if let (Some((_, pack)), Some(framework)) = (&looked.pack, looked.framework()) {
        let quality = check::quality(pack, framework);
        looked.problems.extend(quality);
    }
    Ok(looked)
}

/// Keeps a pack on the device and goes to practise it at once: five of its moments, or only that
/// one. Whether it can be: a pack with errors can't.
pub fn practise(state: State, looked: &Looked, only: Option<ScenarioId>) -> bool {
    let Some((edition, pack)) = &looked.pack else {
        return false;
    };
    looked.keep(state);
    address::go(&link(pack.id(), *edition, only));
    true
}

/// The link that practises a pack in that edition, or one of its moments.
pub fn link(id: &PackId, edition: Edition, only: Option<ScenarioId>) -> Route {
    let moment = only.map(|scenario| MomentName {
        pack: id.clone(),
        scenario,
    });
    let practice = Practice {
        moments: moment.into_iter().collect(),
        ..guest::practice(id, edition)
    };
    Route::Practice(practice.to_string())
}
