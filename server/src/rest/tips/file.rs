//! `POST /tips`: files a tip-off, by the same use case and under the same limits as the form.

use app::web::Client;
use axum::{
    Json,
    extract::{State, rejection::JsonRejection},
    http::{HeaderMap, StatusCode, header::CACHE_CONTROL},
    response::{IntoResponse, Response},
};
use domain::{case::ViolationKind, credit_code::CreditCode, fixed::Micro, input::clean};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Number, Value};
use services::{
    Error, FormKey,
    tips::{self, NewTip, Position},
};
use utoipa::ToSchema;

use crate::rest::{ApiError, Field, Rest};

/// The header that makes a repeated request harmless.
const KEY: &str = "idempotency-key";

/// A tip-off. Only `text` must be there; `text` and one of `enterprise`, `company`, `place` and `lat` with `lng` make one
/// that can be checked. Photos come by the form at `/tip`.
#[derive(Deserialize, ToSchema)]
pub struct TipOff {
    /// What was seen, smelt or heard; at most 5,000 characters.
    #[schema(example = "夜里两点，厂后小门排黄水")]
    #[serde(default)]
    text: String,
    /// What it is about: no-permit, over-limit, evasion, falsification, monitor-missing, treatment-idle, disclosure,
    /// ledger.
    #[schema(example = "evasion")]
    kind: Option<String>,
    /// Credit code of the enterprise.
    #[schema(example = "91350100M000100Y43")]
    enterprise: Option<String>,
    /// The enterprise in words, where the code is not known; at most 100 characters.
    company: Option<String>,
    /// Division code of the town.
    town: Option<String>,
    /// When it happens, in words; at most 200 characters.
    #[schema(example = "昨晚十一点到一点")]
    when: Option<String>,
    /// Where, in words; at most 300 characters.
    place: Option<String>,
    /// Latitude, WGS-84 degrees; with `lng`.
    #[schema(value_type = Option<f64>, example = 22.9001)]
    lat: Option<Number>,
    /// Longitude, WGS-84 degrees; with `lat`.
    #[schema(value_type = Option<f64>, example = 113.8001)]
    lng: Option<Number>,
    /// How the reporter can be reached; at most 200 characters. Encrypted, and opened by the identity custodian only.
    contact: Option<String>,
    /// What the interface does not know.
    #[serde(flatten)]
    #[schema(ignore)]
    others: Map<String, Value>,
}

/// What the reporter takes away.
#[derive(Serialize, ToSchema)]
#[allow(clippy::struct_field_names, reason = "the names of the interface")]
pub struct Receipt {
    /// 16 digits with which the tip-off is followed at `/tip/follow`. Shown here only: the portal does not keep it.
    #[schema(example = "1234567890123456")]
    receipt_code: String,
    /// Its number.
    #[schema(example = "20261122-0001")]
    tip_no: String,
    /// By when the reporter is told whether it is taken up.
    #[schema(example = "2026-12-07T23:59:59+08:00")]
    due_at: String,
    /// Where to follow it.
    #[schema(example = "/tip/follow")]
    follow: String,
    /// Fields of the request that were not understood, and not kept.
    ignored: Vec<String>,
}

/// File a tip-off
///
/// No account, no cookie; the client's address is used for throttling and kept nowhere. A request that is sent again
/// with the same `Idempotency-Key` and the same content files nothing and answers with the same receipt.
#[utoipa::path(
    post, path = "/tips", tag = "tips",
    params(("idempotency-key" = Option<String>, Header, description = "64 hexadecimal digits, drawn at random for this tip-off")),
    request_body = TipOff,
    responses(
        (status = 201, description = "Filed", body = Receipt),
        (status = 400, description = "No JSON", body = ApiError),
        (status = 413, description = "Too large", body = ApiError),
        (status = 415, description = "Not `application/json`", body = ApiError),
        (status = 422, description = "Something in it makes no sense; every such field is named", body = ApiError),
        (status = 429, description = "Too many from one place; `Retry-After` says how long to wait", body = ApiError),
        (status = 503, description = "Tip-offs cannot be taken just now", body = ApiError),
    )
)]
pub async fn file(
    State(rest): State<Rest>,
    Client(client): Client,
    headers: HeaderMap,
    body: Result<Json<TipOff>, JsonRejection>,
) -> Result<Response, ApiError> {
    let Json(tip) = body.map_err(|refused| unreadable(&refused))?;
    tips::are_open(&rest.ctx).map_err(|shut| closed(&shut))?;
    let ignored = tip.others.keys().cloned().collect();
    let new = checked(tip, &headers)?;
    let filed = tips::file(&rest.ctx, new, client).await.map_err(refused)?;
    let receipt = Receipt {
        receipt_code: filed.receipt_code.plain(),
        tip_no: filed.tip_no,
        due_at: filed.due_at.rfc3339(),
        follow: format!("{}/tip/follow", rest.ctx.public_url().unwrap_or_default()),
        ignored,
    };
    Ok((StatusCode::CREATED, [(CACHE_CONTROL, "no-store")], Json(receipt)).into_response())
}

