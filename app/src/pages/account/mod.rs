//! The own account: who one is here, the password, and signing out everywhere.

pub mod messages;
pub mod second_factor;
pub mod unified;
mod view;

use axum::Json;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use domain::input::{Input, Issue, NewPassword, Password};
use serde::{Deserialize, Serialize};
use services::Error;
use services::accounts::{self, SessionToken};
use services::input::{Incoming, sound};
use validator::Validate;

use super::sign_in::{leave, set_cookie};
use crate::texts::account as texts;
use crate::web::{Form, Member, Page, SignedIn, see_other, session};
use view::body;

/// What the form for a new password sends.
#[expect(clippy::struct_field_names, reason = "the fields of the form; what is named so is never kept")]
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    #[validate(custom(function = sound))]
    old_password: Input<Password>,
    #[validate(custom(function = sound))]
    new_password: Input<NewPassword>,
    #[validate(must_match(other = "new_password"))]
    again_password: Input<NewPassword>,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["old_password", "new_password", "again_password"];
}

/// `GET /account`
pub async fn show(member: Member) -> Response {
    member.answer(Ok(page(&member, Form::default())))
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
pub async fn now(SignedIn(member): SignedIn) -> Response {
    let now = member.map(|member| member.made_for());
    let now = now.map(|now| Now { made_for: now.key().to_owned(), who: now.who().to_owned() });
    ([(CACHE_CONTROL, "no-store")], Json(now.unwrap_or_default())).into_response()
}

/// `POST /account/password`
pub async fn change_password(member: Member, form: Form<Sent>) -> Response {
    let again = match change(&member, &form).await {
        Ok(token) => {
            let mut response = see_other("/account?changed=1").into_response();
            set_cookie(&mut response, session::begun(&token, member.https()));
            return response;
        }
        Err(Error::SignInRefused) => form.refused(Error::issue("old_password", Issue::WrongPassword)),
        Err(failure) => form.refused_at("old_password", failure),
    };
    member.answer(again.map(|form| page(&member, form)))
}

async fn change(member: &Member, form: &Form<Sent>) -> Result<SessionToken, Error> {
    let sent = form.sound()?;
    let (old, new) = (sent.old_password.typed(), sent.new_password.typed().to_owned());
    accounts::change_password(member.ctx(), member.actor(), old, new).await
}

/// `POST /account/sign-out-everywhere`
pub async fn sign_out_everywhere(member: Member) -> Response {
    match accounts::sign_out_everywhere(member.ctx(), member.actor()).await {
        Ok(_ended) => leave(&member),
        Err(failure) => member.answer(Err(failure)),
    }
}

fn page(member: &Member, form: Form<Sent>) -> Page {
    let (lang, seat) = (member.lang(), member.seat().clone());
    let (status, changed) = (form.status(), member.visitor().param("changed").is_some());
    let title = texts::title(lang);
    let office = seat.office(lang, member.site()).to_owned();
    let has_provider = member.ctx().oidc().is_some();
    Page::new(title, move || body(lang, &seat, office, &form, changed, has_provider)).status(status).here(title)
}
