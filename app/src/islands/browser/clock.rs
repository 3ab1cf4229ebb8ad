//! The browser's clock.

use std::time::Duration;

use leptos::prelude::set_interval;

/// Calls `tick` every so many seconds, as long as the page is there.
pub fn every(seconds: u32, tick: impl Fn() + 'static) {
    set_interval(tick, Duration::from_secs(seconds.into()));
}

/// What the browser takes for now, in milliseconds since 1970.
pub fn clock() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds of our age")]
    let now = js_sys::Date::now() as i64;
    now
}

/// A moment written as RFC 3339, in milliseconds since 1970; 0 for anything else.
pub fn moment(at: &str) -> i64 {
    let millis = js_sys::Date::parse(at);
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds of our age")]
    let millis = if millis.is_finite() { millis as i64 } else { 0 };
    millis
}
