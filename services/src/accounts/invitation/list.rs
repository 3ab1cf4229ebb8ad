//! Invitations that nobody has accepted yet.

use domain::{access::Role, time::Stamp};
use entities::invitation;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::may_invite::Reach;
use crate::{Ctx, Names, Result, accounts::Actor, public::parties};

/// The most that are listed, the newest of them.
const MOST: u64 = 200;

/// An invitation without its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Key.
    pub id: i64,
    /// How pages will address whoever is invited.
    pub name: String,
    /// What the account will be for.
    pub role: Role,
    /// The enterprise; none for the bureau.
    pub enterprise: Option<Names>,
    /// Whether it went by mail.
    pub by_mail: bool,
    /// Until when it can be used.
    pub until: Stamp,
    /// Whether that is over.
    pub is_over: bool,
}

/// Those that the actor may take back, the newest first; taken back ones are gone.
pub async fn list(ctx: &Ctx, actor: &Actor) -> Result<Vec<Listed>> {
    let reach = Reach::of(actor)?;
    let found = invitation::Entity::find()
        .filter(reach.condition())
        .filter(invitation::Column::UsedAt.is_null())
        .filter(invitation::Column::RevokedAt.is_null())
        .order_by_desc(invitation::Column::Id)
        .limit(MOST);
    let (rows, now) = (found.all(ctx.store.read()).await?, ctx.now());
    let parties = parties(ctx, rows.iter().filter_map(|row| row.enterprise_id)).await?;
    let listed = |row: invitation::Model| Listed {
        id: row.id,
        name: row.name,
        role: row.role,
        enterprise: row.enterprise_id.and_then(|id| parties.get(&id)).map(|party| party.name.clone()),
        by_mail: row.email.is_some(),
        until: row.expires_at,
        is_over: row.expires_at <= now,
    };
    Ok(rows.into_iter().map(listed).collect())
}
