//! `GET /filing/exceedances`

use axum::response::Response;
use domain::calendar::Known;
use domain::exceedance::EventStatus;
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::exceedances::{EventRow, own};

use crate::pages::parts::exceedance::{event_said, event_status, event_title};
use crate::pages::parts::{calendar_doubt, count};
use crate::texts::{exceedances, filing_exceedances as texts};
use crate::ui::tag::{Tag, Tone};
use crate::ui::when;
use crate::web::{Member, Page, Section};

/// The list.
pub async fn list(member: Member) -> Response {
    member.answer(page(&member).await)
}

async fn page(member: &Member) -> Result<Page, Error> {
    let lang = member.lang();
    let found = own(member.ctx(), member.actor()).await?;
    let title = texts::title(lang);
    Ok(Page::new(title, move || body(lang, &found)).within(Section::OwnExceedances).here(title))
}

fn body(lang: Lang, found: &[EventRow]) -> impl IntoView + use<> {
    let in_state = |wanted: &[EventStatus]| found.iter().filter(|row| wanted.contains(&row.status)).collect::<Vec<_>>();
    let section = |id: &'static str, title: &'static str, rows: Vec<&EventRow>| {
        (!rows.is_empty()).then(|| {
            let rows = rows.into_iter().map(|row| event(lang, row)).collect_view();
            view! { <section aria-labelledby=id><h2 id=id>{title}</h2><ul class="results">{rows}</ul></section> }
        })
    };
    let none = found.is_empty().then(|| view! { <p class="lead">{texts::none(lang)}</p> });
    let all = (found.len() >= 200).then(|| view! { <p class="soft">{texts::newest(lang, count(found.len()))}</p> });
    let settled =
        [EventStatus::Answered, EventStatus::Confirmed, EventStatus::Exempt, EventStatus::Inspected, EventStatus::Gone];
    view! {
        <h1>{texts::title(lang)}</h1>
        <p class="soft">{texts::lead(lang)}</p>
        {none}
        {all}
        {section("waiting", texts::waiting(lang), in_state(&[EventStatus::Asked]))}
        {section("unanswered", texts::unanswered(lang), in_state(&[EventStatus::Open]))}
        {section("others", texts::others(lang), in_state(&settled))}
    }
}

fn event(lang: Lang, row: &EventRow) -> impl IntoView + use<> {
    let (tone, word) = event_status(lang, row.status);
    let due = due(lang, row, None).map(|due| view! { <p class="meta"><span>{due}</span></p> });
    let running = row.ended.is_none() && row.periods > 0;
    let running = running.then(|| view! { " " <Tag tone=Tone::Over word=exceedances::ended_running(lang)/> });
    view! {
        <li>
            <h3><a href=format!("/filing/exceedances/{}", row.id)>{event_title(lang, row)}</a></h3>
            <p class="state"><Tag tone word/>{running}</p>
            <p class="more">{event_said(lang, row)}</p>
            {due}
        </li>
    }
}

/// Until when an answer is awaited.
pub fn due(lang: Lang, row: &EventRow, doubt: Option<(i32, Known)>) -> Option<String> {
    let day = when::date(lang, row.answer_due?.day());
    if row.answer_overdue {
        return Some(texts::overdue(lang, day));
    }
    let due = texts::due(lang, day);
    Some(match doubt {
        Some(doubt) => texts::in_doubt(lang, due, calendar_doubt(lang, doubt)),
        None => due,
    })
}
