//! What is written down about a request: method, path, status, time. Never the query string (a search can name a
//! person), never the client's address, and of tip-offs not even the path.

use std::time::{Duration, Instant};

use app::web::path_for_log;
use axum::{
    body::Body,
    extract::{MatchedPath, Request},
    http::StatusCode,
    middleware::Next,
    response::Response,
};
use tower_http::{
    classify::{ServerErrorsAsFailures, ServerErrorsFailureClass, SharedClassifier},
    trace::{DefaultOnBodyChunk, DefaultOnEos, DefaultOnRequest, DefaultOnResponse, MakeSpan, OnFailure, TraceLayer},
};
use tracing::{Span, debug_span};

/// Names each request in the log.
#[derive(Clone, Copy, Debug)]
pub struct Discreet;

impl MakeSpan<Body> for Discreet {
    fn make_span(&mut self, request: &axum::http::Request<Body>) -> Span {
        debug_span!("request", method = %request.method(), path = path_for_log(request.uri().path()))
    }
}

/// Says that a request failed. That a house is full is no failure but an answer, and whoever refuses for another reason
/// says so themselves.
#[derive(Clone, Copy, Debug)]
pub struct Failed;

impl OnFailure<ServerErrorsFailureClass> for Failed {
    fn on_failure(&mut self, failure: ServerErrorsFailureClass, latency: Duration, _span: &Span) {
        match failure {
            ServerErrorsFailureClass::StatusCode(StatusCode::SERVICE_UNAVAILABLE) => {
                tracing::debug!(?latency, "a request was put off");
            }
            failure => tracing::error!(classification = %failure, ?latency, "a request failed"),
        }
    }
}

/// The trace of each request.
pub fn layer() -> Traced {
    TraceLayer::new_for_http().make_span_with(Discreet).on_failure(Failed)
}

/// What [`layer`] makes.
pub type Traced = TraceLayer<
    SharedClassifier<ServerErrorsAsFailures>,
    Discreet,
    DefaultOnRequest,
    DefaultOnResponse,
    DefaultOnBodyChunk,
    DefaultOnEos,
    Failed,
>;

/// Counts and times the requests, by the pattern of their address.
pub async fn measure(request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let pattern = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let route = pattern.as_ref().map_or("other", MatchedPath::as_str).to_owned();
    let status = response.status().as_str().to_owned();
    metrics::counter!("http_requests_total", "route" => route.clone(), "status" => status).increment(1);
    metrics::histogram!("http_request_seconds", "route" => route).record(begun.elapsed());
    response
}
