//! The portal's own means for other programs: any stretch, in pieces.

use std::collections::BTreeSet;

use domain::{
    credit_code::CreditCode,
    input::can_name,
    life::Audience,
    measurement::Interval,
    outlet::OutletCode,
    time::{DAY, HOUR, Stamp},
};

use super::own::{MeanPair, pairs};
use crate::{
    Ctx, Pollutant, Result,
    monitoring::own_means::read,
    pollutant::kept_code,
    public::{enterprise, find_outlet::find_outlet},
};

/// Which means are wanted.
#[derive(Clone, Debug)]
pub struct MeansAsk {
    /// Whose.
    pub credit_code: CreditCode,
    /// At which outlet.
    pub outlet: OutletCode,
    /// Of which pollutant, by its code, new or legacy; of all when absent.
    pub pollutant: Option<String>,
    /// `hour` or `day`.
    pub interval: Interval,
    /// From this moment; the last day, or the last thirty, when absent.
    pub from: Option<Stamp>,
    /// Before this moment; now when absent.
    pub to: Option<Stamp>,
}

/// One piece of the stretch.
#[derive(Clone, Debug)]
pub struct MeansPart {
    /// Oldest first; those of one period in order of their pollutants' codes.
    pub items: Vec<MeanPair>,
    /// From which moment on to ask for the rest; absent where this is the last piece.
    pub next: Option<Stamp>,
}

/// The means of a stretch: 31 days of hours, or 400 days, at once.
///
/// # Errors
/// [`NotFound`](crate::Error::NotFound) where there is no such enterprise or outlet.
pub async fn means(ctx: &Ctx, ask: &MeansAsk) -> Result<MeansPart> {
    let (owner, _) = enterprise::find(ctx, Audience::Public, &ask.credit_code).await?;
    let outlet = find_outlet(ctx, owner.id, ask.outlet).await?;
    let none = MeansPart { items: Vec::new(), next: None };
    let Some(known) = ctx.registry().outlet(outlet.id) else { return Ok(none) };
    let (usual, most) = if ask.interval == Interval::Day { (30 * DAY, 400 * DAY) } else { (24 * HOUR, 31 * DAY) };
    let to = ask.to.unwrap_or_else(|| ctx.now());
    let from = ask.from.unwrap_or_else(|| to.minus(usual));
    let end = to.min(from.plus(most));
    let stretch = (from, end);
    let own = read(ctx, &known, ask.interval, stretch, Audience::Public).await?;
    let codes: BTreeSet<&str> = match &ask.pollutant {
        Some(code) if !can_name(code) => return Ok(none),
        Some(code) => [kept_code(code)].into(),
        None => own.iter().map(|row| row.pollutant.as_str()).collect(),
    };
    let mut items = Vec::new();
    for code in codes {
        items.extend(pairs(ctx, &known, &own, (ask.interval, stretch), &Pollutant::of(code)).await?);
    }
    // Stable: those of one period stay in order of their codes.
    items.sort_by_key(|pair| pair.at);
    Ok(MeansPart { items, next: (end < to).then_some(end) })
}
