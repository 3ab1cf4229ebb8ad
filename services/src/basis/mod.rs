//! What keeps a mean from being a basis (不作为判定依据) for saying that a limit was exceeded or kept: marks of the enterprise that
//! are in force, and what the bureau has found of an event. Whoever says of a mean how it stands to its limit asks here: the
//! pages of everybody, and the rules of events.

pub(crate) mod marks;

use std::collections::HashMap;

use domain::{
    exceedance::{EventStatus, Said},
    judgement::{NoBasis, length},
    limit::Averaging,
    measurement::Interval,
    outlet::OutletCode,
    time::Stamp,
};
use entities::exceedance;
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};

use crate::{Ctx, Result};
use marks::OutletMarks;

/// Which outlets.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Outlets<'a> {
    /// All of the city.
    All,
    /// Those with these keys.
    These(&'a [i64]),
}

impl Outlets<'_> {
    /// As a condition on the column that names them.
    fn among(self, outlet: impl ColumnTrait) -> Condition {
        match self {
            Self::All => Condition::all(),
            Self::These(ids) => Condition::all().add(outlet.is_in(ids.iter().copied())),
        }
    }
}

/// What keeps means of some outlets from being a basis, of a stretch.
#[derive(Clone, Debug, Default)]
pub(crate) struct Basis {
    marks: HashMap<i64, OutletMarks>,
    /// By outlet, pollutant and mean.
    events: HashMap<(i64, String, Averaging), Vec<EventSaid>>,
}

/// An event of exceedance and what the bureau has said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventSaid {
    /// Its key.
    pub id: i64,
    /// The start of its first period.
    pub began_at: Stamp,
    /// The end of its last one.
    pub until: Stamp,
    /// What the bureau has said of it.
    pub said: Said,
}

/// A mean of a pollutant at an outlet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MeanOf<'a> {
    pub(crate) outlet_id: i64,
    pub(crate) outlet: OutletCode,
    pub(crate) pollutant: &'a str,
    pub(crate) interval: Interval,
    /// The start of its period.
    pub(crate) at: Stamp,
    pub(crate) value: Option<Decimal>,
}

impl Basis {
    /// All that may speak of means that begin in a stretch.
    pub(crate) async fn of(ctx: &Ctx, outlets: Outlets<'_>, stretch: (Stamp, Stamp)) -> Result<Self> {
        Ok(Self { events: events(ctx, outlets, stretch).await?, ..Self::of_marks(ctx, outlets, stretch).await? })
    }

    /// What marks say, whatever the bureau has found: by this events are made.
    pub(crate) async fn of_marks(ctx: &Ctx, outlets: Outlets<'_>, stretch: (Stamp, Stamp)) -> Result<Self> {
        let marks = marks::of_outlets(ctx.store.read(), outlets, stretch).await?;
        Ok(Self { marks, events: HashMap::new() })
    }

    /// Why a mean is no basis, if it is none.
    pub(crate) fn lacks(&self, mean: MeanOf<'_>) -> Option<NoBasis> {
        let MeanOf { outlet_id, outlet, pollutant, interval, at, value } = mean;
        let marked = self.marks.get(&outlet_id).is_some_and(|own| own.cover(outlet, (pollutant, interval), at, value));
        let exempt = || self.event(mean).is_some_and(|event| matches!(event.said, Said::NoBasis(_)));
        marked.then_some(NoBasis::Mark).or_else(|| exempt().then_some(NoBasis::Bureau))
    }

    /// The event that a mean belongs to.
    pub(crate) fn event(&self, mean: MeanOf<'_>) -> Option<EventSaid> {
        if self.events.is_empty() {
            return None;
        }
        let averaging = *Averaging::ALL.iter().find(|one| one.interval() == mean.interval)?;
        let own = self.events.get(&(mean.outlet_id, mean.pollutant.to_owned(), averaging))?;
        own.iter().find(|event| event.began_at <= mean.at && mean.at < event.until).copied()
    }
}

async fn events(
    ctx: &Ctx,
    outlets: Outlets<'_>,
    (from, to): (Stamp, Stamp),
) -> Result<HashMap<(i64, String, Averaging), Vec<EventSaid>>> {
    use exceedance::Column as E;
    let rows = exceedance::Entity::find()
        .filter(outlets.among(E::OutletId))
        .filter(E::LastAt.gte(from))
        .filter(E::BeganAt.lt(to))
        .filter(E::Status.ne(EventStatus::Gone))
        .all(ctx.store.read())
        .await?;
    let mut events: HashMap<_, Vec<EventSaid>> = HashMap::new();
    for row in rows {
        // An instant has no length, and its event ends with it.
        let until = row.last_at.plus(length(row.averaging.interval()).max(1));
        let event = EventSaid {
            id: row.id,
            began_at: row.began_at,
            until,
            said: Said::of(row.status, row.ground, row.periods > 0),
        };
        events.entry((row.outlet_id, row.pollutant, row.averaging)).or_default().push(event);
    }
    Ok(events)
}
