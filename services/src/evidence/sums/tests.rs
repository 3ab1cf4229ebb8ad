use domain::time::HOUR;
use rust_decimal::dec;

use super::*;

fn value(hour: i64, code: &str, mean: Option<Decimal>, amount: Option<Decimal>) -> Value {
    Value {
        at: Stamp(hour * HOUR),
        pollutant: code.to_owned(),
        mean: mean.map(|mean| Nano::try_from(mean).unwrap()),
        measured: None,
        converted: false,
        amount: amount.map(|amount| Micro::try_from(amount).unwrap()),
        valid: true,
    }
}

fn of(code: &str, outlet: &str, values: Vec<Value>) -> Monitored {
    let all = sums(outlet.parse().unwrap(), Interval::Hour, 3, values.into_iter());
    all.into_iter().find(|sums| sums.pollutant == code).unwrap()
}

#[test]
fn amounts_come_in_kilograms_and_means_by_the_flow() {
    let hours = vec![
        value(0, "w00000", None, Some(dec!(60))),
        value(0, "w01018", Some(dec!(40)), Some(dec!(2.4))),
        value(0, "w20117", Some(dec!(0.05)), Some(dec!(3))),
        value(0, "w20089", Some(dec!(0.002)), Some(dec!(120))),
        value(1, "w00000", None, Some(dec!(20))),
        value(1, "w01018", Some(dec!(80)), Some(dec!(1.6))),
        value(1, "w20117", Some(dec!(0.05)), Some(dec!(1))),
    ];
    let cod = of("w01018", "DW001", hours.clone());
    assert_eq!((cod.valid, cod.mean, cod.amount_kg, cod.volume_m3), (2, Some(dec!(50)), Some(dec!(4)), None));
    let chromium = of("w20117", "DW001", hours.clone());
    assert_eq!((chromium.amount_kg, chromium.mean), (Some(dec!(0.004)), Some(dec!(0.05))), "counted in grams");
    assert_eq!(of("w20089", "DW001", hours.clone()).amount_kg, Some(dec!(0.00012)), "counted in milligrams");
    let flow = of("w00000", "DW001", hours);
    assert_eq!((flow.volume_m3, flow.mean, flow.amount_kg), (Some(dec!(80)), None, None));
}

#[test]
fn an_amount_that_was_not_sent_is_worked_out() {
    let water = vec![value(0, "w00000", None, Some(dec!(60))), value(0, "w01018", Some(dec!(40)), None)];
    assert_eq!(of("w01018", "DW001", water).amount_kg, Some(dec!(2.4)));
    let gas = vec![value(0, "a00000", None, Some(dec!(45000))), value(0, "a21002", Some(dec!(220)), None)];
    let gas = of("a21002", "DA001", gas);
    assert_eq!((gas.amount_kg, gas.mean, gas.measured_mean), (Some(dec!(9.9)), Some(dec!(220)), Some(dec!(220))));
    let no_flow = of("w01018", "DW001", vec![value(0, "w01018", Some(dec!(40)), None)]);
    assert_eq!((no_flow.amount_kg, no_flow.mean), (None, Some(dec!(40))));
}

/// Packet P08 of the dossier: 275 mg/m³ measured, 220 at 11 % of oxygen.
#[test]
fn gas_is_summed_as_measured_and_compared_as_converted() {
    let nox = |hour, measured: Option<Decimal>, mean| Value {
        measured: measured.map(|measured| Nano::try_from(measured).unwrap()),
        converted: measured.is_some(),
        ..value(hour, "a21002", Some(mean), None)
    };
    let hours = vec![
        value(0, "a00000", None, Some(dec!(45000))),
        value(0, "a19001", Some(dec!(8.5)), None),
        nox(0, Some(dec!(275)), dec!(220)),
    ];
    let gas = of("a21002", "DA001", hours.clone());
    assert_eq!(gas.amount_kg, Some(dec!(12.375)));
    assert_eq!((gas.mean, gas.measured_mean), (Some(dec!(220)), Some(dec!(275))));
    // An hour of a fire whose logger sent no converted value: it counts, but with no limit can it be compared.
    let bare = [
        value(1, "a00000", None, Some(dec!(45000))),
        value(1, "a19001", Some(dec!(8.5)), None),
        nox(1, None, dec!(300)),
    ];
    let gas = of("a21002", "DA001", hours.into_iter().chain(bare).collect());
    assert_eq!(gas.amount_kg, Some(dec!(25.875)));
    assert_eq!((gas.mean, gas.measured_mean, gas.valid), (Some(dec!(220)), Some(dec!(275)), 2));
    assert_eq!(gas.periods, Some(Periods { sum: 2, mean: 1, measured_mean: 1 }));
    // An hour of which the converted value alone came: it compares, and nobody takes it for what was measured.
    let only = [value(0, "a00000", None, Some(dec!(45000))), Value { converted: true, ..nox(0, None, dec!(220)) }];
    let gas = of("a21002", "DA001", only.to_vec());
    assert_eq!((gas.mean, gas.measured_mean, gas.amount_kg, gas.valid), (Some(dec!(220)), None, None, 1));
}

