//! `…/measurements`: the stored values of an outlet.

use axum::{Json, extract::State, http::Uri, response::Response};
use domain::{measurement::Interval, wire::Measurement};
use serde::Serialize;
use services::public::measurements::{self, Cursor, PAGE, wire};
use utoipa::ToSchema;

use super::{
    ApiError, Rest,
    csv::{self, code, maybe, own, text},
    params::Ask,
};

/// A page of values.
#[derive(Debug, Serialize, ToSchema)]
pub struct Series {
    /// Oldest first; values of one moment in order of their pollutants' codes.
    items: Vec<Measurement>,
    /// What to give as `cursor` for the next page; null on the last one.
    #[schema(example = "1795329320000.w01018")]
    next: Option<String>,
}

/// Values of an outlet
///
/// Of each moment the newest revision. With `as_of`, the newest revision that had been received by then: what was
/// published at that moment. Each mean stands beside the limit of its own
/// day that the law reads on the mean of its interval; a real-time value beside none, as a rule.
#[utoipa::path(
    get, path = "/enterprises/{credit_code}/outlets/{code}/measurements", tag = "measurements",
    params(
        ("credit_code" = String, Path, description = "Unified social credit code", example = "91350100M000100Y43"),
        ("code" = String, Path, description = "Code of the outlet", example = "DW001"),
        ("pollutant" = Option<String>, Query, description = "Code in HJ 212, new or legacy; all when absent", example = "w01018"),
        ("interval" = Option<Interval>, Query, description = "`realtime` unless told"),
        ("from" = Option<String>, Query, description = "From this moment or day", example = "2026-11-22T00:00:00+08:00"),
        ("to" = Option<String>, Query, description = "Before this moment or day", example = "2026-11-23"),
        ("as_of" = Option<String>, Query, description = "As published at this moment", example = "2026-11-22T12:00:00+08:00"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 10000, description = "10000 unless told")
    ),
    responses(
        (status = 200, description = "A page of values", body = Series),
        (status = 400, description = "Parameters that make no sense, each named", body = ApiError),
        (status = 404, description = "No such enterprise or outlet", body = ApiError)
    )
)]
pub async fn list(State(rest): State<Rest>, ask: Ask) -> Result<Json<Series>, ApiError> {
    let found = find(&rest, ask).await?;
    Ok(Json(Series { items: found.items.iter().map(wire).collect(), next: found.next.map(|next| next.to_string()) }))
}

/// Values of an outlet, as CSV
#[utoipa::path(
    get, path = "/enterprises/{credit_code}/outlets/{code}/measurements.csv", tag = "measurements",
    description = "The same parameters as without `.csv`.",
    params(
        ("credit_code" = String, Path, description = "Unified social credit code", example = "91350100M000100Y43"),
        ("code" = String, Path, description = "Code of the outlet", example = "DW001")
    ),
    responses(
        (status = 200, description = "One line a value", body = String, content_type = "text/csv"),
        (status = 400, description = "Parameters that make no sense, each named", body = ApiError),
        (status = 404, description = "No such enterprise or outlet", body = ApiError)
    )
)]
pub async fn list_csv(State(rest): State<Rest>, uri: Uri, ask: Ask) -> Result<Response, ApiError> {
    let found = find(&rest, ask).await?;
    let path = format!("/api/v1{}", uri.path());
    let next = found.next.map(|next| csv::with_param(&path, uri.query(), "cursor", &next.to_string()));
    Ok(as_csv("measurements", found.items.iter().map(wire).collect(), next))
}

async fn find(rest: &Rest, mut ask: Ask) -> Result<measurements::Series, ApiError> {
    let (credit_code, outlet) = (ask.path("credit_code"), ask.path("code"));
    let limit = ask.whole_number("limit", u32::try_from(PAGE).unwrap_or(u32::MAX)).map_or(PAGE, u64::from);
    let pollutant: Option<String> = ask.query("pollutant");
    let interval = ask.word("interval", Interval::ALL).unwrap_or(Interval::Realtime);
    let (from, to, as_of) = (ask.moment("from"), ask.moment("to"), ask.moment("as_of"));
    let cursor: Option<Cursor> = ask.query("cursor");
    ask.finish()?;
    let (credit_code, outlet) = credit_code.zip(outlet).ok_or_else(ApiError::internal)?;
    let wanted = measurements::Ask { credit_code, outlet, pollutant, interval, from, to, as_of, cursor, limit };
    Ok(measurements::series(&rest.ctx, &wanted).await?)
}

/// Measurements as CSV.
pub fn as_csv(name: &str, items: Vec<Measurement>, next: Option<String>) -> Response {
    let heads = [
        "enterprise",
        "outlet",
        "pollutant",
        "name",
        "interval",
        "at",
        "value",
        "unit",
        "limit",
        "limit_low",
        "over",
        "flag",
        "valid",
        "resent",
        "revision",
        "received_at",
        "judged",
    ];
    let rows = items.into_iter().map(|m| {
        [
            code(m.enterprise),
            code(m.outlet),
            code(m.pollutant),
            text(m.name),
            own(m.interval),
            own(m.at),
            maybe(m.value),
            own(m.unit),
            maybe(m.limit),
            maybe(m.limit_low),
            own(m.over),
            text(m.flag),
            own(m.valid),
            own(m.resent),
            own(m.revision),
            own(m.received_at),
            own(m.judged),
        ]
    });
    csv::file(name, heads, rows, next)
}
