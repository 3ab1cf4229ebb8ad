//! Opening an account.

use axum::response::Response;
use domain::access::Action;
use leptos::prelude::*;
use services::public::enterprises::towns;
use services::{Error, accounts};

use super::form::view;
use super::typed::Sent;
use crate::pages::bureau::admin::nav::{AdminPage, nav};
use crate::texts::{admin_account_new as texts, admin_accounts};
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::web::{Form, Member, Page, Section, see_other};

/// `GET /bureau/accounts/new`
pub async fn new(member: Member) -> Response {
    member.answer(page(&member, Form::default()).await)
}

/// `POST /bureau/accounts`
pub async fn open(member: Member, form: Form<Sent>) -> Response {
    let again = match accounts::open(member.ctx(), member.actor(), form.key(), form.typed.opening()).await {
        Ok(id) => return see_other(&format!("/bureau/accounts/{id}?opened=1")),
        // The password waits for its turn to be hashed; all else must not be typed anew.
        Err(failure) => form.refused_at("password", failure),
    };
    member.answer(match again {
        Ok(form) => page(&member, form).await,
        Err(failure) => Err(failure),
    })
}

async fn page(member: &Member, form: Form<Sent>) -> Result<Page, Error> {
    member.actor().must(Action::ManageAccounts)?;
    let lang = member.lang();
    let towns = towns(member.ctx()).await?;
    let (status, spent) = (form.status(), form.conflict.is_some());
    let (nav, form) = (nav(member, AdminPage::Accounts), view(lang, &form, towns));
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
    Ok(page.status(status).step(admin_accounts::title(lang), "/bureau/accounts").here(title))
}
