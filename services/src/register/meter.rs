//! Meters of power and water, and whose they are (户号).

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::{
    credit_code::CreditCode,
    fixed::Micro,
    metering::{Share, WHOLE, first_over},
    time::{Day, Stamp},
    utility::Feed,
};
use entities::meter_share::{ActiveModel, Column, Entity, Model};

use super::{
    Flaw,
    entry::{ColumnOf, Entry, Lookup, Owner, Settled, Under},
    flaw::Faults,
};

/// The most characters of a meter's number.
const LONGEST_NUMBER: usize = 32;

/// A share that an enterprise has of a meter from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeterEntry {
    /// Whose.
    pub enterprise: CreditCode,
    /// Power or water.
    pub feed: Feed,
    /// The number of the connection, as its company writes it.
    pub number: String,
    /// How much of it, per mille.
    pub share: i32,
    /// By what the difference of two readings is multiplied.
    pub multiplier: Micro,
    /// First day.
    pub valid_from: Day,
    /// Last day; open when absent.
    pub valid_to: Option<Day>,
}

/// A meter, and whose share of it.
type Series = (Feed, String, i64);

/// The shares of a series by their first days: the place among those that are entered or those that stand, and the last day.
type Line = BTreeMap<Day, (Result<usize, usize>, Option<Day>)>;

fn series(row: &Model) -> Series {
    (row.feed, row.number.clone(), row.enterprise_id)
}

