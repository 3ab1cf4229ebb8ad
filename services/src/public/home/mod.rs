//! What is happening now in the city.

mod outlet_names;
mod over;
mod progress;
mod silent;
mod unjudged;

use domain::{judgement::Tally, time::Stamp};

pub use outlet_names::Place;
pub use over::OverPoint;
pub use progress::Progress;
pub use silent::SilentPoint;
pub use unjudged::{UnjudgedPoint, UnjudgedPollutant};

use super::{
    cases::{self, CaseRow},
    judged, pulse,
};
use crate::{Ctx, Result};

/// How many of the newest cases the home page shows.
const CASES: u32 = 5;

/// The city at a glance.
#[derive(Clone, Debug)]
pub struct Overview {
    /// The moment that it shows.
    pub as_of: Stamp,
    /// Monitored outlets (监测点), heard or not.
    pub points: usize,
    /// The points by the means that their limits name: over where any pollutant is, within only where all were judged.
    pub judged: Tally,
    /// Each pollutant whose mean is beyond its limit, the gravest first.
    pub over: Vec<OverPoint>,
    /// Points of which something could not be judged though they are heard.
    pub unjudged: Vec<UnjudgedPoint>,
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
    let beats = pulse::beats_of_city(ctx);
    let outlets = judged::of_city(ctx).await?;
    let heard = |id: i64| beats.get(&id).is_some_and(|beat| beat.is_heard(now));
    let places = outlet_names::places(ctx, &outlets, |outlet| {
        outlet.tally().over > 0 || !heard(outlet.outlet.id) || outlet.tally().unjudged > 0
    })
    .await?;
    Ok(Overview {
        as_of: now,
        points: outlets.len(),
        judged: outlets.iter().map(judged::OutletJudged::point).fold(Tally::default(), Tally::and),
        over: over::points(&outlets, &places),
        unjudged: unjudged::points(outlets.iter().filter(|outlet| heard(outlet.outlet.id)), &places),
        silent: silent::points(&beats, now, &places),
        cases: cases::newest(ctx, CASES).await?,
        progress: progress::of_today(ctx).await?,
    })
}
