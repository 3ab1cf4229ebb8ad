//! Marks with what became of them, and those in force by which means of an outlet are judged.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use domain::{
    mark::{Effect, LONGEST, Mark, MarkRule, MarkState, MarkStep, effect},
    measurement::Interval,
    outlet::OutletCode,
    time::{DAY, Stamp, start_of},
};
use entities::{discharge_limit, mark, mark_step};
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::Outlets;
use crate::{
    Result,
    law::{mark_rules, means_rules},
};

/// A mark with its steps, oldest first.
#[derive(Clone, Debug)]
pub(crate) struct Loaded {
    pub(crate) row: mark::Model,
    pub(crate) steps: Vec<mark_step::Model>,
}

impl Loaded {
    /// Where it stands.
    pub(crate) fn state(&self) -> MarkState {
        let steps: Vec<MarkStep> = self.steps.iter().map(|step| step.step).collect();
        MarkState::after(self.row.asked_for, &steps)
    }

    /// The outlet that it is of.
    pub(crate) const fn outlet_id(&self) -> i64 {
        self.row.outlet_id
    }

    /// When it ends; none while it is open.
    pub(crate) fn to(&self) -> Option<Stamp> {
        self.row.to_at.or_else(|| self.steps.iter().find_map(|step| step.ended_at))
    }

    /// The mark as the rules read it.
    pub(crate) fn mark(&self) -> Mark {
        Mark {
            kind: self.row.kind,
            pollutants: self.row.pollutants.split_whitespace().map(str::to_owned).collect(),
            from: self.row.from_at,
            to: self.to(),
            treatment_runs: self.row.treatment_runs,
        }
    }
}

/// Rows with their steps, in the order of the rows.
pub(crate) async fn with_steps(db: &impl ConnectionTrait, rows: Vec<mark::Model>) -> Result<Vec<Loaded>> {
    let found = mark_step::Entity::find()
        .filter(mark_step::Column::MarkId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(mark_step::Column::Id)
        .all(db)
        .await?;
    let mut steps: HashMap<i64, Vec<mark_step::Model>> = HashMap::new();
    for step in found {
        steps.entry(step.mark_id).or_default().push(step);
    }
    Ok(rows.into_iter().map(|row| Loaded { steps: steps.remove(&row.id).unwrap_or_default(), row }).collect())
}

/// The marks of some outlets that can touch what comes after a moment: none lasts longer than it may, so that the beginning
/// tells. In order of their beginnings.
pub(crate) async fn touching(db: &impl ConnectionTrait, outlets: &[i64], from: Stamp) -> Result<Vec<Loaded>> {
    let rows = mark::Entity::find()
        .filter(mark::Column::OutletId.is_in(outlets.iter().copied()))
        .filter(mark::Column::FromAt.gt(from.minus(LONGEST * DAY)))
        .order_by_asc(mark::Column::FromAt)
        .order_by_asc(mark::Column::Id)
        .all(db)
        .await?;
    let mut all = with_steps(db, rows).await?;
    all.retain(|loaded| loaded.mark().until() > from);
    Ok(all)
}

/// The marks in force of an outlet, as [`domain::mark::effect`] takes them, and their keys in the same order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarksInForce {
    /// Keys, as in addresses.
    pub ids: Vec<i64>,
    /// The marks.
    pub marks: Vec<Mark>,
}

/// Those that are needed to judge what lies between two moments: all that touch it, and those of the calendar year before
/// it, since some time limits count by the year and others from the first of marks that follow each other.
pub async fn in_force(db: &impl ConnectionTrait, outlet_id: i64, from: Stamp, to: Stamp) -> Result<MarksInForce> {
    Ok(all_in_force(db, &[outlet_id], from, to).await?.remove(&outlet_id).unwrap_or_default())
}

/// The same of several outlets, by their keys; those without any are missing.
async fn all_in_force(
    db: &impl ConnectionTrait,
    outlets: &[i64],
    from: Stamp,
    to: Stamp,
) -> Result<HashMap<i64, MarksInForce>> {
    let year = NaiveDate::from_ymd_opt(from.day().year(), 1, 1).map_or(from, start_of);
    // A start of New Year's Eve goes on.
    let mut found = touching(db, outlets, year.minus(DAY).min(from)).await?;
    found.retain(|loaded| loaded.state() == MarkState::InForce && loaded.row.from_at < to);
    let mut all: HashMap<i64, MarksInForce> = HashMap::new();
    for loaded in &found {
        let own = all.entry(loaded.row.outlet_id).or_default();
        own.ids.push(loaded.row.id);
        own.marks.push(loaded.mark());
    }
    Ok(all)
}

