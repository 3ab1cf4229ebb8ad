//! The readings of an outlet, live.

use domain::credit_code::CreditCode;
use domain::lang::Lang;
use domain::outlet::OutletCode;
use leptos::prelude::*;
use services::public::Reading;

use super::{figure, range, reading_words, unit_name};
use crate::islands::{LiveReadings, LiveWords};
use crate::texts::live as texts;

/// The readings as they are now, brought to life by an island, and what has a limit but no monitor.
pub fn live_readings(
    lang: Lang,
    enterprise: CreditCode,
    outlet: OutletCode,
    readings: &[Reading],
) -> impl IntoView + use<> {
    let (heard, unheard): (Vec<_>, Vec<_>) = readings.iter().partition(|reading| reading.newest.is_some());
    let figures = heard.into_iter().map(|reading| figure(lang, reading)).collect();
    let live = LiveWords {
        as_of: texts::as_of(lang).to_owned(),
        never: texts::never(lang).to_owned(),
        live: texts::live(lang).to_owned(),
        lost: texts::lost(lang).to_owned(),
        back: texts::back(lang, "{name}"),
    };
    let stream = format!("/api/v1/live?enterprise={enterprise}");
    view! {
        <LiveReadings stream outlet=outlet.to_string() figures words=reading_words(lang) live/>
        {unmonitored(lang, &unheard)}
    }
}

/// Limits that no monitor watches: samples are taken for them.
fn unmonitored(lang: Lang, readings: &[&Reading]) -> impl IntoView + use<> {
    let one = |reading: &&Reading| {
        let limit = reading.limit.as_ref()?;
        let name = reading.pollutant.name.pick(lang);
        Some(format!("{name} {} {}", range(lang, &limit.limit), unit_name(lang, &limit.unit)).trim_end().to_owned())
    };
    let list: Vec<String> = readings.iter().filter_map(one).collect();
    let list = list.join(lang.pick("、", ", "));
    (!list.is_empty()).then(|| view! { <p class="small soft">{texts::unmonitored(lang, list)}</p> })
}
