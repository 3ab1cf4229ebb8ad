//! Outlets for the tests of the rules.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, dec};

use super::{HourValue, Outlet, Series, SignLimit, SignRule, SignRules};
use crate::{
    limit::{Averaging, Limit},
    mark::{Mark, MarkKind},
    outlet::OutletKind,
    time::{HOUR, Stamp, start_of},
};

/// The start of an hour, counted from the first that is looked at.
pub fn at(hour: i64) -> Stamp {
    start_of("2026-11-10".parse().unwrap()).plus(hour * HOUR)
}

/// Which hour a moment is, counted the same way.
pub fn hour_of(moment: Stamp) -> i64 {
    moment.since(at(0)) / HOUR
}

/// The thresholds that come with the portal.
pub fn rule() -> SignRule {
    let rules: SignRules = toml::from_str(include_str!("../../../data/signs.toml")).unwrap();
    rules.on("2026-11-22".parse().unwrap()).unwrap().clone()
}

/// An outlet with so many hours.
pub struct Made {
    hours: usize,
    kind: OutletKind,
    series: BTreeMap<String, Series>,
}

impl Made {
    /// One of water, with a flow of some 3 L/s that moves.
    pub fn water(hours: usize) -> Self {
        let made = Self { hours, kind: OutletKind::Water, series: BTreeMap::new() };
        made.flow(|hour| Some(dec!(3) + Decimal::from(hour % 6) * dec!(0.1)))
    }

    /// One of gas, with a flow that moves.
    pub fn gas(hours: usize) -> Self {
        let made = Self { hours, kind: OutletKind::Air, series: BTreeMap::new() };
        made.flow(|hour| Some(dec!(8) + Decimal::from(hour % 6) * dec!(0.1)))
    }

    /// With another flow.
    pub fn flow(self, figure: impl Fn(usize) -> Option<Decimal>) -> Self {
        let code = crate::pollutant::flow_of(self.kind);
        self.with(code, figure)
    }

    /// With hourly means of a code.
    pub fn with(mut self, code: &str, figure: impl Fn(usize) -> Option<Decimal>) -> Self {
        let of = |hour: usize| {
            let value = figure(hour)?;
            Some(HourValue { at: at(i64::try_from(hour).unwrap()), value, measured: None, converted: false })
        };
        let hours = (0..self.hours).filter_map(of).collect();
        self.series.insert(code.to_owned(), Series { hours, limits: limits(code) });
        self
    }

    /// With hourly means of a gas, as measured and as converted.
    pub fn converted(mut self, code: &str, figure: impl Fn(usize) -> (Decimal, Decimal)) -> Self {
        let of = |hour: usize| {
            let (measured, value) = figure(hour);
            let at = at(i64::try_from(hour).unwrap());
            HourValue { at, value, measured: Some(measured), converted: true }
        };
        let hours = (0..self.hours).map(of).collect();
        self.series.insert(code.to_owned(), Series { hours, limits: limits(code) });
        self
    }

    pub fn outlet(&self) -> Outlet<'static> {
        let to = at(i64::try_from(self.hours).unwrap());
        Outlet { kind: self.kind, series: self.series.clone(), from: at(0), to, marks: &[] }
    }

    /// A mark over some hours.
    pub fn mark(kind: MarkKind, from: i64, to: i64) -> Mark {
        Mark { kind, pollutants: Vec::new(), from: at(from), to: Some(at(to)), treatment_runs: false }
    }
}

/// COD 80, ammonia 15, nickel 0.5 by the day; nitrogen oxides 150, sulphur dioxide 50, dust 20 at 3.5 % by the hour; solvents 80; pH.
fn limits(code: &str) -> Vec<SignLimit> {
    let day = |high| (None, Some(high), Averaging::Day, None);
    let burnt = |high| (None, Some(high), Averaging::Hour, Some(dec!(3.5)));
    let (low, high, averaging, reference_oxygen) = match code {
        "w01018" => day(dec!(80)),
        "w21003" => day(dec!(15)),
        "w20121" => day(dec!(0.5)),
        "w01001" => (Some(dec!(6)), Some(dec!(9)), Averaging::Hour, None),
        "a21002" => burnt(dec!(150)),
        "a21026" => burnt(dec!(50)),
        "a34013" => burnt(dec!(20)),
        "a24088" => (None, Some(dec!(80)), Averaging::Hour, None),
        _ => return Vec::new(),
    };
    let valid_from = "2020-01-01".parse().unwrap();
    vec![SignLimit { limit: Limit { low, high, averaging, valid_from, valid_to: None }, reference_oxygen }]
}

