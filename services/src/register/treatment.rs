//! Facilities that treat pollution.

use domain::{
    credit_code::CreditCode,
    fixed::Micro,
    input::clean,
    sheet::Kind,
    time::{Day, Stamp},
};
use entities::treatment::{ActiveModel, Column, Entity, Model};

use super::{
    Flaw,
    entry::{ColumnOf, Entry, Owner, Under},
    flaw::Faults,
};
use crate::store::former_row::Dated;

/// A facility that treats pollution (治理设施), by its number in the permit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreatmentEntry {
    /// Whose.
    pub enterprise: CreditCode,
    /// Its number in the permit: `TW001`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How it works; may be empty.
    pub process: String,
    /// What it is built for, in that unit.
    pub capacity: Option<Micro>,
    /// Unit of the capacity; empty without one.
    pub unit: String,
    /// The day from which on it is closed. None: as it stands.
    pub closed_on: Option<Day>,
    /// From which day on it says so. None: what is changed, from today on; what is new, since ever.
    pub since: Option<Day>,
}

impl Entry for TreatmentEntry {
    type Active = ActiveModel;
    type Entity = Entity;
    type Key = (i64, String);
    type Row = Model;

    const CLOSED_ON: Option<ColumnOf<Self>> = Some(Column::ClosedOn);
    const ID: ColumnOf<Self> = Column::Id;
    const KEPT: &'static [ColumnOf<Self>] = Model::KEPT;
    const KEPT_OF: Option<Kind> = Some(Model::KIND);
    const KEY_FIELD: &'static str = "code";
    const LOOKUP: ColumnOf<Self> = Column::EnterpriseId;

    fn check(&self, _now: Stamp) -> Faults {
        let mut faults = Faults::default();
        faults.text("code", &self.code, 20);
        faults.text("name", &self.name, 60);
        faults.optional("process", &self.process, 200);
        faults.optional("unit", &self.unit, 20);
        faults.when(self.capacity.is_some_and(|capacity| capacity <= Micro(0)), "capacity", Flaw::NotPositive);
        faults.when(self.capacity.is_some() && clean(&self.unit).is_empty(), "unit", Flaw::CapacityWithoutUnit);
        faults.when(self.capacity.is_none() && !clean(&self.unit).is_empty(), "capacity", Flaw::UnitWithoutCapacity);
        faults
    }

    fn since(&self) -> Option<Day> {
        self.since
    }

    fn owner(&self) -> Owner {
        Owner::Enterprise(self.enterprise)
    }

    fn key(&self, owner: i64) -> Self::Key {
        (owner, self.code.clone())
    }

    fn key_of(row: &Model) -> Self::Key {
        (row.enterprise_id, row.code.clone())
    }

    fn row(&self, owner: i64, old: Option<&Model>, _now: Stamp) -> Model {
        Model {
            id: old.map_or(0, |old| old.id),
            enterprise_id: owner,
            code: self.code.clone(),
            name: clean(&self.name),
            process: clean(&self.process),
            capacity: self.capacity,
            unit: clean(&self.unit),
            closed_on: self.closed_on.or_else(|| old.and_then(|old| old.closed_on)),
        }
    }

    fn under(row: &Model) -> Under {
        Under::Enterprise(row.enterprise_id)
    }
}
