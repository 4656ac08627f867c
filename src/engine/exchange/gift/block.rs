//! GIFT text cut into blocks: questions stand apart by an empty line, and comments begin with `//`.

/// One question or category, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// The line that it begins in, from 1.
    pub line: usize,
    /// Its text, without comments.
    pub text: String,
    /// The comments before and within it, one to a line.
    pub comments: Vec<(usize, String)>,
}

/// The blocks of a text, and the comments behind the last one.
pub(super) fn blocks(text: &str) -> (Vec<Block>, Vec<(usize, String)>) {
    let mut blocks: Vec<Block> = Vec::new();
    let mut comments = Vec::new();
    let mut is_open = false;
    for (number, line) in text.lines().enumerate() {
        let number = number + 1;
        let trimmed = line.trim();
        if trimmed.is_empty() {
            is_open = false;
        } else if let Some(comment) = trimmed.strip_prefix("//") {
            let comment = (number, comment.trim().to_owned());
            match blocks.last_mut().filter(|_| is_open) {
                Some(block) => block.comments.push(comment),
                None => comments.push(comment),
            }
        } else {
            let is_category = category(line).is_some();
            match blocks.last_mut().filter(|_| is_open && !is_category) {
                Some(block) => {
                    block.text.push('\n');
                    block.text.push_str(line);
                }
                None => blocks.push(Block {
                    line: number,
                    text: line.to_owned(),
                    comments: std::mem::take(&mut comments),
                }),
            }
            is_open = !is_category;
        }
    }
    (joined(blocks), comments)
}

/// The path of a block that names a category.
pub(super) fn category(text: &str) -> Option<&str> {
    text.trim_start().strip_prefix("$CATEGORY:").map(str::trim)
}

/// An empty line between the braces of a question does not end it, as long as the brace is closed
/// before something else begins.
fn joined(blocks: Vec<Block>) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::new();
    let mut blocks = blocks.into_iter().peekable();
    while let Some(mut block) = blocks.next() {
        if is_unclosed(&block.text) {
            let mut rest: Vec<Block> = Vec::new();
            let mut is_closed = false;
            while !is_closed && let Some(next) = blocks.next_if(|next| continues(&next.text)) {
                is_closed = find(&next.text, "}").is_some();
                rest.push(next);
            }
            if is_closed {
                for next in rest {
                    block.text.push_str("\n\n");
                    block.text.push_str(&next.text);
                    block.comments.extend(next.comments);
                }
            } else {
                joined.push(block);
                joined.append(&mut rest);
                continue;
            }
        }
        joined.push(block);
    }
    joined
}

fn is_unclosed(text: &str) -> bool {
    find(text, "{").is_some_and(|open| find(&text[open..], "}").is_none())
}

/// Whether a block can be the rest of answers that are not closed.
fn continues(text: &str) -> bool {
    let begins = text.trim_start().starts_with("::") || category(text).is_some();
    let open = find(text, "{").unwrap_or(text.len());
    !begins && open >= find(text, "}").unwrap_or(text.len())
}

/// Where a sign stands that is not escaped.
pub(super) fn find(text: &str, sign: &str) -> Option<usize> {
    find_where(text, |rest| rest.starts_with(sign))
}

/// Where the text goes on like that, but for signs that are escaped.
pub(super) fn find_where(text: &str, is_it: impl Fn(&str) -> bool) -> Option<usize> {
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some(length) = escape(rest) {
            at += length;
        } else if is_it(rest) {
            return Some(at);
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    None
}

/// The length of an escaped sign that the text begins with.
fn escape(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('\\')?;
    rest.starts_with(['~', '=', '#', '{', '}', ':', '\\', 'n'])
        .then_some(2)
}

/// The text without its escapes.
pub(super) fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(length) = escape(rest) {
            let sign = &rest[1..length];
            out.push_str(if sign == "n" { "\n" } else { sign });
            rest = &rest[length..];
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(usize, String)> {
        let (blocks, _) = blocks(text);
        blocks.into_iter().map(|b| (b.line, b.text)).collect()
    }

    #[test]
    fn an_empty_line_parts_questions_but_not_within_braces() {
        assert_eq!(
            texts("a {\n=b\n\n~c\n}\n\n\nd {\n\n::e:: {=f}"),
            [
                (1, "a {\n=b\n\n~c\n}".to_owned()),
                (8, "d {".to_owned()),
                (10, "::e:: {=f}".to_owned())
            ]
        );
        assert_eq!(
            texts("$CATEGORY: x\na {}"),
            [(1, "$CATEGORY: x".to_owned()), (2, "a {}".to_owned())]
        );
    }

    #[test]
    fn comments_go_with_what_follows_them() {
        let (blocks, last) = blocks("// one\n\n// two\na {\n// three\n=b}\n\n// four");
        let comments: Vec<usize> = blocks[0].comments.iter().map(|(line, _)| *line).collect();
        assert_eq!(comments, [1, 3, 5]);
        assert_eq!(last, [(8, "four".to_owned())]);
    }

    #[test]
    fn a_sign_that_is_escaped_is_no_sign() {
        assert_eq!(find("a\\=b\\\\=c", "="), Some(6));
        assert_eq!(find("\\", "="), None);
        assert_eq!(unescaped("a\\=\\n\\\\n\\x\\"), "a=\n\\n\\x\\");
    }
}
