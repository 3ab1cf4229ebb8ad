//! What follows when a reporter has filed or written: a line in the audit log, and news for the intake.
//!
//! Both are rows among others whose moments are exact, and mail says when it was sent. So they are written when the hour
//! is over, by a job that the reporter's own transaction puts in: neither a moment nor the neighbours of a row tell more
//! than the hour.

use domain::{
    access::{Action, may},
    time::HOUR,
};
use entities::{account, audit as lines, tip};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;

use crate::{
    Ctx, Error, Result, accounts,
    audit::{self, Act, Subject},
    jobs::{self, Job, NoteReport, Report},
    mail, messages,
};

/// Has it noted when the hour is over, in the transaction of what was done. `ctx` tells the hour.
pub(super) async fn follow_up(tx: &impl ConnectionTrait, ctx: &Ctx, tip_id: i64, report: Report) -> Result<()> {
    let job = Job::NoteReport(NoteReport { tip_id, hour: ctx.now(), report });
    jobs::enqueue(tx, ctx, &job, ctx.now().plus(HOUR)).await
}

/// Notes it, and tells the intake of a new tip-off: one message an hour for each. Once, however often it is asked.
pub(crate) async fn note(ctx: &Ctx, done: NoteReport) -> Result<()> {
    let NoteReport { tip_id, hour, report } = done;
    let ctx = &ctx.by_the_hour(hour);
    let (act, detail) = match report {
        Report::Filed { photos } => (Act::FileTip, json!({ "photos": photos })),
        Report::Wrote { message } => (Act::WriteToTip, json!({ "message": message })),
    };
    let subject = Subject("tip", tip_id);
    let tx = ctx.store.write().await?;
    let noted = lines::Entity::find()
        .filter(lines::Column::Subject.eq(subject.to_string()))
        .filter(lines::Column::Action.eq(act.as_str()))
        .filter(lines::Column::Detail.eq(detail.to_string()));
    if noted.count(&tx).await? > 0 {
        return Ok(());
    }
    audit::note(&tx, ctx, None, act, subject, detail).await?;
    if act == Act::FileTip {
        tell_intake(&tx, ctx, tip_id).await?;
    }
    Ok(tx.commit().await?)
}

async fn tell_intake(tx: &impl ConnectionTrait, ctx: &Ctx, tip_id: i64) -> Result<()> {
    let row = tip::Entity::find_by_id(tip_id).one(tx).await?.ok_or(Error::NotFound)?;
    let letter = mail::TipsArrived { hour: ctx.now(), due_at: row.due_at };
    let people = account::Entity::find().filter(accounts::open_at(ctx.now())).all(tx).await?;
    for person in people.iter().filter(|person| may(person.role, Action::HandleTip)) {
        messages::tell_once(tx, ctx, person, &letter).await?;
    }
    Ok(())
}
