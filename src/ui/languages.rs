//! The languages that a site has besides English.

use crate::engine::words::{Language, Words};
use crate::shell::fetch;

/// The languages that the site has.
pub async fn offered() -> Vec<Language> {
    let list = fetch::json("locales/index.json").await;
    list.map(|text| Language::list(&text)).unwrap_or_default()
}

/// The words of the first of some languages that the site has.
pub async fn fetch_words(wanted: Vec<String>) -> Option<Words> {
    let list = fetch::json("locales/index.json").await.ok()?;
    let offered = Language::list(&list);
    let language = Language::choose(&offered, &wanted)?;
    let text = fetch::json(&format!("locales/{}.json", language.code)).await;
    Words::read(language, &text.ok()?)
}
