//! Declarations have an index by quarter and status since the fourth step; one by quarter alone finds nothing faster.

use sea_orm_migration::prelude::*;

const INDEX: &str = "declaration_by_quarter";

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name(INDEX).table("declaration").to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_index(Index::create().name(INDEX).table("declaration").col("quarter").to_owned()).await
    }
}
