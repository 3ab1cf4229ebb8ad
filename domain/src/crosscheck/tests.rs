//! Laws of all rules, and what their tables are made from.

use std::{collections::BTreeSet, fmt::Write};

use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

use super::*;
use crate::{
    declaration::{Emission, Method, form::FieldPath},
    finding::Severity,
    lang::Lang,
    limit::{Averaging, Limit},
    measurement::Interval,
    message::{Arg, laws},
    month::Month,
    outlet::Discharge,
    pollutant::WATER_FLOW,
    utility::Feed,
};

/// An opinion without its figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Fits,
    Doubts(Severity),
    Silent(Why),
}

pub(crate) fn verdicts(opinions: Vec<Opinion>) -> Vec<Verdict> {
    let verdict = |opinion| match opinion {
        Opinion::Fits(_) => Verdict::Fits,
        Opinion::Doubts(doubt) => Verdict::Doubts(doubt.severity),
        Opinion::Silent(_, why) => Verdict::Silent(why),
    };
    opinions.into_iter().map(verdict).collect()
}

/// A plater with one outlet to the river, one workshop outlet and one stack; nothing declared, nothing known.
pub(crate) fn evidence() -> Evidence {
    let outlet = |code: &str, discharge| Outlet { code: code.parse().unwrap(), discharge };
    let mut evidence = Evidence::of("2026Q3".parse().unwrap());
    evidence.outlets = vec![
        outlet("DW001", Discharge::Direct),
        outlet("DW002", Discharge::Workshop),
        outlet("DA001", Discharge::Direct),
    ];
    evidence
}

/// A declared row at DW001.
pub(crate) fn row(code: &str, mean: Option<Decimal>, amount_kg: Option<Decimal>) -> Emission {
    let (outlet, pollutant) = ("DW001".parse().unwrap(), code.to_owned());
    Emission { mean, amount_kg, ..Emission::new(outlet, pollutant, Method::Automatic) }
}

/// A whole quarter of valid hours at DW001, its sums not yet known.
pub(crate) fn monitored(code: &str) -> Monitored {
    let (outlet, pollutant, interval) = ("DW001".parse().unwrap(), code.to_owned(), Interval::Hour);
    Monitored {
        outlet,
        pollutant,
        interval,
        due: 2208,
        valid: 2208,
        invalid: 0,
        mean: None,
        measured_mean: None,
        volume_m3: None,
        amount_kg: None,
        periods: None,
    }
}

/// A limit at DW001.
pub(crate) fn limit(code: &str) -> OutletLimit {
    let (high, valid_from) = (Some(dec!(0.5)), "2020-01-01".parse().unwrap());
    let limit = Limit { low: None, high, averaging: Averaging::Day, valid_from, valid_to: None };
    OutletLimit { outlet: "DW001".parse().unwrap(), pollutant: code.to_owned(), limit }
}

/// Three bills, a volume and the load of one pollutant, declared and known.
fn world(water: (Decimal, Decimal), volume: (Decimal, Decimal), load: (Decimal, Decimal)) -> Evidence {
    let mut evidence = evidence();
    evidence.declared.water.municipal_m3 = Some(water.0);
    let third = water.1 / dec!(4);
    for (month, quantity) in Month::of(evidence.quarter).into_iter().zip([third, third, third * dec!(2)]) {
        evidence.bills.push(Bill { feed: Feed::Water, month, quantity });
    }
    evidence.declared.water.discharged_m3 = Some(volume.0);
    evidence.declared.emissions.push(row("w01018", None, Some(load.0)));
    evidence.monitored.push(Monitored { volume_m3: Some(volume.1), ..monitored(WATER_FLOW) });
    evidence.monitored.push(Monitored { amount_kg: Some(load.1), ..monitored("w01018") });
    evidence
}

fn figure() -> impl Strategy<Value = Decimal> {
    (0i64..1_000_000_000, 0u32..4).prop_map(|(digits, scale)| Decimal::new(digits, scale))
}

