//! When the portal sets a clock by itself: a logger asks for the time (1013), or its clock is off.

use domain::{
    command::{AskedBy, CommandKind},
    time::{HOUR, Stamp},
};
use entities::device_command as command;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait,
    QueryFilter,
};

use super::{
    queue::{MOST_OPEN, OPEN, new, open_of},
    switch::is_allowed,
};
use crate::Result;

/// How long the portal waits before it sets the same clock by itself once more, in milliseconds: one that runs away, or a logger
/// that asks all the time, is for a person to look at.
const APART: i64 = HOUR;

/// Puts 1012 into the queue, unless this clock was set, or is about to be, within the last hour. A logger that asked gets its
/// answer in any case; because of a clock that is off only those are told that may be asked.
pub(super) async fn ask(
    tx: &impl ConnectionTrait,
    (device_id, pol_id): (i64, &str),
    (by, reason): (AskedBy, String),
    now: Stamp,
) -> Result<()> {
    use command::Column as C;
    if by == AskedBy::ClockDrift && !is_allowed(tx, device_id).await? {
        return Ok(());
    }
    let recent = Condition::any().add(C::AskedAt.gt(now.minus(APART))).add(C::State.is_in(OPEN));
    let same = command::Entity::find()
        .filter(C::DeviceId.eq(device_id))
        .filter(C::Kind.eq(CommandKind::SetClock))
        .filter(C::PolId.eq(pol_id))
        .filter(recent);
    if same.count(tx).await? > 0 || open_of(tx, device_id).await? >= MOST_OPEN {
        return Ok(());
    }
    let row = command::ActiveModel {
        pol_id: Set(pol_id.to_owned()),
        asked_by: Set(by),
        reason: Set(reason),
        ..new(device_id, CommandKind::SetClock, now)
    };
    row.insert(tx).await?;
    Ok(())
}
