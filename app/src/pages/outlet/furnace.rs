//! How warm the furnace was: its five-minute means, counted by the day.

use domain::lang::Lang;
use leptos::prelude::*;
use services::exceedances::{Furnace, FurnaceDay};

use crate::pages::parts::{averaging_limit, count, pollutant_name};
use crate::texts::outlet as texts;
use crate::ui::data_table::{Column, DataTable};
use crate::ui::when;

/// A section for each furnace.
pub fn view(lang: Lang, furnaces: &[Furnace]) -> AnyView {
    furnaces.iter().map(|furnace| one(lang, furnace)).collect_view().into_any()
}

fn one(lang: Lang, furnace: &Furnace) -> AnyView {
    let Furnace { pollutant, limit, days } = furnace;
    let name = pollutant_name(lang, pollutant);
    let columns = vec![
        Column::words(texts::furnace_day(lang)),
        Column::numbers(texts::furnace_means(lang)),
        Column::numbers(texts::furnace_missed(lang)),
        Column::words(texts::furnace_said(lang)),
    ];
    let rows = days.iter().map(|day| row(lang, day)).collect_view();
    let limit = averaging_limit(lang, &limit.limit);
    view! {
        <section aria-labelledby="furnace" class="flow">
            <h2 id="furnace">{texts::furnace(lang, name.clone())}</h2>
            <p class="small soft">{texts::furnace_what(lang, limit)}</p>
            <DataTable caption=texts::furnace(lang, name) hide_caption=true columns records=true>{rows}</DataTable>
        </section>
    }
    .into_any()
}

fn row(lang: Lang, day: &FurnaceDay) -> AnyView {
    let said = match day.spared {
        None => "—".to_owned(),
        Some(spared) if day.is_too_cold() => texts::furnace_more(lang, spared),
        Some(spared) => texts::furnace_spared(lang, spared),
    };
    view! {
        <tr class=day.is_too_cold().then_some("over")>
            <th scope="row">{when::date(lang, day.day)}</th>
            <td class="n" data-head=texts::furnace_means(lang)>{count(day.means)}</td>
            <td class="n" data-head=texts::furnace_missed(lang)>{count(day.missed)}</td>
            <td data-head=texts::furnace_said(lang)>{said}</td>
        </tr>
    }
    .into_any()
}
