//! `/feeds/{feed}`: what other departments and companies deliver, and the register itself, by a program with a token.

use axum::{
    Json,
    body::{Body, to_bytes},
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{access::Scope, input::Read as _, lang::Lang, sheet::Kind};
use serde::{Deserialize, Serialize};
use services::{
    Conflict, Error,
    api_tokens::Caller,
    feeds::{Courier, Delivered, deliver},
    register::import::{self, Counts, File, LARGEST_FILE, Refusal, Report, SheetReport, Wish},
    register::{By, Reason},
};
use tokio::sync::Semaphore;
use utoipa::{IntoParams, ToSchema};

use super::{ApiError, Bearer, Rest, params::Beside};

/// Refused cells that an answer names.
const NAMED: usize = 200;

/// Deliveries at a time. Each may hold some hundred megabytes.
static ROOM: Semaphore = Semaphore::const_new(1);

/// What is wanted of a delivery.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Wanted {
    /// Only look, and write nothing.
    dry_run: bool,
    /// Write the sound rows also where others are refused.
    partial: bool,
    /// The name of the file, for people who look deliveries up.
    #[param(example = "用电2026-10.csv")]
    name: String,
    /// Of the register: why it is changed, at most 430 characters. The log has it with the name of the token.
    #[param(example = "permit platform, November 2026")]
    reason: String,
}

/// What became of a delivery.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliveryReport {
    /// Whether it counts from now on.
    written: bool,
    /// Its number, where it does.
    delivery: Option<i64>,
    /// Rows that were not there.
    new: usize,
    /// Rows that say something else than before. What was there is kept.
    changed: usize,
    /// Rows that say the same.
    unchanged: usize,
    /// Rows that cannot be taken.
    refused: usize,
    /// Rows of whom a person has to say who they are.
    doubtful: usize,
    /// Rows of nobody of the register.
    strange: usize,
    /// Sheets that were not read, and why.
    not_read: Vec<NotRead>,
    /// The first of the refused cells.
    refusals: Vec<RefusedCell>,
}

/// A sheet that was not read.
#[derive(Debug, Serialize, ToSchema)]
struct NotRead {
    sheet: String,
    reason: String,
    remedy: String,
}

/// A cell that was refused.
#[derive(Debug, Serialize, ToSchema)]
struct RefusedCell {
    sheet: String,
    /// As spreadsheets name it.
    #[schema(example = "C7")]
    cell: String,
    header: String,
    value: String,
    reason: String,
    remedy: String,
}

/// Deliver a feed
///
/// The body is a file as it is: a workbook (.xlsx), or separated values in UTF-8 or GB18030, at most 64 MB. Its columns go by
/// the headers of the template. Of the register (`register`) a workbook may hold all its tables, and a file of separated values one
/// of them. Nothing is written where any row is refused, unless `partial` is wanted; a delivery that is
/// sent twice changes nothing the second time.
#[utoipa::path(
    post, path = "/feeds/{feed}", tag = "tokens",
    security(("token" = [])),
    params(("feed" = Scope, Path, description = "What is delivered: one of the scopes of the token"), Wanted),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 200, description = "It was written, or looked at and nothing is refused", body = DeliveryReport),
        (status = 401, description = "No token, or none that is taken", body = ApiError),
        (status = 403, description = "The token is not for this", body = ApiError),
        (status = 404, description = "Nobody delivers this", body = ApiError),
        (status = 409, description = "Something else of this was written meanwhile; send it again", body = ApiError),
        (status = 413, description = "The file is too large, or broke off", body = ApiError),
        (status = 422, description = "Some of it is refused, and nothing was written", body = DeliveryReport)
    )
)]
pub async fn post(
    State(rest): State<Rest>,
    bearer: Bearer,
    Path(feed): Path<String>,
    Beside(wanted): Beside<Wanted>,
    body: Body,
) -> Result<Response, ApiError> {
    let unknown = || ApiError::not_found("nobody delivers this; the description lists what is delivered");
    let scope: Scope = feed.parse().map_err(|_no_scope| unknown())?;
    let kind = feed.parse().ok().filter(|kind: &Kind| kind.is_delivered());
    if kind.is_none() && scope != Scope::Register {
        return Err(unknown());
    }
    let caller = bearer.for_scope(scope)?;
    let large =
        |_| ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "the file has more than 64 MB, or broke off");
    let bytes = to_bytes(body, LARGEST_FILE).await.map_err(large)?;
    let name = if wanted.name.is_empty() { scope.to_string() } else { domain::input::printable(&wanted.name, 100) };
    let wish = Wish { write: !wanted.dry_run, partial: wanted.partial };
    let files = vec![File::new(name, bytes.to_vec())];
    // Only now: whoever sends slowly must not keep everybody else waiting.
    let _room = ROOM.acquire().await;
    let delivered = match kind {
        Some(kind) => deliver(&rest.ctx, Courier::Program(&caller.issuer), kind, files, wish, None).await,
        None => register(&rest, &caller, files, (wish, &wanted.reason)).await?,
    };
    match delivered {
        Ok(delivered) => Ok(answer(&delivered)),
        Err(Error::Conflict(Conflict::Overtaken)) => {
            let message = "something else of this was written meanwhile; send it again";
            Err(ApiError::new(StatusCode::CONFLICT, "conflict", message))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Enters the register, in the name of whoever made the token: they must still be somebody who keeps it.
async fn register(
    rest: &Rest,
    caller: &Caller,
    files: Vec<File>,
    (wish, reason): (Wish, &str),
) -> Result<services::Result<Delivered>, ApiError> {
    let bad = |issue| ApiError::from(Error::issue("reason", issue));
    // Who made the token stands in the log; which program it was stands in the reason.
    let said = format!("{} [{}]", reason.trim(), caller.name);
    let reason = Reason::read(&said).map_err(bad)?;
    let report = import::import(&rest.ctx, By::Person(&caller.issuer), files, wish, Some(&reason)).await;
    Ok(report.map(|report| Delivered { report, ..Delivered::default() }))
}

fn answer(delivered: &Delivered) -> Response {
    let report = &delivered.report;
    let Counts { new, changed, same, refused } = report.total();
    let status = if report.written || report.is_clean() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let told = DeliveryReport {
        written: report.written,
        delivery: delivered.id,
        new,
        changed,
        unchanged: same,
        refused,
        doubtful: delivered.doubtful,
        strange: delivered.strange,
        not_read: report.sheets.iter().filter_map(not_read).collect(),
        refusals: report.refused.iter().take(NAMED).map(|one| refused_cell(report, one)).collect(),
    };
    (status, Json(told)).into_response()
}

fn not_read(sheet: &SheetReport) -> Option<NotRead> {
    let said = sheet.problem.as_ref()?.said(Lang::En);
    Some(NotRead { sheet: sheet.name(), reason: said.reason, remedy: said.remedy })
}

fn refused_cell(report: &Report, one: &Refusal) -> RefusedCell {
    let said = report.said(one, Lang::En);
    RefusedCell {
        sheet: report.name(one.place),
        cell: one.cell(),
        header: one.header.clone(),
        value: one.value.clone(),
        reason: said.reason,
        remedy: said.remedy,
    }
}
