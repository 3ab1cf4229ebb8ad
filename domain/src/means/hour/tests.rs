//! Hours as loggers send them.

use proptest::prelude::*;
use rust_decimal::dec;

use super::*;
use crate::means::rules::tests::rule;

const START: Stamp = Stamp(1_763_769_600_000); // 2025-11-22 08:00 in Beijing

fn at(minute: i64) -> Stamp {
    START.plus(minute * MINUTE)
}

fn sample(minute: i64, value: impl Into<Option<Decimal>>) -> Sample {
    Sample { at: at(minute), value: value.into(), measured: None, converted: false }
}

fn series(code: &str, samples: impl IntoIterator<Item = Sample>) -> BTreeMap<String, Vec<Sample>> {
    [(code.to_owned(), samples.into_iter().collect())].into()
}

fn minutes(all: impl IntoIterator<Item = (&'static str, Vec<Sample>)>) -> Samples {
    Samples::of(all.into_iter().map(|(code, samples)| (code.to_owned(), samples)).collect(), BTreeMap::new())
}

fn of(kind: OutletKind, samples: &Samples, code: &str, reference: Option<Decimal>) -> OwnMean {
    hour(Hour { kind, samples, rule: &rule(kind) }, code, reference).unwrap()
}

#[test]
fn the_hour_begins_on_the_wall() {
    assert_eq!(START.floor(HOUR), START);
}

/// Water: C = G / Q (HJ 212-2017, appendix D): with twice the flow a part weighs twice.
#[test]
fn concentrations_in_water_are_weighted_by_the_flow() {
    let concentrations = [40, 40, 40, 40, 40, 70].map(Decimal::from);
    let cod: Vec<_> = (0..6).map(|n| sample(n * 10, concentrations[usize::try_from(n).unwrap()])).collect();
    let flow = |last: i64| (0..6).map(|n| sample(n * 10, Decimal::from(if n == 5 { last } else { 10 }))).collect();
    for (last, mean) in [(10, dec!(45)), (50, dec!(55)), (0, dec!(40))] {
        let samples = minutes([("w01018", cod.clone()), ("w00000", flow(last))]);
        let own = of(OutletKind::Water, &samples, "w01018", None);
        assert_eq!((own.value, own.valid, own.weighted, own.outcome), (Some(mean), 60, true, MeanOutcome::Counts));
        // The flow itself and a pH are no concentrations.
        assert!(!of(OutletKind::Water, &samples, "w00000", None).weighted);
    }
    // A flow meter that drifts below nothing at rest takes no weight away from the others.
    let drifting = minutes([("w01018", cod.clone()), ("w00000", flow(-9))]);
    assert_eq!(of(OutletKind::Water, &drifting, "w01018", None).value, Some(dec!(40)));
    let unknown = minutes([("w01018", cod.clone())]);
    let own = of(OutletKind::Water, &unknown, "w01018", None);
    assert_eq!((own.value, own.weighted), (Some(dec!(45)), false), "no flow came: as it is");
    let dry = (0..6).map(|n| sample(n * 10, dec!(0))).collect();
    let own = of(OutletKind::Water, &minutes([("w01018", cod), ("w00000", dry)]), "w01018", None);
    assert_eq!((own.value, own.outcome, own.counts()), (None, MeanOutcome::NoFlow, false));
}

#[test]
fn an_hour_counts_from_45_valid_minutes_on() {
    #[rustfmt::skip]
    let cases = [
        // ten-minute means that are valid, valid minutes, outcome
        (6, 60, MeanOutcome::Counts),
        (5, 50, MeanOutcome::Counts),
        (4, 40, MeanOutcome::TooLittle),
        (0, 0,  MeanOutcome::TooLittle),
    ];
    for (count, valid, outcome) in cases {
        let nox = (0..6).map(|n| sample(n * 10, (n < count).then_some(dec!(100)))).collect();
        let own = of(OutletKind::Air, &minutes([("a21002", nox)]), "a21002", None);
        assert_eq!((own.valid, own.outcome), (valid, outcome), "{count}");
        assert_eq!(own.value.is_some(), count > 0, "what there is, is kept");
    }
}

/// Real-time values stand for the minute in which they came, or for as long as lies between them.
#[test]
fn real_time_values_make_an_hour_where_no_means_came() {
    #[rustfmt::skip]
    let cases = [
        // every so many seconds, until minute, valid minutes
        (30,   60, 60),
        (60,   60, 60),
        (60,   40, 40),
        (300,  60, 60),
        (600,  60, 60),
        (1800, 60, 20),  // no value stands for more than ten minutes
        (420,  60, 48),  // every seven minutes: eight parts of six
    ];
    for (seconds, until, valid) in cases {
        let count: i64 = until * 60 / seconds;
        let own = |n: i64| Sample { at: START.plus(n * seconds * 1_000), ..sample(0, dec!(7)) };
        let samples = Samples::of(BTreeMap::new(), series("a21026", (0..count).map(own)));
        assert_eq!(samples.interval(), Some(Interval::Realtime));
        let own = of(OutletKind::Air, &samples, "a21026", None);
        assert_eq!((own.valid, own.value), (valid, Some(dec!(7))), "{seconds} s");
    }
    // Ten-minute means go before them.
    let both = Samples::of(series("a21026", [sample(0, dec!(5))]), series("a21026", [sample(0, dec!(9))]));
    assert_eq!(of(OutletKind::Air, &both, "a21026", None).value, Some(dec!(5)));
    assert_eq!(of(OutletKind::Air, &both, "a21026", None).valid, 10, "one of ten minutes stands for ten");
}

/// C' = C · (21 − reference) / (21 − measured): packet P08 of the dossier, 275 at 6.0 % against 9 %: 220.
#[test]
fn gas_is_compared_as_converted() {
    let hourly = |value: Decimal| (0..6).map(|n| sample(n * 10, value)).collect::<Vec<_>>();
    let samples = minutes([("a21002", hourly(dec!(275))), ("a19001", hourly(dec!(6)))]);
    let own = of(OutletKind::Air, &samples, "a21002", Some(dec!(9)));
    assert_eq!((own.value, own.measured, own.conversion), (Some(dec!(220)), Some(dec!(275)), Conversion::Worked));
    assert_eq!(of(OutletKind::Air, &samples, "a21002", None).value, Some(dec!(275)), "a limit that asks for none");

    let sent = |n: i64| Sample { measured: Some(dec!(275)), converted: true, ..sample(n * 10, dec!(218)) };
    let samples = minutes([("a21002", (0..6).map(sent).collect()), ("a19001", hourly(dec!(6)))]);
    let own = of(OutletKind::Air, &samples, "a21002", Some(dec!(9)));
    assert_eq!((own.value, own.measured, own.conversion), (Some(dec!(218)), Some(dec!(275)), Conversion::Sent));

    // No oxygen, too little of it, and an analyser that shows air.
    for oxygen in [vec![], hourly(dec!(6))[..3].to_vec(), hourly(dec!(20.9))] {
        let samples = minutes([("a21002", hourly(dec!(275))), ("a19001", oxygen)]);
        let own = of(OutletKind::Air, &samples, "a21002", Some(dec!(9)));
        assert_eq!((own.value, own.outcome), (Some(dec!(275)), MeanOutcome::NoOxygen));
        assert!(!own.counts());
    }
}

/// Two quantities are not averaged: where some values are converted, the others do not count.
#[test]
fn converted_and_measured_values_are_not_mixed() {
    let one = |n: i64| Sample { converted: n < 5, ..sample(n * 10, if n < 5 { dec!(200) } else { dec!(275) }) };
    let own = of(OutletKind::Air, &minutes([("a21002", (0..6).map(one).collect())]), "a21002", Some(dec!(9)));
    assert_eq!((own.value, own.valid, own.conversion), (Some(dec!(200)), 50, Conversion::Sent));
}

#[test]
fn what_did_not_come_has_no_mean() {
    let samples = minutes([("w01018", vec![sample(0, dec!(1))])]);
    let rule = rule(OutletKind::Water);
    assert_eq!(hour(Hour { kind: OutletKind::Water, samples: &samples, rule: &rule }, "w21003", None), None);
    let nothing = Samples::of(BTreeMap::new(), BTreeMap::new());
    assert_eq!((nothing.interval(), nothing.codes().count()), (None, 0));
}

proptest! {
    /// A mean lies between the least and the greatest, whatever the weights, and its minutes are never more than the hour.
    #[test]
    fn a_mean_lies_between(
        parts in prop::collection::vec((0i64..60, 0u32..1_000_000, -9i32..1_000), 1..200),
        step in 1i64..15,
    ) {
        let value = |(minute, value, _): &(i64, u32, i32)| sample(minute / step * step, Decimal::from(*value));
        let flow = |(minute, _, flow): &(i64, u32, i32)| sample(minute / step * step, Decimal::from(*flow));
        let samples = minutes([
            ("w01018", parts.iter().map(value).collect()),
            ("w00000", parts.iter().map(flow).collect()),
        ]);
        let own = of(OutletKind::Water, &samples, "w01018", None);
        prop_assert!(own.valid <= 60);
        if let Some(mean) = own.value {
            let least = parts.iter().map(|part| part.1).min().unwrap();
            let greatest = parts.iter().map(|part| part.1).max().unwrap();
            let slack = dec!(0.000001);
            prop_assert!(Decimal::from(least) - slack <= mean && mean <= Decimal::from(greatest) + slack);
        } else {
            prop_assert_eq!(own.outcome, MeanOutcome::NoFlow);
        }
    }

    /// The order in which values came is nothing.
    #[test]
    fn order_does_not_matter(values in prop::collection::vec((0i64..60, 0u32..1_000), 1..60), turn in 0usize..60) {
        let all: Vec<_> = values.iter().map(|(minute, value)| sample(*minute, Decimal::from(*value))).collect();
        let mut turned = all.clone();
        turned.rotate_left(turn % all.len());
        let of = |samples: Vec<Sample>| of(OutletKind::Air, &minutes([("a21026", samples)]), "a21026", None);
        let (one, other) = (of(all), of(turned));
        prop_assert_eq!((one.valid, one.outcome), (other.valid, other.outcome));
        prop_assert!((one.value.unwrap() - other.value.unwrap()).abs() < dec!(0.000001));
    }
}
