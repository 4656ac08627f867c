//! The drafts on this device, and the ways to begin one.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{intake, titled};
use crate::engine::draft::{self, Draft, slug, unique};
use crate::engine::id::DraftId;
use crate::engine::index::PackEntry;
use crate::engine::keep::{Base, Kept, KeptDraft};
use crate::engine::route::StudioPage;
use crate::shell::{address, clock, entropy, fetch, page as browser};
use crate::ui::dom::{El, View, dynamic, el, views};
use crate::ui::part::kept;
use crate::ui::state::{Site, State};
use crate::ui::words::{self, Key, t, tf, tn};

/// The handles of the page. Cheap to copy.
#[derive(Clone, Copy)]
pub struct List {
    pub state: State,
    pub site: StoredValue<Rc<Site>, LocalStorage>,
    /// Changes when there are other drafts.
    changed: RwSignal<u32>,
    /// What was just done.
    said: RwSignal<String>,
    /// The draft that was deleted last.
    deleted: RwSignal<Option<(DraftId, KeptDraft)>, LocalStorage>,
}

pub fn page(state: State, site: &Rc<Site>) -> View {
    super::super::title(&t(Key::StudioHeading));
    let list = List {
        state,
        site: StoredValue::new_local(site.clone()),
        changed: RwSignal::new(0),
        said: RwSignal::new(String::new()),
        deleted: RwSignal::new_local(None),
    };
    views![
        el("h1").attr("tabindex", "-1").add(Key::StudioHeading),
        el("p").class("lead").add(Key::StudioLead),
        el("div").class("row").add(
            el("button")
                .class("primary")
                .attr("type", "button")
                .on("click", move |_| list.begin())
                .add(Key::StudioNewPack)
        ),
        el("h2")
            .attr("id", "drafts")
            .attr("tabindex", "-1")
            .add(Key::StudioDrafts),
        el("p")
            .class("small")
            .attr("role", "status")
            .add(dynamic(move || list.said.get())),
        dynamic(move || {
            let is_there = list.deleted.with(Option::is_some);
            is_there.then(|| {
                el("p").class("row tight").add(
                    el("button")
                        .attr("type", "button")
                        .attr("id", "undo-delete")
                        .on("click", move |_| list.restore())
                        .add(Key::StudioUndo),
                )
            })
        }),
        dynamic(move || {
            list.changed.track();
            list.state.changes.track();
            untrack(|| list.drafts())
        }),
        list.copies(),
        intake::section(list),
        kept::where_packs_are_kept(list.state)
    ]
}

impl List {
    fn drafts(self) -> View {
        let (drafts, trouble) = self.state.records().pack_drafts();
        self.state.note_trouble(trouble);
        if drafts.is_empty() {
            return el("p").add(Key::StudioNoDrafts).view();
        }
        let items: Vec<_> = drafts
            .iter()
            .map(|(id, draft)| self.item(id, draft))
            .collect();
        el("ul")
            .class("list drafts")
            .attr("role", "list")
            .add(items)
            .view()
    }

    fn item(self, id: &DraftId, kept: &KeptDraft) -> El {
        let name = titled(&kept.pack.title, Key::StudioUntitledPack);
        let stories = kept.pack.scenarios.iter().filter(|s| s.is_story()).count();
        let moments = kept.pack.scenarios.len() - stories;
        let date = words::date(kept.edited);
        let about = [
            (moments > 0 || stories == 0).then(|| tn(Key::CountMoments, moments)),
            (stories > 0).then(|| tn(Key::CountStories, stories)),
            Some(tf(Key::StudioEdited, &[("date", &date)])),
        ];
        let about: Vec<String> = about.into_iter().flatten().collect();
        let tool = |key: Key, of: Key, then: Box<dyn Fn()>| {
            el("button")
                .class("quiet")
                .attr("type", "button")
                .attr("aria-label", &tf(of, &[("name", &name)]))
                .on("click", move |_| then())
                .add(key)
        };
        let (twin, gone) = ((id.clone(), kept.clone()), (id.clone(), kept.clone()));
        el("li")
            .add(
                el("a")
                    .attr("href", &StudioPage::Pack(id.clone()).href())
                    .add(el("b").add(name.as_str()))
                    .add(" ")
                    .add(el("small").add(about.join(" · "))),
            )
            .add(
                el("div")
                    .class("tools")
                    .add(tool(
                        Key::StudioDuplicate,
                        Key::StudioDuplicateOf,
                        Box::new(move || self.duplicate(&twin.1)),
                    ))
                    .add(tool(
                        Key::StudioDelete,
                        Key::StudioDeleteOf,
                        Box::new(move || self.delete(gone.clone())),
                    )),
            )
    }

