//! Findings: made, asked about, explained, settled.

use domain::finding::EntryKind;
use entities::{finding, finding_message};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{Event, FindingRef, Kind, What};
use crate::{Ctx, Result, findings::said_of};

/// What happened to the findings about an enterprise. What the cross-check overtook is left out: it stands there anew.
pub(super) async fn events(ctx: &Ctx, enterprise_id: i64) -> Result<Vec<Event>> {
    let found =
        finding::Entity::find().filter(finding::Column::EnterpriseId.eq(enterprise_id)).all(ctx.store.read()).await?;
    let mut events: Vec<_> = found.iter().flat_map(of_finding).collect();
    let explained = finding_message::Entity::find()
        .find_also_related(finding::Entity)
        .filter(finding_message::Column::Kind.eq(EntryKind::Explanation))
        .filter(finding::Column::EnterpriseId.eq(enterprise_id))
        .all(ctx.store.read())
        .await?;
    let event = |(said, about): (finding_message::Model, Option<finding::Model>)| {
        Some(Event { at: said.at, kind: Kind::Findings, what: What::Explained(reference(&about?)) })
    };
    events.extend(explained.into_iter().filter_map(event));
    Ok(events)
}

fn reference(row: &finding::Model) -> FindingRef {
    FindingRef { id: row.id, severity: row.severity, said: said_of(row) }
}

fn of_finding(row: &finding::Model) -> Vec<Event> {
    let finding = reference(row);
    let event = |at, what| Event { at, kind: Kind::Findings, what };
    let mut events = vec![event(row.created_at, What::Found(finding.clone()))];
    events.extend(row.asked_at.map(|at| event(at, What::Asked(finding.clone()))));
    events
        .extend(row.closed_at.zip(row.outcome).map(|(at, outcome)| event(at, What::Settled(finding.clone(), outcome))));
    events
}
