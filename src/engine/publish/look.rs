//! How a copy presents itself: its name, colour, safety line, and whose it is. All of it stands in
//! its page as data, so that the copy can be copied again, and the program lays it over its words.

use super::colour::{Accent, ColourError, Rgb};
use crate::engine::json::{self, Value};
use crate::engine::record::{self, Fields, Writer};
use crate::engine::words::Key;

/// The most characters of a name.
pub const MAX_NAME: usize = 40;
/// The most characters of a line.
pub const MAX_WORDS: usize = 200;

/// What the program and a browser call the site if nobody calls it otherwise.
const NAME: &str = "Alongside";
/// The most characters of the name under an icon.
const SHORT: usize = 12;

/// What a person wrote; empty is as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// What the site is called.
    pub name: String,
    /// The line about help at the foot of each page.
    pub safety: String,
    /// Its colour.
    pub colour: String,
    /// The address of the organisation.
    pub link: String,
    /// What the organisation is called.
    pub link_text: String,
}

/// How a copy presents itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    given: Given,
    accent: Option<Accent>,
}

/// What is amiss with one of the fields.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LookError {
    /// The name is too long.
    Name,
    /// The line is too long.
    Safety,
    /// The colour can't be used.
    Colour(ColourError),
    /// The address is none that begins with `https://`.
    Link,
    /// There is an address without a name, or a name without an address, or one that is too long.
    LinkText,
}

impl Given {
    /// What an earlier copy was given, from the data in its page.
    #[must_use]
    pub fn read(data: &str) -> Self {
        let value = record::parse(data);
        let field = |name: &str| {
            let fields = value.as_ref().and_then(Fields::of);
            fields
                .and_then(|fields| fields.string(name))
                .unwrap_or_default()
        };
        Self {
            name: field(Key::AppName.name()),
            safety: field(Key::SafetyLine.name()),
            colour: field("colour"),
            link: field("link"),
            link_text: field("link-text"),
        }
    }

    fn data(&self) -> String {
        let text = |text: &String| match text.as_str() {
            "" => Value::Null,
            text => Value::String(text.to_owned()),
        };
        let data = Writer::default()
            .with_any(Key::AppName.name(), text(&self.name))
            .with_any(Key::SafetyLine.name(), text(&self.safety))
            .with_any("colour", text(&self.colour))
            .with_any("link", text(&self.link))
            .with_any("link-text", text(&self.link_text))
            .done();
        json::to_text(&data)
    }
}

impl Look {
    /// The look that was meant.
    ///
    /// # Errors
    /// What is amiss, field by field.
    pub fn of(given: &Given) -> Result<Self, Vec<LookError>> {
        let mut errors = Vec::new();
        let mut check = |holds: bool, error: LookError| {
            if !holds {
                errors.push(error);
            }
        };
        let mut given = Given {
            name: clean(&given.name),
            safety: clean(&given.safety),
            colour: clean(&given.colour),
            link: clean(&given.link),
            link_text: clean(&given.link_text),
        };
        check(given.name.chars().count() <= MAX_NAME, LookError::Name);
        check(given.safety.chars().count() <= MAX_WORDS, LookError::Safety);
        check(
            given.link.is_empty() || is_link(&given.link),
            LookError::Link,
        );
        let is_whole = given.link.is_empty() == given.link_text.is_empty();
        let is_short = given.link_text.chars().count() <= MAX_WORDS;
        check(is_whole && is_short, LookError::LinkText);
        let mut accent = None;
        if !given.colour.is_empty() {
            match given.colour.parse::<Rgb>().and_then(Accent::of) {
                Ok(found) => {
                    given.colour = found.light.to_string();
                    accent = Some(found);
                }
                Err(why) => errors.push(LookError::Colour(why)),
            }
        }
        if errors.is_empty() {
            Ok(Self { given, accent })
        } else {
            Err(errors)
        }
    }

