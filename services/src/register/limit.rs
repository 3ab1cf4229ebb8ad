//! Discharge limits.

use std::collections::{BTreeMap, HashMap};

use domain::limit::Past;
use domain::{
    credit_code::CreditCode,
    fixed::Nano,
    input::clean,
    limit::{Averaging, UNITS},
    outlet::{OutletCode, OutletKind},
    pollutant::medium,
    time::{Day, Stamp},
};
use entities::discharge_limit::{ActiveModel, Column, Entity, Model};

use super::{
    Flaw,
    entry::{ColumnOf, Entry, Owner, Settled, Under},
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
    /// Unit of both, one in which the pollutant is limited: `mg/L`, `mg/m³`; empty for pH.
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

/// Years in which a limit may begin or end: the first discharge standards of the country are of 1973.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1973..=2100;

/// Oxygen in air, per cent by volume: no gas of combustion has more.
const OXYGEN_IN_AIR: Nano = Nano(21_000_000_000);

/// What one limit at a time may hold for.
type Series = (i64, String, Averaging);

fn series(row: &Model) -> Series {
    (row.outlet_id, row.pollutant.clone(), row.averaging)
}

/// Whether two limits say the same of a value; where they are from, and when they end, says nothing of it.
fn judges_alike(one: &Model, other: &Model) -> bool {
    let judges = |row: &Model| (row.low, row.high, row.unit.clone(), row.averaging, row.reference_oxygen);
    judges(one) == judges(other)
}

/// The days of a limit within its series.
struct Span {
    /// Its place among those that are entered, or among those that stand.
    at: Result<usize, usize>,
    /// Its own last day.
    to: Option<Day>,
    /// The last of the days of it and of those before it that have a last day.
    reach: Option<Day>,
}

/// The limits of a series by their first days. One without a last day ends on the day before the next one; so an open one
/// is in no other's way.
#[derive(Default)]
struct Timeline(BTreeMap<Day, Span>);

impl Timeline {
    /// Puts one in that stands, after those that begin before it.
    fn stands(&mut self, at: usize, row: &Model) {
        let before = self.0.last_key_value().and_then(|(_, before)| before.reach);
        self.0.insert(row.valid_from, Span { at: Err(at), to: row.valid_to, reach: before.max(row.valid_to) });
    }

    /// Puts one in that is entered, unless it would hold on the same day as another one: then that one's first day.
    fn enter(&mut self, at: usize, row: &Model) -> Result<(), Flaw> {
        let (from, to) = (row.valid_from, row.valid_to);
        if let Some(Span { at: Ok(first), .. }) = self.0.get(&from) {
            return Err(Flaw::Twice(*first));
        }
        if let Some((before, _)) = self.0.range(..from).next_back().filter(|(_, span)| span.reach >= Some(from)) {
            return Err(Flaw::Overlap(*before));
        }
        if let Some((next, _)) = self.0.range(from..).next().filter(|(next, _)| to.is_some_and(|last| last >= **next)) {
            return Err(Flaw::Overlap(*next));
        }
        self.0.insert(from, Span { at: Ok(at), to, reach: to });
        Ok(())
    }

    /// Each with its last day, now that all are there.
    fn ends(&self) -> impl Iterator<Item = (Result<usize, usize>, Option<Day>)> {
        let next = self.0.keys().skip(1).map(|next| next.0.pred_opt().map(Day)).chain([None]);
        self.0.values().zip(next).map(|(span, before_next)| (span.at, span.to.or(before_next)))
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
        let is_meant = |day: &Day| YEARS.contains(&chrono::Datelike::year(&day.0));
        faults.when(!is_meant(&self.valid_from), "valid_from", Flaw::Year);
        faults.when(self.valid_to.as_ref().is_some_and(|day| !is_meant(day)), "valid_to", Flaw::Year);
        let is_gas = self.outlet.kind() == OutletKind::Air;
        let is_other = medium(&self.pollutant).is_some_and(|medium| medium != self.outlet.kind());
        faults.when(is_other, "pollutant", Flaw::OtherMedium);
        faults.when(self.low.is_none() && self.high.is_none(), "high", Flaw::NothingLimited);
        faults.when(self.low.zip(self.high).is_some_and(|(low, high)| low > high), "low", Flaw::LowAboveHigh);
        if let Some(flaw) = unit_flaw(&self.pollutant, &clean(&self.unit)) {
            faults.when(medium(&self.pollutant) == Some(self.outlet.kind()), "unit", flaw);
        }
        let is_oxygen = |share: Nano| is_gas && share > Nano(0) && share < OXYGEN_IN_AIR;
        faults.when(!self.reference_oxygen.is_none_or(is_oxygen), "reference_oxygen", Flaw::Oxygen);
        faults.text("basis", &self.basis, 200);
        faults.text("source", &self.source, 200);
        let is_empty = self.valid_to.is_some_and(|last| last < self.valid_from);
        faults.when(is_empty, "valid_to", Flaw::EndsBeforeItBegins);
        faults
    }

    fn owner(&self) -> Owner {
        Owner::Outlet(self.enterprise, self.outlet)
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

    fn judges_anew(old: Option<&Model>, new: &Model, today: Day) -> Option<Past> {
        let yesterday = Day(today.0.pred_opt()?);
        let last = |row: &Model| row.valid_to.map_or(yesterday, |day| day.min(yesterday));
        let (from, to) = match old {
            None => (new.valid_from, last(new)),
            Some(old) if judges_alike(old, new) => {
                let (earlier, later) = (last(old).min(last(new)), last(old).max(last(new)));
                (Day(earlier.0.succ_opt()?).max(new.valid_from), later)
            }
            Some(old) => (new.valid_from, last(old).max(last(new))),
        };
        let (outlet, pollutant, averaging) = series(new);
        (from <= to).then_some(Past { outlet, pollutant, averaging, from, to, days: 0 })
    }

    /// An open limit ends where the next one of its series begins, whichever of them stood first: a limit that held is never
    /// overwritten. Whatever else would hold on the same days is refused.
    fn settle(entered: &mut [Model], standing: &[Model]) -> Settled<Model> {
        let mut settled = Settled { changes: Vec::new(), flaws: Vec::new() };
        let mut all: HashMap<Series, Timeline> = HashMap::new();
        let mut by_days: Vec<(usize, &Model)> = standing.iter().enumerate().collect();
        by_days.sort_by_key(|(_, row)| row.valid_from);
        for (at, row) in by_days {
            all.entry(series(row)).or_default().stands(at, row);
        }
        for (at, row) in entered.iter().enumerate() {
            let entered = all.entry(series(row)).or_default().enter(at, row);
            settled.flaws.extend(entered.err().map(|flaw| (at, Self::KEY_FIELD, flaw)));
        }
        for (at, last) in all.values().flat_map(Timeline::ends) {
            match at {
                Ok(at) => entered[at].valid_to = last,
                Err(at) if standing[at].valid_to != last => {
                    let row = &standing[at];
                    settled.changes.push((row.clone(), Model { valid_to: last, ..row.clone() }));
                }
                Err(_) => {}
            }
        }
        settled
    }
}

/// The units in which a pollutant is limited; none where the code table does not have it.
fn units(pollutant: &str) -> Option<Vec<String>> {
    const PER_LITRE: [&str; 3] = ["mg/L", "µg/L", "ng/L"];
    const PER_CUBIC_METRE: [&str; 3] = ["mg/m³", "µg/m³", "ng/m³"];
    let unit = hj212::pollutant::find(pollutant)?.unit;
    let text = unit.to_string();
    let some = |units: &[&str]| Some(units.iter().map(|unit| (*unit).to_owned()).collect());
    match unit {
        // Loggers count in degrees, standards in multiples of dilution.
        hj212::Unit::Degree => some(&["倍", "度"]),
        _ if PER_LITRE.contains(&&*text) => some(&PER_LITRE),
        _ if PER_CUBIC_METRE.contains(&&*text) => some(&PER_CUBIC_METRE),
        _ => Some(vec![text]),
    }
}

/// Whether figures of a pollutant have no unit: pH.
pub(crate) fn is_unitless(pollutant: &str) -> bool {
    hj212::pollutant::find(pollutant).is_some_and(|line| line.unit == hj212::Unit::None)
}

/// What is wrong with the unit of a limit: values are judged only in the limit's unit, and one that is a thousand times too
/// large makes every value one within.
fn unit_flaw(pollutant: &str, unit: &str) -> Option<Flaw> {
    match units(pollutant) {
        Some(units) if units.iter().any(|known| known == unit) => None,
        Some(units) => Some(Flaw::UnitOfLimit(units)),
        None => {
            let other = if medium(pollutant) == Some(OutletKind::Air) { "/L" } else { "/m³" };
            let units: Vec<&str> = UNITS.into_iter().filter(|known| !known.ends_with(other)).collect();
            let is_one = units.contains(&unit);
            (!is_one).then(|| Flaw::UnitOfLimit(units.into_iter().map(str::to_owned).collect()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn row(from: &str, to: &str) -> Model {
        Model {
            id: 0,
            outlet_id: 1,
            pollutant: "w01018".into(),
            low: None,
            high: Some(Nano(1)),
            unit: "mg/L".into(),
            averaging: Averaging::Day,
            reference_oxygen: None,
            basis: String::new(),
            source: String::new(),
            valid_from: day(from),
            valid_to: (!to.is_empty()).then(|| day(to)),
        }
    }

    fn rows(days: &[(&str, &str)]) -> Vec<Model> {
        days.iter().map(|(from, to)| row(from, to)).collect()
    }

    /// Last days of those that are entered as they become, changed last days of those that stand, and who is at fault.
    fn settled(entered: &[(&str, &str)], standing: &[(&str, &str)]) -> (Vec<String>, Vec<String>, Vec<(usize, Flaw)>) {
        let (mut entered, standing) = (rows(entered), rows(standing));
        let settled = LimitEntry::settle(&mut entered, &standing);
        let last = |row: &Model| row.valid_to.map(|day| day.to_string()).unwrap_or_default();
        let flaws = settled.flaws.into_iter().map(|(at, _, flaw)| (at, flaw)).collect();
        (entered.iter().map(last).collect(), settled.changes.iter().map(|(_, row)| last(row)).collect(), flaws)
    }

    #[test]
    fn open_limits_end_before_the_next_and_both_end_days_count() {
        let (a, b, c, d) = ("2026-01-01", "2026-08-14", "2026-08-15", "2027-01-01");
        let overlap = |at, from| (at, Flaw::Overlap(day(from)));
        for (days, last_days, flaws) in [
            (&[(a, "")][..], &[""][..], vec![]),
            (&[(a, ""), (c, "")], &[b, ""], vec![]),
            (&[(c, ""), (a, "")], &["", b], vec![]),
            (&[(a, b), (c, "")], &[b, ""], vec![]),
            (&[(a, c), (c, "")], &[c, ""], vec![overlap(1, a)]),
            (&[(c, ""), (a, c)], &["", c], vec![overlap(1, c)]),
            // A long one over several; an open one between.
            (&[(a, d), (b, ""), (c, d)], &[d, "", d], vec![overlap(1, a), overlap(2, a)]),
            (&[(a, ""), (a, b), (a, c)], &["", b, c], vec![(1, Flaw::Twice(0)), (2, Flaw::Twice(0))]),
            // The second is in the way of the third, and will not be there.
            (&[(a, c), (b, d), (d, "")], &[c, d, ""], vec![overlap(1, a)]),
        ] {
            let want = (last_days.iter().map(ToString::to_string).collect(), vec![], flaws);
            assert_eq!(settled(days, &[]), want, "{days:?}");
        }
    }

    #[test]
    fn what_stands_is_never_at_fault() {
        let (a, b, c, d) = ("2026-01-01", "2026-08-14", "2026-08-15", "2027-01-01");
        let overlap = |from| vec![(0, Flaw::Overlap(day(from)))];
        assert_eq!(settled(&[(c, "")], &[(a, "")]), (vec![String::new()], vec![b.to_owned()], vec![]));
        assert_eq!(settled(&[(c, "")], &[(a, c)]).2, overlap(a));
        assert_eq!(settled(&[(a, c)], &[(c, "")]).2, overlap(c));
        // Two that overlap already, whoever did that: what begins after the shorter one is still within the longer one.
        assert_eq!(settled(&[(c, "")], &[(a, d), ("2026-02-01", "2026-03-01")]).2.len(), 1);
        assert!(settled(&[], &[(a, d), (b, d)]).2.is_empty());
    }

    #[test]
    fn days_that_are_over_are_judged_anew_only_where_a_limit_reaches_back() {
        let today = day("2026-11-22");
        let with = |from: &str, to: &str, high: i64| Model { high: Some(Nano(high)), ..row(from, to) };
        let old = |to: &str, high: i64| Some(with("2026-01-01", to, high));
        for (old, new, want) in [
            (None, with("2026-11-01", "", 1), Some(("2026-11-01", "2026-11-21"))),
            (None, with("2026-11-01", "2026-11-10", 1), Some(("2026-11-01", "2026-11-10"))),
            (None, with("2026-11-22", "", 1), None),
            (None, with("2027-01-01", "", 1), None),
            (old("", 1), with("2026-01-01", "", 8), Some(("2026-01-01", "2026-11-21"))),
            (old("2026-06-30", 1), with("2026-01-01", "2026-05-31", 8), Some(("2026-01-01", "2026-06-30"))),
            // Only the last day: the days between both.
            (old("", 1), with("2026-01-01", "2026-11-20", 1), Some(("2026-11-21", "2026-11-21"))),
            (old("2026-06-30", 1), with("2026-01-01", "", 1), Some(("2026-07-01", "2026-11-21"))),
            (old("", 1), with("2026-01-01", "2027-01-01", 1), None),
            (old("", 1), with("2026-01-01", "", 1), None),
        ] {
            let past = LimitEntry::judges_anew(old.as_ref(), &new, today);
            assert_eq!(past.map(|past| (past.from, past.to)), want.map(|(from, to)| (day(from), day(to))), "{new:?}");
        }
        let sourced = Model { basis: "另一张表".into(), ..with("2026-01-01", "", 1) };
        assert_eq!(
            LimitEntry::judges_anew(old("", 1).as_ref(), &sourced, today),
            None,
            "where it is from judges nothing"
        );
    }

    #[test]
    fn each_pollutant_has_its_units() {
        let wrong = |pollutant, unit| unit_flaw(pollutant, unit).is_some();
        for (pollutant, units) in [
            ("w01018", &["mg/L"][..]),
            ("w20111", &["mg/L", "µg/L"]),
            ("w01001", &[""]),
            ("w01002", &["倍", "度"]),
            ("w02003", &["个/L"]),
            ("a21026", &["mg/m³"]),
            ("a21001", &["mg/m³"]),
            ("a01901", &["°C"]),
            ("w99001", &["mg/L", "MPN/L"]),
            ("a99001", &["mg/m³", "kg/h"]),
        ] {
            assert!(units.iter().all(|unit| !wrong(pollutant, unit)), "{pollutant}");
            assert!(wrong(pollutant, "g/L") && wrong(pollutant, "斤"), "{pollutant}");
            assert_eq!(wrong(pollutant, ""), pollutant != "w01001", "{pollutant}");
        }
        assert!(wrong("w01018", "mg/m³") && wrong("a21026", "mg/L") && wrong("w01001", "mg/L"));
    }
}
