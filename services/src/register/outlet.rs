//! Outlets.

use domain::{
    credit_code::CreditCode,
    input::clean,
    outlet::{Discharge, OutletCode},
    time::{Day, Stamp},
};
use entities::outlet::{ActiveModel, Column, Entity, Model};

use super::{
    entry::{ColumnOf, Entry, Owner, Under},
    flaw::Faults,
};

/// An outlet (排放口) of an enterprise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutletEntry {
    /// Whose.
    pub enterprise: CreditCode,
    /// Code in the permit.
    pub code: OutletCode,
    /// Chinese name.
    pub name: String,
    /// English name; may be empty.
    pub name_en: String,
    /// Where it leads.
    pub discharge: Discharge,
    /// The receiving water body, plant or air zone; may be empty.
    pub receiving: String,
    /// The day from which on it is closed. None: as it stands.
    pub closed_on: Option<Day>,
}

impl Entry for OutletEntry {
    type Active = ActiveModel;
    type Entity = Entity;
    type Key = (i64, OutletCode);
    type Row = Model;

    const CLOSED_ON: Option<ColumnOf<Self>> = Some(Column::ClosedOn);
    const ID: ColumnOf<Self> = Column::Id;
    const KEY_FIELD: &'static str = "code";
    const LOOKUP: ColumnOf<Self> = Column::EnterpriseId;

    fn check(&self, _now: Stamp) -> Faults {
        let mut faults = Faults::default();
        faults.text("name", &self.name, 60);
        faults.optional("name_en", &self.name_en, 120);
        faults.optional("receiving", &self.receiving, 60);
        faults
    }

    fn owner(&self) -> Owner {
        Owner::Enterprise(self.enterprise)
    }

    fn opens(&self) -> Option<Owner> {
        Some(Owner::Outlet(self.enterprise, self.code))
    }

    fn key(&self, owner: i64) -> Self::Key {
        (owner, self.code)
    }

    fn key_of(row: &Model) -> Self::Key {
        (row.enterprise_id, row.code)
    }

    fn row(&self, owner: i64, old: Option<&Model>, _now: Stamp) -> Model {
        Model {
            id: old.map_or(0, |old| old.id),
            enterprise_id: owner,
            code: self.code,
            name: clean(&self.name),
            name_en: clean(&self.name_en),
            discharge: self.discharge,
            receiving: clean(&self.receiving),
            closed_on: self.closed_on.or_else(|| old.and_then(|old| old.closed_on)),
        }
    }

    fn under(row: &Model) -> Under {
        Under::Enterprise(row.enterprise_id)
    }
}
