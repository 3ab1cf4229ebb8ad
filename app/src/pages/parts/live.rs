//! The readings of an outlet, live.

use domain::credit_code::CreditCode;
use domain::lang::Lang;
use domain::outlet::OutletCode;
use leptos::prelude::*;
use services::public::Reading;

use super::{figure, reading_words};
use crate::islands::{LiveReadings, LiveWords};
use crate::texts::live as texts;

/// The island with its readings as they are now.
pub fn live_readings(
    lang: Lang,
    enterprise: CreditCode,
    outlet: OutletCode,
    readings: &[Reading],
) -> impl IntoView + use<> {
    let figures = readings.iter().map(|reading| figure(lang, reading)).collect();
    let live = LiveWords {
        as_of: texts::as_of(lang).to_owned(),
        never: texts::never(lang).to_owned(),
        live: texts::live(lang).to_owned(),
        lost: texts::lost(lang).to_owned(),
        back: texts::back(lang, "{name}"),
    };
    let stream = format!("/api/v1/live?enterprise={enterprise}");
    view! { <LiveReadings stream outlet=outlet.to_string() figures words=reading_words(lang) live/> }
}
