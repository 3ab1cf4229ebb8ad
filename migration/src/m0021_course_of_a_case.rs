//! How long an act lasted, when it was discovered, when a case was with the police, and what its class follows from; and what
//! the management class of an enterprise follows from.

use sea_orm_migration::prelude::*;

use crate::column::{long, text, text_or_none};

/// Days of a case that not every case has.
const DAYS: [&str; 4] = ["acted_until", "found_on", "transferred_on", "returned_on"];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let basis = long("gravity_basis").default("").to_owned();
        for column in DAYS.map(text_or_none).into_iter().chain([basis]) {
            manager.alter_table(Table::alter().table("violation_case").add_column(column).to_owned()).await?;
        }
        // Both are empty in what is there already.
        let basis = text("class_basis").default("").to_owned();
        manager.alter_table(Table::alter().table("enterprise").add_column(basis).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("enterprise").drop_column("class_basis").to_owned()).await?;
        for column in DAYS.into_iter().chain(["gravity_basis"]) {
            manager.alter_table(Table::alter().table("violation_case").drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
