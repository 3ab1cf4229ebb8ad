//! Tip-offs in numbers: how many, about what, how fast they are answered; and how many declarations came.

use axum::response::Response;
use domain::lang::Lang;
use domain::time::{DAY, Stamp};
use domain::tip::TipStatus;
use leptos::prelude::*;
use services::Error;
use services::public::declarations::{Filed, by_quarter};
use services::public::tips::{Count, Statistics, statistics};

use super::parts::labels::reported;
use super::parts::{count, quarter_name};
use crate::number::grouped;
use crate::texts::statistics as texts;
use crate::ui::data_table::{Column, DataTable};
use crate::ui::when;
use crate::web::{Page, Visit};

/// `GET /statistics`
pub async fn show(visit: Visit) -> Response {
    visit.answer(page(&visit).await)
}

async fn page(visit: &Visit) -> Result<Page, Error> {
    let lang = visit.lang();
    let numbers = statistics(visit.ctx()).await?;
    let filed = by_quarter(visit.ctx()).await?;
    let title = texts::title(lang);
    Ok(Page::new(title, move || view! { {body(lang, &numbers)} {declarations(lang, &filed)} })
        .describe(texts::description(lang))
        .here(title))
}

fn body(lang: Lang, numbers: &Statistics) -> impl IntoView + use<> {
    view! {
        <h1>{texts::title(lang)}</h1>
        <p class="lead">{sentence(lang, numbers)}</p>
        {numbers.as_of.map(|as_of| view! {
            <p class="asof">{texts::as_of(lang, last_day(lang, as_of))}</p>
            {tables(lang, numbers)}
        })}
    }
}

fn tables(lang: Lang, numbers: &Statistics) -> impl IntoView + use<> {
    let months = numbers.months.iter().map(|(month, count)| (month.clone(), *count));
    let kind = |kind: &Option<_>| kind.map_or_else(|| texts::kind_unsaid(lang), |kind| reported(lang, kind)).to_owned();
    let kinds = numbers.kinds.iter().map(|(one, count)| (kind(one), *count));
    let statuses = numbers.statuses.iter().map(|(one, count)| (status(lang, *one).to_owned(), *count));
    view! {
        {table(lang, "months", texts::by_month(lang), texts::month(lang), months.collect())}
        {table(lang, "statuses", texts::by_status(lang), texts::status(lang), statuses.collect())}
        {table(lang, "kinds", texts::by_kind(lang), texts::kind(lang), kinds.collect())}
        <p class="small soft">{texts::hidden_note(lang)}</p>
    }
}

/// How many declarations came for each of the last quarters, and how many of them in time.
fn declarations(lang: Lang, filed: &[Filed]) -> impl IntoView + use<> {
    let row = |one: &Filed| {
        view! {
            <tr>
                <th scope="row">{quarter_name(lang, one.quarter)}</th>
                <td class="n">{grouped(one.filed)}</td>
                <td class="n">{grouped(one.in_time)}</td>
            </tr>
        }
    };
    let title = texts::declarations(lang);
    let columns = vec![
        Column::words(texts::quarter(lang)),
        Column::numbers(texts::filed(lang)),
        Column::numbers(texts::in_time(lang)),
    ];
    let rows = filed.iter().map(row).collect_view();
    view! {
        <section aria-labelledby="declarations" class="narrow">
            <h2 id="declarations">{title}</h2>
            <DataTable caption=title hide_caption=true columns>{rows}</DataTable>
            <p class="small soft">{texts::declarations_note(lang)}</p>
        </section>
    }
}

/// The last day before a moment at which one begins.
fn last_day(lang: Lang, as_of: Stamp) -> String {
    when::date(lang, as_of.minus(DAY).day())
}

fn sentence(lang: Lang, numbers: &Statistics) -> String {
    let total = match numbers.total {
        Count::From(_) => texts::total(lang, shown(lang, numbers.total)),
        Count::Few => texts::total_few(lang).to_owned(),
    };
    let speed = numbers.speed.map(|speed| {
        let until = last_day(lang, speed.as_of);
        texts::speed(lang, until, shown(lang, speed.answered), speed.median_days, speed.ninetieth_days)
    });
    [Some(total), speed].into_iter().flatten().collect::<Vec<_>>().join(lang.pick("", " "))
}

fn table(
    lang: Lang,
    id: &'static str,
    title: &'static str,
    head: &'static str,
    rows: Vec<(String, Count)>,
) -> impl IntoView {
    let row = |(name, count): (String, Count)| {
        view! { <tr><th scope="row">{name}</th><td class="n">{shown(lang, count)}</td></tr> }
    };
    let columns = vec![Column::words(head), Column::numbers(texts::number(lang))];
    let rows = rows.into_iter().map(row).collect_view();
    view! {
        <section aria-labelledby=id class="narrow">
            <h2 id=id>{title}</h2>
            <DataTable caption=title hide_caption=true columns>{rows}</DataTable>
        </section>
    }
}

fn shown(lang: Lang, number: Count) -> String {
    match number {
        Count::Few => texts::few(lang).to_owned(),
        Count::From(_) => {
            let (least, most) = number.range();
            texts::from_to(lang, grouped(count(least)), grouped(count(most)))
        }
    }
}

fn status(lang: Lang, status: Option<TipStatus>) -> &'static str {
    match status {
        Some(TipStatus::Received) => texts::received(lang),
        Some(TipStatus::Accepted) => texts::accepted(lang),
        Some(TipStatus::Declined) => texts::declined(lang),
        Some(TipStatus::Investigating) => texts::investigating(lang),
        Some(TipStatus::Answered) => texts::answered(lang),
        None => texts::not_recorded(lang),
    }
}
