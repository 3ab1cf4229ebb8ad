//! The penalty cases.

use domain::{
    case::{CaseStage, CaseStatus},
    time::{Day, Stamp},
};
use entities::violation_case;
use sea_orm::{ActiveValue::Set, ConnectionTrait};

use super::register::Keys;
use crate::{
    cases::{self, Case},
    city::City,
};
use services::{Result, store::insert};

/// Writes the cases; returns how many.
pub async fn write(db: &impl ConnectionTrait, city: &City, keys: &Keys, now: Stamp) -> Result<usize> {
    let cases = cases::cases(city, now)?;
    let count = cases.len();
    insert(db, cases.into_iter().map(|case| row(keys, case)).collect()).await?;
    Ok(count)
}

fn row(keys: &Keys, case: Case) -> violation_case::ActiveModel {
    violation_case::ActiveModel {
        stage: Set(stage(&case)),
        gravity: Set(case.gravity),
        measures: Set(case.measures),
        rectified_on: Set(case.rectified_on.map(Day)),
        closed_on: Set(case.closed_on.map(Day)),
        revision: Set(1),
        case_no: Set(case.case_no),
        document_no: Set(case.document_no),
        enterprise_id: Set(keys.enterprises[case.enterprise]),
        kind: Set(case.kind),
        status: Set(case.status),
        acted_on: Set(Day(case.acted_on)),
        decided_on: Set(case.decided_on.map(Day)),
        published_at: Set(case.published_at),
        withdraw_on: Set(case.withdraw_on.map(Day)),
        authority: Set(case.authority.to_owned()),
        facts: Set(case.facts),
        breached: Set(case.breached),
        basis: Set(case.basis),
        discretion: Set(case.discretion),
        rectification: Set(case.rectification),
        statement: Set(case.statement),
        fine: Set(case.fine),
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
