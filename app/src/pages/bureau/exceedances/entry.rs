//! An event in a list.

use domain::lang::Lang;
use leptos::prelude::*;
use services::exceedances::EventRow;

use crate::pages::bureau::addresses::exceedance_address;
use crate::pages::parts::exceedance::{event_said, event_status, event_title};
use crate::pages::parts::named;
use crate::texts::{bureau_exceedances as texts, exceedances};
use crate::ui::tag::{Tag, Tone};
use crate::ui::when;

/// A row of the queue; the enterprise's name leads to the event.
pub fn entry(lang: Lang, row: &EventRow) -> impl IntoView + use<> {
    let name = named(lang, &row.enterprise.name);
    let head = view! { <a href=exceedance_address(row.id)>{name} " · " {event_title(lang, row)}</a> };
    view! { <li><h3>{head}</h3>{tags(lang, row)}<p class="more">{event_said(lang, row)}</p>{meta(lang, row)}</li> }
}

/// A row about an enterprise that the page is about already.
pub fn short_entry(lang: Lang, row: &EventRow) -> impl IntoView + use<> {
    let head = view! { <a href=exceedance_address(row.id)>{event_title(lang, row)}</a> };
    view! { <li><h3>{head}</h3>{tags(lang, row)}<p class="more">{event_said(lang, row)}</p></li> }
}

/// Where it stands, and whether it goes on.
pub fn tags(lang: Lang, row: &EventRow) -> impl IntoView + use<> {
    let (tone, status) = event_status(lang, row.status);
    let running = row.ended.is_none() && row.periods > 0;
    let running = running.then(|| view! { " " <Tag tone=Tone::Over word=exceedances::ended_running(lang)/> });
    view! { <p class="state"><Tag tone word=status/>{running}</p> }
}

fn meta(lang: Lang, row: &EventRow) -> impl IntoView + use<> {
    let answer = row.answer_due.map(|due| {
        let day = when::short_date(lang, due.day());
        if row.answer_overdue { texts::answer_overdue(lang, day) } else { texts::answer_by(lang, day) }
    });
    let term = row.handle_due.map(|due| {
        let day = when::short_date(lang, due.day());
        if row.overdue { texts::handle_overdue(lang, day) } else { texts::handle_by(lang, day) }
    });
    view! {
        <p class="meta">
            {named(lang, &row.enterprise.town)}
            <span>{texts::recorded(lang, when::short_date(lang, row.recorded_at.day()))}</span>
            {answer.map(|said| view! { <span>{said}</span> })}
            {term.map(|said| view! { <span>{said}</span> })}
        </p>
    }
}
