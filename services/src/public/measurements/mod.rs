//! The stored values of an outlet: every one, with its revisions, as published at any moment.

mod cursor;
pub(super) mod latest;
pub(crate) mod rows;
mod wire;

use domain::{
    credit_code::CreditCode, input::can_name, life::Audience, measurement::Interval, outlet::OutletCode, time::Stamp,
};
use entities::measurement;

pub use cursor::{BadCursor, Cursor};
pub use latest::of_enterprise as latest;
pub use wire::wire;

use super::{enterprise, find_outlet::find_outlet};
use crate::{Ctx, Result, monitoring::Measurement, pollutant::kept_code};

/// The most values of one page.
pub const PAGE: u64 = 10_000;

/// Which values are wanted.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Whose.
    pub credit_code: CreditCode,
    /// At which outlet.
    pub outlet: OutletCode,
    /// Of which pollutant, by its code, new or legacy; of all when absent.
    pub pollutant: Option<String>,
    /// For which period.
    pub interval: Interval,
    /// From this moment.
    pub from: Option<Stamp>,
    /// Before this moment.
    pub to: Option<Stamp>,
    /// As published at this moment: of each value the newest revision received by then.
    pub as_of: Option<Stamp>,
    /// After the last value of the page before.
    pub cursor: Option<Cursor>,
    /// How many at most, 1 to [`PAGE`].
    pub limit: u64,
}

/// One page of values.
#[derive(Clone, Debug)]
pub struct Series {
    /// Oldest first; values of one moment in order of their pollutants' codes.
    pub items: Vec<Measurement>,
    /// Where the next page begins; absent on the last one.
    pub next: Option<Cursor>,
}

/// The values that are wanted, one page of them.
pub async fn series(ctx: &Ctx, ask: &Ask) -> Result<Series> {
    let (owner, _) = enterprise::find(ctx, Audience::Public, &ask.credit_code).await?;
    let outlet = find_outlet(ctx, owner.id, ask.outlet).await?;
    let limit = ask.limit.clamp(1, PAGE);
    let pollutants = match &ask.pollutant {
        Some(code) if !can_name(code) => Vec::new(),
        Some(code) => vec![kept_code(code).to_owned()],
        None => rows::pollutants(ctx.store.read(), outlet.id).await?,
    };
    let mut found = Vec::new();
    for pollutant in &pollutants {
        let window = ask.window(outlet.id, pollutant);
        found.extend(rows::newest_revisions(ctx, window, limit + 1).await?);
    }
    found.sort_by(|a, b| (a.at, &a.pollutant).cmp(&(b.at, &b.pollutant)));
    let whole = whole_moments(&found, usize::try_from(limit).unwrap_or(usize::MAX));
    let more = found.len() > whole;
    found.truncate(whole);
    let next = found.last().filter(|_| more).map(|last| Cursor { at: last.at, pollutant: last.pollutant.clone() });
    let known = ctx.registry().outlet(outlet.id);
    let measurement = |row| rows::measurement(row, ask.credit_code, outlet.code, known.as_deref());
    Ok(Series { items: found.into_iter().map(measurement).collect(), next })
}

/// How many of these values one page holds: `limit` at most, and of each moment all or none, because half a moment reads
/// as if the rest had not been measured. A single moment with more values than the page holds is cut all the same.
fn whole_moments(found: &[measurement::Model], limit: usize) -> usize {
    let Some(first_left_out) = found.get(limit) else { return found.len() };
    match found.partition_point(|row| row.at < first_left_out.at) {
        0 => limit,
        whole => whole,
    }
}

impl Ask {
    fn window<'a>(&self, outlet_id: i64, pollutant: &'a str) -> rows::Window<'a> {
        let from = self.from.unwrap_or(Stamp(i64::MIN));
        // Of the cursor's own moment the pollutants up to the cursor's have been handed out.
        let from = self.cursor.as_ref().map_or(from, |cursor| {
            from.max(if pollutant > cursor.pollutant.as_str() { cursor.at } else { cursor.at.plus(1) })
        });
        let to = self.to.unwrap_or(Stamp(i64::MAX));
        rows::Window {
            outlet_id,
            pollutant,
            interval: self.interval,
            from,
            to,
            as_of: self.as_of,
            audience: Audience::Public,
        }
    }
}
