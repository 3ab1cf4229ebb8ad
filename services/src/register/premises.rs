//! Premises.

use domain::{
    credit_code::CreditCode,
    input::clean,
    premises::PremisesKind,
    time::{Day, Stamp},
};
use entities::premises::{ActiveModel, Column, Entity, Model};

use super::{
    entry::{ColumnOf, Entry, Lookup, Owner, Under},
    flaw::Faults,
};

/// A leased building, an industrial park (出租厂房、工业园区), and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PremisesEntry {
    /// The number that the bureau gave it.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: PremisesKind,
    /// Division code of the town in which it is.
    pub town: String,
    /// Address in words.
    pub address: String,
    /// Who lets or manages it; may be empty.
    pub owner: String,
    /// Their credit code; a person has none.
    pub owner_code: Option<CreditCode>,
    /// The day from which on it is closed. None: as it stands.
    pub closed_on: Option<Day>,
}

impl Entry for PremisesEntry {
    type Active = ActiveModel;
    type Entity = Entity;
    type Key = String;
    type Row = Model;

    const CLOSED_ON: Option<ColumnOf<Self>> = Some(Column::ClosedOn);
    const ID: ColumnOf<Self> = Column::Id;
    const KEY_FIELD: &'static str = "code";
    const LOOKUP: ColumnOf<Self> = Column::Code;

    fn check(&self, _now: Stamp) -> Faults {
        let mut faults = Faults::default();
        faults.text("code", &self.code, 20);
        faults.text("name", &self.name, 120);
        faults.text("address", &self.address, 200);
        faults.optional("owner", &self.owner, 120);
        faults
    }

    fn town(row: &Model) -> Option<i64> {
        Some(row.town_id)
    }

    fn owner(&self) -> Owner {
        Owner::Town(self.town.clone())
    }

    fn opens(&self) -> Option<Owner> {
        Some(Owner::Premises(self.code.clone()))
    }

    fn lookup(&self, _owner: i64) -> Option<Lookup> {
        Some(Lookup::Name(self.code.clone()))
    }

    fn key(&self, _owner: i64) -> String {
        self.code.clone()
    }

    fn key_of(row: &Model) -> String {
        row.code.clone()
    }

    fn row(&self, owner: i64, old: Option<&Model>, _now: Stamp) -> Model {
        Model {
            id: old.map_or(0, |old| old.id),
            code: self.code.clone(),
            name: clean(&self.name),
            kind: self.kind,
            town_id: owner,
            address: clean(&self.address),
            owner: clean(&self.owner),
            owner_code: self.owner_code,
            closed_on: self.closed_on.or_else(|| old.and_then(|old| old.closed_on)),
        }
    }

    fn under(row: &Model) -> Under {
        Under::Premises(row.id)
    }
}
