//! Credit for one answer. Competency and response are marked apart and never added up.
//!
//! Every function takes the keyed fits of a question's responses in one fixed order, and answers in
//! `0.0..=1.0`. Positions that are out of range, and questions that can't be marked, give `None`.

/// How sure a learner says they are of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// Not very sure.
    NotVery,
    /// Fairly sure.
    Fairly,
    /// Very sure.
    Very,
}

impl Certainty {
    /// All three, the least sure first.
    pub const ALL: [Self; 3] = [Self::NotVery, Self::Fairly, Self::Very];

    /// The word that saves use.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::NotVery => "notvery",
            Self::Fairly => "fairly",
            Self::Very => "very",
        }
    }

    /// The certainty-based mark of a right or a wrong answer: 1, 2, 3 or 0, −2, −6 (Gardner-Medwin).
    /// For questions with a right answer only; responses are judgements and never marked so.
    #[must_use]
    pub fn mark(self, right: bool) -> i8 {
        match (self, right) {
            (Self::NotVery, true) => 1,
            (Self::Fairly, true) => 2,
            (Self::Very, true) => 3,
            (Self::NotVery, false) => 0,
            (Self::Fairly, false) => -2,
            (Self::Very, false) => -6,
        }
    }
}

/// *Best*: the fit of the chosen response over the highest fit.
#[must_use]
pub fn best(fits: &[u8], chosen: usize) -> Option<f64> {
    let max = *fits.iter().max().filter(|max| **max > 0)?;
    Some(f64::from(*fits.get(chosen)?) / f64::from(max))
}

/// *Best and worst*: the mean of fit(best) / max and (max − fit(worst)) / (max − min).
/// The same response in both is refused.
#[must_use]
pub fn best_and_worst(fits: &[u8], best: usize, worst: usize) -> Option<f64> {
    if best == worst {
        return None;
    }
    let (min, max) = (*fits.iter().min()?, *fits.iter().max()?);
    if min == max {
        return None;
    }
    let (min, max) = (f64::from(min), f64::from(max));
    let for_best = f64::from(*fits.get(best)?) / max;
    let for_worst = (max - f64::from(*fits.get(worst)?)) / (max - min);
    Some(f64::midpoint(for_best, for_worst))
}

/// *Rate each*: the mean over the responses of 1 − |given − fit| / 3.
#[must_use]
pub fn rate_each(fits: &[u8], given: &[u8]) -> Option<f64> {
    if fits.is_empty() || fits.len() != given.len() {
        return None;
    }
    let each = fits
        .iter()
        .zip(given)
        .map(|(fit, rating)| 1.0 - f64::from(fit.abs_diff(*rating).min(3)) / 3.0);
    Some(mean(each))
}

/// What the best constant rating would earn in *rate each*: the credit that needs no reading.
#[must_use]
pub fn rate_each_chance(fits: &[u8]) -> f64 {
    (0..=3)
        .filter_map(|rating| rate_each(fits, &vec![rating; fits.len()]))
        .fold(0.0, f64::max)
}

/// A credit over chance: (credit − chance) / (1 − chance), floored at 0.
#[must_use]
pub fn over_chance(credit: f64, chance: f64) -> f64 {
    if chance >= 1.0 {
        return 0.0;
    }
    ((credit - chance) / (1.0 - chance)).max(0.0)
}

/// Script concordance scoring: the votes of each option over those of the modal one.
#[must_use]
pub fn panel(votes: &[u64]) -> Vec<f64> {
    let modal = votes.iter().copied().max().unwrap_or(0);
    votes
        .iter()
        .map(|count| {
            if modal == 0 {
                0.0
            } else {
                *count as f64 / modal as f64
            }
        })
        .collect()
}

/// A credit to the millionth, as it is kept: what was marked and what is read back are the same.
#[must_use]
pub fn kept(credit: f64) -> f64 {
    (credit * 1_000_000.0).round() / 1_000_000.0
}

/// The mean; 0 of nothing.
#[must_use]
pub fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0u32), |(sum, count), value| (sum + value, count + 1));
    if count == 0 {
        0.0
    } else {
        sum / f64::from(count)
    }
}

/// The Wilson 95 % interval for `successes` of `trials`; `None` of no trials.
/// Wilson (1927), without continuity correction, z = 1.959964.
#[must_use]
pub fn wilson95(successes: u32, trials: u32) -> Option<(f64, f64)> {
    const Z: f64 = 1.959_963_984_540_054;
    if trials == 0 || successes > trials {
        return None;
    }
    let n = f64::from(trials);
    let p = f64::from(successes) / n;
    let z2 = Z * Z;
    let centre = p + z2 / (2.0 * n);
    let half = Z * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z2 / n;
    let low = ((centre - half) / scale).clamp(0.0, 1.0);
    let high = ((centre + half) / scale).clamp(0.0, 1.0);
    Some((low, high))
}

/// The exponential mean m ← m + 0.2 (credit − m) from 0, oldest credit first
/// (Pelánek & Řihák 2018), shown as m / (1 − 0.8ⁿ).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ExponentialMean {
    /// The running value, which starts from 0.
    pub value: f64,
    /// How much of the start is still in it: 0.8ⁿ.
    rest: f64,
}

impl Default for ExponentialMean {
    fn default() -> Self {
        Self {
            value: 0.0,
            rest: 1.0,
        }
    }
}

impl ExponentialMean {
    /// With one more credit.
    #[must_use]
    pub fn with(self, credit: f64) -> Self {
        const RATE: f64 = 0.2;
        Self {
            value: self.value + RATE * (credit - self.value),
            rest: self.rest * (1.0 - RATE),
        }
    }

    /// The value freed of its start, so that few answers are not punished for being few; 0 of none.
    #[must_use]
    pub fn shown(self) -> f64 {
        if self.rest < 1.0 {
            self.value / (1.0 - self.rest)
        } else {
            0.0
        }
    }
}
