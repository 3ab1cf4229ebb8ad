//! The bureau's queue of events.

use domain::{access::Action, credit_code::CreditCode, exceedance::EventStatus, input::clean};
use entities::{enterprise, exceedance, town};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{CaseStatement, Expr, Query, SelectStatement},
};

use super::{EventRow, load::visible, row::rows};
use crate::{
    Ctx, Result,
    accounts::Actor,
    public::{PageOf, Paging},
};

/// Which events, by where they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// Those that wait for the bureau: recorded, answered, or asked about and not answered in time.
    #[default]
    ToDo,
    /// Those in one state.
    Only(EventStatus),
    /// All.
    All,
}

/// Which events are wanted. What is absent matches all.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Where they stand.
    pub show: Show,
    /// In a town, by its code.
    pub town: Option<String>,
    /// Of an enterprise.
    pub enterprise: Option<CreditCode>,
    /// Which page.
    pub paging: Paging,
}

/// The events that an actor may see and asks for: those that go on first, then those farthest above their limit; last those of
/// which nothing is left.
///
/// # Errors
/// [`Forbidden`](crate::Error::Forbidden) for a role that does not read them.
pub async fn queue(ctx: &Ctx, actor: &Actor, filter: &Filter) -> Result<PageOf<EventRow>> {
    use exceedance::Column as C;
    actor.must(Action::ReadExceedances)?;
    let db = ctx.store.read();
    let condition = Condition::all()
        .add_option(match filter.show {
            Show::ToDo => Some(to_do(ctx)),
            Show::Only(status) => Some(Condition::all().add(C::Status.eq(status))),
            Show::All => None,
        })
        .add_option(filter.enterprise.map(|code| C::EnterpriseId.in_subquery(with_code(code))))
        .add_option(filter.town.as_deref().map(|town| C::EnterpriseId.in_subquery(in_town(town))));
    let wanted = visible(actor).filter(condition);
    let total = wanted.clone().count(db).await?;
    let found = wanted
        .order_by_asc(running_first())
        .order_by_desc(C::Multiple)
        .order_by_desc(C::BeganAt)
        .order_by_asc(C::Id)
        .offset(filter.paging.offset())
        .limit(filter.paging.limit())
        .all(db)
        .await?;
    Ok(PageOf::new(rows(ctx, found).await?, total, filter.paging))
}

/// What waits for the bureau.
pub(super) fn to_do(ctx: &Ctx) -> Condition {
    use exceedance::Column as C;
    let unanswered = C::Status.eq(EventStatus::Asked).and(C::AnswerDue.lt(ctx.now()));
    Condition::any().add(C::Status.is_in([EventStatus::Open, EventStatus::Answered])).add(unanswered)
}

fn running_first() -> Expr {
    let is_left = exceedance::Column::Periods.gt(0);
    CaseStatement::new().case(exceedance::Column::Ended.is_null(), 0).case(is_left, 1).finally(2).into()
}

fn with_code(code: CreditCode) -> SelectStatement {
    let own = Expr::col(enterprise::Column::CreditCode).eq(code);
    Query::select().column(enterprise::Column::Id).from(enterprise::Entity).and_where(own).take()
}

/// The enterprises of a town, by its code.
pub(crate) fn in_town(code: &str) -> SelectStatement {
    let town = Expr::col((town::Entity, town::Column::Code)).eq(clean(code));
    let home = Expr::col((enterprise::Entity, enterprise::Column::TownId)).equals((town::Entity, town::Column::Id));
    Query::select()
        .column((enterprise::Entity, enterprise::Column::Id))
        .from(enterprise::Entity)
        .inner_join(town::Entity, home)
        .and_where(town)
        .take()
}
