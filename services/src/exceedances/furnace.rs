//! How often the five-minute means of furnaces missed their limit, day by day: what everybody sees whether an event came of it or not.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use domain::{
    credit_code::CreditCode,
    judgement::applying,
    life::Audience,
    measurement::Interval,
    outlet::OutletCode,
    time::{DAY, Stamp},
};

use super::{
    points::{limited, points},
    stretch::Stretch,
};
use crate::{
    Ctx, Pollutant, Result,
    law::furnace_rule,
    monitoring::registry::{KnownLimit, KnownOutlet},
    public::{enterprise, find_outlet::find_outlet},
};

/// Days that are told, today among them.
const DAYS: i64 = 8;

/// A furnace with its last days.
#[derive(Clone, Debug)]
pub struct Furnace {
    /// What is measured.
    pub pollutant: Pollutant,
    /// The limit of today, or the last one.
    pub limit: Arc<KnownLimit>,
    /// The days of which there are means, the newest first.
    pub days: Vec<FurnaceDay>,
}

/// A day of a furnace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FurnaceDay {
    /// The day in Beijing.
    pub day: NaiveDate,
    /// Five-minute means of which something may be said: valid ones that no mark of the enterprise keeps from being a basis.
    pub means: usize,
    /// Of these those that missed the limit.
    pub missed: usize,
    /// As many of a day are spared; none where no rule holds.
    pub spared: Option<u32>,
}

impl FurnaceDay {
    /// Whether more missed than are spared.
    pub fn is_too_cold(&self) -> bool {
        self.spared.is_some_and(|spared| self.missed > usize::try_from(spared).unwrap_or(usize::MAX))
    }
}

/// The furnaces of an outlet that everybody sees.
///
/// # Errors
/// [`Error::NotFound`](crate::Error::NotFound) where there is none.
pub async fn furnaces(ctx: &Ctx, (credit_code, code): (&CreditCode, OutletCode)) -> Result<Vec<Furnace>> {
    let (owner, _) = enterprise::find(ctx, Audience::Public, credit_code).await?;
    let id = find_outlet(ctx, owner.id, code).await?.id;
    match ctx.registry().outlet(id) {
        Some(outlet) => of_outlet(ctx, &outlet).await,
        None => Ok(Vec::new()),
    }
}

async fn of_outlet(ctx: &Ctx, outlet: &KnownOutlet) -> Result<Vec<Furnace>> {
    let now = ctx.now();
    let interval = Interval::FiveMinutes;
    let stretch = Stretch { outlet_id: outlet.id, interval, from: now.floor(DAY).minus((DAYS - 1) * DAY), to: now };
    let mut all = Vec::new();
    for code in limited(outlet, interval) {
        let limits = outlet.limits().find(|(limited, _)| *limited == code).map_or(&[][..], |(_, limits)| limits);
        // One that ended within these days still explains them.
        let of_furnace = limits.iter().filter(|known| known.limit.averaging.interval() == interval);
        let last = || of_furnace.max_by_key(|known| known.limit.valid_from);
        let Some(limit) = applying(limits, |known| &known.limit, interval, now.day()).or_else(last) else { continue };
        let told = points(ctx, outlet, &code, &stretch).await?;
        let days = by_day(told.iter().map(|(at, told)| (*at, told.standing.is_over())));
        if !days.is_empty() {
            all.push(Furnace { pollutant: Pollutant::of(&code), limit: limit.clone(), days });
        }
    }
    Ok(all)
}

fn by_day(means: impl Iterator<Item = (Stamp, bool)>) -> Vec<FurnaceDay> {
    let mut days: BTreeMap<NaiveDate, (usize, usize)> = BTreeMap::new();
    for (at, misses) in means {
        let counts = days.entry(at.day()).or_default();
        *counts = (counts.0 + 1, counts.1 + usize::from(misses));
    }
    let one =
        |(day, (means, missed))| FurnaceDay { day, means, missed, spared: furnace_rule(day).map(|rule| rule.spared) };
    days.into_iter().rev().map(one).collect()
}
