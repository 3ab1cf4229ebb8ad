//! One event for whoever must judge it.

use domain::{access::Action, judgement::length, life::Audience, measurement::Interval, time::Stamp};
use entities::exceedance;
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    EventRow, Period, entry,
    load::{load, visible},
    period::{of_events, with_own},
    row::rows,
};
use crate::{
    Ctx, Error, Result, Seen,
    accounts::Actor,
    dialogue::Entry,
    public::measurements::rows::{Window, newest_revisions},
};

/// Periods before and after the event that its picture shows.
const AROUND: i64 = 24;
/// The most periods that the picture shows: of a long event the last ones.
const WIDEST: i64 = 400;
/// More values than the picture's stretch has, one a second.
const MOST: u64 = 30_000;
/// How many other events are shown.
const OTHERS: u64 = 10;

/// An event with all that is needed to judge it.
#[derive(Clone, Debug)]
pub struct EventView {
    /// What a list shows.
    pub row: EventRow,
    /// Its periods in their newest editions, oldest first; those that corrections took out of it, too.
    pub periods: Vec<Period>,
    /// The means around it.
    pub course: Course,
    /// The dialogue, oldest first.
    pub entries: Vec<Entry>,
    /// Where it stands, for the forms of its page.
    pub seen: Seen,
    /// The newest other events of the enterprise.
    pub others: Vec<EventRow>,
}

/// The logger's means around an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// The length of a period.
    pub interval: Interval,
    /// The first moment of the picture.
    pub from: Stamp,
    /// The first moment after it.
    pub to: Stamp,
    /// The means, oldest first.
    pub means: Vec<CourseMean>,
}

/// A mean of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CourseMean {
    /// The start of its period.
    pub at: Stamp,
    /// The figure; absent where the logger sent none.
    pub value: Option<Decimal>,
    /// Whether it counts.
    pub valid: bool,
}

/// The event with a key.
///
/// # Errors
/// [`NotFound`](Error::NotFound) for one of another area.
pub async fn show(ctx: &Ctx, actor: &Actor, id: i64) -> Result<EventView> {
    actor.must(Action::ReadExceedances)?;
    let row = load(ctx.store.read(), actor, id).await?;
    let others = visible(actor)
        .filter(exceedance::Column::EnterpriseId.eq(row.enterprise_id))
        .filter(exceedance::Column::Id.ne(id))
        .order_by_desc(exceedance::Column::BeganAt)
        .order_by_desc(exceedance::Column::Id)
        .limit(OTHERS)
        .all(ctx.store.read())
        .await?;
    let others = rows(ctx, others).await?;
    let entries = entry::of_event(ctx, id).await?;
    Ok(EventView {
        seen: entry::seen(ctx.store.read(), &row).await?,
        course: course(ctx, &row).await?,
        periods: with_own(ctx, &row, of_events(ctx.store.read(), &[id]).await?.remove(&id).unwrap_or_default()).await?,
        row: rows(ctx, vec![row]).await?.pop().ok_or(Error::NotFound)?,
        entries,
        others,
    })
}

/// The means around an event.
pub(super) async fn course(ctx: &Ctx, row: &exceedance::Model) -> Result<Course> {
    let interval = row.averaging.interval();
    // Of instants the picture has the hours around.
    let step = length(interval).max(domain::time::MINUTE);
    let to = row.last_at.plus(step * (AROUND + 1)).min(ctx.now());
    let from = row.began_at.minus(step * AROUND).max(to.minus(step * WIDEST));
    let (outlet_id, pollutant, audience) = (row.outlet_id, row.pollutant.as_str(), Audience::Public);
    let window = Window { outlet_id, pollutant, interval, from, to, as_of: None, audience };
    let mean = |row: &entities::measurement::Model| {
        let value = row.value.map(Decimal::from);
        CourseMean { at: row.at, value, valid: row.flag.is_valid() && value.is_some() }
    };
    let rows = newest_revisions(ctx, window, MOST).await?;
    // Of instants there can be more than a picture has room for: the last ones.
    let first = rows.len().saturating_sub(usize::try_from(WIDEST).unwrap_or(usize::MAX));
    let from = if first > 0 { rows[first].at } else { from };
    Ok(Course { interval, from, to, means: rows[first..].iter().map(mean).collect() })
}
