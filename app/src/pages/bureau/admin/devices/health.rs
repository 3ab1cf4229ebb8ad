//! How complete the hours of a logger are, by the quarter.

use domain::health::Completeness;
use domain::lang::Lang;
use domain::time::Stamp;
use leptos::prelude::*;
use rust_decimal::Decimal;
use services::Pollutant;
use services::devices::QuarterHealth;

use crate::number::grouped;
use crate::pages::parts::{pollutant_name, quarter_name, share};
use crate::texts::admin_device as texts;
use crate::ui::data_table::{Column, DataTable};
use crate::ui::when;

/// Gaps that are named, the longest.
const NAMED: usize = 5;

/// A table for each quarter; a sentence where no hour was due.
pub fn view(lang: Lang, quarters: &[QuarterHealth]) -> AnyView {
    let none = quarters.is_empty().then(|| view! { <p>{texts::health_none(lang)}</p> });
    let tables = quarters.iter().map(|quarter| one(lang, quarter)).collect_view();
    view! {
        <section aria-labelledby="health" class="flow">
            <h2 id="health">{texts::health(lang)}</h2>
            <p class="small soft">{texts::health_what(lang)}</p>
            {none}
            {tables}
        </section>
    }
    .into_any()
}

fn one(lang: Lang, told: &QuarterHealth) -> AnyView {
    let name = quarter_name(lang, told.quarter);
    let columns = vec![
        Column::words(texts::health_pollutant(lang)),
        Column::numbers(texts::health_due(lang)),
        Column::numbers(texts::health_came(lang)),
        Column::numbers(texts::health_valid(lang)),
        Column::numbers(texts::health_resent(lang)),
        Column::numbers(texts::health_transmission(lang)),
        Column::numbers(texts::health_effective(lang)),
        Column::numbers(texts::health_both(lang)),
    ];
    let rows = told.series.iter().map(|series| row(lang, series)).collect_view();
    let (from, until) = (when::moment(lang, told.from), when::moment(lang, told.until));
    let span = texts::health_span(lang, name, from, until);
    let caption = span.clone();
    view! {
        <h3>{span}</h3>
        <DataTable caption=caption hide_caption=true columns records=true>{rows}</DataTable>
        {gaps(lang, told)}
    }
    .into_any()
}

fn row(lang: Lang, (pollutant, told): &(Pollutant, Completeness)) -> AnyView {
    let rate = |rate: Option<Decimal>| rate.map_or_else(|| "—".to_owned(), share);
    let number = |count: u32| grouped(u64::from(count));
    view! {
        <tr>
            <th scope="row">{pollutant_name(lang, pollutant)}</th>
            <td class="n" data-head=texts::health_due(lang)>{number(told.due)}</td>
            <td class="n" data-head=texts::health_came(lang)>{number(told.came)}</td>
            <td class="n" data-head=texts::health_valid(lang)>{number(told.valid)}</td>
            <td class="n" data-head=texts::health_resent(lang)>{number(told.resent)}</td>
            <td class="n" data-head=texts::health_transmission(lang)>{rate(told.transmission())}</td>
            <td class="n" data-head=texts::health_effective(lang)>{rate(told.effective())}</td>
            <td class="n" data-head=texts::health_both(lang)>{rate(told.effective_transmission())}</td>
        </tr>
    }
    .into_any()
}

/// The longest gaps of the series that is the least complete.
fn gaps(lang: Lang, told: &QuarterHealth) -> Option<AnyView> {
    let (pollutant, worst) = told.worst()?;
    let mut gaps: Vec<(Stamp, Stamp)> = worst.gaps.clone();
    let all = gaps.len();
    gaps.sort_by_key(|(from, to)| std::cmp::Reverse(to.since(*from)));
    gaps.truncate(NAMED);
    gaps.sort_unstable();
    let line = |(from, to): (Stamp, Stamp)| {
        let hours = u64::try_from(to.since(from) / domain::time::HOUR).unwrap_or_default();
        let (from, to) = (when::moment(lang, from), when::moment(lang, to));
        view! { <li>{texts::health_gap(lang, from, to, hours)}</li> }
    };
    let lines = gaps.into_iter().map(line).collect_view();
    let name = pollutant_name(lang, pollutant);
    (all > 0).then(|| {
        view! {
            <p class="small">{texts::health_gaps(lang, name, crate::pages::parts::count(all))}</p>
            <ul class="small">{lines}</ul>
        }
        .into_any()
    })
}
