//! Path parameters whose refusal is a page, not a bare text.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use services::Error;

use super::{AppState, Refusal, Visit, Why};

/// The parameters of a path, like axum's `Path`. A value that does not fit is an address that does not exist.
pub struct At<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<AppState> for At<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Refusal> {
        let refused = match Path::from_request_parts(parts, app).await {
            Ok(Path(params)) => return Ok(Self(params)),
            Err(refused) => refused,
        };
        tracing::debug!(%refused, "path parameters do not fit");
        let visit = Visit::from_request_parts(parts, app).await.unwrap_or_else(|never| match never {});
        Err(Refusal::new(&visit, Why::Failed(Arc::new(Error::NotFound))))
    }
}
