//! What a logger told besides values.

use domain::lang::Lang;
use leptos::prelude::*;
use services::devices::Event;

use crate::texts::admin_device as texts;
use crate::ui::data_table::{Column, DataTable};
use crate::ui::when;

/// The section with the events, newest first.
pub fn events(lang: Lang, events: &[Event]) -> impl IntoView + use<> {
    let body = if events.is_empty() {
        view! { <p>{texts::no_events(lang)}</p> }.into_any()
    } else {
        let columns = [texts::time(lang), texts::event(lang), texts::said(lang)].map(Column::words).into();
        let rows = events.iter().map(|event| row(lang, event)).collect_view();
        view! { <DataTable caption=texts::events(lang) hide_caption=true records=true columns>{rows}</DataTable> }
            .into_any()
    };
    view! {
        <section aria-labelledby="events" class="flow">
            <h2 id="events">{texts::events(lang)}</h2>
            {body}
        </section>
    }
}

fn row(lang: Lang, event: &Event) -> impl IntoView + use<> {
    let head = (!event.detail.is_empty()).then(|| texts::said(lang));
    let said = (!event.detail.is_empty()).then(|| view! { <code>{event.detail.clone()}</code> });
    view! {
        <tr>
            <th scope="row"><time datetime=event.at.rfc3339()>{when::moment(lang, event.at)}</time></th>
            <td data-head=texts::event(lang)>{kind(lang, &event.kind)}</td>
            <td data-head=head>{said}</td>
        </tr>
    }
}

fn kind(lang: Lang, kind: &str) -> String {
    let known = match kind {
        "restart" => texts::restart(lang),
        "serial-number" => texts::serial_number(lang),
        "info" => texts::info(lang),
        "clock-request" => texts::clock_request(lang),
        other => return other.to_owned(),
    };
    known.to_owned()
}
