//! The penalty cases.

use domain::time::{Day, Stamp};
use entities::violation_case;
use sea_orm::{ActiveValue::Set, ConnectionTrait};

use super::{insert::insert, register::Keys};
use crate::{
    Result,
    demo::{
        cases::{self, Case},
        city::City,
    },
};

/// Writes the cases; returns how many.
pub async fn write(db: &impl ConnectionTrait, city: &City, keys: &Keys, now: Stamp) -> Result<usize> {
    let cases = cases::cases(city, now)?;
    let count = cases.len();
    insert(db, cases.into_iter().map(|case| row(keys, case)).collect()).await?;
    Ok(count)
}

fn row(keys: &Keys, case: Case) -> violation_case::ActiveModel {
    violation_case::ActiveModel {
        case_no: Set(case.case_no),
        document_no: Set(case.document_no),
        enterprise_id: Set(keys.enterprises[case.enterprise]),
        kind: Set(case.kind),
        status: Set(case.status),
        acted_on: Set(Day(case.acted_on)),
        decided_on: Set(case.decided_on.map(Day)),
        published_at: Set(case.published_at),
        withdraw_on: Set(case.withdraw_on.map(Day)),
        facts: Set(case.facts),
        basis: Set(case.basis),
        discretion: Set(case.discretion),
        rectification: Set(case.rectification),
        statement: Set(case.statement),
        fine: Set(case.fine),
        ..Default::default()
    }
}
