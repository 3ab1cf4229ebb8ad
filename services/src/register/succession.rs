//! Enterprises that came of others.

use domain::{
    credit_code::CreditCode,
    input::clean,
    succession::SuccessionKind,
    time::{Day, Stamp},
};
use entities::succession::{ActiveModel, Column, Entity, Model};

use super::{
    Flaw,
    entry::{ColumnOf, Entry, Owner, Under},
    flaw::Faults,
};

/// An enterprise that came of another one, by a split or a merger (分立、合并). One that is registered twice is another thing:
/// that is merged as a duplicate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuccessionEntry {
    /// The old one.
    pub enterprise: CreditCode,
    /// The one that came of it.
    pub successor: CreditCode,
    /// How.
    pub kind: SuccessionKind,
    /// The day of it.
    pub day: Day,
    /// What it rests on, as everybody may read.
    pub ground: String,
}

impl Entry for SuccessionEntry {
    type Active = ActiveModel;
    type Entity = Entity;
    type Key = (i64, i64, Day);
    type Row = Model;

    const ID: ColumnOf<Self> = Column::Id;
    const KEY_FIELD: &'static str = "day";
    const LOOKUP: ColumnOf<Self> = Column::EnterpriseId;

    fn check(&self, now: Stamp) -> Faults {
        let mut faults = Faults::default();
        faults.when(self.successor == self.enterprise, "successor", Flaw::OwnSuccessor);
        faults.when(self.day.0 > now.day(), "day", Flaw::NotYet);
        faults.text("ground", &self.ground, 200);
        faults
    }

    fn owner(&self) -> Owner {
        Owner::Enterprise(self.enterprise)
    }

    fn other(&self) -> Option<Owner> {
        Some(Owner::Enterprise(self.successor))
    }

    fn other_field(&self, _field: &'static str) -> &'static str {
        "successor"
    }

    fn apart(&self) -> Option<CreditCode> {
        None
    }

    fn key(&self, owner: i64) -> Self::Key {
        (owner, 0, self.day)
    }

    fn key_between(&self, owner: i64, other: i64) -> Self::Key {
        (owner, other, self.day)
    }

    fn key_of(row: &Model) -> Self::Key {
        (row.enterprise_id, row.successor_id, row.day)
    }

    fn row(&self, owner: i64, old: Option<&Model>, _now: Stamp) -> Model {
        Model {
            id: old.map_or(0, |old| old.id),
            enterprise_id: owner,
            successor_id: 0,
            kind: self.kind,
            day: self.day,
            ground: clean(&self.ground),
        }
    }

    fn row_between(&self, owner: i64, other: i64, old: Option<&Model>, now: Stamp) -> Model {
        Model { successor_id: other, ..self.row(owner, old, now) }
    }

    fn under(row: &Model) -> Under {
        Under::Enterprise(row.enterprise_id)
    }
}
