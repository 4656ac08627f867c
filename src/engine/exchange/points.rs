//! What an answer earns, in percent, and the fit that it becomes.

use std::fmt;

/// Points in percent, in hundred-thousandths of one: as exact as any quiz writes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Points(i64);

const ONE: i64 = 100_000;

impl Points {
    pub const ALL: Self = Self(100 * ONE);
    pub const NONE: Self = Self(0);

    /// The points that a text says: `33.33333`, `-50`, `100`. Digits beyond the fifth don't count.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (sign, digits) = match text.strip_prefix('-') {
            Some(digits) => (-1, digits),
            None => (1, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
        let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() && fraction.is_empty() || !is_number(whole) || !is_number(fraction) {
            return None;
        }
        let whole: i64 = if whole.is_empty() {
            0
        } else {
            whole.parse().ok()?
        };
        let fraction: String = fraction.chars().chain("00000".chars()).take(5).collect();
        let points = whole
            .checked_mul(ONE)?
            .checked_add(fraction.parse().ok()?)?;
        (points <= 1_000 * ONE).then_some(Self(sign * points))
    }

    /// The fit that they become: 3 for all, 2 for half or more, 1 for any, else 0. A third and its
    /// like are written as 33.333, so all but a thousandth of all is all.
    pub fn fit(self) -> u8 {
        match self.0 {
            points if points >= 100 * ONE - 100 => 3,
            points if points >= 50 * ONE => 2,
            points if points > 0 => 1,
            _ => 0,
        }
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, fraction) = (self.0.abs() / ONE, self.0.abs() % ONE);
        if fraction == 0 {
            return write!(f, "{sign}{whole}");
        }
        let fraction = format!("{fraction:05}");
        write!(f, "{sign}{whole}.{}", fraction.trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_become_fit() {
        for (text, shown, fit) in [
            ("100", "100", 3),
            ("100.00000", "100", 3),
            ("99.99999", "99.99999", 3),
            ("90", "90", 2),
            ("50", "50", 2),
            ("49.99999", "49.99999", 1),
            ("33.3333333", "33.33333", 1),
            ("0,5", "0.5", 1),
            ("0", "0", 0),
            ("-50", "-50", 0),
            ("-0.5", "-0.5", 0),
            ("+5", "5", 1),
            (".5", "0.5", 1),
        ] {
            let points = Points::parse(text).expect(text);
            assert_eq!((points.to_string().as_str(), points.fit()), (shown, fit));
        }
        for text in [
            "",
            "-",
            ".",
            "abc",
            "1e3",
            "1.2.3",
            "99999999999999999999",
            "5 %",
        ] {
            assert_eq!(Points::parse(text), None, "{text}");
        }
    }
}
