//! Monthly bills of other departments and companies.

use std::collections::BTreeSet;

use domain::{
    credit_code::CreditCode,
    fixed::Micro,
    month::Month,
    time::Stamp,
    utility::{Feed, Origin},
};
use entities::utility_reading::{ActiveModel, Column, Entity, Model};
use sea_orm::{ColumnTrait, sea_query::Expr};

use super::{
    Flaw,
    entry::{ColumnOf, Entry, Owner, Under},
    flaw::Faults,
};

/// The most months by which bills are looked for. A list of more wants the whole history of its enterprises anyway.
const MOST_MONTHS: usize = 60;

/// What another department or company knows of an enterprise in a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillEntry {
    /// Of whom.
    pub enterprise: CreditCode,
    /// Power, water or tax.
    pub feed: Feed,
    /// Which month.
    pub month: Month,
    /// kWh, m³ or yuan.
    pub quantity: Micro,
}

impl Entry for BillEntry {
    type Active = ActiveModel;
    type Entity = Entity;
    type Key = (i64, Feed, String);
    type Row = Model;

    const ID: ColumnOf<Self> = Column::Id;
    const KEY_FIELD: &'static str = "month";
    const LOOKUP: ColumnOf<Self> = Column::EnterpriseId;

    fn check(&self, now: Stamp) -> Faults {
        let mut faults = Faults::default();
        let is_future = Month::containing(now.day()).is_none_or(|running| self.month > running);
        faults.when(is_future, "month", Flaw::Future);
        faults.when(self.quantity < Micro(0), "quantity", Flaw::Negative);
        faults
    }

    /// What the tax office knows is no bill.
    fn is_open(row: &Model) -> bool {
        row.feed != Feed::Tax
    }

    fn owner(&self) -> Owner {
        Owner::Enterprise(self.enterprise)
    }

    fn among(entries: &[&Self]) -> Option<Expr> {
        let months: BTreeSet<Month> = entries.iter().map(|entry| entry.month).collect();
        (months.len() <= MOST_MONTHS).then(|| Column::Month.is_in(months.iter().map(ToString::to_string)))
    }

    fn key(&self, owner: i64) -> Self::Key {
        (owner, self.feed, self.month.to_string())
    }

    fn key_of(row: &Model) -> Self::Key {
        (row.enterprise_id, row.feed, row.month.clone())
    }

    fn row(&self, owner: i64, old: Option<&Model>, _now: Stamp) -> Model {
        Model {
            id: old.map_or(0, |old| old.id),
            enterprise_id: owner,
            feed: self.feed,
            month: self.month.to_string(),
            quantity: self.quantity,
            // What meters say and somebody enters alike stays what meters say.
            origin: old.filter(|old| old.quantity == self.quantity).map_or(Origin::Entered, |old| old.origin),
        }
    }

    fn under(row: &Model) -> Under {
        Under::Enterprise(row.enterprise_id)
    }
}
