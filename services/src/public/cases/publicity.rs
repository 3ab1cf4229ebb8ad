//! Whether a case is public.

use domain::{
    case::{CaseStatus, Withdrawal},
    time::Day,
};
use entities::violation_case::Column;
use sea_orm::{ColumnTrait, Condition};

use crate::Ctx;

/// Published and decided, whether or not the time of publicity is over: for numbers of the whole city. A decision that
/// fell, or was never to be published, leaves no trace in any number.
fn ever(ctx: &Ctx) -> Condition {
    let fallen = Withdrawal::ALL.iter().copied().filter(|withdrawal| !withdrawal.still_counts());
    let stands = Condition::any().add(Column::Withdrawal.is_null()).add(Column::Withdrawal.is_not_in(fallen));
    Condition::all().add(Column::PublishedAt.lte(ctx.now())).add(Column::Status.ne(CaseStatus::Filed)).add(stands)
}

/// Public now. Only these may stand beside a name: what has expired or was repaired is not shown of anybody any more
/// (信用修复管理办法 Art 3; sourced: m.law-lib.com id=786242).
pub(crate) fn now(ctx: &Ctx) -> Condition {
    let today = Day(ctx.now().day());
    let in_term = Condition::any().add(Column::PublicUntil.is_null()).add(Column::PublicUntil.gte(today));
    ever(ctx).add(Column::WithdrawnAt.is_null()).add(in_term)
}

/// Public once, and no longer.
pub(super) fn over(ctx: &Ctx) -> Condition {
    let today = Day(ctx.now().day());
    ever(ctx).add(Condition::any().add(Column::WithdrawnAt.is_not_null()).add(Column::PublicUntil.lt(today)))
}
