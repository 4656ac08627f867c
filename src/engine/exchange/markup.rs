//! HTML as plain text. What other systems keep as markup a pack keeps as words; what was markup is
//! told. Nothing that comes out of here is ever shown as markup, whatever it looks like.

mod entity;
mod tag;

use super::text::Found;
use tag::{Tag, Tags};

/// How a text is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Words as they stand.
    Plain,
    /// HTML.
    Html,
    /// Words as they stand, in which tags of HTML may be and are meant as such.
    Auto,
    /// Markdown, which stays as it is written.
    Markdown,
}

/// The text without its markup; what was taken out goes into `found`.
pub(super) fn plain(text: &str, format: Format, found: &mut Found) -> String {
    found.has_formula |= has_formula(text);
    match format {
        Format::Plain => found.clean(text),
        Format::Markdown => {
            found.has_markdown |= text.contains(['*', '_', '#', '`', '[', '>']);
            found.clean(text)
        }
        Format::Html | Format::Auto => {
            let text = text.replace("\r\n", "\n").replace('\r', "\n");
            let mut writer = Writer {
                out: String::new(),
                skipping: None,
                pre: 0,
                format,
                found,
            };
            writer.all(&text);
            let out = writer.out;
            found.clean(&out)
        }
    }
}

/// Whether something is set as a formula: `\( … \)`, `\[ … \]` or `$$ … $$`.
fn has_formula(text: &str) -> bool {
    [("\\(", "\\)"), ("\\[", "\\]"), ("$$", "$$")]
        .iter()
        .any(|(open, close)| {
            text.split_once(open)
                .is_some_and(|(_, rest)| rest.contains(close))
        })
}

struct Writer<'f> {
    out: String,
    /// Within what no one reads: the tag that it ends with.
    skipping: Option<&'static str>,
    /// How deep in text whose white space counts.
    pre: usize,
    format: Format,
    found: &'f mut Found,
}

impl Writer<'_> {
    fn all(&mut self, text: &str) {
        let mut tags = Tags::new(text, self.format == Format::Auto);
        let mut at = 0;
        while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
            if c == '<' {
                if let Some((tag, end)) = tags.at(at) {
                    self.tag(&tag);
                    at = end;
                    continue;
                }
            } else if c == '&'
                && let Some((decoded, end)) = entity::at(text, at)
            {
                if self.skipping.is_none() {
                    // A space that does not break is still a space, and no line break.
                    self.out
                        .push(if decoded == '\u{a0}' { ' ' } else { decoded });
                }
                at = end;
                continue;
            }
            self.char(c);
            at += c.len_utf8();
        }
    }

    fn char(&mut self, c: char) {
        if self.skipping.is_some() {
            return;
        }
        let folds = self.format == Format::Html && self.pre == 0;
        if folds && matches!(c, ' ' | '\n' | '\t') {
            if !self.out.is_empty() && !self.out.ends_with([' ', '\n']) {
                self.out.push(' ');
            }
        } else {
            self.out.push(c);
        }
    }

    fn tag(&mut self, tag: &Tag<'_>) {
        if let Some(name) = self.skipping {
            if tag.is_end && tag.is(name) {
                self.skipping = None;
            }
            return;
        }
        for name in ["script", "style", "svg", "math", "head", "title"] {
            if tag.is(name) {
                self.skipping = (!tag.is_end && !tag.is_empty).then_some(name);
                if !tag.is_end {
                    Found::add(&mut self.found.tags, name);
                }
                return;
            }
        }
        match tag.kind() {
            tag::Kind::Comment | tag::Kind::Inline => {}
            // One after another leaves an empty line.
            tag::Kind::LineBreak => {
                let count = if self.out.ends_with('\n') { 2 } else { 1 };
                self.line_break(count);
            }
            tag::Kind::Paragraph => self.line_break(2),
            tag::Kind::Item if !tag.is_end => {
                self.line_break(1);
                self.out.push_str("- ");
            }
            tag::Kind::Item | tag::Kind::Row => self.line_break(1),
            tag::Kind::Cell if tag.is_end => {}
            tag::Kind::Cell => {
                if !self.out.is_empty() && !self.out.ends_with('\n') {
                    self.out.push_str(" | ");
                }
            }
            tag::Kind::Pre => {
                self.line_break(2);
                self.pre = if tag.is_end {
                    self.pre.saturating_sub(1)
                } else {
                    self.pre + 1
                };
            }
            tag::Kind::Picture => {
                let name = tag.attribute("alt").filter(|alt| !alt.trim().is_empty());
                let name = name.or_else(|| tag.attribute("src").map(file_name));
                Found::add(&mut self.found.pictures, name.unwrap_or("img"));
                return;
            }
            tag::Kind::Media => {
                if !tag.is_end {
                    Found::add(&mut self.found.media, &tag.name.to_ascii_lowercase());
                }
                return;
            }
        }
        if !tag.is_end && tag.is("a") {
            let link = tag.attribute("href").unwrap_or("a");
            Found::add(&mut self.found.links, link);
        } else if !tag.is_end && !tag.is_unsaid() {
            Found::add(&mut self.found.tags, &tag.name.to_ascii_lowercase());
        }
    }

    /// At least so many line breaks, but none at the beginning.
    fn line_break(&mut self, count: usize) {
        while self.out.ends_with(' ') {
            self.out.pop();
        }
        if self.out.is_empty() {
            return;
        }
        let there = self.out.chars().rev().take_while(|c| *c == '\n').count();
        for _ in there..count {
            self.out.push('\n');
        }
    }
}

