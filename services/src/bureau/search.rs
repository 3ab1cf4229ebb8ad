//! Finding an enterprise's file.

use domain::access::Action;
use entities::town;
use sea_orm::EntityTrait;

use crate::{
    Ctx, Result,
    accounts::Actor,
    public::{
        PageOf,
        enterprises::{self, EnterpriseRow, Query},
    },
};

/// The enterprises that match, in the actor's area.
pub async fn search(ctx: &Ctx, actor: &Actor, query: &Query) -> Result<PageOf<EnterpriseRow>> {
    actor.must(Action::ReadEnterpriseFile)?;
    let Some(area) = actor.area() else { return enterprises::search(ctx, query).await };
    match town::Entity::find_by_id(area).one(ctx.store.read()).await? {
        Some(town) => enterprises::search(ctx, &Query { town: Some(town.code), ..query.clone() }).await,
        None => Ok(PageOf::new(Vec::new(), 0, query.paging)),
    }
}
