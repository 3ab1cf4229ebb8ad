//! A form that arrives after its session has ended, under another account, or while the database cannot be written, is
//! not lost: the answer carries the form along, so that it can be sent once more.

use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::Method;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::{AppState, Refusal, Sent, Visit, Why, is_text};

/// The largest form in bytes; photos and drafts have addresses of their own, and are no forms in this sense.
pub const LARGEST_FORM: usize = 512 * 1024;

/// Reads each form before its page does, so that whoever refuses it can give it back; and notes of every request for
/// whom its page was made. What is no text is refused.
pub async fn resubmit(State(app): State<AppState>, mut request: Request, next: Next) -> Response {
    if !is_form(&request) {
        let sent = Sent::other(&request);
        request.extensions_mut().insert(Arc::new(sent));
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let visit = Visit::from_request_parts(&mut parts, &app).await.unwrap_or_else(|never| match never {});
    let Ok(form) = to_bytes(body, LARGEST_FORM).await else {
        return Refusal::new(&visit, Why::TooLarge).into_response();
    };
    if !is_text(&form) {
        return Refusal::new(&visit, Why::BadForm).into_response();
    }
    let sent = Arc::new(Sent::form(pairs(&form)));
    parts.extensions.insert(sent.clone());
    let response = next.run(Request::from_parts(parts, Body::from(form))).await;
    match response.extensions().get::<Refusal>().and_then(Refusal::unavailable) {
        Some(failure) => Refusal::new(&visit, Why::NotSaved(failure, sent.fields.clone())).into_response(),
        None => response,
    }
}

fn is_form(request: &Request) -> bool {
    let kind = request.headers().get(CONTENT_TYPE).map_or(&b""[..], |kind| kind.as_bytes());
    *request.method() == Method::POST && kind.starts_with(b"application/x-www-form-urlencoded")
}

/// The form's fields in their order, without passwords: those are asked for again.
fn pairs(form: &Bytes) -> Vec<(String, String)> {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(form).unwrap_or_default();
    pairs.into_iter().filter(|(name, _)| !is_password(name)).collect()
}

/// Whether a field is one for a password, and not for words about one.
pub(super) fn is_password(name: &str) -> bool {
    name == "password" || name.ends_with("_password")
}
