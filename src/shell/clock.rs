//! The time.

/// Milliseconds since 1970; 0 where a clock is set before that.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a time after 1970 fits
pub fn now() -> u64 {
    js_sys::Date::now().max(0.0) as u64
}
