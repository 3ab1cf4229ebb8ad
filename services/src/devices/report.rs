//! The loggers as the administrator sees them: what each sent, what was refused and why.

use std::collections::{BTreeMap, HashMap};

use domain::{credit_code::CreditCode, device::ProtocolEdition, outlet::OutletCode, time::Stamp};
use entities::{device, discharge_limit, enterprise, frame_tally, outlet};
use sea_orm::{EntityTrait, QueryOrder};

use super::frames::TAKEN;
use crate::{Ctx, Result};

/// A logger with its counts.
#[derive(Clone, Debug)]
pub struct DeviceReport {
    /// Number in HJ 212.
    pub mn: String,
    /// Password; the administrator types it into the logger.
    pub password: String,
    /// Whose.
    pub enterprise: CreditCode,
    /// The enterprise's name.
    pub enterprise_name: String,
    /// Where it stands.
    pub outlet: OutletCode,
    /// Edition that it speaks.
    pub edition: ProtocolEdition,
    /// Pollutants that have a limit at its outlet.
    pub pollutants: Vec<String>,
    /// Frames that were taken, repeated ones among them.
    pub accepted: i64,
    /// Frames that were refused, by the code of the reason.
    pub refused: BTreeMap<String, i64>,
    /// The newest arrival of any frame.
    pub last_at: Option<Stamp>,
}

/// Frames that named no known logger, by the code of the reason.
pub type Strangers = BTreeMap<String, i64>;

/// Every logger in the order of its key, and what strangers sent.
pub async fn report(ctx: &Ctx) -> Result<(Vec<DeviceReport>, Strangers)> {
    let db = ctx.store.read();
    let mut counts: HashMap<i64, Counts> = HashMap::new();
    for tally in frame_tally::Entity::find().all(db).await? {
        counts.entry(tally.device_id).or_default().add(tally);
    }
    let mut pollutants: HashMap<i64, Vec<String>> = HashMap::new();
    for limit in discharge_limit::Entity::find().order_by_asc(discharge_limit::Column::Pollutant).all(db).await? {
        let codes = pollutants.entry(limit.outlet_id).or_default();
        if codes.last() != Some(&limit.pollutant) {
            codes.push(limit.pollutant);
        }
    }
    let outlets: HashMap<i64, _> = outlet::Entity::find()
        .find_also_related(enterprise::Entity)
        .all(db)
        .await?
        .into_iter()
        .map(|o| (o.0.id, o))
        .collect();
    let devices = device::Entity::find().order_by_asc(device::Column::Id).all(db).await?;
    let reports = devices.into_iter().filter_map(|device| {
        let (outlet, owner) = outlets.get(&device.outlet_id)?;
        let codes = pollutants.get(&outlet.id).cloned().unwrap_or_default();
        Some(row(device, outlet, owner.as_ref()?, codes, &mut counts))
    });
    let reports = reports.collect();
    Ok((reports, counts.remove(&0).unwrap_or_default().refused))
}

#[derive(Default)]
struct Counts {
    accepted: i64,
    refused: BTreeMap<String, i64>,
    last_at: Option<Stamp>,
}

impl Counts {
    fn add(&mut self, tally: frame_tally::Model) {
        if TAKEN.contains(&tally.verdict.as_str()) {
            self.accepted += tally.frames;
        } else {
            *self.refused.entry(tally.verdict).or_default() += tally.frames;
        }
        self.last_at = self.last_at.max(Some(tally.last_at));
    }
}

fn row(
    device: device::Model,
    outlet: &outlet::Model,
    owner: &enterprise::Model,
    pollutants: Vec<String>,
    counts: &mut HashMap<i64, Counts>,
) -> DeviceReport {
    let Counts { accepted, refused, last_at } = counts.remove(&device.id).unwrap_or_default();
    DeviceReport {
        mn: device.mn,
        password: device.password,
        enterprise: owner.credit_code,
        enterprise_name: owner.name.clone(),
        outlet: outlet.code,
        edition: device.edition,
        pollutants,
        accepted,
        refused,
        last_at,
    }
}
