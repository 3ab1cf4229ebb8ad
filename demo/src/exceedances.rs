//! Events of exceedance in the history that was planted, recorded by the portal itself; about those of a story has been spoken.

use domain::{
    calendar::Calendar,
    exceedance::{EventEntryKind, EventOutcome, EventStatus, Ground},
    judgement::length,
    time::{HOUR, MINUTE, Stamp},
};
use entities::{enterprise, exceedance, exceedance_entry};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait, IntoActiveModel, QueryOrder};
use services::{
    Ctx, Result,
    exceedances::{again, handle_due},
    store::insert,
};

use super::{cast::story_of, city::City, history::Window, office::worked_from, stories::Story};

/// What was said about an event, and how it was settled.
struct Told {
    answer: &'static str,
    /// Ground and reason; none where the bureau has not settled it.
    closing: Option<(Ground, &'static str)>,
}

const SHORT_START: Told = Told {
    answer: "锅炉冷态启动，烟气再循环待炉膛稳定后投入，3 小时后恢复正常。当日平台登录不上，没有来得及标记，启动记录和 DCS 曲线可查。",
    closing: Some((
        Ground::Condition,
        "企业没有按时标记，已提醒；核对启动记录、DCS 曲线和烟气量，三个小时均为冷态启动，在燃气锅炉冷启动 4 小时的时限以内，不作为判定依据。",
    )),
};
const LONG_START: Told = Told {
    answer: "锅炉冷态启动，点火两次未成功，启动共用 5 小时。已联系厂家检查点火装置。",
    closing: None,
};

/// Has the portal look through the history, and speaks about some of what it found. Returns how many events there are.
pub async fn make(ctx: &Ctx, city: &City) -> Result<usize> {
    let window = Window::new(city.today, ctx.now());
    ctx.registry().refresh(&ctx.store).await?;
    again(ctx, (window.from.day(), window.until.minus(1).day()), None).await?;
    let rows = exceedance::Entity::find()
        .find_also_related(enterprise::Entity)
        .order_by_asc(exceedance::Column::Id)
        .all(ctx.store.read())
        .await?;
    let count = rows.len();
    let tx = ctx.store.write().await?;
    for (row, owner) in rows {
        let told = match (owner.and_then(|owner| story_of(&owner.credit_code)), row.periods) {
            // Of a long start that was marked the fifth hour stands; all three of a short one that was not.
            (Some(Story::BoilerStart), 2..) => Some(&SHORT_START),
            (Some(Story::BoilerStart), _) => Some(&LONG_START),
            _ => None,
        };
        plant(&tx, row, told, window.until).await?;
    }
    tx.commit().await?;
    Ok(count)
}

/// Puts an event where it would have been recorded had the portal run then, with what was said of it since.
async fn plant(tx: &impl ConnectionTrait, row: exceedance::Model, told: Option<&Told>, until: Stamp) -> Result<()> {
    let id = row.id;
    // The first period is recorded some minutes after its end.
    let recorded_at = row.began_at.plus(length(row.averaging.interval()) + 10 * MINUTE);
    let ended = row.ended.is_some();
    let (answered_at, closed_at) = (recorded_at.plus(30 * HOUR), worked_from(recorded_at.plus(54 * HOUR)));
    let due = handle_due(&Calendar::built_in(), recorded_at, (row.averaging, row.last_at));
    let mut row = row.into_active_model();
    row.recorded_at = Set(recorded_at);
    row.handle_due = Set(due);
    let mut entries = Vec::new();
    if let Some(told) = told.filter(|_| ended && answered_at < until) {
        row.status = Set(EventStatus::Answered);
        entries.push(entry(id, EventEntryKind::Answer, told.answer, answered_at));
        if let Some((ground, reason)) = told.closing.filter(|_| closed_at < until) {
            row.status = Set(EventStatus::Exempt);
            row.outcome = Set(Some(EventOutcome::Exempt));
            row.ground = Set(Some(ground));
            row.closed_at = Set(Some(closed_at));
            entries.push(entry(id, EventEntryKind::Closing, reason, closed_at));
        }
    }
    row.update(tx).await?;
    insert(tx, entries).await
}

fn entry(exceedance_id: i64, kind: EventEntryKind, text: &str, at: Stamp) -> exceedance_entry::ActiveModel {
    exceedance_entry::ActiveModel {
        exceedance_id: Set(exceedance_id),
        kind: Set(kind),
        body: Set(text.to_owned()),
        at: Set(at),
        account_id: Set(None),
        ..Default::default()
    }
}
