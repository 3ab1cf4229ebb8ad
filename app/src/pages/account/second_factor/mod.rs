//! The second factor of the own account: getting one, keeping the codes for a lost telephone, giving it up.

mod qr;
mod view;

use axum::http::StatusCode;
use axum::response::Response;
use domain::input::{Input, Issue, Password, Words};
use serde::Deserialize;
use services::Error;
use services::accounts::{
    Proof,
    second_factor::{self, Status},
};
use services::input::{Incoming, sound};
use validator::Validate;

use crate::texts::{account, second_factor as texts};
use crate::web::{Enrolling, Form, Member, Page, SECOND_FACTOR, see_other};

/// What the forms send: the password and a code.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    #[validate(custom(function = sound))]
    password: Input<Password>,
    #[validate(custom(function = sound))]
    code: Input<Words<1, 40>>,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["password", "code"];
}

/// `GET /account/second-factor`
pub async fn show(Enrolling(member): Enrolling) -> Response {
    member.answer(page(&member, Form::default()).await)
}

/// `POST /account/second-factor/begin`
pub async fn begin(Enrolling(member): Enrolling) -> Response {
    match second_factor::begin(member.ctx(), member.actor()).await {
        // It is there already: the page says so.
        Ok(()) | Err(Error::Conflict(_)) => see_other(SECOND_FACTOR),
        Err(failure) => member.answer(Err(failure)),
    }
}

/// `POST /account/second-factor/confirm`: the answer is the only page that ever shows the recovery codes.
pub async fn confirm(Enrolling(member): Enrolling, form: Form<Sent>) -> Response {
    let confirmed = match form.sound() {
        Ok(sent) => {
            let (password, code) = (sent.password.typed(), sent.code.typed());
            second_factor::confirm(member.ctx(), member.actor(), password, code).await
        }
        Err(refused) => Err(refused),
    };
    match confirmed {
        Ok(codes) => member.answer(Ok(codes_page(&member, codes))),
        // Confirmed in another window, or begun anew there: the page says how it stands.
        Err(Error::Conflict(_) | Error::NotFound) => see_other(SECOND_FACTOR),
        Err(failure) => again(&member, form, failure).await,
    }
}

/// `POST /account/second-factor/remove`
pub async fn remove(Enrolling(member): Enrolling, form: Form<Sent>) -> Response {
    let removed = match form.sound() {
        Ok(sent) => {
            let proof = Proof { password: sent.password.typed(), code: sent.code.typed() };
            second_factor::remove(member.ctx(), member.actor(), proof).await
        }
        Err(refused) => Err(refused),
    };
    match removed {
        Ok(()) => see_other(&format!("{SECOND_FACTOR}?done=removed")),
        Err(Error::Conflict(_)) => see_other(SECOND_FACTOR),
        Err(failure) => again(&member, form, failure).await,
    }
}

async fn again(member: &Member, form: Form<Sent>, failure: Error) -> Response {
    let again = match failure {
        Error::SignInRefused => form.refused(Error::issue("password", Issue::WrongPassword)),
        failure => form.refused_at("password", failure),
    };
    member.answer(match again {
        Ok(form) => page(member, form).await,
        Err(failure) => Err(failure),
    })
}

async fn page(member: &Member, form: Form<Sent>) -> Result<Page, Error> {
    let lang = member.lang();
    let (status, is_needed) = second_factor::status(member.ctx(), member.actor()).await?;
    let must = is_needed && !matches!(status, Status::On { .. });
    let removed = member.done() == Some("removed");
    let title = texts::title(lang);
    let code: StatusCode = form.status();
    let page = Page::new(title, move || view::body(lang, &status, must, removed, &form)).secret().status(code);
    Ok(page.step(account::title(lang), "/account").here(title))
}

fn codes_page(member: &Member, codes: Vec<String>) -> Page {
    let lang = member.lang();
    let title = texts::on_title(lang);
    Page::new(title, move || view::codes(lang, codes)).secret().step(account::title(lang), "/account").here(title)
}
