//! X05: the declared load is not the declared mean times the volume. Slips of arithmetic are the commonest error.
//!
//! The volume is the declared one where a single outlet leads off the site, else the logger's. Figures are rounded
//! when they are written down; half of the last digit of mean and load is granted on top of the tolerance.

use rust_decimal::{Decimal, dec};

use crate::{
    crosscheck::{
        Evidence, Ladder, Opinion, Rule, Subject, Why,
        edition::{Edition, judge},
        ladder::gap,
        opinion::Doubt,
    },
    declaration::Emission,
    message::{Args, Text},
    outlet::{OutletCode, OutletKind},
    pollutant::{flow_of, has_load},
};

/// The thresholds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Thresholds {
    /// Of |declared − mean × volume| / the larger.
    gap: Ladder,
    /// Share of the periods due that must be valid for the logger's volume to serve.
    valid: Decimal,
}

const EDITIONS: &[Edition<Thresholds>] = &[Edition {
    version: 1,
    from: (2025, 1),
    to: None,
    thresholds: Thresholds { gap: Ladder { inform: Some(dec!(0.02)), warning: None, red: None }, valid: dec!(0.75) },
}];

const TEXTS: &[(&str, Text)] = &[(
    "X05.product",
    Text {
        zh: "{outlet} {pollutant} 排放量申报 {declared} 千克，平均浓度 {mean} 乘以排放量 {volume} 立方米应为 {measured} 千克，相差 {gap}。",
        en: "{outlet} {pollutant}: {declared} kg declared, but the mean of {mean} times {volume} m³ gives {measured} kg, {gap} apart.",
    },
)];

pub(crate) const RULE: Rule = Rule {
    id: "X05",
    title: Text { zh: "排放量与浓度乘以水量", en: "Amount against concentration times volume" },
    why: Text {
        zh: "同一张申报表里，排放量应等于平均浓度乘以排放水量。差错多是单位或小数点，请企业核对。容许差是本平台的建议值。",
        en: "In one declaration the amount should be the mean concentration times the volume. Most differences are a unit or a decimal point: the enterprise is asked to check. The tolerance is this portal’s proposal.",
    },
    texts: TEXTS,
    judge: |evidence, wanted| judge(EDITIONS, evidence, wanted, check),
};

/// Multiplies each row out.
pub(crate) fn check(evidence: &Evidence, thresholds: &Thresholds) -> Vec<Opinion> {
    let rows = evidence.declared.emissions.iter().filter(|row| has_load(&row.pollutant));
    rows.map(|row| opinion(evidence, thresholds, row)).collect()
}

fn opinion(evidence: &Evidence, thresholds: &Thresholds, row: &Emission) -> Opinion {
    let subject = Subject::At(row.outlet, row.pollutant.clone());
    let (Some(mean), Some(declared)) = (row.mean, row.amount_kg) else {
        return Opinion::Silent(subject, Why::NotDeclared);
    };
    let Some(volume) = volume(evidence, row.outlet, thresholds.valid) else {
        return Opinion::Silent(subject, Why::NoVolume);
    };
    let product = load(mean, volume, row.outlet.kind());
    let granted = load(half_digit(mean), volume.abs(), row.outlet.kind()).saturating_add(half_digit(declared));
    let nearest = declared.clamp(product.saturating_sub(granted), product.saturating_add(granted));
    let Some(severity) = thresholds.gap.severity(gap(declared, nearest)) else {
        return Opinion::Fits(subject);
    };
    let args = Args::default().plain("outlet", &row.outlet).pollutant("pollutant", &row.pollutant);
    let args = args.number("declared", declared).rounded("measured", product);
    let args = args.number("mean", mean).rounded("volume", volume).percent("gap", gap(declared, product));
    let flow = flow_of(row.outlet.kind());
    Opinion::Doubts(Box::new(Doubt {
        severity,
        subject,
        declared: Some(declared),
        measured: Some(product),
        tolerance: thresholds.gap.tolerance(),
        inputs: evidence.part(|at, code| at == Some(row.outlet) && (code == row.pollutant || code == flow)),
        key: "X05.product",
        args,
    }))
}

