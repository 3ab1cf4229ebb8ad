//! One step of a finding.

use domain::finding::{FindingEvent, next};
use entities::finding;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, IntoActiveModel};
use serde_json::json;

use crate::{
    Conflict, Ctx, Result,
    accounts::Actor,
    audit::{self, Act, Subject},
};

/// Takes a finding, loaded to be changed, one step on and notes it. `fill` sets what else changes.
///
/// # Errors
/// [`Error::Conflict`] where it is not ready for this step: somebody else was there first.
pub(super) async fn step(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    actor: &Actor,
    row: finding::Model,
    event: FindingEvent,
    fill: impl FnOnce(&mut finding::ActiveModel),
) -> Result<()> {
    let status = next(row.status, event).map_err(|refused| Conflict::NotReady(refused.to_string()))?;
    let id = row.id;
    let mut row = row.into_active_model();
    row.status = Set(status);
    fill(&mut row);
    row.update(tx).await?;
    audit::note(tx, ctx, Some(actor), act(event), Subject("finding", id), json!({})).await
}

const fn act(event: FindingEvent) -> Act {
    match event {
        FindingEvent::Ask => Act::AskAboutFinding,
        FindingEvent::Explain => Act::ExplainFinding,
        FindingEvent::Close => Act::CloseFinding,
        FindingEvent::Inspect => Act::InspectFinding,
        FindingEvent::Supersede => Act::CrossCheck,
    }
}
