//! The hours of the loggers.

use domain::lang::Lang;
use leptos::prelude::*;
use services::feeds::{Hours, OutletHours};

use super::labels::percent;
use crate::number::grouped;
use crate::pages::bureau::addresses::file_address;
use crate::pages::parts::named;
use crate::texts::admin_feeds as texts;
use crate::ui::data_table::{Column, DataTable};
use crate::ui::when;

/// Outlets in the table: the worst.
const SHOWN: usize = 20;

/// The section about the loggers.
pub fn section(lang: Lang, hours: &Hours) -> impl IntoView + use<> {
    let body = if hours.outlets == 0 {
        view! { <p>{texts::no_outlets(lang)}</p> }.into_any()
    } else {
        figures(lang, hours).into_any()
    };
    view! {
        <section aria-labelledby="hours" class="flow">
            <h2 id="hours">{texts::hours(lang)}</h2>
            <p class="soft">{texts::hours_what(lang)}</p>
            {body}
        </section>
    }
}

fn figures(lang: Lang, hours: &Hours) -> impl IntoView + use<> {
    let until = when::moment(lang, hours.until);
    let of_day = percent(hours.day, hours.day_due);
    let of_week = percent(hours.week, hours.week_due);
    let day = texts::day(lang, until.clone(), of_day, grouped(hours.day), grouped(hours.day_due));
    let week = texts::week(lang, until, of_week, grouped(hours.week), grouped(hours.week_due));
    let lacking = u64::try_from(hours.lacking.len()).unwrap_or(u64::MAX);
    let worst = (lacking > 0).then(|| {
        let columns = vec![
            Column::words(texts::outlet(lang)),
            Column::numbers(texts::of_day(lang)),
            Column::numbers(texts::of_week(lang)),
        ];
        let rows = hours.lacking.iter().take(SHOWN).map(|one| row(lang, one)).collect_view();
        let title = if hours.lacking.len() > SHOWN {
            texts::worst(lang, lacking, SHOWN)
        } else {
            texts::lacking(lang, lacking)
        };
        view! {
            <h3>{title.clone()}</h3>
            <DataTable caption=title hide_caption=true records=true columns>{rows}</DataTable>
        }
    });
    view! {
        <ul class="plain"><li>{day}</li><li>{week}</li></ul>
        {worst}
    }
}

fn row(lang: Lang, one: &OutletHours) -> impl IntoView + use<> {
    let code = one.enterprise.credit_code;
    view! {
        <tr>
            <th scope="row">
                <a href=file_address(code)>{named(lang, &one.enterprise.name)}</a>
                " "
                <a href=format!("{}#outlets", file_address(code))>{one.outlet.to_string()}</a>
            </th>
            <td class="n" data-head=texts::of_day(lang)>{texts::of(lang, one.day, 24)}</td>
            <td class="n" data-head=texts::of_week(lang)>{texts::of(lang, one.week, 168)}</td>
        </tr>
    }
}
