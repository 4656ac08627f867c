//! How far a form tells people apart by more than chance: Cronbach's α.

use super::correlation::correlation;
use super::distribution::f_quantile;
use super::estimate::Estimate;

/// Complete rows of one fixed set of moments, summed up.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    count: u32,
    total: f64,
    total_squares: f64,
    items: Vec<Item>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Item {
    sum: f64,
    squares: f64,
    /// The sum of products with the row's total.
    with_total: f64,
}

/// What a form's rows come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Alpha {
    /// How many rows.
    pub rows: u32,
    /// Cronbach's α with Feldt's 95 % interval.
    pub alpha: Estimate,
    /// The mean of the rows' totals: sums of credits.
    pub mean: f64,
    /// Their standard deviation, by n − 1.
    pub deviation: f64,
    /// The standard error of measurement, in credits: the deviation times √(1 − α).
    pub error: f64,
    /// Each moment, in the order of the rows.
    pub items: Vec<AlphaItem>,
}

/// One moment among the others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AlphaItem {
    /// The correlation of its credit with the sum of the others; `None` where one does not vary.
    pub with_rest: Option<f64>,
    /// α of the others without it; `None` of fewer than two others, or where they do not vary.
    pub without: Option<f64>,
}

impl Rows {
    /// No rows, of so many moments.
    #[must_use]
    pub fn of(moments: usize) -> Self {
        Self {
            count: 0,
            total: 0.0,
            total_squares: 0.0,
            items: vec![Item::default(); moments],
        }
    }

    /// Takes one row: a credit for each moment, in one fixed order. A row of another length is left
    /// out.
    pub fn add(&mut self, credits: &[f64]) {
        if credits.len() != self.items.len() {
            return;
        }
        let total: f64 = credits.iter().sum();
        self.count += 1;
        self.total += total;
        self.total_squares += total * total;
        for (item, credit) in self.items.iter_mut().zip(credits) {
            item.sum += credit;
            item.squares += credit * credit;
            item.with_total += credit * total;
        }
    }

    /// How many rows.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.count
    }

    /// Cronbach's α (1951) from variances by n − 1, with Feldt's interval (1965), which holds of
    /// α ← 1 − (1 − α) F with n − 1 and (n − 1)(k − 1) degrees of freedom. `None` of fewer than two
    /// rows or moments, and where the totals do not vary.
    #[must_use]
    pub fn alpha(&self) -> Option<Alpha> {
        if self.count < 2 {
            return None;
        }
        let n = f64::from(self.count);
        let of_total = self.total_squares - self.total * self.total / n;
        // Sums of squares about the mean; the divisor n − 1 is the same everywhere and drops out.
        let own = |item: &Item| item.squares - item.sum * item.sum / n;
        let of_items: f64 = self.items.iter().map(own).sum();
        let value = cronbach(self.items.len(), of_items, of_total)?;
        let (d1, d2) = (n - 1.0, (n - 1.0) * (count(self.items.len()) - 1.0));
        let bound = |p| 1.0 - (1.0 - value) * f_quantile(p, d1, d2);
        let deviation = (of_total / (n - 1.0)).sqrt();
        let items = self.items.iter().map(|item| {
            let with_total = item.with_total - item.sum * self.total / n;
            let own = own(item);
            // The rest is the total less the moment: its variance and covariance follow.
            let of_rest = of_total - 2.0 * with_total + own;
            AlphaItem {
                with_rest: correlation(with_total - own, own, of_rest),
                without: cronbach(self.items.len() - 1, of_items - own, of_rest),
            }
        });
        Some(Alpha {
            rows: self.count,
            alpha: Estimate {
                value,
                low: bound(0.975),
                high: bound(0.025),
            },
            mean: self.total / n,
            deviation,
            error: deviation * (1.0 - value).max(0.0).sqrt(),
            items: items.collect(),
        })
    }
}

/// k / (k − 1) · (1 − Σ s²ᵢ / s²), where `None` is of fewer than two moments or of no variance.
fn cronbach(moments: usize, of_items: f64, of_total: f64) -> Option<f64> {
    const NOTHING: f64 = 1e-9;
    let k = count(moments);
    (moments > 1 && of_total > NOTHING).then(|| k / (k - 1.0) * (1.0 - of_items / of_total))
}

#[allow(clippy::cast_precision_loss)] // a few hundred
fn count(number: usize) -> f64 {
    number as f64
}
