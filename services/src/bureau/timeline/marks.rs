//! Marks of the enterprise on its data, when they were set: whether that was in time is what matters.

use entities::{mark, outlet};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{Event, Kind, MarkRef, What};
use crate::{
    Ctx, Result,
    basis::marks::{Loaded, with_steps},
};

/// The marks of an enterprise, in force or not.
pub(super) async fn events(ctx: &Ctx, enterprise_id: i64) -> Result<Vec<Event>> {
    let db = ctx.store.read();
    let outlets = outlet::Entity::find().filter(outlet::Column::EnterpriseId.eq(enterprise_id)).all(db).await?;
    let rows = mark::Entity::find()
        .filter(mark::Column::OutletId.is_in(outlets.iter().map(|outlet| outlet.id)))
        .order_by_asc(mark::Column::Id)
        .all(db)
        .await?;
    let event = |loaded: Loaded| {
        let outlet = outlets.iter().find(|outlet| outlet.id == loaded.outlet_id())?.code;
        let (kind, to, state) = (loaded.row.kind, loaded.to(), loaded.state());
        let marked = MarkRef { id: loaded.row.id, outlet, kind, from: loaded.row.from_at, to, state };
        Some(Event { at: loaded.row.set_at, kind: Kind::Marks, what: What::Marked(marked) })
    };
    Ok(with_steps(db, rows).await?.into_iter().filter_map(event).collect())
}
