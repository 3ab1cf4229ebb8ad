//! One outlet: its newest values, its limits, and the last 24 hours of each pollutant.

mod corrections;
mod day;
mod point;
mod summary;

use domain::{
    credit_code::CreditCode,
    outlet::{OutletCode, Receiving},
};

pub use corrections::LimitCorrection;
pub use day::DaySeries;
pub use point::Point;
pub use summary::{Span, Summary};

use super::{Party, enterprise, find_outlet::find_outlet, limits, pulse, reading};
use crate::{Ctx, Result, public::enterprise::OutletView};

/// An outlet with its last day.
#[derive(Clone, Debug)]
pub struct OutletPage {
    /// Whose.
    pub enterprise: Party,
    /// The outlet with limits and newest values.
    pub outlet: OutletView,
    /// The last 24 hours, one series for each pollutant of the board that has values, in the board's order.
    pub series: Vec<DaySeries>,
    /// Corrections of its limits by which past values are judged anew, the newest first.
    pub corrections: Vec<LimitCorrection>,
}

/// The outlet of an enterprise with a code.
pub async fn show(ctx: &Ctx, credit_code: &CreditCode, code: OutletCode) -> Result<OutletPage> {
    let (owner, town) = enterprise::find(ctx, credit_code).await?;
    let row = find_outlet(ctx, owner.id, code).await?;
    let limits = limits::of_outlets(ctx, &[row.id]).await?.remove(&row.id).unwrap_or_default();
    let readings = reading::board(ctx, row.id, &limits);
    let mut series = Vec::new();
    for reading in &readings {
        series.extend(day::series(ctx, row.id, &reading.pollutant, &limits).await?);
    }
    let beat = pulse::beats(ctx, owner.id).get(&row.id).copied();
    let outlet = OutletView {
        code: row.code,
        name: crate::Names::new(row.name, row.name_en),
        discharge: row.discharge,
        receiving: Receiving::of(&row.receiving),
        monitored: beat.is_some(),
        heard: beat.is_some_and(|beat| beat.is_heard(ctx.now())),
        last_at: beat.and_then(|beat| beat.last_at),
        limits,
        readings,
    };
    let corrections = corrections::of_outlet(ctx, owner.id, row.id).await?;
    Ok(OutletPage { enterprise: Party::of(&owner, town.as_ref()), outlet, series, corrections })
}
