//! Days of hours.

use rust_decimal::dec;

use super::*;
use crate::{means::rules::tests::rule, outlet::OutletKind};

fn own(value: Decimal) -> OwnMean {
    OwnMean {
        value: Some(value),
        measured: None,
        conversion: Conversion::None,
        valid: 60,
        due: 60,
        weighted: false,
        outcome: MeanOutcome::Counts,
    }
}

fn hours(of: impl Fn(usize) -> (Option<Decimal>, Option<Decimal>)) -> Vec<HourOfDay> {
    (0..24).map(of).map(|(value, flow)| HourOfDay { own: value.map(own), flow }).collect()
}

#[test]
fn a_day_of_gas_needs_twenty_valid_hours() {
    for (valid, outcome) in [(24, MeanOutcome::Counts), (20, MeanOutcome::Counts), (19, MeanOutcome::TooLittle)] {
        let day = day(&hours(|hour| ((hour < valid).then_some(dec!(30)), None)), &rule(OutletKind::Air)).unwrap();
        assert_eq!((day.value, day.valid as usize, day.due, day.outcome), (Some(dec!(30)), valid, 24, outcome));
    }
}

/// Twelve hours at 40 mg/L with 10 m³/h, twelve at 100 mg/L with 30 m³/h: 85 and not 70.
#[test]
fn a_day_of_water_is_weighted_by_its_flow() {
    let of = |hour| if hour < 12 { (Some(dec!(40)), Some(dec!(10))) } else { (Some(dec!(100)), Some(dec!(30))) };
    let rule = rule(OutletKind::Water);
    let weighted = day(&hours(of), &rule).unwrap();
    assert_eq!((weighted.value, weighted.weighted), (Some(dec!(85)), true));
    let plain = day(&hours(|hour| (of(hour).0, of(hour).1.filter(|_| hour != 3))), &rule).unwrap();
    assert_eq!((plain.value, plain.weighted), (Some(dec!(70)), false), "the flow of one hour is not known");
}

/// Who discharges in nine hours of a day owes values for nine hours; who discharges in none owes nothing.
#[test]
fn hours_without_flow_are_not_due() {
    let nine = |valid: usize| {
        let of = move |hour: usize| {
            let value = (hour < valid || hour >= 9).then_some(dec!(50));
            (value, Some(if hour < 9 { dec!(12) } else { dec!(0) }))
        };
        day(&hours(of), &rule(OutletKind::Water)).unwrap()
    };
    assert_eq!((nine(9).due, nine(9).valid, nine(9).outcome), (9, 9, MeanOutcome::Counts));
    assert_eq!((nine(7).valid, nine(7).outcome), (7, MeanOutcome::Counts));
    assert_eq!((nine(6).valid, nine(6).outcome), (6, MeanOutcome::TooLittle));
    let dry = day(&hours(|_| (Some(dec!(50)), Some(dec!(0)))), &rule(OutletKind::Water)).unwrap();
    assert_eq!((dry.value, dry.due, dry.outcome), (None, 0, MeanOutcome::NoFlow));
}

#[test]
fn hours_that_do_not_count_make_no_day() {
    let bad = OwnMean { outcome: MeanOutcome::TooLittle, ..own(dec!(900)) };
    let mut all = hours(|_| (Some(dec!(30)), None));
    all[3].own = Some(bad);
    let of_day = day(&all, &rule(OutletKind::Air)).unwrap();
    assert_eq!((of_day.value, of_day.valid), (Some(dec!(30)), 23));
    let mut converted = hours(|_| (Some(dec!(30)), None));
    for hour in &mut converted[..22] {
        hour.own = Some(OwnMean { conversion: Conversion::Sent, measured: Some(dec!(36)), ..own(dec!(30)) });
    }
    converted[23].own = Some(own(dec!(99)));
    let of_day = day(&converted, &rule(OutletKind::Air)).unwrap();
    assert_eq!((of_day.value, of_day.measured, of_day.valid), (Some(dec!(30)), Some(dec!(36)), 22));
    assert_eq!(day(&hours(|_| (None, None)), &rule(OutletKind::Air)), None);
    assert_eq!(day(&[], &rule(OutletKind::Air)), None);
}
