//! Events as everybody sees them.

use domain::{
    credit_code::CreditCode,
    exceedance::{EventEnd, Said},
    limit::Averaging,
    outlet::OutletCode,
    time::Stamp,
};
use entities::{enterprise, exceedance, outlet};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, Query, SelectStatement},
};

use super::{EventRow, Peak, row::rows};
use crate::{
    Ctx, Pollutant, Result,
    public::{PageOf, Paging, Party, open::public_ones},
};

/// An event as everybody sees it. That somebody goes and looks is not among it.
#[derive(Clone, Debug, PartialEq)]
pub struct PublishedEvent {
    /// Its key.
    pub id: i64,
    /// Whose.
    pub enterprise: Party,
    /// At which outlet.
    pub outlet: OutletCode,
    /// Of what.
    pub pollutant: Pollutant,
    /// The mean that the limit names.
    pub averaging: Averaging,
    /// The start of its first period.
    pub began_at: Stamp,
    /// The end of its last one.
    pub until: Stamp,
    /// How many periods stand above; none where corrections or marks took all of them away.
    pub periods: u32,
    /// The worst of them.
    pub peak: Option<Peak>,
    /// Why it is over; none while it may go on.
    pub ended: Option<EventEnd>,
    /// What the bureau has said of it.
    pub said: Said,
}

/// Which events are wanted. What is absent matches all.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// Whose.
    pub enterprise: Option<CreditCode>,
    /// At which outlet of it.
    pub outlet: Option<OutletCode>,
    /// Those that end after this moment.
    pub from: Option<Stamp>,
    /// Those that begin before this moment.
    pub to: Option<Stamp>,
    /// Which page.
    pub paging: Paging,
}

/// Events of enterprises that everybody sees, the newest first.
///
/// # Errors
/// What the database says.
pub async fn published(ctx: &Ctx, ask: &Ask) -> Result<PageOf<PublishedEvent>> {
    use exceedance::Column as C;
    let mut wanted = public(ctx);
    if let Some(code) = ask.enterprise {
        wanted = wanted.filter(C::EnterpriseId.in_subquery(with_code(code)));
    }
    if let Some(code) = ask.outlet {
        let own = Expr::col(outlet::Column::Code).eq(code);
        let outlets = Query::select().column(outlet::Column::Id).from(outlet::Entity).and_where(own).take();
        wanted = wanted.filter(C::OutletId.in_subquery(outlets));
    }
    wanted = wanted.filter(ask.from.map_or_else(|| C::Id.is_not_null(), |from| C::LastAt.gte(from)));
    wanted = wanted.filter(ask.to.map_or_else(|| C::Id.is_not_null(), |to| C::BeganAt.lt(to)));
    let total = wanted.clone().count(ctx.store.read()).await?;
    let found = wanted
        .order_by_desc(C::BeganAt)
        .order_by_desc(C::Id)
        .offset(ask.paging.offset())
        .limit(ask.paging.limit())
        .all(ctx.store.read())
        .await?;
    let items = rows(ctx, found).await?.into_iter().map(PublishedEvent::of).collect();
    Ok(PageOf::new(items, total, ask.paging))
}

fn public(ctx: &Ctx) -> Select<exceedance::Entity> {
    let ones = public_ones(ctx.now().day());
    exceedance::Entity::find().filter(exceedance::Column::EnterpriseId.in_subquery(ones))
}

fn with_code(code: CreditCode) -> SelectStatement {
    let own = Expr::col(enterprise::Column::CreditCode).eq(code);
    Query::select().column(enterprise::Column::Id).from(enterprise::Entity).and_where(own).take()
}

impl PublishedEvent {
    fn of(row: EventRow) -> Self {
        Self {
            id: row.id,
            enterprise: row.enterprise,
            outlet: row.outlet,
            pollutant: row.pollutant,
            averaging: row.averaging,
            began_at: row.began_at,
            until: row.until,
            periods: row.periods,
            peak: row.peak,
            ended: row.ended,
            said: Said::of(row.status, row.ground, row.periods > 0),
        }
    }
}
