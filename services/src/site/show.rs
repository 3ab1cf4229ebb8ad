//! What holds, and what was said before.

use std::collections::HashMap;

use domain::{access::Action, site::Site, time::Stamp};
use entities::{account, site_setting};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{newest, seen};
use crate::{Ctx, Result, Seen, accounts::Actor};

/// Versions that are shown.
const SHOWN: u64 = 20;

/// What holds, and the versions before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// How it stands.
    pub seen: Seen,
    /// What is said now; none where the site's file still holds.
    pub site: Option<Site>,
    /// Whether there is a picture of the seal.
    pub has_seal: bool,
    /// The newest versions, newest first.
    pub versions: Vec<Version>,
}

/// A version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// When it was written.
    pub at: Stamp,
    /// By whom.
    pub who: String,
    /// Why.
    pub reason: String,
}

/// What the administrator sees.
///
/// # Errors
/// [`Error::Forbidden`](crate::Error::Forbidden), or the database's.
pub async fn show(ctx: &Ctx, actor: &Actor) -> Result<Shown> {
    actor.must(Action::ManageSite)?;
    let db = ctx.store.read();
    let row = newest(db).await?;
    let versions: Vec<(Stamp, i64, String)> = site_setting::Entity::find()
        .select_only()
        .columns([site_setting::Column::At, site_setting::Column::AccountId, site_setting::Column::Reason])
        .order_by_desc(site_setting::Column::Id)
        .limit(SHOWN)
        .into_tuple()
        .all(db)
        .await?;
    let ids = versions.iter().map(|(_, account, _)| *account);
    let accounts = account::Entity::find().filter(account::Column::Id.is_in(ids)).all(db).await?;
    let names: HashMap<i64, String> = accounts.into_iter().map(|row| (row.id, row.name)).collect();
    let version = |(at, account, reason): (Stamp, i64, String)| Version {
        at,
        who: names.get(&account).cloned().unwrap_or_default(),
        reason,
    };
    Ok(Shown {
        seen: seen(row.as_ref()),
        has_seal: row.as_ref().is_some_and(|row| row.seal.is_some()),
        site: row.and_then(|row| serde_json::from_str(&row.content).ok()),
        versions: versions.into_iter().map(version).collect(),
    })
}
