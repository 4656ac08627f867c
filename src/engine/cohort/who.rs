//! Who counts: one edition of each pack, one format, of each label the first result.

use super::rows::Row;
use super::{Cohort, NO_LABEL, Sheet};
use crate::engine::edition::Edition;
use crate::engine::id::PackId;
use crate::engine::practice::{Format, Mode};

/// What a report is on. Answers to two editions, or in two formats, are not the same answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// One edition of each pack.
    pub editions: Vec<(PackId, Edition)>,
    /// The format.
    pub format: Format,
}

/// How many results are of an edition, or were asked in a format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share<T> {
    /// Which one.
    pub of: T,
    /// How many results.
    pub results: u32,
}

/// Who counts in a report, and what became of the other codes. [`Self::given`] is the sum of all
/// but [`Self::labelled`] and [`Self::learn`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Who {
    /// How many codes were handed in.
    pub given: u32,
    /// How many count.
    pub counted: u32,
    /// How many were there before.
    pub duplicates: u32,
    /// How many are of a pack or edition that is not at hand.
    pub not_at_hand: u32,
    /// How many hold choices that their pack does not offer.
    pub not_of_pack: u32,
    /// How many are of another edition than the report.
    pub other_edition: u32,
    /// How many of the right edition were asked in another format.
    pub other_format: u32,
    /// How many are a later result of a label that counts already.
    pub later: u32,
    /// How many of those that count have a label.
    pub labelled: u32,
    /// How many of those that count had feedback after each answer.
    pub learn: u32,
}

/// What a row is to a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Within,
    OtherEdition,
    OtherFormat,
}

impl Cohort {
    /// The editions that there are results of, each with how many; those with most first.
    #[must_use]
    pub fn editions(&self) -> Vec<Share<(PackId, Edition)>> {
        let of = |(place, sheet): (usize, &Sheet)| {
            let has_it = |sheets: &[u32]| sheets.iter().any(|one| *one as usize == place);
            let bases = self.bases.iter().filter(|basis| has_it(&basis.sheets));
            Share {
                of: (sheet.pack.clone(), sheet.edition),
                results: bases.map(|basis| basis.rows).sum(),
            }
        };
        most_first(self.sheets.iter().enumerate().map(of).collect())
    }

    /// The formats that there are results in, each with how many; those with most first.
    #[must_use]
    pub fn formats(&self) -> Vec<Share<Format>> {
        let of = |format: Format| {
            let bases = self.bases.iter().filter(|basis| basis.format == format);
            Share {
                of: format,
                results: bases.map(|basis| basis.rows).sum(),
            }
        };
        most_first(Format::ALL.into_iter().map(of).collect())
    }

    /// What most results are of: the commonest edition of each pack, the commonest format.
    #[must_use]
    pub fn scope(&self) -> Scope {
        let mut editions: Vec<(PackId, Edition)> = Vec::new();
        for share in self.editions() {
            if !editions.iter().any(|(pack, _)| *pack == share.of.0) {
                editions.push(share.of);
            }
        }
        let format = self.formats().first().map(|share| share.of);
        Scope {
            editions,
            format: format.unwrap_or_default(),
        }
    }

    /// What each basis is to a scope, by its place.
    pub(super) fn standings(&self, scope: &Scope) -> Vec<Standing> {
        let is_sheet = |sheet: &u32| {
            let sheet = self.sheets.get(*sheet as usize);
            let is_it = |(pack, edition): &(PackId, Edition)| {
                sheet.is_some_and(|sheet| sheet.pack == *pack && sheet.edition == *edition)
            };
            scope.editions.iter().any(is_it)
        };
        let standing = |basis: &super::Basis| {
            if !basis.sheets.iter().all(is_sheet) {
                Standing::OtherEdition
            } else if basis.format != scope.format {
                Standing::OtherFormat
            } else {
                Standing::Within
            }
        };
        self.bases.iter().map(standing).collect()
    }

    /// Whether a row's result had feedback after each answer.
    pub(super) fn is_learn(&self, row: &Row) -> bool {
        let basis = self.bases.get(row.basis as usize);
        basis.is_some_and(|basis| basis.mode == Mode::Learn)
    }
}

/// The first result of each label, while rows are gone through.
#[derive(Debug, Clone, Default)]
pub(super) struct Firsts(Vec<Option<(u32, u32)>>);

impl Firsts {
    /// Takes a row that is within the scope.
    pub fn add(&mut self, place: u32, row: &Row) {
        if row.label == NO_LABEL {
            return;
        }
        let label = row.label as usize;
        if self.0.len() <= label {
            self.0.resize(label + 1, None);
        }
        let this = (row.finished, place);
        if let Some(first) = self.0.get_mut(label) {
            // Of one minute, the one that was handed in first.
            *first = Some(first.map_or(this, |first| first.min(this)));
        }
    }

    /// Whether a row counts: it has no label, or is the first of its label.
    pub fn counts(&self, place: u32, row: &Row) -> bool {
        row.label == NO_LABEL
            || self.0.get(row.label as usize).copied().flatten() == Some((row.finished, place))
    }
}

fn most_first<T>(mut shares: Vec<Share<T>>) -> Vec<Share<T>> {
    shares.retain(|share| share.results > 0);
    shares.sort_by_key(|share| std::cmp::Reverse(share.results));
    shares
}
