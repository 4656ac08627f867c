//! The time, the day that it is here, and how far the local clock is ahead.

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
