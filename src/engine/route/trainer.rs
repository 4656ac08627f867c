//! The pages for whoever trains others: an enum of their own, read in the trainer's part of the
//! program, so that no learner waits for it.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::Route;
use crate::engine::id::DraftId;

/// A page for trainers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrainerPage {
    /// `#/trainer`: what there is.
    Hub,
    /// `#/trainer/assign`: making a practice link to hand out.
    Assign,
    /// `#/trainer/group`: the report on a group's results.
    Group,
    /// `#/trainer/try`, or `#/trainer/try?from=<address>`: a pack that is not of this site, and
    /// where on this host it lies.
    Try(Option<String>),
    /// `#/trainer/studio`, and what is below it: writing packs.
    Studio(StudioPage),
    /// `#/trainer/publish`: a copy of this site with other packs.
    Publish,
}

/// A page of the studio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StudioPage {
    /// `#/trainer/studio`: the drafts.
    Drafts,
    /// `#/trainer/studio/<draft>`: one of them.
    Pack(DraftId),
    /// `#/trainer/studio/<draft>/<n>`: its nth moment or story, from 1.
    Moment(DraftId, usize),
    /// `#/trainer/studio/<draft>/print`: it as a handout and a key.
    Print(DraftId),
}

impl StudioPage {
    fn parse(parts: &[&str]) -> Option<Self> {
        match parts {
            [] => Some(Self::Drafts),
            [draft] => draft.parse().ok().map(Self::Pack),
            [draft, "print"] => draft.parse().ok().map(Self::Print),
            [draft, n] => {
                let n = n.parse().ok().filter(|n: &usize| *n > 0)?;
                Some(Self::Moment(draft.parse().ok()?, n))
            }
            _ => None,
        }
    }

    /// The address, as a link's `href`.
    #[must_use]
    pub fn href(&self) -> String {
        TrainerPage::Studio(self.clone()).href()
    }
}

impl fmt::Display for StudioPage {
    /// What stands behind `#/trainer/studio`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Drafts => Ok(()),
            Self::Pack(draft) => write!(f, "/{draft}"),
            Self::Moment(draft, n) => write!(f, "/{draft}/{n}"),
            Self::Print(draft) => write!(f, "/{draft}/print"),
        }
    }
}

impl TrainerPage {
    /// The page of what stands behind `#/trainer`; `None` if there is no such page.
    #[must_use]
    pub fn parse(below: &str) -> Option<Self> {
        let (path, query) = below.split_once('?').unwrap_or((below, ""));
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [] => Some(Self::Hub),
            ["assign"] => Some(Self::Assign),
            ["group"] => Some(Self::Group),
            ["try"] => Some(Self::Try(value(query, FROM))),
            ["studio", below @ ..] => StudioPage::parse(below).map(Self::Studio),
            ["publish"] => Some(Self::Publish),
            _ => None,
        }
    }

    /// The address, as a link's `href`: `#/trainer/assign`.
    #[must_use]
    pub fn href(&self) -> String {
        Route::from(self.clone()).href()
    }
}

impl fmt::Display for TrainerPage {
    /// What stands behind `#/trainer`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hub => Ok(()),
            Self::Assign => f.write_str("/assign"),
            Self::Group => f.write_str("/group"),
            Self::Try(None) => f.write_str("/try"),
            Self::Try(Some(from)) => {
                write!(f, "/try?{FROM}={}", utf8_percent_encode(from, KEPT))
            }
            Self::Studio(page) => write!(f, "/studio{page}"),
            Self::Publish => f.write_str("/publish"),
        }
    }
}

impl From<StudioPage> for Route {
    fn from(page: StudioPage) -> Self {
        TrainerPage::Studio(page).into()
    }
}

impl From<TrainerPage> for Route {
    fn from(page: TrainerPage) -> Self {
        Self::Trainer(page.to_string())
    }
}

/// In the query of `try`: where the pack lies.
const FROM: &str = "from";

/// Characters of a file's address that are written as they are.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'/');

/// The value of a query's key; the first one counts.
fn value(query: &str, wanted: &str) -> Option<String> {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(key, _)| *key == wanted)?;
    Some(percent_decode_str(value).decode_utf8_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id() -> DraftId {
        "a-1".parse().unwrap()
    }

    #[test]
    fn each_page_and_its_address_are_inverse() {
        for (page, below) in [
            (TrainerPage::Hub, ""),
            (TrainerPage::Assign, "/assign"),
            (TrainerPage::Group, "/group"),
            (TrainerPage::Try(None), "/try"),
            (
                TrainerPage::Try(Some("http://a.b/c?d=e#f".into())),
                "/try?from=http%3A//a.b/c%3Fd%3De%23f",
            ),
            (TrainerPage::Studio(StudioPage::Drafts), "/studio"),
            (TrainerPage::Studio(StudioPage::Pack(id())), "/studio/a-1"),
            (
                TrainerPage::Studio(StudioPage::Moment(id(), 12)),
                "/studio/a-1/12",
            ),
            (
                TrainerPage::Studio(StudioPage::Print(id())),
                "/studio/a-1/print",
            ),
            (TrainerPage::Publish, "/publish"),
        ] {
            assert_eq!(page.to_string(), below);
            assert_eq!(TrainerPage::parse(below), Some(page));
        }
    }

    #[test]
    fn addresses_are_forgiven_small_things_and_no_more() {
        assert_eq!(TrainerPage::parse("/"), Some(TrainerPage::Hub));
        assert_eq!(TrainerPage::parse("/group/"), Some(TrainerPage::Group));
        assert_eq!(
            TrainerPage::parse("/assign?fbclid=x"),
            Some(TrainerPage::Assign)
        );
        assert_eq!(
            TrainerPage::parse("/try?fbclid=x&from=a.json&from=b.json"),
            Some(TrainerPage::Try(Some("a.json".into())))
        );
        for below in [
            "/groups",
            "/group/two",
            "/try/a.json",
            "/studio/A B",
            "/studio/a/0",
            "/studio/a/x",
            "/studio/a/1/2",
        ] {
            assert_eq!(TrainerPage::parse(below), None, "{below}");
        }
    }
}
