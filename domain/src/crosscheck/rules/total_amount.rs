//! X17: the year's amount so far is above what the permit allows in the year, or runs ahead of it.
//!
//! The permit's yearly amount is an amount of the whole year. To have passed it is grave; to use it faster than the days
//! go by is a warning, as seasons and batches are lawful. For the pace it is taken to accrue by the day. For each quarter
//! the larger of declared and monitored counts. A metal judged at the workshop passes the total outlet again: the larger
//! of the two sums counts, not both. A quarter of the year that is not known makes the sum too small: a doubt stands
//! then, a pass does not.

use chrono::{Datelike, NaiveDate};
use rust_decimal::{Decimal, dec};

use crate::{
    crosscheck::{
        Cap, ENOUGH, Evidence, Ladder, Opinion, Rule, Subject, Why,
        edition::{Edition, judge},
        ladder::share,
        opinion::Doubt,
        sentence::{Ratio, Sentence, Unit},
    },
    message::{Args, Text},
    quarter::Quarter,
};

/// The thresholds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Thresholds {
    /// Of the year's amount / the permit's of the whole year.
    year: Ladder,
    /// Of the year's amount / (the permit's × the share of the year that is over).
    pace: Ladder,
    /// Share of the periods due that must be valid for monitored sums to count.
    valid: Decimal,
}

const EDITIONS: &[Edition<Thresholds>] = &[
    Edition {
        version: 1,
        from: (2025, 1),
        to: None,
        thresholds: Thresholds {
            year: Ladder { inform: None, warning: None, red: None },
            pace: Ladder { inform: Some(dec!(0.8)), warning: None, red: Some(dec!(1)) },
            valid: ENOUGH,
        },
    },
    // The first one called whoever works in seasons as grave as who has passed the permit's amount.
    Edition {
        version: 2,
        from: (2025, 1),
        to: None,
        thresholds: Thresholds {
            year: Ladder { inform: None, warning: None, red: Some(dec!(1)) },
            pace: Ladder { inform: Some(dec!(0.8)), warning: Some(dec!(1)), red: None },
            valid: ENOUGH,
        },
    },
];

const PACE: Sentence = Sentence {
    key: "X17.pace",
    text: Text {
        zh: "{pollutant} 本年累计排放 {declared} 千克（各季度取申报与监测中较大者）。全年许可排放量 {cap} 千克，到季度末一年已过 {elapsed}，按日折算为 {measured} 千克；累计排放量为按日折算量的 {pace}。",
        en: "{pollutant}: {declared} kg so far this year (of each quarter the larger of declared and monitored). Of the {cap} kg permitted for the whole year, {measured} kg fall to the {elapsed} of it that is over at the end of the quarter; the amount so far is {pace} of that.",
    },
    declared: Text {
        zh: "本年累计排放量（各季度取申报与监测中较大者）",
        en: "This year so far (of each quarter the larger of declared and monitored)",
    },
    measured: Text { zh: "许可排放量按日折算", en: "Permitted amount, by the days of the year" },
    unit: Unit::Kilograms,
    ratio: Ratio::Used,
    bills: None,
};

const SENTENCES: &[Sentence] = &[
    PACE,
    Sentence {
        key: "X17.year",
        text: Text {
            zh: "{pollutant} 本年累计排放 {declared} 千克（各季度取申报与监测中较大者），已超过全年许可排放量 {measured} 千克，为全年许可排放量的 {used}；到季度末全年时间已过 {elapsed}。",
            en: "{pollutant}: {declared} kg so far this year (of each quarter the larger of declared and monitored), above the {measured} kg permitted for the whole year: {used} of it, with {elapsed} of the year over.",
        },
        measured: Text { zh: "全年许可排放量", en: "Permitted for the whole year" },
        ..PACE
    },
];

