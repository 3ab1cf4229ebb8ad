//! Opening an account.

use axum::http::StatusCode;
use axum::response::Response;
use domain::access::Action;
use leptos::prelude::*;
use services::accounts::{self, NotOpened};
use services::public::enterprises::towns;
use services::{Error, FormKey};

use super::form::form;
use super::typed::{Sent, Wrong};
use crate::pages::bureau::admin::nav::{Place, nav};
use crate::texts::{admin_account_new as texts, admin_accounts};
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::web::{Fields, Member, Page, Section, see_other};

/// `GET /bureau/accounts/new`
pub async fn new(member: Member) -> Response {
    member.answer(page(&member, Sent::default(), &Wrong::default(), FormKey::generate(), false).await)
}

/// `POST /bureau/accounts`
pub async fn open(member: Member, Fields(sent): Fields<Sent>) -> Response {
    let key = FormKey::parse(&sent.form).unwrap_or_else(FormKey::generate);
    match accounts::open(member.ctx(), member.actor(), &key, sent.opening()).await {
        Ok(id) => see_other(&format!("/bureau/accounts/{id}?opened=1")),
        Err(NotOpened::Faults(faults)) => {
            let page = page(&member, sent, &Wrong::of(member.lang(), &faults), key, false).await;
            member.answer(page.map(|page| page.status(StatusCode::UNPROCESSABLE_ENTITY)))
        }
        Err(NotOpened::Spent) => {
            let page = page(&member, sent, &Wrong::default(), FormKey::generate(), true).await;
            member.answer(page.map(|page| page.status(StatusCode::CONFLICT)))
        }
        Err(NotOpened::Other(failure)) => member.answer(Err(failure)),
    }
}

async fn page(member: &Member, typed: Sent, wrong: &Wrong, key: FormKey, spent: bool) -> Result<Page, Error> {
    member.actor().must(Action::ManageAccounts)?;
    let lang = member.lang();
    let towns = towns(member.ctx()).await?;
    let (nav, form) = (nav(member, Place::Accounts), form(lang, &key, typed, wrong, towns));
    let title = texts::title(lang);
    let body = move || {
        let spent = spent.then(|| view! { <Notice tone=Tone::Warn><p>{texts::spent(lang)}</p></Notice> });
        view! {
            {nav}
            <h1>{title}</h1>
            <p class="lead">{texts::lead(lang)}</p>
            {spent}
            {form}
        }
    };
    let page = Page::new(title, body).within(Section::Accounts);
    Ok(page.step(admin_accounts::title(lang), "/bureau/accounts").here(title))
}
