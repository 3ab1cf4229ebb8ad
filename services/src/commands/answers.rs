//! What loggers said about commands.

use std::collections::HashMap;

use domain::{
    command::{AskedBy, CommandEvent},
    time::Stamp,
};
use entities::device_command as command;
use hj212::Qn;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect};

use super::{
    clock,
    desk::{Told, What},
    queue::{Note, course, keep},
};
use crate::{Ctx, Result};

/// A word about a command.
struct Word {
    at: Stamp,
    event: CommandEvent,
    detail: String,
    frame_id: Option<i64>,
}

/// Notes what was told, in the order in which it came, in one transaction.
pub(super) async fn note(ctx: &Ctx, told: &[Told]) -> Result<()> {
    if told.is_empty() {
        return Ok(());
    }
    let mut by_number: HashMap<(i64, Qn), Vec<Word>> = HashMap::new();
    let tx = ctx.store.write().await?;
    for one in told {
        match &one.what {
            What::Answer { qn, event, detail } => {
                let word = Word { at: one.at, event: *event, detail: detail.clone(), frame_id: one.frame_id };
                by_number.entry((one.device_id, *qn)).or_default().push(word);
            }
            What::ClockWanted { pol_id } => {
                clock::ask(&tx, (one.device_id, pol_id), (AskedBy::ClockRequest, String::new()), ctx.now()).await?;
            }
            What::ClockOff { seconds } => {
                let why = (AskedBy::ClockDrift, seconds.to_string());
                clock::ask(&tx, (one.device_id, ""), why, ctx.now()).await?;
            }
        }
    }
    for ((device_id, qn), words) in by_number {
        about(&tx, (device_id, qn), words).await?;
    }
    Ok(tx.commit().await?)
}

/// What was said about one command. What answers no command of the logger, such as one that its old platform gave, is left: it
/// stands in its frame.
async fn about(tx: &impl ConnectionTrait, (device_id, qn): (i64, Qn), words: Vec<Word>) -> Result<()> {
    use command::Column as C;
    let number = C::Qn.eq(qn.to_string()).and(C::DeviceId.eq(device_id));
    let Some(row) = command::Entity::find().filter(number).lock_exclusive().one(tx).await? else { return Ok(()) };
    let mut course = course(&row);
    for Word { at, event, detail, frame_id } in words {
        let before = course;
        let step = course.hear(event, at);
        if course == before && step.is_none() {
            continue;
        }
        let code = match event {
            CommandEvent::Taken(code) | CommandEvent::Ended(code) => Some(code),
            _ => None,
        };
        let note = Note { code, detail, frame_id, account_id: None };
        keep(tx, row.clone(), (course, None), step, (at, note)).await?;
    }
    Ok(())
}
