//! Accounts and signed-in browsers.

use sea_orm_migration::{prelude::*, sea_query::TableCreateStatement};

use crate::column::{big, big_or_none, id, index, primary, refers, table, text, text_or_none, unique_text};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::create(manager, vec![account(), session()]).await?;
        crate::index(manager, vec![index("session", &["account_id"])]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["session", "account"]).await
    }
}

fn account() -> TableCreateStatement {
    table("account")
        .col(id())
        .col(unique_text("login"))
        .col(text("name"))
        .col(text("password_hash"))
        .col(text("role"))
        .col(big_or_none("enterprise_id"))
        .col(big_or_none("town_id"))
        .col(text_or_none("email"))
        .col(big_or_none("disabled_at"))
        .col(big("created_at"))
        .foreign_key(&mut refers("account", "enterprise_id", "enterprise"))
        .foreign_key(&mut refers("account", "town_id", "town"))
        .to_owned()
}

fn session() -> TableCreateStatement {
    table("session")
        .col(text("id"))
        .col(big("account_id"))
        .col(big("created_at"))
        .col(big("seen_at"))
        .col(big("expires_at"))
        .foreign_key(&mut refers("session", "account_id", "account"))
        .primary_key(&mut primary(&["id"]))
        .to_owned()
}
