//! Tokens with which programs of enterprises and departments come to the REST interface.

use sea_orm_migration::{prelude::*, sea_query::TableCreateStatement};

use crate::column::{big, big_or_none, id, index, refers, table, text, unique_text};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::create(manager, vec![api_token()]).await?;
        crate::index(manager, vec![index("api_token", &["enterprise_id"])]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["api_token"]).await
    }
}

fn api_token() -> TableCreateStatement {
    table("api_token")
        .col(id())
        .col(unique_text("digest"))
        .col(text("hint"))
        .col(text("name"))
        .col(text("scopes"))
        .col(big_or_none("enterprise_id"))
        .col(big("created_by"))
        .col(big("created_at"))
        .col(text("last_day"))
        .col(big_or_none("last_used_at"))
        .col(big_or_none("revoked_at"))
        .col(big_or_none("revoked_by"))
        .foreign_key(&mut refers("api_token", "enterprise_id", "enterprise"))
        .foreign_key(&mut refers("api_token", "created_by", "account"))
        .to_owned()
}
