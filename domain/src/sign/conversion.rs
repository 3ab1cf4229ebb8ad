//! A conversion that does not fit (折算不符, rule X23): the logger's converted concentration is another than
//! C · (21 − reference) / (21 − oxygen) of its own measured one.
//!
//! An hour's converted mean is the mean of converted minutes, which is not quite the conversion of the means: where oxygen runs
//! about, in a start, the two may part. So single hours are no sign, nor is what rounding of the three figures explains.

use rust_decimal::Decimal;

use super::{
    Evidence, Figures, Found, SignKind,
    rules::ConversionRule,
    series::{HourValue, Outlet, Series, count, ends, in_order, step_of, stretches},
};
use crate::{pollutant::OXYGEN, time::Stamp};

/// Oxygen of the air in percent, as the formula has it.
const AIR: Decimal = Decimal::from_parts(21, 0, 0, false, 0);
const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

/// An hour that does not fit.
#[derive(Clone, Copy)]
struct Off {
    measured: Decimal,
    oxygen: Decimal,
    reference: Decimal,
    sent: Decimal,
    expected: Decimal,
    /// In percent of what was sent.
    percent: Decimal,
}

/// Stretches of hours whose conversion does not fit.
pub(super) fn conversion(outlet: &Outlet<'_>, rule: &ConversionRule) -> Vec<Found> {
    let Some(oxygen) = outlet.series.get(OXYGEN) else { return Vec::new() };
    let found = outlet.limited().flat_map(|(code, series)| of_series(outlet, (code, series), oxygen, rule));
    in_order(found.collect())
}

fn of_series(
    outlet: &Outlet<'_>,
    (code, series): (&str, &Series),
    oxygen: &Series,
    rule: &ConversionRule,
) -> Vec<Found> {
    let step = step_of(series.hours.iter().filter_map(HourValue::as_measured));
    let sent_step = step_of(series.hours.iter().filter(|hour| hour.converted).map(|hour| hour.value));
    let oxygen_step = step_of(oxygen.hours.iter().map(|hour| hour.value));
    // Hours that fit break a stretch: every hour that can be worked out is told, with nothing where it fits.
    let told: Vec<(Stamp, Option<Off>)> = series
        .hours
        .iter()
        .filter_map(|hour| {
            let oxygen = oxygen.at(hour.at)?.value;
            let off = off(hour, series.reference(hour.at)?, oxygen, [step, sent_step, oxygen_step], rule)?;
            Some((hour.at, (off.1).then_some(off.0)))
        })
        .collect();
    let runs = told.chunk_by(|one, other| one.1.is_some() == other.1.is_some()).filter(|run| run[0].1.is_some());
    let found = runs.flat_map(|run| {
        let hours: Vec<(Stamp, Decimal)> = run.iter().filter_map(|(at, off)| Some((*at, (*off)?.percent))).collect();
        let of = |stretch: &[(Stamp, Decimal)]| {
            let (from, to) = ends(stretch)?;
            let (at, _) = stretch.iter().max_by_key(|(_, percent)| *percent)?;
            let worst = run.iter().find(|(own, _)| own == at)?.1?;
            let figures = Figures::Conversion {
                hours: count(stretch.len()),
                least_hours: rule.hours,
                at: *at,
                measured: worst.measured,
                oxygen: worst.oxygen,
                reference: worst.reference,
                sent: worst.sent,
                expected: worst.expected.round_dp(3),
                off: worst.percent.round_dp(1),
                tolerance: rule.tolerance,
            };
            let evidence = Evidence { figures, series: vec![code.to_owned(), OXYGEN.to_owned()] };
            let goes_on = outlet.goes_on(to);
            Some(Found { kind: SignKind::Conversion, pollutant: code.to_owned(), from, to, goes_on, evidence })
        };
        stretches(&hours, rule.hours, |_, _| true).into_iter().filter_map(of).collect::<Vec<_>>()
    });
    found.collect()
}

/// How an hour's conversion stands, and whether it is off; none where it cannot be said.
fn off(
    hour: &HourValue,
    reference: Decimal,
    oxygen: Decimal,
    [step, sent_step, oxygen_step]: [Decimal; 3],
    rule: &ConversionRule,
) -> Option<(Off, bool)> {
    let (sent, measured) = (hour.value, hour.measured.filter(|_| hour.converted)?);
    let least = |step: Decimal| step * Decimal::from(rule.steps);
    let is_fine = measured >= least(step) && sent >= least(sent_step);
    let can_be_said = oxygen >= Decimal::ZERO && oxygen <= rule.most_oxygen && is_fine;
    let left = AIR.checked_sub(oxygen).filter(|left| can_be_said && *left > Decimal::ZERO)?;
    let expected = AIR.checked_sub(reference)?.checked_div(left)?.checked_mul(measured)?;
    let percent = sent.checked_sub(expected)?.abs().checked_div(sent)?.checked_mul(Decimal::ONE_HUNDRED)?;
    // Half a step of each of the three figures, as it goes into the result.
    let half = |step: Decimal, of: Decimal| (step * HALF).checked_div(of).unwrap_or(Decimal::ONE);
    let rounding = half(step, measured) + half(sent_step, sent) + half(oxygen_step, left);
    let borne = rule.tolerance + rounding * Decimal::ONE_HUNDRED;
    Some((Off { measured, oxygen, reference, sent, expected, percent }, percent > borne))
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::super::testing::{Made, hour_of, rule};
    use super::*;

    fn told(sent: impl Fn(usize, Decimal) -> Decimal + Copy) -> Vec<(i64, i64)> {
        let oxygen = |hour: usize| dec!(6) + Decimal::from(hour % 9) * dec!(0.1);
        let made = Made::gas(48).with("a19001", move |hour| Some(oxygen(hour))).converted("a21002", move |hour| {
            let measured = dec!(80) + Decimal::from(hour % 7);
            (measured, sent(hour, measured * dec!(17.5) / (dec!(21) - oxygen(hour))).round_dp(2))
        });
        let found = conversion(&made.outlet(), &rule().conversion);
        found.iter().map(|one| (hour_of(one.from), hour_of(one.to))).collect()
    }

    #[test]
    fn the_formula_is_told_from_what_is_not_made_by_it() {
        assert_eq!(told(|_, right| right), []);
        // Two percent are borne, with the last digit of oxygen beside them.
        assert_eq!(told(|_, right| right * dec!(1.02)), []);
        assert_eq!(told(|_, right| right * dec!(0.9)), [(0, 48)]);
        // A start is over before it is a sign; what fits in the midst of it ends it.
        assert_eq!(told(|hour, right| if hour < 5 { right * dec!(1.1) } else { right }), []);
        assert_eq!(told(|hour, right| if (10..16).contains(&hour) { right * dec!(1.1) } else { right }), [(10, 16)]);
        assert_eq!(told(|hour, right| if hour % 4 == 0 { right } else { right * dec!(1.1) }), []);
    }

    #[test]
    fn close_to_air_and_close_to_nothing_nothing_is_said() {
        let made = Made::gas(48).with("a19001", |_| Some(dec!(19.5))).converted("a21002", |_| (dec!(80), dec!(200)));
        assert_eq!(conversion(&made.outlet(), &rule().conversion), []);
        let made = Made::gas(48).with("a19001", |_| Some(dec!(6))).converted("a21002", |_| (dec!(3), dec!(9)));
        assert_eq!(conversion(&made.outlet(), &rule().conversion), []);
    }
}
