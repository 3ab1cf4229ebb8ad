//! Signing in and out.

mod ended;
mod form;

use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::access::{Action, Role, may};
use serde::Deserialize;
use services::Error;
use services::accounts;

use crate::texts::sign_in as texts;
use crate::web::{Client, Fields, MaybeMember, Page, Visit, own_address, see_other, session};

pub use ended::session_ended;
use form::{Typed, body};

/// Empties what a browser keeps of the pages that it saw, so that “back” shows nothing to the next person.
const CLEAR: (HeaderName, HeaderValue) =
    (HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\""));

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    login: String,
    password: String,
    /// Where the person wanted to go.
    next: String,
    /// A form that waits to be sent again, as it came.
    kept: String,
}

/// `GET /sign-in`
pub async fn show(visit: Visit, MaybeMember(member): MaybeMember) -> Response {
    let next = visit.visitor().param("next").unwrap_or_default().to_owned();
    match member {
        Some(member) => see_other(destination(&next, member.actor().role)),
        None => visit.answer(Ok(page(&visit, Typed { next, ..Typed::default() }))),
    }
}

/// `POST /sign-in`
pub async fn post(visit: Visit, Client(client): Client, Fields(sent): Fields<Sent>) -> Response {
    let lang = visit.lang();
    let mut typed = Typed { login: sent.login.clone(), next: sent.next, kept: sent.kept, ..Typed::default() };
    if sent.login.trim().is_empty() {
        typed.errors.push(("login", texts::login_missing(lang).to_owned()));
    }
    if sent.password.is_empty() {
        typed.errors.push(("password", texts::password_missing(lang).to_owned()));
    }
    if !typed.errors.is_empty() {
        return visit.answer(Ok(page(&visit, typed).status(StatusCode::UNPROCESSABLE_ENTITY)));
    }
    match accounts::sign_in(visit.ctx(), &sent.login, &sent.password, client).await {
        Ok(token) => signed_in(&visit, &token, &typed).await,
        Err(Error::SignInRefused) => {
            typed.errors.push(("login", texts::refused(lang).to_owned()));
            visit.answer(Ok(page(&visit, typed).status(StatusCode::UNPROCESSABLE_ENTITY)))
        }
        Err(Error::Throttled { seconds }) => {
            typed.errors.push(("login", super::error::wait(lang, seconds)));
            visit.answer(Ok(page(&visit, typed).status(StatusCode::TOO_MANY_REQUESTS).retry_after(seconds)))
        }
        Err(failure) => visit.answer(Err(failure)),
    }
}

/// `POST /sign-out`
pub async fn sign_out(visit: Visit, headers: axum::http::HeaderMap) -> Response {
    if let Some(token) = session::token(&headers, visit.https())
        && let Err(error) = accounts::sign_out(visit.ctx(), &token).await
    {
        // The session outlives its cookie for a while; this browser forgets it in any case.
        tracing::error!(%error, "a session could not be ended");
    }
    leave(&visit)
}

/// The answer to somebody whose session has just ended: to the home page, with nothing kept.
pub fn leave(visit: &Visit) -> Response {
    let mut response = ([CLEAR], see_other("/")).into_response();
    set_cookie(&mut response, session::ended(visit.https()));
    response
}

/// Puts a session's cookie on an answer.
pub fn set_cookie(response: &mut Response, cookie: Option<HeaderValue>) {
    if let Some(cookie) = cookie {
        response.headers_mut().append(axum::http::header::SET_COOKIE, cookie);
    }
}

/// On to where the person wanted to go, by way of the form that waits.
async fn signed_in(visit: &Visit, token: &accounts::SessionToken, typed: &Typed) -> Response {
    let role = match accounts::actor(visit.ctx(), token).await {
        Ok(actor) => actor.role,
        Err(failure) => return visit.answer(Err(failure)),
    };
    let mut response = match ended::send_again(visit, typed) {
        Some(page) => visit.answer(Ok(page)),
        None => see_other(destination(&typed.next, role)),
    };
    set_cookie(&mut response, session::begun(token, visit.https()));
    response
}

/// Where somebody goes after signing in: where they wanted to, else to their work.
fn destination(next: &str, role: Role) -> &str {
    let desk = if may(role, Action::ReadOwnEnterprise) { "/filing" } else { "/bureau" };
    own_address(next).filter(|next| !next.starts_with("/sign-")).unwrap_or(desk)
}

fn page(visit: &Visit, typed: Typed) -> Page {
    let lang = visit.lang();
    let title = texts::title(lang);
    let is_demo = visit.site().is_demo();
    Page::new(title, move || body(lang, typed, is_demo)).describe(texts::description(lang)).here(title)
}
