//! Values of loggers in trial (试运行): kept, and counted by nobody before somebody opened their logger.

use domain::{
    life::Opening,
    time::{Day, Stamp, start_of},
};
use entities::{device, measurement::Column, raw_frame};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect,
    sea_query::{Cond, Expr, Query},
};

use crate::Result;

/// Whether a value came with a frame of a logger that was in trial at its moment. A logger may have moved since, and another
/// one may stand there now: only the frame says whose it was.
pub(crate) fn sent_in_trial(later: &[Opening], column: impl Fn(Column) -> Expr) -> Expr {
    brought_in_trial(later, &column(Column::At), column(Column::FrameId))
}

/// The same of anything else that a frame brought.
pub(crate) fn brought_in_trial(later: &[Opening], at: &Expr, frame_id: Expr) -> Expr {
    let from = |opening: &Opening| match opening {
        Opening::Never => Cond::all().add(Expr::col((device::Entity, device::Column::PublicFrom)).is_null()),
        Opening::From(day) => Cond::all()
            .add(Expr::col((device::Entity, device::Column::PublicFrom)).eq(*day))
            .add(at.clone().lt(start_of(day.0))),
    };
    let in_trial = later.iter().map(from).fold(Cond::any(), Cond::add);
    let device_id = Expr::col((raw_frame::Entity, raw_frame::Column::DeviceId));
    let frame = Query::select()
        .expr(Expr::val(1))
        .from(raw_frame::Entity)
        .inner_join(device::Entity, device_id.equals((device::Entity, device::Column::Id)))
        .and_where(Expr::col((raw_frame::Entity, raw_frame::Column::Id)).eq(frame_id))
        .cond_where(in_trial)
        .take();
    Expr::exists(frame)
}

/// The days from which on loggers are open, each once, that hide some of the values from a moment on: as
/// [`Registry::openings_after`](super::Registry::openings_after) has them, for those who read within a transaction.
pub(crate) async fn openings_after(db: &impl ConnectionTrait, from: Stamp) -> Result<Vec<Opening>> {
    let later =
        Cond::any().add(device::Column::PublicFrom.is_null()).add(device::Column::PublicFrom.gt(Day(from.day())));
    let days = device::Entity::find().select_only().column(device::Column::PublicFrom).distinct().filter(later);
    let days: Vec<Option<Day>> = days.into_tuple().all(db).await?;
    Ok(days.into_iter().map(Opening::of).collect())
}
