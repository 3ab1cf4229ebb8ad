//! What is noticed about the content of loggers' frames, counted.

use sea_orm_migration::{prelude::*, sea_query::TableCreateStatement};

use crate::column::{big, primary, refers, table, text};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::create(manager, vec![device_notice()]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["device_notice"]).await
    }
}

fn device_notice() -> TableCreateStatement {
    table("device_notice")
        .col(big("device_id"))
        .col(text("kind"))
        .col(text("what"))
        .col(big("count"))
        .col(big("first_at"))
        .col(big("last_at"))
        .col(text("sample"))
        .primary_key(&mut primary(&["device_id", "kind", "what"]))
        .foreign_key(&mut refers("device_notice", "device_id", "device"))
        .to_owned()
}
