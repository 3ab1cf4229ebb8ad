//! Oxygen that stands (氧含量恒定): that of a flue where something is burnt does not move, or is that of air.
//!
//! A fan that runs while nothing burns sends air, and does so for a weekend; so air is a sign only while pollutants say that
//! something is burnt, and a value that does not move only where it is not air.

use rust_decimal::Decimal;

use super::{
    Evidence, Figures, Found, SignKind,
    rules::OxygenRule,
    series::{Outlet, bounds, count, ends, in_order, step_of, stretches},
    share::percent_of,
};
use crate::{
    pollutant::OXYGEN,
    time::{HOUR, Stamp},
};

/// By how much longer a coarse figure must stand.
const COARSE: u32 = 4;
/// From which reference oxygen on so much air belongs to the process (dryers, ceramic kilns) that it is no sign, in percent.
const DILUTED: Decimal = Decimal::from_parts(16, 0, 0, false, 0);

/// Stretches in which the oxygen of a combustion outlet does not move while gas flows, or is that of air while something is burnt.
pub(super) fn oxygen_stands(outlet: &Outlet<'_>, rule: &OxygenRule) -> Vec<Found> {
    let burns = outlet.limited().any(|(_, series)| series.reference(outlet.to).is_some());
    let Some(oxygen) = outlet.series.get(OXYGEN).filter(|_| burns && outlet.flow().is_some()) else {
        return Vec::new();
    };
    let flowing = oxygen.hours.iter().filter(|hour| outlet.flows(hour.at) == Some(true));
    let hours: Vec<(Stamp, Decimal)> = flowing.map(|hour| (hour.at, hour.value)).collect();
    let still = |low: Decimal, high: Decimal| high - low <= rule.spread && high < rule.air;
    // Of figures that are coarser than the spread a well-kept burner sends the same one for a while.
    let is_coarse = step_of(hours.iter().map(|(_, figure)| *figure)) > rule.spread;
    let least = if is_coarse { rule.hours.saturating_mul(COARSE) } else { rule.hours };
    let mut found: Vec<Found> = stretches(&hours, least, still)
        .into_iter()
        .filter_map(|stretch| of_stretch(outlet, stretch, (false, least, rule.spread)))
        .collect();
    let fired: Vec<_> = hours.iter().copied().filter(|(at, _)| is_fired(outlet, *at, rule)).collect();
    let air = stretches(&fired, rule.air_hours, |low, _| low >= rule.air);
    found.extend(air.into_iter().filter_map(|stretch| of_stretch(outlet, stretch, (true, rule.air_hours, rule.air))));
    in_order(found)
}

/// Whether a pollutant says that something is burnt in an hour.
fn is_fired(outlet: &Outlet<'_>, at: Stamp, rule: &OxygenRule) -> bool {
    let burnt = outlet.limited().filter(|(_, series)| series.reference(at).is_some_and(|oxygen| oxygen < DILUTED));
    burnt.into_iter().any(|(_, series)| {
        let measured = series.at(at).and_then(super::HourValue::as_measured);
        measured
            .zip(series.high(at))
            .is_some_and(|(measured, (high, _))| measured >= percent_of(high, rule.least_of_limit))
    })
}

fn of_stretch(
    outlet: &Outlet<'_>,
    stretch: &[(Stamp, Decimal)],
    (is_air, least_hours, threshold): (bool, u32, Decimal),
) -> Option<Found> {
    let ((low, high), (from, to)) = (bounds(stretch)?, ends(stretch)?);
    let others = outlet.others(OXYGEN, from, to);
    let beside = others.iter().map(|span| span.code.clone());
    let series = std::iter::once(OXYGEN.to_owned()).chain(beside).collect();
    let hours = count(stretch.len());
    let figures = Figures::OxygenStands { hours, least_hours, low, high, is_air, threshold, others: others.clone() };
    let evidence = Evidence { figures, series };
    let goes_on = outlet.to.since(to) <= 4 * HOUR;
    Some(Found { kind: SignKind::OxygenStands, pollutant: OXYGEN.to_owned(), from, to, goes_on, evidence })
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::super::testing::{Made, hour_of, rule};
    use super::*;

    fn told(made: &Made) -> Vec<(i64, i64, bool)> {
        let found = oxygen_stands(&made.outlet(), &rule().oxygen_stands);
        let of = |one: &Found| {
            let Figures::OxygenStands { is_air, .. } = one.evidence.figures else { panic!("{one:?}") };
            (hour_of(one.from), hour_of(one.to), is_air)
        };
        found.iter().map(of).collect()
    }

    /// A boiler at 60 mg/m³ of nitrogen oxides, limit 150 at 3.5 %.
    fn boiler(oxygen: impl Fn(usize) -> Decimal + Copy, measured: Decimal) -> Made {
        Made::gas(96)
            .with("a19001", move |hour| Some(oxygen(hour)))
            .converted("a21002", move |hour| (measured + Decimal::from(hour % 5) * dec!(0.01), measured))
    }

    #[test]
    fn oxygen_of_a_fire_moves() {
        assert_eq!(told(&boiler(|hour| dec!(3.5) + Decimal::from(hour % 4) * dec!(0.2), dec!(60))), []);
        assert_eq!(
            told(&boiler(
                |hour| if (10..40).contains(&hour) { dec!(3.52) } else { dec!(4.03) + Decimal::from(hour % 4) },
                dec!(60)
            )),
            [(10, 40, false)]
        );
        // Of one decimal it may be the same for a day and a half.
        let coarse =
            |to| move |hour| if (10..to).contains(&hour) { dec!(3.5) } else { dec!(4) + Decimal::from(hour % 4) };
        assert_eq!(told(&boiler(coarse(40), dec!(60))), []);
        assert_eq!(told(&boiler(coarse(60), dec!(60))), [(10, 60, false)]);
        assert_eq!(told(&boiler(|_| dec!(20.9), dec!(60))), [(0, 96, true)]);
    }

    #[test]
    fn a_fan_without_a_fire_and_a_stack_without_gas_are_no_signs() {
        assert_eq!(told(&boiler(|_| dec!(20.9), dec!(0.5))), [], "nothing is burnt");
        assert_eq!(told(&boiler(|_| dec!(3.5), dec!(60)).flow(|_| Some(dec!(0)))), [], "nothing flows");
        let cold = Made::gas(96).with("a19001", |_| Some(dec!(3.5))).with("a24088", |_| Some(dec!(20)));
        assert_eq!(told(&cold), [], "nothing burns here at all");
        assert_eq!(
            told(&boiler(|hour| dec!(3.5) + Decimal::from(hour / 11) * dec!(0.5), dec!(60))),
            [],
            "eleven hours"
        );
    }
}
