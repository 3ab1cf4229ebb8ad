//! Closing an account: asked once more, because it is for good.

use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use services::accounts::{self, Account};
use services::{Conflict, Error};

use super::act;
use super::list::belongs;
use crate::pages::parts::{chinese, role_name};
use crate::texts::admin_account_close as texts;
use crate::ui::notice::Notice;
use crate::ui::summary_list::{Fact, SummaryList};
use crate::ui::tag::Tone;
use crate::web::{At, Member, Page, see_other};

/// `GET /bureau/accounts/{id}/close`
pub async fn ask_to_close(member: Member, At(id): At<i64>) -> Response {
    member.answer(page(&member, id, false).await)
}

/// `POST /bureau/accounts/{id}/close`
pub async fn close(member: Member, At(id): At<i64>) -> Response {
    match accounts::close(member.ctx(), member.actor(), id).await {
        Ok(()) => see_other(&format!("/bureau/accounts/{id}?closed=1")),
        // The own account, or the last of its role: the page says why not.
        Err(Error::Conflict(conflict)) => {
            let last = conflict == Conflict::LastOfRole;
            member.answer(page(&member, id, last).await.map(|page| page.status(StatusCode::CONFLICT)))
        }
        Err(failure) => member.answer(Err(failure)),
    }
}

async fn page(member: &Member, id: i64, last: bool) -> Result<Page, Error> {
    let lang = member.lang();
    let (account, _) = accounts::show(member.ctx(), member.actor(), id).await?;
    let own = account.id == member.actor().account_id;
    let head = (texts::title(lang), StatusCode::OK);
    let inner = move |account: &Account| {
        let facts = vec![
            Fact::new(texts::name(lang), view! { <span lang=chinese(lang)>{account.name.clone()}</span> }),
            Fact::new(texts::role(lang), role_name(lang, account.role)),
            Fact::new(texts::belongs(lang), belongs(lang, account)),
        ];
        let question = if last {
            view! { <Notice tone=Tone::Warn><p>{texts::last_of_role(lang)}</p></Notice> }.into_any()
        } else if own {
            view! { <Notice tone=Tone::Warn><p>{texts::own(lang)}</p></Notice> }.into_any()
        } else if account.closed_at.is_some() {
            view! { <Notice><p>{texts::already(lang)}</p></Notice> }.into_any()
        } else {
            let action = format!("/bureau/accounts/{}/close", account.id);
            view! {
                <div class="prose">
                    <p>{texts::what(lang)}</p>
                    <p>{texts::what_stays(lang)}</p>
                </div>
                <form method="post" action=action><button class="warning">{texts::confirm(lang)}</button></form>
            }
            .into_any()
        };
        view! {
            <SummaryList facts/>
            {question}
        }
        .into_any()
    };
    Ok(act::page(member, account, head, inner))
}
