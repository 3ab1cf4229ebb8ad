//! Whether a value is a concentration converted to reference oxygen, also where no measured one came beside it.

use sea_orm_migration::prelude::*;

use crate::column::yes_no;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows from before say it by `measured` alone; the table may be large, and is not written anew.
        let column = yes_no("converted").default(false).to_owned();
        manager.alter_table(Table::alter().table("measurement").add_column(column).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("measurement").drop_column("converted").to_owned()).await
    }
}
