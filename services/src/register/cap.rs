//! Yearly caps of permits.

use domain::{
    credit_code::CreditCode,
    fixed::Micro,
    sheet::Kind,
    time::{Day, Stamp},
};
use entities::load_cap::{ActiveModel, Column, Entity, Model};

use super::{
    Flaw,
    entry::{ColumnOf, Entry, Owner, Under},
    flaw::Faults,
    limit::YEARS,
};
use crate::store::former_row::Dated;

/// The amount of a pollutant that a permit allows in a year (许可排放量).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CapEntry {
    /// Whose.
    pub enterprise: CreditCode,
    /// Code in HJ 212.
    pub pollutant: String,
    /// Kilograms a calendar year.
    pub kg_per_year: Micro,
    /// The first year in which it holds; none: since ever.
    pub from_year: Option<i32>,
    /// The last year; open when absent: it holds in later years that have none of their own.
    pub to_year: Option<i32>,
    /// From which day on it says so. None: what is changed, from today on; what is new, since ever.
    pub since: Option<Day>,
}

impl Entry for CapEntry {
    type Active = ActiveModel;
    type Entity = Entity;
    type Key = (i64, String, i32);
    type Row = Model;

    const ID: ColumnOf<Self> = Column::Id;
    const KEPT: &'static [ColumnOf<Self>] = Model::KEPT;
    const KEPT_OF: Option<Kind> = Some(Model::KIND);
    const KEY_FIELD: &'static str = "pollutant";
    const LOOKUP: ColumnOf<Self> = Column::EnterpriseId;

    fn check(&self, _now: Stamp) -> Faults {
        let mut faults = Faults::default();
        faults.pollutant(&self.pollutant);
        faults.when(self.kg_per_year <= Micro(0), "kg_per_year", Flaw::NotPositive);
        let is_meant = |year: &Option<i32>| year.is_none_or(|year| YEARS.contains(&year));
        faults.when(!is_meant(&self.from_year), "from_year", Flaw::Year);
        faults.when(!is_meant(&self.to_year), "to_year", Flaw::Year);
        let is_empty = self.from_year.zip(self.to_year).is_some_and(|(from, to)| to < from);
        faults.when(is_empty, "to_year", Flaw::EndsBeforeItBegins);
        faults
    }

    fn since(&self) -> Option<Day> {
        self.since
    }

    fn owner(&self) -> Owner {
        Owner::Enterprise(self.enterprise)
    }

    fn key(&self, owner: i64) -> Self::Key {
        (owner, self.pollutant.clone(), self.from_year.unwrap_or_default())
    }

    fn key_of(row: &Model) -> Self::Key {
        (row.enterprise_id, row.pollutant.clone(), row.from_year)
    }

    fn row(&self, owner: i64, old: Option<&Model>, _now: Stamp) -> Model {
        Model {
            id: old.map_or(0, |old| old.id),
            enterprise_id: owner,
            pollutant: self.pollutant.clone(),
            kg_per_year: self.kg_per_year,
            from_year: self.from_year.unwrap_or_default(),
            to_year: self.to_year,
        }
    }

    fn under(row: &Model) -> Under {
        Under::Enterprise(row.enterprise_id)
    }
}
