//! Limits that were corrected about days that were over: when, from when on, and why.

use chrono::NaiveDate;
use domain::{
    audit::{Act, Subject},
    limit::{Averaging, Past},
    time::Stamp,
};
use entities::audit;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Deserialize;

use crate::{Ctx, Pollutant, Result};

/// Corrections that are shown, the newest first.
const SHOWN: usize = 20;
/// Lines of the log that are looked at.
const LINES: u64 = 500;

/// A correction of a limit by which past values are judged anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitCorrection {
    /// When it was made.
    pub at: Stamp,
    /// Of what.
    pub pollutant: Pollutant,
    /// The mean of the limit.
    pub averaging: Averaging,
    /// The first day that is judged anew.
    pub from: NaiveDate,
    /// The last one.
    pub to: NaiveDate,
    /// On how many of them there were values.
    pub days: u32,
    /// Why.
    pub reason: String,
}

/// What a line of the log says of them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Detail {
    past: Vec<Past>,
    reason: String,
}

/// The corrections of the limits of an outlet, the newest first. The log cannot be rewritten, and so is the record.
pub(super) async fn of_outlet(ctx: &Ctx, enterprise_id: i64, outlet_id: i64) -> Result<Vec<LimitCorrection>> {
    let lines: Vec<(Stamp, String)> = audit::Entity::find()
        .select_only()
        .columns([audit::Column::At, audit::Column::Detail])
        .filter(audit::Column::Subject.eq(Subject("enterprise", enterprise_id).to_string()))
        .filter(audit::Column::Action.eq(Act::WriteRegister.as_str()))
        .filter(audit::Column::Detail.contains("\"past\":"))
        .order_by_desc(audit::Column::Id)
        .limit(LINES)
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    let of_line = |(at, detail): (Stamp, String)| {
        let Detail { past, reason } = serde_json::from_str(&detail).unwrap_or_default();
        let own = past.into_iter().filter(move |past| past.outlet == outlet_id);
        own.map(move |past| LimitCorrection {
            at,
            pollutant: Pollutant::of(&past.pollutant),
            averaging: past.averaging,
            from: past.from.0,
            to: past.to.0,
            days: past.days,
            reason: reason.clone(),
        })
    };
    Ok(lines.into_iter().flat_map(of_line).take(SHOWN).collect())
}
