//! One enterprise on one page.

use domain::{access::Action, credit_code::CreditCode};
use entities::enterprise as table;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{
    Late,
    days::{self, OutletDays},
    held::{self, Person, Treatment},
    late,
    premises::{self, Housed},
};
use crate::{
    Ctx, Error, Result,
    accounts::Actor,
    public::{
        Party,
        enterprise::{self, EnterpriseView},
        parties,
    },
    store::merger,
};

/// An enterprise's whole file, but for its timeline.
#[derive(Clone, Debug)]
pub struct EnterpriseFile {
    /// What everybody may read: permit, outlets with limits and live values, quarters on record.
    pub open: EnterpriseView,
    /// The one into which it is merged, where it is: then all here is history, and nothing of it counts.
    pub merged_into: Option<Party>,
    /// The daily means of the last days, outlet by outlet.
    pub days: Vec<OutletDays>,
    /// The declaration that it is late with.
    pub late: Option<Late>,
    /// The facilities that treat its pollution.
    pub treatments: Vec<Treatment>,
    /// Who answers for it.
    pub persons: Vec<Person>,
    /// Where it is housed today, by whom, and who else is there.
    pub premises: Vec<Housed>,
}

/// The file of the enterprise with a credit code, where it is in the actor's area.
pub async fn file(ctx: &Ctx, actor: &Actor, credit_code: &CreditCode) -> Result<EnterpriseFile> {
    actor.must(Action::ReadEnterpriseFile)?;
    let own = find(ctx, actor, credit_code).await?;
    let open = enterprise::whole(ctx, credit_code).await?;
    let days = days::of_enterprise(ctx, own.id, &open.outlets).await?;
    let late = late::of_enterprise(ctx, own.id).await?;
    let merged_into = match merger::of(ctx.store.read(), own.id).await? {
        Some(merger) => parties(ctx, [merger.kept_id]).await?.remove(&merger.kept_id),
        None => None,
    };
    let (db, today) = (ctx.store.read(), ctx.now().day());
    let (treatments, persons) = (held::treatments(db, own.id, today).await?, held::persons(db, own.id, today).await?);
    let premises = premises::of_enterprise(ctx, actor, own.id, today).await?;
    Ok(EnterpriseFile { open, merged_into, days, late, treatments, persons, premises })
}

/// The row of an enterprise. One of another area is not found, like one that does not exist.
pub(super) async fn find(ctx: &Ctx, actor: &Actor, credit_code: &CreditCode) -> Result<table::Model> {
    let wanted = table::Entity::find()
        .filter(table::Column::CreditCode.eq(*credit_code))
        .filter(actor.sees_town(table::Column::TownId));
    wanted.one(ctx.store.read()).await?.ok_or(Error::NotFound)
}
