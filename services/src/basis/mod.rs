//! What keeps a mean from being a basis (不作为判定依据) for saying that a limit was exceeded or kept: marks of the enterprise that
//! are in force, and what the bureau has found of an event. Whoever says of a mean how it stands to its limit asks here: the
//! pages of everybody, and the rules of events.

pub(crate) mod marks;

use std::collections::HashMap;

use domain::{
    exceedance::{EventStatus, Evidence, Said},
    judgement::{NoBasis, length},
    limit::Averaging,
    measurement::Interval,
    outlet::OutletCode,
    time::Stamp,
};
use entities::{exceedance, exceedance_period};
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};

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
    /// Of means that are counted by the day the one that is farthest from the limit.
    pub worst: Option<Decimal>,
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

    /// The newest event of means that are counted by the day and not by themselves, as far as it reaches past a moment and counts.
    pub(crate) fn counted(&self, outlet_id: i64, pollutant: &str, since: Stamp) -> Option<EventSaid> {
        let averaging = *Averaging::ALL.iter().find(|one| !one.is_by_itself())?;
        let own = self.events.get(&(outlet_id, pollutant.to_owned(), averaging))?;
        let counts = |event: &&EventSaid| event.until > since && matches!(event.said, Said::Nothing | Said::Sound);
        own.iter().filter(counts).max_by_key(|event| event.until).copied()
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
    let counted = rows.iter().filter(|row| !row.averaging.is_by_itself());
    let worst = worst(ctx, counted.map(|row| (row.id, row.worst_at)).collect()).await?;
    let mut events: HashMap<_, Vec<EventSaid>> = HashMap::new();
    for row in rows {
        // An instant has no length, and its event ends with it.
        let until = row.last_at.plus(length(row.averaging.interval()).max(1));
        let event = EventSaid {
            id: row.id,
            began_at: row.began_at,
            until,
            said: Said::of(row.status, row.ground, row.periods > 0),
            worst: worst.get(&row.id).copied(),
        };
        events.entry((row.outlet_id, row.pollutant, row.averaging)).or_default().push(event);
    }
    Ok(events)
}

/// The figures of the worst periods of events, by the keys of these and the beginnings of those.
async fn worst(ctx: &Ctx, of: HashMap<i64, Stamp>) -> Result<HashMap<i64, Decimal>> {
    if of.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = exceedance_period::Entity::find()
        .filter(exceedance_period::Column::ExceedanceId.is_in(of.keys().copied()))
        .order_by_asc(exceedance_period::Column::Edition)
        .all(ctx.store.read())
        .await?;
    let own = rows.into_iter().filter(|row| of.get(&row.exceedance_id) == Some(&row.at));
    // What cannot be read is not told; the newest edition stands.
    let figure = |row: exceedance_period::Model| {
        let evidence: Evidence = serde_json::from_str(&row.evidence).ok()?;
        Some((row.exceedance_id, evidence.value))
    };
    Ok(own.filter_map(figure).collect())
}
