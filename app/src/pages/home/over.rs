//! Whose means are beyond their limits.

use domain::lang::Lang;
use domain::limit::Standing;
use domain::time::Stamp;
use leptos::prelude::*;
use services::public::home::OverPoint;

use crate::number::percent_above;
use crate::pages::parts::{averaging_limit, checked, conditions, decided_name, number, outlet_address, pollutant_name};
use crate::texts::{home as texts, terms};
use crate::ui::reading::ReadingRow;
use crate::ui::when;

/// The section, with its note that a mean beyond its limit is not a ruling.
pub fn view(lang: Lang, points: &[OverPoint], now: Stamp) -> impl IntoView + use<> {
    let rows = points.iter().map(|point| view! { <li>{row(lang, point, now)}</li> }).collect_view();
    let list = if points.is_empty() {
        view! { <p>{texts::over_none(lang)}</p> }.into_any()
    } else {
        view! { <ul class="readings">{rows}</ul> }.into_any()
    };
    view! {
        <section id="over" aria-labelledby="over-title" class="flow">
            <h2 id="over-title">{texts::over(lang)}</h2>
            {list}
            <p class="small soft">{texts::over_note(lang)} " " <a href="/about#judging">{texts::how_judged(lang)}</a></p>
        </section>
    }
}

fn row(lang: Lang, point: &OverPoint, now: Stamp) -> impl IntoView + use<> {
    let place = &point.place;
    let href = outlet_address(place.enterprise.credit_code, place.outlet);
    let who = view! {
        <a href=href>{place.enterprise.name.pick(lang).to_owned()}</a>
        <span class="what">{place.outlet.to_string()} " " {pollutant_name(lang, &point.pollutant)}</span>
    };
    let limit = &point.limit.limit;
    let (value, low, high) = (number(point.value), limit.low.and_then(number), limit.high.and_then(number));
    let word = match (point.standing, value.zip(high).and_then(|(value, high)| percent_above(value, high))) {
        (Standing::Above, Some(percent)) => terms::above_by(lang, percent),
        _ => terms::below_limit(lang).to_owned(),
    };
    // Since when, where that is more than the mean says.
    let since = point.event.filter(|event| event.began_at < point.at);
    let since = since.map(|event| texts::event_since(lang, when::moment_near(lang, event.began_at, now.day())));
    let line = view! {
        <span>{decided_name(lang, point.interval, point.at, point.made_by)}</span>
        <span>{averaging_limit(lang, limit)}</span>
        <span class="word">{word}</span>
        {since.map(|since| view! { <span>{since}</span> })}
        <span>{checked(lang, point.event)}</span>
        {conditions(lang, point.limit.reference_oxygen.is_some()).map(|said| view! { <span>{said}</span> })}
    };
    view! {
        <ReadingRow class="reading over" who=who.into_any() text=point.value.normalize().to_string()
            unit=point.pollutant.unit.clone() value low high line=line.into_any()/>
    }
}
