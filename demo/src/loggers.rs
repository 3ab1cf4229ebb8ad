//! Data loggers: numbers, editions, quirks, and what they measure.

use chrono::{Days, NaiveDate};
use domain::{
    device::ProtocolEdition,
    fixed::Nano,
    outlet::{Discharge, OutletCode, OutletKind},
};

use super::{plan::Plan, random::Chance, stories::Story, trade::Trade};
use crate::simulate::model::{self, Plant, Script, Site, noise::seed_of};
use services::law::TableLimit;

/// A data logger at an outlet.
#[derive(Clone, Debug)]
pub struct Logger {
    /// Its number in HJ 212.
    pub mn: String,
    /// Its password.
    pub password: String,
    /// The edition that it speaks.
    pub edition: ProtocolEdition,
    /// Seconds between real-time uploads.
    pub realtime_seconds: i32,
    /// Defects that are accepted from it.
    pub tolerated: &'static str,
    /// Units in which it sends, where they differ from the code table.
    pub units: &'static str,
    /// When it was installed.
    pub installed_on: NaiveDate,
    /// What it measures.
    pub model: model::Outlet,
}

/// The logger of an outlet.
pub fn logger(plan: &Plan, code: OutletCode, discharge: Discharge, limits: &[TableLimit]) -> Logger {
    let mut chance = Chance::of(&format!("logger {code}"), plan.number);
    let (edition, tolerated) = edition_and_defects(plan, &mut chance);
    // Five-minute means of furnaces came with the edition of 2025.
    let burns = plan.trade == Trade::Incineration && code.kind() == OutletKind::Air;
    let (edition, tolerated) = if burns { (ProtocolEdition::E2025, "") } else { (edition, tolerated) };
    let mn = number(edition, &mut chance);
    let installed_on = long_ago(&mut chance);
    let since = plan.story.and_then(|story| story.since(plan.today)).unwrap_or(installed_on);
    let plant = Plant::from(plan.product.industry);
    let reference_oxygen = limits.iter().find_map(|limit| limit.reference_oxygen).map(plain);
    let site = Site { plant, kind: code.kind(), discharge, limits: &in_force(limits), reference_oxygen };
    let script = |pollutant: &str| plan.story.map_or(Script::Ordinary, |story| story.script(pollutant, since));
    let channels = model::channels(&site, seed_of(&mn), script);
    Logger {
        password: format!("{:06}", chance.below(1_000_000)),
        edition,
        realtime_seconds: if chance.below(10) == 0 { 30 } else { 60 },
        tolerated,
        units: if plan.story == Some(Story::ChromiumUnit) { "w20117=mg/L" } else { "" },
        installed_on,
        model: model::Outlet { plant, reference_oxygen, channels },
        mn,
    }
}

/// Codes and upper limits that are open-ended: what a logger's model is tuned to.
fn in_force(limits: &[TableLimit]) -> Vec<(String, f64)> {
    let open = limits.iter().filter(|limit| limit.to.is_none());
    open.filter_map(|limit| Some((limit.pollutant.clone(), plain(limit.high?)))).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a limit or a percentage")]
const fn plain(stored: Nano) -> f64 {
    stored.0 as f64 / 1e9
}

/// Edition and tolerated defects. Loggers with a story speak plain HJ 212-2017, so that nothing blurs the story.
fn edition_and_defects(plan: &Plan, chance: &mut Chance) -> (ProtocolEdition, &'static str) {
    if plan.story.is_some() {
        return (ProtocolEdition::E2017, "");
    }
    match chance.below(25) {
        0 | 1 => (ProtocolEdition::E2005, "missing_qn,missing_flag"),
        2 => (ProtocolEdition::E2017, "crc_modbus"),
        3 => (ProtocolEdition::E2017, "crc_lower_case"),
        4..=7 => (ProtocolEdition::E2025, ""),
        _ => (ProtocolEdition::E2017, ""),
    }
}

/// 24 characters of 0 to 9 and A to F, or 14 digits before 2017.
fn number(edition: ProtocolEdition, chance: &mut Chance) -> String {
    if edition == ProtocolEdition::E2005 {
        format!("441900{:08}", chance.bits() % 100_000_000)
    } else {
        format!("441900A8{:016X}", chance.bits())
    }
}

fn long_ago(chance: &mut Chance) -> NaiveDate {
    const FIRST: Option<NaiveDate> = NaiveDate::from_ymd_opt(2019, 3, 1);
    FIRST.unwrap_or_default() + Days::new(chance.below(6 * 365) as u64)
}
