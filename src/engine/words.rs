//! The interface's words: English built in, other languages laid over it key by key.

use super::json::{Map, Value};
use super::record::{self, Fields};

/// A text of the interface. Two keys are the same if they have the same name.
#[derive(Debug, Clone, Copy)]
pub struct Key(&'static Word);

#[derive(Debug)]
struct Word {
    name: &'static str,
    english: Text,
}

#[derive(Debug)]
enum Text {
    Plain(&'static str),
    Plural {
        one: &'static str,
        other: &'static str,
    },
}

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// The words of one language, English where it has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    lang: String,
    is_rtl: bool,
    own: Map,
}

/// One language that a site offers, as `locales/index.json` lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// Its BCP 47 tag: `es`, `pt-BR`. Its words are in `locales/<code>.json`.
    pub code: String,
    /// What it calls itself: `Español`.
    pub name: String,
    /// Whether it is written from right to left.
    pub rtl: bool,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            lang: "en".to_owned(),
            is_rtl: false,
            own: Map::new(),
        }
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.0.name == other.0.name
    }
}

impl Eq for Key {}

impl Key {
    /// Its name in a language's file.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name
    }
}

impl Words {
    /// The words of a language's file; `None` if it is not a JSON object.
    #[must_use]
    pub fn read(language: &Language, text: &str) -> Option<Self> {
        let Some(Value::Object(own)) = record::parse(text) else {
            return None;
        };
        Some(Self {
            lang: language.code.clone(),
            is_rtl: language.rtl,
            own,
        })
    }

    /// Lays words of a site's own over those of the language: an object of keys and texts.
    pub fn lay_over(&mut self, text: &str) {
        if let Some(Value::Object(over)) = record::parse(text) {
            for (key, text) in over {
                self.own.insert(key, text);
            }
        }
    }

    /// The language's tag.
    #[must_use]
    pub fn lang(&self) -> &str {
        &self.lang
    }

    /// Whether the language is written from right to left.
    #[must_use]
    pub fn is_rtl(&self) -> bool {
        self.is_rtl
    }

    /// A text. Of one with plural forms, the form `other`.
    #[must_use]
    pub fn get(&self, key: Key) -> &str {
        self.form(key, "other")
    }

    /// A text with plural forms, in one of them (`one`, `few`, … by the browser's rules). A form
    /// that the language lacks is `other`.
    #[must_use]
    pub fn form(&self, key: Key, form: &str) -> &str {
        let own = match self.own.get(key.0.name) {
            Some(Value::String(text)) => Some(text.as_str()),
            Some(Value::Object(forms)) => forms
                .get(form)
                .or_else(|| forms.get("other"))
                .and_then(Value::as_str),
            _ => None,
        };
        own.unwrap_or(match &key.0.english {
            Text::Plain(text) => text,
            Text::Plural { one, .. } if form == "one" => one,
            Text::Plural { other, .. } => other,
        })
    }
}

impl Language {
    /// The languages of `locales/index.json`; an entry that is not one, or has a tag that is not
    /// one, is left out.
    #[must_use]
    pub fn list(text: &str) -> Vec<Self> {
        let Some(Value::Array(list)) = record::parse(text) else {
            return Vec::new();
        };
        let languages = list.iter().filter_map(Self::read);
        languages.filter(|one| is_tag(&one.code)).collect()
    }

    fn read(value: &Value) -> Option<Self> {
        let fields = Fields::of(value)?;
        Some(Self {
            code: fields.string("code")?,
            name: fields.string("name")?,
            rtl: fields.flag("rtl")?,
        })
    }

    /// The first of the wanted languages that is offered; `pt` serves for `pt-BR`.
    #[must_use]
    pub fn choose<'l>(offered: &'l [Self], wanted: &[String]) -> Option<&'l Self> {
        let base = |tag: &str| {
            tag.split('-')
                .next()
                .unwrap_or_default()
                .to_ascii_lowercase()
        };
        wanted.iter().find_map(|tag| {
            let exact = offered
                .iter()
                .find(|one| one.code.eq_ignore_ascii_case(tag));
            exact.or_else(|| offered.iter().find(|one| base(&one.code) == base(tag)))
        })
    }
}

