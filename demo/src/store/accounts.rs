//! The demo logins.

use domain::{
    access::Role,
    time::{DAY, Stamp},
};
use entities::account;
use sea_orm::{ActiveValue::Set, ConnectionTrait};

use super::register::Keys;
use crate::LOGINS;
use services::{Result, store::insert};

/// The town of the first enterprise: that of the branch officer and the grid member.
const TOWN: usize = 6;

/// Writes the accounts.
pub async fn write(db: &impl ConnectionTrait, keys: &Keys, password_hash: String, now: Stamp) -> Result<()> {
    let rows = LOGINS.iter().map(|login| account::ActiveModel {
        login: Set(login.login.to_owned()),
        name: Set(login.name.to_owned()),
        password_hash: Set(password_hash.clone()),
        role: Set(login.role),
        enterprise_id: Set(keys.enterprises.first().copied().filter(|_| login.role.is_enterprise())),
        town_id: Set(keys.towns.get(TOWN).copied().filter(|_| matches!(login.role, Role::Branch | Role::Grid))),
        email: Set(Some(format!("{}@demo.invalid", login.login))),
        disabled_at: Set(None),
        created_at: Set(now.floor(DAY)),
        ..Default::default()
    });
    insert(db, rows.collect()).await
}
