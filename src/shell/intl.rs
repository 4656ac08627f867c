//! Plurals, numbers and dates, as the browser knows them for a language.

use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

/// The plural form of a number in a language: `one`, `other`, …
#[must_use]
pub fn plural_form(lang: &str, number: f64) -> String {
    let rules = Intl::PluralRules::new(&locales(lang), &Object::new());
    String::from(rules.select(number))
}

/// A number with at most one digit behind the point.
#[must_use]
pub fn number(lang: &str, value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    String::from(js_sys::Number::from(rounded).to_locale_string(lang))
}

/// The day of a time in milliseconds since 1970: “Saturday, November 21”.
#[must_use]
pub fn day(lang: &str, time: u64) -> String {
    let options = Object::new();
    for (name, value) in [("weekday", "long"), ("month", "long"), ("day", "numeric")] {
        set(&options, name, &JsValue::from_str(value));
    }
    #[allow(clippy::cast_precision_loss)] // exact for the next 285,000 years
    let date = Date::new(&JsValue::from_f64(time as f64));
    String::from(date.to_locale_date_string(lang, &options))
}

/// A text in small letters, for comparing. The browser has the tables for it.
#[must_use]
pub fn lower_case(text: &str) -> String {
    String::from(js_sys::JsString::from(text).to_lower_case())
}

/// The languages that the person reads, by their browser, the preferred one first.
#[must_use]
pub fn languages() -> Vec<String> {
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    let languages = window.navigator().languages();
    languages
        .iter()
        .filter_map(|lang| lang.as_string())
        .collect()
}

fn locales(lang: &str) -> Array {
    Array::of1(&JsValue::from_str(lang))
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // Setting a field of a plain object does not fail.
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}
