//! People of a test world.

use std::{
    net::{IpAddr, Ipv4Addr},
    sync::LazyLock,
};

use domain::access::Role;
use entities::account;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};

use crate::Bench;
use services::{
    accounts::{self, Actor},
    throttle::ClientKey,
    worker,
};

/// The password of every account that a bench opens.
pub const PASSWORD: &str = "a bench's password";

/// Hashing is slow on purpose, so it is done once.
#[allow(clippy::unwrap_used, reason = "a constant")]
static HASH: LazyLock<String> = LazyLock::new(|| accounts::hash(PASSWORD).unwrap());

/// A client with an address of its own.
pub fn client(number: u8) -> ClientKey {
    ClientKey::of(IpAddr::V4(Ipv4Addr::new(203, 0, 113, number)))
}

impl Bench {
    /// Somebody with this role, with its word as login. Enterprise and local roles belong to key 1: put the works in
    /// first.
    ///
    /// # Panics
    /// Where the database does not take it.
    #[allow(clippy::unwrap_used, reason = "a test that cannot start should say where")]
    pub async fn actor(&self, role: Role) -> Actor {
        let row = account::ActiveModel {
            login: Set(role.to_string()),
            name: Set(format!("{role} 甲")),
            password_hash: Set(HASH.clone()),
            role: Set(role),
            enterprise_id: Set(role.is_enterprise().then_some(1)),
            town_id: Set(role.is_local().then_some(1)),
            email: Set(Some(format!("{role}@example.com"))),
            created_at: Set(self.ctx.now()),
            ..Default::default()
        };
        let tx = self.ctx.store.write().await.unwrap();
        let row = row.insert(&tx).await.unwrap();
        tx.commit().await.unwrap();
        row.into()
    }

    /// Does all jobs that are due.
    ///
    /// # Panics
    /// Where the queue cannot be reached.
    #[allow(clippy::unwrap_used, reason = "a test that cannot start should say where")]
    pub async fn drain_jobs(&self) {
        while worker::run_one(&self.ctx).await.unwrap() {}
    }

    /// The lines of the audit log, `action role subject`, oldest first.
    ///
    /// # Panics
    /// Where the database does not answer.
    #[allow(clippy::unwrap_used, reason = "a test that cannot start should say where")]
    pub async fn audit(&self) -> Vec<String> {
        let lines = entities::audit::Entity::find().all(self.ctx.store.read()).await.unwrap();
        lines.iter().map(|line| format!("{} {} {}", line.action, line.role, line.subject)).collect()
    }
}
