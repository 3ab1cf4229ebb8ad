//! Which account is whose.

use domain::{access::Action, time::Stamp};
use entities::unified_identity as table;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use crate::{
    Conflict, Ctx, Error, Result,
    accounts::Actor,
    audit::{self, Act, Subject},
    mail::IdentityChanged,
    messages,
    oidc::Person,
};

/// A link, as its owner and the administrator see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Which provider.
    pub issuer: String,
    /// Since when.
    pub since: Stamp,
    /// When somebody last came in by it.
    pub used_at: Option<Stamp>,
}

impl From<table::Model> for Identity {
    fn from(row: table::Model) -> Self {
        Self { issuer: row.issuer, since: row.created_at, used_at: row.used_at }
    }
}

/// The link of the own account at the provider of this portal.
///
/// # Errors
/// [`Error::NotFound`] where no provider is set.
pub async fn own(ctx: &Ctx, actor: &Actor) -> Result<Option<Identity>> {
    let provider = ctx.oidc().ok_or(Error::NotFound)?;
    let found = of(ctx.store.read(), actor.account_id, provider.issuer()).await?;
    Ok(found.map(Identity::from))
}

/// All links of an account, for the administrator: also those at a provider that was set before.
pub async fn identities(ctx: &Ctx, actor: &Actor, account_id: i64) -> Result<Vec<Identity>> {
    actor.must(Action::ManageAccounts)?;
    let all = table::Entity::find().filter(table::Column::AccountId.eq(account_id)).order_by_asc(table::Column::Id);
    Ok(all.all(ctx.store.read()).await?.into_iter().map(Identity::from).collect())
}

/// The link of an account at a provider.
pub(super) async fn of(db: &impl ConnectionTrait, account_id: i64, issuer: &str) -> Result<Option<table::Model>> {
    let own =
        table::Entity::find().filter(table::Column::AccountId.eq(account_id)).filter(table::Column::Issuer.eq(issuer));
    Ok(own.one(db).await?)
}

/// The link of somebody at a provider.
pub(super) async fn find(db: &impl ConnectionTrait, person: &Person) -> Result<Option<table::Model>> {
    let own = table::Entity::find()
        .filter(table::Column::Issuer.eq(&person.issuer))
        .filter(table::Column::Subject.eq(&person.subject));
    Ok(own.one(db).await?)
}

/// Links an account, and tells its owner. Linked to the same person already is no error.
///
/// # Errors
/// [`Conflict::IdentityTaken`], [`Conflict::HasIdentity`].
pub(super) async fn put(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    account: &entities::account::Model,
    person: &Person,
) -> Result<()> {
    if let Some(taken) = find(tx, person).await? {
        return if taken.account_id == account.id { Ok(()) } else { Err(Conflict::IdentityTaken.into()) };
    }
    if of(tx, account.id, &person.issuer).await?.is_some() {
        return Err(Conflict::HasIdentity.into());
    }
    let row = table::ActiveModel {
        account_id: Set(account.id),
        issuer: Set(person.issuer.clone()),
        subject: Set(person.subject.clone()),
        created_at: Set(ctx.now()),
        used_at: Set(None),
        ..Default::default()
    };
    // Two at the same moment: whoever is quicker.
    row.insert(tx).await.map_err(|error| Error::on_unique(error, Conflict::IdentityTaken))?;
    let (actor, subject) = (Actor::from(account.clone()), Subject("account", account.id));
    audit::note(tx, ctx, Some(&actor), Act::LinkIdentity, subject, json!({ "issuer": person.issuer })).await?;
    let told = IdentityChanged { name: &account.name, at: ctx.now(), is_linked: true };
    messages::tell(tx, ctx, account, &told).await
}
