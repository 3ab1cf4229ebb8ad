//! What a person typed into a form.

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::response::Response;
use domain::input::clean;
use serde::de::DeserializeOwned;

use super::{AppState, Visit};
use crate::pages::error;

/// The fields of a form that was sent. Fields are texts with `#[serde(default)]`: a form that lacks one is a form
/// with an empty one, and what is wrong with it is the page's to say. What is no form at all gets a page.
pub struct Fields<T>(pub T);

impl<T: DeserializeOwned> FromRequest<AppState> for Fields<T> {
    type Rejection = Response;

    async fn from_request(request: Request, app: &AppState) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, app).await.unwrap_or_else(|never| match never {});
        match Form::<Vec<(String, String)>>::from_request(Request::from_parts(parts, body), app).await {
            Ok(Form(pairs)) => read(pairs).map(Self).ok_or_else(|| error::bad_form(&visit, StatusCode::BAD_REQUEST)),
            Err(refused) => Err(error::bad_form(&visit, status(&refused))),
        }
    }
}

/// The fields, without what nobody types and nobody sees. A password is taken as it is: it is never shown or stored.
fn read<T: DeserializeOwned>(pairs: Vec<(String, String)>) -> Option<T> {
    let plain = |(name, value): (String, String)| {
        let value = if name.contains("password") { value } else { clean(&value) };
        (name, value)
    };
    let pairs: Vec<_> = pairs.into_iter().map(plain).collect();
    serde_urlencoded::from_str(&serde_urlencoded::to_string(pairs).ok()?).ok()
}

fn status(refused: &FormRejection) -> StatusCode {
    match refused {
        FormRejection::BytesRejection(_) => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::BAD_REQUEST,
    }
}