/// The tip-off, or everything that is wrong with it.
fn checked(tip: TipOff, headers: &HeaderMap) -> Result<NewTip, ApiError> {
    let mut wrong = Vec::new();
    let mut field = |path: &str, message: String| wrong.push(Field { path: path.to_owned(), message });
    let kind = read::<ViolationKind>(tip.kind.as_deref(), |error| field("kind", error));
    let enterprise = read::<CreditCode>(tip.enterprise.as_deref(), |error| field("enterprise", error));
    let position = position(tip.lat.as_ref(), tip.lng.as_ref()).unwrap_or_else(|(path, message)| {
        field(path, message.to_owned());
        None
    });
    let form = headers.get(KEY).and_then(|key| {
        let form = key.to_str().ok().map(str::to_ascii_lowercase).and_then(|key| FormKey::parse(&key));
        if form.is_none() {
            field("Idempotency-Key", "64 hexadecimal digits".to_owned());
        }
        form
    });
    let new = NewTip {
        kind,
        enterprise,
        company: tip.company,
        town: tip.town.map(|code| clean(&code)).filter(|code| !code.is_empty()),
        text: tip.text,
        when: tip.when,
        place: tip.place,
        position,
        contact: tip.contact,
        photos: Vec::new(),
        form,
    };
    for (path, problem) in new.problems() {
        let swapped = new.position.is_some_and(services::tips::Position::is_other_way_round);
        match path {
            "position" if swapped => field("lat", "are `lat` and `lng` the other way round?".to_owned()),
            "position" => field("lat", problem.to_string()),
            path => field(path, problem.to_string()),
        }
    }
    if wrong.is_empty() { Ok(new) } else { Err(invalid(wrong)) }
}

fn read<T: std::str::FromStr<Err: std::fmt::Display>>(text: Option<&str>, wrong: impl FnOnce(String)) -> Option<T> {
    let text = clean(text?);
    if text.is_empty() {
        return None;
    }
    text.parse().map_err(|error: T::Err| wrong(error.to_string())).ok()
}

fn position(lat: Option<&Number>, lng: Option<&Number>) -> Result<Option<Position>, (&'static str, &'static str)> {
    let degrees = |path, number: &Number| {
        let degrees = number.to_string().parse().ok().and_then(|degrees| Micro::round(degrees).ok());
        degrees.ok_or((path, "degrees as a decimal"))
    };
    match (lat, lng) {
        (None, None) => Ok(None),
        (Some(lat), Some(lng)) => Ok(Some(Position { lat: degrees("lat", lat)?, lng: degrees("lng", lng)? })),
        (Some(_), None) => Err(("lng", "`lat` and `lng` come together")),
        (None, Some(_)) => Err(("lat", "`lat` and `lng` come together")),
    }
}

fn invalid(fields: Vec<Field>) -> ApiError {
    let message = "the tip-off has not been filed: something in it makes no sense";
    ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid_field", message).with(fields)
}

fn unreadable(refused: &JsonRejection) -> ApiError {
    let (code, message) = match refused {
        JsonRejection::MissingJsonContentType(_) => ("unsupported_media_type", "send application/json"),
        JsonRejection::JsonDataError(_) => ("invalid_field", "a field has another type than the description says"),
        JsonRejection::BytesRejection(_) => ("too_large", "the body is too large or broke off"),
        _ => ("invalid_json", "the body is no JSON object"),
    };
    ApiError::new(refused.status(), code, message)
}

/// What the use case refuses, each under its own status.
fn refused(error: Error) -> ApiError {
    match error {
        Error::Invalid { field, message, .. } => invalid(vec![Field { path: field.to_owned(), message }]),
        shut @ Error::Key(_) => closed(&shut),
        other => other.into(),
    }
}

fn closed(error: &Error) -> ApiError {
    tracing::error!(error = error as &dyn std::error::Error, "tip-offs cannot be taken");
    ApiError::unavailable("unavailable", "tip-offs cannot be taken just now; call 12345, or try again later")
}
