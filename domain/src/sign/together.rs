//! Pollutants that move together (多因子同步变化, rule X20): at least three change by the same factor from one hour to the next.
//!
//! Water that is thinned, gas that grows denser: all of it changes, and never by the same factor to a percent. What is converted to
//! reference oxygen does move together, by the oxygen; so concentrations are looked at as they were measured.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::{
    Alike, Evidence, Figures, Found, SignKind,
    evidence::MOST_STEPS,
    rules::TogetherRule,
    series::{HourValue, Outlet, count, in_order, step_of},
};
use crate::{
    pollutant::OXYGEN,
    time::{DAY, HOUR, Stamp},
};

/// Oxygen of the air in percent.
const AIR: Decimal = Decimal::from_parts(21, 0, 0, false, 0);

/// A pollutant over one step.
struct Change {
    code: String,
    before: Decimal,
    after: Decimal,
    factor: Decimal,
}

/// Steps in which pollutants changed alike; those within a day of one another are one sign.
pub(super) fn together(outlet: &Outlet<'_>, rule: &TogetherRule) -> Vec<Found> {
    let steps: BTreeSet<Stamp> =
        outlet.limited().flat_map(|(_, series)| series.hours.iter().map(|hour| hour.at)).collect();
    let fine = |series: &super::Series| {
        step_of(series.hours.iter().filter_map(HourValue::as_measured)) * Decimal::from(rule.steps)
    };
    let least: BTreeMap<&str, Decimal> = outlet.limited().map(|(code, series)| (code, fine(series))).collect();
    let mut groups: Vec<Vec<Alike>> = Vec::new();
    for step in steps.into_iter().filter_map(|at| alike(changes(outlet, at, &least, rule), at, rule)) {
        match groups.last_mut().filter(|group| is_near(group, step.at)) {
            Some(group) => group.push(step),
            None => groups.push(vec![step]),
        }
    }
    in_order(groups.into_iter().filter_map(|group| found(outlet, group, rule)).collect())
}

fn is_near(group: &[Alike], at: Stamp) -> bool {
    group.last().is_some_and(|last| at.since(last.at) <= DAY)
}

/// What changed from the hour before to the hour that begins at a moment, as far as its figures are fine enough to tell by what.
fn changes(outlet: &Outlet<'_>, at: Stamp, least: &BTreeMap<&str, Decimal>, rule: &TogetherRule) -> Vec<Change> {
    let thinned = thinned(outlet, at);
    let change = |(code, series): (&str, &super::Series)| {
        let (before, after) = (series.at(at.minus(HOUR))?.as_measured()?, series.at(at)?.as_measured()?);
        let is_fine = before.min(after) >= *least.get(code)? && before > Decimal::ZERO;
        let factor = after.checked_div(before).filter(|_| is_fine)?;
        Some(Change { code: code.to_owned(), before, after, factor })
    };
    let moved = |change: &Change| (change.factor - Decimal::ONE).abs() * Decimal::ONE_HUNDRED >= rule.least_change;
    // Air that is drawn in thins all of a gas alike, and oxygen tells by how much.
    let by_itself = |change: &Change| {
        let beside = thinned.and_then(|thinned| change.factor.checked_div(thinned));
        beside.is_none_or(|beside| (beside - Decimal::ONE).abs() * Decimal::ONE_HUNDRED > rule.tolerance * Decimal::TWO)
    };
    outlet.limited().filter_map(change).filter(moved).filter(by_itself).collect()
}

/// By which factor more or less air changed every gas from the hour before; none where oxygen is not known.
fn thinned(outlet: &Outlet<'_>, at: Stamp) -> Option<Decimal> {
    let oxygen = outlet.series.get(OXYGEN)?;
    let gas = |at: Stamp| AIR.checked_sub(oxygen.at(at)?.value).filter(|left| *left > Decimal::ZERO);
    gas(at)?.checked_div(gas(at.minus(HOUR))?)
}

/// The largest group of changes whose factors are the same, if it is large enough.
fn alike(mut changes: Vec<Change>, at: Stamp, rule: &TogetherRule) -> Option<Alike> {
    changes.sort_by_key(|change| change.factor);
    let from = |first: usize| {
        let bound = changes[first].factor * (Decimal::ONE + rule.tolerance / Decimal::ONE_HUNDRED);
        let end = changes.iter().skip(first).take_while(|change| change.factor <= bound).count();
        &changes[first..first + end]
    };
    let group = (0..changes.len()).map(from).max_by_key(|group| group.len())?;
    let factor = group.first()?.factor.round_dp(4);
    let kept = group.iter().map(|change| (change.code.clone(), change.before, change.after)).collect();
    (count(group.len()) >= rule.pollutants).then_some(Alike { at, factor, changed: kept })
}

