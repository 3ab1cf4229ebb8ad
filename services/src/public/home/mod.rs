//! What is happening now in the city.

mod over;
mod progress;
mod silent;

use domain::time::Stamp;

pub use over::OverPoint;
pub(crate) use progress::DECLARING;
pub use progress::Progress;
pub use silent::SilentPoint;

use super::{
    cases::{self, CaseRow},
    pulse,
};
use crate::{Ctx, Result};

/// How many of the newest cases the home page shows.
const CASES: u32 = 5;

/// The city at a glance.
#[derive(Clone, Debug)]
pub struct Overview {
    /// The moment that it shows.
    pub as_of: Stamp,
    /// Monitored outlets (监测点) that sent a value within the last hour.
    pub points: usize,
    /// Those of them with at least one pollutant beyond its limit.
    pub over_points: usize,
    /// Each pollutant whose newest value that counts is beyond its limit, the gravest first.
    pub over: Vec<OverPoint>,
    /// Monitored outlets that sent nothing within the last hour, the longest silent first.
    pub silent: Vec<SilentPoint>,
    /// The newest published cases.
    pub cases: Vec<CaseRow>,
    /// How far the declarations of the quarter being filed have come.
    pub progress: Progress,
}

/// The city at a glance.
pub async fn overview(ctx: &Ctx) -> Result<Overview> {
    let now = ctx.now();
    let beats = pulse::beats(ctx);
    let heard = beats.values().filter(|beat| beat.is_heard(now));
    Ok(Overview {
        as_of: now,
        points: heard.clone().count(),
        over_points: heard.filter(|beat| beat.over > 0).count(),
        over: over::points(ctx).await?,
        silent: silent::points(ctx, &beats).await?,
        cases: cases::newest(ctx, CASES).await?,
        progress: progress::of_today(ctx).await?,
    })
}
