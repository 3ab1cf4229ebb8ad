//! What a declaration says.

use domain::declaration::{
    Content, Explanation, Facility, Water,
    check::{Context, Tier, check},
};
use rust_decimal::Decimal;

use super::{
    activity::{Activity, decimal},
    slip,
};
use crate::{city::Enterprise, stories::Story, trade::Trade};

/// The declaration of what was done, with what is peculiar to the enterprise: its story, and its slip in
/// the quarter that is `age` quarters older than the newest.
pub fn content(e: &Enterprise, activity: &Activity, blank: Content, age: usize) -> Content {
    let mut content = blank;
    for product in &mut content.products {
        product.quantity = Some(activity.output);
    }
    content.water = Water {
        municipal_m3: Some(activity.intake),
        other_m3: Some(Decimal::ZERO),
        reused_m3: Some((activity.intake * Decimal::new(12, 2)).round_dp(0)),
        discharged_m3: Some(activity.wastewater),
    };
    content.electricity_kwh = Some(activity.power);
    content.fuel.natural_gas_m3 = gas(e, activity);
    content.facilities = vec![treatment(e, activity)];
    twist(e, activity, &mut content);
    if let Some(slip) = slip::declared(e, age) {
        slip::make(slip, e, &mut content);
    }
    content
}

/// The same declaration with a digit too many.
pub fn with_slip(content: &Content) -> Content {
    let mut content = content.clone();
    content.water.discharged_m3 = content.water.discharged_m3.map(|quantity| quantity * Decimal::TEN);
    content
}

/// The same declaration before somebody has finished it: a digit too many, and the treatment and the electricity still
/// to be filled in.
pub fn unfinished(content: &Content) -> Content {
    let mut content = Content { electricity_kwh: None, ..with_slip(content) };
    for facility in &mut content.facilities {
        (facility.run_hours, facility.sludge_t) = (None, None);
    }
    content
}

/// Explains what looks wrong and was signed all the same.
pub fn explained(mut content: Content, permit: &Context) -> Content {
    content.explanations.clear();
    for problem in check(&content, permit).into_iter().filter(|problem| problem.tier == Tier::Explain) {
        let text = match problem.rule.as_ref() {
            "D05" => "含初期雨水和冷却水，数据已核对。",
            "D08" | "D09" => "本季度订单增加，产量属实。",
            "D16" => "检测结果属实，正在排查原因。",
            _ => "数据和单位已核对，属实。",
        };
        let rule = problem.rule.into_owned();
        content.explanations.push(Explanation { path: problem.path.to_string(), rule, text: text.to_owned() });
    }
    content
}

/// Natural gas of a boiler house, m³, by the steam that the trade takes for a cubic metre of its water; electroplaters and
/// makers of circuit boards heat with electricity (planning values, from memory).
fn gas(e: &Enterprise, activity: &Activity) -> Option<Decimal> {
    let each = match e.trade {
        Trade::Dyeing => 3.5,
        Trade::Paper => 2.0,
        Trade::Food => 1.2,
        _ => return None,
    };
    Some((activity.wastewater * decimal(each)).round_dp(0))
}

/// What every works calls its wastewater treatment, in its permit and in what it declares.
pub const TREATMENT: &str = "综合废水处理站";

/// The wastewater treatment: planning values of the dossier's 4.2.
fn treatment(e: &Enterprise, activity: &Activity) -> Facility {
    // kWh, kg of chemicals and kg of wet sludge for a cubic metre.
    let (power, chemicals, sludge) = match e.trade {
        Trade::Electroplating => (5.2, 1.10, 7.0),
        Trade::CircuitBoards => (4.1, 0.95, 5.5),
        Trade::Dyeing => (1.8, 0.70, 3.8),
        Trade::Paper => (1.1, 0.55, 3.2),
        Trade::Food | Trade::Plastics => (1.4, 0.25, 1.1),
        Trade::Incineration => (3.0, 0.60, 2.0),
        Trade::Municipal => (0.33, 0.04, 0.75),
    };
    let each = |value: f64| activity.wastewater * decimal(value);
    Facility {
        name: TREATMENT.to_owned(),
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
