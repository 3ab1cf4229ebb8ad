//! What a logger sent, day by day.

use domain::lang::Lang;
use leptos::prelude::*;
use services::devices::Day;

use super::labels::reasons;
use crate::number::grouped;
use crate::pages::parts::count;
use crate::texts::admin_device as texts;
use crate::ui::data_table::{Column, DataTable};
use crate::ui::when;

/// The table of the last days, today first. Days before the first frame are told in a sentence.
pub fn days(lang: Lang, days: &[Day]) -> impl IntoView + use<> {
    let begun = days.iter().rposition(Day::has_frames).map_or(0, |oldest| oldest + 1);
    let empty = days.len() - begun;
    let before = match (begun, empty) {
        (0, _) => Some(texts::no_frames_at_all(lang).to_owned()),
        (_, 0) => None,
        (_, empty) => Some(texts::no_frames_before(lang, count(empty))),
    };
    let table = (begun > 0).then(|| table(lang, &days[..begun]));
    view! {
        <section aria-labelledby="days" class="flow">
            <h2 id="days">{texts::days(lang)}</h2>
            {table}
            {before.map(|words| view! { <p class="small soft">{words}</p> })}
        </section>
    }
}

fn table(lang: Lang, days: &[Day]) -> impl IntoView + use<> {
    let columns = vec![
        Column::words(texts::day(lang)),
        Column::numbers(texts::accepted(lang)),
        Column::numbers(texts::repeated(lang)),
        Column::numbers(texts::refused(lang)),
        Column::words(texts::reason(lang)),
    ];
    let rows = days.iter().map(|day| row(lang, day)).collect_view();
    view! { <DataTable caption=texts::days(lang) hide_caption=true records=true columns>{rows}</DataTable> }
}

fn row(lang: Lang, day: &Day) -> impl IntoView + use<> {
    let refusals = day.refusals();
    let reasons = reasons(lang, &day.refused).into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
    let reasons = (refusals > 0).then(|| view! { <ul>{reasons}</ul> });
    view! {
        <tr>
            <th scope="row"><time datetime=day.day.to_string()>{when::short_date(lang, day.day)}</time></th>
            <td class="n" data-head=texts::accepted(lang)>{grouped(day.accepted)}</td>
            <td class="n" data-head=texts::repeated(lang)>{grouped(day.repeated)}</td>
            <td class="n" data-head=texts::refused(lang)>{grouped(refusals)}</td>
            <td data-head=(refusals > 0).then(|| texts::reason(lang))>{reasons}</td>
        </tr>
    }
}
