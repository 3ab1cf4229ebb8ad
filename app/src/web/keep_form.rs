//! A form that arrives after its session has ended, under another account, or while the database cannot be written, is
//! not lost: the answer carries the form along, so that it can be sent once more.

use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use super::{AppState, Sent, Visit};
use crate::pages::error;

/// The largest form in bytes; photos and drafts have addresses of their own, and are no forms in this sense.
pub const LARGEST_FORM: usize = 512 * 1024;

/// On an answer that says that the database could not be written.
#[derive(Clone, Copy, Debug)]
pub struct NotSaved;

/// Reads each form before its page does, so that whoever refuses it can give it back; and notes of every request for
/// whom its page was made.
pub async fn keep_form(State(app): State<AppState>, mut request: Request, next: Next) -> Response {
    if !is_form(&request) {
        let sent = Sent::other(request.headers());
        request.extensions_mut().insert(Arc::new(sent));
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let visit = Visit::from_request_parts(&mut parts, &app).await.unwrap_or_else(|never| match never {});
    let Ok(form) = to_bytes(body, LARGEST_FORM).await else {
        return error::bad_form(&visit, StatusCode::PAYLOAD_TOO_LARGE);
    };
    let sent = Arc::new(Sent::form(pairs(&form)));
    parts.extensions.insert(sent.clone());
    let response = next.run(Request::from_parts(parts, Body::from(form))).await;
    if response.extensions().get::<NotSaved>().is_some() {
        return error::not_saved(&visit, sent.fields.clone());
    }
    response
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
fn is_password(name: &str) -> bool {
    name == "password" || name.ends_with("_password")
}
