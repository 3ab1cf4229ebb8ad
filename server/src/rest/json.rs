//! A body that came in as JSON.

use std::error::Error as _;

use axum::{
    extract::{FromRequest, Request, rejection::JsonRejection},
    http::StatusCode,
};
use domain::input::printable;
use services::input::{Incoming, Issues};

use super::{ApiError, Rest, fields};

/// The most characters that are repeated of what is wrong with a body.
const LONGEST_SAID: usize = 300;

/// What was sent, and everything that is wrong with it. Only what declares its rules can come in this way.
pub struct Json<T> {
    /// What was sent.
    pub sent: T,
    /// What is wrong with it.
    pub issues: Issues,
}

impl<T: Incoming> FromRequest<Rest> for Json<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, rest: &Rest) -> Result<Self, ApiError> {
        let sent = axum::Json::<T>::from_request(request, rest).await;
        let axum::Json(sent) = sent.map_err(|refused| unreadable(&refused))?;
        Ok(Self { issues: sent.issues(), sent })
    }
}

impl ApiError {
    /// 422: fields that make no sense, all of them; `message` says what was not done.
    pub fn unfit(message: &str, issues: Issues) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid_field", message).with(fields(issues))
    }
}

fn unreadable(refused: &JsonRejection) -> ApiError {
    let (code, message) = match refused {
        JsonRejection::MissingJsonContentType(_) => ("unsupported_media_type", "send application/json".to_owned()),
        JsonRejection::JsonDataError(error) => {
            // What the reader says of the sender's own body: which field, and what it is instead.
            let said = error.source().map(ToString::to_string).unwrap_or_default();
            ("invalid_field", format!("a field is not what the description says: {}", printable(&said, LONGEST_SAID)))
        }
        JsonRejection::BytesRejection(_) => ("too_large", "the body is too large or broke off".to_owned()),
        _ => ("invalid_json", "the body is no JSON object".to_owned()),
    };
    ApiError::new(refused.status(), code, message)
}
