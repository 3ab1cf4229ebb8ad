//! What the loggers measured in a quarter, read in stretches of the measurement's key.

use domain::{
    crosscheck::{ENOUGH, Monitored},
    fixed::{Micro, Nano},
    life::Opening,
    measurement::{DataFlag, Interval},
    quarter::Quarter,
    time::{DAY, HOUR, Stamp},
};
use entities::{
    measurement::{Column, Entity},
    outlet,
};
use rust_decimal::Decimal;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use super::sums::{Value, sums};
use crate::{
    Result,
    monitoring::trial::{openings_after, sent_in_trial},
};

/// Which values are read first. The others are read only where those are too few.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Prefer {
    /// Hourly values: what the law sums.
    Hours,
    /// Daily values: a twenty-fourth of the reading, for figures that are known roughly.
    Days,
}

/// The sums of all outlets, by outlet and code. What a logger sent in its trial is in none of them.
pub(super) async fn read(
    db: &impl ConnectionTrait,
    outlets: &[outlet::Model],
    quarter: Quarter,
    prefer: Prefer,
) -> Result<Vec<Monitored>> {
    let mut all = Vec::new();
    let later = openings_after(db, quarter.start()).await?;
    for outlet in outlets {
        let order = match prefer {
            Prefer::Hours => [Interval::Hour, Interval::Day],
            Prefer::Days => [Interval::Day, Interval::Hour],
        };
        let mut own = of_outlet(db, outlet, quarter, order[0], &later).await?;
        if own.is_empty() || own.iter().any(|sums| !is_enough(sums)) {
            let others = of_outlet(db, outlet, quarter, order[1], &later).await?;
            own = better_of(own, others);
        }
        all.extend(own);
    }
    Ok(all)
}

/// Whether each figure that it has, the sum and the mean, is made of enough of the periods due. One without any is not.
fn is_enough(sums: &Monitored) -> bool {
    let has_sum = sums.volume_m3.or(sums.amount_kg).is_some();
    let has_mean = sums.mean.is_some();
    let (sum, mean) = (whole(sums).is_some(), sums.sure_mean(ENOUGH).is_some());
    (has_sum || has_mean) && (sum || !has_sum) && (mean || !has_mean)
}

/// The volume of a flow, the amount of a pollutant, over all periods due.
fn whole(sums: &Monitored) -> Option<Decimal> {
    sums.whole_volume(ENOUGH).or_else(|| sums.whole_amount(ENOUGH))
}

/// What tells which of two sums of one code is the better one: how many of its figures may be used at all, then the
/// share of the periods due of which its volume or amount is known, then the valid share.
fn worth(sums: &Monitored) -> (usize, u64, u64) {
    let usable = [whole(sums), sums.sure_mean(ENOUGH)].into_iter().flatten().count();
    let share = |periods: u32| (u64::from(periods) << 32) / u64::from(sums.due.max(1));
    (usable, share(sums.periods().sum), share(sums.valid))
}

/// Of each code the better sums; the first ones where both are alike.
fn better_of(mut first: Vec<Monitored>, second: Vec<Monitored>) -> Vec<Monitored> {
    for other in second {
        match first.iter_mut().find(|sums| sums.pollutant == other.pollutant) {
            Some(sums) if worth(&other) > worth(sums) => *sums = other,
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
    later: &[Opening],
) -> Result<Vec<Monitored>> {
    // In the order of the primary key, so that nothing is sorted; of a moment's revisions the last one counts.
    let mut rows = Entity::find()
        .select_only()
        .columns([Column::At, Column::Pollutant, Column::Value, Column::Measured, Column::Converted])
        .columns([Column::Amount, Column::Flag])
        .filter(Column::OutletId.eq(outlet.id))
        .filter(Column::Interval.eq(interval))
        .filter(Column::At.gte(quarter.start()))
        .filter(Column::At.lt(quarter.end()));
    if !later.is_empty() {
        let in_trial = sent_in_trial(later, |column| Expr::col(column.as_column_ref()));
        rows = rows.filter(Condition::all().not().add(in_trial));
    }
    let rows: Vec<Row> = rows
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
    use domain::crosscheck::Periods;
    use rust_decimal::dec;

    use super::*;

    fn of(pollutant: &str, interval: Interval, valid: u32) -> Monitored {
        Monitored {
            outlet: "DW001".parse().unwrap(),
            pollutant: pollutant.to_owned(),
            interval,
            due: due("2026Q3".parse().unwrap(), interval),
            valid,
            invalid: 0,
            mean: Some(dec!(40)),
            measured_mean: None,
            volume_m3: None,
            amount_kg: Some(dec!(700)),
            periods: Some(Periods { sum: valid, mean: valid, measured_mean: 0 }),
        }
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

    /// All hours have a concentration and three of them an amount; the days have both.
    #[test]
    fn days_count_where_hours_make_no_amount() {
        let few = Periods { sum: 3, mean: 2208, measured_mean: 0 };
        let hours = Monitored { periods: Some(few), ..of("w01018", Interval::Hour, 2208) };
        assert!(!is_enough(&hours));
        let days = of("w01018", Interval::Day, 80);
        assert_eq!(better_of(vec![hours.clone()], vec![days])[0].interval, Interval::Day);
        let few_days = of("w01018", Interval::Day, 20);
        assert_eq!(better_of(vec![hours], vec![few_days])[0].interval, Interval::Hour, "for the mean");
        let none = Monitored { amount_kg: None, ..of("w01018", Interval::Hour, 2208) };
        assert!(is_enough(&none), "no flow meter stands there: the days have none either");
    }

    /// A mean is a figure like the sum: a fire whose hours mostly came unconverted has one of a few hours.
    #[test]
    fn every_figure_that_is_there_is_of_enough_periods() {
        let of = |amount: Option<u32>, mean: Option<u32>| {
            let sums = of("a21002", Interval::Hour, 2208);
            let (amount_kg, sum) = (amount.and(sums.amount_kg), amount.unwrap_or_default());
            let periods = Some(Periods { sum, mean: mean.unwrap_or_default(), measured_mean: 0 });
            is_enough(&Monitored { amount_kg, mean: mean.and(sums.mean), periods, ..sums })
        };
        let (all, few) = (Some(2208), Some(3));
        for (amount, mean, want) in [
            (all, all, true),
            (all, None, true),
            (None, all, true),
            (None, few, false),
            (all, few, false),
            (few, all, false),
            (None, None, false),
        ] {
            assert_eq!(of(amount, mean), want, "amount of {amount:?}, mean of {mean:?}");
        }
    }
}