    /// Packs of this site, to begin with what is there.
    fn copies(self) -> El {
        let site = self.site.get_value();
        let packs: Vec<_> = site
            .index
            .packs
            .iter()
            .map(|pack| {
                el("option")
                    .attr("value", pack.id.as_str())
                    .add(pack.title.as_str())
            })
            .collect();
        let first = site.index.packs.first().map(|pack| pack.id.to_string());
        let chosen = StoredValue::new(first.unwrap_or_default());
        el("section")
            .attr("aria-labelledby", "copy-heading")
            .add(el("h2").attr("id", "copy-heading").add(Key::StudioCopy))
            .add(el("p").class("small").add(Key::StudioCopyMore))
            .add(
                el("div")
                    .class("field")
                    .add(
                        el("label")
                            .class("label")
                            .attr("for", "copy-of")
                            .add(Key::StudioCopyOf),
                    )
                    .add(
                        el("select")
                            .attr("id", "copy-of")
                            .on("change", move |event| {
                                chosen.set_value(event_target_value(&event));
                            })
                            .add(packs),
                    ),
            )
            .add(
                el("p").class("row tight").add(
                    el("button")
                        .attr("type", "button")
                        .on("click", move |_| {
                            let site = self.site.get_value();
                            let id = chosen.get_value();
                            let packs = site.index.packs.iter();
                            let entry = packs.clone().find(|pack| pack.id.as_str() == id);
                            if let Some(entry) = entry {
                                spawn_local(self.copy(entry.clone()));
                            }
                        })
                        .add(Key::StudioOpenCopy),
                ),
            )
    }

    fn begin(self) {
        let site = self.site.get_value();
        let framework = site.frameworks.first().map(|one| one.id().to_string());
        let draft = Draft::begun("en", &framework.unwrap_or_default());
        self.put(draft, String::new(), false, true);
    }

    async fn copy(self, entry: PackEntry) {
        let address = format!("scenarios/{}?v={}", entry.file, entry.edition);
        let text = fetch::json(&address).await;
        let draft = text.ok().and_then(|text| draft::read(&text).thing);
        match draft {
            Some(mut draft) => {
                draft.id = self.free_id(&draft.id);
                draft.title = tf(Key::StudioCopied, &[("title", &draft.title)]);
                self.put(draft, String::new(), false, true);
            }
            None => {
                let _ = self
                    .said
                    .try_set(tf(Key::StudioNoCopy, &[("pack", &entry.title)]));
            }
        }
    }

    /// An id that neither the site's packs nor the drafts have.
    pub fn free_id(self, id: &str) -> String {
        let site = self.site.get_value();
        let (drafts, _) = self.state.records().pack_drafts();
        let of_site = site.index.packs.iter().map(|pack| pack.id.as_str());
        let of_drafts = drafts.iter().map(|(_, kept)| kept.pack.id.as_str());
        let taken: Vec<&str> = of_site.chain(of_drafts).collect();
        unique(&slug(id, "pack"), taken.into_iter())
    }

    /// Puts a draft among the others, and opens it if that is wished.
    pub fn put(self, pack: Draft, framework: String, is_settled: bool, opens: bool) {
        let Some(id) = entropy::draft_id() else {
            return;
        };
        let kept = KeptDraft {
            pack,
            edited: clock::now() / 60_000,
            is_settled,
            framework,
        };
        self.keep(&id, &kept);
        if opens {
            address::go(&StudioPage::Pack(id).into());
        } else {
            self.changed.update(|count| *count += 1);
        }
    }

    fn keep(self, id: &DraftId, kept: &KeptDraft) {
        let records = self.state.records();
        self.state
            .note_storage(match records.keep_draft(id, kept, Base::default()) {
                Kept::InMemory(_, error) => Err(error),
                Kept::Now(_) | Kept::Elsewhere => Ok(()),
            });
    }

    fn duplicate(self, kept: &KeptDraft) {
        let mut pack = kept.pack.clone();
        pack.id = self.free_id(&pack.id);
        pack.title = tf(Key::StudioCopied, &[("title", &pack.title)]);
        self.put(pack, kept.framework.clone(), false, false);
        self.deleted.set(None);
        self.said.set(t(Key::StudioDuplicated));
        browser::focus_soon("#drafts");
    }

    fn delete(self, (id, kept): (DraftId, KeptDraft)) {
        self.state.records().drop_draft(&id);
        super::open::forget(&id);
        let name = titled(&kept.pack.title, Key::StudioUntitledPack);
        self.said
            .set(tf(Key::StudioDraftDeleted, &[("name", &name)]));
        self.deleted.set(Some((id, kept)));
        self.changed.update(|count| *count += 1);
        browser::focus_soon("#undo-delete");
    }

    fn restore(self) {
        if let Some((id, kept)) = self.deleted.get_untracked() {
            self.keep(&id, &kept);
            self.deleted.set(None);
            self.said.set(t(Key::StudioUndone));
            self.changed.update(|count| *count += 1);
            browser::focus_soon("#drafts");
        }
    }
}