/// The last part of an address; of one that holds the picture itself, its kind.
fn file_name(address: &str) -> &str {
    match address.strip_prefix("data:") {
        Some(data) => data.split([';', ',']).next().unwrap_or(data),
        None => address.rsplit('/').next().unwrap_or(address),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> (String, Found) {
        let mut found = Found::default();
        (plain(text, Format::Html, &mut found), found)
    }

    fn auto(text: &str) -> (String, Found) {
        let mut found = Found::default();
        (plain(text, Format::Auto, &mut found), found)
    }

    #[test]
    fn paragraphs_lists_and_tables_are_lines() {
        let text = |text: &str| html(text).0;
        assert_eq!(
            text("<p>One\n two</p>\n<p>Three<br/>four</p>"),
            "One two\n\nThree\nfour"
        );
        assert_eq!(
            text("<ul><li>a</li><li>b</li></ul>after"),
            "- a\n- b\n\nafter"
        );
        assert_eq!(
            text("<table><tr><td>a<td>b</tr><tr><td>c</table>"),
            "a | b\nc"
        );
        assert_eq!(text("<pre>a\n  b</pre>c"), "a\n  b\n\nc");
        assert_eq!(text("a<br><br>b"), "a\n\nb");
        assert_eq!(text("<p></p><p>&nbsp;</p>x"), "x");
        assert_eq!(text("<div><p>x</p></div>"), "x");
    }

    #[test]
    fn what_was_markup_is_told() {
        let (text, found) = html(
            "<p>See <b>this</b> <EM class=\"x > y\">now</EM>: <img src=\"@@PLUGINFILE@@/a%20b.png\" alt=\"\"> <a href='https://example.org/x'>there</a><iframe src=x></iframe><script>alert(1)</script></p>",
        );
        assert_eq!(text, "See this now: there");
        assert_eq!(found.tags, ["b", "em", "script"]);
        assert_eq!(found.pictures, ["a%20b.png"]);
        assert_eq!(found.links, ["https://example.org/x"]);
        assert_eq!(found.media, ["iframe"]);
        let (_, found) = html(
            "<img alt='A door' src='data:image/png;base64,AAAA'><img src='data:image/png;base64,AAAA'>",
        );
        assert_eq!(found.pictures, ["A door", "image/png"]);
    }

    #[test]
    fn entities_are_characters_and_never_become_tags() {
        assert_eq!(
            html("&lt;b&gt; &amp;amp; &#8217;&#x2019;&rsquo; &eacute; &nope; &").0,
            "<b> &amp; ’’’ é &nope; &"
        );
        assert_eq!(
            html("&#0;&#xD800;&#99999999;a").0,
            "&#0;&#xD800;&#99999999;a"
        );
    }

    #[test]
    fn what_only_looks_like_a_tag_stays() {
        assert_eq!(
            auto("if a < b and c > d, say <name>\nand <3").0,
            "if a < b and c > d, say <name>\nand <3"
        );
        assert_eq!(auto("a<b>c</b> <i").0, "ac <i");
        assert_eq!(html("a <o:p>b</o:p> <").0, "a b <");
        assert_eq!(html("a <!-- b --> c <!-- d").0, "a c <!-- d");
        assert_eq!(html("<a '>x <b \"> y").0, "x y");
    }

    #[test]
    fn formulas_and_markdown_stay_as_they_are() {
        assert!(html("x \\(a^2\\)").1.has_formula);
        assert!(!html("x \\(a^2").1.has_formula);
        let mut found = Found::default();
        assert_eq!(
            plain("**a** <b>", Format::Markdown, &mut found),
            "**a** <b>"
        );
        assert!(found.has_markdown);
    }

    #[test]
    fn long_nonsense_takes_no_time() {
        for unit in [
            "<", "<a ", "<a \"", "<a '>", "<!--", "&", "&#", "<a \"'>", "<script>", "</",
        ] {
            let text = unit.repeat(300_000 / unit.len());
            html(&text);
            auto(&text);
        }
    }
}
