//! Monitors that are not heard.

use domain::lang::Lang;
use leptos::prelude::*;
use services::public::home::SilentPoint;

use crate::pages::parts::outlet_address;
use crate::texts::home as texts;
use crate::ui::when;

/// Points shown before the list folds.
const SHOWN: usize = 5;

/// The section; empty, but in its place, when every monitor is heard, so that it can appear later.
pub fn view(lang: Lang, points: &[SilentPoint]) -> impl IntoView + use<> {
    let (first, rest) = points.split_at(points.len().min(SHOWN));
    let more = (!rest.is_empty()).then(|| {
        let count = u64::try_from(rest.len()).unwrap_or(u64::MAX);
        view! { <details><summary>{texts::more(lang, count)}</summary>{list(lang, rest)}</details> }
    });
    if points.is_empty() {
        return view! { <div id="silent"></div> }.into_any();
    }
    view! {
        <section id="silent" aria-labelledby="silent-title" class="flow">
            <h2 id="silent-title">{texts::silent(lang)}</h2>
            {list(lang, first)}
            {more}
            <p class="small soft">{texts::silent_note(lang)}</p>
        </section>
    }
    .into_any()
}

fn list(lang: Lang, points: &[SilentPoint]) -> impl IntoView + use<> {
    view! { <ul class="results">{points.iter().map(|point| row(lang, point)).collect_view()}</ul> }
}

fn row(lang: Lang, point: &SilentPoint) -> impl IntoView + use<> {
    let href = outlet_address(point.place.enterprise.credit_code, point.place.outlet);
    let since = match point.last_at {
        Some(at) => texts::silent_since(lang, when::moment(lang, at)),
        None => texts::silent_never(lang).to_owned(),
    };
    let place = &point.place;
    view! {
        <li>
            <span>
                <a href=href>{place.enterprise.name.pick(lang).to_owned()}</a>
                " " <span class="soft small">{place.outlet.to_string()} " " {place.outlet_name.pick(lang).to_owned()}</span>
            </span>
            <span class="state soft small">{since}</span>
        </li>
    }
}
