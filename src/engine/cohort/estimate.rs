//! A figure with how sure it is.

use super::distribution::t95;
use crate::engine::score::wilson95;

/// A mean or a correlation with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// Where the interval begins.
    pub low: f64,
    /// Where it ends.
    pub high: f64,
}

/// Credits, summed up.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Credits {
    /// How many.
    pub count: u32,
    /// How many of them are full.
    pub full: u32,
    /// How many are none at all.
    pub none: u32,
    sum: f64,
    squares: f64,
}

impl Credits {
    /// Takes the same credit, in `0.0..=1.0`, so many times.
    pub fn add(&mut self, credit: f64, times: u32) {
        self.count += times;
        if credit >= 1.0 {
            self.full += times;
        }
        if credit <= 0.0 {
            self.none += times;
        }
        self.sum += credit * f64::from(times);
        self.squares += credit * credit * f64::from(times);
    }

    /// Takes others along.
    pub fn join(&mut self, other: &Self) {
        self.count += other.count;
        self.full += other.full;
        self.none += other.none;
        self.sum += other.sum;
        self.squares += other.squares;
    }

    /// How many are neither full nor none.
    #[must_use]
    pub fn part(&self) -> u32 {
        self.count - self.full - self.none
    }

    /// The mean; `None` of nothing.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        (self.count > 0).then(|| self.sum / f64::from(self.count))
    }

    /// The mean with its interval: where every credit is full or none, Wilson's (1927) for a share;
    /// else Student's (1908), mean ± t √(s² / n), cut to what a credit can be. `None` of fewer than
    /// two.
    #[must_use]
    pub fn estimate(&self) -> Option<Estimate> {
        if self.count < 2 {
            return None;
        }
        let value = self.mean()?;
        if self.part() == 0 {
            let (low, high) = wilson95(self.full, self.count)?;
            return Some(Estimate { value, low, high });
        }
        let n = f64::from(self.count);
        let variance = ((self.squares - n * value * value) / (n - 1.0)).max(0.0);
        let half = t95(n - 1.0) * (variance / n).sqrt();
        Some(Estimate {
            value,
            low: (value - half).max(0.0),
            high: (value + half).min(1.0),
        })
    }
}
