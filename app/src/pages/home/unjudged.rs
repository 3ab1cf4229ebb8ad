//! Points that are heard and of which something cannot be judged.

use domain::lang::Lang;
use leptos::prelude::*;
use services::public::home::UnjudgedPoint;

use crate::pages::parts::{count, outlet_address, why};
use crate::texts::home as texts;

/// Points shown before the list folds.
const SHOWN: usize = 5;

/// The section; empty, but in its place, when there are none, so that it can appear later.
pub fn view(lang: Lang, points: &[UnjudgedPoint]) -> impl IntoView + use<> {
    if points.is_empty() {
        return view! { <div id="unjudged"></div> }.into_any();
    }
    let (first, rest) = points.split_at(points.len().min(SHOWN));
    let more = (!rest.is_empty()).then(|| {
        view! { <details><summary>{texts::more(lang, count(rest.len()))}</summary>{list(lang, rest)}</details> }
    });
    view! {
        <section id="unjudged" aria-labelledby="unjudged-title" class="flow">
            <h2 id="unjudged-title">{texts::unjudged(lang)}</h2>
            {list(lang, first)}
            {more}
            <p class="small soft">{texts::unjudged_note(lang)}</p>
        </section>
    }
    .into_any()
}

fn list(lang: Lang, points: &[UnjudgedPoint]) -> impl IntoView + use<> {
    view! { <ul class="results">{points.iter().map(|point| row(lang, point)).collect_view()}</ul> }
}

fn row(lang: Lang, point: &UnjudgedPoint) -> impl IntoView + use<> {
    let place = &point.place;
    let href = outlet_address(place.enterprise.credit_code, place.outlet);
    let reasons: Vec<String> = point
        .pollutants
        .iter()
        .map(|one| texts::unjudged_one(lang, one.pollutant.name.pick(lang), why(lang, Some(&one.limit.limit), one.why)))
        .collect();
    let said =
        if reasons.is_empty() { texts::unjudged_none(lang).to_owned() } else { reasons.join(lang.pick("；", "; ")) };
    view! {
        <li>
            <span>
                <a href=href>{place.enterprise.name.pick(lang).to_owned()}</a>
                " " <span class="soft small">{place.outlet.to_string()} " " {place.outlet_name.pick(lang).to_owned()}</span>
            </span>
            <span class="more soft small">{said}</span>
        </li>
    }
}