/// The cubic metres that left through an outlet.
fn volume(evidence: &Evidence, outlet: OutletCode, valid: Decimal) -> Option<Decimal> {
    let mut leading_off = evidence.water_outlets();
    let alone = leading_off.next() == Some(outlet) && leading_off.next().is_none();
    let declared = evidence.declared.water.discharged_m3.filter(|_| alone);
    declared.or_else(|| {
        let sums = evidence.sums(outlet, flow_of(outlet.kind())).filter(|sums| sums.suffices(valid))?;
        sums.volume_m3.map(|volume| sums.whole(volume))
    })
}

/// Kilograms of mg/L (water) or mg/m³ (gas) in cubic metres.
fn load(mean: Decimal, volume: Decimal, kind: OutletKind) -> Decimal {
    let scale = match kind {
        OutletKind::Water => dec!(0.001),
        OutletKind::Air => dec!(0.000001),
    };
    mean.saturating_mul(scale).saturating_mul(volume)
}

/// Half a unit of the last digit that was written down.
fn half_digit(value: Decimal) -> Decimal {
    Decimal::try_new(5, value.scale() + 1).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::crosscheck::Monitored;
    use crate::crosscheck::tests::{Verdict, evidence, monitored, row, verdicts};
    use crate::finding::Severity::Inform;

    fn of(mean: Decimal, volume: Decimal, kg: Decimal) -> Verdict {
        let mut evidence = evidence();
        evidence.declared.water.discharged_m3 = Some(volume);
        evidence.declared.emissions = vec![row("w01018", Some(mean), Some(kg))];
        verdicts(check(&evidence, &EDITIONS[0].thresholds)).remove(0)
    }

    #[test]
    fn mean_times_volume() {
        #[rustfmt::skip]
        let cases = [
            // mg/L,       m³,            kg,             verdict
            (dec!(41.2),  dec!(18_420),  dec!(758.9),   Verdict::Fits),
            (dec!(41.2),  dec!(18_420),  dec!(775.3),   Verdict::Fits),            // 2 % and the rounding of the mean
            (dec!(41.2),  dec!(18_420),  dec!(775.5),   Verdict::Doubts(Inform)),
            (dec!(41.2),  dec!(18_420),  dec!(0.7589),  Verdict::Doubts(Inform)),  // tonnes for kilograms
            (dec!(0.1),   dec!(18_420),  dec!(2.7),     Verdict::Fits),            // 0.1 may be 0.149
            (dec!(0.10),  dec!(18_420),  dec!(2.7),     Verdict::Doubts(Inform)),
            (dec!(0),     dec!(0),       dec!(0),       Verdict::Fits),
        ];
        for (mean, volume, kg, want) in cases {
            assert_eq!(of(mean, volume, kg), want, "{mean} × {volume} = {kg}");
        }
    }

    #[test]
    fn gas_needs_the_loggers_volume() {
        let mut evidence = evidence();
        let outlet: OutletCode = "DA001".parse().unwrap();
        evidence.declared.emissions = vec![Emission { outlet, ..row("a21026", Some(dec!(35)), Some(dec!(1750))) }];
        let of = |evidence: &Evidence| verdicts(check(evidence, &EDITIONS[0].thresholds));
        assert_eq!(of(&evidence), [Verdict::Silent(Why::NoVolume)]);
        evidence.monitored = vec![Monitored { outlet, volume_m3: Some(dec!(50_000_000)), ..monitored("a00000") }];
        assert_eq!(of(&evidence), [Verdict::Fits]);
        evidence.declared.emissions[0].amount_kg = Some(dec!(1900));
        assert_eq!(of(&evidence), [Verdict::Doubts(Inform)]);
    }

    proptest! {
        #[test]
        fn a_product_rounded_as_people_round_is_never_doubted(mean in 0u32..100_000, volume in 0u32..100_000_000, digits in 0u32..4) {
            let (mean, volume) = (Decimal::new(mean.into(), 2), Decimal::from(volume));
            let kg = load(mean, volume, OutletKind::Water);
            prop_assert_eq!(of(mean, volume, kg), Verdict::Fits);
            prop_assert_eq!(of(mean.round_dp(1), volume, kg.round_dp(digits)), Verdict::Fits);
        }
    }
}
