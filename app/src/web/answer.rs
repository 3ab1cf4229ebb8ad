//! A page as an HTTP response.

use axum::http::header::{CACHE_CONTROL, CONTENT_LANGUAGE, SET_COOKIE, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{Html, IntoResponse, Response};

use super::{AppState, Page, Visitor};
use crate::shell;

/// Renders `page` for `visitor`.
pub fn answer(app: &AppState, visitor: &Visitor, page: Page) -> Response {
    let status = page.status;
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(visitor.lang.tag()));
    headers.insert(VARY, HeaderValue::from_static("cookie"));
    // A page holds nothing of its reader, but it goes out of date within a minute: ask again each time.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    for choice in visitor.choices() {
        headers.append(SET_COOKIE, choice);
    }
    (status, headers, Html(shell::document(app, visitor, page))).into_response()
}
