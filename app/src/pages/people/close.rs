//! Closing the account of somebody of the own enterprise: asked once more, because it is for good.

use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use services::accounts::{people, release};
use services::{Conflict, Error};

use super::Side;
use super::nav::{must, of, within};
use crate::pages::parts::{chinese, role_name};
use crate::texts::people as texts;
use crate::ui::notice::Notice;
use crate::ui::summary_list::{Fact, SummaryList};
use crate::ui::tag::Tone;
use crate::web::{At, Member, Page, see_other};

/// `GET /filing/people/{id}/close`
pub async fn ask(member: Member, At(id): At<i64>) -> Response {
    member.answer(page(&member, id, None).await)
}

/// `POST /filing/people/{id}/close`
pub async fn close(member: Member, At(id): At<i64>) -> Response {
    match release(member.ctx(), member.actor(), id).await {
        Ok(()) => see_other("/filing/people?done=closed"),
        Err(Error::Conflict(conflict)) => {
            let page = page(&member, id, Some(conflict)).await;
            member.answer(page.map(|page| page.status(StatusCode::CONFLICT)))
        }
        Err(failure) => member.answer(Err(failure)),
    }
}

async fn page(member: &Member, id: i64, conflict: Option<Conflict>) -> Result<Page, Error> {
    let side = Side::Enterprise;
    must(side, member)?;
    let lang = member.lang();
    let all = people(member.ctx(), member.actor()).await?;
    let account = all.into_iter().find(|account| account.id == id).ok_or(Error::NotFound)?;
    let own = id == member.actor().account_id;
    let nav = of(side, member);
    let title = texts::close_title(lang);
    let body = move || {
        let facts = vec![
            Fact::new(texts::name(lang), view! { <span lang=chinese(lang)>{account.name.clone()}</span> }),
            Fact::new(texts::role(lang), role_name(lang, account.role)),
            Fact::new(texts::login(lang), view! { <span class="code">{account.login.clone()}</span> }),
        ];
        let question = if own || conflict == Some(Conflict::OwnAccount) {
            view! { <Notice tone=Tone::Warn><p>{texts::close_own(lang)}</p></Notice> }.into_any()
        } else if conflict.is_some() {
            view! { <Notice tone=Tone::Warn><p>{texts::last_of_role(lang)}</p></Notice> }.into_any()
        } else {
            let action = format!("/filing/people/{id}/close");
            view! {
                <p class="prose">{texts::close_what(lang)}</p>
                <form method="post" action=action><button class="warning">{texts::close_title(lang)}</button></form>
            }
            .into_any()
        };
        view! {
            {nav}
            <h1>{title}</h1>
            <SummaryList facts/>
            {question}
            <p><a href="/filing/people">{texts::to_list(lang)}</a></p>
        }
    };
    Ok(within(side, Page::new(title, body)).step(texts::title(lang), "/filing/people").here(title))
}
