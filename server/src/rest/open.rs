//! Any site's scripts may read the interface: CORS for methods that change nothing.

use axum::{
    extract::Request,
    http::{
        HeaderValue, Method, StatusCode,
        header::{
            ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
            ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD,
        },
    },
    middleware::Next,
    response::{IntoResponse, Response},
};

/// What a browser may send along without a key.
const HEADERS: HeaderValue = HeaderValue::from_static("accept, cache-control, last-event-id");
const METHODS: HeaderValue = HeaderValue::from_static("GET, HEAD, OPTIONS");
/// A day in seconds, for which a browser remembers the permission.
const A_DAY: HeaderValue = HeaderValue::from_static("86400");
const EVERYBODY: HeaderValue = HeaderValue::from_static("*");

/// Answers preflights, and lets every origin read what GET and HEAD answer.
pub async fn to_every_site(request: Request, next: Next) -> Response {
    let asks_first =
        *request.method() == Method::OPTIONS && request.headers().contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    if asks_first {
        return (
            StatusCode::NO_CONTENT,
            [
                (ACCESS_CONTROL_ALLOW_ORIGIN, EVERYBODY),
                (ACCESS_CONTROL_ALLOW_METHODS, METHODS),
                (ACCESS_CONTROL_ALLOW_HEADERS, HEADERS),
                (ACCESS_CONTROL_MAX_AGE, A_DAY),
            ],
        )
            .into_response();
    }
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let mut response = next.run(request).await;
    if reads {
        response.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, EVERYBODY);
        response.headers_mut().insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("link, retry-after"));
    }
    response
}
