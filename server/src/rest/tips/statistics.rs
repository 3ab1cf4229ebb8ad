//! `/tips/statistics`: tip-offs in numbers.

use axum::{Json, extract::State};
use domain::{case::ViolationKind, time::Stamp, tip::TipStatus};
use serde::Serialize;
use services::public::tips::{self, Count, Speed};
use utoipa::ToSchema;

use crate::rest::{ApiError, Rest};

/// Tip-offs in numbers, those of the end of a month. So that no single report shows, neither in a number nor in what two
/// answers differ by, they change at the beginning of a month and only where at least five more have come, and each is
/// rounded down to a multiple of five. A null count is 0 to 4.
#[derive(Debug, Serialize, ToSchema)]
pub struct TipStatistics {
    /// The moment that they show: the first of a month, before which all is counted. Null where there is nothing to tell.
    #[schema(example = "2026-11-01T00:00:00+08:00")]
    as_of: Option<String>,
    /// All tip-offs received until then.
    total: Option<usize>,
    /// By month of arrival, the twelve that had ended then, oldest first.
    months: Vec<Month>,
    /// By what they are about.
    kinds: Vec<Kind>,
    /// By where they stood then.
    statuses: Vec<StatusCount>,
    /// How fast they were answered; null where fewer than five were.
    speed: Option<AnswerSpeed>,
}

/// Tip-offs of a month.
#[derive(Debug, Serialize, ToSchema)]
struct Month {
    #[schema(example = "2026-11")]
    month: String,
    count: Option<usize>,
}

/// Tip-offs of a kind.
#[derive(Debug, Serialize, ToSchema)]
struct Kind {
    /// Null: the reporter did not say.
    kind: Option<ViolationKind>,
    count: Option<usize>,
}

/// Tip-offs that stand somewhere.
#[derive(Debug, Serialize, ToSchema)]
struct StatusCount {
    /// Null: it is not on record.
    status: Option<TipStatus>,
    count: Option<usize>,
}

/// Days from arrival to answer.
#[derive(Debug, Serialize, ToSchema)]
struct AnswerSpeed {
    /// The moment that these show: the first of a month, before which all answers are counted. It may be another one than that of
    /// the reports.
    #[schema(example = "2026-11-01T00:00:00+08:00")]
    as_of: String,
    /// How many were answered, rounded down to a multiple of five.
    answered: Option<usize>,
    /// Half of them took no longer.
    median_days: i64,
    /// Nine of ten took no longer.
    ninetieth_days: i64,
}

/// Tip-offs in numbers
#[utoipa::path(
    get, path = "/tips/statistics", tag = "tips",
    responses((status = 200, description = "The numbers", body = TipStatistics))
)]
pub async fn statistics(State(rest): State<Rest>) -> Result<Json<TipStatistics>, ApiError> {
    let found = tips::statistics(&rest.ctx).await?;
    Ok(Json(TipStatistics {
        as_of: found.as_of.map(Stamp::rfc3339),
        total: shown(found.total),
        months: found.months.into_iter().map(|(month, count)| Month { month, count: shown(count) }).collect(),
        kinds: found.kinds.into_iter().map(|(kind, count)| Kind { kind, count: shown(count) }).collect(),
        statuses: found
            .statuses
            .into_iter()
            .map(|(status, count)| StatusCount { status, count: shown(count) })
            .collect(),
        speed: found.speed.map(AnswerSpeed::from),
    }))
}

fn shown(count: Count) -> Option<usize> {
    match count {
        Count::From(count) => Some(count),
        Count::Few => None,
    }
}

impl From<Speed> for AnswerSpeed {
    fn from(speed: Speed) -> Self {
        let Speed { as_of, answered, median_days, ninetieth_days } = speed;
        Self { as_of: as_of.rfc3339(), answered: shown(answered), median_days, ninetieth_days }
    }
}
