//! The cases of the bureau.

use domain::{
    access::Action,
    calendar::Known,
    case::{CaseStage, CaseStatus, ViolationKind, publish_by},
    credit_code::CreditCode,
    money::Fen,
    time::{Day, Stamp},
};
use entities::{enterprise, violation_case};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, Query},
};

use super::counts::reported;
use crate::{
    Ctx, Result,
    accounts::Actor,
    public::{PageOf, Paging, Party, party::parties},
};

/// Which cases are wanted. What is absent matches all.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// How far they are.
    pub stage: Option<CaseStage>,
    /// Only published ones of which a report waits for the publisher.
    pub reported: bool,
    /// Against an enterprise.
    pub enterprise: Option<CreditCode>,
    /// Which page.
    pub paging: Paging,
}

/// A case in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseLine {
    /// Number, as in addresses (`DH-2026-0123`).
    pub case_no: String,
    /// Against whom.
    pub enterprise: Party,
    /// What was done.
    pub kind: ViolationKind,
    /// Where it stands in law.
    pub status: CaseStatus,
    /// How far it is on its way to the public.
    pub stage: CaseStage,
    /// The day of the act; of one that lasted the first.
    pub acted_on: Day,
    /// The last day of an act that lasted.
    pub acted_until: Option<Day>,
    /// The day of the decision.
    pub decided_on: Option<Day>,
    /// The last day on which it is published in time; absent once it is, or while nothing is decided.
    pub publish_by: Option<Day>,
    /// The first year that the term touches whose working days are not settled, and how well they are known.
    pub doubt: Option<(i32, Known)>,
    /// Whether that day is past.
    pub overdue: bool,
    /// When it was published.
    pub published_at: Option<Stamp>,
    /// The last day of its publicity.
    pub public_until: Option<Day>,
    /// When it was taken down early.
    pub withdrawn_at: Option<Stamp>,
    /// The fine.
    pub fine: Fen,
}

/// The cases that an actor asks for, the newest first.
pub async fn list(ctx: &Ctx, actor: &Actor, filter: &Filter) -> Result<PageOf<CaseLine>> {
    actor.must(Action::ReadCase)?;
    let db = ctx.store.read();
    let own = |code: CreditCode| {
        let wanted = Expr::col(enterprise::Column::CreditCode).eq(code);
        Query::select().column(enterprise::Column::Id).from(enterprise::Entity).and_where(wanted).take()
    };
    let condition = Condition::all()
        .add_option(filter.reported.then(reported))
        .add_option(filter.stage.map(|stage| violation_case::Column::Stage.eq(stage)))
        .add_option(filter.enterprise.map(|code| violation_case::Column::EnterpriseId.in_subquery(own(code))));
    let wanted = violation_case::Entity::find().filter(condition);
    let total = wanted.clone().count(db).await?;
    let found = wanted
        .order_by_desc(violation_case::Column::Id)
        .offset(filter.paging.offset())
        .limit(filter.paging.limit())
        .all(db)
        .await?;
    let parties = parties(ctx, found.iter().map(|row| row.enterprise_id)).await?;
    let line = |row: &violation_case::Model| Some(CaseLine::of(row, parties.get(&row.enterprise_id)?.clone(), ctx));
    Ok(PageOf::new(found.iter().filter_map(line).collect(), total, filter.paging))
}

impl CaseLine {
    pub(crate) fn of(row: &violation_case::Model, enterprise: Party, ctx: &Ctx) -> Self {
        let waits = matches!(row.stage, CaseStage::Draft | CaseStage::Review | CaseStage::Cleared);
        let decided = row.decided_on.filter(|_| waits);
        let calendar = ctx.calendar();
        let publish_by = decided.map(|day| Day(publish_by(day.0, &calendar)));
        Self {
            case_no: row.case_no.clone(),
            enterprise,
            kind: row.kind,
            status: row.status,
            stage: row.stage,
            acted_on: row.acted_on,
            acted_until: row.acted_until,
            decided_on: row.decided_on,
            publish_by,
            doubt: decided.zip(publish_by).and_then(|(from, to)| calendar.doubt(from.0, to.0)),
            overdue: publish_by.is_some_and(|last| last.0 < ctx.now().day()),
            published_at: row.published_at,
            public_until: row.public_until,
            withdrawn_at: row.withdrawn_at,
            fine: row.fine,
        }
    }
}
