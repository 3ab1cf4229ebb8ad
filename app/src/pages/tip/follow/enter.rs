//! `GET /tip/follow`: where the code is typed, and what is said when it does not fit.

use axum::http::StatusCode;
use axum::response::Response;
use domain::input::Issue;
use leptos::prelude::*;
use services::Error;
use services::input::Issues;
use services::tips;

use crate::pages::error;
use crate::pages::parts::issue;
use crate::pages::tip::{show::closed, to};
use crate::texts::{tip, tip_follow as texts};
use crate::ui::field::Field;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::web::{Page, Section, Visit, see_other};

/// What stands on the page beside the field.
#[derive(Default)]
struct Said {
    /// What was typed.
    code: String,
    /// What is wrong with it.
    issues: Issues,
    /// What is wrong with something else.
    word: Option<String>,
}

/// `GET /tip/follow`
#[allow(clippy::unused_async)] // axum takes async functions as handlers
pub async fn enter(visit: Visit) -> Response {
    match tips::are_open(visit.ctx()) {
        Ok(()) => visit.answer(Ok(page(&visit, Said::default()))),
        Err(shut) => closed(&visit, &shut),
    }
}

/// `GET` where only a form is taken.
#[allow(clippy::unused_async)] // axum takes async functions as handlers
pub async fn redirect(visit: Visit) -> Response {
    see_other(&to(visit.visitor(), "/tip/follow"))
}

/// The page again, when a code leads nowhere. A code that is nobody's gets one sentence, whatever it may be close to.
pub fn not_found(visit: &Visit, code: &str, failure: Error) -> Response {
    let lang = visit.lang();
    let said = |issues| Said { code: code.to_owned(), issues, word: None };
    let page = match failure {
        Error::Invalid(issues) => page(visit, said(issues)).status(StatusCode::UNPROCESSABLE_ENTITY),
        Error::NotFound => {
            let unknown = Issues::one("code", Issue::UnknownReceiptCode);
            page(visit, said(unknown)).status(StatusCode::UNPROCESSABLE_ENTITY)
        }
        Error::Throttled { seconds } => {
            let said =
                Said { code: code.to_owned(), issues: Issues::default(), word: Some(error::wait(lang, seconds)) };
            page(visit, said).status(StatusCode::TOO_MANY_REQUESTS).retry_after(seconds)
        }
        failure => {
            tracing::error!(error = &failure as &dyn std::error::Error, "a tip-off could not be followed");
            let said = Said {
                code: code.to_owned(),
                issues: Issues::default(),
                word: Some(texts::unavailable(lang).to_owned()),
            };
            page(visit, said).status(StatusCode::SERVICE_UNAVAILABLE)
        }
    };
    visit.answer(Ok(page))
}

fn page(visit: &Visit, said: Said) -> Page {
    let (lang, action, file) = (visit.lang(), to(visit.visitor(), "/tip/follow"), to(visit.visitor(), "/tip"));
    let title = texts::title(lang);
    let Said { code, issues, word } = said;
    let body = move || {
        let error = issue::at(lang, &issues, "code");
        let word = word.map(|text| view! { <div role="alert"><Notice tone=Tone::Warn><p>{text}</p></Notice></div> });
        view! {
            {word}
            {issue::summary(lang, texts::errors(lang), &issues, |_| texts::code(lang))}
            <h1>{title}</h1>
            <p class="lead">{texts::lead(lang)}</p>
            <form method="post" action=action class="stack" autocomplete="off">
                <Field name="code" label=texts::code(lang) hint=texts::code_hint(lang) error value=code
                    inputmode="numeric" autocomplete="off"/>
                <button type="submit">{texts::look(lang)}</button>
            </form>
            <div class="prose">
                <h2>{texts::lost(lang)}</h2>
                <p>{texts::lost_what(lang)}</p>
                <p><a href=file>{texts::file(lang)}</a></p>
            </div>
        }
    };
    Page::new(title, body)
        .describe(texts::description(lang))
        .within(Section::Tip)
        .step(tip::title(lang), "/tip")
        .here(title)
        .secret()
}
