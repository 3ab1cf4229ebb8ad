//! What was found, in the words of a decision: one text for each kind of violation.

use chrono::{Datelike, NaiveDate};
use domain::{
    case::ViolationKind,
    fixed::Nano,
    outlet::{Discharge, OutletKind},
};

use super::{
    amount::Factor,
    plant::{mended, plant},
    wording::wording,
};
use crate::{city::Enterprise, permits::Outlet, random::Chance, trade::Trade};

/// A finding of an inspection.
pub struct Facts {
    /// The text.
    pub text: String,
    /// The circumstances that weigh.
    pub factors: Vec<Factor>,
    /// What was done about it.
    pub rectification: String,
}

/// `2026年9月18日`.
pub fn date(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// What an inspection of an enterprise found on a day.
pub fn facts(kind: ViolationKind, enterprise: &Enterprise, day: NaiveDate, chance: &mut Chance) -> Facts {
    let Some(found) = wording(kind) else { return over_limit(enterprise, day, chance) };
    let plant = plant(enterprise.trade);
    let seen = plant.fill(found.text).replace("{evaded}", &evaded(enterprise, day));
    Facts {
        text: format!("{}，示范市生态环境局执法人员对该单位进行现场检查。{seen}", date(day)),
        factors: found.factors.to_vec(),
        rectification: plant.fill(found.rectification),
    }
}

/// What the sample of a hidden outlet showed: of the metals that would make it a suspected crime, nothing.
fn evaded(enterprise: &Enterprise, day: NaiveDate) -> String {
    let outlets = enterprise.permit.outlets.iter().filter(|outlet| outlet.discharge == Discharge::Direct);
    let own = outlets
        .flat_map(|outlet| &outlet.limits)
        .filter(|limit| limit.pollutant == "w01018" && limit.from <= day && limit.to.is_none_or(|to| day <= to))
        .find_map(|limit| limit.high);
    // A rain drain leads into a river: whoever may send to a treatment plant is held against the direct limit here.
    let told = match own.or_else(|| direct_oxygen_demand(enterprise.trade)) {
        Some(high) => {
            let high = high.decimal().normalize();
            let value = (high * rust_decimal::Decimal::new(17, 1)).normalize();
            format!("化学需氧量浓度为{value}mg/L，超过直接排放限值{high}mg/L")
        }
        None => "化学需氧量浓度超过直接排放限值".to_owned(),
    };
    match enterprise.trade {
        Trade::Electroplating | Trade::CircuitBoards => format!("{told}，总铜、总镍、总铬、六价铬均未超过直接排放限值"),
        _ => told,
    }
}

/// The limit of COD by the table of the trade for who discharges into waters.
fn direct_oxygen_demand(trade: Trade) -> Option<Nano> {
    let table = match trade {
        Trade::Electroplating => "db44-1597-1-outlet",
        Trade::CircuitBoards => "gb39731-direct",
        Trade::Dyeing => "gb4287-2-direct",
        Trade::Paper => "gb3544-2-paper",
        Trade::Municipal => "gb18918-1a",
        Trade::Plastics => "gb31572-1-direct",
        Trade::Food | Trade::Incineration => "db44-26-1",
    };
    let limits = services::law::limits().table(table).ok()?;
    limits.into_iter().find(|limit| limit.pollutant == "w01018")?.high
}

/// The pollutant that a sample is said to exceed: a metal where there is one.
fn over_limit(enterprise: &Enterprise, day: NaiveDate, chance: &mut Chance) -> Facts {
    const SAMPLED: [&str; 5] = ["w20116", "w20121", "w20122", "w01018", "a34013"];
    let candidates = enterprise.permit.outlets.iter().flat_map(|outlet| outlet.limits.iter().map(move |l| (outlet, l)));
    let found = candidates
        .filter(|(_, l)| l.from <= day && l.to.is_none_or(|to| day <= to))
        .filter_map(|(o, l)| Some((SAMPLED.iter().position(|code| *code == l.pollutant)?, o, l)))
        .min_by_key(|(rank, ..)| *rank);
    let tenths = *chance.pick(&[3, 5, 8, 12, 18]);
    let Some((_, outlet, limit)) = found else {
        return Facts { text: String::new(), factors: vec![], rectification: String::new() };
    };
    let high = limit.high.map(Nano::decimal).unwrap_or_default();
    let value = (high * rust_decimal::Decimal::new(10 + tenths, 1)).normalize();
    let name = hj212::pollutant::find(&limit.pollutant).map_or("", |known| known.name_zh);
    Facts {
        text: format!(
            "{}，示范市生态环境监测站对该单位{}采样监测。监测报告（示环监字〔{}〕第{:04}号）显示，\
             {name}浓度为{value}{unit}，超过该单位排污许可证载明的许可排放浓度{high}{unit}（依据{}），超标{}倍。",
            date(day),
            place(outlet),
            day.year(),
            report_number(day, chance),
            limit.basis,
            rust_decimal::Decimal::new(tenths, 1).normalize(),
            unit = limit.unit,
        ),
        factors: vec![
            if tenths > 10 { ("超标1倍以上3倍以下", 15) } else { ("超标1倍以下", 8) },
            if limit.pollutant.starts_with("w20") { ("重金属", 5) } else { ("一般污染物", 2) },
        ],
        rectification: mended(enterprise.trade, &limit.pollutant).to_owned(),
    }
}

/// The number of a report of the monitoring station in its year: it runs with the days.
fn report_number(day: NaiveDate, chance: &mut Chance) -> usize {
    const REPORTS_A_DAY: usize = 4;
    day.ordinal0() as usize * REPORTS_A_DAY + 1 + chance.below(REPORTS_A_DAY)
}

fn place(outlet: &Outlet) -> String {
    let what = match outlet.code.kind() {
        OutletKind::Water => "外排废水",
        OutletKind::Air => "排放废气",
    };
    format!("{}（{}）{what}", outlet.name, outlet.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every trade's table is there and limits it, each far below what a sewer takes.
    #[test]
    fn a_rain_drain_is_held_against_a_direct_limit() {
        for trade in Trade::ALL {
            let high = direct_oxygen_demand(trade).unwrap().decimal();
            assert!(high <= rust_decimal::Decimal::from(90), "{trade:?}: {high}");
        }
    }
}
