//! The last 24 hours: for each pollutant a chart, the sentence that says the same, and a table.

use domain::credit_code::CreditCode;
use domain::lang::Lang;
use domain::outlet::OutletCode;
use domain::time::{HOUR, Stamp};
use leptos::prelude::*;
use services::public::outlet::DaySeries;

use super::series::{beyond, drawn};
use super::{hours, sentence};
use crate::islands::ChartProbe;
use crate::pages::parts::{averaging_limit, interval_word, outlet_address, pollutant_name};
use crate::texts::outlet as texts;
use crate::ui::chart::{ChartWords, LineChart24, Readout};
use crate::ui::when;
use crate::web::with_params;

/// Hours between two words on the time axis.
const HOURS_APART: i64 = 6;

/// The section.
pub fn view(lang: Lang, owner: CreditCode, outlet: OutletCode, series: &[DaySeries]) -> impl IntoView + use<> {
    let none = series.is_empty().then(|| view! { <p>{texts::day_none(lang)}</p> });
    let charts = series.iter().map(|one| chart(lang, owner, outlet, one)).collect_view();
    view! {
        <section aria-labelledby="day" class="stack">
            <h2 id="day">{texts::day(lang)}</h2>
            {none}
            {charts}
        </section>
    }
}

fn chart(lang: Lang, owner: CreditCode, outlet: OutletCode, day: &DaySeries) -> impl IntoView + use<> {
    let said = sentence::about(lang, day);
    let words = words(lang, day, said.clone());
    let readout = Some(Readout { label: texts::probe(lang, pollutant_name(lang, &day.pollutant)) });
    let (unit, invalid) = (day.pollutant.unit.clone(), texts::probe_invalid(lang).to_owned());
    let series = drawn(day);
    let (points, from, to) = (series.readout(), series.from, series.to);
    let name = day.pollutant.code.to_string();
    let head = pollutant_name(lang, &day.pollutant);
    let params = [("pollutant", name.as_str()), ("interval", day.interval.as_str())];
    let raw = with_params(&format!("/api/v1{}/measurements", outlet_address(owner, outlet)), params);
    view! {
        <div class="chart" id=name.clone()>
            <h3>{head.clone()}</h3>
            <figure>
                <LineChart24 name=name.clone() series words readout/>
                <ChartProbe name=name.clone() points from to unit invalid/>
                <figcaption>
                    <p>{said}</p>
                    <p class="small"><a href=raw>{texts::raw(lang)}<span class="hidden">" " {head.clone()}</span></a></p>
                </figcaption>
            </figure>
            {hours::table(lang, day)}
        </div>
    }
}

fn words(lang: Lang, day: &DaySeries, description: String) -> ChartWords {
    let limit = day.limit.as_ref().map(|published| averaging_limit(lang, &published.limit));
    let limit = limit.map(|named| if day.deciding { named } else { texts::reference(lang, named) });
    ChartWords {
        title: texts::chart_title(lang, pollutant_name(lang, &day.pollutant)),
        description,
        high: limit.unwrap_or_default(),
        low: String::new(),
        gap: texts::gap(lang, texts::hours_long(lang, "{span}"), interval_word(lang, day.interval)),
        hours: axis(lang, day.from, day.to),
        legend: [
            texts::legend_value(lang),
            beyond(lang, day.limit.as_ref()),
            texts::legend_limit(lang),
            texts::legend_invalid(lang),
            texts::legend_missing(lang),
        ]
        .map(str::to_owned),
    }
}

/// A word every six hours of the clock, and “now” at the right edge.
fn axis(lang: Lang, from: Stamp, to: Stamp) -> Vec<(i64, String)> {
    let step = HOURS_APART * HOUR;
    let first = from.floor(step).plus(step);
    let hours = (0..4).map(|index| first.plus(index * step));
    // The last word would run into “now”.
    let free = hours.filter(|at| to.since(*at) > HOUR * 4 && at.since(from) > HOUR);
    // Yesterday is named once: twice would run into each other on a phone.
    let mut named = false;
    let mut word = |at: Stamp| {
        let time = when::hour_minute(at);
        let plain = at.day() == to.day() || std::mem::replace(&mut named, true);
        if plain { time } else { texts::yesterday(lang, time) }
    };
    free.map(|at| (at.0, word(at))).chain([(to.0, texts::now(lang).to_owned())]).collect()
}
