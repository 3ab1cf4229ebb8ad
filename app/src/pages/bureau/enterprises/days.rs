//! The daily means of the last week, a table for each outlet.

use domain::lang::Lang;
use leptos::prelude::*;
use services::bureau::{DayMean, OutletDays, PollutantDays};

use crate::pages::parts::{pollutant_name, range};
use crate::texts::bureau_enterprises as texts;
use crate::ui::data_table::{Column, DataTable};
use crate::ui::when;

/// The section.
pub fn view(lang: Lang, outlets: &[OutletDays]) -> impl IntoView + use<> {
    let none = outlets.is_empty().then(|| view! { <p>{texts::days_none(lang)}</p> });
    view! {
        <section aria-labelledby="days" class="flow">
            <h2 id="days">{texts::days(lang)}</h2>
            {none}
            {outlets.iter().map(|outlet| table(lang, outlet)).collect_view()}
            {(!outlets.is_empty()).then(|| view! { <p class="small soft">{texts::days_note(lang)}</p> })}
        </section>
    }
}

fn table(lang: Lang, outlet: &OutletDays) -> impl IntoView + use<> {
    let days: Vec<String> = outlet.days.iter().map(|day| when::short_date(lang, *day)).collect();
    let mut columns = vec![Column::words(texts::pollutant(lang)), Column::numbers(texts::limit(lang))];
    columns.extend(days.iter().map(Column::numbers));
    let rows = outlet.pollutants.iter().map(|line| row(lang, &days, line)).collect_view();
    let caption = texts::days_of(lang, outlet.outlet);
    let name = caption.clone();
    view! {
        <div class="scroll-x" tabindex="0" role="group" aria-label=name>
            <DataTable caption records=true columns>{rows}</DataTable>
        </div>
    }
}

fn row(lang: Lang, days: &[String], line: &PollutantDays) -> impl IntoView + use<> {
    let limit = line.limit.as_ref().map_or_else(|| "—".to_owned(), |limit| range(lang, &limit.limit));
    let name = pollutant_name(lang, &line.pollutant);
    let unit = line.pollutant.unit.clone();
    let unit = (!unit.is_empty()).then(|| view! { " " <small class="soft">{unit}</small> });
    let cells = line.means.iter().zip(days).map(|(mean, day)| cell(lang, *mean, day.clone())).collect_view();
    view! {
        <tr>
            <th scope="row">{name}{unit}</th>
            <td class="n" data-head=texts::limit(lang)>{limit}</td>
            {cells}
        </tr>
    }
}

fn cell(lang: Lang, mean: Option<DayMean>, day: String) -> impl IntoView {
    let value = mean.and_then(|mean| mean.value).map(|value| value.normalize().to_string());
    let shown = match (value, mean) {
        (Some(value), Some(DayMean { valid: false, .. })) => {
            view! { <s>{value}</s> <span class="hidden">{texts::not_counted(lang)}</span> }.into_any()
        }
        (Some(value), Some(DayMean { over: true, .. })) => {
            view! { <strong class="over-value">{value}</strong> }.into_any()
        }
        (Some(value), _) => value.into_any(),
        (None, _) => "—".into_any(),
    };
    view! { <td class="n" data-head=day>{shown}</td> }
}
