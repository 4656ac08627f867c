//! Quantiles of the F and t distributions, for intervals. A crate for this (statrs) brings dozens of
//! distributions and linear algebra along; these are a few lines of known formulas.

/// How closely a continued fraction is worked out.
const CLOSE: f64 = 1e-14;

/// The most terms of a continued fraction. It needs about the square root of the larger degrees of
/// freedom, of which a hundred thousand people at a hundred moments have ten million.
const MOST_TERMS: u32 = 20_000;

/// The value that an F-distributed variable with `d1` and `d2` degrees of freedom stays below with
/// probability `p`, in `0.0..1.0`. Found by halving, through the regularised incomplete beta function:
/// F = d2 x / (d1 (1 − x)) where I_x(d1/2, d2/2) = p (Abramowitz & Stegun 1964, 26.6.2).
#[must_use]
pub fn f_quantile(p: f64, d1: f64, d2: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    // Past 60 halvings nothing is left between the two in a number of 53 bits.
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if incomplete_beta(middle, d1 / 2.0, d2 / 2.0) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
    let x = f64::midpoint(low, high);
    d2 * x / (d1 * (1.0 - x))
}

/// The value that a t-distributed variable with `df` degrees of freedom stays within, on either side
/// of 0, with probability 0.95: t² is distributed as F with 1 and `df`.
#[must_use]
pub fn t95(df: f64) -> f64 {
    f_quantile(0.95, 1.0, df).sqrt()
}

/// The regularised incomplete beta function I_x(a, b), by its continued fraction (Abramowitz &
/// Stegun 1964, 26.5.8), worked out as Lentz (1976) does.
fn incomplete_beta(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front = a * x.ln() + b * (-x).ln_1p() + ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b);
    // The fraction comes to an end soon on this side of the mean only.
    if x < (a + 1.0) / (a + b + 2.0) {
        front.exp() / a * fraction(x, a, b)
    } else {
        1.0 - front.exp() / b * fraction(1.0 - x, b, a)
    }
}

fn fraction(x: f64, a: f64, b: f64) -> f64 {
    let apart = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / apart(1.0 - (a + b) * x / (a + 1.0));
    let mut product = d;
    for term in 1..MOST_TERMS {
        let m = f64::from(term);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut factor = 1.0;
        for numerator in [even, odd] {
            d = 1.0 / apart(1.0 + numerator * d);
            c = apart(1.0 + numerator / c);
            factor = c * d;
            product *= factor;
        }
        if (factor - 1.0).abs() < CLOSE {
            break;
        }
    }
    product
}

/// The logarithm of the gamma function of a number above 0, by Stirling's series (Abramowitz &
/// Stegun 1964, 6.1.41), after the recurrence has brought it above 10, where the series is exact.
fn ln_gamma(x: f64) -> f64 {
    let (mut x, mut below) = (x, 1.0);
    while x < 10.0 {
        below *= x;
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    let series = 1.0 / 12.0
        - square
            * (1.0 / 360.0 - square * (1.0 / 1260.0 - square * (1.0 / 1680.0 - square / 1188.0)));
    (x - 0.5) * x.ln() - x + 0.5 * (2.0 * std::f64::consts::PI).ln() + series / x - below.ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64, within: f64) -> bool {
        (found - expected).abs() <= within * expected.abs()
    }

    #[test]
    fn quantiles_of_f_are_those_of_scipy() {
        // scipy 1.17.1, stats.f.ppf
        for (d1, d2, expected) in [
            (
                1.0,
                9.0,
                [0.001_038_114_822_82, 5.117_355_029_2, 7.209_283_247_52],
            ),
            (
                23.0,
                115.0,
                [0.489_100_333_05, 1.623_597_727_16, 1.779_468_053_24],
            ),
            (
                999.0,
                3996.0,
                [0.905_241_030_571, 1.084_519_677_88, 1.101_451_233_33],
            ),
            (
                29.0,
                58.0,
                [0.509_171_807_243, 1.662_900_780_64, 1.833_313_219_87],
            ),
            (
                99_999.0,
                2_299_977.0,
                [0.991_067_673_144, 1.007_527_476_32, 1.008_975_246_95],
            ),
        ] {
            for (p, expected) in [0.025, 0.95, 0.975].into_iter().zip(expected) {
                let found = f_quantile(p, d1, d2);
                assert!(close(found, expected, 1e-9), "{p}, {d1}, {d2}: {found}");
            }
        }
    }

    #[test]
    fn quantiles_of_t_are_those_of_scipy() {
        // scipy 1.17.1, stats.t.ppf(.975, …)
        for (df, expected) in [
            (1.0, 12.706_204_736_2),
            (9.0, 2.262_157_162_8),
            (24.0, 2.063_898_561_63),
            (29.0, 2.045_229_642_13),
            (100.0, 1.983_971_518_52),
            (99_999.0, 1.959_987_707_77),
        ] {
            assert!(close(t95(df), expected, 1e-9), "{df}: {}", t95(df));
        }
    }

    #[test]
    fn the_gamma_function_is_that_of_whole_numbers() {
        assert!(ln_gamma(1.0).abs() < 1e-13);
        assert!(close(
            ln_gamma(0.5),
            std::f64::consts::PI.sqrt().ln(),
            1e-13
        ));
        assert!(close(ln_gamma(6.0), 120_f64.ln(), 1e-13));
    }
}
