//! What may be told about tip-offs: numbers, and none in which a reporter could be recognised, nor in what two of them
//! differ by (`domain::tip::Count`, `domain::tip::counted_until`).
//!
//! They are those of the end of a month, of the last one by which enough more had come: of live numbers two readings an
//! hour apart would differ by one report, and tell what it was about and where it stands.

mod speed;
mod then;

use chrono::{Datelike, Months, NaiveDate};
use domain::{
    case::ViolationKind,
    time::{Stamp, start_of},
    tip::{TipStatus, counted_until},
};
use entities::tip;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

pub use domain::tip::Count;
pub use speed::Speed;

use crate::{Ctx, Result};

/// How many months the statistics show.
const MONTHS: usize = 12;

/// Tip-offs in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statistics {
    /// Up to which moment all is counted, the first one of a month; none as long as fewer than five had come.
    pub as_of: Option<Stamp>,
    /// All tip-offs received until then.
    pub total: Count,
    /// By month of arrival, oldest first, the twelve that had ended then: `2026-10`.
    pub months: Vec<(String, Count)>,
    /// By what they are about; absent: the reporter did not say. What nobody outside can see is there only where it is told.
    pub kinds: Vec<(Option<ViolationKind>, Count)>,
    /// By where they stood then; absent: it is not on record. Each state of the way, and that one only where it is told.
    pub statuses: Vec<(Option<TipStatus>, Count)>,
    /// How fast they were answered; absent where fewer than five were.
    pub speed: Option<Speed>,
}

/// Tip-offs in numbers, as they may be told today.
pub async fn statistics(ctx: &Ctx) -> Result<Statistics> {
    let today = ctx.now().day();
    let received = tip::Column::ReceivedAt.lt(start_of(first_of_month(today)));
    let mut tips = tip::Entity::find().filter(received).all(ctx.store.read()).await?;
    let speed = speed::of(&tips, today);
    let Some(as_of) = counted_until(tips.iter().map(|tip| tip.received_at), today) else { return Ok(nothing(speed)) };
    tips.retain(|tip| tip.received_at < as_of);
    let stood = then::statuses(ctx, &tips, as_of).await?;
    let kinds = ViolationKind::ALL.iter().copied().map(Some).chain([None]);
    let by_kind = kinds.map(|kind| (kind, Count::of(tips.iter().filter(|tip| tip.kind == kind).count())));
    let named = |(kind, count): &(Option<ViolationKind>, Count)| {
        *count != Count::Few || kind.is_none_or(ViolationKind::is_seen_from_outside)
    };
    let statuses = TipStatus::ALL.iter().copied().map(Some).chain([None]);
    let by_status = statuses.map(|status| (status, Count::of(stood.iter().filter(|then| **then == status).count())));
    let by_month = last_months(as_of.day()).into_iter().map(|name| {
        let count = tips.iter().filter(|tip| month(tip.received_at) == name).count();
        (name, Count::of(count))
    });
    Ok(Statistics {
        as_of: Some(as_of),
        total: Count::of(tips.len()),
        months: by_month.collect(),
        kinds: by_kind.filter(named).collect(),
        statuses: by_status.filter(|(status, count)| status.is_some() || *count != Count::Few).collect(),
        speed,
    })
}

/// Before the first five.
const fn nothing(speed: Option<Speed>) -> Statistics {
    Statistics { as_of: None, total: Count::Few, months: Vec::new(), kinds: Vec::new(), statuses: Vec::new(), speed }
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
