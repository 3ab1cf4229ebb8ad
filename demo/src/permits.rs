//! Permits: outlets with their limits and loggers, products, yearly caps.

use chrono::{Days, NaiveDate};
use domain::{
    enterprise::ManagementClass,
    fixed::Micro,
    outlet::{Discharge, OutletCode, OutletKind},
};

use super::{
    loggers::{self, Logger},
    outlets::{self, Draft},
    plan::Plan,
    products::{self, Product},
    random::Chance,
    slips,
    trade::Trade,
};
use crate::simulate::model::{Plant, Site, noise::seed_of, nominal_flow};
use services::{
    Error, Result,
    law::{Standards, TableLimit},
};

/// A permit or registration.
#[derive(Clone, Debug)]
pub struct Permit {
    /// Its number, or that of the registration; an unregistered workshop has neither.
    pub number: Option<String>,
    /// The permit's last day; a registration has none.
    pub to: Option<NaiveDate>,
    /// Outlets.
    pub outlets: Vec<Outlet>,
    /// Products; the first is the one that the others are measured by.
    pub products: Vec<Product>,
    /// Codes and kilograms a year.
    pub caps: Vec<(String, Micro)>,
    /// Wastewater on a mean day, m³.
    pub daily_water: f64,
}

/// An outlet of a permit.
#[derive(Clone, Debug)]
pub struct Outlet {
    /// Code in the permit.
    pub code: OutletCode,
    /// Chinese name.
    pub name: &'static str,
    /// English name.
    pub name_en: &'static str,
    /// Where it leads.
    pub discharge: Discharge,
    /// The receiving water body, plant or air zone.
    pub receiving: String,
    /// Limits, past and present.
    pub limits: Vec<TableLimit>,
    /// The logger, at monitored outlets.
    pub logger: Option<Logger>,
}

impl Outlet {
    /// Whether it is the enterprise's total water outlet.
    pub fn is_total_water(&self) -> bool {
        self.code.kind() == OutletKind::Water && self.discharge != Discharge::Workshop
    }

    /// What is expected to leave of a pollutant in a year; nothing where it is not limited, or gas without a logger.
    fn yearly_kg(&self, code: &str, daily_water: f64) -> Option<f64> {
        let limit = self.limits.iter().rfind(|limit| limit.pollutant == code)?.high?;
        let channels = self.logger.as_ref().map(|logger| &logger.model.channels);
        let watched = channels.and_then(|channels| channels.iter().find(|channel| channel.code == code));
        #[expect(clippy::cast_precision_loss, reason = "a limit in mg")]
        let level = watched.map_or(limit.0 as f64 * 0.45e-9, |channel| channel.base);
        match self.code.kind() {
            OutletKind::Water => Some(level * daily_water * 365.0 / 1e3),
            OutletKind::Air => Some(level * channels?.first()?.base * SECONDS * 365.0 / 1e6),
        }
    }
}

/// Makes the permit of an enterprise.
pub fn permit(plan: &Plan, standards: &Standards) -> Result<Permit> {
    let mut chance = Chance::of("permit", plan.number);
    let drafts = outlets::drafts(plan);
    let mut counts = (0, 0);
    let outlets: Vec<_> =
        drafts.into_iter().map(|draft| outlet(plan, draft, &mut counts, standards)).collect::<Result<_>>()?;
    let daily_water = daily_water(plan, &outlets);
    let suffix = match plan.class {
        ManagementClass::Key | ManagementClass::Simplified => Some("001P"),
        ManagementClass::Registered => Some("001X"),
        ManagementClass::Undetermined => None,
    };
    let last_day = plan.today + Days::new(90 + 40 * chance.below(40) as u64);
    Ok(Permit {
        number: suffix.map(|suffix| format!("{}{suffix}", plan.credit_code)),
        to: plan.class.has_permit().then_some(last_day),
        products: products::products(plan.number, plan.product, plan.story, daily_water),
        caps: caps(plan, &outlets, daily_water),
        outlets,
        daily_water,
    })
}

