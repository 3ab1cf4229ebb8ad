use proptest::prelude::*;
use rust_decimal::dec;

use super::*;
use crate::{
    mark::{
        MarkKind as K,
        rules::tests::rule,
        tests::{at, mark},
    },
    means,
    outlet::OutletKind,
};

const NOX: &str = "a21002";
const DUST: &str = "a34013";

fn gas() -> MeansRule {
    means::rule_for_tests(OutletKind::Air)
}

fn of(marks: &[Mark], basis: &str, pollutant: &str, interval: Interval, moment: &str) -> Effect {
    let rule = (!basis.is_empty()).then(|| rule(basis));
    effect(marks, rule.as_ref(), &gas(), pollutant, interval, at(moment))
}

/// The hours of a day of which the nitrogen oxides of a boiler are no basis.
fn out_hours(marks: &[Mark]) -> Vec<u32> {
    (0..24)
        .filter(|hour| !of(marks, "GB 13271-2014", NOX, Interval::Hour, &format!("22T{hour:02}:00")).stands())
        .collect()
}

#[test]
fn a_start_counts_inside_its_time_limit_only() {
    // Archetype 8 of the issue: NOx 220 against 200 in the hour of 08:00.
    let short = mark(K::ColdStart, "22T08:00", "22T11:00");
    let found = of(std::slice::from_ref(&short), "GB 13271-2014", NOX, Interval::Hour, "22T08:00");
    assert_eq!(found, Effect::NoBasis { mark: 0, kind: K::ColdStart, why: Why::WithinTime, ceiling: None });
    assert_eq!(out_hours(&[short]), vec![8, 9, 10]);
    let long = mark(K::ColdStart, "22T08:00", "22T13:00");
    assert_eq!(out_hours(std::slice::from_ref(&long)), vec![8, 9, 10, 11], "the hours beyond four stand");
    assert_eq!(out_hours(&[mark(K::HotStart, "22T08:00", "22T13:00")]), vec![8, 9]);
    assert_eq!(out_hours(&[mark(K::Stop, "22T08:00", "22T13:00")]), vec![8]);
    assert_eq!(out_hours(&[mark(K::Stopped, "22T08:00", "")]), Vec::<u32>::new(), "no time, no effect");
    let unstated = Mark { treatment_runs: false, ..long.clone() };
    assert_eq!(out_hours(&[unstated]), Vec::<u32>::new(), "nobody says that treatment ran");
    assert!(of(&[long], "", NOX, Interval::Hour, "22T08:00").stands(), "no rule for this kind of works");
}

#[test]
fn what_is_marked_twice_is_not_two_starts() {
    let one = mark(K::ColdStart, "22T04:00", "22T08:00");
    let next = mark(K::ColdStart, "22T08:00", "22T12:00");
    assert_eq!(out_hours(&[next.clone(), one.clone()]), vec![4, 5, 6, 7], "whatever their order");
    let hot = mark(K::HotStart, "22T08:30", "22T12:00");
    assert_eq!(out_hours(&[one.clone(), hot]), vec![4, 5, 6, 7]);
    let later = mark(K::ColdStart, "22T09:00", "22T12:00");
    assert_eq!(out_hours(&[one.clone(), later]), vec![4, 5, 6, 7, 9, 10, 11], "an hour apart they are two");
    let unstated = Mark { treatment_runs: false, ..one };
    assert_eq!(out_hours(&[unstated, next]), Vec::<u32>::new(), "the time runs from the first all the same");
}

#[test]
fn an_hour_stands_on_forty_five_minutes() {
    for (from, to, stands) in [
        ("22T08:00", "22T08:15", true),
        ("22T08:00", "22T08:16", false),
        ("22T07:00", "22T08:15", true),
        ("22T08:50", "22T10:00", true),
        ("22T08:44", "22T10:00", false),
    ] {
        for kind in [K::Calibration, K::ColdStart] {
            let found = of(&[mark(kind, from, to)], "GB 13271", NOX, Interval::Hour, "22T08:00");
            assert_eq!(found.stands(), stands, "{kind} {from} {to}");
        }
    }
    // Together they leave too little, and what both cover is covered once.
    let two = [mark(K::Calibration, "22T08:00", "22T08:10"), mark(K::ColdStart, "22T08:40", "22T08:50")];
    assert!(!of(&two, "GB 13271", NOX, Interval::Hour, "22T08:00").stands());
    let same = [mark(K::Calibration, "22T08:00", "22T08:15"), mark(K::ColdStart, "22T08:05", "22T08:15")];
    assert!(of(&same, "GB 13271", NOX, Interval::Hour, "22T08:00").stands());
}

#[test]
fn a_device_mark_speaks_of_its_pollutants() {
    let dust = Mark { pollutants: vec![DUST.to_owned()], ..mark(K::InstrumentFault, "22T08:00", "") };
    let marks = [dust];
    let found = of(&marks, "", DUST, Interval::Hour, "23T01:00");
    assert_eq!(found, Effect::NoBasis { mark: 0, kind: K::InstrumentFault, why: Why::Invalid, ceiling: None });
    assert!(of(&marks, "", NOX, Interval::Hour, "23T01:00").stands());
    assert!(!of(&marks, "", DUST, Interval::Realtime, "22T08:00").stands());
    assert!(of(&marks, "", DUST, Interval::Realtime, "22T07:59").stands());
}

