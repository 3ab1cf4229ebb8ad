//! Sign-in by a provider: who somebody is there, and sign-ins that are under way.
//!
//! Accounts that are there have none: passwords go on as they did.

use sea_orm_migration::{prelude::*, sea_query::TableCreateStatement};

use crate::column::{big, big_or_none, id, index, primary, refers, table, text, text_or_none, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::create(manager, vec![identity(), attempt()]).await?;
        let indexes = vec![
            unique("unified_identity", "who", &["issuer", "subject"]),
            unique("unified_identity", "whose", &["account_id", "issuer"]),
            index("unified_attempt", &["expires_at"]),
        ];
        crate::index(manager, indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["unified_attempt", "unified_identity"]).await
    }
}

fn identity() -> TableCreateStatement {
    table("unified_identity")
        .col(id())
        .col(big("account_id"))
        .col(text("issuer"))
        .col(text("subject"))
        .col(big("created_at"))
        .col(big_or_none("used_at"))
        .foreign_key(&mut refers("unified_identity", "account_id", "account"))
        .to_owned()
}

/// Its key is the digest of what the browser holds, as a session's is.
fn attempt() -> TableCreateStatement {
    table("unified_attempt")
        .col(text("id"))
        .col(big_or_none("account_id"))
        .col(text("next"))
        .col(text_or_none("issuer"))
        .col(text_or_none("subject"))
        .col(text_or_none("credit_code"))
        .col(big("created_at"))
        .col(big("expires_at"))
        .col(big_or_none("used_at"))
        .foreign_key(&mut refers("unified_attempt", "account_id", "account"))
        .primary_key(&mut primary(&["id"]))
        .to_owned()
}
