//! The last day of an account: of a delegate, of somebody who is here for a while.

use sea_orm_migration::prelude::*;

use crate::column::text_or_none;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = text_or_none("last_day");
        manager.alter_table(Table::alter().table("account").add_column(column).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("account").drop_column("last_day").to_owned()).await
    }
}