proptest! {
    #[test]
    fn what_was_measured_and_so_declared_is_never_doubted(water in figure(), volume in figure(), load in figure()) {
        let report = run(&world((water, water), (volume, volume), (load, load)));
        prop_assert_eq!(report.findings, []);
        prop_assert_eq!(report.fits.len(), 3);
    }

    #[test]
    fn a_change_of_unit_on_both_sides_changes_no_verdict(
        water in (figure(), figure()), volume in (figure(), figure()), load in (figure(), figure()), power in 0u32..4,
    ) {
        let factor = Decimal::from(10u32.pow(power));
        let scaled = |pair: (Decimal, Decimal)| (pair.0 * factor, pair.1 * factor);
        let verdict = |evidence: &Evidence| {
            let findings = run(evidence).findings;
            findings.into_iter().map(|f| (f.rule, f.subject, f.severity)).collect::<Vec<_>>()
        };
        prop_assert_eq!(verdict(&world(water, volume, load)), verdict(&world(scaled(water), scaled(volume), scaled(load))));
    }

    #[test]
    fn a_finding_can_be_made_again_from_itself_alone(
        water in (figure(), figure()), volume in (figure(), figure()), load in (figure(), figure()), part in figure(),
    ) {
        let mut evidence = world(water, volume, load);
        evidence.caps.push(Cap { pollutant: "w01018".to_owned(), kg_per_year: load.1 });
        evidence.declared.emissions.push(row("w21003", Some(part), None));
        evidence.declared.emissions.push(row("w21001", Some(volume.0), Some(part)));
        for finding in run(&evidence).findings {
            let stored: Finding = serde_json::from_str(&serde_json::to_string(&finding).unwrap()).unwrap();
            prop_assert_eq!(again(&stored), Some(finding));
        }
    }
}

#[test]
fn two_doubts_about_one_pair_are_told_apart() {
    let mut evidence = evidence();
    for (code, mean) in [("w21003", dec!(9)), ("w21001", dec!(5))] {
        evidence.declared.emissions.push(row(code, Some(mean + Decimal::ONE), None));
        evidence.monitored.push(Monitored { mean: Some(mean), ..monitored(code) });
    }
    let found = run(&evidence).findings;
    assert_eq!(found.iter().map(|f| f.key.as_ref()).collect::<Vec<_>>(), ["X19.declared", "X19.monitored"]);
    for finding in found {
        assert_eq!(again(&finding).as_ref(), Some(&finding));
    }
}

#[test]
fn figures_beyond_reason_are_judged_without_a_panic() {
    let (most, least) = (Decimal::MAX, Decimal::MIN);
    for (declared, known) in [(most, Decimal::ONE), (Decimal::ONE, most), (least, most), (most, least)] {
        let mut evidence = world((declared, known / dec!(8)), (declared, known), (declared, known));
        evidence.declared.emissions[0].mean = Some(declared);
        evidence.monitored[0].valid = 2000;
        evidence.caps.push(Cap { pollutant: "w01018".to_owned(), kg_per_year: known });
        assert!(!run(&evidence).findings.is_empty());
    }
}

#[test]
fn nothing_known_is_no_pass() {
    let report = run(&evidence());
    assert_eq!((report.findings.len(), report.fits.len()), (0, 0));
    let mut early = evidence();
    early.quarter = "2020Q1".parse().unwrap();
    let said: Vec<_> = run(&early).not_checked.iter().map(|n| (n.rule.to_string(), n.why)).collect();
    assert_eq!(said, RULES.iter().map(|rule| (rule.id.to_owned(), Why::NoEdition)).collect::<Vec<_>>());
}

/// Evidence with something for every sentence of every rule.
fn everything_wrong() -> Evidence {
    let mut evidence = world((dec!(18_420), dec!(21_300)), (dec!(16_130), dec!(17_920)), (dec!(610.5), dec!(758.9)));
    evidence.declared.emissions[0].mean = Some(dec!(41.2));
    evidence.caps.push(Cap { pollutant: "w01018".to_owned(), kg_per_year: dec!(900) });
    evidence.caps.push(Cap { pollutant: "w20117".to_owned(), kg_per_year: dec!(0.5) });
    evidence.declared.emissions.push(row("w20117", Some(dec!(0.5)), Some(dec!(0.6))));
    evidence.declared.emissions.push(row("w20116", Some(dec!(0.3)), None));
    for (code, mean) in [("w21003", dec!(9)), ("w21001", dec!(5))] {
        evidence.monitored.push(Monitored { mean: Some(mean), ..monitored(code) });
    }
    evidence.limits.push(limit("w20121"));
    evidence.monitored.push(Monitored { amount_kg: Some(dec!(3.1)), ..monitored("w20121") });
    let outlet = "DA001".parse().unwrap();
    let gas = Emission { outlet, ..row("a21002", Some(dec!(249.1)), Some(dec!(7))) };
    evidence.declared.emissions.push(gas);
    evidence.monitored.push(Monitored { outlet, volume_m3: Some(dec!(45_000)), ..monitored("a00000") });
    let (mean, measured_mean, amount_kg) = (Some(dec!(249.056)), Some(dec!(275)), Some(dec!(7.2)));
    evidence.monitored.push(Monitored { outlet, mean, measured_mean, amount_kg, ..monitored("a21002") });
    evidence
}

