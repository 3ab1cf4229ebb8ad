//! X17: the year's amount so far runs ahead of what the permit allows by now.
//!
//! The permit's yearly amount is taken to accrue by the day. For each quarter the larger of declared and monitored
//! counts. A metal judged at the workshop passes the total outlet again: the larger of the two sums counts, not both.
//! A quarter of the year that is not known makes the sum too small: a doubt stands then, a pass does not.

use chrono::{Datelike, NaiveDate};
use rust_decimal::{Decimal, dec};

use crate::{
    crosscheck::{
        Cap, Evidence, Ladder, Opinion, Rule, Subject, Why,
        edition::{Edition, judge},
        ladder::share,
        opinion::Doubt,
    },
    message::{Args, Text},
    quarter::Quarter,
};

/// The thresholds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Thresholds {
    /// Of the year's amount / (the permit's × the share of the year that is over).
    pace: Ladder,
    /// Share of the periods due that must be valid for monitored sums to count.
    valid: Decimal,
}

const EDITIONS: &[Edition<Thresholds>] = &[Edition {
    version: 1,
    from: (2025, 1),
    to: None,
    thresholds: Thresholds {
        pace: Ladder { inform: Some(dec!(0.8)), warning: None, red: Some(dec!(1)) },
        valid: dec!(0.75),
    },
}];

const TEXTS: &[(&str, Text)] = &[(
    "X17.pace",
    Text {
        zh: "{pollutant} 本年累计排放 {declared} 千克；全年许可 {cap} 千克，时间已过 {elapsed}，折算为 {measured} 千克，累计量是折算量的 {pace}。",
        en: "{pollutant}: {declared} kg so far this year; the permitted {cap} kg comes to {measured} kg after {elapsed} of the year; {pace} of that is used.",
    },
)];

pub(crate) const RULE: Rule = Rule {
    id: "X17",
    title: Text { zh: "本年累计与许可排放量", en: "The year so far and the permitted amount" },
    why: Text {
        zh: "许可排放量按天折算到本季度末，申报与监测取较大者累计。累计量超过折算量，说明排放进度超前，全年可能超过许可排放量；是否违反排污许可，须核实后才能认定。",
        en: "The permit’s yearly amount is spread over the days up to the end of the quarter; the larger of declared and monitored counts. Exceeding it is a lead to a breach of the permit, which only an on-site check can establish.",
    },
    texts: TEXTS,
    judge: |evidence, wanted| judge(EDITIONS, evidence, wanted, check),
};

/// Compares each capped pollutant's amount so far.
pub(crate) fn check(evidence: &Evidence, thresholds: &Thresholds) -> Vec<Opinion> {
    if evidence.caps.is_empty() {
        return vec![Opinion::Silent(Subject::All, Why::NoCap)];
    }
    evidence.caps.iter().map(|cap| opinion(evidence, thresholds, cap)).collect()
}

fn opinion(evidence: &Evidence, thresholds: &Thresholds, cap: &Cap) -> Opinion {
    let subject = Subject::Pollutant(cap.pollutant.clone());
    let earlier = earlier(evidence, &cap.pollutant);
    let current = current(evidence, &cap.pollutant, thresholds.valid);
    let complete = current.is_some() && earlier.iter().all(Option::is_some);
    let so_far = earlier.into_iter().flatten().chain(current).fold(Decimal::ZERO, Decimal::saturating_add);
    let (over, year) = elapsed(evidence.quarter);
    let due = cap.kg_per_year.saturating_mul(over);
    // Multiplied out, so that exactly at a step stays exactly there.
    let pace = share(so_far.saturating_mul(year), due);
    let Some(severity) = thresholds.pace.severity(pace) else {
        return if complete { Opinion::Fits(subject) } else { Opinion::Silent(subject, Why::QuarterMissing) };
    };
    let allowed = share(due, year);
    let args =
        Args::default().pollutant("pollutant", &cap.pollutant).rounded("declared", so_far).rounded("measured", allowed);
    let args = args.number("cap", cap.kg_per_year).percent("elapsed", share(over, year)).percent("pace", pace);
    Opinion::Doubts(Box::new(Doubt {
        severity,
        subject,
        declared: Some(so_far),
        measured: Some(allowed),
        tolerance: thresholds.pace.tolerance(),
        inputs: evidence.part(|_, code| code == cap.pollutant),
        key: "X17.pace",
        args,
    }))
}

