//! `GET /filing/findings`

use axum::response::Response;
use domain::finding::FindingStatus;
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::findings::{OwnFinding, own};

use super::labels;
use crate::pages::parts::finding::about;
use crate::pages::parts::{calendar_doubt, chinese, quarter_name};
use crate::texts::filing_findings as texts;
use crate::ui::tag::Tag;
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
    Ok(Page::new(title, move || body(lang, &found)).within(Section::Explanations).here(title))
}

fn body(lang: Lang, found: &[OwnFinding]) -> impl IntoView + use<> {
    let (waiting, others): (Vec<_>, Vec<_>) = found.iter().partition(|row| row.status == FindingStatus::Asked);
    let section = |id: &'static str, title: &'static str, rows: Vec<&OwnFinding>| {
        (!rows.is_empty()).then(|| {
            let rows = rows.into_iter().map(|row| finding(lang, row)).collect_view();
            view! { <section aria-labelledby=id><h2 id=id>{title}</h2><ul class="results">{rows}</ul></section> }
        })
    };
    let none = waiting.is_empty().then(|| view! { <p class="lead">{texts::none(lang)}</p> });
    view! {
        <h1>{texts::title(lang)}</h1>
        <p class="soft">{texts::lead(lang)}</p>
        {none}
        {section("waiting", texts::waiting(lang), waiting)}
        {section("others", texts::others(lang), others)}
    }
}

fn finding(lang: Lang, row: &OwnFinding) -> impl IntoView + use<> {
    let (tone, word) = labels::status(lang, row.status);
    let title = row.title.as_ref().map_or_else(|| about(lang, &row.about), |title| title.pick(lang).to_owned());
    let said_in = if row.said.en.is_empty() { chinese(lang) } else { None };
    let due = due(lang, row).map(|due| view! { <span>{due}</span> });
    view! {
        <li>
            <h3><a href=format!("/filing/findings/{}", row.id)>{title}</a></h3>
            <p class="state"><Tag tone word/></p>
            <p class="more" lang=said_in>{row.said.pick(lang).to_owned()}</p>
            <p class="meta">
                <span>{quarter_name(lang, row.quarter)}</span>
                <span>{texts::asked_on(lang, when::date(lang, row.asked_at.day()))}</span>
                {due}
            </p>
        </li>
    }
}

/// Until when an answer is awaited.
pub fn due(lang: Lang, row: &OwnFinding) -> Option<String> {
    let last = row.answer_due?.day();
    let day = when::date(lang, last);
    if row.overdue {
        return Some(texts::overdue(lang, day));
    }
    let due = texts::due(lang, day);
    Some(match row.doubt {
        Some(doubt) => texts::in_doubt(lang, due, calendar_doubt(lang, doubt)),
        None => due,
    })
}
