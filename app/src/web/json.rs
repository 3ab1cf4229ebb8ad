//! What an island sends.

use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, Request};
use services::input::{Incoming, Issues};

use super::AppState;

/// A body that came in as JSON, and everything that is wrong with it.
pub struct Json<T> {
    /// What was sent.
    pub sent: T,
    /// What is wrong with it.
    pub issues: Issues,
}

impl<T: Incoming> FromRequest<AppState> for Json<T> {
    type Rejection = JsonRejection;

    async fn from_request(request: Request, app: &AppState) -> Result<Self, JsonRejection> {
        let axum::Json(sent) = axum::Json::<T>::from_request(request, app).await?;
        Ok(Self { issues: sent.issues(), sent })
    }
}