/// The amounts of the year's quarters before this one.
fn earlier(evidence: &Evidence, code: &str) -> Vec<Option<Decimal>> {
    let before = evidence.quarter.back(usize::from(evidence.quarter.number()));
    let of = |quarter: &Quarter| {
        let found = evidence.earlier.iter().find(|e| e.quarter == *quarter && e.pollutant == code)?;
        found.declared_kg.max(found.monitored_kg)
    };
    before.iter().filter(|quarter| **quarter != evidence.quarter).map(of).collect()
}

/// The amount of this quarter.
fn current(evidence: &Evidence, code: &str, valid: Decimal) -> Option<Decimal> {
    let declared = evidence.declared.emissions.iter().filter(|row| row.pollutant == code);
    let declared = declared.filter_map(|row| Some((row.outlet, row.amount_kg?)));
    let monitored = evidence.monitored.iter().filter(|sums| sums.pollutant == code && sums.suffices(valid));
    let monitored = monitored.filter_map(|sums| Some((sums.outlet, sums.whole(sums.amount_kg?))));
    evidence.site(declared).max(evidence.site(monitored))
}

/// The days of the year that are over at the end of a quarter, and the days of the year.
fn elapsed(quarter: Quarter) -> (Decimal, Decimal) {
    let end = quarter.next().first_day();
    let first_of = |year: i32| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
    let year = quarter.first_day().year();
    let days = |to: NaiveDate| Decimal::from((to - first_of(year)).num_days());
    (days(end), days(first_of(year + 1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crosscheck::Earlier;
    use crate::crosscheck::tests::{Verdict, evidence, row, verdicts};
    use crate::finding::Severity::{Inform, Red};

    fn known(quarter: &str, kg: Decimal) -> Earlier {
        let (declared_kg, pollutant) = (Some(kg), "w01018".to_owned());
        Earlier { quarter: quarter.parse().unwrap(), pollutant, declared_kg, monitored_kg: None }
    }

    #[test]
    fn the_year_against_the_permit() {
        #[rustfmt::skip]
        let cases = [
            // Q1,            Q2,              Q3,              verdict: 3,650 kg a year are 2,730 kg after Q3
            (Some(dec!(700)), Some(dec!(700)), Some(dec!(784)), Verdict::Fits),   // exactly 80 %
            (Some(dec!(700)), Some(dec!(700)), Some(dec!(785)), Verdict::Doubts(Inform)),
            (Some(dec!(900)), Some(dec!(900)), Some(dec!(930)), Verdict::Doubts(Inform)),   // exactly 100 %
            (Some(dec!(900)), Some(dec!(900)), Some(dec!(931)), Verdict::Doubts(Red)),
            (None,            Some(dec!(900)), Some(dec!(931)), Verdict::Silent(Why::QuarterMissing)),
            (Some(dec!(900)), Some(dec!(900)), None,            Verdict::Silent(Why::QuarterMissing)),
            (None,            Some(dec!(900)), Some(dec!(2000)), Verdict::Doubts(Red)),   // even so
        ];
        for (first, second, third, want) in cases {
            let mut evidence = evidence();
            evidence.caps = vec![Cap { pollutant: "w01018".to_owned(), kg_per_year: dec!(3650) }];
            evidence.earlier.extend(first.map(|kg| known("2026Q1", kg)));
            evidence.earlier.extend(second.map(|kg| known("2026Q2", kg)));
            evidence.declared.emissions = third.map(|kg| row("w01018", None, Some(kg))).into_iter().collect();
            assert_eq!(verdicts(check(&evidence, &EDITIONS[0].thresholds)), [want], "{first:?} {second:?} {third:?}");
        }
        assert_eq!(verdicts(check(&evidence(), &EDITIONS[0].thresholds)), [Verdict::Silent(Why::NoCap)]);
    }

    #[test]
    fn a_metal_that_passes_two_outlets_counts_once() {
        let mut evidence = evidence();
        let workshop =
            crate::declaration::Emission { outlet: "DW002".parse().unwrap(), ..row("w20121", None, Some(dec!(5))) };
        evidence.declared.emissions = vec![row("w20121", None, Some(dec!(3))), workshop];
        assert_eq!(current(&evidence, "w20121", dec!(0.75)), Some(dec!(5)));
    }

    #[test]
    fn the_year_is_over_after_its_fourth_quarter() {
        for (quarter, over, year) in
            [("2026Q3", 273, 365), ("2026Q4", 365, 365), ("2028Q1", 91, 366), ("2028Q4", 366, 366)]
        {
            assert_eq!(elapsed(quarter.parse().unwrap()), (Decimal::from(over), Decimal::from(year)), "{quarter}");
        }
    }
}
