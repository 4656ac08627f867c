//! Plurals, numbers and dates, as the browser knows them for a language.

use std::cell::RefCell;

use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

/// The plural form of a number in a language: `one`, `other`, …
#[must_use]
pub fn plural_form(lang: &str, number: f64) -> String {
    written(&PLURAL, lang, number)
}

/// A number with at most one digit behind the point.
#[must_use]
pub fn number(lang: &str, value: f64) -> String {
    written(&NUMBER, lang, (value * 10.0).round() / 10.0)
}

/// A number with two digits behind the point.
#[must_use]
pub fn hundredths(lang: &str, value: f64) -> String {
    written(&HUNDREDTHS, lang, value)
}

/// The day of a time in milliseconds since 1970: “Saturday, November 21”.
#[must_use]
pub fn day(lang: &str, time: u64) -> String {
    written_day(&DAY, lang, time)
}

/// The day of a time in milliseconds since 1970, with its year: “Nov 21, 2026”.
#[must_use]
pub fn short_day(lang: &str, time: u64) -> String {
    written_day(&SHORT_DAY, lang, time)
}

/// The date of a time in milliseconds since 1970: “November 21, 2026”.
#[must_use]
pub fn date(lang: &str, time: u64) -> String {
    written_day(&DATE, lang, time)
}

/// The day of the week of a time in milliseconds since 1970: “Sat”.
#[must_use]
pub fn weekday(lang: &str, time: u64) -> String {
    written_day(&WEEKDAY, lang, time)
}

/// One way to write a number: what makes its writer, and with which options.
struct Form {
    make: fn(&Array, &Object) -> Function,
    options: &'static [(&'static str, &'static str)],
}

/// What writes in one form and one language.
struct Writer {
    form: *const Form,
    lang: String,
    write: Function,
}

thread_local! {
    /// The writers made so far. Making one takes the browser a hundred times as long as writing
    /// with it, and a long page writes thousands of numbers and days.
    static WRITERS: RefCell<Vec<Writer>> = const { RefCell::new(Vec::new()) };
}

static PLURAL: Form = Form {
    make: |locales, options| {
        let rules = Intl::PluralRules::new(locales, options);
        let select = Reflect::get(&rules, &JsValue::from_str("select"));
        Function::from(select.unwrap_or_default()).bind0(&rules)
    },
    options: &[],
};

static NUMBER: Form = Form {
    make: number_writer,
    options: &[],
};

static HUNDREDTHS: Form = Form {
    make: number_writer,
    // The browser reads digits as the numbers that they stand for.
    options: &[
        ("minimumFractionDigits", "2"),
        ("maximumFractionDigits", "2"),
    ],
};

static DAY: Form = Form {
    make: day_writer,
    options: &[("weekday", "long"), ("month", "long"), ("day", "numeric")],
};

static SHORT_DAY: Form = Form {
    make: day_writer,
    options: &[("year", "numeric"), ("month", "short"), ("day", "numeric")],
};

static DATE: Form = Form {
    make: day_writer,
    options: &[("year", "numeric"), ("month", "long"), ("day", "numeric")],
};

static WEEKDAY: Form = Form {
    make: day_writer,
    options: &[("weekday", "short")],
};

fn number_writer(locales: &Array, options: &Object) -> Function {
    Intl::NumberFormat::new(locales, options).format()
}

fn day_writer(locales: &Array, options: &Object) -> Function {
    Intl::DateTimeFormat::new(locales, options).format()
}

fn written_day(form: &'static Form, lang: &str, time: u64) -> String {
    #[allow(clippy::cast_precision_loss)] // exact for the next 285,000 years
    written(form, lang, time as f64)
}

fn written(form: &'static Form, lang: &str, value: f64) -> String {
    WRITERS.with_borrow_mut(|writers| {
        let known = |writer: &Writer| std::ptr::eq(writer.form, form) && writer.lang == lang;
        let index = writers.iter().position(known).unwrap_or_else(|| {
            writers.push(Writer::new(form, lang));
            writers.len() - 1
        });
        let Some(writer) = writers.get(index) else {
            return String::new();
        };
        let text = writer
            .write
            .call1(&JsValue::UNDEFINED, &JsValue::from_f64(value));
        text.ok()
            .and_then(|text| text.as_string())
            .unwrap_or_default()
    })
}

impl Writer {
    fn new(form: &'static Form, lang: &str) -> Self {
        let options = Object::new();
        for (name, value) in form.options {
            // Setting a field of a plain object does not fail.
            let _ = Reflect::set(
                &options,
                &JsValue::from_str(name),
                &JsValue::from_str(value),
            );
        }
        Writer {
            form,
            lang: lang.to_owned(),
            write: (form.make)(&Array::of1(&JsValue::from_str(lang)), &options),
        }
    }
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
