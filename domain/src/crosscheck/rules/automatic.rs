//! X04: what the loggers added up to is not what was declared. For the tax the bureau's data prevail
//! (Implementing Regulations of the Environmental Protection Tax Law, Art 21; from memory).
//!
//! Volume is compared for the whole site, loads for each pollutant at each outlet. Where of too few of the periods due
//! ([`ENOUGH`]) the amount is known, concentration and flow, the sums say nothing; all periods of the quarter are due, as
//! recognised stops are not known, so that an enterprise that works one shift is not checked here, and is listed as such.
//! To declare more than was measured is odd and harms nobody: the enterprise is asked, no more.

use rust_decimal::{Decimal, dec};

use crate::{
    crosscheck::{
        ENOUGH, Evidence, Ladder, Monitored, Opinion, Rule, Subject, Why,
        edition::{Edition, judge},
        ladder::gap,
        opinion::Doubt,
        sentence::{DECLARED, MONITORED, Ratio, Sentence, Unit},
    },
    finding::Severity,
    message::{Args, Text},
    outlet::OutletCode,
    pollutant::{WATER_FLOW, has_load},
};

/// The thresholds: of |declared − measured| / the larger.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Thresholds {
    volume: Ladder,
    load: Ladder,
    /// Share of the periods due that must be valid.
    valid: Decimal,
}

const EDITIONS: &[Edition<Thresholds>] = &[Edition {
    version: 1,
    from: (2025, 1),
    to: None,
    thresholds: Thresholds {
        volume: Ladder { inform: None, warning: Some(dec!(0.05)), red: None },
        load: Ladder { inform: None, warning: Some(dec!(0.10)), red: None },
        valid: ENOUGH,
    },
}];

const LOAD: Sentence = Sentence {
    key: "X04.load",
    text: Text {
        zh: "{outlet} {pollutant} 排放量申报 {declared} 千克，自动监测合计 {measured} 千克，相差 {gap}（容许 {tolerance}）。",
        en: "{outlet} {pollutant}: {declared} kg declared, {measured} kg by automatic monitoring, {gap} apart ({tolerance} is tolerated).",
    },
    declared: DECLARED,
    measured: MONITORED,
    unit: Unit::Kilograms,
    ratio: Ratio::OfLarger,
    bills: None,
};

const SENTENCES: &[Sentence] = &[
    Sentence {
        key: "X04.volume",
        text: Text {
            zh: "废水排放量申报 {declared} 立方米，流量计累计 {measured} 立方米，相差 {gap}（容许 {tolerance}）。",
            en: "Wastewater: {declared} m³ declared, {measured} m³ by the flow meters, {gap} apart ({tolerance} is tolerated).",
        },
        measured: Text { zh: "流量计累计", en: "By the flow meters" },
        unit: Unit::CubicMetres,
        ..LOAD
    },
    LOAD,
    Sentence {
        key: "X04.undeclared",
        text: Text {
            zh: "{outlet} {pollutant} 未申报排放量，自动监测合计 {measured} 千克。",
            en: "{outlet} {pollutant}: no amount declared, {measured} kg by automatic monitoring.",
        },
        ..LOAD
    },
];

pub(crate) const RULE: Rule = Rule {
    id: "X04",
    title: Text { zh: "申报量与自动监测", en: "Declared amounts and automatic monitoring" },
    why: Text {
        zh: "自动监测按小时值的浓度（废气用实测浓度）与流量累计；小时值不足、日值更全的，按日值累计，用的是哪一种见所附的依据。整个季度中浓度和流量都有效的时段不足四分之三时不作比对；停产时段目前不能扣除，单班、间歇生产的企业可能因此没有比对，并列入“未比对”。计税时两者不一致的，以生态环境主管部门交送的数据为准（《环境保护税法实施条例》第二十一条）；少报须说明，多报只作询问。",
        en: "Monitors add up concentration (of gases the measured one) and flow hour by hour, or day by day where the daily values are more complete; the evidence says which. If less than three quarters of all periods of the quarter have both valid, nothing is compared; stops cannot be taken off yet, so an enterprise that works one shift or in batches may not be checked here, and is listed as not checked. For the environmental protection tax, the bureau’s data prevail where the two differ (Implementing Regulations of the Environmental Protection Tax Law, Article 21). Declaring too little must be explained; declaring too much is only asked about.",
    },
    sentences: SENTENCES,
    judge: |evidence, wanted| judge(EDITIONS, evidence, wanted, check),
};

