//! Commands as they go over the wire.

use bytes::Bytes;
use domain::{
    command::{CommandEvent, CommandKind},
    time::Stamp,
};
use entities::device_command as command;
use hj212::{
    BuildError, Command, Content, Packet, Qn,
    content::{backfill::Backfill, clock::SetClock, request::Request, timeouts::SetTimeouts},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    desk::Line,
    queue::{Note, course, keep, locked},
};
use crate::{Ctx, Result};

/// Sends a command, or sends it again under the same number. That it was sent is in the database before the bytes are on their
/// way: what is answered after a restart is known then.
pub(super) async fn send(ctx: &Ctx, id: i64, line: &Line) -> Result<()> {
    let now = ctx.now();
    let tx = ctx.store.write().await?;
    let row = locked(&tx, id).await?;
    let mut course = course(&row);
    let Some(step) = course.hear(CommandEvent::Sent, now) else { return Ok(()) };
    let qn = match row.qn.as_deref().and_then(|qn| qn.parse().ok()) {
        Some(qn) => qn,
        None => Qn::after(last(&tx, row.device_id).await?, now.beijing()),
    };
    let packet = match packet(line, &row, qn, now) {
        Ok(packet) => packet,
        Err(error) => {
            // Nothing that the queue takes in is unsendable; should it be, it is not tried for ever.
            tracing::error!(%error, command = id, "a command could not be written");
            let mut course = super::queue::course(&row);
            let step = course.hear(CommandEvent::Expired, now).or_else(|| course.hear(CommandEvent::GivenUp, now));
            keep(&tx, row, (course, None), step, (now, Note::default())).await?;
            return Ok(tx.commit().await?);
        }
    };
    let device_id = row.device_id;
    let note = Note { detail: packet.cp.as_str().to_owned(), ..Note::default() };
    keep(&tx, row, (course, Some(qn.to_string())), Some(step), (now, note)).await?;
    tx.commit().await?;
    let desk = ctx.commands();
    desk.expect_also(device_id, qn);
    let bytes: Bytes = packet.encode_with(line.algorithm);
    // A line that is full or gone: it is sent again when its time is over.
    if line.send.try_send(bytes).is_err() {
        tracing::debug!(command = id, "the connection does not take a command");
    }
    metrics::counter!("mingjian_commands_sent_total").increment(1);
    Ok(())
}

/// The last number that was given for a logger.
async fn last(tx: &impl ConnectionTrait, device_id: i64) -> Result<Option<Qn>> {
    use command::Column as C;
    let newest = command::Entity::find()
        .filter(C::DeviceId.eq(device_id))
        .filter(C::Qn.is_not_null())
        .order_by_desc(C::Qn)
        .limit(1)
        .one(tx)
        .await?;
    Ok(newest.and_then(|row| row.qn?.parse().ok()))
}

fn packet(line: &Line, row: &command::Model, qn: Qn, now: Stamp) -> std::result::Result<Packet, BuildError> {
    let pol_id = Some(row.pol_id.clone()).filter(|code| !code.is_empty());
    let content: Box<dyn Content + Send> = match row.kind {
        CommandKind::ReadClock | CommandKind::SampleNow | CommandKind::Calibrate => {
            Box::new(Request { command: Command::from(row.kind.code()), pol_id })
        }
        // The time of the moment at which it is sent, each time.
        CommandKind::SetClock => Box::new(SetClock { pol_id, system_time: now.beijing() }),
        CommandKind::SetTimeouts => Box::new(SetTimeouts {
            over_time: u16::try_from(row.over_time).unwrap_or_default(),
            re_count: u16::try_from(row.re_count).unwrap_or_default(),
        }),
        CommandKind::Minutes | CommandKind::Hours | CommandKind::Days => Box::new(Backfill {
            command: Command::from(row.kind.code()),
            begin: row.from_at.unwrap_or(now).beijing(),
            end: row.to_at.unwrap_or(now).beijing(),
        }),
    };
    line.station.packet(qn, content.as_ref())
}
