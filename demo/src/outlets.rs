//! Which outlets an enterprise has, and which limits apply at each.

use chrono::NaiveDate;
use domain::{
    enterprise::ManagementClass,
    outlet::{AirZone, Discharge, OutletKind},
};

use super::{plan::Plan, stories::Story, trade::Trade};
use services::{
    Result,
    law::{Standards, TableLimit},
};

/// An outlet before it has a code.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Water or air.
    pub kind: OutletKind,
    /// Chinese name.
    pub name: &'static str,
    /// English name.
    pub name_en: &'static str,
    /// Where it leads.
    pub discharge: Discharge,
    /// The receiving water body, plant or air zone.
    pub receiving: String,
    /// Tables of its limits in `limits.toml`.
    tables: &'static [&'static str],
    /// Which of their pollutants; all where none are named.
    only: &'static [&'static str],
    /// Table until the permit was corrected, where it was.
    former: Option<&'static str>,
    /// Whether a logger stands there.
    pub monitored: bool,
}

/// The day since which the corrected permit of the story's dyer applies: the bureau had gone through the quality of its
/// permits and had it changed.
const CORRECTED: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 7, 1);

const NICKEL: &[&str] = &["w20121"];
const CHROMIUM: &[&str] = &["w20116", "w20117"];
const ACID_MIST: &[&str] = &["a21024", "a34039", "a21002"];
const CHROMIC_MIST: &[&str] = &["a34040", "a34039"];

/// The outlets of an enterprise, water first.
pub fn drafts(plan: &Plan) -> Vec<Draft> {
    match plan.trade {
        Trade::Electroplating => plating(plan),
        Trade::CircuitBoards => circuit_boards(plan),
        Trade::Dyeing => vec![Draft { former: dyers_former(plan), ..total(plan, dyers_table(plan)) }],
        Trade::Paper => paper(plan),
        Trade::Municipal => {
            vec![Draft { name: "尾水排放口", name_en: "Effluent outlet", ..total(plan, &["gb18918-1a"]) }]
        }
        Trade::Incineration => incineration(plan),
        Trade::Food => vec![total(plan, general_table(plan))],
        Trade::Plastics => with_solvents(plan, vec![total(plan, plastics_table(plan))], &["gb31572-5"]),
    }
}

fn is_key(plan: &Plan) -> bool {
    plan.class == ManagementClass::Key
}

fn total(plan: &Plan, tables: &'static [&'static str]) -> Draft {
    let receiving = match plan.discharge {
        Discharge::Sewer => format!("{}水质净化厂", plan.town),
        Discharge::Dedicated => format!("{}环保专业基地污水处理厂", plan.town),
        Discharge::Direct | Discharge::Workshop => format!("{}河", plan.town),
    };
    Draft {
        kind: OutletKind::Water,
        name: "废水总排放口",
        name_en: "Total wastewater outlet",
        discharge: plan.discharge,
        receiving,
        tables,
        only: &[],
        former: None,
        monitored: is_key(plan),
    }
}

fn workshop(plan: &Plan, chromium: bool, tables: &'static [&'static str]) -> Draft {
    let (name, name_en, only) = if chromium {
        ("车间含铬废水排放口", "Workshop outlet, chromium wastewater", CHROMIUM)
    } else {
        ("车间含镍废水排放口", "Workshop outlet, nickel wastewater", NICKEL)
    };
    Draft {
        kind: OutletKind::Water,
        name,
        name_en,
        discharge: Discharge::Workshop,
        receiving: "厂内综合废水处理站".to_owned(),
        tables,
        only,
        former: None,
        monitored: is_key(plan),
    }
}

fn stack(name: &'static str, name_en: &'static str, tables: &'static [&'static str], monitored: bool) -> Draft {
    Draft {
        kind: OutletKind::Air,
        name,
        name_en,
        discharge: Discharge::Direct,
        receiving: AirZone::Second.to_string(),
        tables,
        only: &[],
        former: None,
        monitored,
    }
}

