//! One outlet: its newest values, its limits, and the last 24 hours of each pollutant.

mod corrections;
mod day;
mod means;
mod own;
mod point;
mod summary;

use domain::{credit_code::CreditCode, life::Audience, outlet::OutletCode};

pub use corrections::LimitCorrection;
pub use day::DaySeries;
pub use means::{MeansAsk, MeansPart, means};
pub use own::{MeanPair, OwnMeans, Revision};
pub use point::Point;
pub use summary::{Span, Summary};

use super::{Party, enterprise, find_outlet::find_outlet, limits, pulse};
use crate::{
    Ctx, Result,
    exceedances::{Furnace, furnaces},
    public::enterprise::OutletView,
};

/// An outlet with its last day.
#[derive(Clone, Debug)]
pub struct OutletPage {
    /// Whose.
    pub enterprise: Party,
    /// The outlet with limits and newest values.
    pub outlet: OutletView,
    /// The last 24 hours, one series for each pollutant of the board that has values, in the board's order.
    pub series: Vec<DaySeries>,
    /// The means that the portal worked out itself, of the board's pollutants of which there are any.
    pub own: Vec<OwnMeans>,
    /// Its furnaces, where their five-minute means are limited.
    pub furnaces: Vec<Furnace>,
    /// Corrections of its limits by which past values are judged anew, the newest first.
    pub corrections: Vec<LimitCorrection>,
}

/// The outlet of an enterprise with a code.
pub async fn show(ctx: &Ctx, credit_code: &CreditCode, code: OutletCode) -> Result<OutletPage> {
    let audience = Audience::Public;
    let (owner, town) = enterprise::find(ctx, audience, credit_code).await?;
    let row = find_outlet(ctx, owner.id, code).await?;
    let id = row.id;
    let limits = limits::of_outlets(ctx, &[id]).await?.remove(&id).unwrap_or_default();
    let beat = pulse::beats(ctx, audience, owner.id).get(&id).copied();
    let judged = enterprise::judged(ctx, audience, &[id]).await?.remove(&id).unwrap_or_default();
    let outlet = OutletView::of(ctx, audience, (row, &owner), limits, (beat, &judged));
    let series = day::of_outlet(ctx, (id, code), &outlet).await?;
    let pollutants: Vec<_> = outlet.readings.iter().map(|reading| reading.pollutant.clone()).collect();
    let (own, furnaces) = match ctx.registry().outlet(id) {
        Some(known) => {
            let own = own::of_outlet(ctx, &known, &pollutants, &outlet.limits).await?;
            (own, if outlet.monitored { furnaces(ctx, &known).await? } else { Vec::new() })
        }
        None => (Vec::new(), Vec::new()),
    };
    let corrections = corrections::of_outlet(ctx, owner.id, id).await?;
    let enterprise = Party::of(ctx, &owner, town.as_ref());
    Ok(OutletPage { enterprise, outlet, series, own, furnaces, corrections })
}
