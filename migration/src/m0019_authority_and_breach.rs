//! Who decided a case, and which provision was broken; quarters of declarations are looked up by themselves.

use sea_orm_migration::prelude::*;

use crate::column::{long, text};

const INDEX: &str = "declaration_by_quarter";

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Both are empty in the cases that are there.
        for mut column in [text("authority"), long("breached")] {
            let added = column.default("").to_owned();
            manager.alter_table(Table::alter().table("violation_case").add_column(added).to_owned()).await?;
        }
        manager.create_index(Index::create().name(INDEX).table("declaration").col("quarter").to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name(INDEX).table("declaration").to_owned()).await?;
        for column in ["breached", "authority"] {
            manager.alter_table(Table::alter().table("violation_case").drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
