//! `…/means`: the hourly and daily means that the portal works out itself.

use axum::{Json, extract::State, http::Uri, response::Response};
use domain::{measurement::Interval, time::Stamp};
use serde::Serialize;
use services::public::outlet::{MeanPair, MeansAsk, MeansPart, means};
use utoipa::ToSchema;

use super::{
    ApiError, Rest,
    csv::{self, code, maybe, own, text},
    number::number,
    params::Ask,
};

/// The intervals that have means.
const INTERVALS: [Interval; 2] = [Interval::Hour, Interval::Day];

/// A piece of the stretch.
#[derive(Debug, Serialize, ToSchema)]
pub struct Means {
    /// Oldest first; those of one period in order of their pollutants' codes.
    items: Vec<Mean>,
    /// What to give as `from` for the rest; null where this is all.
    #[schema(example = "2026-12-23T00:00:00+08:00")]
    next: Option<String>,
}

/// A mean of the portal's beside the logger's own.
#[derive(Debug, Serialize, ToSchema)]
pub struct Mean {
    /// Code of the pollutant in HJ 212.
    #[schema(example = "w01018")]
    pollutant: String,
    /// Its Chinese name.
    #[schema(example = "化学需氧量")]
    name: String,
    /// `hour` or `day`.
    #[schema(example = "hour")]
    interval: String,
    /// The start of the period, RFC 3339 with the offset +08:00.
    #[schema(example = "2026-11-22T08:00:00+08:00", format = DateTime)]
    at: String,
    /// The portal's mean, as limits are compared with it; null where it could work out none.
    #[schema(example = 41.2)]
    value: Option<f64>,
    /// The unit of all figures here; empty for pH.
    #[schema(example = "mg/L")]
    unit: String,
    /// As it was measured, where `value` is at reference oxygen and that is known.
    measured: Option<f64>,
    /// How `value` came to be at reference oxygen: `none` (it is not), `sent` by the logger, `worked` out from the oxygen of
    /// the hour; null without a mean.
    conversion: Option<String>,
    /// What it is made of: `minute` or `realtime` values, for a day `hour`; null without a mean.
    made_of: Option<String>,
    /// Valid minutes of an hour, valid hours of a day; null without a mean.
    valid: Option<u32>,
    /// How many could have been valid: 60 minutes; of a day the hours in which something flowed.
    due: Option<u32>,
    /// Whether it is weighted by the flow.
    weighted: Option<bool>,
    /// `counts`, or why it does not: `too-little` of the period was valid, `no-flow`, `no-oxygen`.
    outcome: Option<String>,
    /// 1, and one more each time that it came out otherwise.
    revision: Option<i32>,
    /// Why there is this revision: `first`, `late` values, `corrected` ones, worked out `again` because somebody asked.
    reason: Option<String>,
    /// When it was worked out.
    worked_out_at: Option<String>,
    /// The logger's own mean of the period, where it is valid.
    sent: Option<f64>,
    /// The same as it was measured, where the logger sent both.
    sent_measured: Option<f64>,
    /// Whether `sent` is at reference oxygen.
    sent_converted: Option<bool>,
    /// Whether the two are further apart than rounding and sampling explain: both at reference oxygen, or both as measured.
    differs: bool,
}

/// Means that the portal worked out
///
/// From ten-minute means, or real-time values where there are none, beside the logger's own means. Concentrations in
/// water are weighted by the flow, and a gas counts from 45 valid minutes and 20 valid hours on, by HJ 212-2017, appendix D; a day of
/// water counts from 75 % of the hours due on (HJ 356-2019, to be verified), and 45 minutes of an hour of water are the portal's own
/// rule. Of each period the newest revision. 31 days of hours or 400 days at once.
#[utoipa::path(
    get, path = "/enterprises/{credit_code}/outlets/{code}/means", tag = "measurements",
    params(
        ("credit_code" = String, Path, description = "Unified social credit code", example = "91350100M000100Y43"),
        ("code" = String, Path, description = "Code of the outlet", example = "DW001"),
        ("pollutant" = Option<String>, Query, description = "Code in HJ 212, new or legacy; all when absent", example = "w01018"),
        ("interval" = Option<String>, Query, description = "`hour` unless told, or `day`"),
        ("from" = Option<String>, Query, description = "From this moment or day; the last 24 hours or 30 days when absent", example = "2026-11-22T00:00:00+08:00"),
        ("to" = Option<String>, Query, description = "Before this moment or day; now when absent", example = "2026-11-23")
    ),
    responses(
        (status = 200, description = "A piece of the stretch", body = Means),
        (status = 400, description = "Parameters that make no sense, each named", body = ApiError),
        (status = 404, description = "No such enterprise or outlet", body = ApiError)
    )
)]
pub async fn list(State(rest): State<Rest>, ask: Ask) -> Result<Json<Means>, ApiError> {
    let MeansPart { items, next } = find(&rest, ask).await?;
    Ok(Json(Means { items: items.into_iter().map(shown).collect(), next: next.map(Stamp::rfc3339) }))
}