    /// The page with this look in place of the one that it has. `None` if it is not written as
    /// expected.
    pub(super) fn page(&self, html: &str) -> Option<String> {
        let html = without(html, "<meta name=\"alongside-site\"", ">");
        let html = without(&html, "<link rel=\"stylesheet\" href=\"site.css\"", ">");
        let html = without(&html, "<nav class=\"foot host\"", "</nav>");
        let name = escaped(self.name());
        let html = between(&html, "<title>", "</title>", &name)?;
        let (before, boot) = html.split_once("<main id=\"boot\">")?;
        let boot = between(boot, "<h1>", "</h1>", &name)?;
        let mut html = format!("{before}<main id=\"boot\">{boot}");
        let mut head = String::new();
        if self.given != Given::default() {
            let data = escaped(&self.given.data());
            head = format!("<meta name=\"alongside-site\" content=\"{data}\">\n");
        }
        if self.css().is_some() {
            head.push_str("<link rel=\"stylesheet\" href=\"site.css\">\n");
        }
        html.insert_str(html.find("</head>")?, &head);
        if !self.given.link.is_empty() {
            let (link, text) = (escaped(&self.given.link), escaped(&self.given.link_text));
            let foot = format!(
                "<nav class=\"foot host\" aria-label=\"{text}\"><a href=\"{link}\" rel=\"noopener noreferrer\">{text}</a></nav>\n"
            );
            html.insert_str(html.rfind("</body>")?, &foot);
        }
        Some(html)
    }

    /// What a browser is told when it installs the site. `None` if it is not written as expected.
    pub(super) fn manifest(&self, text: &str) -> Option<String> {
        let Value::Object(mut fields) = json::parse(text).ok()? else {
            return None;
        };
        let mut set = |field: &str, text: &str| {
            fields.insert(field.to_owned(), Value::String(text.to_owned()));
        };
        set("name", self.name());
        set("short_name", &short(self.name()));
        if let Some(accent) = &self.accent {
            set("theme_color", &accent.light.to_string());
        }
        Some(json::to_text(&Value::Object(fields)))
    }

    /// The style sheet of the copy, if it needs one. What stands beside the program is hidden while
    /// that has nothing to show: whoever leaves quickly leaves nothing behind.
    pub(super) fn css(&self) -> Option<String> {
        let mut css = self.accent.map(|accent| accent.css()).unwrap_or_default();
        if !self.given.link.is_empty() {
            css.push_str("#app:empty ~ .host { display: none; }\n");
            css.push_str(".host { margin-top: 0; border: 0; padding-top: 0; }\n");
        }
        (!css.is_empty()).then_some(css)
    }

    fn name(&self) -> &str {
        match self.given.name.as_str() {
            "" => NAME,
            name => name,
        }
    }
}

/// Without white space around it, and without characters that change how others are read.
fn clean(text: &str) -> String {
    let is_hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    text.replace(is_hidden, " ").trim().to_owned()
}

/// Whether a text is the address of a site that is reached safely.
fn is_link(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://") else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_plain = |c: char| !c.is_whitespace() && !"<>\"'`\\{}|^".contains(c);
    text.len() <= 300
        && text.chars().all(is_plain)
        && host.contains('.')
        && !host.starts_with('.')
        && !host.contains(['@', '%'])
}

/// A name under an icon: whole words, as many as fit.
fn short(name: &str) -> String {
    if name.chars().count() <= SHORT {
        return name.to_owned();
    }
    let mut short = String::new();
    for word in name.split_whitespace() {
        let longer = format!("{short} {word}");
        if longer.trim().chars().count() > SHORT {
            break;
        }
        longer.trim().clone_into(&mut short);
    }
    if short.is_empty() {
        return name.chars().take(SHORT).collect();
    }
    short
}

/// A text as it stands in an attribute or between tags.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// A text without what begins and ends so, and without the line break behind it.
fn without(text: &str, begins: &str, ends: &str) -> String {
    let found = text.split_once(begins);
    let found = found.and_then(|(before, rest)| Some((before, rest.split_once(ends)?.1)));
    match found {
        Some((before, after)) => format!("{before}{}", after.strip_prefix('\n').unwrap_or(after)),
        None => text.to_owned(),
    }
}

/// A text with something else between the first two marks.
fn between(text: &str, begins: &str, ends: &str, inside: &str) -> Option<String> {
    let (before, rest) = text.split_once(begins)?;
    let (_, after) = rest.split_once(ends)?;
    Some(format!("{before}{begins}{inside}{ends}{after}"))
}
