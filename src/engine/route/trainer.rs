//! The pages for whoever trains others: an enum of their own, read in the trainer's part of the
//! program, so that no learner waits for it.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::Route;

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
    /// `#/trainer/publish`: a copy of this site with other packs.
    Publish,
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
            Self::Publish => f.write_str("/publish"),
        }
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
        for below in ["/groups", "/group/two", "/try/a.json"] {
            assert_eq!(TrainerPage::parse(below), None, "{below}");
        }
    }
}
