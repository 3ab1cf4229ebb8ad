//! Rows of the queue.

use domain::{
    command::{CommandKind, CommandState, CommandStep, Course, Terms},
    time::Stamp,
};
use entities::{device_command as command, device_command_step as step};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect,
};

use crate::{Error, Result};

/// The states in which something may still become of a command.
pub(super) const OPEN: [CommandState; 3] = [CommandState::Queued, CommandState::Sent, CommandState::Accepted];
/// The most open commands of one logger: nobody floods it, by hand or by mistake.
pub(super) const MOST_OPEN: u64 = 20;

/// The course of a row.
pub(super) fn course(row: &command::Model) -> Course {
    Course {
        state: row.state,
        since: row.since,
        attempts: row.attempts,
        sent_at: row.sent_at,
        taken: row.taken.and_then(|code| u16::try_from(code).ok()),
        ended: row.ended.and_then(|code| u16::try_from(code).ok()),
        packets: row.packets,
    }
}

/// How long is waited for it.
pub(super) fn terms(row: &command::Model) -> Terms {
    Terms {
        over_time: row.over_time,
        re_count: row.re_count,
        not_before: row.not_before,
        expires_at: row.expires_at,
        patience: row.kind.patience(),
    }
}

/// The row, locked: whoever else goes on with it waits.
pub(super) async fn locked(tx: &impl ConnectionTrait, id: i64) -> Result<command::Model> {
    command::Entity::find_by_id(id).lock_exclusive().one(tx).await?.ok_or(Error::NotFound)
}

/// What is written down beside a step.
#[derive(Clone, Debug, Default)]
pub(super) struct Note {
    pub code: Option<u16>,
    pub detail: String,
    pub frame_id: Option<i64>,
    pub account_id: Option<i64>,
}

/// Keeps where a command stands now, with the step that led there.
pub(super) async fn keep(
    tx: &impl ConnectionTrait,
    row: command::Model,
    (course, qn): (Course, Option<String>),
    step: Option<CommandStep>,
    (at, note): (Stamp, Note),
) -> Result<()> {
    let id = row.id;
    let mut row = row.into_active_model();
    row.state = Set(course.state);
    row.since = Set(course.since);
    row.attempts = Set(course.attempts);
    row.sent_at = Set(course.sent_at);
    row.taken = Set(course.taken.map(i64::from));
    row.ended = Set(course.ended.map(i64::from));
    row.packets = Set(course.packets);
    if let Some(qn) = qn {
        row.qn = Set(Some(qn));
    }
    row.update(tx).await?;
    let Some(step) = step else { return Ok(()) };
    let taken = step::ActiveModel {
        command_id: Set(id),
        step: Set(step),
        at: Set(at),
        code: Set(note.code.map(i64::from)),
        detail: Set(note.detail),
        frame_id: Set(note.frame_id),
        account_id: Set(note.account_id),
        ..Default::default()
    };
    step::Entity::insert(taken).exec_without_returning(tx).await?;
    Ok(())
}

/// A command of the portal's own, as it is put into the queue.
pub(super) fn new(device_id: i64, kind: CommandKind, now: Stamp) -> command::ActiveModel {
    use domain::command::{OVER_TIME, RE_COUNT};
    command::ActiveModel {
        device_id: Set(device_id),
        kind: Set(kind),
        pol_id: Set(String::new()),
        over_time: Set(OVER_TIME),
        re_count: Set(RE_COUNT),
        reason: Set(String::new()),
        asked_at: Set(now),
        not_before: Set(now),
        expires_at: Set(now.plus(kind.waits())),
        state: Set(CommandState::Queued),
        since: Set(now),
        attempts: Set(0),
        packets: Set(0),
        ..Default::default()
    }
}

/// How many commands of a logger are open.
pub(super) async fn open_of(db: &impl ConnectionTrait, device_id: i64) -> Result<u64> {
    use sea_orm::PaginatorTrait;
    let open = command::Entity::find()
        .filter(command::Column::DeviceId.eq(device_id))
        .filter(command::Column::State.is_in(OPEN));
    Ok(open.count(db).await?)
}
