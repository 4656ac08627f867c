//! Where a tag of HTML begins and ends, and what it does to the text around it.

/// A tag, a closing tag or a comment.
pub(super) struct Tag<'t> {
    /// Its name as written; empty for a comment.
    pub name: &'t str,
    /// What stands behind the name.
    attributes: &'t str,
    /// Whether it closes.
    pub is_end: bool,
    /// Whether it closes itself: `<br/>`.
    pub is_empty: bool,
}

/// What a tag does to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Comment,
    Inline,
    LineBreak,
    Paragraph,
    Item,
    Row,
    Cell,
    Pre,
    Picture,
    Media,
}

/// Tags of HTML that a text in between is known by, and what each does.
const KNOWN: [(&str, Kind); 68] = [
    ("a", Kind::Inline),
    ("abbr", Kind::Inline),
    ("address", Kind::Paragraph),
    ("article", Kind::Paragraph),
    ("aside", Kind::Paragraph),
    ("audio", Kind::Media),
    ("b", Kind::Inline),
    ("big", Kind::Inline),
    ("blockquote", Kind::Paragraph),
    ("body", Kind::Paragraph),
    ("br", Kind::LineBreak),
    ("center", Kind::Paragraph),
    ("cite", Kind::Inline),
    ("code", Kind::Inline),
    ("dd", Kind::LineBreak),
    ("del", Kind::Inline),
    ("div", Kind::Paragraph),
    ("dl", Kind::Paragraph),
    ("dt", Kind::LineBreak),
    ("em", Kind::Inline),
    ("embed", Kind::Media),
    ("figcaption", Kind::Paragraph),
    ("figure", Kind::Paragraph),
    ("font", Kind::Inline),
    ("h1", Kind::Paragraph),
    ("h2", Kind::Paragraph),
    ("h3", Kind::Paragraph),
    ("h4", Kind::Paragraph),
    ("h5", Kind::Paragraph),
    ("h6", Kind::Paragraph),
    ("head", Kind::Inline),
    ("hr", Kind::Paragraph),
    ("html", Kind::Inline),
    ("i", Kind::Inline),
    ("iframe", Kind::Media),
    ("img", Kind::Picture),
    ("input", Kind::Media),
    ("ins", Kind::Inline),
    ("li", Kind::Item),
    ("mark", Kind::Inline),
    ("math", Kind::Inline),
    ("object", Kind::Media),
    ("ol", Kind::Paragraph),
    ("p", Kind::Paragraph),
    ("pre", Kind::Pre),
    ("q", Kind::Inline),
    ("s", Kind::Inline),
    ("script", Kind::Inline),
    ("section", Kind::Paragraph),
    ("small", Kind::Inline),
    ("source", Kind::Media),
    ("span", Kind::Inline),
    ("strike", Kind::Inline),
    ("strong", Kind::Inline),
    ("style", Kind::Inline),
    ("sub", Kind::Inline),
    ("sup", Kind::Inline),
    ("svg", Kind::Inline),
    ("table", Kind::Paragraph),
    ("tbody", Kind::Inline),
    ("td", Kind::Cell),
    ("th", Kind::Cell),
    ("thead", Kind::Inline),
    ("tr", Kind::Row),
    ("tt", Kind::Inline),
    ("u", Kind::Inline),
    ("ul", Kind::Paragraph),
    ("video", Kind::Media),
];

impl<'t> Tag<'t> {
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    pub fn kind(&self) -> Kind {
        if self.name.is_empty() {
            return Kind::Comment;
        }
        known(self.name).unwrap_or(Kind::Inline)
    }

    /// Whether its effect is in the text, or it has none: nothing is lost with it.
    pub fn is_unsaid(&self) -> bool {
        let unsaid = ["", "p", "br", "html", "body", "tbody", "div", "span"];
        unsaid.iter().any(|name| self.is(name))
    }

    /// The value of an attribute, as it is written.
    pub fn attribute(&self, name: &str) -> Option<&'t str> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '/'));
            let (key, after) = rest.split_at(end.unwrap_or(rest.len()));
            if key.is_empty() && after.is_empty() {
                return None;
            }
            let after = after.trim_start();
            let (value, after) = match after.strip_prefix('=') {
                Some(value) => value_of(value.trim_start()),
                None => ("", after),
            };
            if key.eq_ignore_ascii_case(name) {
                return Some(value);
            }
            rest = after;
        }
    }
}

/// An attribute's value and what stands behind it.
fn value_of(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(rest) = text.strip_prefix(quote) {
            return rest.split_once(quote).unwrap_or((rest, ""));
        }
    }
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

fn known(name: &str) -> Option<Kind> {
    let found = KNOWN.iter().find(|(n, _)| name.eq_ignore_ascii_case(n));
    found.map(|(_, kind)| *kind)
}

/// The tags of a text.
pub(super) struct Tags<'t> {
    text: &'t str,
    only_known: bool,
    /// How many bytes may still be looked at in vain.
    fuel: usize,
}

impl<'t> Tags<'t> {
    pub fn new(text: &'t str, only_known: bool) -> Self {
        Self {
            text,
            only_known,
            fuel: 4 * text.len() + 1_000,
        }
    }

    /// The tag that begins at that `<`, and where it ends.
    pub fn at(&mut self, start: usize) -> Option<(Tag<'t>, usize)> {
        let rest = self.text.get(start..)?.strip_prefix('<')?;
        let begin = start + 1;
        if let Some(comment) = rest.strip_prefix("!--") {
            let end = self.find(comment, |text| text.find("-->"))?;
            return Some((tag("", "", false), begin + 3 + end + 3));
        }
        let is_end = rest.starts_with('/');
        let body = rest.strip_prefix('/').unwrap_or(rest);
        if !body.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let length = body.bytes().take(40).position(|b| !is_name(b));
        let (name, after) = body.split_at(length.unwrap_or(body.len().min(40)));
        if self.only_known && known(name).is_none() {
            return None;
        }
        if !after.starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/')) {
            return None;
        }
        let close = self.find(after, close)?;
        let attributes = after.get(..close)?;
        let end = begin + usize::from(is_end) + name.len() + close + 1;
        Some((tag(name, attributes, is_end), end))
    }

    /// Looks for something; of what is found in vain there may be only so much.
    fn find(&mut self, text: &str, look: impl Fn(&str) -> Option<usize>) -> Option<usize> {
        if text.len() > self.fuel {
            return None;
        }
        let found = look(text);
        self.fuel -= match found {
            Some(_) => 0,
            None => text.len(),
        };
        found
    }
}

fn tag<'t>(name: &'t str, attributes: &'t str, is_end: bool) -> Tag<'t> {
    Tag {
        name,
        attributes,
        is_end,
        is_empty: attributes.ends_with('/'),
    }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'-' | b'_')
}

/// Where the `>` is that closes a tag: not within quotes, or else the first one.
fn close(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    text.find('>')
}
