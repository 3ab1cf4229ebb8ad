//! X19: a part is more than its whole: more ammonia nitrogen than nitrogen, more hexavalent chromium than chromium,
//! more BOD₅ than COD.
//!
//! Declared means and the loggers' means are looked at each by itself. Analysers err: what their comparison tests
//! tolerate (2.9) is granted. Phosphate in phosphorus is left out, as its code is not in the table of HJ 212-2017.

use rust_decimal::{Decimal, dec};

use crate::{
    crosscheck::{
        ENOUGH, Evidence, Ladder, Opinion, Rule, Subject, Why,
        edition::{Edition, judge},
        ladder::share,
        opinion::Doubt,
        sentence::{Ratio, Sentence, Unit},
    },
    message::{Arg, Args, Text},
    outlet::OutletCode,
    pollutant::{AMMONIA, BOD5, CHROMIUM, CHROMIUM_VI, COD, NITROGEN},
};

/// The thresholds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Thresholds {
    /// Of (part − whole − what is granted) / whole.
    excess: Ladder,
    /// Share of the periods due that must be valid for monitored means to count.
    valid: Decimal,
    /// The pairs, each with what is granted to small values, mg/L.
    pairs: [(&'static str, &'static str, Decimal); 3],
}

const EDITIONS: &[Edition<Thresholds>] = &[Edition {
    version: 1,
    from: (2025, 1),
    to: None,
    thresholds: Thresholds {
        excess: Ladder { inform: None, warning: Some(dec!(0.15)), red: None },
        valid: ENOUGH,
        pairs: [(AMMONIA, NITROGEN, dec!(0.3)), (CHROMIUM_VI, CHROMIUM, dec!(0.01)), (BOD5, COD, dec!(5))],
    },
}];

const OF_DECLARED: Sentence = Sentence {
    key: "X19.declared",
    text: Text {
        zh: "{outlet} {source}：{part} 浓度 {declared} 毫克/升，高于 {whole} 浓度 {measured} 毫克/升；分项浓度不应高于总量浓度（在分析误差以外）。",
        en: "{outlet}, {source}: {part} at {declared} mg/L is above {whole} at {measured} mg/L; beyond the error of analysis a part should not be above its whole.",
    },
    declared: Text { zh: "分项", en: "The part" },
    measured: Text { zh: "总量", en: "The whole" },
    unit: Unit::Concentration,
    ratio: Ratio::OfMeasured,
    bills: None,
};

/// A key for each source: both may doubt the same pair at the same outlet, and each finding must be told again.
const SENTENCES: &[Sentence] = &[OF_DECLARED, Sentence { key: "X19.monitored", ..OF_DECLARED }];

pub(crate) const RULE: Rule = Rule {
    id: "X19",
    title: Text { zh: "分项与总量", en: "A part and its whole" },
    why: Text {
        zh: "氨氮是总氮的一部分，六价铬是总铬的一部分，五日生化需氧量一般低于化学需氧量。扣除分析误差以后，分项浓度仍高于总量浓度的，其中一个数字需要核对。",
        en: "Ammonia is part of nitrogen, hexavalent chromium part of chromium, BOD₅ as a rule below COD. Where a part is above its whole even after the error of analysis has been allowed for, one of the two figures needs checking.",
    },
    sentences: SENTENCES,
    judge: |evidence, wanted| judge(EDITIONS, evidence, wanted, check),
};

/// Where a mean comes from.
#[derive(Clone, Copy)]
enum Source {
    Declared,
    Monitored,
}

/// Compares each pair at each outlet where its part is stated or measured.
pub(crate) fn check(evidence: &Evidence, thresholds: &Thresholds) -> Vec<Opinion> {
    let mut opinions = Vec::new();
    for &(part, whole, granted) in &thresholds.pairs {
        let rows = evidence.declared.emissions.iter().filter(|row| row.pollutant == part);
        let sums = evidence.monitored.iter().filter(|sums| sums.pollutant == part);
        let places = rows.map(|row| (row.outlet, Source::Declared));
        for (outlet, source) in places.chain(sums.map(|sums| (sums.outlet, Source::Monitored))) {
            opinions.extend(opinion(evidence, thresholds, (part, whole, granted), (outlet, source)));
        }
    }
    opinions
}

