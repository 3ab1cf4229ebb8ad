//! Back-fill that the portal asks for by itself: means that are missing of a logger that is heard again.

use std::{collections::BTreeSet, sync::Arc};

use domain::{
    command::{AskedBy, CommandKind, next_missing},
    time::{DAY, HOUR, MINUTE, Stamp},
};
use entities::{device_command as command, measurement};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    queue::{MOST_OPEN, new, open_of},
    switch::is_allowed,
};
use crate::{Ctx, Result, monitoring::registry::KnownDevice};

/// Loggers whose means are looked through in one turn.
const AT_ONCE: usize = 8;
/// How long until the means of a logger are looked through again: with nothing to ask, and where something was asked and more
/// may be missing.
const AGAIN: (i64, i64) = (HOUR, 5 * MINUTE);
/// How long after the end of a period its mean is missing, in milliseconds: the logger sends it by itself first.
const GRACE: i64 = 30 * MINUTE;
/// An unanswered question is asked again after so long, …
const RETRY: i64 = 6 * HOUR;
/// … and at most so often in all.
const TRIES: usize = 3;
/// How far back questions are remembered: longer than any of the stretches below.
const REMEMBERED: i64 = 90 * DAY;

/// Which means, and how far back they are asked for: ten minutes as long as they can still make the portal's own means of
/// these days, hours and days of the last month.
const KINDS: [(CommandKind, i64); 3] =
    [(CommandKind::Days, 31 * DAY), (CommandKind::Hours, 31 * DAY), (CommandKind::Minutes, 3 * DAY)];

/// Looks through the means of some loggers that are connected and due, and puts at most one back-fill of each into the queue.
/// Answers how many it asked for.
///
/// # Errors
/// What the database says.
pub async fn look_for_gaps(ctx: &Ctx) -> Result<usize> {
    let (desk, now) = (ctx.commands(), ctx.now());
    let mut asked = 0;
    for device_id in desk.to_look_at(now, AT_ONCE) {
        let found = look(ctx, device_id, now).await?;
        desk.look_again(device_id, now.plus(if found { AGAIN.1 } else { AGAIN.0 }));
        asked += usize::from(found);
    }
    if asked > 0 {
        desk.wake();
    }
    Ok(asked)
}

/// Asks for the oldest gap of one logger; whether there was one to ask for, or a question is still open.
async fn look(ctx: &Ctx, device_id: i64, now: Stamp) -> Result<bool> {
    let Some(device) = candidate(ctx, device_id, now).await? else { return Ok(false) };
    if open_backfill(ctx, device_id).await? {
        return Ok(true);
    }
    for (kind, back) in KINDS {
        let (Some(length), Some(interval)) = (kind.length(), kind.interval()) else { continue };
        let there = there(ctx, device.outlet.id, interval, length, now.minus(back)).await?;
        let asked = asked(ctx, device_id, kind, now).await?;
        let until = now.minus(GRACE).floor(length);
        let Some((from, to)) = next_missing(&there, &asked, length, until, kind.most()) else { continue };
        let tx = ctx.store.write().await?;
        if open_of(&tx, device_id).await? >= MOST_OPEN {
            return Ok(true);
        }
        let row = command::ActiveModel {
            from_at: Set(Some(from)),
            to_at: Set(Some(to)),
            asked_by: Set(AskedBy::Gap),
            ..new(device_id, kind, now)
        };
        row.insert(&tx).await?;
        tx.commit().await?;
        return Ok(true);
    }
    Ok(false)
}

/// A logger that may be asked, and whose means are those of its outlet: where several stand at one outlet nobody can tell whose
/// means are missing.
async fn candidate(ctx: &Ctx, device_id: i64, now: Stamp) -> Result<Option<Arc<KnownDevice>>> {
    let registry = ctx.registry();
    let Some(device) = registry.device_of(device_id) else { return Ok(None) };
    let is_fit = !device.disabled
        && !device.is_closed(now.day())
        && !device.outlet.merged
        && registry.standing_at(device.outlet.id, now.day()) == 1;
    Ok(if is_fit && is_allowed(ctx.store.read(), device_id).await? { Some(device) } else { None })
}

async fn open_backfill(ctx: &Ctx, device_id: i64) -> Result<bool> {
    use command::Column as C;
    let open = command::Entity::find()
        .filter(C::DeviceId.eq(device_id))
        .filter(C::State.is_in(super::queue::OPEN))
        .filter(C::FromAt.is_not_null());
    Ok(open.one(ctx.store.read()).await?.is_some())
}

/// The periods of which the logger sent a mean. Of shorter means than ten minutes one is enough.
async fn there(
    ctx: &Ctx,
    outlet_id: i64,
    interval: domain::measurement::Interval,
    length: i64,
    from: Stamp,
) -> Result<BTreeSet<Stamp>> {
    use measurement::Column as C;
    let moments: Vec<Stamp> = measurement::Entity::find()
        .select_only()
        .column(C::At)
        .distinct()
        .filter(C::OutletId.eq(outlet_id))
        .filter(C::Interval.eq(interval))
        .filter(C::At.gte(from))
        .order_by_asc(C::At)
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    Ok(moments.into_iter().map(|at| at.floor(length)).collect())
}

/// The stretches that are not asked for (again): what the logger has said something final about, however late, what a person
/// took back, what is open, and what went unanswered a short while ago or often enough.
async fn asked(ctx: &Ctx, device_id: i64, kind: CommandKind, now: Stamp) -> Result<Vec<(Stamp, Stamp)>> {
    use command::Column as C;
    use domain::command::CommandState as S;
    let rows = command::Entity::find()
        .filter(C::DeviceId.eq(device_id))
        .filter(C::Kind.eq(kind))
        .filter(C::AskedAt.gt(now.minus(REMEMBERED)))
        .all(ctx.store.read())
        .await?;
    let in_vain = |row: &command::Model| {
        matches!(row.state, S::Unanswered | S::Expired) && !super::queue::course(row).was_answered()
    };
    let tries = |from: Stamp| rows.iter().filter(|row| in_vain(row) && row.from_at == Some(from)).count();
    let stands = |row: &&command::Model| {
        let again =
            in_vain(row) && now.since(row.asked_at) >= RETRY && row.from_at.is_some_and(|from| tries(from) < TRIES);
        !again
    };
    Ok(rows.iter().filter(stands).filter_map(|row| row.from_at.zip(row.to_at)).collect())
}
