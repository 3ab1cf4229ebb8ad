//! How one provider does: the last deliveries, what was refused, how late it is, and of whom it is in doubt who they are.

use std::collections::HashMap;

use domain::{
    access::Action,
    delivery::{Brought, DeliveryState, SubjectState},
    sheet::Kind,
    time::{DAY, Day, Stamp},
    utility::Feed,
};
use entities::{account, delivery, feed_subject, meter_share};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{FeedHealth, bills, deliver::kind_of};
use crate::{Ctx, Error, Result, accounts::Actor, register::import::Counts};

/// Deliveries that are listed, the newest first.
const LISTED: u64 = 20;

/// A delivery as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its number.
    pub id: i64,
    /// When.
    pub at: Stamp,
    /// Who brought it; nobody: from the command line.
    pub by: Option<String>,
    /// By which way.
    pub brought: Brought,
    /// The names of its files.
    pub file_name: String,
    /// SHA-256 of what was in them.
    pub digest: String,
    /// Whether it counts.
    pub state: DeliveryState,
    /// The days that it is about.
    pub days: Option<(Day, Day)>,
    /// Its rows.
    pub counts: Counts,
    /// Rows of whom it is in doubt who they are.
    pub doubtful: usize,
    /// Rows of nobody of the register.
    pub strange: usize,
}

/// How one provider does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    /// What it delivers.
    pub kind: Kind,
    /// When this was so.
    pub as_of: Stamp,
    /// The last deliveries, the newest first.
    pub deliveries: Vec<Listed>,
    /// The last delivery that counts.
    pub last: Option<Stamp>,
    /// By when the next one should have come, where the last is older than this kind may be; none where it is in time.
    pub overdue: Option<Day>,
    /// The last day that anything is known of.
    pub known_to: Option<Day>,
    /// Of how many it is known who they are, of how many it is in doubt, and how many are nobody of the register.
    pub subjects: [u64; 3],
    /// Meters that the register has and of which nothing ever came.
    pub silent_meters: u64,
    /// The months, of power and of water.
    pub months: Option<FeedHealth>,
}

/// For how many days a delivery may be the last one. Agreed with those who deliver; no rule fixes it.
const fn every_days(kind: Kind) -> i64 {
    match kind {
        Kind::Weather => 2,
        Kind::Holidays => 400,
        _ => 35,
    }
}

/// The last delivery that counts of each kind, for the page of all.
///
/// # Errors
/// [`Error::Forbidden`].
pub async fn providers(ctx: &Ctx, actor: &Actor) -> Result<Vec<(Kind, Option<Stamp>)>> {
    actor.must(Action::ReadFeeds)?;
    let rows: Vec<(Kind, Stamp)> = delivery::Entity::find()
        .select_only()
        .column(delivery::Column::Kind)
        .column_as(delivery::Column::At.max(), "last")
        .filter(delivery::Column::State.eq(DeliveryState::Standing))
        .group_by(delivery::Column::Kind)
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    let last: HashMap<Kind, Stamp> = rows.into_iter().collect();
    Ok(Kind::DELIVERED.iter().map(|kind| (*kind, last.get(kind).copied())).collect())
}

/// How the provider of a kind does.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a kind that nobody delivers.
pub async fn provider(ctx: &Ctx, actor: &Actor, kind: Kind) -> Result<Provider> {
    use delivery::Column as C;
    actor.must(Action::ReadFeeds)?;
    if !kind.is_delivered() {
        return Err(Error::NotFound);
    }
    let db = ctx.store.read();
    let rows = delivery::Entity::find().filter(C::Kind.eq(kind)).order_by_desc(C::Id).limit(LISTED).all(db).await?;
    let people =
        account::Entity::find().filter(account::Column::Id.is_in(rows.iter().filter_map(|row| row.account_id)));
    let people: HashMap<i64, String> = people.all(db).await?.into_iter().map(|row| (row.id, row.name)).collect();
    let standing = delivery::Entity::find().filter(C::Kind.eq(kind)).filter(C::State.eq(DeliveryState::Standing));
    let ends: Option<(Option<Stamp>, Option<Day>)> = standing
        .select_only()
        .column_as(C::At.max(), "last")
        .column_as(C::LastDay.max(), "known_to")
        .into_tuple()
        .one(db)
        .await?;
    let (last, known_to) = ends.unwrap_or_default();
    let due = last.map(|last| last.plus(every_days(kind) * DAY));
    let feed = Feed::ALL.iter().copied().find(|feed| *feed != Feed::Tax && kind_of(*feed) == kind);
    let months = match feed {
        Some(feed) => bills::of_all(ctx).await?.into_iter().find(|one| one.feed == feed),
        None => None,
    };
    Ok(Provider {
        kind,
        as_of: ctx.now(),
        last,
        overdue: due.filter(|due| *due < ctx.now()).map(|due| Day(due.day())),
        known_to,
        subjects: subjects(ctx, kind).await?,
        silent_meters: match feed {
            Some(feed) => silent(ctx, feed).await?,
            None => 0,
        },
        months,
        deliveries: rows.into_iter().map(|row| listed(row, &people)).collect(),
    })
}

fn listed(row: delivery::Model, people: &HashMap<i64, String>) -> Listed {
    let count = |count: i32| usize::try_from(count).unwrap_or_default();
    Listed {
        id: row.id,
        at: row.at,
        by: row.account_id.and_then(|id| people.get(&id).cloned()),
        brought: row.brought,
        file_name: row.file_name,
        digest: row.digest,
        state: row.state,
        days: row.first_day.zip(row.last_day),
        counts: Counts {
            new: count(row.new),
            changed: count(row.changed),
            same: count(row.same),
            refused: count(row.refused),
        },
        doubtful: count(row.doubtful),
        strange: count(row.strange),
    }
}

async fn subjects(ctx: &Ctx, kind: Kind) -> Result<[u64; 3]> {
    let rows: Vec<(SubjectState, i64)> = feed_subject::Entity::find()
        .select_only()
        .column(feed_subject::Column::State)
        .column_as(feed_subject::Column::Id.count(), "count")
        .filter(feed_subject::Column::Kind.eq(kind))
        .group_by(feed_subject::Column::State)
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    let mut counts = [0; 3];
    for (state, count) in rows {
        let at = match state {
            SubjectState::Known => 0,
            SubjectState::Doubtful => 1,
            SubjectState::Strange | SubjectState::Nobody => 2,
        };
        counts[at] += u64::try_from(count).unwrap_or_default();
    }
    Ok(counts)
}

/// How many meters the register has of which nothing ever came.
async fn silent(ctx: &Ctx, feed: Feed) -> Result<u64> {
    let heard = feed_subject::Entity::find()
        .select_only()
        .column(feed_subject::Column::Word)
        .filter(feed_subject::Column::Kind.eq(kind_of(feed)));
    let silent = meter_share::Entity::find()
        .select_only()
        .column(meter_share::Column::Number)
        .distinct()
        .filter(meter_share::Column::Feed.eq(feed))
        .filter(meter_share::Column::ValidTo.is_null())
        .filter(meter_share::Column::Number.not_in_subquery(sea_orm::QueryTrait::into_query(heard)));
    Ok(silent.count(ctx.store.read()).await?)
}
