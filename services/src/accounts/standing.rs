//! Whether an account is open, and who would be left without it.

use domain::{
    access::needs_successor,
    time::{Day, Stamp},
};
use entities::account;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::{Conflict, Result};

/// Whether somebody may come in with this account: it is neither closed nor over.
pub(crate) fn is_open(row: &account::Model, now: Stamp) -> bool {
    row.disabled_at.is_none() && row.last_day.is_none_or(|last| now.day() <= last.0)
}

/// The accounts with which somebody may come in.
pub(crate) fn open_at(now: Stamp) -> Condition {
    use account::Column as A;
    let lasts = Condition::any().add(A::LastDay.is_null()).add(A::LastDay.gte(Day(now.day())));
    Condition::all().add(A::DisabledAt.is_null()).add(lasts)
}

/// Goes on only where somebody else stays who can do what this account's role is needed for: an enterprise keeps a
/// certifier, the portal an administrator. Whoever is here until a day only is nobody's successor. Two who leave at the
/// same moment come one after the other.
///
/// # Errors
/// [`Conflict::LastOfRole`].
pub(crate) async fn must_leave_another(tx: &impl ConnectionTrait, row: &account::Model) -> Result<()> {
    if !needs_successor(row.role) || row.last_day.is_some() || row.disabled_at.is_some() {
        return Ok(());
    }
    let peers = account::Entity::find()
        .filter(account::Column::Role.eq(row.role))
        .filter(account::Column::DisabledAt.is_null())
        .filter(account::Column::LastDay.is_null());
    let peers = match row.enterprise_id {
        Some(id) => peers.filter(account::Column::EnterpriseId.eq(id)),
        None => peers,
    };
    let standing = peers.lock_exclusive().all(tx).await?;
    if standing.iter().any(|peer| peer.id != row.id) { Ok(()) } else { Err(Conflict::LastOfRole.into()) }
}
