//! Looking at past days for signs.

use chrono::{Days, NaiveDate};
use domain::{life::Audience, time::end_of};

use super::look::{Clocks, look};
use crate::{Ctx, Result};

/// What came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Again {
    /// Outlets that were looked at.
    pub outlets: u64,
    /// Signs that were recorded or changed; one that grew over several days counts for each.
    pub changed: u64,
}

/// Looks at all watched outlets, or at one, as they stood at the end of each day from the first to the last. What the bureau has
/// settled stands. Clocks are left out: of these only counts are kept. A sign that ended long before stays as it was recorded then.
///
/// # Errors
/// What the database says; the outlets before stand.
pub async fn again(ctx: &Ctx, (first, last): (NaiveDate, NaiveDate), outlet: Option<i64>) -> Result<Again> {
    let now = ctx.now();
    let watched = ctx.registry().monitored_outlets(Audience::Public, now.day());
    let wanted: Vec<i64> =
        watched.into_iter().map(|known| known.id).filter(|id| outlet.is_none_or(|only| only == *id)).collect();
    let mut told = Again { outlets: u64::try_from(wanted.len()).unwrap_or(u64::MAX), changed: 0 };
    let mut day = first;
    while day <= last && day <= now.day() {
        let then = ctx.then(end_of(day).min(now));
        then.registry().refresh(&then.store).await?;
        for id in &wanted {
            told.changed += look(&then, *id, Clocks::Left).await?;
        }
        let Some(next) = day.checked_add_days(Days::new(1)) else { break };
        day = next;
    }
    Ok(told)
}
