//! The penalty cases.

use domain::{
    case::{CaseStage, CaseStatus},
    time::{Day, Stamp},
};
use entities::violation_case;
use sea_orm::{ActiveValue::Set, ConnectionTrait};

use super::{insert::insert, register::Keys};
use crate::{
    cases::{self, Case},
    city::City,
};
use services::Result;

/// Writes the cases; returns how many.
pub async fn write(db: &impl ConnectionTrait, city: &City, keys: &Keys, now: Stamp) -> Result<usize> {
    let cases = cases::cases(city, now)?;
    let count = cases.len();
    insert(db, cases.into_iter().map(|case| row(keys, case)).collect()).await?;
    Ok(count)
}

fn row(keys: &Keys, case: Case) -> violation_case::ActiveModel {
    let stage = stage(&case);
    let says = case.content;
    violation_case::ActiveModel {
        stage: Set(stage),
        rectified_on: Set(case.rectified_on.map(Day)),
        closed_on: Set(case.closed_on.map(Day)),
        revision: Set(1),
        case_no: Set(case.case_no),
        enterprise_id: Set(keys.enterprises[case.enterprise]),
        status: Set(case.status),
        published_at: Set(case.published_at),
        withdraw_on: Set(case.withdraw_on.map(Day)),
        kind: Set(says.kind),
        acted_on: Set(Day(says.acted_on)),
        decided_on: Set(says.decided_on.map(Day)),
        document_no: Set(says.document_no),
        authority: Set(says.authority),
        facts: Set(says.facts),
        breached: Set(says.breached),
        basis: Set(says.basis),
        discretion: Set(says.discretion),
        fine: Set(says.fine),
        measures: Set(says.measures),
        gravity: Set(says.gravity),
        rectification: Set(says.rectification),
        statement: Set(says.statement),
        ..Default::default()
    }
}

/// Decided cases are published, or wait for it; the others are being written.
fn stage(case: &Case) -> CaseStage {
    match (case.status, case.published_at) {
        (CaseStatus::Filed, _) => CaseStage::Draft,
        (_, None) => CaseStage::Cleared,
        (_, Some(_)) => CaseStage::Published,
    }
}
