//! Finding an enterprise's file.

use domain::{access::Action, declaration::deadline::newest_due, life::Audience};

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
    /// Division code of a town; who sees one only has nothing to choose.
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
    let within = actor.area();
    // Who sees one town only has nothing to choose, whatever the address says.
    let town = town.filter(|_| within.as_ref().is_none_or(|towns| towns.len() > 1));
    let query = Query { q, town, not_filed, paging, audience: Audience::Insiders, within, ..Query::default() };
    enterprises::search(ctx, &query).await
}
