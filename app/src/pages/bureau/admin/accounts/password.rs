//! A new password for somebody who has forgotten theirs.

use axum::http::StatusCode;
use axum::response::Response;
use domain::lang::Lang;
use leptos::prelude::*;
use serde::Deserialize;
use services::Error;
use services::accounts::{self, Account, MAX_LENGTH, MIN_LENGTH};

use crate::pages::bureau::admin::nav::{Place, nav};
use crate::texts::{admin_account_password as texts, admin_accounts};
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::field::Field;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::web::{At, Fields, Member, Page, Section, see_other};

/// What the form sends. The password is never shown again.
#[derive(Deserialize)]
pub struct Sent {
    #[serde(default)]
    password: String,
}

/// `GET /bureau/accounts/{id}/password`
pub async fn ask_for_password(member: Member, At(id): At<i64>) -> Response {
    member.answer(page(&member, id, None).await)
}

/// `POST /bureau/accounts/{id}/password`
pub async fn reset_password(member: Member, At(id): At<i64>, Fields(sent): Fields<Sent>) -> Response {
    match accounts::reset_password(member.ctx(), member.actor(), id, sent.password).await {
        Ok(()) => see_other(&format!("/bureau/accounts/{id}?reset=1")),
        Err(Error::Invalid { .. }) => {
            let short = texts::short(member.lang(), MIN_LENGTH.to_string(), MAX_LENGTH.to_string());
            let refused = page(&member, id, Some(short)).await;
            member.answer(refused.map(|page| page.status(StatusCode::UNPROCESSABLE_ENTITY)))
        }
        // The own account, or one that is closed: the page says why not, and has no form.
        Err(Error::Conflict(_)) => {
            member.answer(page(&member, id, None).await.map(|page| page.status(StatusCode::CONFLICT)))
        }
        Err(failure) => member.answer(Err(failure)),
    }
}

async fn page(member: &Member, id: i64, error: Option<String>) -> Result<Page, Error> {
    let lang = member.lang();
    let (account, _) = accounts::show(member.ctx(), member.actor(), id).await?;
    let own = account.id == member.actor().account_id;
    let (nav, title, name) = (nav(member, Place::Accounts), texts::title(lang), account.name.clone());
    let back = format!("/bureau/accounts/{id}");
    let href = back.clone();
    let body = move || {
        view! {
            {nav}
            <h1>{title}</h1>
            {form(lang, &account, own, error)}
            <p><a href=href>{texts::back(lang)}</a></p>
        }
    };
    let page = Page::new(title, body).within(Section::Accounts);
    Ok(page.step(admin_accounts::title(lang), "/bureau/accounts").step(name, back).here(title))
}

fn form(lang: Lang, account: &Account, own: bool, error: Option<String>) -> AnyView {
    if own {
        return view! { <Notice tone=Tone::Warn><p>{texts::own(lang)}</p></Notice> }.into_any();
    }
    if account.closed_at.is_some() {
        return view! { <Notice><p>{texts::closed(lang)}</p></Notice> }.into_any();
    }
    let action = format!("/bureau/accounts/{}/password", account.id);
    let errors = error.iter().map(|words| FieldError { name: "password".into(), message: words.clone() }).collect();
    view! {
        <ErrorSummary title=texts::problem(lang) errors/>
        <p class="prose">{texts::what(lang)}</p>
        <form method="post" action=action class="stack">
            <Field name="password" label=texts::password(lang) hint=texts::password_hint(lang, MIN_LENGTH.to_string())
                kind="password" autocomplete="new-password" error/>
            <p><button>{texts::confirm(lang)}</button></p>
        </form>
    }
    .into_any()
}