pub(crate) const RULE: Rule = Rule {
    id: "X17",
    title: Text { zh: "本年累计与许可排放量", en: "The year so far and the permitted amount" },
    why: Text {
        zh: "本年各季度的排放量按申报与监测中较大者累计，与许可证载明的年许可排放量比较。累计量超过全年许可排放量的，列为重点核查；只是超过按日折算到季度末的数量的，说明进度超前，季节性、间歇性生产也会如此，列为预警。是否违反排污许可，须核实后才能认定。",
        en: "The amounts of the year’s quarters, of each the larger of declared and monitored, are added up and compared with what the permit allows in a year. Above the amount of the whole year is to be looked into first; above only the part that is due by the days of the year means running ahead, as seasonal and batch production does, and is a warning. Whether the permit was breached can only be established by looking into it.",
    },
    sentences: SENTENCES,
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
    let allowed = share(due, year);
    // Multiplied out, so that exactly at a step stays exactly there.
    let pace = share(so_far.saturating_mul(year), due);
    let used = share(so_far, cap.kg_per_year);
    let of_year = thresholds.year.severity(used).map(|severity| (severity, "X17.year", cap.kg_per_year));
    let of_days = || thresholds.pace.severity(pace).map(|severity| (severity, "X17.pace", allowed));
    let Some((severity, key, measured)) = of_year.or_else(of_days) else {
        return if complete { Opinion::Fits(subject) } else { Opinion::Silent(subject, Why::QuarterMissing) };
    };
    let ladder = if key == "X17.year" { thresholds.year } else { thresholds.pace };
    let args = Args::default().pollutant("pollutant", &cap.pollutant).rounded("declared", so_far);
    let args = args.rounded("measured", measured).number("cap", cap.kg_per_year);
    let args = args.percent("elapsed", share(over, year)).percent("pace", pace);
    Opinion::Doubts(Box::new(Doubt {
        severity,
        subject,
        declared: Some(so_far),
        measured: Some(measured),
        tolerance: ladder.tolerance(),
        inputs: evidence.part(|_, code| code == cap.pollutant),
        key,
        args: if key == "X17.year" { args.percent("used", used) } else { args },
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
    let monitored = evidence.monitored.iter().filter(|sums| sums.pollutant == code);
    let monitored = monitored.filter_map(|sums| Some((sums.outlet, sums.whole_amount(valid)?)));
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
    use crate::finding::Severity::{Inform, Red, Warning};

    fn known(quarter: &str, kg: Decimal) -> Earlier {
        let (declared_kg, pollutant) = (Some(kg), "w01018".to_owned());
        Earlier { quarter: quarter.parse().unwrap(), pollutant, declared_kg, monitored_kg: None }
    }

    #[test]
    fn the_year_against_the_permit() {
        #[rustfmt::skip]
        let cases = [
            // Q1,            Q2,              Q3,               verdict: 3,650 kg a year are 2,730 kg after Q3
            (Some(dec!(700)), Some(dec!(700)), Some(dec!(784)), Verdict::Fits),   // exactly 80 %
            (Some(dec!(700)), Some(dec!(700)), Some(dec!(785)), Verdict::Doubts(Inform)),
            (Some(dec!(900)), Some(dec!(900)), Some(dec!(930)), Verdict::Doubts(Inform)),   // exactly 100 %
            (Some(dec!(900)), Some(dec!(900)), Some(dec!(931)), Verdict::Doubts(Warning)),   // ahead of the days only
            (Some(dec!(900)), Some(dec!(900)), Some(dec!(1850)), Verdict::Doubts(Warning)),  // exactly the year's amount
            (Some(dec!(900)), Some(dec!(900)), Some(dec!(1851)), Verdict::Doubts(Red)),
            (None,            Some(dec!(900)), Some(dec!(931)), Verdict::Silent(Why::QuarterMissing)),
            (Some(dec!(900)), Some(dec!(900)), None,            Verdict::Silent(Why::QuarterMissing)),
            (None,            Some(dec!(900)), Some(dec!(2000)), Verdict::Doubts(Warning)),   // even so
            (None,            Some(dec!(900)), Some(dec!(2751)), Verdict::Doubts(Red)),
        ];
        for (first, second, third, want) in cases {
            let mut evidence = evidence();
            evidence.caps = vec![Cap { pollutant: "w01018".to_owned(), kg_per_year: dec!(3650) }];
            evidence.earlier.extend(first.map(|kg| known("2026Q1", kg)));
            evidence.earlier.extend(second.map(|kg| known("2026Q2", kg)));
            evidence.declared.emissions = third.map(|kg| row("w01018", None, Some(kg))).into_iter().collect();
            assert_eq!(verdicts(check(&evidence, &EDITIONS[1].thresholds)), [want], "{first:?} {second:?} {third:?}");
        }
        assert_eq!(verdicts(check(&evidence(), &EDITIONS[1].thresholds)), [Verdict::Silent(Why::NoCap)]);
    }

    #[test]
    fn what_is_told_is_what_was_compared() {
        for (kg, key, measured, ratio) in
            [(dec!(1825), "X17.pace", dec!(2730), dec!(0.668)), (dec!(4000), "X17.year", dec!(3650), dec!(1.096))]
        {
            let mut evidence = evidence();
            evidence.caps = vec![Cap { pollutant: "w01018".to_owned(), kg_per_year: dec!(3650) }];
            evidence.declared.emissions = vec![row("w01018", None, Some(kg))];
            let loose = Ladder { inform: Some(dec!(0.5)), ..EDITIONS[1].thresholds.pace };
            let thresholds = Thresholds { pace: loose, ..EDITIONS[1].thresholds };
            let Some(Opinion::Doubts(doubt)) = check(&evidence, &thresholds).pop() else { panic!("{kg}") };
            assert_eq!((doubt.key, doubt.measured), (key, Some(measured)));
            let sentence = RULE.sentence(key).unwrap();
            assert_eq!(
                sentence.ratio.of(kg, measured).round_dp(3),
                ratio,
                "the percentage beside the figures is the sentence's"
            );
        }
    }

    #[test]
    fn a_metal_that_passes_two_outlets_counts_once() {
        let mut evidence = evidence();
        let workshop =
            crate::declaration::Emission { outlet: "DW002".parse().unwrap(), ..row("w20121", None, Some(dec!(5))) };
        evidence.declared.emissions = vec![row("w20121", None, Some(dec!(3))), workshop];
        assert_eq!(current(&evidence, "w20121", ENOUGH), Some(dec!(5)));
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
