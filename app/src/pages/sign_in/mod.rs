//! Signing in and out.

mod ended;
mod form;
mod kept;
mod other;
pub mod unified;

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::access::{Action, Role, may};
use domain::input::{Input, Issue, Password, Words};
use serde::Deserialize;
use services::Error;
use services::accounts::{self, SigningIn, second_factor};
use services::input::{Incoming, sound};
use validator::Validate;

use crate::texts::sign_in as texts;
use crate::web::{Client, Form, MaybeMember, Page, SECOND_FACTOR, Seat, Visit, own_address, see_other, session};

pub use ended::session_ended;
use form::body;
pub use other::made_for_another;

/// Empties what a browser keeps of the pages that it saw, so that “back” shows nothing to the next person.
const CLEAR: (HeaderName, HeaderValue) =
    (HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\""));

/// What the form sends. The password is typed anew each time.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    #[validate(custom(function = sound))]
    login: Input<Words<1, LONGEST_LOGIN>>,
    #[validate(custom(function = sound))]
    password: Input<Password>,
    /// What the authenticator shows, or a recovery code, of accounts that have a second factor.
    code: String,
    /// Where the person wanted to go.
    next: String,
    /// A form that waits to be sent again, as it came.
    kept: String,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["login", "password"];
}

/// More than any login has.
const LONGEST_LOGIN: usize = 200;

/// `GET /sign-in?next=&switch=`: who is signed in already goes on to their work, unless they want to be somebody else.
pub async fn show(visit: Visit, MaybeMember(member): MaybeMember) -> Response {
    let next = visit.visitor().param("next").unwrap_or_default().to_owned();
    match member {
        Some(member) if visit.visitor().param("switch").is_none() => see_other(destination(&next, member.actor().role)),
        member => {
            let now = member.map(|member| member.made_for().who().to_owned());
            visit.answer(Ok(page(&visit, Form::new(Sent { next, ..Sent::default() }), now)))
        }
    }
}

/// `POST /sign-in`: the session that the browser shows ends with it, whoever's it is.
pub async fn post(visit: Visit, Client(client): Client, headers: HeaderMap, form: Form<Sent>) -> Response {
    let shown = session::token(&headers, visit.https());
    let signed_in = match form.sound() {
        Ok(sent) => {
            let given =
                SigningIn { login: sent.login.typed(), password: sent.password.typed(), code: sent.code.as_str() };
            accounts::sign_in_here(visit.ctx(), given, client, shown.as_ref()).await
        }
        Err(refused) => Err(refused),
    };
    let again = match signed_in {
        Ok(token) => return greet(&visit, &token, &form.typed).await,
        Err(Error::SignInRefused) => form.refused(Error::issue("login", Issue::SignInRefused)),
        Err(failure) => form.refused_at("login", failure),
    };
    visit.answer(again.map(|form| {
        let wait = form.wait();
        let page = page(&visit, form, None);
        match wait {
            Some(seconds) => page.retry_after(seconds),
            None => page,
        }
    }))
}

/// `POST /sign-out`: of the person for whom the page was made, even while the database does not answer.
pub async fn sign_out(visit: Visit, headers: HeaderMap, member: Result<MaybeMember, Response>) -> Response {
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
async fn greet(visit: &Visit, token: &accounts::SessionToken, sent: &Sent) -> Response {
    let found = match accounts::actor(visit.ctx(), token).await {
        Ok(actor) => Seat::of(visit.ctx(), actor).await,
        Err(Error::NeedsSecondFactor) => {
            let mut response = see_other(SECOND_FACTOR);
            set_cookie(&mut response, session::begun(token, visit.https()));
            return response;
        }
        Err(failure) => Err(failure),
    };
    let welcome = match found {
        Ok(welcome) => welcome,
        Err(failure) => return visit.answer(Err(failure)),
    };
    let mut response = match ended::send_again(visit, sent, &welcome) {
        Some(answer) => answer,
        None => see_other(destination(&sent.next, welcome.actor.role)),
    };
    set_cookie(&mut response, session::begun(token, visit.https()));
    response
}

/// Where somebody goes after signing in: where they wanted to, else to their work.
fn destination(next: &str, role: Role) -> &str {
    let work = if may(role, Action::ReadOwnEnterprise) { "/filing" } else { "/bureau" };
    own_address(next).filter(|next| !next.starts_with("/sign-")).unwrap_or(work)
}

fn page(visit: &Visit, form: Form<Sent>, now: Option<String>) -> Page {
    let lang = visit.lang();
    let title = texts::title(lang);
    let (is_demo, status) = (visit.site().is_demo, form.status());
    let code = second_factor::demo_code(visit.ctx());
    let provider = visit.ctx().oidc().map(|provider| provider.words().pick(lang).to_owned());
    Page::new(title, move || body(lang, &form, now, provider, is_demo, code))
        .status(status)
        .describe(texts::description(lang))
        .here(title)
}
