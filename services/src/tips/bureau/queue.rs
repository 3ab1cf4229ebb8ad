//! The queue of tip-offs.

use std::collections::HashMap;

use domain::{access::Action, case::ViolationKind, time::Stamp, tip::TipStatus};
use entities::{enterprise, tip, town};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::load::visible;
use crate::{Ctx, Result, accounts::Actor, tips::follow::is_open};

/// The most rows that are shown.
const MOST: u64 = 500;

/// Which tip-offs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// Those that wait for something.
    Open,
    /// All.
    All,
}

/// A tip-off in the queue. Nothing that the reporter wrote: that is read one by one, and each reading is noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueRow {
    /// Its number.
    pub tip_no: String,
    /// What it is about.
    pub kind: Option<ViolationKind>,
    /// Name of the enterprise.
    pub enterprise: Option<String>,
    /// Name of the town.
    pub town: Option<String>,
    /// Where it stands.
    pub status: TipStatus,
    /// When it arrived.
    pub received_at: Stamp,
    /// By when the next thing is due.
    pub due_at: Stamp,
    /// Whether that is past.
    pub overdue: bool,
}

/// The tip-offs that an actor may see, the most urgent first.
pub async fn queue(ctx: &Ctx, actor: &Actor, show: Show) -> Result<Vec<QueueRow>> {
    actor.must(Action::ReadTip)?;
    let db = ctx.store.read();
    let mut rows = visible(actor).order_by_asc(tip::Column::DueAt).order_by_asc(tip::Column::Id).limit(MOST);
    if show == Show::Open {
        rows = rows.filter(tip::Column::Status.is_not_in([TipStatus::Declined, TipStatus::Answered]));
    }
    let rows = rows.all(db).await?;
    let works = enterprise::Entity::find()
        .filter(enterprise::Column::Id.is_in(rows.iter().filter_map(|row| row.enterprise_id)))
        .all(db)
        .await?;
    let works: HashMap<i64, String> = works.into_iter().map(|works| (works.id, works.name)).collect();
    let towns = town::Entity::find().all(db).await?;
    let towns: HashMap<i64, String> = towns.into_iter().map(|town| (town.id, town.name)).collect();
    let now = ctx.now();
    Ok(rows.into_iter().map(|row| shown(row, &works, &towns, now)).collect())
}

fn shown(row: tip::Model, works: &HashMap<i64, String>, towns: &HashMap<i64, String>, now: Stamp) -> QueueRow {
    QueueRow {
        overdue: row.due_at < now && is_open(&row),
        tip_no: row.tip_no,
        kind: row.kind,
        enterprise: row.enterprise_id.and_then(|id| works.get(&id).cloned()),
        town: row.town_id.and_then(|id| towns.get(&id).cloned()),
        status: row.status,
        received_at: row.received_at,
        due_at: row.due_at,
    }
}