/// The marks of an outlet with its limits, which name the standards by which marks are worth something.
#[derive(Clone, Debug, Default)]
pub(super) struct OutletMarks {
    marks: Vec<Mark>,
    limits: Vec<discharge_limit::Model>,
}

impl OutletMarks {
    /// Whether they keep the mean of a pollutant that begins at a moment from being a basis. A working mark may have a ceiling,
    /// and what is above that stands all the same.
    pub(super) fn cover(
        &self,
        outlet: OutletCode,
        (pollutant, interval): (&str, Interval),
        at: Stamp,
        value: Option<Decimal>,
    ) -> bool {
        if self.marks.is_empty() {
            return false;
        }
        let Some(means_rule) = means_rules().on(outlet.kind(), at.day()) else { return false };
        match effect(&self.marks, rule_by(&self.limits, at.day()), means_rule, pollutant, interval, at) {
            Effect::Stands => false,
            Effect::NoBasis { ceiling, .. } => ceiling.zip(value).is_none_or(|(ceiling, value)| value <= ceiling),
        }
    }
}

/// The marks of those outlets, by their keys, of which any in force touches a stretch.
pub(super) async fn of_outlets(
    db: &impl ConnectionTrait,
    outlets: Outlets<'_>,
    (from, to): (Stamp, Stamp),
) -> Result<HashMap<i64, OutletMarks>> {
    let marked: Vec<i64> = mark::Entity::find()
        .select_only()
        .column(mark::Column::OutletId)
        .distinct()
        .filter(outlets.among(mark::Column::OutletId))
        .filter(mark::Column::FromAt.gt(from.minus(LONGEST * DAY)))
        .filter(mark::Column::FromAt.lt(to))
        .filter(Condition::any().add(mark::Column::ToAt.is_null()).add(mark::Column::ToAt.gt(from)))
        .into_tuple()
        .all(db)
        .await?;
    if marked.is_empty() {
        return Ok(HashMap::new());
    }
    let limits = discharge_limit::Entity::find()
        .filter(discharge_limit::Column::OutletId.is_in(marked.iter().copied()))
        .all(db)
        .await?;
    let mut all: HashMap<i64, OutletMarks> = HashMap::new();
    for (outlet, in_force) in all_in_force(db, &marked, from, to).await? {
        all.entry(outlet).or_default().marks = in_force.marks;
    }
    for limit in limits {
        if let Some(own) = all.get_mut(&limit.outlet_id) {
            own.limits.push(limit);
        }
    }
    Ok(all)
}

/// Those in force that touch a stretch, with their rows, in the order of their beginnings.
pub(crate) async fn touching_in_force(
    db: &impl ConnectionTrait,
    outlet_id: i64,
    from: Stamp,
    to: Stamp,
) -> Result<Vec<(mark::Model, Mark)>> {
    let mut found = touching(db, &[outlet_id], from).await?;
    found.retain(|loaded| loaded.state() == MarkState::InForce && loaded.row.from_at < to);
    Ok(found.into_iter().map(|loaded| (loaded.row.clone(), loaded.mark())).collect())
}

/// The time limits for what stands at an outlet, on a day: by the standards that its limits of that day name.
pub async fn rule_of(db: &impl ConnectionTrait, outlet_id: i64, day: NaiveDate) -> Result<Option<&'static MarkRule>> {
    let limits =
        discharge_limit::Entity::find().filter(discharge_limit::Column::OutletId.eq(outlet_id)).all(db).await?;
    Ok(rule_by(&limits, day))
}

/// The same of limits that are at hand.
pub(crate) fn rule_by(limits: &[discharge_limit::Model], day: NaiveDate) -> Option<&'static MarkRule> {
    let applies =
        |limit: &&discharge_limit::Model| limit.valid_from.0 <= day && limit.valid_to.is_none_or(|last| day <= last.0);
    let bases: Vec<&str> = limits.iter().filter(applies).map(|limit| limit.basis.as_str()).collect();
    mark_rules().on(&bases, day)
}
