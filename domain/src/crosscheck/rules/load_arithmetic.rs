//! X05: the declared load is not the declared mean times the volume. Slips of arithmetic are the commonest error.
//!
//! The volume is the declared one where a single outlet leads off the site, else the logger's. Figures are rounded
//! when they are written down; half of the last digit of mean and load is granted on top of the tolerance.
//!
//! The mean of a gas is declared as its limit reads it, converted to reference oxygen (折算), and the amount is made of
//! the measured concentration (实测): their product is no amount. What the monitors measured in the quarter before and
//! after conversion tells the factor between the two; a row is doubted only where neither reading of its mean gives its
//! amount, and not at all where the factor is not known (HJ 75-2017: amounts by measured concentration; dossier 1.5).

use rust_decimal::{Decimal, dec};

use crate::{
    crosscheck::{
        ENOUGH, Evidence, Ladder, Opinion, Rule, Subject, Why,
        edition::{Edition, judge},
        ladder::gap,
        opinion::Doubt,
        sentence::{DECLARED, Ratio, Sentence, Unit},
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
    /// Whether the mean of a gas is taken to be converted to reference oxygen.
    converted: bool,
}

const FIRST: Thresholds =
    Thresholds { gap: Ladder { inform: Some(dec!(0.02)), warning: None, red: None }, valid: ENOUGH, converted: false };

const EDITIONS: &[Edition<Thresholds>] = &[
    Edition { version: 1, from: (2025, 1), to: None, thresholds: FIRST },
    // The first one doubted every honest stack whose oxygen is not the reference.
    Edition { version: 2, from: (2025, 1), to: None, thresholds: Thresholds { converted: true, ..FIRST } },
];

const PRODUCT: Sentence = Sentence {
    key: "X05.product",
    text: Text {
        zh: "{outlet} {pollutant} 排放量申报 {declared} 千克，平均浓度 {mean} 乘以水量（气量）{volume} 立方米应为 {measured} 千克，相差 {gap}。",
        en: "{outlet} {pollutant}: {declared} kg declared, but the mean of {mean} times {volume} m³ gives {measured} kg, {gap} apart.",
    },
    declared: DECLARED,
    measured: Text { zh: "浓度乘以水量（气量）", en: "Concentration times volume" },
    unit: Unit::Kilograms,
    ratio: Ratio::OfLarger,
    bills: None,
};

const SENTENCES: &[Sentence] = &[
    PRODUCT,
    Sentence {
        key: "X05.converted",
        text: Text {
            zh: "{outlet} {pollutant} 排放量申报 {declared} 千克；折算平均浓度 {mean} 毫克/立方米按本季度监测换回实测约为 {raw} 毫克/立方米，乘以标干气量 {volume} 立方米应为 {measured} 千克，相差 {gap}。",
            en: "{outlet} {pollutant}: {declared} kg declared; the converted mean of {mean} mg/m³ is some {raw} mg/m³ as measured, by the quarter’s monitoring, and times {volume} m³ of dry gas gives {measured} kg, {gap} apart.",
        },
        measured: Text { zh: "实测浓度乘以气量", en: "Measured concentration times volume" },
        ..PRODUCT
    },
];

pub(crate) const RULE: Rule = Rule {
    id: "X05",
    title: Text { zh: "排放量与浓度乘以水量（气量）", en: "Amount against concentration times volume" },
    why: Text {
        zh: "同一张申报表里，废水的排放量应等于平均浓度乘以排水量。废气的平均浓度按折算浓度申报，排放量按实测浓度乘以标干气量计算，所以先用本季度监测的实测与折算之比换回实测浓度；不知道这个比值的，不作比对。差错多是单位或小数点，请企业核对。容许差是本平台的建议值。",
        en: "In one declaration the amount of a water pollutant should be the mean concentration times the volume. The mean of a gas is declared as converted to reference oxygen, while its amount is the measured concentration times the dry flow; so the mean is first brought back to measured by the ratio of the two in the quarter’s monitoring, and where that is not known nothing is compared. Most differences are a unit or a decimal point: the enterprise is asked to check. The tolerance is this portal’s proposal.",
    },
    sentences: SENTENCES,
    judge: |evidence, wanted| judge(EDITIONS, evidence, wanted, check),
};

/// Multiplies each row out.
pub(crate) fn check(evidence: &Evidence, thresholds: &Thresholds) -> Vec<Opinion> {
    let rows = evidence.declared.emissions.iter().filter(|row| has_load(&row.pollutant));
    rows.map(|row| opinion(evidence, thresholds, row)).collect()
}

/// A way to read the declared mean, and what it comes to.
struct Product {
    key: &'static str,
    /// The mean as measured.
    raw: Decimal,
    kg: Decimal,
    /// The least that the row is away from it, with what rounding is granted.
    gap: Decimal,
}

fn opinion(evidence: &Evidence, thresholds: &Thresholds, row: &Emission) -> Opinion {
    let subject = Subject::At(row.outlet, row.pollutant.clone());
    let (Some(mean), Some(declared)) = (row.mean, row.amount_kg) else {
        return Opinion::Silent(subject, Why::NotDeclared);
    };
    let Some(volume) = volume(evidence, row.outlet, thresholds.valid) else {
        return Opinion::Silent(subject, Why::NoVolume);
    };
    let product = |key, factor: Decimal| {
        let raw = mean.saturating_mul(factor);
        let kg = load(raw, volume, row.outlet.kind());
        let digit = half_digit(mean).saturating_mul(factor);
        let granted = load(digit, volume.abs(), row.outlet.kind()).saturating_add(half_digit(declared));
        let nearest = declared.clamp(kg.saturating_sub(granted), kg.saturating_add(granted));
        Product { key, raw, kg, gap: gap(declared, nearest) }
    };
    let converts = thresholds.converted && row.outlet.kind() == OutletKind::Air;
    let plain = product("X05.product", Decimal::ONE);
    let chosen = if !converts || thresholds.gap.severity(plain.gap).is_none() {
        plain
    } else {
        match factor(evidence, row, thresholds.valid) {
            None => return Opinion::Silent(subject, Why::NoConversion),
            Some(factor) if factor == Decimal::ONE => plain,
            Some(factor) => product("X05.converted", factor),
        }
    };
    let Some(severity) = thresholds.gap.severity(chosen.gap) else {
        return Opinion::Fits(subject);
    };
    let Product { key, raw, kg, .. } = chosen;
    let args = Args::default().plain("outlet", &row.outlet).pollutant("pollutant", &row.pollutant);
    let args = args.number("declared", declared).rounded("measured", kg);
    let args = args.number("mean", mean).rounded("volume", volume).percent("gap", gap(declared, kg));
    let flow = flow_of(row.outlet.kind());
    Opinion::Doubts(Box::new(Doubt {
        severity,
        subject,
        declared: Some(declared),
        measured: Some(kg),
        tolerance: thresholds.gap.tolerance(),
        inputs: evidence.part(|at, code| at == Some(row.outlet) && (code == row.pollutant || code == flow)),
        key,
        args: if key == "X05.converted" { args.rounded("raw", raw) } else { args },
    }))
}

/// By what a converted mean of a gas is multiplied to be a measured one: what the monitors say of the quarter.
fn factor(evidence: &Evidence, row: &Emission, valid: Decimal) -> Option<Decimal> {
    let sums = evidence.sums(row.outlet, &row.pollutant)?;
    let (converted, measured) = (sums.sure_mean(valid)?, sums.sure_measured_mean(valid)?);
    if converted == measured { Some(Decimal::ONE) } else { measured.checked_div(converted) }
}

/// The cubic metres that left through an outlet.
fn volume(evidence: &Evidence, outlet: OutletCode, valid: Decimal) -> Option<Decimal> {
    let mut leading_off = evidence.water_outlets();
    let alone = leading_off.next() == Some(outlet) && leading_off.next().is_none();
    let declared = evidence.declared.water.discharged_m3.filter(|_| alone);
    declared.or_else(|| evidence.sums(outlet, flow_of(outlet.kind()))?.whole_volume(valid))
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
        verdicts(check(&evidence, &EDITIONS[1].thresholds)).remove(0)
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
        let of = |evidence: &Evidence| verdicts(check(evidence, &EDITIONS[1].thresholds));
        assert_eq!(of(&evidence), [Verdict::Silent(Why::NoVolume)]);
        evidence.monitored = vec![Monitored { outlet, volume_m3: Some(dec!(50_000_000)), ..monitored("a00000") }];
        assert_eq!(of(&evidence), [Verdict::Fits]);
        evidence.declared.emissions[0].amount_kg = Some(dec!(1900));
        assert_eq!(of(&evidence), [Verdict::Silent(Why::NoConversion)]);
        // Nothing is converted at a stack without combustion.
        let mean = Some(dec!(35));
        evidence.monitored.push(Monitored { outlet, mean, measured_mean: mean, ..monitored("a21026") });
        assert_eq!(of(&evidence), [Verdict::Doubts(Inform)]);
    }

    /// A stack at 7.75 % of oxygen that emits 275 mg/m³, and its mean at a reference.
    fn stack(reference: Decimal, stated: impl Fn(Decimal, Decimal) -> Decimal, kg: Decimal) -> Finds {
        let mut evidence = evidence();
        let outlet: OutletCode = "DA001".parse().unwrap();
        let measured = dec!(275);
        let converted = (measured * (dec!(21) - reference) / (dec!(21) - dec!(7.75))).round_dp(6);
        let mean = Some(stated(measured, converted).round_dp(1));
        evidence.declared.emissions = vec![Emission { outlet, ..row("a21002", mean, Some(kg)) }];
        evidence.monitored = vec![
            Monitored { outlet, volume_m3: Some(dec!(45_000)), ..monitored("a00000") },
            Monitored { outlet, mean: Some(converted), measured_mean: Some(measured), ..monitored("a21002") },
        ];
        let keys = |opinions: Vec<Opinion>| match opinions.into_iter().next() {
            Some(Opinion::Doubts(doubt)) => Some((doubt.key, doubt.measured.unwrap_or_default().round_dp(1))),
            Some(Opinion::Fits(_)) => None,
            other => panic!("{other:?}"),
        };
        (keys(check(&evidence, &EDITIONS[1].thresholds)), keys(check(&evidence, &EDITIONS[0].thresholds)))
    }

    /// Key and expected kilograms of the edition in force, and of the one before.
    type Finds = (Option<(&'static str, Decimal)>, Option<(&'static str, Decimal)>);

    #[test]
    fn an_honest_stack_is_not_doubted_at_any_reference_oxygen_and_a_false_one_is() {
        // 275 mg/m³ × 45,000 m³ = 12.375 kg (packet P08 of the dossier).
        for (reference, product) in [(dec!(3.5), dec!(16.3)), (dec!(9), dec!(11.2)), (dec!(11), dec!(9.3))] {
            let converted = |_, converted| converted;
            let (now, before) = stack(reference, converted, dec!(12.375));
            assert_eq!(now, None, "honest, {reference} %");
            assert_eq!(before, Some(("X05.product", product)), "what the first edition said, {reference} %");
            assert_eq!(
                stack(reference, |measured, _| measured, dec!(12.375)).0,
                None,
                "the measured mean, {reference} %"
            );
            let (now, _) = stack(reference, converted, dec!(7));
            assert_eq!(now, Some(("X05.converted", dec!(12.4))), "too little, {reference} %");
        }
    }

    proptest! {
        #[test]
        fn a_product_rounded_as_people_round_is_never_doubted(
            mean in 0u32..100_000, volume in 0u32..100_000_000, digits in 0u32..4,
        ) {
            let (mean, volume) = (Decimal::new(mean.into(), 2), Decimal::from(volume));
            let kg = load(mean, volume, OutletKind::Water);
            prop_assert_eq!(of(mean, volume, kg), Verdict::Fits);
            prop_assert_eq!(of(mean.round_dp(1), volume, kg.round_dp(digits)), Verdict::Fits);
        }
    }
}
