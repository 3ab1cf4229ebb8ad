//! Monitoring points in a list that folds: a section of the home page.

use domain::lang::Lang;
use leptos::prelude::*;
use services::public::home::Place;

use crate::pages::parts::{count, outlet_address};
use crate::texts::home as texts;

/// Points shown before the list folds.
const SHOWN: usize = 5;

/// A section with its title and a note below; empty, but in its place, when there are no points, so that it can appear
/// later.
pub fn section<P>(
    lang: Lang,
    id: &'static str,
    (title, note): (&'static str, &'static str),
    points: &[P],
    row: impl Fn(&P) -> AnyView,
) -> AnyView {
    if points.is_empty() {
        return view! { <div id=id></div> }.into_any();
    }
    let list = |points: &[P]| view! { <ul class="results">{points.iter().map(&row).collect_view()}</ul> };
    let (first, rest) = points.split_at(points.len().min(SHOWN));
    let more = (!rest.is_empty()).then(|| {
        view! { <details><summary>{texts::more(lang, count(rest.len()))}</summary>{list(rest)}</details> }
    });
    let heading = format!("{id}-title");
    let named = heading.clone();
    view! {
        <section id=id aria-labelledby=named class="flow">
            <h2 id=heading>{title}</h2>
            {list(first)}
            {more}
            <p class="small soft">{note}</p>
        </section>
    }
    .into_any()
}

/// A point, and what is said of it.
pub fn row(lang: Lang, place: &Place, class: &'static str, said: String) -> AnyView {
    let href = outlet_address(place.enterprise.credit_code, place.outlet);
    view! {
        <li>
            <span>
                <a href=href>{place.enterprise.name.pick(lang).to_owned()}</a>
                " " <span class="soft small">{place.outlet.to_string()} " " {place.outlet_name.pick(lang).to_owned()}</span>
            </span>
            <span class=class>{said}</span>
        </li>
    }
    .into_any()
}
