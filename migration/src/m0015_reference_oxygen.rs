//! The oxygen at which a limit for gas of combustion holds.

use sea_orm_migration::{prelude::*, sea_orm::ConnectionTrait};

use crate::column::big_or_none;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The standards of the country and the province whose limits hold at reference oxygen, and that oxygen in 10⁻⁹ per
/// cent. GB 18485-2014: 11. GB 13271-2014 and DB44/765-2019: 3.5 for oil and gas, 9 for solid fuel (from memory,
/// verify).
const STANDARDS: [(&str, i64); 6] = [
    ("GB 18485%", 11_000_000_000),
    ("GB 13271%燃气%", 3_500_000_000),
    ("GB 13271%燃油%", 3_500_000_000),
    ("GB 13271%燃煤%", 9_000_000_000),
    ("DB44/765%燃气%", 3_500_000_000),
    ("DB44/765%生物质%", 9_000_000_000),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = big_or_none("reference_oxygen");
        manager.alter_table(Table::alter().table("discharge_limit").add_column(column).to_owned()).await?;
        for (basis, oxygen) in STANDARDS {
            let known = format!("UPDATE discharge_limit SET reference_oxygen = {oxygen} WHERE basis LIKE '{basis}'");
            manager.get_connection().execute_unprepared(&known).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("discharge_limit").drop_column("reference_oxygen").to_owned()).await
    }
}
