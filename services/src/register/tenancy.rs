//! Who is in which premises.

use domain::{
    credit_code::CreditCode,
    time::{Day, Stamp},
};
use entities::tenancy::{ActiveModel, Column, Entity, Model};

use super::{
    Flaw,
    entry::{ColumnOf, Entry, Owner, Under},
    flaw::Faults,
};

/// An enterprise in premises (租用、入驻), from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TenancyEntry {
    /// The tenant.
    pub enterprise: CreditCode,
    /// The number of the premises.
    pub premises: String,
    /// First day.
    pub valid_from: Day,
    /// Last day; open when absent.
    pub valid_to: Option<Day>,
}

impl Entry for TenancyEntry {
    type Active = ActiveModel;
    type Entity = Entity;
    type Key = (i64, i64, Day);
    type Row = Model;

    const ID: ColumnOf<Self> = Column::Id;
    const KEY_FIELD: &'static str = "valid_from";
    const LOOKUP: ColumnOf<Self> = Column::EnterpriseId;

    fn check(&self, _now: Stamp) -> Faults {
        let mut faults = Faults::default();
        faults.text("premises", &self.premises, 20);
        let is_empty = self.valid_to.is_some_and(|last| last < self.valid_from);
        faults.when(is_empty, "valid_to", Flaw::EndsBeforeItBegins);
        faults
    }

    fn owner(&self) -> Owner {
        Owner::Enterprise(self.enterprise)
    }

    fn other(&self) -> Option<Owner> {
        Some(Owner::Premises(self.premises.clone()))
    }

    fn key(&self, owner: i64) -> Self::Key {
        (owner, 0, self.valid_from)
    }

    fn key_between(&self, owner: i64, other: i64) -> Self::Key {
        (owner, other, self.valid_from)
    }

    fn key_of(row: &Model) -> Self::Key {
        (row.enterprise_id, row.premises_id, row.valid_from)
    }

    fn row(&self, owner: i64, old: Option<&Model>, _now: Stamp) -> Model {
        Model {
            id: old.map_or(0, |old| old.id),
            enterprise_id: owner,
            premises_id: 0,
            valid_from: self.valid_from,
            valid_to: self.valid_to,
        }
    }

    fn row_between(&self, owner: i64, other: i64, old: Option<&Model>, now: Stamp) -> Model {
        Model { premises_id: other, ..self.row(owner, old, now) }
    }

    fn under(row: &Model) -> Under {
        Under::Enterprise(row.enterprise_id)
    }
}
