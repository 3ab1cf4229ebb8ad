//! `POST /tip/follow`: the tip-off of a code, and a message added to it.

use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use services::Error;
use services::throttle::ClientKey;
use services::tips::{self, TipForReporter};

use super::asked::{Asked, Written};
use super::dialogue;
use super::enter::not_found;
use super::{report, state};
use crate::pages::parts::{issue, wait};
use crate::pages::tip::{script, to};
use crate::texts::{tip, tip_follow as texts};
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::web::{Client, Form, Page, Section, Visit};

/// `POST /tip/follow`
pub async fn open(visit: Visit, Client(client): Client, form: Form<Asked>) -> Response {
    let code = form.typed.code.clone();
    let written = match form.typed.text.clone() {
        None => Written::Nothing,
        Some(text) => match write(&visit, form, text.typed(), client).await {
            Ok(written) => written,
            Err(answer) => return answer,
        },
    };
    match tips::follow(visit.ctx(), &code, client).await {
        Ok(tip) => followed(&visit, &code, tip, written),
        Err(failure) => not_found(&visit, &code, failure, written),
    }
}

/// Adds the message. What could not be added is given back, whatever the cause.
async fn write(visit: &Visit, form: Form<Asked>, text: &str, client: ClientKey) -> Result<Written, Response> {
    let (lang, code) = (visit.lang(), form.typed.code.clone());
    let failure = match tips::write(visit.ctx(), &code, text, form.sent_key(), client).await {
        Ok(()) => return Ok(Written::Sent),
        Err(failure) => failure,
    };
    if failure.is_about("text") {
        return form.refused(failure).map(Written::Refused).map_err(|failure| visit.answer(Err(failure)));
    }
    match failure {
        Error::Throttled { seconds } => {
            let page = later(visit, &code, form, wait(lang, seconds)).status(StatusCode::TOO_MANY_REQUESTS);
            Err(visit.answer(Ok(page.retry_after(seconds))))
        }
        failure @ (Error::Invalid(_) | Error::NotFound) => {
            Err(not_found(visit, &code, failure, Written::Refused(form)))
        }
        failure => {
            tracing::error!(error = &failure as &dyn std::error::Error, "a message could not be added");
            let page = later(visit, &code, form, texts::unavailable(lang).to_owned());
            Err(visit.answer(Ok(page.status(StatusCode::SERVICE_UNAVAILABLE))))
        }
    }
}

/// The page of a tip-off.
pub fn followed(visit: &Visit, code: &str, tip: TipForReporter, written: Written) -> Response {
    let (lang, action, leave) = (visit.lang(), to(visit.visitor(), "/tip/follow"), to(visit.visitor(), "/tip/follow"));
    let (code, now) = (code.to_owned(), visit.ctx().now());
    let status = match written {
        Written::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Written::Nothing | Written::Sent => StatusCode::OK,
    };
    let title = texts::title_of(lang, &tip.tip_no);
    let heading = title.clone();
    let body = move || {
        let sent = matches!(written, Written::Sent).then(|| {
            view! { <div role="status"><Notice tone=Tone::Ok><p>{texts::sent(lang)}</p></Notice></div> }
        });
        let form = match written {
            Written::Refused(form) => form,
            Written::Nothing | Written::Sent => Form::default(),
        };
        view! {
            {sent}
            {issue::summary(lang, texts::errors(lang), &form.issues, |_| texts::write(lang))}
            <h1>{heading}</h1>
            {state::view(lang, &tip, now)}
            {report::view(lang, &tip)}
            {dialogue::view(lang, &tip.messages)}
            {dialogue::form(lang, &form, &code, &action)}
            {state::ends(lang, &code, action, leave)}
            {script()}
        }
    };
    let page = Page::new(title, body).within(Section::Tip).step(tip::title(lang), "/tip").here(texts::title(lang));
    visit.answer(Ok(page.secret().status(status)))
}

/// A message that has to wait: it stands in its field, to be sent again.
fn later(visit: &Visit, code: &str, form: Form<Asked>, word: String) -> Page {
    let (lang, action, code) = (visit.lang(), to(visit.visitor(), "/tip/follow"), code.to_owned());
    let title = texts::title(lang);
    let body = move || {
        view! {
            <div role="alert"><Notice tone=Tone::Warn><p>{word}</p></Notice></div>
            <h1>{title}</h1>
            {dialogue::form(lang, &form, &code, &action)}
            {script()}
        }
    };
    Page::new(title, body).within(Section::Tip).step(tip::title(lang), "/tip").here(title).secret()
}
