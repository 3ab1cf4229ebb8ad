//! `/exceedances`: means that stood above a limit, and what the bureau has said of that.

use axum::{Json, extract::State, http::Uri, response::Response};
use domain::{
    exceedance::{EventEnd, Ground, MadeBy, Said},
    limit::Averaging,
};
use serde::Serialize;
use services::{
    exceedances::{self, Peak, PublishedEvent},
    public::PageOf,
};
use utoipa::ToSchema;

use super::{
    ApiError, Rest,
    csv::{self, code, maybe, own, text},
    number::number,
    page::Page,
    params::Ask,
};

/// An event: means of one pollutant that stood above their limit, one after the other. Values are data; whether a limit was
/// exceeded and the law broken is for the bureau to decide.
#[derive(Debug, Serialize, ToSchema)]
pub struct Exceedance {
    /// Its key.
    id: i64,
    /// Unified social credit code.
    enterprise: String,
    enterprise_name: String,
    /// Code of the outlet in the permit.
    #[schema(example = "DW001")]
    outlet: String,
    /// Code of the pollutant in HJ 212.
    #[schema(example = "w01018")]
    pollutant: String,
    /// Its Chinese name.
    #[schema(example = "化学需氧量")]
    name: String,
    /// The mean that the limit names: `hour`, `day`, or `instant` for each value.
    #[schema(example = "day")]
    averaging: Averaging,
    /// The start of the first mean above the limit, RFC 3339 with the offset +08:00.
    #[schema(example = "2026-11-22T00:00:00+08:00", format = DateTime)]
    from: String,
    /// The end of the last one.
    #[schema(example = "2026-11-24T00:00:00+08:00", format = DateTime)]
    to: String,
    /// How many means stand above; 0 where corrections or marks left none. Of an event that the bureau has settled, as many as
    /// stood then.
    periods: u32,
    /// Why it is over: a mean `within` the limit, or `silence`, because none came that counts; null while it may go on.
    #[schema(example = "within")]
    ended: Option<EventEnd>,
    /// The worst mean.
    peak: Option<f64>,
    /// The start of its period.
    peak_at: Option<String>,
    /// The limit that it is held against, as it was on its day.
    limit_low: Option<f64>,
    limit_high: Option<f64>,
    /// The unit of mean and limit; empty for pH.
    #[schema(example = "mg/L")]
    unit: String,
    /// By how much of the limit the worst mean is above it: 0.5 is half as much again. Null where the lowest value allowed is
    /// the one that was missed.
    multiple: Option<f64>,
    /// Who made the worst mean: the `logger`, or the `portal` where the logger sent none.
    #[schema(example = "logger")]
    made_by: Option<MadeBy>,
    /// What the bureau has said: `not-verified`; `sound` data; data that are `no-basis` for saying that a limit was exceeded;
    /// `not-counted` since the data were corrected, or marked by the enterprise, or the event beside it took them over.
    #[schema(example = "not-verified")]
    said: String,
    /// Why the data are no basis: `condition` (start, stop or fault within its time), `maintenance` or fault of the
    /// `instrument`, `halt` of the source, another `limit`, other results of `sampling`.
    ground: Option<Ground>,
}

/// Means above a limit
///
/// The newest first. Each mean that a limit names (hours for gas, days for water) is held against the limit of its day; those in a
/// row are one event, which a mean within the limit ends. Times that the enterprise has marked (start, stop, fault, maintenance, within
/// their limits) are left out. Of times before the portal kept such records there are none.
#[utoipa::path(
    get, path = "/exceedances", tag = "measurements",
    params(
        ("enterprise" = Option<String>, Query, description = "Credit code"),
        ("outlet" = Option<String>, Query, description = "Code of the outlet, such as DW001"),
        ("from" = Option<String>, Query, description = "Those with a mean at this moment or later"),
        ("to" = Option<String>, Query, description = "Those that began before this moment"),
        ("page" = Option<u32>, Query, minimum = 1, description = "From 1"),
        ("per_page" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "20 unless told; 1000 for CSV")
    ),
    responses(
        (status = 200, description = "A page of events", body = Page<Exceedance>),
        (status = 400, description = "Parameters that make no sense, each named", body = ApiError)
    )
)]
pub async fn list(State(rest): State<Rest>, ask: Ask) -> Result<Json<Page<Exceedance>>, ApiError> {
    Ok(Json(Page::of(find(&rest, ask, 20).await?, shown)))
}