fn found(outlet: &Outlet<'_>, group: Vec<Alike>, rule: &TogetherRule) -> Option<Found> {
    let (from, to) = (group.first()?.at.minus(HOUR), group.last()?.at.plus(HOUR));
    let codes: BTreeSet<String> =
        group.iter().flat_map(|step| step.changed.iter().map(|(code, ..)| code.clone())).collect();
    let figures = Figures::Together {
        count: count(group.len()),
        steps: group.into_iter().take(MOST_STEPS).collect(),
        least_pollutants: rule.pollutants,
        least_change: rule.least_change,
        tolerance: rule.tolerance,
    };
    let evidence = Evidence { figures, series: codes.into_iter().collect() };
    let goes_on = outlet.goes_on(to);
    Some(Found { kind: SignKind::Together, pollutant: String::new(), from, to, goes_on, evidence })
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::super::testing::{Made, rule};
    use super::*;

    /// Three pollutants that go their own ways, and from an hour on each by a factor of its own.
    fn three(factors: [Decimal; 3]) -> Vec<Found> {
        let moved = |base: Decimal, factor: Decimal, own: usize| {
            move |hour: usize| {
                // In the hours about the step it stands at its base, so that only the factor tells.
                let level = if hour <= 50 { base } else { base + base * Decimal::from((hour * own) % 7) * dec!(0.01) };
                Some(if hour < 50 { level } else { level * factor }.round_dp(3))
            }
        };
        let made = Made::water(72)
            .with("w01018", moved(dec!(60.5), factors[0], 3))
            .with("w21003", moved(dec!(7.25), factors[1], 5))
            .with("w20121", moved(dec!(0.312), factors[2], 4));
        together(&made.outlet(), &rule().together)
    }

    #[test]
    fn the_same_factor_is_told_from_a_common_cause() {
        let found = three([dec!(0.5), dec!(0.5), dec!(0.5)]);
        assert_eq!(found.len(), 1, "{found:?}");
        let Figures::Together { steps, count, .. } = &found[0].evidence.figures else { panic!("{found:?}") };
        assert_eq!((steps.len(), *count, steps[0].factor, steps[0].changed.len()), (1, 1, dec!(0.5), 3));
        assert_eq!(found[0].pollutant, "");
        // Rain: all are thinned, each a little otherwise.
        assert_eq!(three([dec!(0.5), dec!(0.52), dec!(0.55)]), []);
        // Two of three are no sign, and neither is a change that is small.
        assert_eq!(three([dec!(0.5), dec!(0.5), dec!(0.9)]), []);
        assert_eq!(three([dec!(0.95), dec!(0.95), dec!(0.95)]), []);
        assert_eq!(three([dec!(1), dec!(1), dec!(1)]), []);
    }

    #[test]
    fn what_is_converted_moves_with_its_oxygen_and_is_no_sign() {
        let factor = |hour: usize| if hour < 20 { dec!(1) } else { dec!(1.6) };
        let gas = |base: Decimal, own: usize| {
            move |hour: usize| {
                let measured = (base + base * Decimal::from((hour * own) % 7) * dec!(0.02)).round_dp(2);
                (measured, (measured * factor(hour)).round_dp(2))
            }
        };
        let made = Made::gas(48)
            .converted("a21002", gas(dec!(60), 3))
            .converted("a21026", gas(dec!(12), 5))
            .converted("a34013", gas(dec!(8), 4));
        assert_eq!(together(&made.outlet(), &rule().together), []);
    }

    #[test]
    fn figures_of_few_digits_cannot_tell() {
        let halved = |high: Decimal| move |hour: usize| Some(if hour < 10 { high } else { high / dec!(2) });
        let made = Made::water(24)
            .with("w01018", halved(dec!(6)))
            .with("w21003", halved(dec!(0.8)))
            .with("w20121", halved(dec!(0.04)));
        assert_eq!(together(&made.outlet(), &rule().together), []);
    }
}
