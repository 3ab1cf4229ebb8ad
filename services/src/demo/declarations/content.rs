//! What a declaration says.

use domain::{
    declaration::{Content, Emission, Facility, Method, Product, Water},
    enterprise::Industry,
    outlet::{Discharge, OutletKind},
    quarter::Quarter,
};
use rust_decimal::Decimal;

use crate::demo::{city::Enterprise, history::Total, random::Chance, stories::Story};

/// What an enterprise did in a quarter, before anybody declares it.
#[derive(Clone, Debug)]
pub struct Activity {
    /// Wastewater, m³.
    pub wastewater: Decimal,
    /// Output of the first product.
    pub output: Decimal,
    /// Water from the waterworks, m³.
    pub intake: Decimal,
    /// Electricity, kWh.
    pub power: Decimal,
    /// Turnover, yuan.
    pub turnover: Decimal,
    /// Amounts discharged.
    emissions: Vec<Emission>,
}

/// A factor around 1: at most `per_mille` away.
fn about(chance: &mut Chance, per_mille: usize) -> Decimal {
    let away = chance.below(2 * per_mille + 1);
    Decimal::new(i64::try_from(1000 + away).unwrap_or(1000) - i64::try_from(per_mille).unwrap_or(0), 3)
}

/// A planning value as a decimal of four digits.
fn decimal(value: f64) -> Decimal {
    #[expect(clippy::cast_possible_truncation, reason = "planning values are small")]
    Decimal::new((value * 1e4).round() as i64, 4)
}

/// What an enterprise did in the `n`-th quarter of the window, by its loggers where it has them.
pub fn activity(e: &Enterprise, quarter: Quarter, n: usize, totals: &[Option<Vec<Vec<Total>>>]) -> Activity {
    let mut chance = Chance::of(&format!("activity {quarter}"), e.number);
    let days = (quarter.end().since(quarter.start())) / domain::time::DAY;
    let outlets = || e.permit.outlets.iter().zip(totals);
    let of = |wanted: OutletKind| {
        let amounts = outlets()
            .filter(move |(outlet, _)| outlet.code.kind() == wanted && outlet.discharge != Discharge::Workshop);
        let amounts = amounts.filter_map(|(_, totals)| Some(totals.as_ref()?.get(n)?.first()?.amount));
        amounts.sum::<i64>()
    };
    let logged = of(OutletKind::Water);
    let expected = decimal(e.permit.daily_water * 0.93) * Decimal::from(days);
    let wastewater = if logged > 0 { Decimal::new(logged, 6) } else { expected * about(&mut chance, 60) };
    let product = e.permit.products.first();
    let output = match (e.industry, product) {
        // A tonne of household waste gives about 5,000 m³ of flue gas.
        (Industry::Incineration, _) => Decimal::new(of(OutletKind::Air), 6) / Decimal::from(5_000),
        (_, Some(product)) => wastewater / decimal(product.water),
        (_, None) => Decimal::ZERO,
    };
    let output = (output * about(&mut chance, 20)).round_dp(1);
    let per_unit = |value: f64| output * decimal(value);
    let power = product.map_or(Decimal::ZERO, |product| per_unit(product.power)) * about(&mut chance, 25);
    let turnover = product.map_or(Decimal::ZERO, |product| per_unit(product.price)) * about(&mut chance, 40);
    let intake = match e.industry {
        Industry::Municipal => Decimal::from(30 * days),
        _ => wastewater / Decimal::new(88, 2) * about(&mut chance, 20),
    };
    Activity {
        wastewater: wastewater.round_dp(0),
        output,
        intake: intake.round_dp(0),
        power: power.round_dp(0),
        turnover: turnover.round_dp(0),
        emissions: emissions(e, n, totals, wastewater, &mut chance),
    }
}

fn emissions(
    e: &Enterprise,
    n: usize,
    totals: &[Option<Vec<Vec<Total>>>],
    wastewater: Decimal,
    chance: &mut Chance,
) -> Vec<Emission> {
    let mut all = Vec::new();
    for (outlet, totals) in e.permit.outlets.iter().zip(totals) {
        let logged = outlet.logger.as_ref().zip(totals.as_ref().and_then(|totals| totals.get(n)));
        if let Some((logger, totals)) = logged {
            for (channel, total) in logger.model.channels.iter().zip(totals) {
                if crate::demo::history::is_emission(channel.kind) && total.volume > 0 {
                    let grams = channel.amount_in_grams();
                    all.push(automatic(outlet.code, channel.code, (channel.digits, grams), total, chance));
                }
            }
        } else if outlet.is_total_water() {
            for code in ["w01018", "w21003"] {
                let limit = outlet.limits.iter().rfind(|l| l.pollutant == code).and_then(|l| l.high);
                let Some(limit) = limit else { continue };
                let mean = (limit.decimal() * Decimal::new(45, 2) * about(chance, 200)).round_dp(1);
                let amount_kg = Some((mean * wastewater / Decimal::from(1_000)).round_dp(1));
                let (pollutant, method) = (code.to_owned(), Method::Manual);
                all.push(Emission { outlet: outlet.code, pollutant, method, mean: Some(mean), amount_kg });
            }
        }
    }
    all
}

