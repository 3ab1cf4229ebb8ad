//! Setting a mark, or asking for one.

use domain::{
    access::Action,
    input::Issue,
    mark::{Mark, MarkKind, MarkSlip, MarkState, can_still_be_marked, check},
    outlet::OutletCode,
    time::Stamp,
};
use entities::{mark, outlet};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::json;

use super::{
    again::judge_again,
    outlets::{OwnOutlet, outlets},
};
use crate::{
    Conflict, Ctx, Error, FormKey, Result,
    accounts::Actor,
    audit::{self, Act, Subject},
    basis::marks::{Loaded, touching},
    input::Issues,
    once::replayed,
};

/// A mark that somebody wants to set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMark {
    /// At which outlet.
    pub outlet: OutletCode,
    /// What it says.
    pub kind: MarkKind,
    /// Of which pollutants a device mark speaks; none: of all.
    pub pollutants: Vec<String>,
    /// Its first moment.
    pub from: Stamp,
    /// The first moment after it; none for one that is left open.
    pub to: Option<Stamp>,
    /// Whether treatment ran as it must.
    pub treatment_runs: bool,
    /// What else is to be said.
    pub note: String,
    /// Why it comes late; needed only where it does.
    pub reason: String,
}

/// A mark that was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetMark {
    /// Its key.
    pub id: i64,
    /// In force, or waiting for the bureau.
    pub state: MarkState,
}

impl NewMark {
    /// As the rules read it: what does not belong to its kind is left out.
    fn mark(&self) -> Mark {
        let pollutants = if self.kind.is_device() { self.pollutants.clone() } else { Vec::new() };
        let treatment_runs = self.treatment_runs && self.kind.asks_for_treatment();
        Mark { kind: self.kind, pollutants, from: self.from, to: self.to, treatment_runs }
    }
}

/// Sets a mark on the data of an own outlet, once for each form: in force at once while all its days can still be marked,
/// else waiting for the bureau.
///
/// # Errors
/// [`Forbidden`](Error::Forbidden) for whoever does not speak for the enterprise;
/// [`Invalid`](Error::Invalid) with all that is wrong, by the fields `outlet`, `pollutants`, `from`, `to` and `reason`;
/// [`Conflict`](Error::Conflict) for a form that was sent before with another content.
pub async fn set(ctx: &Ctx, actor: &Actor, new: &NewMark, form: &FormKey) -> Result<SetMark> {
    actor.must(Action::SetMark)?;
    let (mark, now) = (new.mark(), ctx.now());
    let tx = ctx.store.write().await?;
    let own = own_outlet(&tx, actor, new.outlet, now).await?;
    if replayed(&tx, ctx, actor, form).await? {
        return done_before(&tx, actor, own.id, (new, &mark)).await;
    }
    let asked_for = !can_still_be_marked(mark.from, now);
    let mut issues: Issues = check(&mark, now).into_iter().collect();
    issues.extend(not_measured(&own, &mark).map(|slip| ("pollutants", slip)));
    if asked_for && new.reason.trim().is_empty() {
        issues.add("reason", MarkSlip::NeedsReason);
    }
    if issues.is_empty() {
        issues.extend(overlap(&tx, own.id, &mark).await?.map(|slip| ("from", slip)));
    }
    issues.into_result(())?;
    let row = mark::ActiveModel {
        outlet_id: Set(own.id),
        kind: Set(mark.kind),
        pollutants: Set(mark.pollutants.join(" ")),
        from_at: Set(mark.from),
        to_at: Set(mark.to),
        treatment_runs: Set(mark.treatment_runs),
        note: Set(new.note.clone()),
        asked_for: Set(asked_for),
        reason: Set(if asked_for { new.reason.clone() } else { String::new() }),
        set_at: Set(now),
        account_id: Set(actor.account_id),
        ..Default::default()
    };
    let row = row.insert(&tx).await?;
    let act = if asked_for { Act::AskForMark } else { Act::SetMark };
    let detail = json!({
        "outlet": new.outlet.to_string(),
        "kind": mark.kind,
        "from": mark.from.rfc3339(),
        "to": mark.to.map(Stamp::rfc3339),
    });
    audit::note(&tx, ctx, Some(actor), act, Subject("mark", row.id), detail).await?;
    if !asked_for {
        judge_again(&tx, own.id, &mark, now).await?;
    }
    tx.commit().await?;
    Ok(SetMark { id: row.id, state: MarkState::after(asked_for, &[]) })
}

/// The outlet, locked: whoever marks it at the same moment waits, and then meets this mark.
async fn own_outlet(tx: &impl ConnectionTrait, actor: &Actor, code: OutletCode, now: Stamp) -> Result<OwnOutlet> {
    let enterprise_id = actor.enterprise_id.unwrap_or_default();
    outlet::Entity::find()
        .filter(outlet::Column::EnterpriseId.eq(enterprise_id))
        .filter(outlet::Column::Code.eq(code))
        .lock_exclusive()
        .one(tx)
        .await?;
    let mut own = outlets(tx, enterprise_id, now.day()).await?;
    let place = own.iter().position(|own| own.code == code);
    place.map(|place| own.swap_remove(place)).ok_or_else(|| Error::issue("outlet", Issue::NoChoice))
}

/// The answer to a form that is sent again: the mark of then, if it says the same.
async fn done_before(
    tx: &impl ConnectionTrait,
    actor: &Actor,
    outlet_id: i64,
    (new, mark): (&NewMark, &Mark),
) -> Result<SetMark> {
    let same = mark::Entity::find()
        .filter(mark::Column::OutletId.eq(outlet_id))
        .filter(mark::Column::AccountId.eq(actor.account_id))
        .filter(mark::Column::Kind.eq(mark.kind))
        .filter(mark::Column::FromAt.eq(mark.from))
        .order_by_desc(mark::Column::Id)
        .all(tx)
        .await?;
    let is_same = |row: &&mark::Model| {
        let stretch = row.to_at == mark.to && row.pollutants == mark.pollutants.join(" ");
        let words = (row.note.as_str(), row.reason.as_str());
        let reason = if row.asked_for { new.reason.as_str() } else { "" };
        stretch && row.treatment_runs == mark.treatment_runs && words == (new.note.as_str(), reason)
    };
    let row = same.iter().find(is_same).ok_or(Conflict::SentBefore)?;
    Ok(SetMark { id: row.id, state: MarkState::after(row.asked_for, &[]) })
}

/// A pollutant of which this outlet measures nothing.
fn not_measured(own: &OwnOutlet, mark: &Mark) -> Option<MarkSlip> {
    let is_known = |code: &&String| own.pollutants.iter().any(|known| *known.code == ***code);
    mark.pollutants.iter().find(|code| !is_known(code)).map(|code| MarkSlip::NotMeasured(code.clone()))
}

/// The mark with which it cannot stand: one in force, or one that waits.
async fn overlap(tx: &impl ConnectionTrait, outlet_id: i64, mark: &Mark) -> Result<Option<MarkSlip>> {
    let others = touching(tx, &[outlet_id], mark.from).await?;
    let clash = others.iter().filter(|other| other.state().is_live()).map(Loaded::mark);
    let clash = clash.into_iter().find(|other| other.clashes(mark));
    Ok(clash.map(|Mark { kind, from, to, .. }| MarkSlip::Overlaps { kind, from, to }))
}
