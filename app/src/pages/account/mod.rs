//! The own account: who one is here, the password, and signing out everywhere.

mod view;

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use services::{Error, accounts};

use super::sign_in::{leave, set_cookie};
use crate::texts::account as texts;
use crate::web::{Fields, MaybeMember, Member, Page, see_other, session};
use view::{Typed, body};

/// What the form for a new password sends.
#[expect(clippy::struct_field_names, reason = "the fields of the form; what is named so is never kept")]
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    old_password: String,
    new_password: String,
    again_password: String,
}

/// `GET /account`
pub async fn show(member: Member) -> Response {
    let changed = member.visitor().param("changed").is_some();
    member.answer(Ok(page(&member, Typed { changed, ..Typed::default() })))
}

/// Who is signed in, for the tabs of a browser.
#[derive(Debug, Default, Serialize)]
struct Now {
    /// For whom pages are made now; empty where nobody is signed in.
    made_for: String,
    /// Who that is, with role and enterprise.
    who: String,
}

/// `GET /account/now`
pub async fn now(MaybeMember(member): MaybeMember) -> Response {
    let now = member.map(|member| member.made_for());
    let now = now.map(|now| Now { made_for: now.key().to_owned(), who: now.who().to_owned() });
    ([(CACHE_CONTROL, "no-store")], Json(now.unwrap_or_default())).into_response()
}

/// `POST /account/password`
pub async fn change_password(member: Member, Fields(sent): Fields<Sent>) -> Response {
    let lang = member.lang();
    if sent.new_password != sent.again_password {
        return refuse(&member, "again_password", texts::not_the_same(lang).to_owned());
    }
    match accounts::change_password(member.ctx(), member.actor(), &sent.old_password, sent.new_password).await {
        Ok(token) => {
            let mut response = see_other("/account?changed=1").into_response();
            set_cookie(&mut response, session::begun(&token, member.visit().https()));
            response
        }
        Err(Error::SignInRefused) => refuse(&member, "old_password", texts::wrong(lang).to_owned()),
        Err(Error::Throttled { seconds }) => refuse(&member, "old_password", super::error::wait(lang, seconds)),
        Err(Error::Invalid { .. }) => {
            refuse(&member, "new_password", texts::too_short(lang, accounts::MIN_LENGTH.to_string()))
        }
        Err(failure) => member.answer(Err(failure)),
    }
}

/// `POST /account/sign-out-everywhere`
pub async fn sign_out_everywhere(member: Member) -> Response {
    match accounts::sign_out_everywhere(member.ctx(), member.actor()).await {
        Ok(_ended) => leave(member.visit()),
        Err(failure) => member.answer(Err(failure)),
    }
}

fn refuse(member: &Member, field: &'static str, message: String) -> Response {
    let typed = Typed { error: Some((field, message)), ..Typed::default() };
    member.answer(Ok(page(member, typed).status(StatusCode::UNPROCESSABLE_ENTITY)))
}

fn page(member: &Member, typed: Typed) -> Page {
    let (lang, seat) = (member.lang(), member.seat().clone());
    let title = texts::title(lang);
    let office = seat.office(lang, member.site()).to_owned();
    Page::new(title, move || body(lang, &seat, office, typed)).here(title)
}
