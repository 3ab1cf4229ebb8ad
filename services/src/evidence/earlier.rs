//! The quarters of the year before the one in question: what was declared and what was measured then.

use domain::{
    crosscheck::{ENOUGH, Earlier, Evidence},
    declaration::Content,
    quarter::Quarter,
};
use entities::{declaration, declaration_version, outlet};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::monitored::{self, Prefer};
use crate::{Result, store};

/// The earlier amounts of each pollutant with a yearly amount in the permit; without such there is nothing to read.
pub(super) async fn read(
    db: &impl ConnectionTrait,
    enterprise_id: i64,
    outlets: &[outlet::Model],
    evidence: &Evidence,
) -> Result<Vec<Earlier>> {
    let mut before = evidence.quarter.back(usize::from(evidence.quarter.number()));
    before.pop();
    if evidence.caps.is_empty() || before.is_empty() {
        return Ok(Vec::new());
    }
    let declared = declared(db, enterprise_id, &before).await?;
    let mut all = Vec::new();
    for quarter in before {
        let content = declared.iter().find(|(of, _)| *of == quarter).map(|(_, content)| content);
        let monitored = monitored::read(db, outlets, quarter, Prefer::Days).await?;
        for cap in &evidence.caps {
            let rows = content.into_iter().flat_map(|content| &content.emissions);
            let rows = rows.filter(|row| row.pollutant == cap.pollutant);
            // The amount of too few periods is none: it would make the year look better than it was, or worse.
            let sums = monitored.iter().filter(|sums| sums.pollutant == cap.pollutant);
            all.push(Earlier {
                quarter,
                pollutant: cap.pollutant.clone(),
                declared_kg: evidence.site(rows.filter_map(|row| Some((row.outlet, row.amount_kg?)))),
                monitored_kg: evidence.site(sums.filter_map(|s| Some((s.outlet, s.whole_amount(ENOUGH)?)))),
            });
        }
    }
    Ok(all)
}

/// What the newest version of each quarter's declaration says.
async fn declared(
    db: &impl ConnectionTrait,
    enterprise_id: i64,
    quarters: &[Quarter],
) -> Result<Vec<(Quarter, Content)>> {
    let rows = declaration_version::Entity::find()
        .find_also_related(declaration::Entity)
        .filter(declaration::Column::EnterpriseId.eq(enterprise_id))
        .filter(declaration::Column::Quarter.is_in(quarters.iter().copied()))
        .order_by_desc(declaration_version::Column::Number)
        .all(db)
        .await?;
    let mut newest: Vec<(Quarter, Content)> = Vec::new();
    for (version, declaration) in rows {
        let Some(quarter) = declaration.map(|declaration| declaration.quarter) else { continue };
        if newest.iter().all(|(known, _)| *known != quarter) {
            newest.push((quarter, store::content(&version.content)?));
        }
    }
    Ok(newest)
}
