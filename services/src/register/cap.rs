//! Yearly caps of permits.

use domain::{credit_code::CreditCode, fixed::Micro, time::Stamp};
use entities::load_cap::{ActiveModel, Column, Entity, Model};

use super::{
    Flaw,
    entry::{ColumnOf, Entry, Owner, Under},
    flaw::Faults,
};

/// The amount of a pollutant that a permit allows in a year (许可排放量).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CapEntry {
    /// Whose.
    pub enterprise: CreditCode,
    /// Code in HJ 212.
    pub pollutant: String,
    /// Kilograms a calendar year.
    pub kg_per_year: Micro,
}

impl Entry for CapEntry {
    type Active = ActiveModel;
    type Entity = Entity;
    type Key = (i64, String);
    type Row = Model;

    const ID: ColumnOf<Self> = Column::Id;
    const KEY_FIELD: &'static str = "pollutant";
    const LOOKUP: ColumnOf<Self> = Column::EnterpriseId;

    fn check(&self, _now: Stamp) -> Faults {
        let mut faults = Faults::default();
        faults.pollutant(&self.pollutant);
        faults.when(self.kg_per_year <= Micro(0), "kg_per_year", Flaw::NotPositive);
        faults
    }

    fn owner(&self) -> Owner {
        Owner::Enterprise(self.enterprise)
    }

    fn key(&self, owner: i64) -> Self::Key {
        (owner, self.pollutant.clone())
    }

    fn key_of(row: &Model) -> Self::Key {
        (row.enterprise_id, row.pollutant.clone())
    }

    fn row(&self, owner: i64, old: Option<&Model>, _now: Stamp) -> Model {
        Model {
            id: old.map_or(0, |old| old.id),
            enterprise_id: owner,
            pollutant: self.pollutant.clone(),
            kg_per_year: self.kg_per_year,
        }
    }

    fn under(row: &Model) -> Under {
        Under::Enterprise(row.enterprise_id)
    }
}