/// Platers assessed before September 2012 are under table 1, later ones under table 2.
fn plating(plan: &Plan) -> Vec<Draft> {
    let is_new = !is_key(plan) || plan.story.is_none() && plan.number.is_multiple_of(4);
    let (ws, out): (&'static [_], &'static [_]) = if is_new {
        (&["db44-1597-2-workshop"], &["db44-1597-2-outlet"])
    } else {
        (&["db44-1597-1-workshop"], &["db44-1597-1-outlet"])
    };
    if !plan.class.has_permit() {
        return vec![total(plan, out)];
    }
    let chromium = plates_chromium(plan.number, plan.story);
    let mist = if chromium {
        Draft {
            only: CHROMIC_MIST, ..stack("铬酸雾废气排放口", "Chromic acid mist stack", &["gb21900-air"], false)
        }
    } else {
        Draft { only: ACID_MIST, ..stack("酸雾废气排放口", "Acid mist stack", &["gb21900-air"], false) }
    };
    vec![workshop(plan, chromium, ws), total(plan, out), mist]
}

/// Whether a plater with a workshop outlet plates chromium; the others plate nickel.
pub const fn plates_chromium(number: usize, story: Option<Story>) -> bool {
    match story {
        Some(story) => matches!(story, Story::ChromiumUnit | Story::BisulphiteShort),
        None => number % 2 == 1,
    }
}

fn circuit_boards(plan: &Plan) -> Vec<Draft> {
    let direct = matches!(plan.discharge, Discharge::Direct);
    let mut water = vec![total(plan, if direct { &["gb39731-direct"] } else { &["gb39731-sewer"] })];
    if is_key(plan) && plan.number % 2 == 1 {
        water.insert(0, workshop(plan, false, &["gb39731-workshop"]));
    }
    with_solvents(plan, water, &["db44-2367"])
}

/// With a stack for solvents, where there is a permit to name it.
fn with_solvents(plan: &Plan, mut all: Vec<Draft>, tables: &'static [&'static str]) -> Vec<Draft> {
    if plan.class.has_permit() {
        all.push(stack("有机废气排放口", "Solvent exhaust stack", tables, false));
    }
    all
}

fn paper(plan: &Plan) -> Vec<Draft> {
    let water = match plan.number % 3 {
        0 => total(plan, &["gb3544-2-combined"]),
        1 => total(plan, &["gb3544-2-paper"]),
        _ => total(plan, &["gb3544-3-paper"]),
    };
    let gas = plan.story == Some(Story::BoilerStart);
    let (name, name_en, tables): (_, _, &'static [_]) = if gas {
        ("燃气锅炉废气排放口", "Gas boiler stack", &["db44-765-gas"])
    } else {
        ("生物质锅炉废气排放口", "Biomass boiler stack", &["db44-765-biomass"])
    };
    vec![water, stack(name, name_en, tables, plan.number.is_multiple_of(2))]
}

/// Limits of the hour and of the day both stand in the permit; the day's come first.
fn incineration(plan: &Plan) -> Vec<Draft> {
    const TABLES: &[&str] = &["gb18485-day", "gb18485-hour", "gb18485-furnace"];
    let water = Draft { monitored: false, ..total(plan, &["db44-26-3"]) };
    let second = plan.number.is_multiple_of(2) && plan.story.is_none();
    let mut all = vec![water, stack("1号焚烧炉烟囱", "Incinerator stack 1", TABLES, true)];
    if second {
        all.push(stack("2号焚烧炉烟囱", "Incinerator stack 2", TABLES, true));
    }
    all
}

const fn dyers_table(plan: &Plan) -> &'static [&'static str] {
    match plan.discharge {
        Discharge::Sewer => &["gb4287-2-sewer"],
        Discharge::Dedicated => &["gb4287-2-dedicated"],
        Discharge::Direct | Discharge::Workshop => &["gb4287-2-direct"],
    }
}

