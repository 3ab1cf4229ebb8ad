//! What the loggers measured in a quarter, read in stretches of the measurement's key.

use domain::{
    crosscheck::Monitored,
    fixed::{Micro, Nano},
    measurement::{DataFlag, Interval},
    quarter::Quarter,
    time::{DAY, HOUR, Stamp},
};
use entities::{
    measurement::{Column, Entity},
    outlet,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::sums::{Value, sums};
use crate::Result;

/// Which values are read first. The others are read only where those are too few.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Prefer {
    /// Hourly values: what the law sums.
    Hours,
    /// Daily values: a twenty-fourth of the reading, for figures that are known roughly.
    Days,
}

/// Fewer than three quarters of the periods due are too few (HJ 75 and HJ 356, from memory, verify).
const ENOUGH: (u32, u32) = (3, 4);

/// The sums of all outlets, by outlet and code.
pub(super) async fn read(
    db: &impl ConnectionTrait,
    outlets: &[outlet::Model],
    quarter: Quarter,
    prefer: Prefer,
) -> Result<Vec<Monitored>> {
    let mut all = Vec::new();
    for outlet in outlets {
        let order = match prefer {
            Prefer::Hours => [Interval::Hour, Interval::Day],
            Prefer::Days => [Interval::Day, Interval::Hour],
        };
        let mut own = of_outlet(db, outlet, quarter, order[0]).await?;
        if own.is_empty() || own.iter().any(|sums| !is_enough(sums)) {
            let others = of_outlet(db, outlet, quarter, order[1]).await?;
            own = better_of(own, others);
        }
        all.extend(own);
    }
    Ok(all)
}

pub(super) fn is_enough(sums: &Monitored) -> bool {
    u64::from(sums.valid) * u64::from(ENOUGH.1) >= u64::from(sums.due) * u64::from(ENOUGH.0)
}

/// For each code the sums of which more of what is due is valid; the first ones where both are alike.
fn better_of(mut first: Vec<Monitored>, second: Vec<Monitored>) -> Vec<Monitored> {
    let share = |sums: &Monitored| (u64::from(sums.valid) << 32) / u64::from(sums.due.max(1));
    for other in second {
        match first.iter_mut().find(|sums| sums.pollutant == other.pollutant) {
            Some(sums) if share(&other) > share(sums) => *sums = other,
            Some(_) => {}
            None => first.push(other),
        }
    }
    first.sort_by(|a, b| a.pollutant.cmp(&b.pollutant));
    first
}

/// The columns that are read, narrow: a quarter of hourly values is some ten thousand rows an outlet.
type Row = (Stamp, String, Option<Nano>, Option<Nano>, bool, Option<Micro>, DataFlag);

async fn of_outlet(
    db: &impl ConnectionTrait,
    outlet: &outlet::Model,
    quarter: Quarter,
    interval: Interval,
) -> Result<Vec<Monitored>> {
    // In the order of the primary key, so that nothing is sorted; of a moment's revisions the last one counts.
    let rows: Vec<Row> = Entity::find()
        .select_only()
        .columns([Column::At, Column::Pollutant, Column::Value, Column::Measured, Column::Converted])
        .columns([Column::Amount, Column::Flag])
        .filter(Column::OutletId.eq(outlet.id))
        .filter(Column::Interval.eq(interval))
        .filter(Column::At.gte(quarter.start()))
        .filter(Column::At.lt(quarter.end()))
        .order_by_asc(Column::At)
        .order_by_asc(Column::Pollutant)
        .order_by_asc(Column::Revision)
        .into_tuple()
        .all(db)
        .await?;
    let value = |(at, pollutant, mean, measured, converted, amount, flag): Row| {
        let valid = flag.is_valid();
        // As `measurement::Model::is_converted` has it.
        let converted = converted || measured.is_some();
        Value { at, pollutant, mean, measured, converted, amount, valid }
    };
    let values = rows.into_iter().map(value);
    Ok(sums(outlet.code, interval, due(quarter, interval), values))
}

/// For how many periods a quarter owes a value.
fn due(quarter: Quarter, interval: Interval) -> u32 {
    let length = if interval == Interval::Hour { HOUR } else { DAY };
    u32::try_from(quarter.end().since(quarter.start()) / length).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pollutant: &str, interval: Interval, valid: u32) -> Monitored {
        let due = due("2026Q3".parse().unwrap(), interval);
        let outlet = "DW001".parse().unwrap();
        let pollutant = pollutant.to_owned();
        let (mean, measured_mean, volume_m3, amount_kg) = (None, None, None, None);
        Monitored { outlet, pollutant, interval, due, valid, invalid: 0, mean, measured_mean, volume_m3, amount_kg }
    }

    #[test]
    fn hours_count_unless_days_cover_more() {
        let cases = [
            // valid hours of 2,208, valid days of 92, which one counts
            (2208, 92, Interval::Hour),
            (1656, 69, Interval::Hour),
            (192, 92, Interval::Day),
            (0, 1, Interval::Day),
        ];
        for (hours, days, want) in cases {
            let first = vec![of("w01018", Interval::Hour, hours)];
            let second = vec![of("w01018", Interval::Day, days)];
            assert_eq!(better_of(first, second)[0].interval, want, "{hours} {days}");
        }
        let both = better_of(vec![of("w21003", Interval::Hour, 9)], vec![of("w01018", Interval::Day, 9)]);
        assert_eq!(both.iter().map(|sums| sums.pollutant.as_str()).collect::<Vec<_>>(), ["w01018", "w21003"]);
    }
}
