//! How many marks wait for the bureau.

use domain::access::Action;
use entities::{mark, mark_step};
use sea_orm::{
    ColumnTrait, PaginatorTrait, QueryFilter,
    sea_query::{Expr, ExprTrait, Query},
};

use super::load::visible;
use crate::{Ctx, Result, accounts::Actor};

/// Those that were asked for late and that nobody has judged.
pub(super) fn is_waiting() -> sea_orm::Condition {
    use domain::mark::MarkStep;
    let settled = Query::select()
        .column(mark_step::Column::MarkId)
        .from(mark_step::Entity)
        .and_where(Expr::col(mark_step::Column::Step).is_in([
            MarkStep::Granted,
            MarkStep::Refused,
            MarkStep::Withdrawn,
        ]))
        .take();
    sea_orm::Condition::all().add(mark::Column::AskedFor.eq(true)).add(mark::Column::Id.not_in_subquery(settled))
}

/// How many wait in the actor's area.
pub async fn waiting(ctx: &Ctx, actor: &Actor) -> Result<u64> {
    actor.must(Action::ReadMarks)?;
    Ok(visible(actor).filter(is_waiting()).count(ctx.store.read()).await?)
}
