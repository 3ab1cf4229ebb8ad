//! Invitations: accounts that their owners open, with a code that came by mail or on paper.

use sea_orm_migration::{prelude::*, sea_query::TableCreateStatement};

use crate::column::{big, big_or_none, id, index, refers, table, text, text_or_none, unique_text};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::create(manager, vec![invitation()]).await?;
        crate::index(manager, vec![index("invitation", &["enterprise_id"])]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["invitation"]).await
    }
}

fn invitation() -> TableCreateStatement {
    table("invitation")
        .col(id())
        .col(unique_text("digest"))
        .col(text("name"))
        .col(text("role"))
        .col(big_or_none("enterprise_id"))
        .col(big_or_none("town_id"))
        .col(text_or_none("email"))
        .col(text_or_none("last_day"))
        .col(big("created_by"))
        .col(big("created_at"))
        .col(big("expires_at"))
        .col(big_or_none("used_at"))
        .col(big_or_none("account_id"))
        .col(big_or_none("revoked_at"))
        .foreign_key(&mut refers("invitation", "enterprise_id", "enterprise"))
        .foreign_key(&mut refers("invitation", "town_id", "town"))
        .foreign_key(&mut refers("invitation", "created_by", "account"))
        .foreign_key(&mut refers("invitation", "account_id", "account"))
        .to_owned()
}
