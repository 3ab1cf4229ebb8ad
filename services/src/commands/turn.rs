//! The round: what was told is noted, what is due is done.

use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

use domain::command::{AskedBy, CommandEvent, CommandState, Due};
use entities::device_command as command;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tokio_util::sync::CancellationToken;

use super::{
    answers,
    gaps::look_for_gaps,
    queue::{Note, OPEN, course, keep as keep_row, locked, terms},
    send::send,
};
use crate::{Ctx, Result};

/// How often the table is looked at: another process may have asked, and time passes.
const PERIOD: Duration = Duration::from_secs(1);
/// How long more is waited for after the first word: what comes together is noted together.
const GATHER: Duration = Duration::from_millis(20);
/// Every how many rounds means are looked through.
const LOOK_EVERY: u32 = 10;
/// Open commands that are looked at in a round; the oldest first.
const MOST: u64 = 5_000;
/// Loggers that work on a back-fill of the portal's own at the same time: a city that returns sends what it sends by itself at
/// the same time.
const BACKFILLS: usize = 8;

/// Notes, asks and sends, again and again, until `stop`.
pub async fn keep(ctx: Ctx, stop: CancellationToken) {
    let desk = ctx.commands();
    let mut rounds = 0_u32;
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = desk.woken() => tokio::time::sleep(GATHER).await,
            () = tokio::time::sleep(PERIOD) => {}
        }
        rounds = rounds.wrapping_add(1);
        let mut done = turn(&ctx).await;
        if done.is_ok() && rounds.is_multiple_of(LOOK_EVERY) {
            done = look_for_gaps(&ctx).await.map(drop);
        }
        // What could not be done is still due.
        if let Err(error) = done {
            tracing::warn!(%error, "commands for loggers could not be looked after");
            tokio::time::sleep(PERIOD).await;
        }
    }
}

/// One round: notes what loggers said, sends what is due, gives up what was waited for long enough.
///
/// # Errors
/// What the database says; what was said is kept for the next round.
pub async fn turn(ctx: &Ctx) -> Result<()> {
    let desk = ctx.commands();
    let told = desk.take();
    if let Err(error) = answers::note(ctx, &told).await {
        for one in told {
            desk.tell(one);
        }
        return Err(error);
    }
    let open = open(ctx).await?;
    desk.expect(open.iter().filter_map(|row| Some((row.device_id, row.qn.as_ref()?.parse().ok()?))).collect());
    let mut running = Running::of(&open);
    for row in &open {
        let line = desk.line(row.device_id).filter(|_| running.lets(row) && may_be_sent(ctx, row));
        match course(row).due(&terms(row), ctx.now(), line.is_some()) {
            Some(Due::Send) => {
                if let Some(line) = line {
                    running.begun(row);
                    send(ctx, row.id, &line).await?;
                }
            }
            Some(Due::GiveUp) => {
                end(ctx, row.id, CommandEvent::GivenUp).await?;
                running.over(row);
            }
            Some(Due::Expire) => end(ctx, row.id, CommandEvent::Expired).await?,
            None => {}
        }
    }
    Ok(())
}

/// A logger that is disabled or closed is sent nothing; what it was asked before waits until it is enabled, or expires.
fn may_be_sent(ctx: &Ctx, row: &command::Model) -> bool {
    let device = ctx.registry().device_of(row.device_id);
    device.is_some_and(|device| !device.disabled && !device.is_closed(ctx.now().day()))
}

async fn open(ctx: &Ctx) -> Result<Vec<command::Model>> {
    let rows = command::Entity::find()
        .filter(command::Column::State.is_in(OPEN))
        .order_by_asc(command::Column::Id)
        .limit(MOST);
    Ok(rows.all(ctx.store.read()).await?)
}

async fn end(ctx: &Ctx, id: i64, event: CommandEvent) -> Result<()> {
    let now = ctx.now();
    let tx = ctx.store.write().await?;
    let row = locked(&tx, id).await?;
    let mut course = course(&row);
    if let Some(step) = course.hear(event, now) {
        keep_row(&tx, row, (course, None), Some(step), (now, Note::default())).await?;
    }
    Ok(tx.commit().await?)
}

/// What loggers are busy with.
struct Running {
    /// The command of each logger that waits for its first answer: one at a time.
    sent: HashMap<i64, i64>,
    /// Loggers with a back-fill of the portal's own.
    backfills: HashSet<i64>,
}

impl Running {
    fn of(open: &[command::Model]) -> Self {
        let sent = open.iter().filter(|row| row.state == CommandState::Sent);
        let running = open.iter().filter(|row| row.asked_by == AskedBy::Gap && row.state != CommandState::Queued);
        Self {
            sent: sent.map(|row| (row.device_id, row.id)).collect(),
            backfills: running.map(|row| row.device_id).collect(),
        }
    }

    /// Whether it is this one's turn.
    fn lets(&self, row: &command::Model) -> bool {
        let is_next = self.sent.get(&row.device_id).is_none_or(|id| *id == row.id);
        let has_room = row.asked_by != AskedBy::Gap
            || row.state != CommandState::Queued
            || (self.backfills.len() < BACKFILLS && !self.backfills.contains(&row.device_id));
        is_next && has_room
    }

    /// Nothing is waited for any more: the next one of the logger may go.
    fn over(&mut self, row: &command::Model) {
        self.sent.remove(&row.device_id);
    }

    fn begun(&mut self, row: &command::Model) {
        self.sent.insert(row.device_id, row.id);
        if row.asked_by == AskedBy::Gap {
            self.backfills.insert(row.device_id);
        }
    }
}
