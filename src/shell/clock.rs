//! The time, the day that it is here, and how far the local clock is ahead.

use std::cell::RefCell;

use js_sys::Date;
use wasm_bindgen::JsValue;

use crate::engine::day::Day;

/// Milliseconds since 1970; 0 where a clock is set before that.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a time after 1970 fits
pub fn now() -> u64 {
    Date::now().max(0.0) as u64
}

/// The day that it is here.
#[must_use]
pub fn today() -> Day {
    local_day(now() / 60_000)
}

/// The day that a minute since 1970 falls on here.
#[must_use]
pub fn local_day(minute: u64) -> Day {
    Day::of(minute, east(minute))
}

/// The days that many minutes fall on here. The browser is asked for the clock of a fortnight's ends
/// and, where these differ, of the very minute: no place sets its clocks twice within one.
#[derive(Default)]
pub struct Days(RefCell<Vec<(u64, i32)>>);

impl Days {
    /// The day that a minute since 1970 falls on here.
    pub fn of(&self, minute: u64) -> Day {
        let begins = minute / FORTNIGHT;
        let (from, to) = (self.east(begins), self.east(begins + 1));
        Day::of(minute, if from == to { from } else { east(minute) })
    }

    /// How far the clock was ahead when a fortnight began.
    fn east(&self, fortnight: u64) -> i32 {
        let mut known = self.0.borrow_mut();
        // The latest are asked for most.
        if let Some((_, east)) = known.iter().rev().find(|(of, _)| *of == fortnight) {
            return *east;
        }
        let east = east(fortnight * FORTNIGHT);
        known.push((fortnight, east));
        east
    }
}

/// In minutes.
const FORTNIGHT: u64 = 14 * 24 * 60;

/// A minute since 1970 that is well within a day here.
#[must_use]
pub fn midday(day: Day) -> u64 {
    let minute = day.0.saturating_mul(1440).saturating_add(720);
    let at = u64::try_from(minute).unwrap_or(0);
    u64::try_from(minute.saturating_sub(i64::from(east(at)))).unwrap_or(0)
}

/// How many minutes the clock here was ahead of UTC at a minute since 1970.
#[must_use]
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)] // a day at most
pub fn east(minute: u64) -> i32 {
    let date = Date::new(&JsValue::from_f64(minute as f64 * 60_000.0));
    -(date.get_timezone_offset() as i32)
}
