//! A mark in a list.

use domain::lang::Lang;
use leptos::prelude::*;
use services::marks::MarkRow;

use crate::pages::parts::{chinese, mark};
use crate::texts::filing_marks as texts;
use crate::ui::tag::Tag;
use crate::ui::when;

/// A row of the list of the own marks.
pub fn entry(lang: Lang, row: &MarkRow) -> impl IntoView + use<> {
    let (tone, word) = mark::state(lang, row.state);
    let head = texts::of_page(lang, mark::kind(lang, row.mark.kind), row.outlet.0);
    let until = row.can_withdraw.then(|| {
        (row.state == domain::mark::MarkState::InForce)
            .then(|| view! { <span>{texts::until(lang, when::moment(lang, row.until))}</span> })
    });
    let by = row.set_by.clone().map(|by| view! { <span lang=chinese(lang)>{by}</span> });
    let about = row.mark.kind.is_device().then(|| view! { <span>{mark::pollutants(lang, &row.pollutants)}</span> });
    view! {
        <li>
            <h3><a href=format!("/filing/marks/{}", row.id)>{head}</a></h3>
            <p class="state"><Tag tone word/></p>
            <p class="more">{mark::stretch_and_length(lang, &row.mark)}</p>
            <p class="meta">
                {about}
                <span>{texts::set_at(lang, when::moment(lang, row.set_at))}</span>
                {by}
                {until}
            </p>
        </li>
    }
}
