//! The index of a site, and the text of its file: JSON without white space, but one scenario to a
//! line, so that it weighs little and a change of one moment is a change of one line.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::site::{INDEX_PATH, Kind, Site, SourceFile, past_path};
use crate::engine::edition::Edition;
use crate::engine::id::PackId;
use crate::engine::index::{FrameworkEntry, INDEX_FORMAT, Index, PackEntry, PastEdition};

impl Site {
    /// The index of what is there. Packs that have moments come before those that have stories
    /// alone, and else the id decides.
    #[must_use]
    pub fn index(&self) -> Index {
        let frameworks = self.frameworks.iter().map(|framework| {
            let guide = self
                .guides
                .iter()
                .find(|g| g.thing == *framework.thing.id());
            FrameworkEntry {
                id: framework.thing.id().clone(),
                file: framework.path.clone(),
                v: fingerprint(&framework.text),
                guide: guide.map(|g| g.path.clone()),
                guide_v: guide.map(|g| fingerprint(&g.text)),
            }
        });
        let mut past: BTreeMap<&PackId, BTreeSet<Edition>> = BTreeMap::new();
        for filed in &self.past {
            let editions = past.entry(filed.thing.id()).or_default();
            editions.insert(Edition::of(&filed.thing));
        }
        let mut packs: Vec<PackEntry> = self
            .packs
            .iter()
            .map(|filed| {
                let edition = Edition::of(&filed.thing);
                let mut entry = PackEntry::of(&filed.thing, edition, filed.path.clone());
                let earlier = past.get(&entry.id).into_iter().flatten();
                entry.past = earlier
                    .filter(|past| **past != edition)
                    .map(|past| PastEdition {
                        edition: *past,
                        file: past_path(&entry.id, *past),
                    })
                    .collect();
                entry
            })
            .collect();
        packs.sort_by_cached_key(|pack| {
            let moments = pack
                .scenarios
                .iter()
                .filter(|scenario| !scenario.is_story());
            (Reverse(moments.count()), pack.id.clone())
        });
        Index {
            format: INDEX_FORMAT,
            frameworks: frameworks.collect(),
            packs,
        }
    }

    /// The index's file, if it is not what [`Self::index`] says.
    #[must_use]
    pub fn new_index(&self) -> Option<SourceFile> {
        let text = write(&self.index());
        (self.index.as_ref() != Some(&text)).then(|| SourceFile {
            kind: Kind::Index,
            path: INDEX_PATH.to_owned(),
            text,
        })
    }

    /// A copy of each pack whose edition is not kept yet.
    #[must_use]
    pub fn new_copies(&self) -> Vec<SourceFile> {
        let kept: BTreeSet<&str> = self.past.iter().map(|past| past.path.as_str()).collect();
        let copies = self.packs.iter().map(|pack| SourceFile {
            kind: Kind::Past,
            path: past_path(pack.thing.id(), Edition::of(&pack.thing)),
            text: pack.text.clone(),
        });
        copies
            .filter(|copy| !kept.contains(copy.path.as_str()))
            .collect()
    }
}

/// The index's file.
#[must_use]
pub fn write(index: &Index) -> String {
    let frameworks: Vec<String> = index.frameworks.iter().map(json).collect();
    let packs: Vec<String> = index.packs.iter().map(pack).collect();
    format!(
        "{{\"format\":{},\n\"frameworks\":[\n{}\n],\n\"packs\":[\n{}\n]}}\n",
        index.format,
        frameworks.join(",\n"),
        packs.join(",\n")
    )
}

/// A pack's line, and after it a line for each of its scenarios.
fn pack(entry: &PackEntry) -> String {
    let head = json(&PackEntry {
        scenarios: Vec::new(),
        ..entry.clone()
    });
    let scenarios: Vec<String> = entry.scenarios.iter().map(json).collect();
    // The scenarios are the entry's last field.
    let head = head.strip_suffix("]}").unwrap_or(&head);
    format!("{head}\n{}\n]}}", scenarios.join(",\n"))
}

fn json<T: Serialize>(thing: &T) -> String {
    // Only a map with keys other than text can fail here, and an index has none.
    serde_json::to_string(thing).unwrap_or_default()
}

/// The first eight hex digits of a file's SHA-256: enough for its address to change when it does.
fn fingerprint(text: &str) -> String {
    let digest: [u8; 32] = Sha256::digest(text.as_bytes()).into();
    digest
        .iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
