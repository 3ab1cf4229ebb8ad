//! The small files: loggers, limits, the portal's own means, the ends of the chains, and what persons did.

use std::collections::BTreeSet;

use domain::{audit::Act, chain::Digest, time::start_of};
use entities::{audit, device, discharge_limit, frame_chain, own_mean};
use futures::TryStreamExt as _;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{Bundle, Stretch, values::or_empty};
use crate::{
    backup::Failure,
    proof::form::{self, ACTS, CHAIN_COLUMNS, CHAINS, DEVICES, Device, LIMIT_COLUMNS, LIMITS, MEAN_COLUMNS, OWN_MEANS},
};

/// The loggers, without their passwords.
pub async fn devices(stretch: &Stretch<'_>, into: &mut Bundle) -> Result<(), Failure> {
    let rows = device::Entity::find().filter(device::Column::Id.is_in(stretch.devices.iter().copied()));
    let rows = rows.order_by_asc(device::Column::Id).all(stretch.tx).await?;
    let devices: Vec<_> = rows
        .into_iter()
        .map(|row| Device {
            key: row.id,
            mn: row.mn,
            edition: row.edition,
            units: row.units,
            tolerated: row.tolerated,
            installed_on: row.installed_on,
            stands_here: row.outlet_id == stretch.outlet_id,
        })
        .collect();
    let text = serde_json::to_string_pretty(&devices).map_err(|source| into.failed(source.into()))?;
    into.file(DEVICES, format!("{text}\n").as_bytes(), devices.len() as u64)
}

/// All limits of the outlet, with the days on which each holds.
pub async fn limits(stretch: &Stretch<'_>, into: &mut Bundle) -> Result<(), Failure> {
    use discharge_limit::Column as C;
    into.begin_csv(LIMITS, &LIMIT_COLUMNS)?;
    let rows = discharge_limit::Entity::find().filter(C::OutletId.eq(stretch.outlet_id));
    let rows = rows.order_by_asc(C::Pollutant).order_by_asc(C::ValidFrom).order_by_asc(C::Id).all(stretch.tx).await?;
    for row in rows {
        let (from, to) = (row.valid_from.to_string(), or_empty(row.valid_to));
        into.csv([
            row.pollutant,
            or_empty(row.low),
            or_empty(row.high),
            row.unit,
            row.averaging.to_string(),
            or_empty(row.reference_oxygen),
            row.basis,
            row.source,
            from,
            to,
        ])?;
    }
    into.end();
    Ok(())
}

/// All revisions of the means that the portal worked out itself.
pub async fn own_means(stretch: &Stretch<'_>, into: &mut Bundle) -> Result<(), Failure> {
    use own_mean::Column as C;
    into.begin_csv(OWN_MEANS, &MEAN_COLUMNS)?;
    let means = own_mean::Entity::find()
        .filter(C::OutletId.eq(stretch.outlet_id))
        .filter(stretch.within(C::At))
        .order_by_asc(C::Interval)
        .order_by_asc(C::At)
        .order_by_asc(C::Pollutant)
        .order_by_asc(C::Revision);
    let mut rows = means.stream(stretch.tx).await?;
    while let Some(row) = rows.try_next().await? {
        into.csv([
            row.interval.to_string(),
            row.at.rfc3339(),
            row.pollutant,
            row.revision.to_string(),
            or_empty(row.value),
            or_empty(row.measured),
            row.conversion.to_string(),
            row.made_of.to_string(),
            row.valid.to_string(),
            row.due.to_string(),
            row.weighted.to_string(),
            row.outcome.to_string(),
            row.reason.to_string(),
            row.worked_out_at.rfc3339(),
            row.frame_id.to_string(),
        ])?;
    }
    into.end();
    Ok(())
}

/// How the chains end of which the archive has frames.
pub async fn chains(stretch: &Stretch<'_>, into: &mut Bundle) -> Result<(), Failure> {
    use frame_chain::Column as C;
    into.begin_csv(CHAINS, &CHAIN_COLUMNS)?;
    for &day in &stretch.days {
        let rows = frame_chain::Entity::find()
            .filter(C::Day.eq(day))
            .filter(C::DeviceId.is_in(stretch.devices.iter().copied()))
            .order_by_asc(C::DeviceId);
        for row in rows.all(stretch.tx).await? {
            let head = Digest::stored(&row.link).unwrap_or(Digest::ZERO);
            into.csv([
                day.to_string(),
                row.device_id.to_string(),
                row.frames.to_string(),
                head.to_string(),
                row.first_id.to_string(),
                row.last_id.to_string(),
            ])?;
        }
    }
    into.end();
    Ok(())
}

/// What persons did to what these loggers sent, from the first day on: a frame that was held may be released much later.
pub async fn acts(stretch: &Stretch<'_>, into: &mut Bundle) -> Result<(), Failure> {
    use audit::Column as C;
    let told = [Act::ReleaseValues, Act::DiscardValues, Act::DisableDevice, Act::EnableDevice];
    into.begin(ACTS)?;
    let first = stretch.days.first().map_or_else(|| start_of(stretch.from), |day| start_of(day.0));
    let subjects: BTreeSet<_> = stretch.devices.iter().map(|id| format!("device/{id}")).collect();
    let rows = audit::Entity::find()
        .filter(C::Subject.is_in(subjects))
        .filter(C::Action.is_in(told.map(Act::as_str)))
        .filter(C::At.gte(first))
        .order_by_asc(C::Id)
        .all(stretch.tx)
        .await?;
    for row in rows {
        let device = row.subject.rsplit('/').next().and_then(|key| key.parse().ok()).unwrap_or(0);
        into.json(&form::Act {
            id: row.id,
            at: row.at.rfc3339(),
            role: row.role.to_string(),
            account: row.account_id,
            what: row.action,
            device,
            detail: serde_json::from_str(&row.detail).unwrap_or_default(),
        })?;
    }
    into.end();
    Ok(())
}