#[test]
fn every_kind_has_a_source_and_an_honest_outlet_shows_no_sign() {
    for kind in super::SignKind::ALL {
        assert!(!rule().source(*kind).is_empty(), "{kind}");
    }
    let moves = |base: Decimal, own: usize| {
        move |hour: usize| Some(base + base * Decimal::from((hour * own) % 11) * dec!(0.01))
    };
    let honest = Made::water(192)
        .with("w01018", moves(dec!(41.2), 3))
        .with("w21003", moves(dec!(5.10), 5))
        .with("w20121", moves(dec!(0.210), 7))
        .with("w01001", |hour| Some(dec!(7.1) + Decimal::from(hour % 3) * dec!(0.1)));
    assert_eq!(super::by_values(&honest.outlet(), &rule()), []);
}

#[test]
fn nonsense_and_nothing_break_no_rule() {
    let (most, least) = (dec!(9223372036.854775807), dec!(0.000000001));
    for figure in [most, least, -most, dec!(0), dec!(-1)] {
        let odd = move |hour: usize| Some(if hour.is_multiple_of(2) { figure } else { most });
        let water =
            Made::water(192).with("w01018", odd).with("w21003", odd).with("w20121", odd).with("w01001", odd).flow(odd);
        super::by_values(&water.outlet(), &rule());
        let gas = Made::gas(192)
            .with("a19001", odd)
            .converted("a21002", move |hour| (figure, odd(hour).unwrap_or_default()))
            .converted("a21026", move |hour| (odd(hour).unwrap_or_default(), figure))
            .converted("a34013", move |_| (figure, figure))
            .flow(odd);
        super::by_values(&gas.outlet(), &rule());
    }
    for empty in [Made::water(0), Made::gas(0), Made::water(192).with("w01018", |_| None)] {
        assert_eq!(super::by_values(&empty.outlet(), &rule()), []);
    }
}

mod laws {
    use proptest::prelude::*;

    use super::*;
    use crate::sign::by_values;

    proptest! {
        /// Whatever an outlet sends: what is found lies within what was looked at, stretches of one kind and pollutant do not overlap,
        /// and the evidence can be kept and read again.
        #[test]
        fn what_is_found_lies_within_and_apart(
            cod in proptest::collection::vec(0i64..1_000, 192),
            nickel in proptest::collection::vec(0i64..4, 192),
            flow in proptest::collection::vec(0i64..3, 192),
        ) {
            let of = |figures: Vec<i64>, scale: u32| move |hour: usize| Some(Decimal::new(figures[hour], scale));
            let made = Made::water(192)
                .with("w01018", of(cod.clone(), 1))
                .with("w21003", of(cod, 2))
                .with("w20121", move |hour| Some(Decimal::new(300 + nickel[hour], 3)))
                .flow(of(flow, 0));
            let found = by_values(&made.outlet(), &rule());
            for (place, one) in found.iter().enumerate() {
                prop_assert!(at(0) <= one.from && one.from < one.to && one.to <= at(192), "{:?}", one);
                let apart = found[..place].iter().all(|other| {
                    (other.kind, &other.pollutant) != (one.kind, &one.pollutant) || other.to <= one.from || one.to <= other.from
                });
                prop_assert!(apart, "{:?}", found);
                let kept = serde_json::to_string(&one.evidence).unwrap();
                prop_assert_eq!(&serde_json::from_str::<crate::sign::Evidence>(&kept).unwrap(), &one.evidence);
            }
        }
    }
}
