//! Looking at each watched outlet once an hour.

use std::{collections::BTreeSet, time::Duration};

use domain::{
    life::Audience,
    sign::SignKind,
    time::{DAY, HOUR, MINUTE, Stamp},
};
use entities::{sign, sign_due};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::OnConflict,
};
use tokio_util::sync::CancellationToken;

use super::look::{Clocks, look};
use crate::{Ctx, Result, store::insert};

/// How often it is asked which outlets are due.
const PERIOD: Duration = Duration::from_secs(20);
/// Outlets that are looked at in one round: a portal that was away for a while looks at all of a large city within a quarter of an
/// hour, and in between everything else has its turn.
const TOGETHER: u64 = 32;
/// From so many minutes after the full hour on, when its means are there, …
const FIRST: i64 = 10 * MINUTE;
/// … over so many minutes the outlets are spread.
const SPREAD: i64 = 40;
/// How long after its last hour a sign is over where nobody looks: longer than what is bridged, and than until the next look.
const OVER: i64 = 7 * HOUR;
/// When one that could not be looked at is tried again.
const AGAIN: i64 = 10 * MINUTE;

/// Looks at what is due, again and again, until `stop`.
pub async fn keep(ctx: Ctx, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(PERIOD) => {}
        }
        if let Err(error) = work_off_due(&ctx).await {
            tracing::warn!(%error, "outlets could not be looked at for signs in their data; they stay due");
        }
    }
}

/// Looks at the outlets that are due, the longest waiting first, at most as many as one round takes. Answers how many were looked
/// at. One that cannot be read keeps no other waiting.
///
/// # Errors
/// What the database says of the rows that say what is due.
pub async fn work_off_due(ctx: &Ctx) -> Result<u64> {
    enter(ctx).await?;
    let now = ctx.now();
    let due = sign_due::Entity::find()
        .filter(sign_due::Column::At.lte(now))
        .order_by_asc(sign_due::Column::At)
        .order_by_asc(sign_due::Column::OutletId)
        .limit(TOGETHER)
        .all(ctx.store.read())
        .await?;
    let mut count = 0;
    for row in due {
        let next = match look(ctx, row.outlet_id, Clocks::Looked).await {
            Ok(_) => turn(row.outlet_id, now),
            Err(error) => {
                tracing::warn!(%error, outlet = row.outlet_id, "the data of an outlet could not be looked at for signs");
                now.plus(AGAIN)
            }
        };
        count += 1;
        put(ctx, row.outlet_id, next).await?;
    }
    end(ctx).await?;
    Ok(count)
}

/// Ends signs that nobody has seen going on any more: their outlet is not watched now, or was not for a while.
async fn end(ctx: &Ctx) -> Result<()> {
    use sign::Column as C;
    let now = ctx.now();
    let is_over = Condition::any()
        .add(C::Kind.ne(SignKind::Clock).and(C::ToAt.lt(now.minus(OVER))))
        .add(C::Kind.eq(SignKind::Clock).and(C::ToAt.lt(now.minus(DAY + OVER))));
    let over = Condition::all().add(C::GoesOn.eq(true)).add(is_over);
    // Asked first: nearly always there is nothing to write.
    if sign::Entity::find().filter(over.clone()).one(ctx.store.read()).await?.is_none() {
        return Ok(());
    }
    let change = sign::ActiveModel { goes_on: Set(false), ..Default::default() };
    let tx = ctx.store.write().await?;
    sign::Entity::update_many().set(change).filter(over).exec(&tx).await?;
    Ok(tx.commit().await?)
}

/// When it is an outlet's turn after a moment: in each hour at the same minute, which its key says.
fn turn(outlet_id: i64, now: Stamp) -> Stamp {
    let minute = (outlet_id.wrapping_mul(17)).rem_euclid(SPREAD) * MINUTE;
    let here = now.floor(HOUR).plus(FIRST + minute);
    if here > now { here } else { here.plus(HOUR) }
}

async fn put(ctx: &Ctx, outlet_id: i64, at: Stamp) -> Result<()> {
    let row = sign_due::ActiveModel { outlet_id: Set(outlet_id), at: Set(at) };
    let tx = ctx.store.write().await?;
    let same = OnConflict::column(sign_due::Column::OutletId).update_column(sign_due::Column::At).to_owned();
    sign_due::Entity::insert(row).on_conflict(same).exec_without_returning(&tx).await?;
    Ok(tx.commit().await?)
}

/// Enters the outlets that are watched and not entered yet, and strikes off those that are not watched any more.
async fn enter(ctx: &Ctx) -> Result<()> {
    let now = ctx.now();
    let watched: BTreeSet<i64> =
        ctx.registry().monitored_outlets(Audience::Public, now.day()).iter().map(|outlet| outlet.id).collect();
    let entered = sign_due::Entity::find().select_only().column(sign_due::Column::OutletId);
    let entered: Vec<i64> = entered.into_tuple().all(ctx.store.read()).await?;
    let entered: BTreeSet<i64> = entered.into_iter().collect();
    if watched == entered {
        return Ok(());
    }
    let new = watched.difference(&entered);
    let new = new.map(|id| sign_due::ActiveModel { outlet_id: Set(*id), at: Set(turn(*id, now)) }).collect();
    let tx = ctx.store.write().await?;
    insert(&tx, new).await?;
    let gone: Vec<i64> = entered.difference(&watched).copied().collect();
    sign_due::Entity::delete_many().filter(sign_due::Column::OutletId.is_in(gone)).exec(&tx).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_are_spread_over_the_hour_and_each_has_one_turn_in_it() {
        let now = Stamp::parse("2026-11-22T14:35:00+08:00").unwrap();
        let mut minutes = [0usize; 60];
        for outlet in 1..=1_300 {
            let next = turn(outlet, now);
            assert!(next > now && next.since(now) <= HOUR, "{outlet}");
            assert_eq!(turn(outlet, next), next.plus(HOUR), "{outlet}");
            minutes[usize::try_from(next.since(next.floor(HOUR)) / MINUTE).unwrap()] += 1;
        }
        assert!(minutes[..10].iter().chain(&minutes[50..]).all(|count| *count == 0), "{minutes:?}");
        assert!(minutes.iter().all(|count| *count <= 33), "{minutes:?}");
    }
}
