//! The penalty cases.

use std::collections::HashMap;

use domain::{
    access::Role,
    case::{CaseStage, CaseStatus},
    time::{Day, Stamp},
};
use entities::{account, case_step, violation_case};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use super::register::Keys;
use crate::{
    LOGINS,
    cases::{self, Case, Step},
    city::City,
};
use services::{Result, store::insert};

/// Writes the cases and the steps that brought them where they are; returns how many cases.
pub async fn write(db: &impl ConnectionTrait, city: &City, keys: &Keys, now: Stamp) -> Result<usize> {
    let cases = cases::cases(city, now)?;
    let count = cases.len();
    let people = people(db).await?;
    let steps: Vec<_> = cases.iter().map(|case| (case.case_no.clone(), case.steps.clone())).collect();
    insert(db, cases.into_iter().map(|case| row(keys, &people, case)).collect()).await?;
    let ids: Vec<(String, i64)> = violation_case::Entity::find()
        .select_only()
        .column(violation_case::Column::CaseNo)
        .column(violation_case::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let ids: HashMap<String, i64> = ids.into_iter().collect();
    let steps = steps.into_iter().filter_map(|(case_no, steps)| Some((*ids.get(&case_no)?, steps)));
    let rows = steps.flat_map(|(id, steps)| steps.into_iter().map(move |one| (id, one)));
    insert(db, rows.map(|(id, one)| step(&people, id, one)).collect()).await?;
    Ok(count)
}

/// The accounts of the demo logins by their role.
async fn people(db: &impl ConnectionTrait) -> Result<HashMap<Role, i64>> {
    let own = account::Entity::find().filter(account::Column::Login.is_in(LOGINS.map(|one| one.login)));
    let own = own.select_only().column(account::Column::Login).column(account::Column::Id);
    let own: Vec<(String, i64)> = own.into_tuple().all(db).await?;
    let role = |login: &str| LOGINS.iter().find(|one| one.login == login).map(|one| one.role);
    Ok(own.into_iter().filter_map(|(login, id)| Some((role(&login)?, id))).collect())
}

fn step(people: &HashMap<Role, i64>, case_id: i64, step: Step) -> case_step::ActiveModel {
    case_step::ActiveModel {
        case_id: Set(case_id),
        event: Set(step.event),
        body: Set(step.words),
        at: Set(step.at),
        happened_on: Set(step.happened_on.map(Day)),
        account_id: Set(people.get(&step.by).copied()),
        ..Default::default()
    }
}

fn row(keys: &Keys, people: &HashMap<Role, i64>, case: Case) -> violation_case::ActiveModel {
    let stage = stage(&case);
    let says = case.content;
    violation_case::ActiveModel {
        stage: Set(stage),
        rectified_on: Set(case.rectified_on.map(Day)),
        closed_on: Set(case.closed_on.map(Day)),
        // Each step makes a revision, as it does in the use cases.
        revision: Set(1 + i64::try_from(case.steps.len()).unwrap_or(0)),
        drafted_by: Set(people.get(&Role::Officer).copied()),
        reported_at: Set(case.reported_at),
        case_no: Set(case.case_no),
        enterprise_id: Set(keys.enterprises[case.enterprise]),
        status: Set(case.status),
        published_at: Set(case.published_at),
        public_until: Set(case.public_until.map(Day)),
        kind: Set(says.kind),
        acted_on: Set(Day(says.acted_on)),
        acted_until: Set(says.acted_until.map(Day)),
        found_on: Set(says.found_on.map(Day)),
        transferred_on: Set(says.transferred_on.map(Day)),
        returned_on: Set(says.returned_on.map(Day)),
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
        gravity_basis: Set(says.gravity_basis),
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
