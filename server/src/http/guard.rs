//! Limits on what a request may weigh, how long it may take, and how far a failure may reach.

use std::{panic::AssertUnwindSafe, time::Duration};

use app::web::AppState;
use axum::{
    extract::{Request, State},
    http::{StatusCode, header::CONTENT_LENGTH},
    middleware::Next,
    response::Response,
};
use futures::FutureExt;

use super::refusal::refuse;

/// The longest address in bytes: all filters of the search in Chinese, percent-encoded, take a tenth of it.
const LONGEST_URI: usize = 8_000;
/// The largest body in bytes; uploads will have a route of their own.
const LARGEST_BODY: u64 = 2 * 1024 * 1024;

/// Refuses addresses and bodies beyond their limits before anybody reads them.
pub async fn refuse_what_is_too_large(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let (uri, headers) = (request.uri(), request.headers());
    let address = uri.path().len() + uri.query().map_or(0, str::len);
    if address > LONGEST_URI {
        return refuse(&app, uri, headers, StatusCode::URI_TOO_LONG);
    }
    let announced = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > LARGEST_BODY) {
        return refuse(&app, uri, headers, StatusCode::PAYLOAD_TOO_LARGE);
    }
    next.run(request).await
}

/// Gives up on an answer that has not begun in time. A stream that has begun may go on for as long as it likes.
pub async fn answer_in_time(
    State((app, within)): State<(AppState, Duration)>,
    request: Request,
    next: Next,
) -> Response {
    let (uri, headers) = (request.uri().clone(), request.headers().clone());
    if let Ok(response) = tokio::time::timeout(within, next.run(request)).await {
        return response;
    }
    tracing::error!(path = uri.path(), ?within, "an answer took too long");
    refuse(&app, &uri, &headers, StatusCode::SERVICE_UNAVAILABLE)
}

/// Turns a panic into an answer: it ends one request, not the process.
pub async fn catch_panics(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let (uri, headers) = (request.uri().clone(), request.headers().clone());
    // Nothing that the request touched is looked at again: its state goes with it.
    match AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => response,
        Err(_panic) => {
            tracing::error!(path = uri.path(), "a request panicked");
            refuse(&app, &uri, &headers, StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
}
