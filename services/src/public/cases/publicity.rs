//! Whether a case is public.

use domain::{case::CaseStatus, time::Day};
use entities::violation_case::Column;
use sea_orm::{ColumnTrait, Condition};

use crate::Ctx;

/// Published and decided, whether or not the time of publicity is over.
fn ever(ctx: &Ctx) -> Condition {
    Condition::all().add(Column::PublishedAt.lte(ctx.now())).add(Column::Status.ne(CaseStatus::Filed))
}

/// Public now.
pub(super) fn now(ctx: &Ctx) -> Condition {
    let today = Day(ctx.now().day());
    ever(ctx).add(Condition::any().add(Column::WithdrawOn.is_null()).add(Column::WithdrawOn.gte(today)))
}

/// Public once, and no longer.
pub(super) fn over(ctx: &Ctx) -> Condition {
    ever(ctx).add(Column::WithdrawOn.lt(Day(ctx.now().day())))
}
