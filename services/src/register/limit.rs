//! Discharge limits.

use std::collections::HashMap;

use domain::{
    credit_code::CreditCode,
    fixed::Nano,
    input::clean,
    limit::Averaging,
    outlet::{OutletCode, OutletKind},
    time::{Day, Stamp},
};
use entities::discharge_limit::{ActiveModel, Column, Entity, Model};
use sea_orm::Value;

use super::{
    Flaw,
    entry::{ColumnOf, Entry, Follows, Owner, Under},
    flaw::Faults,
};

/// A discharge limit (排放限值) at an outlet, with its days and its basis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitEntry {
    /// Whose outlet.
    pub enterprise: CreditCode,
    /// The outlet.
    pub outlet: OutletCode,
    /// Code in HJ 212.
    pub pollutant: String,
    /// Lowest value allowed.
    pub low: Option<Nano>,
    /// Highest value allowed.
    pub high: Option<Nano>,
    /// Unit of both: `mg/L`, `mg/m³`; empty for pH.
    pub unit: String,
    /// The mean over which a violation is decided.
    pub averaging: Averaging,
    /// For gas of combustion: the oxygen in per cent by volume at which it holds.
    pub reference_oxygen: Option<Nano>,
    /// Standard and table, or the permit.
    pub basis: String,
    /// How sure the figure is and where it is from.
    pub source: String,
    /// First day.
    pub valid_from: Day,
    /// Last day; open when absent.
    pub valid_to: Option<Day>,
}

/// Oxygen in air, per cent by volume: no gas of combustion has more.
const OXYGEN_IN_AIR: Nano = Nano(21_000_000_000);

/// What one limit at a time may hold for.
type Series = (i64, String, Averaging);

fn series(row: &Model) -> Series {
    (row.outlet_id, row.pollutant.clone(), row.averaging)
}

/// Whether both hold on some day.
fn overlap(from: Day, to: Option<Day>, other_from: Day, other_to: Option<Day>) -> bool {
    to.is_none_or(|last| other_from <= last) && other_to.is_none_or(|last| from <= last)
}

impl LimitEntry {
    fn overlaps(&self, from: Day, to: Option<Day>) -> bool {
        overlap(self.valid_from, self.valid_to, from, to)
    }

    /// The days of an open limit that this one follows, shortened to the day before; `None` where it follows none.
    fn ends(&self, open: &Model) -> Option<Model> {
        let last = self.valid_from.0.pred_opt()?;
        let follows = open.valid_to.is_none() && open.valid_from < self.valid_from;
        follows.then(|| Model { valid_to: Some(Day(last)), ..open.clone() })
    }
}

impl Entry for LimitEntry {
    type Active = ActiveModel;
    type Entity = Entity;
    type Key = (Series, Day);
    type Row = Model;

    const ID: ColumnOf<Self> = Column::Id;
    const KEY_FIELD: &'static str = "valid_from";
    const LOOKUP: ColumnOf<Self> = Column::OutletId;

    fn check(&self, _now: Stamp) -> Faults {
        let mut faults = Faults::default();
        faults.pollutant(&self.pollutant);
        let is_gas = self.outlet.kind() == OutletKind::Air;
        faults.when(!self.pollutant.starts_with(if is_gas { 'a' } else { 'w' }), "pollutant", Flaw::OtherMedium);
        faults.when(self.low.is_none() && self.high.is_none(), "high", Flaw::NothingLimited);
        faults.when(self.low.zip(self.high).is_some_and(|(low, high)| low > high), "low", Flaw::LowAboveHigh);
        faults.optional("unit", &self.unit, 20);
        let is_oxygen = |share: Nano| is_gas && share > Nano(0) && share < OXYGEN_IN_AIR;
        faults.when(!self.reference_oxygen.is_none_or(is_oxygen), "reference_oxygen", Flaw::Oxygen);
        faults.text("basis", &self.basis, 200);
        faults.text("source", &self.source, 200);
        let is_empty = self.valid_to.is_some_and(|last| last < self.valid_from);
        faults.when(is_empty, "valid_to", Flaw::EndsBeforeItBegins);
        faults
    }

    fn id(row: &Model) -> i64 {
        row.id
    }

    fn owner(&self) -> Owner {
        Owner::Outlet(self.enterprise, self.outlet)
    }

    fn lookup(&self, owner: i64) -> Value {
        owner.into()
    }

    fn key(&self, owner: i64) -> Self::Key {
        ((owner, self.pollutant.clone(), self.averaging), self.valid_from)
    }

    fn key_of(row: &Model) -> Self::Key {
        (series(row), row.valid_from)
    }

    fn row(&self, owner: i64, old: Option<&Model>, _now: Stamp) -> Model {
        Model {
            id: old.map_or(0, |old| old.id),
            outlet_id: owner,
            pollutant: self.pollutant.clone(),
            low: self.low,
            high: self.high,
            unit: clean(&self.unit),
            averaging: self.averaging,
            reference_oxygen: self.reference_oxygen,
            basis: clean(&self.basis),
            source: clean(&self.source),
            valid_from: self.valid_from,
            valid_to: self.valid_to,
        }
    }

    fn under(row: &Model) -> Under {
        Under::Outlet(row.outlet_id)
    }

    /// An open limit ends where the next one of its series begins: a limit that held is never overwritten. Whatever else
    /// would hold on the same days is refused.
    fn follows(entered: &[(i64, &Self)], stored: &[Model]) -> Follows<Model> {
        let mut follows = Follows { changes: Vec::new(), flaws: Vec::new() };
        let mut standing: HashMap<Series, Vec<&Model>> = HashMap::new();
        for row in stored {
            standing.entry(series(row)).or_default().push(row);
        }
        let mut before: HashMap<Series, Vec<&Self>> = HashMap::new();
        for (at, (owner, entry)) in entered.iter().enumerate() {
            let series = (*owner, entry.pollutant.clone(), entry.averaging);
            let mut clash = |from| follows.flaws.push((at, "valid_from", Flaw::Overlap(from)));
            for row in standing.get(&series).into_iter().flatten().filter(|row| row.valid_from != entry.valid_from) {
                if let Some(ended) = entry.ends(row) {
                    follows.changes.push(((*row).clone(), ended));
                } else if entry.overlaps(row.valid_from, row.valid_to) {
                    clash(row.valid_from);
                }
            }
            let others = before.entry(series).or_default();
            // The same first day is the same limit twice, which is said elsewhere.
            for other in others.iter().filter(|other| other.valid_from != entry.valid_from) {
                if entry.overlaps(other.valid_from, other.valid_to) {
                    clash(other.valid_from);
                }
            }
            others.push(entry);
        }
        follows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn both_end_days_count() {
        let (a, b) = (day("2026-01-01"), day("2026-08-14"));
        assert!(overlap(a, Some(b), b, None));
        assert!(!overlap(a, Some(b), day("2026-08-15"), None));
        assert!(overlap(a, None, b, Some(b)));
        assert!(!overlap(day("2026-08-15"), None, a, Some(b)));
    }
}
