//! Which outlets an enterprise has, and which limits apply at each.

use chrono::NaiveDate;
use domain::{
    enterprise::{Industry, ManagementClass},
    outlet::{Discharge, OutletKind},
};

use super::{
    permits::Plan,
    standards::{OutletLimit, Standards},
    stories::Story,
};
use crate::Result;

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
    /// Table of its limits in `limits.toml`, and which of them; all where none are named.
    table: (&'static str, &'static [&'static str]),
    /// Table until the permits were issued anew on 2026-08-15, where it differs.
    former: Option<&'static str>,
    /// Whether a logger stands there.
    pub monitored: bool,
}

/// The day on which the Ecology and Environment Code came into force and the city issued some permits anew.
const REISSUED: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 8, 15);

const NICKEL: &[&str] = &["w20121"];
const CHROMIUM: &[&str] = &["w20116", "w20117"];

/// The outlets of an enterprise, water first.
pub fn drafts(plan: &Plan) -> Vec<Draft> {
    match plan.industry {
        Industry::Electroplating => plating(plan),
        Industry::CircuitBoards => circuit_boards(plan),
        Industry::Dyeing => vec![total(plan, dyers_table(plan), dyers_former(plan))],
        Industry::Paper => paper(plan),
        Industry::Municipal => {
            vec![Draft { name: "尾水排放口", name_en: "Effluent outlet", ..total(plan, "gb18918-1a", None) }]
        }
        Industry::Incineration => incineration(plan),
        Industry::Food => vec![total(plan, general_table(plan), None)],
    }
}

fn is_key(plan: &Plan) -> bool {
    plan.class == ManagementClass::Key
}

fn total(plan: &Plan, table: &'static str, former: Option<&'static str>) -> Draft {
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
        table: (table, &[]),
        former,
        monitored: is_key(plan),
    }
}

fn workshop(plan: &Plan, chromium: bool, table: &'static str, former: Option<&'static str>) -> Draft {
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
        table: (table, only),
        former,
        monitored: is_key(plan),
    }
}

fn stack(name: &'static str, name_en: &'static str, table: &'static str, monitored: bool) -> Draft {
    Draft {
        kind: OutletKind::Air,
        name,
        name_en,
        discharge: Discharge::Direct,
        receiving: "环境空气二类功能区".to_owned(),
        table: (table, &[]),
        former: None,
        monitored,
    }
}

fn plating(plan: &Plan) -> Vec<Draft> {
    let reissued = plan.story.is_none() && plan.number.is_multiple_of(4);
    let (ws, out, former) = if reissued {
        ("gb21900-3-workshop", "gb21900-3-outlet", (Some("gb21900-2-workshop"), Some("gb21900-2-outlet")))
    } else {
        ("gb21900-2-workshop", "gb21900-2-outlet", (None, None))
    };
    if plan.class == ManagementClass::Registered {
        return vec![total(plan, "db44-26-3", None)];
    }
    let mut all = vec![workshop(plan, plates_chromium(plan), ws, former.0), total(plan, out, former.1)];
    all.push(stack("酸雾废气排放口", "Acid mist stack", "gb21900-air", false));
    all
}

/// Whether a plater with a workshop outlet plates chromium; the others plate nickel.
pub fn plates_chromium(plan: &Plan) -> bool {
    match plan.story {
        Some(story) => matches!(story, Story::ChromiumUnit | Story::BisulphiteShort),
        None => plan.number % 2 == 1,
    }
}

fn circuit_boards(plan: &Plan) -> Vec<Draft> {
    let mut all = vec![total(plan, general_table(plan), None)];
    if is_key(plan) && plan.number % 2 == 1 {
        all.insert(0, workshop(plan, false, "gb8978-class1", None));
    }
    if plan.class != ManagementClass::Registered {
        all.push(stack("有机废气排放口", "Solvent exhaust stack", "db44-27-particles", false));
    }
    all
}

fn paper(plan: &Plan) -> Vec<Draft> {
    let table = match plan.number % 3 {
        _ if plan.discharge == Discharge::Sewer => "db44-26-3",
        0 => "gb3544-2-combined",
        1 => "gb3544-2-paper",
        _ => "gb3544-3-paper",
    };
    let mut all = vec![total(plan, table, None)];
    let table = if plan.story == Some(Story::BoilerStart) { "gb13271-2-gas" } else { "db44-765-biomass" };
    if is_key(plan) {
        all.push(stack("锅炉废气排放口", "Boiler stack", table, plan.number.is_multiple_of(2)));
    }
    all
}

fn incineration(plan: &Plan) -> Vec<Draft> {
    let water = Draft { monitored: false, ..total(plan, "db44-26-3", None) };
    let second = plan.number.is_multiple_of(2) && plan.story.is_none();
    let mut all = vec![water, stack("1号焚烧炉烟囱", "Incinerator stack 1", "gb18485-day", true)];
    if second {
        all.push(stack("2号焚烧炉烟囱", "Incinerator stack 2", "gb18485-day", true));
    }
    all
}

fn dyers_table(plan: &Plan) -> &'static str {
    match plan.discharge {
        Discharge::Sewer => "gb4287-2-sewer",
        Discharge::Dedicated => "gb4287-2-dedicated",
        Discharge::Direct | Discharge::Workshop => "gb4287-2-direct",
    }
}

fn dyers_former(plan: &Plan) -> Option<&'static str> {
    (plan.story == Some(Story::WrongLimitSet)).then_some("gb4287-2-indirect")
}

const fn general_table(plan: &Plan) -> &'static str {
    if matches!(plan.discharge, Discharge::Direct) { "db44-26-1" } else { "db44-26-3" }
}

/// The limits of an outlet: those of its table, after those of the table before where the permit was issued anew.
pub fn limits(draft: &Draft, standards: &Standards) -> Result<Vec<OutletLimit>> {
    let (table, only) = draft.table;
    let chosen = |mut limits: Vec<OutletLimit>| {
        limits.retain(|limit| only.is_empty() || only.contains(&limit.pollutant.as_str()));
        limits
    };
    let mut present = chosen(standards.table(table)?);
    let (Some(former), Some(reissued)) = (draft.former, REISSUED) else { return Ok(present) };
    let mut all = chosen(standards.table(former)?);
    for limit in &mut all {
        limit.to = reissued.pred_opt();
    }
    for limit in &mut present {
        limit.from = reissued;
    }
    all.extend(present);
    Ok(all)
}