/// Three of four hours have no measured value beside the converted one: what the two differ by is that of the fourth.
#[test]
fn the_measured_mean_differs_by_what_the_two_differ_where_both_are_known() {
    let nox = |hour, mean, measured: Option<Decimal>| Value {
        measured: measured.map(|measured| Nano::try_from(measured).unwrap()),
        converted: true,
        ..value(hour, "a21002", Some(mean), None)
    };
    let hours = (0..4).flat_map(|hour| {
        let (mean, measured) = if hour == 0 { (dec!(100), Some(dec!(125))) } else { (dec!(220), None) };
        [value(hour, "a00000", None, Some(dec!(45000))), nox(hour, mean, measured)]
    });
    let gas = of("a21002", "DA001", hours.collect());
    assert_eq!((gas.mean, gas.measured_mean), (Some(dec!(190)), Some(dec!(237.5))));
    assert_eq!(gas.periods, Some(Periods { sum: 1, mean: 4, measured_mean: 1 }));
}

/// An incinerator's mercury and dioxins: an hour of them is a few millionths of a gram, and a quarter is not nothing.
#[test]
fn what_is_less_than_a_microgram_an_hour_is_added_up() {
    let hours = |concentration: Decimal| {
        let hour = move |hour| {
            let mean = Some(concentration);
            [value(hour, "a00000", None, Some(dec!(4_500))), value(hour, "a20057", mean, None)]
        };
        of("a20057", "DA001", (0..2_000).flat_map(hour).collect()).amount_kg
    };
    // 4,500 m³ × 0.0000001 mg/m³ × 2,000 = 0.9 mg.
    assert_eq!(hours(dec!(0.0000001)), Some(dec!(0.0000009)));
    assert_eq!(hours(dec!(0.02)), Some(dec!(0.18)));
    let water = [value(0, "w00000", None, Some(dec!(1))), value(0, "w20111", Some(dec!(0.000000001)), None)];
    let thousand = (0..1_000).flat_map(|hour| water.clone().map(|value| Value { at: Stamp(hour * HOUR), ..value }));
    assert_eq!(of("w20111", "DW001", thousand.collect()).amount_kg, Some(dec!(0.000000001)));
    // Sent in milligrams, in hours of less than a microgram.
    let sent = (0..2_000).map(|hour| value(hour, "w20089", None, Some(dec!(0.0005))));
    assert_eq!(of("w20089", "DW001", sent.collect()).amount_kg, Some(dec!(0.000001)));
}

#[test]
fn quotients_are_rounded_and_not_cut() {
    for (dividend, divisor, want) in [(5, 3, 2), (4, 3, 1), (1, 2, 1), (-1, 2, -1), (-5, 3, -2), (0, 3, 0)] {
        assert_eq!(rounded(dividend, divisor), want, "{dividend}/{divisor}");
    }
    let thirds = [dec!(0.000000001), dec!(0.000000002), dec!(0.000000002)];
    let hours = (0..).zip(thirds).map(|(hour, mean)| value(hour, "w01018", Some(mean), None));
    assert_eq!(of("w01018", "DW001", hours.collect()).mean, Some(dec!(0.000000002)));
}

/// The oxygen of one hour did not come: the fire burned all the same, and its value compares with no limit.
#[test]
fn an_hour_without_oxygen_is_an_hour_of_the_fire() {
    let converted = Value {
        measured: Some(Nano::try_from(dec!(275)).unwrap()),
        converted: true,
        ..value(0, "a21002", Some(dec!(220)), None)
    };
    let with = [value(0, "a00000", None, Some(dec!(45000))), value(0, "a19001", Some(dec!(8.5)), None), converted];
    let without = [value(1, "a00000", None, Some(dec!(45000))), value(1, "a21002", Some(dec!(400)), None)];
    let gas = of("a21002", "DA001", with.into_iter().chain(without.clone()).collect());
    assert_eq!((gas.mean, gas.measured_mean), (Some(dec!(220)), Some(dec!(275))));
    assert_eq!(gas.periods, Some(Periods { sum: 2, mean: 1, measured_mean: 1 }));
    // Where nothing burns it is what is compared, and what was measured.
    let dry = of("a21002", "DA001", without.to_vec());
    assert_eq!((dry.mean, dry.measured_mean), (Some(dec!(400)), Some(dec!(400))));
}

