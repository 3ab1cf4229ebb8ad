//! `/enterprises/{credit_code}/latest`: the newest value of each outlet and pollutant.

use axum::{Json, extract::State, response::Response};
use domain::{credit_code::CreditCode, wire::Measurement};
use serde::Serialize;
use services::public::measurements;
use utoipa::ToSchema;

use super::{ApiError, Rest, measurements::as_csv, params::Ask};

/// Newest values.
#[derive(Debug, Serialize, ToSchema)]
pub struct Latest {
    /// One for each outlet and pollutant, in order of their codes.
    items: Vec<Measurement>,
}

/// Newest values of an enterprise
///
/// The newest real-time value of each outlet and pollutant. Empty where nothing was ever sent.
#[utoipa::path(
    get, path = "/enterprises/{credit_code}/latest", tag = "measurements",
    params(("credit_code" = String, Path, description = "Unified social credit code", example = "91350100M000100Y43")),
    responses(
        (status = 200, description = "The newest values", body = Latest),
        (status = 404, description = "No enterprise has this code", body = ApiError)
    )
)]
pub async fn list(State(rest): State<Rest>, ask: Ask) -> Result<Json<Latest>, ApiError> {
    Ok(Json(Latest { items: find(&rest, ask).await? }))
}

/// Newest values of an enterprise, as CSV
#[utoipa::path(
    get, path = "/enterprises/{credit_code}/latest.csv", tag = "measurements",
    params(("credit_code" = String, Path, description = "Unified social credit code", example = "91350100M000100Y43")),
    responses(
        (status = 200, description = "One line a value", body = String, content_type = "text/csv"),
        (status = 404, description = "No enterprise has this code", body = ApiError)
    )
)]
pub async fn list_csv(State(rest): State<Rest>, ask: Ask) -> Result<Response, ApiError> {
    Ok(as_csv("latest", find(&rest, ask).await?, None))
}

async fn find(rest: &Rest, mut ask: Ask) -> Result<Vec<Measurement>, ApiError> {
    let code: Option<CreditCode> = ask.path("credit_code");
    ask.finish()?;
    let code = code.ok_or_else(ApiError::internal)?;
    let newest = measurements::latest(&rest.ctx, &code).await?;
    Ok(newest.iter().map(|measurement| measurements::wire(measurement)).collect())
}
