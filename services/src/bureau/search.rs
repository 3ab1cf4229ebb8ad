//! Finding an enterprise's file.

use domain::{access::Action, declaration::deadline::newest_due, life::Audience};
use entities::town;
use sea_orm::EntityTrait;

use crate::{
    Ctx, Result,
    accounts::Actor,
    owed,
    public::{
        PageOf, Paging,
        enterprises::{self, EnterpriseRow, Query},
    },
};

/// What is looked for. Everything that is absent matches all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// Words of the name, its pinyin, or the credit code.
    pub q: Option<String>,
    /// Division code of a town; a local role has its own.
    pub town: Option<String>,
    /// Only those that are late with the newest quarter that is due.
    pub late: bool,
    /// Which page.
    pub paging: Paging,
}

/// The enterprises that match, in the actor's area.
pub async fn search(ctx: &Ctx, actor: &Actor, wanted: &Search) -> Result<PageOf<EnterpriseRow>> {
    actor.must(Action::ReadEnterpriseFile)?;
    let Search { q, town, late, paging } = wanted.clone();
    if late && !owed::in_use(ctx.store.read()).await?.owes(newest_due(ctx.now().day())) {
        return Ok(PageOf::new(Vec::new(), 0, paging));
    }
    let not_filed = late.then(|| newest_due(ctx.now().day()));
    let query = Query { q, town, not_filed, paging, audience: Audience::Insiders, ..Query::default() };
    let Some(area) = actor.area() else { return enterprises::search(ctx, &query).await };
    match town::Entity::find_by_id(area).one(ctx.store.read()).await? {
        Some(town) => enterprises::search(ctx, &Query { town: Some(town.code), ..query }).await,
        None => Ok(PageOf::new(Vec::new(), 0, paging)),
    }
}
