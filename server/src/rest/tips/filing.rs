//! `POST /tips`: files a tip-off, by the same use case and under the same limits as the form.

use app::web::Client;
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header::CACHE_CONTROL},
    response::{IntoResponse, Response},
};
use domain::{
    case::ViolationKind,
    credit_code::CreditCode,
    fixed::Micro,
    input::{Input, Issue, PositionIssue, clean},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Number, Value};
use services::{
    Error, FormKey,
    input::{Incoming, refused_at, sound},
    tips::{self, Company, Contact, NewTip, Place, Position, Text, When},
};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

use crate::rest::{ApiError, Json, Rest};

/// The header that makes a repeated request harmless.
const KEY: &str = "idempotency-key";

/// A tip-off. Only `text` must be there; `text` and one of `enterprise`, `company`, `place` and `lat` with `lng` make one
/// that can be checked. Photos come by the form at `/tip`.
#[derive(Deserialize, ToSchema, Validate)]
#[validate(schema(function = on_earth, skip_on_field_errors = false))]
pub struct TipOff {
    /// What was seen, smelt or heard; at most 5,000 characters.
    #[schema(value_type = String, example = "夜里两点，厂后小门排黄水")]
    #[serde(default)]
    #[validate(custom(function = sound))]
    text: Input<Text>,
    /// What it is about: no-permit, over-limit, evasion, falsification, monitor-missing, treatment-idle, disclosure,
    /// ledger.
    #[schema(value_type = Option<String>, example = "evasion")]
    #[serde(default)]
    #[validate(custom(function = sound))]
    kind: Input<Option<ViolationKind>>,
    /// Credit code of the enterprise.
    #[schema(value_type = Option<String>, example = "91350100M000100Y43")]
    #[serde(default)]
    #[validate(custom(function = sound))]
    enterprise: Input<Option<CreditCode>>,
    /// The enterprise in words, where the code is not known; at most 100 characters.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    #[validate(custom(function = sound))]
    company: Input<Option<Company>>,
    /// Division code of the town.
    town: Option<String>,
    /// When it happens, in words; at most 200 characters.
    #[schema(value_type = Option<String>, example = "昨晚十一点到一点")]
    #[serde(default)]
    #[validate(custom(function = sound))]
    when: Input<Option<When>>,
    /// Where, in words; at most 300 characters.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    #[validate(custom(function = sound))]
    place: Input<Option<Place>>,
    /// Latitude, WGS-84 degrees; with `lng`.
    #[schema(value_type = Option<f64>, example = 22.9001)]
    lat: Option<Number>,
    /// Longitude, WGS-84 degrees; with `lat`.
    #[schema(value_type = Option<f64>, example = 113.8001)]
    lng: Option<Number>,
    /// How the reporter can be reached; at most 200 characters. Encrypted, and opened by the identity custodian only.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    #[validate(custom(function = sound))]
    contact: Input<Option<Contact>>,
    /// What the interface does not know.
    #[serde(flatten)]
    #[schema(ignore)]
    others: Map<String, Value>,
}

impl Incoming for TipOff {
    const FIELDS: &'static [&'static str] =
        &["kind", "enterprise", "lat", "lng", "text", "when", "company", "town", "place", "contact"];
}

/// Latitude and longitude come together, and are somewhere.
fn on_earth(tip: &TipOff) -> Result<(), ValidationError> {
    position(tip.lat.as_ref(), tip.lng.as_ref()).map(|_| ()).map_err(|(field, issue)| refused_at(field, &issue))
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
    Json { sent, mut issues }: Json<TipOff>,
) -> Result<Response, ApiError> {
    tips::are_open(&rest.ctx).map_err(|shut| closed(&shut))?;
    let ignored = sent.others.keys().cloned().collect();
    let form = issues.note("Idempotency-Key", form_key(&headers)).flatten();
    if !issues.is_empty() {
        return Err(ApiError::unfit(NOT_FILED, issues));
    }
    let new = new_tip(sent, form);
    let filed = tips::file(&rest.ctx, new, client).await.map_err(refused)?;
    let receipt = Receipt {
        receipt_code: filed.receipt_code.plain(),
        tip_no: filed.tip_no,
        due_at: filed.due_at.rfc3339(),
        follow: rest.ctx.absolute("/tip/follow"),
        ignored,
    };
    Ok((StatusCode::CREATED, [(CACHE_CONTROL, "no-store")], axum::Json(receipt)).into_response())
}

/// Said where something is wrong with it.
const NOT_FILED: &str = "the tip-off has not been filed: something in it makes no sense";

/// The key of the request, if it has one.
fn form_key(headers: &HeaderMap) -> Result<Option<FormKey>, Issue> {
    let Some(key) = headers.get(KEY) else { return Ok(None) };
    let form = key.to_str().ok().map(str::to_ascii_lowercase).and_then(|key| FormKey::parse(&key));
    form.map(Some).ok_or_else(|| Issue::Said("64 hexadecimal digits".to_owned()))
}

/// The tip-off of a body with which nothing is wrong.
fn new_tip(tip: TipOff, form: Option<FormKey>) -> NewTip {
    let text = |typed: &str| Some(typed.to_owned());
    NewTip {
        kind: tip.kind.get().ok().copied().flatten(),
        enterprise: tip.enterprise.get().ok().copied().flatten(),
        company: text(tip.company.typed()),
        town: tip.town.map(|code| clean(&code)).filter(|code| !code.is_empty()),
        text: tip.text.typed().to_owned(),
        when: text(tip.when.typed()),
        place: text(tip.place.typed()),
        position: position(tip.lat.as_ref(), tip.lng.as_ref()).ok().flatten(),
        contact: text(tip.contact.typed()),
        photos: Vec::new(),
        form,
    }
}

fn position(lat: Option<&Number>, lng: Option<&Number>) -> Result<Option<Position>, (&'static str, Issue)> {
    let said = |words: &str| Issue::Said(words.to_owned());
    let degrees = |path, number: &Number| {
        let degrees = number.to_string().parse().ok().and_then(|degrees| Micro::round(degrees).ok());
        degrees.ok_or((path, said("degrees as a decimal")))
    };
    let position = match (lat, lng) {
        (None, None) => return Ok(None),
        (Some(lat), Some(lng)) => Position { lat: degrees("lat", lat)?, lng: degrees("lng", lng)? },
        (Some(_), None) => return Err(("lng", said("`lat` and `lng` come together"))),
        (None, Some(_)) => return Err(("lat", said("`lat` and `lng` come together"))),
    };
    if position.is_other_way_round() {
        return Err(("lat", said("are `lat` and `lng` the other way round?")));
    }
    if position.is_on_earth() { Ok(Some(position)) } else { Err(("lat", Issue::Position(PositionIssue::NotOnEarth))) }
}

/// What the use case refuses, each under its own status.
fn refused(error: Error) -> ApiError {
    match error {
        Error::Invalid(issues) => ApiError::unfit(NOT_FILED, issues),
        shut @ Error::Key(_) => closed(&shut),
        other => other.into(),
    }
}

fn closed(error: &Error) -> ApiError {
    tracing::error!(error = error as &dyn std::error::Error, "tip-offs cannot be taken");
    ApiError::unavailable("unavailable", "tip-offs cannot be taken just now; call 12345, or try again later")
}