#[test]
fn sentences_of_all_rules() {
    let mut said = String::new();
    let found = run(&everything_wrong()).findings;
    for finding in &found {
        let (zh, en) = (finding.message(Lang::Zh, &|_| None), finding.message(Lang::En, &|_| None));
        assert!(!zh.contains('{') && !en.contains('{'), "{zh} {en}");
        writeln!(
            said,
            "{} v{} {} {}\n  {zh}\n  {en}",
            finding.rule, finding.rule_version, finding.severity, finding.subject
        )
        .unwrap();
        assert_eq!(again(finding).as_ref(), Some(finding));
    }
    insta::assert_snapshot!(said);
}

/// What whoever shows a finding needs of each key stands at the key: nobody else knows the rule.
#[test]
fn every_key_of_every_rule_has_all_of_it() {
    let all = RULES.iter().flat_map(|rule| rule.sentences);
    laws::hold('X', all.clone().map(|sentence| (sentence.key, &sentence.text)));
    for rule in RULES {
        assert!(
            !rule.sentences.is_empty() && laws::is_in_both(&rule.title) && laws::is_in_both(&rule.why),
            "{}",
            rule.id
        );
        for sentence in rule.sentences {
            let Sentence { key, text, declared, measured, unit, .. } = sentence;
            assert!(key.starts_with(&format!("{}.", rule.id)), "{key}");
            assert!(laws::is_in_both(declared) && laws::is_in_both(measured), "{key}");
            assert!(declared.zh != measured.zh && declared.en != measured.en, "{key}");
            let units = match unit {
                Unit::CubicMetres => ("立方米", "m³"),
                Unit::Kilograms => ("千克", "kg"),
                Unit::Concentration => ("毫克/升", "mg/L"),
            };
            for side in ["declared", "measured"].into_iter().filter(|side| laws::names(text.zh).contains(side)) {
                let with = |said: &str, unit: &str| said.contains(&format!("{{{side}}} {unit}"));
                assert!(with(text.zh, units.0) && with(text.en, units.1), "{key}: {side} without its unit");
            }
        }
    }
    let found = run(&everything_wrong()).findings;
    for Sentence { key, .. } in all {
        let of_key = found.iter().filter(|finding| finding.key == *key);
        let finding = of_key.clone().next().unwrap_or_else(|| panic!("{key} is never said here"));
        let tolerated = finding.tolerance > Decimal::ZERO && finding.tolerance < Decimal::TEN;
        assert!(tolerated, "{key} tolerates {}", finding.tolerance);
        assert!(finding.measured.is_some(), "{key}");
    }
}

/// A finding, or what was not checked, is about a pollutant or about a field that the form has a name for.
#[test]
fn every_field_that_a_rule_is_about_has_a_name() {
    let reports = [run(&everything_wrong()), run(&evidence())];
    let found = reports.iter().flat_map(|report| report.findings.iter().map(|finding| &finding.subject));
    let silent = reports.iter().flat_map(|report| report.not_checked.iter().map(|silent| &silent.subject));
    let mut fields = BTreeSet::new();
    for subject in found.chain(silent) {
        if let Subject::Field(path) = subject {
            let known: FieldPath = path.parse().unwrap_or_else(|_| panic!("{path}"));
            assert!(known.field().is_some() && !known.name().zh.is_empty() && !known.name().en.is_empty(), "{path}");
            fields.insert(path.clone());
        }
    }
    assert_eq!(fields.len(), 2, "{fields:?}");
}

#[test]
fn a_finding_says_one_percentage_of_its_two_figures() {
    for finding in run(&everything_wrong()).findings {
        let sentence = finding.sentence().unwrap();
        let (Some(declared), Some(measured)) = (finding.declared, finding.measured) else { continue };
        let ratio = sentence.ratio.of(declared, measured);
        let told = ["gap", "pace", "used"].into_iter().find_map(|name| finding.args.get(name));
        if let Some(Arg::Percent(told)) = told.filter(|_| finding.key != "X17.year") {
            assert_eq!(told.round_dp(4), ratio.round_dp(4), "{}", finding.key);
        }
        if let Some(Arg::Percent(used)) = finding.args.get("used") {
            assert_eq!(used.round_dp(4), ratio.round_dp(4), "{}", finding.key);
        }
    }
}

#[test]
fn the_farther_apart_the_farther_in_front() {
    let distance = |declared, measured| {
        let mut finding = run(&everything_wrong()).findings.remove(0);
        (finding.declared, finding.measured) = (declared, measured);
        finding.distance()
    };
    assert_eq!(distance(Some(dec!(79)), Some(dec!(100))), 210_000);
    assert_eq!(distance(Some(dec!(102.9)), Some(dec!(100))), 28_183);
    assert_eq!(distance(None, Some(dec!(3))), 1_000_000);
    assert_eq!(distance(Some(Decimal::MAX), Some(Decimal::MIN)), 1_000_000);
}
