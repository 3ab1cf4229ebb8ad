//! Products of permits.

use std::collections::HashMap;

use domain::{
    credit_code::CreditCode,
    fixed::Micro,
    input::clean,
    sheet::Kind,
    time::{Day, Stamp},
};
use entities::product::{ActiveModel, Column, Entity, Model};

use super::{
    Flaw,
    entry::{ColumnOf, Entry, Owner, Settled, Under, twice},
    flaw::Faults,
    near::rest_of,
};
use crate::store::former_row::Dated;

/// A product in an enterprise's permit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductEntry {
    /// Whose.
    pub enterprise: CreditCode,
    /// Its name.
    pub name: String,
    /// Unit of output: `t`, `m²`.
    pub unit: String,
    /// Permitted output a year, in that unit.
    pub capacity: Micro,
    /// The day from which on it is closed. None: as it stands.
    pub closed_on: Option<Day>,
    /// From which day on it says so. None: what is changed, from today on; what is new, since ever.
    pub since: Option<Day>,
}

impl Entry for ProductEntry {
    type Active = ActiveModel;
    type Entity = Entity;
    type Key = (i64, String);
    type Row = Model;

    const CLOSED_ON: Option<ColumnOf<Self>> = Some(Column::ClosedOn);
    const ID: ColumnOf<Self> = Column::Id;
    const KEPT: &'static [ColumnOf<Self>] = Model::KEPT;
    const KEPT_OF: Option<Kind> = Some(Model::KIND);
    const KEY_FIELD: &'static str = "name";
    const LOOKUP: ColumnOf<Self> = Column::EnterpriseId;

    fn check(&self, _now: Stamp) -> Faults {
        let mut faults = Faults::default();
        faults.text("name", &self.name, 60);
        faults.text("unit", &self.unit, 20);
        faults.when(self.capacity <= Micro(0), "capacity", Flaw::NotPositive);
        faults
    }

    fn since(&self) -> Option<Day> {
        self.since
    }

    fn owner(&self) -> Owner {
        Owner::Enterprise(self.enterprise)
    }

    fn key(&self, owner: i64) -> Self::Key {
        (owner, clean(&self.name))
    }

    fn key_of(row: &Model) -> Self::Key {
        (row.enterprise_id, row.name.clone())
    }

    fn row(&self, owner: i64, old: Option<&Model>, _now: Stamp) -> Model {
        Model {
            id: old.map_or(0, |old| old.id),
            enterprise_id: owner,
            name: clean(&self.name),
            unit: clean(&self.unit),
            capacity: self.capacity,
            closed_on: self.closed_on.or_else(|| old.and_then(|old| old.closed_on)),
        }
    }

    /// Two products of one enterprise have two names, however these are written.
    fn settle(entered: &mut [Model], standing: &[Model]) -> Settled<Model> {
        let mut flaws = twice::<Self>(entered);
        let name = |row: &Model| (row.enterprise_id, rest_of(&row.name));
        let mut known: HashMap<_, &str> = standing.iter().map(|row| (name(row), row.name.as_str())).collect();
        for (at, row) in entered.iter().enumerate() {
            let other = *known.entry(name(row)).or_insert(row.name.as_str());
            if other != row.name {
                flaws.push((at, Self::KEY_FIELD, Flaw::Alike(other.to_owned())));
            }
        }
        Settled { changes: Vec::new(), flaws }
    }

    fn under(row: &Model) -> Under {
        Under::Enterprise(row.enterprise_id)
    }
}
