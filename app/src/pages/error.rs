//! Pages that say why there is no page, and where to go on.

use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use services::Error;

use super::parts::search_box;
use crate::texts::error as texts;
use crate::web::{Page, Visit};

/// The answer to an address that leads nowhere.
#[allow(clippy::unused_async)] // axum takes async functions as handlers
pub async fn not_found(visit: Visit) -> Response {
    visit.answer(Err(Error::NotFound))
}

/// The answer to a request that broke something here: the reader learns that it is not their doing, and no more.
pub fn broken(visit: &Visit) -> Response {
    visit.answer(Ok(trouble(visit, Trouble::Broken)))
}

/// The page for a failed use case. What only operators can use goes to the log.
pub(crate) fn page(visit: &Visit, failure: &Error) -> Page {
    let kind = match failure {
        Error::NotFound => Trouble::NotFound,
        Error::Forbidden | Error::Unauthenticated => Trouble::Forbidden,
        Error::Invalid { .. } | Error::Conflict(_) | Error::SignInRefused => Trouble::BadRequest,
        Error::Throttled { .. } => Trouble::TooOften,
        Error::Unavailable(_) => Trouble::Unavailable,
        Error::Database(_) | Error::Io { .. } | Error::Key(_) => Trouble::Broken,
    };
    if kind.status().is_server_error() {
        tracing::error!(error = failure as &dyn std::error::Error, path = visit.visitor().path(), "a page failed");
    }
    trouble(visit, kind)
}

#[derive(Clone, Copy)]
enum Trouble {
    BadRequest,
    Forbidden,
    NotFound,
    TooOften,
    Unavailable,
    Broken,
}

impl Trouble {
    const fn status(self) -> StatusCode {
        match self {
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::TooOften => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

fn trouble(visit: &Visit, kind: Trouble) -> Page {
    let lang = visit.lang();
    let (title, cause) = match kind {
        Trouble::BadRequest => (texts::bad_request(lang), texts::bad_request_cause(lang)),
        Trouble::Forbidden => (texts::forbidden(lang), texts::forbidden_cause(lang)),
        Trouble::NotFound => (texts::not_found(lang), texts::not_found_cause(lang)),
        Trouble::TooOften => (texts::too_often(lang), texts::too_often_cause(lang)),
        Trouble::Unavailable => (texts::unavailable(lang), texts::unavailable_cause(lang)),
        Trouble::Broken => (texts::broken(lang), texts::broken_cause(lang)),
    };
    let ours = kind.status().is_server_error();
    let telephone = visit.site().telephone.clone();
    let body = move || {
        let call =
            (ours && !telephone.is_empty()).then(|| view! { <p class="soft">{texts::call(lang, &telephone)}</p> });
        let search = (!ours).then(|| search_box(lang));
        view! {
            <h1>{title}</h1>
            <p class="lead">{cause}</p>
            <ul class="inline">
                <li><a href="/">{texts::to_home(lang)}</a></li>
                <li><a href="/enterprises">{texts::to_enterprises(lang)}</a></li>
                <li><a href="/sitemap">{texts::to_sitemap(lang)}</a></li>
            </ul>
            {search}
            {call}
        }
    };
    Page::new(title, body).status(kind.status()).here(title)
}