fn dyers_former(plan: &Plan) -> Option<&'static str> {
    (plan.story == Some(Story::WrongLimitSet)).then_some("gb4287-2-indirect")
}

/// Goods of resins have a standard of their own for water, too.
const fn plastics_table(plan: &Plan) -> &'static [&'static str] {
    if matches!(plan.discharge, Discharge::Direct) { &["gb31572-1-direct"] } else { &["gb31572-1-sewer"] }
}

const fn general_table(plan: &Plan) -> &'static [&'static str] {
    if matches!(plan.discharge, Discharge::Direct) { &["db44-26-1"] } else { &["db44-26-3"] }
}

/// The limits of an outlet: those of its tables, after those of the table before where the permit was corrected.
pub fn limits(draft: &Draft, standards: &Standards) -> Result<Vec<TableLimit>> {
    let chosen = |table| {
        let mut limits = standards.table(table)?;
        limits.retain(|limit| draft.only.is_empty() || draft.only.contains(&limit.pollutant.as_str()));
        Ok(limits)
    };
    let mut present = draft.tables.iter().copied().map(chosen).collect::<Result<Vec<_>>>()?.concat();
    let (Some(former), Some(corrected)) = (draft.former, CORRECTED) else { return Ok(present) };
    let mut all = chosen(former)?;
    for limit in &mut all {
        limit.to = corrected.pred_opt();
        limit.basis.push_str("（原许可证误用，许可证质量复核后改正）");
    }
    for limit in &mut present {
        limit.from = corrected;
    }
    all.extend(present);
    Ok(all)
}

#[cfg(test)]
mod tests {
    use domain::{
        credit_code::CreditCode,
        enterprise::ManagementClass::{Key, Registered, Simplified},
        fixed::Nano,
        outlet::Discharge::{Dedicated, Direct, Sewer},
    };
    use services::law;

    use super::*;
    use crate::products::kinds;

    fn plan(trade: Trade, class: ManagementClass, discharge: Discharge, number: usize, story: Option<Story>) -> Plan {
        Plan {
            today: "2026-11-22".parse().unwrap(),
            number,
            credit_code: CreditCode::complete("91441900MA0000001").unwrap(),
            town: "澄溪",
            trade,
            product: kinds(trade)[0],
            class,
            discharge,
            story,
        }
    }