/// Compares the site's volume and each load.
pub(crate) fn check(evidence: &Evidence, thresholds: &Thresholds) -> Vec<Opinion> {
    let mut opinions = Vec::new();
    if evidence.water_outlets().next().is_some() {
        opinions.push(volume(evidence, thresholds));
    }
    let subjects = subjects(evidence);
    opinions.extend(subjects.into_iter().map(|(outlet, code)| load(evidence, thresholds, outlet, code)));
    opinions
}

/// What was declared or, having a limit, was measured.
fn subjects(evidence: &Evidence) -> Vec<(OutletCode, &str)> {
    let declared = evidence.declared.emissions.iter().map(|row| (row.outlet, row.pollutant.as_str()));
    let limited = |m: &&Monitored| evidence.limits.iter().any(|l| l.outlet == m.outlet && l.pollutant == m.pollutant);
    let measured = evidence.monitored.iter().filter(limited).map(|m| (m.outlet, m.pollutant.as_str()));
    let mut subjects: Vec<_> = declared.chain(measured).filter(|(_, code)| has_load(code)).collect();
    subjects.sort_unstable();
    subjects.dedup();
    subjects
}

/// A figure of all periods due.
type Whole = fn(&Monitored, Decimal) -> Option<Decimal>;

/// A sum over all periods due, or why there is none.
fn whole(sums: Option<&Monitored>, whole: Whole, valid: Decimal) -> Result<Decimal, Why> {
    let sums = sums.ok_or(Why::NoMonitor)?;
    let is_summed = sums.periods().sum > 0;
    whole(sums, valid).ok_or(if is_summed || !sums.suffices(valid) { Why::TooFewValid } else { Why::NoMonitor })
}

fn volume(evidence: &Evidence, thresholds: &Thresholds) -> Opinion {
    let subject = Subject::Field("water.discharged_m3".into());
    let mut flows = evidence
        .water_outlets()
        .map(|outlet| whole(evidence.sums(outlet, WATER_FLOW), Monitored::whole_volume, thresholds.valid));
    let measured = match flows.try_fold(Decimal::ZERO, |sum, flow| flow.map(|flow| sum.saturating_add(flow))) {
        Ok(measured) => measured,
        Err(why) => return Opinion::Silent(subject, why),
    };
    let Some(declared) = evidence.declared.water.discharged_m3 else {
        return Opinion::Silent(subject, Why::NotDeclared);
    };
    let inputs = || evidence.part(|_, code| code == WATER_FLOW);
    compare(subject, (Some(declared), measured), &thresholds.volume, "X04.volume", inputs)
}

fn load(evidence: &Evidence, thresholds: &Thresholds, outlet: OutletCode, code: &str) -> Opinion {
    let subject = Subject::At(outlet, code.to_owned());
    let measured = match whole(evidence.sums(outlet, code), Monitored::whole_amount, thresholds.valid) {
        Ok(measured) => measured,
        Err(why) => return Opinion::Silent(subject, why),
    };
    let declared = evidence.row(outlet, code).and_then(|row| row.amount_kg);
    let inputs = || evidence.part(|at, own| at == Some(outlet) && own == code);
    let key = if declared.is_some() { "X04.load" } else { "X04.undeclared" };
    compare(subject, (declared, measured), &thresholds.load, key, inputs)
}

