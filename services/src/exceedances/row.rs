//! An event in a list.

use std::collections::HashMap;

use domain::{
    exceedance::{EventEnd, EventOutcome, EventStatus, Evidence, Ground},
    judgement::length,
    limit::Averaging,
    outlet::OutletCode,
    time::Stamp,
};
use entities::{exceedance, exceedance_period, outlet};
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder};

use crate::{
    Ctx, Names, Pollutant, Result,
    public::{Party, party::parties},
};

/// An event in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct EventRow {
    /// Its key, as in addresses.
    pub id: i64,
    /// Whose.
    pub enterprise: Party,
    /// At which outlet.
    pub outlet: OutletCode,
    /// What it is called.
    pub outlet_name: Names,
    /// Of what.
    pub pollutant: Pollutant,
    /// The mean that the limit names.
    pub averaging: Averaging,
    /// The start of its first period.
    pub began_at: Stamp,
    /// The end of its last one.
    pub until: Stamp,
    /// How many periods stand above.
    pub periods: u32,
    /// The worst of them.
    pub peak: Option<Peak>,
    /// Why it is over; none while it may go on.
    pub ended: Option<EventEnd>,
    /// Where it stands.
    pub status: EventStatus,
    /// How it was settled.
    pub outcome: Option<EventOutcome>,
    /// Why its data are no basis.
    pub ground: Option<Ground>,
    /// When it was recorded.
    pub recorded_at: Stamp,
    /// When it was settled.
    pub closed_at: Option<Stamp>,
    /// The last moment of the bureau's own term, once it has ended and while it is not settled.
    pub handle_due: Option<Stamp>,
    /// The last moment for the enterprise's answer, while it is asked.
    pub answer_due: Option<Stamp>,
    /// Whether that is past.
    pub answer_overdue: bool,
    /// Whether the bureau's own term is past.
    pub overdue: bool,
}

/// The worst period.
#[derive(Clone, Debug, PartialEq)]
pub struct Peak {
    /// Its start.
    pub at: Stamp,
    /// What it is said of.
    pub evidence: Evidence,
    /// By how much of the limit it is above.
    pub multiple: Option<Decimal>,
}

/// Rows with the names of their enterprises and outlets and with their worst periods: four queries for all.
pub(super) async fn rows(ctx: &Ctx, found: Vec<exceedance::Model>) -> Result<Vec<EventRow>> {
    let parties = parties(ctx, found.iter().map(|row| row.enterprise_id)).await?;
    let outlets = outlet::Entity::find().filter(outlet::Column::Id.is_in(found.iter().map(|row| row.outlet_id)));
    let outlets = outlets.all(ctx.store.read()).await?;
    let outlets: HashMap<i64, outlet::Model> = outlets.into_iter().map(|row| (row.id, row)).collect();
    let peaks = peaks(ctx, &found).await?;
    let now = ctx.now();
    let row = |row: exceedance::Model| {
        let outlet = outlets.get(&row.outlet_id)?;
        let answer_due = row.answer_due.filter(|_| row.status == EventStatus::Asked);
        // What goes on cannot be concluded: its term has not begun.
        let handle_due = Some(row.handle_due).filter(|_| row.status.is_unsettled() && row.ended.is_some());
        Some(EventRow {
            id: row.id,
            enterprise: parties.get(&row.enterprise_id)?.clone(),
            outlet: outlet.code,
            outlet_name: Names::new(outlet.name.as_str(), outlet.name_en.as_str()),
            pollutant: Pollutant::of(&row.pollutant),
            averaging: row.averaging,
            began_at: row.began_at,
            until: row.last_at.plus(length(row.averaging.interval())),
            periods: row.periods.try_into().unwrap_or_default(),
            peak: peaks.get(&row.id).cloned(),
            ended: row.ended,
            status: row.status,
            outcome: row.outcome,
            ground: row.ground,
            recorded_at: row.recorded_at,
            closed_at: row.closed_at,
            handle_due,
            answer_due,
            answer_overdue: answer_due.is_some_and(|due| due < now),
            overdue: handle_due.is_some_and(|due| due < now),
        })
    };
    Ok(found.into_iter().filter_map(row).collect())
}

/// The worst periods of events, in their newest editions.
async fn peaks(ctx: &Ctx, found: &[exceedance::Model]) -> Result<HashMap<i64, Peak>> {
    use exceedance_period::Column as C;
    let mut peaks = HashMap::new();
    // A condition for each: in portions that every database takes.
    for portion in found.chunks(200) {
        let worst = portion
            .iter()
            .fold(Condition::any(), |any, row| any.add(C::ExceedanceId.eq(row.id).and(C::At.eq(row.worst_at))));
        let rows =
            exceedance_period::Entity::find().filter(worst).order_by_asc(C::Edition).all(ctx.store.read()).await?;
        // Later editions take the place of earlier ones.
        peaks.extend(rows.into_iter().filter_map(|row| {
            let evidence: Evidence = serde_json::from_str(&row.evidence).ok()?;
            Some((row.exceedance_id, Peak { at: row.at, multiple: evidence.multiple(), evidence }))
        }));
    }
    Ok(peaks)
}
