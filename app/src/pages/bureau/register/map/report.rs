//! What an import says, as a person reads it.

use domain::lang::Lang;
use domain::map::Slip;
use leptos::prelude::*;
use services::map::{Outcome, Report};

use crate::pages::parts::{chinese, count};
use crate::texts::register_map as texts;
use crate::ui::data_table::{Column, DataTable};
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;

/// Faults that a page names.
const SHOWN: usize = 200;

pub fn view(lang: Lang, report: &Report) -> impl IntoView + use<> {
    let (tone, sentence) = match (report.outcome, report.written) {
        (Outcome::Refused, _) => (Tone::Warn, texts::refused(lang, count(report.faults))),
        (Outcome::Same, _) => (Tone::Ok, texts::same(lang).to_owned()),
        (Outcome::Before, _) => (Tone::Plain, texts::before(lang).to_owned()),
        (_, true) => (Tone::Ok, texts::written(lang).to_owned()),
        (Outcome::New, false) => (Tone::Plain, texts::looked_new(lang).to_owned()),
        (Outcome::Replaces, false) => (Tone::Plain, texts::looked_replaces(lang).to_owned()),
    };
    let contains = report.is_clean().then(|| contains(lang, report));
    view! {
        <Notice tone>
            <p>{sentence}</p>
            {contains}
        </Notice>
        {faults(lang, report)}
    }
}

fn contains(lang: Lang, report: &Report) -> impl IntoView + use<> {
    let Report { system, towns, rivers, points, drawn, tolerance, .. } = report;
    let said = texts::contains(lang, system.name(), towns, rivers, points, drawn, tolerance);
    let city = report.has_city.then(|| view! { <p>{texts::with_city(lang)}</p> });
    let without = report.without.join(lang.pick("、", ", "));
    let without = (!without.is_empty())
        .then(|| view! { <p>{texts::without(lang)} " " <span lang=chinese(lang)>{without}</span></p> });
    view! { <p>{said}</p> {city} {without} }
}

fn faults(lang: Lang, report: &Report) -> Option<impl IntoView + use<>> {
    if report.slips.is_empty() {
        return None;
    }
    let columns = vec![
        Column::words(texts::place(lang)),
        Column::words(texts::value(lang)),
        Column::words(texts::reason(lang)),
        Column::words(texts::remedy(lang)),
    ];
    let row = |slip: &Slip| {
        let said = slip.wrong.said(lang);
        view! {
            <tr>
                <th scope="row">{slip.place.said(lang)}</th>
                <td data-head=texts::value(lang) lang=chinese(lang)>{slip.value.clone()}</td>
                <td data-head=texts::reason(lang)>{said.reason}</td>
                <td data-head=texts::remedy(lang)>{said.remedy}</td>
            </tr>
        }
    };
    let rows = report.slips.iter().take(SHOWN).map(row).collect_view();
    let more = (report.faults > SHOWN).then(|| {
        view! { <p class="soft">{texts::only_first(lang, report.faults, SHOWN.min(report.slips.len()))}</p> }
    });
    Some(view! {
        <DataTable caption=texts::faults(lang) records=true columns>{rows}</DataTable>
        {more}
    })
}
