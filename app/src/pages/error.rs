//! Pages that say why there is no page, and where to go on. Their status is told by [`Why`](crate::web::Why).

use leptos::prelude::*;
use services::Error;

use super::parts::{search_box, wait};
use crate::texts::error as texts;
use crate::ui::send_again::SendAgain;
use crate::web::{Page, Visit, path_for_log};

/// Seconds after which a database that was locked is worth another try.
const SOON: u64 = 30;

/// The answer to a request that broke something here: the reader learns that it is not their doing, and no more.
pub fn broken(visit: &Visit) -> Page {
    error_page(visit, ErrorPage::Broken)
}

/// The answer to a form that cannot be read.
pub fn bad_form(visit: &Visit) -> Page {
    error_page(visit, ErrorPage::BadForm)
}

/// The answer to a form that is too large to be read.
pub fn too_large(visit: &Visit) -> Page {
    error_page(visit, ErrorPage::TooLarge)
}

/// The answer to a form that was sent to a page which takes none.
pub fn takes_no_form(visit: &Visit) -> Page {
    error_page(visit, ErrorPage::NoForm)
}

/// The answer to a form that another site sent.
pub fn foreign_form(visit: &Visit) -> Page {
    error_page(visit, ErrorPage::ForeignForm)
}

/// The answer to a form that came while the database could not be written, with all that was typed but passwords. What only
/// operators can use goes to the log.
pub fn not_saved(visit: &Visit, failure: &Error, fields: Vec<(String, String)>) -> Page {
    log(visit, failure);
    let lang = visit.lang();
    let (title, action) = (texts::not_saved(lang), visit.visitor().here());
    let body = move || {
        view! {
            <h1>{title}</h1>
            <p class="lead">{texts::not_saved_cause(lang)}</p>
            <SendAgain action fields word=texts::try_again(lang)/>
        }
    };
    Page::new(title, body).retry_after(SOON).here(title)
}

fn too_often(visit: &Visit, seconds: u64) -> Page {
    let lang = visit.lang();
    let title = texts::too_often(lang);
    let body = move || {
        view! {
            <h1>{title}</h1>
            <p class="lead">{texts::too_often_cause(lang)}</p>
            <p>{wait(lang, seconds)}</p>
        }
    };
    Page::new(title, body).retry_after(seconds).here(title)
}

/// The page for a failed use case. What only operators can use goes to the log.
pub fn page(visit: &Visit, failure: &Error) -> Page {
    let kind = match failure {
        Error::NotFound => ErrorPage::NotFound,
        Error::Forbidden | Error::Unauthenticated | Error::NeedsSecondFactor => ErrorPage::Forbidden,
        Error::Invalid(_) | Error::SignInRefused => ErrorPage::BadRequest,
        Error::Conflict(_) => ErrorPage::Conflict,
        Error::Throttled { seconds } => return too_often(visit, *seconds),
        Error::Unavailable(_) => ErrorPage::Unavailable,
        Error::Database(_) | Error::Io { .. } | Error::Key(_) => ErrorPage::Broken,
    };
    if kind.is_ours() {
        log(visit, failure);
    }
    error_page(visit, kind)
}

fn log(visit: &Visit, failure: &Error) {
    let (error, path) = (failure as &dyn std::error::Error, path_for_log(visit.visitor().path()));
    tracing::error!(error, path, "a page failed");
}

#[derive(Clone, Copy)]
enum ErrorPage {
    BadRequest,
    BadForm,
    NoForm,
    ForeignForm,
    TooLarge,
    Forbidden,
    NotFound,
    Conflict,
    Unavailable,
    Broken,
}

impl ErrorPage {
    /// Whether it is the portal's own doing.
    const fn is_ours(self) -> bool {
        matches!(self, Self::Unavailable | Self::Broken)
    }
}

fn error_page(visit: &Visit, kind: ErrorPage) -> Page {
    let lang = visit.lang();
    let (title, cause) = match kind {
        ErrorPage::BadRequest => (texts::bad_request(lang), texts::bad_request_cause(lang)),
        ErrorPage::ForeignForm => (texts::foreign_form(lang), texts::foreign_form_cause(lang)),
        ErrorPage::Forbidden => (texts::forbidden(lang), texts::forbidden_cause(lang)),
        ErrorPage::NotFound => (texts::not_found(lang), texts::not_found_cause(lang)),
        ErrorPage::BadForm => (texts::bad_form(lang), texts::bad_form_cause(lang)),
        ErrorPage::NoForm => (texts::takes_no_form(lang), texts::takes_no_form_cause(lang)),
        ErrorPage::TooLarge => (texts::too_large(lang), texts::too_large_cause(lang)),
        ErrorPage::Conflict => (texts::conflict(lang), texts::conflict_cause(lang)),
        ErrorPage::Unavailable => (texts::unavailable(lang), texts::unavailable_cause(lang)),
        ErrorPage::Broken => (texts::broken(lang), texts::broken_cause(lang)),
    };
    let ours = kind.is_ours();
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
    let page = Page::new(title, body).here(title);
    if matches!(kind, ErrorPage::Unavailable) { page.retry_after(SOON) } else { page }
}
