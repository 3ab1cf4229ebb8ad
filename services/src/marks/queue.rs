//! The bureau's list of marks.

use domain::{
    access::Action,
    credit_code::CreditCode,
    mark::{BACK, Reach},
    time::DAY,
};
use entities::mark;
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    counts::is_waiting,
    load::{of_code, visible},
    row::{MarkRow, rows},
};
use crate::{
    Ctx, Result,
    accounts::Actor,
    basis::marks::with_steps,
    public::{PageOf, Paging},
};

/// The most marks that are looked through for those longer than their limit.
const MOST: u64 = 2_000;

/// Which marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// Those that were asked for late and wait, the oldest first.
    #[default]
    Waiting,
    /// Working marks of the last days that last longer than their time limit.
    Longer,
    /// All, the newest first.
    All,
}

/// Which marks are wanted.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Which.
    pub show: Show,
    /// Of an enterprise.
    pub enterprise: Option<CreditCode>,
    /// Which page.
    pub paging: Paging,
}

/// The marks that an actor may see and asks for.
pub async fn queue(ctx: &Ctx, actor: &Actor, filter: &Filter) -> Result<PageOf<MarkRow>> {
    actor.must(Action::ReadMarks)?;
    let db = ctx.store.read();
    let mut wanted = visible(actor);
    if let Some(code) = filter.enterprise {
        wanted = wanted.filter(mark::Column::OutletId.in_subquery(of_code(code)));
    }
    if filter.show == Show::Longer {
        let recent = mark::Column::FromAt.gte(ctx.now().minus(BACK * DAY));
        let found = wanted.filter(recent).order_by_desc(mark::Column::FromAt).limit(MOST).all(db).await?;
        let mut longer = rows(ctx, with_steps(db, found).await?).await?;
        longer.retain(|row| row.state.is_live() && matches!(row.reach, Reach::Minutes { exceeded: true, .. }));
        let total = longer.len() as u64;
        let offset = usize::try_from(filter.paging.offset()).unwrap_or(usize::MAX);
        let limit = usize::try_from(filter.paging.limit()).unwrap_or(usize::MAX);
        let page = longer.into_iter().skip(offset).take(limit).collect();
        return Ok(PageOf::new(page, total, filter.paging));
    }
    let wanted = match filter.show {
        Show::Waiting => wanted.filter(is_waiting()).order_by_asc(mark::Column::Id),
        _ => wanted.order_by_desc(mark::Column::Id),
    };
    let total = wanted.clone().count(db).await?;
    let found = wanted.offset(filter.paging.offset()).limit(filter.paging.limit()).all(db).await?;
    Ok(PageOf::new(rows(ctx, with_steps(db, found).await?).await?, total, filter.paging))
}