/// Means above a limit, as CSV
#[utoipa::path(
    get, path = "/exceedances.csv", tag = "measurements",
    description = "The same parameters as `/exceedances`.",
    responses(
        (status = 200, description = "One line an event", body = String, content_type = "text/csv"),
        (status = 400, description = "Parameters that make no sense, each named", body = ApiError)
    )
)]
pub async fn list_csv(State(rest): State<Rest>, uri: Uri, ask: Ask) -> Result<Response, ApiError> {
    let found = find(&rest, ask, 1000).await?;
    let next = csv::next_page("/api/v1/exceedances.csv", uri.query(), found.page, found.per_page, found.total);
    let heads = [
        "id",
        "enterprise",
        "enterprise_name",
        "outlet",
        "pollutant",
        "name",
        "averaging",
        "from",
        "to",
        "periods",
        "ended",
        "peak",
        "peak_at",
        "limit_low",
        "limit_high",
        "unit",
        "multiple",
        "made_by",
        "said",
        "ground",
    ];
    let rows = found.items.into_iter().map(shown).map(|one| {
        [
            own(one.id),
            code(&one.enterprise),
            text(&one.enterprise_name),
            code(&one.outlet),
            code(&one.pollutant),
            text(&one.name),
            own(one.averaging),
            own(one.from),
            own(one.to),
            own(one.periods),
            maybe(one.ended),
            maybe(one.peak),
            maybe(one.peak_at),
            maybe(one.limit_low),
            maybe(one.limit_high),
            text(&one.unit),
            maybe(one.multiple),
            maybe(one.made_by),
            own(one.said),
            maybe(one.ground),
        ]
    });
    Ok(csv::file("exceedances", heads, rows, next))
}

async fn find(rest: &Rest, mut ask: Ask, per_page: u32) -> Result<PageOf<PublishedEvent>, ApiError> {
    let wanted = exceedances::Ask {
        enterprise: ask.query("enterprise"),
        outlet: ask.query("outlet"),
        from: ask.moment("from"),
        to: ask.moment("to"),
        paging: ask.paging(per_page),
    };
    ask.finish()?;
    Ok(exceedances::published(&rest.ctx, &wanted).await?)
}

fn shown(event: PublishedEvent) -> Exceedance {
    let (said, ground) = match event.said {
        Said::Nothing => ("not-verified", None),
        Said::Sound => ("sound", None),
        Said::NoBasis(ground) => ("no-basis", ground),
        Said::NotCounted => ("not-counted", None),
    };
    // What corrections or marks left nothing of has no worst mean.
    let peak = event.peak.filter(|_| event.periods > 0);
    let evidence = peak.as_ref().map(|Peak { evidence, .. }| evidence);
    Exceedance {
        id: event.id,
        enterprise: event.enterprise.credit_code.to_string(),
        enterprise_name: event.enterprise.name.zh,
        outlet: event.outlet.to_string(),
        pollutant: event.pollutant.code.to_string(),
        name: event.pollutant.name.zh,
        averaging: event.averaging,
        from: event.began_at.rfc3339(),
        to: event.until.rfc3339(),
        periods: event.periods,
        ended: event.ended,
        peak: evidence.map(|evidence| number(evidence.value)),
        peak_at: peak.as_ref().map(|peak| peak.at.rfc3339()),
        limit_low: evidence.and_then(|evidence| evidence.limit.low).map(number),
        limit_high: evidence.and_then(|evidence| evidence.limit.high).map(number),
        unit: evidence.map_or(event.pollutant.unit, |evidence| evidence.unit.clone()),
        multiple: peak.as_ref().and_then(|peak| peak.multiple).map(|multiple| number(multiple.round_dp(6))),
        made_by: evidence.map(|evidence| evidence.made_by),
        said: said.to_owned(),
        ground,
    }
}
