//! X19: a part is more than its whole: more ammonia nitrogen than nitrogen, more hexavalent chromium than chromium,
//! more BOD₅ than COD.
//!
//! Declared means and the loggers' means are looked at each by itself. Analysers err: what their comparison tests
//! tolerate (2.9) is granted. Phosphate in phosphorus is left out, as its code is not in the table of HJ 212-2017.

use rust_decimal::{Decimal, dec};

use crate::{
    crosscheck::{
        Evidence, Ladder, Opinion, Rule, Subject, Why,
        edition::{Edition, judge},
        ladder::share,
        opinion::Doubt,
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
        valid: dec!(0.75),
        pairs: [(AMMONIA, NITROGEN, dec!(0.3)), (CHROMIUM_VI, CHROMIUM, dec!(0.01)), (BOD5, COD, dec!(5))],
    },
}];

const PART: Text = Text {
    zh: "{outlet} {source}：{part} 浓度 {declared} 毫克/升，大于 {whole} 浓度 {measured} 毫克/升；部分不可能大于总量。",
    en: "{outlet}, {source}: {part} at {declared} mg/L is above {whole} at {measured} mg/L; a part cannot exceed its whole.",
};

/// A key for each source: both may doubt the same pair at the same outlet, and each finding must be told again.
const TEXTS: &[(&str, Text)] = &[("X19.declared", PART), ("X19.monitored", PART)];

pub(crate) const RULE: Rule = Rule {
    id: "X19",
    title: Text { zh: "部分与总量", en: "A part and its whole" },
    why: Text {
        zh: "氨氮是总氮的一部分，六价铬是总铬的一部分，五日生化需氧量小于化学需氧量。部分大于总量，说明其中一个数字有误；分析误差已经扣除。",
        en: "Ammonia is part of nitrogen, hexavalent chromium part of chromium, BOD₅ less than COD. A part above its whole means that one of the two figures is wrong; measurement error has already been allowed for.",
    },
    texts: TEXTS,
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
            sums.mean.filter(|_| sums.suffices(valid)).ok_or(Some(Why::TooFewValid))
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
