//! What the register has of an enterprise that is not for everybody: its treatment facilities, and who answers for it.

use chrono::NaiveDate;
use domain::{fixed::Micro, person::Duty, time::Day};
use entities::{person, treatment};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::Result;

/// A facility that treats pollution (治理设施).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Treatment {
    /// Its number in the permit.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How it works; may be empty.
    pub process: String,
    /// What it is built for, and the unit.
    pub capacity: Option<(Micro, String)>,
}

/// Somebody who answers for it today (责任人).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// For what.
    pub duty: Duty,
    /// Their name.
    pub name: String,
    /// Where they are reached; may be empty.
    pub phone: String,
}

/// The facilities that are not closed.
pub(super) async fn treatments(db: &impl ConnectionTrait, enterprise: i64, on: NaiveDate) -> Result<Vec<Treatment>> {
    use treatment::Column as C;
    let stands = Condition::any().add(C::ClosedOn.is_null()).add(C::ClosedOn.gt(Day(on)));
    let rows = treatment::Entity::find().filter(C::EnterpriseId.eq(enterprise)).filter(stands).order_by_asc(C::Code);
    let read = |row: treatment::Model| {
        let treatment::Model { code, name, process, capacity, unit, .. } = row;
        Treatment { code, name, process, capacity: capacity.map(|capacity| (capacity, unit)) }
    };
    Ok(rows.all(db).await?.into_iter().map(read).collect())
}

/// Who answers for it on a day.
pub(super) async fn persons(db: &impl ConnectionTrait, enterprise: i64, on: NaiveDate) -> Result<Vec<Person>> {
    use person::Column as C;
    let lasts = Condition::any().add(C::ValidTo.is_null()).add(C::ValidTo.gte(Day(on)));
    let rows = person::Entity::find()
        .filter(C::EnterpriseId.eq(enterprise))
        .filter(C::ValidFrom.lte(Day(on)))
        .filter(lasts)
        .order_by_asc(C::ValidFrom)
        .order_by_asc(C::Id);
    let read = |row: person::Model| Person { duty: row.duty, name: row.name, phone: row.phone };
    let mut all: Vec<Person> = rows.all(db).await?.into_iter().map(read).collect();
    all.sort_by_key(|person| Duty::ALL.iter().position(|duty| *duty == person.duty));
    Ok(all)
}
