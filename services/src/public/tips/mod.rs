//! What may be told about tip-offs: numbers, and none so small that a reporter could be recognised in it.

mod cell;
mod speed;

use domain::{case::ViolationKind, time::Stamp, tip::TipStatus};
use entities::tip;
use sea_orm::EntityTrait;

pub use cell::Count;
pub use speed::Speed;

use crate::{Ctx, Result};

/// How many months the statistics show.
const MONTHS: usize = 12;

/// Tip-offs in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statistics {
    /// The moment that they show.
    pub as_of: Stamp,
    /// All tip-offs ever received.
    pub total: Count,
    /// By month of arrival, oldest first, twelve months with this one: `2026-11`.
    pub months: Vec<(String, Count)>,
    /// By what they are about; absent: the reporter did not say.
    pub kinds: Vec<(Option<ViolationKind>, Count)>,
    /// By where they stand.
    pub statuses: Vec<(TipStatus, Count)>,
    /// How fast they were answered; absent where fewer than five were.
    pub speed: Option<Speed>,
}

/// Tip-offs in numbers, now.
pub async fn statistics(ctx: &Ctx) -> Result<Statistics> {
    let now = ctx.now();
    let tips = tip::Entity::find().all(ctx.store.read()).await?;
    let months: Vec<String> = last_months(now);
    let by_month = months.iter().map(|m| tips.iter().filter(|t| month(t.received_at) == *m).count());
    let named = |kind: &&ViolationKind| kind.is_seen_from_outside() || tips.iter().any(|tip| tip.kind == Some(**kind));
    let kinds: Vec<_> = ViolationKind::ALL.iter().filter(named).copied().map(Some).chain([None]).collect();
    let by_kind = kinds.iter().map(|kind| tips.iter().filter(|t| t.kind == *kind).count());
    let by_status = TipStatus::ALL.iter().map(|status| tips.iter().filter(|t| t.status == *status).count());
    Ok(Statistics {
        as_of: now,
        total: Count::alone(tips.len()),
        months: months.iter().cloned().zip(cell::hide_small(by_month)).collect(),
        kinds: kinds.iter().copied().zip(cell::hide_small(by_kind)).collect(),
        statuses: TipStatus::ALL.iter().copied().zip(cell::hide_small(by_status)).collect(),
        speed: speed::of(&tips),
    })
}

fn month(at: Stamp) -> String {
    at.beijing().format("%Y-%m").to_string()
}

fn last_months(now: Stamp) -> Vec<String> {
    let today = now.day();
    let back = (0..MONTHS).rev().filter_map(|n| today.checked_sub_months(chrono::Months::new(u32::try_from(n).ok()?)));
    back.map(|day| day.format("%Y-%m").to_string()).collect()
}