fn compare(
    subject: Subject,
    (declared, measured): (Option<Decimal>, Decimal),
    ladder: &Ladder,
    key: &'static str,
    inputs: impl Fn() -> Evidence,
) -> Opinion {
    let stated = declared.unwrap_or_default();
    let gap = gap(stated, measured);
    let Some(mut severity) = ladder.severity(gap) else {
        return Opinion::Fits(subject);
    };
    if stated > measured {
        severity = Severity::Inform;
    }
    let tolerance = ladder.tolerance();
    let args = match &subject {
        Subject::At(outlet, code) => Args::default().plain("outlet", outlet).pollutant("pollutant", code),
        _ => Args::default(),
    };
    let args = args.number("declared", stated).rounded("measured", measured);
    let args = args.percent("gap", gap).percent("tolerance", tolerance);
    let (measured, inputs) = (Some(measured), inputs());
    Opinion::Doubts(Box::new(Doubt { severity, subject, declared, measured, tolerance, inputs, key, args }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crosscheck::tests::{Verdict, evidence, monitored, row, verdicts};
    use crate::finding::Severity::{Inform, Warning};

    #[test]
    fn loads_of_an_outlet() {
        #[rustfmt::skip]
        let cases = [
            // declared,        measured, valid of 2208, verdict
            (Some(dec!(100)),   dec!(100), 2208, Verdict::Fits),
            (Some(dec!(90)),    dec!(100), 2208, Verdict::Fits),              // exactly at tolerance
            (Some(dec!(89.9)),  dec!(100), 2208, Verdict::Doubts(Warning)),
            (Some(dec!(112)),   dec!(100), 2208, Verdict::Doubts(Inform)),    // more than measured
            (Some(dec!(100)),   dec!(75),  1656, Verdict::Fits),              // three quarters valid, carried over
            (Some(dec!(100)),   dec!(100), 1655, Verdict::Silent(Why::TooFewValid)),
            (Some(dec!(0)),     dec!(0),   2208, Verdict::Fits),
            (None,              dec!(7),   2208, Verdict::Doubts(Warning)),
        ];
        for (declared, measured, valid, want) in cases {
            let mut evidence = evidence();
            evidence.outlets.clear();
            evidence.declared.emissions = vec![row("w01018", Some(dec!(40)), declared)];
            evidence.monitored = vec![Monitored { amount_kg: Some(measured), valid, ..monitored("w01018") }];
            assert_eq!(verdicts(check(&evidence, &EDITIONS[0].thresholds)), [want], "{declared:?} {measured} {valid}");
        }
    }

    /// Every hour has a concentration, and three of them a flow: what these let go is not what the quarter did.
    #[test]
    fn an_honest_works_is_not_accused_of_what_few_hours_would_come_to() {
        let mut evidence = evidence();
        evidence.outlets.clear();
        evidence.declared.emissions = vec![row("w01018", Some(dec!(40)), Some(dec!(100)))];
        let few = |sum| Some(crate::crosscheck::Periods { sum, mean: 2208, measured_mean: 0 });
        for (sum, amount_kg, want) in [
            (3, dec!(6), Verdict::Silent(Why::TooFewValid)),
            (1655, dec!(300), Verdict::Silent(Why::TooFewValid)),
            (1656, dec!(75), Verdict::Fits),
        ] {
            let amount_kg = Some(amount_kg);
            evidence.monitored = vec![Monitored { amount_kg, periods: few(sum), ..monitored("w01018") }];
            assert_eq!(verdicts(check(&evidence, &EDITIONS[0].thresholds)), [want], "{sum} hours with a flow");
        }
    }

    #[test]
    fn volume_needs_every_outlet_of_the_site() {
        let mut evidence = evidence();
        evidence.declared.water.discharged_m3 = Some(dec!(18_420));
        let of = |evidence: &Evidence| verdicts(check(evidence, &EDITIONS[0].thresholds));
        assert_eq!(of(&evidence), [Verdict::Silent(Why::NoMonitor)]);
        evidence.monitored = vec![Monitored { volume_m3: Some(dec!(18_000)), ..monitored(WATER_FLOW) }];
        assert_eq!(of(&evidence), [Verdict::Fits]);
        evidence.monitored[0].volume_m3 = Some(dec!(20_000));
        assert_eq!(of(&evidence), [Verdict::Doubts(Warning)]);
        evidence.outlets[1].discharge = crate::outlet::Discharge::Sewer;
        assert_eq!(of(&evidence), [Verdict::Silent(Why::NoMonitor)]);
    }

    #[test]
    fn what_is_measured_and_limited_must_be_declared() {
        let mut evidence = evidence();
        evidence.outlets.clear();
        evidence.monitored = vec![Monitored { amount_kg: Some(dec!(3)), ..monitored("w20121") }];
        assert!(check(&evidence, &EDITIONS[0].thresholds).is_empty());
        evidence.limits = vec![crate::crosscheck::tests::limit("w20121")];
        let opinions = check(&evidence, &EDITIONS[0].thresholds);
        assert!(
            matches!(&opinions[..], [Opinion::Doubts(doubt)] if doubt.key == "X04.undeclared" && doubt.declared.is_none())
        );
    }
}
