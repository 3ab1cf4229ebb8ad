//! The readings of an outlet, live.

use domain::credit_code::CreditCode;
use domain::lang::Lang;
use domain::outlet::OutletCode;
use domain::time::Stamp;
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
    now: Stamp,
) -> impl IntoView + use<> {
    let (heard, unheard): (Vec<_>, Vec<_>) = readings.iter().partition(|reading| reading.newest.is_some());
    let figures = heard.into_iter().map(|reading| figure(lang, reading)).collect();
    let live = LiveWords {
        as_of: texts::as_of(lang).to_owned(),
        never: texts::never(lang).to_owned(),
        live: texts::live(lang).to_owned(),
        lost: texts::lost(lang).to_owned(),
        waiting: texts::waiting(lang, "{seconds}"),
        silent_hours: texts::silent_hours(lang, "{hours}"),
        silent_days: texts::silent_days(lang, "{days}"),
    };
    let stream = format!("/api/v1/live?enterprise={enterprise}");
    view! {
        // The id lets the island find itself when it reads the page again.
        <div id=format!("live-{outlet}") class="flow">
            <LiveReadings stream outlet=outlet.to_string() figures now=now.0 words=reading_words(lang) live/>
        </div>
        {unmonitored(lang, &unheard)}
    }
}

/// Limits that no monitor watches: samples are taken for them.
fn unmonitored(lang: Lang, readings: &[&Reading]) -> impl IntoView + use<> {
    let one = |reading: &&Reading| {
        let limit = reading.limits.first()?;
        let name = reading.pollutant.name.pick(lang);
        Some(format!("{name} {} {}", range(lang, &limit.limit), unit_name(lang, &limit.unit)).trim_end().to_owned())
    };
    let list: Vec<String> = readings.iter().filter_map(one).collect();
    let list = list.join(lang.pick("、", ", "));
    (!list.is_empty()).then(|| view! { <p class="small soft">{texts::unmonitored(lang, list)}</p> })
}
