//! Days as a learner lives them: local calendar days, counted. Which day a minute falls on, the
//! shell knows, since it knows the time zone; the engine only counts.

use std::fmt;

/// A day of the local calendar, counted from 1970-01-01, which is day 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i64);

impl Day {
    /// The day that a minute since 1970 falls on where the clock is `east` minutes ahead of UTC.
    #[must_use]
    pub fn of(minute: u64, east: i32) -> Self {
        Self(local(minute, east).div_euclid(MINUTES))
    }

    /// How many days it is since another; negative if that one is later.
    #[must_use]
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The day so many days later.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// The Monday of its week.
    #[must_use]
    pub fn monday(self) -> Self {
        // Day 0 was a Thursday.
        Self(self.0 - (self.0 + 3).rem_euclid(7))
    }

    /// Year, month (1–12) and day (1–31) in the Gregorian calendar: `civil_from_days` of Howard
    /// Hinnant, “chrono-compatible low-level date algorithms” (2013).
    #[must_use]
    pub fn civil(self) -> (i64, i64, i64) {
        let z = self.0 + 719_468;
        let era = z.div_euclid(146_097);
        let of_era = z.rem_euclid(146_097);
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        (year + era * 400 + i64::from(month <= 2), month, day)
    }
}

impl fmt::Display for Day {
    /// As ISO 8601 has it: `2026-03-14`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// Day and time of a minute since 1970 where the clock is `east` minutes ahead of UTC:
/// `2026-03-14 09:26`, which spreadsheets know as a time.
#[must_use]
pub fn stamp(minute: u64, east: i32) -> String {
    let of_day = of_day(minute, east);
    format!(
        "{} {:02}:{:02}",
        Day::of(minute, east),
        of_day / 60,
        of_day % 60
    )
}

/// How many minutes of its day a minute since 1970 comes after.
#[must_use]
pub fn of_day(minute: u64, east: i32) -> i64 {
    local(minute, east).rem_euclid(MINUTES)
}

/// Minutes of a day.
const MINUTES: i64 = 24 * 60;

fn local(minute: u64, east: i32) -> i64 {
    // A time that far away is none that anybody lives in; it only must not overflow.
    let minute = i64::try_from(minute).unwrap_or(i64::MAX).min(1 << 40);
    minute + i64::from(east)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_the_dates_of_the_calendar() {
        // Counted by Python's datetime.
        for (day, date) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (11_016, "2000-02-29"),
            (20_526, "2026-03-14"),
            (20_819, "2027-01-01"),
            (47_540, "2100-02-28"),
            (47_541, "2100-03-01"),
        ] {
            assert_eq!(Day(day).to_string(), date);
        }
    }

    #[test]
    fn a_minute_falls_on_the_local_day() {
        let midnight = 20_526 * 1440;
        assert_eq!(Day::of(midnight, 0), Day(20_526));
        assert_eq!(Day::of(midnight, -1), Day(20_525));
        assert_eq!(Day::of(midnight - 1, 60), Day(20_526));
        assert_eq!(Day::of(30, -300), Day(-1));
        assert_eq!(stamp(midnight + 566, 0), "2026-03-14 09:26");
        assert_eq!(stamp(midnight, -300), "2026-03-13 19:00");
        // Whatever a save says, it is some day.
        let _ = (
            Day::of(u64::MAX, i32::MAX).civil(),
            stamp(u64::MAX, i32::MIN),
        );
    }

    #[test]
    fn weeks_begin_on_monday() {
        // 2026-03-09 was a Monday.
        for day in 20_521..20_528 {
            assert_eq!(Day(day).monday(), Day(20_521));
        }
        assert_eq!(Day(20_528).monday(), Day(20_528));
        assert_eq!(Day(0).monday(), Day(-3));
    }
}
