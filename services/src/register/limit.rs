//! Discharge limits.

use std::collections::HashMap;

use domain::{
    credit_code::CreditCode,
    fixed::Nano,
    input::clean,
    limit::Averaging,
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

/// The days of a limit within its series.
struct Span {
    /// Its place among those that are entered, or among those that stand.
    at: Result<usize, usize>,
    from: Day,
    to: Option<Day>,
}

impl Span {
    fn new(at: Result<usize, usize>, row: &Model) -> Self {
        Self { at, from: row.valid_from, to: row.valid_to }
    }
}

/// Ends each open limit of a series on the day before the next one, and says which would hold on the same day as an
/// earlier one: the places of both. The same first day twice is the same limit twice, which is said elsewhere.
fn end_open_ones(spans: &mut Vec<Span>) -> Vec<(usize, usize)> {
    spans.sort_by_key(|span| (span.from, span.at));
    spans.dedup_by_key(|span| span.from);
    let mut clashes = Vec::new();
    let mut longest: Option<usize> = None;
    for at in 0..spans.len() {
        if let Some(next) = spans.get(at + 1).map(|next| next.from) {
            spans[at].to = spans[at].to.or_else(|| next.0.pred_opt().map(Day));
        }
        let holds_still = |before: &usize| spans[*before].to.is_none_or(|last| last >= spans[at].from);
        clashes.extend(longest.filter(holds_still).map(|before| (before, at)));
        if longest.is_none_or(|before| spans[before].to < spans[at].to) {
            longest = Some(at);
        }
    }
    clashes
}

/// Which of two limits that clash is to be mended, by its place in the list, and the first day of the other one: of two
/// that are entered the later one of the list. Two that stand are nobody's fault here.
fn to_be_mended(one: &Span, other: &Span) -> Option<(usize, Day)> {
    match (one.at, other.at) {
        (Ok(a), Ok(b)) if a > b => Some((a, other.from)),
        (_, Ok(b)) => Some((b, one.from)),
        (Ok(a), Err(_)) => Some((a, other.from)),
        (Err(_), Err(_)) => None,
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
        let is_other = medium(&self.pollutant).is_some_and(|medium| medium != self.outlet.kind());
        faults.when(is_other, "pollutant", Flaw::OtherMedium);
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

    /// An open limit ends where the next one of its series begins, whichever of them stood first: a limit that held is never
    /// overwritten. Whatever else would hold on the same days is refused.
    fn settle(entered: &mut [Model], standing: &[Model]) -> Settled<Model> {
        let mut settled = Settled { changes: Vec::new(), flaws: Vec::new() };
        let mut all: HashMap<Series, Vec<Span>> = HashMap::new();
        for (at, row) in entered.iter().enumerate() {
            all.entry(series(row)).or_default().push(Span::new(Ok(at), row));
        }
        for (at, row) in standing.iter().enumerate() {
            all.entry(series(row)).or_default().push(Span::new(Err(at), row));
        }
        for mut spans in all.into_values() {
            let clashes = end_open_ones(&mut spans);
            let mended = clashes.into_iter().filter_map(|(one, other)| to_be_mended(&spans[one], &spans[other]));
            settled.flaws.extend(mended.map(|(at, from)| (at, "valid_from", Flaw::Overlap(from))));
            for span in spans {
                match span.at {
                    Ok(at) => entered[at].valid_to = span.to,
                    Err(at) if standing[at].valid_to != span.to => {
                        let row = &standing[at];
                        settled.changes.push((row.clone(), Model { valid_to: span.to, ..row.clone() }));
                    }
                    Err(_) => {}
                }
            }
        }
        settled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// Last days as they become, and which pairs clash, in the order of the first days.
    fn ended(days: &[(&str, &str)]) -> (Vec<String>, Vec<(usize, usize)>) {
        let span = |(at, (from, to)): (usize, &(&str, &str))| Span {
            at: Ok(at),
            from: day(from),
            to: (!to.is_empty()).then(|| day(to)),
        };
        let mut spans: Vec<_> = days.iter().enumerate().map(span).collect();
        let clashes = end_open_ones(&mut spans);
        (spans.iter().map(|span| span.to.map(|day| day.to_string()).unwrap_or_default()).collect(), clashes)
    }

    #[test]
    fn open_limits_end_before_the_next_and_both_end_days_count() {
        let (a, b, c, d) = ("2026-01-01", "2026-08-14", "2026-08-15", "2027-01-01");
        for (days, last_days, clashes) in [
            (&[(a, "")][..], &[""][..], &[][..]),
            (&[(a, ""), (c, "")], &[b, ""], &[]),
            (&[(c, ""), (a, "")], &[b, ""], &[]),
            (&[(a, b), (c, "")], &[b, ""], &[]),
            (&[(a, c), (c, "")], &[c, ""], &[(0, 1)]),
            // A long one over several; an open one between.
            (&[(a, d), (b, ""), (c, d)], &[d, b, d], &[(0, 1), (0, 2)]),
            (&[(a, ""), (a, b)], &[""], &[]),
        ] {
            assert_eq!(
                ended(days),
                (last_days.iter().map(ToString::to_string).collect(), clashes.to_vec()),
                "{days:?}"
            );
        }
    }

    #[test]
    fn the_later_of_a_list_is_to_be_mended() {
        let span = |at, from| Span { at, from: day(from), to: None };
        let (early, late) = ("2026-01-01", "2027-01-01");
        for (one, other, want) in [
            (Ok(0), Ok(1), Some((1, early))),
            (Ok(1), Ok(0), Some((1, late))),
            (Err(0), Ok(5), Some((5, early))),
            (Ok(5), Err(9), Some((5, late))),
            (Err(0), Err(1), None),
        ] {
            let want = want.map(|(at, from)| (at, day(from)));
            assert_eq!(to_be_mended(&span(one, early), &span(other, late)), want);
        }
    }
}
