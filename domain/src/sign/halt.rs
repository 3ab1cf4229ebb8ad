//! A mark that says that the works stands still, and it flows (停运标记与数据不符; rule X22, second part).
//!
//! Rule X22 also asks for the power; of that the portal knows months and no hours, so it is not asked here.

use rust_decimal::Decimal;

use super::{
    Evidence, Figures, Found, SignKind,
    rules::HaltRule,
    series::{HourValue, Outlet, count},
    share::percent_of,
};
use crate::{
    mark::{Mark, MarkKind},
    time::{DAY, HOUR, Stamp},
};

/// A mark "not in operation" with the hours of flow before it.
#[derive(Clone, Debug)]
pub struct Halt<'a> {
    /// Its key.
    pub id: i64,
    /// The mark.
    pub mark: &'a Mark,
    /// The flow of the days before it, [`HaltRule::usual_days`] of them: hours that count.
    pub before: Vec<HourValue>,
}

/// Marks under which it flows by more than a share of what is usual. One find for each mark: its stretch runs from the first to the
/// last of such hours in the time that is looked at.
pub fn halt(outlet: &Outlet<'_>, halts: &[Halt<'_>], rule: &HaltRule) -> Vec<Found> {
    halts
        .iter()
        .filter(|halt| halt.mark.kind == MarkKind::Stopped)
        .filter_map(|halt| of_mark(outlet, halt, rule))
        .collect()
}

fn of_mark(outlet: &Outlet<'_>, halt: &Halt<'_>, rule: &HaltRule) -> Option<Found> {
    let (from, until) = (halt.mark.from, halt.mark.until());
    let days = i64::from(rule.usual_days) * DAY;
    let is_before = |hour: &&HourValue| hour.at < from && from.since(hour.at) <= days;
    let usual: Vec<Decimal> =
        halt.before.iter().filter(is_before).map(|hour| hour.value).filter(|flow| *flow > Decimal::ZERO).collect();
    if count(usual.len()) < rule.usual_hours {
        return None;
    }
    let usual = median(usual)?;
    let bound = percent_of(usual, rule.percent);
    // Whole hours only: in that of its beginning the works was still running down.
    let under = |hour: &&HourValue| from <= hour.at && hour.at.plus(HOUR) <= until;
    let flowing: Vec<(Stamp, Decimal)> = outlet
        .flow()?
        .hours
        .iter()
        .filter(under)
        .filter(|hour| hour.value > bound)
        .map(|hour| (hour.at, hour.value))
        .collect();
    let (first, last) = (flowing.first()?.0, flowing.last()?.0.plus(HOUR));
    if count(flowing.len()) < rule.hours {
        return None;
    }
    let figures = Figures::Halt {
        hours: count(flowing.len()),
        least_hours: rule.hours,
        flow: median(flowing.iter().map(|(_, flow)| *flow).collect())?.round_dp(3),
        usual: usual.round_dp(3),
        percent: rule.percent,
        mark: halt.id,
        marked_from: from,
    };
    let evidence = Evidence { figures, series: vec![outlet.flow_code().to_owned()] };
    let goes_on = outlet.goes_on(last) && outlet.to <= until;
    Some(Found {
        kind: SignKind::Halt,
        pollutant: outlet.flow_code().to_owned(),
        from: first,
        to: last,
        goes_on,
        evidence,
    })
}

fn median(mut figures: Vec<Decimal>) -> Option<Decimal> {
    figures.sort_unstable();
    figures.get(figures.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::super::testing::{Made, hour_of, rule};
    use super::*;

    /// An outlet that is marked as standing from hour 100 to 130, with 3 L/s before it.
    fn told(flow: impl Fn(usize) -> Option<Decimal>) -> Vec<(i64, i64, bool)> {
        let made = Made::water(144).flow(flow);
        let (outlet, mark) = (made.outlet(), Made::mark(MarkKind::Stopped, 100, 130));
        let before = outlet.flow().map(|flow| flow.hours.clone()).unwrap_or_default();
        let found = halt(&outlet, &[Halt { id: 7, mark: &mark, before }], &rule().halt);
        found.iter().map(|one| (hour_of(one.from), hour_of(one.to), one.goes_on)).collect()
    }

    #[test]
    fn what_flows_under_a_halt_is_told_from_what_drips() {
        let under = |flow: Decimal| move |hour: usize| Some(if (100..130).contains(&hour) { flow } else { dec!(3) });
        assert_eq!(told(under(dec!(1.8))), [(100, 130, false)]);
        assert_eq!(told(under(dec!(0.3))), [], "a tenth");
        assert_eq!(told(under(dec!(0))), []);
        let one = |hour: usize| Some(if (101..130).contains(&hour) { dec!(0) } else { dec!(3) });
        assert_eq!(told(one), [], "one hour, in which it ran down");
        assert_eq!(told(|hour| (hour >= 95).then_some(dec!(3))), [], "nobody knows what is usual");
    }

    #[test]
    fn another_mark_says_nothing_of_the_kind() {
        let made = Made::water(144);
        let (outlet, mark) = (made.outlet(), Made::mark(MarkKind::Fault, 100, 130));
        let before = outlet.flow().map(|flow| flow.hours.clone()).unwrap_or_default();
        assert_eq!(halt(&outlet, &[Halt { id: 7, mark: &mark, before }], &rule().halt), []);
    }
}
