//! `/token`: what a token is for.

use axum::{
    Json,
    http::header::CACHE_CONTROL,
    response::{IntoResponse, Response},
};
use domain::access::Scope;
use serde::Serialize;
use utoipa::ToSchema;

use super::{ApiError, bearer::Bearer};

/// A token, without its secret.
#[derive(Debug, Serialize, ToSchema)]
pub struct TokenInfo {
    /// What its maker calls it.
    #[schema(example = "供水公司")]
    name: String,
    /// What it is for.
    scopes: Vec<Scope>,
    /// Credit code of the enterprise that it belongs to; null for a department's.
    #[schema(value_type = Option<String>, example = "91350100M000100Y43")]
    enterprise: Option<String>,
    /// The last day on which it is taken, in Beijing.
    #[schema(value_type = String, example = "2027-12-31")]
    last_day: String,
}

/// What a token is for
///
/// Whoever has been given a token finds out by this that it is taken, for what, and how long. It changes nothing.
#[utoipa::path(
    get, path = "/token", tag = "tokens",
    security(("token" = [])),
    responses(
        (status = 200, description = "The token that was shown", body = TokenInfo),
        (status = 401, description = "No token, or none that is taken", body = ApiError),
        (status = 429, description = "Too many requests; `Retry-After` says when to come again", body = ApiError)
    )
)]
pub async fn show(Bearer(caller): Bearer) -> Response {
    let info = TokenInfo {
        name: caller.name,
        scopes: caller.scopes.iter().collect(),
        enterprise: caller.enterprise.map(|code| code.to_string()),
        last_day: caller.last_day.to_string(),
    };
    ([(CACHE_CONTROL, "no-store")], Json(info)).into_response()
}
