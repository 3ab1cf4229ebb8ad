//! X03: the waterworks sold more, or less, than the enterprise declared to have taken in.
//!
//! Bills are read on billing days, not at the ends of months. Where the neighbouring months are known, every quarter
//! that begins up to ten days earlier or later is as good as the calendar's, and only what no such quarter explains is
//! a gap. The start tolerance is the dossier's (4.3); the step to a warning is a proposal.

use rust_decimal::{Decimal, dec};

use crate::{
    crosscheck::{
        Evidence, Ladder, Opinion, Rule, Subject, Why,
        edition::{Edition, judge},
        ladder::share,
        opinion::Doubt,
        sentence::{DECLARED, Ratio, Sentence, Unit},
    },
    message::{Args, Text},
    month::Month,
    utility::Feed,
};

/// The thresholds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Thresholds {
    /// Of |bill − declared| / bill.
    gap: Ladder,
    /// How much of a month the billing days may be off: ten days of thirty.
    offset: Decimal,
}

const EDITIONS: &[Edition<Thresholds>] = &[Edition {
    version: 1,
    from: (2025, 1),
    to: None,
    thresholds: Thresholds {
        gap: Ladder { inform: Some(dec!(0.03)), warning: Some(dec!(0.10)), red: None },
        offset: dec!(0.3333),
    },
}];

const SENTENCES: &[Sentence] = &[Sentence {
    key: "X03.gap",
    text: Text {
        zh: "自来水取水量申报 {declared} 立方米，供水公司账单合计 {measured} 立方米，相差 {gap}（容许 {tolerance}）。",
        en: "Municipal water: {declared} m³ declared, {measured} m³ billed by the waterworks, {gap} apart ({tolerance} is tolerated).",
    },
    declared: DECLARED,
    measured: Text { zh: "供水公司账单", en: "Billed by the waterworks" },
    unit: Unit::CubicMetres,
    ratio: Ratio::OfMeasured,
    bills: Some(Feed::Water),
}];

pub(crate) const RULE: Rule = Rule {
    id: "X03",
    title: Text { zh: "自来水取水量与供水账单", en: "Municipal water and the waterworks’ bills" },
    why: Text {
        zh: "供水公司按表计量，账单是独立于企业的第三方记录。账期与自然月最多相差十天，规则已从中取与申报最接近的一段。容许差是本平台的建议值。",
        en: "The waterworks read their own meters, so their bills do not depend on the enterprise. Billing periods may differ from calendar months by up to ten days; the period closest to the declaration has been taken. The tolerance is the portal’s own proposal.",
    },
    sentences: SENTENCES,
    judge: |evidence, wanted| judge(EDITIONS, evidence, wanted, check),
};

/// Compares the three months' bills with the declared municipal water.
pub(crate) fn check(evidence: &Evidence, thresholds: &Thresholds) -> Vec<Opinion> {
    let subject = Subject::Field("water.municipal_m3".into());
    let Some(declared) = evidence.declared.water.municipal_m3 else {
        return vec![Opinion::Silent(subject, Why::NotDeclared)];
    };
    let Some(billed) = billed(evidence, thresholds.offset, declared) else {
        return vec![Opinion::Silent(subject, Why::NoBill)];
    };
    let gap = share(billed.saturating_sub(declared).abs(), billed);
    let Some(severity) = thresholds.gap.severity(gap) else {
        return vec![Opinion::Fits(subject)];
    };
    let tolerance = thresholds.gap.tolerance();
    let args = Args::default().number("declared", declared).rounded("measured", billed);
    vec![Opinion::Doubts(Box::new(Doubt {
        severity,
        subject,
        declared: Some(declared),
        measured: Some(billed),
        tolerance,
        inputs: frozen(evidence),
        key: "X03.gap",
        args: args.percent("gap", gap).percent("tolerance", tolerance),
    }))]
}

/// The quarter's bills; of all quarters that the billing days allow, the one nearest to what was declared.
fn billed(evidence: &Evidence, offset: Decimal, declared: Decimal) -> Option<Decimal> {
    let bill = |month: Month| {
        evidence.bills.iter().find(|bill| bill.feed == Feed::Water && bill.month == month).map(|bill| bill.quantity)
    };
    let months = Month::of(evidence.quarter);
    let [first, second, third] = [bill(months[0])?, bill(months[1])?, bill(months[2])?];
    let calendar = first.saturating_add(second).saturating_add(third);
    let shifted = |gained: Option<Decimal>, lost: Decimal| {
        let moved = gained.map_or(Decimal::ZERO, |gained| gained.saturating_sub(lost).saturating_mul(offset));
        calendar.saturating_add(moved)
    };
    let earlier = shifted(bill(months[0].previous()), third);
    let later = shifted(bill(months[2].next()), first);
    let (least, most) = (calendar.min(earlier).min(later), calendar.max(earlier).max(later));
    Some(declared.clamp(least, most))
}

fn frozen(evidence: &Evidence) -> Evidence {
    let mut inputs = evidence.part(|_, _| false);
    inputs.outlets.clear();
    inputs.bills = evidence.bills.iter().filter(|bill| bill.feed == Feed::Water).copied().collect();
    inputs
}

#[cfg(test)]
mod tests {
    use crate::crosscheck::tests::{Verdict, evidence, verdicts};
    use crate::finding::Severity::{Inform, Warning};

    use super::*;

    #[test]
    fn bills_against_the_declared_municipal_water() {
        #[rustfmt::skip]
        let cases: [(Option<Decimal>, &[i64], Verdict); 11] = [
            // declared,        bills from June on,             verdict
            (None,              &[0, 600, 600, 600],            Verdict::Silent(Why::NotDeclared)),
            (Some(dec!(1800)),  &[0, 600, 600],                 Verdict::Silent(Why::NoBill)),
            (Some(dec!(1800)),  &[600, 600, 600, 600],          Verdict::Fits),
            (Some(dec!(1746)),  &[600, 600, 600, 600],          Verdict::Fits),   // exactly at tolerance
            (Some(dec!(1745)),  &[600, 600, 600, 600],          Verdict::Doubts(Inform)),
            (Some(dec!(1855)),  &[600, 600, 600, 600],          Verdict::Doubts(Inform)),
            (Some(dec!(1620)),  &[600, 600, 600, 600],          Verdict::Doubts(Inform)),
            (Some(dec!(1619)),  &[600, 600, 600, 600],          Verdict::Doubts(Warning)),
            (Some(dec!(0)),     &[0, 0, 0, 0],                  Verdict::Fits),
            (Some(dec!(5)),     &[0, 0, 0, 0],                  Verdict::Doubts(Warning)),
            // The meter is read on the 10th: ten quiet days of June were billed in July instead of busy September.
            (Some(dec!(2000)),  &[300, 500, 600, 900],          Verdict::Fits),
        ];
        for (declared, bills, want) in cases {
            let mut evidence = evidence();
            evidence.declared.water.municipal_m3 = declared;
            let months = std::iter::successors("2026-06".parse::<Month>().ok(), |month| Some(month.next()));
            let bill = |(month, &m3)| Bill { feed: Feed::Water, month, quantity: Decimal::from(m3) };
            evidence.bills = months.zip(bills).map(bill).collect();
            assert_eq!(verdicts(check(&evidence, &EDITIONS[0].thresholds)), [want], "{declared:?} {bills:?}");
        }
    }

    use crate::crosscheck::Bill;
}
