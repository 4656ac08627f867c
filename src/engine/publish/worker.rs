//! The service worker of a copy: its first line lists the files, the rest is as it was.

use super::list::File;
use super::{INDEX, SCENARIOS, STYLE, hash};
use crate::engine::index::Index;
use crate::engine::json::{self, Map, Value};

const BEFORE: &str = "const SITE = ";

/// The worker with a line for these files; `None` if it is not written as expected. What it had of
/// the scenarios is listed anew, by the new index.
pub(super) fn rewritten(worker: &str, files: &[File], index: &Index) -> Option<String> {
    let (line, rest) = worker.split_once('\n')?;
    let data = line.trim_end().strip_prefix(BEFORE)?.strip_suffix(';')?;
    let data = json::parse(data).ok()?;
    let hash_of = |path: &str| {
        let file = files.iter().find(|file| file.path == path)?;
        Some(file.hash.clone())
    };
    let mut kept: Vec<(String, String)> = Vec::new();
    let mut past: Vec<(String, String)> = Vec::new();
    for address in data.get("files")?.as_object()?.keys() {
        let is_listed_anew = address.starts_with(SCENARIOS) || address == STYLE;
        if let Some(hash) = hash_of(address).filter(|_| !is_listed_anew) {
            kept.push((address.clone(), hash));
        }
    }
    for path in [INDEX, STYLE] {
        kept.extend(hash_of(path).map(|hash| (path.to_owned(), hash)));
    }
    let add = |list: &mut Vec<(String, String)>, file: &str, v: &str| {
        let path = format!("{SCENARIOS}{file}");
        let hash = hash_of(&path)?;
        list.push((format!("{path}?v={v}"), hash));
        Some(())
    };
    for framework in &index.frameworks {
        add(&mut kept, &framework.file, &framework.v)?;
        if let Some(guide) = &framework.guide {
            add(&mut kept, guide, framework.guide_v.as_deref()?)?;
        }
    }
    for pack in &index.packs {
        add(&mut kept, &pack.file, &pack.edition.to_string())?;
        for earlier in &pack.past {
            add(&mut past, &earlier.file, &earlier.edition.to_string())?;
        }
    }
    kept.sort();
    past.sort();
    let lines = kept.iter().chain(&past);
    let lines: String = lines
        .map(|(address, hash)| format!("{address} {hash}\n"))
        .collect();
    let object = |pairs: Vec<(String, String)>| {
        let fields = pairs
            .into_iter()
            .map(|(name, text)| (name, Value::String(text)));
        Value::Object(fields.collect::<Map>())
    };
    let data = [
        ("version", Value::String(hash(lines.as_bytes()))),
        ("files", object(kept)),
        ("past", object(past)),
    ];
    let data = data.map(|(name, value)| format!("\"{name}\":{value}"));
    Some(format!("{BEFORE}{{{}}};\n{rest}", data.join(",")))
}
