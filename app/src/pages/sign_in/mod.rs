//! Signing in and out.

mod ended;
mod form;
mod other;

use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::access::{Action, Role, may};
use serde::Deserialize;
use services::Error;
use services::accounts;

use crate::texts::sign_in as texts;
use crate::web::{Client, Fields, MaybeMember, Page, Seat, Visit, own_address, see_other, session};

pub use ended::session_ended;
use form::{Typed, body};
pub use other::made_for_another;

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

/// `GET /sign-in?next=&switch=`: who is signed in already goes on to their work, unless they want to be somebody else.
pub async fn show(visit: Visit, MaybeMember(member): MaybeMember) -> Response {
    let next = visit.visitor().param("next").unwrap_or_default().to_owned();
    match member {
        Some(member) if visit.visitor().param("switch").is_none() => see_other(destination(&next, member.actor().role)),
        member => {
            let now = member.map(|member| member.made_for().who().to_owned());
            visit.answer(Ok(page(&visit, Typed { next, now, ..Typed::default() })))
        }
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

/// `POST /sign-out`: of the person for whom the page was made, even while the database does not answer.
pub async fn sign_out(visit: Visit, headers: axum::http::HeaderMap, member: Result<MaybeMember, Response>) -> Response {
    if let Err(refused) = member
        && refused.status() == StatusCode::PRECONDITION_FAILED
    {
        return refused;
    }
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
    let seat = match accounts::actor(visit.ctx(), token).await {
        Ok(actor) => Seat::of(visit.ctx(), actor).await,
        Err(failure) => Err(failure),
    };
    let seat = match seat {
        Ok(seat) => seat,
        Err(failure) => return visit.answer(Err(failure)),
    };
    let mut response = match ended::send_again(visit, typed, &seat) {
        Some(answer) => answer,
        None => see_other(destination(&typed.next, seat.actor.role)),
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
