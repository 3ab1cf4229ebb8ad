//! Who answers for an enterprise.

use domain::{
    credit_code::CreditCode,
    input::clean,
    person::Duty,
    time::{Day, Stamp},
};
use entities::person::{ActiveModel, Column, Entity, Model};

use super::{
    Flaw,
    entry::{ColumnOf, Entry, Owner, Under},
    flaw::Faults,
};

/// Somebody who answers for an enterprise (责任人), from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonEntry {
    /// Whose.
    pub enterprise: CreditCode,
    /// What they answer for.
    pub duty: Duty,
    /// Their name.
    pub name: String,
    /// Where they are reached; may be empty.
    pub phone: String,
    /// First day.
    pub valid_from: Day,
    /// Last day; open when absent.
    pub valid_to: Option<Day>,
}

impl Entry for PersonEntry {
    type Active = ActiveModel;
    type Entity = Entity;
    type Key = (i64, Duty, String, Day);
    type Row = Model;

    const ID: ColumnOf<Self> = Column::Id;
    const KEY_FIELD: &'static str = "name";
    const LOOKUP: ColumnOf<Self> = Column::EnterpriseId;
    // The log is kept for good; a telephone number need not be.
    const SECRET: Option<ColumnOf<Self>> = Some(Column::Phone);

    fn check(&self, _now: Stamp) -> Faults {
        let mut faults = Faults::default();
        faults.text("name", &self.name, 60);
        faults.optional("phone", &self.phone, 40);
        let is_number = |c: char| c.is_ascii_digit() || "+-()#, ".contains(c);
        faults.when(!self.phone.chars().all(is_number), "phone", Flaw::Telephone);
        let is_empty = self.valid_to.is_some_and(|last| last < self.valid_from);
        faults.when(is_empty, "valid_to", Flaw::EndsBeforeItBegins);
        faults
    }

    fn owner(&self) -> Owner {
        Owner::Enterprise(self.enterprise)
    }

    fn key(&self, owner: i64) -> Self::Key {
        (owner, self.duty, clean(&self.name), self.valid_from)
    }

    fn key_of(row: &Model) -> Self::Key {
        (row.enterprise_id, row.duty, row.name.clone(), row.valid_from)
    }

    fn row(&self, owner: i64, old: Option<&Model>, _now: Stamp) -> Model {
        Model {
            id: old.map_or(0, |old| old.id),
            enterprise_id: owner,
            duty: self.duty,
            name: clean(&self.name),
            phone: clean(&self.phone),
            valid_from: self.valid_from,
            valid_to: self.valid_to,
        }
    }

    fn under(row: &Model) -> Under {
        Under::Enterprise(row.enterprise_id)
    }
}
