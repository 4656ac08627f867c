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

/// A number with two digits behind the point.
#[must_use]
pub fn hundredths(lang: &str, value: f64) -> String {
    let options = Object::new();
    for name in ["minimumFractionDigits", "maximumFractionDigits"] {
        set(&options, name, &JsValue::from_f64(2.0));
    }
    let format = Intl::NumberFormat::new(&locales(lang), &options).format();
    let written = format.call1(&JsValue::UNDEFINED, &JsValue::from_f64(value));
    let written = written.ok().and_then(|text| text.as_string());
    written.unwrap_or_default()
}

/// The day of a time in milliseconds since 1970: “Saturday, November 21”.
#[must_use]
pub fn day(lang: &str, time: u64) -> String {
    let fields = [("weekday", "long"), ("month", "long"), ("day", "numeric")];
    written_day(lang, time, &fields)
}

/// The day of a time in milliseconds since 1970, with its year: “Nov 21, 2026”.
#[must_use]
pub fn short_day(lang: &str, time: u64) -> String {
    let fields = [("year", "numeric"), ("month", "short"), ("day", "numeric")];
    written_day(lang, time, &fields)
}

/// The date of a time in milliseconds since 1970: “November 21, 2026”.
#[must_use]
pub fn date(lang: &str, time: u64) -> String {
    let fields = [("year", "numeric"), ("month", "long"), ("day", "numeric")];
    written_day(lang, time, &fields)
}

/// The day of the week of a time in milliseconds since 1970: “Sat”.
#[must_use]
pub fn weekday(lang: &str, time: u64) -> String {
    written_day(lang, time, &[("weekday", "short")])
}

fn written_day(lang: &str, time: u64, parts: &[(&str, &str)]) -> String {
    let options = Object::new();
    for (name, value) in parts {
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