/// Whether a text can be the number of a meter: letters, digits and hyphens.
pub(crate) fn is_meter_number(text: &str) -> bool {
    (1..=LONGEST_NUMBER).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

impl Entry for MeterEntry {
    type Active = ActiveModel;
    type Entity = Entity;
    type Key = (Series, Day);
    type Row = Model;

    const ID: ColumnOf<Self> = Column::Id;
    const KEY_FIELD: &'static str = "valid_from";
    const LOOKUP: ColumnOf<Self> = Column::Number;

    fn check(&self, _now: Stamp) -> Faults {
        let mut faults = Faults::default();
        faults.when(!is_meter_number(&self.number), "number", Flaw::MeterNumber);
        faults.when(!(1..=i32::from(WHOLE)).contains(&self.share), "share", Flaw::Share);
        faults.when(self.multiplier <= Micro(0), "multiplier", Flaw::NotPositive);
        let is_empty = self.valid_to.is_some_and(|last| last < self.valid_from);
        faults.when(is_empty, "valid_to", Flaw::EndsBeforeItBegins);
        faults
    }

    fn owner(&self) -> Owner {
        Owner::Enterprise(self.enterprise)
    }

    /// By its number, because all who share a meter count together.
    /// Several enterprises can have shares of one meter.
    fn apart(&self) -> Option<CreditCode> {
        None
    }

    fn lookup(&self, _owner: i64) -> Option<Lookup> {
        Some(Lookup::Name(self.number.clone()))
    }

    fn key(&self, owner: i64) -> Self::Key {
        ((self.feed, self.number.clone(), owner), self.valid_from)
    }

    fn key_of(row: &Model) -> Self::Key {
        (series(row), row.valid_from)
    }

    fn row(&self, owner: i64, old: Option<&Model>, _now: Stamp) -> Model {
        Model {
            id: old.map_or(0, |old| old.id),
            feed: self.feed,
            number: self.number.clone(),
            enterprise_id: owner,
            share: self.share,
            multiplier: self.multiplier,
            valid_from: self.valid_from,
            valid_to: self.valid_to,
        }
    }

    fn under(row: &Model) -> Under {
        Under::Enterprise(row.enterprise_id)
    }

    fn meter(row: &Model) -> Option<(Feed, &str)> {
        Some((row.feed, &row.number))
    }

    /// An open share of an enterprise ends on the day before its next one begins. Then all shares of a meter are added up:
    /// whichever of the list brings them above the whole is at fault.
    fn settle(entered: &mut [Model], standing: &[Model]) -> Settled<Model> {
        let mut settled = Settled { changes: Vec::new(), flaws: Vec::new() };
        let mut lines: HashMap<Series, Line> = HashMap::new();
        for (at, row) in standing.iter().enumerate() {
            lines.entry(series(row)).or_default().insert(row.valid_from, (Err(at), row.valid_to));
        }
        for (at, row) in entered.iter().enumerate() {
            let line = lines.entry(series(row)).or_default();
            if let Some((Ok(first), _)) = line.get(&row.valid_from) {
                settled.flaws.push((at, Self::KEY_FIELD, Flaw::Twice(*first)));
                continue;
            }
            let before = line.range(..row.valid_from).next_back();
            let after = line.range(row.valid_from..).next();
            let clash = before
                .filter(|(_, (_, to))| to.is_some_and(|to| to >= row.valid_from))
                .or_else(|| after.filter(|(from, _)| row.valid_to.is_some_and(|to| to >= **from)));
            if let Some((from, _)) = clash {
                settled.flaws.push((at, Self::KEY_FIELD, Flaw::ShareOverlap(*from)));
                continue;
            }
            line.insert(row.valid_from, (Ok(at), row.valid_to));
        }
        for line in lines.values() {
            let next = line.keys().skip(1).map(|next| next.0.pred_opt().map(Day)).chain([None]);
            for ((at, to), before_next) in line.values().zip(next) {
                let last = to.or(before_next);
                match at {
                    Ok(at) => entered[*at].valid_to = last,
                    Err(at) if standing[*at].valid_to != last => {
                        let row = &standing[*at];
                        settled.changes.push((row.clone(), Model { valid_to: last, ..row.clone() }));
                    }
                    Err(_) => {}
                }
            }
        }
        settled.flaws.extend(beyond_the_whole(entered, standing, &settled));
        settled
    }
}

/// The rows of a list with which the shares of a meter come to more than the whole.
fn beyond_the_whole(
    entered: &[Model],
    standing: &[Model],
    settled: &Settled<Model>,
) -> Vec<(usize, &'static str, Flaw)> {
    let changed: HashMap<i64, &Model> = settled.changes.iter().map(|(old, new)| (old.id, new)).collect();
    let faulty: HashSet<usize> = settled.flaws.iter().map(|(at, ..)| *at).collect();
    let mut meters: HashMap<(Feed, &str), Vec<Share<i64>>> = HashMap::new();
    for row in standing {
        let row = changed.get(&row.id).copied().unwrap_or(row);
        meters.entry((row.feed, &row.number)).or_default().push(share(row));
    }
    let mut flaws = Vec::new();
    for (at, row) in entered.iter().enumerate() {
        if faulty.contains(&at) {
            continue;
        }
        let shares = meters.entry((row.feed, &row.number)).or_default();
        shares.push(share(row));
        if let Some(day) = first_over(shares) {
            shares.pop();
            flaws.push((at, "share", Flaw::ShareSum(Day(day))));
        }
    }
    flaws
}

/// A row as the rules of meters know it.
pub(crate) fn share(row: &Model) -> Share<i64> {
    Share {
        of: row.enterprise_id,
        per_mille: u16::try_from(row.share).unwrap_or_default(),
        from: row.valid_from.0,
        to: row.valid_to.map(|day| day.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn row(id: i64, enterprise: i64, share: i32, from: &str, to: &str) -> Model {
        Model {
            id,
            feed: Feed::Power,
            number: "0010001".into(),
            enterprise_id: enterprise,
            share,
            multiplier: Micro(1_000_000),
            valid_from: day(from),
            valid_to: (!to.is_empty()).then(|| day(to)),
        }
    }

    /// Last days as they become, changed last days of those that stand, and who is at fault.
    fn settled(entered: &[Model], standing: &[Model]) -> (Vec<String>, Vec<String>, Vec<(usize, Flaw)>) {
        let mut entered = entered.to_vec();
        let settled = MeterEntry::settle(&mut entered, standing);
        let last = |row: &Model| row.valid_to.map(|day| day.to_string()).unwrap_or_default();
        let flaws = settled.flaws.into_iter().map(|(at, _, flaw)| (at, flaw)).collect();
        (entered.iter().map(last).collect(), settled.changes.iter().map(|(_, row)| last(row)).collect(), flaws)
    }

    #[test]
    fn an_open_share_ends_before_the_next_and_all_shares_are_the_whole_at_most() {
        let (a, b, c) = ("2026-01-01", "2026-06-30", "2026-07-01");
        let none: Vec<String> = Vec::new();
        let words = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
        // Another share of the same enterprise.
        assert_eq!(settled(&[row(0, 1, 400, c, "")], &[row(7, 1, 1000, a, "")]), (words(&[""]), words(&[b]), vec![]));
        // Another enterprise beside it.
        let sum = |at, from| vec![(at, Flaw::ShareSum(day(from)))];
        assert_eq!(settled(&[row(0, 2, 1, c, "")], &[row(7, 1, 1000, a, "")]).2, sum(0, c));
        assert_eq!(settled(&[row(0, 2, 1000, c, "")], &[row(7, 1, 1000, a, b)]), (words(&[""]), none.clone(), vec![]));
        // Both at once, in either order: the first gives way to the second.
        let both = [row(0, 1, 400, c, ""), row(0, 2, 600, c, "")];
        assert_eq!(settled(&both, &[row(7, 1, 1000, a, "")]), (words(&["", ""]), words(&[b]), vec![]));
        let turned = [both[1].clone(), both[0].clone()];
        assert_eq!(settled(&turned, &[row(7, 1, 1000, a, "")]), (words(&["", ""]), words(&[b]), vec![]));
        // Of a list the later one is at fault, and what is at fault is in nobody's way.
        let three = [row(0, 1, 600, a, ""), row(0, 2, 500, a, ""), row(0, 3, 400, a, "")];
        assert_eq!(settled(&three, &[]).2, sum(1, a));
        let twice = [row(0, 1, 600, a, ""), row(0, 1, 300, a, "")];
        assert_eq!(settled(&twice, &[]).2, [(1, Flaw::Twice(0))]);
        let overlap = [row(0, 1, 600, a, c), row(0, 1, 300, b, "")];
        assert_eq!(settled(&overlap, &[]).2, [(1, Flaw::ShareOverlap(day(a)))]);
    }

    #[test]
    fn numbers_of_meters() {
        for number in ["0310001234567", "A-17", "1"] {
            assert!(is_meter_number(number), "{number}");
        }
        for number in ["", "03 1", "户1", "code:1", "123456789012345678901234567890123"] {
            assert!(!is_meter_number(number), "{number}");
        }
    }
}