fn opinion(
    evidence: &Evidence,
    thresholds: &Thresholds,
    (part, whole, granted): (&'static str, &'static str, Decimal),
    (outlet, source): (OutletCode, Source),
) -> Option<Opinion> {
    let subject = Subject::At(outlet, part.to_owned());
    let mean = |code| mean(evidence, thresholds.valid, outlet, code, source);
    let (part_mean, whole_mean) = match (mean(part), mean(whole)) {
        (Ok(part), Ok(whole)) => (part, whole),
        // The whole is not asked for at this outlet: there is nothing to compare with, and nothing missing.
        (_, Err(None)) => return None,
        (Err(why), _) | (_, Err(why)) => return Some(Opinion::Silent(subject, why.unwrap_or(Why::NotDeclared))),
    };
    let excess = part_mean.saturating_sub(whole_mean);
    let Some(severity) = thresholds.excess.severity(share(excess, whole_mean)).filter(|_| excess > granted) else {
        return Some(Opinion::Fits(subject));
    };
    let args = Args::default().plain("outlet", &outlet).with("source", source.name()).pollutant("part", part);
    let args = args.pollutant("whole", whole).rounded("declared", part_mean).rounded("measured", whole_mean);
    Some(Opinion::Doubts(Box::new(Doubt {
        severity,
        subject,
        declared: Some(part_mean),
        measured: Some(whole_mean),
        tolerance: thresholds.excess.tolerance(),
        inputs: evidence.part(|at, code| at == Some(outlet) && (code == part || code == whole)),
        key: source.key(),
        args,
    })))
}

/// A mean; `Err(None)` where the source knows nothing of the pollutant at the outlet.
fn mean(
    evidence: &Evidence,
    valid: Decimal,
    outlet: OutletCode,
    code: &str,
    source: Source,
) -> Result<Decimal, Option<Why>> {
    match source {
        Source::Declared => evidence.row(outlet, code).ok_or(None)?.mean.ok_or(Some(Why::NotDeclared)),
        Source::Monitored => {
            let sums = evidence.sums(outlet, code).ok_or(None)?;
            sums.sure_mean(valid).ok_or(Some(Why::TooFewValid))
        }
    }
}

impl Source {
    const fn key(self) -> &'static str {
        match self {
            Self::Declared => "X19.declared",
            Self::Monitored => "X19.monitored",
        }
    }

    fn name(self) -> Arg {
        match self {
            Self::Declared => Arg::Word { zh: "申报".into(), en: "declared".into() },
            Self::Monitored => Arg::Word { zh: "自动监测".into(), en: "automatic monitoring".into() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crosscheck::Monitored;
    use crate::crosscheck::tests::{Verdict, evidence, monitored, row, verdicts};
    use crate::finding::Severity::Warning;

    #[test]
    fn a_part_and_its_whole() {
        #[rustfmt::skip]
        let cases: [(_, _, Option<Decimal>, Option<Decimal>, &[Verdict]); 9] = [
            // part,      whole,     of part,           of whole,          verdict
            (AMMONIA,     NITROGEN,  Some(dec!(8)),     Some(dec!(12)),    &[Verdict::Fits]),
            (AMMONIA,     NITROGEN,  Some(dec!(12)),    Some(dec!(12)),    &[Verdict::Fits]),
            (AMMONIA,     NITROGEN,  Some(dec!(13.8)),  Some(dec!(12)),    &[Verdict::Fits]),   // exactly 15 %
            (AMMONIA,     NITROGEN,  Some(dec!(13.9)),  Some(dec!(12)),    &[Verdict::Doubts(Warning)]),
            (AMMONIA,     NITROGEN,  Some(dec!(1.3)),   Some(dec!(1)),     &[Verdict::Fits]),   // 0.3 mg/L of little
            (CHROMIUM_VI, CHROMIUM,  Some(dec!(0.08)),  Some(dec!(0.05)),  &[Verdict::Doubts(Warning)]),
            (BOD5,        COD,       Some(dec!(60)),    Some(dec!(50)),    &[Verdict::Doubts(Warning)]),
            (BOD5,        COD,       None,              Some(dec!(50)),    &[Verdict::Silent(Why::NotDeclared)]),
            (COD,         BOD5,      Some(dec!(60)),    Some(dec!(50)),    &[Verdict::Fits]),
        ];
        for (part, whole, of_part, of_whole, want) in cases {
            let mut evidence = evidence();
            evidence.declared.emissions = vec![row(part, of_part, None), row(whole, of_whole, None)];
            assert_eq!(verdicts(check(&evidence, &EDITIONS[0].thresholds)), want, "{part} {of_part:?} {of_whole:?}");
        }
    }

    #[test]
    fn loggers_are_looked_at_by_themselves() {
        let mut evidence = evidence();
        evidence.monitored = vec![
            Monitored { mean: Some(dec!(20)), ..monitored(AMMONIA) },
            Monitored { mean: Some(dec!(15)), ..monitored(NITROGEN) },
        ];
        let of = |evidence: &Evidence| verdicts(check(evidence, &EDITIONS[0].thresholds));
        assert_eq!(of(&evidence), [Verdict::Doubts(Warning)]);
        evidence.monitored[1].valid = 3;
        assert_eq!(of(&evidence), [Verdict::Silent(Why::TooFewValid)]);
        evidence.monitored.pop();
        assert_eq!(of(&evidence), []);
    }
}
