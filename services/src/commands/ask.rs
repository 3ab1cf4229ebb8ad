//! Asking a logger to do something.

use std::ops::Deref;

use domain::{
    access::Action,
    command::{AskedBy, CommandKind, CommandSlip},
    input::{Issue, Read, Words},
    time::{DAY, MINUTE, Stamp},
};
use entities::device_command as command;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use super::queue::{MOST_OPEN, new, open_of};
use crate::{
    Conflict, Ctx, Error, FormKey, Result,
    accounts::Actor,
    audit::{self, Act, Subject},
    devices::by_mn,
    input::Issues,
    monitoring::registry::KnownDevice,
    once::replayed,
};

/// The most characters of a reason.
pub const LONGEST_REASON: usize = 500;
/// Why.
pub type Reason = Words<1, LONGEST_REASON>;
/// How many days back stored data can be asked for; the portal's own bound. What a logger no longer has it says (`ExeRtn` 100).
pub const DAYS_BACK: i64 = 366;

/// Seconds, or repetitions, as HJ 212 carries them: 1 to 99.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seconds(i32);

impl Deref for Seconds {
    type Target = i32;

    fn deref(&self) -> &i32 {
        &self.0
    }
}

impl Read for Seconds {
    fn read(typed: &str) -> std::result::Result<Self, Issue> {
        let number = typed.trim().parse().ok().filter(|number| (1..=99).contains(number));
        number.map(Self).ok_or(Issue::Command(CommandSlip::OneTo99))
    }
}

/// What somebody wants a logger to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCommand {
    /// What.
    pub kind: CommandKind,
    /// Code of the analyser that it is about; empty: the logger itself.
    pub pol_id: String,
    /// Of a back-fill: a moment in its first period.
    pub from: Option<Stamp>,
    /// Of a back-fill: a moment in its last period.
    pub to: Option<Stamp>,
    /// Seconds that an answer is waited for, 1 to 99.
    pub over_time: i32,
    /// How often it is sent again, 1 to 99.
    pub re_count: i32,
    /// Why.
    pub reason: String,
}

/// Puts a command of a person into the queue of a logger, once for each form. It goes out as soon as the logger has a connection.
/// Answers its key.
///
/// # Errors
/// [`Forbidden`](Error::Forbidden); [`NotFound`](Error::NotFound); [`Invalid`](Error::Invalid) with all that is wrong, by the
/// fields `analyser`, `from`, `to` and `reason`; [`Conflict`](Error::Conflict) for a logger that is disabled or closed, that
/// has many open commands already, or a form that was sent before with another content.
pub async fn ask(ctx: &Ctx, actor: &Actor, mn: &str, wanted: &NewCommand, form: &FormKey) -> Result<i64> {
    actor.must(Action::CommandDevices)?;
    let now = ctx.now();
    let tx = ctx.store.write().await?;
    let device = by_mn(&tx, mn).await?;
    let known = ctx.registry().device(mn).ok_or(Error::NotFound)?;
    let stretch = stretch(wanted);
    if replayed(&tx, ctx, actor, form).await? {
        return done_before(&tx, actor, device.id, wanted, stretch).await;
    }
    let mut issues = Issues::default();
    let reason = issues.note("reason", Reason::read(&wanted.reason));
    issues.extend(check(wanted, stretch, &known, now));
    issues.into_result(())?;
    let reason = reason.map(Reason::into_string).unwrap_or_default();
    if known.disabled || known.is_closed(now.day()) {
        return Err(Conflict::NotReady("this logger is disabled or closed".to_owned()).into());
    }
    if open_of(&tx, device.id).await? >= MOST_OPEN {
        return Err(Conflict::NotReady("this logger has many commands open already".to_owned()).into());
    }
    let row = command::ActiveModel {
        pol_id: Set(wanted.pol_id.clone()),
        from_at: Set(stretch.map(|(from, _)| from)),
        to_at: Set(stretch.map(|(_, to)| to)),
        over_time: Set(wanted.over_time),
        re_count: Set(wanted.re_count),
        asked_by: Set(AskedBy::Person),
        account_id: Set(Some(actor.account_id)),
        reason: Set(reason.clone()),
        ..new(device.id, wanted.kind, now)
    };
    let row = row.insert(&tx).await?;
    let detail = json!({
        "command": row.id,
        "kind": wanted.kind,
        "analyser": wanted.pol_id,
        "from": row.from_at.map(Stamp::rfc3339),
        "to": row.to_at.map(Stamp::rfc3339),
        "reason": reason,
    });
    audit::note(&tx, ctx, Some(actor), Act::CommandDevice, Subject("device", device.id), detail).await?;
    tx.commit().await?;
    ctx.commands().wake();
    Ok(row.id)
}

/// The starts of the first and of the last period, of a back-fill.
fn stretch(wanted: &NewCommand) -> Option<(Stamp, Stamp)> {
    let length = wanted.kind.length()?;
    Some((wanted.from?.floor(length), wanted.to?.floor(length)))
}

fn check(
    wanted: &NewCommand,
    stretch: Option<(Stamp, Stamp)>,
    known: &KnownDevice,
    now: Stamp,
) -> Vec<(&'static str, Issue)> {
    let mut found: Vec<(&'static str, Issue)> = Vec::new();
    if wanted.kind.needs_analyser() && wanted.pol_id.is_empty() {
        found.push(("analyser", Issue::Missing));
    }
    let is_known = wanted.kind.may_name_analyser() && known.outlet.admits(&wanted.pol_id);
    if !wanted.pol_id.is_empty() && !is_known {
        found.push(("analyser", CommandSlip::NotMeasured(wanted.pol_id.clone()).into()));
    }
    let Some(length) = wanted.kind.length() else { return found };
    let Some((from, to)) = stretch else {
        let missing = [("from", wanted.from), ("to", wanted.to)].into_iter().filter(|(_, at)| at.is_none());
        found.extend(missing.map(|(field, _)| (field, Issue::Missing)));
        return found;
    };
    if to < from {
        found.push(("to", CommandSlip::EndsFirst.into()));
    } else if to.since(from) / length >= wanted.kind.most() {
        found.push(("to", CommandSlip::TooMany(wanted.kind.most()).into()));
    }
    if from < now.minus(DAYS_BACK * DAY) {
        found.push(("from", CommandSlip::TooLongAgo(DAYS_BACK).into()));
    }
    if to.plus(length) > now.plus(MINUTE) {
        found.push(("to", CommandSlip::NotEnded.into()));
    }
    found
}

/// The answer to a form that is sent again: the command of then, if it says the same.
async fn done_before(
    tx: &impl ConnectionTrait,
    actor: &Actor,
    device_id: i64,
    wanted: &NewCommand,
    stretch: Option<(Stamp, Stamp)>,
) -> Result<i64> {
    use command::Column as C;
    let rows = command::Entity::find()
        .filter(C::DeviceId.eq(device_id))
        .filter(C::AccountId.eq(actor.account_id))
        .filter(C::Kind.eq(wanted.kind))
        .order_by_desc(C::Id)
        .all(tx)
        .await?;
    let same = |row: &&command::Model| {
        row.pol_id == wanted.pol_id && row.reason == wanted.reason.trim() && row.from_at.zip(row.to_at) == stretch
    };
    Ok(rows.iter().find(same).ok_or(Conflict::SentBefore)?.id)
}