#[test]
fn a_rule_may_speak_of_some_pollutants_only() {
    let marks = [mark(K::ColdStart, "22T00:00", "22T10:00")];
    assert!(!of(&marks, "GB 28662-2012", NOX, Interval::Hour, "22T07:00").stands());
    assert!(of(&marks, "GB 28662-2012", NOX, Interval::Hour, "22T08:00").stands());
    assert!(of(&marks, "GB 28662-2012", DUST, Interval::Hour, "22T07:00").stands());
}

#[test]
fn a_day_stands_on_enough_hours() {
    // Of gas twenty: four hours may be out, five may not.
    let four = [mark(K::Maintenance, "22T08:00", "22T12:00")];
    assert!(of(&four, "", NOX, Interval::Day, "22T00:00").stands());
    let five = [mark(K::Maintenance, "22T08:00", "22T13:00")];
    assert!(!of(&five, "", NOX, Interval::Day, "22T00:00").stands());
    assert!(of(&five, "", NOX, Interval::Day, "23T00:00").stands());
}

#[test]
fn the_time_of_a_year_runs_out_and_dust_has_a_ceiling() {
    // Ten hours a year, four at once.
    let marks = [
        mark(K::Fault, "01T00:00", "01T04:00"),
        mark(K::Fault, "05T00:00", "05T09:00"),
        mark(K::Stop, "09T00:00", "09T04:00"),
        mark(K::Fault, "15T00:00", "15T04:00"),
    ];
    let found = |moment: &str| of(&marks, "GB 18485-2014", DUST, Interval::Hour, moment);
    assert_eq!(
        found("01T03:00"),
        Effect::NoBasis { mark: 0, kind: K::Fault, why: Why::WithinTime, ceiling: Some(dec!(150)) }
    );
    assert!(!found("05T03:00").stands() && found("05T04:00").stands());
    assert!(!found("09T01:00").stands() && found("09T02:00").stands(), "the tenth hour was the last");
    assert!(found("15T00:00").stands());
    let nox = of(&marks, "GB 18485-2014", NOX, Interval::Hour, "01T03:00");
    assert!(matches!(nox, Effect::NoBasis { ceiling: None, .. }));
}

fn any_kind() -> impl Strategy<Value = K> {
    prop::sample::select(K::ALL)
}

prop_compose! {
    fn any_mark()(kind in any_kind(), from in 0_i64..(3 * 24 * 60), lasts in 1_i64..(24 * 60), runs in any::<bool>(), open in any::<bool>())
        -> Mark
    {
        let from = at("21T00:00").plus(from * MINUTE);
        let to = (!(open && kind.may_be_open())).then(|| from.plus(lasts * MINUTE));
        Mark { kind, pollutants: Vec::new(), from, to, treatment_runs: runs }
    }
}

fn any_interval() -> impl Strategy<Value = Interval> {
    prop::sample::select(Interval::ALL)
}

proptest! {
    /// Without a rule for the works, and without any mark, nothing that the enterprise says of the works changes a thing.
    #[test]
    fn nothing_said_of_the_works_counts_without_a_rule(
        marks in prop::collection::vec(any_mark(), 0..6), interval in any_interval(), hour in 0_i64..72
    ) {
        let works: Vec<_> = marks.into_iter().filter(|mark| !mark.kind.is_device()).collect();
        let moment = at("21T00:00").plus(hour * HOUR);
        prop_assert!(effect(&works, None, &gas(), NOX, interval, moment).stands());
    }

    /// One more mark of a device never makes a mean stand that did not.
    #[test]
    fn a_device_mark_only_takes_away(
        marks in prop::collection::vec(any_mark(), 0..6), more in any_mark(), interval in any_interval(), hour in 0_i64..72
    ) {
        let rule = rule("GB 13271");
        let moment = at("21T00:00").plus(hour * HOUR);
        let before = effect(&marks, Some(&rule), &gas(), NOX, interval, moment);
        let mut all = marks;
        all.push(Mark { kind: K::Maintenance, ..more });
        let after = effect(&all, Some(&rule), &gas(), NOX, interval, moment);
        prop_assert!(before.stands() || !after.stands());
    }

    /// What is excused of a year is never more than the year has, and lies inside its marks.
    #[test]
    fn no_more_is_excused_than_the_law_gives(marks in prop::collection::vec(any_mark(), 0..12)) {
        let rule = rule("GB 18485");
        let parts = excused(&marks, &rule);
        let sum: i64 = parts.iter().map(|part| part.to.since(part.from)).sum();
        prop_assert!(sum <= 600 * MINUTE);
        for part in parts {
            let own = &marks[part.mark];
            prop_assert!(own.from <= part.from && part.from < part.to && part.to <= own.until());
            prop_assert!(own.treatment_runs && !own.kind.is_device());
            prop_assert!(part.to.since(own.from) <= 240 * MINUTE);
        }
    }

    /// The order in which marks come makes no difference.
    #[test]
    fn their_order_does_not_matter(
        marks in prop::collection::vec(any_mark(), 0..6), interval in any_interval(), hour in 0_i64..72
    ) {
        let rule = rule("GB 13271");
        let moment = at("21T00:00").plus(hour * HOUR);
        let mut turned = marks.clone();
        turned.reverse();
        let (one, other) = (
            effect(&marks, Some(&rule), &gas(), NOX, interval, moment),
            effect(&turned, Some(&rule), &gas(), NOX, interval, moment),
        );
        prop_assert_eq!(one.stands(), other.stands());
    }
}
