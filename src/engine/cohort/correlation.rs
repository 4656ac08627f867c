//! Whether two figures of a person go together.

use super::estimate::Estimate;

/// The 97.5 % point of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// Pairs of figures, summed up: enough for their correlation.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Pairs {
    count: u32,
    x: f64,
    y: f64,
    xx: f64,
    yy: f64,
    xy: f64,
}

impl Pairs {
    /// Takes one pair.
    pub fn add(&mut self, x: f64, y: f64) {
        self.count += 1;
        self.x += x;
        self.y += y;
        self.xx += x * x;
        self.yy += y * y;
        self.xy += x * y;
    }

    /// How many pairs.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.count
    }

    /// Pearson's correlation (1895) with Fisher's interval (1921): tanh(artanh r ± 1.96 / √(n − 3)).
    /// `None` of fewer than four pairs, and where either figure is the same for all.
    #[must_use]
    pub fn correlation(&self) -> Option<Estimate> {
        if self.count < 4 {
            return None;
        }
        let n = f64::from(self.count);
        let value = correlation(
            self.xy - self.x * self.y / n,
            self.xx - self.x * self.x / n,
            self.yy - self.y * self.y / n,
        )?;
        let half = Z / (n - 3.0).sqrt();
        Some(Estimate {
            value,
            low: (value.atanh() - half).tanh(),
            high: (value.atanh() + half).tanh(),
        })
    }
}

/// A correlation from sums of products and of squares about the means; `None` where one of the
/// figures does not vary, but for what rounding leaves.
#[must_use]
pub fn correlation(xy: f64, xx: f64, yy: f64) -> Option<f64> {
    const NOTHING: f64 = 1e-9;
    (xx > NOTHING && yy > NOTHING).then(|| (xy / (xx * yy).sqrt()).clamp(-1.0, 1.0))
}