fn outlet(plan: &Plan, draft: Draft, counts: &mut (u16, u16), standards: &Standards) -> Result<Outlet> {
    let count = if draft.kind == OutletKind::Water { &mut counts.0 } else { &mut counts.1 };
    *count += 1;
    let code = OutletCode::new(draft.kind, *count)
        .ok_or_else(|| Error::invalid("enterprises", "an enterprise has too many outlets"))?;
    let limits = outlets::limits(&draft, standards)?;
    let logger = draft.monitored.then(|| loggers::logger(plan, code, draft.discharge, &limits));
    Ok(Outlet {
        code,
        name: draft.name,
        name_en: draft.name_en,
        discharge: draft.discharge,
        receiving: draft.receiving,
        limits,
        logger,
    })
}

/// Dry gas from a tonne of household waste, m³, and seconds of a day.
const GAS_OF_WASTE: f64 = 5_000.0;
const SECONDS: f64 = 86_400.0;

/// What leaves through the total outlet on a mean day: the logger's flow where there is one; at an incinerator what the
/// waste brings that makes its gas.
fn daily_water(plan: &Plan, outlets: &[Outlet]) -> f64 {
    const M3_A_DAY: f64 = 86.4;
    if plan.trade == Trade::Incineration {
        let stacks = outlets.iter().filter(|outlet| outlet.code.kind() == OutletKind::Air);
        let flows = stacks.filter_map(|outlet| Some(outlet.logger.as_ref()?.model.channels.first()?.base));
        return flows.sum::<f64>() * SECONDS / GAS_OF_WASTE * plan.product.water;
    }
    let logged = outlets.iter().filter(|outlet| outlet.is_total_water()).find_map(|outlet| {
        let flow = outlet.logger.as_ref()?.model.channels.first()?;
        Some(flow.base * M3_A_DAY)
    });
    let small = if plan.class.has_permit() { 0.4 } else { 0.08 };
    logged.unwrap_or_else(|| {
        let plant = Plant::from(plan.product.industry);
        let kind = OutletKind::Water;
        let site = Site { plant, kind, discharge: plan.discharge, limits: &[], reference_oxygen: None };
        nominal_flow(&site, seed_of(plan.credit_code.as_str())) * M3_A_DAY * small
    })
}

/// What a permit caps besides COD, ammonia, nitrogen oxides and sulphur dioxide: HJ 978 of a municipal plant, HJ 1039 of an
/// incinerator, HJ 855 of the workshop of a plater (all from memory, verify).
const fn capped(trade: Trade, discharge: Discharge) -> &'static [&'static str] {
    match (trade, discharge) {
        (Trade::Electroplating, Discharge::Workshop) => &["w20116", "w20117", "w20121"],
        (_, Discharge::Workshop) => &[],
        (Trade::Municipal, _) => &["w01018", "w21003", "w21001", "w21011"],
        (Trade::Incineration, _) => &["w01018", "w21003", "a21002", "a21026", "a34013"],
        _ => &["w01018", "w21003", "a21002", "a21026"],
    }
}

/// Yearly caps of what is watched, mostly three quarters above what is expected.
fn caps(plan: &Plan, outlets: &[Outlet], daily_water: f64) -> Vec<(String, Micro)> {
    if !plan.class.has_permit() {
        return Vec::new();
    }
    let slack = slips::slack(slips::slip(plan.number, plan.class, plan.story), plan.number);
    let mut caps: Vec<(String, Micro)> = Vec::new();
    for outlet in outlets {
        for code in capped(plan.trade, outlet.discharge) {
            let Some(yearly_kg) = outlet.yearly_kg(code, daily_water) else { continue };
            let kg = products::round_up(yearly_kg * slack);
            // Several stacks share one cap for a pollutant.
            match caps.iter_mut().find(|(known, _)| known == code) {
                Some((_, sum)) => sum.0 += kg.0,
                None => caps.push(((*code).to_owned(), kg)),
            }
        }
    }
    caps
}
