//! `POST /tip/follow`: the tip-off of a code, and a message added to it.

use axum::http::StatusCode;
use axum::response::Response;
use domain::input::Issue;
use leptos::prelude::*;
use serde::Deserialize;
use services::throttle::ClientKey;
use services::tips::{self, TipForReporter};
use services::{Error, FormKey};

use super::dialogue::{self, Draft};
use super::enter::not_found;
use super::{report, state};
use crate::pages::error;
use crate::pages::tip::{script, to};
use crate::texts::{tip, tip_follow as texts};
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::web::{Client, Fields, Page, Section, Visit};

/// What the forms send.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    code: String,
    /// A message to be added; absent in the forms that only look.
    text: Option<String>,
    #[serde(default)]
    form: String,
}

/// What became of a message.
pub enum Written {
    /// There was none.
    Nothing,
    /// It was added, now or when the form was sent before.
    Sent,
    /// It has to be mended.
    Refused(Draft),
}

/// `POST /tip/follow`
pub async fn open(visit: Visit, Client(client): Client, Fields(asked): Fields<Asked>) -> Response {
    let Asked { code, text, form } = asked;
    let written = match text {
        None => Written::Nothing,
        Some(text) => match write(&visit, &code, text, &form, client).await {
            Ok(written) => written,
            Err(answer) => return answer,
        },
    };
    match tips::follow(visit.ctx(), &code, client).await {
        Ok(tip) => followed(&visit, &code, tip, written),
        Err(failure) => not_found(&visit, &code, failure),
    }
}

/// Adds the message. What could not be added is given back, whatever the cause.
async fn write(visit: &Visit, code: &str, text: String, form: &str, client: ClientKey) -> Result<Written, Response> {
    let lang = visit.lang();
    let key = FormKey::parse(form);
    let draft = |said| Draft { text: text.clone(), form: key.clone().unwrap_or_else(FormKey::generate), error: said };
    match tips::write(visit.ctx(), code, &text, key.as_ref(), client).await {
        Ok(()) => Ok(Written::Sent),
        Err(Error::Invalid { field: "text", issue: Some(issue), .. }) => {
            let said = match issue {
                Issue::Missing | Issue::Short(_) => texts::write_something(lang).to_owned(),
                Issue::Long(most) => tip::long(lang, most),
            };
            Ok(Written::Refused(draft(Some(said))))
        }
        Err(Error::Throttled { seconds }) => {
            let page =
                later(visit, code, draft(None), error::wait(lang, seconds)).status(StatusCode::TOO_MANY_REQUESTS);
            Err(visit.answer(Ok(page.retry_after(seconds))))
        }
        Err(failure @ (Error::Invalid { .. } | Error::NotFound)) => Err(not_found(visit, code, failure)),
        Err(failure) => {
            tracing::error!(error = &failure as &dyn std::error::Error, "a message could not be added");
            let page = later(visit, code, draft(None), texts::unavailable(lang).to_owned());
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
        let draft = match written {
            Written::Refused(draft) => draft,
            Written::Nothing | Written::Sent => Draft::blank(),
        };
        let errors = draft.error.iter().map(|message| FieldError { name: "text".into(), message: message.clone() });
        view! {
            {sent}
            <ErrorSummary title=texts::errors(lang) errors=errors.collect()/>
            <h1>{heading}</h1>
            {state::view(lang, &tip, now)}
            {report::view(lang, &tip)}
            {dialogue::view(lang, &tip.messages)}
            {dialogue::form(lang, draft, &code, &action)}
            {state::ends(lang, &code, action, leave)}
            {script()}
        }
    };
    let page = Page::new(title, body).within(Section::Tip).step(tip::title(lang), "/tip").here(texts::title(lang));
    visit.answer(Ok(page.secret().status(status)))
}

/// A message that has to wait: it stands in its field, to be sent again.
fn later(visit: &Visit, code: &str, draft: Draft, word: String) -> Page {
    let (lang, action, code) = (visit.lang(), to(visit.visitor(), "/tip/follow"), code.to_owned());
    let title = texts::title(lang);
    let body = move || {
        view! {
            <div role="alert"><Notice tone=Tone::Warn><p>{word}</p></Notice></div>
            <h1>{title}</h1>
            {dialogue::form(lang, draft, &code, &action)}
            {script()}
        }
    };
    Page::new(title, body).within(Section::Tip).step(tip::title(lang), "/tip").here(title).secret()
}
