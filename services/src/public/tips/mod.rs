//! What may be told about tip-offs: numbers, and none so small that a reporter could be recognised in it.
//!
//! They are those of the end of the last month and change once a month: of live numbers two readings an hour apart would
//! differ by one report, and tell what it was about and where it stands.

mod cell;
mod speed;
mod then;

use chrono::{Datelike, Months, NaiveDate};
use domain::{
    case::ViolationKind,
    time::{Stamp, start_of},
    tip::TipStatus,
};
use entities::tip;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

pub use cell::Count;
pub use speed::Speed;

use crate::{Ctx, Result};

/// How many months the statistics show.
const MONTHS: usize = 12;

/// Tip-offs in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statistics {
    /// The moment that they show: the first one of this month, up to which all is counted.
    pub as_of: Stamp,
    /// All tip-offs received until then.
    pub total: Count,
    /// By month of arrival, oldest first, the twelve that had ended then: `2026-10`.
    pub months: Vec<(String, Count)>,
    /// By what they are about; absent: the reporter did not say.
    pub kinds: Vec<(Option<ViolationKind>, Count)>,
    /// By where they stood then.
    pub statuses: Vec<(TipStatus, Count)>,
    /// How fast they were answered; absent where fewer than five were.
    pub speed: Option<Speed>,
}

/// Tip-offs in numbers, as they were at the end of the last month.
pub async fn statistics(ctx: &Ctx) -> Result<Statistics> {
    let first = first_of_month(ctx.now().day());
    let as_of = start_of(first);
    let tips = tip::Entity::find().filter(tip::Column::ReceivedAt.lt(as_of)).all(ctx.store.read()).await?;
    let stood = then::statuses(ctx, &tips, as_of).await?;
    let months: Vec<String> = last_months(first);
    let by_month = months.iter().map(|m| tips.iter().filter(|t| month(t.received_at) == *m).count());
    let named = |kind: &&ViolationKind| kind.is_seen_from_outside() || tips.iter().any(|tip| tip.kind == Some(**kind));
    let kinds: Vec<_> = ViolationKind::ALL.iter().filter(named).copied().map(Some).chain([None]).collect();
    let by_kind = kinds.iter().map(|kind| tips.iter().filter(|t| t.kind == *kind).count());
    let by_status = TipStatus::ALL.iter().map(|status| stood.iter().filter(|then| *then == status).count());
    Ok(Statistics {
        as_of,
        total: Count::alone(tips.len()),
        months: months.iter().cloned().zip(cell::hide_small(by_month)).collect(),
        kinds: kinds.iter().copied().zip(cell::hide_small(by_kind)).collect(),
        statuses: TipStatus::ALL.iter().copied().zip(cell::hide_small(by_status)).collect(),
        speed: speed::of(&tips, as_of),
    })
}

fn month(at: Stamp) -> String {
    at.beijing().format("%Y-%m").to_string()
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// The months before the one that begins with a day, oldest first.
fn last_months(first: NaiveDate) -> Vec<String> {
    let back = (1..=MONTHS).rev().filter_map(|n| first.checked_sub_months(Months::new(u32::try_from(n).ok()?)));
    back.map(|day| day.format("%Y-%m").to_string()).collect()
}
