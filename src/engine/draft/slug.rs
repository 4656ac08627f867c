//! Ids that are made from titles.

use crate::engine::id::MAX_ID_CHARS;

/// The id that a title suggests: `The late call` gives `late-call`. Where no letter of it can stand
/// in an id, it is the fallback.
#[must_use]
pub fn slug(title: &str, fallback: &str) -> String {
    let slug = as_id(title, fallback);
    let articles = ["the-", "a-", "an-"];
    let rest = articles.iter().find_map(|one| slug.strip_prefix(one));
    cut(rest.unwrap_or(&slug), MAX_ID_CHARS - 16).to_owned()
}

/// What was typed, as an id.
#[must_use]
pub fn as_id(text: &str, fallback: &str) -> String {
    let mut id = String::new();
    for c in text.chars().flat_map(plain) {
        if c.is_ascii_alphanumeric() {
            id.push(c.to_ascii_lowercase());
        } else if c != '\'' && !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = cut(&id, MAX_ID_CHARS);
    if id.is_empty() { fallback } else { id }.to_owned()
}

/// The id, with a number behind it if it is taken.
pub fn unique<'t>(id: &str, taken: impl Iterator<Item = &'t str> + Clone) -> String {
    let is_taken = |id: &str| taken.clone().any(|other| other == id);
    if !is_taken(id) {
        return id.to_owned();
    }
    // Of so many numbers one is free, as there are fewer ids that are taken.
    let count = taken.clone().count();
    let numbered = |n: usize| format!("{}-{n}", cut(id, MAX_ID_CHARS - 8));
    let mut free = (2..=count + 2).map(numbered);
    free.find(|id| !is_taken(id))
        .unwrap_or_else(|| id.to_owned())
}

/// Gives an id to each thing whose id is none, or one that an earlier thing has, and tells which ids
/// became which, by place.
pub(super) fn mend<T>(
    things: &mut [T],
    id: fn(&mut T) -> &mut String,
    fallback: &str,
) -> Vec<(usize, String, String)> {
    let mut taken: Vec<String> = Vec::new();
    let mut mended = Vec::new();
    for (at, thing) in things.iter_mut().enumerate() {
        let id = id(thing);
        let now = unique(&as_id(id, fallback), taken.iter().map(String::as_str));
        if now != *id {
            mended.push((at, std::mem::replace(id, now.clone()), now.clone()));
        }
        taken.push(now);
    }
    mended
}

/// At most so many bytes of an id, without a hyphen at its end.
fn cut(id: &str, most: usize) -> &str {
    id.get(..most).unwrap_or(id).trim_end_matches('-')
}

/// A letter without its marks, as far as Latin letters are concerned.
fn plain(c: char) -> impl Iterator<Item = char> {
    const PLAIN: [(&str, &str); 12] = [
        ("àáâãåāăą", "a"),
        ("äæ", "ae"),
        ("çćč", "c"),
        ("ďđð", "d"),
        ("èéêëēęě", "e"),
        ("ìíîïī", "i"),
        ("ñńň", "n"),
        ("òóôõøōő", "o"),
        ("öœ", "oe"),
        ("ùúûūůű", "u"),
        ("ü", "ue"),
        ("’ʼ", "'"),
    ];
    let lower = c.to_lowercase().next().unwrap_or(c);
    let found = PLAIN.iter().find(|(marked, _)| marked.contains(lower));
    let kept = found.is_none().then_some(c);
    let letters = found.map_or("", |(_, plain)| plain);
    kept.into_iter().chain(letters.chars())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::id::ScenarioId;

    #[test]
    fn a_title_suggests_its_id() {
        for (title, id) in [
            ("The late call", "late-call"),
            ("  Dana’s  choice — again!", "danas-choice-again"),
            ("Müller, à côté", "mueller-a-cote"),
            ("A", "a"),
            ("深夜", "moment"),
            ("", "moment"),
            ("---", "moment"),
            ("The", "the"),
        ] {
            assert_eq!(slug(title, "moment"), id, "{title}");
        }
        let long = slug(&"very long ".repeat(40), "moment");
        assert!(long.parse::<ScenarioId>().is_ok(), "{long}");
    }

    #[test]
    fn an_id_that_is_taken_gets_a_number() {
        let taken = ["a", "a-2", "b"];
        let unique = |id: &str| unique(id, taken.into_iter());
        assert_eq!(unique("c"), "c");
        assert_eq!(unique("a"), "a-3");
        assert_eq!(unique("b"), "b-2");
    }
}
