//! Signing in by the provider of identities: sending a browser there, taking it in when it comes back, and what is asked of
//! somebody who is not in yet.

mod leave;
mod refused;
mod view;

use axum::http::HeaderMap;
use axum::response::Response;
use domain::input::{Input, Issue, Password, Words};
use serde::Deserialize;
use services::Error;
use services::accounts::SigningIn;
use services::accounts::unified::{self, Answer, Back, Failure, Waiting};
use services::input::{Incoming, sound};
use validator::Validate;

use super::{LONGEST_LOGIN, Sent, greet, set_cookie};
use crate::texts::unified as texts;
use crate::web::{Client, Form, Page, UNIFIED, Visit, attempt, see_other, session};

pub use leave::leave;
pub use refused::refused;

/// What the button on the page to sign in sends.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Begin {
    /// Where the person wanted to go.
    next: String,
}

impl Incoming for Begin {
    const FIELDS: &'static [&'static str] = &[];
}

/// What the form for the second factor sends.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Code {
    #[validate(custom(function = sound))]
    code: Input<Words<1, 40>>,
}

impl Incoming for Code {
    const FIELDS: &'static [&'static str] = &["code"];
}

/// What the form sends by which an account is linked.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Link {
    #[validate(custom(function = sound))]
    login: Input<Words<1, LONGEST_LOGIN>>,
    #[validate(custom(function = sound))]
    password: Input<Password>,
    /// What the authenticator shows, or a recovery code, of accounts that have a second factor.
    code: String,
}

impl Incoming for Link {
    const FIELDS: &'static [&'static str] = &["login", "password"];
}

/// `POST /sign-in/unified`: to the provider.
pub async fn begin(visit: Visit, Client(client): Client, form: Form<Begin>) -> Response {
    match unified::begin(visit.ctx(), client, &form.typed.next, visit.lang()).await {
        Ok(begun) => leave(&visit, &begun),
        Err(failure) => refused(&visit, failure),
    }
}

/// `GET /sign-in/unified/back?code=&state=&iss=&error=`: back from the provider.
pub async fn back(visit: Visit, headers: HeaderMap) -> Response {
    let (token, shown) = (attempt::token(&headers, visit.https()), session::token(&headers, visit.https()));
    let param = |name| visit.visitor().param(name);
    let answer = Answer { code: param("code"), state: param("state"), issuer: param("iss"), error: param("error") };
    match unified::back(visit.ctx(), token.as_ref(), answer, shown.as_ref()).await {
        Ok(Back::Entered(session, next)) => welcome(&visit, &session, next).await,
        Ok(Back::Linked) => {
            let mut response = see_other("/account/unified?done=linked");
            set_cookie(&mut response, attempt::ended(visit.https()));
            response
        }
        Ok(Back::Waits) => see_other(UNIFIED),
        Err(failure) => refused(&visit, failure),
    }
}

/// `GET /sign-in/unified`: what somebody who came back has to show. Whoever has nothing to show here signs in.
pub async fn show(visit: Visit, headers: HeaderMap) -> Response {
    match waiting(&visit, &headers).await {
        Ok(Some(Waiting::Code)) => visit.answer(Ok(code_page(&visit, Form::default()))),
        Ok(Some(Waiting::Account { enterprise })) => {
            visit.answer(Ok(view::link_page(&visit, Form::default(), enterprise)))
        }
        Ok(None) => see_other("/sign-in"),
        Err(failure) => visit.answer(Err(failure)),
    }
}

/// `POST /sign-in/unified/code`
pub async fn enter(visit: Visit, headers: HeaderMap, form: Form<Code>) -> Response {
    let Some(token) = attempt::token(&headers, visit.https()) else { return refused(&visit, Failure::OtherBrowser) };
    let shown = session::token(&headers, visit.https());
    let entered = match form.sound() {
        Ok(sent) => unified::enter(visit.ctx(), &token, sent.code.typed(), shown.as_ref()).await,
        Err(refused) => Err(refused.into()),
    };
    match entered {
        Ok((session, next)) => welcome(&visit, &session, next).await,
        Err(Failure::Portal(failure)) => {
            let again = form.refused_at("code", failure);
            visit.answer(again.map(|form| code_page(&visit, form)))
        }
        Err(failure) => refused(&visit, failure),
    }
}

/// `POST /sign-in/unified/link`
pub async fn link(visit: Visit, Client(client): Client, headers: HeaderMap, form: Form<Link>) -> Response {
    let Some(token) = attempt::token(&headers, visit.https()) else { return refused(&visit, Failure::OtherBrowser) };
    let shown = session::token(&headers, visit.https());
    let entered = match form.sound() {
        Ok(sent) => {
            let given = SigningIn { login: sent.login.typed(), password: sent.password.typed(), code: &sent.code };
            unified::link_and_enter(visit.ctx(), &token, given, client, shown.as_ref()).await
        }
        Err(refused) => Err(refused.into()),
    };
    let failure = match entered {
        Ok((session, next)) => return welcome(&visit, &session, next).await,
        Err(Failure::Portal(Error::SignInRefused)) => Error::issue("login", Issue::SignInRefused),
        Err(Failure::Portal(failure)) => failure,
        Err(failure) => return refused(&visit, failure),
    };
    let enterprise = match waiting(&visit, &headers).await {
        Ok(Some(Waiting::Account { enterprise })) => enterprise,
        // Linked in another window meanwhile, or over: the page says how it stands.
        Ok(_) => return see_other(UNIFIED),
        Err(failure) => return visit.answer(Err(failure)),
    };
    let again = form.refused_at("login", failure);
    visit.answer(again.map(|form| view::link_page(&visit, form, enterprise)))
}

async fn waiting(visit: &Visit, headers: &HeaderMap) -> Result<Option<Waiting>, Error> {
    if visit.ctx().oidc().is_none() {
        return Err(Error::NotFound);
    }
    match attempt::token(headers, visit.https()) {
        Some(token) => unified::waiting(visit.ctx(), &token).await,
        None => Ok(None),
    }
}

/// On to where the person wanted to go; what the browser held meanwhile goes.
async fn welcome(visit: &Visit, session: &services::accounts::SessionToken, next: String) -> Response {
    let mut response = greet(visit, session, &Sent { next, ..Sent::default() }).await;
    set_cookie(&mut response, attempt::ended(visit.https()));
    response
}

fn code_page(visit: &Visit, form: Form<Code>) -> Page {
    let lang = visit.lang();
    let (title, status, wait) = (texts::code_title(lang), form.status(), form.wait());
    let demo = services::accounts::second_factor::demo_code(visit.ctx());
    let page = Page::new(title, move || view::code(lang, &form, demo)).secret().status(status).here(title);
    match wait {
        Some(seconds) => page.retry_after(seconds),
        None => page,
    }
}
