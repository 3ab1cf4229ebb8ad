//! Limits on what a request may weigh, how long it may take, and how far a failure may reach.

use std::{panic::AssertUnwindSafe, time::Duration};

use app::web::{AppState, multipart::LARGEST_UPLOAD, path_for_log};
use axum::{
    extract::{Request, State},
    http::{Method, StatusCode, header::CONTENT_LENGTH},
    middleware::Next,
    response::Response,
};
use futures::FutureExt;

use super::refusal::refuse;

/// The longest address in bytes: all filters of the search in Chinese, percent-encoded, take a tenth of it.
pub(super) const LONGEST_URI: usize = 8_000;
/// The largest body in bytes that may be announced, but for photos.
pub(super) const LARGEST_BODY: u64 = 2 * 1024 * 1024;
/// The addresses that take files. They read them to their end, and keep what is within limits of their own.
const FILES: [&str; 3] = ["/tip", "/bureau/register/import", "/bureau/register/map"];
/// What stands before the feed at the addresses that take deliveries.
const DELIVERIES: &str = "/bureau/feeds/";
/// The same of the interface for programs.
const INTERFACE: &str = "/api/v1/feeds/";
/// How long files may take to arrive and to be worked through: five photos of a telephone on a slow network do.
pub(super) const FILES_WITHIN: Duration = Duration::from_mins(10);

/// Refuses an address beyond its limit, and a body that announces to be beyond its own, before anybody reads them. A body
/// that announces nothing is cut off by whoever reads it: a form by `resubmit`, photos by the page
/// of tip-offs, JSON by axum's own limit.
pub async fn refuse_what_is_too_large(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let (uri, headers) = (request.uri(), request.headers());
    let address = uri.path().len() + uri.query().map_or(0, str::len);
    if address > LONGEST_URI {
        return refuse(&app, uri, headers, StatusCode::URI_TOO_LONG);
    }
    let announced = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    let largest = if takes_files(&request) { LARGEST_UPLOAD } else { LARGEST_BODY };
    if announced.is_some_and(|length| length > largest) {
        return refuse(&app, uri, headers, StatusCode::PAYLOAD_TOO_LARGE);
    }
    next.run(request).await
}

/// Whether a request may bring files.
pub(super) fn takes_files(request: &Request) -> bool {
    let path = request.uri().path();
    let is_delivery =
        path.starts_with(INTERFACE) || path.strip_prefix(DELIVERIES).is_some_and(|feed| feed.ends_with("/import"));
    *request.method() == Method::POST && (FILES.contains(&path) || is_delivery)
}

/// Gives up on an answer that has not begun in time. A stream that has begun may go on for as long as it likes.
pub async fn answer_in_time(
    State((app, within)): State<(AppState, Duration)>,
    request: Request,
    next: Next,
) -> Response {
    let (uri, headers) = (request.uri().clone(), request.headers().clone());
    let within = if takes_files(&request) { within.max(FILES_WITHIN) } else { within };
    if let Ok(response) = tokio::time::timeout(within, next.run(request)).await {
        return response;
    }
    tracing::error!(path = path_for_log(uri.path()), ?within, "an answer took too long");
    refuse(&app, &uri, &headers, StatusCode::SERVICE_UNAVAILABLE)
}

/// Turns a panic into an answer: it ends one request, not the process.
pub async fn catch_panics(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let (uri, headers) = (request.uri().clone(), request.headers().clone());
    // Nothing that the request touched is looked at again: its state goes with it.
    match AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => response,
        Err(_panic) => {
            tracing::error!(path = path_for_log(uri.path()), "a request panicked");
            refuse(&app, &uri, &headers, StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{future::pending, sync::Arc};

    use app::web::{Assets, Bundle, Site};
    use axum::{Router, body::Body, middleware, routing::get};
    use testing::Bench;
    use tower::ServiceExt;

    use super::*;

    /// A portal with a page that panics and one that never answers.
    async fn answer(path: &str) -> Response {
        let bench = Bench::new().await;
        let none = String::new;
        let bundle = || Bundle { js: none(), wasm: none() };
        let assets = Assets { public: bundle(), desk: bundle(), boot: none(), style: none() };
        let app =
            AppState { ctx: bench.ctx.clone(), site: Arc::new(Site::demo()), assets: Arc::new(assets), https: false };
        let portal: Router = Router::new()
            .route("/panic", get(broken))
            .route("/api/sleep", get(pending::<()>))
            .layer(middleware::from_fn_with_state((app.clone(), Duration::from_millis(20)), answer_in_time))
            .layer(middleware::from_fn_with_state(app.clone(), catch_panics));
        portal.oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap()
    }

    async fn broken() {
        panic!("the secret of the page");
    }

    #[tokio::test]
    async fn a_panic_ends_one_request_with_a_page_that_tells_nothing() {
        let answer = answer("/panic").await;
        assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let page = axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        let page = String::from_utf8_lossy(&page);
        assert!(page.contains("<h1>") && !page.contains("secret"), "{page}");
    }

    #[tokio::test]
    async fn an_answer_that_does_not_begin_is_given_up() {
        let answer = answer("/api/sleep").await;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answer.headers()["retry-after"], "10");
    }
}
