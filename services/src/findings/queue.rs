//! The queue of findings.

use domain::input::clean;
use domain::{
    access::Action,
    credit_code::CreditCode,
    finding::{FindingStatus, Severity},
};
use entities::{enterprise, finding, town};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{CaseStatement, Expr, Query, SelectStatement},
};

use super::{FindingRow, load::visible, row::rows};
use crate::{
    Ctx, Result,
    accounts::Actor,
    public::{PageOf, Paging},
};

/// Which findings, by where they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// Those that wait for the bureau: open, explained, or asked about and not answered in time.
    #[default]
    ToDo,
    /// Those in one state.
    Only(FindingStatus),
    /// All.
    All,
}

/// Which findings are wanted. What is absent matches all.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Where they stand.
    pub show: Show,
    /// Of a rule (`X04`).
    pub rule: Option<String>,
    /// So grave.
    pub severity: Option<Severity>,
    /// In a town, by its code.
    pub town: Option<String>,
    /// About an enterprise.
    pub enterprise: Option<CreditCode>,
    /// Which page.
    pub paging: Paging,
}

/// The findings that an actor may see and asks for: the gravest first, of the same gravity the one whose figures
/// are farthest apart.
pub async fn queue(ctx: &Ctx, actor: &Actor, filter: &Filter) -> Result<PageOf<FindingRow>> {
    actor.must(Action::ReadFindings)?;
    let db = ctx.store.read();
    let wanted = wanted(visible(actor), ctx, filter);
    let total = wanted.clone().count(db).await?;
    let found = wanted
        .order_by_asc(gravest_first())
        .order_by_desc(finding::Column::Distance)
        .order_by_asc(finding::Column::CreatedAt)
        .order_by_asc(finding::Column::Id)
        .offset(filter.paging.offset())
        .limit(filter.paging.limit())
        .all(db)
        .await?;
    Ok(PageOf::new(rows(ctx, found).await?, total, filter.paging))
}

fn wanted(all: Select<finding::Entity>, ctx: &Ctx, filter: &Filter) -> Select<finding::Entity> {
    use finding::Column as F;
    let condition = Condition::all()
        .add_option(match filter.show {
            Show::ToDo => Some(to_do(ctx)),
            Show::Only(status) => Some(Condition::all().add(F::Status.eq(status))),
            Show::All => None,
        })
        .add_option(filter.rule.as_deref().map(|rule| F::Rule.eq(clean(rule))))
        .add_option(filter.severity.map(|severity| F::Severity.eq(severity)))
        .add_option(filter.enterprise.map(|code| F::EnterpriseId.in_subquery(with_code(code))))
        .add_option(filter.town.as_deref().map(|town| F::EnterpriseId.in_subquery(in_town(town))));
    all.filter(condition)
}

/// What waits for the bureau.
pub(super) fn to_do(ctx: &Ctx) -> Condition {
    use finding::Column as F;
    let overdue = F::Status.eq(FindingStatus::Asked).and(F::AnswerDue.lt(ctx.now()));
    Condition::any().add(F::Status.is_in([FindingStatus::Open, FindingStatus::Explained])).add(overdue)
}

/// 0 for red, 1 for a warning, 2 for the rest: their words do not sort by weight.
fn gravest_first() -> Expr {
    let is = |severity| finding::Column::Severity.eq(severity);
    CaseStatement::new().case(is(Severity::Red), 0).case(is(Severity::Warning), 1).finally(2).into()
}

fn with_code(code: CreditCode) -> SelectStatement {
    let own = Expr::col(enterprise::Column::CreditCode).eq(code);
    Query::select().column(enterprise::Column::Id).from(enterprise::Entity).and_where(own).take()
}

fn in_town(code: &str) -> SelectStatement {
    let town = Expr::col((town::Entity, town::Column::Code)).eq(clean(code));
    let home = Expr::col((enterprise::Entity, enterprise::Column::TownId)).equals((town::Entity, town::Column::Id));
    Query::select()
        .column((enterprise::Entity, enterprise::Column::Id))
        .from(enterprise::Entity)
        .inner_join(town::Entity, home)
        .and_where(town)
        .take()
}