/// An amount by the logger's own sums, within one and a half per cent.
fn automatic(
    outlet: domain::outlet::OutletCode,
    code: &str,
    (digits, grams): (u32, bool),
    total: &Total,
    chance: &mut Chance,
) -> Emission {
    let amount_kg = Decimal::new(total.amount, if grams { 9 } else { 6 }) * about(chance, 15);
    let per_volume = Decimal::from(if outlet.kind() == OutletKind::Water { 1_000 } else { 1_000_000 });
    let mean = amount_kg * per_volume / Decimal::new(total.volume, 6);
    Emission {
        outlet,
        pollutant: code.to_owned(),
        method: Method::Automatic,
        mean: Some(mean.round_dp(digits)),
        amount_kg: Some(amount_kg.round_dp(3)),
    }
}

/// The declaration of what was done, with the twist of the enterprise's story.
pub fn content(e: &Enterprise, activity: &Activity) -> Content {
    let product = e.permit.products.iter().map(|product| Product {
        name: product.name.to_owned(),
        unit: product.unit.to_owned(),
        quantity: Some(activity.output),
    });
    let mut content = Content {
        products: product.collect(),
        water: Water {
            municipal_m3: Some(activity.intake),
            other_m3: Some(Decimal::ZERO),
            reused_m3: Some((activity.intake * Decimal::new(12, 2)).round_dp(0)),
            discharged_m3: Some(activity.wastewater),
        },
        electricity_kwh: Some(activity.power),
        facilities: vec![treatment(e, activity)],
        emissions: activity.emissions.clone(),
        remarks: String::new(),
    };
    twist(e, activity, &mut content);
    content
}

/// The same declaration with a digit too many.
pub fn with_slip(e: &Enterprise, activity: &Activity) -> Content {
    let mut content = content(e, activity);
    content.water.discharged_m3 = content.water.discharged_m3.map(|quantity| quantity * Decimal::TEN);
    content
}

/// The wastewater treatment: planning values of the dossier's 4.2.
fn treatment(e: &Enterprise, activity: &Activity) -> Facility {
    // kWh, kg of chemicals and kg of wet sludge for a cubic metre.
    let (power, chemicals, sludge) = match e.industry {
        Industry::Electroplating => (5.2, 1.10, 7.0),
        Industry::CircuitBoards => (4.1, 0.95, 5.5),
        Industry::Dyeing => (1.8, 0.70, 3.8),
        Industry::Paper => (1.1, 0.55, 3.2),
        Industry::Food => (1.4, 0.25, 1.1),
        Industry::Incineration => (3.0, 0.60, 2.0),
        Industry::Municipal => (0.33, 0.04, 0.75),
    };
    let each = |value: f64| activity.wastewater * decimal(value);
    Facility {
        name: "综合废水处理站".to_owned(),
        run_hours: Some(Decimal::from(2_120)),
        electricity_kwh: Some(each(power).round_dp(0)),
        chemicals_kg: Some(each(chemicals).round_dp(0)),
        sludge_t: Some((each(sludge) / Decimal::from(1_000)).round_dp(2)),
    }
}

fn twist(e: &Enterprise, activity: &Activity, content: &mut Content) {
    let half = |value: &mut Option<Decimal>, share: Decimal| *value = value.map(|v| (v * share).round_dp(2));
    let facility = &mut content.facilities[0];
    match e.story {
        Some(Story::NightTreatment) => half(&mut facility.electricity_kwh, Decimal::new(52, 2)),
        Some(Story::SludgeShort) => half(&mut facility.sludge_t, Decimal::new(40, 2)),
        Some(Story::BisulphiteShort) => {
            // 60 mg/L of Cr(VI) in a fifth of the water; 1.5 kg of bisulphite for each kg, where 3.0 are needed.
            let removed = (activity.wastewater * Decimal::new(12, 3)).round_dp(1);
            content.facilities.push(Facility {
                name: "含铬废水还原系统".to_owned(),
                run_hours: Some(Decimal::from(2_050)),
                electricity_kwh: None,
                chemicals_kg: Some((removed * Decimal::new(15, 1)).round_dp(1)),
                sludge_t: None,
            });
            content.remarks = format!("含铬废水还原系统本季度去除六价铬{removed}千克，还原剂为亚硫酸氢钠。");
        }
        Some(Story::CarbonShort) => {
            content.facilities.push(Facility {
                name: "活性炭吸附装置".to_owned(),
                run_hours: Some(Decimal::from(1_980)),
                electricity_kwh: None,
                chemicals_kg: Some(Decimal::from(1_000)),
                sludge_t: Some(Decimal::ONE),
            });
            "有机废气经活性炭吸附处理，本季度更换活性炭1吨，去除挥发性有机物5吨。".clone_into(&mut content.remarks);
        }
        Some(Story::StoppedWithPower) => {
            "本季度第二个月全月停产检修，产量为零。".clone_into(&mut content.remarks);
            for product in &mut content.products {
                half(&mut product.quantity, Decimal::new(66, 2));
            }
        }
        Some(Story::HonestFirm) => {
            "供水公司抄表日为每月10日；本季度更换总水表一次，新旧表读数见附页。".clone_into(&mut content.remarks);
        }
        _ => {}
    }
}
