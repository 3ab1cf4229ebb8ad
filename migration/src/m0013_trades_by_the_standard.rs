//! Trades become codes of GB/T 4754-2017, and the supervision colours go: no published rule stood behind them.

use sea_orm_migration::{prelude::*, sea_orm::ConnectionTrait};

use crate::column::text_or_none;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The words that there were, the class that stands for each, and the codes that go back to it.
const TRADES: [(&str, &str, &[&str]); 7] = [
    ("electroplating", "3360", &["336"]),
    ("dyeing", "1713", &["17"]),
    ("paper", "2221", &["22"]),
    ("circuit-boards", "3982", &["398"]),
    ("incineration", "4417", &["4417", "7820"]),
    ("food", "1439", &["13", "14", "15"]),
    ("municipal", "4620", &["462"]),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (word, class, _) in TRADES {
            let sql = format!("UPDATE enterprise SET industry = '{class}' WHERE industry = '{word}'");
            manager.get_connection().execute_unprepared(&sql).await?;
        }
        manager.alter_table(Table::alter().table("enterprise").drop_column("colour").to_owned()).await
    }

    /// A trade that there was no word for keeps its code.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("enterprise").add_column(text_or_none("colour")).to_owned()).await?;
        for (word, _, groups) in TRADES {
            for group in groups {
                let sql = format!("UPDATE enterprise SET industry = '{word}' WHERE industry LIKE '{group}%'");
                manager.get_connection().execute_unprepared(&sql).await?;
            }
        }
        let unknown = "UPDATE enterprise SET class = 'registered' WHERE class = 'undetermined'";
        manager.get_connection().execute_unprepared(unknown).await.map(|_| ())
    }
}
