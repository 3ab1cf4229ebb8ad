//! Where tip-offs stood at a moment, by the steps that the log kept.

use std::collections::HashMap;

use domain::{audit::Act, time::Stamp, tip::TipStatus};
use entities::{audit, tip};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{Ctx, Result};

/// The steps, and where a tip-off stands after each.
const STEPS: [(Act, TipStatus); 4] = [
    (Act::AcceptTip, TipStatus::Accepted),
    (Act::DeclineTip, TipStatus::Declined),
    (Act::HandOverTip, TipStatus::Investigating),
    (Act::AnswerTip, TipStatus::Answered),
];

/// Where each of these stood just before a moment.
pub(super) async fn statuses(ctx: &Ctx, tips: &[tip::Model], before: Stamp) -> Result<Vec<TipStatus>> {
    let acts = STEPS.map(|(act, _)| act.as_str());
    let lines: Vec<(String, String, Stamp)> = audit::Entity::find()
        .select_only()
        .columns([audit::Column::Subject, audit::Column::Action, audit::Column::At])
        .filter(audit::Column::Action.is_in(acts))
        .order_by_asc(audit::Column::Id)
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    let mut known: HashMap<&str, Option<TipStatus>> = HashMap::new();
    for (subject, action, at) in &lines {
        // Whoever has a step in the log had none before the first of them.
        let stood = known.entry(subject.as_str()).or_default();
        let after = STEPS.iter().find(|(act, _)| act.as_str() == action).map(|(_, status)| *status);
        *stood = after.filter(|_| *at < before).or(*stood);
    }
    let of = |tip: &tip::Model| match known.get(format!("tip/{}", tip.id).as_str()) {
        Some(stood) => stood.unwrap_or(TipStatus::Received),
        None => by_its_row(tip, before),
    };
    Ok(tips.iter().map(of).collect())
}

/// What the row itself tells, for one whose steps are in no log.
fn by_its_row(tip: &tip::Model, before: Stamp) -> TipStatus {
    match (tip.closed_at, tip.accepted_at) {
        (Some(closed), accepted) if closed >= before => {
            let was_accepted = accepted.is_some_and(|at| at < before);
            if was_accepted { TipStatus::Accepted } else { TipStatus::Received }
        }
        _ => tip.status,
    }
}