    #[test]
    fn each_trade_is_under_its_standards() {
        use Trade as T;
        const OLD: Option<Story> = Some(Story::NickelCreep);
        const GAS: Option<Story> = Some(Story::BoilerStart);
        const STACK: &str = "gb18485-day gb18485-hour";
        #[rustfmt::skip]
        let cases: [(_, _, _, _, _, &[&str]); 23] = [
            // Platers: table 1 before September 2012, table 2 since.
            (T::Electroplating, Key,        Dedicated, 1, OLD,  &["db44-1597-1-workshop", "db44-1597-1-outlet", "gb21900-air"]),
            (T::Electroplating, Key,        Dedicated, 3, None, &["db44-1597-1-workshop", "db44-1597-1-outlet", "gb21900-air"]),
            (T::Electroplating, Key,        Direct,    4, None, &["db44-1597-2-workshop", "db44-1597-2-outlet", "gb21900-air"]),
            (T::Electroplating, Registered, Sewer,     3, None, &["db44-1597-2-outlet"]),
            // Boards: GB 39731 since 2024, nickel at the workshop, and solvents by the province's standard.
            (T::CircuitBoards,  Key,        Direct,    1, None, &["gb39731-workshop", "gb39731-direct", "db44-2367"]),
            (T::CircuitBoards,  Key,        Sewer,     2, None, &["gb39731-sewer", "db44-2367"]),
            (T::CircuitBoards,  Simplified, Sewer,     1, None, &["gb39731-sewer", "db44-2367"]),
            (T::CircuitBoards,  Registered, Sewer,     1, None, &["gb39731-sewer"]),
            (T::Dyeing,         Key,        Direct,    1, None, &["gb4287-2-direct"]),
            (T::Dyeing,         Key,        Sewer,     1, None, &["gb4287-2-sewer"]),
            (T::Dyeing,         Key,        Dedicated, 1, None, &["gb4287-2-dedicated"]),
            (T::Paper,          Key,        Direct,    3, None, &["gb3544-2-combined", "db44-765-biomass"]),
            (T::Paper,          Key,        Direct,    1, None, &["gb3544-2-paper", "db44-765-biomass"]),
            (T::Paper,          Key,        Direct,    2, None, &["gb3544-3-paper", "db44-765-biomass"]),
            (T::Paper,          Key,        Direct,    1, GAS,  &["gb3544-2-paper", "db44-765-gas"]),
            (T::Municipal,      Key,        Direct,    1, None, &["gb18918-1a"]),
            (T::Incineration,   Key,        Sewer,     1, None, &["db44-26-3", STACK]),
            (T::Incineration,   Key,        Sewer,     2, None, &["db44-26-3", STACK, STACK]),
            (T::Food,           Simplified, Direct,    1, None, &["db44-26-1"]),
            (T::Food,           Simplified, Sewer,     1, None, &["db44-26-3"]),
            (T::Plastics,       Simplified, Direct,    1, None, &["gb31572-1-direct", "gb31572-5"]),
            (T::Plastics,       Simplified, Sewer,     1, None, &["gb31572-1-sewer", "gb31572-5"]),
            (T::Plastics,       Registered, Sewer,     1, None, &["gb31572-1-sewer"]),
        ];
        for (trade, class, discharge, number, story, want) in cases {
            let drafts = drafts(&plan(trade, class, discharge, number, story));
            let tables: Vec<_> = drafts.iter().map(|draft| draft.tables.join(" ")).collect();
            assert_eq!(tables, want, "{trade:?} {class:?} {discharge:?} {number} {story:?}");
        }
    }

    /// The figures that a reader of the trade looks for first.
    #[test]
    fn the_figures_are_those_of_the_delta() {
        let plater = |story| plan(Trade::Electroplating, Key, Dedicated, 1, Some(story));
        let boards = plan(Trade::CircuitBoards, Key, Sewer, 1, None);
        let mill = plan(Trade::Paper, Key, Direct, 1, Some(Story::BoilerStart));
        #[rustfmt::skip]
        let cases = [
            (plater(Story::NickelCreep),                         "w20121", 500,     "DB44/1597-2015"),
            (plater(Story::ChromiumUnit),                        "w20116", 500,     "DB44/1597-2015"),
            (plater(Story::ChromiumUnit),                        "w20117", 100,     "DB44/1597-2015"),
            (plater(Story::NickelCreep),                         "w01012", 30_000,  "DB44/1597-2015"),
            (boards,                                             "w20121", 500,     "GB 39731-2020"),
            (boards,                                             "a24088", 80_000,  "DB44/2367-2022"),
            (boards,                                             "a99054", 100_000, "DB44/2367-2022"),
            (mill,                                               "a21002", 150_000, "DB44/765-2019"),
            (plan(Trade::Municipal, Key, Direct, 1, None),       "w01018", 40_000,  "DB44/26-2001"),
        ];
        for (plan, code, thousandths, basis) in cases {
            let all =
                drafts(&plan).iter().map(|draft| limits(draft, law::limits()).unwrap()).collect::<Vec<_>>().concat();
            let limit = all.iter().find(|limit| limit.pollutant == code).unwrap();
            assert_eq!(limit.high, Some(Nano(thousandths * 1_000_000)), "{code} {:?}", plan.trade);
            assert!(limit.basis.starts_with(basis), "{code}: {}", limit.basis);
        }
    }
}
