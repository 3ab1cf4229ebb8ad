//! Refusals that do not come from a page or a REST handler, in the shape that the asker understands.

use std::sync::Arc;

use app::{
    pages::{self, refusals},
    web::{AppState, Refusal, Visit, Visitor, Why, see_other},
};
use axum::{
    extract::{MatchedPath, State},
    http::{HeaderMap, Method, StatusCode, Uri},
    response::{IntoResponse, Response},
};
use services::Error;

use crate::rest::ApiError;

/// A refusal under `status`: JSON below `/api` and for islands, a page in the reader's language everywhere else.
pub fn refuse(app: &AppState, uri: &Uri, headers: &HeaderMap, status: StatusCode) -> Response {
    if uri.path() == "/api" || uri.path().starts_with("/api/") {
        return for_programs(status).into_response();
    }
    if app::web::functions::is_below(uri.path()) {
        return app::web::functions::refusal(status);
    }
    // A page links to itself in the other language; an address that is too long must not be repeated in it.
    let home = Uri::from_static("/");
    let shown = if status == StatusCode::URI_TOO_LONG { &home } else { uri };
    let visit = Visit::new(app.clone(), Visitor::of(shown, headers));
    let why = match status {
        StatusCode::NOT_FOUND => Why::Failed(Arc::new(Error::NotFound)),
        StatusCode::PAYLOAD_TOO_LARGE => Why::TooLarge,
        StatusCode::METHOD_NOT_ALLOWED => Why::NoForm,
        status if status.is_server_error() => Why::Broken,
        _ => Why::Failed(Arc::new(Error::invalid("request", status))),
    };
    // These come from outside of the pages' own layer.
    let mut response = refusals::page(&Refusal::new(&visit, why));
    *response.status_mut() = status;
    response
}

/// The answer to a method that an address does not take. Who asks for an address that only takes a form (a reload or a
/// change of language after a refusal) is led to the page that holds it.
pub async fn wrong_method(
    State(app): State<AppState>,
    method: Method,
    matched: MatchedPath,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    if matches!(method, Method::GET | Method::HEAD) {
        let page = pages::page_of_form(matched.as_str(), uri.path());
        let chosen = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        return see_other(&(page + &chosen));
    }
    refuse(&app, &uri, &headers, StatusCode::METHOD_NOT_ALLOWED)
}

fn for_programs(status: StatusCode) -> ApiError {
    let (code, message) = match status {
        StatusCode::NOT_FOUND => ("not_found", "there is nothing at this address"),
        StatusCode::METHOD_NOT_ALLOWED => ("method_not_allowed", "this address does not take this method"),
        StatusCode::URI_TOO_LONG => ("uri_too_long", "the address is too long; 8,000 characters are taken"),
        StatusCode::PAYLOAD_TOO_LARGE => ("too_large", "the body is too large; 2 MiB are taken"),
        StatusCode::SERVICE_UNAVAILABLE => ("timeout", "the answer took too long; ask for less, or try again"),
        _ => return ApiError::internal(),
    };
    ApiError::new(status, code, message)
}
