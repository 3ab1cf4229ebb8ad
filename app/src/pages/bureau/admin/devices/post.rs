//! What is done on a logger's page: disabled and enabled, its password shown, held values released or discarded; each with
//! a reason.

use axum::response::Response;
use services::{Error, devices};

use super::one::page;
use super::rows::device_address;
use super::sent::{HELD, PASSWORD, Sent, ready};
use crate::web::{At, Form, Member, Page, see_other};

/// The page again with what was typed and what is wrong with it, or the failure.
async fn refused(member: &Member, mn: &str, form: Form<Sent>, failure: Error) -> Response {
    member.answer(match form.refused(failure) {
        Ok(form) => page(member, mn, form, None).await,
        Err(failure) => Err(failure),
    })
}

/// `POST /bureau/devices/{mn}/disable`
pub async fn disable(member: Member, At(mn): At<String>, form: Form<Sent>) -> Response {
    let form = form.only(&["reason"]);
    let done = match ready(&member, &form) {
        Ok(sent) => devices::disable(member.ctx(), member.actor(), &mn, sent.reason.typed(), form.key()).await,
        Err(refused) => Err(refused),
    };
    answer(&member, &mn, form, done, "disabled").await
}

/// `POST /bureau/devices/{mn}/enable`
pub async fn enable(member: Member, At(mn): At<String>, form: Form<Sent>) -> Response {
    let form = form.only(&["reason"]);
    let done = match ready(&member, &form) {
        Ok(sent) => devices::enable(member.ctx(), member.actor(), &mn, sent.reason.typed(), form.key()).await,
        Err(refused) => Err(refused),
    };
    answer(&member, &mn, form, done, "enabled").await
}

/// Back to the page with a word about what was done, or the page again.
async fn answer<T>(member: &Member, mn: &str, form: Form<Sent>, done: Result<T, Error>, word: &str) -> Response {
    match done {
        Ok(_) => see_other(&format!("{}?{word}=1", device_address(mn))),
        Err(failure) => refused(member, mn, form, failure).await,
    }
}

/// `POST /bureau/devices/{mn}/release`
pub async fn release(member: Member, At(mn): At<String>, form: Form<Sent>) -> Response {
    let form = form.only(&[HELD]);
    let done = match ready(&member, &form) {
        Ok(sent) => devices::release(member.ctx(), member.actor(), &mn, sent.held_reason.typed(), form.key()).await,
        Err(refused) => Err(refused),
    };
    answer(&member, &mn, form, done, "released").await
}

/// `POST /bureau/devices/{mn}/discard`
pub async fn discard(member: Member, At(mn): At<String>, form: Form<Sent>) -> Response {
    let form = form.only(&[HELD]);
    let done = match ready(&member, &form) {
        Ok(sent) => devices::discard(member.ctx(), member.actor(), &mn, sent.held_reason.typed(), form.key()).await,
        Err(refused) => Err(refused),
    };
    answer(&member, &mn, form, done, "discarded").await
}

/// `POST /bureau/devices/{mn}/password`
pub async fn reveal(member: Member, At(mn): At<String>, form: Form<Sent>) -> Response {
    let form = form.only(&[PASSWORD]);
    let shown = match ready(&member, &form) {
        Ok(sent) => devices::reveal_password(member.ctx(), member.actor(), &mn, sent.password_reason.typed()).await,
        Err(refused) => Err(refused),
    };
    match shown {
        Ok(password) => {
            let page = page(&member, &mn, Form::default(), Some(password)).await;
            member.answer(page.map(Page::secret))
        }
        Err(failure) => refused(&member, &mn, form, failure).await,
    }
}