/// Means that the portal worked out, as CSV
#[utoipa::path(
    get, path = "/enterprises/{credit_code}/outlets/{code}/means.csv", tag = "measurements",
    description = "The same parameters as without `.csv`.",
    params(
        ("credit_code" = String, Path, description = "Unified social credit code", example = "91350100M000100Y43"),
        ("code" = String, Path, description = "Code of the outlet", example = "DW001")
    ),
    responses(
        (status = 200, description = "One line a mean", body = String, content_type = "text/csv"),
        (status = 400, description = "Parameters that make no sense, each named", body = ApiError),
        (status = 404, description = "No such enterprise or outlet", body = ApiError)
    )
)]
pub async fn list_csv(State(rest): State<Rest>, uri: Uri, ask: Ask) -> Result<Response, ApiError> {
    let MeansPart { items, next } = find(&rest, ask).await?;
    let path = format!("/api/v1{}", uri.path());
    // The `+` of the offset would be read as a blank.
    let next = next.map(|next| csv::with_param(&path, uri.query(), "from", &next.rfc3339().replace('+', "%2B")));
    let heads = [
        "pollutant",
        "name",
        "interval",
        "at",
        "value",
        "unit",
        "measured",
        "conversion",
        "made_of",
        "valid",
        "due",
        "weighted",
        "outcome",
        "revision",
        "reason",
        "worked_out_at",
        "sent",
        "sent_measured",
        "sent_converted",
        "differs",
    ];
    let rows = items.into_iter().map(shown).map(|mean| {
        [
            code(mean.pollutant),
            text(mean.name),
            own(mean.interval),
            own(mean.at),
            maybe(mean.value),
            own(mean.unit),
            maybe(mean.measured),
            maybe(mean.conversion),
            maybe(mean.made_of),
            maybe(mean.valid),
            maybe(mean.due),
            maybe(mean.weighted),
            maybe(mean.outcome),
            maybe(mean.revision),
            maybe(mean.reason),
            maybe(mean.worked_out_at),
            maybe(mean.sent),
            maybe(mean.sent_measured),
            maybe(mean.sent_converted),
            own(mean.differs),
        ]
    });
    Ok(csv::file("means", heads, rows, next))
}

async fn find(rest: &Rest, mut ask: Ask) -> Result<MeansPart, ApiError> {
    let (credit_code, outlet) = (ask.path("credit_code"), ask.path("code"));
    let pollutant: Option<String> = ask.query("pollutant");
    let interval = ask.word("interval", &INTERVALS).unwrap_or(Interval::Hour);
    let (from, to) = (ask.moment("from"), ask.moment("to"));
    ask.finish()?;
    let (credit_code, outlet) = credit_code.zip(outlet).ok_or_else(ApiError::internal)?;
    Ok(means(&rest.ctx, &MeansAsk { credit_code, outlet, pollutant, interval, from, to }).await?)
}

fn shown(pair: MeanPair) -> Mean {
    let MeanPair { pollutant, interval, at, own, sent, differs } = pair;
    let mean = own.map(|own| own.mean);
    Mean {
        pollutant: pollutant.code.to_string(),
        name: pollutant.name.zh,
        interval: interval.to_string(),
        at: at.rfc3339(),
        value: mean.and_then(|mean| mean.value).map(number),
        unit: pollutant.unit,
        measured: mean.and_then(|mean| mean.measured).map(number),
        conversion: mean.map(|mean| mean.conversion.to_string()),
        made_of: own.map(|own| own.made_of.to_string()),
        valid: mean.map(|mean| mean.valid),
        due: mean.map(|mean| mean.due),
        weighted: mean.map(|mean| mean.weighted),
        outcome: mean.map(|mean| mean.outcome.to_string()),
        revision: own.map(|own| own.number),
        reason: own.map(|own| own.reason.to_string()),
        worked_out_at: own.map(|own| own.at.rfc3339()),
        sent: sent.map(|sent| number(sent.value)),
        sent_measured: sent.and_then(|sent| sent.measured).map(number),
        sent_converted: sent.map(|sent| sent.converted),
        differs,
    }
}
