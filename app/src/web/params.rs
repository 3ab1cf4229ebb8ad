//! Path parameters whose refusal is a page, not a bare text.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::response::Response;
use serde::de::DeserializeOwned;

use super::{AppState, Visit};
use crate::pages::error;

/// The parameters of a path, like axum's `Path`. A value that does not fit is an address that does not exist.
pub struct At<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<AppState> for At<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Response> {
        let refused = match Path::from_request_parts(parts, app).await {
            Ok(Path(params)) => return Ok(Self(params)),
            Err(refused) => refused,
        };
        tracing::debug!(%refused, "path parameters do not fit");
        let visit = Visit::from_request_parts(parts, app).await.unwrap_or_else(|never| match never {});
        Err(error::not_found(visit).await)
    }
}
