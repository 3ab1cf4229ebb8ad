//! Months that were delivered, and those that are missing.

use std::collections::{BTreeSet, HashMap};

use domain::{
    month::Month,
    utility::{Feed, newest_due},
};
use entities::{
    enterprise,
    utility_reading::{Column, Entity},
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect};

use crate::{
    Ctx, Result,
    public::{Party, parties},
    store::merger,
};

/// How many months back are looked at.
const MONTHS: usize = 12;

/// Months that are missing between others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Of whom.
    pub enterprise: Party,
    /// Which, oldest first.
    pub months: Vec<Month>,
}

/// An enterprise of which nothing came any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stopped {
    /// Of whom.
    pub enterprise: Party,
    /// The last month that came.
    pub last: Month,
}

/// The state of one feed over the last twelve months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedHealth {
    /// Which feed.
    pub feed: Feed,
    /// The newest month that came, of anybody; none when nothing came.
    pub newest: Option<Month>,
    /// Months that should be there by now and of which nothing came, oldest first.
    pub late: Vec<Month>,
    /// Enterprises of which something came.
    pub expected: usize,
    /// How many of them are in the newest month.
    pub delivered: usize,
    /// Enterprises of the register of which nothing came: not connected.
    pub unknown: u64,
    /// Those with missing months in between.
    pub gaps: Vec<Gap>,
    /// Those that are no longer in the newest month.
    pub stopped: Vec<Stopped>,
}

/// What came of one enterprise in a feed.
struct Span {
    enterprise_id: i64,
    first: Month,
    last: Month,
    count: usize,
}

/// The state of every feed.
pub(super) async fn of_all(ctx: &Ctx) -> Result<Vec<FeedHealth>> {
    let today = ctx.now().day();
    let Some(running) = Month::containing(today) else { return Ok(Vec::new()) };
    let registered = enterprise::Entity::find().filter(merger::stands()).count(ctx.store.read()).await?;
    let mut all = Vec::new();
    for &feed in Feed::ALL {
        let Some(due) = newest_due(feed, today) else { continue };
        let first = std::iter::successors(Some(due), |month| Some(month.previous())).nth(MONTHS - 1).unwrap_or(due);
        // The running month may be there early.
        let spans = spans(ctx, feed, first, running).await?;
        all.push(of_one(ctx, feed, &spans, first..=due, registered).await?);
    }
    Ok(all)
}

async fn of_one(
    ctx: &Ctx,
    feed: Feed,
    spans: &[Span],
    window: std::ops::RangeInclusive<Month>,
    registered: u64,
) -> Result<FeedHealth> {
    let newest = spans.iter().map(|span| span.last).max();
    let broken: Vec<_> = spans.iter().filter(|span| span.count < months(span.first, span.last).len()).collect();
    let stopped: Vec<_> = spans.iter().filter(|span| Some(span.last) < newest).collect();
    let troubled = broken.iter().chain(&stopped).map(|span| span.enterprise_id);
    let parties = parties(ctx, troubled).await?;
    let late =
        newest.map_or_else(|| months(*window.start(), *window.end()), |newest| months(newest.next(), *window.end()));
    let stopped = stopped
        .iter()
        .filter_map(|span| Some(Stopped { enterprise: parties.get(&span.enterprise_id)?.clone(), last: span.last }));
    let mut stopped: Vec<_> = stopped.collect();
    stopped.sort_by_key(|one| (one.last, one.enterprise.credit_code));
    Ok(FeedHealth {
        feed,
        newest,
        late,
        expected: spans.len(),
        delivered: spans.len() - stopped.len(),
        unknown: registered.saturating_sub(u64::try_from(spans.len()).unwrap_or(u64::MAX)),
        gaps: gaps(ctx, feed, &broken, &parties).await?,
        stopped,
    })
}

/// The first and the last month of every enterprise in a feed, and how many there are: what is missing shows without
/// reading each.
async fn spans(ctx: &Ctx, feed: Feed, first: Month, last: Month) -> Result<Vec<Span>> {
    let rows: Vec<(i64, String, String, i64)> = Entity::find()
        .select_only()
        .column(Column::EnterpriseId)
        .column_as(Column::Month.min(), "first")
        .column_as(Column::Month.max(), "last")
        .column_as(Column::Month.count(), "months")
        .filter(Column::Feed.eq(feed))
        .filter(Column::Month.between(first.to_string(), last.to_string()))
        .filter(Column::EnterpriseId.not_in_subquery(merger::gone()))
        .group_by(Column::EnterpriseId)
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    let span = |(enterprise_id, first, last, count): (i64, String, String, i64)| {
        // Months are checked when they are read in; what is none of them is not counted.
        let (first, last) = (first.parse().ok()?, last.parse().ok()?);
        Some(Span { enterprise_id, first, last, count: usize::try_from(count).unwrap_or_default() })
    };
    Ok(rows.into_iter().filter_map(span).collect())
}

async fn gaps(ctx: &Ctx, feed: Feed, broken: &[&Span], parties: &HashMap<i64, Party>) -> Result<Vec<Gap>> {
    let mut gaps = Vec::new();
    if broken.is_empty() {
        return Ok(gaps);
    }
    let rows: Vec<(i64, String)> = Entity::find()
        .select_only()
        .column(Column::EnterpriseId)
        .column(Column::Month)
        .filter(Column::Feed.eq(feed))
        .filter(Column::EnterpriseId.is_in(broken.iter().map(|span| span.enterprise_id)))
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    let there: BTreeSet<(i64, String)> = rows.into_iter().collect();
    for span in broken {
        let missing = |month: &Month| !there.contains(&(span.enterprise_id, month.to_string()));
        let months: Vec<_> = months(span.first, span.last).into_iter().filter(missing).collect();
        if let Some(enterprise) = parties.get(&span.enterprise_id) {
            gaps.push(Gap { enterprise: enterprise.clone(), months });
        }
    }
    gaps.sort_by_key(|gap| gap.enterprise.credit_code);
    Ok(gaps)
}

/// The months from `first` to `last`, both among them; none when `last` comes before.
fn months(first: Month, last: Month) -> Vec<Month> {
    std::iter::successors(Some(first), |month| Some(month.next())).take_while(|month| *month <= last).collect()
}
