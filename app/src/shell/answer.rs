//! A page as an HTTP response.

use std::sync::Arc;

use axum::http::header::{CACHE_CONTROL, CONTENT_LANGUAGE, RETRY_AFTER, SET_COOKIE, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{Html, IntoResponse, Response};

use services::Error;

use super::document::document;
use crate::web::{AppState, Page, Refusal, Seat, Visit, Visitor, Why};

impl Visit {
    /// The page, or why there is none.
    pub fn answer(&self, page: Result<Page, Error>) -> Response {
        match page {
            Ok(page) => response(self.app(), self.visitor(), self.seat(), page),
            Err(failure) => Refusal::new(self, Why::Failed(Arc::new(failure))).into_response(),
        }
    }
}

/// Renders `page` for `visitor`, who may be signed in.
fn response(app: &AppState, visitor: &Visitor, seat: Option<&Seat>, page: Page) -> Response {
    let status = page.status;
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(visitor.lang.tag()));
    headers.insert(VARY, HeaderValue::from_static("cookie"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(keeping(&page, seat.is_some())));
    headers.extend(page.retry_after.map(|seconds| (RETRY_AFTER, HeaderValue::from(seconds))));
    for choice in visitor.choices() {
        headers.append(SET_COOKIE, choice);
    }
    (status, headers, Html(document(app, visitor, seat, page))).into_response()
}

/// Who may keep a page. A public one goes out of date within a minute: ask again each time. One person's page may lie
/// in that person's browser, so that “back” finds what was typed; signing out empties it.
fn keeping(page: &Page, signed_in: bool) -> &'static str {
    match (page.secret, signed_in) {
        (true, _) => "no-store",
        (false, true) => "private, no-cache",
        (false, false) => "no-cache",
    }
}
