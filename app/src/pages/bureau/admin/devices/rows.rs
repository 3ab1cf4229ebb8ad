//! The table of loggers.

use domain::lang::Lang;
use leptos::prelude::*;
use services::devices::{DeviceRow, DeviceStatus, Wanted};
use services::public::PageOf;

use super::labels::reasons;
use crate::number::grouped;
use crate::pages::bureau::addresses::file_address;
use crate::pages::bureau::admin::pages::pages;
use crate::pages::parts::named;
use crate::texts::{admin_devices as texts, admin_reasons as reasons_texts, life};
use crate::ui::data_table::{Column, DataTable};
use crate::ui::tag::{Tag, Tone};
use crate::ui::when;
use crate::web::{encode, with_params};

/// The page of a logger.
pub fn device_address(mn: &str) -> String {
    format!("/bureau/devices/{}", encode(mn))
}

/// The table, or what helps when it is empty.
pub fn table(lang: Lang, wanted: &Wanted, found: PageOf<DeviceRow>) -> impl IntoView + use<> {
    let narrows = wanted.q.is_some() || wanted.trouble;
    let body = match (found.total, narrows) {
        (0, true) => view! { <p>{texts::none(lang)}</p> }.into_any(),
        (0, false) => ().into_any(),
        _ => rows(lang, wanted, found).into_any(),
    };
    view! {
        <section aria-labelledby="loggers" class="flow">
            <h2 id="loggers">{texts::loggers(lang)}</h2>
            {body}
        </section>
    }
}

fn rows(lang: Lang, wanted: &Wanted, found: PageOf<DeviceRow>) -> impl IntoView + use<> {
    let mut columns: Vec<_> =
        [texts::mn(lang), texts::place(lang), texts::edition(lang), texts::last(lang)].map(Column::words).into();
    columns.extend([Column::numbers(texts::accepted(lang)), Column::words(texts::refused(lang))]);
    let rows = found.items.iter().map(|device| row(lang, device)).collect_view();
    let (q, only) = (wanted.q.clone().unwrap_or_default(), if wanted.trouble { "trouble" } else { "" });
    let address = move |page: &str| with_params("/bureau/devices", [("q", q.as_str()), ("only", only), ("page", page)]);
    view! {
        <DataTable caption=texts::loggers(lang) hide_caption=true records=true columns>{rows}</DataTable>
        {pages(lang, &found, address)}
    }
}

fn row(lang: Lang, device: &DeviceRow) -> impl IntoView + use<> {
    let tag = match device.status {
        DeviceStatus::Heard => None,
        DeviceStatus::Silent => Some(view! { " " <Tag tone=Tone::Warn word=texts::silent(lang)/> }.into_any()),
        DeviceStatus::Disabled => Some(view! { " " <Tag word=texts::disabled(lang)/> }.into_any()),
        DeviceStatus::Closed => Some(view! { " " <Tag word=reasons_texts::closed(lang)/> }.into_any()),
    };
    let trial = device.in_trial.then(|| view! { " " <Tag word=life::in_trial(lang)/> });
    view! {
        <tr>
            <th scope="row"><a class="code" href=device_address(&device.mn)>{device.mn.clone()}</a></th>
            <td data-head=texts::place(lang)>{place(lang, device)}</td>
            <td data-head=texts::edition(lang)>{device.edition.to_string()}</td>
            <td data-head=texts::last(lang)>{last(lang, device)} {tag} {trial}</td>
            <td class="n" data-head=texts::accepted(lang)>{grouped(device.today.accepted + device.today.repeated)}</td>
            <td data-head=texts::refused(lang)>{refused(lang, device)}</td>
        </tr>
    }
}

fn place(lang: Lang, device: &DeviceRow) -> impl IntoView + use<> {
    view! {
        <a href=file_address(device.credit_code)>{named(lang, &device.enterprise)}</a>
        " "
        <a href=format!("{}#outlets", file_address(device.credit_code))>{device.outlet.to_string()}</a>
    }
}

fn last(lang: Lang, device: &DeviceRow) -> impl IntoView + use<> {
    match device.last_at {
        Some(at) => view! { <time datetime=at.rfc3339()>{when::moment(lang, at)}</time> }.into_any(),
        None => match device.newest_value_at {
            Some(at) => texts::no_packets_but_values(lang, when::moment(lang, at)).into_any(),
            None => texts::not_lately(lang).into_any(),
        },
    }
}

fn refused(lang: Lang, device: &DeviceRow) -> impl IntoView + use<> {
    let all = reasons(lang, &device.today.refused);
    if all.is_empty() {
        return view! { <span class="soft">{texts::no_refusals(lang)}</span> }.into_any();
    }
    let items = all.into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
    view! { <ul>{items}</ul> }.into_any()
}
