//! Concentrations that jump while nothing flows (rule X22, first part).
//!
//! Water that stands in the channel is measured again and again: the figures tremble, and fall slowly over a weekend. So a step
//! from one hour to the next is looked for, and not a difference over the whole time.

use rust_decimal::Decimal;

use super::{
    Evidence, Figures, Found, SignKind,
    rules::NoFlowRule,
    series::{HourValue, Outlet, Series, count, ends, in_order, stretches},
    share::{apart, percent_of},
};
use crate::time::{HOUR, Stamp};

/// Stretches without flow in which a concentration steps up or down.
pub(super) fn no_flow(outlet: &Outlet<'_>, rule: &NoFlowRule) -> Vec<Found> {
    let Some(flow) = outlet.flow() else { return Vec::new() };
    // Hours that follow each other: nobody knows what flowed in those between.
    let still = |hours: &[HourValue]| hours.iter().all(|hour| hour.value == Decimal::ZERO);
    let runs = flow.hours.chunk_by(|one, other| {
        other.at.since(one.at) == HOUR && (one.value == Decimal::ZERO) == (other.value == Decimal::ZERO)
    });
    let dry: Vec<Vec<(Stamp, Decimal)>> =
        runs.filter(|run| still(run)).map(|run| run.iter().map(|hour| (hour.at, hour.value)).collect()).collect();
    let stretches: Vec<&[(Stamp, Decimal)]> =
        dry.iter().flat_map(|run| stretches(run, rule.hours, |_, _| true)).collect();
    let found = stretches.into_iter().flat_map(|stretch| {
        outlet
            .limited()
            .filter_map(|(code, series)| of_series(outlet, stretch, (code, series), rule))
            .collect::<Vec<_>>()
    });
    in_order(found.collect())
}

fn of_series(
    outlet: &Outlet<'_>,
    stretch: &[(Stamp, Decimal)],
    (code, series): (&str, &Series),
    rule: &NoFlowRule,
) -> Option<Found> {
    let (from, to) = ends(stretch)?;
    let figure = |at: Stamp| series.at(at).and_then(HourValue::as_measured);
    let step = |pair: &[(Stamp, Decimal)]| {
        let (before, after) = (figure(pair[0].0)?, figure(pair[1].0)?);
        Some((pair[1].0, before, after, apart(before, after)))
    };
    let (at, before, after, change) = stretch.windows(2).filter_map(step).max_by_key(|step| step.3)?;
    let (limit, _) = series.high(from)?;
    if change <= rule.change_percent || before.max(after) < percent_of(limit, rule.least_of_limit) {
        return None;
    }
    let figures = Figures::NoFlow {
        hours: count(stretch.len()),
        least_hours: rule.hours,
        at,
        before,
        after,
        change: change.round_dp(1),
        least_change: rule.change_percent,
    };
    let evidence = Evidence { figures, series: vec![code.to_owned(), outlet.flow_code().to_owned()] };
    let goes_on = outlet.goes_on(to);
    Some(Found { kind: SignKind::NoFlow, pollutant: code.to_owned(), from, to, goes_on, evidence })
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::super::testing::{Made, hour_of, rule};
    use super::*;

    /// An outlet that stands from hour 10 to 20.
    fn told(figure: impl Fn(usize) -> Option<Decimal>) -> Vec<(i64, i64)> {
        let stands = |hour: usize| Some(if (10..20).contains(&hour) { dec!(0) } else { dec!(3) });
        let made = Made::water(48).with("w01018", figure).flow(stands);
        let found = no_flow(&made.outlet(), &rule().no_flow);
        found.iter().map(|one| (hour_of(one.from), hour_of(one.to))).collect()
    }

    #[test]
    fn standing_water_is_told_from_water_that_changes() {
        assert_eq!(told(|hour| Some(if hour == 14 { dec!(60) } else { dec!(30) })), [(10, 20)]);
        for (what, figures) in [
            ("it trembles", (|hour| Some(dec!(30) + Decimal::from(hour % 3))) as fn(usize) -> Option<Decimal>),
            ("it falls slowly", |hour| Some(dec!(60) - Decimal::from(hour) * dec!(2))),
            ("it changes when it flows again", |hour| Some(if hour >= 20 { dec!(60) } else { dec!(30) })),
            ("nothing is in it", |hour| Some(Decimal::from(hour % 2))),
            ("nothing is sent", |_| None),
        ] {
            assert_eq!(told(figures), [], "{what}");
        }
    }
}
