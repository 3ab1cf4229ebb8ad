//! `GET /filing/signs`

use axum::response::Response;
use domain::calendar::Known;
use domain::lang::Lang;
use domain::sign::SignStatus;
use leptos::prelude::*;
use services::Error;
use services::signs::{SignRow, own};

use crate::pages::parts::sign::{sign_said, sign_tags, sign_title};
use crate::pages::parts::{calendar_doubt, count};
use crate::texts::filing_signs as texts;
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
    Ok(Page::new(title, move || body(lang, &found)).within(Section::OwnSigns).here(title))
}

fn body(lang: Lang, found: &[SignRow]) -> impl IntoView + use<> {
    let section = |id: &'static str, title: &'static str, asked: bool| {
        let rows: Vec<_> = found.iter().filter(|row| (row.status == SignStatus::Asked) == asked).collect();
        (!rows.is_empty()).then(|| {
            let rows = rows.into_iter().map(|row| sign(lang, row)).collect_view();
            view! { <section aria-labelledby=id><h2 id=id>{title}</h2><ul class="results">{rows}</ul></section> }
        })
    };
    let none = found.is_empty().then(|| view! { <p class="lead">{texts::none(lang)}</p> });
    let all = (found.len() >= 200).then(|| view! { <p class="soft">{texts::newest(lang, count(found.len()))}</p> });
    view! {
        <h1>{texts::title(lang)}</h1>
        <p class="soft">{texts::lead(lang)}</p>
        {none}
        {all}
        {section("waiting", texts::waiting(lang), true)}
        {section("others", texts::others(lang), false)}
    }
}

fn sign(lang: Lang, row: &SignRow) -> impl IntoView + use<> {
    let due = due(lang, row, None).map(|due| view! { <p class="meta"><span>{due}</span></p> });
    view! {
        <li>
            <h3><a href=format!("/filing/signs/{}", row.id)>{sign_title(lang, row)}</a></h3>
            {sign_tags(lang, row)}
            <p class="more">{sign_said(lang, row)}</p>
            {due}
        </li>
    }
}

/// Until when an answer is awaited.
pub fn due(lang: Lang, row: &SignRow, doubt: Option<(i32, Known)>) -> Option<String> {
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