/// The hour of which the measured value is known has no flow, and the one with a flow has no measured value: that each is
/// one hour does not make them the same.
#[test]
fn as_many_hours_are_not_the_same_hours() {
    let nox = |hour, mean, measured: Option<Decimal>| Value {
        measured: measured.map(|measured| Nano::try_from(measured).unwrap()),
        converted: true,
        ..value(hour, "a21002", Some(mean), None)
    };
    let hours =
        vec![nox(0, dec!(100), Some(dec!(125))), value(1, "a00000", None, Some(dec!(45000))), nox(1, dec!(220), None)];
    let gas = of("a21002", "DA001", hours);
    assert_eq!(
        (gas.mean, gas.measured_mean),
        (Some(dec!(220)), Some(dec!(275))),
        "what they differ by is that of the other hour"
    );
}

/// A works with a logger of concentrations whose flow meter stood for all but an hour, the one in which it let go.
#[test]
fn an_amount_of_one_hour_is_that_of_one_hour() {
    let hours: Vec<_> = (0..3).map(|hour| value(hour, "w01018", Some(dec!(40)), None)).collect();
    let cod = of("w01018", "DW001", [vec![value(0, "w00000", None, Some(dec!(60)))], hours].concat());
    assert_eq!((cod.valid, cod.amount_kg), (3, Some(dec!(2.4))));
    assert_eq!(cod.periods, Some(Periods { sum: 1, mean: 1, measured_mean: 0 }));
    assert_eq!(cod.whole_amount(dec!(0.75)), None, "and not carried over to three");
    assert_eq!(cod.sure_mean(dec!(0.75)), None, "weighed by the flow of one hour");
}

#[test]
fn what_is_not_valid_is_counted_and_not_summed() {
    let broken = Value { valid: false, ..value(1, "w01018", Some(dec!(9000)), Some(dec!(900))) };
    let empty = value(2, "w01018", None, None);
    let sums = of("w01018", "DW001", vec![value(0, "w01018", Some(dec!(40)), Some(dec!(2.4))), broken, empty]);
    assert_eq!((sums.valid, sums.invalid, sums.amount_kg), (1, 2, Some(dec!(2.4))));
}

#[test]
fn what_cannot_be_is_absent_and_a_drift_of_nothing_is_nothing() {
    for sentinel in [dec!(-99), dec!(-999), dec!(-99.9)] {
        let no_value = value(1, "w01018", Some(sentinel), None);
        let cod = of("w01018", "DW001", vec![value(0, "w01018", Some(dec!(40)), Some(dec!(2.4))), no_value]);
        assert_eq!((cod.valid, cod.invalid), (1, 1), "{sentinel}");
        assert_eq!((cod.mean, cod.amount_kg), (Some(dec!(40)), Some(dec!(2.4))), "{sentinel}");
    }
    let no_amount = value(1, "w01018", Some(dec!(40)), Some(dec!(-999)));
    assert_eq!(of("w01018", "DW001", vec![no_amount]).amount_kg, None);
    let hour = |at, flow, mean| [value(at, "w00000", None, Some(flow)), value(at, "w01018", Some(mean), None)];
    let hours = [hour(0, dec!(60), dec!(40)), hour(1, dec!(60), dec!(-0.05)), hour(2, dec!(-0.02), dec!(40))];
    let cod = of("w01018", "DW001", hours.concat());
    assert_eq!((cod.valid, cod.amount_kg), (3, Some(dec!(2.4))), "an idle hour is valid and takes nothing away");
}

#[test]
fn of_two_revisions_the_last_counts_and_other_codes_do_not() {
    let hours = vec![
        value(0, "SB1", Some(dec!(1)), None),
        value(0, "w01001", Some(dec!(7)), None),
        value(0, "w01018", Some(dec!(40)), Some(dec!(2.4))),
        value(0, "w01018", Some(dec!(30)), Some(dec!(1.8))),
    ];
    let all = sums("DW001".parse().unwrap(), Interval::Hour, 3, hours.into_iter());
    assert_eq!(all.iter().map(|sums| (sums.pollutant.as_str(), sums.valid)).collect::<Vec<_>>(), [("w01018", 1)]);
    assert_eq!(all[0].amount_kg, Some(dec!(1.8)));
}

#[test]
fn figures_beyond_reason_are_in_no_sum_and_no_panic() {
    let most = |hour, code: &str| Value {
        mean: Some(Nano(i64::MAX)),
        amount: Some(Micro(i64::MAX)),
        ..value(hour, code, None, None)
    };
    let hours = (0..2208).flat_map(|hour| [most(hour, "w00000"), most(hour, "w01018")]).collect();
    let sums = of("w01018", "DW001", hours);
    assert_eq!((sums.valid, sums.invalid, sums.mean, sums.amount_kg), (0, 2208, None, None));
}