/// Whether a text is a language tag of the plain kind: language, script, region. Browsers throw at
/// others.
fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let letters = |part: &str| part.bytes().all(|b| b.is_ascii_alphabetic());
    let language = parts.next().unwrap_or_default();
    let mut rest = parts.peekable();
    if rest
        .peek()
        .is_some_and(|part| part.len() == 4 && letters(part))
    {
        rest.next();
    }
    let region = rest.next();
    let region_fits = region.is_none_or(|part| {
        (part.len() == 2 && letters(part))
            || (part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit()))
    });
    (2..=3).contains(&language.len()) && letters(language) && region_fits && rest.next().is_none()
}

/// Puts values in place of `{name}`. What has no value stays as it stands.
#[must_use]
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut pieces = text.split('{');
    filled.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let named = piece.split_once('}').and_then(|(name, rest)| {
            let (_, value) = values.iter().find(|(of, _)| *of == name)?;
            Some((value, rest))
        });
        if let Some((value, rest)) = named {
            filled.push_str(value);
            filled.push_str(rest);
        } else {
            filled.push('{');
            filled.push_str(piece);
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spanish(text: &str) -> Words {
        let language = Language {
            code: "es".to_owned(),
            name: "Español".to_owned(),
            rtl: false,
        };
        Words::read(&language, text).unwrap()
    }

    #[test]
    fn a_language_falls_back_to_english_key_by_key() {
        let words = spanish(r#"{"action.next": "Siguiente", "action.back": 7}"#);
        assert_eq!(words.get(Key::ActionNext), "Siguiente");
        assert_eq!(words.get(Key::ActionBack), "Back");
        assert_eq!(words.get(Key::ActionSkip), "Skip");
    }

    #[test]
    fn a_sites_own_words_lie_over_those_of_each_language() {
        for mut words in [Words::default(), spanish(r#"{"app.name": "Al lado"}"#)] {
            words.lay_over(r#"{"app.name": "Harbor House", "no.such": 1}"#);
            assert_eq!(words.get(Key::AppName), "Harbor House");
            let safety = words.get(Key::SafetyLine).to_owned();
            for text in ["", "[]", "{"] {
                words.lay_over(text);
            }
            assert_eq!(words.get(Key::SafetyLine), safety);
        }
    }

    #[test]
    fn plurals_have_forms() {
        let words = Words::default();
        assert_eq!(words.form(Key::CountMoments, "one"), "{n} moment");
        assert_eq!(words.form(Key::CountMoments, "few"), "{n} moments");
        let own = spanish(r#"{"count.moments": {"one": "{n} momento", "other": "{n} momentos"}}"#);
        assert_eq!(own.form(Key::CountMoments, "many"), "{n} momentos");
    }

    #[test]
    fn names_are_filled_in() {
        assert_eq!(
            fill("{n} of {total}", &[("n", "2"), ("total", "5")]),
            "2 of 5"
        );
    }

    #[test]
    fn what_has_no_value_stays() {
        for text in ["", "{", "}", "{}", "{n", "a {other} b", "{{n}"] {
            let kept = fill(text, &[("n", "2")]);
            assert_eq!(kept, text.replace("{n}", "2"), "{text}");
        }
        // A value is not looked into.
        assert_eq!(fill("{a} {b}", &[("a", "{b}"), ("b", "x")]), "{b} x");
    }

    #[test]
    fn the_nearest_language_is_chosen() {
        let offered = Language::list(
            r#"[{"code":"pt-BR","name":"Português"},{"code":"not a tag","name":"x"},{"code":"a","name":"y"}]"#,
        );
        assert_eq!(offered.len(), 1);
        let wanted = |tags: &[&str]| tags.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert!(Language::choose(&offered, &wanted(&["fr", "pt-PT"])).is_some());
        assert!(Language::choose(&offered, &wanted(&["fr"])).is_none());
    }
}
