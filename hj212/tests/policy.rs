//! What each device is let get away with.
#![cfg(feature = "codec")]
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{receive, wire};
use hj212::{Defect, Edition, Policy, Received, Severity, Verdict};
use rstest::rstest;

fn lf_only() -> Received {
    receive(wire("P02").replace("\r\n", "\n"))
}

#[test]
fn strict_is_the_default_and_refuses_by_name() {
    assert_eq!(Policy::default(), Policy::STRICT);
    assert_eq!(Policy::STRICT.judge(&receive(wire("P02"))), Verdict::Accept);
    assert_eq!(Policy::STRICT.judge(&lf_only()), Verdict::Refuse(Defect::LfOnly));
}

#[test]
fn leniency_says_what_it_let_pass() {
    let policy: Policy = "lf_only,crc_modbus".parse().unwrap();
    assert_eq!(policy.judge(&lf_only()), Verdict::AcceptLeniently(Defect::LfOnly.into()));
    assert_eq!(policy.judge(&receive(wire("P02"))), Verdict::Accept);
    let two = receive(wire("P02").replace("\r\n", "\n").replace("##0264", "##0265"));
    assert_eq!(policy.judge(&two), Verdict::Refuse(Defect::LengthOff));
}

#[test]
fn notes_are_always_accepted() {
    let noted = receive(common::frame(&common::segment(2011, "DataTime=20261122080000;O3-Rtd=1")));
    assert_eq!(noted.defects, Defect::UnknownPollutant.into());
    assert_eq!(Policy::STRICT.judge(&noted), Verdict::Accept);
}

#[test]
fn nothing_makes_a_fatal_defect_acceptable() {
    let broken = receive(wire("P02").replace("41.2", "42.2"));
    let everything = Policy::tolerating(Defect::ALL.iter().copied().collect());
    assert_eq!(everything.judge(&broken), Verdict::Refuse(Defect::CrcWrong));
    for defect in Defect::ALL {
        assert_eq!(everything.tolerates(*defect), defect.severity() != Severity::Fatal);
        assert_eq!(Policy::STRICT.tolerates(*defect), defect.severity() == Severity::Note);
    }
}

#[test]
fn the_gravest_reason_is_given() {
    let both = receive(wire("P02").replace("\r\n", "\n").replace("41.2", "42.2"));
    assert_eq!(Policy::STRICT.judge(&both), Verdict::Refuse(Defect::CrcWrong));
}

#[rstest]
#[case(Edition::E2017, "P02", Verdict::Accept)]
#[case(Edition::E2017, "P22", Verdict::Refuse(Defect::EditionFlagOdd))]
#[case(Edition::E2025, "P22", Verdict::Accept)]
#[case(Edition::E2005, "P23", Verdict::AcceptLeniently("missing_qn,missing_flag".parse().unwrap()))]
#[case(Edition::E2017, "P23", Verdict::Refuse(Defect::MissingQn))]
fn a_device_is_held_to_its_edition(#[case] edition: Edition, #[case] id: &str, #[case] wanted: Verdict) {
    assert_eq!(Policy::for_edition(edition).judge(&receive(wire(id))), wanted);
}

/// A number of 14 characters and short codes are the edition's own; any other length is not.
#[test]
fn what_the_edition_of_2005_prescribes_is_no_deviation_of_it() {
    let of = |edition| Policy::STRICT.expecting(edition).deviations(&receive(wire("P23"))).to_string();
    assert_eq!(of(Edition::E2005), "missing_qn,missing_flag");
    assert!(of(Edition::E2017).contains("mn_short") && of(Edition::E2017).contains("legacy_code"));
    assert_eq!(Policy::STRICT.deviations(&receive(wire("P23"))), receive(wire("P23")).defects);
    let thirteen = "ST=32;CN=2011;PW=123456;MN=4419001234567;CP=&&DataTime=20261122081500;011-Rtd=41.2,011-Flag=N&&";
    let shorter = receive(common::frame(thirteen));
    assert!(Policy::STRICT.expecting(Edition::E2005).deviations(&shorter).contains(Defect::MnShort));
}

#[test]
fn a_policy_is_written_as_it_is_read() {
    for list in ["", "crc_modbus", "crc_modbus,length_off,mn_short"] {
        assert_eq!(list.parse::<Policy>().unwrap().to_string(), list);
    }
    assert!("crc_modbus,everything".parse::<Policy>().is_err());
}
